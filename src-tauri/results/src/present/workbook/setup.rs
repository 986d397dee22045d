//! What the sheets have in common: their paper, and how high their rows are.

use super::pages::Page;
use crate::present::PresentError;
use crate::present::paper::{height_of, lines, whole};
use rust_xlsxwriter::Worksheet;

/// Page set-up that all sheets share: A4 landscape, one page wide, header rows repeated, page
/// numbers. Sheets are laid out so that being made to fit never makes them illegible.
pub(super) fn page_setup(
    sheet: &mut Worksheet,
    first_header: u32,
    last_header: u32,
    pinned: u16,
) -> Result<(), PresentError> {
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true);
    // the page number keeps its size whatever the table's is
    sheet
        .set_margins(0.4, 0.4, 0.55, 0.6, 0.3, 0.3)
        .set_footer("&C第 &P 页 共 &N 页")
        .set_header_footer_scale_with_doc(false);
    sheet.set_repeat_rows(first_header, last_header)?;
    sheet.set_freeze_panes(last_header + 1, pinned)?;
    Ok(())
}

/// A sheet wider than a page: a page for each group of columns, with the pinned ones on all of
/// them, at a size of its own.
pub(super) fn divide(sheet: &mut Worksheet, page: &Page) -> Result<(), PresentError> {
    if page.spans.len() > 1 {
        if page.pinned > 0 {
            sheet.set_repeat_columns(0, page.pinned as u16 - 1)?;
        }
        sheet.set_print_scale(page.scale as u16);
        sheet.set_vertical_page_breaks(
            &page.spans[1..]
                .iter()
                .map(|(first, _)| u32::from(*first))
                .collect::<Vec<_>>(),
        )?;
    }
    Ok(())
}

/// A sheet whose last rows or notes would stand alone on another page is printed a little smaller,
/// so that it is one page high.
pub(super) fn one_page(sheet: &mut Worksheet, page: &Page, scale: u32) {
    if page.spans.len() > 1 {
        sheet.set_print_scale(page.scale.min(scale) as u16);
    } else {
        sheet.set_print_fit_to_pages(1, 1);
    }
}

/// The height of a row of texts in columns of these widths, none of them cut, in points.
pub(super) fn height_for<'t>(texts: impl IntoIterator<Item = (&'t str, f64)>) -> f64 {
    height_of(
        texts
            .into_iter()
            .map(|(text, width)| lines(text, whole(width)))
            .max()
            .unwrap_or(1),
    )
}
