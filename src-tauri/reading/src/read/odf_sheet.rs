//! The sheets of an ods as they are seen: merged areas, hidden rows and columns, styles, texts in
//! parts.
//!
//! Source: OpenDocument 1.3, part 3, 9.1 (tables) and 19.385 (value types).

use super::Area;
use super::area::{MOST_COLUMNS, MOST_ROWS};
use super::around::Around;
use super::conditional::{OdsReading, of_map};
use super::look::{Formats, Look, Rich, Run};
use super::odf_style::Styles;
use super::visibility::{is_closed_in_points, is_flat};
use super::width::POINTS;
use super::xml::attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::HashMap;
use std::sync::Arc;

/// Hidden rows that are listed: a sheet's empty rest may be hidden as a whole.
const MOST_HIDDEN: usize = 100_000;
/// Rows and columns that a repeated cell is marked in.
const MOST_REPEATED: u32 = 1000;

/// Where a cell stands, with those it is repeated in: rows and columns, without the last.
type Places = (u32, u32, u32, u32);

/// A sheet that is being looked through.
#[derive(Default)]
struct At {
    row: u32,
    next_row: u32,
    column: u32,
    sheet_column: u32,
    /// styles of columns for cells that have none, by the column after the last
    columns: Vec<(u32, Option<String>)>,
    row_style: Option<String>,
    cell: Option<Places>,
    /// the style of the cell that is open
    style: u16,
    /// the name of its style, where it holds a percentage
    percentage: Option<String>,
    /// its text in parts
    rich: Rich,
    /// styles of the parts that are open
    spans: Vec<String>,
    paragraphs: u32,
    in_note: bool,
    rules: OdsReading,
    /// cells of styles that have conditions
    mapped: HashMap<String, Vec<Area>>,
}

/// The looks of a document, each made when a cell first has it.
#[derive(Default)]
struct Looks {
    own: Vec<Look>,
    formats: Formats,
    /// by the name of a style, and whether the cell holds a percentage
    numbers: HashMap<(String, bool), u16>,
    /// whether a style says nothing of numbers
    general: HashMap<String, bool>,
}

impl Looks {
    /// Whether a style says nothing of numbers.
    fn is_general(&mut self, name: Option<&str>, styles: &Styles) -> bool {
        let name = name.unwrap_or_default();
        if let Some(known) = self.general.get(name) {
            return *known;
        }
        let code = styles.cell(name).code;
        let is_general = code.is_empty() || code == "General";
        self.general.insert(name.to_owned(), is_general);
        is_general
    }

    fn number_of(&mut self, name: Option<&str>, is_percentage: bool, styles: &Styles) -> u16 {
        let name = name.unwrap_or_default();
        if let Some(number) = self.numbers.get(&(name.to_owned(), is_percentage)) {
            return *number;
        }
        let mut style = styles.cell(name);
        if is_percentage && !style.code.contains('%') {
            "0.00%".clone_into(&mut style.code);
        }
        let look = Look::of(&style, &mut self.formats);
        self.own.push(look);
        let number = u16::try_from(self.own.len() - 1).unwrap_or(u16::MAX);
        self.numbers
            .insert((name.to_owned(), is_percentage), number);
        number
    }
}

/// The sheets of a document's content, in its order.
pub(super) fn around(content: &[u8], mut styles: Styles) -> Vec<Around> {
    let mut reader = Reader::from_reader(content);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut sheets: Vec<Around> = Vec::new();
    let (mut at, mut looks) = (At::default(), Looks::default());
    loop {
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => {
                if let Some(sheet) = sheets.last_mut() {
                    at.done(sheet, &styles);
                }
                let (looks, formats) = (Arc::new(looks.own), Arc::new(looks.formats));
                return sheets
                    .into_iter()
                    .map(|sheet| Around {
                        size: Some(POINTS),
                        looks: Arc::clone(&looks),
                        formats: Arc::clone(&formats),
                        ..sheet
                    })
                    .collect();
            }
            Ok(event) => event,
        };
        if sheets.is_empty() {
            styles.take(&event);
        }
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                if element.local_name().as_ref() == "table" {
                    if sheets.is_empty() {
                        // the look of cells without a style is the first
                        looks.number_of(None, false, &styles);
                    }
                    if let Some(sheet) = sheets.last_mut() {
                        at.done(sheet, &styles);
                    }
                    sheets.push(Around::default());
                    at = At::default();
                } else if let Some(sheet) = sheets.last_mut() {
                    at.enter(element, sheet, &styles, &mut looks);
                    let name = element.local_name();
                    at.rules.start(name.as_ref(), element, &styles);
                    if matches!(event, Event::Empty(_)) {
                        at.leave(element.local_name().as_ref(), sheet);
                    }
                }
            }
            Event::End(element) => {
                if let Some(sheet) = sheets.last_mut() {
                    at.leave(element.local_name().as_ref(), sheet);
                }
            }
            Event::Text(words) => {
                let words = words.xml10_content();
                if let Some(sheet) = sheets
                    .last_mut()
                    .filter(|_| words.trim_end().ends_with('%'))
                {
                    at.is_percentage(sheet, &styles, &mut looks);
                }
                at.words(&words, &styles, &looks);
            }
            Event::GeneralRef(reference) => {
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    at.words(c.encode_utf8(&mut [0; 4]), &styles, &looks);
                } else if let Some(own) = quick_xml::escape::resolve_predefined_entity(reference) {
                    at.words(own, &styles, &looks);
                }
            }
            _ => {}
        }
    }
}

