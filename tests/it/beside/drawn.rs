//! What lies over cells.

use super::{CLEAN, all, differs, over, repacked, with};
use crate::support::compare;
use xianbaohui_tests::sheet::Sheet;

/// Cells from and to, with offsets in thousandths of a usual column and row: `D8+500,500`.
fn corner(name: &str, words: &str) -> String {
    let (cell, offset) = words.split_once('+').unwrap_or((words, "0,0"));
    let (row, column) = xianbaohui_core::place::parse_cell(cell).unwrap();
    let (right, down) = offset.split_once(',').unwrap();
    let (right, down) = (right.parse::<u32>().unwrap(), down.parse::<u32>().unwrap());
    format!(
        "<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>{}</xdr:colOff><xdr:row>{row}</xdr:row>\
        <xdr:rowOff>{}</xdr:rowOff></xdr:{name}>",
        right * 609,
        down * 190
    )
}

fn anchor(from: &str, to: &str, what: &str) -> String {
    format!(
        "<xdr:twoCellAnchor>{}{}{what}<xdr:clientData/></xdr:twoCellAnchor>",
        corner("from", from),
        corner("to", to)
    )
}

fn shape(look: &str, geometry: &str, words: &str) -> String {
    let lines = words.lines().map(|line| {
        format!("<a:p><a:r><a:rPr><a:solidFill/></a:rPr><a:t>{line}</a:t></a:r></a:p>")
    });
    format!(
        "<xdr:sp><xdr:nvSpPr><xdr:cNvPr id=\"2\" name=\"x\"/></xdr:nvSpPr><xdr:spPr>\
        <a:prstGeom prst=\"{geometry}\"/>{look}<a:ln><a:solidFill/></a:ln></xdr:spPr>\
        <xdr:txBody>{}</xdr:txBody></xdr:sp>",
        lines.collect::<String>()
    )
}

fn drawn(drawing: &str) -> Vec<u8> {
    let part = format!("<xdr:wsDr>{drawing}</xdr:wsDr>");
    with(
        "<drawing r:id=\"r0\"/>",
        &[("drawing", "drawings/drawing1.xml", part)],
    )
}

const FILLED: &str = "<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>";
const OPEN: &str = "<a:noFill/>";

/// A box, a picture, a shape or a line over figures is told with them; a seal over the signature,
/// a frame around figures and an underline are not.
#[test]
fn what_lies_over_figures_is_told() {
    let picture = "<xdr:pic><xdr:blipFill/><xdr:spPr/></xdr:pic>";
    let line = "<xdr:cxnSp><xdr:spPr><a:prstGeom prst=\"line\"/></xdr:spPr></xdr:cxnSp>";
    let chosen = |what: &str| {
        format!(
            "<mc:AlternateContent><mc:Choice Requires=\"a14\">{what}</mc:Choice><mc:Fallback>\
            {picture}</mc:Fallback></mc:AlternateContent>"
        )
    };
    let grouped = format!(
        "<xdr:grpSp>{}{picture}</xdr:grpSp>",
        shape(OPEN, "rect", "")
    );
    let chart = "<xdr:graphicFrame><a:graphic><a:graphicData uri=\"…/chart\"/></a:graphic>\
        </xdr:graphicFrame>";
    let cases = [
        (
            anchor("E8", "F9", &shape(FILLED, "rect", "512")),
            "! B cell.under E8",
        ),
        (
            anchor("E8", "G9", &shape(OPEN, "rect", "样数")),
            "! B cell.under E8 F8",
        ),
        (anchor("E8", "F9", picture), "! C cell.under E8"),
        (anchor("E8", "F9", &grouped), "! C cell.under E8"),
        (anchor("E8", "F9", chart), "! C cell.under E8"),
        (
            anchor("E8", "F9", &shape(FILLED, "rect", "")),
            "! C cell.under E8",
        ),
        (anchor("E8", "F9", &chosen(&shape(OPEN, "ellipse", ""))), ""),
        (anchor("E8", "F9", &shape(OPEN, "ellipse", "")), ""),
        (
            anchor("E8", "F9", &shape(OPEN, "mathMultiply", "")),
            "! B cell.under E8",
        ),
        // a line through figures, below them, and from corner to corner
        (
            anchor("C8+0,500", "F8+0,500", line),
            "! B cell.under C8 D8 E8",
        ),
        (anchor("C8+0,980", "F8+0,980", line), ""),
        (anchor("E7", "F9", line), "! B cell.under E7 E8"),
        // a small white spot over a digit
        (
            anchor("E8+800,100", "E8+900,900", &shape(FILLED, "rect", "")),
            "! C cell.under E8",
        ),
        // a seal beside the table, and one that grazes a figure
        (anchor("A12", "C16", picture), ""),
        (anchor("E10+0,900", "G14", picture), ""),
    ];
    compare(
        cases
            .iter()
            .map(|(drawing, expected)| (drawing.clone(), differs(&drawn(drawing)), *expected)),
    );
}

