//! How a total was made, in words, or why there is none.

use crate::consolidate::derived::{Covered, DerivedFigure, How, NoTotal};
use crate::consolidate::figures::Key;
use xianbaohui_core::form::Form;
use xianbaohui_core::scheme::Scheme;

/// `各单位之和`, `A ÷ B × 100`, or why there is none.
pub(super) fn formula(scheme: &Scheme, form: &Form, total: &DerivedFigure, key: Key) -> String {
    let column = |key: Key| form.columns()[key.column].name.as_str();
    let own = &scheme.indicators[key.indicator];
    let named = |key: Key| {
        let own = &scheme.indicators[key.indicator];
        if own.unit_name.is_empty() {
            own.name.clone()
        } else {
            format!("{}（{}）", own.name, own.unit_name)
        }
    };
    let who = who(total.covered());
    match total.how() {
        How::Growth { of, base } => {
            format!("（{} ÷ {} − 1）× 100，{who}", column(of), column(base))
        }
        How::Completion { of, base } => format!("{} ÷ {} × 100，{who}", column(of), column(base)),
        How::Ratio { of, base, power } => {
            format!("{} ÷ {}{}，{who}", named(of), named(base), times(power))
        }
        How::Not(NoTotal::RatioOfOtherMeasure { of, base }) => format!(
            "没有合计：{} ÷ {} 得不出“{}”的数",
            named(of),
            named(base),
            own.unit_name
        ),
        How::Not(NoTotal::Rank) => "没有合计：位次不相加".to_owned(),
        How::Not(NoTotal::Words) => "没有合计：文字不相加".to_owned(),
        How::Not(NoTotal::Share) => "没有合计：占比不相加".to_owned(),
        How::Not(NoTotal::Class) => "没有合计：类别不相加".to_owned(),
        How::Not(NoTotal::Growth) => "没有合计：增速不相加".to_owned(),
        How::Not(NoTotal::RateOfNoSum) => {
            format!("没有合计：“{}”不相加，比率无从算起", own.name)
        }
        How::Not(NoTotal::RatioUnnamed) => {
            "没有合计：比率不相加，报表制度没有写明分子、分母".to_owned()
        }
        How::Not(NoTotal::RatioWithoutParts) => {
            "没有合计：比率不相加，本表没有和它对得上、能相加的分子和分母".to_owned()
        }
        How::Not(NoTotal::Unsaid) => "没有合计".to_owned(),
        _ => "各单位之和".to_owned(),
    }
}

/// Whose figures are in a rate.
fn who(covered: &Covered) -> &'static str {
    if covered.nil_sides.is_empty() {
        "缺一数的单位不计"
    } else {
        "一个数空着或不能识别的单位不计，一边填“/”的按 0 计入"
    }
}

/// ` × 100`, ` ÷ 100`, or nothing.
fn times(power: i32) -> String {
    let ten = 10_u64.checked_pow(power.unsigned_abs()).unwrap_or(u64::MAX);
    match power {
        0 => String::new(),
        1.. => format!(" × {ten}"),
        _ => format!(" ÷ {ten}"),
    }
}
