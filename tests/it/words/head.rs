//! Lines that any sheet has around its table.

use xianbaohui_core::text::key;
use xianbaohui_core::words::head::{beside_name, is_plain, says_out, unsigned};

#[test]
fn lines_of_any_sheet_say_nothing_of_figures() {
    for line in [
        "附件1",
        "附件1-2：",
        "附件1  2021年4月8日",
        "附件1 内部资料",
        "附表1（定稿）",
        "机密★",
        "表    号：科统1表",
        "制定机关：市统计局",
        "填报日期：2021年4月8日",
        "填报日期：    年  月  日",
        "报送时间：2021-04-08 10:30",
        "报告期：2021年一季度",
        "第 1 页 共 2 页",
        "填报单位（盖章）：",
    ] {
        assert!(is_plain(&key(line)), "{line}");
    }
}

#[test]
fn what_else_stands_there_is_told() {
    for line in [
        "作废",
        "估",
        "去年数据",
        "错表",
        "此名单未核",
        "附件1（去年表样）",
        "注销企业",
        "不含规下",
        "此表勿用",
    ] {
        assert!(!is_plain(&key(line)), "{line}");
    }
}

#[test]
fn a_line_of_signatures_that_says_more_than_names_is_told() {
    for (line, expected) in [
        (
            "单位负责人：示例甲 审核人：示例乙 填报人：示例丙 联系电话：0000-0000000",
            &[] as &[&str],
        ),
        ("填报人：王五 填报日期：2021年4月8日", &[]),
        ("单位负责人：欧阳娜娜", &[]),
        ("审核人：不同意上报", &["不同意上报"]),
        ("审核人：退回修改 填报人：示例丙", &["退回修改"]),
        (
            "单位负责人：（未审） 审核人：数据有误",
            &["未审", "数据有误"],
        ),
        ("填报人：示例丙（本季数为估计）", &["本季数为估计"]),
        ("填报人：示例丙（2020年）", &["2020年"]),
        ("填报人：示例丙（规上）", &["规上"]),
        ("填报人：示例丙 去年", &["去年"]),
    ] {
        assert_eq!(unsigned(&key(line)), expected, "{line}");
    }
}

#[test]
fn what_stands_behind_the_name_of_who_reports_is_told() {
    // a colon stands for the name of a unit
    for (rest, expected) in [
        (":", &[] as &[&str]),
        (":科技局", &[]),
        (":科学技术和工业信息化局(盖章)", &[]),
        (":科技局填报人:王五", &[]),
        (":科技局2021年", &[]),
        (":科技局数据为预计数", &["数据为预计数"]),
        (":科技局作废", &["作废"]),
        (":(草案)", &["草案"]),
        (":城区", &["城区"]),
        (":(去年)", &["去年"]),
    ] {
        assert_eq!(beside_name(rest), expected, "{rest}");
    }
}

#[test]
fn words_of_an_entry_say_that_it_is_out() {
    for words in [
        "已注销",
        "取消资格",
        "迁出至外市",
        "公示中",
        "拟认定",
        "证书已过期",
    ] {
        assert!(says_out(words), "{words}");
    }
    for words in ["未注销", "正常", "迁入", "在有效期内", "省级"] {
        assert!(!says_out(words), "{words}");
    }
}
