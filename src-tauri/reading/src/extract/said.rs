//! Units of money that a sheet says where nothing is read by them: in a second note, in the title,
//! below the table, in a remark, above a group of columns.
//!
//! A note such as 注：金额单位为元 under a table read in 万元 makes every figure ten thousand times
//! too large, and nothing else on the sheet shows it.

use super::sheet::Sheet;
use super::work::Work;
use crate::read::Cell;
use std::collections::BTreeSet;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::{UnitSaidElsewhere, UnitUnknown};
use xianbaohui_core::label;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::text;

/// What may stand between 单位 and the unit.
const BETWEEN: [&str; 14] = [
    ":", "(", ",", "为", "是", "均", "都", "统一", "一律", "采用", "用", "以", "按", "全部",
];
/// What may follow a unit that is said in a sentence; 元氏县 is a county.
const BEHIND: [&str; 6] = ["为", "计", "填", "统计", "人民币", "单位"];

/// Tells of cells that say a unit of money by which no figure was read.
pub(super) fn tell(work: &mut Work<'_>) {
    if work.money.is_empty() {
        return;
    }
    let mut rows = work.kept.rows.clone();
    rows.sort_unstable();
    let cells = work.sheet.grid.cells().iter();
    let told = cells.filter_map(|cell| said_elsewhere(work, cell, &rows));
    let mut told = told.collect::<Vec<_>>();
    let in_tab = in_name(&text::key(&work.sheet.grid.name));
    told.extend(unread(work, &in_tab, None));
    work.report.findings.extend(told);
}

/// `rows`: those that were taken, ascending.
fn said_elsewhere(work: &Work<'_>, cell: &Cell, rows: &[u32]) -> Option<Finding> {
    let sheet = work.sheet;
    let (header, words) = (sheet.bound.header, sheet.grid.says(cell)?);
    let words = words.as_ref();
    let is_taken = rows.binary_search(&cell.row).is_ok();
    let said = if is_taken {
        let is_own = sheet.bound.tables().any(|table| {
            let named = [table.label_column, table.unit_column].contains(&Some(cell.column));
            named
                || table
                    .columns
                    .iter()
                    .any(|matched| matched.column == cell.column)
        });
        if is_own {
            Vec::new()
        } else {
            in_sentence(&text::key(words))
                .into_iter()
                .chain(whole(words))
                .collect()
        }
    } else if (header.top..=header.bottom).contains(&cell.row) {
        above_columns(&sheet, cell, words).into_iter().collect()
    } else if is_note(work, cell) {
        // what the note says is held against rows and columns where they say anything
        Vec::new()
    } else {
        let above = (cell.row < header.top)
            .then(|| whole(words).or_else(|| at_end(words)))
            .flatten();
        in_sentence(&text::key(words))
            .into_iter()
            .chain(above)
            .collect()
    };
    let finding = unread(work, &said, is_taken.then_some(cell.row))?;
    Some(finding.at(sheet.place(cell.row, cell.column)))
}

/// Tells of a unit of money by which nothing was read, in a row or on the sheet.
fn unread(work: &Work<'_>, said: &[String], of_row: Option<u32>) -> Option<Finding> {
    let word = said.first()?;
    let read = work
        .money
        .iter()
        .filter(|(row, _)| of_row.is_none_or(|own| own == *row))
        .map(|(_, power)| *power)
        .collect::<BTreeSet<_>>();
    let is_read = |word: &String| match MeasureUnit::parse(word) {
        Some(MeasureUnit::Money(power)) => read.contains(&power),
        _ => false,
    };
    if read.is_empty() || said.iter().any(is_read) {
        return None;
    }
    let read = read
        .iter()
        .map(|power| MeasureUnit::Money(*power).to_string())
        .collect::<Vec<_>>();
    let (raw, by) = (word.clone(), read.join("、"));
    let finding = if MeasureUnit::parse(word).is_some() {
        Finding::of(UnitSaidElsewhere { raw, read })
    } else {
        Finding::of(UnitUnknown {
            name: None,
            raw,
            expected: read,
            is_format: false,
        })
    };
    Some(finding.sides(word.clone(), by))
}

