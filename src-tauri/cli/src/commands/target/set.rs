//! One target is set.

use super::shape::{TargetReport, ToldReport, line};
use crate::args::SetTarget;
use crate::here::{open, warn};
use crate::output::{self, Exit};
use serde::Serialize;
use std::path::Path;
use xianbaohui_core::target::told;
use xianbaohui_desk::target::{self, Wanted};
use xianbaohui_desk::{Error, Hand};

#[derive(Serialize)]
struct Report {
    step: i64,
    target: TargetReport,
    told: Vec<ToldReport>,
}

pub(super) fn set(path: &Path, arguments: &SetTarget, hand: &Hand) -> Result<Exit, Error> {
    let mut ledger = open(path)?;
    let wanted = Wanted {
        unit: arguments.unit.clone(),
        kind: arguments.code.clone(),
        value: arguments.value.clone(),
        year: arguments.year.clone(),
        node: arguments.node.clone(),
        item: arguments.item.clone(),
        lead: arguments.lead.clone(),
        owner: arguments.owner.clone(),
    };
    let said = (arguments.date.as_str(), arguments.why.as_str());
    let done = target::set(&mut ledger, &wanted, said, None, hand)?;
    let scheme = ledger.scheme();
    let book = ledger.targets()?;
    let key = &done.setting.key;
    let apart = told(scheme, &book);
    let apart = apart.iter().filter(|one| {
        let other = one.key();
        (&other.code, &other.item) == (&key.code, &key.item)
    });
    let apart = apart.map(|one| ToldReport::of(scheme, one));
    let apart = apart.collect::<Vec<_>>();
    if arguments.json {
        let own = book.history(key).last();
        if let Some(own) = own {
            output::json(&Report {
                step: done.step.id,
                target: TargetReport::of(scheme, &book, own, None),
                told: apart,
            });
        }
        warn(&ledger, true)?;
        return Ok(Exit::Done);
    }
    let before = match (&done.before, &done.later) {
        (Some(before), Some(later)) => format!("，{later} 起仍是 {before}"),
        (Some(before), None) => format!("，原来是 {before}"),
        (None, _) => String::new(),
    };
    output::line(&format!(
        "{}{before}，{} 起（理由：{}）。",
        line(scheme, &done.setting),
        done.setting.date,
        done.step.reason
    ));
    for one in &apart {
        output::line(&format!("※ {}", one.message));
    }
    warn(&ledger, false)?;
    Ok(Exit::Done)
}
