//! Formulas: worked out anew, or told that they are not.

use super::{CLEAN, differs, repacked};
use crate::support::compare;
use xianbaohui_tests::sheet::{Sheet, workbook};

/// The clean return with a formula in E8, which is 300.25, and a sheet that it may look at.
fn with_formula(formula: &str, result: &str) -> Vec<u8> {
    let text = CLEAN.replace("300.25", &format!("{formula} -> {result}"));
    let list = "名 | 一月 | 二月\n甲 | 100.25 | 1\n乙 | 100 | 2\n丙 | 100 | \n\
        合计 | =SUM(B2:B4) -> 300.25 | =SUM(C2:C4) -> 4\n2.675 | '12 | TRUE";
    workbook(&[Sheet::new("表1", &text), Sheet::new("库", list)]).unwrap()
}

fn came(formula: &str, result: &str) -> String {
    let came = differs(&with_formula(formula, result));
    // figures beside it are not what this is about
    let own = came.lines().filter(|line| {
        line.contains("! ") && !line.contains("not-a-form") && !line.contains("covers.")
    });
    own.collect::<Vec<_>>().join("\n")
}

/// What can be worked out and comes to what is stored says nothing.
#[test]
fn a_result_that_is_worked_out_again_is_trusted() {
    let formulas = [
        "=SUM(库!B2:B4)",
        "=SUM(库!B2,库!B3:B4)",
        "=库!B5",
        "=库!$B$2+库!B3+库!B4",
        "=SUM(库!B:B)-库!B5",
        "=ROUND(300.245,2)",
        "=ROUND(库!A6,2)+297.57",
        "=ROUNDDOWN(300.259,2)",
        "=ROUNDUP(300.241,2)",
        "=INT(300.9)+0.25",
        "=TRUNC(300.25,2)",
        "=AVERAGE(库!B2:B4)*3",
        "=MAX(库!B2:B5)",
        "=MIN(300.25,库!B5)",
        "=ABS(-300.25)",
        "=IF(库!B2>库!B3,300.25,0)",
        "=IF(库!A2=\"甲\",300.25,\"\")",
        "=IF(AND(库!B2>=100,NOT(库!B3<100)),库!B5,0)",
        "=IFERROR(1/0,300.25)",
        "=IFERROR(VLOOKUP(\"丁\",库!A2:B4,2,FALSE),300.25)",
        "=VLOOKUP(\"甲\",库!$A$2:$B$4,2,0)+200",
        "=INDEX(库!B2:B4,MATCH(\"甲\",库!A2:A4,0))+200",
        "=COUNT(库!B2:B4)*100+0.25",
        "=COUNTA(库!A2:A4)*100+0.25",
        "=COUNTIF(库!B2:B4,\">=100\")*100+0.25",
        "=COUNTIF(库!A2:A4,\"甲\")+299.25",
        "=SUMIF(库!A2:A4,\"甲\",库!B2:B4)+200",
        "=SUMIFS(库!B2:B4,库!A2:A4,\"<>甲\",库!B2:B4,\">0\")+100.25",
        "=SUMPRODUCT(库!B2:B3,库!C2:C3)",
        "=3.0025*10^2",
        "=30025%",
        "=--300.25",
        "=(100+库!B3)*1.5+0.25",
        "=VALUE(300&\".25\")",
        "=RANK(库!B2,库!B2:B4)+299.25",
        "=MOD(5,3)+298.25",
        "=SUBTOTAL(9,库!B2:B4)",
        "=0.1+0.2-0.3+300.25",
        "=N(库!A2)+LEN(\"甲\")+ROW()+291.25",
        "=VALUE(TEXT(300.2495,\"0.00\"))",
        "=VALUE(MID(\"共300.25万元\",2,6))",
        "=ROWS(库!A1:B3)*100+0.25",
        "=D8*3-1.25",
    ];
    compare(formulas.map(|formula| (formula.to_owned(), came(formula, "300.25"), "")));
}

/// What comes to something else is told; so is what is not worked out.
#[test]
fn a_result_that_is_not_what_comes_out_is_told() {
    let stale = "! B cell.stale-formula E8";
    let unknown = "! C cell.not-worked-out E8";
    let cases = [
        ("=SUM(库!B2:B4)", "300", stale),
        ("=库!B5+1", "300.25", stale),
        ("=库!C5+290", "300.25", stale),
        ("=IF(库!B2=0,300.25,1/0)", "300.25", stale),
        ("=库!B4", "", "! A cell.unreadable E8"),
        ("=INDIRECT(\"库!B5\")", "300.25", unknown),
        ("=VLOOKUP(1,库!A2:B4,2)", "300.25", unknown),
        ("=TODAY()*0+300.25", "300.25", unknown),
        ("=合计数", "300.25", unknown),
        ("=[1]Sheet1!A1", "300.25", "! C cell.linked E8"),
        ("='[1]表 1'!A1+1", "300.25", "! C cell.linked E8"),
        ("=SUM(库!B2:B4,[2]表!$B$2)", "300.25", "! C cell.linked E8"),
    ];
    compare(
        cases.map(|(formula, stored, expected)| {
            (formula.to_owned(), came(formula, stored), expected)
        }),
    );
}

