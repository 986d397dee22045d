//! Roster: one row an entity; sub-totals between and totals below are recognised and left out.

use super::Extraction;
use super::cell::{Asked, Stated, Taken};
use super::walk::{Step, Walk};
use crate::identify::rows;
use crate::read::Content;
use std::collections::HashMap;
use xianbaohui_core::exact::Sum;
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::{FieldKind, FieldSpec, Roster};
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::{self, Datum, Decimal, Nil, Unreadable};
use xianbaohui_core::place::{cell_name, column_name};
use xianbaohui_core::returns::{Entry, FieldValue};
use xianbaohui_core::text;

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

pub(super) fn extract(work: &mut Extraction<'_>, roster: &Roster, unit: usize) {
    let grid = work.grid;
    let bound = work.bound;
    let columns = (0..roster.fields.len())
        .map(|spec| {
            bound
                .columns
                .iter()
                .find(|matched| matched.spec == spec)
                .map(|matched| matched.column)
        })
        .collect::<Vec<_>>();
    let keys = roster
        .fields
        .iter()
        .zip(&columns)
        .filter(|(field, _)| field.key)
        .filter_map(|(_, column)| *column)
        .collect::<Vec<_>>();
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut walk = Walk::default();
    for row in grid.filled_rows().filter(|row| *row > bound.header.bottom) {
        let texts = keys
            .iter()
            .map(|column| text::key(&grid.seen_text(row, *column)))
            .collect::<Vec<_>>();
        // of several keys, one that names something
        let is_name = |key: &&String| !key.is_empty() && number::nil(key).is_none();
        let key = texts
            .iter()
            .find(is_name)
            .or_else(|| texts.iter().find(|key| !key.is_empty()))
            .cloned()
            .unwrap_or_default();
        // 合计 may stand in any of them
        let label = texts
            .iter()
            .find(|text| rows::says_total(text))
            .unwrap_or(&key)
            .clone();
        match work.step(&mut walk, row, &label, false) {
            // 以上共计, 合计青县
            Step::Data
                if texts.iter().any(|text| {
                    rows::says_total(text) || text.starts_with("合计") || text.starts_with("总计")
                }) =>
            {
                take_total(work, roster, &columns, row, unit);
                continue;
            }
            Step::Data => {}
            Step::Total | Step::Subtotal => {
                take_total(work, roster, &columns, row, unit);
                continue;
            }
            Step::Skip => continue,
        }
        // the second line of a note
        if walk.below_note && grid.row(row).len() < 2 {
            continue;
        }
        let is_nil = number::nil(&key).is_some();
        if key.is_empty() {
            unnamed(work, roster, &columns, row);
            continue;
        }
        // a title of a group, merged over the row
        if grid.row(row).len() == 1 && grid.row(row)[0].column != keys.first().copied().unwrap_or(0)
        {
            continue;
        }
        if is_nil {
            let filled = filled_beside(work, &columns, &keys, row);
            // a row of nils says that there is nothing
            if filled == 0 {
                continue;
            }
            // of a field that must be filled it is told anyway
            if let (Some(field), column) = key_of(roster, &columns)
                && !field.required
            {
                let (name, nil) = (&field.name, grid.seen_text(row, column));
                let message = format!(
                    "第 {} 行的“{name}”填的是“{}”，其余填了 {filled} 项，仍按一条读取。请补上\
                        “{name}”。",
                    row + 1,
                    nil.trim()
                );
                let finding =
                    Finding::new(Severity::B, "entry.nil-key", message).at(work.place(row, column));
                work.find(finding);
            }
        } else if let Some(column) = says_part(work, &keys, row) {
            let message = format!(
                "第 {} 行“{}”是上面一条的其中项，没有读取，也不加入合计。请核对；要单独算一条的，请\
                    删去“其中”二字。",
                row + 1,
                grid.seen_text(row, column).trim()
            );
            let finding =
                Finding::new(Severity::A, "entry.part", message).at(work.place(row, column));
            work.find(finding);
            continue;
        }
        let says_nothing = NOTHING.contains(&key.as_str());
        if says_nothing && filled_beside(work, &columns, &keys, row) == 0 {
            continue;
        }
        // a field that names something else than a unit and has the name of one
        let is_unit = keys.len() == 1
            && !work
                .scheme
                .unit_names
                .exactly(&grid.seen_text(row, keys[0]), Some(work.period))
                .is_empty();
        if says_nothing
            || is_unit
            || key.starts_with("单位:")
            || NO_NAMES.contains(&key.as_str())
            || SAME.contains(&key.as_str())
        {
            let column = keys.first().copied().unwrap_or(0);
            let words = grid.seen_text(row, column);
            let message = format!(
                "第 {} 行“{}”不是名单里一条的名称，没有读取。请核对；是一条的，请写全名称。",
                row + 1,
                words.trim()
            );
            let finding =
                Finding::new(Severity::A, "entry.no-name", message).at(work.place(row, column));
            work.find(finding);
            continue;
        }
        work.took(&mut walk, row);
        if let Some(first) = if is_nil {
            None
        } else {
            known.insert(texts.join("|"), row)
        } {
            let column = keys.first().copied().unwrap_or(0);
            let name = keys
                .iter()
                .map(|column| grid.seen_text(row, *column).trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            let places = [work.place(first, column), work.place(row, column)];
            work.find(
                Finding::new(
                    Severity::B,
                    "entry.repeated",
                    format!(
                        "“{}”在第 {} 行和第 {} 行各报了一次。请核对，重复的删去。",
                        name.trim(),
                        first + 1,
                        row + 1
                    ),
                )
                .at_all(places),
            );
        }
        let fields = roster
            .fields
            .iter()
            .zip(&columns)
            .enumerate()
            .map(|(at, (field, column))| take_field(work, field, at, row, *column, unit))
            .collect();
        work.entries.push(Entry { row, fields });
    }
    work.arrived(walk, Severity::B);
    group_heads(work, roster, keys.first().copied().unwrap_or(0));
}

/// The cell of a row that says 其中: in the column of names or left of it.
fn says_part(work: &Extraction<'_>, keys: &[u32], row: u32) -> Option<u32> {
    let last = keys.iter().copied().max()?;
    let says = |column: &u32| {
        let key = text::key(&work.grid.seen_text(row, *column));
        let bare = key.trim_start_matches(['(', '#', '-', '·', '•', '*', ' ', '　']);
        bare.starts_with("其中")
            || key.starts_with('#')
            || ["包括:", "含:", "内:"]
                .iter()
                .any(|word| bare.starts_with(word))
            || key.contains("其中:")
            || key.contains("(其中")
    };
    work.grid
        .row(row)
        .iter()
        .map(|cell| cell.column)
        .filter(|column| *column <= last)
        .find(says)
}

/// Rows that are numbered as sections among rows that are not: titles of groups with the sums of
/// the rows below them, which are no entries.
fn group_heads(work: &mut Extraction<'_>, roster: &Roster, name_column: u32) {
    let summed = roster
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.sum)
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    let levels = work
        .entries
        .iter()
        .map(|entry| level(&text::key(&work.grid.seen_text(entry.row, name_column))))
        .collect::<Vec<_>>();
    // where every row is numbered, or none, the numbers say nothing
    if levels.iter().all(Option::is_some) || levels.iter().all(Option::is_none) {
        return;
    }
    let figure = |entry: &Entry, at: usize| {
        if let Some(Datum::Number(number)) = entry.fields.get(at).map(|field| &field.datum) {
            Some(*number)
        } else {
            None
        }
    };
    let mut heads = vec![false; levels.len()];
    let mut told = Vec::new();
    // the innermost first: what they come to is in the rows below them already
    for inner in [3, 2, 1] {
        for head in (0..levels.len()).filter(|at| levels[*at] == Some(inner)) {
            let end = (head + 1..levels.len())
                .find(|at| levels[*at].is_some_and(|other| other <= inner))
                .unwrap_or(levels.len());
            let block = (head + 1..end).filter(|at| !heads[*at]).collect::<Vec<_>>();
            let own = &work.entries[head];
            let figures = summed
                .iter()
                .filter_map(|at| Some((*at, figure(own, *at)?)))
                .collect::<Vec<_>>();
            if block.is_empty() || figures.is_empty() {
                continue;
            }
            let is_sum = |(at, own): &(usize, Decimal)| {
                block
                    .iter()
                    .filter_map(|entry| figure(&work.entries[*entry], *at))
                    .collect::<Sum>()
                    .value()
                    == Some(*own)
            };
            // one row below with the same figures may be another of the kind
            heads[head] = block.len() > 1 && figures.iter().all(is_sum);
            told.push((head, block.len()));
        }
    }
    for (head, below) in told {
        let row = work.entries[head].row;
        let name = work.grid.seen_text(row, name_column);
        let (words, rule) = if heads[head] {
            (
                format!("的数等于下面 {below} 条之和，按小计处理，没有算作一条，也不加入合计"),
                "entry.group-total",
            )
        } else {
            (
                "像是分组的标题，但它的数不是下面几条之和，仍按一条读取，加入了合计".to_owned(),
                "entry.group-title",
            )
        };
        let message = format!(
            "第 {} 行“{}”{words}。请核对：是小计的，请在名称里写明“小计”；是一条的，请去掉序号。",
            row + 1,
            name.trim()
        );
        let finding = Finding::new(Severity::A, rule, message).at(work.place(row, name_column));
        work.find(finding);
    }
    let mut at = 0;
    work.entries.retain(|_| {
        at += 1;
        !heads[at - 1]
    });
}

