//! Totals that tell the truth: what may be added and what not, through which units of measure, over
//! whom, against which year.

use crate::cli::xbh as program;
use crate::support::{AT, Exported, compare, decimal, shown};
use calamine::Data;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::batch::files;
use xianbaohui_desk::import::{Incoming, Options, Outcome, import};
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::{Origin, Question, Why, trace};
use xianbaohui_results::present;
use xianbaohui_tests::sheet::{Sheet, workbook};

fn xbh(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program())
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

/// A ledger of a scheme written in the test.
struct Office {
    folder: TempDir,
    ledger: Ledger,
}

impl Office {
    fn new(units: &[(&str, &str)], rest: &str) -> Self {
        let mut text =
            "[scheme]\ncode = \"t\"\nname = \"测试\"\nversion = \"1\"\nroot = \"r\"\n\n[\
            [unit]]\ncode = \"r\"\nname = \"沧州市\"\n"
                .to_owned();
        for (at, (name, parent)) in units.iter().enumerate() {
            let above = units
                .iter()
                .position(|(own, _)| own == parent)
                .map_or("r".to_owned(), |at| format!("u{at}"));
            let _ = write!(
                text,
                "\n[[unit]]\ncode = \"u{at}\"\nname = \"{name}\"\nparent = \"{above}\"\n"
            );
        }
        text.push_str(rest);
        text.push_str(
            "\n[[round]]\ncode = \"2020Q1\"\nname = \"2020年一季度\"\n\n[[round]]\ncode \
            = \"2021Q1\"\nname = \"2021年一季度\"\n",
        );
        let scheme = Scheme::parse("t.toml", &text).unwrap_or_else(|error| panic!("{error}"));
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("t.toml"), &text).unwrap();
        let ledger = Ledger::create(&folder.path().join("t.xbh"), scheme, AT, "测试").unwrap();
        Self { folder, ledger }
    }

    /// Takes in one sheet of a unit: the title's words and the lines of the table.
    fn take(&mut self, round: &str, unit: &str, title: &str, table: &str) -> Outcome {
        let year = &round[..4];
        let sheet = Sheet::new(
            "表",
            &format!("{year}年一季度{title}\n填报单位：{unit}科技局\n{table}"),
        );
        self.take_sheet(round, &format!("{unit}-{year}-{title}"), &sheet)
    }

    fn take_sheet(&mut self, round: &str, name: &str, sheet: &Sheet) -> Outcome {
        let path = self.folder.path().join(format!("{name}.xlsx"));
        std::fs::write(&path, workbook(std::slice::from_ref(sheet)).unwrap()).unwrap();
        let options = Options {
            at: AT.into(),
            who: "测试".into(),
            ..Options::default()
        };
        let mut outcomes = import(
            &mut self.ledger,
            round,
            &Incoming::all(files(&[path]), None, None),
            &options,
            &Unwatched,
        )
        .unwrap();
        assert_eq!(
            outcomes[0].versions,
            [1],
            "{name}: {:?} {:?}",
            outcomes[0].reason,
            outcomes[0].file.verdict
        );
        outcomes.remove(0)
    }

    fn origin(&self, form: &str, unit: Option<&str>, indicator: &str, column: &str) -> Origin {
        let question = Question {
            indicator: indicator.into(),
            unit: unit.map(Into::into),
            column: Some(column.into()),
            form: Some(form.into()),
        };
        let mut origins = trace(
            &self.ledger,
            self.ledger.round("2021Q1").unwrap(),
            &question,
        )
        .unwrap();
        assert_eq!(origins.len(), 1, "{form} {unit:?} {indicator} {column}");
        origins.remove(0)
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("out.xlsx")
    }

    fn exported(&self) -> Exported {
        // a workbook that is there is not replaced unasked
        let _ = std::fs::remove_file(self.path());
        present::workbook(
            &self.ledger,
            self.ledger.round("2021Q1").unwrap(),
            &self.path(),
            AT,
            &Unwatched,
        )
        .unwrap();
        Exported::open(&self.path())
    }

    /// Rows of a sheet of the exported workbook, ` | ` between the cells, below its header.
    fn rows(&self, sheet: &str) -> Vec<String> {
        let mut exported = self.exported();
        let name = exported
            .beginning(sheet)
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no {sheet}"));
        exported
            .cells(&name)
            .rows()
            .map(|row| {
                row.iter()
                    .map(|cell| shown(Some(cell)))
                    .collect::<Vec<_>>()
                    .join(" | ")
            })
            .collect()
    }

    /// One row of a sheet, by its first words.
    fn row(&self, sheet: &str, beginning: &str) -> String {
        let rows = self.rows(sheet);
        rows.iter()
            .find(|row| row.starts_with(beginning))
            .unwrap_or_else(|| panic!("no {beginning} in\n{}", rows.join("\n")))
            .clone()
    }

    fn text(&self, sheet: &str) -> String {
        self.rows(sheet).join("\n")
    }
}

