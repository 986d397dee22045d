//! Status and scope of figures (快报, 样表, 规上, 不含开发区): words that make a figure another one
//! than the form asks for, wherever they stand.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::signs::Signs;

/// What a word says of the figures that it stands by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// they are not final: 预计, 快报, 测算
    Provisional,
    /// they are none of this unit's figures at all: 样表, 模板
    Sample,
    /// others stand in their place: 修改前, 原报数
    Superseded,
    /// they do not count, or not yet: 作废, 撤销, 公示中
    Void,
    /// they are of a part, or of more: 本级, 规上, 全市, 不含…
    Scope,
}

impl Kind {
    /// Whether figures are what they are said to be, of something else; or not there yet.
    pub fn is_scope(self) -> bool {
        self == Self::Scope
    }
}

/// A word of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// as [`crate::text::key`] has it
    pub key: &'static str,
    /// what it says
    pub kind: Kind,
    /// it says so in the middle of a sentence, too; others only where nothing else is said
    pub plain: bool,
}

const fn word(key: &'static str, kind: Kind) -> Word {
    Word {
        key,
        kind,
        plain: true,
    }
}

const fn short(key: &'static str, kind: Kind) -> Word {
    Word {
        key,
        kind,
        plain: false,
    }
}

/// All that are known.
pub const WORDS: &[Word] = &[
    word("预计", Kind::Provisional),
    word("预估", Kind::Provisional),
    word("预测", Kind::Provisional),
    word("预报数", Kind::Provisional),
    word("快报", Kind::Provisional),
    word("测算", Kind::Provisional),
    word("估算", Kind::Provisional),
    word("估计", Kind::Provisional),
    word("推算", Kind::Provisional),
    word("暂估", Kind::Provisional),
    word("暂定", Kind::Provisional),
    word("初步数", Kind::Provisional),
    word("初步统计", Kind::Provisional),
    word("初步核算", Kind::Provisional),
    word("初核", Kind::Provisional),
    word("概数", Kind::Provisional),
    word("待核实", Kind::Provisional),
    word("未核实", Kind::Provisional),
    word("待审核", Kind::Provisional),
    word("未审核", Kind::Provisional),
    word("草稿", Kind::Provisional),
    word("草表", Kind::Provisional),
    word("讨论稿", Kind::Provisional),
    word("征求意见稿", Kind::Provisional),
    word("试填", Kind::Provisional),
    word("试报", Kind::Provisional),
    short("初步", Kind::Provisional),
    short("初稿", Kind::Provisional),
    short("计划", Kind::Provisional),
    short("计划数", Kind::Provisional),
    short("规划", Kind::Provisional),
    short("力争", Kind::Provisional),
    word("样表", Kind::Sample),
    word("样例", Kind::Sample),
    word("填表示例", Kind::Sample),
    word("填报示例", Kind::Sample),
    short("模板", Kind::Sample),
    short("模版", Kind::Sample),
    short("空表", Kind::Sample),
    short("参考", Kind::Sample),
    word("修改前", Kind::Superseded),
    word("更正前", Kind::Superseded),
    word("调整前", Kind::Superseded),
    word("修订前", Kind::Superseded),
    word("核减前", Kind::Superseded),
    word("原报数", Kind::Superseded),
    word("原上报", Kind::Superseded),
    word("原数据", Kind::Superseded),
    word("旧数据", Kind::Superseded),
    short("原数", Kind::Superseded),
    short("旧", Kind::Superseded),
    word("作废", Kind::Void),
    word("废止", Kind::Void),
    word("无效", Kind::Void),
    word("公示中", Kind::Void),
    word("未公示", Kind::Void),
    word("拟认定", Kind::Void),
    word("拟入库", Kind::Void),
    word("申报中", Kind::Void),
    word("已撤销", Kind::Void),
    word("已注销", Kind::Void),
    word("已取消", Kind::Void),
    word("已删除", Kind::Void),
    short("撤销", Kind::Void),
    short("注销", Kind::Void),
    short("取消", Kind::Void),
    short("删除", Kind::Void),
    short("公示", Kind::Void),
    short("不计", Kind::Void),
    short("不统计", Kind::Void),
    short("在审", Kind::Void),
    word("市本级", Kind::Scope),
    word("县本级", Kind::Scope),
    word("区本级", Kind::Scope),
    word("省本级", Kind::Scope),
    word("本级", Kind::Scope),
    word("规上", Kind::Scope),
    word("规下", Kind::Scope),
    word("规模以上", Kind::Scope),
    word("规模以下", Kind::Scope),
    word("限上", Kind::Scope),
    word("限额以上", Kind::Scope),
    short("市直", Kind::Scope),
    short("省直", Kind::Scope),
    short("县直", Kind::Scope),
    short("全市", Kind::Scope),
    short("全省", Kind::Scope),
    short("全国", Kind::Scope),
    short("全县", Kind::Scope),
    short("全区", Kind::Scope),
    short("全口径", Kind::Scope),
    short("技术输出", Kind::Scope),
    short("技术吸纳", Kind::Scope),
    short("输出", Kind::Scope),
    short("吸纳", Kind::Scope),
    short("输出技术", Kind::Scope),
    short("吸纳技术", Kind::Scope),
    short("卖方", Kind::Scope),
    short("买方", Kind::Scope),
    short("境内", Kind::Scope),
    short("境外", Kind::Scope),
    short("省内", Kind::Scope),
    short("省外", Kind::Scope),
    short("市内", Kind::Scope),
    short("市外", Kind::Scope),
    short("县内", Kind::Scope),
    short("县外", Kind::Scope),
    short("重点企业", Kind::Scope),
    short("部分", Kind::Scope),
    short("部分企业", Kind::Scope),
    short("净增", Kind::Scope),
    short("期初", Kind::Scope),
    short("年初", Kind::Scope),
    short("上年末", Kind::Scope),
    short("平均", Kind::Scope),
    short("人均", Kind::Scope),
    short("含税", Kind::Scope),
    short("不含税", Kind::Scope),
    short("工业", Kind::Scope),
    short("园区", Kind::Scope),
    short("开发区", Kind::Scope),
];

