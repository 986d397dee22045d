//! A form laid over a sheet: which header rows, which columns, which rows, what is missing, and how
//! well it fits.

use super::header::{self, ColumnMatch, Fit, HeaderBlock, SheetHeader};
use super::role::{Resolved, Role, RowRole};
use super::rows::{self, RowKind};
use crate::read::Grid;
use sha2::{Digest as _, Sha256};
use std::collections::{HashMap, HashSet};
use xianbaohui_core::form::{Form, Header, LabelKey, Layout, Matrix};
use xianbaohui_core::label;
use xianbaohui_core::period::Period;
use xianbaohui_core::place::cell_name;
use xianbaohui_core::pointing::Pointing;
use xianbaohui_core::returns::Binding;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;

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
    /// 续表: further tables with the same header beside this one
    pub beside: Vec<Bound>,
    /// first column of a table beside another
    pub starts_at: Option<u32>,
    /// rows that were pointed at: row of the form or unit, or nothing to be read
    pub pointed_rows: HashMap<u32, RowRole>,
    /// everything that was pointed at and applied
    pub pointed: Vec<Pointing>,
    /// by whom: the officer now, or an answer remembered
    pub pointed_by: &'static str,
    /// the same for all sheets with the same headers in the same places, whatever the year
    pub layout: String,
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
            unit_column: self.unit_column,
            columns: self
                .columns
                .iter()
                .map(|matched| (matched.spec, matched.column))
                .collect(),
            rows,
            turned: false,
            layout: self.layout.clone(),
            pointed: self.pointed.clone(),
        }
    }

    /// This table and those beside it, from the left.
    pub fn tables(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.beside)
    }

    /// Whether anything can be read: the names of the rows and at least one column.
    pub fn is_usable(&self) -> bool {
        self.label_column.is_some() && !self.columns.is_empty()
    }

    /// First and last of the lines that were bound as columns; on the sheet of a table turned round
    /// these are its rows.
    pub(super) fn lines(&self) -> HeaderBlock {
        let lines = self
            .columns
            .iter()
            .map(|matched| matched.column)
            .chain(self.label_column)
            .chain(self.unit_column);
        let (top, bottom) = lines.fold((u32::MAX, 0), |(top, bottom), line| {
            (top.min(line), bottom.max(line))
        });
        HeaderBlock {
            top: top.min(bottom),
            bottom,
        }
    }

    /// Of a table turned round, the title stands on the sheet above its rows.
    pub(super) fn entitle(&mut self, sheet: &Grid, form: &Form) {
        self.title = title(sheet, form, self.lines());
        self.score += 0.3
            * self
                .title
                .as_ref()
                .map_or(0.0, |title| title_fit(form, &title.text));
    }

    /// What a row was said to be. Of tables side by side, rows are those of the first.
    pub fn pointed_row(&self, row: u32) -> Option<RowRole> {
        self.pointed_rows
            .get(&row)
            .copied()
            .filter(|_| self.starts_at.is_none())
    }

    /// Whether the sheet can be taken for the form at all.
    pub fn is_enough(&self) -> bool {
        let share = self.matched as f64 / self.asked.max(1) as f64;
        let labelled = self.label_column.is_some();
        labelled
            && ((share >= 0.6 && self.known_rows >= 0.5)
                || (self.title.is_some() && share >= 0.4 && self.known_rows >= 0.3))
    }
}

