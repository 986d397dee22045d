//! Which returns a step is about.

use super::StepError;
use crate::Error;
use crate::round::{still_open, unit};
use xianbaohui_core::record::ReturnRow;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_ledger::Ledger;

/// The returns of a unit in a round, or the one on a form; by codes or names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// the round
    pub round: String,
    /// the unit
    pub unit: String,
    /// the form; without one all of the unit's
    pub form: Option<String>,
}

/// The same, by codes of the scheme.
pub(super) struct Chosen {
    pub(super) round: Round,
    pub(super) unit: String,
    pub(super) form: Option<String>,
}

/// Code of a form.
pub(crate) fn form(scheme: &Scheme, name: &str) -> Result<String, StepError> {
    let known = || {
        let each = scheme
            .forms
            .iter()
            .map(|form| format!("{}（{}）", form.code, form.name));
        each.collect::<Vec<_>>().join("、")
    };
    scheme
        .form(name)
        .map(|form| form.code.clone())
        .ok_or_else(|| StepError::UnknownForm {
            name: name.to_owned(),
            known: known(),
        })
}

impl Chosen {
    /// In a round that is open.
    pub(super) fn of(ledger: &Ledger, which: &Which) -> Result<Self, Error> {
        let round = ledger.round(&which.round)?.clone();
        still_open(ledger, &round)?;
        let scheme = ledger.scheme();
        Ok(Self {
            unit: unit(scheme, &which.unit, Some(round.period))?,
            form: match which.form.as_deref() {
                // one that the scheme does not have any more is known by what is stored
                Some(code) if ledger.stored_codes()?.forms.contains(code) => Some(code.to_owned()),
                Some(name) => Some(form(scheme, name)?),
                None => None,
            },
            round,
        })
    }

    /// The returns of it that count.
    pub(super) fn in_force(&self, ledger: &Ledger) -> Result<Vec<ReturnRow>, Error> {
        let mut rows = ledger.current_returns(&self.round.code)?;
        rows.retain(|row| {
            row.unit == self.unit && self.form.as_ref().is_none_or(|form| *form == row.form)
        });
        if rows.is_empty() {
            return Err(StepError::NothingInForce {
                unit: self.unit_name(ledger),
                round: self.round.name.clone(),
                form: self.form_name(ledger),
            }
            .into());
        }
        Ok(rows)
    }

    pub(super) fn unit_name(&self, ledger: &Ledger) -> String {
        ledger.scheme().unit_name(&self.unit).to_owned()
    }

    pub(super) fn form_name(&self, ledger: &Ledger) -> String {
        let form = self
            .form
            .as_deref()
            .and_then(|code| ledger.scheme().form(code));
        form.map_or_else(|| "报送件".to_owned(), |form| format!("“{}”", form.name))
    }
}
