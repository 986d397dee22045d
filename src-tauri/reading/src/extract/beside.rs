//! What words beside figures say of them: kept with the figures, and told where they say that other
//! figures are meant, that these do not count, or that they are not final.

use super::group::{is_strange_group, rows_below};
use super::remarks::{Remark, in_fields};
use super::sheet::Sheet;
use super::spot::{About, Spot};
use super::work::Work;
use crate::identify::{Printed, rows};
use crate::read::PAGE_WORDS;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::FromStr as _;
use xianbaohui_core::finding::told::FiguresRemark;
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::Layout;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::text;
use xianbaohui_core::words::beside::{Beside, Says, is_of_another, mark, says_look, told};
use xianbaohui_core::words::{attribute, head};

/// A figure that words may speak of.
struct Figure {
    spot: Spot,
    raw: String,
    /// as it stands, and as it is kept
    numbers: Vec<Decimal>,
}

/// A remark that says something of figures, with these.
type Told<'a> = (Spot, &'a Remark, Vec<Figure>);

/// Remarks that are told one by one; more are told as one.
const FEW: usize = 4;
/// Signs of a sentence that may say of which figures it speaks; longer ones say much else.
const SAYING: usize = 16;
/// Signs of a remark that are kept with each figure.
const KEPT: usize = 80;

/// Tells what remarks say, and keeps those of a row with its figures.
pub(super) fn tell(work: &mut Work<'_>, found: &[Remark]) {
    let (sheet, fields) = (work.sheet, in_fields(work));
    let printed = Printed::of(sheet.form, sheet.scheme);
    let is_roster = matches!(sheet.form.layout, Layout::Roster(_));
    let mut said: BTreeMap<Says, Vec<Told<'_>>> = BTreeMap::new();
    let mut kept: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for remark in found.iter().chain(&fields) {
        let is_note = remark.beside.is_empty();
        let figures = figures_of(work, remark);
        let numbers = figures.iter().flat_map(|one| one.numbers.iter().copied());
        let numbers = numbers.collect::<Vec<_>>();
        let units = if is_note {
            Vec::new()
        } else {
            units_of(work, remark.row)
        };
        let beside = Beside {
            figures: &numbers,
            units: &units,
            period: Some(sheet.period),
            ..Beside::default()
        };
        // 迁出 in a list says that this one is gone, among figures that one of them is
        let is_of_entry = !is_note && is_roster && head::says_out(&text::key(&remark.words));
        // a printed note says nothing of this sheet's figures, and what stands behind it may
        let said_here = if is_note {
            Cow::Owned(printed.rest(&remark.words).join("。"))
        } else {
            Cow::Borrowed(&*remark.words)
        };
        let says = told(&said_here, &beside)
            .or(is_of_entry.then_some(Says::Void))
            .or(remark.otherwise)
            .or((is_note && is_of_another(&said_here, sheet.period)).then_some(Says::Period))
            .or((is_note && says_scope(&said_here)).then_some(Says::Status))
            .or((is_note && says_look(&said_here)).then_some(Says::Unknown))
            .or(
                (is_note && is_strange_group(work, remark.row, &remark.words))
                    .then_some(Says::Unknown),
            );
        match says {
            // units are told where they are read; what a note says of all figures was asked
            None => {}
            Some(Says::Unit) if units.is_empty() => {}
            Some(Says::Unknown) if is_note && !says_look(&said_here) => {
                let spot = Spot::of_entry(remark.row, remark.column);
                let below = rows_below(work, remark.row);
                let own = self::figures(work, |row| below.contains(&row));
                said.entry(Says::Unknown)
                    .or_default()
                    .push((spot, remark, own));
            }
            Some(Says::Status | Says::Void)
                if is_note && figures.is_empty() && is_asked(work, &remark.words) => {}
            Some(_) if remark.is_told => {}
            Some(says) => {
                let spot = Spot::of_entry(remark.row, remark.column);
                said.entry(says).or_default().push((spot, remark, figures));
            }
        }
        if !is_note && !is_of_row(&sheet, remark) {
            kept.entry(remark.row).or_default().push(&remark.words);
        }
    }
    for (says, remarks) in said {
        let parts = remarks.chunks(if remarks.len() > FEW {
            remarks.len()
        } else {
            1
        });
        let told = parts.map(|part| finding(&sheet, says, part));
        work.report.findings.extend(told.collect::<Vec<_>>());
    }
    keep(work, &kept);
}

