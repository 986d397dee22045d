//! A record that has only what some units have reported.

use std::collections::{HashMap, HashSet};
use xianbaohui_core::figure::{Figure, State};
use xianbaohui_core::finding::{Finding, Severities, Severity, Subject};
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::record::{
    AskedSince, FigureSource, Flags, ReadOtherwise, Record, RecordError, ReturnRow, RosterFlag,
    Source, SourceEntry, SourceValue, StoredEntry, StoredFinding, StoredValue, TakenOut,
};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::target::Book;

type Answer<T> = Result<T, RecordError>;

/// A record of some units. A county table stays, with the rows of these units.
pub(super) struct Narrowed<'r> {
    all: &'r dyn Record,
    scheme: Scheme,
    seen: HashSet<String>,
    /// who has sent county tables: form, unit
    senders: Vec<(String, String)>,
}

impl<'r> Narrowed<'r> {
    /// What `seen` have reported; `root` consolidates, where it is another unit than in `all`.
    pub(super) fn of(
        all: &'r dyn Record,
        round: &str,
        seen: HashSet<String>,
        root: Option<&String>,
    ) -> Answer<Self> {
        let mut scheme = all.scheme().clone();
        let place = |code: &String| scheme.units.iter().position(|unit| unit.code == *code);
        if let Some(root) = root.and_then(place) {
            scheme.root = root;
        }
        let returns = all.current_returns(round)?;
        let senders = returns
            .into_iter()
            .filter(|row| scheme.form(&row.form).is_some_and(is_table))
            .map(|row| (row.form, row.unit))
            .collect();
        Ok(Self {
            all,
            scheme,
            seen,
            senders,
        })
    }

    fn has(&self, unit: &str) -> bool {
        self.seen.contains(unit)
    }

    fn is_table(&self, form: &str) -> bool {
        self.scheme.form(form).is_some_and(is_table)
    }

    /// Whether a finding is about one of the units: on its own return, or in its row of a county
    /// table, or about all of one.
    fn concerns(&self, sender: &str, form: &str, finding: &Finding) -> bool {
        if !self.is_table(form) {
            return self.has(sender);
        }
        match &finding.subject {
            Subject::Unit(unit) => self.has(unit),
            Subject::Figure(own) => self.has(&own.unit),
            Subject::Figures(several) => several.iter().any(|own| self.has(&own.unit)),
            _ => true,
        }
    }

    /// The units asked for, and whoever has sent a county table that may have their rows.
    fn with_senders(&self, form: &str, units: &[String]) -> Vec<String> {
        let mut all = units.to_vec();
        for (own, sender) in &self.senders {
            if own == form && !all.contains(sender) {
                all.push(sender.clone());
            }
        }
        all
    }
}

fn is_table(form: &Form) -> bool {
    matches!(form.layout, Layout::CountyTable(_))
}

