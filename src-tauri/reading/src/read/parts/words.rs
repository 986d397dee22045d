//! Words of comments, boxes and page headers, as they are kept.

/// Characters of one that are kept.
const LONGEST: usize = 2000;

/// Words without white space around, no longer than they may be; nothing where there are none.
pub(super) fn told(words: &str) -> Option<Box<str>> {
    let words = words.trim();
    let end = words.char_indices().nth(LONGEST).map(|(at, _)| at);
    let words = words.get(..end.unwrap_or(words.len())).unwrap_or(words);
    (!words.is_empty()).then(|| words.into())
}

/// Words of a box: lines without white space around, none that is empty; one that ends with a
/// colon goes on in the next.
pub(in crate::read) fn lines(words: &str) -> Box<str> {
    let mut lines: Vec<String> = Vec::new();
    for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match lines.last_mut() {
            Some(last) if last.ends_with([':', '：']) => last.push_str(line),
            _ => lines.push(line.to_owned()),
        }
    }
    told(&lines.join("\n")).unwrap_or_default()
}
