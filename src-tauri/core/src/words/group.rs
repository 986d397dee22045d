//! Titles of groups of rows: 二、创新平台. What the form names and plain words are known; all else
//! says something of the rows below.

use super::{mention, title};
use crate::period::Period;
use crate::text;

/// Plain words of such titles.
const PLAIN: [&str; 62] = [
    "科学技术",
    "科技",
    "技术",
    "创新",
    "创业",
    "双创",
    "研发",
    "研究",
    "主体",
    "平台",
    "载体",
    "机构",
    "人才",
    "团队",
    "项目",
    "经费",
    "资金",
    "投入",
    "产出",
    "成果",
    "转化",
    "转移",
    "合同",
    "交易",
    "成交",
    "专利",
    "知识产权",
    "奖励",
    "获奖",
    "政策",
    "环境",
    "服务",
    "建设",
    "发展",
    "产业",
    "企业",
    "中心",
    "基地",
    "合作",
    "开放",
    "能力",
    "水平",
    "绩效",
    "效益",
    "高新",
    "高企",
    "其他",
    "其它",
    "方面",
    "基本",
    "有关",
    "相关",
    "部分",
    "及其",
    "以及",
    "各类",
    "类",
    "和",
    "及",
    "与",
    "的",
    "本县",
];

/// The title of a group without what numbers it: 二、, （一）, 3.
pub fn unnumbered(key: &str) -> &str {
    key.trim_start_matches(|c: char| {
        c.is_ascii_digit() || c.is_ascii_punctuation() || "一二三四五六七八九十第".contains(c)
    })
}

/// Whether a title ([`text::key`]) of a group is made of nothing but plain words, `known` ones and
/// the round's own period.
pub fn is_plain(key: &str, known: &[String], period: Period) -> bool {
    let mut rest = unnumbered(key).to_owned();
    for one in mention::apart(&rest.clone()) {
        if one.agrees(period) {
            rest = rest.replacen(&one.words, "", 1);
        }
    }
    let mut known = known.iter().map(|own| text::key(own)).collect::<Vec<_>>();
    known.sort_by_key(|own| std::cmp::Reverse(own.len()));
    for word in known.iter().filter(|word| word.chars().count() > 1) {
        rest = rest.replace(word.as_str(), "");
    }
    let plain = title::PLAIN.iter().chain(&PLAIN);
    for word in plain {
        rest = rest.replace(word, "");
    }
    rest.chars().all(|c| {
        c.is_ascii_digit() || c.is_ascii_punctuation() || "一二三四五六七八九十、。".contains(c)
    })
}
