//! Figures in another unit of measure, and old figures under a new title, as a ledger sees them.

use super::{finding, status};
use crate::figures_named::{ledger, table, take_in};
use crate::one_file::run;
use std::path::Path;

/// A ledger of a scheme that is the smallest one with something put in.
fn mini(more: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = include_str!("../mini.toml");
    std::fs::write(folder.path().join("m.toml"), format!("{text}\n{more}")).unwrap();
    run(folder.path(), &["new", "a.xbh", "--scheme", "m.toml"]);
    folder
}

fn indicators(folder: &Path, round: &str, title: &str, contract: &str) -> serde_json::Value {
    let text = format!(
        "{title}主要指标完成情况统计表\n填报单位：青县\n指标名称 | 计量单位 | {}年目标 | 本\
            期完成情况 | \
            < | 上年同期累计 | 同比增长（%） | 完成全年目标（%）\n^ | ^ | ^ | 本季 | 累计 | \
                ^ | ^ | \
            ^\n高新技术企业 | 家 | 10 | 2 | 3 | 2 | 50 | 30\n其中：规模以上 | 家 | 4 | 1 | 1 | 1 \
            | 0 | 25\n其中：规模以下 | 家 | 6 | 1 | 2 | 1 | 100 | 33.3\n技术合同成交额 | 万元 | \
            {contract}\n从业人员净增 | 人 | / | -5 | -3 | 2 | / | /\n研发投入占比 | % | 2 | 1.5 | \
            1.6 | 1.4 | / | 80",
        &round[..4]
    );
    take_in(
        folder,
        round,
        &format!("{round}{}.xlsx", contract.len()),
        &text,
        &[],
    )
}

#[test]
fn a_ratio_that_is_a_power_of_ten_off_says_how_many_times() {
    let ledger = ledger();
    let report = table(
        ledger.path(),
        "青县 | 1000000 | 1 | 1.00\n沧县 | 20000 | 100 | 1.50",
    );
    let told = report["findings"].as_array().unwrap().iter();
    let told = told.filter(|one| one["rule"] == "ratio.does-not-follow");
    let said = told
        .map(|one| one["message"].to_string())
        .collect::<Vec<_>>();
    assert_eq!(said.len(), 2, "{report}");
    assert!(said[0].contains("正好差 10000 倍"), "{said:?}");
    assert!(!said[1].contains("正好差"), "{said:?}");
}

#[test]
fn last_quarters_figures_under_a_new_title_are_found() {
    let ledger = mini("[[round]]\ncode = \"2021Q2\"\nname = \"2021年二季度\"\n");
    let folder = ledger.path();
    let right = "1000 | 100.5 | 300.25 | 200 | 50.1 | 30";
    let first = indicators(folder, "2021Q1", "2021年一季度", right);
    assert_eq!(status(&first).1, Vec::<String>::new(), "{first}");
    let again = indicators(folder, "2021Q2", "2021年二季度", right);
    let told = finding(&again, "earlier.same").unwrap_or_else(|| panic!("{again}"));
    assert!(
        told["message"]
            .as_str()
            .unwrap()
            .contains("2021年一季度报的一个不差"),
        "{told}"
    );
    // what has gone on is none
    let on = indicators(
        folder,
        "2021Q2",
        "2021年二季度",
        "1000 | 99.75 | 400 | 250 | 60 | 40",
    );
    assert!(finding(&on, "earlier.same").is_none(), "{on}");
}

#[test]
fn a_part_in_yuan_of_a_whole_in_ten_thousands_is_found_and_so_is_the_whole() {
    let more = "[[indicator]]\ncode = \"out\"\nname = \"技术输出\"\nunit = \"万元\"\ntype = \
        \"flow\"\n\
        decimals = 2\npart_of = \"contract\"\n[[form]]\ncode = \"V\"\nname = \"技术合同\"\nkind = \
        \"matrix\"\ntitle = \"技术合同统计表\"\nlabel = \"指标名称\"\nrows = [\"contract\", \
            \"out\"]\n\
        [[form.column]]\ncode = \"now\"\nheader = \"本期\"\n";
    for (whole, part, wanted) in [
        ("300", "1000000", Some("总项 技术合同成交额 是 300")),
        ("3000000", "100", Some("各其中项之和是 100")),
        ("3000", "100", None),
        ("300", "400", None),
    ] {
        let ledger = mini(more);
        let text = format!(
            "2021年一季度技术合同统计表\n填报单位：青县\n指标名称 | 本期\n技术合同成交额 | {\
                whole}\n技术输\
                出 | {part}"
        );
        let report = take_in(ledger.path(), "2021Q1", "v.xlsx", &text, &[]);
        let told = finding(&report, "scale.off").map(|told| told["message"].to_string());
        assert_eq!(told.is_some(), wanted.is_some(), "{whole} {part}: {report}");
        if let (Some(told), Some(wanted)) = (told, wanted) {
            assert!(told.contains(wanted), "{told}");
        }
    }
}
