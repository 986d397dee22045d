//! What the name of an entry says besides the name: 甲公司【已注销】, 拟建甲众创空间. What ends as
//! names do, and the brackets that names have, are known; all else is told.

use super::signs::Signs;
use super::{attribute, head};
use crate::text;
use std::borrow::Cow;

/// What names of firms, bodies and platforms end with.
const ENDS: [&str; 46] = [
    "公司",
    "厂",
    "社",
    "中心",
    "空间",
    "孵化器",
    "天地",
    "院",
    "所",
    "室",
    "站",
    "基地",
    "园",
    "集团",
    "店",
    "部",
    "企业",
    "学校",
    "大学",
    "学院",
    "局",
    "联盟",
    "平台",
    "场",
    "矿",
    "行",
    "会",
    "馆",
    "城",
    "谷",
    "小镇",
    "坊",
    "庄",
    "处",
    "校",
    "港",
    "吧",
    "咖啡",
    "园区",
    "加速器",
    "工坊",
    "众创",
    "厅",
    "办",
    "团队",
    "街区",
];
/// What names have in brackets at their end.
const INSIDE: [&str; 14] = [
    "普通合伙",
    "特殊普通合伙",
    "有限合伙",
    "集团",
    "个人独资",
    "个体工商户",
    "个体",
    "独资",
    "股份",
    "中国",
    "中外合资",
    "总部",
    "本部",
    "示例",
];
/// Whole texts in a field of names that name nothing.
const NONE: [&str; 16] = [
    "同上",
    "同左",
    "见上",
    "〃",
    "″",
    "空白",
    "待定",
    "待填",
    "测试",
    "暂缺",
    "略",
    "本页小计",
    "小计",
    "合计",
    "总计",
    "共计",
];
/// Words of a name that is another one now.
const RENAMED: [&str; 6] = ["更名", "改名", "变更为", "现名", "曾用名", "改为"];
/// Words before a name that say that there is none yet, or no more.
const BEFORE: [&str; 34] = [
    "已撤销",
    "已注销",
    "已取消",
    "已退出",
    "已作废",
    "已摘牌",
    "已关停",
    "已停业",
    "已停产",
    "已吊销",
    "已搬走",
    "已迁出",
    "已到期",
    "已失效",
    "拟建",
    "拟认定",
    "拟设立",
    "拟申报",
    "拟申请",
    "拟备案",
    "拟入库",
    "待建",
    "待批",
    "待认定",
    "待审",
    "在建",
    "筹建",
    "筹备",
    "未认定",
    "未通过",
    "未备案",
    "未入库",
    "作废",
    "其他县",
];
/// What may part a name from what is said of it.
const SIGNS: [char; 9] = [' ', '\u{3000}', '—', '–', ',', '/', ';', '。', '\n'];
/// Brackets, as [`text::half_width`] leaves them.
const BRACKETS: [(char, char); 7] = [
    ('(', ')'),
    ('[', ']'),
    ('【', '】'),
    ('〔', '〕'),
    ('{', '}'),
    ('<', '>'),
    ('〈', '〉'),
];

/// Whether a text ends as a name does.
pub fn ends_as_name(key: &str) -> bool {
    ENDS.iter().any(|end| key.ends_with(end))
}

/// Whether a text is the name of a firm or platform, whatever it begins with: 其中科技有限公司. A
/// 分厂 or 分公司 may be a part of another.
pub fn is_whole(key: &str) -> bool {
    let ends = ["公司", "空间", "孵化器", "研究院", "天地"];
    ends.iter().any(|end| key.ends_with(end)) && !key.ends_with("分公司") && !key.contains(':')
}

/// Whether a field of words means what stands elsewhere: 同上.
pub fn means_another(words: &str) -> bool {
    /// bytes of a text that says no more, with blanks
    const LONG: usize = 24;
    let first = words.trim_start().chars().next();
    if words.len() > LONG || !first.is_some_and(|sign| "同见〃″“\"（(".contains(sign)) {
        return false;
    }
    ["同上", "同左", "见上", "〃", "″"].contains(&text::key(words).as_str())
}

