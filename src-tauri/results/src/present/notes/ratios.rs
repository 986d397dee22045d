//! Ratios that have no total.

use super::names::Names;
use crate::consolidate::{How, Key, NoTotal};
use xianbaohui_core::form::Role;
use xianbaohui_core::notice::{Notice, NoticeCode};

impl Names<'_> {
    /// Ratios that no total can be computed of, although the scheme names their parts.
    pub(super) fn no_ratio(&self) -> Vec<Notice> {
        let mut told = Vec::new();
        for key in self.keys {
            let how = self.all.total(self.scheme, *key).how();
            let note = match how {
                How::Not(NoTotal::RatioWithoutParts) => self.without_parts(*key),
                How::Not(NoTotal::RatioOfOtherMeasure { of, base }) => {
                    let own = &self.scheme.indicators[key.indicator];
                    let notice = Notice::of(NoticeCode::NoteRatioMeasure)
                        .with("name", own.name.clone())
                        .with("of", self.with_unit(of))
                        .with("base", self.with_unit(base))
                        .with("unit", own.unit_name.clone());
                    Some(notice)
                }
                _ => None,
            };
            if let Some(note) = note.filter(|note| !told.contains(note)) {
                told.push(note);
            }
        }
        told
    }

    /// Parts of ratios that are not of the period, but of a year.
    pub(super) fn given_for_years(&self) -> Option<Notice> {
        let mut clauses = Vec::new();
        for (indicator, period) in self.all.given_for_years() {
            let name = &self.scheme.indicators[indicator].name;
            let clause = format!("{name}为{}数", period.name());
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        let told = || Notice::of(NoticeCode::NoteGivenForYear).with("clauses", clauses.clone());
        (!clauses.is_empty()).then(told)
    }

    fn without_parts(&self, key: Key) -> Option<Notice> {
        let (of, base) = self.scheme.indicators[key.indicator].ratio.as_ref()?;
        let (of, base) = (self.scheme.indicator(of)?, self.scheme.indicator(base)?);
        (self.all.spec(self.scheme, key).role == Role::Value).then(|| {
            Notice::of(NoticeCode::NoteRatioParts)
                .with("name", self.of_keys(&[key]))
                .with("of", of.name.clone())
                .with("base", base.name.clone())
        })
    }

    fn with_unit(&self, key: Key) -> String {
        let own = &self.scheme.indicators[key.indicator];
        format!("{}（{}）", own.name, own.unit_name)
    }
}