/// A formula that stands on a cell of another sheet whose own result is another workbook's.
#[test]
fn what_stands_on_another_workbook_by_a_way_round_is_told() {
    let text = CLEAN.replace("300.25", "=库!A1*1 -> 300.25");
    let list = Sheet::new("库", "=[1]月报!B2 -> 300.25");
    let bytes = workbook(&[Sheet::new("表1", &text), list]).unwrap();
    assert_eq!(differs(&bytes), "! C cell.linked E8\n! D sheet.not-a-form");
}

/// A formula that several cells share is worked out in each, and one that is worked out anew
/// whenever the file is opened is told more gravely.
#[test]
fn shared_formulas_are_worked_out_in_each_cell() {
    let clean = workbook(&[Sheet::new("表1", CLEAN)]).unwrap();
    let with = |second: &str, calculation: &str| {
        let change = |name: &str, text: String| {
            let text = if name.ends_with("sheet1.xml") {
                text.replace(
                    "<c r=\"E5\"><v>3</v></c>",
                    "<c r=\"E5\"><f t=\"shared\" ref=\"E5:E6\" si=\"0\">D5+$F5-1</f><v>3</v></c>",
                )
                .replace(
                    "<c r=\"E6\"><v>1</v></c>",
                    &format!("<c r=\"E6\"><f t=\"shared\" si=\"0\"/><v>{second}</v></c>"),
                )
                .replace(
                    "<c r=\"E7\"><v>2</v></c>",
                    "<c r=\"E7\"><f>OFFSET(D7,0,0)</f><v>2</v></c>",
                )
            } else {
                text.replace(
                    "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>",
                    calculation,
                )
            };
            Some((name.to_owned(), text))
        };
        differs(&repacked(&clean, change, &[]))
    };
    assert_eq!(
        with("1", "<calcPr calcId=\"1\"/>"),
        "! D cell.not-worked-out E7"
    );
    let came = with("2", "<calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/>");
    assert!(
        came.contains("! B cell.stale-formula E6") && came.contains("! C cell.not-worked-out E7"),
        "{came}"
    );
}

/// A name of the workbook that means a cell of another one.
#[test]
fn a_name_that_means_another_workbook_is_told() {
    let change = |name: &str, text: String| {
        let names =
            "<definedNames><definedName name=\"全年\">[1]表!$A$1</definedName></definedNames>";
        let text = text.replace("</sheets>", &format!("</sheets>{names}"));
        Some((name.to_owned(), text))
    };
    let bytes = repacked(&with_formula("=全年", "300.25"), change, &[]);
    let came = differs(&bytes);
    assert!(came.contains("! C cell.linked E8"), "{came}");
}

/// Words that decide what figures are, and are given by formulas: what comes to another text, to an
/// error, or is not worked out, is told; what comes to the same is not.
#[test]
fn words_that_formulas_give_are_worked_out() {
    let cases = [
        ("高新技术企业", "=\"高新技术\"&\"企业\"", "高新技术企业", ""),
        ("万元", "=IF(1>0,\"万元\",\"千元\")", "万元", ""),
        ("万元", "=\"千元\"", "万元", "! B cell.stale-formula B8"),
        (
            "填报单位：青县科技局",
            "=\"填报单位：沧县科技局\"",
            "填报单位：青县科技局",
            "! B cell.stale-formula A2",
        ),
        ("本季", "=[1]S!A1", "本季", "! C cell.linked D4"),
        (
            "填报单位：青县科技局",
            "=\"填报单位：青县科技局\"&TEXT(TODAY(),\"\")",
            "填报单位：青县科技局",
            "! C cell.not-worked-out A2",
        ),
        (
            "2021年一季度主要指标完成情况统计表",
            "=YEAR(DATE(2021,3,31))&\"年一季度主要指标完成情况统计表\"",
            "2021年一季度主要指标完成情况统计表",
            "",
        ),
        ("万元", "=X!A1", "#REF!", "! A cell.unreadable B8"),
    ];
    compare(cases.map(|(own, formula, stored, expected)| {
        let text = CLEAN.replacen(own, &format!("{formula} -> {stored}"), 1);
        let came = differs(&workbook(&[Sheet::new("表1", &text)]).unwrap());
        let told = came.lines().filter(|line| line.contains(" cell."));
        let told = told.collect::<Vec<_>>().join("\n");
        (format!("{formula} {stored}"), told, expected)
    }));
}

/// Days that formulas give are worked out as well.
#[test]
fn functions_of_days_are_worked_out() {
    let formulas = [
        "=EDATE(DATE(2021,1,31),1)-44255+300.25",
        "=EOMONTH(DATE(2020,1,31),1)-43890+300.25",
        "=YEAR(44286)-2021+MONTH(44286)-3+DAY(44286)-31+300.25",
        "=DATE(YEAR(44286)+3,MONTH(44286),DAY(44286))-45382+300.25",
        "=VALUE(TEXT(44286,\"yyyy\"))-2021+300.25",
        "=DATEDIF(DATE(2020,3,31),44286,\"m\")-12+300.25",
    ];
    compare(formulas.map(|formula| (formula.to_owned(), came(formula, "300.25"), "")));
}
