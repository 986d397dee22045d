//! One section of a code, ready to be used.

use super::condition::Condition;
use super::kind::Kind;
use super::lex::Raw;
use super::locale::{Language, Locale};
use super::numerals::Numerals;
use super::piece::Piece;
use super::plain::Plainness;
use super::unsure::Unsure;

/// What a section shows, and to whom.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) kind: Kind,
    pub(super) condition: Option<Condition>,
    /// of names; none without a tag
    pub(super) language: Option<Language>,
    pub(super) numerals: Option<Numerals>,
    pub(super) doubt: Option<Unsure>,
    /// the colour that it names, in small letters
    pub(super) ink: Option<String>,
    pub(super) plainness: Plainness,
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
        let (kind, more) = Kind::of(raw, locale);
        let doubt = doubt.or(more);
        // what is in doubt, or in other figures, is not plain
        let plainness = if doubt.is_some() || numerals.is_some() {
            Plainness::None
        } else {
            Plainness::of(&kind)
        };
        Self {
            kind,
            condition: raw.condition,
            language,
            numerals,
            doubt,
            ink: raw.ink.clone(),
            plainness,
        }
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
