//! Lines around a table that any sheet has: 附件1, 表号, 填报日期, 审核人. What else stands there
//! is told.

use super::{attribute, mention, title, units};

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
    let words = DATES.iter().chain(&MADE_OF).chain(&title::PLAIN);
    for word in words.chain(&attribute::PLAIN) {
        rest = rest.replace(word, "");
    }
    let is_sign =
        |c: char| "一二三四五六七八九十年月日时分页共底末".contains(c) || matches!(c, 's' | 'p');
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

/// What stands in brackets behind who signs.
const SIGNED: [&str; 6] = ["盖章", "签字", "签章", "公章", "签名", "手机"];

/// What a line of signatures says besides names, telephones and dates: 审核人：不同意上报.
pub fn unsigned(key: &str) -> Vec<String> {
    let mut rest = key.to_owned();
    let mut said = Vec::new();
    for one in mention::apart(key) {
        if !one.is_day && one.months.is_some() || one.year == Some(mention::Year::Last) {
            said.push(one.words.clone());
        }
        rest = rest.replacen(&one.words, " ", 1);
    }
    let inside = key.split('(').skip(1);
    let inside = inside.filter_map(|part| Some(part.split_once(')')?.0));
    let strange = inside.filter(|inside| {
        !inside.is_empty()
            && !SIGNED.contains(inside)
            && !inside.chars().all(|c| c.is_ascii_digit() || c == '-')
    });
    said.extend(strange.map(str::to_owned));
    for word in SIGNS.iter().chain(&DATES) {
        rest = rest.replace(word, " ");
    }
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let parts = rest.split(|c: char| !is_word(c));
    for part in parts.filter(|part| !part.is_empty()) {
        let is_long = part.chars().count() > NAME && !is_plain(part);
        let says = part.contains(|c| NO_NAME.contains(c))
            || !attribute::all_in(part, false).is_empty()
            || title::RELATIVE.iter().any(|word| part.contains(word))
            || units::whole(part).is_some();
        if (is_long || says) && !said.iter().any(|own| own.contains(part)) {
            said.push(part.to_owned());
        }
    }
    said
}

/// What the name of a body ends with: 科技局, 管委会.
const BODY: [char; 12] = [
    '局', '委', '会', '府', '办', '室', '科', '股', '站', '所', '心', '厅',
];

/// What a line that says who reports says behind the name and its body: `rest` is what follows
/// 填报单位, with a colon for each name of a unit. 科技局数据为预计数 → 数据为预计数.
pub fn beside_name(rest: &str) -> Vec<String> {
    let end = SIGNS
        .iter()
        .chain(&DATES)
        .filter_map(|word| rest.find(word))
        .min();
    let mut own = rest[..end.unwrap_or(rest.len())].to_owned();
    let mut said = Vec::new();
    for one in mention::apart(&own.clone()) {
        if one.year == Some(mention::Year::Last) {
            said.push(one.words.clone());
        }
        own = own.replacen(&one.words, ":", 1);
    }
    let parts = own.split([':', '(', ')', ',', ';', '_', '-', '.']);
    let behind = parts.map(|part| {
        let body = part.rfind(BODY).map_or(0, |at| at + '局'.len_utf8());
        &part[body..]
    });
    let is_left = |part: &&str| {
        !part.is_empty() && !is_plain(part) && !["名称", "县", "市", "区"].contains(part)
    };
    said.extend(behind.filter(is_left).map(str::to_owned));
    said
}

/// What is said of entries that are none yet, none any more, or none of this list.
const STATES: [&str; 38] = [
    "到期",
    "过期",
    "失效",
    "迁出",
    "迁入",
    "迁移",
    "外县",
    "外市",
    "外地",
    "培育",
    "后备",
    "认定",
    "整改",
    "停用",
    "停产",
    "停业",
    "吊销",
    "退库",
    "退出",
    "退回",
    "淘汰",
    "倒闭",
    "破产",
    "未审",
    "未报",
    "未入",
    "未过",
    "未通过",
    "待",
    "拟",
    "筹建",
    "在建",
    "申报",
    "市级",
    "县级",
    "省级",
    "国家级",
    "半年",
];

/// Whether a title of a group of rows says in which state they are.
pub fn says_state(bare: &str) -> bool {
    STATES
        .iter()
        .chain(&title::RELATIVE)
        .any(|word| bare.contains(word))
}

/// What is said of an entry that is none any more, or none yet.
const OUT: [&str; 29] = [
    "取消",
    "注销",
    "撤销",
    "撤消",
    "吊销",
    "作废",
    "摘牌",
    "退出",
    "退库",
    "迁出",
    "迁往",
    "到期",
    "过期",
    "失效",
    "倒闭",
    "破产",
    "停业",
    "停产",
    "停用",
    "筹建",
    "待批",
    "待认定",
    "公示",
    "未通过",
    "未入库",
    "未认定",
    "拟",
    "并入",
    "合并到",
];

/// Whether words in a field of an entry, or in brackets behind its name, say that it is none any
/// more, or none yet: 示例公司（已注销）.
pub fn says_out(words: &str) -> bool {
    OUT.iter().any(|word| {
        let mut at = words.match_indices(word).map(|(at, _)| at);
        at.any(|at| !words[..at].ends_with(['未', '不', '没', '无', '非']))
    })
}
