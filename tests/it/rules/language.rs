//! The language of rules: what they come to, and what is wrong in them.

use super::given::{names, outcomes};
use crate::support::compare;
use crate::told::mini;
use xianbaohui_core::rule::parse;

#[test]
fn rules_are_evaluated() {
    let scheme = mini();
    let cases = [
        (
            "[firms.cumulative] >= [firms.current]",
            "auto",
            "firms.cumulative = 3; firms.current = 2",
            "holds",
        ),
        (
            "[firms.cumulative] >= [firms.current]",
            "auto",
            "firms.cumulative = 3; firms.current = 3",
            "holds",
        ),
        (
            "[firms.cumulative] >= [firms.current]",
            "auto",
            "firms.cumulative = 2; firms.current = 3",
            "broken 2 3 ±0",
        ),
        (
            "[firms.cumulative] > [firms.current]",
            "auto",
            "firms.cumulative = 3; firms.current = 3",
            "broken 3 3 ±0",
        ),
        (
            "[firms.cumulative] <> [firms.current]",
            "auto",
            "firms.cumulative = 3; firms.current = 3",
            "broken 3 3 ±0",
        ),
        (
            "[firms.cumulative] <= 2 * [firms.target]",
            "0",
            "firms.cumulative = 7; firms.target = 3",
            "broken 7 6 ±0",
        ),
        // by name, full width
        (
            "【高新技术企业．累计】≥【高新技术企业.本季】",
            "auto",
            "firms.cumulative = 3; firms.current = 2",
            "holds",
        ),
        // arithmetic is exact, and × before +
        (
            "[contract.current] = 0.1 + 0.2",
            "0",
            "contract.current = 0.3",
            "holds",
        ),
        (
            "[contract.current] = 1 + 2 * 3 - 8 / 4",
            "0",
            "contract.current = 5",
            "holds",
        ),
        (
            "[contract.current] = (1 + 2) * 3",
            "0",
            "contract.current = 9",
            "holds",
        ),
        (
            "[contract.current] = -(1 + 2)",
            "0",
            "contract.current = -3",
            "holds",
        ),
        (
            "[contract.current] - -2 = 5",
            "0",
            "contract.current = 3",
            "holds",
        ),
        // tolerance: half a unit of the last digit a figure
        (
            "[contract.cumulative] = [contract.current] + [contract.last_year]",
            "auto",
            "contract.cumulative = 10.01; contract.current = 5; contract.last_year = 5",
            "holds±0.01",
        ),
        (
            "[contract.cumulative] = [contract.current] + [contract.last_year]",
            "auto",
            "contract.cumulative = 10.02; contract.current = 5; contract.last_year = 5",
            "broken 10.02 10 ±0.015",
        ),
        (
            "[contract.cumulative] = [contract.current] + [contract.last_year]",
            "0",
            "contract.cumulative = 10.01; contract.current = 5; contract.last_year = 5",
            "broken 10.01 10 ±0",
        ),
        (
            "[contract.cumulative] = [contract.current]",
            "1.5",
            "contract.cumulative = 11.5; contract.current = 10",
            "holds±1.5",
        ),
        // things that are counted have no rounding
        (
            "[firms.cumulative] = [firms.current] + [firms.last_year]",
            "auto",
            "firms.cumulative = 11; firms.current = 5; firms.last_year = 5",
            "broken 11 10 ±0",
        ),
        (
            "[firms.cumulative] = 合计([firms.cumulative])",
            "auto",
            "firms.cumulative = 11; 合计 firms.cumulative = 5 5",
            "broken 11 10 ±0",
        ),
        // 合计
        (
            "[contract.cumulative] = 合计([contract.cumulative])",
            "auto",
            "contract.cumulative = 10; 合计 contract.cumulative = 2 3 5",
            "holds",
        ),
        (
            "[contract.cumulative] = 合计([contract.cumulative])",
            "auto",
            "contract.cumulative = 10.02; 合计 contract.cumulative = 2 3 5",
            "holds±0.02",
        ),
        (
            "[contract.cumulative] = 合计([contract.cumulative])",
            "auto",
            "contract.cumulative = 10.021; 合计 contract.cumulative = 2 3 5",
            "broken 10.021 10 ±0.02",
        ),
        (
            "[contract.cumulative] = 合计([contract.current] + [contract.last_year])",
            "0",
            "contract.cumulative = 12; 合计 contract.current = 2 3; 合计 contract.last_year = 3 4",
            "holds",
        ),
        (
            "[contract.cumulative] = 合计([contract.cumulative])",
            "auto",
            "contract.cumulative = 10",
            "? contract.cumulative",
        ),
        // what is missing cannot be checked
        (
            "[firms.cumulative] >= [firms.current]",
            "auto",
            "firms.cumulative = 3",
            "? firms.current",
        ),
        (
            "[firms.cumulative] >= [firms.current]",
            "auto",
            "",
            "? firms.cumulative",
        ),
        (
            "[firms.cumulative] / [firms.current] > 1",
            "auto",
            "firms.cumulative = 3; firms.current = 0",
            "? .",
        ),
        // once for every column, once for every indicator
        (
            "[firms] >= [firms_large]",
            "auto",
            "firms.target = 3; firms_large.target = 2; firms.current = 1; firms_large.current = 2",
            "holds, broken 1 2 ±0, ? firms.cumulative, ? firms.last_year",
        ),
        (
            "[*.cumulative] >= [*.current]",
            "auto",
            "firms.cumulative = 3; firms.current = 2",
            "holds, ? firms_large.cumulative, ? firms_small.cumulative, ? contract.cumulative, ? st\
                aff.cumulative",
        ),
    ];
    compare(cases.map(|(expr, tolerance, given, expected)| {
        (
            format!("{expr} ±{tolerance} with {given}"),
            outcomes(&scheme, expr, tolerance, given),
            expected,
        )
    }));
}

