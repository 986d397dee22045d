//! What people type where a figure is asked for, and what is taken from it.

use crate::support::compare;
use std::fmt::Write as _;
use std::str::FromStr;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::number::{
    Datum, Reading, display, from_excel, read_growth, read_number, read_text, round,
};

/// State, figure, unit and bound in a few words: `12.5 万元 ≥`, `blank`, `nil dash`,
/// `? two-figures`.
fn told(reading: &Reading) -> String {
    let word = |value: &dyn std::fmt::Debug| {
        let mut kebab = String::new();
        for c in format!("{value:?}").chars() {
            if c.is_uppercase() && !kebab.is_empty() {
                kebab.push('-');
            }
            kebab.extend(c.to_lowercase());
        }
        kebab
    };
    let mut text = match &reading.datum {
        Datum::Number(number) => number.to_string(),
        Datum::Text(text) => format!("“{text}”"),
        Datum::Blank => "blank".into(),
        Datum::Nil(nil) => format!("nil {}", word(nil)),
        Datum::Unreadable(why) => format!("? {}", word(why)),
    };
    if let Some(unit) = &reading.unit {
        let _ = write!(text, " {unit}");
    }
    if let Some(bound) = &reading.bound {
        let _ = write!(text, " {}", word(bound));
    }
    text
}

