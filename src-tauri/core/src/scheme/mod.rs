//! Schemes (报表制度): who reports what, on which sheets, when, and what must hold. Read from text,
//! checked as a whole.
//!
//! The reference for people who write one is `schemes/README.md`.

mod build;
mod content;
mod data;
pub mod diff;
mod file;
mod problem;
mod shipped;
mod tables;
mod write;

pub use content::{Round, Scheme};
pub use file::read_text;
pub use problem::{Problem, SchemeError};
pub use shipped::{Shipped, shipped};
pub use tables::{Noun, TextKey, TextValue};

use std::path::Path;

impl Scheme {
    /// Reads and checks a scheme text. `name` is what messages call it.
    pub fn parse(name: &str, text: &str) -> Result<Self, SchemeError> {
        build::scheme(&[(name.to_owned(), text.to_owned())])
    }

    /// Reads a scheme file, or the `*.toml` files of a folder in name order.
    pub fn load(path: &Path) -> Result<Self, SchemeError> {
        build::scheme(&file::texts(path)?)
    }

    /// A shipped scheme by code, or a file or folder by path.
    pub fn find(name: &str) -> Result<Self, SchemeError> {
        if let Some(found) = shipped()
            .iter()
            .find(|known| known.code == name || known.name == name)
        {
            return Self::parse(found.code, found.text);
        }
        if Path::new(name).exists() {
            return Self::load(Path::new(name));
        }
        Err(SchemeError::unknown(name))
    }
<<<<<<< HEAD
=======

    /// Whether another scheme is the same in all but the text it was read from.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let Self {
            code,
            name,
            version,
            root,
            organiser,
            note,
            units,
            unit_names,
            indicators,
            forms,
            rounds,
            rules,
            text: _,
            indicator_by_code,
            unit_by_code,
        } = self;
        *code == other.code
            && *name == other.name
            && *version == other.version
            && *root == other.root
            && *organiser == other.organiser
            && *note == other.note
            && *units == other.units
            && *unit_names == other.unit_names
            && *indicators == other.indicators
            && *forms == other.forms
            && *rounds == other.rounds
            && *rules == other.rules
            && *indicator_by_code == other.indicator_by_code
            && *unit_by_code == other.unit_by_code
    }

    /// Indicator by code.
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.indicator_by_code
            .get(code)
            .map(|&at| &self.indicators[at])
    }

    /// Unit by code.
    pub fn unit(&self, code: &str) -> Option<&OrgUnit> {
        self.unit_by_code.get(code).map(|&at| &self.units[at])
    }

    /// The unit that consolidates.
    pub fn root_unit(&self) -> &OrgUnit {
        &self.units[self.root]
    }

    /// Form by code or name.
    pub fn form(&self, code: &str) -> Option<&Form> {
        self.forms
            .iter()
            .find(|form| form.code == code)
            .or_else(|| self.forms.iter().find(|form| form.name == code))
    }

    /// Round by code, name or period.
    pub fn round(&self, code: &str) -> Option<&Round> {
        self.rounds
            .iter()
            .find(|round| round.code == code || round.name == code)
    }

    /// Name of a unit, or its code when the scheme does not know it (any more).
    pub fn unit_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.unit(code).map_or(code, |unit| &unit.name)
    }

    /// Indicators that are a 其中 item of the given one.
    pub fn parts_of<'a>(&'a self, whole: &'a str) -> impl Iterator<Item = &'a Indicator> {
        self.indicators
            .iter()
            .filter(move |indicator| indicator.part_of.as_deref() == Some(whole))
    }
}

impl Round {
    /// Whether a period read from a sheet is this round's: the same months, or wording that the
    /// scheme says means the same.
    pub fn is_for(&self, period: Period) -> bool {
        self.period == period
            || self.also.iter().any(|wording| {
                Period::all_in(wording)
                    .iter()
                    .any(|(other, _)| *other == period)
            })
    }
>>>>>>> ad05825 (scheme: a scheme is written back as text without loss, and what differs between two is told with what it means for stored returns)
}
