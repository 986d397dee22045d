//! The functions that rules know, by their Chinese names and those of Excel.

use crate::text;

/// A function of several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// 合计 of several values; of one it is the sum over units
    Sum,
    /// how many of some figures are there
    Count,
    /// without its sign
    Abs,
    /// to so many digits
    Round,
    /// the largest
    Max,
    /// the smallest
    Min,
    /// one value or another
    If,
    /// all hold
    And,
    /// one holds
    Or,
    /// does not hold
    Not,
    /// a figure or field is not there
    IsBlank,
    /// the year of a day
    Year,
    /// a text is written like a pattern
    Like,
}

/// What a word outside brackets may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Call(Function),
    /// 上期
    Before,
    /// 上年同期
    YearBefore,
    /// 市直
    City,
    /// 行数
    Rows,
    /// 唯一
    Unique,
    /// 全市唯一
    UniqueEverywhere,
    /// 在名录
    Listed,
    True,
    False,
    /// 下级
    Below,
}

/// Word, what it is, and how it is used; the first of a kind is the one that is proposed.
const WORDS: [(&str, Known, &str); 42] = [
    ("合计", Known::Call(Function::Sum), "合计([指标.列])"),
    ("SUM", Known::Call(Function::Sum), "SUM([甲], [乙])"),
    ("计数", Known::Call(Function::Count), "计数([甲], [乙])"),
    ("COUNT", Known::Call(Function::Count), "COUNT([甲], [乙])"),
    ("绝对值", Known::Call(Function::Abs), "绝对值([甲] - [乙])"),
    ("ABS", Known::Call(Function::Abs), "ABS([甲] - [乙])"),
    (
        "四舍五入",
        Known::Call(Function::Round),
        "四舍五入([甲], 2)",
    ),
    ("ROUND", Known::Call(Function::Round), "ROUND([甲], 2)"),
    ("最大", Known::Call(Function::Max), "最大([甲], [乙])"),
    ("MAX", Known::Call(Function::Max), "MAX([甲], [乙])"),
    ("最小", Known::Call(Function::Min), "最小([甲], [乙])"),
    ("MIN", Known::Call(Function::Min), "MIN([甲], [乙])"),
    ("若", Known::Call(Function::If), "若([甲] > 0, [乙], 0)"),
    ("如果", Known::Call(Function::If), "如果([甲] > 0, [乙], 0)"),
    ("IF", Known::Call(Function::If), "IF([甲] > 0, [乙], 0)"),
    ("且", Known::Call(Function::And), "且([甲] > 0, [乙] > 0)"),
    ("AND", Known::Call(Function::And), "AND([甲] > 0, [乙] > 0)"),
    ("或", Known::Call(Function::Or), "或([甲] > 0, [乙] > 0)"),
    ("OR", Known::Call(Function::Or), "OR([甲] > 0, [乙] > 0)"),
    ("非", Known::Call(Function::Not), "非([甲] > 0)"),
    ("NOT", Known::Call(Function::Not), "NOT([甲] > 0)"),
    ("空", Known::Call(Function::IsBlank), "空([指标.列])"),
    (
        "ISBLANK",
        Known::Call(Function::IsBlank),
        "ISBLANK([指标.列])",
    ),
    ("年", Known::Call(Function::Year), "年([认定日期])"),
    ("YEAR", Known::Call(Function::Year), "YEAR([认定日期])"),
    (
        "格式",
        Known::Call(Function::Like),
        "格式([证书编号], \"GR#{12}\")",
    ),
    (
        "LIKE",
        Known::Call(Function::Like),
        "LIKE([证书编号], \"GR#{12}\")",
    ),
    ("上期", Known::Before, "上期([指标.列])"),
    ("上年同期", Known::YearBefore, "上年同期([指标.列])"),
    ("市直", Known::City, "市直([指标.列])"),
    ("市本级", Known::City, "市本级([指标.列])"),
    ("行数", Known::Rows, "行数(S3, 级别 = \"国家级\")"),
    ("ROWS", Known::Rows, "ROWS(S3)"),
    ("唯一", Known::Unique, "唯一([证书编号])"),
    ("UNIQUE", Known::Unique, "UNIQUE([证书编号])"),
    ("全市唯一", Known::UniqueEverywhere, "全市唯一([证书编号])"),
    (
        "在名录",
        Known::Listed,
        "在名录([企业名称], S3.企业名称, 状态 = \"有效\")",
    ),
    ("真", Known::True, "真"),
    ("TRUE", Known::True, "TRUE"),
    ("假", Known::False, "假"),
    ("FALSE", Known::False, "FALSE"),
    ("下级", Known::Below, "合计(下级, [指标.列])"),
];

/// What a word is, in any case.
pub(super) fn known(word: &str) -> Option<Known> {
    let found = WORDS
        .iter()
        .find(|(own, _, _)| own.eq_ignore_ascii_case(word));
    found.map(|(_, known, _)| *known)
}

/// How a word is used.
pub(super) fn usage(word: &str) -> &'static str {
    let found = WORDS
        .iter()
        .find(|(own, _, _)| own.eq_ignore_ascii_case(word));
    found.map_or("", |(_, _, usage)| *usage)
}

/// The nearest word there is.
pub(super) fn nearest(word: &str) -> Option<&'static str> {
    /// what people call them elsewhere
    const ELSEWHERE: [(&str, &str); 10] = [
        ("求和", "合计"),
        ("总和", "合计"),
        ("之和", "合计"),
        ("判断", "若"),
        ("并且", "且"),
        ("或者", "或"),
        ("为空", "空"),
        ("COUNTA", "COUNT"),
        ("SUMIF", "行数"),
        ("COUNTIF", "行数"),
    ];
    let upper = word.to_uppercase();
    // 上年 is no slip for 年, 上月 none for 上期
    let of_time = ["上年", "去年", "同期"]
        .iter()
        .any(|own| upper.starts_with(own));
    if of_time {
        return Some("上年同期");
    }
    if upper.starts_with(['上', '前', '本', '下']) && upper != "上期" {
        return None;
    }
    let other = ELSEWHERE.iter().find(|(own, _)| *own == upper);
    let all = WORDS.iter().map(|(own, _, _)| *own);
    other
        .map(|(_, meant)| *meant)
        .or_else(|| text::nearest(&upper, all))
}

impl Function {
    /// Its Chinese name.
    pub fn name(self) -> &'static str {
        let found = WORDS
            .iter()
            .find(|(_, known, _)| *known == Known::Call(self));
        found.map_or("", |(own, _, _)| *own)
    }

    /// How many values it takes, at least and at most.
    pub(super) fn takes(self) -> (usize, usize) {
        match self {
            Self::Sum | Self::Count | Self::Max | Self::Min | Self::And | Self::Or => (1, 64),
            Self::Abs | Self::Not | Self::IsBlank | Self::Year => (1, 1),
            Self::Round => (1, 2),
            Self::If => (2, 3),
            Self::Like => (2, 2),
        }
    }

    /// Whether it says that something holds.
    pub fn is_truth(self) -> bool {
        matches!(
            self,
            Self::And | Self::Or | Self::Not | Self::IsBlank | Self::Like
        )
    }
}
