//! What goes out comes back: blanks that the program issues, filled in, saved by LibreOffice as
//! others, renamed, copied, stripped of their marks.

mod again;
mod fill;
mod own;

use crate::cli::xbh;
use crate::support::fixture;
use fill::{Filled, fill};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use xianbaohui_core::personal::masked;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_tests::sheet::rewritten;

const UNIT: &str = "宁晋县";

/// A ledger with a round of every form, and the workbooks that went out.
struct Office(TempDir);

impl Office {
    fn new(forms: &str) -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        office.run(&["new", "a.xbh", "--scheme", "kjcx"]);
        let last = fixture("kjcx-2021q1").to_string_lossy().into_owned();
        office.run(&["import", "a.xbh", "--round", "2021Q1", &last, "--json"]);
        let add = [
            "round",
            "add",
            "a.xbh",
            "2021Q2",
            "--deadline",
            "2021-07-10",
        ];
        office.run(&[&add[..], &["--forms", forms]].concat());
        office
    }

    fn run(&self, arguments: &[&str]) -> Value {
        let mut command = Command::new(xbh());
        let output = command.args(arguments).current_dir(self.0.path());
        let output = output.env("USER", "测试").output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Issues to some units; the bytes of the first workbook.
    fn issue(&self, units: &str) -> Vec<u8> {
        let out = ["--out", "out", "--units", units, "--json"];
        let told = self.run(&[&["issue", "a.xbh", "--round", "2021Q2"], &out[..]].concat());
        let file = told["files"][0]["file"].as_str().unwrap();
        std::fs::read(self.path(file)).unwrap()
    }

    /// What comes of a file, in a ledger of its own.
    fn taken(&self, file: &Path) -> Vec<Value> {
        std::fs::copy(self.path("a.xbh"), self.path("b.xbh")).unwrap();
        let file = file.to_string_lossy().into_owned();
        let import = ["import", "b.xbh", "--round", "2021Q2", &file];
        let told = self.run(&[&import[..], &["--json", "--values"]].concat());
        told["returns"].as_array().cloned().unwrap_or_default()
    }

    fn taken_bytes(&self, name: &str, bytes: &[u8]) -> Vec<Value> {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        self.taken(&path)
    }
}

fn every_form() -> String {
    let scheme = Scheme::find("kjcx").unwrap();
    let codes = scheme.forms.iter().map(|form| form.code.as_str());
    codes.collect::<Vec<_>>().join(",")
}

/// What is wrong with the returns of a file that was filled in: nothing should be.
fn wrong(returns: &[Value], filled: &Filled, unit: &str, by: &str) -> Vec<String> {
    /// codes of findings about figures: those that were filled in mean nothing
    const OF_FIGURES: [&str; 3] = ["check.", "total.", "rate."];
    let mut wrong = Vec::new();
    let mut read = BTreeSet::new();
    for one in returns {
        let form = one["form"].as_str().unwrap_or_default();
        if one["unit"]["name"] != unit || one["period"] != "2021Q2" || one["status"] != "committed"
        {
            wrong.push(format!("{form}: {} {}", one["unit"], one["questions"]));
        }
        let evidence = one["evidence"].as_array().into_iter().flatten();
        let mut evidence = evidence.filter(|own| own["of"] == "form");
        if !evidence.any(|own| own["from"].as_str().unwrap().starts_with(by)) {
            wrong.push(format!("{form}: not by {by}"));
        }
        for value in one["values"].as_array().into_iter().flatten() {
            let sheet = value["sheet"].as_str().unwrap().to_owned();
            let cell = value["cell"].as_str().unwrap_or_default().to_owned();
            let Some(own) = filled.get(&(sheet.clone(), cell.clone())) else {
                continue;
            };
            let raw = value["raw"].as_str().unwrap_or_default();
            let number = value["value"].as_str().unwrap_or_default();
            // what makes a person known is masked where it is shown
            let is_masked = raw == masked(own, None) || raw == "*".repeat(own.chars().count());
            if raw != own && number != own && !is_masked && !number.starts_with("2021-0") {
                wrong.push(format!("{form} {cell}: {own} was read as {value}"));
            }
            read.insert((sheet, cell));
        }
        for finding in one["findings"].as_array().into_iter().flatten() {
            let code = finding["rule"].as_str().unwrap_or_default();
            let is_of_layout = [
                "header.", "sheet.", "mark.", "row.", "form.", "unit.", "period.",
            ];
            let is_of_layout = is_of_layout.iter().any(|own| code.starts_with(own));
            if is_of_layout && !OF_FIGURES.iter().any(|own| code.starts_with(own)) {
                wrong.push(format!("{form}: {code} {}", finding["message"]));
            }
        }
    }
    let missing = filled.keys().filter(|key| !read.contains(*key));
    let missing = missing
        .take(20)
        .map(|(sheet, cell)| format!("{sheet} {cell} was not read"));
    wrong.extend(missing);
    wrong
}