/// Lays a form over a sheet.
pub(super) fn bind(
    grid: &Grid,
    form: &Form,
    scheme: &Scheme,
    period: Option<Period>,
    pointed: &Resolved,
) -> Bound {
    let specs = column_keys(form, period);
    let label = label_keys(form, period);
    let ignored = header::keys(&form.ignore, period);
    let measure_unit = match &form.layout {
        Layout::Matrix(Matrix {
            measure_unit: Some(own),
            ..
        }) => header::keys(std::slice::from_ref(own), period),
        _ => Vec::new(),
    };
    let vocabulary = specs
        .iter()
        .flatten()
        .chain(&label)
        .chain(&ignored)
        .chain(&measure_unit)
        .flatten()
        .cloned()
        .collect::<HashSet<_>>();
    let found = header::find(grid, &vocabulary)
        .or_else(|| pointed.said.then(|| header::above_figures(grid)).flatten());
    let Some(block) = found else {
        return Bound {
            asked: specs.len() + 1,
            ..Bound::default()
        };
    };
    let headers = header::columns(grid, block);
    let is_roster = matches!(form.layout, Layout::Roster(_));
    let of_table = |headers: &[SheetHeader]| {
        let (columns, repeated) = header::assign(&specs, headers);
        let find = |wordings: &[Vec<String>]| {
            let free = headers
                .iter()
                .filter(|own| !columns.iter().any(|matched| matched.column == own.column));
            let best = free
                .map(|own| (header::fit(wordings, own), own.column))
                .filter(|(fit, _)| *fit > Fit::None);
            best.max_by_key(|(fit, column)| (*fit, std::cmp::Reverse(*column)))
                .map(|(_, column)| column)
        };
        let label_column = if is_roster {
            key_column(form, &columns)
        } else {
            find(&label)
        };
        let unit_column = if measure_unit.is_empty() {
            None
        } else {
            find(&measure_unit)
        };
        Bound {
            header: block,
            label_column,
            unit_column,
            columns,
            repeated,
            ..Bound::default()
        }
    };
    let mut bound = of_table(&headers);
    if !is_roster && let Some(tables) = side_by_side(&headers, &label, &of_table, specs.len()) {
        let mut tables = tables.into_iter();
        bound = tables.next().unwrap_or(bound);
        bound.beside = tables.collect();
    }
    for (column, role) in &pointed.columns {
        point(&mut bound, &headers, *column, *role);
    }
    bound.pointed_rows.clone_from(&pointed.rows);
    bound.layout = layout(&headers);
    let used = |column: u32| {
        bound.tables().any(|table| {
            let own = [table.label_column, table.unit_column].contains(&Some(column));
            own || table.columns.iter().any(|matched| matched.column == column)
                || table
                    .repeated
                    .iter()
                    .any(|(_, repeated)| *repeated == column)
        })
    };
    bound.extra = headers
        .iter()
        .filter(|own| !used(own.column) && header::fit(&ignored, own) == Fit::None)
        .cloned()
        .collect();
    let mut lacking: Vec<Missing> = Vec::new();
    for one in bound
        .tables()
        .flat_map(|table| missing(form, &table.columns, &bound.extra, period))
    {
        if !lacking.iter().any(|known| known.expected == one.expected) {
            lacking.push(one);
        }
    }
    bound.missing = lacking;
    let (labels, asked) = if is_roster {
        (0, specs.len())
    } else {
        (usize::from(bound.label_column.is_some()), specs.len() + 1)
    };
    bound.matched = bound.columns.len() + labels;
    bound.asked = asked;
    bound.title = title(grid, form, block);
    bound.known_rows = known_rows(grid, form, scheme, &bound, period);
    let share = bound.matched as f64 / asked.max(1) as f64;
    let titled = bound
        .title
        .as_ref()
        .map_or(0.0, |title| title_fit(form, &title.text));
    bound.score = 0.5 * share + 0.2 * bound.known_rows + 0.3 * titled;
    bound
}

/// What was pointed at goes before what the headers say.
fn point(bound: &mut Bound, headers: &[SheetHeader], column: u32, role: Role) {
    let Bound { beside, .. } = bound;
    let in_beside = beside
        .iter()
        .rposition(|table| table.starts_at.is_some_and(|start| start <= column));
    let table = match in_beside {
        Some(at) => &mut bound.beside[at],
        None => bound,
    };
    table.columns.retain(|matched| matched.column != column);
    table.repeated.retain(|(_, repeated)| *repeated != column);
    for own in [&mut table.label_column, &mut table.unit_column] {
        *own = own.filter(|own| *own != column);
    }
    match role {
        Role::Label => table.label_column = Some(column),
        Role::MeasureUnit => table.unit_column = Some(column),
        Role::Nothing => {}
        Role::Spec(spec) => {
            table.columns.retain(|matched| matched.spec != spec);
            table.repeated.retain(|(repeated, _)| *repeated != spec);
            let unit = headers
                .iter()
                .find(|own| own.column == column)
                .and_then(|own| own.unit.clone());
            table.columns.push(ColumnMatch {
                spec,
                column,
                unit,
                nearly: None,
            });
            table.columns.sort_by_key(|matched| matched.spec);
        }
    }
}

/// Headers and their columns in sixteen digits; years, months and quarters left out, since they
/// change from one period to the next.
fn layout(headers: &[SheetHeader]) -> String {
    let mut digest = Sha256::new();
    for own in headers {
        digest.update(own.column.to_le_bytes());
        for level in &own.levels {
            let lasting = level
                .chars()
                .filter(|c| !c.is_numeric() && !"一二三四上下".contains(*c));
            digest.update(lasting.collect::<String>());
            digest.update([0]);
        }
    }
    xianbaohui_files::hex(&digest.finalize()[..8])
}

