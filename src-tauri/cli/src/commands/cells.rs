//! `xbh cells`

use crate::args::Cells;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::place::cell_name;
use xianbaohui_desk::Error;
use xianbaohui_desk::batch::bytes_of;
use xianbaohui_ledger::LedgerError;
use xianbaohui_reading::extract::settle_formats;
use xianbaohui_reading::read::{Cell, Content, Doubt, Grid, Limits, ReadFile, Visibility, Workers};
use xianbaohui_reading::sight::Unsure;

#[derive(Serialize)]
struct Report<'a> {
    sheets: Vec<Sheet<'a>>,
}

#[derive(Serialize)]
struct Sheet<'a> {
    name: &'a str,
    hidden: bool,
    cells: Vec<Seen<'a>>,
}

#[derive(Serialize)]
struct Seen<'a> {
    cell: String,
    content: Held<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    formula: Option<&'a str>,
    /// null where it is not certain; that the cell is filled with # is
    sight: Option<String>,
    unsure: Option<&'static str>,
}

#[derive(Serialize)]
struct Held<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    value: String,
    format: &'a str,
}

pub(super) fn cells(arguments: &Cells) -> Result<Exit, Error> {
    let limits = Limits::default();
    let bytes = bytes_of(&arguments.file, &limits)?;
    let passwords = super::said::passwords(arguments.password_file.as_deref())?;
    let mut workbook = Workers::of_this_program().workbook(&bytes, &limits, &passwords)?;
    settle_formats(&mut workbook);
    let grids = workbook
        .grids
        .iter()
        .filter(|grid| arguments.sheet.as_ref().is_none_or(|own| *own == grid.name));
    let sheets = grids.map(sheet).collect::<Vec<_>>();
    if let (Some(name), true) = (&arguments.sheet, sheets.is_empty()) {
        let unknown = LedgerError::Unknown {
            what: "工作表",
            name: name.clone(),
            nearest: String::new(),
        };
        return Err(unknown.into());
    }
    if arguments.json {
        output::json(&Report { sheets });
        return Ok(Exit::Done);
    }
    for sheet in &sheets {
        output::line(&format!("工作表 {}", sheet.name));
        for seen in &sheet.cells {
            let own = &seen.content;
            let sight = match (&seen.sight, seen.unsure) {
                (Some(sight), _) if *sight == own.value => String::new(),
                (Some(sight), _) => format!("\t看到 {sight}"),
                (None, why) => format!("\t看不准（{}）", why.unwrap_or_default()),
            };
            output::line(&format!("{}\t{}{sight}", seen.cell, own.value));
        }
    }
    Ok(Exit::Done)
}

fn sheet(grid: &Grid) -> Sheet<'_> {
    Sheet {
        name: &grid.name,
        hidden: grid.visibility != Visibility::Visible,
        cells: grid.cells().iter().map(|cell| seen(grid, cell)).collect(),
    }
}

fn seen<'a>(grid: &'a Grid, cell: &'a Cell) -> Seen<'a> {
    let sight = grid.sight(cell);
    Seen {
        cell: cell_name(cell.row, cell.column),
        content: Held {
            kind: match cell.content {
                Content::Number(_) => "number",
                Content::Text(_) => "text",
                Content::Truth(_) => "bool",
                Content::Date(..) => "date",
                Content::Error(_) => "error",
                Content::NoResult => "no-result",
            },
            value: grid.held(cell),
            format: grid.code_of(cell),
        },
        formula: cell.formula.as_deref(),
        unsure: sight.doubt.map(Doubt::code),
        sight: sight
            .doubt
            .is_none_or(|doubt| doubt == Doubt::Format(Unsure::Overflow))
            .then(|| sight.text.into_owned()),
    }
}
