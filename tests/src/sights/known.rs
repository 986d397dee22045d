//! Classes of cells in which LibreOffice is known to differ from Excel. Each is told by what the
//! cell holds and how; the texts may decide only where they must be two forms of one figure.

use super::pair::Pair;
use xianbaohui_reading::read::Content;

const WIDTH: &str = "too narrow a column: depends on the letters that a computer has";
const NO_RESULT: &str = "a formula whose result is not stored: LibreOffice computes it";

/// A class that is out whatever is shown.
pub(super) fn before(pair: &Pair<'_>) -> Option<&'static str> {
    let is_filled = pair.office.len() > 2 && pair.office.bytes().all(|c| c == b'#');
    if pair.is_narrow || is_filled {
        Some(WIDTH)
    } else if *pair.content == Content::NoResult {
        Some(NO_RESULT)
    } else {
        None
    }
}

/// The class of a difference.
pub(super) fn class(pair: &Pair<'_>) -> Option<&'static str> {
    CLASSES
        .iter()
        .find(|(_, is)| is(pair))
        .map(|(class, _)| *class)
}

type Is = fn(&Pair<'_>) -> bool;

const CLASSES: &[(&str, Is)] = &[
    (
        "General: eleven characters in Excel, fifteen digits in LibreOffice",
        is_general,
    ),
    ("[红色]: colours by their Chinese names", is_chinese_colour),
    (
        "G/通用格式: the Chinese name of General, which WPS writes",
        |pair| pair.format.contains("通用格式"),
    ),
    ("!: escapes a character in Chinese Excel", |pair| {
        pair.format.contains('!')
    }),
    ("上午/下午: LibreOffice does not know it", |pair| {
        pair.format.contains("上午/下午")
    }),
    (
        "[DBNum1]: places one by one in Excel, read out in LibreOffice",
        |pair| pair.format.to_lowercase().contains("[dbnum"),
    ),
    (
        "fractions: Excel's is the last convergent, and is padded otherwise",
        is_fraction,
    ),
    (
        "a formula: LibreOffice computes it again, and comes to something else",
        is_computed,
    ),
    (
        "TRUE and FALSE: figures with a format in LibreOffice",
        |pair| {
            let is_figure = !pair.office.contains(|c: char| c.is_ascii_alphabetic());
            matches!(pair.content, Content::Truth(_)) && is_figure
        },
    ),
    ("seconds: rounded in Excel, cut in LibreOffice", is_cut),
    (
        "before March 1900: Excel has a 29 February 1900, LibreOffice none",
        is_before_march,
    ),
    (
        "the system's short date: 2021/3/31 in Excel, 2021-3-31 in LibreOffice",
        |pair| pair.format.starts_with("yyyy/m/d") && pair.own.replace('/', "-") == pair.office,
    ),
    (
        "AM/PM: in Excel so without a language, in LibreOffice 上午 and 下午",
        |pair| pair.own.replace("AM", "上午").replace("PM", "下午") == pair.office,
    ),
    (
        "dates of an ods in the order of the system: that of the file in Excel",
        |pair| {
            pair.file.contains(".ods")
                && matches!(pair.content, Content::Date(..))
                && same_digits(pair)
        },
    ),
    (
        "a view without zeros: in LibreOffice's text they stay",
        |pair| pair.grid.hides_zeros && pair.figure() == Some(0.0) && pair.own.is_empty(),
    ),
    (
        "#.##: the point without decimals is shown by Excel only",
        is_bare_point,
    ),
    ("a half at the fifteenth digit: up in Excel", is_half),
    (
        "names of months and days: English without a language in Excel, Chinese in LibreOffice",
        is_name,
    ),
    ("years: e, b, y and yyy", is_year),
    (
        "_x…_ in a text: LibreOffice takes fewer than four digits, and not every four",
        |pair| {
            let is_text = matches!(pair.content, Content::Text(_));
            is_text && (pair.value.contains("_x") || pair.office.contains("_x"))
        },
    ),
    (
        "the minus where the section has a condition: left out by LibreOffice",
        is_minus_under_condition,
    ),
    ("a comma at the point: divides in Excel", is_comma_at_point),
    (
        "A/P: as it is written in Excel, small in LibreOffice",
        |pair| pair.format.contains("A/P") && pair.own.to_lowercase() == pair.office.to_lowercase(),
    ),
    (
        "[h] and the like behind another part of the time",
        is_odd_elapsed,
    ),
];

fn is_general(pair: &Pair<'_>) -> bool {
    let is_general = pair.format.is_empty()
        || pair.format.contains('@')
        || pair.format.to_lowercase().contains("general")
        || pair.format.contains("G/通用格式");
    let (Some(_), Ok(own), Ok(office)) = (
        pair.figure(),
        pair.own.parse::<f64>(),
        pair.office.parse::<f64>(),
    ) else {
        return false;
    };
    let digits = pair.office.bytes().filter(u8::is_ascii_digit).count();
    is_general
        && (digits > 9 || pair.office.contains('E') || pair.own.contains('E'))
        && (own - office).abs() <= own.abs().max(office.abs()) * 1e-5
}

fn is_chinese_colour(pair: &Pair<'_>) -> bool {
    ["色]", "[颜色"]
        .iter()
        .any(|word| pair.format.contains(word))
}

fn is_fraction(pair: &Pair<'_>) -> bool {
    let places = ["?/", "#/", "0/"];
    !matches!(pair.content, Content::Date(..)) && places.iter().any(|own| pair.format.contains(own))
}

/// Macros, functions that it lacks or knows otherwise, chance, today: another result, and no other
/// sight of the same.
fn is_computed(pair: &Pair<'_>) -> bool {
    const ERRORS: [&str; 8] = [
        "Err:", "#MACRO?", "#NAME?", "#VALUE!", "#REF!", "#N/A", "#NUM!", "#DIV/0!",
    ];
    const CHANGING: [&str; 8] = [
        "RAND",
        "TODAY(",
        "NOW(",
        "INDIRECT(",
        "OFFSET(",
        "CELL(",
        "INFO(",
        "SUBTOTAL(",
    ];
    let Some(formula) = pair.formula else {
        return pair.office == "#MACRO?";
    };
    let is_error = |text: &str| ERRORS.iter().any(|error| text.starts_with(error));
    let formula = formula.to_uppercase();
    let is_other = match (pair.own.parse::<f64>(), pair.office.parse::<f64>()) {
        (Ok(own), Ok(office)) => (own - office).abs() > 0.001 * own.abs().max(office.abs()),
        (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
        _ => matches!(pair.content, Content::Text(_) | Content::Truth(_)),
    };
    matches!(pair.content, Content::Error(_))
        || is_error(&pair.office)
        || CHANGING.iter().any(|word| formula.contains(word))
        || is_other
}

/// Half a second, or of its last decimal, and more.
fn is_cut(pair: &Pair<'_>) -> bool {
    let code = pair.format.to_ascii_lowercase();
    let decimals = code.split_once("s.").map_or(0, |(_, rest)| {
        rest.bytes().take_while(|c| *c == b'0').count()
    });
    let unit = 86_400.0 * 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let is_time = code.contains('s') || code.contains('h');
    let is_at_edge = |figure: f64| {
        let part = (figure * unit).rem_euclid(1.0);
        // as its own sum of days and seconds goes, it may also end just below a whole one
        !(0.001..=0.499).contains(&part)
    };
    is_time && pair.figure().is_some_and(is_at_edge)
}

fn is_before_march(pair: &Pair<'_>) -> bool {
    let is_early = pair.figure().is_some_and(|figure| figure < 61.0);
    let has_time_only = !pair.format.contains(['y', 'Y', 'd', 'D']) && !pair.format.contains('m');
    matches!(pair.content, Content::Date(..)) && !pair.grid.from_1904 && is_early && !has_time_only
}

fn is_bare_point(pair: &Pair<'_>) -> bool {
    pair.own.replace('.', "") == pair.office.replace('.', "") && pair.format.contains(".#")
}

fn is_odd_elapsed(pair: &Pair<'_>) -> bool {
    let code = pair.format.to_ascii_lowercase();
    ["h[m", "m[s", "h[s", "m[h", "s[m"]
        .iter()
        .any(|odd| code.contains(odd))
}

fn is_name(pair: &Pair<'_>) -> bool {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const COUNTED: [&str; 12] = [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
    ];
    const DAYS: [&str; 7] = [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ];
    const OF_WEEK: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];
    let code = pair.format.to_ascii_lowercase();
    if code.contains("mmmmm") {
        // the first letter
        return digits_of(&pair.own) == digits_of(&pair.office);
    }
    let mut own = pair.own.clone();
    let is_long = code.contains("mmmm");
    for (at, (name, counted)) in MONTHS.iter().zip(COUNTED).enumerate() {
        let short = if is_long {
            format!("{counted}月")
        } else {
            format!("{}月", at + 1)
        };
        if is_long {
            own = own.replace(name, &format!("{counted}月"));
        }
        own = own.replace(&name[..3], &short);
    }
    for (name, day) in DAYS.iter().zip(OF_WEEK) {
        own = own
            .replace(name, &format!("星期{day}"))
            .replace(&name[..3], day);
    }
    own.replace("AM", "上午").replace("PM", "下午") == pair.office
}

fn is_year(pair: &Pair<'_>) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let code = pair.format.to_ascii_lowercase();
    let mut words = code.split(|c| !is_letter(c));
    let odd = ["e", "ee", "b", "bb", "bbbb", "y", "yyy"];
    pair.figure().is_some() && words.any(|word| odd.contains(&word))
}

fn is_minus_under_condition(pair: &Pair<'_>) -> bool {
    let bare = |text: &str| text.replace('-', "");
    let is_conditional = ["[<", "[>", "[="]
        .iter()
        .any(|sign| pair.format.contains(sign));
    is_conditional
        && pair.figure().is_some_and(|figure| figure < 0.0)
        && bare(&pair.own) == bare(&pair.office)
}

fn is_comma_at_point(pair: &Pair<'_>) -> bool {
    pair.format.contains(",.") || pair.format.contains(".,")
}

/// Half a unit of the last digit that is shown.
fn is_half(pair: &Pair<'_>) -> bool {
    let number = |text: &str| text.replace([',', '%'], "").parse::<f64>().ok();
    let (Some(figure), Some(own), Some(office)) =
        (pair.figure(), number(&pair.own), number(&pair.office))
    else {
        return false;
    };
    let figure = if pair.own.ends_with('%') {
        figure * 100.0
    } else {
        figure
    };
    own.total_cmp(&office).is_ne()
        && (f64::midpoint(own, office) - figure).abs() <= figure.abs() * 1e-12
}

fn same_digits(pair: &Pair<'_>) -> bool {
    let sorted = |text: &str| {
        let mut parts = digits_of(text);
        parts.sort_unstable();
        parts
    };
    sorted(&pair.own) == sorted(&pair.office)
}

fn digits_of(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect()
}
