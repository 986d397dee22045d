//! Words of a county for which the form has no place: 备注, a column of its own, notes above and
//! below the table, text beside it. They are no data, and they are not lost either: each is told
//! with its cell, and goes out with the consolidated workbook.
//!
//! What is printed on every sheet is left out (titles, headers, column numbers, names of groups),
//! and so are the lines of signatures: who has filled in the sheet, and the telephone.

use super::beside;
use super::beyond::{
    Listed, comments, is_printed, is_strange_head, is_strange_sign, margins, marked_names,
};
use super::issued;
use super::over;
use super::remarks::Remark;
use super::sheet::Sheet;
use super::work::Work;
use crate::identify::rows::{self, RowKind};
use crate::read::{Cell, Content, Note, OverKind, PAGE};
use std::collections::{BTreeMap, BTreeSet};
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::SheetWords;
use xianbaohui_core::number::{self, Datum};
use xianbaohui_core::text;
use xianbaohui_core::words::beside::{Beside, Says, told};
use xianbaohui_core::words::{head, wording};

/// Cells that one finding tells of at most: a list of a thousand remarks is told in parts.
const MOST: usize = 200;
/// Headers of columns that count the rows.
const ORDINALS: [&str; 4] = ["序号", "顺序号", "行次", "编号"];

/// Tells of words that have no place in the form.
pub(super) fn tell(work: &mut Work<'_>) {
    let sheet = work.sheet;
    let taken = work.kept.rows.iter().copied().collect::<BTreeSet<_>>();
    let mut columns = Columns::default();
    let cells = sheet.grid.cells().iter();
    let (told, others) = not_in_cells(work);
    let found = cells
        .filter_map(|cell| {
            let beside = stands_beside(&sheet, cell, &taken, &mut columns)?;
            Some((
                (cell.row, cell.column),
                beside,
                sheet.grid.words(cell).trim().to_owned(),
            ))
        })
        .chain(others)
        .collect::<Vec<_>>();
    let remark = |is_told: bool| {
        move |(at, beside, words): &Listed| Remark {
            row: at.0,
            column: at.1,
            words: words.clone(),
            beside: beside.clone(),
            is_told,
            otherwise: None,
        }
    };
    // comments that were told with what they say stay with their figures
    let remarks = found.iter().map(remark(false));
    let remarks = remarks.chain(told.iter().map(remark(true)));
    let known = found.iter().map(|(at, ..)| *at).collect::<BTreeSet<_>>();
    let remarks = remarks.chain(above(&sheet, &known)).collect::<Vec<_>>();
    beside::tell(work, &remarks);
    let found = found.into_iter().chain(comments(work));
    let found = found.chain(marked_names(work));
    let found = found.chain(margins(work)).collect::<Vec<_>>();
    for some in found.chunks(MOST) {
        let listed = SheetWords {
            count: found.len(),
            beside: some.iter().map(|(_, beside, _)| beside.clone()).collect(),
            words: some.iter().map(|(_, _, words)| words.clone()).collect(),
        };
        let in_cells = some.iter().filter(|(at, ..)| *at != PAGE);
        let places = in_cells.map(|(at, ..)| sheet.place(at.0, at.1));
        work.report
            .findings
            .push(Finding::of(listed).at_all(places));
    }
}

/// Words that stand in no cell: comments on what is no figure, and boxes over what is filled.
/// Apart: comments of which it is told what they say.
fn not_in_cells(work: &Work<'_>) -> (Vec<Listed>, Vec<Listed>) {
    let beside = &work.sheet.grid.beside;
    if beside.notes.is_empty() && beside.over.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let values = work.kept.values.iter();
    let values = values.filter(|value| value.datum != Datum::Blank);
    let values = values.map(|value| (value.row, value.sheet_column));
    let fields = work.kept.entries.iter().flat_map(|entry| {
        let fields = entry.fields.iter();
        let fields = fields.filter(|field| field.datum != Datum::Blank);
        fields.filter_map(|field| Some((entry.row, field.sheet_column?)))
    });
    let taken = values.chain(fields).collect::<BTreeSet<_>>();
    let notes = beside.notes.iter();
    let notes = notes.filter(|note| !taken.contains(&(note.row, note.column)));
    let (told, notes) = notes.partition::<Vec<_>, _>(|note| over::says(work, note).is_some());
    let of_notes = |notes: Vec<&Note>| {
        let notes = notes.into_iter();
        let listed = notes.map(|note| {
            let at = (note.row, note.column);
            (at, "批注".to_owned(), note.words.to_string())
        });
        listed.collect::<Vec<_>>()
    };
    // a box over a figure was told with it
    let boxes = beside.over.iter().filter(|over| {
        over.kind == OverKind::TextBox
            && over.typed.is_empty()
            && !taken.iter().any(|at| over.covers(at.0, at.1))
    });
    let boxes = boxes.map(|over| {
        let area = over.area();
        let at = (area.top, area.left);
        (at, "文本框".to_owned(), over.words.to_string())
    });
    let mut all = of_notes(notes);
    all.extend(boxes);
    all.retain(|(.., words)| !words.is_empty() && !is_printed(&work.sheet, words));
    (of_notes(told), all)
}

