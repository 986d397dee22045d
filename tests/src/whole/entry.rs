//! One entry of a roster: what stands in each of its fields when it is new.

use super::cell::{self, identity, percent};
use super::quarter::{Quarter, years_after};
use crate::{Outcome, credit};
use fastrand::Rng;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use xianbaohui_core::codes::CodeKind;
use xianbaohui_core::form::{FieldKind, FieldSpec, Roster};
use xianbaohui_core::number::Datum;

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Figure(Decimal),
    Day(String),
    Nothing,
}

/// An entry.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// the unit that reports it, or that it is about
    pub(super) home: usize,
    /// by code of the field
    pub(super) values: BTreeMap<String, Value>,
    /// it is reported for the last time
    pub(super) leaves: bool,
}

impl Entry {
    pub(super) fn day(&self, code: &str) -> Option<&str> {
        match self.values.get(code) {
            Some(Value::Day(day)) => Some(day),
            _ => None,
        }
    }

    pub(super) fn text(&self, code: &str) -> &str {
        match self.values.get(code) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    pub(super) fn figure(&self, code: &str) -> Decimal {
        match self.values.get(code) {
            Some(Value::Figure(figure)) => *figure,
            _ => Decimal::ZERO,
        }
    }

    /// As it is written into a cell.
    pub(super) fn cell(&self, field: &FieldSpec) -> String {
        match self.values.get(&field.code) {
            Some(Value::Text(text)) => cell::text(text),
            Some(Value::Figure(figure)) => cell::figure(*figure, field.decimals),
            Some(Value::Day(day)) => cell::day(day),
            Some(Value::Nothing) | None => String::new(),
        }
    }
}

/// Whether a figure that was read is the one that was written.
pub(super) fn is_figure(sent: Decimal, came: xianbaohui_core::number::Decimal) -> bool {
    sent.normalize().to_string() == came.normalize().to_string()
}

/// Whether what was read is what was written.
pub(super) fn is_same(sent: Option<&Value>, came: &Datum) -> bool {
    match (sent, came) {
        (Some(Value::Text(sent)), Datum::Text(came)) => sent == came,
        (Some(Value::Day(sent)), Datum::Text(came)) => came.starts_with(sent.as_str()),
        (Some(Value::Figure(sent)), Datum::Number(came)) => is_figure(*sent, *came),
        (Some(Value::Nothing), Datum::Blank) => true,
        _ => false,
    }
}

/// Where an entry comes from.
pub(super) struct Whence<'a> {
    /// its number, counted over the city, different in every roster
    pub(super) serial: usize,
    pub(super) home: usize,
    /// code and name of the unit
    pub(super) unit: (&'a str, &'a str),
    pub(super) quarter: Quarter,
    /// words of the field with the state with which an entry counts no more
    pub(super) ended: &'a [String],
    /// it happened in the quarter
    pub(super) is_event: bool,
}

const STEMS: [&str; 12] = [
    "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑",
];
const TRADES: [&str; 8] = [
    "软件",
    "生物",
    "器材",
    "新材料",
    "检测",
    "光伏",
    "环保",
    "机械",
];

/// The name of a unit as a company carries it.
fn place(name: &str) -> &str {
    match name {
        "河北邢台经济开发区" => "经开",
        "威县" => "威县",
        name => name.trim_end_matches(['市', '区', '县']),
    }
}

/// A number between two, with so many digits after the point.
pub(super) fn between(rng: &mut Rng, from: i64, to: i64, digits: u32) -> Decimal {
    let scale = 10_i64.pow(digits);
    Decimal::new(rng.i64(from * scale..=to * scale), digits)
}

