//! Rosters in rules: counted, added, and asked row by row.

use super::given::{each_row, outcomes, over_rows};
use crate::support::compare;
use crate::told::mini;

#[test]
fn a_rule_counts_and_adds_the_rows_of_a_roster() {
    let scheme = mini();
    let rows = "company=甲,kind=国家级,revenue=10; company=乙,kind=省级,revenue=2.5; \
        company=丙,kind=国家级,revenue=";
    let cases = [
        (
            "[firms.cumulative] = 行数(R)",
            "firms.cumulative = 3",
            "holds",
        ),
        (
            "[firms.cumulative] = COUNT(企业名单)",
            "firms.cumulative = 2",
            "broken 2 3 ±0",
        ),
        (
            "[firms_large.cumulative] = 行数(R, 类别 = \"国家级\")",
            "firms_large.cumulative = 2",
            "holds",
        ),
        (
            "[firms_large.cumulative] = 行数(R, 类别=“国家级”, [revenue] >= 5)",
            "firms_large.cumulative = 1",
            "holds",
        ),
        (
            "[contract.cumulative] = 合计(R.营业收入)",
            "contract.cumulative = 12.5",
            "holds",
        ),
        (
            "[contract.cumulative] = 合计([R.营业收入])",
            "contract.cumulative = 12.5",
            "holds",
        ),
        (
            "[contract.cumulative] = SUM(R.revenue, kind <> \"省级\")",
            "contract.cumulative = 12.5",
            "broken 12.5 10 ±0.015",
        ),
    ];
    compare(cases.map(|(expr, given, expected)| {
        let found = over_rows(&scheme, expr, given, rows);
        (format!("{expr} with {given}"), found, expected)
    }));
    let found = outcomes(
        &scheme,
        "[firms.cumulative] = 行数(R)",
        "auto",
        "firms.cumulative = 3",
    );
    assert_eq!(found, "? R");
}

#[test]
fn each_row_of_a_roster_is_asked() {
    let scheme = mini();
    let cases = [
        (
            "唯一([统一社会信用代码])",
            "credit=A1; credit=A2; credit=a1",
            "0 broken 假 真 ±0, 2 broken 假 真 ±0",
        ),
        (
            "唯一([company], [kind])",
            "company=甲,kind=省级; company=甲,kind=国家级",
            "",
        ),
        ("唯一([credit])", "credit=; credit=", ""),
        (
            "全市唯一([credit])",
            "credit=A1; credit=A1",
            "0 broken 假 真 ±0, 1 broken 假 真 ±0",
        ),
        (
            "格式([credit], \"GR#{12}\")",
            "credit=GR202113001234; credit=GR2021",
            "1 broken 假 真 ±0",
        ),
        (
            "格式([credit], \"@*-?\")",
            "credit=G-1; credit=G1; credit=1-1",
            "1 broken 假 真 ±0, 2 broken 假 真 ±0",
        ),
        (
            "[revenue] >= 0 且 [revenue] <= 100",
            "revenue=5; revenue=101",
            "1 broken 假 真 ±0",
        ),
        (
            "[revenue] >= 10",
            "revenue=5; revenue=",
            "0 broken 5 10 ±0, 1 ? [revenue]",
        ),
        (
            "[issued] <= \"2021-03-31\"",
            "issued=2021-03-30; issued=2021-04-01; issued=2021-03",
            "1 broken 2021-04-01 2021-03-31 ±0",
        ),
        (
            "[issued] >= \"2021年1月1日\"",
            "issued=2021-03-30; issued=2020-12-31",
            "1 broken 2020-12-31 2021-01-01 ±0",
        ),
        (
            "\"2021.1\" <= [issued]",
            "issued=2021-03-30; issued=2020-12-31",
            "1 broken 2021-01 2020-12-31 ±0",
        ),
        (
            "年([issued]) = 2021",
            "issued=2021-03-30; issued=2020-04-01",
            "1 broken 2020 2021 ±0",
        ),
        (
            "[kind] = \"国家级\"",
            "kind=国家级; kind=省级",
            "1 broken 省级 国家级 ±0",
        ),
        (
            "若([kind] = \"国家级\", [revenue] > 5, 真)",
            "kind=国家级,revenue=3; kind=省级",
            "0 broken 假 真 ±0",
        ),
        (
            "在名录([company], R.企业名称)",
            "company=甲; company=乙",
            "",
        ),
        (
            "在名录([kind], R.company)",
            "company=甲,kind=甲; company=乙,kind=丙",
            "1 broken 假 真 ±0",
        ),
        (
            "非(空([revenue]))",
            "revenue=3; revenue=",
            "1 broken 假 真 ±0",
        ),
    ];
    compare(cases.map(|(expr, rows, expected)| {
        (
            format!("{expr} of {rows}"),
            each_row(&scheme, expr, rows),
            expected,
        )
    }));
}
