//! The kinds of targets of a scheme: each is reached by a figure, or by a date.

use super::check::Check;
use crate::form::Form;
use crate::indicator::Indicator;
use crate::scheme::file;
use crate::statement::Aim;
use crate::target::TargetKind;
use std::collections::HashSet;

pub(super) fn targets(
    check: &mut Check<'_>,
    texts: &[file::Target],
    (indicators, forms): (&[Indicator], &[Form]),
) -> Vec<TargetKind> {
    let mut codes = HashSet::new();
    let mut names = HashSet::new();
    let mut targets = Vec::new();
    for text in texts {
        let code = check.code(&text.code, "目标", &mut codes);
        if !names.insert(text.name.get_ref().clone()) {
            check.wrong(&text.name, format!("目标“{}”写了两次", text.name.get_ref()));
        }
        if let Some(indicator) = &text.indicator {
            let known = indicators.iter().map(|one| one.code.as_str());
            check.known(indicator, "指标", known);
            if let Some(column) = &text.column {
                let own = indicator.get_ref();
                let of_it = forms.iter().flat_map(|form| form.columns_of(own));
                let of_it = of_it.map(|column| column.code.as_str()).collect::<Vec<_>>();
                check.known(column, "列", of_it.iter().copied());
            }
        } else if text.aim != Aim::Milestone {
            check.wrong(
                &text.code,
                "目标要写 indicator（哪个指标）；按时完成的任务不用写",
            );
        } else if let Some(column) = &text.column {
            check.wrong(column, "没有写 indicator，写 column 没有意义");
        }
        let plain = |at: &file::At| at.get_ref().clone();
        targets.push(TargetKind {
            code,
            name: plain(&text.name),
            indicator: text.indicator.as_ref().map(plain),
            column: text.column.as_ref().map(plain).unwrap_or_default(),
            aim: text.aim,
            aliases: text.aliases.clone(),
        });
    }
    targets
}
