//! A published list that has no more than names: one without the code by which a roster is known.

use crate::Error;
use xianbaohui_core::form::{FieldSpec, Form, Layout};
use xianbaohui_core::number::Datum;
use xianbaohui_core::returns::{Entry, FieldValue};
use xianbaohui_core::text;
use xianbaohui_reading::extract::settle_formats;
use xianbaohui_reading::read::{Grid, Limits, ReadFile, Visibility};

/// What lists call the column of names.
const NAMES: [&str; 6] = [
    "名称",
    "企业名称",
    "单位名称",
    "公司名称",
    "申报单位",
    "姓名",
];
/// Rows in which a header is looked for.
const DEEPEST: usize = 20;

/// The entries of a list, with the name of the sheet; none where no sheet has a column of names.
pub(super) fn read(
    form: &Form,
    name: Option<usize>,
    bytes: &[u8],
    (reader, passwords): (&dyn ReadFile, &[String]),
) -> Result<Option<(String, Vec<Entry>)>, Error> {
    let (Layout::Roster(roster), Some(name)) = (&form.layout, name) else {
        return Ok(None);
    };
    let mut workbook = reader.workbook(bytes, &Limits::default(), passwords)?;
    settle_formats(&mut workbook);
    let seen = workbook.grids.iter();
    let seen = seen.filter(|grid| grid.visibility == Visibility::Visible);
    Ok(seen.into_iter().find_map(|grid| {
        let (row, columns) = header(grid, &roster.fields, name)?;
        let entries = entries(grid, row, (&columns, roster.fields.len(), name));
        (!entries.is_empty()).then(|| (grid.name.clone(), entries))
    }))
}

/// The first row that heads a column of names: which field stands in which column.
fn header(grid: &Grid, fields: &[FieldSpec], name: usize) -> Option<(u32, Vec<(usize, u32)>)> {
    let is_of = |field: &FieldSpec, key: &str| {
        let levels = field.headers.iter().filter_map(|header| header.0.last());
        let mut all = levels.map(|level| text::key(level));
        text::key(&field.name) == key || all.any(|level| level == key)
    };
    grid.filled_rows().take(DEEPEST).find_map(|row| {
        let mut columns = Vec::new();
        for cell in grid.row(row) {
            let key = text::key(&grid.seen_text(row, cell.column));
            let own = fields.iter().position(|field| is_of(field, &key));
            let own = own.or_else(|| NAMES.contains(&&*key).then_some(name));
            let own = own.filter(|own| columns.iter().all(|(other, _)| other != own));
            columns.extend(own.map(|own| (own, cell.column)));
        }
        columns
            .iter()
            .any(|(own, _)| *own == name)
            .then_some((row, columns))
    })
}

fn entries(
    grid: &Grid,
    header: u32,
    (columns, fields, name): (&[(usize, u32)], usize, usize),
) -> Vec<Entry> {
    let rows = grid
        .filled_rows()
        .filter(|row| *row > header && grid.hidden_rows.binary_search(row).is_err());
    let entry = |row: u32| {
        let mut all = vec![None; fields];
        for (at, column) in columns {
            let words = grid.seen_text(row, *column).trim().to_owned();
            if let Some(own) = all.get_mut(*at).filter(|_| !words.is_empty()) {
                *own = Some((words, *column));
            }
        }
        let named = all.get(name)?.as_ref()?;
        let key = text::key(&named.0);
        let is_other = ["注", "合计", "总计", "共计"].iter();
        let is_other = is_other.clone().any(|word| key.starts_with(word));
        (!is_other).then(|| Entry {
            row,
            fields: all.into_iter().map(field).collect(),
        })
    };
    rows.filter_map(entry).collect()
}

fn field(said: Option<(String, u32)>) -> FieldValue {
    let (words, column) = said.map_or((None, None), |(words, at)| (Some(words), Some(at)));
    FieldValue {
        datum: words.clone().map_or(Datum::Blank, Datum::Text),
        raw: words.unwrap_or_default().into_boxed_str(),
        sheet_column: column,
        note: None,
    }
}
