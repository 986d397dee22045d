//! What a row below the header is: data, total, note, signature, column numbers, section, or blank.

use super::column_numbers::is_column_numbers;
use crate::read::{Cell, Grid};
use xianbaohui_core::label;
use xianbaohui_core::number;
use xianbaohui_core::text;
use xianbaohui_core::words::named;

/// What a row below the header is, as far as its texts tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// nothing on it
    Blank,
    /// 合计, 总计, 全市
    Total,
    /// 小计, 其中合计, a group's total
    Subtotal,
    /// 东部地区: the total of a group where the rows above add up to it, else a name like any other
    Region,
    /// 注：…
    Note,
    /// 单位负责人： 填报人：
    Signature,
    /// 甲 乙 1 2 3
    ColumnNumbers,
    /// 附：… : another table begins
    Attachment,
    /// 续表, 一、…, a remark in brackets, the title once more: one text that names no entity
    Remark,
    /// anything else
    Other,
}

/// A note fills no more cells than this: a row of data that begins like one is data.
const NOTE_CELLS: usize = 2;

const TOTALS: [&str; 19] = [
    "市合计",
    "八县区合计",
    "各县区合计",
    "县区合计",
    "各县合计",
    "县(区)合计",
    "各县(区)合计",
    "各县市区合计",
    "各县(市,区)合计",
    "县(市,区)合计",
    "合计",
    "总计",
    "共计",
    "总和",
    "合计数",
    "全市合计",
    "全市",
    "全市总计",
    "全县合计",
];

/// Tells what a row is. `label` is what stands in its label or key column.
pub(crate) fn kind(grid: &Grid, row: u32, label: &str) -> RowKind {
    let cells = grid.row(row);
    if cells
        .iter()
        .all(|cell| cell.as_text().is_some_and(|words| words.trim().is_empty()))
    {
        return RowKind::Blank;
    }
    let first_raw = cells
        .iter()
        .filter_map(Cell::as_text)
        .find(|words| !words.trim().is_empty())
        .unwrap_or_default();
    let first = text::key(first_raw);
    let filled = cells.iter().filter(|cell| !cell.is_blank()).count();
    if filled <= NOTE_CELLS && is_note(first_raw, &first) {
        return RowKind::Note;
    }
    if is_signature(&first)
        || cells
            .iter()
            .filter(|cell| {
                cell.as_text().is_some_and(|words| {
                    words.contains([':', '：']) && is_signature(&text::key(words))
                })
            })
            .count()
            > 1
    {
        return RowKind::Signature;
    }
    if let Some(total) = total_kind(cells, label) {
        return total;
    }
    if filled == 1 && (is_section(&first) || spans_table(grid, row)) {
        return if is_attachment(&first) {
            RowKind::Attachment
        } else {
            RowKind::Remark
        };
    }
    if is_column_numbers(grid, row, true) {
        return RowKind::ColumnNumbers;
    }
    RowKind::Other
}

/// What a row is by the word of a total: in the column of names, or in the row's first cell, left
/// of it (合计 | 3家). A word in a column of the county's own makes no total.
fn total_kind(cells: &[Cell], label: &str) -> Option<RowKind> {
    let leftmost = cells.iter().find(|cell| !cell.is_blank());
    let leftmost = leftmost.and_then(Cell::as_text).map(text::key);
    // the label is the first text of most rows
    let other = leftmost.filter(|first| *first != label);
    for (words, is_label) in
        std::iter::once((label, true)).chain(other.as_deref().map(|w| (w, false)))
    {
        let label = label::split_label(words).0;
        let key = uncounted(&label);
        if TOTALS.contains(&key) {
            return Some(RowKind::Total);
        }
        if ["小计", "合计", "总计"]
            .iter()
            .any(|word| key.ends_with(word))
        {
            return Some(RowKind::Subtotal);
        }
        if is_label && key.ends_with("地区") && key.chars().count() <= 6 {
            return Some(RowKind::Region);
        }
    }
    None
}

