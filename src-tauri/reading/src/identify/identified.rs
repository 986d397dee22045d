//! What a workbook was found to be, sheet by sheet.

use super::embedded::MarkTold;
use super::hearing::Heard;
use super::{Bound, HeaderBlock};
use xianbaohui_core::evidence::{Doubt, Evidence, Of};
use xianbaohui_core::period::Period;
use xianbaohui_core::remembered::Clue;

/// One sheet that is a form, as far as known.
#[derive(Debug, Clone)]
pub struct Identified {
    /// position of the sheet
    pub grid: usize,
    /// position of the form
    pub form: usize,
    /// where header and rows are
    pub bound: Bound,
    /// rows and columns are exchanged: `bound` speaks of [`crate::read::Grid::turned`]
    pub turned: bool,
    /// the unit that reports, when certain
    pub unit: Option<usize>,
    /// the period, when certain
    pub period: Option<Period>,
    /// why
    pub evidence: Vec<Evidence>,
    /// what must be asked
    pub doubts: Vec<Doubt>,
    /// units it may be
    pub unit_candidates: Vec<usize>,
    /// forms it may be
    pub form_candidates: Vec<usize>,
    /// what the sheet says of its unit, where only an answer tells which is meant
    pub clue: Option<Clue>,
    /// what the words around the figures say of them
    pub heard: Heard,
    /// what is to be said of the mark that it was issued with
    pub mark: Option<MarkTold>,
    /// only an answer remembered for the unit's layout makes it this form
    pub(super) unproven: bool,
    /// only its title makes it this form: its header is not understood
    pub(super) by_title: bool,
}

impl Identified {
    /// The rows of the sheet that the header takes; of a table turned round, the rows of the whole
    /// table: what stands above and below says whose it is.
    pub fn frame(&self) -> HeaderBlock {
        if !self.turned {
            return self.bound.header;
        }
        self.bound.lines()
    }
}

/// A workbook, sheet by sheet.
#[derive(Debug, Clone, Default)]
pub struct Identification {
    /// sheets that are forms
    pub sheets: Vec<Identified>,
    /// sheets with content that are no form
    pub others: Vec<Other>,
}

/// A sheet that is no form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Other {
    /// position of the sheet
    pub grid: usize,
    /// the form it is most like
    pub nearest: Option<Nearest>,
    /// hidden, and the same form stands on this sheet that is seen
    pub behind: Option<usize>,
    /// the officer said that it is not to be read
    pub left_out: bool,
}

impl Other {
    /// A sheet that was found to be a form, and is not read.
    pub(super) fn like(grid: usize, identified: &Identified) -> Self {
        let nearest = Nearest {
            form: identified.form,
            matched: identified.bound.matched,
            asked: identified.bound.asked,
        };
        Self {
            grid,
            nearest: Some(nearest),
            behind: None,
            left_out: false,
        }
    }
}

/// The form that a sheet is most like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearest {
    /// position of the form
    pub form: usize,
    /// headers found
    pub matched: usize,
    /// headers asked for
    pub asked: usize,
}

pub(super) fn start(
    form: usize,
    bound: Bound,
    evidence: Vec<Evidence>,
    close: Vec<usize>,
) -> Identified {
    let mut identified = Identified {
        grid: 0,
        form,
        bound,
        turned: false,
        unit: None,
        period: None,
        evidence,
        doubts: Vec::new(),
        unit_candidates: Vec::new(),
        form_candidates: Vec::new(),
        clue: None,
        heard: Heard::default(),
        mark: None,
        unproven: false,
        by_title: false,
    };
    if !close.is_empty() {
        identified
            .doubts
            .push(Doubt::of(Of::Form, "同时像几张报表，请指明是哪一张。"));
        identified.form_candidates = std::iter::once(form).chain(close).collect();
    }
    identified
}