const TWO: &[(&str, &str)] = &[("青县", ""), ("沧县", "")];

fn matrix(rows: &str, columns: &str) -> String {
    format!(
        "\n[[form]]\ncode = \"M\"\nname = \"主要指标\"\nkind = \"matrix\"\ntitle = \"主要指标统计表\
            \"\nlabel = \"指标名称\"\nrows = [{rows}]\n{columns}"
    )
}

fn indicator(code: &str, name: &str, unit: &str, kind: &str, more: &str) -> String {
    format!(
        "\n[[indicator]]\ncode = \"{code}\"\nname = \"{name}\"\nunit = \"{unit}\"\ntype = \"{kind}\
            \"\n{more}\n"
    )
}

const NOW: &str =
    "\n[[form.column]]\ncode = \"now\"\nheader = \"本期\"\nyoy = true\nshare = true\n";

/// R&D 70 000 万元 of a GDP of 500 亿元 is 1.40 %, not 14 000 %.
#[test]
fn a_ratio_is_computed_through_units_of_measure() {
    let cases = [
        ("万元", "亿元", "%", "70000", "500", "1.4"),
        ("万元", "亿元", "‰", "70000", "500", "14"),
        ("亿元", "万元", "%", "7", "70000", "100"),
        ("元", "亿元", "", "50000000", "2", "0.25"),
        ("家", "家", "%", "3", "12", "25"),
        ("件", "人", "件/万人", "30", "20000", "15"),
        ("件", "万人", "件/万人", "30", "2", "15"),
        ("亿元", "人", "万元", "3", "600", "50"),
        ("亿元", "万人", "元/人", "3", "6", "5000"),
        ("万元", "家", "%", "3", "6", "/"),
        ("万元", "万元", "家", "3", "6", "/"),
    ];
    let came = cases.map(|(of, base, unit, above, below, expected)| {
        let mut rest = indicator("a", "研发经费", of, "flow", "decimals = 2");
        rest += &indicator("b", "总量", base, "flow", "decimals = 2");
        rest += &indicator(
            "c",
            "强度",
            unit,
            "ratio",
            "decimals = 2\nnumerator = \"a\"\ndenominator = \"b\"",
        );
        rest += &matrix("\"a\", \"b\", \"c\"", NOW);
        let mut office = Office::new(TWO, &rest);
        office.take(
            "2021Q1",
            "青县",
            "主要指标统计表",
            &format!("指标名称 | 本期\n研发经费 | {above}\n总量 | {below}\n强度 | "),
        );
        let origin = office.origin("M", None, "c", "now");
        let value = origin
            .value
            .map_or("/".to_owned(), |value| value.normalize().to_string());
        (format!("{of} ÷ {base} in {unit}"), value, expected)
    });
    compare(came);
}

fn strength(given: &str) -> (Office, Outcome) {
    let mut rest = indicator("a", "研发经费", "万元", "flow", "");
    rest += &indicator("b", "地区生产总值", "亿元", "flow", "");
    rest += &indicator(
        "c",
        "研发强度",
        "%",
        "ratio",
        "decimals = 2\nnumerator = \"a\"\ndenominator = \"b\"",
    );
    rest += &matrix("\"a\", \"b\", \"c\"", NOW);
    let mut office = Office::new(&[("青县", ""), ("沧县", ""), ("献县", "")], &rest);
    let outcome = office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        &format!("指标名称 | 本期\n研发经费 | 70000\n地区生产总值 | 500\n研发强度 | {given}"),
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        "指标名称 | 本期\n研发经费 | 9000\n地区生产总值 | \n研发强度 | 1",
    );
    (office, outcome)
}

