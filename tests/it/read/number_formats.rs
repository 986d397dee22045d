//! What a sheet shows for a figure, by its number format.

use crate::support::compare;
use fastrand::Rng;
use xianbaohui_reading::sight::{
    DateSystem, Format, Locale, Plain, PlainFigure, Shown, Unsure, Value, built_in, general,
};

const ZH: Locale = Locale::ZhCn;

fn value(text: &str) -> Value<'_> {
    match text {
        "TRUE" | "FALSE" => Value::Bool(text == "TRUE"),
        _ if text.starts_with('#') => Value::Error(text),
        _ => match text.strip_prefix('\'') {
            Some(text) => Value::Text(text),
            None => Value::Number(text.parse().unwrap()),
        },
    }
}

fn shown(code: &str, value: Value<'_>) -> Shown {
    Format::parse(code, ZH).show(value, DateSystem::From1900)
}

#[test]
fn what_a_cell_shows() {
    let mut locale = ZH;
    let mut dates = DateSystem::From1900;
    let mut cases = Vec::new();
    for line in include_str!("number_formats.txt").lines().skip(2) {
        if let Some(rule) = line.strip_prefix("§ ") {
            locale = if rule.starts_with("zh") {
                ZH
            } else {
                Locale::EnUs
            };
            dates = if rule.contains(" 1904:") {
                DateSystem::From1904
            } else {
                DateSystem::From1900
            };
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [code, content, text, doubt] = fields[..] else {
            panic!("{line}");
        };
        let shown = Format::parse(code, locale).show(value(content), dates);
        let sure = shown.unsure.map_or("sure", Unsure::code);
        let came = format!("{}\t{sure}", shown.text);
        cases.push((
            format!("{code}   {content}"),
            came,
            format!("{text}\t{doubt}"),
        ));
    }
    assert!(cases.len() > 2200);
    compare(
        cases
            .iter()
            .map(|(case, came, expected)| (case.clone(), came.clone(), expected.as_str())),
    );
}

#[test]
fn what_fills_the_column_is_told_and_left_out() {
    let fill = |code: &str, figure| {
        let shown = shown(code, Value::Number(figure));
        let fill = shown.fill.map(|fill| (fill.at, fill.mark));
        format!("{} {fill:?}", shown.text)
    };
    assert_eq!(fill("*-0", 5.0), "5 Some((0, '-'))");
    assert_eq!(fill("¥* 0", 5.0), "¥5 Some((2, ' '))");
    assert_eq!(fill("¥* 0", -5.0), "-¥5 Some((3, ' '))");
    assert_eq!(fill("0", 5.0), "5 None");
}

#[test]
fn general_in_a_narrow_column() {
    let general = |figure, width| general(figure, width).unwrap_or_else(|| "####".into());
    compare([
        ("11".into(), general(1234.5678, 11), "1234.5678"),
        ("6".into(), general(1234.5678, 6), "1234.6"),
        ("5".into(), general(1234.5678, 5), "1235"),
        ("4".into(), general(-1234.5678, 4), "-1235"),
        ("8".into(), general(1_234_567_890.0, 8), "1.23E+09"),
        ("5".into(), general(1_234_567_890.0, 5), "1E+09"),
        ("4".into(), general(1_234_567_890.0, 4), "####"),
        ("more".into(), general(1234.5678, 400), "1234.5678"),
    ]);
}

/// A word of what is plain: `General`, `2 , % ()`.
fn plain(code: &str, content: &str) -> String {
    match Format::parse(code, ZH).plain(value(content)) {
        None => "no".into(),
        Some(Plain::Content) => "content".into(),
        Some(Plain::General) => "general".into(),
        Some(Plain::Figure(figure)) => {
            let mut word = figure.decimals.to_string();
            let marks = [
                (figure.is_grouped, " ,"),
                (figure.is_percent, " %"),
                (figure.is_bracketed, " ()"),
            ];
            word.extend(marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark));
            word
        }
    }
}

