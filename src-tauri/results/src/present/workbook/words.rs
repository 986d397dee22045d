//! 备注和说明: what counties have written in words, each with its cell. Columns of words and
//! classes, 备注, columns of their own, notes around a table: none of it is a figure, and none of
//! it is lost.

use super::frame::Frame;
use super::lists::headed;
use super::parts::{continued, parts};
use super::setup::height_for;
use super::stream::Stream;
use super::style::Styles;
use crate::present::PresentError;
use crate::scope::Scope;
use rust_xlsxwriter::Workbook;
use xianbaohui_core::figure::State;
use xianbaohui_core::finding::{Arg, Finding, FindingCode};
use xianbaohui_core::form::{Form, Role};
use xianbaohui_core::place::Place;
use xianbaohui_core::record::{Record, StoredFinding};
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::text::fitting;

pub(super) const SHEET: &str = "备注和说明";
pub(super) const COLUMNS: usize = 8;
const HEADERS: [(&str, f64); COLUMNS] = [
    ("序号", 5.0),
    ("填报单位", 16.0),
    ("报表", 6.0),
    ("位置", 24.0),
    ("内容", 46.0),
    ("文件", 18.0),
    ("版本", 5.0),
    ("工作表!单元格", 16.0),
];

/// Words of a county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// place of the form and of the unit in the round, for the order
    at: (usize, usize),
    unit: String,
    form: String,
    /// row and column that they stand beside
    beside: String,
    text: String,
    file: String,
    version: String,
    place: String,
}

/// All words of a round: those that the forms ask for, and those that they have no place for.
pub(super) fn collect(
    ledger: &dyn Record,
    round: &Round,
    findings: &[StoredFinding],
) -> Result<Vec<Words>, PresentError> {
    let mut all = asked_for(ledger, round)?;
    all.extend(
        findings
            .iter()
            .filter(|one| one.finding.code == FindingCode::SheetWords)
            .flat_map(|one| without_place(ledger.scheme(), round, one)),
    );
    // stable: as they were found within a return
    all.sort_by_key(|words| words.at);
    Ok(all)
}

fn order(round: &Round, form: &str, unit: &str) -> (usize, usize) {
    let at = |all: &[String], code: &str| all.iter().position(|own| own == code);
    (
        at(&round.forms, form).unwrap_or(usize::MAX),
        at(&round.units, unit).unwrap_or(usize::MAX),
    )
}

/// Columns of words, and indicators that are words or classes.
fn asked_for(ledger: &dyn Record, round: &Round) -> Result<Vec<Words>, PresentError> {
    let scheme = ledger.scheme();
    let mut units = round.units.clone();
    if !units.contains(&scheme.root_unit().code) {
        units.push(scheme.root_unit().code.clone());
    }
    let mut all = Vec::new();
    for form in round.forms.iter().filter_map(|code| scheme.form(code)) {
        if !has_words(scheme, form) {
            continue;
        }
        ledger.each_source(
            &round.code,
            &form.code,
            &units,
            |source, value| -> Result<(), PresentError> {
                if value.state != State::Text {
                    return Ok(());
                }
                let indicator = scheme.indicator(value.indicator);
                let column = form.column(value.indicator, value.column);
                let named = [
                    indicator.map_or(value.indicator, |own| own.name.as_str()),
                    column.map_or(value.column, |own| own.name.as_str()),
                ];
                all.push(Words {
                    at: order(round, &form.code, value.unit),
                    unit: scheme.unit_name(value.unit).to_owned(),
                    form: form.code.clone(),
                    beside: named.join(" "),
                    text: value.raw.to_owned(),
                    file: source.file.clone(),
                    version: source.version.clone(),
                    place: Place::new(&*source.sheet, value.row, value.sheet_column).to_string(),
                });
                Ok(())
            },
        )?;
    }
    Ok(all)
}

fn has_words(scheme: &Scheme, form: &Form) -> bool {
    let is_words = |code: &&str| {
        let indicator = scheme.indicator(code);
        indicator.is_some_and(|own| own.measure.is_words())
    };
    form.columns().iter().any(|own| own.role == Role::Text)
        || form.indicators().iter().any(is_words)
}

/// Words that a sheet has beside what the form asks for.
fn without_place<'a>(
    scheme: &'a Scheme,
    round: &'a Round,
    one: &'a StoredFinding,
) -> impl Iterator<Item = Words> + 'a {
    let words = list(&one.finding, "words");
    let beside = list(&one.finding, "beside");
    one.finding
        .cells
        .iter()
        .zip(words)
        .enumerate()
        .map(move |(at, (place, words))| Words {
            at: order(round, &one.form, &one.unit),
            unit: scheme.unit_name(&one.unit).to_owned(),
            form: one.form.clone(),
            beside: beside.get(at).cloned().unwrap_or_default(),
            text: words.clone(),
            file: one.file.clone(),
            version: one.version.to_string(),
            place: place.to_string(),
        })
}

fn list<'f>(finding: &'f Finding, name: &str) -> &'f [String] {
    match finding.args.get(name) {
        Some(Arg::List(list)) => list,
        _ => &[],
    }
}

/// What stands around the list, and the places for it.
pub(super) fn frames(
    book: &mut Workbook,
    (scheme, round, scope): (&Scheme, &Round, &Scope),
    rows: usize,
    most_rows: u32,
    styles: &Styles,
) -> Result<(Vec<String>, Vec<Frame>), PresentError> {
    let line = format!(
        "{}共 {rows} 条：报表里的文字栏，和县里写在备注、自己加的栏、表上表下的话，照原样列出。",
        scope.line(scheme)
    );
    let (mut names, mut frames) = (Vec::new(), Vec::new());
    for (at, rows) in parts(rows, most_rows.saturating_sub(3))
        .into_iter()
        .enumerate()
    {
        let name = continued(SHEET, at);
        let sheet = book.add_worksheet().set_name(&name)?;
        let title = format!(
            "{}{}{SHEET}{}",
            scheme.root_unit().name,
            round.name,
            scope.title()
        );
        headed(sheet, &title, &line, &HEADERS, 2, styles)?;
        names.push(name);
        let frame = Frame {
            first: 3,
            rows,
            columns: COLUMNS as u32,
            sheet: 0,
        };
        if rows > 0 {
            frame.leave(sheet, styles)?;
            frames.push(Frame {
                sheet: book.worksheets().len(),
                ..frame
            });
        }
    }
    Ok((names, frames))
}

/// Writes the words.
pub(super) fn rows(stream: &mut Stream<'_, '_>, all: &[Words]) -> Result<(), PresentError> {
    for (at, one) in all.iter().enumerate() {
        let words = fitting(&one.text);
        let texts = [
            one.unit.as_str(),
            &one.form,
            if one.beside.is_empty() {
                "表外的话"
            } else {
                &one.beside
            },
            &words,
            &one.file,
            &one.version,
            &one.place,
        ];
        let widths = HEADERS[1..].iter().map(|(_, width)| *width);
        // a row is no higher than Excel lets it
        let height = height_for(texts.into_iter().zip(widths)).min(HIGHEST);
        let (rows, styles, _) = stream.row(Some(height))?;
        rows.number(0, (at + 1).into(), styles.centred.plain);
        for (column, text) in texts.into_iter().enumerate() {
            rows.text(1 + column, text, *styles.text.of(text))?;
        }
    }
    Ok(())
}

/// The highest row of a sheet, in points.
const HIGHEST: f64 = 409.0;
