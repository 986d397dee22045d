//! Sheets that were drawn for an earlier version of the scheme: known for that, mapped where the
//! mapping is known, refused with the new form's name where it is not.

use crate::one_file::{json, of, run};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use tempfile::TempDir;
use xianbaohui_tests::sheet::{Sheet, workbook};

/// Columns of the form.
const COLUMNS: usize = 40;

/// A version of the scheme: names of two columns of forty, of one row, and the second form.
struct Drawn<'a> {
    version: &'a str,
    columns: [&'a str; 2],
    row: &'a str,
    unit: &'a str,
    second: &'a str,
}

const THEN: Drawn<'_> = Drawn {
    version: "2020",
    columns: ["甲项完成", "乙项完成"],
    row: "创新企业数",
    unit: "家",
    second: "code = \"S2\"\nname = \"机构表\"\ntitle = \"研发机构情况统计表\"",
};

const NOW: Drawn<'_> = Drawn {
    version: "2021",
    columns: ["甲类实绩", "乙类实绩"],
    row: "标杆企业",
    unit: "家",
    second: "code = \"S9\"\nname = \"平台表\"\ntitle = \"创新平台情况统计表\"",
};

impl Drawn<'_> {
    fn header(&self, at: usize) -> String {
        match self.columns.get(at) {
            Some(name) => (*name).to_owned(),
            None => format!("指标{at}栏"),
        }
    }

    fn text(&self) -> String {
        let Self {
            version,
            row,
            unit,
            second,
            ..
        } = self;
        let mut text = format!(
            "[scheme]\ncode = \"x\"\nname = \"测试\"\nversion = \"{version}\"\nroot = \"0\"\n\n\
             [[unit]]\ncode = \"0\"\nname = \"沧州市\"\n\n[[unit]]\ncode = \"1\"\n\
             name = \"青县\"\nparent = \"0\"\n\n[[indicator]]\ncode = \"firms\"\n\
             name = \"{row}\"\nunit = \"{unit}\"\ntype = \"stock\"\n\n[[indicator]]\n\
             code = \"labs\"\nname = \"研发机构\"\nunit = \"家\"\ntype = \"stock\"\n\n\
             [[form]]\ncode = \"S1\"\nname = \"主表\"\nkind = \"matrix\"\n\
             title = \"主要指标统计表\"\nlabel = \"指标名称\"\nrows = [\"firms\", \"labs\"]\n\n"
        );
        for at in 0..COLUMNS {
            let header = self.header(at);
            let _ = write!(
                text,
                "[[form.column]]\ncode = \"c{at}\"\nheader = \"{header}\"\n\n"
            );
        }
        let _ = write!(
            text,
            "[[form]]\n{second}\nkind = \"matrix\"\nlabel = \"指标名称\"\nrows = [\"labs\"]\n\
             required = false\n\n[[form.column]]\ncode = \"count\"\nheader = \"个数\"\n\n\
             [[round]]\ncode = \"2021Q1\"\nname = \"2021年一季度\"\n"
        );
        text
    }

    /// The sheet that a county fills in: figures count up, row by row.
    fn sheet(&self) -> String {
        let headers = (0..COLUMNS).map(|at| self.header(at)).collect::<Vec<_>>();
        let figures = |from: usize| {
            let all = (from..from + COLUMNS).map(|own| own.to_string());
            all.collect::<Vec<_>>().join(" | ")
        };
        format!(
            "2021年一季度主要指标统计表\n填报单位：青县\n指标名称 | {}\n{} | {}\n研发机构 | {}",
            headers.join(" | "),
            self.row,
            figures(100),
            figures(200)
        )
    }
}

/// A ledger that was made with one version and has another in force.
fn ledger(now: &Drawn<'_>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    std::fs::write(place.join("then.toml"), THEN.text()).unwrap();
    std::fs::write(place.join("now.toml"), now.text()).unwrap();
    run(place, &["new", "a.xbh", "--scheme", "then.toml"]);
    let update = [
        "scheme", "update", "a.xbh", "now.toml", "--reason", "改版", "--json",
    ];
    let updated = json(place, &update);
    assert_eq!(updated["in_force"], true, "{updated}");
    folder
}

fn import(folder: &Path, text: &str) -> Value {
    let bytes = workbook(&[Sheet::new("表", text)]).unwrap();
    std::fs::write(folder.join("x.xlsx"), bytes).unwrap();
    let typed = [
        "import", "a.xbh", "--round", "2021Q1", "x.xlsx", "--json", "--values",
    ];
    let report = json(folder, &typed);
    of(&report, "x.xlsx").clone()
}

fn figure(report: &Value, indicator: &str, column: &str) -> Option<String> {
    let values = report["values"].as_array()?;
    let own = values
        .iter()
        .find(|own| own["indicator"] == indicator && own["column"] == column)?;
    Some(own["value"].as_str()?.to_owned())
}

fn told<'a>(report: &'a Value, code: &str) -> Vec<&'a Value> {
    let findings = report["findings"].as_array();
    let findings = findings.into_iter().flatten();
    findings.filter(|one| one["code"] == code).collect()
}

#[test]
fn two_of_forty_headers_and_a_row_of_last_year_are_known_and_told() {
    let ledger = ledger(&NOW);
    let folder = ledger.path();
    let report = import(folder, &THEN.sheet());
    assert_eq!(report["status"], "committed", "{report}");
    for (indicator, column, value) in [
        ("firms", "c0", "100"),
        ("firms", "c1", "101"),
        ("firms", "c39", "139"),
        ("labs", "c1", "201"),
    ] {
        assert_eq!(figure(&report, indicator, column).as_deref(), Some(value));
    }
    let old = told(&report, "sheet.old-version");
    assert_eq!(old.len(), 1, "{report}");
    assert_eq!(old[0]["severity"], "C");
    assert_eq!(
        old[0]["what"],
        "这张表是旧版制度（2020）的表样，3 处还是旧的写法，已按同一项读取：“甲项完成”现在是“甲类\
         实绩”、“乙项完成”现在是“乙类实绩”、“创新企业数”现在是“标杆企业”。"
    );
    assert_eq!(
        old[0]["cells"],
        serde_json::json!(["表!B3", "表!C3", "表!A4"])
    );
    assert!(told(&report, "header.missing").is_empty(), "{report}");
}

#[test]
fn a_sheet_of_the_version_in_force_is_not_told_of() {
    let ledger = ledger(&NOW);
    let report = import(ledger.path(), &NOW.sheet());
    assert_eq!(report["status"], "committed", "{report}");
    assert!(told(&report, "sheet.old-version").is_empty(), "{report}");
}

#[test]
fn what_is_measured_otherwise_now_is_not_mapped() {
    let ledger = ledger(&Drawn { unit: "个", ..NOW });
    let report = import(ledger.path(), &THEN.sheet());
    // the row of last year is another thing, and that it lacks is told
    assert_eq!(figure(&report, "firms", "c0"), None, "{report}");
    assert!(!told(&report, "row.missing").is_empty(), "{report}");
}

#[test]
fn a_form_that_is_no_more_is_refused_with_the_one_in_its_place() {
    let ledger = ledger(&NOW);
    let text = "2021年一季度研发机构情况统计表\n填报单位：青县\n指标名称 | 个数\n研发机构 | 3";
    let report = import(ledger.path(), text);
    assert_eq!(report["status"], "refused", "{report}");
    assert_eq!(report["error"]["code"], "identify.old-form", "{report}");
    let said = report["error"]["message"].as_str().unwrap();
    assert!(
        said.contains("2020 版") && said.contains("“平台表”（S9）"),
        "{said}"
    );
}
