//! What a title names: whether it is a form's own, or that of something else.
//!
//! Long: the lists of words are read beside what they decide.

use super::signs::Signs;
use super::{attribute, mention, units};
use crate::text;

/// Words that any title may have: they name nothing.
pub(super) const PLAIN: [&str; 53] = [
    "完成进度",
    "科学技术局",
    "科技局",
    "统计局",
    "工信局",
    "工业和信息化局",
    "发展和改革局",
    "发改局",
    "教育局",
    "财政局",
    "管理委员会",
    "管委会",
    "人民政府",
    "办公室",
    "完成情况",
    "进展情况",
    "基本情况",
    "有关情况",
    "推进情况",
    "运行情况",
    "主要指标",
    "统计报表",
    "统计表",
    "汇总表",
    "情况表",
    "调查表",
    "报送表",
    "填报表",
    "一览表",
    "明细表",
    "登记表",
    "年报表",
    "季报表",
    "月报表",
    "报表",
    "台账",
    "名单",
    "名册",
    "清单",
    "目录",
    "主要",
    "指标",
    "统计",
    "汇总",
    "情况",
    "完成",
    "工作",
    "数据",
    "信息",
    "明细",
    "定期",
    "表",
    "册",
];
/// Words of places and times that a title may have besides.
pub(super) const AROUND: [&str; 14] = [
    "年度",
    "季度",
    "月度",
    "半年",
    "全市",
    "全省",
    "全县",
    "全区",
    "各县市区",
    "各县区",
    "县市区",
    "分县",
    "各县",
    "续",
];
/// What a title ends with.
const ENDS: [&str; 12] = [
    "表", "台账", "名单", "名册", "清单", "情况", "统计", "明细", "目录", "汇总", "指标", "进度",
];
/// Signs of a title at least; fewer name nothing.
const SHORTEST: usize = 4;
/// What differs in fewer signs is a slip of the pen, or another word for the same.
const FEW: usize = 2;

/// Whether a line above a table is a title: it ends as titles do, and is no 表号：….
pub fn is_title(key: &str) -> bool {
    let bare = named(key);
    !key.contains(':')
        && bare.chars().count() >= SHORTEST
        && ENDS.iter().any(|end| bare.ends_with(end))
        && !["附", "表号", "填报", "填表", "注"]
            .iter()
            .any(|word| key.starts_with(word))
}

/// Whether a title ([`text::key`], without names of units) names something that none of `own`
/// titles does: it has words that they lack, and lacks words that they have. What it only leaves
/// out, or says besides, names nothing else.
pub fn names_another(key: &str, own: &[String]) -> bool {
    // 统计表 and 名单 are anybody's
    let specific = own.iter().map(|own| (own, without_plain(&named(own))));
    let specific = specific.filter(|(_, bare)| !bare.is_empty());
    let own = specific.collect::<Vec<_>>();
    if own.is_empty() {
        return false;
    }
    let negated = |(own, _): &(&String, String)| {
        let at = key.find(own.as_str());
        at.is_some_and(|at| key[..at].ends_with(['非', '未', '不', '无']))
    };
    if own.iter().any(negated) {
        return true;
    }
    if own.iter().any(|(own, _)| key.contains(own.as_str())) {
        return false;
    }
    let bare = without_plain(&named(key));
    !own.iter().any(|(_, own)| {
        let (more, less) = differing(&bare, own);
        more < FEW || less < FEW || text::slip_of(&bare, own)
    })
}

/// Whether a title is one of `own`, and says nothing but for when and how besides.
pub fn is_one_of(key: &str, own: &[String]) -> bool {
    let bare = without_plain(&named(key));
    own.iter()
        .any(|own| key.contains(own.as_str()) && without_plain(&named(own)) == bare)
}

