//! A form laid over a sheet: which header rows, which columns, which rows, what is missing, and how
//! well it fits.

mod bound;
mod keys;
mod known;
mod missing;
mod title;

pub use bound::Bound;
pub(super) use known::label_fit;
pub use known::label_row;
pub use missing::Missing;
pub(super) use title::own_title;

use super::header::{self, ColumnMatch, Fit, SheetHeader, Vocabulary, Wordings};
use super::role::{Resolved, Role};
use crate::read::Grid;
use keys::{column_keys, key_column, label_keys};
use known::known_rows;
use missing::missing;
use sha2::{Digest as _, Sha256};
use title::{nearest_title, title_fit};

use xianbaohui_core::form::{Form, Layout, Matrix};
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;

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
    let issued = form.issued_headers();
    let ignored = [form.ignore.clone(), issued.clone()].concat();
    let ignored = Wordings::of(&ignored, period);
    let issued = Wordings::of(&issued, period);
    let measure_unit = match &form.layout {
        Layout::Matrix(Matrix {
            measure_unit: Some(own),
            ..
        }) => Wordings::of(std::slice::from_ref(own), period),
        _ => Wordings::default(),
    };
    let all = specs.iter().chain([&label, &ignored, &measure_unit]);
    let vocabulary = Vocabulary::of(&all.collect::<Vec<_>>(), form, period);
    let found = header::find(grid, &vocabulary)
        .or_else(|| pointed.said.then(|| header::above_figures(grid)).flatten());
    let Some(block) = found else {
        return Bound {
            asked: specs.len() + 1,
            ..Bound::default()
        };
    };
    let headers = header::columns(grid, block, &vocabulary);
    let is_roster = matches!(form.layout, Layout::Roster(_));
    let of_table = |headers: &[SheetHeader]| {
        let (columns, mut repeated) = header::assign(&specs, headers);
        // 序号 beside 编号 is what the form says, and no second 编号
        repeated.retain(|(_, column)| {
            let mut own = headers.iter().filter(|own| own.column == *column);
            !own.any(|own| header::says_itself(&ignored, own))
        });
        let find = |wordings: &Wordings| {
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
    let only_issued = headers.iter().filter(|own| !used(own.column));
    let only_issued = only_issued.filter(|own| header::says_itself(&issued, own));
    let only_issued = only_issued.map(|own| own.column).collect();
    bound.extra = headers
        .iter()
        .filter(|own| !used(own.column) && header::fit(&ignored, own) == Fit::None)
        .cloned()
        .collect();
    bound.issued = only_issued;
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
    bound.title = nearest_title(grid, form, block);
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
                attributes: Vec::new(),
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
    label: &Wordings,
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
