//! Returns spoilt the way counties spoil them: nothing is read wrong silently, and nearly all are
//! read right. `cargo xtask mess` runs more of them.

use xianbaohui_tests::mess::{Came, OPERATORS, Plan, Report, run};

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