/// What a field of names says that is no name, or says of it.
pub fn said_besides(words: &str) -> Option<String> {
    let name = if text::is_compact(words) {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(text::half_width(words))
    };
    let name = name.trim();
    let key = text::as_key(name);
    let blank = |c: char| matches!(c.to_ascii_lowercase(), 'x' | '×' | '*' | '某' | '?' | '_');
    let bare = key.trim_start_matches(blank);
    let is_pattern = bare.len() < key.len() && matches!(bare, "公司" | "有限公司" | "企业" | "厂");
    if NONE.contains(&&*key) || is_pattern {
        return Some(name.to_owned());
    }
    let first = key.chars().next();
    let mut before = BEFORE.iter().filter(|word| word.chars().next() == first);
    if let Some(word) = before.find(|word| key.starts_with(**word)) {
        return (key.len() > word.len()).then(|| (*word).to_owned());
    }
    let signs = Signs::all_in(&key);
    let mut renamed = RENAMED.iter().filter(|word| signs.may_hold(word));
    let renamed = renamed.find_map(|word| key.find(word));
    if let Some(at) = renamed.filter(|at| *at == 0 || key[..*at].ends_with([',', ' ', '公', '司']))
    {
        return Some(key[at..].to_owned());
    }
    in_front(name)
        .or_else(|| in_brackets(name))
        .or_else(|| behind(name))
}

/// What brackets before a name say: （迁出）甲公司. A place may stand there.
fn in_front(name: &str) -> Option<String> {
    let (_, close) = BRACKETS
        .into_iter()
        .find(|(open, _)| name.starts_with(*open))?;
    let (inside, rest) = name.split_once(close)?;
    let inside = inside.chars().skip(1).collect::<String>();
    let key = text::key(&inside);
    let is_said = !rest.trim().is_empty() && !key.is_empty() && !key.is_ascii();
    (is_said && !is_place(&key) && !INSIDE.contains(&key.as_str()))
        .then(|| inside.trim().to_owned())
}

/// 甲公司（河北）, （平乡县）甲公司
fn is_place(key: &str) -> bool {
    let is_short = key.chars().count() <= 3;
    is_short && key.ends_with(['县', '市', '区', '省', '镇', '乡']) || PROVINCES.contains(&key)
}

/// What brackets at the end of a name say, or any that no name has.
fn in_brackets(name: &str) -> Option<String> {
    let (open, close) = BRACKETS
        .into_iter()
        .find(|(open, close)| name.contains(*open) && (name.ends_with(*close) || *open != '('))?;
    let (before, rest) = name.rsplit_once(open)?;
    let inside = rest.split(close).next().unwrap_or(rest);
    let key = text::key(inside);
    // 示例〔2017〕17号 is a document, and a text of its own is no name
    let is_none = before.trim().is_empty() || key.is_empty() || key.is_ascii();
    if is_none || INSIDE.contains(&key.as_str()) || ends_as_name(&key) {
        return None;
    }
    // 甲公司（原乙公司）, 甲公司（河北）
    (!is_place(&key)).then(|| inside.trim().to_owned())
}

/// What stands behind a name, set apart from it.
fn behind(name: &str) -> Option<String> {
    if let Some((before, rest)) = name.rsplit_once(['-', '－']) {
        let key = text::key(rest);
        let says = head::says_out(&key) || !attribute::all_in(&key, false).is_empty();
        if says && !before.is_empty() && !ends_as_name(&key) {
            return Some(rest.trim().to_owned());
        }
    }
    let set_apart = name.rsplit_once(SIGNS).and_then(|(before, rest)| {
        let key = text::key(rest);
        let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let is_said = ends_as_name(text::key(before).as_str()) && key.contains(is_word);
        (is_said && !ends_as_name(&key)).then(|| rest.trim().to_owned())
    });
    set_apart.or_else(|| {
        let key = text::as_key(name);
        let ends = ["公司", "厂", "空间", "孵化器", "中心", "天地"];
        // nearly all names end so, and have nothing behind
        if ends.iter().any(|end| key.ends_with(end)) {
            return None;
        }
        // one sign of each end, and nearly no other name has one
        if !key.contains(['司', '厂', '间', '器', '心', '地']) {
            return None;
        }
        let at = ends
            .into_iter()
            .filter(|end| {
                end.chars()
                    .next_back()
                    .is_some_and(|last| key.contains(last))
            })
            .filter_map(|end| key.rfind(end).map(|at| at + end.len()))
            .max()?;
        let rest = &key[at..];
        (!rest.is_empty() && !rest.starts_with('(') && head::says_out(rest))
            .then(|| rest.to_owned())
    })
}

/// Names of provinces, as names of firms have them in brackets.
const PROVINCES: [&str; 34] = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
];