/// How deep a numbered title stands: 一、 · （一） · 1、
fn level(key: &str) -> Option<u8> {
    if !rows::is_section(key) {
        return None;
    }
    Some(match key.chars().next() {
        Some('(') => 2,
        Some(c) if c.is_ascii_digit() => 3,
        _ => 1,
    })
}

/// The first field that names an entry and has a column, and that.
fn key_of<'a>(roster: &'a Roster, columns: &[Option<u32>]) -> (Option<&'a FieldSpec>, u32) {
    let found = roster
        .fields
        .iter()
        .zip(columns)
        .find(|(field, column)| field.key && column.is_some());
    found.map_or((None, 0), |(field, column)| {
        (Some(field), column.unwrap_or(0))
    })
}

/// How many fields of a row say something, beside those that name the entry.
fn filled_beside(work: &Extraction<'_>, columns: &[Option<u32>], keys: &[u32], row: u32) -> usize {
    let says = |column: &&u32| {
        let compact = text::compact(&work.grid.text(row, **column));
        !compact.is_empty() && number::nil(&compact).is_none()
    };
    columns
        .iter()
        .flatten()
        .filter(|column| !keys.contains(column))
        .filter(says)
        .count()
}

/// A row that names no entry: told where it says anything that a template does not say beforehand.
fn unnamed(work: &mut Extraction<'_>, roster: &Roster, columns: &[Option<u32>], row: u32) {
    let grid = work.grid;
    let says = |column: u32| {
        let compact = text::compact(&grid.text(row, column));
        !compact.is_empty() && number::nil(&compact).is_none()
    };
    let filled = roster
        .fields
        .iter()
        .zip(columns)
        .filter(|(_, column)| column.is_some_and(says))
        .map(|(field, _)| &field.kind)
        .collect::<Vec<_>>();
    let is_told = match filled.as_slice() {
        // units and choices may stand in the template, and one text alone is a title or a remark
        [] | [FieldKind::Unit | FieldKind::Choice(_) | FieldKind::Text] => false,
        _ => true,
    };
    if is_told {
        let (field, column) = key_of(roster, columns);
        let name = field.map_or("", |field| field.name.as_str());
        let message = format!(
            "第 {} 行填了 {} 项，但没有“{name}”，没有读取。请补上。",
            row + 1,
            filled.len()
        );
        let finding =
            Finding::new(Severity::A, "entry.unnamed", message).at(work.place(row, column));
        work.find(finding);
    }
}

