//! Texts that hold a table: csv and tsv in the encodings that offices use, and web pages renamed
//! `.xls`.

use super::area::Area;
use super::around::Around;
use super::cell::{Cell, Content, Display, Ink};
use super::foreign::damaged;
use super::grid::{Grid, Visibility, Workbook};
use super::{Limit, Limits, ReadError};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE, WINDOWS_1252};
use scraper::{ElementRef, Html, Selector};
use std::collections::{HashMap, HashSet};
use xianbaohui_files::with_original;

/// A page larger than this is no return; parsing one takes many times its size in memory.
const LARGEST_PAGE: usize = 16 << 20;

/// A text in the encoding its bytes show: UTF-8, UTF-16 or UTF-32 by their mark or their zeros,
/// UTF-8 when it is valid, else GB18030 when that is, else Windows-1252; `None` for what is no
/// text.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let text = if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        String::from_utf8(rest.to_vec()).ok()?
    } else if let Some(text) = utf_32(bytes) {
        text
    } else if bytes.starts_with(&[0xFF, 0xFE]) || zeros(bytes) == Some(Zeros::Second) {
        UTF_16LE.decode_with_bom_removal(bytes).0.into_owned()
    } else if bytes.starts_with(&[0xFE, 0xFF]) || zeros(bytes) == Some(Zeros::First) {
        UTF_16BE.decode_with_bom_removal(bytes).0.into_owned()
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else {
        let chinese = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
        chinese
            .or_else(|| WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes))?
            .into_owned()
    };
    let is_text = !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    is_text.then_some(text)
}

/// Which byte of each pair is mostly zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zeros {
    First,
    Second,
}

/// UTF-16 without a mark: digits, delimiters and line ends have a zero beside them.
fn zeros(bytes: &[u8]) -> Option<Zeros> {
    let pairs = &bytes[..bytes.len().min(4000)];
    if !bytes.len().is_multiple_of(2) || bytes.len() < 4 {
        return None;
    }
    let count = |which: usize| {
        pairs
            .iter()
            .skip(which)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (first, second) = (count(0), count(1));
    if (first + second) * 5 < pairs.len() / 2 {
        return None;
    }
    match (first, second) {
        (0, _) => Some(Zeros::Second),
        (_, 0) => Some(Zeros::First),
        _ => None,
    }
}

/// UTF-32 in either order, with or without a mark: every four bytes are a character.
fn utf_32(bytes: &[u8]) -> Option<String> {
    if bytes.is_empty() || !bytes.len().is_multiple_of(4) || !bytes.contains(&0) {
        return None;
    }
    let decoded = |number: fn([u8; 4]) -> u32| {
        bytes
            .chunks_exact(4)
            .map(|four| char::from_u32(number([four[0], four[1], four[2], four[3]])))
            .collect::<Option<String>>()
    };
    let text = decoded(u32::from_le_bytes).or_else(|| decoded(u32::from_be_bytes))?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

/// The delimiter that makes a table of the text: in half of its lines, and in two of them where
/// there are more than a few.
pub(super) fn delimiter(text: &str) -> Option<u8> {
    let lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(200)
        .collect::<Vec<_>>();
    let with = |mark: char| lines.iter().filter(|line| line.contains(mark)).count();
    let least = if lines.len() > 4 { 2 } else { 1 };
    [('\t', b'\t'), (',', b','), (';', b';'), ('|', b'|')]
        .into_iter()
        .map(|(mark, byte)| (with(mark), byte))
        .filter(|(count, _)| *count >= least && count * 2 >= lines.len())
        .max_by_key(|(count, _)| *count)
        .map(|(_, byte)| byte)
}

/// A table of delimited lines; every filled field is a text, so that codes keep their zeros.
pub(super) fn delimited(text: &str, mark: u8, limits: &Limits) -> Result<Workbook, ReadError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mark)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut cells = Vec::new();
    for (row, record) in (0_u32..).zip(reader.records()) {
        let record = record.map_err(damaged)?;
        for (column, field) in (0_u32..).zip(&record) {
            push(&mut cells, row, column, field.trim(), limits)?;
        }
    }
    workbook(vec![Grid::new(
        "Sheet1".into(),
        Visibility::Visible,
        cells,
        Around::default(),
    )])
}

