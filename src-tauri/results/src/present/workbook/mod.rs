//! The consolidated workbook as an office prints it: summaries, county tables, rosters, who has
//! reported, findings, and where each figure came from.

mod book;
mod built;
mod frame;
mod listing;
mod lists;
mod package;
mod packer;
mod pages;
mod parts;
mod place;
mod plan;
mod rows;
mod setup;
mod sheet;
mod sources;
mod spots;
mod stream;
mod strings;
mod style;
mod words;

pub use listing::{Listing, listings_workbook};
pub use plan::{Planned, plan};

use super::{PresentError, Table, TableKind, entries};
use crate::consolidate::coverage;
use crate::scope::{Scope, Scoped};
pub(super) use book::{new_book, properties};
use built::{built, entries_of};
use frame::Frame;
use pages::{Page, Places, first_row, pages_of};
use parts::{continued, parts};
use rust_xlsxwriter::Workbook;
use style::Styles;
use xianbaohui_core::record::Record;
use xianbaohui_core::scheme::Round;
use xianbaohui_core::watch::Watch;
use xianbaohui_files::output::{Kind, Output};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// names of the sheets
    pub sheets: Vec<String>,
    /// units expected
    pub expected: usize,
    /// units that have reported
    pub reported: usize,
    /// names of those that have not
    pub missing: Vec<String>,
    /// findings A that stand
    pub blocking: u32,
    /// bytes of the file
    pub bytes: u64,
}

/// Rows of a sheet: the most that Excel takes.
pub const MOST_ROWS: u32 = 1_048_576;

