//! Entries of rosters by their keys: which stand in the rosters of two units that are added, and
//! which a unit below has and the unit above has not.

use std::collections::BTreeMap;
use xianbaohui_core::form::{FieldSpec, Roster};
use xianbaohui_core::number::{self, Datum, Decimal};
use xianbaohui_core::personal;
use xianbaohui_core::record::{StoredEntry, StoredField};
use xianbaohui_core::text;
use xianbaohui_core::unit_tree::{Place, Tree};

/// The keys of a roster's entries, and who has them. Units are rows of the round.
#[derive(Debug, Clone, Default)]
pub(crate) struct EntryKeys {
    /// the fields that name an entry together, with their positions
    fields: Vec<(usize, FieldSpec)>,
    /// entries without a name, by unit
    unnamed: BTreeMap<usize, usize>,
    /// positions of the fields that are added, with their names
    summed: Vec<(usize, String)>,
    by_key: BTreeMap<String, (String, Vec<Owner>)>,
}

/// A unit that has an entry.
#[derive(Debug, Clone)]
struct Owner {
    row: usize,
    /// how many times
    count: usize,
    /// what stands in the fields that are added, the first time
    figures: Vec<Option<Decimal>>,
}

/// Entries that more than one unit is concerned with, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SharedEntries {
    /// several times in the rosters of units that are added: each time counts
    pub(crate) repeated: Vec<(String, Vec<usize>)>,
    /// in the roster of a unit below, and not in that of the unit above which is added in its
    /// stead: (name, below, above)
    pub(crate) only_below: Vec<(String, usize, usize)>,
    /// in both, with other figures: (what differs, below, above)
    pub(crate) otherwise: Vec<(String, usize, usize)>,
}

impl SharedEntries {
    /// Names that the same units have, together.
    pub(crate) fn repeated_by_units(&self) -> BTreeMap<Vec<usize>, Vec<String>> {
        let mut by_units: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (name, units) in &self.repeated {
            by_units
                .entry(units.clone())
                .or_default()
                .push(name.clone());
        }
        by_units
    }

    /// Names that a unit below has and the unit above has not, by (below, above).
    pub(crate) fn only_below_by_units(&self) -> BTreeMap<(usize, usize), Vec<String>> {
        by_pair(&self.only_below)
    }

    /// What is otherwise in the roster of a unit below than in that of the unit above, by (below,
    /// above).
    pub(crate) fn otherwise_by_units(&self) -> BTreeMap<(usize, usize), Vec<String>> {
        by_pair(&self.otherwise)
    }

    /// Whether there is nothing to tell.
    pub(crate) fn is_empty(&self) -> bool {
        self.repeated.is_empty() && self.only_below.is_empty() && self.otherwise.is_empty()
    }
}

fn by_pair(all: &[(String, usize, usize)]) -> BTreeMap<(usize, usize), Vec<String>> {
    let mut by_units: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (name, below, above) in all {
        by_units
            .entry((*below, *above))
            .or_default()
            .push(name.clone());
    }
    by_units
}

impl EntryKeys {
    /// Nothing yet, of a roster.
    pub(crate) fn of(roster: &Roster) -> Self {
        let summed = roster
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.sum)
            .map(|(at, field)| (at, field.name.clone()))
            .collect();
        let fields = roster
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.key)
            .map(|(at, field)| (at, field.clone()))
            .collect();
        Self {
            fields,
            summed,
            ..Self::default()
        }
    }

    /// Takes note of an entry of the unit in a row.
    pub(crate) fn add(&mut self, row: usize, entry: &StoredEntry) {
        let raws = self
            .fields
            .iter()
            .filter_map(|(at, spec)| Some((spec, entry.fields.get(*at)?.raw.trim())));
        let named = raws
            .filter(|(_, raw)| !raw.is_empty() && number::nil(&text::compact(raw)).is_none())
            .collect::<Vec<_>>();
        if named.is_empty() {
            let count = self.unnamed.entry(row).or_default();
            *count = count.saturating_add(1);
            return;
        }
        let key = named
            .iter()
            .map(|(_, name)| text::key(name))
            .collect::<Vec<_>>()
            .join("|");
        let (_, owners) = self.by_key.entry(key).or_insert_with(|| {
            let shown = named.iter().map(|(spec, raw)| personal::field(spec, raw));
            (shown.collect::<Vec<_>>().join(" "), Vec::new())
        });
        if let Some(owner) = owners.iter_mut().find(|owner| owner.row == row) {
            owner.count = owner.count.saturating_add(1);
            return;
        }
        let figure = |at: usize| {
            if let Some(Datum::Number(number)) = entry.fields.get(at).map(|field| &field.datum) {
                Some(*number)
            } else {
                None
            }
        };
        owners.push(Owner {
            row,
            count: 1,
            figures: self.summed.iter().map(|(at, _)| figure(*at)).collect(),
        });
    }

    /// Who has what together.
    pub(crate) fn shared(&self, tree: &Tree) -> SharedEntries {
        let mut shared = SharedEntries::default();
        for (row, count) in &self.unnamed {
            // nobody can tell whether the unit above has them
            if let Place::Within(above) = tree.place(*row) {
                shared
                    .only_below
                    .push((format!("没有名称的 {count} 条"), *row, above));
            }
        }
        for (name, owners) in self.by_key.values() {
            let counted = owners
                .iter()
                .filter(|owner| tree.is_counted(owner.row))
                .collect::<Vec<_>>();
            if counted.len() > 1 || counted.iter().any(|owner| owner.count > 1) {
                shared.repeated.push((
                    name.clone(),
                    counted.iter().map(|owner| owner.row).collect(),
                ));
            }
            for below in owners {
                let Place::Within(above) = tree.place(below.row) else {
                    continue;
                };
                let Some(own) = owners.iter().find(|owner| owner.row == above) else {
                    shared.only_below.push((name.clone(), below.row, above));
                    continue;
                };
                let differs = self
                    .summed
                    .iter()
                    .zip(own.figures.iter().zip(&below.figures))
                    .filter(|(_, (own, below))| own != below);
                for ((_, field), (own, other)) in differs {
                    shared.otherwise.push((
                        format!("{name} {field} {} / {}", shown(*own), shown(*other)),
                        below.row,
                        above,
                    ));
                }
            }
        }
        shared
    }
}

fn shown(figure: Option<Decimal>) -> String {
    figure.map_or_else(
        || "没有数".to_owned(),
        |figure| figure.normalize().to_string(),
    )
}

/// Whether a figure in a roster is a bound or an approximation: what stands in the cell says so.
pub(crate) fn is_bounded(field: &StoredField) -> bool {
    let is_plain = field
        .raw
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-'));
    matches!(field.datum, Datum::Number(_))
        && !is_plain
        && number::read_text(&field.raw).bound.is_some()
}
