//! Functions, missing figures, other forms, periods and units in rules.

use super::given::outcomes;
use crate::support::compare;
use crate::told::mini;

fn come_to<const N: usize>(cases: [(&str, &str, &str); N]) {
    let scheme = mini();
    compare(cases.map(|(expr, given, expected)| {
        let found = outcomes(&scheme, expr, "auto", given);
        (format!("{expr} with {given}"), found, expected)
    }));
}

#[test]
fn functions_go_by_their_chinese_names_and_those_of_excel() {
    come_to([
        (
            "合计(1, 2, [firms.cumulative]) = 6",
            "firms.cumulative = 3",
            "holds",
        ),
        (
            "SUM(1, 2, [firms.cumulative]) = 6",
            "firms.cumulative = 4",
            "broken 7 6 ±0",
        ),
        (
            "sum(1, 2) = [firms.cumulative]",
            "firms.cumulative = 3",
            "holds",
        ),
        (
            "计数([firms.cumulative], [firms.current]) >= 1",
            "firms.current = 3",
            "holds",
        ),
        (
            "COUNT([firms.cumulative], [firms.current]) = 2",
            "firms.current = 3",
            "broken 1 2 ±0",
        ),
        (
            "绝对值([staff.cumulative] - [staff.current]) <= 10",
            "staff.cumulative = -8; staff.current = 3",
            "broken 11 10 ±0",
        ),
        (
            "ABS([staff.cumulative]) = 8",
            "staff.cumulative = -8",
            "holds",
        ),
        (
            "四舍五入([contract.cumulative], 1) = 2.4",
            "contract.cumulative = 2.35",
            "holds",
        ),
        (
            "ROUND([contract.cumulative]) = 3",
            "contract.cumulative = 2.5",
            "holds",
        ),
        (
            "ROUND([contract.cumulative], -2) = 300",
            "contract.cumulative = 250",
            "holds",
        ),
        (
            "[firms.cumulative] = 最大([firms.current], [firms.last_year])",
            "firms.cumulative = 5; firms.current = 5; firms.last_year = 2",
            "holds",
        ),
        (
            "MIN([firms.current], [firms.last_year], 1) = 1",
            "firms.current = 5; \
            firms.last_year = 2",
            "holds",
        ),
        (
            "最小([firms.current], 9) = MAX(1, 2)",
            "firms.current = 5",
            "broken 5 2 ±0",
        ),
        (
            "若([firms.cumulative] > 0, [contract.cumulative] > 0, 真)",
            "firms.cumulative = 3; contract.cumulative = 0",
            "broken 假 真 ±0",
        ),
        (
            "若([firms.cumulative] > 0, [contract.cumulative] > 0)",
            "firms.cumulative = 0",
            "holds",
        ),
        (
            "[contract.cumulative] >= IF([firms.cumulative] >= 10, 100, 0)",
            "firms.cumulative = 12; contract.cumulative = 99",
            "broken 99 100 ±0",
        ),
        (
            "且([firms.cumulative] > 0, [firms.current] > 0)",
            "firms.cumulative = 3; firms.current = 0",
            "broken 假 真 ±0",
        ),
        (
            "[firms.cumulative] > 0 或 [firms.current] > 0",
            "firms.cumulative = 3; firms.current = 0",
            "holds",
        ),
        (
            "[firms.cumulative] = 0 或 [firms.current] > 0 且 [firms.target] > 0",
            "firms.cumulative = 0; firms.current = 0; firms.target = 0",
            "holds",
        ),
        (
            "or([firms.cumulative] = 0, NOT([firms.current] > 0))",
            "firms.cumulative = 1; firms.current = 1",
            "broken 假 真 ±0",
        ),
        (
            "非([firms.cumulative] > 3)",
            "firms.cumulative = 3",
            "holds",
        ),
        ("空([firms.cumulative])", "", "holds"),
        (
            "非(空([firms.cumulative]))",
            "firms.cumulative = 0",
            "holds",
        ),
        (
            "ISBLANK([firms.cumulative]) 或 [firms.cumulative] > 1",
            "",
            "holds",
        ),
        // per cent, as in Excel
        (
            "[firms.cumulative] <= 150% * [firms.target]",
            "firms.cumulative = 7; firms.target = 4",
            "broken 7 6 ±0",
        ),
        (
            "-[staff.cumulative] = 2 + 3 * 2",
            "staff.cumulative = -8",
            "holds",
        ),
        (
            "([firms.cumulative] > 1) = ([firms.current] > 1)",
            "firms.cumulative = 2; \
            firms.current = 2",
            "holds",
        ),
        (
            "[firms.cumulative] ÷ 2 × 3 ≥ 6",
            "firms.cumulative = 4",
            "holds",
        ),
        // rounding counts inside a condition as well
        (
            "且([contract.cumulative] = [contract.current] + [contract.last_year], 真)",
            "contract.cumulative = 10.01; contract.current = 5; contract.last_year = 5",
            "holds",
        ),
    ]);
}

