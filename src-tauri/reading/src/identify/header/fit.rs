//! How well a column of a sheet is a column of a form.

use super::levels::SheetHeader;
use std::collections::HashSet;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::text;

/// A column of the form found on the sheet.
#[derive(Debug, Clone)]
pub struct ColumnMatch {
    /// position in the form's columns or fields
    pub spec: usize,
    /// column of the sheet
    pub column: u32,
    /// measure unit stated in its header
    pub unit: Option<MeasureUnit>,
    /// the header as written, when it is only nearly the form's
    pub nearly: Option<String>,
}

/// How well a column of the sheet is a column of the form, from not at all to the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::identify) enum Fit {
    /// another column
    None,
    /// the same but for a slip of the pen
    Slip,
    /// a header of several levels flattened to its last
    Flattened,
    /// the form's levels in order, with others between
    Between,
    /// the same, when group headers that were not merged are taken to reach to the right
    Inherited,
    /// the same under a further group header
    Under,
    /// the same
    Same,
}

/// The best fit of all wordings.
pub(in crate::identify) fn fit(wordings: &[Vec<String>], header: &SheetHeader) -> Fit {
    wordings
        .iter()
        .map(|wanted| one_fit(wanted, header))
        .max()
        .unwrap_or(Fit::None)
}

fn one_fit(wanted: &[String], header: &SheetHeader) -> Fit {
    let (Some(last), Some(own_last)) = (wanted.last(), header.levels.last()) else {
        return Fit::None;
    };
    let joined = wanted.concat();
    if header.levels.concat() == joined {
        return Fit::Same;
    }
    if header.levels.ends_with(wanted) {
        return if is_mere_group(&header.levels[..header.levels.len() - wanted.len()]) {
            Fit::Under
        } else {
            Fit::None
        };
    }
    if header.inherited.concat() == joined {
        return Fit::Inherited;
    }
    if last == own_last && is_subsequence(wanted, &header.inherited) {
        let others = header
            .inherited
            .iter()
            .filter(|level| !wanted.contains(level))
            .cloned()
            .collect::<Vec<_>>();
        return if is_mere_group(&others) {
            Fit::Between
        } else {
            Fit::None
        };
    }
    // all levels in one cell, a further group among them
    if let ([own], true) = (
        header.levels.as_slice(),
        wanted.len() > 1 || joined.chars().count() >= 6,
    ) && let Some(group) = own.strip_suffix(joined.as_str())
        && is_mere_group(&[group.to_owned()])
    {
        return Fit::Between;
    }
    if wanted.len() > 1 && header.levels.len() == 1 && last == own_last {
        return Fit::Flattened;
    }
    if text::slip_of(&joined, &header.levels.concat()) {
        return Fit::Slip;
    }
    Fit::None
}

/// Whether group headers say nothing about which figure is meant: 累计 under 上年同期 is not 累计.
fn is_mere_group(levels: &[String]) -> bool {
    const OTHER_FIGURE: [&str; 16] = [
        "上年", "去年", "同期", "上期", "上季", "上月", "往年", "前年", "目标", "计划", "预计",
        "任务", "增长", "增速", "占比", "其中",
    ];
    !levels
        .iter()
        .any(|level| OTHER_FIGURE.iter().any(|word| level.contains(word)))
}

fn is_subsequence(wanted: &[String], levels: &[String]) -> bool {
    let mut levels = levels.iter();
    wanted.iter().all(|level| levels.any(|own| own == level))
}

/// Gives every form column the sheet column that is it best; each sheet column at most once.
/// `specs[i]` are the wordings of form column i. A flattened header (`累计` for
/// `本期完成情况 > 累计`) counts only where no other form column ends alike.
pub(in crate::identify) fn assign(
    specs: &[Vec<Vec<String>>],
    headers: &[SheetHeader],
) -> (Vec<ColumnMatch>, Vec<(usize, u32)>) {
    let mut pairs = Vec::new();
    for (spec, wordings) in specs.iter().enumerate() {
        for (at, header) in headers.iter().enumerate() {
            let fit = fit(wordings, header);
            let ends_alike = |other: &Vec<Vec<String>>| {
                other
                    .iter()
                    .any(|wording| wording.last() == header.levels.last())
            };
            if fit == Fit::Flattened
                && specs
                    .iter()
                    .enumerate()
                    .any(|(other, wordings)| other != spec && ends_alike(wordings))
            {
                continue;
            }
            if fit > Fit::None {
                pairs.push((fit, spec, at));
            }
        }
    }
    pairs.sort_by_key(|(fit, _, at)| (std::cmp::Reverse(*fit), *at));
    let mut matches: Vec<ColumnMatch> = Vec::new();
    let mut repeated = Vec::new();
    let mut used = HashSet::new();
    for (fit, spec, at) in pairs {
        let header = &headers[at];
        if let Some(earlier) = matches.iter().find(|matched| matched.spec == spec) {
            if fit >= Fit::Between && !used.contains(&at) && earlier.nearly.is_none() {
                repeated.push((spec, header.column));
            }
            continue;
        }
        if used.insert(at) {
            matches.push(ColumnMatch {
                spec,
                column: header.column,
                unit: header.unit.clone(),
                nearly: (fit == Fit::Slip).then(|| header.written.clone()),
            });
        }
    }
    // a column that another form column took is no repetition
    repeated.retain(|(_, column)| !matches.iter().any(|matched| matched.column == *column));
    matches.sort_by_key(|matched| matched.spec);
    (matches, repeated)
}
