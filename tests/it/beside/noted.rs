//! Comments.

use super::{differs, with};
use crate::support::compare;

fn comments(list: &[(&str, &str)]) -> String {
    let list = list.iter().map(|(cell, words)| {
        format!(
            "<comment ref=\"{cell}\" authorId=\"0\"><text><r><rPr><b/></rPr><t>王芳:</t></r>\
            <r><t xml:space=\"preserve\">\n{words}</t></r></text></comment>"
        )
    });
    format!(
        "<comments><authors><author>王芳</author></authors><commentList>{}</commentList>\
        </comments>",
        list.collect::<String>()
    )
}

/// A comment is kept with its figure; one that says another figure, a unit, or that it is void is
/// told. One on anything else is told as words of the county.
#[test]
fn what_a_comment_says_is_kept_and_told_where_it_says_otherwise() {
    let cases: [(&[(&str, &str)], &str); 9] = [
        (
            &[("E8", "含补登上年 3 项")],
            "8 contract: 1000 100.5 300.25（批注“含补登上年 3 项”） 200 50.1 30\n\
            ! D sheet.words E8",
        ),
        (
            &[("E8", "应为 512")],
            "8 contract: 1000 100.5 300.25（批注“应为 512”） 200 50.1 30\n! B cell.note-says E8",
        ),
        (
            &[("E8", "单位：亿元")],
            "8 contract: 1000 100.5 300.25（批注“单位：亿元”） 200 50.1 30\n! C cell.note-says E8",
        ),
        (
            &[("E8", "已作废")],
            "8 contract: 1000 100.5 300.25（批注“已作废”） 200 50.1 30\n! B cell.note-says E8",
        ),
        (
            &[("E8", "未撤销")],
            "8 contract: 1000 100.5 300.25（批注“未撤销”） 200 50.1 30\n! D sheet.words E8",
        ),
        (
            &[("E8", "预计数")],
            "8 contract: 1000 100.5 300.25（批注“预计数”） 200 50.1 30\n! C cell.note-says E8",
        ),
        // one line a column
        (
            &[("E5", "应为 4"), ("E6", "应为 2")],
            "5 firms: 10 2 3（批注“应为 4”） 2 50 30\n\
            6 firms_large: 4 1 1（批注“应为 2”） 1 0 25\n! B cell.note-says E5 E6",
        ),
        (
            &[("A8", "按合同登记")],
            "8 contract: 1000（旁注“按合同登记”） 100.5（旁注“按合同登记”） \
            300.25（旁注“按合同登记”） 200（旁注“按合同登记”） 50.1（旁注“按合同登记”） \
            30（旁注“按合同登记”）\n! D sheet.words A8",
        ),
        (&[("E4", "单位：元")], "! C cell.note-says E4"),
    ];
    compare(cases.map(|(list, expected)| {
        let part = ("comments", "comments1.xml", comments(list));
        (format!("{list:?}"), differs(&with("", &[part])), expected)
    }));
}

/// A thread has its own part; what stands for it in the older one is not read twice.
#[test]
fn a_thread_is_read_whole_and_once() {
    let old = "<comments><authors><author>tc={1}</author></authors><commentList>\
        <comment ref=\"E8\" authorId=\"0\"><text><t>[线程批注]你的版本可读取此线程批注…</t></text>\
        </comment></commentList></comments>";
    let threads = "<ThreadedComments><threadedComment ref=\"E8\" id=\"a\"><text>数对吗？</text>\
        </threadedComment><threadedComment ref=\"E8\" id=\"b\" parentId=\"a\"><text>\
        更正：512&amp;无误\
        </text></threadedComment></ThreadedComments>";
    let bytes = with(
        "",
        &[
            ("comments", "comments1.xml", old.to_owned()),
            (
                "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
                "threadedComments/threadedComment1.xml",
                threads.to_owned(),
            ),
        ],
    );
    assert_eq!(
        differs(&bytes),
        "8 contract: 1000 100.5 300.25（批注“数对吗？\n更正：512&无误”） 200 50.1 30\n\
        ! B cell.note-says E8"
    );
}
