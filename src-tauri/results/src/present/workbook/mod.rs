//! The consolidated workbook as an office prints it: summaries, county tables, rosters, who has
//! reported, findings, and where each figure came from.

mod lists;
mod package;
mod pages;
mod rows;
mod sheet;
mod sources;
mod style;

use super::paper::{height_of, lines, whole};
use super::{PresentError, Table, TableKind, entries, notes, summary, tables, units};
use crate::consolidate::{Consolidated, Coverage, consolidate, coverage};
use crate::present::scan::Scan;
use package::Frame;
use pages::{Page, Places, pages_of};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};
use style::Styles;
use xianbaohui_core::scheme::Round;
use xianbaohui_core::watch::Watch;
use xianbaohui_files::output::{KIND, Kind, MARK, Output, OutputError, REMARK, Target};
use xianbaohui_ledger::Ledger;

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

/// A sheet that [`workbook`] will write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// its name
    pub name: String,
    /// rows of figures, entries or findings
    pub rows: usize,
    /// columns
    pub columns: usize,
    /// what is on it, for the officer
    pub note: &'static str,
}

/// The sheets that [`workbook`] will write, without writing.
pub fn plan(ledger: &Ledger, round: &Round) -> Result<Vec<Planned>, PresentError> {
    let all = coverage(ledger, round)?;
    let mut planned = Vec::new();
    let tables = built(ledger, round, &all)?;
    for (table, pages) in tables.iter().zip(pages_of(&tables, ledger.scheme())) {
        let rows = if table.kind == TableKind::Entries {
            entries_of(ledger, round, table)?
        } else {
            table.rows.len()
        };
        let note = table.kind.note();
        planned.extend(pages.into_iter().map(|page| Planned {
            name: page.sheet,
            rows,
            columns: page.columns.len(),
            note,
        }));
    }
    let findings = ledger.findings(&round.code, None, &[])?.len();
    let lists = [
        (
            lists::STATUS,
            all.units.len(),
            lists::STATUS_COLUMNS,
            "哪些单位报了，第几版，有什么问题",
        ),
        (
            lists::FINDINGS,
            findings,
            lists::FINDING_COLUMNS,
            "审核发现的问题，在哪一格",
        ),
        (
            sources::SHEET,
            sources::count(ledger, round)?,
            sources::COLUMNS,
            "每个数出自哪个文件、哪张表、哪一格",
        ),
    ];
    planned.extend(lists.map(|(name, rows, columns, note)| Planned {
        name: name.into(),
        rows,
        columns,
        note,
    }));
    Ok(planned)
}

/// `邢台市_2021Q1_科技创新汇总表.xlsx`: names that sort.
pub fn file_name(ledger: &Ledger, round: &Round) -> String {
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
pub fn workbook<'t>(
    ledger: &Ledger,
    round: &Round,
    to: impl Into<Target<'t>>,
    at: &str,
    watch: &dyn Watch,
) -> Result<Written, PresentError> {
    workbook_of(ledger, round, to, at, MOST_ROWS, watch)
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
    /// where the figures came from
    Sources,
}

/// The same on sheets of at most so many rows: lists go on in the next sheet.
pub fn workbook_of<'t>(
    ledger: &Ledger,
    round: &Round,
    to: impl Into<Target<'t>>,
    at: &str,
    most_rows: u32,
    watch: &dyn Watch,
) -> Result<Written, PresentError> {
    let scheme = ledger.scheme();
    // before anything is worked out: a place that must not be written to costs no waiting
    let output = begin(ledger, to.into(), Kind::Consolidated)?;
    // nobody's import may come between the counting of rows and their writing
    let _snapshot = ledger.snapshot()?;
    let all = coverage(ledger, round)?;
    let tables = built(ledger, round, &all)?;
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
        &styles,
    )?;
    contents.push((vec![lists::STATUS.to_owned()], Vec::new(), Content::Nothing));
    let (names, frames) =
        lists::findings_frames(&mut book, ledger, round, &findings, most_rows, &styles)?;
    contents.push((names, frames, Content::Findings));
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
    ledger: &Ledger,
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

