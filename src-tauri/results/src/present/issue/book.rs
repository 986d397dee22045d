//! The workbook of a unit: its sheets, 填报说明, and the marks.

use super::given::Blanks;
use super::styles::Styles;
use super::{leaf, matrix, roster, sealed, sheet, table};
use crate::present::PresentError;
use crate::present::workbook::{new_book, properties};
use rust_xlsxwriter::{Workbook, Worksheet};
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::mark::{self, Mark};
use xianbaohui_core::org_unit::OrgUnit;
use xianbaohui_core::scheme::Round;
use xianbaohui_files::output::{AS_ISSUED, Kind, Output};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// names of the sheets
    pub sheets: Vec<String>,
    /// cells that were filled in beforehand
    pub filled: usize,
    /// bytes of the file
    pub bytes: u64,
}

/// Name of the file of a unit's blanks.
pub fn blanks_name(round: &Round, unit: &OrgUnit) -> String {
    plain_name(&format!("{}_{}.xlsx", unit.name, round.name))
}

/// A name without what no file's may have.
pub fn plain_name(name: &str) -> String {
    name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "_")
}

/// Writes the blanks of a unit. `at` is the time that they state.
///
/// # Errors
/// The file could not be written.
pub fn blanks(blanks: &Blanks<'_>, output: Output, at: &str) -> Result<Issued, PresentError> {
    let scheme = blanks.scheme;
    let digest = mark::digest(scheme);
    let mark_of = |form: &str| {
        Mark::new(
            scheme,
            &digest,
            form,
            &blanks.unit.code,
            blanks.round.period,
        )
    };
    let mut book = new_book()?;
    let styles = Styles::new();
    let (mut sheets, mut filled, mut marks) = (Vec::new(), 0, Vec::new());
    for (form, known) in &blanks.forms {
        let name = sheet_name(form, &sheets);
        let own = mark_of(&form.code);
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?;
        filled += match &form.layout {
            Layout::Matrix(layout) => matrix::draw(sheet, blanks, form, layout, known, &styles)?,
            Layout::CountyTable(layout) => table::draw(sheet, blanks, form, layout, &styles)?,
            Layout::Roster(layout) => roster::draw(sheet, blanks, form, layout, known, &styles)?,
        };
        sheet::sign(sheet, &own);
        marks.push((name.clone(), own));
        sheets.push(name);
    }
    let words = leaf::words(blanks);
    let texts = words.iter().flat_map(leaf::Line::texts);
    let own = mark_of(&mark::leaf(texts));
    let sheet = book.add_worksheet();
    sheet.set_name(LEAF)?;
    leaf::draw(sheet, &words, &styles)?;
    sheet::sign(sheet, &own);
    marks.push((LEAF.to_owned(), own));
    sheets.push(LEAF.to_owned());
    list(&mut book, &marks)?;
    let mut own = properties(Some(at), Kind::Blanks);
    own = own.set_custom_property(AS_ISSUED, sealed::OPEN);
    for (name, mark) in &marks {
        own = own.set_custom_property(format!("{}{name}", mark::PROPERTY), mark.line());
    }
    book.set_properties(&own);
    let path = output.path().display().to_string();
    let failed = |why: String| PresentError::Write {
        path: path.clone(),
        why,
    };
    let file = output.file().map_err(|error| failed(error.to_string()))?;
    let bytes = book.save_to_buffer()?;
    sealed::write(&bytes, file).map_err(|error| failed(xianbaohui_files::said(&error)))?;
    Ok(Issued {
        sheets,
        filled,
        bytes: output.finish()?,
    })
}

/// The sheet with the words of the program.
const LEAF: &str = "填报说明";

/// The marks in a sheet that no menu shows, and each as a name of its sheet.
fn list(book: &mut Workbook, marks: &[(String, Mark)]) -> Result<(), PresentError> {
    /// a text in a formula is no longer
    const LONGEST: usize = 255;
    let sheet: &mut Worksheet = book.add_worksheet();
    sheet.set_name(mark::SHEET)?.set_very_hidden(true);
    for (row, (name, mark)) in marks.iter().enumerate() {
        sheet.write_string(row as u32, 0, name)?;
        sheet.write_string(row as u32, 1, mark.line())?;
    }
    for (name, mark) in marks {
        let line = mark.line();
        if line.chars().count() <= LONGEST {
            let scoped = format!("'{}'!{}", name.replace('\'', "''"), mark::NAME);
            book.define_name(scoped, &format!("=\"{line}\""))?;
        }
    }
    Ok(())
}

/// Code and name of a form, as far as a tab takes them; each once.
fn sheet_name(form: &Form, taken: &[String]) -> String {
    /// characters that a tab takes, less a number
    const LONGEST: usize = 28;
    let whole = format!("{} {}", form.code, form.name);
    let plain = whole
        .replace(['/', '\\', ':', '*', '?', '[', ']', '\''], "、")
        .chars()
        .take(LONGEST)
        .collect::<String>();
    let mut name = plain.trim().to_owned();
    let mut number = 2;
    while taken.iter().any(|own| own.eq_ignore_ascii_case(&name)) {
        name = format!("{} {number}", plain.trim());
        number += 1;
    }
    name
}
