//! bytes → [`Workbook`] of [`Grid`]s. The content is sniffed, the extension ignored; size is
//! bounded; any bytes give a workbook or a clear refusal. The only folder that names calamine.

mod area;
mod around;
mod biff;
mod canonical;
mod cell;
mod conditional;
mod decrypt;
mod error;
pub(crate) mod foreign;
mod format;
mod grid;
mod ink;
mod limits;
mod mime;
mod odf;
mod odf_style;
mod once;
mod other;
mod package;
mod page;
mod parts;
mod rich;
mod sent;
mod sniff;
mod spreadsheet;
mod text;
mod unpacked;
mod values;
mod visibility;
mod worker;
mod xlsb;
mod xlsx;
mod xml;

pub use area::Area;
pub use cell::{Cell, Content, Display, Ink};
pub use error::{Limit, ReadError};
pub use grid::{Grid, Workbook};
pub use limits::Limits;
pub use once::{guarded, workbook};
pub use parts::{Beside, Note, Over, OverKind, PAGE, PAGE_WORDS};
pub(crate) use sniff::why_not;
pub use sniff::{Kind, sniff};
pub use text::{Comma, Line, Lines};
pub use visibility::Visibility;
pub use worker::{ARGUMENT as WORKER_ARGUMENT, InProcess, ReadFile, Shared, Tasks, Workers, serve};