/// Words that say every how many months a sheet is sent, and the months they are.
const EVERY: [(&str, u8); 7] = [
    ("半年报", 6),
    ("半年度", 6),
    ("年报", 12),
    ("季报", 3),
    ("月报", 1),
    ("月度", 1),
    ("半年", 6),
];
/// Words that may stand in the brackets of any title, or at its side.
const SAID_OF_ANY: [&str; 42] = [
    "报送稿",
    "上报稿",
    "各县(市,区)",
    "内部资料",
    "有效期内",
    "加盖公章",
    "电子版",
    "盖章版",
    "扫描件",
    "打印版",
    "最新版",
    "报市局",
    "示例",
    "附件",
    "附表",
    "续表",
    "定稿",
    "终稿",
    "最终",
    "正式",
    "内部",
    "机密",
    "秘密",
    "上报",
    "报送",
    "填报",
    "反馈",
    "最新",
    "终版",
    "修改",
    "加盖",
    "盖章",
    "公章",
    "累计",
    "县级",
    "续",
    "(新)",
    "截",
    "终",
    "改",
    "报",
    "第次",
];

/// Other periods that are told from one.
pub(super) const RELATIVE: [&str; 17] = [
    "上年",
    "前一季度",
    "上一季度",
    "上季度",
    "前一年",
    "前年",
    "上月",
    "上个月",
    "上期",
    "往年",
    "历年",
    "近三年",
    "三年",
    "五年",
    "十二五",
    "十三五",
    "十四五",
];

/// Words of a title that is the form's that neither its own titles have, nor any title may have:
/// 注销 in 注销高新技术企业名单. `months`: those of the round.
pub fn over(key: &str, own: &[String], months: Option<u8>) -> Vec<String> {
    let mut rest = key.to_owned();
    let mut found = Vec::new();
    for word in RELATIVE {
        if rest.contains(word) && !own.iter().any(|own| own.contains(word)) {
            rest = rest.replace(word, ":");
            found.push(word.to_owned());
        }
    }
    for one in mention::apart(&rest.clone()) {
        // 去年 is told from the day on which it was written, and no round's name
        if one.year == Some(mention::Year::Last) {
            found.push(one.words.clone());
        }
        rest = rest.replacen(&one.words, ":", 1);
    }
    if rest.contains("(续") && !own.iter().any(|own| own.contains("(续")) {
        found.push("续".to_owned());
    }
    // 一季度末
    rest = rest.replace(":末", ":");
    for (word, every) in EVERY {
        if rest.contains(word) {
            rest = rest.replace(word, ":");
            if months.is_some_and(|months| months != every) {
                found.push(word.to_owned());
            }
        }
    }
    // units of measure are heard by themselves
    for inside in key
        .split('(')
        .skip(1)
        .filter_map(|part| Some(part.split_once(')')?.0))
    {
        if units::whole(inside).is_some() || units::said(inside) != units::Units::default() {
            rest = rest.replace(inside, ":");
        }
    }
    let own = own.iter().map(|own| without_marks(own)).collect::<Vec<_>>();
    let rest = without_marks(&rest);
    let extra = own.iter().map(|own| more(&rest, own));
    let fewest =
        extra.min_by_key(|parts| parts.iter().map(|part| part.chars().count()).sum::<usize>());
    let parts = fewest.unwrap_or_default();
    let parts = parts.iter().flat_map(|part| plain_apart(part));
    // a sign alone is quoted with the word that it stands in
    let whole = |part: String| {
        let mut words = WHOLE.split(' ').filter(|word| key.contains(word));
        let word = words.find(|word| word.contains(part.as_str()));
        word.map_or(part, str::to_owned)
    };
    found.extend(parts.map(whole));
    found
}

/// What says nothing at all in a title.
fn without_marks(title: &str) -> String {
    let mut rest = title.to_owned();
    rest.retain(|c| !c.is_ascii_digit());
    rest
}

