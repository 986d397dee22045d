//! The consolidated workbook as an office prints it: summaries, county tables, rosters, who has reported, findings, and where each figure came from.

mod lists;
mod pages;
mod sheet;
mod sources;
mod style;

use super::{PresentError, Table, TableKind, entries, tables};
use crate::consolidate::{Coverage, coverage};
use crate::import::Watch;
use crate::ledger::Ledger;
use crate::scheme::Round;
use pages::{Places, pages};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};
use std::path::Path;
use style::Styles;

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

/// Sheets with more cells than this are written row by row to disk, not kept in memory.
const MANY_CELLS: usize = 20_000;

/// Names and sizes of the sheets that [`workbook`] will write, without writing: name, rows, columns.
pub fn plan(ledger: &Ledger, round: &Round) -> Result<Vec<(String, usize, usize)>, PresentError> {
    let all = coverage(ledger, round)?;
    let mut planned = Vec::new();
    for table in built(ledger, round, &all)? {
        let rows = if table.kind == TableKind::Entries {
            usize::try_from(ledger.count_entries(&round.code, &ledger.scheme().forms[table.form].code)?).unwrap_or(usize::MAX)
        } else {
            table.rows.len()
        };
        planned.extend(pages(&table, ledger.scheme()).into_iter().map(|page| (page.sheet, rows, page.columns.len())));
    }
    let findings = ledger.findings(&round.code, None, &[])?.len();
    planned.push((lists::STATUS.into(), all.units.len(), lists::STATUS_COLUMNS));
    planned.push((lists::FINDINGS.into(), findings, lists::FINDING_COLUMNS));
    planned.push((sources::SHEET.into(), sources::count(ledger, round)?, sources::COLUMNS));
    Ok(planned)
}

/// `邢台市_2021Q1_科技创新汇总表.xlsx`: names that sort.
pub fn file_name(ledger: &Ledger, round: &Round) -> String {
    let scheme = ledger.scheme();
    let safe = |text: &str| text.chars().map(|c| if r#"\/:*?"<>|"#.contains(c) { '_' } else { c }).collect::<String>();
    format!("{}_{}_{}汇总表.xlsx", safe(&scheme.root_unit().name), round.code, safe(&scheme.name))
}

/// Writes the consolidated workbook. `at` is the time that it states; the file appears only when it is complete.
pub fn workbook(ledger: &Ledger, round: &Round, path: &Path, at: &str, watch: &dyn Watch) -> Result<Written, PresentError> {
    let scheme = ledger.scheme();
    let all = coverage(ledger, round)?;
    let tables = built(ledger, round, &all)?;
    let styles = Styles::new();
    let mut book = Workbook::new();
    set_properties(&mut book, at, &scheme.organiser);
    let laid_out = tables.iter().map(|table| (table, pages(table, scheme))).collect::<Vec<_>>();
    let places = Places::of(&laid_out);
    let total = laid_out.iter().map(|(_, pages)| pages.len()).sum::<usize>() + 3;
    let mut done = 0;
    let mut names = Vec::new();
    let mut step = |name: &str, names: &mut Vec<String>| {
        done += 1;
        names.push(name.to_owned());
        watch.advanced(done, total, name);
        if watch.cancelled() { Err(PresentError::Cancelled) } else { Ok(()) }
    };
    for (table, pages) in &laid_out {
        for page in pages {
            if table.kind == TableKind::Entries {
                let count = usize::try_from(ledger.count_entries(&round.code, &scheme.forms[table.form].code)?).unwrap_or(usize::MAX);
                sheet::stream(&mut book, table, page, &styles, &scheme.organiser, count, |each| entries::each_row(ledger, round, &scheme.forms[table.form], each))?;
            } else {
                let sheet = add(&mut book, &page.sheet, table.rows.len() * page.columns.len())?;
                sheet::write(sheet, table, page, &styles, &scheme.organiser, &places)?;
            }
            step(&page.sheet, &mut names)?;
        }
    }
    lists::status(add(&mut book, lists::STATUS, all.units.len() * lists::STATUS_COLUMNS)?, ledger, round, &all, &styles)?;
    step(lists::STATUS, &mut names)?;
    let findings = ledger.findings(&round.code, None, &[])?;
    lists::findings(&mut book, lists::FINDINGS, ledger, round, &findings, &styles)?;
    step(lists::FINDINGS, &mut names)?;
    names.extend(sources::write(&mut book, ledger, round, &styles)?);
    watch.advanced(total, total, sources::SHEET);
    if watch.cancelled() {
        return Err(PresentError::Cancelled);
    }
    let bytes = save(&mut book, path)?;
    Ok(Written {
        sheets: names,
        expected: all.units.len(),
        reported: all.reported(),
        missing: all.missing().into_iter().map(|code| scheme.unit_name(code).to_owned()).collect(),
        blocking: all.severities.a,
        bytes,
    })
}

/// The findings alone, as a workbook.
pub fn findings_workbook(ledger: &Ledger, round: &Round, path: &Path) -> Result<(), PresentError> {
    let mut book = Workbook::new();
    let findings = ledger.findings(&round.code, None, &[])?;
    lists::findings(&mut book, lists::FINDINGS, ledger, round, &findings, &Styles::new())?;
    save(&mut book, path)?;
    Ok(())
}

/// Tables in the order in which they go out: summaries, county tables, rosters.
fn built(ledger: &Ledger, round: &Round, all: &Coverage) -> Result<Vec<Table>, PresentError> {
    let mut found = tables(ledger, round)?;
    found.sort_by_key(|one| match one.kind {
        TableKind::Summary => 0,
        TableKind::Units => 1,
        TableKind::EntryCounts => 2,
        TableKind::Entries => 3,
    });
    let mut built = Vec::new();
    for one in found {
        built.push(if one.kind == TableKind::Entries {
            let form = ledger.scheme().form(&one.form).ok_or_else(|| crate::ledger::LedgerError::Unknown { what: "报表", name: one.form.clone(), nearest: String::new() })?;
            entries::frame(ledger.scheme(), round, form, all, TableKind::Entries)
        } else {
            super::table(ledger, round, all, &one.id)?
        });
    }
    Ok(built)
}

/// A new sheet; a large one is written to disk row by row.
fn add<'b>(book: &'b mut Workbook, name: &str, cells: usize) -> Result<&'b mut Worksheet, PresentError> {
    let sheet = if cells > MANY_CELLS { book.add_worksheet_with_constant_memory()? } else { book.add_worksheet() };
    Ok(sheet.set_name(name)?)
}

