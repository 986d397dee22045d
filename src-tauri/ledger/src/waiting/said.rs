//! What the officer said of a file.

use serde::{Deserialize, Serialize};
use xianbaohui_core::pointing::{SheetPointing, SheetSaid};

/// What the officer said of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// whose it is
    pub unit: Option<String>,
    /// which form it is
    pub form: Option<String>,
    /// what was pointed at in it
    pub pointed: Vec<SheetPointing>,
    /// what its sheets are
    pub sheets: Vec<SheetSaid>,
    /// what was answered: question and choice
    #[serde(default)]
    pub answers: Vec<(String, String)>,
}

impl Said {
    /// Whether it was said what the file is, besides what was pointed at, which is put right by
    /// pointing again.
    pub fn is_answered(&self) -> bool {
        self.unit.is_some() || self.form.is_some() || !self.answers.is_empty()
    }

    /// Takes back what [`Self::is_answered`] tells of.
    pub fn take_back(&mut self) {
        self.unit = None;
        self.form = None;
        self.answers.clear();
    }
}
