//! What one section of a code shows: words, a number, a fraction, a date, a text.

use super::date::Dated;
use super::fraction::Ratio;
use super::lex::{Condition, Piece, Raw};
use super::locale::{Language, Locale};
use super::number::Number;
use super::numerals::Numerals;
use super::plain::Plainness;
use super::unsure::Unsure;

/// A section that is ready to be used.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) kind: Kind,
    pub(super) condition: Option<Condition>,
    /// of names; none without a tag
    pub(super) language: Option<Language>,
    pub(super) numerals: Option<Numerals>,
    pub(super) doubt: Option<Unsure>,
    pub(super) plainness: Plainness,
}

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

/// What is shown as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Word(String),
    Blank,
    Fill(char),
}

impl Mark {
    /// A piece that shows itself; what has a meaning elsewhere shows its character.
    pub(super) fn of(piece: Piece) -> Option<Self> {
        Some(match piece {
            Piece::Word(word) => Self::Word(word),
            Piece::Blank => Self::Blank,
            Piece::Fill(c) => Self::Fill(c),
            Piece::Figure(c) => Self::Word(c.into()),
            Piece::Point => Self::Word('.'.into()),
            Piece::Comma => Self::Word(','.into()),
            Piece::Slash => Self::Word('/'.into()),
            Piece::Percent => Self::Word('%'.into()),
            _ => return None,
        })
    }

    pub(super) fn of_all(pieces: &[Piece]) -> Vec<Self> {
        pieces.iter().cloned().filter_map(Self::of).collect()
    }
}

impl Section {
    pub(super) fn new(raw: &Raw, locale: Locale) -> Self {
        let mut doubt = raw.doubt;
        let language = raw.tag.language;
        let numerals = match raw.dbnum {
            None => None,
            Some(number) => Numerals::of(number, language.unwrap_or(locale.language()))
                .unwrap_or_else(|()| {
                    doubt.get_or_insert(Unsure::Numerals);
                    None
                }),
        };
        let (kind, more) = kind(raw, locale);
        let doubt = doubt.or(more);
        let mut section = Self {
            kind,
            condition: raw.condition,
            language,
            numerals,
            doubt,
            plainness: Plainness::default(),
        };
        section.plainness = Plainness::of(&section);
        section
    }

    /// `General`, as it stands alone.
    pub(super) fn general() -> Self {
        let mut raw = Raw::default();
        raw.pieces.push(Piece::General);
        Self::new(&raw, Locale::default())
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Text(_))
    }
}

fn kind(raw: &Raw, locale: Locale) -> (Kind, Option<Unsure>) {
    let pieces = &raw.pieces;
    let has = |what: fn(&Piece) -> bool| pieces.iter().any(what);
    let has_places = has(|piece| matches!(piece, Piece::Place(_)));
    let has_codes = has(|piece| matches!(piece, Piece::Code(_)));
    let has_text = has(|piece| matches!(piece, Piece::Text));
    if let Some(system) = raw.tag.system {
        let dated = Dated::of_system(system, locale);
        return (Kind::Date(dated), Some(Unsure::SystemSetting));
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
