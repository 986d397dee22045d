//! What stands in the column of names and names no entry.

use crate::extract::sheet::Sheet;
use crate::read::Cell;
use xianbaohui_core::number;
use xianbaohui_core::text;
use xianbaohui_core::words::named;

/// Words in the column of names that say what the figures of the row are, and name nothing.
const NO_NAMES: [&str; 27] = [
    "累计",
    "汇总",
    "平均",
    "平均值",
    "平均数",
    "最大值",
    "最小值",
    "total",
    "sum",
    "上年同期",
    "去年同期",
    "上年",
    "增长",
    "增幅",
    "同比",
    "占比",
    "总额",
    "总数",
    "总金额",
    "累计数",
    "汇总数",
    "合计金额",
    "过次页",
    "承前页",
    "增长率",
    "比上年增长",
    "全县平均",
];

/// Words in that column that may stand for 合计, and do where the rows above add up to the row.
const LIKE_TOTAL: [&str; 30] = [
    "全县",
    "全区",
    "全市",
    "全省",
    "全县数",
    "全区数",
    "全部",
    "全部企业",
    "全县企业",
    "全区企业",
    "本县",
    "本区",
    "本表",
    "本表计",
    "本表数",
    "本页",
    "本页计",
    "县计",
    "区计",
    "计",
    "总",
    "共",
    "总数",
    "总额",
    "总量",
    "总金额",
    "累计",
    "累计数",
    "汇总",
    "汇总数",
];

/// Words in that column that say there is nothing to report.
const NOTHING: [&str; 7] = [
    "零报告",
    "无此类企业",
    "本县没有",
    "没有",
    "暂无",
    "本期无",
    "无企业",
];

/// Words in that column that mean the row above.
const SAME: [&str; 3] = ["同上", "〃", "″"];

/// Whether a text says that there is nothing to report.
pub(in crate::extract) fn says_nothing(key: &str) -> bool {
    NOTHING.contains(&key)
}

/// Whether a text may be the word of a total.
pub(super) fn is_like_total(key: &str) -> bool {
    LIKE_TOTAL.contains(&key)
}

/// Whether a text names no entry: it says what the figures are, or means the row above.
pub(super) fn names_nothing(key: &str) -> bool {
    key.starts_with("单位:")
        || [&NO_NAMES[..], &LIKE_TOTAL, &SAME]
            .iter()
            .any(|words| words.contains(&key))
}

/// The cell of a row that says 其中: in the column of names or left of it.
pub(super) fn says_part(sheet: &Sheet<'_>, keys: &[u32], row: u32) -> Option<u32> {
    let last = keys.iter().copied().max()?;
    let says = |column: &u32| {
        // #VALUE! is no #女性
        let cell = sheet.grid.seen(row, *column);
        let words = cell.and_then(Cell::as_text).unwrap_or_default();
        let key = text::as_key(words);
        if number::is_error(&key) {
            return false;
        }
        let bare = key.trim_start_matches(['(', '#', '-', '·', '•', '*', ' ', '　']);
        // 其中科技有限公司 is a firm
        bare.starts_with("其中") && (bare.contains([':', ',']) || !named::is_whole(bare))
            || key.starts_with('#')
            || ["包括:", "含:", "内:"]
                .iter()
                .any(|word| bare.starts_with(word))
            || key.contains('其') && (key.contains("其中:") || key.contains("(其中"))
    };
    sheet
        .grid
        .row(row)
        .iter()
        .map(|cell| cell.column)
        .filter(|column| *column <= last)
        .find(says)
}
