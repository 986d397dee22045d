//! What is told of a rule that is written wrong: place, what was expected, what was meant.

use super::given::names;
use crate::support::compare;
use crate::told::mini;
use xianbaohui_core::rule::{RuleNames, parse};

/// `«place» message → as it was meant`
fn told(expr: &str, names: &RuleNames<'_>) -> String {
    let Err(errors) = parse(expr, names) else {
        return "right".to_owned();
    };
    let told = errors.iter().map(|error| {
        let place = expr.get(error.span.clone()).unwrap_or("off the text");
        let fix = error.mended(expr).map(|fix| format!(" → {fix}"));
        format!("«{place}» {}{}", error.message, fix.unwrap_or_default())
    });
    told.collect::<Vec<_>>().join(" | ")
}

fn are_told<const N: usize>(cases: [(&str, &str); N]) {
    let scheme = mini();
    let names = names(&scheme);
    compare(cases.map(|(expr, expected)| (expr.to_owned(), told(expr, &names), expected)));
}

#[test]
fn signs_that_excel_writes_otherwise_are_told_with_the_fix() {
    are_told([
        (
            "[firms.累计] => 1",
            "«=>» 没有符号“=>”，应写作 >= → [firms.累计] >= 1",
        ),
        (
            "[firms.累计] =< 1",
            "«=<» 没有符号“=<”，应写作 <= → [firms.累计] <= 1",
        ),
        (
            "[firms.累计] ＝＝ 1",
            "«＝＝» 没有符号“＝＝”，应写作 = → [firms.累计] = 1",
        ),
        (
            "[firms.累计] >< 1",
            "«><» 没有符号“><”，应写作 <> → [firms.累计] <> 1",
        ),
        (
            "最大([firms.累计]、1) > 1",
            "«、» 公式里不能用中文顿号“、”，应写作 , → 最大([firms.累计],1) > 1",
        ),
        (
            "[firms.累计] > 1。",
            "«。» 公式里不能用中文句号“。”，应写作 . → [firms.累计] > 1.",
        ),
        (
            "[contract.累计] > 5万元",
            "«5万元» 公式里的数不写计量单位“万元”：按指标自己的计量单位写\
            数，万元的指标 1亿元写 10000",
        ),
        (
            "[firms.累计] > 5家",
            "«5家» 公式里的数不写计量单位“家”：按指标自己的计量单位写数，\
            万元的指标 1亿元写 10000",
        ),
        (
            "[contract.累计] > 1,200",
            "«1,200» 公式里的数不能写千分位逗号 → [contract.累计] > 1200",
        ),
        (
            "[firms.累计 > 1",
            "«[firms.累计 > 1» 方括号没有收口：应为 [指标.列] → [firms.累计] > 1",
        ),
        (
            "firms.累计] > 1",
            "«firms.累计]» 多了一个 ]：前面没有与它成对的 [ → [firms.累计] > 1",
        ),
        (
            "[firms.累计] > 1)",
            "«)» 多了一个 )：前面没有与它成对的 ( → [firms.累计] > 1",
        ),
        (
            "最大([firms.累计], 2 > 1",
            "«» 括号没有收口：第 3 个字的 ( 到这里应有 ) → 最大([firms.累计], 2 > 1)",
        ),
        (
            "格式([firms.累计], \"GR) = 1",
            "«\"GR) = 1» 引号没有收口：文字两边都要有引号，\
            如 \"国家级\"",
        ),
        (
            "[firms.累计] ≥ 1 ≥ 0",
            "«≥» 一条公式只能有一个比较符号：请拆成两条",
        ),
    ]);
}