/// The units of measure of a row's figures, but for money: of that it is told where it is read.
fn units_of(work: &Work<'_>, row: u32) -> Vec<MeasureUnit> {
    let scheme = work.sheet.scheme;
    let values = work.kept.values.iter().filter(|value| value.row == row);
    let values = values.map(|value| &scheme.indicators[value.indicator].unit);
    let fields = match &work.sheet.form.layout {
        Layout::Roster(roster) => roster.fields.as_slice(),
        _ => &[],
    };
    let fields = fields.iter().filter_map(|field| field.unit.as_ref());
    let all = values.chain(fields);
    all.filter(|unit| !matches!(unit, MeasureUnit::Money(_)))
        .cloned()
        .collect()
}

/// Whether a note says of which figures it speaks, in part: 注：第11项为全市数.
fn says_scope(words: &str) -> bool {
    let sentences = text::sentences(words);
    let is_short = |own: &&String| own.chars().count() <= SAYING;
    let mut short = sentences.iter().filter(is_short);
    short.any(|own| !attribute::all_in(own, false).is_empty())
}

/// Whether words were asked about: the answer is kept with every figure.
fn is_asked(work: &Work<'_>, words: &str) -> bool {
    let key = text::as_key(words);
    let mut heard = work.heard.sheet.iter();
    heard.any(|own| key.contains(own.as_str()))
}

/// Whether words number or head their row, or sign the sheet: they say nothing of its figures.
fn is_of_row(sheet: &Sheet<'_>, remark: &Remark) -> bool {
    let label = sheet.bound.label_column;
    label.is_some_and(|label| remark.column < label)
        || rows::is_signature(&text::key(&remark.words))
}

/// The figures that a remark stands beside; of a note those that it names or marks.
fn figures_of(work: &Work<'_>, remark: &Remark) -> Vec<Figure> {
    let sheet = &work.sheet;
    let is_note = remark.beside.is_empty();
    let key = text::key(&remark.words);
    let marked = is_note.then(|| mark(&remark.words)).flatten();
    let is_marked = |spot: &Spot, raw: &str| {
        let Some(mark) = marked else { return false };
        let label = sheet.bound.label_column;
        let label = label.map(|column| sheet.grid.seen_text(spot.row, column));
        let mut headers = sheet.bound.header.lines();
        raw.contains(mark)
            || label.is_some_and(|label| label.contains(mark))
            || headers.any(|row| sheet.grid.seen_text(row, spot.column).contains(mark))
    };
    let names_row = |row: u32| {
        let label = sheet.bound.label_column;
        let name = match label {
            Some(column) => text::key(&sheet.grid.seen_text(row, column)),
            None => text::key(&sheet.entry_words(row)),
        };
        name.chars().count() > 1 && key.contains(&name)
    };
    let all = figures(work, |row| !is_note || marked.is_some() || names_row(row));
    let mut own = all
        .into_iter()
        .filter(|one| match (is_note, marked) {
            (false, _) => one.spot.row == remark.row,
            (true, Some(_)) => is_marked(&one.spot, &one.raw),
            (true, None) => true,
        })
        .collect::<Vec<_>>();
    // 累计应为5120 speaks of one of them
    let is_named = |one: &Figure| {
        let name = match one.spot.about {
            About::Figure { column, .. } => &sheet.form.columns()[column].name,
            About::Field { field, .. } => match &sheet.form.layout {
                Layout::Roster(roster) => &roster.fields[field].name,
                _ => return false,
            },
            About::Entry { .. } => return false,
        };
        key.contains(&text::key(name))
    };
    if own.iter().any(is_named) {
        own.retain(is_named);
    }
    own
}

