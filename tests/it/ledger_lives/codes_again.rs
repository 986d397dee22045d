//! A code that stored figures have means what it meant, however many updates lie between.

use super::scheme::{changed, update};
use super::{done, ledger, xbh_in};
use crate::support::small;
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
        said.contains("scheme.held") && said.contains("的表头：以后报来的数"),
        "{said}"
    );
}

#[test]
fn rows_do_not_exchange_what_they_are_called_on_the_sheet() {
    let folder = ledger();
    let at = folder.path();
    changed(at, |text| {
        text.replace("label = \"其中：规模以上\"", "label = \"@\"")
            .replace("label = \"其中：技术输出\"", "label = \"其中：规模以上\"")
            .replace("label = \"@\"", "label = \"其中：技术输出\"")
    });
    let said = done(at, 2, &UPDATE);
    assert!(
        said.contains("scheme.held") && said.contains("的行名：以后报来的数"),
        "{said}"
    );
}

#[test]
fn columns_do_not_exchange_their_headers_in_several_steps_either() {
    let folder = ledger();
    let at = folder.path();
    let (target, last) = ("header = \"{year}年目标\"", "header = \"上年同期累计\"");
    renamed(at, target, "header = \"全年任务\"");
    update(at);
    renamed(at, last, target);
    let said = done(at, 2, &UPDATE);
    assert!(said.contains("scheme.held"), "{said}");
    // what was its own it may have again
    renamed(at, "header = \"全年任务\"", target);
    update(at);
}

/// A version that was taken in under updates of the scheme, which are all taken back.
fn put_back_under_what_was(unit: &str, updates: &[&dyn Fn(String) -> String]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    done(at, 0, &["new", "L.xbh", "--scheme", &small()]);
    for change in updates {
        changed(at, change);
        update(at);
    }
    let file = super::file("宁晋县科技创新指标（最终版）.xlsx");
    xbh_in(at, &["import", "L.xbh", "--round", "2021Q1", &file]);
    for _ in 0..=updates.len() {
        done(at, 0, &["undo", "L.xbh"]);
    }
    let unit = ["--round", "2021Q1", "--unit", unit, "--form", "S1"];
    let how = ["--version", "1", "--reason", "x"];
    let put_back = [&["putback", "L.xbh"][..], &unit, &how].concat();
    done(at, 2, &put_back)
}

#[test]
fn a_code_that_was_something_else_in_between_does_not_count_as_what_it_was() {
    let without = |text: String| {
        text.replace("\"contract\"", "\"contract_2\"")
            .replace("[contract.", "[contract_2.")
    };
    let as_other = |text: String| {
        text.replace("name = \"技术合同成交额\"", "name = \"登记技术合同额\"")
            .replace("[\"技术交易总额\"]", "[\"技术合同成交额\"]")
            .replace("\"contract_2\"", "\"contract\"")
            .replace("[contract_2.", "[contract.")
    };
    let said = put_back_under_what_was("宁晋县", &[&without, &as_other]);
    assert!(
        said.contains("step.other-meaning") && said.contains("代码现在用作“技术合同成交额”"),
        "{said}"
    );
}

#[test]
fn names_that_were_exchanged_in_between_do_not_count_either() {
    let exchanged = |text: String| {
        text.replace("name = \"技术合同成交额\"", "name = \"@\"")
            .replace("name = \"争取省科技资金\"", "name = \"技术合同成交额\"")
            .replace("name = \"@\"", "name = \"争取省科技资金\"")
    };
    let said = put_back_under_what_was("宁晋县", &[&exchanged]);
    assert!(said.contains("step.other-meaning"), "{said}");
}

#[test]
fn a_return_does_not_count_for_a_unit_that_has_its_code_by_now() {
    let exchanged = |text: String| {
        text.replace("aliases = [\"宁晋\"]\n", "")
            .replace("name = \"宁晋县\"", "name = \"@\"")
            .replace("name = \"威县\"", "name = \"宁晋县\"")
            .replace("name = \"@\"", "name = \"威县\"")
    };
    let said = put_back_under_what_was("威县", &[&exchanged]);
    assert!(
        said.contains("step.other-meaning") && said.contains("报送时是“宁晋县”"),
        "{said}"
    );
}

#[test]
fn a_new_code_does_not_take_the_name_that_stored_figures_were_reported_under() {
    for (what, change) in [
        // an indicator is renamed, and a new one is called as it was
        ("name = \"技术合同成交额\"", "name = \"登记合同额\""),
        // a column is found by another header, and a new one by its
        ("header = \"上年同期累计\"", "header = \"同期数\""),
    ] {
        for in_one in [true, false] {
            let folder = ledger();
            let at = folder.path();
            let more = |text: String| {
                if what.starts_with("name") {
                    let new = "[[indicator]]\ncode = \"other\"\nname = \"技术合同成交额\"\n\
                        unit = \"万元\"\ntype = \"flow\"\n\n";
                    text.replacen("[[indicator]]", &format!("{new}[[indicator]]"), 1)
                } else {
                    let column = "[[form.column]]\ncode = \"last_year\"";
                    let new = format!("[[form.column]]\ncode = \"other\"\n{what}\n\n{column}");
                    text.replacen(column, &new, 1)
                }
            };
            if in_one {
                changed(at, |text| more(text.replace(what, change)));
            } else {
                renamed(at, what, change);
                update(at);
                changed(at, more);
            }
            let said = done(at, 2, &UPDATE);
            assert!(said.contains("scheme.held"), "{what} {in_one}: {said}");
        }
    }
}

