//! A sheet counts once, whatever was done with it; what goes with a step goes with its undoing.

use super::steps::{COUNTY, MISREAD, OTHER, figure, import, question, step, with};
use super::{done, file, ledger, xbh_in};

#[test]
fn a_sheet_that_was_read_again_and_filed_elsewhere_counts_once() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    let right = figure(at, "柏乡县");
    step(at, 0, "reread", "柏乡县", &["--reason", "再读"]);
    step(
        at,
        0,
        "refile",
        "柏乡县",
        &["--to-unit", "威县", "--reason", "挂错"],
    );
    assert_eq!(
        (figure(at, "柏乡县"), figure(at, "威县")),
        (String::new(), right)
    );
    // and does not come back beside the other
    let back = ["--version", "1", "--reason", "放回"];
    let said = step(at, 2, "putback", "柏乡县", &back);
    assert!(
        said.contains("step.counts-elsewhere") && said.contains("威县"),
        "{said}"
    );
    done(at, 0, &["verify", "L.xbh"]);
}

#[test]
fn what_was_withdrawn_does_not_come_back_when_the_next_is_filed_elsewhere() {
    let folder = with(&[OTHER]);
    let at = folder.path();
    let (id, _) = question(at, "2021Q1", &["--unit", "威县", &file(COUNTY)]);
    let answer = format!("{id}=accept");
    import(
        at,
        "2021Q1",
        &["--unit", "威县", "--answer", &answer, &file(COUNTY)],
    );
    let back = |version: &str| {
        step(
            at,
            0,
            "putback",
            "威县",
            &["--version", version, "--reason", "换"],
        );
    };
    back("1");
    step(at, 0, "withdraw", "威县", &["--reason", "第 1 版是错的"]);
    back("2");
    step(
        at,
        0,
        "refile",
        "威县",
        &["--to-unit", "柏乡县", "--reason", "收错单位"],
    );
    assert_eq!(figure(at, "威县"), "");
    assert_eq!(figure(at, "柏乡县"), "2802.98万元");
}

#[test]
fn a_file_of_which_one_form_was_withdrawn_is_asked_about_when_it_comes_again() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    step(
        at,
        0,
        "withdraw",
        "柏乡县",
        &["--form", "S1", "--reason", "数不对"],
    );
    let (id, of) = question(at, "2021Q1", &[&file(COUNTY)]);
    assert_eq!(of, "version");
    import(
        at,
        "2021Q1",
        &[&file(COUNTY), "--answer", &format!("{id}=again")],
    );
    assert_eq!(figure(at, "柏乡县"), "2802.98万元");
}

#[test]
fn what_was_remembered_with_a_step_goes_with_it() {
    let folder = with(&[]);
    let at = folder.path();
    let county = file(COUNTY);
    let all = [&[county.as_str(), "--remember"], &MISREAD[..]].concat();
    import(at, "2021Q1", &all);
    let remembered = || done(at, 0, &["remembered", "L.xbh", "--json"]);
    assert!(remembered().contains("柏乡县"));
    let told = "不再记住：柏乡县";
    let said = done(at, 0, &["undo", "L.xbh", "--preview"]);
    assert!(said.contains(told), "{said}");
    let said = done(at, 0, &["undo", "L.xbh"]);
    assert!(said.contains(told), "{said}");
    assert!(!remembered().contains("柏乡县"), "{}", remembered());
}

#[test]
fn what_a_step_remembered_in_place_of_another_answer_gives_it_back() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    let held = || {
        let all = done(at, 0, &["remembered", "L.xbh", "--json"]);
        let all: serde_json::Value = serde_json::from_str(&all).unwrap();
        let texts = all.as_array().into_iter().flatten().chain(
            all.as_object()
                .into_iter()
                .flat_map(|own| own.values())
                .filter_map(|own| own.as_array())
                .flatten(),
        );
        let mut texts = texts
            .map(|one| {
                let mut one = one.clone();
                one.as_object_mut().unwrap().remove("id");
                one.to_string()
            })
            .collect::<Vec<_>>();
        texts.sort();
        texts
    };
    let again = |bind: &str| {
        let more = [
            "--form",
            "S1",
            "--bind",
            bind,
            "--remember",
            "--reason",
            "再读",
        ];
        step(at, 0, "reread", "柏乡县", &more)
    };
    again("E=累计");
    let first = held();
    assert_eq!(first.len(), 1, "{first:?}");
    again("D=累计");
    assert_eq!(held().len(), 1);
    done(at, 0, &["undo", "L.xbh"]);
    assert_eq!(held(), first);
    done(at, 0, &["undo", "L.xbh"]);
    assert!(held().is_empty(), "{:?}", held());
}

#[test]
fn what_is_pointed_at_or_said_of_what_is_not_there_is_told() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    let nothing = ["--form", "S1", "--bind", "ZZ=累计", "--reason", "试试"];
    let said = step(at, 1, "reread", "柏乡县", &nothing);
    assert!(
        said.contains("是空的") && said.contains("没有改动"),
        "{said}"
    );
    let sheet = ["--sheet", "没有=S1", "--reason", "试试"];
    let said = step(at, 2, "reread", "柏乡县", &sheet);
    assert!(
        said.contains("step.no-sheet") && said.contains("S3高企名单"),
        "{said}"
    );
}