/// What lies over words that decide is told; a box that hides them is read in their place. A seal
/// over nothing, or over who signed, says nothing.
#[test]
fn what_lies_over_words_is_told() {
    let picture = "<xdr:pic><xdr:blipFill/><xdr:spPr/></xdr:pic>";
    let line = "<xdr:cxnSp><xdr:spPr><a:prstGeom prst=\"line\"/></xdr:spPr></xdr:cxnSp>";
    let words = |from: &str, to: &str, words: &str| anchor(from, to, &shape(FILLED, "rect", words));
    let cases = [
        // a label that becomes another, and one that stays what it is
        (
            words("A8", "B9", "技术合同成交额（输出）"),
            "asked Scope: 第 8 行的指标名称里写着“输出”。第 8 行是不是本表要的数？请核对。",
        ),
        (
            words("A8", "B9", "技术合同成交额"),
            "! B sheet.words-under A8",
        ),
        // a unit
        (
            words("B8", "C9", "亿元"),
            "8 contract: 10000000（亿元→万元 ×10000） 1005000（亿元→万元 ×10000） \
            3002500（亿元→万元 ×10000） 2000000（亿元→万元 ×10000） 50.1 30\n\
            ! B sheet.words-under B8",
        ),
        // the end of a label that is longer than the box
        (
            words("A8+700,200", "A8+990,800", "旧"),
            "8 contract: 1000（旁注“旧”） 100.5（旁注“旧”） 300.25（旁注“旧”） 200（旁注“旧”） \
            50.1（旁注“旧”） 30（旁注“旧”）\n! B sheet.words-under A8\n! D sheet.words A8",
        ),
        // a header, the title, the unit that reports
        (
            words("F3", "G5", "2019年同期"),
            "青县 M C D E _ G H\n5 firms: 10 2 3 50 30\n6 firms_large: 4 1 1 0 25\n\
            7 firms_small: 6 1 2 100 33.3\n8 contract: 1000 100.5 300.25 50.1 30\n\
            9 staff: nil -5 -3 nil nil\n10 share: 2 1.5 1.6 nil 80\n! A header.missing\n\
            ! B sheet.words-under F3\n! D header.extra F4\n\
            = 26 values, 0 blank, 4 nil, 0 unreadable, 29 outside",
        ),
        (anchor("F3", "G5", picture), "! C sheet.words-under F3"),
        (anchor("C1", "F2", picture), "! C sheet.words-under A1"),
        (
            anchor("A2", "C3", &shape(FILLED, "rect", "")),
            "! C sheet.words-under A2",
        ),
        (
            anchor("A7+0,500", "B7+0,500", line),
            "! C sheet.words-under A7",
        ),
        (anchor("A8", "B9", &shape(OPEN, "rect", "")), ""),
        // beside the title's words, and below the table
        (anchor("H1", "I2", picture), ""),
        (anchor("A12", "C16", picture), ""),
    ];
    compare(
        cases
            .iter()
            .map(|(drawing, expected)| (drawing.clone(), differs(&drawn(drawing)), *expected)),
    );
}

