//! Files that are no returns: they must be refused with a reason, never half read.
//!
//! `password.xlsx`, a return of 裕安区 that opens with the password 示例2020, cannot be written
//! here and is kept as it is.

use std::fs;
use std::path::Path;

use super::Outcome;
use super::sheet::{self, Cell, Line, Page, flat_header};

/// Writes the bad files; returns how many.
pub(crate) fn write(out: &Path) -> Outcome<usize> {
    fs::create_dir_all(out)?;
    fs::write(
        out.join("not-a-workbook.xlsx"),
        "这不是工作簿，只是一段改了扩展名的文字。\r\n",
    )?;
    fs::write(out.join("empty.xlsx"), b"")?;
    let phones = sheet::bytes(&[phone_list()])?;
    // cut in the middle of a part: the directory of the archive at its end is gone
    fs::write(
        out.join("truncated.xlsx"),
        phones.get(..phones.len() * 3 / 5).unwrap_or_default(),
    )?;
    fs::write(out.join("unknown-form.xlsx"), &phones)?;
    Ok(4)
}

fn phone_list() -> Page {
    let lines = (1..=6)
        .zip(["示例甲", "示例乙", "示例丙", "示例丁", "示例戊", "示例己"])
        .map(|(number, name)| {
            Line::Cells(vec![
                Cell::Serial(number),
                Cell::text(name),
                Cell::text(if number < 3 { "办公室" } else { "业务科" }),
                Cell::text(format!("0000-{number:07}")),
            ])
        })
        .collect();
    Page {
        sheet: "通讯录".into(),
        annex: None,
        title: "机关通讯录（示例）".into(),
        filled_by: "办公室编制".into(),
        date: "2021年1月".into(),
        unit_note: "内部使用".into(),
        header: flat_header(&["序号", "姓名", "科室", "电话"]),
        header_rows: 1,
        widths: vec![12.0, 28.0, 28.0, 18.0],
        lines,
        notes: vec!["注：人员变动请告知办公室。".into()],
    }
}
