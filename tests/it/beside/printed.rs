//! Page headers and footers.

use super::{differs, with};
use crate::support::compare;

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
        // of first pages where they are others
        ("<firstHeader>&amp;C快报数</firstHeader>", ""),
    ];
    compare(cases.map(|(words, expected)| {
        let tail = format!("<headerFooter>{words}</headerFooter>");
        (words.to_owned(), differs(&with(&tail, &[])), expected)
    }));
}
