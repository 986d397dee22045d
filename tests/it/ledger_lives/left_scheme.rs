//! What another version of the scheme leaves out, or asks for since, is told over what is stored.

use super::meaning::without_row;
use super::scheme::{changed, update};
use super::{done, ledger, xbh_in};
use crate::support::small;
use crate::support::{AT, Exported};
use std::path::Path;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_ledger::Ledger;

const PREVIEW: [&str; 5] = ["scheme", "update", "L.xbh", "new.toml", "--preview"];

const CONSOLIDATE: [&str; 7] = [
    "consolidate",
    "L.xbh",
    "--round",
    "2021Q1",
    "--out",
    "out.xlsx",
    "--force",
];

/// All texts of the sheets that begin so in the consolidated workbook; before them, what was said.
fn texts(folder: &Path, beginning: &str) -> String {
    let output = xbh_in(folder, &CONSOLIDATE);
    let mut all = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut book = Exported::open(&folder.join("out.xlsx"));
    for sheet in book.beginning(beginning) {
        for cell in book.cells(&sheet).used_cells() {
            all.push_str(&cell.2.to_string());
            all.push('\n');
        }
    }
    all
}

/// Something in the table of the scheme that has this line.
fn in_table(text: &str, line: &str, old: &str, new: &str) -> String {
    let at = text.find(line).unwrap();
    let (head, tail) = text.split_at(at);
    assert!(tail.contains(old), "{old}");
    format!("{head}{}", tail.replacen(old, new, 1))
}

#[test]
fn a_form_that_left_the_scheme_is_told_before_and_in_the_workbook() {
    let folder = ledger();
    let at = folder.path();
    changed(at, |text| {
        let code = text.find("code = \"S3\"").unwrap();
        let from = text[..code].rfind("[[form]]").unwrap();
        let rest = text[code..].find("[[form]]").unwrap() + code;
        let text = format!("{}{}", &text[..from], &text[rest..]);
        text.replace("\"S3\", ", "").replace(", \"S3\"", "")
    });
    let said = done(at, 0, &PREVIEW);
    assert!(
        said.contains("（S3）从制度里去掉了") && said.contains("不再汇总"),
        "{said}"
    );
    update(at);
    let told = "不在汇总里：S3（1 份报送件）";
    let said = texts(at, "报送情况");
    assert_eq!(said.matches(told).count(), 2, "{said}");
}

#[test]
fn a_row_that_left_the_scheme_is_told_before_and_below_the_tables() {
    let folder = ledger();
    let at = folder.path();
    let other = super::file("南和区2021年一季度.xlsx");
    xbh_in(at, &["import", "L.xbh", "--round", "2021Q1", &other]);
    changed(at, |text| without_row(&text));
    let said = done(at, 0, &PREVIEW);
    assert!(
        said.contains("不再有：技术合同成交额其中技术输出（") && said.contains("不再汇总"),
        "{said}"
    );
    update(at);
    let said = texts(at, "S1");
    // once for all units, an indicator once with its columns
    let told = "南和区第 1 版、宁晋县第 1 版（现行制度没有技术合同成交额其中技术输出（年目标、";
    let names = said.matches("技术合同成交额其中技术输出").count();
    assert!(
        said.contains(told) && names == said.matches(told).count(),
        "{said}"
    );
    done(at, 0, &["undo", "L.xbh"]);
    assert!(!texts(at, "S1").contains("现行制度没有"));
}

#[test]
fn what_the_scheme_asks_for_since_is_not_said_to_be_left_empty() {
    // first without the row, then with it
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    done(at, 0, &["new", "L.xbh", "--scheme", &small()]);
    let whole = done(at, 0, &["scheme", "show", "L.xbh", "--text"]);
    changed(at, |text| without_row(&text));
    update(at);
    let file = super::file("宁晋县科技创新指标（最终版）.xlsx");
    xbh_in(at, &["import", "L.xbh", "--round", "2021Q1", &file]);
    std::fs::write(at.join("new.toml"), whole).unwrap();
    let preview = done(at, 0, &PREVIEW);
    assert!(
        preview.contains("（S1）新要的：技术合同成交额其中技术输出。已入库的报送件里没有"),
        "{preview}"
    );
    update(at);
    let told = "报送时的制度还没有这一项的单位：宁晋县：技术合同成交额其中技术输出";
    let said = texts(at, "S1");
    assert!(said.contains(told), "{said}");
    assert!(
        !said.contains("没有填数的单位：宁晋县：技术合同成交额其中技术输出"),
        "{said}"
    );
    let mut total = vec!["trace", "L.xbh", "--round", "2021Q1", "--column", "累计"];
    total.extend(["--indicator", "技术合同成交额其中技术输出"]);
    let said = done(at, 0, &total);
    assert!(said.contains("宁晋县（报送时的制度没有这一项）"), "{said}");
}

