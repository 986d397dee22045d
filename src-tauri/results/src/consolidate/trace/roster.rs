//! Where the sums of a roster came from: the rows of the units that are added.

use crate::consolidate::derived::{Left, Why};
use crate::consolidate::origin::{Origin, Part, Said};
use crate::consolidate::shared_entries::{EntryKeys, SharedEntries, is_bounded};
use crate::consolidate::told::Told;
use std::collections::{HashMap, HashSet};
use xianbaohui_core::exact::Sum;
use xianbaohui_core::form::{FieldSpec, Form, Layout, Roster};
use xianbaohui_core::message::{message, notice};
use xianbaohui_core::notice::{Notice, NoticeCode};
use xianbaohui_core::number::Datum;
use xianbaohui_core::personal;
use xianbaohui_core::record::{
    FigureSource, Record, RecordError, ReturnRow, StoredEntry, StoredValue,
};
use xianbaohui_core::scheme::Round;
use xianbaohui_core::text;
use xianbaohui_core::unit_tree::{Place, Tree};

/// The field of a roster that is summed and goes by this code or name.
pub(super) fn summed<'a>(form: &'a Form, name: &str) -> Option<(&'a Roster, usize, &'a FieldSpec)> {
    let Layout::Roster(roster) = &form.layout else {
        return None;
    };
    let wanted = text::key(name);
    let (at, field) =
        roster.fields.iter().enumerate().find(|(_, field)| {
            field.sum && (field.code == name || text::key(&field.name) == wanted)
        })?;
    Some((roster, at, field))
}

/// The sum of a field over all units, or over the entries of one.
pub(super) fn trace(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
    (roster, at, field): (&Roster, usize, &FieldSpec),
    unit: Option<usize>,
) -> Result<Origin, RecordError> {
    let scheme = ledger.scheme();
    let returns = ledger
        .current_returns(&round.code)?
        .into_iter()
        .filter(|row| row.form == form.code)
        .collect::<Vec<_>>();
    let units = round
        .units
        .iter()
        .filter_map(|code| scheme.units.iter().position(|unit| unit.code == *code))
        .collect::<Vec<_>>();
    let code = |row: usize| scheme.units[units[row]].code.clone();
    let present = units
        .iter()
        .map(|unit| {
            returns
                .iter()
                .any(|row| row.unit == scheme.units[*unit].code)
        })
        .collect::<Vec<_>>();
    let tree = Tree::new(scheme, &units, &present);
    let wanted = match unit {
        Some(unit) => vec![scheme.units[unit].code.clone()],
        None => tree
            .counted()
            .into_iter()
            .filter(|row| present[*row])
            .map(code)
            .collect(),
    };
    let by_id = returns
        .iter()
        .map(|row| (row.id, row))
        .collect::<HashMap<_, _>>();
    let key = roster
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.key)
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    let mut sum = Sum::default();
    // of a total, the rosters that are not in it are looked through too
    let asked = if unit.is_some() {
        wanted.clone()
    } else {
        units
            .iter()
            .map(|unit| scheme.units[*unit].code.clone())
            .collect()
    };
    let row_of = asked
        .iter()
        .enumerate()
        .map(|(row, code)| (code.clone(), row))
        .collect::<HashMap<_, _>>();
    let mut keys = EntryKeys::of(roster);
    let added = wanted.iter().map(String::as_str).collect::<HashSet<_>>();
    let mut bounded: Vec<String> = Vec::new();
    let (mut numbers, mut parts, mut lacking) = (0_usize, Vec::new(), Vec::new());
    ledger.each_entry(
        &round.code,
        &form.code,
        &asked,
        |entry| -> Result<(), RecordError> {
            if let Some(row) = row_of.get(&entry.unit).filter(|_| unit.is_none()) {
                keys.add(*row, &entry);
            }
            if !added.contains(entry.unit.as_str()) {
                return Ok(());
            }
            let why = match entry.fields.get(at).map(|own| &own.datum) {
                Some(Datum::Number(number)) => {
                    sum.add(*number);
                    numbers = numbers.saturating_add(1);
                    if entry.fields.get(at).is_some_and(is_bounded)
                        && !bounded.contains(&entry.unit)
                    {
                        bounded.push(entry.unit.clone());
                    }
                    None
                }
                Some(Datum::Nil(_)) => None,
                Some(Datum::Unreadable(_) | Datum::Text(_)) => Some(Why::Unreadable),
                _ if entry.fields.get(at).is_some_and(|own| !own.asked) => Some(Why::NotAsked),
                Some(Datum::Blank) | None => Some(Why::Blank),
            };
            if let Some(why) = why {
                let left = Left {
                    unit: entry.unit.clone(),
                    why,
                };
                if !lacking.contains(&left) {
                    lacking.push(left);
                }
            }
            if let Some(source) = by_id.get(&entry.return_id) {
                parts.extend(part(
                    &entry,
                    source,
                    round,
                    at,
                    &key,
                    (field, &roster.fields),
                ));
            }
            Ok(())
        },
    )?;
    let value = if numbers == 0 { None } else { sum.value() };
    let mut left_out = lacking;
    let mut missing = Vec::new();
    if unit.is_none() {
        missing = tree
            .counted()
            .into_iter()
            .filter(|row| !present[*row])
            .map(code)
            .collect();
        left_out.extend(
            (0..units.len())
                .filter(|row| present[*row])
                .filter_map(|row| match tree.place(row) {
                    Place::Within(above) => Some(Left {
                        unit: code(row),
                        why: Why::Within(code(above)),
                    }),
                    _ => None,
                }),
        );
        let is_outside = |row: &&ReturnRow| {
            row.unit != scheme.root_unit().code && !round.units.contains(&row.unit)
        };
        left_out.extend(returns.iter().filter(is_outside).map(|row| Left {
            unit: row.unit.clone(),
            why: Why::NotExpected,
        }));
    }
    let mut flagged: Vec<String> = Vec::new();
    let mut at_large = Vec::new();
    let flags = ledger.roster_flags(&round.code, &form.code)?.into_iter();
    for flag in flags.filter(|flag| {
        flag.field.is_none_or(|own| own == at) && wanted.contains(&flag.finding.unit)
    }) {
        if !flagged.contains(&flag.finding.unit) {
            flagged.push(flag.finding.unit.clone());
        }
        if flag.field.is_none() {
            at_large.push(Said {
                unit: flag.finding.unit,
                message: message(&flag.finding.finding),
            });
        }
    }
    let made = Notice::of(NoticeCode::MadeEntries).with("is_of_one", unit.is_some());
    Ok(Origin {
        form: form.code.clone(),
        indicator: field.code.clone(),
        column: field.code.clone(),
        unit: unit.map_or_else(
            || scheme.root_unit().code.clone(),
            |unit| scheme.units[unit].code.clone(),
        ),
        value,
        overflow: numbers > 0 && value.is_none(),
        formula: Some(notice(&made)),
        made: Some(made),
        computed: false,
        sides: None,
        parts,
        missing,
        left_out,
        flagged,
        at_large,
        nil_sides: Vec::new(),
        told: (!bounded.is_empty())
            .then_some(Told::Bounded(bounded))
            .into_iter()
            .chain(if unit.is_none() {
                told_of(&keys.shared(&tree), &tree, &asked)
            } else {
                Vec::new()
            })
            .collect(),
        year_on_year: None,
    })
}