#[test]
fn names_and_functions_that_do_not_exist_are_told_with_the_nearest() {
    are_told([
        (
            "[X!firms.累计] > 1",
            "«[X!firms.累计]» 没有代码或名称为“X”的报表",
        ),
        (
            "[技术合同成交.累计] > 1",
            "«[技术合同成交.累计]» 没有名为“技术合同成交”的指标，最接近的是“技术合同成交额” → [技\
            术合同成交额.累计] > 1",
        ),
        (
            "[firms.累记] > 1",
            "«[firms.累记]» 没有名为“累记”的列，最接近的是“累计” → [firms.累计] > 1",
        ),
        (
            "[其中:没有的.累计] > 1",
            "«[其中:没有的.累计]» 没有名为“其中:没有的”的指标",
        ),
        (
            "[*.累计, 没有 contract] > 1",
            "«[*.累计, 没有 contract]» “没有 contract”前应写“除”：[*.累计, 除 研发占比]",
        ),
        (
            "求和(1, 2) = [firms.累计]",
            "«求和» 不认识“求和”，是不是“合计” → 合计(1, 2) = [firms.累计]",
        ),
        ("行数(Q) = [firms.累计]", "«Q» 没有代码或名称为“Q”的名册"),
        (
            "行数(R, 级别 = \"国家级\") = [firms.累计]",
            "«级别» 名册“企业名单”没有名为“级别”的字段，最接近的是“类别”",
        ),
        (
            "行数(R, 类别 = 国家级) = [firms.累计]",
            "«国家级» 文字要写在引号里：\"国家级\" → 行数(R, 类别 = \"国家级\") = [firms.累计]",
        ),
        (
            "合计(R) = [firms.累计]",
            "«R» 要写明加名册“企业名单”的哪一个字段，如 合计(S3.营业收入)",
        ),
        ("合计(R.类别) = [firms.累计]", "«R» “类别”不是数，不能相加"),
        (
            "唯一([firms.累计])",
            "«唯一» 唯一 只用在逐行审核的公式里：先写 each = \"名册代码\"",
        ),
        (
            "合计(下级) > 合计(下级)",
            "«下级» 这里要写明加各下级单位的哪一个数：合计(下级, [指标.列])",
        ),
        (
            "上期(上期([firms.累计])) > 1",
            "«[firms.累计]» 上期 里不能再套上期或上年同期",
        ),
        (
            "ABS(1, 2) = [firms.累计]",
            "«ABS(1, 2)» ABS 里应有1 个值，写了 2 个：ABS([甲] - [乙])",
        ),
        (
            "若([firms.累计], 1, 2) = 1",
            "«[firms.累计]» 这里应为条件，如 [指标.列] > 0",
        ),
        (
            "[firms.累计] = \"甲\"",
            "«[firms.累计] = \"甲\"» 两边不能比较：一边是文字或条件，\
            一边是数",
        ),
        ("空(1)", "«1» 这里应为一个名称：[指标.列]"),
        (
            "格式([firms.累计], \"{3}\")",
            "«\"{3}\"» 花括号里应是前一个符号的个数，如 #{12}",
        ),
    ]);
}

#[test]
fn units_of_measure_that_do_not_go_together_are_told() {
    are_told([
        (
            "[contract.累计] + [firms.累计] > 1",
            "«[contract.累计] + [firms.累计]» 计量单位不同：万元和家不能相加减",
        ),
        (
            "[contract.累计] > [firms.累计]",
            "«[contract.累计] > [firms.累计]» 计量单位不同：万元和家不能比较",
        ),
        (
            "[firms.累计] + [staff.累计] > 1",
            "«[firms.累计] + [staff.累计]» 计量单位不同：家和人不能相加减",
        ),
        ("[firms.累计] >= [staff.累计]", "right"),
        ("[contract.累计] >= 2 * [contract.本季]", "right"),
        (
            "[contract.累计] / [contract.本季] = [share.累计]",
            "«[contract.累计] / [contract.本季] = [share.累计]» 两个数相除是倍数，%要乘 100：写成 \
            [甲] / [乙] * 100",
        ),
        (
            "[contract.累计] / [contract.本季] * 100 = [share.累计]",
            "right",
        ),
        ("[contract.累计] / [firms.累计] <= 500", "right"),
        (
            "[contract.累计] * [share.累计] / 100 <= [contract.本季]",
            "right",
        ),
        (
            "最大([contract.累计], [firms.累计]) > 1",
            "«[firms.累计]» 计量单位不同：万元和家不能相加减",
        ),
    ]);
    // a text that a ledger was made with is taken as it is
    let scheme = mini();
    let names = RuleNames {
        is_measured: false,
        ..names(&scheme)
    };
    assert_eq!(told("[contract.累计] + [firms.累计] > 1", &names), "right");
}

