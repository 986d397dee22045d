//! Numbers of more digits than a number keeps: what the file writes behind the fifteenth is not
//! what was typed, in whatever format.

use super::roster;
use crate::support::{fixture, take_with};
use crate::told::{mini, told};
use xianbaohui_core::number::Datum;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_reading::intake::Verdict;
use xianbaohui_tests::sheet::{Sheet, rewritten, workbook};
use xianbaohui_tests::written::{page, spreadsheet_2003, table, workbook_2003};

const LONG: &str = "351030001351351000";

/// A name that is a number of eighteen digits, in each format that is made here.
#[test]
fn digits_that_a_number_does_not_keep_are_told_in_every_format() {
    let scheme = mini();
    let entries = format!("{LONG} | '911309210000000001 | 青县 | 省级 | '2020-09-01 | 100");
    let text = roster(&entries);
    let xlsx = workbook(&[Sheet::new("名单", &text)]).unwrap();
    let full = rewritten(&xlsx, |_, part| {
        part.replace("<v>351030001351351000</v>", "<v>351030001351351351</v>")
    });
    let as_page = text
        .replace('\'', "")
        .replace(LONG, &format!("{{x:num}}{LONG}"));
    let as_shown = as_page.replace("{x:num}", "{sdval=\"351030001351351000\"}");
    for (format, bytes) in [
        ("xlsx", xlsx.clone()),
        ("xlsx of another program", full.unwrap()),
        ("page of Excel", page(&table(&as_page))),
        ("page of LibreOffice", page(&table(&as_shown))),
        (
            "XML Spreadsheet 2003",
            workbook_2003("", &spreadsheet_2003("名单", &text, "")),
        ),
    ] {
        let file = take_with(&scheme, Some("2021Q1"), "a.xlsx", &bytes, None, None);
        let came = told(&file, &scheme);
        assert!(
            came.contains("4: ? 911309210000000001 青县 省级 2020-09-01 100")
                && came.contains("! A entry.lost-digits A4"),
            "{format}: {came}"
        );
    }
    // in a text there is no number, and no digit is lost
    let csv = text.replace(" | ", ",").replace('|', ",").replace('\'', "");
    let file = take_with(&scheme, Some("2021Q1"), "a.csv", csv.as_bytes(), None, None);
    let came = told(&file, &scheme);
    assert!(
        came.contains(&format!("4: {LONG} 911309210000000001")),
        "{came}"
    );
}

/// The number of a certificate is a text for the scheme.
#[test]
fn the_number_of_a_certificate_that_is_kept_as_a_number_is_not_taken() {
    let scheme = Scheme::find("kjcx").unwrap();
    let bytes = std::fs::read(fixture("kjcx-2021q1/柏乡县2021年一季度.xlsx")).unwrap();
    let long = rewritten(&bytes, |name, part| {
        let cell = |part: &str| -> Option<(usize, usize)> {
            let from = part.find("<c r=\"F6\"")?;
            Some((from, from + part[from..].find("</c>")? + 4))
        };
        match cell(part).filter(|_| name.starts_with("xl/worksheets/sheet2")) {
            Some((from, to)) => {
                format!(
                    "{}<c r=\"F6\"><v>{LONG}</v></c>{}",
                    &part[..from],
                    &part[to..]
                )
            }
            None => part.to_owned(),
        }
    });
    let file = take_with(
        &scheme,
        Some("2021Q1"),
        "a.xlsx",
        &long.unwrap(),
        None,
        None,
    );
    let Verdict::Ready(returns) = &file.verdict else {
        panic!("{:?}", file.verdict);
    };
    let roster = returns
        .iter()
        .find(|one| !one.taken.entries.is_empty())
        .unwrap();
    let field = |at: usize| &roster.taken.entries[0].fields[at].datum;
    let is_lost = (0..roster.taken.entries[0].fields.len())
        .any(|at| matches!(field(at), Datum::Unreadable(_)));
    let rules = roster
        .taken
        .findings
        .iter()
        .map(xianbaohui_core::finding::Finding::rule_name);
    assert!(is_lost && rules.into_iter().any(|rule| rule == "entry.lost-digits"));
}
