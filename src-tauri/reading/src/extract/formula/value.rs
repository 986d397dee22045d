//! What a formula may give, and what one kind of it is as another.

use std::borrow::Cow;
use xianbaohui_core::number;

/// What a formula, or a part of one, gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Number(f64),
    Text(Box<str>),
    Truth(bool),
    Error(Cow<'static, str>),
    Blank,
}

/// Why a formula is not worked out here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why {
    /// it stands on another workbook
    Elsewhere,
    /// a function that is not known here, or a way to use it
    Function(String),
    /// the formula is not known as it stands in the file
    Unread,
    /// a name, an array, a circle, or more work than is done
    Other,
}

pub(super) const NO_VALUE: Value = Value::Error(Cow::Borrowed("#VALUE!"));
pub(super) const NO_NUMBER: Value = Value::Error(Cow::Borrowed("#NUM!"));
pub(super) const NO_DIVISION: Value = Value::Error(Cow::Borrowed("#DIV/0!"));
pub(super) const NOT_FOUND: Value = Value::Error(Cow::Borrowed("#N/A"));
pub(super) const NO_CELL: Value = Value::Error(Cow::Borrowed("#REF!"));

impl Value {
    /// A number, or the error that it is none.
    pub(super) fn of(number: f64) -> Self {
        if number.is_finite() {
            Self::Number(number)
        } else {
            NO_NUMBER
        }
    }

    /// As a number: `Ok(Err)` where it is an error.
    pub(super) fn number(&self) -> Result<Result<f64, Self>, Why> {
        Ok(match self {
            Self::Number(number) => Ok(*number),
            Self::Truth(truth) => Ok(f64::from(u8::from(*truth))),
            Self::Blank => Ok(0.0),
            Self::Error(_) => Err(self.clone()),
            Self::Text(words) => match words.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(number),
                // Excel reads 1,234 and 5% and dates as figures
                _ if words.chars().any(char::is_numeric) => return Err(Why::Other),
                _ => Err(NO_VALUE),
            },
        })
    }

    /// As words.
    pub(super) fn words(&self) -> Result<String, Self> {
        match self {
            Self::Number(number) => Ok(number::shortest(*number)),
            Self::Text(words) => Ok(words.to_string()),
            Self::Truth(truth) => Ok(if *truth { "TRUE" } else { "FALSE" }.to_owned()),
            Self::Blank => Ok(String::new()),
            Self::Error(_) => Err(self.clone()),
        }
    }

    /// As yes or no.
    pub(super) fn truth(&self) -> Result<Result<bool, Self>, Why> {
        match self {
            Self::Truth(truth) => Ok(Ok(*truth)),
            Self::Text(_) => Err(Why::Other),
            other => Ok(other.number()?.map(|number| number != 0.0)),
        }
    }
}

/// Whether two numbers are the same to fifteen digits.
pub(super) fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-14 * one.abs().max(other.abs())
}

/// Which way a figure is cut off.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cut {
    /// halves away from zero
    Nearest,
    /// away from zero
    Up,
    /// towards zero
    Down,
}

/// A figure with so many decimals, as it is written in fifteen digits: 2.675 to two is 2.68.
pub(super) fn rounded(value: f64, digits: f64, cut: Cut) -> f64 {
    const DIGITS: i32 = 15;
    let places = digits.trunc().clamp(-300.0, 300.0) as i32;
    let written = format!("{:.14e}", value.abs());
    let Some((mantissa, exponent)) = written.split_once('e') else {
        return value;
    };
    let Ok(exponent) = exponent.parse::<i32>() else {
        return value;
    };
    let kept = exponent + 1 + places;
    if value == 0.0 || kept >= DIGITS {
        return value;
    }
    let all = mantissa.replace('.', "");
    // all that is kept lies before the first digit
    let (own, rest) = match usize::try_from(kept) {
        Ok(kept) => all.split_at(kept.min(all.len())),
        Err(_) => ("", "1"),
    };
    let has_rest = rest.bytes().any(|digit| digit != b'0');
    let goes_up = match cut {
        Cut::Nearest => rest.starts_with(['5', '6', '7', '8', '9']),
        Cut::Up => has_rest,
        Cut::Down => false,
    };
    let whole = own.parse::<u64>().unwrap_or_default() + u64::from(goes_up);
    let size = format!("{whole}e{}", -places).parse::<f64>();
    size.map_or(value, |size| size.copysign(value))
}
