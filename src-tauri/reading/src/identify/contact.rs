//! Who filled a sheet in, and how to reach them: 填报人 and 联系电话 at its foot or head.

use super::Identified;
use crate::read::{Cell, Grid};
use xianbaohui_core::evidence::{Evidence, Of, Source};

/// Words before the name of who filled it in; the first that says a name counts.
const WHO: [&str; 5] = ["填报人", "填表人", "经办人", "制表人", "联系人"];
/// Words before a telephone.
const PHONE: [&str; 4] = ["联系电话", "联系方式", "电话", "手机"];
/// A name or number is no longer.
const LONGEST: usize = 24;

/// What the lines around the table say of it.
pub(super) fn of(grid: &Grid, identified: &Identified) -> Option<Evidence> {
    let frame = identified.frame();
    let rows = grid.filled_rows();
    let around = rows.filter(|row| *row < frame.top || *row > frame.bottom);
    let (mut who, mut phone) = (None, None);
    let mut at = None;
    for row in around {
        let cells = grid.row(row);
        // a row of entries says who its own people are
        if cells.iter().filter(|cell| !cell.is_blank()).count() > 8 {
            continue;
        }
        for (position, cell) in cells.iter().enumerate() {
            let Some(words) = cell.as_text().filter(|words| may_say(words)) else {
                continue;
            };
            let next = cells.get(position + 1);
            for (labels, kept) in [(&WHO[..], &mut who), (&PHONE[..], &mut phone)] {
                if kept.is_none()
                    && let Some(said) = said(words, labels, next)
                {
                    at.get_or_insert((cell.row, cell.column));
                    *kept = Some(said);
                }
            }
        }
    }
    let (row, column) = at?;
    let said = who.into_iter().chain(phone).collect::<Vec<_>>();
    let from = Source::Cell(row, column);
    Some(Evidence::new(Of::Contact, from, said.join(" "), 0.0))
}

/// Whether a text has the last two signs of one of the labels: nearly none has.
fn may_say(words: &str) -> bool {
    let mut before = ' ';
    words.chars().any(|c| {
        let pair = (std::mem::replace(&mut before, c), c);
        matches!(
            pair,
            ('报' | '表' | '办' | '系', '人') | ('电', '话') | ('方', '式') | ('手', '机')
        )
    })
}

/// What stands behind a label, in its cell or in the next.
fn said(words: &str, labels: &[&str], next: Option<&Cell>) -> Option<String> {
    let (at, label) = labels
        .iter()
        .find_map(|label| Some((words.find(label)?, label)))?;
    let rest = &words[at + label.len()..];
    let behind = rest.trim_start();
    let (behind, is_set_off) = match behind.strip_prefix(['：', ':']) {
        Some(behind) => (behind.trim_start(), true),
        None => (behind, false),
    };
    // another label may follow in the same cell
    let own = behind.split_whitespace().next().unwrap_or_default();
    let is_plain = |own: &str| {
        let is_label = own.contains(['：', ':']) || is_any_label(own);
        !own.is_empty() && own.chars().count() <= LONGEST && !is_label
    };
    if is_set_off && is_plain(own) {
        return Some(own.to_owned());
    }
    let next = next.filter(|_| behind.is_empty() && at == 0)?;
    let own = next.raw();
    let own = own.trim();
    is_plain(own).then(|| own.to_owned())
}

fn is_any_label(words: &str) -> bool {
    let all = WHO.iter().chain(&PHONE);
    all.chain(&["负责人", "填报日期", "审核"])
        .any(|label| words.starts_with(label))
}