#[test]
fn a_reported_ratio_is_held_against_its_parts() {
    let told = |given: &str| {
        let (_, outcome) = strength(given);
        let findings = outcome
            .file
            .returns()
            .iter()
            .flat_map(|one| one.taken.findings.clone())
            .collect::<Vec<_>>();
        findings
            .iter()
            .find(|one| one.rule == "ratio.does-not-follow")
            .map_or("-".to_owned(), |one| one.right.clone().unwrap_or_default())
    };
    compare(
        [
            ("1.4", "-"),
            ("1.40", "-"),
            ("1.8", "1.4"),
            ("0.014", "1.4"),
            ("14000", "1.4"),
        ]
        .map(|(given, expected)| (given.to_owned(), told(given), expected)),
    );
}

#[test]
fn a_ratio_is_traced_to_numerator_and_denominator() {
    let (office, _) = strength("1.4");
    let origin = office.origin("M", None, "c", "now");
    assert_eq!(
        origin.value.map(|value| value.normalize()),
        Some(decimal("1.4"))
    );
    let formula = origin.formula.clone().unwrap_or_default();
    assert!(
        formula.contains("研发经费（万元） ÷ 地区生产总值（亿元） ÷ 100")
            && !formula.contains("之和"),
        "{formula}"
    );
    let (of, base) = origin.sides.clone().unwrap();
    assert_eq!(
        (
            of.indicator.as_str(),
            of.sum,
            base.indicator.as_str(),
            base.sum
        ),
        ("a", Some(decimal("70000")), "b", Some(decimal("500")))
    );
    // 沧县 has no GDP, 献县 no return
    assert_eq!(
        origin
            .left_out
            .iter()
            .map(|left| (left.unit.as_str(), left.why.clone()))
            .collect::<Vec<_>>(),
        [("u1", Why::OneSide)]
    );
    assert_eq!(origin.missing, ["u2"]);
    assert!(
        office.text("M分县表").contains("未计：沧县：研发强度"),
        "{}",
        office.text("M分县表")
    );
}

/// 125 % and −25 % of ranks, ratios and growth rates; 100 of a total that is 0.
#[test]
fn what_does_not_add_up_has_no_share_and_no_growth() {
    let kinds = [("ratio", "%"), ("growth", "%"), ("rank", "名")];
    for (kind, unit) in kinds {
        let rest = indicator("x", "某指标", unit, kind, "decimals = 1") + &matrix("\"x\"", NOW);
        let mut office = Office::new(TWO, &rest);
        for round in ["2020Q1", "2021Q1"] {
            office.take(
                round,
                "青县",
                "主要指标统计表",
                "指标名称 | 本期\n某指标 | 5",
            );
            office.take(
                round,
                "沧县",
                "主要指标统计表",
                "指标名称 | 本期\n某指标 | 3",
            );
        }
        assert_eq!(office.row("M分县表", "青县"), "青县 | 5 | / | /", "{kind}");
        assert_eq!(office.row("M分县表", "合计"), "合计 | / | / | /", "{kind}");
        let formula = office
            .origin("M", None, "x", "now")
            .formula
            .unwrap_or_default();
        assert!(formula.starts_with("没有合计"), "{kind}: {formula}");
    }
    let rest = indicator("x", "某指标", "人", "net-change", "") + &matrix("\"x\"", NOW);
    let mut office = Office::new(TWO, &rest);
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期\n某指标 | 5",
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        "指标名称 | 本期\n某指标 | -5",
    );
    assert_eq!(office.row("M分县表", "合计"), "合计 | 0 | /");
}

/// 100 → 110 gave 120 where another form had the same indicator: a plan, say.
#[test]
fn the_base_of_growth_is_the_same_form_only() {
    let forms = matrix("\"x\"", NOW)
        + &matrix("\"x\"", NOW)
            .replace("\"M\"", "\"P\"")
            .replace("主要指标", "计划指标");
    let rest = indicator("x", "某指标", "万元", "flow", "") + &forms;
    for (own, expected) in [(true, "10"), (false, "/")] {
        let mut office = Office::new(TWO, &rest);
        if own {
            office.take(
                "2020Q1",
                "青县",
                "主要指标统计表",
                "指标名称 | 本期\n某指标 | 100",
            );
        }
        office.take(
            "2020Q1",
            "青县",
            "计划指标统计表",
            "指标名称 | 本期\n某指标 | 50",
        );
        office.take(
            "2021Q1",
            "青县",
            "主要指标统计表",
            "指标名称 | 本期\n某指标 | 110",
        );
        assert_eq!(
            office.row("M分县表", "青县"),
            format!("青县 | 110 | {expected} | 100"),
            "own: {own}"
        );
        assert_eq!(
            office.row("M分县表", "合计"),
            format!("合计（1/2） | 110 | {expected} | 100"),
            "own: {own}"
        );
    }
}

