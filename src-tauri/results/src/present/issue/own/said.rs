//! Unit and period, filled into what a blank leaves open.

use xianbaohui_core::period::Period;

/// What stands before the name of the unit.
const UNIT: [&str; 6] = [
    "填报单位",
    "报送单位",
    "上报单位",
    "单位名称",
    "填报县区",
    "县（市、区）名称",
];
/// What a period ends with, and how a blank leaves its number open.
const PERIODS: [&str; 5] = ["季度", "半年", "月份", "月", "度"];

/// A text above the table with unit and period filled in; `None` where it leaves nothing open.
pub(super) fn filled(words: &str, unit: &str, period: Period) -> Option<String> {
    with_unit(words, unit).or_else(|| with_period(words, period))
}

fn is_open(c: char) -> bool {
    c.is_whitespace() || matches!(c, '_' | '＿' | '…' | '×' | 'X' | 'x' | '*' | '〇' | '○')
}

/// `填报单位（盖章）：　　　填报日期：` → `填报单位（盖章）：宁晋县　填报日期：`
fn with_unit(words: &str, unit: &str) -> Option<String> {
    let said = UNIT.iter().find_map(|own| words.find(own))?;
    let colon = words[said..].find(['：', ':'])? + said;
    let behind = colon + words[colon..].chars().next()?.len_utf8();
    let rest = &words[behind..];
    let open = rest.find(|c| !is_open(c)).unwrap_or(rest.len());
    let (open, next) = rest.split_at(open);
    // something stands there already
    if open.is_empty() && !next.is_empty() {
        return None;
    }
    // what follows stays about where it was
    let width = open.chars().count().saturating_sub(unit.chars().count());
    let gap = if next.is_empty() { 0 } else { width.max(1) };
    let gap = "　".repeat(gap.min(20));
    Some(format!("{}{unit}{gap}{next}", &words[..behind]))
}

/// `　　年　　季度主要指标表` and `2020年四季度主要指标表` → `2021年一季度主要指标表`
fn with_period(words: &str, period: Period) -> Option<String> {
    if let [(said, text)] = Period::all_in(words).as_slice() {
        let is_other = *said != period;
        return is_other.then(|| words.replacen(text.as_str(), &period.name(), 1));
    }
    let year = words.find('年')?;
    let before = &words[..year];
    let begins = before.trim_end_matches(is_open).len();
    // a year that is said is not open
    let is_said = begins == year && year > 0;
    if is_said || before[..begins].ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let behind = year + '年'.len_utf8();
    let rest = &words[behind..];
    let open = rest
        .find(|c| !is_open(c) && c != '第')
        .unwrap_or(rest.len());
    let ends = PERIODS.iter().find(|own| rest[open..].starts_with(**own));
    let is_year = (period.from, period.to) == (1, 12);
    // a day is who fills it in's
    if words.contains('日') || (ends.is_none() && !is_year) {
        return None;
    }
    let end = behind + ends.map_or(0, |own| open + own.len());
    Some(format!(
        "{}{}{}",
        &words[..begins],
        period.name(),
        &words[end..]
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let period = Period::parse("2021Q1").unwrap_or(Period {
            year: 1,
            from: 1,
            to: 1,
        });
        let came = filled(words, "宁晋县", period);
        assert_eq!(came.as_deref().unwrap_or("-"), expected, "{words}");
    }

    #[test]
    fn what_is_left_open_is_filled_in() {
        check("填报单位（盖章）：", "填报单位（盖章）：宁晋县");
        check("填报单位：______", "填报单位：宁晋县");
        check(
            "填报单位（盖章）：　　　　　填报日期：　年　月　日",
            "填报单位（盖章）：宁晋县　　填报日期：　年　月　日",
        );
        check("填报单位：任县", "-");
        check(
            "　　年　　季度主要指标完成情况表",
            "2021年一季度主要指标完成情况表",
        );
        check("____年第__季度主要指标表", "2021年一季度主要指标表");
        check("年　　季度主要指标表", "2021年一季度主要指标表");
        check("2020年四季度主要指标表", "2021年一季度主要指标表");
        check("2021年一季度主要指标表", "-");
        check("主要指标表", "-");
        check("填报日期：　年　月　日", "-");
    }
}
