//! The ledger as a record: what results may ask of it.

use super::{Ledger, LedgerError, StepKind};
use std::collections::{HashMap, HashSet};
use xianbaohui_core::figure::Figure;
use xianbaohui_core::finding::{Severities, Severity};
use xianbaohui_core::record::{
    AskedSince, FigureSource, Flags, ReadOtherwise, Record, RecordError, ReturnRow, RosterFlag,
    Source, SourceEntry, SourceValue, StoredEntry, StoredFinding, StoredValue, TakenOut,
};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::target::Book;

impl From<LedgerError> for RecordError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Unknown {
                what,
                name,
                nearest,
            } => Self::Unknown {
                what,
                name,
                nearest,
            },
            error => Self::Unanswered {
                code: error.code(),
                message: error.to_string(),
            },
        }
    }
}

/// What ends a visit: the ledger failed, or whoever is visited has enough.
enum End {
    Failed(LedgerError),
    Enough,
}

impl From<LedgerError> for End {
    fn from(error: LedgerError) -> Self {
        Self::Failed(error)
    }
}

fn more(goes_on: bool) -> Result<(), End> {
    if goes_on { Ok(()) } else { Err(End::Enough) }
}

fn ended(visited: Result<(), End>) -> Result<(), RecordError> {
    match visited {
        Err(End::Failed(error)) => Err(error.into()),
        Ok(()) | Err(End::Enough) => Ok(()),
    }
}

impl Record for Ledger {
    fn scheme(&self) -> &Scheme {
        Self::scheme(self)
    }

    fn targets(&self) -> Result<Book, RecordError> {
        Ok(Self::targets(self)?)
    }

    fn current_returns(&self, round: &str) -> Result<Vec<ReturnRow>, RecordError> {
        Ok(Self::current_returns(self, round)?)
    }

    fn versions(&self, round: &str, unit: &str, form: &str) -> Result<Vec<ReturnRow>, RecordError> {
        Ok(Self::versions(self, round, unit, form)?)
    }

    fn taken_out(
        &self,
        round: &str,
        unit: &str,
        form: &str,
    ) -> Result<Option<TakenOut>, RecordError> {
        let Some((step, effect)) = Self::taken_out(self, round, unit, form)? else {
            return Ok(None);
        };
        let how = match step.kind {
            StepKind::Withdraw => "撤回",
            StepKind::Refile => "改挂",
            _ => return Ok(None),
        };
        let version = effect.before.filter(|_| effect.in_force.is_none());
        Ok(version.map(|version| TakenOut {
            form: form.to_owned(),
            version,
            how,
            reason: step.reason,
        }))
    }

    fn forms_reported(&self, round: &str) -> Result<HashSet<String>, RecordError> {
        Ok(Self::forms_reported(self, round)?)
    }

    fn findings(
        &self,
        round: &str,
        unit: Option<&str>,
        severities: &[Severity],
    ) -> Result<Vec<StoredFinding>, RecordError> {
        Ok(Self::findings(self, round, unit, severities)?)
    }

    fn severities(&self, round: &str) -> Result<HashMap<String, Severities>, RecordError> {
        Ok(Self::severities(self, round)?)
    }

    fn flags_of(
        &self,
        round: &str,
        form: &str,
        severities: &[Severity],
    ) -> Result<Flags, RecordError> {
        Ok(Self::flags_of(self, round, form, severities)?)
    }

    fn roster_flags(&self, round: &str, form: &str) -> Result<Vec<RosterFlag>, RecordError> {
        Ok(Self::roster_flags(self, round, form)?)
    }

    fn sources(
        &self,
        round: &str,
        indicator: &str,
        unit: Option<&str>,
        column: Option<&str>,
        form: Option<&str>,
    ) -> Result<Vec<FigureSource>, RecordError> {
        Ok(Self::sources(self, round, indicator, unit, column, form)?)
    }

    fn value_of(
        &self,
        return_id: i64,
        unit: &str,
        indicator: &str,
        column: &str,
    ) -> Result<Option<StoredValue>, RecordError> {
        Ok(Self::value_of(self, return_id, unit, indicator, column)?)
    }

    fn count_figures(&self, round: &str, form: &str) -> Result<u64, RecordError> {
        Ok(Self::count_figures(self, round, form)?)
    }

    fn count_entries(&self, round: &str, form: &str) -> Result<u64, RecordError> {
        Ok(Self::count_entries(self, round, form)?)
    }

    fn visit_figures(
        &self,
        round: &str,
        form: &str,
        each: &mut dyn FnMut(i64, &str, &str, &str, Figure),
    ) -> Result<(), RecordError> {
        Ok(self.each_figure(round, form, each)?)
    }

    fn visit_entries(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        each: &mut dyn FnMut(StoredEntry) -> bool,
    ) -> Result<(), RecordError> {
        ended(self.each_entry(round, form, units, |entry| more(each(entry))))
    }

    fn visit_sources(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        each: &mut dyn FnMut(&Source, SourceValue<'_>) -> bool,
    ) -> Result<(), RecordError> {
        ended(self.each_source(round, form, units, |source, value| {
            more(each(source, value))
        }))
    }

    fn visit_entry_sources(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        field: usize,
        each: &mut dyn FnMut(&Source, SourceEntry<'_>) -> bool,
    ) -> Result<(), RecordError> {
        ended(
            self.each_entry_source(round, form, units, field, |source, entry| {
                more(each(source, entry))
            }),
        )
    }

    fn read_otherwise(&self, round: &str, form: &str) -> Result<Vec<ReadOtherwise>, RecordError> {
        Ok(Self::read_otherwise(self, round, form)?)
    }

    fn asked_since(&self, round: &str, form: &str) -> Result<Vec<AskedSince>, RecordError> {
        Ok(Self::asked_since(self, round, form)?)
    }

    fn indicator_ever(&self, name: &str) -> Result<Option<(String, String)>, RecordError> {
        Ok(Self::indicator_ever(self, name)?)
    }

    fn column_ever(
        &self,
        form: &str,
        indicator: &str,
        column: &str,
    ) -> Result<Option<String>, RecordError> {
        Ok(Self::column_ever(self, form, indicator, column)?)
    }

    fn unchanged(&self) -> Result<(), RecordError> {
        Ok(Self::unchanged(self)?)
    }
}