fn compare(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn every_form_that_goes_out_is_read_as_it_was_filled_in() {
    let office = Office::new(&every_form());
    for unit in [UNIT, "邢台市"] {
        let (bytes, filled) = fill(&office.issue(unit));
        assert!(filled.len() > 100, "{unit}: {}", filled.len());
        let returns = office.taken_bytes("一个别的名字.xlsx", &bytes);
        compare(unit, &wrong(&returns, &filled, unit, "内嵌标识"));
    }
}

#[test]
fn libreoffice_saves_it_as_it_likes() {
    let office = Office::new("S1,S3,S5,S8,K1,L01");
    let (bytes, filled) = fill(&office.issue(UNIT));
    std::fs::write(office.path("sent.xlsx"), &bytes).unwrap();
    let formats = [
        ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
        ("xls", "xls:MS Excel 97"),
        ("ods", "ods:calc8"),
    ];
    for (end, format) in formats {
        let saved = office.path(end);
        let profile = format!(
            "-env:UserInstallation=file://{}",
            office.path("profile").display()
        );
        let run = Command::new("timeout")
            .args([
                "120",
                "soffice",
                &profile,
                "--headless",
                "--convert-to",
                format,
            ])
            .arg("--outdir")
            .args([saved.as_path(), &office.path("sent.xlsx")])
            .output();
        let file = saved.join(format!("sent.{end}"));
        if run.is_err() || !file.is_file() {
            // a test that does nothing must say so
            let line = b"skipped: soffice is not there\n";
            let _ = std::io::Write::write_all(&mut std::io::stderr(), line);
            return;
        }
        compare(end, &wrong(&office.taken(&file), &filled, UNIT, "内嵌标识"));
    }
}

/// The workbook with some texts for others, in parts that are chosen.
fn changed(bytes: &[u8], texts: &[(&str, &str)], is_meant: impl Fn(&str) -> bool) -> Vec<u8> {
    rewritten(bytes, |name, text| {
        if !is_meant(name) {
            return text.to_owned();
        }
        let all = texts.iter();
        all.fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    })
    .unwrap()
}

#[test]
fn a_mark_alone_says_what_a_sheet_is_and_a_sheet_without_one_says_it_in_words() {
    let office = Office::new("S1,S3,S5,S8,K1,L01");
    let (bytes, filled) = fill(&office.issue(UNIT));
    // a sheet in another workbook has its footer with it, and nothing of the old workbook
    let bare = [
        ("xbh1|", "none|"),
        ("填报单位：宁晋县", "填报单位："),
        ("2021年二季度", ""),
    ];
    let moved = changed(&bytes, &bare, |name| !name.contains("worksheets"));
    let returns = office.taken_bytes("工作簿1.xlsx", &moved);
    let told = wrong(&returns, &filled, UNIT, "内嵌标识");
    // 填报说明 is not what was issued any more
    let told = told.into_iter().filter(|own| !own.contains("填报说明"));
    compare("moved", &told.collect::<Vec<_>>());
    let stripped = rewritten(&bytes, |_, text| {
        let (before, after) = text.split_once("<headerFooter").unwrap_or((text, ""));
        let after = after
            .split_once("</headerFooter>")
            .map_or("", |(_, own)| own);
        format!("{before}{after}").replace("xbh1|", "none|")
    });
    let stripped = stripped.unwrap();
    let told = wrong(
        &office.taken_bytes("宁晋.xlsx", &stripped),
        &filled,
        UNIT,
        "标题",
    );
    let told = told
        .into_iter()
        .filter(|own| !own.contains("sheet.not-a-form"));
    compare("stripped", &told.collect::<Vec<_>>());
}

#[test]
fn a_mark_counts_only_while_nothing_contradicts_it() {
    let office = Office::new("S1");
    let (bytes, _) = fill(&office.issue(UNIT));
    let told = |bytes: &[u8]| {
        let returns = office.taken_bytes("x.xlsx", bytes);
        let one = &returns[0];
        let asked = one["error"]["message"].as_str().map(str::to_owned);
        let findings = one["findings"].as_array().into_iter().flatten();
        let findings = findings.map(|own| own["rule"].as_str().unwrap().to_owned());
        let marks = findings.filter(|own| own.starts_with("mark."));
        let unit = one["unit"]["name"].as_str().unwrap_or("?").to_owned();
        let all = std::iter::once(unit).chain(asked).chain(marks);
        all.collect::<Vec<_>>().join(" ")
    };
    let everywhere = |_: &str| true;
    let texts = |name: &str| name.ends_with("sharedStrings.xml");
    for (what, from, to, is_all, expected) in [
        ("as issued", "", "", true, "宁晋县"),
        (
            "forged",
            "|130528|",
            "|130533|",
            true,
            "宁晋县 mark.altered",
        ),
        (
            "another unit typed over it",
            "填报单位：宁晋县",
            "填报单位：威县",
            false,
            "? 内嵌标识写的是“宁晋县”，表上写的是“威县”。请指明是哪个单位报的。",
        ),
        (
            "another period typed over it",
            "2021年二季度",
            "2020年二季度",
            false,
            "宁晋县 内嵌标识的报告期是2021年4–6月，表上写的是2020年4–6月，本批次是2021年二季度。\
                请核对是不是发错了表，或标题忘了改。",
        ),
    ] {
        let bytes = if from.is_empty() {
            bytes.clone()
        } else if is_all {
            changed(&bytes, &[(from, to)], everywhere)
        } else {
            changed(&bytes, &[(from, to)], texts)
        };
        assert_eq!(told(&bytes), expected, "{what}");
    }
}

#[test]
fn what_was_reported_before_is_there_and_what_is_cancelled_is_told() {
    let office = Office::new("S1,S3");
    let told = office.run(&[
        "issue", "a.xbh", "--round", "2021Q2", "--out", "out", "--units", UNIT, "--json",
    ]);
    assert!(told["filled"].as_u64().unwrap() > 100, "{told}");
    let bytes = std::fs::read(office.path(told["files"][0]["file"].as_str().unwrap())).unwrap();
    let entries = |bytes: &[u8]| {
        let returns = office.taken_bytes("x.xlsx", bytes);
        let one = returns.iter().find(|one| one["form"] == "S3").unwrap();
        let findings = one["findings"].as_array().unwrap().iter();
        let findings = findings.map(|own| own["rule"].as_str().unwrap().to_owned());
        let values = one["values"].as_array().unwrap().iter();
        let keys = values
            .filter(|own| own["indicator"] == "credit_code")
            .count();
        (
            keys,
            findings
                .filter(|own| own.starts_with("entry."))
                .collect::<Vec<_>>(),
        )
    };
    let (before, none) = entries(&bytes);
    // names and telephones went out masked
    assert_eq!(none, ["entry.kept"]);
    let cancelled = changed(&bytes, &[("<t>不变</t>", "<t>注销</t>")], |_| true);
    // one text for all of them
    assert_eq!(entries(&cancelled), (0, vec!["entry.cancelled".to_owned()]));
    assert!(before > 5, "{before}");
}

#[test]
fn who_filled_in_the_last_sheet_stands_beside_who_is_missing() {
    let office = Office::new("S1");
    let status = |round: &str| {
        let told = office.run(&["status", "a.xbh", "--round", round, "--json"]);
        let units = told["units"].as_array().unwrap().iter();
        let mut own = units.filter(|own| own["unit"]["name"] == UNIT);
        own.next().unwrap()["contact"].clone()
    };
    assert_eq!(status("2021Q2"), "示例丙 0000-0000000");
    let (bytes, _) = fill(&office.issue(UNIT));
    let signed = [
        ("填报人：", "填报人：张三"),
        ("联系电话：", "联系电话：0319-7654321"),
    ];
    let signed = changed(&bytes, &signed, |name| name.ends_with("sharedStrings.xml"));
    std::fs::write(office.path("x.xlsx"), signed).unwrap();
    office.run(&["import", "a.xbh", "--round", "2021Q2", "x.xlsx", "--json"]);
    assert_eq!(status("2021Q2"), "张三 0319-7654321");
    // what was sent later says nothing of whom to ring up about an earlier round
    assert_eq!(status("2021Q1"), "示例丙 0000-0000000");
}