/// A text that stands against a field of a row must be one that can stand there.
#[test]
fn texts_that_no_field_can_hold_are_told_with_what_it_holds() {
    let scheme = mini();
    let names = RuleNames {
        each: scheme.form("R"),
        ..RuleNames::of(&scheme.indicators, &scheme.forms)
    };
    let cases = [
        (
            "[issued] >= \"2021年\"",
            "«\"2021年\"» “发证日期”是日期，“2021年”不是一天或一个月：请\
            写成 \"2020-01-01\" 或 \"2020-01\"",
        ),
        (
            "[issued] >= \"春节\"",
            "«\"春节\"» “发证日期”是日期，“春节”不是一天或一个月：请写成 \"\
            2020-01-01\" 或 \"2020-01\"",
        ),
        ("[issued] >= \"2021年3月5日\"", "right"),
        (
            "[kind] = \"国家及\"",
            "«\"国家及\"» “类别”只有 国家级、省级，没有“国家及” → [kind] = \"\
            国家级\"",
        ),
        ("[kind] = \"国家级\"", "right"),
        (
            "[kind] >= \"国家级\"",
            "«\"国家级\"» 文字没有大小，只能用 = 或 <>；日期可以比先后",
        ),
        (
            "[company] > \"甲\"",
            "«\"甲\"» 文字没有大小，只能用 = 或 <>；日期可以比先后",
        ),
        ("[company] <> \"甲\"", "right"),
        (
            "[company] < [kind]",
            "«[company] < [kind]» 文字没有大小，只能用 = 或 <>；日期可以比先\
            后",
        ),
        (
            "行数(R, kind = \"省\") > 1",
            "«\"省\"» “类别”只有 国家级、省级，没有“省” → 行数(R, kind = \"\
            省级\") > 1",
        ),
        ("行数(R, issued >= \"2021年1月1日\") > 1", "right"),
        (
            "行数(R, issued >= 20210101) > 1",
            "«20210101» “发证日期”不是数：文字和日期要写在引号里",
        ),
        (
            "行数(R, revenue >= \"5\") > 1",
            "«\"5\"» “营业收入”是数，不写引号",
        ),
        (
            "[firms.累计] / [firms.本季] * 100 >= 3%",
            "«3%» 乘了 100 的已经是百分数：这里写数，不写 %",
        ),
        (
            "上年([firms.累计]) > 0",
            "«上年» 不认识“上年”，是不是“上年同期” → 上年同期([firms.累\
            计]) > 0",
        ),
        (
            "[高新技术企.累计] > 0",
            "«[高新技术企.累计]» 没有名为“高新技术企”的指标，最接近的是“高\
            新技术企业” → [高新技术企业.累计] > 0",
        ),
        (
            "[高新技术.累计] > 0",
            "«[高新技术.累计]» 没有名为“高新技术”的指标，最接近的是“高新技\
            术企业”",
        ),
        ("[revenue] / 0 > 1", "«0» 除数是 0：这个式子算不出数"),
        (
            "[revenue] > 1亿元",
            "«1亿元» 公式里的数不写计量单位“亿元”：按指标自己的计量单位写数\
            ，万元的指标 1亿元写 10000",
        ),
        ("[revenue] > 5%", "«5%» 另一边是万元，不能与百分数比较"),
        (
            "[revenue] - 3% >= 0",
            "«3%» 百分数只能单独写在比较符号的一边：这里请写成数（3 或 0.03）",
        ),
        (
            "[issued] >= 2021",
            "«[issued] >= 2021» 日期要写在引号里，如 \"2021-09-30\"",
        ),
    ];
    compare(cases.map(|(expr, expected)| (expr.to_owned(), told(expr, &names), expected)));
}