/// One county had a year before, all have this one: the rate is of that county, and says so.
#[test]
fn growth_says_of_how_many_units_it_is_and_names_the_rest() {
    let rest = indicator("x", "某指标", "万元", "flow", "") + &matrix("\"x\"", NOW);
    let mut office = Office::new(&[("青县", ""), ("沧县", ""), ("献县", "")], &rest);
    office.take(
        "2020Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期\n某指标 | 30",
    );
    for unit in ["青县", "沧县", "献县"] {
        office.take(
            "2021Q1",
            unit,
            "主要指标统计表",
            "指标名称 | 本期\n某指标 | 50",
        );
    }
    for sheet in ["M分县表", "M汇总表"] {
        let text = office.text(sheet);
        assert!(
            text.contains("有 1/3 个单位，未计 沧县、献县"),
            "{sheet}\n{text}"
        );
    }
    let years = office.origin("M", None, "x", "now").year_on_year.unwrap();
    assert_eq!(
        (years.of, years.base, years.both, years.left_out.len()),
        (
            Some(decimal("50")),
            Some(decimal("30")),
            vec!["u0".to_owned()],
            2
        )
    );
    let parts = years
        .parts
        .iter()
        .map(|part| {
            (
                part.round.as_str(),
                part.figure.source.file.as_str(),
                part.figure.source.version,
            )
        })
        .collect::<Vec<_>>();
    assert_eq!(
        parts,
        [
            ("2021Q1", "青县-2021-主要指标统计表.xlsx", 1),
            ("2020Q1", "青县-2020-主要指标统计表.xlsx", 1)
        ]
    );
    let json = xbh(
        office.folder.path(),
        &[
            "trace",
            "t.xbh",
            "--round",
            "2021Q1",
            "--indicator",
            "x",
            "--json",
        ],
    );
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let years = &report["origins"][0]["year_on_year"];
    assert_eq!(
        (
            years["value"].as_str(),
            years["units"].as_array().map(Vec::len),
            years["left_out"][1]["unit"]["name"].as_str()
        ),
        (Some("66.7"), Some(1), Some("献县"))
    );
    assert_eq!(
        (
            years["parts"][1]["round"].as_str(),
            years["parts"][1]["cell"].as_str()
        ),
        (Some("2020Q1"), Some("B4"))
    );
}

/// 25 for 15, and 900 for 450 over three levels.
#[test]
fn a_unit_and_those_below_it_are_never_added_together() {
    let rest = indicator("x", "某指标", "万元", "flow", "") + &matrix("\"x\"", NOW);
    let tree: &[(&str, &str)] = &[
        ("青县", ""),
        ("清州镇", "青县"),
        ("东街村", "清州镇"),
        ("沧县", ""),
    ];
    let total = |reported: &[(&str, &str)]| {
        let mut office = Office::new(tree, &rest);
        for (unit, figure) in reported {
            office.take(
                "2021Q1",
                unit,
                "主要指标统计表",
                &format!("指标名称 | 本期\n某指标 | {figure}"),
            );
        }
        office
    };
    // a unit that reports stands for all below it
    let office = total(&[
        ("青县", "10"),
        ("清州镇", "10"),
        ("东街村", "10"),
        ("沧县", "5"),
    ]);
    assert_eq!(
        office.origin("M", None, "x", "now").value,
        Some(decimal("15"))
    );
    assert_eq!(office.row("M分县表", "合计"), "合计 | 15 | 100");
    assert_eq!(office.row("M分县表", "清州镇"), "清州镇 | 10 | /");
    let text = office.text("M分县表");
    assert!(
        text.contains("合计按青县报的数计，其下级单位（清州镇、东街村）的数不再加入"),
        "{text}"
    );
    assert_eq!(
        office
            .exported()
            .formulas("M分县表")
            .get_value((9, 1))
            .map(String::as_str),
        Some("SUM(B6,B9)")
    );
    let left = office
        .origin("M", None, "x", "now")
        .left_out
        .into_iter()
        .map(|left| (left.unit, left.why))
        .collect::<Vec<_>>();
    assert_eq!(
        left,
        [
            ("u1".to_owned(), Why::Within("u0".to_owned())),
            ("u2".to_owned(), Why::Within("u0".to_owned()))
        ]
    );
    // what is below stands in for one that has not reported
    let office = total(&[("东街村", "7"), ("沧县", "5")]);
    assert_eq!(
        office.origin("M", None, "x", "now").value,
        Some(decimal("12"))
    );
    let office = total(&[("清州镇", "10"), ("东街村", "7"), ("沧县", "5")]);
    assert_eq!(
        office.origin("M", None, "x", "now").value,
        Some(decimal("15"))
    );
    // a difference is told
    let office = total(&[("青县", "10"), ("清州镇", "8"), ("沧县", "5")]);
    assert!(
        office.text("M分县表").contains("某指标填报 10，下级之和 8"),
        "{}",
        office.text("M分县表")
    );
}

