//! In which shapes the counties hand in the same sheets.

/// 信都区, which also returns the wrong workbook: laid out as issued, so that its cells are easy to
/// name.
pub(super) const WRONG: usize = 1;

/// How a county lays its sheets out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// As the blank was issued.
    Issued,
    /// Blank row and column numbers below the header, remarks between the rows, rosters first.
    Remarks,
    /// Figures as text with thousands separators, columns in another order, one amount in 亿元.
    Retyped,
}

/// The layout of the county at a place in the list.
pub(crate) fn layout_of(at: usize) -> Layout {
    match at % 3 {
        1 if at != WRONG => Layout::Remarks,
        2 => Layout::Retyped,
        _ => Layout::Issued,
    }
}