/// What a row of 合计 says of the fields that are added.
fn take_total(
    work: &mut Extraction<'_>,
    roster: &Roster,
    columns: &[Option<u32>],
    row: u32,
    unit: usize,
) {
    let fields = roster
        .fields
        .iter()
        .zip(columns)
        .enumerate()
        .map(|(at, (field, column))| {
            let column =
                column.filter(|column| field.sum && work.grid.cell(row, *column).is_some());
            take_field(work, field, at, row, column, unit)
        });
    let fields = fields.collect::<Vec<_>>();
    if fields
        .iter()
        .any(|field| matches!(field.datum, Datum::Number(_) | Datum::Nil(_)))
    {
        work.totals.push(Entry { row, fields });
    }
}

fn take_field(
    work: &mut Extraction<'_>,
    field: &FieldSpec,
    at: usize,
    row: u32,
    column: Option<u32>,
    unit: usize,
) -> FieldValue {
    let Some(column) = column else {
        return FieldValue {
            datum: Datum::Blank,
            raw: "".into(),
            sheet_column: None,
            note: None,
        };
    };
    let taken = match &field.kind {
        FieldKind::Number => {
            let plain = MeasureUnit::Count(String::new(), 0);
            let stated = work
                .bound
                .columns
                .iter()
                .find(|matched| matched.spec == at)
                .and_then(|matched| matched.unit.clone())
                .map(|unit| Stated {
                    unit,
                    place: format!("{} 列表头", column_name(column)),
                });
            work.figure(
                row,
                column,
                &Asked {
                    name: field.name.clone(),
                    unit: field.unit.as_ref().unwrap_or(&plain),
                    stated: if field.unit.is_some() {
                        stated.into_iter().collect()
                    } else {
                        Vec::new()
                    },
                    as_ratio: false,
                    wanted: field.required,
                },
            )
        }
        FieldKind::Date => work.date(row, column, &field.name),
        FieldKind::Code => {
            let taken = work.code(row, column, &field.name);
            work.check_code(&taken, field, row, column);
            taken
        }
        FieldKind::Unit => {
            let taken = work.words(row, column);
            work.check_unit(&taken, row, column, unit);
            taken
        }
        FieldKind::Choice(values) => {
            let taken = work.words(row, column);
            if let Datum::Text(words) = &taken.datum
                && !values
                    .iter()
                    .any(|value| text::key(value) == text::key(words))
            {
                let finding = Finding::new(
                    Severity::C,
                    "entry.choice",
                    format!(
                        "{}（{}）填的是“{words}”，应为{}之一。",
                        field.name,
                        cell_name(row, column),
                        values.join("、")
                    ),
                )
                .at(work.place(row, column))
                .sides(words.clone(), values.join("、"));
                work.find(finding);
            }
            taken
        }
        FieldKind::Text => work.words(row, column),
    };
    if field.required
        && field.kind != FieldKind::Number
        && matches!(taken.datum, Datum::Blank | Datum::Nil(_))
    {
        let finding = Finding::new(
            Severity::B,
            "entry.required",
            format!(
                "第 {} 行没有填“{}”（{}）。请补上。",
                row + 1,
                field.name,
                cell_name(row, column)
            ),
        )
        .at(work.place(row, column));
        work.find(finding);
    }
    FieldValue {
        datum: taken.datum,
        raw: taken.raw,
        sheet_column: Some(column),
        note: taken.note,
    }
}

