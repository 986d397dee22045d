//! A form laid over a sheet: which header rows, which columns, which rows, what is missing, and how well it fits.

use super::header::{self, ColumnMatch, Fit, HeaderBlock, SheetHeader};
use super::rows::{self, RowKind};
use crate::form::{Form, Header, LabelKey, Layout, Matrix};
use crate::period::Period;
use crate::read::{Grid, cell_name};
use crate::returns::Binding;
use crate::scheme::Scheme;
use crate::text;
use std::collections::HashSet;

/// A form laid over a sheet.
#[derive(Debug, Clone, Default)]
pub struct Bound {
    /// header rows
    pub header: HeaderBlock,
    /// column with labels (matrix) or unit names (county table)
    pub label_column: Option<u32>,
    /// matrix: column with measure units
    pub unit_column: Option<u32>,
    /// form columns or fields found
    pub columns: Vec<ColumnMatch>,
    /// form columns found more than once: position, further sheet column
    pub repeated: Vec<(usize, u32)>,
    /// required form columns that are not there
    pub missing: Vec<Missing>,
    /// sheet columns that are no form column and not among the ignored ones
    pub extra: Vec<SheetHeader>,
    /// headers found, label column included
    pub matched: usize,
    /// headers asked for
    pub asked: usize,
    /// the title line, when it is the form's
    pub title: Option<Title>,
    /// share of the form's rows (matrix) or of the sheet's rows (county table) that are known
    pub known_rows: f64,
    /// 0 … 1
    pub score: f64,
}

/// A title line that is the form's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// `A2`
    pub cell: String,
    /// as it stands there
    pub text: String,
}

/// A required header that is not on the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// as the form has it
    pub expected: String,
    /// the nearest header on the sheet, and its column
    pub nearest: Option<(String, u32)>,
}

impl Bound {
    /// Where header, labels and columns are, with the rows that were taken.
    pub fn binding(&self, rows: Vec<u32>) -> Binding {
        Binding {
            header: (self.header.top, self.header.bottom),
            label_column: self.label_column,
            columns: self.columns.iter().map(|matched| (matched.spec, matched.column)).collect(),
            rows,
        }
    }

    /// Whether the sheet can be taken for the form at all.
    pub fn is_enough(&self) -> bool {
        let share = self.matched as f64 / self.asked.max(1) as f64;
        let labelled = self.label_column.is_some();
        labelled && ((share >= 0.6 && self.known_rows >= 0.5) || (self.title.is_some() && share >= 0.4 && self.known_rows >= 0.3))
    }
}

/// Lays a form over a sheet.
pub(super) fn bind(grid: &Grid, form: &Form, scheme: &Scheme, period: Option<Period>) -> Bound {
    let specs = column_keys(form, period);
    let label = label_keys(form, period);
    let ignored = header::keys(&form.ignore, period);
    let measure_unit = match &form.layout {
        Layout::Matrix(Matrix { measure_unit: Some(own), .. }) => header::keys(std::slice::from_ref(own), period),
        _ => Vec::new(),
    };
    let vocabulary = specs.iter().flatten().chain(&label).chain(&ignored).chain(&measure_unit).flatten().cloned().collect::<HashSet<_>>();
    let Some(block) = header::find(grid, &vocabulary) else { return Bound { asked: specs.len() + 1, ..Bound::default() } };
    let headers = header::columns(grid, block);
    let (columns, repeated) = header::assign(&specs, &headers);
    let taken = |column: u32| columns.iter().any(|matched| matched.column == column);
    let find = |wordings: &[Vec<String>]| {
        let best = headers.iter().filter(|own| !taken(own.column)).map(|own| (header::fit(wordings, own), own.column)).filter(|(fit, _)| *fit > Fit::None);
        best.max_by_key(|(fit, column)| (*fit, std::cmp::Reverse(*column))).map(|(_, column)| column)
    };
    let is_roster = matches!(form.layout, Layout::Roster(_));
    let label_column = if is_roster { key_column(form, &columns) } else { find(&label) };
    let unit_column = if measure_unit.is_empty() { None } else { find(&measure_unit) };
    let missing = missing(form, &columns, &headers, period);
    let extra = headers
        .iter()
        .filter(|own| !taken(own.column) && Some(own.column) != label_column && Some(own.column) != unit_column && !repeated.iter().any(|(_, column)| *column == own.column))
        .filter(|own| header::fit(&ignored, own) == Fit::None)
        .cloned()
        .collect();
    let (labels, asked) = if is_roster { (0, specs.len()) } else { (usize::from(label_column.is_some()), specs.len() + 1) };
    let matched = columns.len() + labels;
    let title = title(grid, form, block);
    let data = columns.iter().map(|matched| matched.column).collect::<Vec<_>>();
    let known_rows = label_column.map_or(0.0, |column| known_rows(grid, form, scheme, block, (column, &data), period));
    let share = matched as f64 / asked.max(1) as f64;
    let titled = title.as_ref().map_or(0.0, |title| title_fit(form, &title.text));
    let score = 0.5 * share + 0.2 * known_rows + 0.3 * titled;
    Bound { header: block, label_column, unit_column, columns, repeated, missing, extra, matched, asked, title, known_rows, score }
}

