//! What clerks write for the same thing: 去年同期 for 上年同期累计, 一季度完成 for 本季. Two texts are the
//! same when all their words come to the same; a word that stays over makes them two.

use super::mention::{self, Mention};
use crate::period::Period;
use crate::text;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Headers that say the same, by the one that stands for all. `期` in braces are the months of the
/// period as it is called (一季度), `累` all months from January; 本年 and 上年 stand for the years as
/// they are written, too. A wording that names a period is one only while it names the round's.
pub const HEADERS: &[(&str, &[&str])] = &[
    (
        "累计",
        &[
            "本年累计",
            "{累}",
            "{累}累计",
            "{期}累计",
            "本年{累}",
            "本年{累}累计",
            "本年{期}累计",
            "年初至今",
            "本年至今累计",
            "自年初累计",
            "本期累计",
            "本季累计",
            "本月累计",
            "本季末累计",
            "截至本期累计",
            "截至{累}",
            "截至本年{累}",
            "本年截至{累}",
            "截至{累}累计",
            "截至本年{累}累计",
            "截止{累}",
            "截止本年{累}",
            "年初累计",
        ],
    ),
    (
        "本季",
        &[
            "本季度",
            "当季",
            "本期",
            "当期",
            "{期}",
            "本年{期}",
            "本季实际",
            "本期实际",
            "本季当期",
            "本期数据",
        ],
    ),
    ("本月", &["当月", "本月份", "当月份"]),
    (
        "上年同期累计",
        &[
            "上年同期",
            "同期",
            "同期累计",
            "上年{累}",
            "上年{累}累计",
            "上年{期}累计",
            "上年同期{累}",
            "上年同期{累}累计",
        ],
    ),
    ("上年同季", &["上年本季", "上年{期}", "上年同季度"]),
    (
        "年目标",
        &[
            "本年目标",
            "全年目标",
            "年度目标",
            "目标",
            "目标值",
            "目标任务",
            "全年目标任务",
            "年度目标任务",
            "本年目标任务",
            "全年任务",
            "年度任务",
            "任务目标",
            "年初目标",
            "本年度目标",
            "全年目标值",
            "年度目标值",
            "本年全年目标",
        ],
    ),
    (
        "同比增长",
        &[
            "同比",
            "同比增速",
            "同比增幅",
            "同比增长率",
            "同比增长幅度",
            "增幅",
            "增速",
            "增长",
            "增长率",
            "增长幅度",
            "比上年同期增长",
            "较上年同期增长",
            "与上年同期相比增长",
            "比上年同期增幅",
            "较上年同期增幅",
            "比同期增长",
            "较同期增长",
            "同比增减",
            "比上年同期±",
            "同比±",
        ],
    ),
    (
        "完成全年目标",
        &[
            "完成年度目标",
            "完成目标",
            "完成本年目标",
            "全年目标完成率",
            "年度目标完成率",
            "目标完成率",
            "完成率",
            "完成全年目标比例",
            "占全年目标",
            "占全年目标比重",
            "占全年目标比例",
            "完成年目标",
            "完成全年任务",
            "完成年度任务",
            "完成年度目标任务",
            "完成全年目标任务",
            "任务完成率",
            "完成本年目标比例",
            "完成年度目标比例",
            "完成比例",
            "目标任务完成率",
        ],
    ),
    (
        "指标名称",
        &[
            "指标",
            "主要指标",
            "指标名",
            "指标项目",
            "指标内容",
            "统计指标",
            "项目指标",
        ],
    ),
    ("计量单位", &["单位", "指标单位", "计算单位"]),
    ("备注", &["备注说明", "说明", "情况说明", "备注栏"]),
    ("序号", &["编号", "顺序号", "行次", "行号", "序列号"]),
    (
        "企业名称",
        &[
            "单位名称",
            "企业全称",
            "企业名",
            "公司名称",
            "企业单位名称",
            "高新技术企业名称",
            "高企名称",
        ],
    ),
    (
        "统一社会信用代码",
        &[
            "社会信用代码",
            "信用代码",
            "统一信用代码",
            "企业统一社会信用代码",
            "统一社会信用代码证号",
        ],
    ),
    ("证书编号", &["证书号", "高新技术企业证书编号", "证书号码"]),
    ("发证日期", &["发证时间", "证书发证日期", "颁证日期"]),
    (
        "有效期至",
        &[
            "证书有效期至",
            "有效期截止",
            "有效期截至",
            "到期日",
            "到期日期",
            "有效期到",
        ],
    ),
    ("联系电话", &["电话", "联系方式", "电话号码", "联系人电话"]),
    ("联系人", &["联系人姓名", "企业联系人"]),
    ("上年营业收入", &["上年度营业收入", "上年全年营业收入"]),
    ("研发占比", &["研发费用占比", "研发投入占比"]),
    ("批准文号", &["文号", "批文号", "批准文件文号"]),
    ("批准年度", &["批准年份", "认定年度", "认定年份"]),
    ("依托单位", &["建设单位", "承建单位"]),
    ("入库年度", &["入库年份"]),
];

