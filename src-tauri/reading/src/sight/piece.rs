//! The pieces that a code is made of.

/// A place for a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// `0`: a zero where there is no digit
    Zero,
    /// `#`: nothing
    None,
    /// `?`: a space
    Space,
}

/// Part of a date or time, with the number of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    Year(usize),
    Month(usize),
    Minute(usize),
    Day(usize),
    /// `aaa`, `aaaa`
    Weekday(usize),
    Hour(usize),
    Second(usize),
    /// `.00` behind seconds
    Fraction(usize),
    /// `e`: the year of the era
    Era,
    /// `g`, `gg`, `ggg`: the era
    EraName(usize),
    /// `b`: the year of the Buddhist era
    Buddhist(usize),
    /// `[h]`, `[mm]`, `[s]`: all hours, minutes, seconds
    All(Unit, usize),
    Half(Half),
}

/// What elapsed time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hours,
    Minutes,
    Seconds,
}

/// Morning or afternoon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    /// `AM/PM`: in the language of the tag
    Long,
    /// `A/P`, `a/p`: the letters as written
    Short(char, char),
    /// `上午/下午`
    Chinese,
}

/// One piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Word(String),
    /// `_x`: a space as wide as x
    Blank,
    /// `*x`: x fills the column
    Fill(char),
    Place(Place),
    /// a digit from 1 to 9: shown, or of a fixed denominator
    Figure(char),
    Point,
    Comma,
    Percent,
    Slash,
    /// `E+` or `E-`
    Exponent {
        shows_plus: bool,
    },
    General,
    Text,
    Code(Code),
}