/// `邢台市_2021Q1_科技创新汇总表.xlsx`: names that sort.
pub fn file_name(ledger: &dyn Record, round: &Round) -> String {
    let scheme = ledger.scheme();
    let safe = |text: &str| {
        text.chars()
            .map(|c| if r#"\/:*?"<>|"#.contains(c) { '_' } else { c })
            .collect::<String>()
    };
    format!(
        "{}_{}_{}汇总表.xlsx",
        safe(&scheme.root_unit().name),
        round.code,
        safe(&scheme.name)
    )
}

/// Writes the consolidated workbook. `at` is the time that it states; the file appears only when it
/// is complete.
pub fn workbook(
    ledger: &dyn Record,
    round: &Round,
    output: Output,
    at: &str,
    watch: &dyn Watch,
) -> Result<Written, PresentError> {
    let all = Scoped::of(ledger, round, &Scope::All)?;
    workbook_of(&all, output, at, MOST_ROWS, watch)
}

/// The rows of a sheet that are not in its frame.
enum Content<'t> {
    /// none
    Nothing,
    /// a table's
    Table(&'t Table, Page),
    /// a roster's, straight from the ledger
    Entries(&'t Table, Page),
    /// the findings
    Findings,
    /// what counties have written in words
    Words,
    /// where the figures came from
    Sources,
}

/// The same of what a scope is of, on sheets of at most so many rows: lists go on in the next
/// sheet.
pub fn workbook_of(
    scoped: &Scoped<'_>,
    output: Output,
    at: &str,
    most_rows: u32,
    watch: &dyn Watch,
) -> Result<Written, PresentError> {
    let (ledger, round, scope) = (scoped.record(), scoped.round(), scoped.scope());
    let scheme = ledger.scheme();
    let all = coverage(ledger, round)?;
    let tables = built(ledger, round, &all, scope)?;
    let laid_out = tables
        .iter()
        .zip(pages_of(&tables, scheme))
        .collect::<Vec<_>>();
    let places = Places::of(&laid_out);
    let findings = ledger.findings(&round.code, None, &[])?;
    let styles = Styles::new();
    let mut book = new_book()?;
    book.set_properties(&properties(Some(at), Kind::Consolidated).set_author(&scheme.organiser));
    let mut contents = Vec::new();
    for (table, pages) in laid_out {
        for page in pages {
            let (names, frames) =
                framed(&mut book, ledger, round, table, &page, most_rows, &styles)?;
            contents.push((
                names,
                frames,
                if table.kind == TableKind::Entries {
                    Content::Entries(table, page)
                } else {
                    Content::Table(table, page)
                },
            ));
        }
    }
    lists::status(
        book.add_worksheet().set_name(lists::STATUS)?,
        ledger,
        round,
        &all,
        scope,
        &styles,
    )?;
    contents.push((vec![lists::STATUS.to_owned()], Vec::new(), Content::Nothing));
    let (names, frames) = lists::findings_frames(
        &mut book, ledger, round, &findings, scope, most_rows, &styles,
    )?;
    contents.push((names, frames, Content::Findings));
    let written = words::collect(ledger, round, &findings)?;
    if !written.is_empty() {
        let about = (scheme, round, scope);
        let (names, frames) = words::frames(&mut book, about, written.len(), most_rows, &styles)?;
        contents.push((names, frames, Content::Words));
    }
    let (names, frames) = sources::frames(
        &mut book,
        sources::count(ledger, round)?,
        most_rows,
        &styles,
    )?;
    contents.push((names, frames, Content::Sources));
    let frames = contents
        .iter()
        .flat_map(|(_, frames, _)| frames.iter().copied())
        .collect::<Vec<_>>();
    let total = contents.len();
    let bytes = package::save(&mut book, output, &frames, &styles, |package| {
        for (done, (names, frames, content)) in contents.iter().enumerate() {
            let mut stream = package.stream(frames);
            match content {
                Content::Nothing => {}
                Content::Table(table, page) => sheet::rows(&mut stream, table, page, &places)?,
                Content::Entries(table, page) => {
                    entries::each_row(ledger, round, &scheme.forms[table.form], |row| {
                        sheet::row(&mut stream, table, page, &row, |_, _| None)
                    })?;
                }
                Content::Findings => lists::findings_rows(&mut stream, ledger, &findings)?,
                Content::Words => words::rows(&mut stream, &written)?,
                Content::Sources => sources::rows(&mut stream, ledger, round)?,
            }
            stream.finish()?;
            watch.advanced(done + 1, total, names.last().map_or("", String::as_str));
            if watch.cancelled() {
                return Err(PresentError::Cancelled);
            }
        }
        // nothing is given out that was read of two files
        Ok(ledger.unchanged()?)
    })?;
    Ok(Written {
        sheets: contents.into_iter().flat_map(|(names, ..)| names).collect(),
        expected: all.units.len(),
        reported: all.reported(),
        missing: all
            .missing()
            .into_iter()
            .map(|code| scheme.unit_name(code).to_owned())
            .collect(),
        blocking: all.severities.a,
        bytes,
    })
}

/// The sheet of a page, or the sheets of a roster that is longer than one: their names, and where
/// the rows go.
fn framed(
    book: &mut Workbook,
    ledger: &dyn Record,
    round: &Round,
    table: &Table,
    page: &Page,
    most_rows: u32,
    styles: &Styles,
) -> Result<(Vec<String>, Vec<Frame>), PresentError> {
    let scheme = ledger.scheme();
    let below = first_row(table) + table.notes.len() as u32;
    let parts = match table.kind {
        TableKind::Entries => parts(
            entries_of(ledger, round, table)?,
            most_rows.saturating_sub(below),
        ),
        _ => vec![table.rows.len() as u32],
    };
    let (mut names, mut frames) = (Vec::new(), Vec::new());
    let last = parts.len() - 1;
    for (at, rows) in parts.into_iter().enumerate() {
        let name = continued(&page.sheet, at);
        book.add_worksheet().set_name(&name)?;
        frames.extend(sheet::frame(
            book,
            table,
            page,
            rows,
            at == last,
            styles,
            &scheme.organiser,
        )?);
        names.push(name);
    }
    Ok((names, frames))
}

/// The findings alone, as a workbook.
pub fn findings_workbook(
    ledger: &dyn Record,
    round: &Round,
    output: Output,
) -> Result<(), PresentError> {
    let mut book = new_book()?;
    book.set_properties(&properties(None, Kind::Findings));
    let (findings, styles) = (ledger.findings(&round.code, None, &[])?, Styles::new());
    let (_, frames) = lists::findings_frames(
        &mut book,
        ledger,
        round,
        &findings,
        &Scope::All,
        MOST_ROWS,
        &styles,
    )?;
    package::save(&mut book, output, &frames, &styles, |package| {
        let mut stream = package.stream(&frames);
        lists::findings_rows(&mut stream, ledger, &findings)?;
        stream.finish()?;
        Ok(ledger.unchanged()?)
    })?;
    Ok(())
}