#[test]
fn a_total_that_lacks_a_blank_cell_names_whose_and_carries_a_sign() {
    let mut rest = String::new();
    let codes = (0..20).map(|at| format!("\"x{at}\"")).collect::<Vec<_>>();
    for at in 0..20 {
        rest += &indicator(
            &format!("x{at}"),
            &format!("指标{at}号"),
            "万元",
            "flow",
            "",
        );
    }
    rest += &matrix(
        &codes.join(", "),
        "\n[[form.column]]\ncode = \"now\"\nheader = \"本期\"\n",
    );
    let mut office = Office::new(TWO, &rest);
    let lines = |blank: &dyn Fn(usize) -> bool| {
        (0..20)
            .map(|at| format!("\n指标{at}号 | {}", if blank(at) { "" } else { "5" }))
            .collect::<Vec<_>>()
            .concat()
    };
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        &format!("指标名称 | 本期{}", lines(&|at| at % 2 == 0)),
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        &format!("指标名称 | 本期{}", lines(&|at| at == 3)),
    );
    let text = office.text("M汇总表");
    assert!(
        text.contains("青县：指标0号、指标2号")
            && text.contains("沧县：指标3号")
            && text.contains("指标18号"),
        "{text}"
    );
    assert!(!text.contains("另有"), "{text}");
    // the sign is in the number format, so that the figure stays a figure
    let formats = formats(&office.path(), "M汇总表");
    assert!(
        formats.iter().filter(|format| format.contains('※')).count() >= 10,
        "{formats:?}"
    );
}

/// Number formats of the cells of a sheet.
fn formats(path: &Path, sheet: &str) -> Vec<String> {
    formats_by_cell(path, sheet)
        .into_iter()
        .map(|(_, format)| format)
        .collect()
}

/// The same, with the names of the cells.
pub(crate) fn formats_by_cell(path: &Path, sheet: &str) -> Vec<(String, String)> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        zip.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let exported = Exported::open(path);
    let number = exported
        .sheets()
        .iter()
        .position(|own| own == sheet)
        .unwrap()
        + 1;
    let (styles, cells) = (
        part("xl/styles.xml"),
        part(&format!("xl/worksheets/sheet{number}.xml")),
    );
    let attribute = |text: &str, name: &str| {
        text.split_once(&format!("{name}=\""))
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(value, _)| value.to_owned())
    };
    let codes = styles
        .split("<numFmt ")
        .skip(1)
        .filter_map(|one| Some((attribute(one, "numFmtId")?, attribute(one, "formatCode")?)))
        .collect::<Vec<_>>();
    let own = styles.split_once("<cellXfs").unwrap().1;
    let xfs = own
        .split("<xf ")
        .skip(1)
        .filter_map(|one| attribute(one, "numFmtId"))
        .collect::<Vec<_>>();
    let used = cells.split("<c ").skip(1).filter_map(|cell| {
        let head = cell.split('>').next()?;
        Some((
            attribute(head, "r")?,
            attribute(head, " s")
                .or_else(|| attribute(head, "s"))?
                .parse::<usize>()
                .ok()?,
        ))
    });
    used.filter_map(|(cell, style)| {
        codes
            .iter()
            .find(|(id, _)| Some(id) == xfs.get(style))
            .map(|(_, code)| (cell, code.clone()))
    })
    .collect()
}

