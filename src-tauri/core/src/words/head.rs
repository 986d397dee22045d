//! Lines around a table that any sheet has: 附件1, 表号, 填报日期, 审核人. What else stands there
//! is told.
//!
//! Long: half of it is the lists of words that such lines are made of.

use super::signs::Signs;
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

/// Times that are no sheet's own, of signs that say nothing by themselves.
const TIMES: [&str; 7] = ["次年", "明年", "下年", "来年", "年末", "年底", "月末"];

/// Whether a line ([`crate::text::key`], without names of units) says nothing but what any sheet
/// does: which annex it is, who reports, when, and by which document.
pub fn is_plain(key: &str) -> bool {
    if SAYS.iter().any(|word| {
        key.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with([':', '(']) || rest.is_empty())
    }) {
        return true;
    }
    if TIMES.iter().any(|word| key.contains(word)) {
        return false;
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
const NO_NAME: &str = "不未退误错改估非暂否勿须需请缺废仅待核审补填按";
/// Words that are in none.
const NO_NAMES: [&str; 10] = [
    "存疑", "偏大", "偏小", "偏高", "偏低", "没签", "没有", "没审", "数据", "估数",
];
/// Signs that the name of a person has at most.
const NAME: usize = 4;

/// What stands in brackets behind who signs.
const SIGNED: [&str; 6] = ["盖章", "签字", "签章", "公章", "签名", "手机"];

/// What stands for a word before a name, where such lines are taken apart.
const SIGN: &str = "\u{1}";
/// Digits of a telephone at least.
const PHONE: usize = 7;

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
        rest = rest.replace(word, SIGN);
    }
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let parts = rest.split(|c: char| !is_word(c));
    // a name stands before its telephone, and nothing behind it
    let behind = rest.rmatch_indices(|c: char| c.is_ascii_digit()).next();
    let behind = behind.map_or("", |(at, _)| &rest[at + 1..]);
    let is_phone = rest.matches(|c: char| c.is_ascii_digit()).count() >= PHONE;
    if is_phone && !behind.contains(SIGN) {
        let behind = behind.split(|c: char| !is_word(c));
        let behind = behind.filter(|part| !part.is_empty() && !is_plain(part));
        said.extend(behind.map(str::to_owned));
    }
    for part in parts.filter(|part| !part.is_empty()) {
        let is_long = part.chars().count() > NAME && !is_plain(part);
        let says = part.contains(|c| NO_NAME.contains(c))
            || NO_NAMES.iter().any(|word| part.contains(word))
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

/// What a body has in its name that is of a part of a county.
const PLACES: [&str; 10] = [
    "城办", "街道", "街办", "镇", "乡", "社区", "老城", "新城", "园区", "片区",
];

/// What a line that says who reports says behind the name and its body: `rest` is what follows
/// 填报单位, with a colon for each name of a unit. 科技局数据为预计数 → 数据为预计数.
pub fn beside_name(rest: &str) -> Vec<String> {
    let signs = Signs::all_in(rest);
    let words = SIGNS.iter().chain(&DATES);
    let end = words
        .filter(|word| signs.may_hold(word))
        .filter_map(|word| rest.find(word))
        .min();
    let mut own = rest[..end.unwrap_or(rest.len())].to_owned();
    let mut said = Vec::new();
    for one in mention::apart(&own.clone()) {
        // 3月20日数据
        let is_of_figures = own.split_once(&one.words).is_some_and(|(before, behind)| {
            before.ends_with(['至', '止', '截']) || behind.starts_with('数')
        });
        if one.year == Some(mention::Year::Last) || one.is_early() && is_of_figures {
            said.push(one.words.clone());
        }
        own = own.replacen(&one.words, ":", 1);
    }
    let parts = own.split([':', '(', ')', ',', ';', '_', '-', '.']);
    let behind = parts.map(|part| {
        let body = part.rfind(BODY).map_or(0, |at| at + '局'.len_utf8());
        // 老城办 is no body that sends returns
        let is_part = PLACES.iter().any(|place| part[..body].contains(place));
        if is_part { part } else { &part[body..] }
    });
    let is_left = |part: &&str| {
        !part.is_empty() && !is_plain(part) && !["名称", "县", "市", "区"].contains(part)
    };
    said.extend(behind.filter(is_left).map(str::to_owned));
    said
}

/// Of what a state is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// a group of rows: one field of an entry may say as much of something else
    Group,
    /// an entry, and a group of such
    Both,
}

