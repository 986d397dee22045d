//! The line that parts what a lower level adds from the scheme of the level above.

/// The line below which a text is the lower level's own.
const LINE: &str = "# ======== 本级补充：以下不属于上级制度 ========";

/// Where the line begins, and where what follows it does.
pub(in crate::scheme) fn line(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let to = from + line.len();
        if line.trim_end() == LINE {
            return Some((from, to));
        }
        from = to;
    }
    None
}

/// The line as it is written.
pub(in crate::scheme) fn written() -> String {
    format!("{LINE}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_line_itself_parts_a_text() {
        assert_eq!(line("a = 1\n"), None);
        assert_eq!(line(&format!("x = \"{LINE}\"\n")), None);
        let text = format!("a = 1\n{LINE}\nb = 2\n");
        let (from, to) = line(&text).unwrap_or_default();
        assert_eq!((&text[..from], &text[to..]), ("a = 1\n", "b = 2\n"));
    }
}
