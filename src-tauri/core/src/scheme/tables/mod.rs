//! A scheme as the tables of its text: each with its keys, as they are written, and what they say.
//! What is written and what is compared is made of the same tables, so that neither forgets a key.

mod form;
mod formula;
mod held;
mod key;
mod table;
mod token;
mod value;

pub use key::TextKey;
pub use table::Noun;
pub use value::TextValue;

use held::{register, statement, target};

pub(super) use table::{Entry, Standing, TextTable};

use super::{Round, Scheme};
use crate::indicator::Indicator;
use crate::org_unit::{FormerName, OrgUnit};
use crate::period::Period;
use crate::rule::{Rule, Tolerance};

/// All tables, in the order of the reference.
pub(super) fn tables(scheme: &Scheme) -> Vec<TextTable> {
    let Scheme {
        code,
        name,
        version,
        root: _,
        organiser,
        note,
        units,
        unit_names: _,
        indicators,
        forms,
        rounds,
        rules,
        registers,
        statements,
        targets,
        text: _,
        indicator_by_code: _,
        unit_by_code: _,
        former: _, // of other texts
    } = scheme;
    let root = &scheme.root_unit().code;
    let head = TextTable::new(Noun::Scheme, code, name)
        .text(TextKey::Code, code)
        .text(TextKey::Name, name)
        .text(TextKey::Version, version)
        .text(TextKey::Root, root)
        .text_or(TextKey::Organiser, organiser, "")
        .text_or(TextKey::Note, note, "");
    let units = units.iter().map(|unit| org_unit(unit, root));
    let indicators = indicators.iter().map(indicator);
    let forms = forms.iter().map(|form| form::form(form, scheme));
    let rounds = rounds.iter().map(|one| round(one, scheme));
    let rules = rules.iter().map(rule);
    let registers = registers.iter().map(register);
    let statements = statements.iter().map(statement);
    let targets = targets.iter().map(target);
    std::iter::once(head)
        .chain(units)
        .chain(indicators)
        .chain(forms)
        .chain(rounds)
        .chain(rules)
        .chain(registers)
        .chain(statements)
        .chain(targets)
        .collect()
}

fn org_unit(unit: &OrgUnit, root: &str) -> TextTable {
    let OrgUnit {
        code,
        name,
        kind,
        parent,
        aliases,
        former,
        grown,
        reports,
        from,
        to,
    } = unit;
    let grown = grown.iter().map(ToString::to_string).collect::<Vec<_>>();
    TextTable::new(Noun::Unit, code, name)
        .text(TextKey::Code, code)
        .text(TextKey::Name, name)
        .text_or(TextKey::Kind, kind, "")
        .option(TextKey::Parent, parent.as_ref())
        .list(TextKey::Aliases, aliases)
        .flag(TextKey::Reports, *reports, code != root)
        .option(TextKey::From, from.as_ref())
        .option(TextKey::To, to.as_ref())
        .list(TextKey::Grown, &grown)
        .parts(former.iter().map(former_name))
}

fn former_name(former: &FormerName) -> TextTable {
    let FormerName { name, from, to } = former;
    TextTable::new(Noun::FormerName, name, name)
        .text(TextKey::Name, name)
        .option(TextKey::From, from.as_ref())
        .option(TextKey::To, to.as_ref())
}

fn indicator(indicator: &Indicator) -> TextTable {
    let Indicator {
        code,
        name,
        unit: _, // what `unit_name` means
        unit_name,
        measure,
        decimals,
        direction,
        ratio,
        part_of,
        aliases,
        definition,
        group,
        owner,
        lag,
        own,
    } = indicator;
    let (numerator, denominator) = ratio.as_ref().map(|(of, base)| (of, base)).unzip();
    TextTable::new(Noun::Indicator, code, name)
        .text(TextKey::Code, code)
        .text(TextKey::Name, name)
        .text(TextKey::Unit, unit_name)
        .text(TextKey::Type, token::measure(*measure))
        .number(TextKey::Decimals, *decimals)
        .text_or(TextKey::Direction, token::direction(*direction), "higher")
        .option(TextKey::Numerator, numerator)
        .option(TextKey::Denominator, denominator)
        .option(TextKey::PartOf, part_of.as_ref())
        .list(TextKey::Aliases, aliases)
        .text_or(TextKey::Definition, definition, "")
        .text_or(TextKey::Group, group, "")
        .text_or(TextKey::Owner, owner, "")
        .number(TextKey::Lag, *lag)
        .own(*own)
}

fn round(round: &Round, scheme: &Scheme) -> TextTable {
    let Round {
        code,
        name,
        period,
        also,
        deadline,
        forms,
        units,
    } = round;
    let of_code = Period::parse(code).map(|period| period.to_string());
    let all_forms = scheme.forms.iter().map(|form| form.code.clone());
    let expected = scheme
        .units
        .iter()
        .filter(|unit| unit.reports && unit.exists_in(*period))
        .map(|unit| unit.code.clone());
    TextTable::new(Noun::Round, code, name)
        .text(TextKey::Code, code)
        .text(TextKey::Name, name)
        .text_or(
            TextKey::Period,
            &period.to_string(),
            &of_code.unwrap_or_default(),
        )
        .list(TextKey::Also, also)
        .option(TextKey::Deadline, deadline.as_ref())
        .list_or(TextKey::Forms, forms, &all_forms.collect::<Vec<_>>())
        .list_or(TextKey::Units, units, &expected.collect::<Vec<_>>())
}

fn rule(rule: &Rule) -> TextTable {
    let Rule {
        code,
        name,
        severity,
        form,
        each,
        except,
        tolerance,
        missing,
        any_measure,
        comparison,
        text,
        own,
    } = rule;
    let tolerance = match tolerance {
        Tolerance::Auto => "auto".to_owned(),
        Tolerance::Fixed(largest) => largest.normalize().to_string(),
    };
    // a formula is no name to call a rule by
    let called = if name == text { code } else { name };
    TextTable::new(Noun::Rule, code, called)
        .text(TextKey::Code, code)
        .text_or(TextKey::Name, name, text)
        .option(TextKey::Form, form.as_ref())
        .text_or(TextKey::Severity, token::severity(*severity), "A")
        .text(TextKey::Expr, text)
        .option(TextKey::Each, each.as_ref())
        .list(TextKey::Except, except)
        .text_or(TextKey::Tolerance, &tolerance, "auto")
        .text_or(TextKey::Missing, missing.as_str(), "tell")
        .text_or(
            TextKey::Measure,
            if *any_measure { "any" } else { "same" },
            "same",
        )
        .meaning(formula::with_codes(comparison))
        .own(*own)
}