/// A seal over who signed, below the table, says nothing; one over a note does.
#[test]
fn a_seal_over_who_signed_is_none() {
    let picture = "<xdr:pic><xdr:blipFill/><xdr:spPr/></xdr:pic>";
    let text = format!("{CLEAN}\n填报人：王芳 | | 负责人：李明\n注：单位为万元");
    let drawing = |from: &str, to: &str| {
        let part = format!("<xdr:wsDr>{}</xdr:wsDr>", anchor(from, to, picture));
        let drawn = ("drawing", "drawings/drawing1.xml", part);
        let bytes = over(
            &Sheet::new("表1", &text),
            "<drawing r:id=\"r0\"/>",
            &[drawn],
        );
        let came = all(&bytes);
        let told = came.lines().filter(|line| line.contains("under"));
        told.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(drawing("A11", "D12"), "");
    assert_eq!(drawing("A12", "B13"), "! C sheet.words-under A12");
}

/// Words in a box are read as if they were typed beneath, or over the sheet where it is filled.
#[test]
fn words_in_a_box_are_heard() {
    let words = |from: &str, to: &str, words: &str| anchor(from, to, &shape(OPEN, "rect", words));
    let cases = [
        // the round's period, and another
        (
            words("C2", "F3", "（2021年1-3月）"),
            "= 32 values, 0 blank, 4 nil, 0 unreadable, 24 outside",
        ),
        (
            words("C2", "F3", "（2020年1-3月）"),
            "asked Period: 表上写的报告期是2020年1–3月，本批次是2021年一季度。\
            请核对是不是发错了表，或标题忘了改。",
        ),
        // over the title
        (
            words("E1", "H2", "（2020年1-3月）"),
            "asked Period: 表上写的报告期是2020年1–3月，本批次是2021年一季度。\
            请核对是不是发错了表，或标题忘了改。",
        ),
        (
            words("A12", "C14", "注：企业数含新认定 2 家"),
            "! D sheet.words A12\n= 32 values, 0 blank, 4 nil, 0 unreadable, 24 outside",
        ),
    ];
    compare(
        cases
            .iter()
            .map(|(drawing, expected)| (drawing.clone(), differs(&drawn(drawing)), *expected)),
    );
    // a figure in a box over an empty cell
    let empty = |name: &str, text: String| {
        Some((
            name.to_owned(),
            text.replace("<c r=\"E8\"><v>300.25</v></c>", ""),
        ))
    };
    let bytes = repacked(&drawn(&words("E8", "F9", "300.25")), empty, &[]);
    assert_eq!(differs(&bytes), "! C cell.from-box E8");
}

/// The older drawing has buttons and pictures; comments stand there too, and are not read twice.
#[test]
fn the_older_drawing_is_read() {
    let shape = |kind: &str, more: &str| {
        format!(
            "<xml xmlns:v=\"v\" xmlns:x=\"x\"><v:shape style='position:absolute'>{more}\
            <x:ClientData ObjectType=\"{kind}\"><x:Anchor>4, 0, 7, 0, 5, 0, 8, 0</x:Anchor>\
            </x:ClientData></v:shape></xml>"
        )
    };
    let cases = [
        (shape("Pict", "<v:imagedata/>"), "! C cell.under E8"),
        (
            shape("Button", "<v:textbox><div>清空<br></div></v:textbox>"),
            "! C cell.under E8",
        ),
        (
            shape("Rect", "<v:textbox><div>512<br></div></v:textbox>"),
            "! B cell.under E8",
        ),
        (shape("Note", "<v:textbox><div>批注</div></v:textbox>"), ""),
    ];
    compare(cases.iter().map(|(part, expected)| {
        let part = ("vmlDrawing", "drawings/vmlDrawing1.vml", part.clone());
        let bytes = with("<legacyDrawing r:id=\"r0\"/>", std::slice::from_ref(&part));
        (part.2, differs(&bytes), *expected)
    }));
}
