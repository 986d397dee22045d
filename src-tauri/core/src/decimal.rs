//! The one decimal that reported figures are kept in. It has no `+ − × ÷`: the plain operators of
//! the library below panic beyond 28 digits, and its checked ones drop the last digits of a sum
//! without a word. Sums and differences go through module `exact`, which loses no digit or says
//! so; products and quotients are [`Decimal::times`] and [`Decimal::over`].

use rust_decimal::{Decimal as Digits, RoundingStrategy};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A decimal number: 28 digits, as many of them behind the point as needed. Two that are worth the
/// same are equal: 0.50 is 0.5.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
#[must_use]
pub struct Decimal(Digits);

/// A text, or digits, that are no decimal.
pub type NoDecimal = rust_decimal::Error;

impl Decimal {
    /// 0
    pub const ZERO: Self = Self(Digits::ZERO);
    /// 1
    pub const ONE: Self = Self(Digits::ONE);
    /// 100
    pub const ONE_HUNDRED: Self = Self(Digits::ONE_HUNDRED);
    /// the greatest there is
    pub const MAX: Self = Self(Digits::MAX);

    /// A whole number.
    pub const fn whole(number: u32) -> Self {
        Self(Digits::from_parts(number, 0, 0, false, 0))
    }

    /// A power of ten: 2 → 0.01. At most 28.
    pub const fn tenth(power: u32) -> Self {
        Self(Digits::from_parts(1, 0, 0, false, power))
    }

    /// Digits, so many of them behind the point; `None` when there are more than are kept.
    pub fn of_digits(digits: i128, scale: u32) -> Option<Self> {
        Digits::try_from_i128_with_scale(digits, scale)
            .ok()
            .map(Self)
    }

    /// Digits, so many of them behind the point. At most 28 of these.
    ///
    /// # Panics
    /// With more.
    pub fn new(digits: i64, scale: u32) -> Self {
        Self(Digits::new(digits, scale))
    }

    /// A text that is a decimal as it stands: a digit that has no place is an error.
    pub fn from_str_exact(text: &str) -> Result<Self, NoDecimal> {
        Digits::from_str_exact(text).map(Self)
    }

    /// A text like `1.2E-7`.
    pub fn from_scientific(text: &str) -> Result<Self, NoDecimal> {
        Digits::from_scientific(text).map(Self)
    }

    /// This by other, to the last of 28 digits; `None` when it is too large.
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(Self)
    }

    /// This divided by other, to the last of 28 digits; `None` when other is 0 or it is too large.
    pub fn over(self, other: Self) -> Option<Self> {
        self.0.checked_div(other.0).map(Self)
    }

    /// Half away from zero, as people round. What rounds to nothing is 0, never −0.
    pub fn rounded(self, decimals: u32) -> Self {
        let mut rounded = self
            .0
            .round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        if rounded.is_zero() {
            rounded.set_sign_positive(true);
        }
        Self(rounded)
    }

    /// With so many digits at most, wherever the point is; `None` where it would be too large.
    pub fn of_so_many_digits(self, most: u32) -> Option<Self> {
        self.0.round_sf(most).map(Self)
    }

    /// How large it is, whatever its sign.
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// With the other sign; of zero there is only one.
    pub fn negated(self) -> Self {
        let mut other = self.0;
        other.set_sign_positive(self.0.is_sign_negative() || self.0.is_zero());
        Self(other)
    }

    /// Without zeros at the end.
    pub fn normalize(&self) -> Self {
        Self(self.0.normalize())
    }

    /// It is 0, or −0.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// It has a minus.
    pub fn is_sign_negative(&self) -> bool {
        self.0.is_sign_negative()
    }

    /// It is a whole number.
    pub fn is_whole(&self) -> bool {
        self.0.fract().is_zero()
    }

    /// Digits behind the point.
    pub fn scale(&self) -> u32 {
        self.0.scale()
    }

    /// All of its digits, without the point.
    pub fn mantissa(&self) -> i128 {
        self.0.mantissa()
    }

    /// Its sixteen bytes.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.serialize()
    }

    /// Out of its sixteen bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Digits::deserialize(bytes))
    }
}

impl FromStr for Decimal {
    type Err = NoDecimal;

    fn from_str(text: &str) -> Result<Self, NoDecimal> {
        Digits::from_str(text).map(Self)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(to)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, to)
    }
}

macro_rules! from_whole {
    ($($whole:ty)*) => {
        $(impl From<$whole> for Decimal {
            fn from(number: $whole) -> Self {
                Self(Digits::from(number))
            }
        })*
    };
}

from_whole!(i32 i64 u16 u32 u64 usize);