fn column_keys(form: &Form, period: Option<Period>) -> Vec<Vec<Vec<String>>> {
    match &form.layout {
        Layout::Matrix(matrix) => matrix.columns.iter().map(|column| header::keys(&column.headers, period)).collect(),
        Layout::CountyTable(table) => table.columns.iter().map(|column| header::keys(&column.headers, period)).collect(),
        Layout::Roster(roster) => roster.fields.iter().map(|field| header::keys(&field.headers, period)).collect(),
    }
}

fn label_keys(form: &Form, period: Option<Period>) -> Vec<Vec<String>> {
    match &form.layout {
        Layout::Matrix(matrix) => header::keys(std::slice::from_ref(&matrix.label), period),
        Layout::CountyTable(table) => {
            let mut wordings = header::keys(std::slice::from_ref(&table.unit_column), period);
            // the same column under the names that offices use for it
            wordings.extend(["县(市,区)", "县市区", "县区", "地区", "单位", "单位名称", "市", "地市", "市别", "县别", "区县"].map(|word| vec![word.to_owned()]));
            wordings
        }
        Layout::Roster(_) => Vec::new(),
    }
}

fn key_column(form: &Form, columns: &[ColumnMatch]) -> Option<u32> {
    let Layout::Roster(roster) = &form.layout else { return None };
    columns.iter().find(|matched| roster.fields[matched.spec].key).map(|matched| matched.column)
}

fn missing(form: &Form, columns: &[ColumnMatch], headers: &[SheetHeader], period: Option<Period>) -> Vec<Missing> {
    let required: Vec<(usize, &Header)> = match &form.layout {
        Layout::Matrix(Matrix { columns, .. }) => columns.iter().enumerate().filter(|(_, spec)| spec.required).map(|(at, spec)| (at, &spec.headers[0])).collect(),
        Layout::CountyTable(table) => table.columns.iter().enumerate().filter(|(_, spec)| spec.required).map(|(at, spec)| (at, &spec.headers[0])).collect(),
        Layout::Roster(roster) => roster.fields.iter().enumerate().filter(|(_, spec)| spec.required).map(|(at, spec)| (at, &spec.headers[0])).collect(),
    };
    let free = headers.iter().filter(|own| !columns.iter().any(|matched| matched.column == own.column)).collect::<Vec<_>>();
    required
        .into_iter()
        .filter(|(at, _)| !columns.iter().any(|matched| matched.spec == *at))
        .map(|(_, header)| {
            let expected = header.written(period);
            let key = text::key(&expected.replace(" > ", ""));
            let nearest = free.iter().map(|own| (text::likeness(&key, &own.levels.concat()), own)).filter(|(alike, _)| *alike > 0.3).max_by(|one, other| one.0.total_cmp(&other.0));
            Missing { expected, nearest: nearest.map(|(_, own)| (own.written.clone(), own.column)) }
        })
        .collect()
}