#[test]
fn where_the_figure_is_shown_as_it_is() {
    let accounting = r#"_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ "#;
    let cases = [
        ("General", "5", "general"),
        ("", "-5", "general"),
        ("G/通用格式", "5", "general"),
        ("General\"元\"", "5", "no"),
        ("0", "5", "0"),
        ("0.00", "-5", "2"),
        ("#,##0.0", "5", "1 ,"),
        ("0%", "0.5", "0 %"),
        ("#,##0.00%", "0.5", "2 , %"),
        ("[Red]0.00", "5", "2"),
        ("0;-0", "-5", "0"),
        ("0;0", "5", "0"),
        // the minus is lost
        ("0;0", "-5", "no"),
        ("[<0]0;0", "-5", "no"),
        ("0_);(0)", "-5", "0 ()"),
        ("0_);(0)", "5", "0"),
        // a minus that is none
        ("-0", "5", "no"),
        (accounting, "-5", "2 ,"),
        (accounting, "5", "2 ,"),
        // a stroke for zero
        (accounting, "0", "no"),
        (accounting, "'甲", "content"),
        ("0;-0;", "0", "no"),
        ("0;;0", "-5", "no"),
        // nothing for zero
        ("#", "5", "no"),
        ("#,###", "5", "no"),
        ("0,", "5", "no"),
        ("0%%", "5", "no"),
        ("%0", "5", "no"),
        ("000-00", "5", "no"),
        ("0\"万\"", "5", "no"),
        ("0E+0", "5", "no"),
        ("# ?/?", "5", "no"),
        ("yyyy", "5", "no"),
        ("[DBNum1]0", "5", "no"),
        ("[Foo]0", "5", "no"),
        ("@", "5", "general"),
        ("@", "'甲", "content"),
        ("0", "'甲", "content"),
        ("@\"股\"", "'甲", "no"),
        (";;;", "'甲", "no"),
        ("0", "#N/A", "content"),
        ("0", "TRUE", "content"),
    ];
    compare(
        cases
            .iter()
            .map(|(code, content, is)| (format!("{code} {content}"), plain(code, content), *is)),
    );
}

