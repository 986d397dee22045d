//! A sheet on which number formats, hidden rows and columns and merged areas change what a person sees.

use std::fs;
use std::path::Path;
use xianbaohui_tests::sheet::{Sheet, workbook};

use super::Outcome;

/// Writes the workbook; returns how many there are.
pub(crate) fn write(out: &Path) -> Outcome<usize> {
    fs::create_dir_all(out)?;
    let sheet =
        Sheet::new("格式", "标题 | < | < | <\n0.344 {0.0%} | 0.12 {0%} | 0.344 | 5000 {0,}\n隐藏行 | 0.5 {0.00%} | 0.25 {[Red]0.0%} | 3\n^ | 1 | 2 | 4").hide_row(3).hide_column(3);
    fs::write(out.join("格式.xlsx"), workbook(&[sheet]).map_err(|error| error.to_string())?)?;
    Ok(1)
}