/// Every table of a page is a sheet.
pub(super) fn page(text: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    if text.len() > LARGEST_PAGE {
        return Err(ReadError::TooLarge {
            what: Limit::Page,
            limit: (LARGEST_PAGE >> 20) as u64,
        });
    }
    let document = Html::parse_document(text);
    let select = |what: &str| {
        Selector::parse(what).map_err(|error| ReadError::Damaged {
            detail: with_original("网页里的表找不出来", &error.to_string()),
        })
    };
    let (tables, rows, fields) = (select("table")?, select("tr")?, select("td, th")?);
    let unseen = document
        .select(&select("style")?)
        .flat_map(|style| unseen_classes(&style.text().collect::<String>()))
        .collect::<HashSet<_>>();
    let mut grids = Vec::new();
    let mut left = limits.cells;
    for table in document.select(&tables) {
        let own = |element: &ElementRef<'_>| {
            element
                .ancestors()
                .find_map(|node| {
                    ElementRef::wrap(node).filter(|above| above.value().name() == "table")
                })
                .is_some_and(|above| above == table)
        };
        let mut cells = Vec::new();
        let mut around = Around::default();
        // column → row up to which a cell above reaches down
        let mut reaching: HashMap<u32, u32> = HashMap::new();
        for (row, line) in (0_u32..).zip(table.select(&rows).filter(own)) {
            let mut column = 0;
            if is_unseen(&line, &unseen) {
                around.hidden_rows.push(row);
            }
            for field in line.select(&fields).filter(own) {
                while reaching.get(&column).is_some_and(|last| *last >= row) {
                    column += 1;
                }
                let span = |name: &str, most: u32| {
                    field
                        .value()
                        .attr(name)
                        .and_then(|value| value.trim().parse::<u32>().ok())
                        .unwrap_or(1)
                        .clamp(1, most)
                };
                let (down, across) = (span("rowspan", 1000), span("colspan", 256));
                let words = field.text().collect::<Vec<_>>().join(" ");
                push(
                    &mut cells,
                    row,
                    column,
                    &words.split_whitespace().collect::<Vec<_>>().join(" "),
                    &Limits {
                        cells: left,
                        ..*limits
                    },
                )?;
                if down > 1 || across > 1 {
                    around.merges.push(Area {
                        top: row,
                        left: column,
                        bottom: row + down - 1,
                        right: column + across - 1,
                    });
                }
                let is_struck = |element: ElementRef<'_>| {
                    matches!(element.value().name(), "s" | "strike" | "del")
                        || says(&element, "line-through")
                };
                if field
                    .descendants()
                    .filter_map(ElementRef::wrap)
                    .any(is_struck)
                {
                    around
                        .looks
                        .insert((row, column), (Display::Plain, Ink::Struck));
                }
                if field
                    .descendants()
                    .filter_map(ElementRef::wrap)
                    .any(|element| is_unseen(&element, &unseen))
                {
                    around
                        .looks
                        .insert((row, column), (Display::Plain, Ink::Invisible));
                }
                for reached in column..column + across {
                    reaching.insert(reached, row + down - 1);
                }
                column += across;
            }
        }
        left = left.saturating_sub(cells.len());
        if !cells.is_empty() {
            grids.push(Grid::new(
                format!("表{}", grids.len() + 1),
                Visibility::Visible,
                cells,
                around,
            ));
        }
        if grids.len() > limits.sheets {
            return Err(ReadError::TooLarge {
                what: Limit::Sheets,
                limit: limits.sheets as u64,
            });
        }
    }
    workbook(grids)
}

/// Whether an element is not shown, by its own word or by its class.
fn is_unseen(element: &ElementRef<'_>, unseen: &HashSet<String>) -> bool {
    let own = ["display:none", "visibility:hidden", "visibility:collapse"]
        .iter()
        .any(|words| says(element, words));
    own || element.value().attr("hidden").is_some()
        || element
            .value()
            .classes()
            .any(|class| unseen.contains(class))
}

/// Classes that a style sheet does not show: `.xl65 {display:none}`.
fn unseen_classes(style: &str) -> Vec<String> {
    let compact = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>();
    let rules = compact.split('}').filter_map(|rule| rule.split_once('{'));
    let hiding = rules.filter(|(_, body)| {
        body.contains("display:none")
            || body.contains("visibility:hidden")
            || body.contains("visibility:collapse")
    });
    let names = hiding.flat_map(|(selectors, _)| {
        selectors
            .split(',')
            .filter_map(|selector| selector.rsplit_once('.').map(|(_, name)| name.to_owned()))
    });
    names.collect()
}

/// Whether the style that stands at an element says so.
fn says(element: &ElementRef<'_>, words: &str) -> bool {
    element
        .value()
        .attr("style")
        .is_some_and(|style| style.replace(' ', "").to_ascii_lowercase().contains(words))
}

fn push(
    cells: &mut Vec<Cell>,
    row: u32,
    column: u32,
    words: &str,
    limits: &Limits,
) -> Result<(), ReadError> {
    if words.is_empty() {
        return Ok(());
    }
    if cells.len() >= limits.cells {
        return Err(ReadError::TooLarge {
            what: Limit::Cells,
            limit: limits.cells as u64,
        });
    }
    cells.push(Cell::new((row, column), Content::Text(words.into()), None));
    Ok(())
}

fn workbook(grids: Vec<Grid>) -> Result<Workbook, ReadError> {
    if grids.iter().all(|grid| grid.cells().is_empty()) {
        return Err(ReadError::NothingInIt {
            sheets: grids.len(),
        });
    }
    Ok(Workbook {
        grids,
        properties: Vec::new(),
    })
}