/// Runs of signs of a title that the form's own lacks.
fn more(title: &str, own: &str) -> Vec<String> {
    if let Some((before, behind)) = title.split_once(own) {
        return vec![before.to_owned(), behind.to_owned()];
    }
    let (a, b) = (
        title.chars().collect::<Vec<_>>(),
        own.chars().collect::<Vec<_>>(),
    );
    let mut table = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            table[i][j] = if a[i] == b[j] {
                table[i + 1][j + 1] + 1
            } else {
                table[i + 1][j].max(table[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut parts = vec![String::new()];
    while i < a.len() {
        if j < b.len() && a[i] == b[j] {
            parts.push(String::new());
            (i, j) = (i + 1, j + 1);
        } else if j < b.len() && table[i][j + 1] >= table[i + 1][j] {
            j += 1;
        } else {
            if let Some(last) = parts.last_mut() {
                last.push(a[i]);
            }
            i += 1;
        }
    }
    parts
}

/// What is left of a part of a title without the words that any title may have.
fn plain_apart(part: &str) -> Vec<String> {
    if part.is_empty() {
        return Vec::new();
    }
    let words = PLAIN.iter().chain(&AROUND).chain(&SAID_OF_ANY);
    let mut rest = replaced(part, words.chain(&attribute::PLAIN), ":");
    for one in attribute::all_in(&rest.clone(), true) {
        rest = rest.replacen(&one.words, ":", 1);
    }
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && !LINKS.contains(c);
    // test, draft
    let letters = rest.split(|c: char| !c.is_ascii_alphabetic());
    let is_name = |part: &&str| part.len() > 2 && !["sheet", "table", "final"].contains(part);
    let letters = letters.filter(is_name).map(str::to_owned);
    let letters = letters.collect::<Vec<_>>();
    let parts = rest.split(|c| !is_word(c));
    // 表一, （二）
    let is_number = |part: &&str| part.chars().all(|c| "一二三四五六七八九十".contains(c));
    let parts = parts.filter(|part| !is_number(part));
    let parts = parts.filter(|part| !part.is_empty() && !is_province(part));
    parts.map(str::to_owned).chain(letters).collect()
}

/// Words whose signs are quoted together.
const WHOLE: &str = "计划表 计划 规划 通报表 通报 通知 新增 次要 春季 夏季 秋季 冬季";

/// Signs that link words of a title.
const LINKS: &str = "年度月季的及和与之第各类个份号共家";

/// 河北省 stands before the name of a city.
fn is_province(part: &str) -> bool {
    let name = part
        .strip_suffix('省')
        .or_else(|| part.strip_suffix("自治区"));
    name.is_some_and(|name| (2..=5).contains(&name.chars().count()))
}

/// A title without what says for when and how: periods, units of measure, status and scope.
fn named(key: &str) -> String {
    let mut rest = key.to_owned();
    for one in mention::apart(key) {
        rest = rest.replacen(&one.words, "", 1);
    }
    while let Some(inside) = rest
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
        .map(|(_, inside)| inside)
    {
        let said = attribute::all_in(inside, false);
        let is_said = said.iter().map(|one| one.words.len()).sum::<usize>() == inside.len();
        let is_around = AROUND.contains(&inside) || inside.chars().count() < FEW;
        if !(is_said || is_around || units::whole(inside).is_some()) {
            break;
        }
        rest.truncate(rest.len() - inside.len() - "()".len());
    }
    rest
}

/// A text with something else in place of each of the words, one after the other. `by` begins none
/// of them.
fn replaced<'w>(text: &str, words: impl Iterator<Item = &'w &'w str>, by: &str) -> String {
    // a title has few of a hundred words: one sign tells of nearly all that it lacks them
    let signs = Signs::all_in(text);
    let mut rest = text.to_owned();
    for word in words.filter(|word| signs.may_hold(word)) {
        rest = rest.replace(word, by);
    }
    rest
}

fn without_plain(named: &str) -> String {
    let mut rest = replaced(named, PLAIN.iter().chain(&AROUND), "");
    for one in attribute::all_in(&rest.clone(), true) {
        rest = rest.replacen(&one.words, "", 1);
    }
    rest.retain(|c| !c.is_ascii_digit() && !c.is_ascii_punctuation() && !"年度的".contains(c));
    rest
}

/// How many signs each has that the other lacks, in order.
fn differing(one: &str, other: &str) -> (usize, usize) {
    let signs = |text: &str| text.chars().count();
    let extra = more(one, other).iter().map(|part| signs(part)).sum();
    let common = signs(one) - extra;
    (extra, signs(other) - common)
}
