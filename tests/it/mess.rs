//! Returns spoilt the way counties spoil them: nothing is read wrong silently, and nearly all are
//! read right. `cargo xtask mess` runs more of them.

use std::path::Path;
use xianbaohui_tests::mess::{
    CAUSES, Came, OPERATORS, Plan, READ_THROUGH, Report, named, run, run_causes,
};

#[test]
fn nothing_is_read_wrong_silently() {
    for seed in [1, 2021, 130_500] {
        let plan = Plan {
            files: 250,
            seed,
            only: None,
            operator: None,
            twins: false,
        };
        let report = Report::new(&plan, run(&plan).unwrap());
        assert_eq!(
            report.silent(),
            0,
            "cargo xtask mess --files 250\n{}",
            report.cases(Came::Silent)
        );
        assert!(report.right() >= 9_500, "{report}");
    }
}

#[test]
fn clean_returns_are_read_right() {
    let plan = Plan {
        files: 120,
        seed: 7,
        only: None,
        operator: Some("none".into()),
        twins: false,
    };
    let report = Report::new(&plan, run(&plan).unwrap());
    assert_eq!(report.right(), 10_000, "{report}");
}

#[test]
fn every_operator_spoils_something_and_none_in_silence() {
    for operator in OPERATORS {
        let plan = Plan {
            files: 30,
            seed: 3,
            only: None,
            operator: Some(operator.name.to_owned()),
            twins: false,
        };
        let outcomes = run(&plan).unwrap();
        assert!(
            outcomes.iter().any(|one| !one.operators.is_empty()),
            "{} is never done: {}",
            operator.name,
            operator.does
        );
        let report = Report::new(&plan, outcomes);
        assert_eq!(
            report.silent(),
            0,
            "{}: {}",
            operator.name,
            report.cases(Came::Silent)
        );
    }
}

/// Every word in every place with every look, once.
#[test]
fn no_word_in_any_place_is_passed_over_in_silence() {
    assert!(CAUSES.len() >= 400, "{} causes", CAUSES.len());
    let plan = Plan {
        files: 40,
        seed: 1,
        only: None,
        operator: None,
        twins: true,
    };
    let outcomes = run_causes(&plan).unwrap();
    assert!(outcomes.len() >= 400, "{} are ever done", outcomes.len());
    let report = Report::new(&plan, outcomes);
    assert_eq!(report.silent(), 0, "{}", report.cases(Came::Silent));
    assert!(report.right() >= 9_500, "{report}");
    let differing = report.differing();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// What a careful person only reads through is settled before a run: `XBH_WRITE_REFERENCE=1`
/// writes the list anew.
#[test]
fn what_is_only_read_through_stands_in_a_list() {
    let causes = CAUSES.iter().filter(|cause| cause.is_read_through());
    let list = causes.map(|cause| format!("{}\n", cause.name));
    let list = list.collect::<String>();
    if std::env::var_os("XBH_WRITE_REFERENCE").is_some() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = root.join("src/mess/operators/causes/read_through.txt");
        std::fs::write(file, &list).unwrap();
        return;
    }
    assert_eq!(list, READ_THROUGH);
    assert!(READ_THROUGH.lines().all(|name| named(name).is_some()));
}