/// Whether the sheet's own unit of money is said here, or a line's for the rows below it.
fn is_note(work: &Work<'_>, cell: &Cell) -> bool {
    let place = work.sheet.place(cell.row, cell.column);
    let at = (place.row, place.column);
    let is_money =
        |unit: &MeasureUnit| matches!(unit, MeasureUnit::Money(_) | MeasureUnit::Magnitude(_));
    // what stands below is told where figures were read otherwise
    let note = &work.heard.note;
    let of_sheet = note.units.iter();
    let of_sheet = of_sheet.filter(|(unit, _)| is_money(unit) && !note.below);
    let of_sheet = of_sheet.map(|(_, own)| own);
    let of_lines = work.heard.units.iter().map(|(.., own)| own);
    of_sheet.chain(of_lines).any(|own| *own == at)
}

/// The unit in a header that bound columns have above them, and none of them was read by.
fn above_columns(sheet: &Sheet<'_>, cell: &Cell, words: &str) -> Option<String> {
    let (_, unit) = label::split_measure(words);
    let unit = unit.filter(|unit| matches!(unit, MeasureUnit::Money(_)))?;
    let area = sheet.grid.merge_at(cell.row, cell.column);
    let is_above = |column: u32| {
        column == cell.column || area.is_some_and(|area| area.contains(cell.row, column))
    };
    let mut below = sheet
        .bound
        .tables()
        .flat_map(|table| &table.columns)
        .filter(|matched| is_above(matched.column))
        .peekable();
    below.peek()?;
    (!below.any(|matched| matched.unit.as_ref() == Some(&unit))).then(|| unit.to_string())
}

/// The units of money said in so many words: 单位：项、亿元 · 单位均为元 · 以元为单位.
fn in_sentence(key: &str) -> Vec<String> {
    let mut said = Vec::new();
    for (at, word) in key.match_indices("单位") {
        let mut rest = &key[at + word.len()..];
        while let Some(after) = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)) {
            rest = after;
        }
        // a list of short words: 家, 项, 万元
        let parts = rest
            .split([',', '/', ')', '.', '。', '('])
            .take_while(|part| part.chars().count() <= 8);
        said.extend(parts.filter_map(money_at).map(|(word, _)| word.to_owned()));
    }
    for (at, word) in key.match_indices(['以', '按']) {
        if let Some((unit, rest)) = money_at(&key[at + word.len()..])
            && ["为", "计", "填", "统计"]
                .iter()
                .any(|word| rest.starts_with(word))
        {
            said.push(unit.to_owned());
        }
    }
    said
}

/// A cell with nothing but a unit: 元, （千元）, 金额：元.
fn whole(words: &str) -> Option<String> {
    let key = text::key(words);
    let bare = [
        "备注:",
        "金额",
        "币种",
        "货币",
        "计价",
        "人民币",
        ":",
        "按",
        "以",
        "为",
    ]
    .iter()
    .fold(key.as_str(), |bare, word| {
        bare.strip_prefix(word).unwrap_or(bare)
    });
    let (word, rest) = money_at(bare.trim_matches(['(', ')', ':']))?;
    rest.is_empty().then(|| word.to_owned())
}

/// The units of money in the name of a sheet, wherever a word may begin: S1（亿元）, S1_元,
/// S1亿元表; 元 alone only where nothing else stands beside it.
fn in_name(key: &str) -> Vec<String> {
    let mut said = in_sentence(key);
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut before = ' ';
    for (at, c) in key.char_indices() {
        let begins = !is_han(before) || key[..at].ends_with(['位', '额', '按', '以']);
        let found = begins.then(|| money_at(key[at..].trim_end_matches('表')));
        if let Some((word, _)) = found.flatten() {
            said.push(word.to_owned());
        }
        before = c;
    }
    said
}

/// A title that ends with a unit in brackets: …统计表（元）.
fn at_end(words: &str) -> Option<String> {
    let key = text::key(words);
    let (word, rest) = money_at(key.strip_suffix(')')?.rsplit_once('(')?.1)?;
    rest.is_empty().then(|| word.to_owned())
}

/// The word for money that a text begins with, and what follows it: 万元, 美元, 人民币元.
fn money_at(key: &str) -> Option<(&str, &str)> {
    let start = key.trim_start_matches("人民币");
    let coin = start
        .trim_start_matches(['十', '百', '千', '万', '亿'])
        .trim_start_matches(['美', '欧', '港', '日']);
    let rest = coin.strip_prefix('元')?;
    let goes_on = rest.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !BEHIND.iter().any(|word| rest.starts_with(word));
    (!goes_on).then(|| (&start[..start.len() - rest.len()], rest))
}
