//! A note as a line below a table.

use crate::present::model::text_width;
use xianbaohui_core::message::notice;
use xianbaohui_core::notice::Notice;

/// A note longer than this (in half-width characters) goes on in the next line, so that no row of a
/// sheet gets higher than Excel lets it.
const WIDEST: u32 = 560;

/// The sign beside a total about which the notes have something to say.
pub(in crate::present) const MARK: &str = "※";

/// What is told, as a sentence.
pub(in crate::present) fn sentence_of(told: &Notice) -> String {
    format!("{}。", notice(told))
}

/// A sentence as it stands in brackets.
pub(in crate::present) fn without_stop(what: &str) -> &str {
    what.trim_end_matches('。')
}

/// A long note in several, divided where a list goes on.
pub(in crate::present) fn divided(note: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut width = 0_u32;
    for piece in note.split_inclusive(['、', '；', '。']) {
        let own = text_width(piece);
        if width > 0 && width.saturating_add(own) > WIDEST {
            lines.push(String::new());
            width = 0;
        }
        width = width.saturating_add(own);
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}