/// Words above the table, in its title also, that say that figures are other ones or do not count.
fn above(sheet: &Sheet<'_>, known: &BTreeSet<(u32, u32)>) -> Vec<Remark> {
    let top = sheet.bound.header.top;
    let cells = sheet.grid.cells().iter().take_while(|cell| cell.row < top);
    let cells = cells.filter(|cell| !known.contains(&(cell.row, cell.column)));
    let said = cells.filter_map(|cell| {
        let words = sheet.grid.says(cell)?;
        let says = told(&words, &Beside::default())?;
        (says == Says::Corrected).then(|| Remark {
            row: cell.row,
            column: cell.column,
            words: words.into_owned(),
            beside: String::new(),
            is_told: false,
            otherwise: None,
        })
    });
    said.collect()
}

/// What the words of a cell stand beside, where they have no place in the form: row and column of
/// the table, or nothing for a note.
fn stands_beside(
    sheet: &Sheet<'_>,
    cell: &Cell,
    taken: &BTreeSet<u32>,
    columns: &mut Columns,
) -> Option<String> {
    let is_taken = taken.contains(&cell.row);
    // nearly every cell of a table is one of these
    if is_taken && columns.of(sheet, cell.column).is_told_elsewhere {
        return None;
    }
    let shown = sheet.grid.says(cell);
    let compact = text::compact(&shown.unwrap_or_else(|| cell.raw().into()));
    // × in a column of figures is nil, elsewhere it crosses something out
    let is_crossed = compact == "×";
    if compact.is_empty() || number::nil(&compact).is_some() && !is_crossed {
        return None;
    }
    let header = sheet.bound.header;
    if issued::is_quiet(sheet, cell, &compact) {
        return None;
    }
    if is_taken {
        return in_row(sheet, cell, &compact, columns);
    }
    let Some(words) = sheet.grid.says(cell) else {
        return is_lone_number(sheet, cell, columns).then(String::new);
    };
    if (header.top..=header.bottom).contains(&cell.row) {
        return is_strange_header(sheet, cell, columns).then(|| "表头".to_owned());
    }
    if cell.row < header.top {
        return is_strange_head(sheet, cell, &words).then(String::new);
    }
    let label = sheet.bound.label_column.unwrap_or(0);
    let label = sheet.grid.seen_text(cell.row, label);
    let kind = rows::kind(sheet.grid, cell.row, &label);
    let is_note = match kind {
        RowKind::Note => true,
        RowKind::Total | RowKind::Subtotal | RowKind::Region => {
            return in_row(sheet, cell, &compact, columns);
        }
        RowKind::Remark | RowKind::Other => cell.row > header.bottom && is_line(sheet, cell.row),
        RowKind::Attachment => cell.row > header.bottom,
        RowKind::Signature => is_strange_sign(sheet, &words),
        RowKind::Blank | RowKind::ColumnNumbers => false,
    };
    // a number that its format shows as words
    let is_shown = cell.as_text().is_none() && cell.row > header.bottom && is_line(sheet, cell.row);
    (is_shown || is_note && !is_printed(sheet, &words)).then(String::new)
}

/// Whether a number stands outside of the table, and counts no rows. Telephones and days stand
/// behind a word and a colon.
fn is_lone_number(sheet: &Sheet<'_>, cell: &Cell, columns: &mut Columns) -> bool {
    let header = sheet.bound.header;
    if !matches!(cell.content, Content::Number(_)) {
        return false;
    }
    let column = columns.of(sheet, cell.column);
    if cell.row <= header.bottom {
        let before = sheet.grid.before(cell.row, cell.column);
        let is_said = before.is_some_and(|before| {
            let key = text::key(&before.raw());
            key.ends_with(':')
                || ["日期", "时间", "电话", "号"]
                    .iter()
                    .any(|end| key.ends_with(end))
        });
        let is_own = cell.row >= header.top && column.is_told_elsewhere;
        return !(is_said || is_own);
    }
    let mut filled = sheet
        .grid
        .row(cell.row)
        .iter()
        .filter(|own| !own.is_blank());
    let is_alone = filled.next().is_some() && filled.next().is_none();
    is_alone && !column.counts_rows
}