/// Whether a text is the word of a total, or of one of some rows.
pub(crate) fn says_total(text: &str) -> bool {
    // every word of a total has one of these; most names have none
    if text::is_compact(text) && !text.contains(['计', '和', '全', '共']) {
        return false;
    }
    let (label, ..) = label::split_label(text);
    let key = uncounted(&label);
    !key.is_empty()
        && (TOTALS.contains(&key)
            || ["小计", "合计", "总计", "共计"]
                .iter()
                .any(|word| key.ends_with(word)))
}

/// 合计（2家）, 合计2家, 小计（一）: without what is said of how many there are.
fn uncounted(key: &str) -> &str {
    let mut key = key;
    loop {
        let before = key;
        if let Some(open) = key
            .rfind('(')
            .filter(|open| *open > 0 && key.ends_with(')'))
        {
            key = key[..open].trim_end();
        }
        let counter = key.trim_end_matches(['家', '个', '项', '户', '人', '条', '名']);
        let bare = counter.trim_end_matches(|c: char| c.is_ascii_digit());
        if bare.len() < counter.len() && !bare.is_empty() {
            key = bare.trim_end_matches(['共', ':', ',']);
            // 共2家
            if key.is_empty() {
                return "共计";
            }
        }
        if key.len() == before.len() {
            return key;
        }
    }
}

/// 一、企业 · （二）平台 · 2.其他说明 · 续表 · （以下为补报） · …统计表（续） · 附：…
pub(crate) fn is_section(key: &str) -> bool {
    let numbered = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let after = key.trim_start_matches('(').trim_start_matches(numbered);
    let digits = key.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = digits.len() < key.len()
        && digits.starts_with([',', '.'])
        && !digits[1..].starts_with(|c: char| c.is_ascii_digit());
    let counted = counted
        || after.len() < key.trim_start_matches('(').len() && after.starts_with([',', ')', '.']);
    counted
        || (key.starts_with('(') && key.ends_with(')'))
        || key.starts_with("续表")
        || key.ends_with("(续)")
        || key.ends_with("续表")
        || is_attachment(key)
}

fn is_attachment(key: &str) -> bool {
    ["附:", "附表", "附件", "附录"]
        .iter()
        .any(|word| key.starts_with(word))
}

/// One text merged over three columns or more: a title of a group, whatever it says.
fn spans_table(grid: &Grid, row: u32) -> bool {
    grid.row(row).iter().any(|cell| {
        grid.merge_at(row, cell.column)
            .is_some_and(|area| area.top == row && area.right >= area.left + 2)
    })
}

/// 注：… and the like. 注塑机械厂 is a firm.
fn is_note(raw: &str, key: &str) -> bool {
    let set_off = |c: char| {
        c.is_whitespace()
            || c.is_ascii_digit()
            || matches!(c, ':' | '：' | '.' | '、' | '(' | '（' | '．')
    };
    let bare = raw
        .trim()
        .strip_prefix('注')
        .is_some_and(|rest| rest.starts_with(set_off));
    bare || [
        "备注:",
        "说明:",
        "填表说明",
        "填报说明",
        "注意:",
        "注意事项",
        "审核关系",
        "资料来源",
        "数据来源",
    ]
    .iter()
    .any(|word| key.starts_with(word))
}

/// 单位负责人：, 填报人：, 联系电话：
pub(crate) fn is_signature(key: &str) -> bool {
    // 审核人工智能有限公司 is a firm
    let is_firm = named::is_whole(key);
    !is_firm
        && [
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

/// Whether at least `least` of the given columns of a row are filled, declared nils not counted.
pub(crate) fn is_filled(grid: &Grid, row: u32, columns: &[u32], least: usize) -> bool {
    columns
        .iter()
        .filter_map(|column| grid.cell(row, *column))
        .map(|cell| text::compact(&cell.raw()))
        .filter(|compact| !compact.is_empty() && number::nil(compact).is_none())
        .nth(least.saturating_sub(1))
        .is_some()
}
