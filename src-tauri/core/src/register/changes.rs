//! What an entry was and is, field by field.

use super::defined::Register;
use super::field::{comparable, says_nothing, shown};
use super::key::Fields;
use crate::record::StoredEntry;

/// What happened to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// it is new
    New,
    /// it was gone, and is there again
    Back,
    /// another unit has it now
    MovedIn,
    /// its status says that it left
    MovedOut,
    /// the same code has another name
    Renamed,
    /// its status says that its time is over
    Lapsed,
    /// it has to be put right
    Mending,
    /// its status says that it does not count any more
    Ended,
    /// something else of it is otherwise
    Changed,
    /// its unit does not report it any more
    Gone,
}

impl Kind {
    /// Its code, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Back => "back",
            Self::MovedIn => "moved-in",
            Self::MovedOut => "moved-out",
            Self::Renamed => "renamed",
            Self::Lapsed => "lapsed",
            Self::Mending => "mending",
            Self::Ended => "ended",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }

    /// What a bureau calls it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Back => "恢复",
            Self::MovedIn => "迁入",
            Self::MovedOut => "迁出",
            Self::Renamed => "更名",
            Self::Lapsed => "到期",
            Self::Mending => "整改",
            Self::Ended => "撤销",
            Self::Changed => "变更",
            Self::Gone => "移出",
        }
    }
}

/// One field that is otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// position of the field
    pub field: usize,
    /// what stood there
    pub was: String,
    /// what stands there
    pub is: String,
}

/// Fields that are otherwise; what only one of two schemes asked for is not compared.
pub(super) fn changes(
    fields: &Fields<'_>,
    was: &StoredEntry,
    is: &StoredEntry,
) -> Vec<FieldChange> {
    let both = was
        .fields
        .iter()
        .zip(&is.fields)
        .zip(fields.all)
        .enumerate();
    both.filter(|(_, ((was, is), spec))| {
        let is_said = was.asked && is.asked && !says_nothing(is, spec);
        is_said && comparable(was, spec) != comparable(is, spec)
    })
    .map(|(field, ((was, is), _))| FieldChange {
        field,
        was: shown(was),
        is: shown(is),
    })
    .collect()
}

/// What these changes are called. `moved`: another unit has the entry.
pub(super) fn kinds(
    register: &Register,
    fields: &Fields<'_>,
    changes: &[FieldChange],
    moved: bool,
) -> Vec<Kind> {
    let mut kinds = Vec::new();
    if moved {
        kinds.push(Kind::MovedIn);
    }
    for change in changes {
        let kind = if Some(change.field) == fields.name {
            Kind::Renamed
        } else if Some(change.field) == fields.status {
            of_status(register, &change.is)
        } else {
            Kind::Changed
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.sort_unstable();
    kinds
}

/// What a status word says.
fn of_status(register: &Register, word: &str) -> Kind {
    let says = |words: &[&str]| words.iter().any(|own| word.contains(own));
    if says(&["迁出"]) {
        Kind::MovedOut
    } else if says(&["到期", "期满"]) {
        Kind::Lapsed
    } else if says(&["整改"]) {
        Kind::Mending
    } else if register.ended.iter().any(|own| own == word) {
        Kind::Ended
    } else {
        Kind::Changed
    }
}
