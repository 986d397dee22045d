//! Answers of the officer that hold for the next time.

use crate::form::Form;
use crate::org_unit::OrgUnit;
use crate::pointing::Pointing;
use crate::scheme::Scheme;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What a sheet says of its unit where that is not enough to tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clue {
    /// the same for all sheets that say the same: where it stands, and the words made comparable
    pub key: String,
    /// where it stands and the words, for the officer
    pub words: String,
    /// it names a unit or its layout, so that an answer may hold for whatever says the same;
    /// `报表终稿` may be anybody's
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

impl Clue {
    /// The layout of a unit's form, for what was pointed at on it.
    pub fn layout(
        unit: &OrgUnit,
        form: &Form,
        layout: &str,
        pointed: &[Pointing],
        scheme: &Scheme,
    ) -> Self {
        let said = pointed
            .iter()
            .map(|own| own.sentence(form, scheme))
            .collect::<Vec<_>>()
            .join("；");
        Self {
            key: format!("{}:{}", layout_key(&form.code, layout), unit.code),
            words: format!("{}报的“{}”这种版式：{said}", unit.name, form.name),
            lasting: true,
        }
    }

    /// Why an answer to it cannot hold for the next time.
    pub fn why_not_lasting(&self) -> Option<String> {
        (!self.lasting).then(|| {
            format!(
                "{}：这不是哪个单位的名称，别的单位的文件也可能这样写，所以\
            不能记住，下次还会再问。",
                self.words
            )
        })
    }
}

/// Form and layout, as answers are kept by.
pub fn layout_key(form: &str, layout: &str) -> String {
    format!("layout:{form}:{layout}")
}
