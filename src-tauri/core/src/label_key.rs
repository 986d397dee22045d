//! Labels of a matrix made comparable, and where they stand in a form.

use crate::label;
use crate::period::Period;
use crate::words::wording;
use std::collections::HashMap;

/// A label made comparable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelKey {
    /// without its measure unit
    pub whole: String,
    /// also without numbering and 其中
    pub bare: String,
    /// the wording says 其中
    pub part: bool,
}

impl LabelKey {
    /// The key of a wording.
    pub fn new(label: &str) -> Self {
        let (whole, _) = label::split_measure(label);
        let (bare, part) = label::bare(&whole);
        Self {
            bare: bare.to_owned(),
            part,
            whole,
        }
    }
}

/// Positions of rows by the keys of their wordings, with numbering and without.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyPlaces {
    own: HashMap<String, Vec<usize>>,
    /// by what all who say the same say
    alike: HashMap<String, Vec<usize>>,
}

impl KeyPlaces {
    /// The keys of rows, for each row those of its wordings.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a [LabelKey]>) -> Self {
        let mut places = Self::default();
        let add = |to: &mut HashMap<String, Vec<usize>>, key: String, at: usize| {
            let own = to.entry(key).or_default();
            if own.last() != Some(&at) {
                own.push(at);
            }
        };
        for (at, keys) in rows.into_iter().enumerate() {
            for key in keys {
                add(&mut places.own, key.whole.clone(), at);
                add(&mut places.own, key.bare.clone(), at);
                let alike = wording::label(&key.bare, None);
                add(
                    &mut places.alike,
                    alike.unwrap_or_else(|| key.bare.clone()),
                    at,
                );
            }
        }
        places
    }

    /// Rows with one of the two as a key, ascending.
    pub fn with(&self, key: &LabelKey) -> Vec<usize> {
        let of = |key: &String| self.own.get(key).map_or(&[][..], Vec::as_slice);
        let mut places = of(&key.whole).to_vec();
        if key.bare != key.whole {
            places.extend_from_slice(of(&key.bare));
            places.sort_unstable();
            places.dedup();
        }
        places
    }

    /// Rows that a label without numbering names in other words, in a return for a period.
    pub fn alike(&self, bare: &str, period: Option<Period>) -> Vec<usize> {
        let told = wording::label(bare, period);
        let of = self.alike.get(told.as_deref().unwrap_or(bare));
        of.cloned().unwrap_or_default()
    }
}
