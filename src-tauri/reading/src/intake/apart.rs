//! What a sheet that is no form says of the figures of those that are: 技术合同成交额应为2082.98 on
//! a further sheet, whatever it is called.

use crate::read::{Grid, Visibility};
use std::collections::BTreeSet;
use std::str::FromStr as _;
use xianbaohui_core::finding::told::FiguresRemark;
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::Layout;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::place::Place;
use xianbaohui_core::returns::Taken;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_core::words::beside::{Beside, Says, counted_by, told};
use xianbaohui_core::words::{head, units};

/// Cells with words that are heard; a sheet with more is a text, or a table.
const MOST_CELLS: usize = 400;
/// Signs of a sentence that may correct a figure.
const MOST_SIGNS: usize = 60;
/// Signs of one that says that figures do not count, or not yet.
const SHORT: usize = 16;
/// Sentences that are told.
const MOST_TOLD: usize = 4;

/// Tells what such a sheet says of figures that were read.
pub(super) fn said(grid: &Grid, returns: &[Taken], scheme: &Scheme) -> Vec<Finding> {
    if grid.visibility != Visibility::Visible {
        return Vec::new();
    }
    let words = words(grid).take(MOST_CELLS).collect::<Vec<_>>();
    if words.is_empty() {
        return Vec::new();
    }
    let read = Read::of(returns, scheme);
    let mut found = Vec::new();
    for (at, own) in words {
        let says = text::sentences(own).iter().find_map(|own| read.says(own));
        let Some(says) = says else { continue };
        let told = FiguresRemark {
            says: says.word().to_owned(),
            count: 1,
            words: vec![own.trim().to_owned()],
            beside: vec![format!("工作表“{}”", grid.name)],
            figures: Vec::new(),
        };
        let place = Place::new(&*grid.name, at.0, at.1);
        let severity = if says == Says::Status {
            Severity::C
        } else {
            Severity::B
        };
        found.push(Finding::of(told).graded(severity).at_all([place]));
        if found.len() == MOST_TOLD {
            break;
        }
    }
    found
}

/// Whether a sheet holds nothing but who made it out: names, telephones, dates.
pub(super) fn is_of_hands(grid: &Grid) -> bool {
    let cells = grid.cells();
    let mut hand = None;
    for cell in cells.iter().filter(|cell| !cell.is_blank()) {
        let Some(words) = cell.as_text() else {
            // a telephone behind its word
            if hand != Some(cell.row) {
                return false;
            }
            continue;
        };
        let mut key = text::key(words);
        if HANDS.iter().any(|word| key.starts_with(word)) {
            hand = Some(cell.row);
        } else if hand == Some(cell.row) {
            // a name behind its word
            key.insert_str(0, "联系人:");
        } else if !head::is_plain(&key) {
            return false;
        }
        if hand == Some(cell.row) && !head::unsigned(&key).is_empty() {
            return false;
        }
    }
    hand.is_some()
}

/// Who made a sheet out, and how to reach them.
const HANDS: [&str; 8] = [
    "联系",
    "电话",
    "手机",
    "填报人",
    "填表人",
    "经办人",
    "负责人",
    "制表人",
];

/// Texts with their cells.
fn words(grid: &Grid) -> impl Iterator<Item = ((u32, u32), &str)> {
    let cells = grid.cells().iter();
    cells.filter_map(|cell| Some(((cell.row, cell.column), cell.as_text()?)))
}

/// What was read of the file.
struct Read<'a> {
    figures: Vec<Decimal>,
    /// names of what was reported, and of the sheets and forms
    names: BTreeSet<String>,
    /// units of measure of money that figures are kept or were written in
    units: Vec<MeasureUnit>,
    returns: &'a [Taken],
}

impl<'a> Read<'a> {
    fn of(returns: &'a [Taken], scheme: &Scheme) -> Self {
        let mut read = Self {
            figures: Vec::new(),
            names: BTreeSet::new(),
            units: Vec::new(),
            returns,
        };
        for own in returns.iter().map(|one| &one.taken) {
            let form = &scheme.forms[own.form];
            let names = [&own.sheet, &form.code, &form.name];
            read.names.extend(names.map(|name| text::key(name)));
            for value in &own.values {
                let indicator = &scheme.indicators[value.indicator];
                read.names.insert(text::key(&indicator.name));
                read.unit(&indicator.unit);
                read.figure(&value.raw, &value.datum, value.note.as_deref());
            }
            let Layout::Roster(roster) = &form.layout else {
                continue;
            };
            for field in &roster.fields {
                read.names.insert(text::key(&field.name));
                if let Some(unit) = &field.unit {
                    read.unit(unit);
                }
            }
            for field in own.entries.iter().flat_map(|entry| &entry.fields) {
                if matches!(field.datum, Datum::Number(_)) {
                    read.figure(&field.raw, &field.datum, field.note.as_deref());
                }
            }
        }
        read
    }

    fn figure(&mut self, raw: &str, datum: &Datum, note: Option<&str>) {
        self.figures
            .extend(Decimal::from_str(&text::compact(raw).replace(',', "")));
        if let Datum::Number(number) = datum {
            self.figures.push(*number);
        }
        // 亿元→万元 ×10000
        let written = note.and_then(|note| note.split_once('→')).map(|own| own.0);
        if let Some(unit) = written.and_then(MeasureUnit::parse) {
            self.unit(&unit);
        }
    }

    fn unit(&mut self, unit: &MeasureUnit) {
        if matches!(unit, MeasureUnit::Money(_)) && !self.units.contains(unit) {
            self.units.push(unit.clone());
        }
    }

    /// What a sentence says of the figures: of one that it names, or of a sheet.
    fn says(&self, sentence: &str) -> Option<Says> {
        if sentence.chars().count() > MOST_SIGNS {
            return None;
        }
        let is_of_read = self
            .names
            .iter()
            .any(|name| name.chars().count() > 1 && sentence.contains(name.as_str()))
            || OF_FIGURES.iter().any(|word| sentence.contains(word));
        if !is_of_read {
            return None;
        }
        let mut unit = units::said(sentence).known;
        unit.extend(counted_by(sentence));
        unit.extend(amount_in(sentence));
        unit.retain(|unit| matches!(unit, MeasureUnit::Money(_)));
        let is_other = !unit.is_empty() && !unit.iter().any(|unit| self.units.contains(unit));
        if is_other && !self.units.is_empty() {
            return Some(Says::Unit);
        }
        let beside = Beside {
            figures: &self.figures,
            period: self.returns.first().map(|one| one.taken.period),
            ..Beside::default()
        };
        let is_short = sentence.chars().count() <= SHORT;
        told(sentence, &beside).filter(|says| match says {
            // of one figure with a number: instructions say the words of it, too
            Says::Corrected => sentence.contains(|c: char| c.is_ascii_digit()),
            // 不计入技术合同成交额 is what an instruction says
            Says::Void => is_short && !sentence.contains('入'),
            Says::Status => is_short && sentence.contains('表'),
            _ => false,
        })
    }
}

/// Words for all that was read.
const OF_FIGURES: [&str; 6] = ["本表", "此表", "表中", "表内", "金额", "数据"];

/// 金额单位为元: behind the word for the unit, and no list.
fn amount_in(sentence: &str) -> Option<MeasureUnit> {
    let rest = sentence.split_once("单位")?.1;
    let rest = rest.trim_start_matches(['为', '是', '应', '改', ':']);
    MeasureUnit::parse(rest.trim_end_matches(['。', '.']))
}
