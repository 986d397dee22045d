//! What is not taken together with the rest: of each it is said why, and it is decided by itself.

use super::black::Black;
use super::book::{Book, Shelf};
use super::changes::Kind;
use super::decided::Listed;
use super::proposals::{Doubt, Proposal};
use super::published::name_key;
use super::state::last_day;
use crate::number::Datum;
use crate::record::RecordError;
use std::collections::{BTreeSet, HashMap};

/// Entries of a unit that may leave together, where others of it stay.
const FEW: usize = 3;

impl Book<'_> {
    /// Says of each proposal why it must be decided by itself, where it must.
    pub(super) fn doubted(
        &self,
        proposals: &mut [Proposal],
        listed: &[Listed],
        shelf: &dyn Shelf,
    ) -> Result<(), RecordError> {
        self.held_against_black((proposals, listed), shelf)?;
        let names = self.names(proposals);
        let leaving = self.leaving(proposals, listed);
        for one in proposals.iter_mut().filter(|one| one.doubt.is_none()) {
            let sender = &one.origin.unit;
            one.doubt = match one.row {
                None => leaving.get(sender.as_str()).copied().map(Doubt::MostGone),
                Some(_) => self.of_row_alone(one),
            };
            if one.doubt.is_none() {
                one.doubt = self.by_another_code(one, &names).map(Doubt::OtherCode);
            }
        }
        Ok(())
    }

    /// What is wrong with a row, whatever else is reported.
    fn of_row_alone(&self, one: &Proposal) -> Option<Doubt> {
        let wrong = self.wrong_code(one).or_else(|| self.unreadable(one));
        if let Some(field) = wrong {
            return Some(Doubt::Unreadable(field));
        }
        // another name under the number of a person is another person, or that one's number
        let mut keys = self.fields.keys();
        let is_person = keys.any(|at| self.fields.all.get(at).is_some_and(|own| own.personal));
        if is_person && one.kinds.contains(&Kind::Renamed) {
            return Some(Doubt::OtherPerson);
        }
        self.emptied(one).map(Doubt::Emptied)
    }

    /// A field in which something was known, and nothing stands now.
    fn emptied(&self, one: &Proposal) -> Option<String> {
        one.changes.iter().find_map(|change| {
            let (spec, field) = (
                self.fields.all.get(change.field)?,
                one.entry.fields.get(change.field)?,
            );
            let is_empty = matches!(field.datum, Datum::Blank | Datum::Nil(_));
            (is_empty && !change.was.is_empty()).then(|| spec.name.clone())
        })
    }

    /// Who is on the black list is not taken with the rest, whatever is said of it.
    fn held_against_black(
        &self,
        (proposals, listed): (&mut [Proposal], &[Listed]),
        shelf: &dyn Shelf,
    ) -> Result<(), RecordError> {
        let stays = |one: &&mut Proposal| one.doubt.is_none() && one.row.is_some();
        let mut staying = proposals.iter_mut().filter(stays).peekable();
        let newest = listed.iter().map(|one| one.period);
        let newest = newest.max_by_key(|period| (period.year, period.to));
        let (Some(_), Some(newest)) = (staying.peek(), newest) else {
            return Ok(());
        };
        let Some(black) = Black::of(self, shelf, &last_day(newest))? else {
            return Ok(());
        };
        for one in staying {
            if black.has(self, &one.entry) {
                one.doubt = Some(Doubt::BlackListed(black.register.clone()));
            }
        }
        Ok(())
    }

    /// Of senders whose entries leave nearly all at once: how many do. An empty roster, or one with
    /// other keys, is often none that says that they left.
    fn leaving<'p>(&self, proposals: &'p [Proposal], listed: &[Listed]) -> HashMap<String, usize> {
        let mut gone: HashMap<&'p str, usize> = HashMap::new();
        for one in proposals.iter().filter(|one| one.row.is_none()) {
            *gone.entry(&one.origin.unit).or_default() += 1;
        }
        let all = |sender: &str| {
            let own = self.entries.iter();
            own.filter(|entry| !entry.gone && entry.origin.unit == sender)
                .count()
        };
        let is_empty = |sender: &str| {
            let mut own = listed.iter().filter(|one| one.origin.unit == sender);
            own.any(|one| one.rows == 0)
        };
        let most = gone
            .into_iter()
            .filter(|(sender, count)| is_empty(sender) || *count > FEW && *count * 2 > all(sender));
        most.map(|(sender, count)| (sender.to_owned(), count))
            .collect()
    }

    /// What is wrong with the code that a new entry goes by.
    fn wrong_code(&self, one: &Proposal) -> Option<String> {
        let comes_in = |kind: &Kind| matches!(kind, Kind::New | Kind::Back);
        if !one.kinds.iter().any(comes_in) {
            return None;
        }
        self.fields.keys().find_map(|at| {
            let (spec, field) = (self.fields.all.get(at)?, one.entry.fields.get(at)?);
            let is_wrong = match (&field.datum, spec.code_kind) {
                (Datum::Unreadable(_), _) => true,
                (Datum::Text(words), Some(kind)) => kind.fault(words).is_some(),
                _ => false,
            };
            is_wrong.then(|| spec.name.clone())
        })
    }

    /// A field that could be read before, and cannot be read now.
    fn unreadable(&self, one: &Proposal) -> Option<String> {
        one.changes.iter().find_map(|change| {
            let (spec, field) = (
                self.fields.all.get(change.field)?,
                one.entry.fields.get(change.field)?,
            );
            let is_lost = matches!(field.datum, Datum::Unreadable(_)) && !change.was.is_empty();
            is_lost.then(|| spec.name.clone())
        })
    }

    /// What goes by a name: keys of entries that are there, and of those that come in.
    fn names(&self, proposals: &[Proposal]) -> HashMap<String, BTreeSet<String>> {
        let mut names: HashMap<String, BTreeSet<String>> = HashMap::new();
        // where the name is what an entry goes by, nothing has another code
        if self
            .fields
            .name
            .is_none_or(|at| self.fields.keys().any(|key| key == at))
        {
            return names;
        }
        let known = self.entries.iter().filter(|entry| !entry.gone);
        let known = known.map(|entry| (&entry.row, &entry.key));
        let come = proposals.iter().map(|one| (&one.entry, &one.key));
        for (row, key) in known.chain(come).filter(|(_, key)| !key.is_empty()) {
            let name = name_key(&self.fields.text(row, self.fields.name));
            if !name.is_empty() {
                names.entry(name).or_default().insert(key.clone());
            }
        }
        names.retain(|_, keys| keys.len() > 1);
        names
    }

    /// Another code under which the same name goes, where one comes in or leaves.
    fn by_another_code(
        &self,
        one: &Proposal,
        names: &HashMap<String, BTreeSet<String>>,
    ) -> Option<String> {
        let moves =
            |kind: &Kind| matches!(kind, Kind::New | Kind::Back | Kind::Gone | Kind::Renamed);
        if names.is_empty() || !one.kinds.iter().any(moves) {
            return None;
        }
        let name = name_key(&self.fields.text(&one.entry, self.fields.name));
        let mut keys = names.get(&name)?.iter().filter(|key| **key != one.key);
        keys.next().map(|key| self.fields.id(key))
    }
}