/// A new entry.
pub(super) fn new(roster: &Roster, whence: &Whence<'_>, rng: &mut Rng) -> Outcome<Entry> {
    let mut made = Made {
        whence,
        values: BTreeMap::new(),
    };
    for field in &roster.fields {
        let value = match &field.kind {
            FieldKind::Text => Value::Text(made.words(field, rng)),
            FieldKind::Code => Value::Text(made.code(field, rng)?),
            FieldKind::Unit => Value::Text(whence.unit.1.to_owned()),
            FieldKind::Choice(words) => made.choice(field, words, rng),
            FieldKind::Date => made.day(&field.code, rng),
            FieldKind::Number => Value::Figure(made.number(field, rng).round_dp(field.decimals)),
        };
        made.values.insert(field.code.clone(), value);
    }
    Ok(Entry {
        home: whence.home,
        values: made.values,
        leaves: false,
    })
}

struct Made<'a> {
    whence: &'a Whence<'a>,
    values: BTreeMap<String, Value>,
}

impl Made<'_> {
    fn before(&self, codes: &[&str]) -> Option<Decimal> {
        codes.iter().find_map(|code| match self.values.get(*code) {
            Some(Value::Figure(figure)) => Some(*figure),
            _ => None,
        })
    }

    fn said(&self, code: &str) -> &str {
        match self.values.get(code) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    fn company(&self) -> String {
        let serial = self.whence.serial;
        let (stem, trade) = (STEMS[serial % 12], TRADES[serial / 12 % 8]);
        format!(
            "示例{}{stem}{trade}{serial}有限公司",
            place(self.whence.unit.1)
        )
    }

    fn words(&self, field: &FieldSpec, rng: &mut Rng) -> String {
        let serial = self.whence.serial;
        let unit = self.whence.unit.1;
        let person = format!("示例{}{serial}", STEMS[serial % 12]);
        match field.code.as_str() {
            "company" | "seller" | "host" | "owner" | "operator" => self.company(),
            "subject" => format!("示例主体{serial}"),
            "buyer" => format!("示例采购{serial}有限公司"),
            "seller_place" => unit.to_owned(),
            "buyer_place" => ["北京市", "天津市", "石家庄市"][rng.usize(0..3)].to_owned(),
            "contact" | "leader" if field.personal || field.code == "contact" => person,
            "leader" => "示例牵头局".to_owned(),
            "officer" | "visitor" => person,
            "employer" | "partner" => format!("示例单位{serial}"),
            "village" => format!("示例村{}", serial % 40 + 1),
            "title" => ["高级工程师", "教授", "农艺师", "研究员"][rng.usize(0..4)].to_owned(),
            "field" => ["新材料", "先进制造", "现代农业", "电子信息"][rng.usize(0..4)].to_owned(),
            "agency" => format!("示例服务机构{}", serial % 30 + 1),
            "bank" => format!("示例银行{}", STEMS[rng.usize(0..12)]),
            "country" => ["德国", "日本", "以色列"][rng.usize(0..3)].to_owned(),
            "certificate" => format!("GR{}13{:06}", self.whence.quarter.year, 900_000 + serial),
            "document" => format!(
                "示例〔{}〕{}号",
                self.whence.quarter.year,
                1 + rng.u8(0..90)
            ),
            "name" if field.name.contains("姓名") => person,
            _ => format!("示例{}{serial}", field.name),
        }
    }

    fn code(&self, field: &FieldSpec, rng: &mut Rng) -> Outcome<String> {
        let (serial, year) = (self.whence.serial, self.whence.quarter.year);
        Ok(match (field.code_kind, field.code.as_str()) {
            (Some(CodeKind::Credit), _) => credit::code(self.whence.unit.0, serial)?,
            (Some(CodeKind::Identity), _) => identity(serial)?,
            (Some(CodeKind::Phone), _) => format!("0000-{serial:07}"),
            (None, "year") if self.whence.is_event => year.to_string(),
            (None, "year") => (year - rng.u16(0..3)).to_string(),
            (None, "plan_year") => (year + 1).to_string(),
            (None, _) => format!("{year}{}{serial:06}", self.whence.unit.0),
        })
    }

    fn choice(&self, field: &FieldSpec, words: &[String], rng: &mut Rng) -> Value {
        const PASSING: [&str; 10] = [
            "滞后",
            "督办",
            "整改",
            "未获奖",
            "逾期",
            "代偿",
            "部分兑现",
            "迁入",
            "暂停",
            "黑名单",
        ];
        if matches!(field.code.as_str(), "verdict") {
            return Value::Nothing;
        }
        let is_state = matches!(field.code.as_str(), "status" | "stage");
        let own = words.iter().filter(|word| {
            // who fails is put right or struck off, which is another state
            word.as_str() != "不合格"
                && !(self.whence.ended.contains(word)
                    || PASSING.contains(&word.as_str()) && is_state)
        });
        let own = own.collect::<Vec<_>>();
        let chosen = if is_state && !self.whence.is_event {
            own.first().copied()
        } else {
            own.get(rng.usize(0..own.len().max(1))).copied()
        };
        Value::Text(chosen.or(words.first()).cloned().unwrap_or_default())
    }

    fn day(&self, code: &str, rng: &mut Rng) -> Value {
        let quarter = self.whence.quarter;
        let begun = ["signed", "from", "issued", "stored", "lent"]
            .iter()
            .find_map(|code| match self.values.get(*code) {
                Some(Value::Day(day)) => Some(day.clone()),
                _ => None,
            });
        Value::Day(match (code, begun) {
            ("registered", Some(signed)) => signed,
            ("lifted" | "paid_on", _) => return Value::Nothing,
            ("until" | "expires" | "due", Some(begun)) => {
                years_after(&begun, if code == "due" { 1 } else { 3 })
            }
            ("deadline", _) => format!("{}-12-20", quarter.year),
            _ => quarter.day(rng),
        })
    }

    fn number(&self, field: &FieldSpec, rng: &mut Rng) -> Decimal {
        let part = |codes: &[&str], rng: &mut Rng, from: i64, to: i64| {
            let whole = self.before(codes).unwrap_or(Decimal::ONE_HUNDRED);
            let share = between(rng, from, to, 0) / Decimal::ONE_HUNDRED;
            // less, never more, however it is rounded
            (whole * share)
                .round_dp_with_strategy(field.decimals, rust_decimal::RoundingStrategy::ToZero)
        };
        match field.code.as_str() {
            "staff" => between(rng, 30, 480, 0),
            "rd_staff" => part(&["staff"], rng, 11, 36),
            "revenue" if field.unit_name == "亿元" => between(rng, 80, 900, 2),
            "revenue" => between(rng, 1200, 19_000, 2),
            "rd" if self.values.contains_key("revenue") => part(&["revenue"], rng, 3, 9),
            "rd_share" => self
                .before(&["rd"])
                .zip(self.before(&["revenue"]))
                .and_then(|(part, whole)| percent(part, whole))
                .unwrap_or_else(|| between(rng, 3, 9, 2)),
            "area" if self.said("kind") == "科创综合体" => between(rng, 30_000, 48_000, 0),
            "area" => between(rng, 3000, 9000, 0),
            "trade" => part(&["amount"], rng, 70, 100),
            "filed" => part(&["amount"], rng, 50, 100),
            "public" => part(&["total"], rng, 20, 40),
            "own" => part(&["total"], rng, 30, 60),
            "paid" => part(&["public", "due", "value"], rng, 0, 100),
            "applied" => part(&["served"], rng, 30, 90),
            "passed" => part(&["applied"], rng, 30, 90),
            "graduated" => part(&["incubating"], rng, 0, 60),
            "compensated" => Decimal::ZERO,
            "amount" | "total" | "due" | "value" | "budget" | "contract" => {
                between(rng, 10, 900, field.decimals.min(2))
            }
            "rate" if field.decimals == 2 => between(rng, 3, 6, 2),
            "rate" | "rd_staff_share" | "hitech_share" | "growth" => {
                between(rng, 10, 95, field.decimals)
            }
            _ => between(rng, 2, 40, field.decimals.min(2)),
        }
    }
}