/// Tables side by side: the label header comes again, and the columns of the form to the right of
/// it.
fn side_by_side(
    headers: &[SheetHeader],
    label: &[Vec<String>],
    of_table: &impl Fn(&[SheetHeader]) -> Bound,
    asked: usize,
) -> Option<Vec<Bound>> {
    let starts = headers
        .iter()
        .filter(|own| header::fit(label, own) >= Fit::Between)
        .map(|own| own.column)
        .collect::<Vec<_>>();
    if starts.len() < 2 {
        return None;
    }
    let mut tables = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(u32::MAX);
        let own = headers
            .iter()
            .filter(|header| header.column < end && (at == 0 || header.column >= *start))
            .cloned()
            .collect::<Vec<_>>();
        let table = of_table(&own);
        if table.columns.len() * 2 < asked || table.label_column.is_none() {
            return None;
        }
        tables.push(Bound {
            starts_at: (at > 0).then_some(*start),
            ..table
        });
    }
    Some(tables)
}

fn column_keys(form: &Form, period: Option<Period>) -> Vec<Vec<Vec<String>>> {
    match &form.layout {
        Layout::Matrix(matrix) => matrix
            .columns
            .iter()
            .map(|column| header::keys(&column.headers, period))
            .collect(),
        Layout::CountyTable(table) => table
            .columns
            .iter()
            .map(|column| header::keys(&column.headers, period))
            .collect(),
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .map(|field| header::keys(&field.headers, period))
            .collect(),
    }
}

fn label_keys(form: &Form, period: Option<Period>) -> Vec<Vec<String>> {
    match &form.layout {
        Layout::Matrix(matrix) => header::keys(std::slice::from_ref(&matrix.label), period),
        Layout::CountyTable(table) => {
            let mut wordings = header::keys(std::slice::from_ref(&table.unit_column), period);
            // the same column under the names that offices use for it
            wordings.extend(
                [
                    "县(市,区)",
                    "县市区",
                    "县区",
                    "地区",
                    "单位",
                    "单位名称",
                    "市",
                    "地市",
                    "市别",
                    "县别",
                    "区县",
                ]
                .map(|word| vec![word.to_owned()]),
            );
            wordings
        }
        Layout::Roster(_) => Vec::new(),
    }
}

fn key_column(form: &Form, columns: &[ColumnMatch]) -> Option<u32> {
    let Layout::Roster(roster) = &form.layout else {
        return None;
    };
    columns
        .iter()
        .find(|matched| roster.fields[matched.spec].key)
        .map(|matched| matched.column)
}

fn missing(
    form: &Form,
    columns: &[ColumnMatch],
    headers: &[SheetHeader],
    period: Option<Period>,
) -> Vec<Missing> {
    let required: Vec<(usize, &Header)> = match &form.layout {
        Layout::Matrix(Matrix { columns, .. }) => columns
            .iter()
            .enumerate()
            .filter(|(_, spec)| spec.required)
            .map(|(at, spec)| (at, &spec.headers[0]))
            .collect(),
        Layout::CountyTable(table) => table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, spec)| spec.required)
            .map(|(at, spec)| (at, &spec.headers[0]))
            .collect(),
        // without a field that is added, a total would be of nothing
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .enumerate()
            .filter(|(_, spec)| spec.required || spec.sum)
            .map(|(at, spec)| (at, &spec.headers[0]))
            .collect(),
    };
    let free = headers
        .iter()
        .filter(|own| !columns.iter().any(|matched| matched.column == own.column))
        .collect::<Vec<_>>();
    required
        .into_iter()
        .filter(|(at, _)| !columns.iter().any(|matched| matched.spec == *at))
        .map(|(_, header)| {
            let expected = header.written(period);
            let key = text::key(&expected.replace(" > ", ""));
            let nearest = free
                .iter()
                .map(|own| (text::likeness(&key, &own.levels.concat()), own))
                .filter(|(alike, _)| *alike > 0.3)
                .max_by(|one, other| one.0.total_cmp(&other.0));
            Missing {
                expected,
                nearest: nearest.map(|(_, own)| (own.written.clone(), own.column)),
            }
        })
        .collect()
}

