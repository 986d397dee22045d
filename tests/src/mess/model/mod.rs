//! A workbook in memory whose cells know what they mean, so that it can be spoilt by meaning, and
//! what a careful person reads in each.

mod cell;
mod said;
mod sheet;

pub(super) use cell::{Cell, Colour, Content, Fact, Look, Of, Shown, State};
pub(super) use said::{Around, Said};
pub(super) use sheet::{Claim, Column, FieldKind, Kind, Row, RowKind, Sheet};

/// A workbook, and how it is put into bytes.
#[derive(Debug, Clone)]
pub(super) struct Book {
    /// name of the file
    pub(super) file: String,
    /// position of its scheme
    pub(super) scheme: usize,
    pub(super) sheets: Vec<Sheet>,
    /// days are counted from 1904
    pub(super) from_1904: bool,
    pub(super) written: Written,
    pub(super) edits: Vec<Edit>,
    /// it is encrypted with this password
    pub(super) password: Option<&'static str>,
    /// what its name says
    pub(super) said: Vec<Said>,
}

/// Excel's silent default.
pub(super) const SILENT_PASSWORD: &str = "VelvetSweatshop";

/// What the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Xlsx,
    /// as Excel 97 and WPS write it
    Xls,
    /// as LibreOffice writes it
    Ods,
    /// a web page named .xls
    Page,
    /// comma-separated, as Chinese Excel saves it
    Gb18030,
    /// tab-separated "Unicode text"
    Utf16,
    Utf8,
}

/// What other programs do to a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    LyingDimension,
    InlineStrings,
    PaddedValues,
    CommentInValue,
    ValueInCdata,
}