/// Rows of the sheets that so many rows need, at most `room` each; one sheet at least.
fn parts(rows: usize, room: u32) -> Vec<u32> {
    let room = room.max(1) as usize;
    (0..rows.div_ceil(room).max(1))
        .map(|at| rows.saturating_sub(at * room).min(room) as u32)
        .collect()
}

/// The name of a sheet that goes on: `数据来源`, `数据来源2` …
fn continued(name: &str, at: usize) -> String {
    if at == 0 {
        name.to_owned()
    } else {
        format!("{name}{}", at + 1)
    }
}

fn entries_of(ledger: &Ledger, round: &Round, table: &Table) -> Result<usize, PresentError> {
    Ok(
        usize::try_from(
            ledger.count_entries(&round.code, &ledger.scheme().forms[table.form].code)?,
        )
        .unwrap_or(usize::MAX),
    )
}

/// A workbook in the place where it goes. An original of the ledger is not written onto, nor what
/// waits in the inbox or can be put back there: not where it lies, nor a copy of it.
fn begin(ledger: &Ledger, target: Target<'_>, kind: Kind) -> Result<Output, PresentError> {
    // what goes out is of the ledger that the officer has, not of one that was moved away or
    // replaced
    ledger.in_place()?;
    // a county may have answered on a workbook that this program made, and changed its file since
    if let Some(name) = target.path().file_name().and_then(|name| name.to_str())
        && target.path().exists()
        && ledger.has_original_named(name)?
    {
        return Err(OutputError::Original {
            path: target.path().display().to_string(),
        }
        .into());
    }
    let waiting = ledger.waiting()?;
    let paths = waiting
        .iter()
        .map(|file| file.stamp.path.clone())
        .collect::<Vec<_>>();
    let is_original = |sha256: &str| {
        Ok::<_, PresentError>(
            waiting.iter().any(|file| file.stamp.sha256 == sha256)
                || ledger.has_original(sha256)?,
        )
    };
    // what has the size of none need not be read
    let may_be = |size: u64| {
        Ok(waiting.iter().any(|file| file.stamp.size == size)
            || ledger.has_original_of_size(size)?)
    };
    Output::begin(target.sparing(&paths), kind, may_be, is_original)
}

/// The findings alone, as a workbook.
pub fn findings_workbook<'t>(
    ledger: &Ledger,
    round: &Round,
    to: impl Into<Target<'t>>,
) -> Result<(), PresentError> {
    let output = begin(ledger, to.into(), Kind::Findings)?;
    let mut book = new_book()?;
    book.set_properties(&properties(None, Kind::Findings));
    let (findings, styles) = (ledger.findings(&round.code, None, &[])?, Styles::new());
    let (_, frames) =
        lists::findings_frames(&mut book, ledger, round, &findings, MOST_ROWS, &styles)?;
    package::save(&mut book, output, &frames, &styles, |package| {
        let mut stream = package.stream(&frames);
        lists::findings_rows(&mut stream, ledger, &findings)?;
        stream.finish()?;
        Ok(ledger.unchanged()?)
    })?;
    Ok(())
}

/// Tables in the order in which they go out: summaries, county tables, rosters. A roster comes
/// without its rows.
fn built(ledger: &Ledger, round: &Round, all: &Coverage) -> Result<Vec<Table>, PresentError> {
    let scheme = ledger.scheme();
    let mut built = Vec::new();
    let mut figures: Option<Consolidated> = None;
    let mut scanned: Option<(String, Scan)> = None;
    for one in tables(ledger, round)? {
        let Some(form) = scheme.form(&one.form) else {
            continue;
        };
        built.push(match one.kind {
            TableKind::Entries | TableKind::EntryCounts => {
                // both are made of the same entries
                let own = match scanned.take().filter(|(code, _)| *code == form.code) {
                    Some(known) => known,
                    None => (form.code.clone(), Scan::of(ledger, round, form)?),
                };
                let (_, scan) = scanned.insert(own);
                if one.kind == TableKind::Entries {
                    entries::laid_out(scheme, round, form, all, scan)
                } else {
                    entries::counts(ledger, round, form, all, scan)?
                }
            }
            TableKind::Summary | TableKind::Units => {
                // summary and county table of a form are made of the same figures
                let own = match figures
                    .take()
                    .filter(|known| scheme.forms[known.form].code == form.code)
                {
                    Some(known) => known,
                    None => consolidate(ledger, round, form)?,
                };
                let own = figures.insert(own);
                let table = if one.kind == TableKind::Summary {
                    summary::table(scheme, round, form, own)
                } else {
                    units::table(scheme, round, form, own)
                };
                notes::with_elsewhere(table, scheme, all)
            }
        });
    }
    built.sort_by_key(|table| match table.kind {
        TableKind::Summary => 0,
        TableKind::Units => 1,
        TableKind::EntryCounts => 2,
        TableKind::Entries => 3,
    });
    Ok(built)
}

