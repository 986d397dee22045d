//! Paper: what is exported is printed here by LibreOffice and looked at page by page, as an office
//! prints it.

use crate::support::{Desk, fixture};
use std::collections::HashSet;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_results::present::{self, Paper, SMALLEST, header_over};

const LONG_NAME: &str = "孟村回族自治县科学技术和工业信息化局";

fn skipped(program: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {program} is not there");
}

/// What is on the pages of a workbook: their sizes, the sizes of type in use, the words of each
/// page.
pub(crate) struct Printed {
    pub(crate) landscape: bool,
    pub(crate) smallest: f64,
    pub(crate) pages: Vec<String>,
}

/// Nothing, and a line that says so, where a program is missing.
pub(crate) fn printed(workbook: &Path) -> Option<Printed> {
    let folder = tempfile::tempdir().unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.path().join("profile").display()
    );
    let office = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(workbook)
        .output();
    if office.is_err() {
        skipped("soffice");
        return None;
    }
    let pdf = folder
        .path()
        .join(workbook.with_extension("pdf").file_name().unwrap());
    let xml = Command::new("pdftohtml")
        .args(["-xml", "-i", "-zoom", "3", "-stdout"])
        .arg(&pdf)
        .output();
    let Ok(xml) = xml else {
        skipped("pdftohtml");
        return None;
    };
    let xml = String::from_utf8(xml.stdout).unwrap();
    let number = |tag: &str, name: &str| {
        tag.split(&format!("{name}=\""))
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .and_then(|text| text.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    let pages = xml.split("<page ").skip(1);
    let landscape = pages.clone().all(|page| {
        number(page, "width") > number(page, "height")
            && (number(page, "width") - 3.0 * 842.0).abs() < 6.0
    });
    let smallest = xml
        .split("<fontspec ")
        .skip(1)
        .map(|font| (number(font, "size") + 0.5) / 3.0)
        .fold(f64::MAX, f64::min);
    let words = |page: &str| {
        page.split("<text ")
            .skip(1)
            .map(|text| {
                text.split_once('>')
                    .map_or("", |(_, rest)| rest.split("</text>").next().unwrap_or(""))
            })
            .collect::<Vec<_>>()
            .concat()
    };
    let pages = pages
        .map(|page| {
            words(page)
                .replace(char::is_whitespace, "")
                .replace("<b>", "")
                .replace("</b>", "")
        })
        .collect();
    Some(Printed {
        landscape,
        smallest,
        pages,
    })
}

/// The ledger of a quarter, with a unit of a long name among its counties.
fn desk() -> Desk {
    let scheme = Scheme::find("kjcx").unwrap().text;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scheme.toml");
    // what the county calls itself in its returns stays an alias
    std::fs::write(
        &path,
        scheme
            .replacen("name = \"内丘县\"", &format!("name = \"{LONG_NAME}\""), 1)
            .replacen("[\"内丘\"]", "[\"内丘\", \"内丘县\"]", 1),
    )
    .unwrap();
    let mut desk = Desk::new(&path.to_string_lossy(), "2021Q1");
    desk.import(&[fixture("kjcx-2021q1")]);
    desk
}

fn tables(desk: &Desk) -> Vec<present::Table> {
    let round = desk.ledger.round(&desk.round).unwrap();
    let coverage = xianbaohui_results::consolidate::coverage(&desk.ledger, round).unwrap();
    present::tables(&desk.ledger, round)
        .unwrap()
        .iter()
        .map(|one| present::table(&desk.ledger, round, &coverage, &one.id).unwrap())
        .collect()
}

/// 5½ of 16 indicators on one page, the rest cut off; eighteen columns at 4 pt: neither happens
/// again.
#[test]
fn every_column_is_on_a_page_with_its_unit_and_its_heading_in_legible_type() {
    let desk = desk();
    let tables = tables(&desk);
    assert!(
        tables.iter().any(|table| table.columns.len() >= 18),
        "no table is wide"
    );
    for table in &tables {
        let paper = Paper::of(table);
        assert!(
            paper.type_size() >= SMALLEST,
            "{}: {} pt",
            table.id,
            paper.type_size()
        );
        let printed = paper.groups.iter().flatten().copied().collect::<Vec<_>>();
        assert_eq!(
            printed,
            (paper.pinned..table.columns.len()).collect::<Vec<_>>(),
            "{}: a column is missing, or printed twice",
            table.id
        );
        assert!(
            paper.groups.len() == 1 || paper.groups.len() <= table.columns.len() / 3,
            "{}: {} pages for {} columns",
            table.id,
            paper.groups.len(),
            table.columns.len()
        );
        for at in 0..paper.groups.len() {
            let columns = paper.columns(at);
            let width = columns
                .iter()
                .map(|column| f64::from(paper.widths[*column]) * 9.0 + 5.0)
                .sum::<f64>()
                * f64::from(paper.scale)
                / 100.0;
            assert!(
                width <= (297.0 / 25.4 - 0.8) * 96.0,
                "{}: page {at} is {width} pixels wide",
                table.id
            );
            assert_eq!(
                columns[..table.pinned],
                (0..table.pinned).collect::<Vec<_>>(),
                "{}: page {at} does not say whose figures they are",
                table.id
            );
            let header = header_over(table, &columns);
            for (position, column) in columns.iter().enumerate() {
                let over = |position: u32| {
                    header
                        .iter()
                        .filter(move |cell| {
                            (cell.column..cell.column + cell.columns).contains(&position)
                        })
                        .map(|cell| cell.text.clone())
                        .collect::<Vec<_>>()
                };
                let own = table
                    .header
                    .iter()
                    .filter(|cell| {
                        (cell.column..cell.column + cell.columns).contains(&(*column as u32))
                    })
                    .map(|cell| cell.text.clone())
                    .collect::<Vec<_>>();
                assert_eq!(
                    over(position as u32),
                    own,
                    "{}: page {at}, column {column}",
                    table.id
                );
            }
            // no heading goes on on the next page
            let torn = columns
                .last()
                .zip(paper.groups.get(at + 1))
                .is_some_and(|(last, next)| {
                    let group = &table.columns[*last].group;
                    !group.is_empty() && *group == table.columns[next[0]].group
                });
            assert!(!torn, "{}: a heading is torn after page {at}", table.id);
        }
    }
}

/// A last row, a total or the notes alone on a page, for a line too much on the one before.
#[test]
fn a_total_stands_on_the_page_of_its_table() {
    let desk = desk();
    drop(desk.exported());
    let Some(printed) = printed(&desk.folder.path().join("out.xlsx")) else {
        return;
    };
    // only the first page of a sheet says the period
    let of_tables = printed.pages.iter().filter(|page| {
        // notes speak of totals, and the list of sources of everything
        let body = page.split("注：").next().unwrap_or_default();
        ["合计", "条数", "累计"]
            .iter()
            .any(|word| body.contains(word))
            && !body.contains("换算")
    });
    let torn = of_tables
        .filter(|page| !page.contains("报告期"))
        .collect::<Vec<_>>();
    assert!(torn.is_empty(), "{torn:#?}");
}

#[test]
fn the_exported_workbook_prints_across_in_legible_type_with_its_pages_numbered() {
    let desk = desk();
    let path = desk.folder.path().join("out.xlsx");
    let mut exported = desk.exported();
    let sheets = exported.sheets();
    let Some(printed) = printed(&path) else {
        return;
    };
    assert!(printed.landscape, "a page is upright, or not A4");
    assert!(
        printed.smallest >= SMALLEST,
        "something is printed at {} pt",
        printed.smallest
    );
    let count = printed.pages.len();
    for (at, page) in printed.pages.iter().enumerate() {
        assert!(
            page.contains(&format!("第{}页共{count}页", at + 1)),
            "page {} of {count} is not numbered: {page}",
            at + 1
        );
    }
    let all = printed.pages.concat();
    // the sheets of the county table each have all units, and all headings are somewhere
    for table in tables(&desk) {
        for name in table.header.iter().map(|cell| &cell.text) {
            assert!(
                all.contains(&name.replace(char::is_whitespace, "")),
                "{}: {name} is not on paper",
                table.id
            );
        }
    }
    for sheet in sheets.iter().filter(|name| name.contains("分县表")) {
        let cells = exported.cells(sheet);
        let units = cells
            .rows()
            .filter_map(|row| row.first())
            .filter(|cell| cell.to_string().ends_with(['县', '区', '市', '局']))
            .count();
        assert!(units >= 19, "{sheet} has {units} units");
    }
    assert!(all.contains(LONG_NAME), "a long name is cut");
    let sizes = sheets.iter().map(String::as_str).collect::<HashSet<_>>();
    assert!(
        ["报送情况", "审核结果", "数据来源"]
            .iter()
            .all(|name| sizes.contains(name))
    );
}
