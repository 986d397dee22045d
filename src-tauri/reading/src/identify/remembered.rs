//! Answers of the officer that hold for the next time: what a sheet says of its unit → the unit
//! that is meant.

use super::identified::start;
use super::role::Resolved;
use super::{Context, Identified, layout, naming, period};
use crate::read::Grid;
use xianbaohui_core::evidence::{Doubt, Evidence, Of, Source};
use xianbaohui_core::form::Form;
use xianbaohui_core::remembered::Clue;
use xianbaohui_core::remembered::layout_key;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;

/// The form of a sheet that by itself is none, where a unit's sheet of the same layout was said to
/// be one. The unit must prove to be the same.
pub(super) fn form_of(
    grid: &Grid,
    scheme: &Scheme,
    forms: &[(usize, &Form)],
    context: &Context<'_>,
) -> Option<Identified> {
    let remembered = context
        .remembered
        .filter(|remembered| !remembered.layouts.is_empty())?;
    let period = period::of_round(context).or_else(|| period::first_in(grid));
    forms.iter().find_map(|&(at, form)| {
        let bound = layout::bind(
            grid,
            form,
            scheme,
            period,
            &Resolved {
                said: true,
                ..Resolved::default()
            },
        );
        let is_known = !bound.layout.is_empty()
            && remembered
                .layouts
                .contains_key(&layout_key(&form.code, &bound.layout));
        is_known.then(|| Identified {
            unproven: true,
            ..start(at, bound, Vec::new(), Vec::new())
        })
    })
}

/// A name on the sheet that is no unit's.
pub(super) fn clue_of_line(words: &str, scheme: &Scheme) -> Option<Clue> {
    let key = text::key(words);
    (!key.is_empty()).then(|| Clue {
        key: format!("line:{key}"),
        words: format!("填报单位写“{words}”"),
        lasting: naming::line_names(words, scheme),
    })
}

/// The name of a file, where the sheet says nothing; without digits and what changes from one
/// period to the next.
pub(super) fn clue_of_file(stem: &str, scheme: &Scheme) -> Clue {
    const CHANGES: [&str; 12] = [
        "年度",
        "季度",
        "半年",
        "月份",
        "最终版",
        "改",
        "附件",
        "年",
        "月",
        "季",
        "日",
        "版",
    ];
    let mut key = text::key(stem);
    key.retain(|c| !c.is_numeric() && !c.is_ascii_punctuation() && !"一二三四上下".contains(c));
    for word in CHANGES {
        key = key.replace(word, "");
    }
    let lasting = key.chars().count() >= 2 && naming::file_names(stem, scheme);
    Clue {
        key: format!("file:{key}"),
        words: format!("表上没有写单位，文件名是“{stem}”"),
        lasting,
    }
}

/// Takes the remembered answer for what the sheet says, or leaves the clue for the officer's
/// answer.
pub(super) fn apply(
    identified: &mut Identified,
    clue: Clue,
    scheme: &Scheme,
    context: &Context<'_>,
) {
    // an answer kept for words that name nobody may be another county's
    let known = context
        .remembered
        .filter(|_| clue.lasting)
        .and_then(|remembered| remembered.units.get(&clue.key))
        .and_then(|code| scheme.units.iter().position(|unit| &unit.code == code));
    let Some(unit) = known else {
        identified.clue = Some(clue);
        return;
    };
    identified.unit = Some(unit);
    identified
        .doubts
        .retain(|doubt: &Doubt| doubt.of != Of::Unit);
    identified.evidence.push(Evidence::new(
        Of::Unit,
        Source::Remembered,
        format!("{}，就是{}", clue.words, scheme.units[unit].name),
        0.8,
    ));
    identified.clue = Some(clue);
}
