//! What a careful person makes of a word in a place.

use super::place::Place;
use super::seen::Seen;
use super::words::Says;

/// What must come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// it changes what figures mean: told or asked
    Told,
    /// it changes nothing: read
    Through,
    /// read or told, as long as no figure is another
    Either,
}

/// The verdict on a word, where it stands, as it is seen.
pub(super) fn verdict(says: Says, place: Place, seen: Seen) -> Verdict {
    if !seen.is_seen() {
        return Verdict::Either;
    }
    if place.is_beside() {
        return beside(says, place);
    }
    match says {
        Says::OtherPeriod | Says::OtherCounty => match place {
            // 上年结转 and the like stand there
            Place::Below | Place::File => Verdict::Either,
            _ => Verdict::Told,
        },
        Says::Status | Says::Sample | Says::Scope | Says::OtherUnit => match place {
            // a file is named by who sends it on
            Place::File => Verdict::Either,
            _ => Verdict::Told,
        },
        Says::Corrected => match place {
            Place::File | Place::Tab => Verdict::Either,
            _ => Verdict::Told,
        },
        Says::OwnCounty | Says::SamePeriod if place.is_of_sheet() => Verdict::Through,
        Says::OwnCounty | Says::SamePeriod => Verdict::Either,
        Says::Plain => match place {
            Place::Title | Place::Tab | Place::File | Place::Above => Verdict::Through,
            _ => Verdict::Either,
        },
        Says::Unknown => match place {
            Place::Header
            | Place::Label
            | Place::Format
            | Place::Measure
            | Place::Group
            | Place::Between => Verdict::Told,
            _ => Verdict::Either,
        },
    }
}

/// Words beside figures: what corrects, voids or measures them is told, others are only shown.
fn beside(says: Says, place: Place) -> Verdict {
    match says {
        Says::Status | Says::OtherUnit | Says::Corrected => Verdict::Told,
        Says::Sample | Says::OtherPeriod | Says::Scope | Says::OtherCounty => Verdict::Either,
        Says::SamePeriod | Says::OwnCounty | Says::Plain | Says::Unknown => match place {
            Place::Remark | Place::Comment => Verdict::Through,
            _ => Verdict::Either,
        },
    }
}
