//! Where a figure came from, in lines for people.

use super::report::{LeftReport, OriginReport, PartReport, YearsReport};
use crate::json::Named;
use crate::output;

/// Says one origin.
pub(super) fn say(origin: &OriginReport) {
    output::line(&format!(
        "{} {} {}（{}）= {}{}",
        origin.unit.name,
        origin.indicator.name,
        origin.column.name,
        origin.form,
        origin.value.as_deref().unwrap_or(if origin.overflow {
            "溢出，无法合计"
        } else {
            "—"
        }),
        if origin.value.is_some() {
            origin.measure_unit.as_str()
        } else {
            ""
        }
    ));
    if let Some(formula) = &origin.formula {
        output::line(&format!("  {formula}"));
    }
    for (name, side) in [("分子", &origin.numerator), ("分母", &origin.denominator)] {
        if let Some(side) = side {
            output::line(&format!(
                "  {name} {} {}：{}{}",
                side.indicator.name,
                side.column.name,
                side.sum.as_deref().unwrap_or("—"),
                side.measure_unit
            ));
        }
    }
    for part in &origin.parts {
        let note = part
            .note
            .as_ref()
            .map(|note| format!("，{note}"))
            .unwrap_or_default();
        output::line(&format!(
            "  {} {}：{} ← {}!{} “{}”{note}，{} 第 {} 版，{}{}",
            part.unit.name,
            part.entry.as_deref().unwrap_or(&part.column_name),
            part.value.as_deref().unwrap_or("—"),
            part.sheet,
            part.cell,
            part.raw,
            part.file,
            part.version,
            part.committed_at,
            whence(part)
        ));
        for earlier in &part.earlier {
            output::line(&format!(
                "    第 {} 版：{} “{}”，{}，{}",
                earlier.version,
                earlier.value.as_deref().unwrap_or("—"),
                earlier.raw,
                earlier.file,
                earlier.committed_at
            ));
        }
    }
    if !origin.missing.is_empty() {
        output::line(&format!("  缺：{}", names(&origin.missing)));
    }
    if !origin.left_out.is_empty() {
        output::line(&format!("  未计：{}", words(&origin.left_out)));
    }
    if !origin.flagged.is_empty() {
        output::line(&format!(
            "  有 A 级（强制性）审核问题：{}",
            names(&origin.flagged)
        ));
    }
    for one in &origin.at_large {
        output::line(&format!("    {}：{}", one.unit.name, one.message));
    }
    if !origin.nil_sides.is_empty() {
        output::line(&format!(
            "  一边填“/”，按 0 计入：{}",
            names(&origin.nil_sides)
        ));
    }
    for one in &origin.told {
        output::line(&format!("  {}", one.message));
    }
    if let Some(years) = &origin.year_on_year {
        say_years(years);
    }
}

/// Says 同比.
fn say_years(years: &YearsReport) {
    output::line(&format!(
        "  账本同比：{}（{} 个单位两年都有数：本年 {}，上年 {}）",
        years.value.as_ref().map_or_else(
            || if years.overflow { "溢出" } else { "/" }.to_owned(),
            |value| format!("{value}%")
        ),
        years.units.len(),
        years.of.as_deref().unwrap_or("—"),
        years.base.as_deref().unwrap_or("—")
    ));
    for part in &years.parts {
        output::line(&format!(
            "    {} {}：{} ← {}!{}，{} 第 {} 版{}",
            part.round,
            part.unit.name,
            part.value.as_deref().unwrap_or("—"),
            part.sheet,
            part.cell,
            part.file,
            part.version,
            whence(part)
        ));
    }
    if !years.left_out.is_empty() {
        output::line(&format!("    同比未计：{}", words(&years.left_out)));
    }
    if !years.flagged.is_empty() {
        output::line(&format!(
            "    上年数有 A 级（强制性）审核问题：{}",
            names(&years.flagged)
        ));
    }
    if !years.bounded.is_empty() {
        output::line(&format!("    上年数不是确数：{}", names(&years.bounded)));
    }
    if !years.gone.is_empty() {
        output::line(&format!(
            "    上年报了数、本批次不应报，未计：{}",
            names(&years.gone)
        ));
    }
}

/// Who stands for a figure, where no county reported it.
fn whence(part: &PartReport) -> String {
    let whence = part.whence.as_ref();
    whence.map_or_else(String::new, |own| format!("（{}）", own.text()))
}

fn names(units: &[Named]) -> String {
    units
        .iter()
        .map(|unit| unit.name.as_str())
        .collect::<Vec<_>>()
        .join("、")
}

fn words(left_out: &[LeftReport]) -> String {
    left_out
        .iter()
        .map(|left| format!("{}（{}）", left.unit.name, left.words))
        .collect::<Vec<_>>()
        .join("、")
}
