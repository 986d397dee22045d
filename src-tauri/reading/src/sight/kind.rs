//! The kinds of sections.

use super::date::Dated;
use super::fraction::Ratio;
use super::lex::Raw;
use super::locale::Locale;
use super::mark::Mark;
use super::number::Number;
use super::piece::Piece;
use super::unsure::Unsure;

/// What a section shows.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// words only, or nothing at all
    Words(Vec<Mark>),
    General {
        before: Vec<Mark>,
        behind: Vec<Mark>,
    },
    Number(Number),
    Ratio(Ratio),
    Date(Dated),
    /// with the text itself where `None` stands
    Text(Vec<Option<Mark>>),
}

impl Kind {
    fn bare_general() -> Self {
        Self::General {
            before: Vec::new(),
            behind: Vec::new(),
        }
    }

    /// What the pieces are, and why that is in doubt.
    pub(super) fn of(raw: &Raw, locale: Locale) -> (Self, Option<Unsure>) {
        let pieces = &raw.pieces;
        let has = |what: fn(&Piece) -> bool| pieces.iter().any(what);
        let has_places = has(|piece| matches!(piece, Piece::Place(_)));
        let has_codes = has(|piece| matches!(piece, Piece::Code(_)));
        let has_text = has(|piece| matches!(piece, Piece::Text));
        if let Some(system) = raw.tag.system {
            let dated = Dated::of_system(system, locale);
            return (Kind::Date(dated), Some(Unsure::SystemSetting));
        }
        if pieces.is_empty() && raw.has_brackets {
            // TEXT(A1,"[DBNum2]") is used everywhere; of the others programs differ
            let doubt = raw.dbnum.is_none().then_some(Unsure::SectionBare);
            return (Kind::bare_general(), doubt);
        }
        if let Some(at) = pieces
            .iter()
            .position(|piece| matches!(piece, Piece::General))
        {
            let (before, behind) = pieces.split_at(at);
            let behind = behind.get(1..).unwrap_or_default();
            let is_mixed = has_places
                || has_codes
                || has_text
                || [before, behind].concat().iter().any(|piece| {
                    matches!(
                        piece,
                        Piece::Percent | Piece::General | Piece::Exponent { .. }
                    )
                });
            let kind = Kind::General {
                before: Mark::of_all(before),
                behind: Mark::of_all(behind),
            };
            return (kind, is_mixed.then_some(Unsure::FormatUnknown));
        }
        if has_codes {
            let (dated, doubt) = Dated::new(pieces);
            return (Kind::Date(dated), doubt);
        }
        if has_text {
            let marks = pieces
                .iter()
                .filter(|piece| !matches!(piece, Piece::Place(_) | Piece::Exponent { .. }))
                .map(|piece| Mark::of(piece.clone()))
                .collect();
            return (
                Kind::Text(marks),
                has_places.then_some(Unsure::FormatUnknown),
            );
        }
        if !has_places {
            return (Kind::Words(Mark::of_all(pieces)), None);
        }
        if let Some((ratio, doubt)) = Ratio::new(pieces) {
            return (Kind::Ratio(ratio), doubt);
        }
        let (number, doubt) = Number::new(pieces);
        (Kind::Number(number), doubt)
    }
}