/// What a header may end in without being another one: 累计数, 本季完成, 上年同期实际完成数.
const ENDS: [&str; 8] = [
    "完成情况",
    "完成数",
    "实际完成",
    "完成",
    "数据",
    "数",
    "实绩",
    "情况",
];

/// Group headers that say nothing of which figures stand below.
pub const GROUPS: &[&str] = &[
    "完成情况",
    "情况",
    "主要情况",
    "有关情况",
    "基本情况",
    "各项数据",
    "数据",
    "统计数据",
    "各项指标",
    "指标",
    "主要指标",
    "主要指标完成情况",
    "指标完成情况",
    "指标情况",
    "主要数据",
    "目标完成情况",
    "目标任务完成情况",
    "工作完成情况",
    "报送内容",
    "填报内容",
    "统计内容",
    "内容",
    "科技指标",
    "科技创新指标",
    "科技创新主要指标",
    "其他情况",
    "企业情况",
    "企业基本情况",
    "县填报",
    "由县填报",
    "县区填报",
    "各县填报",
    "填报数据",
    "本年",
    "{期}",
    "{累}",
    "本年{期}",
    "本年{累}",
];

/// Names that clerks shorten, and what they stand for.
pub const SHORT: &[(&str, &str)] = &[
    ("高企", "高新技术企业"),
    ("科小", "科技型中小企业"),
    ("科技中小企业", "科技型中小企业"),
    ("中小型科技企业", "科技型中小企业"),
    ("规上", "规模以上"),
    ("规下", "规模以下"),
    ("限上", "限额以上"),
    ("众创", "众创空间"),
    ("技术交易", "技术合同"),
];

/// Words that stand before or behind what is counted: 新增高新技术企业, 高新技术企业新增.
const MOVABLE: [&str; 5] = ["新增", "新建", "净增", "新认定", "新设立"];

/// What a label may end in without being another one.
const COUNTS: [&str; 4] = ["数量", "个数", "家数", "数"];

static OF: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let pairs = HEADERS.iter().flat_map(|(own, others)| {
        std::iter::once(own)
            .chain(others.iter())
            .map(move |word| (keyed(word), *own))
    });
    pairs.collect()
});

static MERE: LazyLock<HashSet<String>> =
    LazyLock::new(|| GROUPS.iter().map(|word| keyed(word)).collect());

/// The key of a wording of the tables: braces stand for themselves.
fn keyed(word: &str) -> String {
    text::key(word)
        .replace("(累)", "{累}")
        .replace("(期)", "{期}")
}

/// One level of a header ([`crate::text::key`], without its measure unit) as all who say the same
/// say it. Without a period, what names one stays as it is.
pub fn header(key: &str, period: Option<Period>) -> Cow<'_, str> {
    if let Some(own) = class(key) {
        return Cow::Borrowed(own);
    }
    match period.map(|period| relative(key, period)) {
        Some(Cow::Owned(told)) => match class(&told) {
            Some(own) => Cow::Borrowed(own),
            None => Cow::Owned(told),
        },
        _ => Cow::Borrowed(key),
    }
}

