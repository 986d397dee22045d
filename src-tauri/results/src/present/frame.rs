//! What all tables have: title, who is missing, header, notes; and how a total stands in one.

use super::model::{Cell, CellState, Column, Filled, Table, TableKind, header_of};
use crate::consolidate::{Consolidated, Key, Lack};
use xianbaohui_core::form::Form;
use xianbaohui_core::scheme::{Round, Scheme};

/// A total as it goes out; of nothing but blanks, a blank.
pub(super) fn total(scheme: &Scheme, all: &Consolidated, key: Key) -> Filled {
    let total = all.total(scheme, key);
    let is_of_nothing = !total.is_known() && !total.is_overflow() && total.covered().nils == 0;
    if !all.adds_up(scheme, key) || !is_of_nothing {
        return total.into();
    }
    let lacks = |why: Lack| all.lacking(key).iter().any(|(_, own)| *own == why);
    if lacks(Lack::Unreadable) {
        Filled::worded(total, CellState::Unreadable)
    } else if lacks(Lack::Blank) || lacks(Lack::NotAsked) {
        Filled::worded(total, CellState::Blank)
    } else {
        total.into()
    }
}

/// What a unit is to reach; nothing where nothing was set.
pub(super) fn aim(all: &Consolidated, unit: usize, key: Key) -> Filled {
    all.aim(unit, key).map_or(Cell::Empty, Cell::Number).into()
}

/// How far all together are, where anything was set for them.
pub(super) fn completed_total(scheme: &Scheme, all: &Consolidated, key: Key) -> Filled {
    match all.aim(scheme.root, key) {
        Some(_) => all.completed_total(scheme, key).into(),
        None => Cell::Empty.into(),
    }
}

/// A table of consolidated figures without its rows.
pub(super) fn frame(
    scheme: &Scheme,
    round: &Round,
    form: &Form,
    all: &Consolidated,
    kind: TableKind,
    columns: Vec<Column>,
    told: Vec<String>,
) -> Table {
    let (header_rows, header) = header_of(&columns);
    let mut notes = told;
    notes.extend(notes_of(scheme, form));
    Table {
        id: format!("{}:{}", form.code, kind.code()),
        form: all.form,
        kind,
        title: title_of(scheme, round, form, kind),
        scope: String::new(),
        period: round.period.months_name(),
        unit_note: String::new(),
        expected: all.units.len(),
        reported: all.reported(),
        missing: all
            .units
            .iter()
            .zip(&all.present)
            .filter(|(_, present)| !**present)
            .map(|(unit, _)| scheme.units[*unit].name.clone())
            .collect(),
        columns,
        header_rows,
        header,
        // number, name and unit of an indicator; name of a unit
        pinned: if kind == TableKind::Summary { 3 } else { 1 },
        rows: Vec::new(),
        notes,
    }
}

/// What the units below the one that consolidates are called.
pub(super) fn word_below(scheme: &Scheme) -> &'static str {
    let root = scheme.root_unit();
    if root.name.ends_with('省') {
        "市"
    } else if root.parent.is_some() {
        // a unit within the tree consolidates: nobody says what stands below it
        "下级单位"
    } else {
        "县（市、区）"
    }
}

/// `邢台市` and `2021年一季度` before the form's own title.
pub(super) fn title_of(scheme: &Scheme, round: &Round, form: &Form, kind: TableKind) -> String {
    let root = &scheme.root_unit().name;
    let below = format!("各{}", word_below(scheme));
    let title = &form.titles[0];
    match kind {
        // a county table's own title says 各县 already
        TableKind::Units if title.contains('各') => {
            format!("{root}{}{title}", round.period.name())
        }
        TableKind::Units => format!(
            "{root}{below}{}{}",
            round.period.name(),
            title.replace("统计表", "表")
        ),
        TableKind::Summary | TableKind::Entries => format!("{root}{}{title}", round.period.name()),
        TableKind::EntryCounts => {
            format!("{root}{below}{}{}分县统计", round.period.name(), form.name)
        }
    }
}

/// What stands below every table: scheme's and form's notes.
pub(super) fn notes_of(scheme: &Scheme, form: &Form) -> Vec<String> {
    [&scheme.note, &form.note]
        .into_iter()
        .filter(|note| !note.is_empty())
        .cloned()
        .collect()
}
