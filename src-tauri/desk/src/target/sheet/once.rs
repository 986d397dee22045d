//! A target that is said twice.

use super::ask::{Asked, Asking};
use super::draft::DraftRow;
use std::collections::HashMap;
use xianbaohui_core::target::TargetKey;

/// The same counts once, two figures are asked about.
pub(super) fn once(rows: &mut Vec<DraftRow>, asking: &mut Asking<'_>) {
    let mut places: HashMap<TargetKey, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        places.entry(row.setting.key.clone()).or_default().push(at);
    }
    let mut out = Vec::new();
    let mut several = places
        .into_values()
        .filter(|own| own.len() > 1)
        .collect::<Vec<_>>();
    several.sort();
    for own in several {
        let first = &rows[own[0]].setting;
        let is_same = own
            .iter()
            .all(|at| rows[*at].setting.amount == first.amount);
        let mut kept = Some(own[0]);
        if !is_same {
            let choices = own.iter().map(|at| {
                let row = &rows[*at];
                (row.setting.source.clone(), row.raw.clone())
            });
            let answer = asking.ask(Asked {
                of: "twice",
                about: &first.source,
                text: format!("同一项目标写了 {} 次，数不同：收哪一个？", own.len()),
                cell: None,
                choices: choices.collect(),
                free: false,
            });
            let mut all = own.iter().copied();
            kept = answer.and_then(|own| all.find(|at| rows[*at].setting.source == own));
        }
        out.extend(own.into_iter().filter(|at| Some(*at) != kept));
    }
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        !out.contains(&(at - 1))
    });
}