#[test]
fn what_people_type() {
    compare(
        [
            // plain
            ("0", "0"),
            ("12", "12"),
            ("12.50", "12.50"),
            (".5", "0.5"),
            ("5.", "5"),
            ("+7", "7"),
            ("000000", "0"),
            ("007", "7"),
            ("  12  ", "12"),
            ("12\n", "12"),
            ("\u{a0}12\u{200b}", "12"),
            ("1.2e3", "1200"),
            // numbers in rings and with a point are no digits of the figure
            ("120㉑", "? words"),
            ("120⒈", "? words"),
            // full width
            ("１２３", "123"),
            ("１，２３４．５", "1234.5"),
            ("－3", "-3"),
            ("％", "? words"),
            // signs
            ("-3", "-3"),
            ("−3", "-3"),
            ("- 3", "-3"),
            ("--3", "? words"),
            ("3-", "? words"),
            ("(5.2)", "? sign"),
            ("（5.2）", "? sign"),
            ("▲5.2", "? sign"),
            ("△5.2", "? sign"),
            ("▼5.2", "? sign"),
            ("–50", "-50"),
            ("负50", "-50"),
            ("负五十", "-50"),
            ("负-50", "? words"),
            ("负", "? words"),
            ("下降50%", "? words"),
            // grouping
            ("1,234", "1234"),
            ("1,234,567.89", "1234567.89"),
            ("12,345", "12345"),
            ("1，234", "1234"),
            ("1,23", "? grouping"),
            ("12,34", "? grouping"),
            ("1,2345", "? grouping"),
            (",123", "? grouping"),
            ("1,234.5,6", "? words"),
            ("1 234", "1234"),
            ("1 234 567", "1234567"),
            ("12 34", "? two-figures"),
            ("3 4", "? two-figures"),
            ("1234 567", "? two-figures"),
            ("12 345.6", "12345.6"),
            // on two lines stand two figures
            ("15\n234", "? two-figures"),
            ("1\r\n234", "? two-figures"),
            ("12\n家", "12 家"),
            // units in the cell
            ("12家", "12 家"),
            ("12 家", "12 家"),
            ("12（家）", "12 家"),
            ("3641.48（万元）", "3641.48 万元"),
            ("12（3）", "? words"),
            ("12（约）", "? words"),
            ("34.4%", "34.4 %"),
            ("34.4％", "34.4 %"),
            ("3‰", "3 ‰"),
            ("2.1个百分点", "2.1 百分点"),
            ("2000万", "2000 万"),
            ("1.93亿元", "1.93 亿元"),
            ("1.93 亿", "1.93 亿"),
            ("350万元", "350 万元"),
            ("3500㎡", "3500 平方米"),
            ("3.5万平方米", "3.5 万平方米"),
            ("1.2万人", "1.2 万人"),
            ("人民币5万元", "5 万元"),
            ("￥5", "5"),
            ("¥3,641.48", "3641.48"),
            ("￥-5", "-5"),
            ("￥5家", "? words"),
            ("￥", "? words"),
            ("2850m2", "2850 平方米"),
            ("2850 m2", "2850 平方米"),
            ("2850（m2）", "2850 平方米"),
            ("2850m²", "2850 平方米"),
            ("2850平方", "2850 平方米"),
            ("2850km2", "? words"),
            ("12公里", "? words"),
            // bounds
            ("约120", "120 about"),
            ("大约120", "120 about"),
            ("近120家", "120 家 about"),
            ("120左右", "120 about"),
            ("120余", "120 about"),
            ("120余家", "120 about"),
            ("125家以上", "125 家 at-least"),
            ("125以上", "125 at-least"),
            ("≥125", "125 at-least"),
            (">125", "125 more-than"),
            ("超过125家", "125 家 more-than"),
            ("不少于125", "125 at-least"),
            ("不超过125", "125 at-most"),
            ("125以下", "125 at-most"),
            ("125以内", "125 at-most"),
            ("≤125", "125 at-most"),
            ("<125", "125 at-most"),
            // two figures, words
            ("84\\93", "? two-figures"),
            ("84/93", "? two-figures"),
            ("84、93", "? two-figures"),
            ("84~93", "? two-figures"),
            ("84-93", "? words"),
            ("84（93）", "? words"),
            ("1.2.3", "? words"),
            ("十二家企业", "? words"),
            ("见附件", "? words"),
            ("12a", "? words"),
            ("O", "? words"),
            ("1O", "? words"),
            // nils
            ("—", "nil dash"),
            ("-", "nil dash"),
            ("——", "nil dash"),
            ("－", "nil dash"),
            ("/", "nil not-applicable"),
            ("／", "nil not-applicable"),
            ("\\", "nil not-applicable"),
            ("不适用", "nil not-applicable"),
            ("N/A", "nil not-applicable"),
            ("无", "nil none"),
            (" 无 ", "nil none"),
            ("暂无", "nil none"),
            ("没有", "nil none"),
            ("…", "nil below-unit"),
            ("...", "nil below-unit"),
            ("……", "nil below-unit"),
            // blanks
            ("", "blank"),
            ("   ", "blank"),
            ("\u{3000}", "blank"),
            ("\n", "blank"),
            // undecided, error values
            ("待定", "? undecided"),
            ("未知", "? undecided"),
            ("待统计", "? undecided"),
            ("#REF!", "? error-value"),
            ("#N/A", "? error-value"),
            ("#DIV/0!", "? error-value"),
            ("#VALUE!", "? error-value"),
            ("#NAME?", "? error-value"),
            // Chinese numerals
            ("一", "1"),
            ("二", "2"),
            ("十", "10"),
            ("十二", "12"),
            ("二十", "20"),
            ("二十家", "20 家"),
            ("一百零五", "105"),
            ("一百二十", "120"),
            ("一百二", "? words"),
            ("三千零五", "3005"),
            ("两千", "2000"),
            ("二一", "? words"),
            ("百", "? words"),
            ("百分之四十", "40 %"),
            ("百分之12.5", "12.5 %"),
            ("负百分之四十", "-40 %"),
            ("千分之三", "3 ‰"),
            ("百分之百", "? words"),
            ("百分之", "? words"),
            ("贰拾叁", "23"),
            ("十二万", "12 万"),
            // too large
            ("12345678901234567890123456789", "? too-large"),
            ("1e40", "? too-large"),
        ]
        .map(|(typed, expected)| {
            (
                format!("“{}”", typed.escape_debug()),
                told(&read_text(typed)),
                expected,
            )
        }),
    );
}

/// Where a growth is asked for, words of growth say what they say.
#[test]
fn what_people_type_of_growth() {
    compare(
        [
            ("12.5", "12.5"),
            ("下降50%", "-50 %"),
            ("同比下降 12.5 %", "-12.5 %"),
            ("降低3.2", "-3.2"),
            ("↓5.2%", "-5.2 %"),
            ("下降百分之四十", "-40 %"),
            ("下降约5%", "-5 % about"),
            ("下降2个百分点", "-2 百分点"),
            ("增长40%", "40 %"),
            ("同比增长40%", "40 %"),
            ("↑5.2%", "5.2 %"),
            ("增长-5%", "-5 %"),
            ("负增长5%", "-5 %"),
            ("持平", "0"),
            ("与上年持平", "0"),
            ("无基数", "nil not-applicable"),
            ("不可比", "nil not-applicable"),
            ("基数为0", "nil not-applicable"),
            ("∞", "nil not-applicable"),
            // which way it went, or by how much, is not said
            ("下降-50%", "? words"),
            ("下降50%以上", "? words"),
            ("下降", "? words"),
            ("降幅收窄5%", "? words"),
            ("基本持平", "? words"),
            ("▲5.2", "? sign"),
        ]
        .map(|(typed, expected)| (format!("“{typed}”"), told(&read_growth(typed)), expected)),
    );
}

