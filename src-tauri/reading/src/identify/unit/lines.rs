//! The lines of a sheet that name who reports.

use crate::identify::Identified;
use crate::read::Grid;
use xianbaohui_core::text;

/// What stands before the name of the unit that reports; longer ones first.
const LINE_WORDS: [&str; 13] = [
    "填报单位",
    "报送单位",
    "填表单位",
    "上报单位",
    "编报单位",
    "编制单位",
    "报出单位",
    "单位名称",
    "单位详细名称",
    "填报县(市,区)",
    "填报地区",
    "县(市,区)名称",
    "单位(盖章)",
];

/// 填报单位 lines above the header or below the table: row and column, and the name there or in the next
/// filled cell to the right.
pub(super) fn lines(grid: &Grid, identified: &Identified) -> Vec<((u32, u32), String)> {
    let header = identified.frame();
    let mut found = Vec::new();
    let around = grid
        .filled_rows()
        .filter(|row| *row < header.top || (*row > header.bottom && *row + 12 > grid.rows));
    for row in around {
        let cells = grid.row(row);
        for (at, cell) in cells.iter().enumerate() {
            let Some(rest) = cell.as_text().and_then(line_of) else {
                continue;
            };
            let here = name_part(&rest);
            if !here.is_empty() {
                found.push(((cell.row, cell.column), here));
            } else if let Some(next) = cells.get(at + 1)
                && let Some(words) = next.as_text()
                && line_of(words).is_none()
            {
                let words = name_part(&text::compact(words));
                if !words.is_empty() && !words.contains(':') {
                    found.push(((next.row, next.column), words));
                }
            }
        }
    }
    found
}

/// What follows 填报单位 and the like, without brackets and colon; `None` when the text is no such
/// line.
pub(crate) fn line_of(raw: &str) -> Option<String> {
    // every such line has one of these; most cells have none
    if !raw.contains(['位', '区']) {
        return None;
    }
    let key = text::key(raw);
    LINE_WORDS.iter().find_map(|word| {
        let at = key.find(word)?;
        let mut rest = &key[at + word.len()..];
        loop {
            let before = rest.len();
            for skip in [
                "名称", "(盖章)", "(公章)", "(签章)", "(章)", "盖章", ":", "_", "-",
            ] {
                rest = rest.strip_prefix(skip).unwrap_or(rest);
            }
            if rest.len() == before {
                return Some(rest.to_owned());
            }
        }
    })
}

/// The name alone, when other entries share the line: `宁晋县科技局 填报人：…`.
fn name_part(rest: &str) -> String {
    let mut end = rest.len();
    for stop in [
        "填报人",
        "填表人",
        "填报日期",
        "填报时间",
        "填表日期",
        "电话",
        "联系",
        "单位:",
        "计量单位",
        "负责人",
        "报告期",
        "(盖章)",
        "(公章)",
        "20",
    ] {
        if let Some(at) = rest.find(stop) {
            end = end.min(at);
        }
    }
    rest[..end]
        .trim_matches(|c: char| matches!(c, '_' | '(' | ')' | ',' | ':' | '-'))
        .to_owned()
}