/// A workbook whose columns are measured by the type that offices have, not by one that their
/// machines put another in place of.
fn new_book() -> Result<Workbook, PresentError> {
    /// pixels of a row and a column of 宋体 11
    const DEFAULT: (u32, u32) = (18, 72);
    let mut book = Workbook::new();
    book.set_default_format(
        &Format::new().set_font_name("宋体").set_font_size(11),
        DEFAULT.0,
        DEFAULT.1,
    )?;
    Ok(book)
}

/// Every workbook carries the mark by which it may be replaced later, and what it is.
fn properties(at: Option<&str>, kind: Kind) -> DocProperties {
    let properties = DocProperties::new()
        .set_comment(REMARK)
        .set_custom_property(MARK, env!("CARGO_PKG_VERSION"));
    let properties = properties.set_custom_property(KIND, kind.word().unwrap_or_default());
    match at.and_then(|at| ExcelDateTime::parse_from_str(&at.replace(' ', "T")).ok()) {
        Some(time) => properties.set_creation_datetime(&time),
        None => properties,
    }
}

/// Page set-up that all sheets share: A4 landscape, one page wide, header rows repeated, page
/// numbers. Sheets are laid out so that being made to fit never makes them illegible.
fn page_setup(
    sheet: &mut Worksheet,
    first_header: u32,
    last_header: u32,
    pinned: u16,
) -> Result<(), PresentError> {
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true);
    // the page number keeps its size whatever the table's is
    sheet
        .set_margins(0.4, 0.4, 0.55, 0.6, 0.3, 0.3)
        .set_footer("&C第 &P 页 共 &N 页")
        .set_header_footer_scale_with_doc(false);
    sheet.set_repeat_rows(first_header, last_header)?;
    sheet.set_freeze_panes(last_header + 1, pinned)?;
    Ok(())
}

/// A sheet wider than a page: a page for each group of columns, with the pinned ones on all of
/// them, at a size of its own.
fn divide(sheet: &mut Worksheet, page: &Page) -> Result<(), PresentError> {
    if page.spans.len() > 1 {
        if page.pinned > 0 {
            sheet.set_repeat_columns(0, page.pinned as u16 - 1)?;
        }
        sheet.set_print_scale(page.scale as u16);
        sheet.set_vertical_page_breaks(
            &page.spans[1..]
                .iter()
                .map(|(first, _)| u32::from(*first))
                .collect::<Vec<_>>(),
        )?;
    }
    Ok(())
}

/// A sheet whose last rows or notes would stand alone on another page is printed a little smaller,
/// so that it is one page high.
fn one_page(sheet: &mut Worksheet, page: &Page, scale: u32) {
    if page.spans.len() > 1 {
        sheet.set_print_scale(page.scale.min(scale) as u16);
    } else {
        sheet.set_print_fit_to_pages(1, 1);
    }
}

/// The height of a row of texts in columns of these widths, none of them cut, in points.
fn height_for<'t>(texts: impl IntoIterator<Item = (&'t str, f64)>) -> f64 {
    height_of(
        texts
            .into_iter()
            .map(|(text, width)| lines(text, whole(width)))
            .max()
            .unwrap_or(1),
    )
}

/// Position of a page's table on its sheet: title, line with organiser and period, coverage, then
/// the header.
const HEADER_TOP: u32 = 3;

/// First row of data.
fn first_row(table: &Table) -> u32 {
    HEADER_TOP + table.header_rows
}
