//! One register with its entries, as far as it was decided.

use super::decided::{Decided, Listed, Rows};
use super::defined::Register;
use super::entry::{Entry, Refused, fold};
use super::kept_list::{KeptList, ListAnswers};
use super::key::Fields;
use super::state::State;
use crate::record::{RecordError, StoredEntry};
use crate::scheme::Scheme;
use std::collections::HashMap;

/// What keeps decisions and rows.
pub trait Shelf {
    /// A text that is this shelf's own and goes out with nothing: what is a number of something
    /// personal can be worked out by nobody who has it not.
    ///
    /// # Errors
    /// It did not answer.
    fn secret(&self) -> Result<String, RecordError>;

    /// All that was decided of a register, or of one of its entries, and not taken back, oldest
    /// first.
    ///
    /// # Errors
    /// It did not answer.
    fn decisions(&self, register: &str, key: Option<&str>) -> Result<Vec<Decided>, RecordError>;

    /// The rows that these decisions are about.
    ///
    /// # Errors
    /// It did not answer.
    fn decided_rows(&self, form: &str, decided: &[Decided]) -> Result<Rows, RecordError>;

    /// The returns on a form that count.
    ///
    /// # Errors
    /// It did not answer.
    fn listed(&self, form: &str) -> Result<Vec<Listed>, RecordError>;

    /// The published lists that were kept of a register, and not taken back, by their days.
    ///
    /// # Errors
    /// It did not answer.
    fn lists(&self, register: &str) -> Result<Vec<KeptList>, RecordError>;

    /// What was said of those on the lists of a register, and not taken back.
    ///
    /// # Errors
    /// It did not answer.
    fn list_answers(&self, register: &str) -> Result<ListAnswers, RecordError>;

    /// The rows of a return.
    ///
    /// # Errors
    /// It did not answer.
    fn rows_of(&self, form: &str, return_id: i64) -> Result<Vec<StoredEntry>, RecordError>;
}

/// A register with its entries.
#[derive(Debug, Clone)]
pub struct Book<'s> {
    /// the scheme that it is of
    pub scheme: &'s Scheme,
    /// the register
    pub register: &'s Register,
    /// its fields
    pub fields: Fields<'s>,
    /// in the order in which they came
    pub entries: Vec<Entry>,
    pub(super) refused: Refused,
    /// the rows that decisions are about
    pub(super) rows: Rows,
    by_key: HashMap<String, usize>,
}

impl<'s> Book<'s> {
    /// Reads a register.
    ///
    /// # Errors
    /// What keeps it did not answer.
    pub fn read(
        scheme: &'s Scheme,
        register: &'s Register,
        shelf: &dyn Shelf,
    ) -> Result<Self, RecordError> {
        Self::read_of(scheme, register, shelf, None)
    }

    /// Reads one entry of a register.
    ///
    /// # Errors
    /// What keeps it did not answer.
    pub fn read_entry(
        scheme: &'s Scheme,
        register: &'s Register,
        shelf: &dyn Shelf,
        key: &str,
    ) -> Result<Self, RecordError> {
        Self::read_of(scheme, register, shelf, Some(key))
    }

    fn read_of(
        scheme: &'s Scheme,
        register: &'s Register,
        shelf: &dyn Shelf,
        key: Option<&str>,
    ) -> Result<Self, RecordError> {
        let Some(form) = scheme.form(&register.form) else {
            return Err(RecordError::Unknown {
                what: "报表",
                name: register.form.clone(),
                nearest: String::new(),
            });
        };
        let fields = Fields::of(register, form, scheme).with(shelf.secret()?);
        let decisions = shelf.decisions(&register.code, key)?;
        let rows = shelf.decided_rows(&form.code, &decisions)?;
        let (entries, refused) = fold((register, &fields), decisions, &rows);
        let keys = entries.iter().enumerate();
        let by_key = keys.map(|(at, entry)| (entry.key.clone(), at)).collect();
        Ok(Self {
            scheme,
            register,
            fields,
            entries,
            refused,
            rows,
            by_key,
        })
    }

    /// An entry by its key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.by_key.get(key).map(|at| &self.entries[*at])
    }

    /// A row that a decision is about.
    pub fn row(&self, return_id: i64, row: u32) -> Option<&StoredEntry> {
        self.rows.get(&(return_id, row)).map(AsRef::as_ref)
    }

    /// How an entry stands on a day.
    pub fn state(&self, entry: &Entry, day: &str) -> State {
        entry.state(self.register, &self.fields, day)
    }

    /// The same in words, with what is to be known of it.
    pub fn standing(&self, entry: &Entry, day: &str) -> String {
        let word = self.state(entry, day).word();
        if entry.withdrawn {
            format!("{word}（来源已撤回）")
        } else {
            word.to_owned()
        }
    }

    /// How many entries stand how on a day.
    pub fn counts(&self, day: &str) -> HashMap<State, usize> {
        let mut counts = HashMap::new();
        for entry in &self.entries {
            *counts.entry(self.state(entry, day)).or_default() += 1;
        }
        counts
    }

    /// How many entries stand in a return that was withdrawn.
    pub fn withdrawn(&self) -> usize {
        self.entries.iter().filter(|entry| entry.withdrawn).count()
    }
}
