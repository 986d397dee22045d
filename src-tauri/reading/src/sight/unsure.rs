//! Why it is not certain what a cell shows.

/// The reasons, each with a code that stays ([`Unsure::code`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unsure {
    /// A part of the code is none of those documented (ECMA-376 part 1, 18.8.31).
    FormatUnknown,
    /// The code has more than the 255 characters of Excel, or more than four sections.
    FormatTooLong,
    /// No date of the calendar, or one before it: Excel fills the cell with `#`.
    Overflow,
    /// Sections with conditions of which none takes the figure: Excel fills the cell with `#`.
    ConditionUnmet,
    /// A section of nothing but `[Red]` or `[>5]`: as `General`, or nothing at all.
    SectionBare,
    /// Whether the minus is shown: programs differ over a figure below a condition that is
    /// negative itself.
    MinusUnderCondition,
    /// A comma between decimals, or before an exponent: divided by a thousand, or nothing.
    CommaAtPoint,
    /// Names of months or weekdays of a language, or a wording of a system, that is not held.
    Locale,
    /// The code says no more than "as the system is set": the date or time of the control panel.
    SystemSetting,
    /// Years or months of another calendar.
    Calendar,
    /// Figures of another script, or Chinese ones where programs differ.
    Numerals,
    /// Neither a figure nor an error: not a number, infinite.
    NoFigure,
}

impl Unsure {
    /// All there are.
    pub const ALL: [Self; 12] = [
        Self::FormatUnknown,
        Self::FormatTooLong,
        Self::Overflow,
        Self::ConditionUnmet,
        Self::SectionBare,
        Self::MinusUnderCondition,
        Self::CommaAtPoint,
        Self::Locale,
        Self::SystemSetting,
        Self::Calendar,
        Self::Numerals,
        Self::NoFigure,
    ];

    /// The code that is written where programs read it: it stays.
    pub fn code(self) -> &'static str {
        match self {
            Self::FormatUnknown => "format-unknown",
            Self::FormatTooLong => "format-too-long",
            Self::Overflow => "overflow",
            Self::ConditionUnmet => "condition-unmet",
            Self::SectionBare => "section-bare",
            Self::MinusUnderCondition => "minus-under-condition",
            Self::CommaAtPoint => "comma-at-point",
            Self::Locale => "locale",
            Self::SystemSetting => "system-setting",
            Self::Calendar => "calendar",
            Self::Numerals => "numerals",
            Self::NoFigure => "no-figure",
        }
    }
}
