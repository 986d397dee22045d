//! Exact fractions of its own making: what is expected must not be computed by what is tested.

use std::cmp::Ordering;
use std::fmt;

/// A number as numerator and denominator, shortened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    above: i128,
    below: i128,
}

fn divisor(one: i128, other: i128) -> i128 {
    if other == 0 {
        one.abs().max(1)
    } else {
        divisor(other, one % other)
    }
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self { above: 0, below: 1 };

    /// above ÷ below, which is not 0.
    pub fn new(above: i128, below: i128) -> Self {
        let by = divisor(above, below) * below.signum();
        Self {
            above: above / by,
            below: below / by,
        }
    }

    /// So many units of the last of `digits` digits after the point.
    pub fn of_digits(units: i128, digits: u32) -> Self {
        Self::new(units, 10_i128.pow(digits))
    }

    /// A decimal as it is written; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{fraction}").parse().ok()?;
        (fraction.len() < 30).then(|| Self::of_digits(digits, fraction.len() as u32))
    }

    /// The same of one with more digits than can be worked with: those that are too many are left
    /// off.
    pub fn parse_any(text: &str) -> Option<Self> {
        let end = text
            .find('.')
            .map_or(text.len(), |at| text.len().min(at + 16));
        Self::parse(&text[..end])
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.above == 0
    }

    /// Whether it is above nothing.
    pub fn is_positive(self) -> bool {
        self.above > 0
    }

    /// self + other
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::new(
            self.above * other.below + other.above * self.below,
            self.below * other.below,
        )
    }

    /// self − other
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self {
            above: -other.above,
            ..other
        })
    }

    /// self × other
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let (left, right) = (
            Self::new(self.above, other.below),
            Self::new(other.above, self.below),
        );
        Self::new(left.above * right.above, left.below * right.below)
    }

    /// self ÷ other, which is not 0
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        self.times(Self::new(other.below, other.above))
    }

    /// Rounded half away from zero, in units of the last of so many digits.
    pub fn units(self, digits: u32) -> i128 {
        let scaled = self.above * 10_i128.pow(digits);
        let (whole, rest) = (scaled / self.below, (scaled % self.below).abs());
        if rest * 2 >= self.below {
            whole + scaled.signum()
        } else {
            whole
        }
    }

    /// Whether the two are at most a part in 10^9 of one apart, or of themselves.
    pub fn is_near(self, other: Self) -> bool {
        let gap =
            (self.above as f64 / self.below as f64 - other.above as f64 / other.below as f64).abs();
        gap <= 1e-9 * (self.above as f64 / self.below as f64).abs().max(1.0)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.above * other.below).partial_cmp(&(other.above * self.below))
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}/{}≈{}",
            self.above,
            self.below,
            self.above as f64 / self.below as f64
        )
    }
}