impl At {
    /// Takes words of the cell that is open.
    fn words(&mut self, words: &str, styles: &Styles, looks: &Looks) {
        if self.cell.is_none() || self.in_note || self.paragraphs == 0 {
            return;
        }
        let own = looks.own.get(usize::from(self.style));
        let letters = self.spans.iter().fold(None, |letters, span| {
            let around = letters.or(own.map(|look| look.letters)).unwrap_or_default();
            Some(styles.text(span, &around))
        });
        match self
            .rich
            .runs
            .last_mut()
            .filter(|run| run.letters == letters)
        {
            Some(run) => run.text.push_str(words),
            None => self.rich.runs.push(Run {
                text: words.to_owned(),
                letters,
            }),
        }
    }

    /// The text that the file keeps beside a percentage shows it as one, whatever its style says.
    fn is_percentage(&mut self, sheet: &mut Around, styles: &Styles, looks: &mut Looks) {
        if let (Some(places), Some(style)) = (self.cell, self.percentage.take()) {
            self.style = looks.number_of(Some(&style), true, styles);
            each(places, |place| {
                sheet.styles.insert(place, self.style);
            });
        }
    }

    fn words_of_line(&mut self) {
        if let Some(run) = self.rich.runs.last_mut() {
            run.text.push('\n');
        }
    }

    /// The sheet is read: gives it its rules.
    fn done(&mut self, sheet: &mut Around, styles: &Styles) {
        sheet.rules = std::mem::take(&mut self.rules.rules);
        for (style, areas) in self.mapped.drain() {
            let maps = styles.maps(&style).into_iter();
            let rules = maps.filter_map(|map| of_map(map, &areas, styles));
            sheet.rules.extend(rules);
        }
    }

    fn leave(&mut self, name: &str, sheet: &mut Around) {
        self.rules.end(name);
        match name {
            "annotation" => self.in_note = false,
            "p" | "h" if !self.in_note => self.paragraphs = self.paragraphs.saturating_sub(1),
            "span" if !self.in_note => drop(self.spans.pop()),
            "table-cell" | "covered-table-cell" => {
                let rich = std::mem::take(&mut self.rich);
                self.spans.clear();
                self.paragraphs = 0;
                if let Some(places) = self.cell.take().filter(|_| rich.matters()) {
                    let rich = Arc::new(rich);
                    each(places, |place| {
                        sheet.rich.insert(place, Arc::clone(&rich));
                    });
                }
            }
            _ => {}
        }
    }