#[test]
fn parts_of_a_whole_and_all_but_some_go_by_their_words() {
    come_to([
        (
            "[其中:规模以上.累计] <= [高新技术企业.累计]",
            "firms_large.cumulative = 4; firms.cumulative = 3",
            "broken 4 3 ±0",
        ),
        (
            "[高新技术企业其中：规模以下.累计] <= 9",
            "firms_small.cumulative = 4",
            "holds",
        ),
        (
            "[*.累计, 除 技术合同成交额、从业人员净增] >= 1",
            "firms.cumulative = 1; firms_large.cumulative = 1; firms_small.cumulative = 0",
            "holds, holds, broken 0 1 ±0",
        ),
    ]);
    let scheme = mini();
    let given = "firms.cumulative = 1; firms_large.cumulative = 1; firms_small.cumulative = 1";
    let found = outcomes(
        &scheme,
        "[*.累计] >= 1",
        "auto except=contract except=staff",
        given,
    );
    assert_eq!(found, "holds, holds, holds");
}

#[test]
fn a_missing_figure_is_what_the_rule_says_it_is() {
    let scheme = mini();
    let sum = "[firms.cumulative] = [firms.current] + [firms.last_year]";
    let cases = [
        (
            "tell",
            "firms.cumulative = 3; firms.current = 3",
            "? firms.last_year",
        ),
        (
            "skip-any",
            "firms.cumulative = 3; firms.current = 3",
            "skipped",
        ),
        (
            "skip-all",
            "firms.cumulative = 3; firms.current = 3",
            "holds",
        ),
        (
            "skip-all",
            "firms.cumulative = 3; firms.current = 2",
            "broken 3 2 ±0",
        ),
        ("skip-all", "", "skipped"),
        ("zero", "firms.cumulative = 3", "broken 3 0 ±0"),
        ("zero", "", "holds"),
    ];
    compare(cases.map(|(missing, given, expected)| {
        let found = outcomes(&scheme, sum, &format!("auto missing={missing}"), given);
        (format!("{missing} with {given}"), found, expected)
    }));
    let total = "[contract.cumulative] = 合计([contract.cumulative])";
    let cases = [
        ("tell", "? contract.cumulative"),
        ("skip-any", "skipped"),
        ("zero", "holds"),
    ];
    let given = "contract.cumulative = 5; 合计 contract.cumulative = 2 ? 3";
    compare(cases.map(|(missing, expected)| {
        let found = outcomes(&scheme, total, &format!("auto missing={missing}"), given);
        (missing.to_owned(), found, expected)
    }));
}

#[test]
fn a_rule_reaches_other_forms_periods_and_units() {
    come_to([
        (
            "[M!firms.cumulative] = [T!高新技术企业.项数]",
            "M!firms.cumulative = 3; T!firms.count = 4",
            "broken 3 4 ±0",
        ),
        (
            "[firms.cumulative] = [分县情况!firms.count]",
            "firms.cumulative = 3; T!firms.count = 3",
            "holds",
        ),
        (
            "[firms.cumulative] >= 上期([firms.cumulative])",
            "firms.cumulative = 3; 上期 firms.cumulative = 4",
            "broken 3 4 ±0",
        ),
        (
            "[firms.last_year] = 上年同期([firms.cumulative])",
            "firms.last_year = 3; 上年同期 firms.cumulative = 4",
            "broken 3 4 ±0",
        ),
        (
            "[firms.last_year] = 上年同期([firms.cumulative] + [firms.current])",
            "firms.last_year = 5; 上年同期 firms.cumulative = 4; 上年同期 firms.current = 1",
            "holds",
        ),
        (
            "[firms.last_year] = 上年同期([firms.cumulative])",
            "firms.last_year = 3",
            "? firms.cumulative",
        ),
        (
            "[firms.cumulative] = 合计(下级)",
            "firms.cumulative = 7; 下级 firms.cumulative = 3 4",
            "holds",
        ),
        (
            "[firms.cumulative] = 合计(下级, [firms.current] + [firms.target]) + 1",
            "firms.cumulative = 7; 下级 firms.current = 1 2; 下级 firms.target = 1 1",
            "broken 7 6 ±0",
        ),
        (
            "[firms.cumulative] >= 市直([firms.cumulative])",
            "firms.cumulative = 7; 市直 firms.cumulative = 8",
            "broken 7 8 ±0",
        ),
    ]);
}
