//! How the `<v>` elements of a sheet are written. calamine takes the first piece of text in one for its value and a shared string's number
//! that it cannot read for 0: what is written otherwise than Excel writes it must be mended or refused, never half read.

use memchr::{memchr_iter, memmem, memrchr};

/// How values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub(super) enum Written {
    /// as Excel writes them
    #[default]
    Plainly,
    /// with white space around, which means nothing
    Padded,
    /// in pieces: comments, CDATA or entities inside a number, or two values in a cell
    InPieces,
}

/// The values of a sheet's part: start and end of each one's text, and how it is written.
fn values(part: &[u8]) -> impl Iterator<Item = (usize, usize, Written)> + '_ {
    memmem::find_iter(part, b"v>").filter_map(|at| {
        // the end tag, with or without a prefix: </v> </x:v>
        let open = memrchr(b'<', &part[..at])?;
        let name = &part[open..at];
        if !name.starts_with(b"</") || !(name.len() == 2 || name.ends_with(b":")) {
            return None;
        }
        let start = memrchr(b'>', &part[..open])? + 1;
        let text = &part[start..open];
        let element = memrchr(b'<', &part[..start]).map_or(&[][..], |from| &part[from..start]);
        let prefix = &name[2..];
        let is_v = element.strip_prefix(b"<").and_then(|rest| rest.strip_prefix(prefix)).is_some_and(|rest| rest == b"v>" || rest.starts_with(b"v "));
        let is_text = || {
            memmem::rfind(&part[start.saturating_sub(8192)..start], b"<c ")
                .is_some_and(|cell| memmem::find(&part[start.saturating_sub(8192) + cell..start], b"t=\"str\"").is_some())
        };
        let follows = part[at + 2..].first_chunk::<2>().is_some_and(|next| next == b"<v");
        let written = if !is_v || follows || (memchr_iter(b'&', text).next().is_some() && !is_text()) {
            Written::InPieces
        } else if text.first().is_some_and(u8::is_ascii_whitespace) || text.last().is_some_and(u8::is_ascii_whitespace) {
            Written::Padded
        } else {
            Written::Plainly
        };
        Some((start, open, written))
    })
}

/// How the values of a sheet's part are written: the oddest way of all.
pub(super) fn written(part: &[u8]) -> Written {
    values(part).map(|(_, _, written)| written).max().unwrap_or_default()
}

/// The part with no white space around values.
pub(super) fn trimmed(part: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(part.len());
    let mut done = 0;
    for (start, end, _) in values(part).filter(|(_, _, written)| *written == Written::Padded) {
        out.extend_from_slice(&part[done..start]);
        out.extend_from_slice(part[start..end].trim_ascii());
        done = end;
    }
    out.extend_from_slice(&part[done..]);
    out
}
