//! What a person reads while it runs.

use std::fmt::Display;
use std::io::{self, Write as _};
use std::time::Duration;

/// A line on standard output. Nothing can be done when that is closed, and the work is worth
/// finishing all the same.
pub(crate) fn line(text: impl Display) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// A line on standard error.
pub(crate) fn problem(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// The heading above what a step prints.
pub(crate) fn heading(text: impl Display) {
    line(format_args!("\n== {text}"));
}

/// `9.4 s`, `3 min 05 s`.
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

/// `812 B`, `46 KB`, `1.3 MB`.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_read_well() {
        assert_eq!(size(812), "812 B");
        assert_eq!(size(45_001), "46 KB");
        assert_eq!(size(1_350_000), "1.3 MB");
        assert_eq!(duration(Duration::from_millis(9_420)), "9.4 s");
        assert_eq!(duration(Duration::from_secs(185)), "3 min 05 s");
    }
}