/// Whether a cell of the header's rows stands over no column of the table, or over its names and
/// units of measure and says more than that.
fn is_strange_header(sheet: &Sheet<'_>, cell: &Cell, columns: &mut Columns) -> bool {
    let is_of_names = sheet
        .bound
        .tables()
        .any(|table| [table.label_column, table.unit_column].contains(&Some(cell.column)));
    if is_of_names {
        let key = text::key(&sheet.grid.seen_text(cell.row, cell.column));
        let inside = key
            .split('(')
            .skip(1)
            .filter_map(|part| Some(part.split_once(')')?.0));
        let mut strange = inside.filter(|inside| !head::is_plain(inside));
        return strange.any(|inside| !["县", "市", "区", "市,区", "县,区"].contains(&inside));
    }
    let column = columns.of(sheet, cell.column);
    if column.is_told_elsewhere || column.counts_rows {
        return false;
    }
    // of a column with figures its header is told
    let below = sheet.bound.header.bottom;
    let mut cells = sheet.grid.cells().iter();
    let is_filled = |own: &Cell| own.row > below && own.column == cell.column && !own.is_blank();
    if column.has_numbers_told && cells.any(is_filled) {
        return false;
    }
    let is_remarks = |key: &str| {
        let told = wording::header(key, None);
        ["备注", "序号", "联系人", "联系电话"].contains(&&*told)
    };
    let area = sheet.grid.merge_at(cell.row, cell.column);
    let is_group =
        area.is_some_and(|area| (area.left..=area.right).any(|column| is_own(sheet, column)));
    let key = text::key(&cell.raw());
    !(is_group || is_remarks(&key) || is_printed(sheet, &key))
}

/// Whether a column counts the rows, by its header.
pub(super) fn is_ordinal(sheet: &Sheet<'_>, column: u32) -> bool {
    let header = sheet.grid.seen_text(sheet.bound.header.last_line(), column);
    ORDINALS.contains(&text::key(&header).as_str())
}

/// Whether a row is a line of words: what fills cells of the table behind the first is a row that
/// was not taken, and told as that, or a header once more.
fn is_line(sheet: &Sheet<'_>, row: u32) -> bool {
    let cells = sheet.grid.row(row).iter();
    let filled = cells.filter(|cell| !text::compact(&cell.raw()).is_empty());
    !filled.skip(1).any(|cell| is_own(sheet, cell.column))
}

/// Whether a column is one of the form's.
fn is_own(sheet: &Sheet<'_>, column: u32) -> bool {
    sheet.bound.tables().any(|table| {
        let mut columns = table.columns.iter();
        [table.label_column, table.unit_column].contains(&Some(column))
            || columns.any(|matched| matched.column == column)
    })
}

/// Whether a column stands to the right of all that are the form's.
fn is_behind(sheet: &Sheet<'_>, column: u32) -> bool {
    let tables = sheet.bound.tables();
    let own = tables.flat_map(|table| table.columns.iter().map(|matched| matched.column));
    own.max().is_some_and(|last| column > last)
}

/// Whether what stands in a column that counts rows is a number, or numbers joined: 3, （一）, 1.2.
fn is_numbering(compact: &str) -> bool {
    let is_sign = |c: char| {
        c.is_ascii_digit()
            || matches!(c, '.' | ',' | '、' | '(' | ')' | '-' | '第' | '①'..='⑳')
            || "一二三四五六七八九十百甲乙丙丁".contains(c)
    };
    compact.chars().all(is_sign)
}

/// Columns of a sheet as words in its rows are looked at.
#[derive(Default)]
struct Columns(BTreeMap<u32, Column>);

/// A column of a sheet.
struct Column {
    header: String,
    /// it is one of the form's, or one that is there twice (told as that)
    is_told_elsewhere: bool,
    /// it counts the rows
    counts_rows: bool,
    /// numbers in it are told as a column of its own, or count the rows
    has_numbers_told: bool,
}

impl Columns {
    fn of(&mut self, sheet: &Sheet<'_>, column: u32) -> &Column {
        self.0.entry(column).or_insert_with(|| {
            let header = sheet.grid.seen_text(sheet.bound.header.last_line(), column);
            let header = header.trim().to_owned();
            let key = text::key(&header);
            let mut extra = sheet.bound.extra.iter();
            let mut repeated = sheet.bound.repeated.iter();
            Column {
                is_told_elsewhere: is_own(sheet, column) || repeated.any(|(_, own)| *own == column),
                counts_rows: ORDINALS.contains(&key.as_str()),
                // before the table numbers without a header count its rows
                has_numbers_told: key.is_empty() && !is_behind(sheet, column)
                    || extra.any(|extra| extra.column == column),
                header,
            }
        })
    }
}

/// Words in a row of the table, in a column that is none of the form's.
fn in_row(sheet: &Sheet<'_>, cell: &Cell, compact: &str, columns: &mut Columns) -> Option<String> {
    let column = columns.of(sheet, cell.column);
    if column.is_told_elsewhere || column.counts_rows && is_numbering(compact) {
        return None;
    }
    // figures of a column that was not read are told with it
    let is_figure = compact.contains(|c: char| c.is_ascii_digit())
        && matches!(number::read_text(compact).datum, Datum::Number(_));
    let is_words = sheet.grid.says(cell).is_some() && !is_figure;
    if !is_words && column.has_numbers_told {
        return None;
    }
    let label = match sheet.bound.label_column {
        Some(column) => sheet.grid.seen_text(cell.row, column).trim().to_owned(),
        None => sheet.entry_key(cell.row),
    };
    let named = [label.as_str(), &column.header];
    let named = named.into_iter().filter(|own| !own.is_empty());
    Some(named.collect::<Vec<_>>().join(" "))
}
