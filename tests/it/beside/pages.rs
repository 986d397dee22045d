//! What stands beside the cells of XML Spreadsheet 2003 and of the pages that Excel saves.

use super::{CLEAN, differs, repacked};
use crate::support::{compare, fixture};
use xianbaohui_reading::read::{Limits, Visibility, workbook};
use xianbaohui_tests::written::{flat, page, spreadsheet_2003, table, without_part, workbook_2003};

/// A sheet of few cells: this is about what stands beside them.
const PLAIN: &str = "2021年一季度主要指标完成情况统计表\n填报单位：青县科技局\n甲 | 1 | 0";

#[test]
fn what_xml_spreadsheet_2003_has_beside_its_cells_is_known() {
    let options = "<PageSetup><Header x:Data=\"&amp;C快报数\"/><Footer x:Data=\"&amp;R第 &amp;P \
        页\"/></PageSetup><DisplayFormulas/><DoNotDisplayZeros/>";
    let sheet = spreadsheet_2003("表", PLAIN, options);
    let note = "<Comment><ss:Data xmlns=\"http://www.w3.org/TR/REC-html40\"><B>王芳：</B>\
        <Font>应为 2</Font></ss:Data></Comment></Cell>";
    let sheet = sheet.replacen("1</Data></Cell>", &format!("1</Data>{note}"), 1);
    let check = "<DataValidation xmlns=\"urn:schemas-microsoft-com:office:excel\"><Range>R3C2\
        </Range><InputTitle>提示</InputTitle><InputMessage>单位：元</InputMessage></DataValidation>\
        </Worksheet>";
    let sheet = sheet.replacen("</Worksheet>", check, 1);
    let book = workbook(&workbook_2003("", &sheet), &Limits::default()).unwrap();
    let (grid, beside) = (&book.grids[0], &book.grids[0].beside);
    let notes = beside.notes.iter();
    let notes = notes.map(|own| format!("{} {} {}", own.row, own.column, own.words));
    assert_eq!(notes.collect::<Vec<_>>(), ["2 1 王芳：应为 2"]);
    let margins = beside.margins.iter().map(|own| &**own);
    assert_eq!(margins.collect::<Vec<_>>(), ["快报数", "第  页"]);
    let prompts = beside.prompts.iter();
    let prompts = prompts.map(|own| (&*own.words, own.areas[0].top, own.areas[0].left));
    assert_eq!(prompts.collect::<Vec<_>>(), [("提示\n单位：元", 2, 1)]);
    assert!(beside.formulas.are_shown && grid.hides_zeros);
    assert_eq!(grid.sight(grid.cell(2, 1).unwrap()).text, "1");
    assert_eq!(grid.sight(grid.cell(2, 2).unwrap()).text, "");
}

/// They are counted from their own cell, and worked out like those of other workbooks.
#[test]
fn formulas_of_xml_spreadsheet_2003_are_worked_out_again() {
    let with = |formula: &str| {
        let own = format!("{{ss:Formula=\"{formula}\"}}300.25");
        let text = CLEAN
            .replace("300.25", &own)
            .replace("本期完成情况 | <", "{ss:MergeAcross=\"1\"}本期完成情况")
            .replace(" | <", "")
            .replace('^', "");
        let headers = [
            "指标名称",
            "计量单位",
            "2021年目标",
            "上年同期累计",
            "同比增长",
        ];
        let text = headers.iter().fold(text, |text, own| {
            text.replace(own, &format!("{{ss:MergeDown=\"1\"}}{own}"))
        });
        let came = differs(&workbook_2003("", &spreadsheet_2003("表1", &text, "")));
        let told = came.lines().filter(|line| {
            line.contains("formula") || line.contains("worked-out") || line.contains("linked")
        });
        told.collect::<Vec<_>>().join("\n")
    };
    let cases = [
        ("=RC[-1]*3-1.25", ""),
        ("=R8C4*3-1.25", ""),
        ("=RC[-1]*3", "! B cell.stale-formula E8"),
        ("=SUM(C[-1])", "! D cell.not-worked-out E8"),
    ];
    compare(cases.map(|(formula, expected)| {
        let came = with(formula);
        let code = came.split_whitespace().take(4).collect::<Vec<_>>();
        (formula.to_owned(), code.join(" "), expected)
    }));
}

/// Excel writes what a sheet hides into a comment that only it reads.
#[test]
fn what_excel_says_of_the_sheets_of_its_pages_is_known() {
    let book = |head: &str| {
        let bytes = page(&format!("{head}{}", table("名 | {x:num}0\n甲 | {x:num}1")));
        workbook(&bytes, &Limits::default()).unwrap()
    };
    let options = |own: &str| {
        format!(
            "<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet>\
            <x:Name>表</x:Name><x:WorksheetOptions>{own}</x:WorksheetOptions></x:ExcelWorksheet>\
            </x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->"
        )
    };
    let zeros = book(&options("<x:DoNotDisplayZeros/>"));
    let grid = &zeros.grids[0];
    assert_eq!(grid.sight(grid.cell(0, 1).unwrap()).text, "");
    let formulas = book(&options("<x:DisplayFormulas/>"));
    assert!(formulas.grids[0].beside.formulas.are_shown);
    let hidden = book(&options("<x:Visible>SheetHidden</x:Visible>"));
    assert_eq!(hidden.grids[0].visibility, Visibility::Hidden);
    let plain = book(&options("<x:Selected/>"));
    let own = &plain.grids[0];
    assert!(!own.hides_zeros && own.visibility == Visibility::Visible);
    let printed = book(
        "<style>@page {margin:1in; mso-header-data:\"&C&\\0022宋体\\0022快报数\"; \
        mso-footer-data:\"第 &P 页\";}</style>",
    );
    let margins = printed.grids[0].beside.margins.iter().map(|own| &**own);
    assert_eq!(margins.collect::<Vec<_>>(), ["快报数", "第  页"]);
}

/// What a document says as a cell is filled in is heard, unless it is not to be shown.
#[test]
fn prompts_of_documents_are_heard() {
    let file = std::fs::read(fixture("variants/kjcx-2021q1/信都区2021年一季度.ods")).unwrap();
    let file = without_part(&file, "Thumbnails/thumbnail.png").unwrap();
    let with = |shown: &str| {
        let checks = format!(
            "<office:spreadsheet><table:content-validations><table:content-validation \
            table:name=\"own\"><table:help-message table:title=\"提示\" \
            table:display=\"{shown}\"><text:p>单位：元</text:p></table:help-message>\
            </table:content-validation></table:content-validations>"
        );
        let change = |name: &str, text: String| {
            let text = if name == "content.xml" {
                let own = "<table:table-cell table:content-validation-name=\"own\" ";
                text.replacen("<office:spreadsheet>", &checks, 1).replacen(
                    "<table:table-cell ",
                    own,
                    1,
                )
            } else {
                text
            };
            Some((name.to_owned(), text))
        };
        repacked(&file, change, &[])
    };
    let heard = |bytes: &[u8]| {
        let book = workbook(bytes, &Limits::default()).unwrap();
        let prompts = book.grids[0].beside.prompts.iter();
        let prompts = prompts.map(|own| own.words.to_string());
        prompts.collect::<Vec<_>>()
    };
    let shown = with("true");
    assert_eq!(heard(&shown), ["提示\n单位：元"]);
    assert_eq!(heard(&flat(&shown).unwrap()), ["提示\n单位：元"]);
    assert!(heard(&with("false")).is_empty());
}
