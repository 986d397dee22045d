//! What words that stand beside figures say of them: 备注, starred notes, what is written right of
//! a row, comments, text boxes.
//!
//! Long: the lists of words are read beside what they decide.

pub use super::remark::{Beside, Says};

use super::attribute::{self, Kind};
use super::blunt;
use super::mention;
use super::signs::Signs;
use super::units;
use crate::measure::MeasureUnit;
use crate::number::Decimal;
use crate::period::Period;
use crate::text;
use std::str::FromStr as _;

/// Words that say that another figure is meant; they say so with a figure.
pub const CORRECTS: [&str; 25] = [
    "应为",
    "应该为",
    "应当为",
    "应是",
    "应该是",
    "应改为",
    "应改成",
    "应填",
    "改为",
    "改成",
    "更正",
    "订正",
    "勘误",
    "修正",
    "修改为",
    "调整为",
    "核实为",
    "核定为",
    "核减",
    "核增",
    "实际",
    "实为",
    "实是",
    "正确",
    "为准",
];
/// Words that say that a figure is wrong.
pub const WRONG: [&str; 12] = [
    "有误",
    "填错",
    "错填",
    "误填",
    "误报",
    "错报",
    "漏报",
    "少报",
    "多报",
    "笔误",
    "填反",
    "数据错误",
];
/// Words that say that figures do not count.
pub const VOID: [&str; 18] = [
    "作废",
    "废止",
    "撤销",
    "撤消",
    "删除",
    "删去",
    "删掉",
    "注销",
    "吊销",
    "无效",
    "不计入",
    "不纳入",
    "不作数",
    "不算数",
    "除名",
    "剔除",
    "重复填报",
    "重复上报",
];
/// Words that say that other figures may be meant, or that these are not what they seem.
pub const DOUBTS: [&str; 102] = [
    "下调",
    "上调",
    "扣除",
    "另加",
    "系统为",
    "暂按",
    "多打",
    "少打",
    "应乘",
    "应除",
    "有出入",
    "错数",
    "待改",
    "串行",
    "串列",
    "对调",
    "照去年",
    "照上年",
    "历年累计",
    "计划数",
    "目标数",
    "拟申报",
    "待认定",
    "全市数",
    "全省数",
    "仅城区",
    "未含",
    "未包括",
    "以纸质",
    "不计数",
    "行重复",
    "数为准",
    "表为准",
    "后的为准",
    "以此为准",
    "已更正",
    "见更正",
    "更正表",
    "更正后",
    "修改后",
    "调整后",
    "与上季重复",
    "与上年重复",
    "重复统计",
    "重复计算",
    "多填",
    "少填",
    "多写",
    "少写",
    "小数点",
    "原为",
    "原上报",
    "口径",
    "不含",
    "不包括",
    "不包含",
    "含税",
    "供参考",
    "内部参考",
    "没报上来",
    "未报上来",
    "未上报",
    "没有报",
    "还没报",
    "尚未报",
    "未经审",
    "未审核",
    "代替",
    "暂缺",
    "沿用",
    "结转",
    "非累计",
    "本月数",
    "局为准",
    "这个为准",
    "不上报",
    "暂不报",
    "未统计",
    "未报",
    "待审",
    "未审定",
    "未经审定",
    "尚未审定",
    "修正数",
    "核定数",
    "盖章件为准",
    "纸质件为准",
    "正在核",
    "待核",
    "已到期",
    "已迁出",
    "系统数",
    "系统显示",
    "比系统",
    "折计",
    "级配套",
    "要改",
    "与上季度相同",
    "与上季相同",
    "未发证",
    "补报",
    "有变动",
];
/// Signs before such a word that turn it round.
const NOT: [&str; 8] = ["未", "没有", "没", "不", "无", "非", "勿", "避免"];

/// Signs by which a note says of which figures it speaks, longer ones first.
const MARKS: [&str; 14] = [
    "***", "**", "*", "※", "①", "②", "③", "④", "⑤", "⑥", "△", "▲", "#", "★",
];

