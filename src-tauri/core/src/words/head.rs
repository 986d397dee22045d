//! Lines around a table that any sheet has: 附件1, 表号, 填报日期, 审核人. What else stands there
//! is told.

use super::{attribute, mention, title};

/// Words of such lines that come before what is said: 表号：科统1表.
const SAYS: [&str; 24] = [
    "表号",
    "制定机关",
    "制表机关",
    "批准机关",
    "备案机关",
    "批准文号",
    "备案文号",
    "文号",
    "编号",
    "有效期-",
    "有效期",
    "密级",
    "制表",
    "填报单位",
    "报送单位",
    "填表单位",
    "上报单位",
    "编报单位",
    "单位名称",
    "单位详细名称",
    "统一社会信用代码",
    "组织机构代码",
    "行政区划代码",
    "审批表号",
];
/// Words that such lines are made of.
const MADE_OF: [&str; 37] = [
    "报告期别",
    "报告期",
    "截",
    "截止",
    "附件",
    "附表",
    "续表",
    "计量单位",
    "金额单位",
    "货币单位",
    "单位",
    "盖章",
    "公章",
    "签章",
    "签字",
    "机密",
    "秘密",
    "内部资料",
    "内部",
    "公开",
    "定稿",
    "终稿",
    "最终版",
    "正式",
    "电子版",
    "第次",
    "保留",
    "位小数",
    "小数",
    "两位",
    "共页",
    "第页",
    "年月日",
    "印发",
    "示例",
    "表",
    "次",
];
/// Words that say when.
const DATES: [&str; 14] = [
    "填报日期",
    "填报时间",
    "填表日期",
    "填表时间",
    "报送日期",
    "报送时间",
    "报出日期",
    "报出时间",
    "上报日期",
    "上报时间",
    "制表日期",
    "制表时间",
    "日期",
    "时间",
];

/// Whether a line ([`crate::text::key`], without names of units) says nothing but what any sheet
/// does: which annex it is, who reports, when, and by which document.
pub fn is_plain(key: &str) -> bool {
    if SAYS.iter().any(|word| {
        key.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with([':', '(']) || rest.is_empty())
    }) {
        return true;
    }
    let mut rest = key.to_owned();
    for one in mention::apart(key) {
        // 去年 is the year of no sheet's own
        if one.year == Some(mention::Year::Last) {
            return false;
        }
        rest = rest.replacen(&one.words, "", 1);
    }
    rest.retain(|c| {
        !c.is_ascii_digit()
            && !c.is_ascii_punctuation()
            && !"、·—–_★※〔〕【】《》。；：第号之".contains(c)
    });
    let words = DATES
        .iter()
        .chain(&MADE_OF)
        .chain(&title::PLAIN)
        .chain(&title::AROUND);
    for word in words.chain(&attribute::PLAIN) {
        rest = rest.replace(word, "");
    }
    let is_sign =
        |c: char| "一二三四五六七八九十年月日时分页共底末".contains(c) || c.is_ascii_alphabetic();
    rest.chars().all(is_sign)
}

/// Words before the names of who signs.
const SIGNS: [&str; 30] = [
    "单位主要负责人",
    "单位负责人",
    "统计负责人",
    "分管负责人",
    "科室负责人",
    "主要负责人",
    "负责人",
    "主要领导",
    "分管领导",
    "填报人",
    "填表人",
    "审核人",
    "审批人",
    "复核人",
    "制表人",
    "经办人",
    "联系人",
    "报送人",
    "签发人",
    "制表",
    "审核",
    "复核",
    "签字",
    "联系电话",
    "办公电话",
    "电话",
    "手机",
    "邮箱",
    "传真",
    "职务",
];
/// Signs that are in no name of a person, and in what is said of a sheet.
const NO_NAME: &str = "不未退误错改估非暂否勿须需请缺废仅";
/// Signs that the name of a person has at most.
const NAME: usize = 4;

/// What a line of signatures says besides names, telephones and dates: 审核人：不同意上报.
pub fn unsigned(key: &str) -> Vec<String> {
    let mut rest = key.to_owned();
    for one in mention::apart(key) {
        rest = rest.replacen(&one.words, " ", 1);
    }
    for word in SIGNS.iter().chain(&DATES) {
        rest = rest.replace(word, " ");
    }
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let parts = rest
        .split(|c: char| !is_word(c))
        .filter(|part| !part.is_empty());
    let said = parts.filter(|part| {
        let is_long = part.chars().count() > NAME;
        part.contains(|c| NO_NAME.contains(c)) || is_long && !is_plain(part)
    });
    said.map(str::to_owned).collect()
}
