//! A code that stored figures have means what it meant, however many updates lie between.

use super::scheme::{changed, update};
use super::{done, ledger, xbh_in};
use std::path::Path;

const UPDATE: [&str; 6] = ["scheme", "update", "L.xbh", "new.toml", "--reason", "x"];

/// The text with every such line replaced by the other.
fn renamed(folder: &Path, old: &str, new: &str) {
    changed(folder, |text| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    });
}

fn refused(folder: &Path) {
    let said = done(folder, 2, &UPDATE);
    assert!(
        said.contains("scheme.held") && said.contains("代码"),
        "{said}"
    );
}

#[test]
fn a_code_that_was_given_up_does_not_come_back_as_something_else() {
    for (code, old, new) in [
        (
            "contract",
            "name = \"技术合同成交额\"",
            "name = \"登记合同数\"",
        ),
        ("staff", "人员（人） > 职工总数", "人员（人） > 外聘人员"),
    ] {
        let folder = ledger();
        let at = folder.path();
        let before = done(at, 0, &["scheme", "show", "L.xbh", "--text"]);
        assert!(before.contains(old), "{old}");
        changed(at, |text| {
            text.replace(&format!("\"{code}\""), &format!("\"{code}_2\""))
                .replace(&format!("[{code}."), &format!("[{code}_2."))
                .replace(&format!(".{code}]"), &format!(".{code}_2]"))
        });
        update(at);
        // back, as something else
        std::fs::write(at.join("new.toml"), before.replace(old, new)).unwrap();
        refused(at);
        // back, as what it was
        std::fs::write(at.join("new.toml"), before).unwrap();
        update(at);
    }
}

#[test]
fn codes_are_not_exchanged_in_several_steps_either() {
    let folder = ledger();
    let at = folder.path();
    let other = super::file("附件1-威县2021年一季度(改).xlsx");
    xbh_in(at, &["import", "L.xbh", "--round", "2021Q1", &other]);
    changed(at, |text| {
        text.replace("aliases = [\"宁晋\"]\n", "")
            .replace("name = \"宁晋县\"", "name = \"临时县\"")
    });
    update(at);
    renamed(at, "name = \"威县\"", "name = \"宁晋县\"");
    refused(at);
}

#[test]
fn names_are_not_exchanged_with_one_that_has_no_figures_either() {
    let folder = ledger();
    let at = folder.path();
    // 威县 has not reported
    changed(at, |text| {
        text.replace("aliases = [\"宁晋\"]\n", "")
            .replace("name = \"威县\"", "name = \"临时县\"")
    });
    update(at);
    renamed(at, "name = \"宁晋县\"", "name = \"威县\"");
    refused(at);
}

#[test]
fn what_was_renamed_comes_back_under_its_last_name() {
    let folder = ledger();
    let at = folder.path();
    let (old, new) = ("name = \"技术合同成交额\"", "name = \"登记合同数\"");
    renamed(at, old, new);
    update(at);
    let last = done(at, 0, &["scheme", "show", "L.xbh", "--text"]);
    changed(at, |text| {
        text.replace("\"contract\"", "\"contract_2\"")
            .replace("[contract.", "[contract_2.")
    });
    update(at);
    std::fs::write(at.join("new.toml"), last).unwrap();
    update(at);
}

#[test]
fn columns_do_not_exchange_their_headers() {
    let folder = ledger();
    let at = folder.path();
    changed(at, |text| {
        text.replace("header = \"{year}年目标\"", "header = \"@\"")
            .replace("header = \"上年同期累计\"", "header = \"{year}年目标\"")
            .replace("header = \"@\"", "header = \"上年同期累计\"")
    });
    let said = done(at, 2, &UPDATE);
    assert!(
        said.contains("scheme.held") && said.contains("对调了表头"),
        "{said}"
    );
}
