//! Reporting periods (报告期): a run of months within one year.

use crate::text;
use regex::Regex;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::LazyLock;

/// A run of months of one year: 2021Q1 = 2021年1–3月, cumulative or not; a form's columns say
/// which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Period {
    /// calendar year
    pub year: u16,
    /// first month, 1 … 12
    pub from: u8,
    /// last month, 1 … 12
    pub to: u8,
}

impl Period {
    /// `2021`, `2021H1`, `2021Q3`, `2021M03`, `2021M01-09`, and the everyday `2021-03`.
    pub fn parse(code: &str) -> Option<Self> {
        let code = code.trim();
        let year: u16 = code.get(..4)?.parse().ok()?;
        if !(1949..=2199).contains(&year) {
            return None;
        }
        let rest = &code[4..];
        let (from, to) = match rest.as_bytes() {
            [] => (1, 12),
            [b'H', half @ b'1'..=b'2'] => ((half - b'1') * 6 + 1, (half - b'0') * 6),
            [b'Q', quarter @ b'1'..=b'4'] => ((quarter - b'1') * 3 + 1, (quarter - b'0') * 3),
            [b'M' | b'-', _, _] => {
                let month = rest[1..].parse().ok()?;
                (month, month)
            }
            [b'M', _, _, b'-', _, _] => (rest[1..3].parse().ok()?, rest[4..6].parse().ok()?),
            _ => return None,
        };
        Self::months(year, from, to)
    }

    /// From month to month of a year, both included.
    pub fn months(year: u16, from: u8, to: u8) -> Option<Self> {
        (1..=12).contains(&from).then_some(())?;
        (from..=12).contains(&to).then_some(Self { year, from, to })
    }

    /// The same months of the year before: the base of 同比.
    #[must_use]
    pub fn year_before(self) -> Self {
        Self {
            year: self.year - 1,
            ..self
        }
    }

    /// As a bureau writes it: 2021年一季度, 2021年上半年, 2021年1–9月.
    pub fn name(self) -> String {
        let Self { year, from, to } = self;
        match (from, to) {
            (1, 12) => format!("{year}年"),
            (1, 6) => format!("{year}年上半年"),
            (7, 12) => format!("{year}年下半年"),
            (1, 3) => format!("{year}年一季度"),
            (4, 6) => format!("{year}年二季度"),
            (7, 9) => format!("{year}年三季度"),
            (10, 12) => format!("{year}年四季度"),
            _ if from == to => format!("{year}年{from}月"),
            _ => format!("{year}年{from}–{to}月"),
        }
    }

    /// The months, for the screen: 2021年1–3月.
    pub fn months_name(self) -> String {
        let Self { year, from, to } = self;
        if (from, to) == (1, 12) {
            format!("{year}年")
        } else if from == to {
            format!("{year}年{from}月")
        } else {
            format!("{year}年{from}–{to}月")
        }
    }

    /// Every period named in a text, in order, with the words that name it.
    pub fn all_in(raw: &str) -> Vec<(Self, String)> {
        let compact = text::compact(raw);
        PERIOD
            .captures_iter(&compact)
            .filter_map(|found| Some((Self::of_match(&found)?, found.get(0)?.as_str().to_owned())))
            .collect()
    }

    fn of_match(found: &regex::Captures<'_>) -> Option<Self> {
        let digits: String = found
            .name("year")?
            .as_str()
            .chars()
            .map(|c| {
                "〇一二三四五六七八九"
                    .chars()
                    .position(|d| d == c)
                    .and_then(|at| char::from_digit(u32::try_from(at).ok()?, 10))
                    .unwrap_or(if c == '零' || c == '○' { '0' } else { c })
            })
            .collect();
        let year: u16 = digits.parse().ok()?;
        let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<u8>().ok());
        if let Some(quarter) = found.name("quarter") {
            let quarter = u8::try_from(
                "一二三四"
                    .chars()
                    .position(|c| quarter.as_str().starts_with(c))
                    .or_else(|| quarter.as_str().parse::<usize>().ok()?.checked_sub(1))?,
            )
            .ok()?;
            return Self::months(year, quarter * 3 + 1, quarter * 3 + 3);
        }
        if let Some(quarters) = found.name("quarters") {
            let quarters = u8::try_from(
                "一二三四"
                    .chars()
                    .position(|c| quarters.as_str().starts_with(c))?
                    + 1,
            )
            .ok()?;
            return Self::months(year, 1, quarters * 3);
        }
        match found.name("half").map(|m| m.as_str()) {
            Some("上") => return Self::months(year, 1, 6),
            Some(_) => return Self::months(year, 7, 12),
            None => {}
        }
        if let (Some(from), Some(to)) = (number("from"), number("to")) {
            return Self::months(year, from, to);
        }
        if let Some(month) = number("month") {
            return Self::months(year, month, month);
        }
        Self::months(year, 1, 12)
    }
}

#[expect(
    clippy::expect_used,
    reason = "a constant pattern, compiled by every test that reads a title"
)]
static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<year>(?:19|20|21)\d\d|[一二][〇○零一二三四五六七八九]{3})(?:年度|年|[Qq.\-])?",
        r"(?:第?(?P<quarter>[一二三四]|[1-4])季度|前(?P<quarters>[一二三四])个?季度|(?P<half>[上下])半年",
        r"|(?P<from>1[0-2]|0?[1-9])月?(?:-|—|–|~|至|到)(?P<to>1[0-2]|0?[1-9])月(?:份)?|(?P<month>1[0-2]|0?[1-9])月(?:份)?)?",
    ))
    .expect("the pattern is valid")
});

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, from, to } = *self;
        match (from, to) {
            (1, 12) => write!(out, "{year}"),
            (1, 6) => write!(out, "{year}H1"),
            (7, 12) => write!(out, "{year}H2"),
            _ if to - from == 2 && from % 3 == 1 => write!(out, "{year}Q{}", to / 3),
            _ if from == to => write!(out, "{year}M{from:02}"),
            _ => write!(out, "{year}M{from:02}-{to:02}"),
        }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = String;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::parse(&code).ok_or_else(|| {
            format!("“{code}”不是报告期：应为 2021、2021H1、2021Q1、2021M03 或 2021M01-09")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = Period::all_in(text)
            .into_iter()
            .map(|(period, _)| period.to_string())
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn periods_are_found_as_bureaus_write_them() {
        check("2021年一季度科技创新主要指标完成情况统计表", "2021Q1");
        check("２０２１年第1季度", "2021Q1");
        check("2021年1-6月主要科技指标", "2021H1");
        check("2021 年 1—9 月", "2021M01-09");
        check("2021年1月至3月", "2021Q1");
        check("2021年前三季度", "2021M01-09");
        check("2022年上半年吸纳技术合同", "2022H1");
        check("2021年3月份", "2021M03");
        check("2020年企业研发经费", "2020");
        check("二〇二一年度", "2021");
        check("各县（市、区）名单", "");
    }

    #[test]
    fn codes_come_back_as_they_went() {
        for code in [
            "2021",
            "2021H1",
            "2021H2",
            "2021Q1",
            "2021Q4",
            "2021M03",
            "2021M01-09",
        ] {
            assert_eq!(
                Period::parse(code).map(|p| p.to_string()).as_deref(),
                Some(code)
            );
        }
        for wrong in [
            "",
            "21Q1",
            "2021Q5",
            "2021M13",
            "2021M09-01",
            "2021X",
            "９９９９",
        ] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }
}
