//! The shipped scheme holds all that the documents say a bureau runs: every figure has an
//! indicator on a form, every system a form or a register.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use xianbaohui_core::form::{FieldKind, Layout};
use xianbaohui_core::rule::{Expr, Question, Rule};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::statement::Statement;

fn kjcx() -> Scheme {
    Scheme::find("kjcx").unwrap_or_else(|error| panic!("{error}"))
}

/// What a table of statements must be held by: document, its count of the document, and the
/// figure.
fn of_documents(path: &Path) -> Vec<(String, usize, String)> {
    let mut count = BTreeMap::new();
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let source = row[0].chars().take(3).collect::<String>();
        let nth = count.entry(source.clone()).or_insert(0);
        *nth += 1;
        (source, *nth, row[6].to_owned())
    });
    rows.collect()
}

fn held<'a>(scheme: &'a Scheme, source: &str, nth: usize) -> Vec<&'a Statement> {
    let code = format!("s{source}-{nth:02}");
    let part = |of: &str| of.strip_prefix(&code).map(str::len);
    let own = scheme.statements.iter();
    own.filter(|one| matches!(part(&one.code), Some(0 | 1)))
        .filter(|one| !one.code[code.len()..].starts_with(|c: char| c.is_ascii_digit()))
        .collect()
}

#[test]
fn every_figure_of_the_documents_has_an_indicator() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap();
    let table = root.join("shared/data/23_source_indicators.csv");
    if !table.is_file() {
        #[expect(clippy::print_stderr, reason = "a test that tried nothing says so")]
        {
            eprintln!("skipped: ../shared/data is not there");
        }
        return;
    }
    let scheme = kjcx();
    let all = of_documents(&table);
    let mut seen = 0;
    for (source, nth, value) in &all {
        let held = held(&scheme, source, *nth);
        assert!(!held.is_empty(), "{source} {nth} {value}");
        assert!(
            held.iter().all(|one| one.value == *value),
            "{held:?} {value}"
        );
        seen += held.len();
    }
    assert_eq!(
        seen,
        scheme.statements.len(),
        "statements that no document says"
    );
    assert!(all.len() > 160);
}

#[test]
fn what_is_said_of_an_indicator_can_be_reported_and_is_explained() {
    let scheme = kjcx();
    let asked = scheme.forms.iter().flat_map(|form| form.indicators());
    let asked = asked.collect::<BTreeSet<_>>();
    for one in &scheme.statements {
        assert!(asked.contains(&*one.indicator), "no form asks for {one:?}");
        if !one.column.is_empty() {
            let has = scheme.forms.iter().any(|form| {
                form.column(&one.indicator, &one.column).is_some()
                    && form.indicators().contains(&&*one.indicator)
            });
            assert!(has, "no form has the column of {one:?}");
        }
    }
    for one in scheme.indicators.iter().skip(16) {
        assert!(
            !one.definition.is_empty() && !one.owner.is_empty(),
            "{}",
            one.code
        );
        assert!(asked.contains(&*one.code), "no form asks for {}", one.code);
    }
}

#[test]
fn every_system_of_a_bureau_is_served_by_a_form_or_register() {
    let scheme = kjcx();
    let forms = scheme.forms.iter().flat_map(|form| &form.systems);
    let registers = scheme.registers.iter().flat_map(|one| &one.systems);
    let served = forms.chain(registers).collect::<BTreeSet<_>>();
    for nth in 1..=22 {
        assert!(
            served.contains(&format!("B{nth}")),
            "B{nth} is served by nothing"
        );
    }
    for nth in 1..=9 {
        assert!(scheme.form(&format!("S{nth}")).is_some(), "S{nth}");
    }
    let fed = scheme.registers.iter().map(|one| one.form.as_str());
    let fed = fed.collect::<BTreeSet<_>>();
    for form in &scheme.forms {
        if matches!(form.layout, Layout::Roster(_)) {
            assert!(fed.contains(&*form.code), "no register keeps {}", form.code);
        }
    }
}

/// Codes of the forms that serve a system of a bureau, by themselves or by the register that they
/// feed.
fn serving<'s>(scheme: &'s Scheme, system: &String) -> Vec<&'s str> {
    let own = scheme.forms.iter().filter(|form| {
        let register = scheme.register_of(&form.code);
        form.systems.contains(system) || register.is_some_and(|own| own.systems.contains(system))
    });
    own.map(|form| form.code.as_str()).collect()
}

/// Whether a rule is about a form.
fn is_about(rule: &Rule, scheme: &Scheme, form: &str) -> bool {
    let is_form = |own: &Option<String>| own.as_deref() == Some(form);
    let mut is = is_form(&rule.form) || is_form(&rule.each);
    rule.comparison.each(&mut |expr| match expr {
        Expr::Figure(figure) => is |= is_form(&figure.form),
        Expr::Rows(rows) => is |= rows.list == form,
        Expr::Lookup(lookup) => {
            if let Question::Listed { list, .. } = &lookup.question {
                is |= list == form;
            }
        }
        _ => {}
    });
    is && scheme.form(form).is_some()
}

#[test]
fn every_system_of_a_bureau_has_a_form_a_rule_and_a_place_in_an_export() {
    let scheme = kjcx();
    for nth in 1..=22 {
        let system = format!("B{nth}");
        let forms = serving(&scheme, &system);
        assert!(!forms.is_empty(), "{system} takes nothing");
        let has_rule = |form: &&&str| {
            scheme
                .rules
                .iter()
                .any(|rule| is_about(rule, &scheme, form))
        };
        assert!(
            forms.iter().any(|form| has_rule(&form)),
            "{system} has no rule"
        );
        for form in forms {
            let form = scheme.form(form).unwrap();
            let has_place = match &form.layout {
                Layout::Roster(_) => scheme.register_of(&form.code).is_some(),
                _ => form.columns().iter().any(|column| column.in_table),
            };
            assert!(has_place, "{system} {} goes nowhere", form.code);
        }
    }
    // what is a ledger of its own: targets
    assert!(scheme.targets.len() > 40, "{}", scheme.targets.len());
}

#[test]
fn every_list_and_form_is_checked_by_a_rule_or_says_what_it_allows() {
    let scheme = kjcx();
    for form in &scheme.forms {
        let Layout::Roster(roster) = &form.layout else {
            continue;
        };
        let allows = roster
            .fields
            .iter()
            .any(|field| field.key || matches!(field.kind, FieldKind::Choice(_) | FieldKind::Date));
        assert!(allows, "{}", form.code);
        let who = roster
            .fields
            .iter()
            .filter(|field| field.name.contains("身份证"));
        assert!(who.into_iter().all(|field| field.personal), "{}", form.code);
    }
    assert!(scheme.rules.len() > 80, "{}", scheme.rules.len());
}
