//! Current returns of a round, as a new one is held against them.

use crate::figure::State;
use crate::form::Roster;
use crate::number::{Datum, Decimal};
use crate::personal;
use crate::place::Place;
use crate::text::key as text_key;
use std::collections::HashMap;

/// What a figure is of: positions of unit and indicator, code of the column.
pub type Key = (usize, usize, String);

/// A current return of a round, with its figures.
#[derive(Debug, Clone)]
pub struct Standing {
    /// position of the form
    pub form: usize,
    /// position of the unit that sent it
    pub sender: usize,
    /// its version
    pub version: u32,
    /// name of its file
    pub file: String,
    /// its figures
    pub figures: HashMap<Key, StandingFigure>,
    /// of a roster: its rows
    pub entries: Vec<StandingEntry>,
}

/// A row of a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingEntry {
    /// what identifies it, made comparable
    pub key: String,
    /// the same as it is written
    pub name: String,
    /// its figures by position of the field; `None` where a field is no figure
    pub figures: Vec<Option<Decimal>>,
}

impl StandingEntry {
    /// Of what stands in the fields of a roster's row.
    pub fn of<'a>(roster: &Roster, fields: impl Iterator<Item = (&'a str, &'a Datum)>) -> Self {
        let fields = fields.collect::<Vec<_>>();
        let keys = roster
            .fields
            .iter()
            .zip(&fields)
            .filter(|(field, _)| field.key)
            .map(|(field, (raw, datum))| match datum {
                // of a masked cell what it stands for
                Datum::Text(text) if field.personal => (field, text.trim()),
                _ => (field, raw.trim()),
            })
            .filter(|(_, raw)| !text_key(raw).is_empty())
            .collect::<Vec<_>>();
        let own = keys.iter().map(|(_, raw)| *raw).collect::<Vec<_>>();
        let key = text_key(&own.join(" "));
        let shown = keys.iter().map(|(field, raw)| personal::field(field, raw));
        let name = shown.collect::<Vec<_>>().join(" ");
        let figures = fields
            .iter()
            .map(|(_, datum)| {
                if let Datum::Number(number) = datum {
                    Some(*number)
                } else {
                    None
                }
            })
            .collect();
        Self { key, name, figures }
    }
}

/// A figure of such a return.
#[derive(Debug, Clone)]
pub struct StandingFigure {
    /// its state
    pub state: State,
    /// the figure, when it is one
    pub number: Option<Decimal>,
    /// where it stands
    pub place: Place,
}
