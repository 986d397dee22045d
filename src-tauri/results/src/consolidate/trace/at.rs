//! The figure that is asked about, and what stands against it.

use crate::consolidate::figures::{AtLarge, Consolidated, Key};
use crate::consolidate::origin::Said;
use xianbaohui_core::form::Form;
use xianbaohui_core::record::{FigureSource, Record, RecordError};
use xianbaohui_core::scheme::{Round, Scheme};

/// A figure of a form, among all that was consolidated with it.
pub(super) struct At<'a> {
    pub(super) ledger: &'a dyn Record,
    pub(super) round: &'a Round,
    pub(super) form: &'a Form,
    pub(super) all: &'a Consolidated,
    pub(super) key: Key,
}

impl At<'_> {
    /// What all units have reported of a key in a round.
    pub(super) fn sources_of(
        &self,
        round: &str,
        key: Key,
    ) -> Result<Vec<FigureSource>, RecordError> {
        let scheme = self.ledger.scheme();
        self.ledger.sources(
            round,
            &scheme.indicators[key.indicator].code,
            None,
            Some(&self.all.spec(scheme, key).code),
            Some(&scheme.forms[self.all.form_of(key)].code),
        )
    }
}

pub(super) fn said(scheme: &Scheme, one: &AtLarge) -> Said {
    Said {
        unit: scheme.units[one.sender].code.clone(),
        message: one.message.clone(),
    }
}

/// Units that a finding A stands against, each once: of figures, and of whole returns.
pub(super) fn flagged_units<'a>(
    of_figures: impl Iterator<Item = String>,
    at_large: impl Iterator<Item = &'a AtLarge>,
    scheme: &Scheme,
) -> Vec<String> {
    let mut codes = of_figures.collect::<Vec<_>>();
    for one in at_large {
        let code = &scheme.units[one.sender].code;
        if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    codes
}
