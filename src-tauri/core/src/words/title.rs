//! What a title names: whether it is a form's own, or that of something else.

use super::{attribute, mention, units};
use crate::text;

/// Words that any title may have: they name nothing.
const PLAIN: [&str; 52] = [
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
const AROUND: [&str; 14] = [
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

fn without_plain(named: &str) -> String {
    let mut rest = named.to_owned();
    for word in PLAIN.iter().chain(&AROUND) {
        rest = rest.replace(word, "");
    }
    for one in attribute::all_in(&rest.clone(), true) {
        rest = rest.replacen(&one.words, "", 1);
    }
    rest.retain(|c| !c.is_ascii_digit() && !c.is_ascii_punctuation() && !"年度的".contains(c));
    rest
}

/// How many signs each has that the other lacks, in order.
fn differing(one: &str, other: &str) -> (usize, usize) {
    let one = one.chars().collect::<Vec<_>>();
    let other = other.chars().collect::<Vec<_>>();
    let mut row = vec![0_usize; other.len() + 1];
    for a in &one {
        let mut before = 0;
        for (at, b) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if a == b {
                before + 1
            } else {
                above.max(row[at])
            };
            before = above;
        }
    }
    let common = row[other.len()];
    (one.len() - common, other.len() - common)
}