/// What is said of entries that are none yet, none any more, or none of this list.
const STATES: [(&str, Of); 59] = [
    ("关停", Of::Both),
    ("搬走", Of::Both),
    ("搬迁", Of::Both),
    ("被撤", Of::Both),
    ("转出", Of::Both),
    ("失联", Of::Both),
    ("不再是", Of::Both),
    ("取消", Of::Both),
    ("注销", Of::Both),
    ("撤销", Of::Both),
    ("撤消", Of::Both),
    ("吊销", Of::Both),
    ("作废", Of::Both),
    ("摘牌", Of::Both),
    ("退出", Of::Both),
    ("退库", Of::Both),
    ("迁出", Of::Both),
    ("迁往", Of::Both),
    ("到期", Of::Both),
    ("过期", Of::Both),
    ("失效", Of::Both),
    ("倒闭", Of::Both),
    ("破产", Of::Both),
    ("停业", Of::Both),
    ("停产", Of::Both),
    ("停用", Of::Both),
    ("筹建", Of::Both),
    ("待批", Of::Both),
    ("待认定", Of::Both),
    ("公示", Of::Both),
    ("未通过", Of::Both),
    ("未入库", Of::Both),
    ("未认定", Of::Both),
    ("拟", Of::Both),
    ("并入", Of::Both),
    ("合并到", Of::Both),
    ("迁入", Of::Group),
    ("迁移", Of::Group),
    ("外县", Of::Group),
    ("外市", Of::Group),
    ("外地", Of::Group),
    ("培育", Of::Group),
    ("后备", Of::Group),
    ("认定", Of::Group),
    ("整改", Of::Group),
    ("退回", Of::Group),
    ("淘汰", Of::Group),
    ("未审", Of::Group),
    ("未报", Of::Group),
    ("未入", Of::Group),
    ("未过", Of::Group),
    ("待", Of::Group),
    ("在建", Of::Group),
    ("申报", Of::Group),
    ("市级", Of::Group),
    ("县级", Of::Group),
    ("省级", Of::Group),
    ("国家级", Of::Group),
    ("半年", Of::Group),
];

/// Whether a title of a group of rows says in which state they are.
pub fn says_state(bare: &str) -> bool {
    let mut states = STATES.iter().map(|(word, _)| word);
    states.any(|word| bare.contains(word)) || title::RELATIVE.iter().any(|word| bare.contains(word))
}

/// Whether words in a field of an entry, or in brackets behind its name, say that it is none any
/// more, or none yet: 示例公司（已注销）.
pub fn says_out(words: &str) -> bool {
    // codes, numbers and days
    if words.is_ascii() {
        return false;
    }
    // one sign tells of nearly all states that they are not there
    let signs = Signs::all_in(words);
    let states = STATES.iter().filter(|(_, of)| *of == Of::Both);
    let states = states.filter(|(word, _)| signs.may_hold(word));
    states.map(|(word, _)| word).any(|word| {
        let mut at = words.match_indices(word).map(|(at, _)| at);
        at.any(|at| !words[..at].ends_with(['未', '不', '没', '无', '非']))
    })
}

/// Words of a header or of a sheet's name that say that other figures stand there, or more.
const CORRECTIONS: [&str; 26] = [
    "更正",
    "修正",
    "订正",
    "勘误",
    "更改",
    "修改",
    "变更",
    "调整",
    "核实",
    "核定",
    "审定",
    "复核",
    "正确",
    "补充",
    "补报",
    "补登",
    "追加",
    "实际数",
    "实数",
    "新数",
    "应为",
    "说明",
    "终审",
    "应报",
    "最新",
    "更新",
];
/// What such words are in that say nothing of figures.
const NO_CORRECTIONS: [&str; 16] = [
    "修改前",
    "更正前",
    "调整前",
    "修改人",
    "复核人",
    "填表说明",
    "填报说明",
    "指标说明",
    "编制说明",
    "使用说明",
    "情况说明",
    "备注说明",
    "填写说明",
    "名词说明",
    "审核人",
    "审核关系",
];

/// Whether a header or the name of a sheet ([`crate::text::key`]) says that other figures stand
/// there: 更正后, 正确数, 补充.
pub fn says_corrections(key: &str) -> bool {
    let mut rest = key.to_owned();
    for word in NO_CORRECTIONS {
        rest = rest.replace(word, "");
    }
    CORRECTIONS.iter().any(|word| rest.contains(word))
}