fn class(key: &str) -> Option<&'static str> {
    /// no wording is longer
    const MOST: usize = 60;
    if key.len() > MOST {
        return None;
    }
    if let Some(own) = OF.get(key) {
        return Some(own);
    }
    ENDS.iter().find_map(|end| {
        let bare = key.strip_suffix(end)?;
        OF.get(bare).copied()
    })
}

/// Whether a group header says nothing of which figures stand below it, or names the round's own
/// period.
pub fn is_mere_group(key: &str, period: Option<Period>) -> bool {
    let known = |key: &str| {
        MERE.contains(key)
            || ENDS.iter().any(|end| {
                key.strip_suffix(end)
                    .is_some_and(|bare| MERE.contains(bare))
            })
    };
    known(key) || period.is_some_and(|period| known(&relative(key, period)))
}

/// A text with the periods that it names told from a return's: 2020年1-3月 → 上年{累}. What is
/// neither the return's nor the same of the year before stays as it is written.
fn relative(key: &str, period: Period) -> Cow<'_, str> {
    let found = mention::all_in(key);
    if found.is_empty() {
        return Cow::Borrowed(key);
    }
    let mut told = String::with_capacity(key.len());
    let mut from = 0;
    let mut changed = false;
    for one in found {
        // a year and months that stand apart are joined, and no longer one piece of the text
        if key.get(one.at.0..one.at.1) != Some(one.words.as_str()) {
            return Cow::Borrowed(key);
        }
        told.push_str(&key[from..one.at.0]);
        from = one.at.1;
        match word_for(&one, period) {
            Some(word) if *word != one.words => {
                told.push_str(&word);
                changed = true;
            }
            _ => told.push_str(&one.words),
        }
    }
    told.push_str(&key[from..]);
    if changed {
        Cow::Owned(told)
    } else {
        Cow::Borrowed(key)
    }
}

fn word_for(one: &Mention, period: Period) -> Option<String> {
    let year = match one.year {
        None => "",
        Some(year) if year.of(period.year) == period.year => "本年",
        Some(year) if year.of(period.year) + 1 == period.year => "上年",
        Some(_) => return None,
    };
    let Some((from, to)) = one.months else {
        return Some(year.to_owned());
    };
    let is_whole = (period.from, period.to) == (1, 12);
    if (from, to) == (1, 12) && !is_whole {
        return (year != "上年").then(|| format!("{year}全年"));
    }
    if to != period.to {
        return None;
    }
    let since_january = period.from == 1 && period.to > 1;
    let months = if one.is_day || (from == 1 && to > 1 && !one.words.contains('季')) {
        "{累}"
    } else if (from, to) == (period.from, period.to) {
        // of another year nothing but the whole of it is asked for
        if since_january && year == "上年" {
            "{累}"
        } else {
            "{期}"
        }
    } else if from == 1 {
        "{累}"
    } else {
        return None;
    };
    Some(format!("{year}{months}"))
}

/// A label ([`crate::label::bare`]) as all who say the same say it. `None`: it says nothing but
/// itself.
pub fn label(bare: &str, period: Option<Period>) -> Option<String> {
    let mut told = bare.to_owned();
    for (short, long) in SHORT {
        if told.contains(short) && !told.contains(long) {
            told = told.replacen(short, long, 1);
        }
    }
    if let Some(period) = period {
        told = without_own_period(&told, period);
    }
    for word in MOVABLE {
        if let Some(rest) = told.strip_prefix(word).filter(|rest| !rest.is_empty()) {
            let counted = COUNTS
                .iter()
                .find(|end| rest.ends_with(**end) && !rest.ends_with("总数"));
            let rest = counted.map_or(rest, |end| &rest[..rest.len() - end.len()]);
            told = format!("{rest}{word}");
            break;
        }
    }
    if let Some(end) = COUNTS.iter().find(|end| told.ends_with(**end))
        && told.len() > end.len()
        && !told.ends_with("总数")
        && !told.ends_with("人数")
    {
        told.truncate(told.len() - end.len());
    }
    (told != bare).then_some(told)
}