/// 其中 139 479 of 92 386: the findings are on page 18, the total says it beside itself.
#[test]
fn a_total_says_whose_figure_in_it_stands_under_an_a() {
    let mut rest = indicator("x", "总数", "万元", "flow", "")
        + &indicator("y", "其中数", "万元", "flow", "part_of = \"x\"");
    rest += &matrix("\"x\", \"y\"", NOW);
    let mut office = Office::new(TWO, &rest);
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期\n总数 | 100\n其中数 | 120",
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        "指标名称 | 本期\n总数 | 100\n其中数 | 20",
    );
    for sheet in ["M汇总表", "M分县表"] {
        let text = office.text(sheet);
        assert!(
            text.contains("A 级（强制性）审核问题的数：青县：总数、其中数"),
            "{sheet}\n{text}"
        );
        assert!(
            formats(&office.path(), sheet)
                .iter()
                .any(|format| format.contains('※'))
        );
    }
    assert_eq!(office.origin("M", None, "y", "now").flagged, ["u0"]);
}

#[test]
fn a_sum_that_is_too_large_is_told_and_no_smaller_sum_stands_in_for_it() {
    let rest = indicator("x", "某指标", "个", "stock", "") + &matrix("\"x\"", NOW);
    let mut office = Office::new(TWO, &rest);
    for unit in ["青县", "沧县"] {
        office.take(
            "2021Q1",
            unit,
            "主要指标统计表",
            "指标名称 | 本期\n某指标 | '7000000000000000000000000000",
        );
    }
    let mut large = Office::new(&[("青县", ""), ("沧县", ""), ("献县", "")], &rest);
    for unit in ["青县", "沧县"] {
        large.take(
            "2021Q1",
            unit,
            "主要指标统计表",
            "指标名称 | 本期\n某指标 | '9999999999999999999999999999",
        );
    }
    // 28 digits and half a unit are more than a decimal keeps
    large.take(
        "2021Q1",
        "献县",
        "主要指标统计表",
        "指标名称 | 本期\n某指标 | '0.123456789012",
    );
    assert_eq!(
        office.origin("M", None, "x", "now").value,
        Some(decimal("14000000000000000000000000000"))
    );
    let origin = large.origin("M", None, "x", "now");
    assert_eq!((origin.value, origin.overflow), (None, true));
    assert_eq!(large.row("M分县表", "合计"), "合计 | 溢出※ | 溢出");
    let text = large.text("M汇总表");
    assert!(
        text.contains("溢出，无法合计") && text.contains("青县"),
        "{text}"
    );
    let output = xbh(
        large.folder.path(),
        &[
            "trace",
            "t.xbh",
            "--round",
            "2021Q1",
            "--indicator",
            "x",
            "--unit",
            "青县",
            "--json",
        ],
    );
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A trace of one figure of 28 digits, asked for with two decimals, panicked.
#[test]
fn a_long_figure_is_traced_and_shown() {
    let rest = indicator("x", "某指标", "万元", "flow", "decimals = 2") + &matrix("\"x\"", NOW);
    let mut office = Office::new(TWO, &rest);
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期\n某指标 | '1234567890123456789012345678",
    );
    for unit in [&["--unit", "青县"][..], &[]] {
        let output = xbh(
            office.folder.path(),
            &[
                &[
                    "trace",
                    "t.xbh",
                    "--round",
                    "2021Q1",
                    "--indicator",
                    "x",
                    "--json",
                ],
                unit,
            ]
            .concat(),
        );
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(
            report["origins"][0]["value"].as_str(),
            Some("1234567890123456789012345678.00")
        );
    }
    office.exported();
}