#[test]
fn forms_do_not_exchange_their_titles() {
    let folder = ledger();
    let at = folder.path();
    let one = "title = \"高新技术企业名单\"";
    let other = "title = \"创新平台、双创载体台账\"";
    changed(at, |text| {
        assert!(text.contains(one) && text.contains(other), "{text}");
        text.replace(one, "@")
            .replace(other, one)
            .replace('@', other)
    });
    let said = done(at, 2, &UPDATE);
    assert!(
        said.contains("scheme.held") && said.contains("的表名"),
        "{said}"
    );
}

#[test]
fn a_form_has_no_header_twice() {
    let folder = ledger();
    let at = folder.path();
    for (what, twin) in [
        ("header = \"上年同期累计\"", "header = \"{year}年目标\""),
        (
            "header = \"研发费用（万元）\"",
            "header = \"上年营业收入（万元）\"",
        ),
    ] {
        changed(at, |text| {
            assert!(text.contains(what), "{what}");
            text.replace(what, twin)
        });
        let said = done(at, 3, &UPDATE);
        assert!(
            said.contains("scheme.invalid") && said.contains("写给了两列"),
            "{said}"
        );
        let new = ["new", "N.xbh", "--scheme", "new.toml"];
        assert!(done(at, 2, &new).contains("写给了两列"));
    }
}

/// Whether an update is taken, in one step and after another.
fn updates(steps: &[&dyn Fn(String) -> String]) -> String {
    let folder = ledger();
    let at = folder.path();
    let mut said = String::new();
    for (number, step) in steps.iter().enumerate() {
        changed(at, step);
        if number + 1 < steps.len() {
            update(at);
        } else {
            let output = xbh_in(at, &UPDATE);
            said = String::from_utf8_lossy(&output.stderr).into_owned();
        }
    }
    said
}

#[test]
fn what_stored_figures_were_found_by_is_not_taken_in_other_words_either() {
    let alias = |text: String| {
        text.replace("aliases = [\"宁晋\"]\n", "")
            .replace("name = \"宁晋县\"", "name = \"戊县\"")
            .replace("name = \"威县\"", "name = \"威县\"\naliases = [\"宁晋县\"]")
    };
    let deeper = |text: String| {
        text.replace("header = \"上年同期累计\"", "header = \"同期\"")
            .replace(
                "header = \"{year}年目标\"",
                "header = \"合计 > 上年同期累计（家）\"",
            )
    };
    let away = |text: String| text.replace("header = \"{year}年目标\"", "header = \"目标\"");
    let year = |text: String| text.replace("header = \"上年同期累计\"", "header = \"2021年目标\"");
    let part = |text: String| {
        text.replace(
            "title = \"高新技术企业名单\"",
            "title = \"科技创新主要指标\"",
        )
    };
    let other = |text: String| {
        text.replace("titles = [\"科技创新主要指标完成情况表\"]\n", "")
            .replace("科技创新主要指标完成情况统计表", "月报丙")
    };
    let refused = |told: &str, steps: &[&dyn Fn(String) -> String]| {
        let said = updates(steps);
        assert!(
            said.contains("scheme.held") && said.contains(told),
            "{told}: {said}"
        );
    };
    refused("用了", &[&alias]);
    refused("的表头", &[&deeper]);
    refused("的表头", &[&away, &year]);
    refused("的表名", &[&part, &other]);
}

#[test]
fn what_an_undone_update_said_may_be_said_again() {
    let folder = ledger();
    let at = folder.path();
    renamed(at, "header = \"上年同期累计\"", "header = \"甲栏\"");
    update(at);
    done(at, 0, &["undo", "L.xbh"]);
    changed(at, |text| {
        let column = "[[form.column]]\ncode = \"last_year\"";
        let new = format!("[[form.column]]\ncode = \"other\"\nheader = \"甲栏\"\n\n{column}");
        text.replacen(column, &new, 1)
    });
    update(at);
}

#[test]
fn what_sheets_of_different_years_say_is_no_exchange() {
    let folder = ledger();
    let at = folder.path();
    // beside {year}年目标: a sheet of one round never says both alike
    renamed(
        at,
        "header = \"上年同期累计\"",
        "header = \"{last_year}年目标\"",
    );
    update(at);
}
