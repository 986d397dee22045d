//! Ratios that have no total.

use super::names::Names;
use crate::consolidate::{How, Key, NoTotal};
use xianbaohui_core::form::Role;

impl Names<'_> {
    /// Ratios that no total can be computed of, although the scheme names their parts.
    pub(super) fn no_ratio(&self) -> Vec<String> {
        let mut told = Vec::new();
        for key in self.keys {
            let how = self.all.total(self.scheme, *key).how();
            let note = match how {
                How::Not(NoTotal::RatioWithoutParts) => self.without_parts(*key),
                How::Not(NoTotal::RatioOfOtherMeasure { of, base }) => {
                    let own = &self.scheme.indicators[key.indicator];
                    Some(format!(
                        "{}没有合计：{} ÷ {} 得不出“{}”的数，请核对报表制度的计量单位。",
                        own.name,
                        self.with_unit(of),
                        self.with_unit(base),
                        own.unit_name
                    ))
                }
                _ => None,
            };
            if let Some(note) = note.filter(|note| !told.contains(note)) {
                told.push(note);
            }
        }
        told
    }

    fn without_parts(&self, key: Key) -> Option<String> {
        let (of, base) = self.scheme.indicators[key.indicator].ratio.as_ref()?;
        let (of, base) = (self.scheme.indicator(of)?, self.scheme.indicator(base)?);
        (self.all.spec(self.scheme, key).role == Role::Value).then(|| {
            format!(
                "{}没有合计，也没有核对：本表没有和它同一列、能相加的“{}”“{}”。",
                self.of_keys(&[key]),
                of.name,
                base.name
            )
        })
    }

    fn with_unit(&self, key: Key) -> String {
        let own = &self.scheme.indicators[key.indicator];
        format!("{}（{}）", own.name, own.unit_name)
    }
}
