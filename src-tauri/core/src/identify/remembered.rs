//! Answers of the officer that hold for the next time: what a sheet says of its unit → the unit that is meant.

use super::evidence::{Doubt, Evidence, Of};
use super::{Context, Identified};
use crate::scheme::Scheme;
use crate::text;
use std::collections::HashMap;

/// What a sheet says of its unit where that is not enough to tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clue {
    /// the same for all sheets that say the same: where it stands, and the words made comparable
    pub key: String,
    /// where it stands and the words, for the officer
    pub words: String,
}

/// Key of a clue → code of the unit.
pub type Remembered = HashMap<String, String>;

impl Clue {
    /// A name on the sheet that is no unit's.
    pub(super) fn line(words: &str) -> Option<Self> {
        let key = text::key(words);
        (!key.is_empty()).then(|| Self { key: format!("line:{key}"), words: format!("填报单位写“{words}”") })
    }

    /// The name of a file, where the sheet says nothing; without digits and what changes from one period to the next.
    pub(super) fn file(stem: &str) -> Option<Self> {
        const CHANGES: [&str; 12] = ["年度", "季度", "半年", "月份", "最终版", "改", "附件", "年", "月", "季", "日", "版"];
        let mut key = text::key(stem);
        key.retain(|c| !c.is_numeric() && !c.is_ascii_punctuation() && !"一二三四上下".contains(c));
        for word in CHANGES {
            key = key.replace(word, "");
        }
        (key.chars().count() >= 2).then(|| Self { key: format!("file:{key}"), words: format!("表上没有写单位，文件名是“{stem}”") })
    }
}

/// Takes the remembered answer for what the sheet says, or leaves the clue for the officer's answer.
pub(super) fn apply(identified: &mut Identified, clue: Option<Clue>, scheme: &Scheme, context: &Context<'_>) {
    let Some(clue) = clue else { return };
    let known = context.remembered.and_then(|remembered| remembered.get(&clue.key)).and_then(|code| scheme.units.iter().position(|unit| &unit.code == code));
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
