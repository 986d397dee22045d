//! Page headers and footers.

use super::{differs, repacked, with};
use crate::support::{compare, fixture};
use xianbaohui_reading::read::{Limits, workbook};
use xianbaohui_tests::written::{flat, without_part};

/// They say units of measure like any place, and periods and status as weak signs.
#[test]
fn page_headers_are_heard() {
    let cases = [
        (
            "<oddHeader>&amp;C&amp;\"宋体,常规\"&amp;9第 &amp;P 页，共 &amp;N 页</oddHeader>",
            "",
        ),
        ("<oddHeader>&amp;R单位：万元</oddHeader>", ""),
        (
            "<oddFooter>&amp;L2020年一季度&amp;R&amp;D</oddFooter>",
            "! D period.hint-differs",
        ),
        ("<oddHeader>&amp;L2021年一季度</oddHeader>", ""),
        (
            "<oddHeader>&amp;C快报数</oddHeader>",
            "asked Status: 页眉页脚 写着“快报数”。这张表的数是不是本表要的数？请核对。",
        ),
        (
            "<oddFooter>&amp;L场地面积单位：亩</oddFooter>",
            "! A unit.unknown",
        ),
        ("<oddHeader>&amp;R以万元计</oddHeader>", ""),
        (
            "<oddHeader>&amp;L数据截至2月</oddHeader>",
            "! B figures.remark\n! D sheet.words\n! D period.hint-differs",
        ),
        (
            "<oddHeader>&amp;R以元计</oddHeader>",
            "! B unit.contradiction C8 D8 E8 F8",
        ),
        (
            "<oddFooter>&amp;L红字为上年数</oddFooter>",
            "! B figures.remark\n! D sheet.words\n! D period.hint-differs",
        ),
        // of first pages where they are others
        ("<firstHeader>&amp;C快报数</firstHeader>", ""),
    ];
    compare(cases.map(|(words, expected)| {
        let tail = format!("<headerFooter>{words}</headerFooter>");
        (words.to_owned(), differs(&with(&tail, &[])), expected)
    }));
}

/// A header that is not printed ends none that is, and a document that is one text has its own.
#[test]
fn page_headers_of_documents_are_heard() {
    let file = std::fs::read(fixture("variants/kjcx-2021q1/信都区2021年一季度.ods")).unwrap();
    let file = without_part(&file, "Thumbnails/thumbnail.png").unwrap();
    let hidden = "<style:header-left style:display=\"false\"><text:p>旧</text:p>\
        </style:header-left>";
    let shown = "<style:footer><style:region-left><text:p>预计数</text:p></style:region-left>\
        <style:region-right><text:p><text:page-number>1</text:page-number></text:p>\
        </style:region-right></style:footer>";
    let pages = |own: &str, words: &str| {
        format!(
            "<style:master-page style:name=\"{own}\"><style:header><text:p>信都区</text:p>\
            </style:header>{hidden}{words}</style:master-page>"
        )
    };
    let change = |name: &str, text: String| {
        let text = if name == "styles.xml" {
            let (before, _) = text.split_once("<office:master-styles>").unwrap();
            let pages = pages("PageStyle_5f_S1主要指标", shown);
            format!(
                "{before}<office:master-styles>{pages}</office:master-styles>\
                </office:document-styles>"
            )
        } else {
            text
        };
        Some((name.to_owned(), text))
    };
    let flat_text = {
        let own = flat(&file).unwrap();
        let pages = pages("PageStyle_5f_S1主要指标", shown);
        let pages = format!("<office:master-styles>{pages}</office:master-styles><office:body>");
        String::from_utf8(own)
            .unwrap()
            .replacen("<office:body>", &pages, 1)
    };
    for (name, bytes) in [
        ("ods", repacked(&file, change, &[])),
        ("fods", flat_text.into_bytes()),
    ] {
        let book = workbook(&bytes, &Limits::default()).unwrap();
        let margins = &book.grids[0].beside.margins;
        let told = margins.iter().map(|own| &**own).collect::<Vec<_>>();
        assert_eq!(told, ["信都区", "预计数"], "{name}");
    }
}