#[test]
fn what_comes_back_into_the_scheme_is_told_to_count_again() {
    let folder = ledger();
    let at = folder.path();
    let whole = done(at, 0, &["scheme", "show", "L.xbh", "--text"]);
    for (what, told) in [
        (
            "code = \"S5\"",
            "（S5）又有了：账本里已入库的报送件重新汇总",
        ),
        (
            "code = \"rd\"",
            "（S3）又有了：研发费用。已入库的这些数重新汇总",
        ),
    ] {
        // the table, and what belongs to it, to the next of its kind
        let start = whole.find(what).unwrap();
        let head = whole[..start].rfind("[[").unwrap();
        let kind = if what.contains("S5") {
            "[[round]]"
        } else {
            "[[form.field]]"
        };
        let end = start + whole[start..].find(kind).unwrap();
        let less = format!("{}{}", &whole[..head], &whole[end..]);
        let less = less.replace(", \"S5\"", "");
        std::fs::write(at.join("new.toml"), less).unwrap();
        update(at);
        std::fs::write(at.join("new.toml"), &whole).unwrap();
        let said = done(at, 0, &PREVIEW);
        assert!(said.contains(told), "{said}");
        update(at);
    }
}

#[test]
fn a_field_that_a_list_has_since_is_not_said_to_be_left_empty() {
    let folder = ledger();
    let at = folder.path();
    changed(at, |text| {
        let field = "[[form.field]]\ncode = \"county\"";
        let new = "[[form.field]]\ncode = \"tax\"\nheader = \"纳税额（万元）\"\ntype = \"number\"\n\
            unit = \"万元\"\ndecimals = 2\nsum = true\n\n";
        text.replacen(field, &format!("{new}{field}"), 1)
    });
    update(at);
    let said = texts(at, "S3");
    assert!(said.contains("条报送时的制度没有这一项"), "{said}");
    assert!(!said.contains("条未填"), "{said}");
}

#[test]
fn what_stored_figures_mean_is_not_changed_in_two_steps_either() {
    let line = "name = \"技术合同成交额\"";
    for (old, new, what) in [
        ("unit = \"万元\"", "unit = \"亿元\"", "由万元改为亿元"),
        ("type = \"flow\"", "type = \"growth\"", "由本期发生改为增速"),
    ] {
        let folder = ledger();
        let at = folder.path();
        let refused = || {
            let arguments = ["scheme", "update", "L.xbh", "new.toml", "--reason", "x"];
            let said = done(at, 2, &arguments);
            assert!(
                said.contains("scheme.held") && said.contains(what),
                "{said}"
            );
        };
        let before = done(at, 0, &["scheme", "show", "L.xbh", "--text"]);
        changed(at, |text| in_table(&text, line, old, new));
        refused();
        // away, and back as something else
        changed(at, |text| {
            text.replace("\"contract\"", "\"contract_2\"")
                .replace("[contract.", "[contract_2.")
        });
        update(at);
        let back = in_table(&before, line, old, new);
        std::fs::write(at.join("new.toml"), back).unwrap();
        refused();
        std::fs::write(at.join("new.toml"), before).unwrap();
        update(at);
    }
}

#[test]
fn a_column_that_becomes_a_rank_does_not_take_stored_figures() {
    let folder = ledger();
    let at = folder.path();
    changed(at, |text| {
        let form = text.find("code = \"S1\"").unwrap();
        let (head, tail) = text.split_at(form);
        let (old, new) = ("code = \"current\"", "code = \"current\"\nrole = \"rank\"");
        format!("{head}{}", in_table(tail, old, old, new))
    });
    let arguments = ["scheme", "update", "L.xbh", "new.toml", "--reason", "x"];
    let said = done(at, 2, &arguments);
    assert!(
        said.contains("scheme.held") && said.contains("列"),
        "{said}"
    );
}

#[test]
fn nothing_is_taken_in_under_a_scheme_that_is_no_more() {
    let folder = ledger();
    let at = folder.path();
    let mut window = Ledger::open(&at.join("L.xbh")).unwrap();
    changed(at, |text| {
        text.replacen("version = \"", "version = \"2-", 1)
    });
    update(at);
    let round = window.round("2021Q1").unwrap().clone();
    let refused = window.batch(&round, AT, "测试").unwrap_err();
    assert_eq!(refused.code(), "scheme.changed-elsewhere");
    let scheme = Scheme::find(&small()).unwrap();
    let refused = window
        .update_scheme(&scheme, "修订", AT, "测试")
        .unwrap_err();
    assert_eq!(refused.code(), "scheme.changed-elsewhere");
}
