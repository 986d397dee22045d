//! Places that decide.

use super::seen::Seen;

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Title,
    Above,
    Below,
    Line,
    Tab,
    Group,
    Header,
    Label,
    Measure,
    Between,
    Remark,
    Right,
    Star,
    Comment,
    Box,
    Head,
    Foot,
    Format,
    File,
}

impl Place {
    pub(super) const ALL: [(Self, &'static str); 19] = [
        (Self::Title, "title"),
        (Self::Above, "above"),
        (Self::Below, "below"),
        (Self::Line, "who-reports"),
        (Self::Tab, "tab"),
        (Self::Group, "group"),
        (Self::Header, "header"),
        (Self::Label, "label"),
        (Self::Measure, "measure"),
        (Self::Between, "between"),
        (Self::Remark, "remark"),
        (Self::Right, "right"),
        (Self::Star, "star"),
        (Self::Comment, "comment"),
        (Self::Box, "box"),
        (Self::Head, "page-header"),
        (Self::Foot, "page-footer"),
        (Self::Format, "format"),
        (Self::File, "file"),
    ];

    /// Looks that words can have there.
    pub(super) fn looks(self) -> &'static [Seen] {
        use Seen::{ByFormat, Covered, HiddenColumn, HiddenRow, Plain, Struck, Tiny, White};
        match self {
            Self::Title | Self::Line | Self::Label | Self::Header => {
                &[Plain, ByFormat, White, Struck, Tiny]
            }
            Self::Above | Self::Below | Self::Between => &[
                Plain,
                ByFormat,
                White,
                Struck,
                Tiny,
                HiddenRow,
                HiddenColumn,
                Covered,
            ],
            Self::Group | Self::Star => &[Plain, ByFormat, White, Struck, Tiny],
            Self::Remark | Self::Right => &[Plain, ByFormat, White, Struck, Tiny, HiddenColumn],
            _ => &[Plain],
        }
    }

    /// Whether words there speak of the whole sheet.
    pub(super) fn is_of_sheet(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Above
                | Self::Below
                | Self::Tab
                | Self::File
                | Self::Head
                | Self::Foot
                | Self::Box
        )
    }

    /// Whether words there stand beside figures that are read without them.
    pub(super) fn is_beside(self) -> bool {
        matches!(
            self,
            Self::Remark | Self::Right | Self::Star | Self::Comment
        )
    }
}