/// −0.0022 is no red −0.00, and a column's own decimals hold in 汇总表 too.
#[test]
fn a_column_keeps_its_decimals_and_there_is_no_minus_zero() {
    let columns = "\n[[form.column]]\ncode = \"now\"\nheader = \"本期\"\ndecimals = 3\n\n[[form.col\
        umn]]\ncode = \"then\"\nheader = \"上年\"\n";
    let rest =
        indicator("x", "某指标", "万元", "net-change", "decimals = 1") + &matrix("\"x\"", columns);
    let mut office = Office::new(TWO, &rest);
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期 | 上年\n某指标 | -0.0022 | -0.0022",
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        "指标名称 | 本期 | 上年\n某指标 | 0 | 0",
    );
    office.exported();
    for sheet in ["M汇总表", "M分县表"] {
        let found = formats(&office.path(), sheet);
        // −0.002 keeps its minus, and the column its three digits; −0.0 has none
        assert!(
            found
                .iter()
                .any(|format| format == "#,##0.000;[Red]-#,##0.000"),
            "{sheet}: {found:?}"
        );
        assert!(
            found
                .iter()
                .any(|format| format.contains("[&lt;0]&quot;0.0&quot;")),
            "{sheet}: {found:?}"
        );
    }
    let shown = xianbaohui_core::number::display(decimal("-0.0022"), 2);
    assert_eq!(shown, "0.00");
}

/// 80 → 87 is 8.75, which shows as 8.8; `(87/80-1)*100` is a little less.
#[test]
fn a_live_rate_gives_what_is_stored() {
    let columns = "\n[[form.column]]\ncode = \"now\"\nheader = \"本期\"\n\n[[form.column]]\ncode = \
        \"then\"\nheader = \"上年\"\n\n[[form.column]]\ncode = \"rate\"\nheader = \"增长\"\nrole = \
        \"growth\"\nof = \"now\"\nbase = \"then\"\n";
    let rest = indicator("x", "某指标", "万元", "flow", "") + &matrix("\"x\"", columns);
    let mut office = Office::new(TWO, &rest);
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期 | 上年 | 增长\n某指标 | 80 | 75 | 6.7",
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        "指标名称 | 本期 | 上年 | 增长\n某指标 | 7 | 5 | 40",
    );
    let mut exported = office.exported();
    let (cells, formulas) = (exported.cells("M汇总表"), exported.formulas("M汇总表"));
    assert_eq!(
        cells
            .get_value((4, 5))
            .map(|cell| matches!(cell, Data::Float(value) if (value - 8.75).abs() < 1e-12)),
        Some(true),
        "{:?}",
        cells.get_value((4, 5))
    );
    assert_eq!(
        formulas.get_value((4, 5)).map(String::as_str),
        Some("IF(N(E5)<=0,\"/\",ROUND((D5-E5)*100/E5,10))")
    );
}

const ROSTER: &str = "\n[[form]]\ncode = \"R\"\nname = \"企业名单\"\nkind = \"roster\"\ntitle = \
    \"企业名单\"\n\n[[form.field]]\ncode = \"name\"\nheader = \"企业名称\"\nkey = true\n\n[[form.fi\
    eld]]\ncode = \"income\"\nheader = \"营业收入\"\ntype = \"number\"\nunit = \"万元\"\nsu\
    m = true\n";

/// A county whose only figure is 待定 stood as —, which says 无.
#[test]
fn a_roster_sum_counts_and_names_what_it_lacks() {
    let mut office = Office::new(
        &[("青县", ""), ("沧县", ""), ("献县", ""), ("东光县", "")],
        ROSTER,
    );
    office.take(
        "2021Q1",
        "青县",
        "企业名单",
        "企业名称 | 营业收入\n甲公司 | 待定",
    );
    office.take(
        "2021Q1",
        "沧县",
        "企业名单",
        "企业名称 | 营业收入\n乙公司 | 100\n丙公司 | \n丁公司 | 待定",
    );
    office.take(
        "2021Q1",
        "献县",
        "企业名单",
        "企业名称 | 营业收入\n戊公司 | 无",
    );
    office.take(
        "2021Q1",
        "东光县",
        "企业名单",
        "企业名称 | 营业收入\n己公司 | '9999999999999999999999999999\n庚公司 | '0.123456789012",
    );
    let rows = ["青县", "沧县", "献县", "东光县", "合计"].map(|unit| office.row("R分县统计", unit));
    assert_eq!(
        rows,
        [
            "青县 | 1 | 未识别※",
            "沧县 | 3 | 100",
            "献县 | 1 | —",
            "东光县 | 2 | 溢出※",
            "合计 | 7 | 溢出※"
        ]
    );
    let text = office.text("R分县统计");
    assert!(
        text.contains(
            "“营业收入”没有算全：青县（1 条未识别）、沧县（1 条未填、1 条未识别）、东\
        光县（溢出，无法合计）"
        ),
        "{text}"
    );
}
