//! Classes of cells in which LibreOffice is known to differ from Excel. Each is told by what the
//! cell holds and how; the texts may decide only where they must be two forms of one figure.

use super::compare::Pair;
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
        "fractions: Excel's is the last convergent, and is padded otherwise",
        is_fraction,
    ),
    ("an error: LibreOffice computes it again", is_computed),
    (
        "TRUE and FALSE: figures with a format in LibreOffice",
        is_truth,
    ),
    ("seconds: rounded in Excel, cut in LibreOffice", is_cut),
    (
        "before March 1900: Excel has a 29 February 1900, LibreOffice none",
        is_before_march,
    ),
    (
        "_x…_ in a text: LibreOffice takes it for a character with fewer than four digits",
        is_coded,
    ),
    (
        "#.##: the point without decimals is shown by Excel only",
        is_bare_point,
    ),
    (
        "A/P: as it is written in Excel, small in LibreOffice",
        is_short_half,
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

fn is_computed(pair: &Pair<'_>) -> bool {
    matches!(pair.content, Content::Error(_)) && pair.formula.is_some()
}

fn is_truth(pair: &Pair<'_>) -> bool {
    matches!(pair.content, Content::Truth(_))
}

/// Half a second, or of its last decimal, and more.
fn is_cut(pair: &Pair<'_>) -> bool {
    let code = pair.format.to_ascii_lowercase();
    let decimals = code.split_once("s.").map_or(0, |(_, rest)| {
        rest.bytes().take_while(|c| *c == b'0').count()
    });
    let unit = 86_400.0 * 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let is_time = code.contains('s') || code.contains('h');
    is_time
        && pair
            .figure()
            .is_some_and(|figure| (figure * unit).rem_euclid(1.0) > 0.499)
}

fn is_before_march(pair: &Pair<'_>) -> bool {
    let is_date = matches!(pair.content, Content::Date(..));
    is_date && !pair.from_1904 && pair.figure().is_some_and(|figure| figure < 61.0)
}

fn is_coded(pair: &Pair<'_>) -> bool {
    matches!(pair.content, Content::Text(_)) && pair.value.contains("_x")
}

fn is_bare_point(pair: &Pair<'_>) -> bool {
    pair.own.replace('.', "") == pair.office.replace('.', "") && pair.format.contains(".#")
}

fn is_short_half(pair: &Pair<'_>) -> bool {
    pair.format.contains("A/P") && pair.own.to_lowercase() == pair.office.to_lowercase()
}

fn is_odd_elapsed(pair: &Pair<'_>) -> bool {
    let code = pair.format.to_ascii_lowercase();
    ["h[m", "m[s", "h[s", "m[h", "s[m"]
        .iter()
        .any(|odd| code.contains(odd))
}
