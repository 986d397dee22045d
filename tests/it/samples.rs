//! Every figure of the samples is the published one, whichever way it came in.

use crate::support::{Desk, decimal, expected, fixture};
use serde_json::Value;
use std::path::{Path, PathBuf};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::number::round;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::batch::{files, take_file};
use xianbaohui_desk::import::Status;
use xianbaohui_reading::intake::{Intake, Verdict};

/// How a key of `expected.json` is kept: column, and what the figure is multiplied by.
const COLUMNS: [(&str, &str, i64); 5] = [
    ("value", "current", 1),
    ("growth", "growth", 1),
    ("last_year", "last_year", 1),
    ("growth_ratio", "growth", 100),
    ("rank", "rank", 1),
];

/// Imports the files, then compares every figure that `expected.json` has of the indicator;
/// `left_out` are keys that this form does not ask for.
fn check(scheme: &str, round_code: &str, form: &str, paths: &[PathBuf], left_out: &[&str]) -> Desk {
    let mut desk = Desk::new(scheme, round_code);
    for outcome in desk.import(paths) {
        assert_eq!(
            outcome.status,
            Status::Committed,
            "{}: {:?}",
            outcome.file.name,
            outcome.file.verdict
        );
        assert_eq!(outcome.severities.a, 0, "{}", outcome.file.name);
        assert!(outcome.cells.reconcile(), "{}", outcome.file.name);
    }
    let all = expected();
    let mut compared = 0;
    for (indicator, expected) in all[scheme]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, value)| value.is_object())
    {
        for (unit, keys) in expected["units"].as_object().unwrap() {
            for (key, value) in keys
                .as_object()
                .unwrap()
                .iter()
                .filter(|(key, _)| !left_out.contains(&key.as_str()))
            {
                let (_, column, times) = COLUMNS
                    .iter()
                    .find(|(known, ..)| known == key)
                    .unwrap_or_else(|| panic!("key {key}"));
                let wanted = decimal(value.as_str().unwrap())
                    .times(Decimal::from(*times))
                    .unwrap();
                assert_eq!(
                    desk.figure(form, Some(unit), indicator, column),
                    Some(wanted),
                    "{form} {unit} {indicator} {column}"
                );
                compared += 1;
            }
        }
        assert_eq!(
            desk.figure(form, None, indicator, "current"),
            Some(decimal(expected["total"].as_str().unwrap())),
            "{form} {indicator}"
        );
    }
    assert!(compared >= 16, "only {compared} figures were compared");
    desk
}

/// The folder, with some of its files in the format of another office program.
fn with_variants(folder: &str, extension: &str) -> Vec<PathBuf> {
    let group = folder.split('/').next().unwrap();
    let mut replaced = 0;
    let paths = files(&[fixture(folder)]).into_iter().map(|path| {
        let variant = fixture("variants")
            .join(group)
            .join(path.file_stem().unwrap())
            .with_extension(extension);
        replaced += usize::from(variant.exists());
        if variant.exists() { variant } else { path }
    });
    let paths = paths.collect::<Vec<_>>();
    assert!(replaced > 0, "{folder} has no .{extension}");
    paths
}

fn luan_totals(desk: &Desk, form: &str) {
    let rd = &expected()["luan-2020"]["rd"];
    assert_eq!(
        desk.figure(form, None, "rd", "last_year"),
        Some(decimal(rd["last_year"].as_str().unwrap()))
    );
    assert_eq!(
        desk.figure(form, None, "rd", "growth")
            .map(|rate| round(rate, 1)),
        Some(decimal(rd["growth"].as_str().unwrap()))
    );
}

#[test]
fn luan_from_county_workbooks() {
    luan_totals(
        &check(
            "luan-2020",
            "2020",
            "L1",
            &[fixture("luan-2020/counties")],
            &[],
        ),
        "L1",
    );
}

#[test]
fn luan_from_county_workbooks_some_as_xls_or_ods() {
    for extension in ["xls", "ods"] {
        luan_totals(
            &check(
                "luan-2020",
                "2020",
                "L1",
                &with_variants("luan-2020/counties", extension),
                &[],
            ),
            "L1",
        );
    }
}

#[test]
fn luan_from_one_county_table() {
    luan_totals(
        &check(
            "luan-2020",
            "2020",
            "L2",
            &[fixture("luan-2020/table")],
            &[],
        ),
        "L2",
    );
}

#[test]
fn anhui_from_city_workbooks() {
    let desk = check(
        "anhui-2022h1",
        "2022H1",
        "H1",
        &[fixture("anhui-2022h1/cities")],
        &["rank"],
    );
    let growth = desk
        .figure("H1", None, "amount", "growth")
        .map(|rate| round(rate, 1));
    assert_eq!(
        growth,
        Some(
            decimal(
                expected()["anhui-2022h1"]["amount"]["growth_ratio"]
                    .as_str()
                    .unwrap()
            )
            .times(Decimal::ONE_HUNDRED)
            .unwrap()
        )
    );
}

