//! What a total lacks, and whose figure in it is in question, in sentences.

use super::shape::shown_fully;
use xianbaohui_core::message;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_results::consolidate::{Left, Origin as CoreOrigin, Side, YearsApart};

/// `未计：青县（没有填数）、沧县（…）。`
fn left_out(scheme: &Scheme, units: &[Left]) -> Option<String> {
    let named = units.iter().map(|left| {
        format!(
            "{}（{}）",
            scheme.unit_name(&left.unit),
            message::notice(&left.why.notice(scheme))
        )
    });
    (!units.is_empty()).then(|| format!("未计：{}。", named.collect::<Vec<_>>().join("、")))
}

fn named(scheme: &Scheme, words: &str, units: &[String]) -> Option<String> {
    (!units.is_empty()).then(|| {
        format!(
            "{words}：{}。",
            units
                .iter()
                .map(|code| scheme.unit_name(code))
                .collect::<Vec<_>>()
                .join("、")
        )
    })
}

pub(super) fn told_of_total(scheme: &Scheme, found: &CoreOrigin) -> Vec<String> {
    let side = |words: &str, side: &Side| {
        let (own, column) = (
            scheme.indicator(&side.indicator)?,
            scheme
                .form(&found.form)?
                .column(&side.indicator, &side.column)?,
        );
        // where one side is missing there is no sum of either
        let sum = side.sum.map_or("没有可以计算的数".to_owned(), |sum| {
            format!(
                "{}{}",
                shown_fully(sum, column.digits(own)),
                column.unit_name(own)
            )
        });
        Some(format!("{words}：{} {} {sum}", own.name, column.name))
    };
    let (of, base) = found.sides.as_ref().map_or((None, None), |(of, base)| {
        (side("分子", of), side("分母", base))
    });
    let overflow = found
        .overflow
        .then(|| "溢出，无法合计：超过 28 位数字，请核对计量单位。".to_owned());
    let lists = [
        named(scheme, "缺", &found.missing),
        left_out(scheme, &found.left_out),
        named(scheme, "有 A 级（强制性）审核问题", &found.flagged),
    ];
    let at_large = found
        .at_large
        .iter()
        .map(|one| Some(format!("{}：{}", scheme.unit_name(&one.unit), one.message)));
    let nil_sides = named(scheme, "一边填“/”，按 0 计入", &found.nil_sides);
    let told = found
        .told
        .iter()
        .map(|one| Some(format!("{}。", one.words(scheme))));
    [of, base, overflow]
        .into_iter()
        .chain(lists)
        .chain(at_large)
        .chain([nil_sides])
        .chain(told)
        .flatten()
        .collect()
}

pub(super) fn told_of_years(scheme: &Scheme, years: &YearsApart, total: bool) -> Vec<String> {
    let of = years.of.zip(years.base).map(|(of, base)| {
        let units = if total {
            format!("两年都有数的单位 {} 个：", years.both.len())
        } else {
            String::new()
        };
        format!(
            "{units}本年 {}，上年 {}。",
            shown_fully(of, 0),
            shown_fully(base, 0)
        )
    });
    let overflow = years
        .overflow
        .then(|| "溢出，无法计算：超过 28 位数字，请核对计量单位。".to_owned());
    of.into_iter()
        .chain(overflow)
        .chain(left_out(scheme, &years.left_out))
        .chain(named(
            scheme,
            "上年数有 A 级（强制性）审核问题",
            &years.flagged,
        ))
        .chain(named(scheme, "上年数不是确数", &years.bounded))
        .chain(named(scheme, "上年报了数、本批次不应报，未计", &years.gone))
        .collect()
}
