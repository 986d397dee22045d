//! Answers of the officer that hold for the next time: what a sheet says of its unit → the unit that is meant.

use super::evidence::{Doubt, Evidence, Of};
use super::pointed::{Pointing, Resolved, layout_key};
use super::{Context, Identified, layout, naming, period, start};
use crate::form::Form;
use crate::org_unit::OrgUnit;
use crate::read::Grid;
use crate::scheme::Scheme;
use crate::text;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What a sheet says of its unit where that is not enough to tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clue {
    /// the same for all sheets that say the same: where it stands, and the words made comparable
    pub key: String,
    /// where it stands and the words, for the officer
    pub words: String,
    /// it names a unit or its layout, so that an answer may hold for whatever says the same; `报表终稿` may be anybody's
    pub lasting: bool,
}

/// Answers that hold.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Remembered {
    /// key of a clue → code of the unit
    pub units: HashMap<String, String>,
    /// form and layout → code of the unit → what was pointed at
    pub layouts: HashMap<String, HashMap<String, Vec<Pointing>>>,
}

/// The form of a sheet that by itself is none, where a unit's sheet of the same layout was said to be one. The unit must prove to be the same.
pub(super) fn form_of(grid: &Grid, scheme: &Scheme, forms: &[(usize, &Form)], context: &Context<'_>) -> Option<Identified> {
    let remembered = context.remembered.filter(|remembered| !remembered.layouts.is_empty())?;
    let period = period::of_round(context).or_else(|| period::first_in(grid));
    forms.iter().find_map(|&(at, form)| {
        let bound = layout::bind(grid, form, scheme, period, &Resolved { said: true, ..Resolved::default() });
        let is_known = !bound.layout.is_empty() && remembered.layouts.contains_key(&layout_key(&form.code, &bound.layout));
        is_known.then(|| Identified { unproven: true, ..start(at, bound, Vec::new(), Vec::new()) })
    })
}

impl Clue {
    /// The layout of a unit's form, for what was pointed at on it.
    pub fn layout(unit: &OrgUnit, form: &Form, layout: &str, pointed: &[Pointing], scheme: &Scheme) -> Self {
        let said = pointed.iter().map(|own| own.sentence(form, scheme)).collect::<Vec<_>>().join("；");
        Self { key: format!("{}:{}", layout_key(&form.code, layout), unit.code), words: format!("{}报的“{}”这种版式：{said}", unit.name, form.name), lasting: true }
    }

    /// Why an answer to it cannot hold for the next time.
    pub fn why_not_lasting(&self) -> Option<String> {
        (!self.lasting).then(|| format!("{}：这不是哪个单位的名称，别的单位的文件也可能这样写，所以不能记住，下次还会再问。", self.words))
    }

    /// A name on the sheet that is no unit's.
    pub(super) fn line(words: &str, scheme: &Scheme) -> Option<Self> {
        let key = text::key(words);
        (!key.is_empty()).then(|| Self { key: format!("line:{key}"), words: format!("填报单位写“{words}”"), lasting: naming::line_names(words, scheme) })
    }

    /// The name of a file, where the sheet says nothing; without digits and what changes from one period to the next.
    pub(super) fn file(stem: &str, scheme: &Scheme) -> Self {
        const CHANGES: [&str; 12] = ["年度", "季度", "半年", "月份", "最终版", "改", "附件", "年", "月", "季", "日", "版"];
        let mut key = text::key(stem);
        key.retain(|c| !c.is_numeric() && !c.is_ascii_punctuation() && !"一二三四上下".contains(c));
        for word in CHANGES {
            key = key.replace(word, "");
        }
        let lasting = key.chars().count() >= 2 && naming::file_names(stem, scheme);
        Self { key: format!("file:{key}"), words: format!("表上没有写单位，文件名是“{stem}”"), lasting }
    }
}

/// Takes the remembered answer for what the sheet says, or leaves the clue for the officer's answer.
pub(super) fn apply(identified: &mut Identified, clue: Clue, scheme: &Scheme, context: &Context<'_>) {
    // an answer kept for words that name nobody may be another county's
    let known =
        context.remembered.filter(|_| clue.lasting).and_then(|remembered| remembered.units.get(&clue.key)).and_then(|code| scheme.units.iter().position(|unit| &unit.code == code));
    let Some(unit) = known else {
        identified.clue = Some(clue);
        return;
    };
    identified.unit = Some(unit);
    identified.doubts.retain(|doubt: &Doubt| doubt.of != Of::Unit);
    identified.evidence.push(Evidence::new(Of::Unit, REMEMBERED, format!("{}，就是{}", clue.words, scheme.units[unit].name), 0.8));
    identified.clue = Some(clue);
}

/// Where such evidence comes from.
pub const REMEMBERED: &str = "记住的对应";
