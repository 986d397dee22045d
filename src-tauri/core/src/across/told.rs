//! What is told of rules over a record, with the cells on both sides.

use super::ground::Ground;
use super::known::Known;
use super::of_unit::OfUnit;
use crate::finding::told::RuleUnchecked;
use crate::finding::{FigureRef, Finding, Subject};
use crate::form::Form;
use crate::personal;
use crate::place::Place;
use crate::record::{RecordError, StoredFinding};
use crate::rule::{
    Choice, Expr, Figure, Figures as _, Instance, Lacking, List as _, Namer, Rule, Value, Wanted,
    When, Whose, told, words,
};
use crate::scheme::Scheme;

/// More cells than this are not named.
const MOST_CELLS: usize = 50;

/// What the codes of a rule are called.
struct Names<'a> {
    scheme: &'a Scheme,
    form: &'a Form,
    choice: Choice<'a>,
}

impl Namer for Names<'_> {
    fn figure(&self, figure: &Figure) -> String {
        let (indicator, column) = self.choice.codes(figure);
        let own = self.scheme.indicator(indicator);
        let own = own.map_or(indicator, |one| &one.name);
        let form = figure
            .form
            .as_deref()
            .and_then(|code| self.scheme.form(code));
        let spec = form.unwrap_or(self.form).column(indicator, column);
        let name = format!("{own} {}", spec.map_or(column, |one| &one.name));
        match form {
            Some(form) if form.code != self.form.code => format!("“{}”的 {name}", form.name),
            _ => name,
        }
    }

    fn field(&self, list: Option<&str>, code: &str) -> String {
        let form = list
            .and_then(|code| self.scheme.form(code))
            .unwrap_or(self.form);
        form.field(code)
            .map_or(code, |field| &field.name)
            .to_owned()
    }

    fn list(&self, code: &str) -> String {
        let form = self.scheme.form(code);
        form.map_or(code.to_owned(), |form| format!("“{}”", form.name))
    }
}

impl Ground<'_> {
    pub(super) fn broken(
        &self,
        (rule, form): (&Rule, &Form),
        (unit, row): (usize, Option<usize>),
        mut instance: Instance,
    ) -> Result<Option<StoredFinding>, RecordError> {
        let known = Known::default();
        let figures = OfUnit::of(self.scheme, (self.sheets, self.lists), (form, &known), unit);
        let given = instance.clone();
        let choice = given.choice();
        let mut cells = Vec::new();
        let own = self.row(form, unit).map(|row| row.id);
        for (wanted, is_below) in wanted(rule, choice) {
            self.cells(&figures, (&wanted, is_below), own, &mut cells)?;
        }
        // those of the return that it is shown with come first
        cells.sort_by_key(|cell| cell.sheet.starts_with('['));
        // those of rows are known already
        cells.append(&mut instance.cells);
        cells.truncate(MOST_CELLS);
        instance.cells = cells;
        let names = Names {
            scheme: self.scheme,
            form,
            choice,
        };
        let values = values(rule, (&figures, form), row, &names);
        let subject = about(self.scheme, (rule, form), unit, choice);
        let whose = Whose {
            unit: Some(self.scheme.units[unit].name.clone()),
            row: row.and_then(|row| {
                let number = figures.own(&form.code)?.number(row)?;
                Some(format!("第 {number} 行"))
            }),
        };
        let mut finding = told(rule, instance, whose, (&names, values)).about(subject);
        if of_person(rule, form) {
            // what was compared makes the person known
            (finding.left, finding.right) = (None, None);
        }
        Ok(self.stored(form, unit, finding))
    }

    fn cells(
        &self,
        figures: &OfUnit<'_>,
        (wanted, is_below): (&Wanted<'_>, bool),
        own: Option<i64>,
        cells: &mut Vec<Place>,
    ) -> Result<(), RecordError> {
        let facts = if is_below {
            let below = figures.units_below(wanted).into_iter();
            below
                .filter_map(|(unit, fact)| Some((unit, fact?)))
                .collect()
        } else {
            Vec::from_iter(figures.fact(wanted))
        };
        for (unit, fact) in facts.into_iter().take(MOST_CELLS) {
            let code = &self.scheme.units[unit].code;
            let value = self
                .record
                .value_of(fact.source, code, wanted.indicator, wanted.column)?;
            let file = self.sheets.files.get(&fact.source);
            if let (Some(value), Some((file, sheet))) = (value, file) {
                // as Excel writes a cell of another workbook
                let sheet = if Some(fact.source) == own {
                    sheet.clone()
                } else {
                    format!("[{file}]{sheet}")
                };
                cells.push(Place::new(sheet, value.row, value.sheet_column));
            }
        }
        Ok(())
    }
}

/// Every figure that a rule asks for, and whether it is that of the units below.
fn wanted<'a>(rule: &'a Rule, choice: Choice<'a>) -> Vec<(Wanted<'a>, bool)> {
    let mut found = Vec::new();
    let sides = [&rule.comparison.left, &rule.comparison.right];
    for side in sides {
        collect(side, choice, false, &mut found);
    }
    found
}

