//! A checked scheme: what it names, and how that is found.

use crate::finding::{Finding, Subject};
use crate::form::Form;
use crate::indicator::Indicator;
use crate::org_unit::{OrgUnit, UnitNames};
use crate::period::Period;
use crate::register::Register;
use crate::rule::Rule;
use crate::statement::Statement;
use crate::target::TargetKind;
use crate::wording_then::Former;
use crate::words::Mention;
use std::collections::HashMap;

/// A checked scheme.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// code
    pub code: String,
    /// name
    pub name: String,
    /// version
    pub version: String,
    /// position of the unit that consolidates
    pub root: usize,
    /// printed under the title of what goes out
    pub organiser: String,
    /// printed below every table
    pub note: String,
    /// units in the order of the text
    pub units: Vec<OrgUnit>,
    /// spellings of the units
    pub unit_names: UnitNames,
    /// indicators in the order of the text
    pub indicators: Vec<Indicator>,
    /// forms in the order of the text
    pub forms: Vec<Form>,
    /// rounds in the order of the text
    pub rounds: Vec<Round>,
    /// rules in the order of the text
    pub rules: Vec<Rule>,
    /// registers in the order of the text
    pub registers: Vec<Register>,
    /// statements in the order of the text
    pub statements: Vec<Statement>,
    /// kinds of targets in the order of the text
    pub targets: Vec<TargetKind>,
    /// the text it was read from
    pub text: String,
    /// how earlier versions called what it asks, where that is to be known
    pub former: Vec<Former>,
    pub(super) indicator_by_code: HashMap<String, usize>,
    pub(super) unit_by_code: HashMap<String, usize>,
}

/// A reporting round (报送批次).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Round {
    /// code
    pub code: String,
    /// name, as on the sheets
    pub name: String,
    /// the period reported
    pub period: Period,
    /// other wordings that mean this period
    pub also: Vec<String>,
    /// last day, `2021-04-10`
    pub deadline: Option<String>,
    /// codes of the forms asked for
    pub forms: Vec<String>,
    /// codes of the units expected
    pub units: Vec<String>,
}

impl Scheme {
    /// Whether another scheme is the same in all but the text it was read from.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let Self {
            code,
            name,
            version,
            root,
            organiser,
            note,
            units,
            unit_names,
            indicators,
            forms,
            rounds,
            rules,
            registers,
            statements,
            targets,
            text: _,
            former: _, // of other texts
            indicator_by_code,
            unit_by_code,
        } = self;
        *code == other.code
            && *name == other.name
            && *version == other.version
            && *root == other.root
            && *organiser == other.organiser
            && *note == other.note
            && *units == other.units
            && *unit_names == other.unit_names
            && *indicators == other.indicators
            && *forms == other.forms
            && *rounds == other.rounds
            && *rules == other.rules
            && *registers == other.registers
            && *statements == other.statements
            && *targets == other.targets
            && *indicator_by_code == other.indicator_by_code
            && *unit_by_code == other.unit_by_code
    }

    /// Indicator by code.
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.indicator_by_code
            .get(code)
            .map(|&at| &self.indicators[at])
    }

    /// Position of an indicator by code.
    pub fn indicator_at(&self, code: &str) -> Option<usize> {
        self.indicator_by_code.get(code).copied()
    }

    /// Unit by code.
    pub fn unit(&self, code: &str) -> Option<&OrgUnit> {
        self.unit_by_code.get(code).map(|&at| &self.units[at])
    }

    /// The unit that consolidates.
    pub fn root_unit(&self) -> &OrgUnit {
        &self.units[self.root]
    }

    /// Whether a unit is outside the tree: it reports nothing, and stands above and below none, as
    /// a sister city or 全省平均 does. Its figures are facts, and in no total.
    pub fn is_outside(&self, unit: usize) -> bool {
        self.units.get(unit).is_some_and(|own| {
            let is_above = |other: &OrgUnit| other.parent.as_ref() == Some(&own.code);
            unit != self.root
                && !own.reports
                && own.parent.is_none()
                && !self.units.iter().any(is_above)
        })
    }

    /// Form by code or name.
    pub fn form(&self, code: &str) -> Option<&Form> {
        self.forms
            .iter()
            .find(|form| form.code == code)
            .or_else(|| self.forms.iter().find(|form| form.name == code))
    }

    /// Register by code or name.
    pub fn register(&self, code: &str) -> Option<&Register> {
        let mut all = self.registers.iter();
        all.find(|one| one.code == code || one.name == code)
    }

    /// The register that a roster feeds.
    pub fn register_of(&self, form: &str) -> Option<&Register> {
        self.registers.iter().find(|one| one.form == form)
    }

    /// The rule that a finding is of.
    pub fn rule_of(&self, finding: &Finding) -> Option<&Rule> {
        let code = finding.rule.as_deref()?;
        self.rules.iter().find(|rule| rule.code == code)
    }

    /// Whether a finding is of what a lower level adds: its rule, or a row of its own.
    pub fn is_of_own(&self, finding: &Finding) -> bool {
        let is_own = |code: &str| self.indicator(code).is_some_and(|one| one.own);
        self.rule_of(finding).is_some_and(|rule| rule.own)
            || match &finding.subject {
                Subject::Figure(own) => is_own(&own.indicator),
                Subject::Figures(several) => several.iter().any(|own| is_own(&own.indicator)),
                Subject::Indicator(code) => is_own(code),
                _ => false,
            }
    }

    /// Kind of target by code or name.
    pub fn target(&self, code: &str) -> Option<&TargetKind> {
        let mut all = self.targets.iter();
        all.find(|one| one.code == code || one.name == code)
    }

    /// Round by code, name or period.
    pub fn round(&self, code: &str) -> Option<&Round> {
        self.rounds
            .iter()
            .find(|round| round.code == code || round.name == code)
    }

    /// Name of a unit, or its code when the scheme does not know it (any more).
    pub fn unit_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.unit(code).map_or(code, |unit| &unit.name)
    }

    /// Indicators that are a 其中 item of the given one.
    pub fn parts_of<'a>(&'a self, whole: &'a str) -> impl Iterator<Item = &'a Indicator> {
        self.indicators
            .iter()
            .filter(move |indicator| indicator.part_of.as_deref() == Some(whole))
    }
}

impl Round {
    /// Whether a period read from a sheet is this round's: the same months, or wording that the
    /// scheme says means the same.
    pub fn is_for(&self, period: Period) -> bool {
        self.period == period
            || self.also.iter().any(|wording| {
                Period::all_in(wording)
                    .iter()
                    .any(|(other, _)| *other == period)
            })
    }

    /// Whether what a sheet says of its period, or of a part of it, is this round's.
    pub fn agrees(&self, said: &Mention) -> bool {
        let also = self.also.iter().flat_map(|wording| Period::all_in(wording));
        said.agrees(self.period) || also.into_iter().any(|(other, _)| said.agrees(other))
    }
}