/// Words before something that is left out or alone taken in: 不含开发区.
pub const BUT: [&str; 17] = [
    "不含",
    "不包括",
    "不包含",
    "未含",
    "未包括",
    "未计",
    "扣除",
    "剔除",
    "除去",
    "除了",
    "除开",
    "仅含",
    "只含",
    "仅统计",
    "只统计",
    "包括",
    "包含",
];

/// Words that say that figures are as they are to be: they add nothing.
pub const PLAIN: [&str; 25] = [
    "修改后",
    "更正后",
    "调整后",
    "修订后",
    "核实后",
    "审核后",
    "审定",
    "已审核",
    "已核实",
    "核实数",
    "最终版",
    "最终稿",
    "最终",
    "终稿",
    "定稿",
    "正式",
    "实际完成",
    "实际数",
    "实际",
    "完成情况",
    "完成数",
    "完成",
    "统计数",
    "数据",
    "数",
];

/// A status or scope that a text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// what it says
    pub kind: Kind,
    /// as it stands in the text
    pub words: String,
    /// where in the text: first byte, and the one behind the last
    pub at: (usize, usize),
}

/// Every status and scope that a text says ([`crate::text::key`]), the longest words first, none
/// within another. `only_plain`: in a sentence of other words.
pub fn all_in(key: &str, only_plain: bool) -> Vec<Attribute> {
    let mut found: Vec<Attribute> = Vec::new();
    if key.is_ascii() {
        return found;
    }
    let mut at = 0;
    while let Some(first) = key[at..].chars().next() {
        // nearly no sign begins one of the words
        if !SIGNS.may_have(first) {
            at += first.len_utf8();
            continue;
        }
        match starting(&key[at..], only_plain) {
            Some((kind, length)) => {
                found.push(Attribute {
                    kind,
                    words: key[at..at + length].to_owned(),
                    at: (at, at + length),
                });
                at += length;
            }
            None => at += first.len_utf8(),
        }
    }
    found
}

/// The attribute that a text begins with, and how long it is.
fn starting(rest: &str, only_plain: bool) -> Option<(Kind, usize)> {
    let known = FIRST.get(&rest.chars().next()?)?;
    if let Some(length) = but(rest) {
        return Some((Kind::Scope, length));
    }
    let known = known.iter().filter(|word| word.plain || !only_plain);
    let word = known
        .filter(|word| rest.starts_with(word.key))
        .max_by_key(|word| word.key.len());
    if let Some(word) = word {
        // 预计数, 快报数, 规上口径
        let after = &rest[word.key.len()..];
        let more = ["数据", "数字", "数", "口径", "稿", "版"]
            .into_iter()
            .find(|more| after.starts_with(more));
        return Some((word.kind, word.key.len() + more.map_or(0, str::len)));
    }
    caliber(rest).map(|length| (Kind::Scope, length))
}

/// 不含开发区, 除开发区外: to the end of the words, or the sign that ends them.
fn but(rest: &str) -> Option<usize> {
    let end = |from: usize| {
        rest[from..]
            .find([')', ',', ':', '.', '。'])
            .map_or(rest.len(), |at| from + at)
    };
    if let Some(word) = BUT.iter().find(|word| rest.starts_with(**word)) {
        return Some(end(word.len()));
    }
    let behind = rest.strip_prefix('除')?;
    let outside = behind.find("外")?;
    let last = "除".len() + outside + "外".len();
    (last <= end(0)).then_some(last)
}

/// What a 口径 is of.
const CALIBERS: [&str; 19] = [
    "国家", "省级", "省", "市级", "市", "部门", "行业", "法人", "在地", "税务", "可比", "同", "新",
    "旧", "老", "原", "大", "小", "统计",
];

/// The signs that any of these words begins with, and which words of the list do: most texts have
/// none of them, and no sign begins more than a few.
static FIRST: LazyLock<HashMap<char, Vec<&'static Word>>> = LazyLock::new(|| {
    let words = WORDS.iter().map(|word| (word.key, Some(word)));
    let others = BUT.into_iter().chain(CALIBERS).chain(["除"]);
    let mut all = HashMap::<_, Vec<_>>::new();
    for (key, word) in words.chain(others.map(|key| (key, None))) {
        if let Some(first) = key.chars().next() {
            all.entry(first).or_default().extend(word);
        }
    }
    all
});

/// The same signs, told apart faster and less surely.
static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let keys = WORDS.iter().map(|word| word.key);
    keys.chain(BUT).chain(CALIBERS).chain(["除"]).collect()
});

/// 国家口径, 新口径
fn caliber(rest: &str) -> Option<usize> {
    let of = CALIBERS.into_iter().find(|word| rest.starts_with(word))?;
    rest[of.len()..]
        .starts_with("口径")
        .then_some(of.len() + "口径".len())
}
