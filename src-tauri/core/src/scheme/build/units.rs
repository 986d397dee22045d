//! The units of a scheme, and their spellings.

use super::check::Check;
use crate::org_unit::{FormerName, Grown, OrgUnit};
use crate::scheme::file::At;
use std::collections::HashSet;

pub(super) fn units(
    check: &mut Check<'_>,
    texts: &[crate::scheme::file::Unit],
    root: &str,
) -> Vec<OrgUnit> {
    let mut codes = HashSet::new();
    let mut names = HashSet::new();
    let known = texts
        .iter()
        .map(|unit| unit.code.get_ref().as_str())
        .collect::<Vec<_>>();
    texts
        .iter()
        .map(|unit| {
            let code = check.code(&unit.code, "填报单位", &mut codes);
            if !names.insert(unit.name.get_ref().clone()) {
                check.wrong(
                    &unit.name,
                    format!("填报单位“{}”写了两次", unit.name.get_ref()),
                );
            }
            if let Some(parent) = &unit.parent {
                check.known(parent, "填报单位", known.iter().copied());
                if parent.get_ref() == &code {
                    check.wrong(parent, "上级单位不能是自己");
                }
            }
            OrgUnit {
                reports: unit.reports.unwrap_or(code != root),
                code,
                name: unit.name.get_ref().clone(),
                kind: unit.kind.clone(),
                parent: unit.parent.as_ref().map(|parent| parent.get_ref().clone()),
                aliases: unit.aliases.clone(),
                former: unit
                    .former
                    .iter()
                    .map(|former| FormerName {
                        name: former.name.clone(),
                        from: check.month(former.from.as_ref()),
                        to: check.month(former.to.as_ref()),
                    })
                    .collect(),
                grown: unit
                    .grown
                    .iter()
                    .filter_map(|own| grown(check, own))
                    .collect(),
                from: check.month(unit.from.as_ref()),
                to: check.month(unit.to.as_ref()),
            }
        })
        .collect()
}

fn grown(check: &mut Check<'_>, at: &At) -> Option<Grown> {
    let own = Grown::parse(at.get_ref());
    if own.is_none() {
        check.wrong(
            at,
            format!(
                "“{}”不是并入的区域：应写月份或年份、空格、原来的单位，如 2020-06 邢台县",
                at.get_ref()
            ),
        );
    }
    own
}
