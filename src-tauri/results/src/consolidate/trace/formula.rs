//! How a total was made, as code and arguments, or why there is none.

use crate::consolidate::derived::{DerivedFigure, How, NoTotal};
use crate::consolidate::figures::Key;
use xianbaohui_core::form::Form;
use xianbaohui_core::notice::{Notice, NoticeCode};
use xianbaohui_core::scheme::Scheme;

/// `各单位之和`, `A ÷ B × 100`, or why there is none.
pub(super) fn made(scheme: &Scheme, form: &Form, total: &DerivedFigure, key: Key) -> Notice {
    let column = |key: Key| form.columns()[key.column].name.clone();
    let own = &scheme.indicators[key.indicator];
    let named = |key: Key| {
        let own = &scheme.indicators[key.indicator];
        if own.unit_name.is_empty() {
            own.name.clone()
        } else {
            format!("{}（{}）", own.name, own.unit_name)
        }
    };
    let notice = Notice::of(code(total.how()));
    let with_nils = !total.covered().nil_sides.is_empty();
    match total.how() {
        How::Growth { of, base } | How::Completion { of, base } => notice
            .with("of", column(of))
            .with("base", column(base))
            .with("with_nils", with_nils),
        How::Ratio { of, base, power } => notice
            .with("of", named(of))
            .with("base", named(base))
            .with("up", (power > 0).then(|| ten(power)))
            .with("down", (power < 0).then(|| ten(power)))
            .with("with_nils", with_nils),
        How::Not(NoTotal::RatioOfOtherMeasure { of, base }) => notice
            .with("of", named(of))
            .with("base", named(base))
            .with("unit", own.unit_name.clone()),
        How::Not(NoTotal::RateOfNoSum) => notice.with("name", own.name.clone()),
        _ => notice,
    }
}

fn ten(power: i32) -> u64 {
    10_u64.checked_pow(power.unsigned_abs()).unwrap_or(u64::MAX)
}

fn code(how: How) -> NoticeCode {
    match how {
        How::Sum => NoticeCode::MadeSum,
        How::Field => NoticeCode::MadeEntries,
        How::Count => NoticeCode::MadeCount,
        How::Growth { .. } => NoticeCode::MadeGrowth,
        How::Completion { .. } => NoticeCode::MadeCompletion,
        How::Ratio { .. } => NoticeCode::MadeRatio,
        How::Share => NoticeCode::MadeShare,
        How::Target => NoticeCode::MadeTarget,
        How::YearOnYear => NoticeCode::MadeYearOnYear,
        How::Difference => NoticeCode::MadeDifference,
        How::Not(why) => match why {
            NoTotal::Rank => NoticeCode::NoneRank,
            NoTotal::Words => NoticeCode::NoneWords,
            NoTotal::Share => NoticeCode::NoneShare,
            NoTotal::Class => NoticeCode::NoneClass,
            NoTotal::Growth => NoticeCode::NoneGrowth,
            NoTotal::RateOfNoSum => NoticeCode::NoneRate,
            NoTotal::RatioUnnamed => NoticeCode::NoneRatioUnnamed,
            NoTotal::RatioWithoutParts => NoticeCode::NoneRatioParts,
            NoTotal::RatioOfOtherMeasure { .. } => NoticeCode::NoneRatioMeasure,
            NoTotal::Unsaid => NoticeCode::NoneUnsaid,
        },
    }
}
