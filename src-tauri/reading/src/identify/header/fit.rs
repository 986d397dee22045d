//! How well a column of a sheet is a column of a form.

use super::levels::SheetHeader;
use super::vocabulary::Wordings;
use std::collections::HashSet;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::text;
use xianbaohui_core::words::Attribute;

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
    /// status and scope that the header says beside what the form asks for
    pub attributes: Vec<Attribute>,
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

/// How a column of the sheet is a column of the form: the better, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::identify) struct Fitting {
    /// it says no status or scope beside
    is_bare: bool,
    /// how its levels are the form's
    pub(in crate::identify) fit: Fit,
    /// in the form's own words
    is_own: bool,
}

/// The best fit of all wordings: in the form's own words first, then in others.
pub(in crate::identify) fn fitting(wordings: &Wordings, header: &SheetHeader) -> Fitting {
    let best = |wordings: &[Vec<String>], levels: &[String], inherited: &[String]| {
        let fits = wordings
            .iter()
            .map(|wanted| one_fit(wanted, levels, inherited, &header.mere));
        fits.max().unwrap_or(Fit::None)
    };
    let own = best(&wordings.own, &header.levels, &header.inherited);
    if own > Fit::Slip {
        return Fitting {
            is_bare: true,
            fit: own,
            is_own: true,
        };
    }
    let alike = match best(&wordings.alike, &header.alike, &header.alike_inherited) {
        // a slip of the pen is one of what is written
        Fit::Slip => Fit::None,
        alike => alike,
    };
    if alike > own {
        return Fitting {
            is_bare: header.attributes.is_empty(),
            fit: alike,
            is_own: false,
        };
    }
    Fitting {
        is_bare: true,
        fit: own,
        is_own: true,
    }
}

/// [`fitting`] where only the levels matter.
pub(in crate::identify) fn fit(wordings: &Wordings, header: &SheetHeader) -> Fit {
    fitting(wordings, header).fit
}

/// Whether a header is one of some, in their own words.
pub(in crate::identify) fn says_itself(wordings: &Wordings, header: &SheetHeader) -> bool {
    let fitting = fitting(wordings, header);
    fitting.is_own && fitting.fit == Fit::Same
}

fn one_fit(wanted: &[String], levels: &[String], inherited: &[String], mere: &[String]) -> Fit {
    let (Some(last), Some(own_last)) = (wanted.last(), levels.last()) else {
        return Fit::None;
    };
    // 累计 under 上年同期 is not 累计
    let is_mere = |levels: &[String]| levels.iter().all(|level| mere.contains(level));
    let joined = wanted.concat();
    if levels.concat() == joined {
        return Fit::Same;
    }
    if levels.ends_with(wanted) {
        return if is_mere(&levels[..levels.len() - wanted.len()]) {
            Fit::Under
        } else {
            Fit::None
        };
    }
    if inherited.concat() == joined {
        return Fit::Inherited;
    }
    if last == own_last && is_subsequence(wanted, inherited) {
        let others = inherited.iter().filter(|level| !wanted.contains(level));
        return if is_mere(&others.cloned().collect::<Vec<_>>()) {
            Fit::Between
        } else {
            Fit::None
        };
    }
    // a group to the left that was not merged says of this column what it says
    let groups = &inherited[..inherited.len().saturating_sub(1)];
    let above = &levels[..levels.len() - 1];
    if wanted.len() > 1 && last == own_last && is_mere(above) && is_mere(groups) {
        return Fit::Flattened;
    }
    if text::slip_of(&joined, &levels.concat()) {
        return Fit::Slip;
    }
    Fit::None
}

fn is_subsequence(wanted: &[String], levels: &[String]) -> bool {
    let mut levels = levels.iter();
    wanted.iter().all(|level| levels.any(|own| own == level))
}

/// Gives every form column the sheet column that is it best; each sheet column at most once.
/// `specs[i]` are the wordings of form column i. A flattened header (`累计` for
/// `本期完成情况 > 累计`) counts only where no other form column ends alike.
pub(in crate::identify) fn assign(
    specs: &[Wordings],
    headers: &[SheetHeader],
) -> (Vec<ColumnMatch>, Vec<(usize, u32)>) {
    let mut pairs = Vec::new();
    for (spec, wordings) in specs.iter().enumerate() {
        for (at, header) in headers.iter().enumerate() {
            let fitting = fitting(wordings, header);
            let ends_alike = |other: &Wordings| {
                let mut own = other
                    .own
                    .iter()
                    .map(|levels| (levels.last(), header.levels.last()));
                let mut alike = other
                    .alike
                    .iter()
                    .map(|levels| (levels.last(), header.alike.last()));
                own.any(|(one, other)| one == other) || alike.any(|(one, other)| one == other)
            };
            if fitting.fit == Fit::Flattened
                && specs
                    .iter()
                    .enumerate()
                    .any(|(other, wordings)| other != spec && ends_alike(wordings))
            {
                continue;
            }
            if fitting.fit > Fit::None {
                pairs.push((fitting, spec, at));
            }
        }
    }
    pairs.sort_by_key(|(fitting, _, at)| (std::cmp::Reverse(*fitting), *at));
    let mut matches: Vec<ColumnMatch> = Vec::new();
    let mut repeated = Vec::new();
    let mut used = HashSet::new();
    for (fitting, spec, at) in pairs {
        let header = &headers[at];
        if let Some(earlier) = matches.iter().find(|matched| matched.spec == spec) {
            if fitting.fit >= Fit::Between && !used.contains(&at) && earlier.nearly.is_none() {
                repeated.push((spec, header.column));
            }
            continue;
        }
        if used.insert(at) {
            let attributes = (!fitting.is_bare).then(|| header.attributes.clone());
            matches.push(ColumnMatch {
                spec,
                column: header.column,
                unit: header.unit.clone(),
                nearly: (fitting.fit == Fit::Slip).then(|| header.written.clone()),
                attributes: attributes.unwrap_or_default(),
            });
        }
    }
    // a column that another form column took is no repetition
    repeated.retain(|(_, column)| !matches.iter().any(|matched| matched.column == *column));
    matches.sort_by_key(|matched| matched.spec);
    (matches, repeated)
}
