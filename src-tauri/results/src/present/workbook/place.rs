//! The place of the rows in the XML of a frame.

use super::frame::Frame;
use crate::present::PresentError;
use xianbaohui_core::place::{cell_name, parse_cell};

/// What stands before and after the place of the rows, and what the row in their place says.
pub(super) struct Place<'x> {
    pub(super) before: &'x str,
    pub(super) after: &'x str,
    pub(super) height: &'x str,
    cells: &'x str,
}

impl<'x> Place<'x> {
    pub(super) fn find(xml: &'x str, row: u32) -> Option<Self> {
        let start = xml.find(&format!("<row r=\"{}\"", u64::from(row) + 1))?;
        let end = start + xml[start..].find("</row>")? + "</row>".len();
        let (tag, cells) = xml[start..end].split_once('>')?;
        let height = tag.find(" ht=").map_or("", |at| &tag[at..]);
        Some(Self {
            before: &xml[..start],
            after: &xml[end..],
            height,
            cells,
        })
    }

    /// The numbers of the styles of the row's cells.
    pub(super) fn styles(&self) -> Option<Vec<u32>> {
        self.cells
            .split("<c ")
            .skip(1)
            .map(|cell| cell.split("s=\"").nth(1)?.split('"').next()?.parse().ok())
            .collect()
    }
}

/// The beginning of a sheet, which says how far the sheet goes.
pub(super) fn with_dimension(before: &str, frame: Frame) -> String {
    const TAG: &str = "<dimension ref=\"";
    let Some((start, rest)) = before.split_once(TAG) else {
        return before.to_owned();
    };
    let (own, rest) = rest.split_once('"').unwrap_or(("", rest));
    // what stands below the rows reaches further down than they do
    let own_last = own
        .rsplit(':')
        .next()
        .and_then(parse_cell)
        .map_or(0, |(row, _)| row);
    let last = (frame.first + frame.rows).saturating_sub(1).max(own_last);
    format!(
        "{start}{TAG}A1:{}\"{rest}",
        cell_name(last, frame.columns.saturating_sub(1))
    )
}

pub(super) fn damaged(why: &dyn std::fmt::Display) -> PresentError {
    PresentError::Write {
        path: String::new(),
        why: why.to_string(),
    }
}
