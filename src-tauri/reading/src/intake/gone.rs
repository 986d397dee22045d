//! A file with a form of an earlier version of the scheme that is no more: refused, with the form
//! that took its place.

use crate::read::{Grid, Workbook};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::former::Wording;
use xianbaohui_core::text;
use xianbaohui_core::words::title::is_one_of;

/// Rows in which a title stands.
const TOP: u32 = 8;

/// Why it is refused: all that is known of it stands under titles of such forms. `read`: positions
/// of the sheets that fit a form of today.
pub(super) fn form_that_is_gone(
    workbook: &Workbook,
    scheme: &Scheme,
    read: &[usize],
) -> Option<String> {
    let grids = workbook.grids.iter().enumerate();
    let gone = grids.filter_map(|(at, grid)| Some((at, gone(grid, scheme)?)));
    let gone = gone.collect::<Vec<_>>();
    let is_gone = |at: &usize| gone.iter().any(|(own, _)| own == at);
    if !read.iter().all(is_gone) {
        return None;
    }
    gone.into_iter().next().map(|(_, reason)| reason)
}

fn gone(grid: &Grid, scheme: &Scheme) -> Option<String> {
    scheme.former.iter().find_map(|one| {
        let Wording::Gone { name, titles, now } = &one.wording else {
            return None;
        };
        let titles = titles.iter().map(|title| text::key(title));
        let titles = titles.collect::<Vec<_>>();
        let top = grid.filled_rows().take_while(|row| *row < TOP);
        let mut cells = top.flat_map(|row| grid.row(row));
        let is_title = cells.any(|cell| {
            let key = cell.as_text().map(text::key);
            key.is_some_and(|key| is_one_of(&key, &titles))
        });
        if !is_title {
            return None;
        }
        let instead = match now {
            Some((code, name)) => format!("现在要报的是“{name}”（{code}），请用新表重报"),
            None => "现行制度里没有哪张表接替它，请向下发的单位核对".to_owned(),
        };
        Some(format!(
            "这是旧版制度（{} 版）的报表“{name}”（{}），现行制度里已经没有这张表：{instead}。",
            one.version, one.form
        ))
    })
}