impl Extraction<'_> {
    /// Words as they stand, without white space around.
    pub(super) fn words(&mut self, row: u32, column: u32) -> Taken {
        let grid = self.grid;
        // a text merged over several rows is meant for each of them
        let raw = grid.seen_text(row, column);
        let trimmed = raw.trim();
        let compact = text::compact(trimmed);
        let datum = if compact.is_empty() {
            Datum::Blank
        } else if let Some(nil) = number::nil(&compact) {
            Datum::Nil(nil)
        } else if grid
            .cell(row, column)
            .is_some_and(|cell| matches!(cell.content, Content::Error(_)))
        {
            Datum::Unreadable(Unreadable::ErrorValue)
        } else {
            Datum::Text(trimmed.to_owned())
        };
        self.take(row, column, &datum);
        Taken {
            datum,
            bound: None,
            raw: raw.into(),
            note: None,
        }
    }

    /// Digits that are no figure: kept as text; a number cell of sixteen digits or more has lost
    /// some.
    fn code(&mut self, row: u32, column: u32, name: &str) -> Taken {
        let grid = self.grid;
        let Some(cell) = grid.cell(row, column) else {
            return self.words(row, column);
        };
        let lost = match &cell.content {
            Content::Number(number) => number.abs() >= 1e15,
            Content::Text(words) => {
                let compact = text::compact(words).to_ascii_uppercase();
                compact.contains("E+") && compact.starts_with(|c: char| c.is_ascii_digit())
            }
            _ => false,
        };
        if !lost {
            return self.words(row, column);
        }
        let raw = cell.raw();
        let datum = Datum::Unreadable(Unreadable::TooLarge);
        self.take(row, column, &datum);
        let finding = Finding::new(
            Severity::A,
            "entry.lost-digits",
            format!(
                "{name}（{}）被 Excel 当成数，后几位已经丢失（现为 {raw}）。请把单元格设\
                为文本格式后重填。",
                cell_name(row, column)
            ),
        )
        .at(self.place(row, column));
        self.find(finding);
        Taken {
            datum,
            bound: None,
            raw: raw.into(),
            note: None,
        }
    }

    /// A code whose own check fails is kept as it stands, and told.
    fn check_code(&mut self, taken: &Taken, field: &FieldSpec, row: u32, column: u32) {
        let (Some(kind), Datum::Text(words)) = (field.code_kind, &taken.datum) else {
            return;
        };
        if let Some(fault) = kind.fault(words) {
            let message = format!(
                "{}（{}）“{words}”{fault}。请核对原件。",
                field.name,
                cell_name(row, column)
            );
            let finding =
                Finding::new(Severity::B, "entry.code", message).at(self.place(row, column));
            self.find(finding);
        }
    }

    /// A day or month, written 2021-03-31 or 2021-03.
    fn date(&mut self, row: u32, column: u32, name: &str) -> Taken {
        let grid = self.grid;
        let Some(cell) = grid.cell(row, column) else {
            return self.words(row, column);
        };
        let raw = cell.raw();
        let compact = text::compact(&raw);
        // 000000 is how registers write that there is no date
        if matches!(compact.len(), 6 | 8) && compact.chars().all(|c| c == '0') {
            let datum = Datum::Nil(Nil::None);
            self.take(row, column, &datum);
            return Taken {
                datum,
                bound: None,
                raw: raw.into(),
                note: None,
            };
        }
        let serial = if matches!(cell.content, Content::Date(..)) {
            None
        } else {
            day_of_serial(&compact, grid.from_1904)
        };
        if let Some(day) = &serial {
            let here = cell_name(row, column);
            // which calendar is meant nobody can tell: the cell may have been pasted from a
            // workbook of the other one
            let finding = if let Some(other) =
                day_of_serial(&compact, false).filter(|_| grid.from_1904)
            {
                let message = format!(
                    "{name}（{here}）是“{raw}”，像是丢了日期格式的序列号；这个工作簿的日期从 1904 \
                        年算起，按 {day} 读取，从 1900 年算起则是 {other}。请核对，\
                        并把格式改成日期。"
                );
                Finding::new(Severity::B, "entry.serial-date", message)
            } else {
                let message = format!(
                    "{name}（{here}）是“{raw}”，像是丢了日期格式的序列号，按 {day} 读取。请核对，\
                        并把格式改成日期。"
                );
                Finding::new(Severity::C, "entry.serial-date", message)
            };
            let finding = finding
                .at(self.place(row, column))
                .sides(raw.clone(), day.clone());
            self.find(finding);
        }
        // 2020 and 2020.1 typed into a cell of dates are days of 1905
        if let Content::Date(serial, day) = &cell.content
            && (1900.0..2200.0).contains(serial)
        {
            let here = cell_name(row, column);
            let message = format!(
                "{name}（{here}）显示为 {day}，像是在日期格式的格里填了年份 {serial}，按 {day} 读\
                    取。请核对，写成 2021-03-31。"
            );
            let finding = Finding::new(Severity::B, "entry.year-as-date", message)
                .at(self.place(row, column))
                .sides(day.to_string(), serial.to_string());
            self.find(finding);
        }
        let found = match &cell.content {
            Content::Date(_, day) => Some(day.to_string()),
            _ => serial.or_else(|| day_of(&raw)),
        };
        if compact.is_empty() || number::nil(&compact).is_some() {
            return self.words(row, column);
        }
        let datum = if let Some(day) = found {
            Datum::Text(day)
        } else {
            let finding = Finding::new(
                Severity::B,
                "entry.date",
                format!(
                    "{name}（{}）“{raw}”不是日期。请写成 2021-03-31。",
                    cell_name(row, column)
                ),
            )
            .at(self.place(row, column));
            self.find(finding);
            Datum::Unreadable(Unreadable::Words)
        };
        self.take(row, column, &datum);
        let note = matches!(&datum, Datum::Text(day) if *day != raw).then(|| "日期".into());
        Taken {
            datum,
            bound: None,
            raw: raw.into(),
            note,
        }
    }

    /// An entry that names another unit than the one that reports.
    fn check_unit(&mut self, taken: &Taken, row: u32, column: u32, unit: usize) {
        let Datum::Text(words) = &taken.datum else {
            return;
        };
        let named = self.scheme.unit_names.exactly(words, Some(self.period));
        let own = &self.scheme.units[unit].name;
        let here = cell_name(row, column);
        let finding = match named.as_slice() {
            [one] if one.unit == unit => return,
            [one] if one.outdated => Finding::new(
                Severity::C,
                "entry.outdated-unit",
                format!(
                    "{here} 写的“{words}”是旧名称，现在是“{}”。",
                    self.scheme.units[one.unit].name
                ),
            ),
            [] => Finding::new(
                Severity::C,
                "entry.unknown-unit",
                format!("{here} 写的“{words}”不在单位名单里。请核对。"),
            ),
            _ => Finding::new(
                Severity::B,
                "entry.other-unit",
                format!("{here} 写的是“{words}”，不是填报单位“{own}”。请核对是否该由本单位报。"),
            ),
        };
        let finding = finding
            .at(self.place(row, column))
            .sides(words.clone(), own.clone());
        self.find(finding);
    }
}

