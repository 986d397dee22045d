//! Figures, rows and rules as they are written down in the tests.

use crate::support::decimal;
use std::collections::HashMap;
use xianbaohui_core::form::Form;
use xianbaohui_core::indicator::Indicator;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::place::Place;
use xianbaohui_core::rule::{
    Figures, Lacking, List, Missing, Outcome, Rule, RuleNames, Tolerance, Value, Wanted, When,
    evaluate, evaluate_rows, parse,
};
use xianbaohui_core::scheme::Scheme;

/// Figures by `indicator.column`; those of all units by `合计 indicator.column`, of those below by
/// `下级 indicator.column`, of others by `上期 市直 T!indicator.column`. `?` is missing.
pub(super) struct Given<'s> {
    scheme: &'s Scheme,
    figures: HashMap<String, Vec<Option<Decimal>>>,
    rows: Option<Rows>,
}

/// Rows of the form R: `field=value, field=value; …`.
pub(super) struct Rows(Vec<HashMap<String, Value>>);

impl Rows {
    pub(super) fn of(text: &str) -> Self {
        let value = |text: &str| match text.parse::<Decimal>() {
            Ok(number) if text.len() < 8 => Value::Number(number),
            _ if text.is_empty() => Value::Blank,
            _ => Value::Text(text.to_owned()),
        };
        let row = |row: &str| {
            let fields = row.split(',').filter(|one| !one.trim().is_empty());
            let field = |field: &str| {
                let (code, own) = field.split_once('=').unwrap();
                (code.trim().to_owned(), value(own.trim()))
            };
            fields.map(field).collect()
        };
        Self(text.split(';').map(row).collect())
    }
}

impl List for Rows {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn value(&self, row: usize, field: &str) -> Option<Value> {
        Some(self.0[row].get(field).cloned().unwrap_or(Value::Blank))
    }

    fn place(&self, row: usize, field: &str) -> Option<Place> {
        Some(Place::new(field, u32::try_from(row).unwrap(), 0))
    }
}

impl<'s> Given<'s> {
    pub(super) fn of(scheme: &'s Scheme, given: &str) -> Self {
        let one = |one: &str| {
            let (name, values) = one.split_once('=').unwrap();
            let value = |word: &str| (word != "?").then(|| decimal(word));
            let values = values.split_whitespace().map(value).collect();
            (name.trim().to_owned(), values)
        };
        let all = given.split(';').filter(|one| !one.trim().is_empty());
        Self {
            scheme,
            figures: all.map(one).collect(),
            rows: None,
        }
    }

    fn first(&self, name: &str) -> Option<Decimal> {
        self.figures.get(name)?.first().copied().flatten()
    }
}

fn key(wanted: &Wanted<'_>) -> String {
    let when = match wanted.when {
        When::Now => "",
        When::Before => "上期 ",
        When::YearBefore => "上年同期 ",
    };
    let city = if wanted.of_city { "市直 " } else { "" };
    let form = wanted
        .form
        .map(|form| format!("{form}!"))
        .unwrap_or_default();
    format!("{when}{city}{form}{}.{}", wanted.indicator, wanted.column)
}

impl Figures for Given<'_> {
    fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.scheme.indicator(code)
    }

    fn figure(&self, indicator: &str, column: &str) -> Option<Decimal> {
        self.first(&format!("{indicator}.{column}"))
    }

    fn cell(&self, indicator: &str, column: &str) -> Option<Place> {
        Some(Place::new(format!("{indicator}.{column}"), 0, 0))
    }

    fn of_all_units(&self, indicator: &str, column: &str) -> Option<Vec<Option<Decimal>>> {
        self.figures
            .get(&format!("合计 {indicator}.{column}"))
            .cloned()
    }

    fn cells_of_all_units(&self, indicator: &str, column: &str) -> Vec<Place> {
        let all = self.of_all_units(indicator, column).unwrap_or_default();
        let name = format!("{indicator}.{column}");
        all.iter().map(|_| Place::new(name.clone(), 0, 0)).collect()
    }

    fn form(&self, code: &str) -> Option<&Form> {
        self.scheme.form(code)
    }

    fn elsewhere(&self, wanted: &Wanted<'_>) -> Option<Decimal> {
        self.first(&key(wanted))
    }

    fn below(&self, wanted: &Wanted<'_>) -> Option<Vec<Option<Decimal>>> {
        self.figures.get(&format!("下级 {}", key(wanted))).cloned()
    }

    fn list(&self, _code: &str, _everywhere: bool) -> Option<&dyn List> {
        self.rows.as_ref().map(|rows| rows as &dyn List)
    }
}

