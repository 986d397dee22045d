//! The bureau's own blank goes out with its looks, filled in and marked, and comes back.

use super::{Office, UNIT, compare, fill, wrong};
use crate::support::fixture;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;
use xianbaohui_core::form::Layout;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_tests::sheet::{Sheet, rewritten, workbook};

/// The bureau's S1: with open places and a formula of its own.
fn blank() -> Vec<u8> {
    let scheme = Scheme::find("kjcx").unwrap();
    let form = scheme.form("S1").unwrap();
    let Layout::Matrix(matrix) = &form.layout else {
        panic!("S1 is a matrix")
    };
    let mut text = "　　年　　季度科技创新主要指标完成情况统计表 \
        | < | < | < | < | < | < | < | < | <\n\
        填报单位（盖章）： | < | < | < | 填报日期：　年　月　日\n\
        序号 | 指标名称 | 计量单位 | 2021年目标 | 本期完成情况 | < | 上年同期累计 \
        | 同比增长（%） | 完成全年目标（%） | 备注\n\
        ^ | ^ | ^ | ^ | 本季 | 累计 | ^ | ^ | ^ | ^\n"
        .to_owned();
    for (at, row) in matrix.rows.iter().enumerate() {
        let unit = &scheme.indicator(&row.indicator).unwrap().unit_name;
        let line = at + 5;
        let label = &row.labels[0];
        let number = at + 1;
        writeln!(
            text,
            "{number} | '{label} | {unit} | | | | | \
                =IF(G{line}>0,F{line}/G{line}*100-100,\"/\") -> /"
        )
        .unwrap();
    }
    text.push_str(
        "注：1.总数为期末数。2.没有目标或上年同期为0的填“/”。3.示例数据，各县数字为虚构。\n",
    );
    text.push_str("单位负责人：　　填报人：　　联系电话：");
    workbook(&[Sheet::new("主要指标", &text).wide(32)]).unwrap()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let cell = std::cell::RefCell::new(&mut found);
    rewritten(bytes, |name, text| {
        cell.borrow_mut().insert(name.to_owned(), text.to_owned());
        text.to_owned()
    })
    .unwrap();
    found
}

impl Office {
    fn issue_own(&self, name: &str) -> Value {
        let blank = format!("S1={name}");
        let words = ["--out", "own", "--units", UNIT, "--blank", &blank, "--json"];
        self.run(&[&["issue", "a.xbh", "--round", "2021Q2"], &words[..]].concat())
    }
}

#[test]
fn the_bureaus_own_sheet_goes_out_with_its_looks_and_comes_back() {
    let office = Office::new("S1,S5");
    let bytes = blank();
    std::fs::write(office.path("局空白表.xlsx"), &bytes).unwrap();
    let told = office.issue_own("局空白表.xlsx");
    let files = told["files"].as_array().unwrap_or_else(|| panic!("{told}"));
    assert_eq!(files.len(), 2, "{told}");
    let own = files.iter().find(|own| own["forms"][0] == "S1").unwrap();
    let path = own["file"].as_str().unwrap();
    assert!(
        path.ends_with("宁晋县_2021年二季度_局空白表.xlsx"),
        "{path}"
    );
    let sent = std::fs::read(office.path(path)).unwrap();
    // what was not filled in is as it was
    let (before, after) = (parts(&bytes), parts(&sent));
    for (name, text) in &before {
        let is_ours = name.contains("sheet1.xml")
            || name.contains("workbook.xml")
            || name.contains("styles")
            || name.contains("Content_Types")
            || name.contains("rels");
        assert!(is_ours || after[name] == *text, "{name}");
    }
    let sheet = &after["xl/worksheets/sheet1.xml"];
    for words in [
        "2021年二季度科技创新主要指标完成情况统计表",
        "填报单位（盖章）：宁晋县",
        "<f>IF(G5&gt;0,F5/G5*100-100,\"/\")</f>",
        "sheetProtection",
        "xbh1|",
    ] {
        assert!(sheet.contains(words), "{words} in {sheet}");
    }
    let (filled_in, filled) = fill(&sent);
    assert!(filled.len() > 60, "{}", filled.len());
    let returns = office.taken_bytes("改了名.xlsx", &filled_in);
    compare("own", &wrong(&returns, &filled, UNIT, "内嵌标识"));
    // and through another office
    std::fs::write(office.path("sent.xlsx"), &filled_in).unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}",
        office.path("p").display()
    );
    for (end, format) in [
        ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
        ("ods", "ods:calc8"),
    ] {
        let saved = office.path(end);
        let words = [
            "120",
            "soffice",
            &profile,
            "--headless",
            "--convert-to",
            format,
        ];
        let run = Command::new("timeout")
            .args(words)
            .arg("--outdir")
            .args([saved.as_path(), &office.path("sent.xlsx")])
            .output();
        let file = saved.join(format!("sent.{end}"));
        if run.is_err() || !file.is_file() {
            let line = b"skipped: soffice is not there\n";
            let _ = std::io::Write::write_all(&mut std::io::stderr(), line);
            return;
        }
        compare(end, &wrong(&office.taken(&file), &filled, UNIT, "内嵌标识"));
    }
}

#[test]
fn what_cannot_be_carried_is_refused_with_its_reason() {
    let office = Office::new("S1");
    let bytes = blank();
    let with = |from: &str, to: &str| rewritten(&bytes, |_, text| text.replace(from, to)).unwrap();
    let cases = [
        (
            "locked",
            with(
                "</sheetData>",
                "</sheetData><sheetProtection password=\"CC1A\" sheet=\"1\"/>",
            ),
            "present.own-blank",
        ),
        ("other", with("指标名称", "别的"), "round.own-blank"),
        ("none", b"not a workbook".to_vec(), "round.own-blank"),
        // a county's return is no blank for others
        (
            "filled",
            std::fs::read(fixture("kjcx-2021q1/巨鹿县2021年一季度.xlsx")).unwrap(),
            "round.own-blank",
        ),
    ];
    for (name, bytes, code) in cases {
        let file = format!("{name}.xlsx");
        std::fs::write(office.path(&file), bytes).unwrap();
        let told = office.issue_own(&file);
        assert_eq!(told["error"]["code"], code, "{name}: {told}");
    }
    assert!(
        !office
            .path("own")
            .join("宁晋县_2021年二季度_locked.xlsx")
            .exists()
    );
}

/// A sheet of the bureau's own asks for less than the form: its mark says what it is.
#[test]
fn a_narrow_sheet_of_the_bureaus_own_comes_back_as_what_it_went_out() {
    let office = Office::new("S3");
    let rows = " | | | | | |\n".repeat(12);
    let text = format!(
        "高新技术企业名单 | < | < | < | < | < | <
填报单位： | | | | | |
企业名称 | 统一社会信用代码 | 发证日期 | 有效期至 | 联系人 | 联系电话 | 备注
{rows}填报人："
    );
    let bytes = workbook(&[Sheet::new("名单", &text)]).unwrap();
    std::fs::write(office.path("局表.xlsx"), bytes).unwrap();
    let line = [
        "issue",
        "a.xbh",
        "--round",
        "2021Q2",
        "--out",
        "own",
        "--units",
        UNIT,
        "--blank",
        "S3=局表.xlsx",
        "--json",
    ];
    let told = office.run(&line);
    let file = told["files"][0]["file"]
        .as_str()
        .unwrap_or_else(|| panic!("{told}"));
    let came = office.taken(&office.path(file));
    assert_eq!(came[0]["form"], "S3", "{came:?}");
    assert_eq!(came[0]["unit"]["name"], UNIT, "{came:?}");
}
