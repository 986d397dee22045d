//! A scheme as data, for programs: the keys of the reference, with what goes without saying.

use super::tables::{TextTable, tables};
use super::{Noun, Scheme, TextKey};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Scheme {
    /// The scheme with every key of its text, said or implied; a key that says and means nothing
    /// is not there.
    pub fn data(&self) -> impl Serialize + use<> {
        Data(tables(self))
    }
}

struct Data(Vec<TextTable>);

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(head) = self.0.iter().find(|table| table.noun == Noun::Scheme) {
            map.serialize_entry("scheme", head)?;
        }
        let nouns = [
            (Noun::Unit, "unit"),
            (Noun::Indicator, "indicator"),
            (Noun::Form, "form"),
            (Noun::Round, "round"),
            (Noun::Rule, "rule"),
            (Noun::Register, "register"),
            (Noun::Statement, "statements"),
            (Noun::Target, "targets"),
        ];
        for (noun, name) in nouns {
            map.serialize_entry(name, &of_kind(&self.0, noun))?;
        }
        map.end()
    }
}

impl Serialize for TextTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for entry in &self.entries {
            if entry.key != TextKey::Meaning {
                map.serialize_entry(&entry.key, &entry.value)?;
            }
        }
        if self.own {
            map.serialize_entry("own", &true)?;
        }
        let nouns = [
            (Noun::FormerName, "former"),
            (Noun::Row, "row"),
            (Noun::Column, "column"),
            (Noun::Field, "field"),
        ];
        for (noun, name) in nouns {
            let parts = of_kind(&self.parts, noun);
            if !parts.is_empty() {
                map.serialize_entry(name, &parts)?;
            }
        }
        map.end()
    }
}

fn of_kind(tables: &[TextTable], noun: Noun) -> Vec<&TextTable> {
    tables.iter().filter(|table| table.noun == noun).collect()
}