    fn enter(
        &mut self,
        element: &BytesStart<'_>,
        sheet: &mut Around,
        styles: &Styles,
        looks: &mut Looks,
    ) {
        match element.local_name().as_ref() {
            "table-column" => {
                let times = repeated(element, "number-columns-repeated", MOST_COLUMNS);
                let width = styles.points(attribute(element, "style-name"));
                let end = (self.sheet_column + times).min(MOST_COLUMNS);
                let columns = self.sheet_column..end;
                let hidden = is_hidden(element).then_some(f64::INFINITY);
                let widths = &mut sheet.widths;
                widths.set_points(columns.start, end, hidden.or(width));
                if is_hidden(element) || width.is_some_and(is_closed_in_points) {
                    sheet.hidden_columns.extend(columns);
                }
                self.sheet_column = end;
                self.columns.push((
                    self.sheet_column,
                    attribute(element, "default-cell-style-name"),
                ));
            }
            "table-row" => {
                let times = repeated(element, "number-rows-repeated", MOST_ROWS);
                (self.row, self.column) = (self.next_row, 0);
                self.next_row = (self.next_row + times).min(MOST_ROWS);
                self.row_style = attribute(element, "default-cell-style-name");
                let height = styles.height(attribute(element, "style-name"));
                if (is_hidden(element) || height.is_some_and(is_flat))
                    && sheet.hidden_rows.len() < MOST_HIDDEN
                {
                    sheet
                        .hidden_rows
                        .extend((self.row..self.next_row).take(MOST_HIDDEN));
                } else if let Some(height) = height {
                    sheet.set_heights(self.row..self.next_row, height);
                }
            }
            "table-cell" | "covered-table-cell" => {
                let times = repeated(element, "number-columns-repeated", MOST_COLUMNS);
                let (right, down) = (
                    repeated(element, "number-columns-spanned", MOST_COLUMNS),
                    repeated(element, "number-rows-spanned", MOST_ROWS),
                );
                if right > 1 || down > 1 {
                    sheet.merges.push(Area {
                        top: self.row,
                        left: self.column,
                        bottom: self.row + down - 1,
                        right: self.column + right - 1,
                    });
                }
                self.cell = None;
                // a sheet’s empty rest has no value type
                if let Some(kind) = attribute(element, "value-type") {
                    let places = (
                        self.row,
                        self.next_row.min(self.row + MOST_REPEATED),
                        self.column,
                        self.column + times.min(MOST_REPEATED),
                    );
                    self.cell = Some(places);
                    let column = self
                        .columns
                        .iter()
                        .find(|(end, _)| self.column < *end)
                        .and_then(|(_, style)| style.as_deref());
                    let own = attribute(element, "style-name");
                    let style = own.as_deref().or(self.row_style.as_deref()).or(column);
                    if let Some(style) = style
                        && !styles.maps(style).is_empty()
                    {
                        map(self.mapped.entry(style.to_owned()).or_default(), places);
                    }
                    // of a percentage whose style says nothing of it the text beside decides
                    let is_percentage = kind == "percentage";
                    self.percentage = is_percentage.then(|| style.unwrap_or_default().to_owned());
                    let is_plain = is_percentage && looks.is_general(style, styles);
                    self.style = looks.number_of(style, is_plain, styles);
                    if self.style != 0 {
                        each(places, |place| {
                            sheet.styles.insert(place, self.style);
                        });
                    }
                }
                self.column = (self.column + times).min(MOST_COLUMNS);
            }
            "annotation" => self.in_note = true,
            "p" | "h" if !self.in_note => {
                // paragraphs of a cell are its lines
                if self.paragraphs == 0 && !self.rich.runs.is_empty() {
                    self.words_of_line();
                }
                self.paragraphs += 1;
            }
            "s" | "tab" => self.words(" ", styles, looks),
            "line-break" => self.words("\n", styles, looks),
            "span" if !self.in_note => {
                self.spans
                    .push(attribute(element, "style-name").unwrap_or_default());
            }
            _ => {}
        }
    }
}

/// Puts places to the others of their style. So many that no return has them are one area.
fn map(areas: &mut Vec<Area>, (top, end, left, right): Places) {
    const MOST: usize = 500;
    let own = Area {
        top,
        left,
        bottom: end.saturating_sub(1),
        right: right.saturating_sub(1),
    };
    let is_full = areas.len() > MOST;
    match areas.last_mut() {
        Some(last) if last.top == own.top && last.right + 1 == own.left => last.right = own.right,
        Some(last) if goes_on(last, &own) => last.bottom = own.bottom,
        Some(last) if is_full => {
            last.bottom = last.bottom.max(own.bottom);
            (last.left, last.right) = (last.left.min(own.left), last.right.max(own.right));
        }
        _ => areas.push(own),
    }
}

/// Whether one area goes on below another.
fn goes_on(last: &Area, own: &Area) -> bool {
    (last.left, last.right) == (own.left, own.right) && last.bottom + 1 == own.top
}

fn each((top, end, left, right): Places, mut act: impl FnMut((u32, u32))) {
    for row in top..end {
        (left..right).for_each(|column| act((row, column)));
    }
}

fn repeated(element: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    attribute(element, name)
        .and_then(|times| times.parse().ok())
        .unwrap_or(1)
        .clamp(1, most)
}

/// Hidden by hand, or by a filter.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(
        attribute(element, "visibility").as_deref(),
        Some("collapse" | "filter")
    )
}