/// What is to be known of the sum beside its parts; `codes` are those of the rows.
fn told_of(shared: &SharedEntries, tree: &Tree, codes: &[String]) -> Vec<Told> {
    let code = |row: &usize| codes.get(*row).cloned().unwrap_or_default();
    let replaced = (0..codes.len())
        .filter(|row| tree.place(*row) == Place::Replaced)
        .map(|row| code(&row))
        .collect::<Vec<_>>();
    let mut told = if replaced.is_empty() {
        Vec::new()
    } else {
        vec![Told::Replaced(replaced)]
    };
    for (units, names) in shared.repeated_by_units() {
        told.push(Told::Repeated {
            names,
            units: units.iter().map(code).collect(),
        });
    }
    for ((below, above), what) in shared.otherwise_by_units() {
        told.push(Told::Otherwise {
            what,
            below: code(&below),
            above: code(&above),
        });
    }
    for ((below, above), names) in shared.only_below_by_units() {
        told.push(Told::OnlyBelow {
            names,
            below: code(&below),
            above: code(&above),
        });
    }
    told
}

/// One field of an entry with its cell; `None` where the sheet has no such column.
fn part(
    entry: &StoredEntry,
    source: &ReturnRow,
    round: &Round,
    at: usize,
    key: &[usize],
    (field, fields): (&FieldSpec, &[FieldSpec]),
) -> Option<Part> {
    let own = entry.fields.get(at)?;
    let value = StoredValue {
        unit: entry.unit.clone(),
        indicator: field.code.clone(),
        column: field.code.clone(),
        datum: own.datum.clone(),
        bound: None,
        raw: own.raw.clone(),
        row: entry.row,
        sheet_column: own.sheet_column?,
        note: own.note.clone(),
    };
    let name = key
        .iter()
        .filter_map(|at| Some((fields.get(*at)?, entry.fields.get(*at)?.raw.trim())))
        .filter(|(_, raw)| !raw.is_empty())
        .map(|(field, raw)| personal::field(field, raw))
        .collect::<Vec<_>>()
        .join(" ");
    Some(Part {
        figure: FigureSource {
            value,
            source: source.clone(),
        },
        round: round.code.clone(),
        entry: Some(name),
        earlier: Vec::new(),
    })
}
