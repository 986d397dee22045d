//! Live totals: the formula of a cell that is computed from others.

use crate::present::workbook::pages::{Page, Places};
use crate::present::{ColumnFormula, FigureKey, Row, RowKind, Subject, Table};
use xianbaohui_core::place::cell_name;
use xianbaohui_core::rate;

/// First and last of the rows that follow each other.
pub(super) fn runs(rows: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => runs.push((row, row)),
        }
    }
    runs
}

/// `SUM(C5:C9)`, `SUM(C5:C9,C12)`; `None` when there are more runs than a function takes.
fn sum_over(column: u32, runs: &[(u32, u32)]) -> Option<String> {
    const MOST_ARGUMENTS: usize = 255;
    let area = |(top, bottom): &(u32, u32)| {
        if runs.len() > 1 && top == bottom {
            cell_name(*top, column)
        } else {
            format!("{}:{}", cell_name(*top, column), cell_name(*bottom, column))
        }
    };
    (1..=MOST_ARGUMENTS).contains(&runs.len()).then(|| {
        format!(
            "SUM({})",
            runs.iter().map(area).collect::<Vec<_>>().join(",")
        )
    })
}

/// The live formula of a total, without its `=`, where it gives the figure that was computed; a
/// total that a formula cannot give stays a constant.
pub(super) fn formula(
    table: &Table,
    page: &Page,
    row: &Row,
    column: usize,
    line: u32,
    added: &[(u32, u32)],
    places: &Places,
) -> Option<String> {
    let value = row.cells[column].number()?;
    let position = |wanted: usize| {
        page.columns
            .iter()
            .position(|own| *own == wanted)
            .map(|at| at as u32)
    };
    let own = position(column)?;
    let same_row = |of: usize, base: usize, growth: bool| {
        let (of_value, base_value) = (row.cells[of].number()?, row.cells[base].number()?);
        let computed = rate::settled(if growth {
            rate::growth(of_value, base_value)
        } else {
            rate::percentage(of_value, base_value)
        })
        .number()?;
        // over units that have both sides only: then the row's own totals do not give it
        if computed != value {
            return None;
        }
        let (of, base) = (
            cell_name(line, position(of)?),
            cell_name(line, position(base)?),
        );
        // multiplied before it is divided, and rounded as it is stored: ({of}/{base}-1)*100 loses
        // an exact half
        Some(if growth {
            format!("IF(N({base})<=0,\"/\",ROUND(({of}-{base})*100/{base},10))")
        } else {
            format!("IF(N({base})=0,\"/\",ROUND({of}*100/{base},10))")
        })
    };
    match (row.kind, table.columns[column].formula) {
        (RowKind::Total, ColumnFormula::Sum) => sum_over(own, added),
        (RowKind::Total | RowKind::Indicator, ColumnFormula::Growth { of, base }) => {
            same_row(of, base, true)
        }
        (RowKind::Total | RowKind::Indicator, ColumnFormula::Completion { of, base }) => {
            same_row(of, base, false)
        }
        (RowKind::Indicator, ColumnFormula::Sum) => {
            let (Subject::Indicator(indicator), Some(FigureKey { column, .. })) =
                (row.subject, table.columns[column].figure)
            else {
                return None;
            };
            places
                .total(table.form, indicator, column)
                .map(str::to_owned)
        }
        (RowKind::Difference, _) => {
            let reported = line.checked_sub(1)?;
            let sum = line.checked_sub(2)?;
            Some(format!(
                "ROUND({}-{},10)",
                cell_name(reported, own),
                cell_name(sum, own)
            ))
        }
        _ => None,
    }
}