/// The line above the header that is most like the form's title.
fn title(grid: &Grid, form: &Form, block: HeaderBlock) -> Option<Title> {
    let mut best: Option<(f64, Title)> = None;
    for row in grid.filled_rows().take_while(|row| *row < block.top) {
        for cell in grid.row(row) {
            let Some(words) = cell.as_text() else {
                continue;
            };
            let fit = title_fit(form, words);
            if fit >= 0.6 && best.as_ref().is_none_or(|(known, _)| fit > *known) {
                best = Some((
                    fit,
                    Title {
                        cell: cell_name(cell.row, cell.column),
                        text: words.trim().to_owned(),
                    },
                ));
            }
        }
    }
    best.map(|(_, title)| title)
}

fn title_fit(form: &Form, words: &str) -> f64 {
    let own = text::key(words);
    form.titles
        .iter()
        .map(|title| text::key(title))
        .map(|title| {
            if own.contains(&title) {
                1.0
            } else {
                text::likeness(&own, &title) * 0.9
            }
        })
        .fold(0.0, f64::max)
}

fn known_rows(
    grid: &Grid,
    form: &Form,
    scheme: &Scheme,
    bound: &Bound,
    period: Option<Period>,
) -> f64 {
    let below = || {
        grid.filled_rows()
            .filter(|row| *row > bound.header.bottom)
            .take(400)
    };
    let labels = || {
        bound
            .tables()
            .filter_map(|table| table.label_column.map(|column| (column, table)))
    };
    if bound.label_column.is_none() {
        return 0.0;
    }
    match &form.layout {
        Layout::Matrix(matrix) => {
            let mut found = HashSet::new();
            let mut last = None;
            for (row, column) in
                labels().flat_map(|(column, _)| below().map(move |row| (row, column)))
            {
                let words = grid.seen_text(row, column);
                let nearly = || {
                    let own = label::split_label(&words).0;
                    matrix
                        .rows
                        .iter()
                        .position(|row| row.keys.iter().any(|key| text::slip_of(&key.bare, &own)))
                };
                if let Some(spec) = label_row(matrix, scheme, &words, last).or_else(nearly) {
                    found.insert(spec);
                    last = Some(spec);
                }
            }
            found.len() as f64 / matrix.rows.len().max(1) as f64
        }
        Layout::CountyTable(_) => {
            let mut known = 0_usize;
            let mut all = 0_usize;
            for (row, (column, table)) in
                labels().flat_map(|label| below().map(move |row| (row, label)))
            {
                let data = table
                    .columns
                    .iter()
                    .map(|matched| matched.column)
                    .collect::<Vec<_>>();
                let words = grid.seen_text(row, column);
                let is_known = !scheme.unit_names.exactly(&words, period).is_empty();
                // sections, totals and notes name no unit and say nothing against the form
                if !is_known
                    && (words.trim().is_empty()
                        || rows::kind(grid, row, &words) != RowKind::Other
                        || !rows::is_filled(grid, row, &data, 1))
                {
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

/// The form row that a label names. 其中 items may repeat a wording under several wholes; then the
/// one that belongs to the row before counts.
pub fn label_row(
    matrix: &Matrix,
    scheme: &Scheme,
    raw: &str,
    previous: Option<usize>,
) -> Option<usize> {
    let own = LabelKey::new(raw);
    if own.bare.is_empty() {
        return None;
    }
    let is_part = |at: usize| {
        scheme
            .indicator(&matrix.rows[at].indicator)
            .is_some_and(|indicator| indicator.part_of.is_some())
    };
    let fits = |at: usize, key: &LabelKey| {
        key.whole == own.whole || (key.bare == own.bare && (!own.part || key.part || is_part(at)))
    };
    let matches = matrix
        .rows
        .iter()
        .enumerate()
        .filter(|(at, row)| row.keys.iter().any(|key| fits(*at, key)))
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    if let [only] = matches.as_slice() {
        return Some(*only);
    }
    // the same wording under several wholes: the nearest whole above decides
    let previous = previous?;
    let whole_of = |at: usize| {
        scheme
            .indicator(&matrix.rows[at].indicator)
            .and_then(|indicator| indicator.part_of.as_deref())
    };
    let family = whole_of(previous).unwrap_or(&matrix.rows[previous].indicator);
    let mut near = matches
        .iter()
        .copied()
        .filter(|at| whole_of(*at) == Some(family) && *at > previous);
    near.next().filter(|_| near.next().is_none())
}
