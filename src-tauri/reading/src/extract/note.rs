//! The note 单位：… of a sheet.

use crate::identify::Identified;
use crate::read::Grid;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::text;

/// One unit for everything, several, or none.
#[derive(Debug, Clone, Default)]
pub(super) struct Note {
    pub(super) units: Vec<MeasureUnit>,
    /// the cell that says so, as the sheet names it
    pub(super) cell: String,
}

/// `单位：万元` or `单位：家、万元、%` above the header or in its rows, and nowhere else.
pub(super) fn note_of(grid: &Grid, identified: &Identified) -> Note {
    let last = if identified.turned {
        identified.frame().top
    } else {
        identified.bound.header.bottom
    };
    for row in grid.filled_rows().take_while(|row| *row <= last) {
        for cell in grid.row(row) {
            let Some(words) = cell.as_text() else {
                continue;
            };
            let key = text::key(words);
            // 单位： with the unit in the next cell
            if matches!(key.as_str(), "单位" | "计量单位" | "金额单位" | "货币单位")
                && let Some(next) = grid.row(row).iter().find(|next| next.column > cell.column)
                && let Some(found) = next.as_text().and_then(|words| units_in(&text::key(words)))
            {
                return Note {
                    units: found,
                    cell: grid.cell_name(next.row, next.column),
                };
            }
            let Some(at) = ["计量单位:", "金额单位:", "单位:"]
                .iter()
                .find_map(|word| key.find(word).map(|at| at + word.len()))
            else {
                continue;
            };
            if key.contains("填报单位:")
                && !key.contains("计量单位:")
                && key
                    .find("填报单位:")
                    .is_some_and(|line| line + "填报单位:".len() == at)
            {
                // 填报单位：… may be followed by 单位：… in the same cell
                let Some(second) = key[at..].find("单位:") else {
                    continue;
                };
                if let Some(found) = units_in(&key[at + second + "单位:".len()..]) {
                    return Note {
                        units: found,
                        cell: grid.cell_name(cell.row, cell.column),
                    };
                }
                continue;
            }
            if let Some(found) = units_in(&key[at..]) {
                return Note {
                    units: found,
                    cell: grid.cell_name(cell.row, cell.column),
                };
            }
        }
    }
    Note::default()
}

fn units_in(rest: &str) -> Option<Vec<MeasureUnit>> {
    let units = rest
        .split([',', '/', ' ', '(', ')'])
        .filter_map(MeasureUnit::parse)
        .collect::<Vec<_>>();
    (!units.is_empty()).then_some(units)
}
