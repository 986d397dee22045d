//! The JSON of an entry's fields: by their codes, in whatever order they were written.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use xianbaohui_core::form::FieldSpec;

/// The JSON of a field; short keys, since there are many.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept<'a> {
    #[serde(rename = "s", borrow)]
    pub(super) state: Words<'a>,
    #[serde(rename = "c", borrow, skip_serializing_if = "Option::is_none", default)]
    pub(super) content: Option<Words<'a>>,
    #[serde(rename = "r", borrow, skip_serializing_if = "Option::is_none", default)]
    pub(super) raw: Option<Words<'a>>,
    #[serde(rename = "k", skip_serializing_if = "Option::is_none", default)]
    pub(super) column: Option<u32>,
    #[serde(rename = "n", borrow, skip_serializing_if = "Option::is_none", default)]
    pub(super) note: Option<Words<'a>>,
}

/// A text of the database, borrowed where it stands there as it is.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Words<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

impl<'a> From<&'a str> for Words<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl From<Words<'_>> for String {
    fn from(words: Words<'_>) -> Self {
        words.0.into_owned()
    }
}

/// Fields by code, in the order of the form.
pub(super) struct ByCode<'a>(pub(super) Vec<(&'a str, Kept<'a>)>);

impl Serialize for ByCode<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(code, kept)| (code, kept)))
    }
}

/// Reads fields by code into the order of a form.
#[derive(Clone, Copy)]
pub(super) struct InOrder<'a>(pub(super) &'a [FieldSpec]);

impl InOrder<'_> {
    pub(super) fn none<'f>(self) -> Vec<Option<Kept<'f>>> {
        self.0.iter().map(|_| None).collect()
    }

    /// Puts a field in its place, which is looked for from the one where it is likely; where that
    /// was found. A code that comes twice counts as it came last.
    pub(super) fn put<'f>(
        self,
        ordered: &mut [Option<Kept<'f>>],
        likely: usize,
        code: &str,
        kept: Kept<'f>,
    ) -> usize {
        let mut places = (likely..self.0.len()).chain(0..likely.min(self.0.len()));
        match places.find(|at| self.0[*at].code == code) {
            Some(at) => {
                ordered[at] = Some(kept);
                at + 1
            }
            None => likely,
        }
    }
}

impl<'f> DeserializeSeed<'f> for InOrder<'_> {
    type Value = Vec<Option<Kept<'f>>>;

    fn deserialize<D: Deserializer<'f>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'f> Visitor<'f> for InOrder<'_> {
    type Value = Vec<Option<Kept<'f>>>;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("fields by their codes")
    }

    fn visit_map<M: MapAccess<'f>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let (mut ordered, mut likely) = (self.none(), 0);
        while let Some((code, kept)) = map.next_entry::<Words<'f>, Kept<'f>>()? {
            likely = self.put(&mut ordered, likely, &code.0, kept);
        }
        Ok(ordered)
    }
}
