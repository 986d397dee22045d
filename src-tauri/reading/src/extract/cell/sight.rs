//! Two readings of one figure: what the cell holds, and what a person reads from what it shows.
//! They must agree, to the digits that are shown.

use crate::read::{Cell, Grid};
use crate::sight::Plain;
use xianbaohui_core::measure::{Factor, MeasureUnit, Rate};
use xianbaohui_core::number::{self, Datum, Decimal, Nil, Reading, Unreadable, from_excel};

/// How a figure is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// as it is, rounded at most
    AsHeld,
    /// as something else
    Otherwise(Otherwise, String),
    /// as nothing, or as words that say that there is none
    AsNothing(String),
}

/// What is wrong with how a figure is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Otherwise {
    /// without its minus
    Unsigned,
    /// by a power of ten smaller or larger
    Scaled,
    /// as another figure
    OtherFigure,
    /// as no figure, or as nobody can tell
    Words,
}

/// The figure that a number cell holds, with the unit that is shown behind it, and how it is shown.
pub(super) fn figure(grid: &Grid, cell: &Cell, held: f64) -> (Reading, Shown) {
    match grid.plain(cell) {
        Some(Plain::General | Plain::Content) => {
            return (number::read_number(held, false), Shown::AsHeld);
        }
        // 0 without decimals for 0.48 is another figure
        Some(Plain::Figure(plain)) if plain.decimals == 0 && is_lost(held, plain.is_percent) => {}
        Some(Plain::Figure(plain)) => {
            let reading = number::read_number(held, plain.is_percent);
            return (reading, Shown::AsHeld);
        }
        None => {}
    }
    let sight = grid.sight(cell);
    let shown = sight.text.trim();
    // what the look hides is told for itself
    let is_sure = sight
        .doubt
        .is_none_or(|doubt| matches!(doubt, crate::read::Doubt::Veil(_)));
    let own = || number::read_number(held, false);
    if !is_sure {
        let percents = shown.contains('%');
        let reading = number::read_number(held, percents);
        return (
            reading,
            Shown::Otherwise(Otherwise::Words, shown.to_owned()),
        );
    }
    let read = read(shown, held < 0.0);
    match read.datum {
        Datum::Number(seen) => against(held, seen, read.unit, read.bound.is_some(), shown),
        Datum::Blank => (
            Reading::plain(Datum::Unreadable(Unreadable::ShownAs)),
            Shown::AsNothing(String::new()),
        ),
        // - for a zero is how accounts write it
        Datum::Nil(Nil::Dash) if held == 0.0 => (own(), Shown::AsHeld),
        Datum::Nil(_) => (
            Reading::plain(Datum::Unreadable(Unreadable::ShownAs)),
            Shown::AsNothing(shown.to_owned()),
        ),
        _ => (own(), Shown::Otherwise(Otherwise::Words, shown.to_owned())),
    }
}

/// Whether nothing is left of a figure by whole numbers.
fn is_lost(held: f64, is_percent: bool) -> bool {
    let shown = if is_percent { held * 100.0 } else { held };
    held != 0.0 && shown.abs() < 0.5
}

/// What stands before a figure and says that it grew, or fell.
const GREW: [&str; 6] = ["+", "增长", "上升", "提高", "增", "↑"];
const FELL: [&str; 9] = ["-", "−", "－", "下降", "降低", "减少", "负", "▼", "↓"];
/// Accounts and yearbooks write a minus so; elsewhere it is a mark of growth.
const MARKS: [&str; 3] = ["▲", "△", "▽"];

