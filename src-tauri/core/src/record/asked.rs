//! What a record can be asked.

use super::entries::StoredEntry;
use super::error::RecordError;
use super::findings::{Flags, RosterFlag, StoredFinding};
use super::returns::{AskedSince, ReadOtherwise, ReturnRow, TakenOut};
use super::values::{FigureSource, Source, SourceEntry, SourceValue, StoredValue};
use crate::figure::Figure;
use crate::finding::{Severities, Severity};
use crate::scheme::Scheme;
use crate::target::Book;
use std::collections::{HashMap, HashSet};

type Answer<T> = Result<T, RecordError>;

/// What is known of the returns of some rounds. Units, forms, indicators and columns go by their
/// codes; what is many is handed over one by one, until `false` is said.
pub trait Record {
    /// The scheme in force.
    fn scheme(&self) -> &Scheme;

    /// What was set of targets.
    fn targets(&self) -> Answer<Book>;

    /// The newest returns of a round, by unit and form.
    fn current_returns(&self, round: &str) -> Answer<Vec<ReturnRow>>;

    /// All versions of a unit's return on a form, newest first.
    fn versions(&self, round: &str, unit: &str, form: &str) -> Answer<Vec<ReturnRow>>;

    /// What became of a unit's return on a form that counts no more, where an officer took it out.
    fn taken_out(&self, round: &str, unit: &str, form: &str) -> Answer<Option<TakenOut>>;

    /// Codes of the forms that a round has returns on.
    fn forms_reported(&self, round: &str) -> Answer<HashSet<String>>;

    /// Findings of the current returns of a round: gravest first, then by unit.
    fn findings(
        &self,
        round: &str,
        unit: Option<&str>,
        severities: &[Severity],
    ) -> Answer<Vec<StoredFinding>>;

    /// Findings of a round by unit and severity.
    fn severities(&self, round: &str) -> Answer<HashMap<String, Severities>>;

    /// Figures that findings of some severities are about; none given means all.
    fn flags_of(&self, round: &str, form: &str, severities: &[Severity]) -> Answer<Flags>;

    /// What the findings A on a roster's current returns stand for.
    fn roster_flags(&self, round: &str, form: &str) -> Answer<Vec<RosterFlag>>;

    /// Where figures came from: an indicator of one unit or of all, in one column or all, on one
    /// form or all.
    fn sources(
        &self,
        round: &str,
        indicator: &str,
        unit: Option<&str>,
        column: Option<&str>,
        form: Option<&str>,
    ) -> Answer<Vec<FigureSource>>;

    /// One figure of one return.
    fn value_of(
        &self,
        return_id: i64,
        unit: &str,
        indicator: &str,
        column: &str,
    ) -> Answer<Option<StoredValue>>;

    /// How many figures of a form's current returns are not blank.
    fn count_figures(&self, round: &str, form: &str) -> Answer<u64>;

    /// How many current entries a form has in a round.
    fn count_entries(&self, round: &str, form: &str) -> Answer<u64>;

    /// Hands over every figure of a form's current returns: number of the return, unit, indicator,
    /// column, figure.
    fn visit_figures(
        &self,
        round: &str,
        form: &str,
        each: &mut dyn FnMut(i64, &str, &str, &str, Figure),
    ) -> Answer<()>;

    /// Hands over every current entry of a form, unit by unit in the order given, row by row.
    fn visit_entries(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        each: &mut dyn FnMut(StoredEntry) -> bool,
    ) -> Answer<()>;

    /// Hands over every figure of a form's current returns with its cell, unit by unit in the order
    /// given, then in the order of the scheme.
    fn visit_sources(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        each: &mut dyn FnMut(&Source, SourceValue<'_>) -> bool,
    ) -> Answer<()>;

    /// Hands over every entry of a form's current returns with its cells and what stands in one
    /// field.
    fn visit_entry_sources(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        field: usize,
        each: &mut dyn FnMut(&Source, SourceEntry<'_>) -> bool,
    ) -> Answer<()>;

    /// Returns on a form that count in a round, some figures of which are read otherwise than they
    /// were made.
    fn read_otherwise(&self, round: &str, form: &str) -> Answer<Vec<ReadOtherwise>>;

    /// Senders of the returns on a form that count in a round, with what the scheme asks for and
    /// did not when they were made.
    fn asked_since(&self, round: &str, form: &str) -> Answer<Vec<AskedSince>>;

    /// Code and name of an indicator by either, of the newest version of the scheme that has it.
    fn indicator_ever(&self, name: &str) -> Answer<Option<(String, String)>>;

    /// Name of a column of a form, of the newest version of the scheme that has it.
    fn column_ever(&self, form: &str, indicator: &str, column: &str) -> Answer<Option<String>>;

    /// An error when what was read is not what is there any more.
    fn unchanged(&self) -> Answer<()>;
}

/// Goes on as long as nothing fails, and tells what did.
fn until<E: From<RecordError>>(run: impl FnOnce(&mut Option<E>) -> Answer<()>) -> Result<(), E> {
    let mut failed = None;
    run(&mut failed)?;
    failed.map_or(Ok(()), Err)
}

fn goes_on<E>(failed: &mut Option<E>, done: Result<(), E>) -> bool {
    *failed = done.err();
    failed.is_none()
}

impl dyn Record + '_ {
    /// See [`Record::visit_entries`].
    ///
    /// # Errors
    /// The record did not answer, or `each` failed.
    pub fn each_entry<E: From<RecordError>>(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        mut each: impl FnMut(StoredEntry) -> Result<(), E>,
    ) -> Result<(), E> {
        until(|failed| {
            self.visit_entries(round, form, units, &mut |entry| {
                goes_on(failed, each(entry))
            })
        })
    }

    /// See [`Record::visit_sources`].
    ///
    /// # Errors
    /// The record did not answer, or `each` failed.
    pub fn each_source<E: From<RecordError>>(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        mut each: impl FnMut(&Source, SourceValue<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        until(|failed| {
            self.visit_sources(round, form, units, &mut |source, value| {
                goes_on(failed, each(source, value))
            })
        })
    }

    /// See [`Record::visit_entry_sources`].
    ///
    /// # Errors
    /// The record did not answer, or `each` failed.
    pub fn each_entry_source<E: From<RecordError>>(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        field: usize,
        mut each: impl FnMut(&Source, SourceEntry<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        until(|failed| {
            self.visit_entry_sources(round, form, units, field, &mut |source, entry| {
                goes_on(failed, each(source, entry))
            })
        })
    }
}