/// A number of days since 1900 that shows as a plain number: 43653 is 2019-07-07. Only days of
/// living memory; a day of 1900 … is no date of a register.
fn day_of_serial(compact: &str, from_1904: bool) -> Option<String> {
    /// Days between the two calendars.
    const CALENDARS: i32 = 1462;
    let serial = compact.parse::<i32>().ok().filter(|_| compact.len() == 5)?
        + if from_1904 { CALENDARS } else { 0 };
    if !(18_264..=62_091).contains(&serial) {
        return None;
    }
    let (mut year, mut left) = (1950, serial - 18_264);
    let is_leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    while left >= 365 + i32::from(is_leap(year)) {
        left -= 365 + i32::from(is_leap(year));
        year += 1;
    }
    let mut month = 1;
    for days in [
        31,
        28 + i32::from(is_leap(year)),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ] {
        if left < days {
            break;
        }
        left -= days;
        month += 1;
    }
    Some(format!("{year}-{month:02}-{:02}", left + 1))
}

/// 2023.2.20, 2023年2月20日, 2023/2/20, 20230220, 202302, 2023年2月; as 2023-02-20 or 2023-02.
fn day_of(raw: &str) -> Option<String> {
    // the time of day, as databases write it, is left out
    let day = raw
        .split([' ', 'T'])
        .next()
        .filter(|_| raw.contains(':'))
        .unwrap_or(raw);
    let compact = text::compact(day);
    let parts = compact
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    let (year, month, day) = match parts.as_slice() {
        [one] if one.len() == 8 => (
            one[..4].to_owned(),
            one[4..6].to_owned(),
            Some(one[6..].to_owned()),
        ),
        [one] if one.len() == 6 => (one[..4].to_owned(), one[4..].to_owned(), None),
        [year, month] => ((*year).to_owned(), (*month).to_owned(), None),
        [year, month, day] => (
            (*year).to_owned(),
            (*month).to_owned(),
            Some((*day).to_owned()),
        ),
        _ => return None,
    };
    let (year_number, month_number) = (year.parse::<u16>().ok()?, month.parse::<u8>().ok()?);
    if year.len() != 4 || !(1900..=2199).contains(&year_number) || !(1..=12).contains(&month_number)
    {
        return None;
    }
    match day {
        None => Some(format!("{year}-{month_number:02}")),
        Some(day) => {
            let last = match month_number {
                2 if year_number.is_multiple_of(4)
                    && (!year_number.is_multiple_of(100) || year_number.is_multiple_of(400)) =>
                {
                    29
                }
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            let day = day
                .parse::<u8>()
                .ok()
                .filter(|day| (1..=last).contains(day))?;
            Some(format!("{year}-{month_number:02}-{day:02}"))
        }
    }
}
