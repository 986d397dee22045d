//! Entries of rosters by their keys: which stand in the rosters of two units that are added, and which a unit below has and the unit above has not.

use crate::form::Roster;
use crate::ledger::StoredEntry;
use crate::number;
use crate::text;
use crate::unit_tree::{Place, Tree};
use std::collections::BTreeMap;

/// The keys of a roster's entries, and who has them. Units are rows of the round.
#[derive(Debug, Clone, Default)]
pub struct EntryKeys {
    /// position of the field that names an entry
    field: Option<usize>,
    by_key: BTreeMap<String, (String, Vec<usize>)>,
}

/// Entries that more than one unit is concerned with, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SharedEntries {
    /// in the rosters of several units that are added: counted once for each
    pub repeated: Vec<(String, Vec<usize>)>,
    /// in the roster of a unit below, and not in that of the unit above which is added in its stead: (name, below, above)
    pub only_below: Vec<(String, usize, usize)>,
}

impl SharedEntries {
    /// Names that the same units have, together.
    pub fn repeated_by_units(&self) -> BTreeMap<Vec<usize>, Vec<String>> {
        let mut by_units: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (name, units) in &self.repeated {
            by_units.entry(units.clone()).or_default().push(name.clone());
        }
        by_units
    }

    /// Names that a unit below has and the unit above has not, by (below, above).
    pub fn only_below_by_units(&self) -> BTreeMap<(usize, usize), Vec<String>> {
        let mut by_units: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (name, below, above) in &self.only_below {
            by_units.entry((*below, *above)).or_default().push(name.clone());
        }
        by_units
    }
}

impl EntryKeys {
    /// Nothing yet, of a roster.
    pub fn of(roster: &Roster) -> Self {
        Self { field: roster.fields.iter().position(|field| field.key), by_key: BTreeMap::new() }
    }

    /// Takes note of an entry of the unit in a row.
    pub fn add(&mut self, row: usize, entry: &StoredEntry) {
        let Some(field) = self.field.and_then(|at| entry.fields.get(at)) else { return };
        let key = text::key(&field.raw);
        if key.is_empty() || number::nil(&key).is_some() {
            return;
        }
        let (_, rows) = self.by_key.entry(key).or_insert_with(|| (field.raw.trim().to_owned(), Vec::new()));
        if !rows.contains(&row) {
            rows.push(row);
        }
    }

    /// Who has what together.
    pub fn shared(&self, tree: &Tree) -> SharedEntries {
        let mut shared = SharedEntries::default();
        for (name, rows) in self.by_key.values() {
            let counted = rows.iter().copied().filter(|row| tree.is_counted(*row)).collect::<Vec<_>>();
            if counted.len() > 1 {
                shared.repeated.push((name.clone(), counted));
            }
            for &row in rows {
                if let Place::Within(above) = tree.place(row)
                    && !rows.contains(&above)
                {
                    shared.only_below.push((name.clone(), row, above));
                }
            }
        }
        shared
    }
}

/// `甲公司、乙公司 等 12 条`
pub fn few(names: &[&str]) -> String {
    const FEW: usize = 5;
    let first = names.iter().take(FEW).copied().collect::<Vec<_>>().join("、");
    if names.len() > FEW { format!("{first} 等 {} 条", names.len()) } else { first }
}
