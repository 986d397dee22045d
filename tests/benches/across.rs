//! Rules that need more than one return, over a ledger: each of this period's figures beside those
//! of the period before.

use crate::child::{Clock, Cost};
use crate::many::{RULES, ledger, pair};
use std::path::Path;
use xianbaohui_core::across;
use xianbaohui_core::rule::{Missing, Rule};
use xianbaohui_core::scheme::Draft;
use xianbaohui_ledger::Ledger;
use xianbaohui_tests::Outcome;

/// All rules over all units of the last round.
pub(crate) fn rules(folder: &Path) -> Outcome<Cost> {
    let path = ledger(folder)?;
    let ledger = Ledger::open(&path)?;
    let scheme = ledger.scheme();
    let round = scheme.rounds.last().ok_or("no round")?;
    let rule = |at: usize| -> Outcome<Rule> {
        let (one, other) = pair(at);
        let text = format!("[i{one}.current] + 上期([i{other}.current]) >= 0");
        let draft = Draft {
            text: &text,
            form: Some("M"),
            each: None,
            missing: Missing::Tell,
        };
        scheme
            .draft(&draft)
            .map_err(|errors| format!("{errors:?}").into())
    };
    let rules = (0..RULES).map(rule).collect::<Outcome<Vec<_>>>()?;
    let rules = rules.iter().collect::<Vec<_>>();
    let mut clock = Clock::start();
    let found = across::of_rules(&ledger, round, &rules)?;
    clock.part("ask");
    match found.first() {
        Some(one) => Err(format!("a rule does not hold: {:?}", one.finding).into()),
        None => Ok(clock.stop()),
    }
}
