//! Signs in a text that are not seen themselves, and change what is.

/// Whether a text holds signs that turn the order of others round, or are drawn over them.
pub(in crate::read) fn are_in(words: &str) -> bool {
    // nearly no text has bytes with which such signs begin
    let may_begin = |byte: u8| matches!(byte, 0xCC | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xEF);
    words.bytes().any(may_begin) && words.contains(is_mark)
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        // written from right to left, and back
        '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        // drawn over what stands before
        | '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Whether a sign has no width: a name or code that holds one is another than it looks.
pub(crate) fn has_no_width(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{180E}' | '\u{200B}'..='\u{200E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}'
    )
}