/// The line above the header that is most like the form's title.
fn title(grid: &Grid, form: &Form, block: HeaderBlock) -> Option<Title> {
    let mut best: Option<(f64, Title)> = None;
    for row in grid.filled_rows().take_while(|row| *row < block.top) {
        for cell in grid.row(row) {
            let Some(words) = cell.as_text() else { continue };
            let fit = title_fit(form, words);
            if fit >= 0.6 && best.as_ref().is_none_or(|(known, _)| fit > *known) {
                best = Some((fit, Title { cell: cell_name(cell.row, cell.column), text: words.trim().to_owned() }));
            }
        }
    }
    best.map(|(_, title)| title)
}

fn title_fit(form: &Form, words: &str) -> f64 {
    let own = text::key(words);
    form.titles.iter().map(|title| text::key(title)).map(|title| if own.contains(&title) { 1.0 } else { text::likeness(&own, &title) * 0.9 }).fold(0.0, f64::max)
}

fn known_rows(grid: &Grid, form: &Form, scheme: &Scheme, block: HeaderBlock, (column, data): (u32, &[u32]), period: Option<Period>) -> f64 {
    let below = grid.filled_rows().filter(|row| *row > block.bottom);
    match &form.layout {
        Layout::Matrix(matrix) => {
            let mut found = HashSet::new();
            let mut last = None;
            for row in below.take(400) {
                if let Some(spec) = label_row(matrix, scheme, &grid.seen_text(row, column), last) {
                    found.insert(spec);
                    last = Some(spec);
                }
            }
            found.len() as f64 / matrix.rows.len().max(1) as f64
        }
        Layout::CountyTable(_) => {
            let mut known = 0_usize;
            let mut all = 0_usize;
            for row in below.take(400) {
                let words = grid.seen_text(row, column);
                let is_known = !scheme.unit_names.exactly(&words, period).is_empty();
                // sections, totals and notes name no unit and say nothing against the form
                if !is_known && (words.trim().is_empty() || rows::kind(grid, row, &words) != RowKind::Other || !rows::is_filled(grid, row, data, 1)) {
                    continue;
                }
                all += 1;
                known += usize::from(is_known);
            }
            known as f64 / all.clamp(1, scheme.units.len()) as f64
        }
        Layout::Roster(_) => 1.0,
    }
}

/// The form row that a label names. 其中 items may repeat a wording under several wholes; then the one that belongs to the row before counts.
pub fn label_row(matrix: &Matrix, scheme: &Scheme, raw: &str, previous: Option<usize>) -> Option<usize> {
    let own = LabelKey::new(raw);
    if own.bare.is_empty() {
        return None;
    }
    let is_part = |at: usize| scheme.indicator(&matrix.rows[at].indicator).is_some_and(|indicator| indicator.part_of.is_some());
    let fits = |at: usize, key: &LabelKey| key.whole == own.whole || (key.bare == own.bare && (!own.part || key.part || is_part(at)));
    let matches = matrix.rows.iter().enumerate().filter(|(at, row)| row.keys.iter().any(|key| fits(*at, key))).map(|(at, _)| at).collect::<Vec<_>>();
    if let [only] = matches.as_slice() {
        return Some(*only);
    }
    // the same wording under several wholes: the nearest whole above decides
    let previous = previous?;
    let whole_of = |at: usize| scheme.indicator(&matrix.rows[at].indicator).and_then(|indicator| indicator.part_of.as_deref());
    let family = whole_of(previous).unwrap_or(&matrix.rows[previous].indicator);
    let mut near = matches.iter().copied().filter(|at| whole_of(*at) == Some(family) && *at > previous);
    near.next().filter(|_| near.next().is_none())
}
