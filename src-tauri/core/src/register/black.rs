//! A black list (黑名单): a register that every new listing is held against.

use super::book::{Book, Shelf};
use super::kept_list::Published;
use super::published::name_key;
use super::state::State;
use crate::form::FieldKind;
use crate::record::{RecordError, StoredEntry};
use std::collections::HashSet;

/// What a black list calls itself.
const BLACK: &str = "黑名单";

/// Who stands on a black list on a day, by code and by name.
pub(super) struct Black {
    /// name of the register
    pub(super) register: String,
    codes: HashSet<String>,
    names: HashSet<String>,
}

impl Black {
    /// The black list of a register, where there is one that holds anything.
    pub(super) fn of(
        book: &Book<'_>,
        shelf: &dyn Shelf,
        day: &str,
    ) -> Result<Option<Self>, RecordError> {
        let mut registers = book.scheme.registers.iter();
        let own = book.register.checked_against.as_ref();
        let own = own.and_then(|list| registers.find(|one| one.code == *list));
        let Some(register) = own else {
            return Ok(None);
        };
        let book = Book::read(book.scheme, register, shelf)?;
        let kind = book.fields.all.iter().position(|field| match &field.kind {
            FieldKind::Choice(words) => words.iter().any(|word| word == BLACK),
            _ => false,
        });
        let mut black = Self {
            register: register.name.clone(),
            codes: HashSet::new(),
            names: HashSet::new(),
        };
        for entry in &book.entries {
            let is_black = kind.is_none() || book.fields.text(&entry.row, kind) == BLACK;
            if !is_black || book.state(entry, day) != State::In {
                continue;
            }
            let (code, name) = book.fields.code_and_name(&entry.row);
            black.codes.insert(code);
            black.names.insert(name_key(&name));
        }
        black.codes.remove("");
        black.names.remove("");
        let is_any = !black.codes.is_empty() || !black.names.is_empty();
        Ok(is_any.then_some(black))
    }

    /// Whether a row of a register is on it.
    pub(super) fn has(&self, book: &Book<'_>, row: &StoredEntry) -> bool {
        let (code, name) = book.fields.code_and_name(row);
        self.codes.contains(&code) || self.names.contains(&name_key(&name))
    }
}

impl Book<'_> {
    /// Positions of those on a published list that are on the black list of this register on a day.
    ///
    /// # Errors
    /// What keeps it did not answer.
    pub fn blacklisted(
        &self,
        list: &Published,
        shelf: &dyn Shelf,
        day: &str,
    ) -> Result<Vec<usize>, RecordError> {
        let Some(black) = Black::of(self, shelf, day)? else {
            return Ok(Vec::new());
        };
        let rows = list.rows.iter().enumerate();
        let listed = rows.filter(|(_, row)| black.has(self, row));
        Ok(listed.map(|(at, _)| at).collect())
    }
}
