//! Texts that hold a table: csv and tsv in the encodings that offices use, and web pages renamed `.xls`.

use super::grid::{Area, Cell, Content, Display, Grid, Visibility, Workbook};
use super::{Limits, ReadError};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use scraper::{ElementRef, Html, Selector};
use std::collections::HashMap;

/// A page larger than this is no return; parsing one takes many times its size in memory.
const LARGEST_PAGE: usize = 16 << 20;

/// A text in the encoding its bytes show: UTF-8 or UTF-16 by their mark, UTF-8 when it is valid, else GB18030 when that is; `None` for what is no text.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let text = if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        String::from_utf8(rest.to_vec()).ok()?
    } else if bytes.starts_with(&[0xFF, 0xFE]) {
        UTF_16LE.decode_with_bom_removal(bytes).0.into_owned()
    } else if bytes.starts_with(&[0xFE, 0xFF]) {
        UTF_16BE.decode_with_bom_removal(bytes).0.into_owned()
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else {
        GB18030.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned()
    };
    let is_text = !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    is_text.then_some(text)
}

/// The delimiter that makes a table of the text: in at least two lines and in half of all.
pub(super) fn delimiter(text: &str) -> Option<u8> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(200).collect::<Vec<_>>();
    let with = |mark: char| lines.iter().filter(|line| line.contains(mark)).count();
    [('\t', b'\t'), (',', b','), (';', b';')]
        .into_iter()
        .map(|(mark, byte)| (with(mark), byte))
        .filter(|(count, _)| *count >= 2 && count * 2 >= lines.len())
        .max_by_key(|(count, _)| *count)
        .map(|(_, byte)| byte)
}

/// A table of delimited lines; every filled field is a text, so that codes keep their zeros.
pub(super) fn delimited(text: &str, mark: u8, limits: &Limits) -> Result<Workbook, ReadError> {
    let mut reader = csv::ReaderBuilder::new().delimiter(mark).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut cells = Vec::new();
    for (row, record) in (0_u32..).zip(reader.records()) {
        let record = record.map_err(|error| ReadError::Damaged { detail: error.to_string() })?;
        for (column, field) in (0_u32..).zip(&record) {
            push(&mut cells, row, column, field.trim(), limits)?;
        }
    }
    workbook(vec![Grid::new("Sheet1".into(), Visibility::Visible, cells, Vec::new())])
}

/// Every table of a page is a sheet.
pub(super) fn page(text: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    if text.len() > LARGEST_PAGE {
        return Err(ReadError::TooLarge { what: "网页表格大小", limit: (LARGEST_PAGE >> 20) as u64, unit: "MB" });
    }
    let document = Html::parse_document(text);
    let select = |what: &str| Selector::parse(what).map_err(|error| ReadError::Damaged { detail: error.to_string() });
    let (tables, rows, fields) = (select("table")?, select("tr")?, select("td, th")?);
    let mut grids = Vec::new();
    let mut left = limits.cells;
    for table in document.select(&tables) {
        let own = |element: &ElementRef<'_>| {
            element.ancestors().find_map(|node| ElementRef::wrap(node).filter(|above| above.value().name() == "table")).is_some_and(|above| above == table)
        };
        let mut cells = Vec::new();
        let mut merges = Vec::new();
        // column → row up to which a cell above reaches down
        let mut reaching: HashMap<u32, u32> = HashMap::new();
        for (row, line) in (0_u32..).zip(table.select(&rows).filter(own)) {
            let mut column = 0;
            for field in line.select(&fields).filter(own) {
                while reaching.get(&column).is_some_and(|last| *last >= row) {
                    column += 1;
                }
                let span = |name: &str, most: u32| field.value().attr(name).and_then(|value| value.trim().parse::<u32>().ok()).unwrap_or(1).clamp(1, most);
                let (down, across) = (span("rowspan", 1000), span("colspan", 256));
                let words = field.text().collect::<Vec<_>>().join(" ");
                push(&mut cells, row, column, &words.split_whitespace().collect::<Vec<_>>().join(" "), &Limits { cells: left, ..*limits })?;
                if down > 1 || across > 1 {
                    merges.push(Area { top: row, left: column, bottom: row + down - 1, right: column + across - 1 });
                }
                for reached in column..column + across {
                    reaching.insert(reached, row + down - 1);
                }
                column += across;
            }
        }
        left = left.saturating_sub(cells.len());
        if !cells.is_empty() {
            grids.push(Grid::new(format!("表{}", grids.len() + 1), Visibility::Visible, cells, merges));
        }
        if grids.len() > limits.sheets {
            return Err(ReadError::TooLarge { what: "表格数", limit: limits.sheets as u64, unit: "个" });
        }
    }
    workbook(grids)
}

fn push(cells: &mut Vec<Cell>, row: u32, column: u32, words: &str, limits: &Limits) -> Result<(), ReadError> {
    if words.is_empty() {
        return Ok(());
    }
    if cells.len() >= limits.cells {
        return Err(ReadError::TooLarge { what: "单元格数", limit: limits.cells as u64, unit: "个" });
    }
    cells.push(Cell { row, column, content: Content::Text(words.into()), display: Display::Plain, formula: None });
    Ok(())
}

fn workbook(grids: Vec<Grid>) -> Result<Workbook, ReadError> {
    if grids.iter().all(|grid| grid.cells().is_empty()) {
        return Err(ReadError::NothingInIt { sheets: grids.len() });
    }
    Ok(Workbook { grids, properties: Vec::new() })
}
