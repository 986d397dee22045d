//! The same return as xls and ods: the same must be found, and the same figures taken.

use super::model::{Book, Written};
use super::write;
use crate::Outcome;
use std::collections::BTreeSet;
use xianbaohui_core::place::cell_name;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::batch::{TakenFile, take_bytes};
use xianbaohui_reading::intake::{Intake, Verdict};

/// What is told of words that their column has no room for.
const OF_WIDTH: &str = "sheet.words-clipped";

/// What came of a return in another kind of file.
#[derive(Debug, Clone)]
pub struct Twin {
    /// `xls`, `ods`
    pub kind: &'static str,
    /// what it has that the xlsx has not (`+`), or lacks (`-`); `None`: it can't be written so
    pub differs: Option<Vec<String>>,
}

pub(super) fn of(book: &Book, file: &TakenFile, intake: &Intake<'_>) -> Outcome<Vec<Twin>> {
    let own = told(file, intake.scheme);
    let mut twins = Vec::new();
    for (kind, written) in [("xls", Written::Xls), ("ods", Written::Ods)] {
        let Some(twin) = write::twin(book, written) else {
            let differs = None;
            twins.push(Twin { kind, differs });
            continue;
        };
        let name = format!("{}.{kind}", book.file.trim_end_matches(".xlsx"));
        let other = take_bytes(&write::bytes(&twin)?, &name, intake);
        let other = told(&other, intake.scheme);
        let more = other.difference(&own).map(|one| format!("+{one}"));
        // how wide the columns are this ods does not say
        let is_of_width = |one: &&String| kind == "ods" && one.starts_with(OF_WIDTH);
        let less = own.difference(&other).filter(|one| !is_of_width(one));
        let less = less.map(|one| format!("-{one}"));
        let differs = Some(more.chain(less).collect());
        twins.push(Twin { kind, differs });
    }
    Ok(twins)
}

/// Codes with their cells, and figures.
fn told(file: &TakenFile, scheme: &Scheme) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    match &file.verdict {
        Verdict::Refused { code, .. } => {
            all.insert(format!("refused {code}"));
        }
        Verdict::Unsure(asked) => {
            for doubt in asked.iter().flat_map(|one| &one.doubts) {
                all.insert(format!("asked {:?}", doubt.of));
            }
        }
        Verdict::Ready(returns) => {
            for taken in returns.iter().map(|one| &one.taken) {
                for finding in &taken.findings {
                    let cells = finding.cells.iter();
                    let cells = cells
                        .map(|cell| cell_name(cell.row, cell.column))
                        .collect::<Vec<_>>();
                    all.insert(format!("{} {}", finding.rule_name(), cells.join(" ")));
                }
                for value in &taken.values {
                    let indicator = &scheme.indicators[value.indicator].code;
                    let cell = cell_name(value.row, value.sheet_column);
                    let datum = &value.datum;
                    all.insert(format!("figure {indicator} {cell} {datum:?}"));
                }
                for (at, entry) in taken.entries.iter().enumerate() {
                    for (field, value) in entry.fields.iter().enumerate() {
                        let datum = &value.datum;
                        all.insert(format!("field {at}.{field} {datum:?}"));
                    }
                }
            }
        }
    }
    all
}
