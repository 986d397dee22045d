//! What a row below the header is: data, total, note, signature, column numbers, section, or blank.

use crate::number;
use crate::read::{Content, Grid};
use crate::text;

/// What a row below the header is, as far as its texts tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// nothing on it
    Blank,
    /// 合计, 总计, 全市
    Total,
    /// 小计, 其中合计, a group's total
    Subtotal,
    /// 注：…
    Note,
    /// 单位负责人： 填报人：
    Signature,
    /// 甲 乙 1 2 3
    ColumnNumbers,
    /// anything else
    Other,
}

const TOTALS: [&str; 11] = ["合计", "总计", "共计", "总和", "合计数", "全市合计", "全市", "全省", "全市总计", "全省合计", "全县合计"];

/// Tells what a row is. `label` is what stands in its label or key column.
pub(super) fn kind(grid: &Grid, row: u32, label: &str) -> RowKind {
    let cells = grid.row(row);
    if cells.iter().all(|cell| cell.as_text().is_some_and(|words| words.trim().is_empty())) {
        return RowKind::Blank;
    }
    let first = cells.iter().find_map(|cell| cell.as_text().map(text::key).filter(|key| !key.is_empty())).unwrap_or_default();
    if is_note(&first) {
        return RowKind::Note;
    }
    if is_signature(&first) || cells.iter().filter(|cell| cell.as_text().is_some_and(|words| words.contains([':', '：']) && is_signature(&text::key(words)))).count() > 1 {
        return RowKind::Signature;
    }
    for key in [text::split_label(label).0, text::split_label(&first).0] {
        if TOTALS.contains(&key.as_str()) {
            return RowKind::Total;
        }
        if key.ends_with("小计") || (key.ends_with("合计") && !key.is_empty()) || key.ends_with("总计") || key.ends_with("地区") && key.chars().count() <= 6 {
            return RowKind::Subtotal;
        }
    }
    if is_column_numbers(grid, row) {
        return RowKind::ColumnNumbers;
    }
    RowKind::Other
}

fn is_note(key: &str) -> bool {
    ["注:", "注", "备注:", "说明:", "填表说明", "填报说明", "注1", "注意", "审核关系", "资料来源", "数据来源"].iter().any(|word| key.starts_with(word)) && (key.chars().count() > 1)
}

fn is_signature(key: &str) -> bool {
    [
        "单位负责人",
        "负责人:",
        "统计负责人",
        "填报人",
        "填表人",
        "审核人",
        "制表人",
        "制表:",
        "审核:",
        "联系电话:",
        "联系人:",
        "分管领导",
        "主要领导",
        "报出日期",
        "填报日期",
        "填表日期",
        "填报单位",
    ]
    .iter()
    .any(|word| key.starts_with(word))
}

/// A row of column numbers: 甲 乙 (1) (2) …, or 1 2 3 … each one more than the one before.
fn is_column_numbers(grid: &Grid, row: u32) -> bool {
    let cells = grid.row(row);
    if cells.len() < 3 {
        return false;
    }
    let mut last: Option<i64> = None;
    let mut numbers = 0;
    for cell in cells {
        let words = text::key(&cell.raw());
        let words = words.trim_matches(['(', ')', '栏', '列']);
        if matches!(words, "甲" | "乙" | "丙" | "丁" | "栏次" | "列号" | "a" | "b" | "c" | "-") {
            continue;
        }
        let value = match &cell.content {
            Content::Number(number) if number.fract() == 0.0 => Some(*number as i64),
            _ => words.split('=').next().and_then(|words| words.parse::<i64>().ok()),
        };
        let Some(value) = value else { return false };
        if last.is_some_and(|last| value != last + 1) || (last.is_none() && !(1..=4).contains(&value)) {
            return false;
        }
        last = Some(value);
        numbers += 1;
    }
    numbers >= 2
}

/// Whether any of the given columns of a row holds something that is no declared nil.
pub(super) fn has_figures(grid: &Grid, row: u32, columns: impl IntoIterator<Item = u32>) -> bool {
    columns.into_iter().filter_map(|column| grid.cell(row, column)).map(|cell| text::compact(&cell.raw())).any(|compact| !compact.is_empty() && number::nil(&compact).is_none())
}
