//! What is asked of a period where mark, sheet and round do not agree: all of them are shown.

use xianbaohui_core::period::Period;

/// What the sheet says beside what its mark says, where that is not the round's.
pub(super) fn said(wrong: &[String], marked: Option<Period>) -> String {
    let of_mark = marked.map(Period::months_name);
    let seen = wrong.iter().filter(|own| Some(*own) != of_mark.as_ref());
    let seen = seen.map(String::as_str).collect::<Vec<_>>().join("、");
    match &of_mark {
        Some(own) if seen.is_empty() => format!("内嵌标识的报告期是{own}"),
        Some(own) => format!("内嵌标识的报告期是{own}，表上写的是{seen}"),
        None => format!("表上写的报告期是{seen}"),
    }
}

/// Several periods, the first of which the mark may say.
pub(super) fn several(first: Period, others: &[Period], is_marked: bool) -> String {
    let others = others.iter().map(|period| period.months_name());
    let others = others.collect::<Vec<_>>().join("、");
    let first = first.months_name();
    if is_marked {
        format!("内嵌标识的报告期是{first}，表上写的是{others}。请核对标题。")
    } else {
        format!("表上写了不同的报告期：{first}、{others}。请核对标题。")
    }
}
