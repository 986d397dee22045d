//! What may be accepted with one press: a header or label that is bound to nothing is the nearest
//! of the form's names.

use crate::finding::{Arg, Finding, FindingCode};
use crate::form::{Header, Layout};
use crate::pointing::{Line, Meaning, Pointing};
use crate::returns::Return;
use crate::scheme::Scheme;

/// A line of a sheet, and what it seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// row or column of the sheet, and what it would be said to be
    pub pointing: Pointing,
    /// as the form calls it
    pub name: String,
}

impl Proposal {
    /// What a finding of a return proposes.
    pub fn of(finding: &Finding, taken: &Return, scheme: &Scheme) -> Option<Self> {
        let text = |name: &str| match finding.args.get(name) {
            Some(Arg::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        let (seen, nearest, is_column) = match finding.code {
            FindingCode::HeaderMissing => (text("nearest")?, text("name")?, true),
            FindingCode::HeaderExtra => (text("raw")?, text("nearest")?, true),
            FindingCode::RowUnknown | FindingCode::RowUnknownUnit => {
                (text("raw")?, text("nearest")?, false)
            }
            _ => return None,
        };
        let place = finding.cells.first()?;
        // a column of the table is a row of a sheet that is turned round
        let line = if is_column == taken.binding.turned {
            Line::Row(place.row)
        } else {
            Line::Column(place.column)
        };
        let code = code_of(nearest, is_column, taken, scheme)?;
        Some(Self {
            pointing: Pointing {
                line,
                meaning: Meaning::Of(code),
                text: seen.to_owned(),
            },
            name: nearest.to_owned(),
        })
    }

    /// `C=cumulative`: what accepts it on the command line
    pub fn bind(&self) -> String {
        let Pointing { line, meaning, .. } = &self.pointing;
        format!("{}={}", line.word(), meaning.word())
    }

    /// `C 列“完成数”就是“累计”`
    pub fn sentence(&self) -> String {
        let Pointing { line, text, .. } = &self.pointing;
        format!("{}“{text}”就是“{}”", line.name(), self.name)
    }
}

/// The code of what sentences name so.
fn code_of(name: &str, is_column: bool, taken: &Return, scheme: &Scheme) -> Option<String> {
    let form = &scheme.forms[taken.form];
    let is_header = |headers: &[Header]| {
        let mut headers = headers.iter();
        headers.any(|own| own.written(Some(taken.period)) == name)
    };
    let code = match (&form.layout, is_column) {
        (Layout::Roster(roster), true) => {
            let mut fields = roster.fields.iter();
            &fields.find(|field| is_header(&field.headers))?.code
        }
        (_, true) => {
            let mut columns = form.columns().iter();
            &columns.find(|column| is_header(&column.headers))?.code
        }
        (Layout::Matrix(matrix), false) => {
            let mut rows = matrix.rows.iter();
            &rows
                .find(|row| row.labels.first().is_some_and(|label| label == name))?
                .indicator
        }
        (Layout::CountyTable(_), false) => {
            &scheme.units.iter().find(|unit| unit.name == name)?.code
        }
        (Layout::Roster(_), false) => return None,
    };
    Some(code.clone())
}
