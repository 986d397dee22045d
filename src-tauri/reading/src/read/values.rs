//! How the `<v>` elements of a sheet are written. calamine takes the first piece of text in one for
//! its value and a shared string's number that it cannot read for 0: what is written otherwise than
//! Excel writes it must be mended or refused, never half read.

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
        if let Some((start, end)) = plainly(part, at) {
            return Some((start, end, Written::Plainly));
        }
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
        let is_v = element
            .strip_prefix(b"<")
            .and_then(|rest| rest.strip_prefix(prefix))
            .is_some_and(|rest| rest == b"v>" || rest.starts_with(b"v "));
        let is_text = || {
            memmem::rfind(&part[start.saturating_sub(8192)..start], b"<c ").is_some_and(|cell| {
                memmem::find(
                    &part[start.saturating_sub(8192) + cell..start],
                    b"t=\"str\"",
                )
                .is_some()
            })
        };
        let follows = part[at + 2..]
            .first_chunk::<2>()
            .is_some_and(|next| next == b"<v");
        let written =
            if !is_v || follows || (memchr_iter(b'&', text).next().is_some() && !is_text()) {
                Written::InPieces
            } else if text.first().is_some_and(u8::is_ascii_whitespace)
                || text.last().is_some_and(u8::is_ascii_whitespace)
            {
                Written::Padded
            } else {
                Written::Plainly
            };
        Some((start, open, written))
    })
}

/// Start and end of the text of a value that is written in the commonest way, `<v>12</v>`, whose
/// end tag ends at `at` with `v>`; nothing where a closer look is needed.
fn plainly(part: &[u8], at: usize) -> Option<(usize, usize)> {
    let before = part[..at].strip_suffix(b"</")?;
    let is_figure = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+');
    let start = before
        .iter()
        .rposition(|byte| !is_figure(byte))
        .map(|last| last + 1)?;
    let follows = part[at + 2..].starts_with(b"<v");
    (before[..start].ends_with(b"<v>") && !follows).then_some((start, before.len()))
}

/// How the values of a sheet's part are written: the oddest way of all.
pub(super) fn written(part: &[u8]) -> Written {
    values(part)
        .map(|(_, _, written)| written)
        .max()
        .unwrap_or_default()
}

/// The first place where Excel has none, as the part says it: more letters than XFD has, more
/// digits than 1048576. calamine's sum of them begins again at nothing when it is too large, and
/// the cell would stand where it does not.
pub(super) fn beyond(part: &[u8]) -> Option<String> {
    [&b"r=\""[..], b"r='"].iter().find_map(|mark| {
        memmem::find_iter(part, mark)
            .filter(|at| *at > 0 && part[at - 1].is_ascii_whitespace())
            .find_map(|at| {
                let from = at + mark.len();
                let name = &part[from..part.len().min(from + 32)];
                let letters = name
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphabetic())
                    .count();
                let digits = name[letters..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
                let end = letters + digits;
                let is_place = digits > 0
                    && name
                        .get(end)
                        .is_some_and(|byte| matches!(byte, b'"' | b'\''))
                    || end == name.len();
                (is_place && (letters > 3 || digits > 7))
                    .then(|| String::from_utf8_lossy(&name[..end]).into_owned())
            })
    })
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
