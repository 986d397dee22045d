//! What is known before a workbook is looked at.

use crate::insisted::Insisted;
use xianbaohui_core::pointing::{SheetPointing, SheetSaid};
use xianbaohui_core::remembered::Remembered;
use xianbaohui_core::scheme::Round;

/// What is known before a workbook is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// the round it is imported into
    pub round: Option<&'a Round>,
    /// its file name
    pub file: &'a str,
    /// unit code that the officer said
    pub unit: Option<&'a str>,
    /// form code that the officer said
    pub form: Option<&'a str>,
    /// what the officer says although the sheets say otherwise
    pub insisted: &'a Insisted,
    /// answers that the officer gave before
    pub remembered: Option<&'a Remembered>,
    /// what the officer pointed at in this file
    pub pointed: &'a [SheetPointing],
    /// what the officer said of its sheets
    pub sheets: &'a [SheetSaid],
}