#[test]
fn what_is_wrong_in_a_rule_is_told_with_its_place() {
    let scheme = mini();
    let names = names(&scheme);
    // the part of the text that the error is about, and what it says
    let told = |expr: &str| match parse(expr, &names) {
        Ok(_) => "right".to_owned(),
        Err(errors) => errors
            .iter()
            .map(|error| {
                format!(
                    "«{}» {}",
                    expr.get(error.span.clone()).unwrap_or("off the text"),
                    error.message
                )
            })
            .collect::<Vec<_>>()
            .join(" | "),
    };
    compare(
        [
            ("[firms.cumulative] >= 1", "right"),
            ("", "«» 公式到这里断了：应为数、[指标.列] 或括号"),
            ("[firms.cumulative]", "«» 这里应有比较符号：= <> < <= > >="),
            (
                "[firms.cumulative] > ",
                "«» 公式到这里断了：应为数、[指标.列] 或括号",
            ),
            (
                "[firms.cumulative] > 1 > 0",
                "«>» 一条公式只能有一个比较符号：请拆成两条",
            ),
            (
                "[firms.cumulative] + > 1",
                "«>» 这里应为数、[指标.列] 或括号",
            ),
            ("[firms.cumulative] > 1.2.3", "«1.2.3» “1.2.3”不是数"),
            (
                "[firms.cumulative] ? 1",
                "«?» 不认识的符号“?”：可用 + - * / ( ) = <> < <= > >\
                = 和 [指标.列]",
            ),
            (
                "[firms.cumulative > 1",
                "«[firms.cumulative > 1» 方括号没有收口：应为 [指标.列]",
            ),
            (
                "([firms.cumulative] > 1",
                "«» 括号没有收口：第 1 个字的 ( 到这里应有 )",
            ),
            (
                "高新技术企业 > 1",
                "«高新技术企业» 名称要写在方括号里：[高新技术企业]",
            ),
            (
                "合计 [firms.cumulative] > 1",
                "«[firms.cumulative]» 合计 后面应有括号：\
                合计([指标.列])",
            ),
            (
                "[技术合同成交.累计] > 1",
                "«[技术合同成交.累计]» 没有名为“技术合同成交”的指标，最接近\
                的是“技术合同成交额”",
            ),
            (
                "[技术合同成交.累计] > [从业人员增.累记]",
                "«[技术合同成交.累计]» 没有名为“技术合同成\
                交”的指标，最接近的是“技术合同成交额” | «[从业人员增.累记]» 没有名为“从业人员增”的\
                指标，最接近的是“从业人员净增” | «[从业人员增.累记]» 没有名为“累记”的列，\
                最接近的是“累计”",
            ),
        ]
        .map(|(expr, expected)| (expr.to_owned(), told(expr), expected)),
    );
    // however deep the brackets, it is an error and not a crash
    let deep = format!("{}1{} = 1", "(".repeat(400), ")".repeat(400));
    assert!(told(&deep).contains("括号套得太深"));
    let minus = format!("{}1 = 1", "-".repeat(400));
    assert!(told(&minus).contains("括号套得太深"));
    let long = format!("{}1 = 1", "1+".repeat(400));
    assert_eq!(told(&long), "right");
    for too_long in [
        format!("{}1 = 1", "1+".repeat(100_000)),
        format!("{}1 = 1", "-".repeat(100_000)),
        "(".repeat(100_000),
    ] {
        assert!(told(&too_long).contains("公式太长"));
    }
}