#[test]
fn a_reason_is_one_line_that_can_be_seen() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    let unseen = ["--reason", "\u{200b}\u{feff} "];
    assert!(step(at, 2, "withdraw", "柏乡县", &unseen).contains("step.no-reason"));
    let forged = ["--reason", "错\n  临西县 待审\u{1b}[31m"];
    step(at, 0, "withdraw", "柏乡县", &forged);
    let listed = done(at, 1, &["status", "L.xbh", "--round", "2021Q1"]);
    assert!(listed.contains("（错   临西县 待审[31m）"), "{listed}");
}

#[test]
fn a_step_that_is_not_the_last_any_more_is_not_undone() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    step(
        at,
        0,
        "withdraw",
        "柏乡县",
        &["--form", "S1", "--reason", "一"],
    );
    assert!(done(at, 0, &["undo", "L.xbh", "--preview"]).contains("会撤销第 2 步"));
    step(
        at,
        0,
        "withdraw",
        "柏乡县",
        &["--form", "S3", "--reason", "二"],
    );
    let said = done(at, 2, &["undo", "L.xbh", "--step", "2"]);
    assert!(said.contains("step.not-last"), "{said}");
}

#[test]
fn a_program_that_reads_is_told_what_could_not_be_done() {
    let folder = with(&[]);
    let at = folder.path();
    let unit = [
        "--round",
        "2021Q1",
        "--unit",
        "柏乡县",
        "--reason",
        "x",
        "--json",
    ];
    let output = super::xbh_in(at, &[&["withdraw", "L.xbh"], &unit[..]].concat());
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["error"]["code"], "step.nothing-in-force");
}

#[test]
fn what_was_withdrawn_is_said_again_when_a_later_import_is_undone() {
    let folder = ledger();
    let at = folder.path();
    let of = ["--round", "2021Q1", "--unit", "信都区"];
    let status = || done(at, 1, &["status", "L.xbh", "--round", "2021Q1"]);
    let import = |file: String| {
        xbh_in(at, &["import", "L.xbh", "--round", "2021Q1", &file]);
    };
    import(file("../kjcx-2021q1-wrong/信都区2021年一季度.xlsx"));
    done(
        at,
        0,
        &[&["withdraw", "L.xbh"], &of[..], &["--reason", "错一"]].concat(),
    );
    let before = status();
    assert!(before.contains("错一"), "{before}");
    import(file("信都区2021年一季度.xlsx"));
    assert!(!status().contains("错一"));
    done(at, 0, &["undo", "L.xbh"]);
    assert_eq!(status(), before);
}

#[test]
fn a_unit_whose_return_was_withdrawn_is_not_said_never_to_have_reported() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    step(at, 0, "withdraw", "柏乡县", &["--reason", "数不对"]);
    let all = done(at, 1, &["status", "L.xbh", "--round", "2021Q1", "--json"]);
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    let of = |name: &str| {
        let units = all["units"].as_array().unwrap().iter();
        let own = units.filter(|one| one["unit"]["name"] == name);
        own.map(|one| one["status"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (of("柏乡县"), of("威县")),
        (vec!["已撤回".into()], vec!["未报".into()])
    );
    let out = [
        "consolidate",
        "L.xbh",
        "--round",
        "2021Q1",
        "--out",
        "out.xlsx",
    ];
    done(at, 0, &out);
    let mut book = crate::support::Exported::open(&at.join("out.xlsx"));
    let cells = book.cells("报送情况");
    let texts = cells.used_cells().map(|cell| cell.2.to_string());
    let texts = texts.collect::<Vec<_>>().join("\n");
    assert!(
        texts.contains("已撤回\n") && texts.contains("S1（第1版已撤回：数不对）"),
        "{texts}"
    );
}

#[test]
fn what_another_step_remembered_and_what_was_forgotten_stays_so() {
    let folder = with(&[]);
    let at = folder.path();
    let held = || done(at, 0, &["remembered", "L.xbh", "--json"]);
    let county = file(COUNTY);
    let all = [&[county.as_str(), "--remember"], &MISREAD[..]].concat();
    import(at, "2021Q1", &all);
    // at once, in the same second: another step that remembers nothing
    import(at, "2021Q1", &[&file(OTHER)]);
    done(at, 0, &["undo", "L.xbh"]);
    assert!(held().contains("柏乡县"), "{}", held());
    // forgotten by hand, then remembered anew and undone: it stays forgotten
    done(at, 0, &["remembered", "L.xbh", "--forget", "1"]);
    let more = [
        "--form",
        "S1",
        "--bind",
        "D=累计",
        "--remember",
        "--reason",
        "再读",
    ];
    step(at, 0, "reread", "柏乡县", &more);
    assert!(held().contains("柏乡县"));
    done(at, 0, &["undo", "L.xbh"]);
    assert!(!held().contains("柏乡县"), "{}", held());
}