/// The sign that a note begins with: ※…, 注：①…, 带“*”的…
pub fn mark(words: &str) -> Option<&'static str> {
    let words = text::compact(words);
    let bare = ["注:", "备注:", "说明:", "注"]
        .iter()
        .find_map(|word| words.strip_prefix(word));
    let bare = bare.unwrap_or(&words).trim_start_matches(['(', '"', '“']);
    let said = ["带有", "标有", "带", "标"]
        .iter()
        .find_map(|word| bare.strip_prefix(word));
    let bare = said.unwrap_or(bare).trim_start_matches(['"', '“', '(']);
    MARKS.into_iter().find(|mark| bare.starts_with(mark))
}

/// What words say of the figures beside them that must be told; other words are only shown.
pub fn told(words: &str, beside: &Beside<'_>) -> Option<Says> {
    let key = text::as_key(words);
    // one sign tells of nearly all words of the lists that they are not there
    let signs = Signs::all_in(&key);
    let mut clauses = key.split(['。', ';', '!', '?']);
    if clauses.any(|clause| is_corrected(clause, &signs, beside.figures)) {
        return Some(Says::Corrected);
    }
    // in a column that counts the rows
    if matches!(&*key, "删" | "删掉") {
        return Some(Says::Void);
    }
    let mut void = VOID.iter().filter(|word| signs.may_hold(word));
    if void.any(|word| says(&key, word)) {
        return Some(Says::Void);
    }
    // each sentence by itself, and what blanks part: 单位：万元  这是去年的数
    let sentences = text::sentences(words);
    let mut all = std::iter::once(&*key).chain(sentences.iter().map(String::as_str));
    if let Some(says) = all.find_map(|own| blunt::says(own, beside)) {
        return Some(says);
    }
    let status = attribute::all_in(&key, true);
    let is_status = status.iter().any(|one| {
        let is_status = matches!(one.kind, Kind::Provisional | Kind::Superseded | Kind::Void);
        is_status && !is_denied(&key, one.at.0)
    });
    let mut doubts = DOUBTS.iter().filter(|word| signs.may_hold(word));
    let is_part = by_half(&key) || WHOLE.contains(&&*key);
    if is_status || is_part || doubts.any(|word| says(&key, word)) {
        return Some(Says::Status);
    }
    is_other_unit(&key, beside.units).then_some(Says::Unit)
}

/// Whether a note says that something that it names is of another period: 营业收入为2019年数,
/// 名单为截至2020年底. The column of an earlier period is of that period.
pub fn is_of_another(words: &str, period: Period) -> bool {
    /// signs of a name, a few more than the longest of an indicator that bulletins use
    const NAME: usize = 14;
    let beside = Beside {
        period: Some(period),
        ..Beside::default()
    };
    let sentences = text::sentences(words);
    let parts = sentences.iter().flat_map(|own| own.split([',', ';']));
    let mut said = parts.filter_map(|own| own.split_once(['为', '是', '系', '按', '用']));
    said.any(|(name, rest)| {
        let is_named = !name.is_empty() && name.chars().count() <= NAME;
        let is_earlier = EARLIER.iter().any(|word| name.contains(word));
        is_named && !is_earlier && blunt::says(rest, &beside) == Some(Says::Period)
    })
}

/// What names a column of another period, or says when something was written or founded.
const EARLIER: [&str; 13] = [
    "上年", "去年", "同期", "上期", "基期", "日期", "时间", "时点", "年份", "年度", "期限", "增",
    "比",
];

/// Whole remarks that say that other figures are meant.
const WHOLE: [&str; 10] = [
    "平均",
    "平均数",
    "平均值",
    "全市",
    "全省",
    "计划",
    "目标",
    "增量",
    "存量",
    "占比",
];

/// 按50%计
fn by_half(key: &str) -> bool {
    key.split_once('按').is_some_and(|(_, rest)| {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        rest.starts_with("%计") || rest.starts_with("%填")
    })
}

/// Whether a word is said, and not its contrary.
fn says(key: &str, word: &str) -> bool {
    key.match_indices(word).any(|(at, _)| !is_denied(key, at))
}

fn is_denied(key: &str, at: usize) -> bool {
    NOT.iter().any(|not| key[..at].ends_with(not))
}

