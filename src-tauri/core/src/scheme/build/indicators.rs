//! The indicators of a scheme.

use super::check::Check;
use crate::indicator::{Indicator, MeasureType};
use crate::measure::MeasureUnit;
use std::collections::HashSet;

pub(super) fn indicators(
    check: &mut Check<'_>,
    texts: &[crate::scheme::file::Indicator],
) -> Vec<Indicator> {
    let mut codes = HashSet::new();
    let mut names = HashSet::new();
    let known = texts
        .iter()
        .map(|indicator| indicator.code.get_ref().as_str())
        .collect::<Vec<_>>();
    texts
        .iter()
        .map(|indicator| {
            if !names.insert(indicator.name.get_ref().clone()) {
                check.wrong(
                    &indicator.name,
                    format!("指标“{}”写了两次", indicator.name.get_ref()),
                );
            }
            for reference in [
                &indicator.numerator,
                &indicator.denominator,
                &indicator.part_of,
            ]
            .into_iter()
            .flatten()
            {
                check.known(reference, "指标", known.iter().copied());
                if reference.get_ref() == indicator.code.get_ref() {
                    check.wrong(reference, "不能指向自己");
                }
            }
            match (&indicator.numerator, &indicator.denominator) {
                (Some(one), None) | (None, Some(one)) => {
                    check.wrong(one, "numerator 与 denominator 要么都写，要么都不写");
                }
                (Some(numerator), Some(_)) if indicator.measure != MeasureType::Ratio => {
                    check.wrong(numerator, "只有 type = \"ratio\" 的指标才有分子、分母");
                }
                _ => {}
            }
            let ratio = indicator
                .numerator
                .as_ref()
                .zip(indicator.denominator.as_ref())
                .map(|(n, d)| (n.get_ref().clone(), d.get_ref().clone()));
            Indicator {
                code: check.code(&indicator.code, "指标", &mut codes),
                name: indicator.name.get_ref().clone(),
                unit: MeasureUnit::of_scheme(&indicator.unit),
                unit_name: indicator.unit.clone(),
                measure: indicator.measure,
                decimals: indicator.decimals,
                direction: indicator.direction,
                ratio,
                part_of: indicator
                    .part_of
                    .as_ref()
                    .map(|whole| whole.get_ref().clone()),
                aliases: indicator.aliases.clone(),
                definition: indicator.definition.clone(),
                group: indicator.group.clone(),
                owner: indicator.owner.clone(),
                lag: indicator.lag,
                own: check.is_own(&indicator.code),
            }
        })
        .collect()
}
