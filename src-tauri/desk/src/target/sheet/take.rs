//! What is to be reached is taken for some units.

use super::ask::Asked;
use super::draft::DraftRow;
use super::head::{Head, Role, seen};
use super::names::{unit, without_unit};
use super::reading::Reading;
use super::years::years;
use crate::hand::one_line;
use crate::target::set::indicator;
use xianbaohui_core::indicator::Indicator;
use xianbaohui_core::measure::{MeasureUnit, Rate};
use xianbaohui_core::number::{Decimal, read_text};
use xianbaohui_core::question::LEAVE;
use xianbaohui_core::statement::Aim;
use xianbaohui_core::target::{Amount, Setting, Span, TargetKey, TargetKind, Unclear, read};
use xianbaohui_core::text;
use xianbaohui_core::words::beside::{Beside, Says, told};
use xianbaohui_reading::read::Veil;

/// A figure of the list: where it stands, and what it is of.
pub(super) struct Figure<'k> {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) kind: &'k TargetKind,
    pub(super) item: String,
    pub(super) span: Span,
    pub(super) node: String,
}

impl Reading<'_, '_> {
    /// Takes a figure for some units.
    pub(super) fn take(&mut self, figure: &Figure<'_>, words: &str, units: &[String]) {
        let kind = figure.kind;
        let of = indicator(self.scheme, kind);
        let name = self.at(figure.row, &Role::Item);
        let heading = self
            .head
            .columns
            .iter()
            .find(|(at, ..)| *at == figure.column);
        let heading = heading
            .map(|(_, _, text)| text.as_str())
            .unwrap_or_default();
        let beside = MeasureUnit::parse(&self.at(figure.row, &Role::Measure));
        let measure = beside
            .or_else(|| without_unit(&name).1)
            .or_else(|| without_unit(heading).1)
            .or_else(|| self.said_above(&of?.unit));
        let is_node = !figure.node.is_empty();
        let read = |words: &str| read(words, kind, of, (measure.as_ref(), is_node));
        let due = self.at(figure.row, &Role::Due);
        let due_there = Some(due.clone()).filter(|due| !due.is_empty());
        let due = Some(due).filter(|due| of.is_none() && !due.is_empty());
        let taken = match read(words) {
            // a task is to be done, by the day that stands there
            Err(Unclear::Nothing) if of.is_none() => {
                Ok((Amount::Words("完成".to_owned()), Aim::Milestone))
            }
            taken => taken,
        };
        let place = self.grid.place(figure.row, figure.column);
        let by = measure.as_ref().or(of.map(|of| &of.unit));
        let doubt = match (&taken, of, by) {
            (Ok((amount, _)), Some(of), Some(by)) => {
                let said = (words, amount);
                self.doubt(
                    figure,
                    said,
                    (of, by, measure.is_some()),
                    due_there.as_deref(),
                )
            }
            _ => None,
        };
        let taken = match doubt {
            Some(why) => Err(why),
            None => taken.map_err(|why| match why {
                Unclear::Nothing => String::new(),
                why => why.words().to_owned(),
            }),
        };
        let (amount, aim) = match taken {
            Ok(taken) => taken,
            Err(why) if why.is_empty() && (is_node || is_blank(self.head, figure.column)) => {
                return;
            }
            Err(why) => {
                let why = if why.is_empty() {
                    Unclear::Nothing.words()
                } else {
                    why.as_str()
                };
                let unit = of.map_or("", |of| of.unit_name.as_str());
                let about = format!("{}\n{}\n{words}", self.grid.name, place.cell());
                let answer = self.asking.ask(Asked {
                    of: "value",
                    about: &about,
                    text: format!(
                        "“{}”的目标值“{words}”{}（指标的计量单位是“{unit}”）。可答目标值。",
                        kind.name, why
                    ),
                    cell: Some(place.clone()),
                    choices: Vec::new(),
                    free: true,
                });
                let Some(Ok(taken)) = answer.filter(|own| own != LEAVE).map(|own| read(&own))
                else {
                    return;
                };
                taken
            }
        };
        let amount = match (amount, due) {
            (amount, Some(due)) => Amount::Words(format!("{amount}（{due}前）")),
            (amount, None) => amount,
        };
        for unit in units {
            let key = TargetKey {
                code: kind.code.clone(),
                unit: unit.clone(),
                item: one_line(&figure.item).unwrap_or_default(),
                span: figure.span,
                node: figure.node.clone(),
            };
            let held = self.book.held(&key).map(|held| &held.setting);
            let said = |role: &Role, before: Option<&String>| match self.head.of(role) {
                Some(column) => one_line(&seen(self.grid, figure.row, column)).unwrap_or_default(),
                None => before.cloned().unwrap_or_default(),
            };
            let mut lead = said(&Role::Lead, held.map(|held| &held.lead));
            if lead.is_empty() && *unit == self.scheme.root_unit().code {
                // who it says it is of, where that is no unit of ours
                let words = self.at(figure.row, &Role::Who);
                if self::unit(self.scheme, &words, None).is_none() {
                    lead = one_line(&words).unwrap_or_default();
                }
            }
            let owner = said(&Role::Owner, held.map(|held| &held.owner));
            self.draft.rows.push(DraftRow {
                setting: Setting {
                    key,
                    aim,
                    amount: Some(amount.clone()),
                    lead,
                    owner,
                    date: String::new(),
                    source: format!("{} {place}", self.file),
                },
                raw: words.to_owned(),
                before: None,
            });
        }
    }
}