/// Figures of rows that were taken.
fn figures(work: &Work<'_>, is_wanted: impl Fn(u32) -> bool) -> Vec<Figure> {
    let figure = |row, column, about, raw: &str, datum: &Datum| {
        let kept = match datum {
            Datum::Number(number) => Some(*number),
            _ => None,
        };
        let written = Decimal::from_str(&text::compact(raw).replace(',', "")).ok();
        Figure {
            spot: Spot { row, column, about },
            raw: raw.to_owned(),
            numbers: written.into_iter().chain(kept).collect(),
        }
    };
    let mut found = Vec::new();
    for value in &work.kept.values {
        if value.datum != Datum::Blank && is_wanted(value.row) {
            let about = About::Figure {
                unit: value.unit,
                indicator: value.indicator,
                column: value.column,
            };
            let (row, column) = (value.row, value.sheet_column);
            found.push(figure(row, column, about, &value.raw, &value.datum));
        }
    }
    for entry in work.kept.entries.iter().filter(|one| is_wanted(one.row)) {
        for (field, own) in entry.fields.iter().enumerate() {
            let row = entry.row;
            if let (Datum::Number(_), Some(column)) = (&own.datum, own.sheet_column) {
                let about = About::Field { row, field };
                found.push(figure(row, column, about, &own.raw, &own.datum));
            }
        }
    }
    found
}

/// What a page header or footer says of all figures.
pub(super) fn of_page(says: Says, words: &str) -> Finding {
    let told = FiguresRemark {
        says: says.word().to_owned(),
        count: 1,
        words: vec![words.trim().to_owned()],
        beside: vec![PAGE_WORDS.to_owned()],
        figures: Vec::new(),
    };
    Finding::of(told).graded(severity(says))
}

fn severity(says: Says) -> Severity {
    match says {
        Says::Corrected | Says::Void | Says::Unit | Says::Period => Severity::B,
        Says::Place | Says::Status | Says::Unknown => Severity::C,
    }
}

fn finding(sheet: &Sheet<'_>, says: Says, remarks: &[Told<'_>]) -> Finding {
    let figures = remarks.iter().flat_map(|(.., figures)| figures);
    let figures = figures.collect::<Vec<_>>();
    let own = |of: fn(&Remark) -> &String| {
        let all = remarks
            .iter()
            .map(|(_, remark, _)| of(remark).trim().to_owned());
        all.collect::<Vec<_>>()
    };
    let named = figures
        .iter()
        .map(|one| format!("{} {}", sheet.name(one.spot.about), one.raw.trim()));
    let told = FiguresRemark {
        says: says.word().to_owned(),
        count: remarks.len(),
        words: own(|remark| &remark.words),
        beside: own(|remark| &remark.beside),
        figures: named.collect(),
    };
    let spots = figures.iter().map(|one| one.spot).collect::<Vec<_>>();
    let cells = remarks.iter().map(|(spot, ..)| *spot).chain(spots.clone());
    let cells = cells.map(|spot| sheet.place(spot.row, spot.column));
    let abouts = spots.iter().map(|spot| spot.about).collect::<Vec<_>>();
    let finding = Finding::of(told).graded(severity(says));
    finding.about(sheet.subject_of(&abouts)).at_all(cells)
}

/// Words stay with the figures of their row for good.
fn keep(work: &mut Work<'_>, kept: &BTreeMap<u32, Vec<&str>>) {
    if kept.is_empty() {
        return;
    }
    let noted = |note: &Option<Box<str>>, row: u32| -> Option<Box<str>> {
        let words = kept.get(&row)?.join("；");
        let mut short = words.trim().chars().take(KEPT).collect::<String>();
        if words.trim().chars().count() > KEPT {
            short.push('…');
        }
        let all = note.as_deref().map(str::to_owned).into_iter();
        let all = all.chain([format!("旁注“{short}”")]).collect::<Vec<_>>();
        Some(all.join("，").into_boxed_str())
    };
    let values = work.kept.values.iter_mut();
    for value in values.filter(|value| value.datum != Datum::Blank) {
        if let Some(note) = noted(&value.note, value.row) {
            value.note = Some(note);
        }
    }
    for entry in &mut work.kept.entries {
        let fields = entry.fields.iter_mut();
        for field in fields.filter(|field| matches!(field.datum, Datum::Number(_))) {
            if let Some(note) = noted(&field.note, entry.row) {
                field.note = Some(note);
            }
        }
    }
}
