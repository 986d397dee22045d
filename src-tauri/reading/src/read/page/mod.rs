//! Web pages, often named `.xls`: every table is a sheet, but for a header and its figures that
//! stand in two.

mod drawing;
mod format;
mod outside;
mod stored;
mod style;
mod table;
mod whole;
mod words;
mod worksheets;

pub(super) use self::worksheets::{Worksheet, worksheets};

use self::drawing::{Drawing, place};
use self::outside::outside;
use self::style::{Rules, said};
use self::table::Table;
use self::worksheets::{options, printed_words};
use super::grid::{Grid, Workbook};
use super::look::{Change, Ground, WHITE};
use super::parts::printed;
use super::visibility::Visibility;
use super::{Limit, Limits, ReadError};
use scraper::{ElementRef, Html, Selector};
use std::collections::HashSet;

/// A page larger than this is no return; parsing one takes many times its size in memory.
const LARGEST_PAGE: usize = 16 << 20;

/// The tables of a page as sheets.
pub(super) fn page(text: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    let mut grids = Vec::new();
    tables(text, &[], &Worksheet::default(), limits, &mut grids)?;
    workbook(grids)
}

/// Puts the tables of a page behind the sheets there are; `styles` are sheets of style that stand
/// elsewhere, `sheet` is what is known of the page.
pub(super) fn tables(
    text: &str,
    styles: &[String],
    sheet: &Worksheet,
    limits: &Limits,
    grids: &mut Vec<Grid>,
) -> Result<(), ReadError> {
    if text.len() > LARGEST_PAGE {
        return Err(ReadError::TooLarge {
            what: Limit::Page,
            limit: (LARGEST_PAGE >> 20) as u64,
        });
    }
    let document = Html::parse_document(text);
    let drawing = drawing(&document, styles);
    let mut outside = outside(document.root_element(), &drawing);
    let mut before = Vec::new();
    let mut left = limits
        .cells
        .saturating_sub(grids.iter().map(|grid| grid.cells().len()).sum());
    let mut tables: Vec<Table> = Vec::new();
    let mut name = None;
    for element in document
        .root_element()
        .descendants()
        .filter_map(ElementRef::wrap)
    {
        let own = element.value();
        if own.name() == "a"
            && own
                .attr("name")
                .is_some_and(|name| name.starts_with("table"))
        {
            name = anchored(element);
        } else if own.name() == "table" {
            before.extend(outside.remove(&place(&element)).unwrap_or_default());
            let mut table = Table::read(element, &drawing, left, limits)?;
            left -= table.cells.len().min(left);
            if table.cells.is_empty() {
                continue;
            }
            match tables.last_mut() {
                Some(above)
                    if above.width == table.width
                        && above.ends_with_header()
                        && name.is_none()
                        && above.is_hidden == table.is_hidden
                        && table.begins_with_figures() =>
                {
                    above.append(table);
                    above.hear(&mut before);
                }
                _ => {
                    table.name = name.take();
                    table.hear(&mut before);
                    tables.push(table);
                }
            }
        }
        if grids.len() + tables.len() > limits.sheets {
            return Err(ReadError::TooLarge {
                what: Limit::Sheets,
                limit: limits.sheets as u64,
            });
        }
    }
    if let (Some(last), Some(mut behind)) = (tables.last_mut(), outside.remove(&0)) {
        last.hear(&mut behind);
    }
    let own = worksheets(text);
    let are_named = own.len() == tables.len();
    let mut taken = grids
        .iter()
        .map(|grid| grid.name.clone())
        .collect::<HashSet<_>>();
    let is_only = tables.len() == 1;
    let of_page = options(text);
    let margins = styles.iter().map(String::as_str).chain([text]);
    let margins = margins.flat_map(printed_words).collect::<Vec<_>>();
    for (at, mut table) in tables.into_iter().enumerate() {
        for doubt in &drawing.doubts {
            table.around.doubt(doubt);
        }
        for coded in &margins {
            printed(coded, &mut table.around.beside);
        }
        let said = own.get(at).filter(|_| are_named);
        let shown = said.unwrap_or(&of_page);
        table.around.hides_zeros |= shown.hides_zeros;
        table.around.beside.formulas.are_shown |= shown.shows_formulas;
        let is_hidden = sheet.is_hidden || said.is_some_and(|own| own.is_hidden);
        let said = said.map(|own| own.name.clone());
        let name = said
            .or(table.name)
            .or_else(|| is_only.then(|| sheet.name.clone()));
        let name = name
            .filter(|name| !name.is_empty() && !taken.contains(name))
            .unwrap_or_else(|| format!("表{}", grids.len() + 1));
        taken.insert(name.clone());
        let visibility = if is_hidden || table.is_hidden {
            Visibility::Hidden
        } else {
            Visibility::Visible
        };
        grids.push(Grid::new(name, visibility, table.cells, table.around));
    }
    Ok(())
}

/// What a style that is written as in a page changes where it applies.
pub(super) fn change_of(style: &str) -> Change {
    let says = said(style).usual;
    Change {
        letters: says.letters.map(|own| own.before(WHITE)),
        struck: says.struck,
        ground: says.ground.map(|own| Ground::Of(own.before(WHITE))),
        code: says.format.map(|code| code.to_string()),
    }
}

/// How a page draws its elements.
fn drawing(document: &Html, styles: &[String]) -> Drawing {
    let mut rules = Rules::default();
    if let Ok(selector) = Selector::parse("style") {
        for style in document.select(&selector) {
            rules.take(&style.text().collect::<String>());
        }
    }
    for style in styles {
        rules.take(style);
    }
    let mut drawing = Drawing::new(rules);
    let doubts = whole::doubts(document, &drawing, !styles.is_empty());
    drawing.doubts.extend(doubts);
    drawing
}

/// The name that LibreOffice gives a table: `<a name="table0"><h1>Sheet 1: <em>名</em></h1></a>`.
fn anchored(anchor: ElementRef<'_>) -> Option<String> {
    let mut inner = anchor.descendants().filter_map(ElementRef::wrap);
    let name = inner.find(|own| own.value().name() == "em")?;
    Some(name.text().collect::<String>().trim().to_owned())
}

/// The sheets as a workbook; nothing in any of them is refused.
pub(super) fn workbook(grids: Vec<Grid>) -> Result<Workbook, ReadError> {
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
