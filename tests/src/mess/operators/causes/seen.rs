//! How words are seen.

/// How words are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Plain,
    /// the number format writes them
    ByFormat,
    White,
    Struck,
    Tiny,
    HiddenRow,
    HiddenColumn,
    /// under a merged area
    Covered,
}

impl Seen {
    /// Whether a person sees them, and not struck out.
    pub(super) fn is_seen(self) -> bool {
        matches!(self, Self::Plain | Self::ByFormat)
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::ByFormat => "by-format",
            Self::White => "white",
            Self::Struck => "struck",
            Self::Tiny => "tiny",
            Self::HiddenRow => "hidden-row",
            Self::HiddenColumn => "hidden-column",
            Self::Covered => "covered",
        }
    }
}
