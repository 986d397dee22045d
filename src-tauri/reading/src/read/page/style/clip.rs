//! Words that are cut off at the edge of what they stand in.

use super::declared::Declared;

/// Whether words may not be seen to their end; `size` is that of their letters.
pub(in crate::read::page) fn cuts(says: &Declared, words: &str, size: f32) -> bool {
    if says.clips != Some(true) || words.trim().is_empty() {
        return false;
    }
    let needed = |words: &str| {
        let widths = words
            .trim()
            .chars()
            .map(|c| if c.is_ascii() { 0.56 } else { 1.0 });
        widths.sum::<f32>() * size
    };
    let lines = words.lines().map(needed).fold(0.0, f32::max);
    says.width.is_some_and(|width| width < lines)
        || says.height.is_some_and(|height| height < size * 0.9)
}
