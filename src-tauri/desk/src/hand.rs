//! When, and who.

/// A reason or a name as it is kept: one line, without what cannot be seen; none where nothing is
/// left.
pub(crate) fn one_line(text: &str) -> Option<String> {
    let is_unseen = |c: &char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{2064}' | '\u{feff}')
    };
    let line = text.replace(['\n', '\r', '\t'], " ");
    let seen = line.chars().filter(|c| !is_unseen(c)).collect::<String>();
    let line = seen.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

/// When, and who: for the ledger's log.
#[derive(Debug, Clone)]
pub struct Hand {
    /// local time, to the second
    pub at: String,
    /// operator
    pub who: String,
}