fn collect<'a>(
    expr: &'a Expr,
    choice: Choice<'a>,
    is_below: bool,
    found: &mut Vec<(Wanted<'a>, bool)>,
) {
    let mut more = |inner: &'a Expr, is_below| collect(inner, choice, is_below, found);
    match expr {
        Expr::Figure(figure) => {
            let (indicator, column) = choice.codes(figure);
            let wanted = Wanted {
                form: figure.form.as_deref(),
                indicator,
                column,
                when: figure.when,
                of_city: figure.of_city,
            };
            if !found.contains(&(wanted, is_below)) {
                found.push((wanted, is_below));
            }
        }
        Expr::Below(inner) => more(inner, true),
        Expr::Total(inner) | Expr::Negative(inner) => more(inner, is_below),
        Expr::Binary(left, _, right) | Expr::Compare(left, _, right) => {
            more(left, is_below);
            more(right, is_below);
        }
        Expr::Call(_, values) => values.iter().for_each(|value| more(value, is_below)),
        Expr::Lookup(lookup) => lookup.values.iter().for_each(|value| more(value, is_below)),
        Expr::Number(_) | Expr::Text(_) | Expr::Truth(_) | Expr::Field(_) | Expr::Rows(_) => {}
    }
}

/// Whether a rule compares personal fields of a row.
fn of_person(rule: &Rule, form: &Form) -> bool {
    let mut is = false;
    rule.comparison.each(&mut |expr| {
        if let Expr::Field(code) = expr {
            is |= form.field(code).is_some_and(|field| field.personal);
        }
    });
    is
}

/// What stands in a field, without what makes a person known.
fn shown(form: &Form, code: &str, value: Value) -> Value {
    match form.field(code) {
        Some(field) if field.personal && !matches!(value, Value::Blank) => {
            Value::Text(personal::field(field, &value.to_string()).into_owned())
        }
        _ => value,
    }
}

/// The figures or fields of a rule with what stands there, in words.
fn values(
    rule: &Rule,
    (figures, form): (&OfUnit<'_>, &Form),
    row: Option<usize>,
    names: &Names<'_>,
) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    rule.comparison.each(&mut |expr| {
        let value = match expr {
            Expr::Figure(figure) => {
                let (indicator, column) = names.choice.codes(figure);
                let wanted = Wanted {
                    form: figure.form.as_deref(),
                    indicator,
                    column,
                    when: figure.when,
                    of_city: figure.of_city,
                };
                figures
                    .elsewhere(&wanted)
                    .map_or(Value::Blank, Value::Number)
            }
            Expr::Field(code) => {
                let own = figures.own(&form.code);
                let value = own.zip(row).and_then(|(own, row)| own.value(row, code));
                shown(form, code, value.unwrap_or(Value::Blank))
            }
            _ => return,
        };
        let told = format!("{} {value}", words(expr, names));
        if !found.contains(&told) {
            found.push(told);
        }
    });
    found
}

/// The figures of the unit on the form that a rule compares, as what is told is about.
fn about(
    scheme: &Scheme,
    (rule, form): (&Rule, &Form),
    unit: usize,
    choice: Choice<'_>,
) -> Subject {
    let mut figures: Vec<FigureRef> = Vec::new();
    let is_own = |figure: &&Figure| {
        let on = figure.form.as_ref().is_none_or(|code| *code == form.code);
        on && figure.when == When::Now && !figure.of_city
    };
    for figure in rule.comparison.figures().into_iter().filter(is_own) {
        let (indicator, column) = choice.codes(figure);
        let own = FigureRef {
            unit: scheme.units[unit].code.clone(),
            indicator: indicator.to_owned(),
            column: column.to_owned(),
        };
        if !figures.contains(&own) {
            figures.push(own);
        }
    }
    if figures.is_empty() {
        return Subject::Return;
    }
    Subject::Figures(figures)
}

/// What could not be checked: told once a rule.
#[derive(Default)]
pub(super) struct Unchecked {
    first: Option<usize>,
    missing: Vec<String>,
}

impl Unchecked {
    pub(super) fn add(&mut self, scheme: &Scheme, form: &Form, unit: usize, lacking: &Lacking) {
        let names = Names {
            scheme,
            form,
            choice: Choice::default(),
        };
        let what = match lacking {
            Lacking::Figure(figure) => words(&Expr::Figure(figure.clone()), &names),
            Lacking::List(list) => names.list(list),
            Lacking::Field(field) => names.field(None, field),
            Lacking::Nothing => return,
        };
        let told = format!("{} {what}", scheme.units[unit].name);
        self.first = self.first.or(Some(unit));
        if !self.missing.contains(&told) {
            self.missing.push(told);
        }
    }

    pub(super) fn told(self, rule: &Rule) -> Option<(usize, Finding)> {
        let told = RuleUnchecked {
            name: rule.told_name(),
            missing: self.missing,
        };
        let finding = Finding::of(told).by_rule(rule.code.clone());
        Some((self.first?, finding))
    }
}