/// 2021年技术合同成交额 → 技术合同成交额, in a return for 2021.
fn without_own_period(text: &str, period: Period) -> String {
    let found = mention::all_in(text);
    let own = |one: &&Mention| {
        text.get(one.at.0..one.at.1) == Some(one.words.as_str())
            && one
                .year
                .is_none_or(|year| year.of(period.year) == period.year)
            && one.agrees(period)
    };
    let Some(first) = found.iter().find(own) else {
        return text.to_owned();
    };
    let mut rest = format!("{}{}", &text[..first.at.0], &text[first.at.1..]);
    if let Some(bare) = rest.strip_suffix("()") {
        rest = bare.to_owned();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key;

    fn check(text: &str, period: &str, expected: &str) {
        let period = Period::parse(period);
        assert_eq!(header(&key(text), period), expected, "{text}");
    }

    #[test]
    fn headers_that_name_the_round_are_the_forms() {
        for (text, period, expected) in [
            ("去年同期", "2021Q1", "上年同期累计"),
            ("2020年同期数", "2021Q1", "上年同期累计"),
            ("2020年1-3月", "2021Q1", "上年同期累计"),
            ("2020年一季度累计", "2021Q1", "上年同期累计"),
            ("2020年一季度", "2021Q1", "上年同期累计"),
            ("2019年1-3月", "2021Q1", "2019年1-3月"),
            ("2020年1-6月", "2021Q1", "2020年1-6月"),
            ("1-3月累计", "2021Q1", "累计"),
            ("1-6月累计", "2021H1", "累计"),
            ("1-6月累计", "2021Q2", "累计"),
            ("二季度", "2021Q2", "本季"),
            ("一季度", "2021Q2", "一季度"),
            ("一季度完成", "2021Q1", "本季"),
            ("本季完成", "2021Q1", "本季"),
            ("第1季度", "2021Q1", "本季"),
            ("2021年目标", "2021Q1", "年目标"),
            ("2020年目标", "2021Q1", "上年目标"),
            ("全年目标", "2021Q1", "年目标"),
            ("2022年目标", "2021Q1", "2022年目标"),
            ("截至3月底累计完成", "2021Q1", "累计"),
            ("比去年同期增长", "2021Q1", "同比增长"),
            ("2021年1-3月累计完成数", "2021Q1", "累计"),
            ("上年完成", "2021Q1", "上年完成"),
            ("非累计", "2021Q1", "非累计"),
            ("不含开发区上年同期累计", "2021Q1", "不含开发区上年同期累计"),
            ("2020年营业收入", "2021Q1", "上年营业收入"),
            ("2020年", "2020", "本年"),
        ] {
            check(text, period, expected);
        }
    }

    #[test]
    fn labels_in_other_words_are_the_forms() {
        let period = Period::parse("2021Q1");
        for (text, other) in [
            ("新增高新技术企业数", "高新技术企业新增"),
            ("高企新增", "高新技术企业新增"),
            ("规上", "规模以上"),
            ("2021年技术合同成交额", "技术合同成交额"),
            ("一季度技术合同成交额", "技术合同成交额"),
            ("新建省级以上创新平台数", "省级以上创新平台新建"),
        ] {
            let canonical = |text: &str| label(text, period).unwrap_or_else(|| text.to_owned());
            assert_eq!(canonical(&key(text)), canonical(&key(other)), "{text}");
        }
        for (text, other) in [
            ("高新技术企业总数", "高新技术企业新增"),
            ("2020年技术合同成交额", "技术合同成交额"),
            ("非高新技术企业新增", "高新技术企业新增"),
        ] {
            let canonical = |text: &str| label(text, period).unwrap_or_else(|| text.to_owned());
            assert_ne!(canonical(&key(text)), canonical(&key(other)), "{text}");
        }
    }

    #[test]
    fn no_wording_says_two_things() {
        let mut seen = HashMap::new();
        for (own, others) in HEADERS {
            for word in std::iter::once(own).chain(others.iter()) {
                assert_eq!(seen.insert(*word, own), None, "{word}");
            }
        }
    }
}
