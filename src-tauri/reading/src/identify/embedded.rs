//! What the blanks that this program issued say of themselves: marks that lie in the sheet (page
//! footer, a name of the sheet), and for programs that drop those in a very hidden sheet and in the
//! document properties. A mark counts only while its check code fits.

use crate::read::{Grid, Workbook};
use xianbaohui_core::mark::{self, Found, Mark};
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;

/// What a sheet says of itself, as far as it may be heard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) form: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) period: Option<Period>,
    /// what is to be said of the mark
    pub(super) told: Option<MarkTold>,
}

/// What is to be said of a sheet's mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkTold {
    /// its check code does not fit, or two marks contradict each other: not heard
    Altered,
    /// it is of another scheme: not heard
    OtherScheme(String),
    /// it is of another version of the scheme
    OtherVersion(String),
}

/// The marks of a workbook that do not lie in its sheets: name of the sheet, and mark.
pub(super) struct Marks {
    listed: Vec<(String, Found)>,
}

impl Marks {
    pub(super) fn read(workbook: &Workbook) -> Self {
        let mut listed = Vec::new();
        for (name, line) in &workbook.properties {
            if let (Some(sheet), Some(found)) =
                (name.strip_prefix(mark::PROPERTY), Mark::find(line))
            {
                listed.push((sheet.to_owned(), found));
            }
        }
        for grid in workbook.grids.iter().filter(|grid| is_list(grid)) {
            for row in grid.filled_rows() {
                listed.extend(Mark::find(&grid.text(row, 1)).map(|one| (grid.text(row, 0), one)));
            }
        }
        Self { listed }
    }

    /// What a sheet says of itself, or is said of it elsewhere in the workbook.
    pub(super) fn of(&self, grid: &Grid, scheme: &Scheme) -> Identity {
        let own = grid.beside.marks.iter().filter_map(|line| Mark::find(line));
        let own = own.collect::<Vec<_>>();
        if !own.is_empty() {
            return only(own.iter(), scheme);
        }
        let of_sheet = |(name, _): &&(String, Found)| *name == grid.name;
        let mut named = self.listed.iter().filter(of_sheet).peekable();
        if named.peek().is_some() {
            return only(named.map(|(_, found)| found), scheme);
        }
        // a sheet under another name, in a workbook that is all of one unit and period
        let mut all = self.listed.iter().filter_map(|(_, found)| match found {
            Found::Fits(mark) if !mark.is_of_leaf() => Some(mark),
            _ => None,
        });
        let Some(first) = all.next() else {
            return Identity::default();
        };
        let mut identity = heard(first, scheme);
        for mark in all {
            if (&mark.unit, mark.period) != (&first.unit, first.period) {
                return Identity::default();
            }
            if mark.form != first.form {
                identity.form = None;
            }
        }
        identity
    }
}

/// What marks say, where they say one thing.
fn only<'a>(mut found: impl Iterator<Item = &'a Found>, scheme: &Scheme) -> Identity {
    let altered = Identity {
        told: Some(MarkTold::Altered),
        ..Identity::default()
    };
    let Some(Found::Fits(first)) = found.next() else {
        return altered;
    };
    if found.any(|other| !matches!(other, Found::Fits(mark) if mark == first)) {
        return altered;
    }
    heard(first, scheme)
}

fn heard(mark: &Mark, scheme: &Scheme) -> Identity {
    if mark.scheme != scheme.code {
        return Identity {
            told: Some(MarkTold::OtherScheme(mark.scheme.clone())),
            ..Identity::default()
        };
    }
    let is_other = mark.digest != mark::digest(scheme);
    Identity {
        form: Some(mark.form.clone()),
        unit: Some(mark.unit.clone()),
        period: Some(mark.period),
        told: is_other.then(|| MarkTold::OtherVersion(mark.version.clone())),
    }
}

/// Whether a sheet is the list of marks that an issued workbook carries, and nothing else.
pub(super) fn is_list(grid: &Grid) -> bool {
    grid.name == mark::SHEET
        && grid.cells().iter().all(|cell| cell.column < 2)
        && grid
            .filled_rows()
            .all(|row| Mark::find(&grid.text(row, 1)).is_some())
}

/// Whether a sheet is one of the program's own words (填报说明), as they were issued.
pub(super) fn is_leaf(grid: &Grid) -> bool {
    let mut marks = grid.beside.marks.iter().filter_map(|line| Mark::find(line));
    let said = || mark::leaf(grid.cells().iter().filter_map(|cell| cell.as_text()));
    marks.any(|found| match found {
        Found::Fits(mark) => mark.is_of_leaf() && mark.form == said(),
        Found::Altered => false,
    })
}