impl Record for Narrowed<'_> {
    fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// None: a target is one unit's or the city's, not that of some units.
    fn targets(&self) -> Answer<Book> {
        Ok(Book::default())
    }

    fn current_returns(&self, round: &str) -> Answer<Vec<ReturnRow>> {
        let mut rows = self.all.current_returns(round)?;
        rows.retain(|row| self.has(&row.unit) || self.is_table(&row.form));
        Ok(rows)
    }

    fn versions(&self, round: &str, unit: &str, form: &str) -> Answer<Vec<ReturnRow>> {
        self.all.versions(round, unit, form)
    }

    fn taken_out(&self, round: &str, unit: &str, form: &str) -> Answer<Option<TakenOut>> {
        self.all.taken_out(round, unit, form)
    }

    fn forms_reported(&self, round: &str) -> Answer<HashSet<String>> {
        let rows = self.current_returns(round)?;
        Ok(rows.into_iter().map(|row| row.form).collect())
    }

    fn findings(
        &self,
        round: &str,
        unit: Option<&str>,
        severities: &[Severity],
    ) -> Answer<Vec<StoredFinding>> {
        let mut all = self.all.findings(round, unit, severities)?;
        all.retain(|one| self.concerns(&one.unit, &one.form, &one.finding));
        Ok(all)
    }

    fn severities(&self, round: &str) -> Answer<HashMap<String, Severities>> {
        let mut counted: HashMap<String, Severities> = HashMap::new();
        for one in self.findings(round, None, &[])? {
            let own = counted.entry(one.unit).or_default();
            match one.finding.severity {
                Severity::A => own.a += 1,
                Severity::B => own.b += 1,
                Severity::C => own.c += 1,
                Severity::D => own.d += 1,
            }
        }
        Ok(counted)
    }

    fn flags_of(&self, round: &str, form: &str, severities: &[Severity]) -> Answer<Flags> {
        let mut flags = self.all.flags_of(round, form, severities)?;
        flags.figures.retain(|(unit, _, _), _| self.has(unit));
        let table = self.is_table(form);
        flags.at_large.retain(|one| table || self.has(&one.unit));
        Ok(flags)
    }

    fn roster_flags(&self, round: &str, form: &str) -> Answer<Vec<RosterFlag>> {
        let mut flags = self.all.roster_flags(round, form)?;
        flags.retain(|flag| self.has(&flag.finding.unit));
        Ok(flags)
    }

    fn sources(
        &self,
        round: &str,
        indicator: &str,
        unit: Option<&str>,
        column: Option<&str>,
        form: Option<&str>,
    ) -> Answer<Vec<FigureSource>> {
        let mut all = self.all.sources(round, indicator, unit, column, form)?;
        all.retain(|one| self.has(&one.value.unit));
        Ok(all)
    }

    fn value_of(
        &self,
        return_id: i64,
        unit: &str,
        indicator: &str,
        column: &str,
    ) -> Answer<Option<StoredValue>> {
        self.all.value_of(return_id, unit, indicator, column)
    }

    fn count_figures(&self, round: &str, form: &str) -> Answer<u64> {
        let mut count = 0_u64;
        self.visit_figures(round, form, &mut |_, _, _, _, figure| {
            count = count.saturating_add(u64::from(figure.state != State::Blank));
        })?;
        Ok(count)
    }

    fn count_entries(&self, round: &str, form: &str) -> Answer<u64> {
        let units = self.seen.iter().cloned().collect::<Vec<_>>();
        let mut count = 0_u64;
        self.visit_entries(round, form, &units, &mut |_| {
            count = count.saturating_add(1);
            true
        })?;
        Ok(count)
    }

    fn visit_figures(
        &self,
        round: &str,
        form: &str,
        each: &mut dyn FnMut(i64, &str, &str, &str, Figure),
    ) -> Answer<()> {
        let mut own = |source, unit: &str, indicator: &str, column: &str, figure| {
            if self.has(unit) {
                each(source, unit, indicator, column, figure);
            }
        };
        self.all.visit_figures(round, form, &mut own)
    }

    fn visit_entries(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        each: &mut dyn FnMut(StoredEntry) -> bool,
    ) -> Answer<()> {
        let mut own = |entry: StoredEntry| !self.has(&entry.unit) || each(entry);
        self.all.visit_entries(round, form, units, &mut own)
    }

    fn visit_sources(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        each: &mut dyn FnMut(&Source, SourceValue<'_>) -> bool,
    ) -> Answer<()> {
        let units = self.with_senders(form, units);
        let mut own =
            |source: &Source, value: SourceValue<'_>| !self.has(value.unit) || each(source, value);
        self.all.visit_sources(round, form, &units, &mut own)
    }

    fn visit_entry_sources(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        field: usize,
        each: &mut dyn FnMut(&Source, SourceEntry<'_>) -> bool,
    ) -> Answer<()> {
        let mut own =
            |source: &Source, entry: SourceEntry<'_>| !self.has(entry.unit) || each(source, entry);
        self.all
            .visit_entry_sources(round, form, units, field, &mut own)
    }

    fn read_otherwise(&self, round: &str, form: &str) -> Answer<Vec<ReadOtherwise>> {
        let mut all = self.all.read_otherwise(round, form)?;
        all.retain(|one| self.has(&one.unit) || self.is_table(form));
        Ok(all)
    }

    fn asked_since(&self, round: &str, form: &str) -> Answer<Vec<AskedSince>> {
        let mut all = self.all.asked_since(round, form)?;
        all.retain(|(unit, _)| self.has(unit) || self.is_table(form));
        Ok(all)
    }

    fn indicator_ever(&self, name: &str) -> Answer<Option<(String, String)>> {
        self.all.indicator_ever(name)
    }

    fn column_ever(&self, form: &str, indicator: &str, column: &str) -> Answer<Option<String>> {
        self.all.column_ever(form, indicator, column)
    }

    fn unchanged(&self) -> Answer<()> {
        self.all.unchanged()
    }
}
