//! Which figures a finding stands for: its cells, the row or column that a cell names, or all of a
//! return where none of its cells can be placed.

use super::{Ledger, LedgerError};
use rusqlite::params;
use std::collections::HashSet;
use xianbaohui_core::finding::{FigureRef, Severity, Subject};
use xianbaohui_core::form::Layout;
use xianbaohui_core::number::Datum;
use xianbaohui_core::record::{Flags, ReturnRow, RosterFlag, StoredFinding};

/// What these say is missing is told figure by figure where it is missing; the figures beside it
/// are not in question.
const OF_WHAT_IS_MISSING: [&str; 2] = ["header.missing", "row.missing"];

/// A figure beside a cell that is none itself.
struct Beside {
    key: (String, String, String),
    row: u32,
    column: u32,
}

impl Ledger {
    /// Figures of a form's current returns that a finding is about, with the gravest severity.
    pub fn flags(&self, round: &str, form: &str) -> Result<Flags, LedgerError> {
        self.flags_of(round, form, &[])
    }

    /// The same for findings of some severities only; none given means all. Only an A reaches
    /// beyond its cells: it must be put right before a total holds.
    pub fn flags_of(
        &self,
        round: &str,
        form: &str,
        severities: &[Severity],
    ) -> Result<Flags, LedgerError> {
        let mut place = self.connection.prepare_cached(
            "SELECT unit, indicator, col FROM value WHER\
            E return_id = ?1 AND row = ?2 AND sheet_column = ?3",
        )?;
        let mut flags = Flags::default();
        for one in self
            .findings(round, None, severities)?
            .into_iter()
            .filter(|one| one.form == form)
        {
            // its cells may be those of other returns: it says itself what it is about
            let is_across = self.is_across(&one.finding);
            let cells = if is_across {
                Vec::new()
            } else {
                cells_of(&one)
            };
            let mut keys = Vec::new();
            if let (true, Subject::Figures(figures)) = (is_across, &one.finding.subject) {
                let key =
                    |own: &FigureRef| (own.unit.clone(), own.indicator.clone(), own.column.clone());
                keys.extend(figures.iter().map(key));
            }
            for (row, column) in &cells {
                let mut rows = place.query(params![one.return_id, row, column])?;
                if let Some(found) = rows.next()? {
                    keys.push((found.get(0)?, found.get(1)?, found.get(2)?));
                }
            }
            if one.finding.severity == Severity::A
                && !OF_WHAT_IS_MISSING.contains(&one.finding.rule_name().as_str())
            {
                if keys.is_empty()
                    && let Some(source) = self.return_row(one.return_id)?
                {
                    for cell in &cells {
                        keys.extend(self.beside(&source, *cell)?);
                    }
                }
                if keys.is_empty() {
                    flags.at_large.push(one);
                    continue;
                }
            }
            for key in keys {
                let severity = flags.figures.entry(key).or_insert(one.finding.severity);
                *severity = (*severity).min(one.finding.severity);
            }
        }
        Ok(flags)
    }

    /// The figures of the row or column that a cell beside them names: below a header, or after a
    /// label.
    fn beside(
        &self,
        source: &ReturnRow,
        (row, column): (u32, u32),
    ) -> Result<Vec<(String, String, String)>, LedgerError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT unit, indicator, col, row, sheet\
            _column FROM value WHERE return_id = ?1 AND (row = ?2 OR sheet_column = ?3)",
        )?;
        let mut rows = statement.query(params![source.id, row, column])?;
        let is_turned = source.binding.turned;
        // in a turned table a line of figures goes down the sheet
        let (line, across) = if is_turned {
            (column, row)
        } else {
            (row, column)
        };
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (at_row, at_column): (u32, u32) = (row.get(3)?, row.get(4)?);
            let (row_of, column_of) = if is_turned {
                (at_column, at_row)
            } else {
                (at_row, at_column)
            };
            found.push(Beside {
                key: (row.get(0)?, row.get(1)?, row.get(2)?),
                row: row_of,
                column: column_of,
            });
        }
        let (top, bottom) = source.binding.header;
        if (top..=bottom).contains(&line) {
            return Ok(found
                .into_iter()
                .filter(|one| one.column == across)
                .map(|one| one.key)
                .collect());
        }
        found.retain(|one| one.row == line);
        // of tables side by side, the one that the label belongs to
        let Some(nearest) = found
            .iter()
            .min_by_key(|one| (one.column < across, one.column.abs_diff(across)))
        else {
            return Ok(Vec::new());
        };
        let is_table = self
            .scheme
            .form(&source.form)
            .is_some_and(|form| matches!(form.layout, Layout::CountyTable(_)));
        let (unit, indicator) = (nearest.key.0.clone(), nearest.key.1.clone());
        Ok(found
            .into_iter()
            .map(|one| one.key)
            .filter(|key| key.0 == unit && (is_table || key.1 == indicator))
            .collect())
    }

    /// What the findings A on a roster's current returns stand for.
    pub fn roster_flags(&self, round: &str, form: &str) -> Result<Vec<RosterFlag>, LedgerError> {
        let mut flags = Vec::new();
        let roster = self.scheme.form(form).and_then(|form| {
            if let Layout::Roster(roster) = &form.layout {
                Some(roster)
            } else {
                None
            }
        });
        let is_summed = |field: usize| {
            roster
                .and_then(|roster| roster.fields.get(field))
                .is_some_and(|field| field.sum)
        };
        for one in self
            .findings(round, None, &[Severity::A])?
            .into_iter()
            .filter(|one| one.form == form)
        {
            if OF_WHAT_IS_MISSING.contains(&one.finding.rule_name().as_str()) {
                continue;
            }
            let Some(source) = self.return_row(one.return_id)? else {
                continue;
            };
            let (mut fields, mut is_placed) = (HashSet::new(), false);
            for (row, column) in cells_of(&one) {
                let field = source
                    .binding
                    .columns
                    .iter()
                    .find(|(_, own)| *own == column)
                    .map(|(field, _)| *field);
                if (source.binding.header.0..=source.binding.header.1).contains(&row) {
                    is_placed |= field.is_some();
                    fields.extend(field);
                } else if let Some(field) = field {
                    match self.entry_of(source.id, row)? {
                        Some(entry) => {
                            is_placed = true;
                            // what is no figure is in no sum, and told as that
                            fields.extend(
                                entry
                                    .fields
                                    .get(field)
                                    .filter(|own| matches!(own.datum, Datum::Number(_)))
                                    .map(|_| field),
                            );
                        }
                        // a total that the roster says itself: the sum of that field is in question
                        None if is_summed(field) => {
                            is_placed = true;
                            fields.insert(field);
                        }
                        None => {}
                    }
                }
            }
            if is_placed {
                flags.extend(fields.into_iter().map(|field| RosterFlag {
                    field: Some(field),
                    finding: one.clone(),
                }));
            } else {
                flags.push(RosterFlag {
                    field: None,
                    finding: one,
                });
            }
        }
        Ok(flags)
    }
}

fn cells_of(one: &StoredFinding) -> Vec<(u32, u32)> {
    one.finding
        .cells
        .iter()
        .map(|cell| (cell.row, cell.column))
        .collect()
}