#[test]
fn what_excel_keeps() {
    for (number, percent, expected) in [
        (0.0, false, "0"),
        (-0.0, false, "0"),
        (183_277_121.299_999_98, false, "183277121.3"),
        (0.1 + 0.2, false, "0.3"),
        (1e15, false, "1000000000000000"),
        (123_456_789_012_345_680.0, false, "123456789012346000"),
        (0.344, true, "34.4 %"),
        (0.07, true, "7 %"),
        (45.021, false, "45.021"),
        (1e-7, false, "0.0000001"),
        (-12.5, false, "-12.5"),
        (1e28, false, "? too-large"),
        (f64::NAN, false, "? too-large"),
        (f64::INFINITY, false, "? too-large"),
    ] {
        assert_eq!(
            told(&read_number(number, percent)),
            expected,
            "{number} {percent}"
        );
    }
}

/// Numbers that a small generator makes, the same on every run.
fn decimals() -> impl Iterator<Item = Decimal> {
    let mut state = 7_u64;
    (0..20_000).map(move |at| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let digits = i64::try_from(state >> 16).unwrap() % 10_i64.pow(1 + at % 15);
        Decimal::new(if state & 1 == 0 { digits } else { -digits }, at % 7)
    })
}

#[test]
fn what_is_displayed_reads_back_as_the_same_figure() {
    for number in decimals() {
        let shown = display(number, number.scale());
        assert_eq!(read_text(&shown).datum, Datum::Number(number), "{shown}");
        for digits in 0..4 {
            assert_eq!(
                read_text(&display(number, digits)).datum,
                Datum::Number(round(number, digits)),
                "{number} with {digits} digits"
            );
        }
        let float: f64 = number.to_string().parse().unwrap();
        let (read, rounded) = from_excel(float).unwrap();
        assert_eq!(
            (read, rounded),
            (number.normalize(), false),
            "{number} through a double"
        );
    }
}

#[test]
fn display_groups_and_rounds_half_away_from_zero() {
    for (number, digits, expected) in [
        ("0", 0, "0"),
        ("0", 2, "0.00"),
        ("999", 0, "999"),
        ("1000", 0, "1,000"),
        ("1234567.891", 2, "1,234,567.89"),
        ("-1234567.895", 2, "-1,234,567.90"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("2.5", 0, "3"),
        ("-0.004", 2, "0.00"),
        ("428.35", 1, "428.4"),
        ("12.5", 4, "12.5000"),
        (
            "99999999999999999999.99",
            1,
            "100,000,000,000,000,000,000.0",
        ),
    ] {
        assert_eq!(
            display(Decimal::from_str(number).unwrap(), digits),
            expected,
            "{number} with {digits} digits"
        );
    }
}

#[test]
fn units_convert_by_powers_of_ten_or_not_at_all() {
    for (from, to, expected) in [
        ("元", "万元", "÷10000"),
        ("亿元", "万元", "×10000"),
        ("千元", "元", "×1000"),
        ("万元", "万元", "×1"),
        ("万", "万元", "×1"),
        ("亿", "万元", "×10000"),
        ("万", "家", "×10000"),
        ("万人", "人", "×10000"),
        ("千人", "人", "×1000"),
        ("万平方米", "平方米", "×10000"),
        ("㎡", "平方米", "×1"),
        ("‰", "%", "÷10"),
        ("家", "户", "×1"),
        ("人", "名", "×1"),
        ("个", "项", "×1"),
        ("家", "人", "no"),
        ("万元", "家", "no"),
        ("%", "万元", "no"),
        ("%", "百分点", "no"),
        ("人", "万元", "no"),
        ("平方米", "亩", "no"),
    ] {
        let unit =
            |name: &str| MeasureUnit::parse(name).unwrap_or_else(|| panic!("{name} is no unit"));
        let factor = unit(from)
            .factor_to(&unit(to))
            .map_or("no".to_owned(), |factor| factor.to_string());
        assert_eq!(factor, expected, "{from} → {to}");
    }
    for word in ["", "家企业", "公里", "万万", "元元", "单位"] {
        assert_eq!(MeasureUnit::parse(word), None, "{word}");
    }
}