/// What a person reads: signs of money, brackets of accounts, words of growth say what they say.
fn read(shown: &str, is_negative: bool) -> Reading {
    let money = |text: &str| -> String {
        let bare = text.trim_start_matches(['¥', '￥', ' ']);
        let names = ["CNY", "RMB", "人民币"];
        let named = names.iter().find_map(|name| bare.strip_prefix(name));
        named.unwrap_or(bare).trim_start().to_owned()
    };
    let bare = money(shown);
    let after = |words: &[&str]| {
        words
            .iter()
            .find_map(|word| bare.strip_prefix(word))
            .map(money)
    };
    let in_brackets = bare
        .strip_prefix(['(', '（'])
        .and_then(|rest| rest.strip_suffix([')', '）']))
        .map(money);
    let fallen = after(&FELL)
        .or(in_brackets)
        .or_else(|| after(&MARKS).filter(|_| is_negative));
    let own = || number::read_text(&bare);
    let Some(rest) = fallen else {
        return after(&GREW).map_or_else(own, |rest| number::read_text(&rest));
    };
    let mut reading = number::read_text(&rest);
    match &mut reading.datum {
        Datum::Number(seen) => *seen = seen.negated(),
        // a dash alone, or before words
        _ => return own(),
    }
    reading
}

fn against(
    held: f64,
    seen: Decimal,
    unit: Option<MeasureUnit>,
    is_bound: bool,
    shown: &str,
) -> (Reading, Shown) {
    let percents = unit == Some(MeasureUnit::Rate(Rate::Percent));
    let otherwise = |reading, what| (reading, Shown::Otherwise(what, shown.to_owned()));
    let Some((own, _)) = from_excel(held) else {
        return (number::read_number(held, false), Shown::AsHeld);
    };
    // 0.344 is shown as 34.4%; but 34.4 with "%" behind it is shown so, too
    if percents
        && let Some(hundredfold) = Factor(2).apply(own)
        && agree(hundredfold, seen, shown)
    {
        return (number::read_number(held, true), Shown::AsHeld);
    }
    let mut reading = number::read_number(held, false);
    reading.unit = unit;
    if is_bound {
        return otherwise(reading, Otherwise::OtherFigure);
    }
    if agree(own, seen, shown) {
        return (reading, Shown::AsHeld);
    }
    if own.is_sign_negative() && agree(own.negated(), seen, shown) {
        return otherwise(reading, Otherwise::Unsigned);
    }
    let powers = (1..=12).flat_map(|power| [power, -power]);
    let is_scaled = powers
        .filter_map(|power| Factor(power).apply(seen))
        .any(|other| near(own, other));
    if is_scaled {
        // how much it is by the unit that is shown nobody can say
        reading.unit = None;
        return otherwise(reading, Otherwise::Scaled);
    }
    otherwise(reading, Otherwise::OtherFigure)
}

/// Whether what is seen is the figure, rounded to the digits that are seen.
fn agree(own: Decimal, seen: Decimal, shown: &str) -> bool {
    let (before, behind) = shown.rsplit_once('.').unwrap_or((shown, ""));
    // 1.83E+08
    if shown.contains(['E', 'e']) {
        let digits = |text: &str| {
            let mantissa = text.split(['E', 'e']).next().unwrap_or_default();
            mantissa.bytes().filter(u8::is_ascii_digit).count()
        };
        let count = digits(before) + if behind.is_empty() { 0 } else { digits(behind) };
        return is_of_digits(own, seen, u32::try_from(count).unwrap_or(u32::MAX));
    }
    let decimals = behind.bytes().take_while(u8::is_ascii_digit).count();
    let decimals = u32::try_from(decimals).unwrap_or(u32::MAX);
    if decimals == 0 && seen.is_zero() && !own.is_zero() {
        return false;
    }
    own.rounded(decimals).normalize() == seen.normalize()
}

/// Whether a figure is another one, but for digits that this does not have.
fn near(own: Decimal, other: Decimal) -> bool {
    let digits = other.normalize().mantissa().unsigned_abs();
    let count = digits.checked_ilog10().map_or(1, |power| power + 1);
    // 1200 has two digits
    let count =
        count - (digits.to_string().len() - digits.to_string().trim_end_matches('0').len()) as u32;
    !other.is_zero() && is_of_digits(own, other, count.max(1))
}

fn is_of_digits(own: Decimal, other: Decimal, count: u32) -> bool {
    own.of_so_many_digits(count.clamp(1, 28))
        .is_some_and(|rounded| rounded.normalize() == other.normalize())
}