impl Reading<'_, '_> {
    /// What stands beside a figure and lets doubt what is to be reached, as a part of a sentence.
    fn doubt(
        &self,
        figure: &Figure<'_>,
        (words, amount): (&str, &Amount),
        (of, by, is_said): (&Indicator, &MeasureUnit, bool),
        due: Option<&str>,
    ) -> Option<String> {
        let is_node = !figure.node.is_empty();
        let named = self.at(figure.row, &Role::Measure);
        let is_known = named.is_empty() || MeasureUnit::parse(&named).is_some();
        if !is_known && !is_said_as(&named, &of.unit_name) {
            return Some(format!("的计量单位写的是“{named}”"));
        }
        if let Some(other) = self.said_beside(figure.row, by) {
            return Some(format!("旁边写着“{other}”，按哪个计量单位"));
        }
        if is_fraction(words, amount, of, is_node) {
            return Some("小于 1，可能是没有写成百分数".to_owned());
        }
        let has_unit = |words: &str| read_text(&text::compact(words)).unit.is_some();
        let mut wholes = self.head.columns.iter();
        let whole = wholes
            .find(|(at, role, _)| *at != figure.column && matches!(role, Role::Value(_, None)));
        let whole = whole.map(|(at, ..)| self.words(figure.row, *at));
        let is_whole_with = whole.is_some_and(|whole| has_unit(&whole));
        if is_node && is_whole_with && !is_said && !has_unit(words) {
            return Some("没有写计量单位，而年度目标写了".to_owned());
        }
        let other = due.filter(|due| {
            let years = years(due);
            !years.is_empty() && !years.iter().all(|year| figure.span.has(year.first))
        });
        if let Some(due) = other {
            return Some(format!("的完成时限是“{due}”，不在{}年", figure.span));
        }
        let numbers = amount.number().into_iter().collect::<Vec<_>>();
        let beside = Beside {
            figures: &numbers,
            ..Beside::default()
        };
        let columns = self.head.columns.iter();
        let remarks = columns.filter(|(_, role, _)| *role == Role::Skip);
        let mut remarks = remarks.map(|(at, ..)| seen(self.grid, figure.row, *at));
        let says = |words: &String| {
            let own = told(words, &beside);
            let is_other = REMARKS.iter().any(|own| words.contains(own));
            let is_year = years(words).iter().any(|year| *year != figure.span);
            let says = matches!(own, Some(Says::Corrected | Says::Void | Says::Status));
            says || is_other || is_year
        };
        if let Some(words) = remarks.find(says) {
            return Some(format!("旁边写着“{words}”"));
        }
        let cell = self.grid.cell(figure.row, figure.column)?;
        let is_unseen = cell.veil != Veil::None || cell.veil.covers_words();
        is_unseen.then(|| "看不清".to_owned())
    }
}

/// Whether a unit of measure is written as the indicator's own is.
fn is_said_as(named: &str, own: &str) -> bool {
    text::key(named) == text::key(own) || ["/", "-", "—", "－"].contains(&named.trim())
}

/// Words of a remark by which a target is none, another, or not of this row alone.
const REMARKS: [&str; 14] = [
    "取消",
    "不作要求",
    "不做要求",
    "暂缓",
    "不考核",
    "不下达",
    "免考核",
    "单位为",
    "累计",
    "合计",
    "上半年",
    "一季度",
    "共同",
    "待定",
];

/// Nothing is said in a column of a table of units: there is no such target.
fn is_blank(head: &Head, column: u32) -> bool {
    let mut columns = head.columns.iter();
    let own = columns.find(|(at, ..)| *at == column);
    own.is_some_and(|(_, role, _)| matches!(role, Role::Unit(..) | Role::Kind(..)))
}

/// 0.018 where 1.8% may be meant: a plain figure below 1 of an indicator in percent; and 0.25 where
/// a node is a quarter of the target.
fn is_fraction(words: &str, amount: &Amount, of: &Indicator, is_node: bool) -> bool {
    let is_percent = of.unit == MeasureUnit::Rate(Rate::Percent);
    let is_part = is_percent || is_node && matches!(of.unit, MeasureUnit::Count(..));
    let number = amount
        .number()
        .filter(|_| is_part && !words.contains(['%', '％']));
    number.is_some_and(|number| !number.is_zero() && number.abs() < Decimal::from(1))
}
