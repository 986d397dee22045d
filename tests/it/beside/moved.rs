//! Parts that lie elsewhere, or under other names.

use super::{differs, repacked, sheet};
use crate::support::compare;
use xianbaohui_tests::sheet::workbook;

const SHEET: &str = "xl/worksheets/sheet1.xml";
const LIST: &str = "xl/_rels/workbook.xml.rels";

/// The clean return with names of parts, or what stands in parts, exchanged.
fn moved(names: &[(&str, &str)], words: &[(&str, &str, &str)], more: &[(&str, &str)]) -> String {
    let clean = workbook(&[sheet()]).unwrap();
    let change = |name: &str, mut text: String| {
        for (part, from, to) in words {
            if *part == name {
                assert!(text.contains(from), "{text}");
                text = text.replace(from, to);
            }
        }
        let own = names.iter().find(|(from, _)| *from == name);
        Some((own.map_or(name, |(_, to)| to).to_owned(), text))
    };
    let more = more
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    differs(&repacked(&clean, change, &more.collect::<Vec<_>>()))
}

/// Names differ by more than letters' case, and relations say where parts lie.
#[test]
fn parts_are_found_where_relations_say_that_they_lie() {
    let decoy = "<sst><si><t>别的字</t></si></sst>";
    let cases = [
        moved(&[(SHEET, "XL/Worksheets/Sheet1.xml")], &[], &[]),
        moved(
            &[(SHEET, "data/one.xml")],
            &[(LIST, "worksheets/sheet1.xml", "../data/./one.xml")],
            &[],
        ),
        moved(
            &[],
            &[(LIST, "worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml")],
            &[],
        ),
        moved(
            &[],
            &[(LIST, "worksheets/sheet1.xml", "/XL/worksheets/SHEET1.xml")],
            &[],
        ),
        moved(
            &[("xl/sharedStrings.xml", "xl/texts.xml")],
            &[(LIST, "sharedStrings.xml", "texts.xml")],
            &[],
        ),
        // another part has the usual name
        moved(
            &[("xl/sharedStrings.xml", "xl/texts.xml")],
            &[(LIST, "sharedStrings.xml", "texts.xml")],
            &[("xl/sharedStrings.xml", decoy)],
        ),
        moved(
            &[
                ("xl/workbook.xml", "xl/book.xml"),
                (LIST, "xl/_rels/book.xml.rels"),
            ],
            &[("_rels/.rels", "xl/workbook.xml", "xl/book.xml")],
            &[],
        ),
        moved(
            &[
                ("xl/workbook.xml", "book.xml"),
                (LIST, "_rels/book.xml.rels"),
            ],
            &[
                ("_rels/.rels", "xl/workbook.xml", "book.xml"),
                (LIST, "Target=\"", "Target=\"xl/"),
            ],
            &[("xl/workbook.xml", "<workbook><sheets/></workbook>")],
        ),
    ];
    compare(
        (0..)
            .zip(cases)
            .map(|(at, came): (u32, _)| (at.to_string(), came, "")),
    );
}

/// A merged area, whose part lies under another name, is still one.
#[test]
fn what_is_merged_is_known_whatever_the_part_is_called() {
    let names = [(SHEET, "XL/Worksheets/Sheet1.xml")];
    let words = [
        (SHEET, "<c r=\"E8\"><v>300.25</v></c>", ""),
        (
            SHEET,
            "<mergeCell ref=\"A1:H1\"/>",
            "<mergeCell ref=\"A1:H1\"/><mergeCell ref=\"D8:E8\"/>",
        ),
    ];
    let came = moved(&names, &words, &[]);
    assert!(came.contains("cell.merged E8"), "{came}");
}

/// A sheet whose part is not in the file is not passed over.
#[test]
fn a_sheet_that_is_not_in_the_file_is_a_reason() {
    let words = [(LIST, "worksheets/sheet1.xml", "worksheets/sheet7.xml")];
    assert_eq!(moved(&[], &words, &[]), "refused read.damaged");
    let words = [(
        LIST,
        "Target=\"worksheets/sheet1.xml\"",
        "Target=\"http://a.cn/b.xml\" TargetMode=\"External\"",
    )];
    assert_eq!(moved(&[], &words, &[]), "refused read.damaged");
}
