//! Return + history → findings. All of them, not the first; each names its cells and the figures on
//! both sides.
//!
//! The scheme's own rules come first, then the built-in checks, one a file in `checks/`.

mod case;
mod checks;

use case::Case;
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::finding;
use xianbaohui_core::form::Layout;
use xianbaohui_core::returns::Return;
use xianbaohui_core::scheme::{Round, Scheme};

/// Checks one return and adds the findings to it. `round` says which units are expected: what
/// others report is in no total.
pub fn validate(
    taken: &mut Return,
    scheme: &Scheme,
    round: Option<&Round>,
    history: Option<&FactSet>,
) {
    let mut findings = Vec::new();
    {
        let case = Case::of(taken, scheme, round);
        checks::roster::check(&case, &mut findings);
        if !matches!(case.form.layout, Layout::Roster(_)) {
            checks::rules::check(&case, &mut findings);
            checks::parts::check(&case, &mut findings);
            checks::rates::check(&case, history, &mut findings);
            checks::ratios::check(&case, &mut findings);
            checks::ranks::check(&case, &mut findings);
            checks::whole::check(&case, &mut findings);
            checks::scale::check(&case, history, &mut findings);
            checks::total::check(&case, &mut findings);
            if let Some(history) = history {
                checks::earlier::check(&case, history, &mut findings);
            }
        }
        checks::reconcile::check(&case, &mut findings);
    }
    taken.findings.extend(findings);
}

/// Sorts the findings of a return, the gravest first, and gives them their identities: after
/// whatever was added to them.
pub fn identify(taken: &mut Return, scheme: &Scheme, round: Option<&Round>) {
    taken.findings.sort_by_key(|one| one.severity);
    let period = taken.period.to_string();
    finding::identify(
        &mut taken.findings,
        finding::Of {
            round: round.map_or(&*period, |round| &round.code),
            unit: &scheme.units[taken.unit].code,
            form: &scheme.forms[taken.form].code,
        },
    );
}