#[test]
fn formats_that_files_name_by_number() {
    let code = |id, locale| built_in(id, locale).unwrap_or("none").to_owned();
    compare([
        ("0".into(), code(0, ZH), "General"),
        ("14".into(), code(14, ZH), "yyyy/m/d"),
        ("14 en".into(), code(14, Locale::EnUs), "m/d/yyyy"),
        ("22".into(), code(22, ZH), "yyyy/m/d h:mm"),
        ("31".into(), code(31, ZH), r#"yyyy"年"m"月"d"日""#),
        ("34".into(), code(34, ZH), r#"上午/下午h"时"mm"分""#),
        ("57".into(), code(57, ZH), r#"yyyy"年"m"月""#),
        ("57 en".into(), code(57, Locale::EnUs), "none"),
        ("23".into(), code(23, ZH), "none"),
        ("49".into(), code(49, ZH), "@"),
        ("60000".into(), code(60000, ZH), "none"),
    ]);
    for id in 0..=400 {
        for locale in [ZH, Locale::EnUs] {
            let Some(code) = built_in(id, locale) else {
                continue;
            };
            let shown =
                Format::parse(code, locale).show(Value::Number(45_000.5), DateSystem::From1900);
            assert_eq!(shown.unsure, None, "{id}: {code}");
        }
    }
}

#[test]
fn reasons_have_codes_of_their_own() {
    let mut codes: Vec<&str> = Unsure::ALL.into_iter().map(Unsure::code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Unsure::ALL.len());
}

/// Pieces that codes are thrown together from.
const PIECES: &str = "0 # ? . , % E+ E- e / ; @ General G/通用格式 [Red] [>=1] [<0] [h] [mm] [ss] \
    [$-804] [$-411] [$-404] [$¥-804] [DBNum1] [DBNum2] [DBNum3] [$-F800] \" \\ ! _ * y m d h s g \
    b B2 a aaa AM/PM A/P 上午/下午 1 8 16 ( ) - + 万 年 [ ] x N = < > ' 😀 \u{0} : 00 ## 0.0 ??/??";

const FIGURES: [f64; 20] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    5e-324,
    f64::MAX,
    f64::MIN,
    2_958_465.999_999_99,
    2_958_466.0,
    -0.3,
    60.0,
    59.999_999_9,
    1e15,
    123_456_789.123_456,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    43_831.5,
    1e-10,
];

#[test]
fn any_code_shows_something_and_what_is_plain_is_shown_so() {
    let pieces: Vec<&str> = PIECES.split_whitespace().chain([" "]).collect();
    let mut random = Rng::with_seed(20_210_401);
    let mut plain_ones = 0;
    for _ in 0..8_000 {
        let code: String = (0..random.usize(..14))
            .filter_map(|_| random.choice(&pieces).copied())
            .collect();
        let locale = random.choice([ZH, Locale::EnUs]).unwrap();
        let dates = random
            .choice([DateSystem::From1900, DateSystem::From1904])
            .unwrap();
        let format = Format::parse(&code, locale);
        let figure = *random.choice(&FIGURES).unwrap();
        let other = f64::from(random.i32(-1_000_000..1_000_000)) / 1000.0;
        for value in [
            Value::Number(figure),
            Value::Number(other),
            Value::Text("甲"),
            Value::Bool(true),
        ] {
            let shown = format.show(value, dates);
            assert!(shown.text.len() < 3000, "{code}");
            if let Some(fill) = shown.fill {
                assert!(shown.text.is_char_boundary(fill.at), "{code}");
            }
            if let Some(plain) = format.plain(value) {
                plain_ones += 1;
                assert_eq!(shown.unsure, None, "{code} {value:?}");
                assert!(
                    is_as_said(value, plain, &shown.text),
                    "{code} {value:?} {plain:?}"
                );
            }
        }
    }
    assert!(plain_ones > 10_000);
}

fn is_as_said(value: Value<'_>, plain: Plain, text: &str) -> bool {
    let text = text.replace(' ', "");
    match (value, plain) {
        (Value::Text(content), _) => text == content,
        (Value::Number(figure), Plain::General) => Some(text) == general(figure, 11),
        (Value::Number(figure), Plain::Figure(plain)) => {
            figure.abs() > 1e300 || is_figure(&text, figure, plain)
        }
        _ => true,
    }
}

fn is_figure(text: &str, figure: f64, plain: PlainFigure) -> bool {
    let mut text = text.to_owned();
    if plain.is_bracketed {
        text = text.replace('(', "-").replace(')', "");
    }
    if plain.is_percent {
        text = text.replace('%', "");
    }
    if plain.is_grouped {
        text = text.replace(',', "");
    }
    let expected = if plain.is_percent {
        figure * 100.0
    } else {
        figure
    };
    let room = 0.500_000_1 * 0.1_f64.powi(plain.decimals.into()) + expected.abs() * 1e-14;
    text.parse::<f64>()
        .is_ok_and(|shown| (shown - expected).abs() <= room)
}

#[test]
fn long_codes_end_at_once() {
    let cases = [
        "0".repeat(100_000),
        ";".repeat(5_000),
        format!("0E+{}", "0".repeat(10_000)),
        format!("0E+{}", "0".repeat(250)),
        format!("# {0}/{0}", "?".repeat(30)),
        format!("{0}/{0}", "?".repeat(120)),
        format!("?/{}", "9".repeat(250)),
        format!("0.{}", "0".repeat(253)),
        format!("#,{}", "0".repeat(253)),
        format!("0{}", "%".repeat(254)),
        format!("0{}", ",".repeat(254)),
        "\"".repeat(255),
        "[".repeat(255),
        "😀".repeat(100_000),
    ];
    for code in cases {
        let format = Format::parse(&code, ZH);
        for figure in FIGURES {
            let shown = format.show(Value::Number(figure), DateSystem::From1900);
            assert!(shown.text.len() < 3000, "{}", shown.text.len());
        }
    }
    let long = "长".repeat(32_767);
    let text = shown(&"@".repeat(255), Value::Text(&long));
    assert_eq!(text.unsure, Some(Unsure::FormatTooLong));
    assert!(text.text.len() <= long.len());
}