/// A rule of the form M: its text, then `key=value` for what else is said of it.
pub(super) fn rule(scheme: &Scheme, expr: &str, said: &str) -> Rule {
    let names = names(scheme);
    let comparison = parse(expr, &names).unwrap_or_else(|errors| panic!("{expr}: {errors:?}"));
    let mut rule = Rule::of(expr, comparison);
    rule.form = Some("M".into());
    for word in said.split_whitespace() {
        match word.split_once('=') {
            Some(("missing", word)) => {
                let found = Missing::ALL.iter().find(|(own, _)| *own == word);
                rule.missing = found.unwrap().1;
            }
            Some(("except", code)) => rule.except.push(code.into()),
            Some(_) => panic!("{word}"),
            None if word == "auto" => rule.tolerance = Tolerance::Auto,
            None => rule.tolerance = Tolerance::Fixed(decimal(word)),
        }
    }
    rule
}

pub(super) fn names(scheme: &Scheme) -> RuleNames<'_> {
    RuleNames {
        form: scheme.form("M"),
        ..RuleNames::of(&scheme.indicators, &scheme.forms)
    }
}

fn word(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Holds => "holds".to_owned(),
        Outcome::Skipped => "skipped".to_owned(),
        Outcome::Near { gap, .. } => format!("holds±{}", gap.normalize()),
        Outcome::Broken(instance) => format!(
            "broken {} {} ±{}",
            instance.left,
            instance.right,
            instance.tolerance.normalize()
        ),
        Outcome::CannotTell { missing } => match missing {
            Lacking::Figure(figure) => {
                let own = figure.indicator.clone().unwrap_or_default();
                let column = figure.column.clone().unwrap_or_default();
                format!("? {own}.{column}")
            }
            Lacking::List(list) => format!("? {list}"),
            Lacking::Field(field) => format!("? [{field}]"),
            Lacking::Nothing => "? .".to_owned(),
        },
    }
}

/// One word an outcome: `holds`, `holds±gap`, `broken left right ±tolerance`, `? what is missing`.
pub(super) fn outcomes(scheme: &Scheme, expr: &str, said: &str, given: &str) -> String {
    let rule = rule(scheme, expr, said);
    let form = scheme.form("M").unwrap();
    let told = evaluate(&rule, form, &Given::of(scheme, given));
    told.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// The same with the unit's rows of R.
pub(super) fn over_rows(scheme: &Scheme, expr: &str, given: &str, rows: &str) -> String {
    let rule = rule(scheme, expr, "auto");
    let form = scheme.form("M").unwrap();
    let mut given = Given::of(scheme, given);
    given.rows = Some(Rows::of(rows));
    let told = evaluate(&rule, form, &given);
    told.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// What came of each row of R that is not right: `1 broken …`.
pub(super) fn each_row(scheme: &Scheme, expr: &str, rows: &str) -> String {
    let form = scheme.form("R").unwrap();
    let names = RuleNames {
        each: Some(form),
        ..RuleNames::of(&scheme.indicators, &scheme.forms)
    };
    let comparison = parse(expr, &names).unwrap_or_else(|errors| panic!("{expr}: {errors:?}"));
    let rule = Rule {
        each: Some("R".into()),
        ..Rule::of(expr, comparison)
    };
    let mut given = Given::of(scheme, "");
    given.rows = Some(Rows::of(rows));
    let own = Rows::of(rows);
    let told = evaluate_rows(&rule, form, &given, &own);
    let told = told
        .iter()
        .filter(|(_, outcome)| *outcome != Outcome::Holds);
    let told = told.map(|(row, outcome)| format!("{row} {}", word(outcome)));
    told.collect::<Vec<_>>().join(", ")
}
