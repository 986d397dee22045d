//! Web pages, web archives, XML Spreadsheet 2003, documents that leave something out.

use super::{came, roster};
use crate::support::{compare, fixture};
use xianbaohui_reading::read::{Limits, Veil, Visibility, Workbook, workbook};
use xianbaohui_tests::sheet::{self, Sheet};
use xianbaohui_tests::written::{
    flat, page, spreadsheet_2003, table, web_archive, without_part, workbook_2003,
};

fn read(bytes: &[u8]) -> Workbook {
    workbook(bytes, &Limits::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// What is kept beside what is shown: what is taken, and what is told of it.
#[test]
fn the_figure_that_a_page_keeps_is_taken_and_what_it_shows_is_put_beside_it() {
    let cases = [
        // rounded, grouped, as money, in brackets
        ("x:num=\"2802.98\"", "2803", "2802.98 -"),
        ("x:num=\"2802.98\"", "2,803", "2802.98 -"),
        ("x:num=\"2802.98\"", "￥2,802.98", "2802.98 -"),
        ("x:num", "2,802.98", "2802.98 -"),
        (
            "sdval=\"2802.98\" sdnum=\"1033;0;#,##0\"",
            "2,803",
            "2802.98 -",
        ),
        ("x:num=\"-12.5\"", "(12.50)", "-12.5 -"),
        ("x:num=\"0\"", "-", "0 -"),
        ("x:num=\"183000000\"", "1.83E+08", "183000000 -"),
        // another figure than is kept, or none
        ("x:num=\"2802.98\"", "2804", "2802.98 cell.shown-otherwise"),
        ("x:num=\"3380.79\"", "0.34万", "3380.79 cell.scaled"),
        ("x:num=\"2802.98\"", "见附件", "2802.98 cell.masked"),
        ("x:num=\"43712\"", "2020/1/1", "43712 cell.masked"),
        ("x:num=\"2802.98\"", "", "? cell.shown-as"),
        ("x:num=\"0\"", "", "? cell.zero-unseen"),
        ("x:num=\"0\"", "/", "? cell.shown-as"),
        // no figure is kept
        ("", "2,803", "2803 -"),
        ("x:num=\"x\"", "12", "12 -"),
    ];
    compare(cases.map(|(own, shown, expected)| {
        let entry =
            format!("甲公司 | 911309210000000001 | 青县 | 省级 | 2020-09-01 | {{{own}}}{shown}");
        let came = came("a.xls", &page(&table(&roster(&entry))));
        let told = came.lines().find(|line| line.contains(" cell."));
        let code = told.and_then(|line| line.split_whitespace().nth(2));
        let figure = came.lines().find(|line| line.starts_with("4: "));
        let figure = figure.and_then(|line| line.split_whitespace().last());
        (
            format!("{own} {shown}"),
            format!("{} {}", figure.unwrap_or(&came), code.unwrap_or("-")),
            expected,
        )
    }));
}

/// What is no figure: texts, errors, days.
#[test]
fn what_a_page_keeps_beside_words_and_days_is_the_content() {
    let cases = [
        ("x:num=\"0.479\"", "47.9%", "0.479 47.9%"),
        ("x:num=\"43712\"", "2019年9月4日", "2019-09-04 2019年9月4日"),
        ("x:num=\"43712\"", "2019/9/4", "2019-09-04 2019/9/4"),
        ("x:num=\"43712\"", "9月4日", "2019-09-04 9月4日"),
        ("x:num=\"43712\"", "2020/1/1", "43712 2020/1/1"),
        ("x:str=\"0012 \"", "0012", "0012 0012"),
        ("x:err=\"#DIV/0!\"", "#DIV/0!", "#DIV/0! #DIV/0!"),
    ];
    compare(cases.map(|(own, shown, expected)| {
        let bytes = page(&table(&format!("名 | {{{own}}}{shown}")));
        let grid = read(&bytes).grids.remove(0);
        let cell = grid.cell(0, 1).unwrap();
        let came = format!("{} {}", cell.raw(), grid.sight(cell).text);
        (format!("{own} {shown}"), came, expected)
    }));
}

/// A style that is not understood is told once a sheet, whatever it reaches.
#[test]
fn a_page_whose_style_is_not_understood_is_told_once() {
    let entries = "甲公司 | 911 | 青县 | 服务 | 2020-01-02 | 5\n乙公司 | 912 | 青县 | 服务 | \
        2020-01-03 | 6";
    let told = |style: &str| {
        let bytes = page(&format!(
            "<style>{style}</style>{}",
            table(&roster(entries))
        ));
        let told = came("a.xls", &bytes);
        let own = told.lines().filter(|line| line.contains("sheet."));
        own.collect::<Vec<_>>().join("; ")
    };
    assert_eq!(told("td { border: 1px solid black }"), "");
    let all = told("td { transform: scaleX(-1) }");
    assert_eq!(all.matches("sheet.page-style").count(), 1, "{all}");
    let words = told("tr:first-child td { transform: scaleX(-1) }");
    assert_eq!(words.matches("sheet.page-style").count(), 1, "{words}");
}

/// What a person sees in a cell, whatever elements it is made of.
#[test]
fn the_text_of_a_cell_is_what_is_seen_of_it() {
    let cases = [
        ("技术<b>合同</b>", "技术合同 None"),
        ("上年<br>同期", "上年\n同期 None"),
        ("上年\n  同期", "上年 同期 None"),
        (
            "技术<span style='display: none'>x</span>合同",
            "技术合同 PartUnseen",
        ),
        (
            "柏乡县<span style='mso-spacerun:yes'>&nbsp;&nbsp; </span>",
            "柏乡县 None",
        ),
        ("120<sup>1</sup>", "120¹ Raised"),
        (
            "120<span style='vertical-align:super'>1</span>",
            "120¹ Raised",
        ),
        ("<del>12</del>15", "15 PartStruck"),
        ("1<script>2</script>3<style>4</style>", "13 Styled"),
        ("<input value='12'><input type=hidden value='9'>", "12 None"),
        ("<select><option>甲<option selected>乙</select>", "乙 None"),
        ("甲<table><tr><td>里面</td></tr></table>", "甲 None"),
        ("a &lt; b &amp; c", "a < b & c None"),
        ("甲<!-- 注 --><comment>批注</comment>", "甲 PartUnseen"),
    ];
    compare(cases.map(|(words, expected)| {
        let style = "<style>comment { display:none; }</style>";
        let bytes = page(&format!(
            "{style}<table><tr><td>名</td><td>{words}</td></tr></table>"
        ));
        let grid = read(&bytes).grids.remove(0);
        let cell = grid.cell(0, 1).unwrap();
        (
            words.to_owned(),
            format!("{} {:?}", cell.raw(), cell.veil),
            expected,
        )
    }));
}

#[test]
fn hidden_columns_and_rows_and_the_order_of_parts_are_as_they_are_seen() {
    let bytes = page(
        "<table><col><col style='display:none'><tfoot><tr><td>合计</td><td>3</td></tr></tfoot>\
        <tbody style='display:none'><tr><td>甲</td><td>1</td></tr></tbody>\
        <thead><tr><th>名</th><th>数</th></tr></thead>\
        <![if x]><tr><td colspan=2 style='mso-ignore:colspan'>乙</td><td>2</td></tr><![endif]>\
        </table>",
    );
    let grid = read(&bytes).grids.remove(0);
    let first = (0..4).map(|row| grid.text(row, 0)).collect::<Vec<_>>();
    assert_eq!(first, ["名", "甲", "乙", "合计"]);
    assert_eq!(
        (grid.hidden_columns.as_slice(), grid.hidden_rows.as_slice()),
        (&[1][..], &[1][..])
    );
    assert_eq!((grid.text(2, 2), grid.merges.len()), ("2".into(), 0));
}

#[test]
fn a_header_and_its_figures_in_two_tables_are_one_sheet() {
    let whole = roster("甲公司 | 911309210000000001 | 青县 | 省级 | 2020-09-01 | 100");
    let (head, body) = whole.rsplit_once('\n').unwrap();
    let one = came("a.xls", &page(&table(&whole)));
    let two = came("a.xls", &page(&(table(head) + "<p></p>" + &table(body))));
    assert_eq!(two, one);
    assert!(one.contains("4: 甲公司"), "{one}");
    // of another width, or with a header of its own, it is another table
    for other in [
        "x | 1",
        "名 | 码 | 县 | 类 | 日 | 数\n甲 | 乙 | 丙 | 丁 | 戊 | 100",
    ] {
        let book = read(&page(&(table(head) + &table(other))));
        assert_eq!(book.grids.len(), 2, "{other}");
    }
}

#[test]
fn a_web_archive_of_excel_has_the_sheets_of_the_workbook() {
    let text =
        roster("甲公司 | 911309210000000001 | 青县 | 省级 | 2020-09-01 | {x:num=\"2802.98\"}2,803");
    let bytes = web_archive(&[("封面", "说明 | 无"), ("名单", &text)]);
    let book = read(&bytes);
    let names = book.grids.iter().map(|grid| grid.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["封面", "名单"]);
    let came = came("a.xls", &bytes);
    assert!(
        came.contains("4: 甲公司 911309210000000001 青县 省级 2020-09-01 2802.98"),
        "{came}"
    );
}

#[test]
fn xml_spreadsheet_2003_has_its_places_looks_and_hidden_sheets() {
    let styles = "<Style ss:ID=\"p\"><NumberFormat ss:Format=\"0.0%\"/></Style>\
        <Style ss:ID=\"s\"><Font ss:StrikeThrough=\"1\"/></Style>\
        <Style ss:ID=\"w\"><Font ss:Color=\"#FFFFFF\"/></Style>";
    let sheet = spreadsheet_2003(
        "表",
        "{ss:MergeAcross=\"1\"}名 | 数\n{ss:Index=\"3\"}12.5 | {ss:Formula=\"=RC[-1]*2\"}25 | \
            {ss:StyleID=\"p\"}0.5 | {ss:StyleID=\"s\"}7 | {ss:StyleID=\"w\"}8",
        "",
    );
    let hidden = spreadsheet_2003("藏", "甲", "<Visible>SheetHidden</Visible>");
    let row = sheet.replacen("<Row>", "<Row ss:Index=\"3\">", 1);
    let row = row.replacen(
        "<Row><Cell ss:Index",
        "<Row ss:Hidden=\"1\"><Cell ss:Index",
        1,
    );
    let book = read(&workbook_2003(styles, &(row + &hidden)));
    let grid = &book.grids[0];
    let cells = grid.cells().iter();
    let cells = cells.map(|cell| {
        let formula = if cell.formula.is_some() { "=" } else { "" };
        format!(
            "{},{} {formula}{} {} {:?}",
            cell.row,
            cell.column,
            cell.raw(),
            grid.sight(cell).text,
            cell.veil
        )
    });
    assert_eq!(
        cells.collect::<Vec<_>>(),
        [
            "2,0 名 名 None",
            "2,2 数 数 None",
            "3,2 12.5 12.5 None",
            "3,3 =25 25 None",
            "3,4 0.5 50.0% None",
            "3,5 7 7 Struck",
            "3,6 8 8 Invisible",
        ]
    );
    assert_eq!(
        (grid.merges.len(), grid.hidden_rows.as_slice()),
        (1, &[3][..])
    );
    assert_eq!(book.grids[1].visibility, Visibility::Hidden);
    let text = roster("'甲公司 | '911309210000000001 | 青县 | 省级 | '2020-09-01 | 2802.98");
    let came = came(
        "a.xls",
        &workbook_2003("", &spreadsheet_2003("名单", &text, "")),
    );
    assert!(
        came.contains("4: 甲公司 911309210000000001 青县 省级 2020-09-01 2802.98"),
        "{came}"
    );
}

/// A document without the part that says its kind, and one that is a single XML text.
#[test]
fn a_document_opens_whether_it_says_its_kind_or_is_in_one_text() {
    let good = std::fs::read(fixture("variants/luan-2020/裕安区.ods")).unwrap();
    let cells = |bytes: &[u8]| {
        let grids = read(bytes).grids.into_iter();
        let cells = grids.flat_map(|grid| {
            let cells = grid.cells().iter();
            cells
                .map(|cell| (cell.row, cell.column, cell.raw()))
                .collect::<Vec<_>>()
        });
        cells.collect::<Vec<_>>()
    };
    let expected = cells(&good);
    assert!(expected.len() > 10);
    assert_eq!(cells(&without_part(&good, "mimetype").unwrap()), expected);
    let bare = without_part(&good, "mimetype").unwrap();
    assert_eq!(
        cells(&without_part(&bare, "META-INF/manifest.xml").unwrap()),
        expected
    );
    assert_eq!(cells(&flat(&good).unwrap()), expected);
}

/// Tables within tables, cells that reach far, and elements without end cost a bounded time.
#[test]
fn a_hostile_page_cannot_hold_the_program_up() {
    use std::time::{Duration, Instant};
    for (name, body) in [
        ("tables in tables", "<table><tr><td>".repeat(3000)),
        (
            "elements in a cell",
            format!("<table><tr><td>1{}", "<b>".repeat(100_000)),
        ),
        (
            "spans",
            format!(
                "<table>{}</table>",
                "<tr><td rowspan=65535 colspan=65535>1".repeat(200)
            ),
        ),
        (
            "options",
            format!("<table><tr><td><select>{}", "<option>1".repeat(3000)),
        ),
    ] {
        let start = Instant::now();
        let _ = workbook(&page(&body), &Limits::default());
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
    // what is in the middle of a cell is in the file all the same
    let sheet = sheet::workbook(&[Sheet::new("表", "a | b")]).unwrap();
    let cell = read(&sheet).grids[0].cells()[0].clone();
    assert_eq!((cell.has_no_format(), cell.veil), (true, Veil::None));
}