fn set_properties(book: &mut Workbook, at: &str, organiser: &str) {
    let mut properties = DocProperties::new().set_author(organiser).set_comment("县报汇输出");
    if let Ok(time) = ExcelDateTime::parse_from_str(&at.replace(' ', "T")) {
        properties = properties.set_creation_datetime(&time);
    }
    book.set_properties(&properties);
}

/// Writes beside the place and moves it there, so that a broken write never replaces a good file.
fn save(book: &mut Workbook, path: &Path) -> Result<u64, PresentError> {
    let failed = |why: String| PresentError::Write { path: path.display().to_string(), why };
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    book.save(beside).map_err(|error| failed(error.to_string()))?;
    let bytes = std::fs::metadata(beside).map(|metadata| metadata.len()).unwrap_or_default();
    std::fs::rename(beside, path).map_err(|error| {
        let _ = std::fs::remove_file(beside);
        failed(error.to_string())
    })?;
    Ok(bytes)
}

/// Page set-up that all sheets share: A4 landscape, one page wide, header rows repeated, page numbers.
fn page_setup(sheet: &mut Worksheet, first_header: u32, last_header: u32, pinned: u16) -> Result<(), PresentError> {
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_margins(0.4, 0.4, 0.55, 0.6, 0.3, 0.3).set_footer("&C第 &P 页，共 &N 页");
    sheet.set_repeat_rows(first_header, last_header)?;
    sheet.set_freeze_panes(last_header + 1, pinned)?;
    Ok(())
}

/// Position of a page's table on its sheet: title, line with organiser and period, coverage, then the header.
const HEADER_TOP: u32 = 3;

/// First row of data.
fn first_row(table: &Table) -> u32 {
    HEADER_TOP + table.header_rows
}