/// Whether a clause says that another figure is meant: of those that it names behind the word, one
/// is none of the figures. `signs`: all of the clause, and perhaps others.
fn is_corrected(clause: &str, signs: &Signs, figures: &[Decimal]) -> bool {
    let mut wrong = WRONG.iter().filter(|word| signs.may_hold(word));
    if wrong.any(|word| says(clause, word)) {
        return true;
    }
    let word = CORRECTS
        .iter()
        .filter(|word| signs.may_hold(word))
        .flat_map(|word| clause.match_indices(word))
        .map(|(at, _)| at)
        .max();
    let Some(at) = word else { return false };
    let (before, behind) = (numbers(&clause[..at]), numbers(&clause[at..]));
    let said = if behind.is_empty() { before } else { behind };
    said.iter().any(|said| !figures.contains(said))
}

/// Figures that a text names: none of a period, a document or a list's number.
fn numbers(text: &str) -> Vec<Decimal> {
    let mut found = Vec::new();
    let periods = mention::apart(text);
    let is_period = |at: usize| periods.iter().any(|one| (one.at.0..one.at.1).contains(&at));
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + start;
        let length = text[start..].find(|c| !is_part(c));
        let end = length.map_or(text.len(), |length| start + length);
        at = end;
        let is_counted = text[..start].ends_with(['第', '〔', '[', '№'])
            || text[end..].starts_with(['年', '月', '日', '号', '季', '〕', '行', '列', '栏']);
        // 应为2020: a year that is only a number is none here
        let is_bare = text[..start].ends_with(['为', '是', '成']);
        let is_number = is_bare && !text[end..].starts_with(['-', '/', 'q']);
        if is_period(start) && !is_number || is_counted {
            continue;
        }
        let digits = text[start..end]
            .trim_end_matches([',', '.'])
            .replace(',', "");
        found.extend(Decimal::from_str(&digits));
    }
    found
}

/// Whether a unit of measure is said by which no figure was read.
fn is_other_unit(key: &str, read: &[MeasureUnit]) -> bool {
    let mut said = units::said(key);
    if said == units::Units::default() {
        said = units::whole(key).unwrap_or_default();
    }
    said.known.extend(counted_by(key));
    if said.known.iter().any(|unit| read.contains(unit)) {
        return false;
    }
    let is_of_kind = |unit: &MeasureUnit| {
        let is_land = |read: &MeasureUnit| unit.is_land() && matches!(read, MeasureUnit::Area(_));
        let mut read_by = read.iter();
        read.is_empty() || read_by.any(|read| read.same_dimension(unit) || is_land(read))
    };
    said.known.iter().any(is_of_kind) || !said.unknown.is_empty()
}

/// Signs and looks by which a note says of which figures it speaks.
const LOOKS: [&str; 28] = [
    "红字",
    "红色",
    "标红",
    "描红",
    "蓝字",
    "蓝色",
    "标蓝",
    "绿字",
    "绿色",
    "标绿",
    "黄色",
    "标黄",
    "黄底",
    "紫色",
    "橙色",
    "灰色",
    "标灰",
    "底色",
    "有色",
    "涂色",
    "加粗",
    "粗体",
    "黑体",
    "斜体",
    "下划线",
    "高亮",
    "颜色",
    "删除线",
];

/// Whether a note speaks of figures by how they look: 红字为上年数.
pub fn says_look(words: &str) -> bool {
    let signs = Signs::all_in(words);
    let mut looks = LOOKS.iter().filter(|word| signs.may_hold(word));
    looks.any(|word| words.contains(word))
}

/// The unit that a sentence says without the word: 以元计, 按亿元填报, 此栏填元.
pub fn counted_by(key: &str) -> Option<MeasureUnit> {
    let filled = key.split('填').skip(1).find_map(|rest| {
        let rest = rest.trim_start_matches(['报', '写', '列', ':']);
        let end = rest.find([',', '。', ';', '(', ')', '数']);
        let unit = MeasureUnit::parse(&rest[..end.unwrap_or(rest.len())]);
        // 填报人 is who fills it in
        unit.filter(|unit| !matches!(unit, MeasureUnit::Count(..)))
    });
    if filled.is_some() {
        return filled;
    }
    key.match_indices(['以', '按']).find_map(|(at, word)| {
        let rest = &key[at + word.len()..];
        let ends = ["为单位", "计", "填", "统计"].into_iter();
        let end = ends.filter_map(|end| rest.find(end)).min()?;
        MeasureUnit::parse(&rest[..end])
    })
}