/// The published total is 428.4, the parts are 428.3: within the tolerance, and shown.
#[test]
fn anhui_from_one_table_with_its_rounding_gap() {
    let desk = check(
        "anhui-2022h1",
        "2022H1",
        "H2",
        &[fixture("anhui-2022h1/table")],
        &["last_year"],
    );
    let published = decimal(
        expected()["anhui-2022h1"]["amount"]["published_total"]
            .as_str()
            .unwrap(),
    );
    assert_eq!(
        desk.figure("H2", Some("安徽省"), "amount", "current"),
        Some(published)
    );
    let findings = desk.ledger.findings("2022H1", None, &[]).unwrap();
    let told = findings.iter().map(|one| {
        format!(
            "{} {} {} {}",
            one.finding.severity,
            one.finding.rule_name(),
            one.finding.left.as_deref().unwrap(),
            one.finding.right.as_deref().unwrap()
        )
    });
    assert_eq!(told.collect::<Vec<_>>(), ["D amount-total 428.4 428.3"]);
}

#[test]
fn kjcx_adds_up_to_the_published_totals() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    for outcome in desk.import(&[fixture("kjcx-2021q1")]) {
        assert_eq!(
            (outcome.status, outcome.severities.a),
            (Status::Committed, 0),
            "{}",
            outcome.file.name
        );
    }
    let all = expected();
    let sample = &all["kjcx-2021q1"];
    let check = |unit: Option<&str>, indicator: &str, column: &str, wanted: &Value| {
        let rate = matches!(column, "growth" | "completion");
        let figure = desk
            .figure("S1", unit, indicator, column)
            .map(|figure| if rate { round(figure, 1) } else { figure });
        assert_eq!(
            figure,
            Some(decimal(wanted.as_str().unwrap())),
            "{unit:?} {indicator} {column}"
        );
    };
    for (indicator, columns) in sample["totals"].as_object().unwrap() {
        columns
            .as_object()
            .unwrap()
            .iter()
            .for_each(|(column, wanted)| check(None, indicator, column, wanted));
    }
    for (unit, indicators) in sample["units"].as_object().unwrap() {
        indicators
            .as_object()
            .unwrap()
            .iter()
            .for_each(|(indicator, wanted)| check(Some(unit), indicator, "cumulative", wanted));
    }
    sample["published"]
        .as_object()
        .unwrap()
        .iter()
        .for_each(|(indicator, wanted)| check(None, indicator, "cumulative", wanted));
    sample["published_targets"]
        .as_object()
        .unwrap()
        .iter()
        .for_each(|(indicator, wanted)| check(None, indicator, "target", wanted));
    assert_eq!(sample["units"].as_object().unwrap().len(), 19);
}

#[test]
fn every_mistake_of_the_wrong_return_is_found_in_its_cell() {
    const RULES: [(&str, &str); 4] = [
        ("F13", "A cumulative-covers-current"),
        ("F17", "A part.more-than-whole"),
        ("F14", "B cell.bound"),
        ("F8", "A hte-total-covers-new"),
    ];
    let path = files(&[fixture("kjcx-2021q1-wrong")]).remove(0);
    let scheme = Scheme::find("kjcx").unwrap();
    let (file, _) = take_file(
        &path,
        &Intake {
            round: scheme.round("2021Q1"),
            ..Intake::of(&scheme)
        },
    );
    let Verdict::Ready(returns) = &file.verdict else {
        panic!("{:?}", file.verdict)
    };
    let findings = returns
        .iter()
        .flat_map(|one| &one.taken.findings)
        .collect::<Vec<_>>();
    let wrong = &expected()["kjcx-2021q1-wrong"];
    assert_eq!(
        scheme.units[returns[0].taken.unit].name,
        wrong["unit"].as_str().unwrap()
    );
    let mistakes = wrong["cells"].as_object().unwrap();
    assert_eq!(mistakes.len(), RULES.len());
    for cell in mistakes.keys() {
        let place = format!("{}!{cell}", wrong["sheet"].as_str().unwrap())
            .parse()
            .unwrap();
        let told = findings
            .iter()
            .filter(|finding| finding.cells.contains(&place))
            .map(|finding| format!("{} {}", finding.severity, finding.rule_name()))
            .collect::<Vec<_>>();
        let rule = RULES.iter().find(|(known, _)| known == cell).unwrap().1;
        assert!(told.contains(&rule.to_owned()), "{cell}: {told:?}");
    }
    assert!(
        findings
            .iter()
            .filter(|finding| finding.severity <= xianbaohui_core::finding::Severity::B)
            .all(|finding| !finding.cells.is_empty())
    );
}

/// Every cell of a variant is the cell of its original: same place, same content, so same values.
#[test]
fn variants_give_the_values_of_their_originals() {
    let values = |scheme: &Scheme, path: &Path| {
        let (file, _) = take_file(path, &Intake::of(scheme));
        let Verdict::Ready(returns) = file.verdict else {
            panic!("{}: {:?}", file.name, file.verdict)
        };
        returns
            .into_iter()
            .map(|one| {
                (
                    one.taken.unit,
                    one.taken.form,
                    one.taken.period,
                    one.taken.values,
                    one.taken.entries,
                )
            })
            .collect::<Vec<_>>()
    };
    let mut compared = 0;
    for (code, folder) in [("luan-2020", "luan-2020/counties"), ("kjcx", "kjcx-2021q1")] {
        let scheme = Scheme::find(code).unwrap();
        for variant in files(&[fixture("variants").join(folder.split('/').next().unwrap())]) {
            let original = fixture(folder)
                .join(variant.file_stem().unwrap())
                .with_extension("xlsx");
            assert_eq!(
                values(&scheme, &variant),
                values(&scheme, &original),
                "{}",
                variant.display()
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 10);
}
