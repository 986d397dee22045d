//! A published list (认定, 入库, 公示) held against a register: by code, then by name. Where that
//! is not certain an officer is asked, and what was answered counts for the lists that follow.

use super::book::Book;
use super::kept_list::{ListAnswers, Published};
use super::key::Fields;
use super::state::State;
use crate::record::StoredEntry;
use crate::text;
use std::collections::{HashMap, HashSet};

/// Between the parts of what is asked: no text of a sheet has it.
const BETWEEN: char = '\u{1f}';

/// Two that are the same, or may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// position in the list
    pub row: usize,
    /// key in the register
    pub key: String,
    /// why it is not certain, in words
    pub why: Option<&'static str>,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    /// on both
    pub same: Vec<Match>,
    /// they may be the same: the officer is asked
    pub asked: Vec<Match>,
    /// on the list, and not in the register: positions in the list
    pub not_reported: Vec<usize>,
    /// in the register, and not on the list: keys
    pub not_listed: Vec<String>,
}

/// A name under which the usual variants are equal: 有限责任公司 / 有限公司, brackets, blanks.
pub(super) fn name_key(name: &str) -> String {
    let mut key = text::key(name);
    key.retain(|sign| !matches!(sign, '(' | ')' | '·' | '.'));
    key.replace("有限责任公司", "有限公司")
}

/// What one that is listed goes by, from list to list.
pub fn listed_as(fields: &Fields<'_>, row: &StoredEntry) -> String {
    let (code, name) = fields.code_and_name(row);
    format!("{code}{BETWEEN}{}", name_key(&name))
}

/// Those that may be asked: what is held against the list.
struct Own<'b> {
    keys: Vec<&'b str>,
    /// codes and names
    texts: Vec<(String, String)>,
    codes: HashMap<String, usize>,
    names: HashMap<String, Vec<usize>>,
    by_key: HashMap<&'b str, usize>,
}

impl<'b> Own<'b> {
    fn of(book: &'b Book<'_>, day: &str) -> Self {
        let counting = book.entries.iter();
        let counting = counting.filter(|entry| book.state(entry, day) == State::In);
        let mut own = Self {
            keys: Vec::new(),
            texts: Vec::new(),
            codes: HashMap::new(),
            names: HashMap::new(),
            by_key: HashMap::new(),
        };
        for (at, entry) in counting.enumerate() {
            let (code, name) = book.fields.code_and_name(&entry.row);
            let name = name_key(&name);
            if !code.is_empty() {
                own.codes.insert(code.clone(), at);
            }
            own.names.entry(name.clone()).or_default().push(at);
            own.by_key.insert(&entry.key, at);
            own.keys.push(&entry.key);
            own.texts.push((code, name));
        }
        own
    }
}

impl Book<'_> {
    /// What is asked of one that is listed and an entry, always the same.
    pub fn question(&self, row: &StoredEntry, key: &str) -> String {
        let listed = listed_as(&self.fields, row);
        let register = &self.register.code;
        self.fields
            .token(&format!("{register}{BETWEEN}{listed}{BETWEEN}{key}"))
    }

    /// Holds a list against what counts on a day.
    pub fn matched(&self, list: &Published, answers: &ListAnswers, day: &str) -> Matched {
        let own = Own::of(self, day);
        let mut all = Matched::default();
        let mut taken = HashSet::new();
        let mut left = Vec::new();
        for (row, entry) in list.rows.iter().enumerate() {
            let (code, name) = self.fields.code_and_name(entry);
            let name = name_key(&name);
            let listed = listed_as(&self.fields, entry);
            let found = |at: usize, why| Match {
                row,
                key: own.keys[at].to_owned(),
                why,
            };
            let said = answers.same(&listed).find_map(|key| own.by_key.get(key));
            if let Some(at) = own.codes.get(&code).or(said) {
                taken.insert(*at);
                all.same.push(found(*at, None));
                continue;
            }
            let may_be = |at: &usize| !answers.differ(&listed, own.keys[*at]);
            let named = own.names.get(&name).into_iter().flatten().copied();
            let named = named.filter(may_be).collect::<Vec<_>>();
            match named.as_slice() {
                [] => left.push((row, name, listed)),
                [at] if code.is_empty() || own.texts[*at].0.is_empty() => {
                    taken.insert(*at);
                    all.same.push(found(*at, None));
                }
                several => {
                    let why = if several.len() > 1 {
                        "名录里有几家叫这个名称"
                    } else {
                        "名称相同，代码不同"
                    };
                    taken.extend(several);
                    let asked = several.iter().map(|at| found(*at, Some(why)));
                    all.asked.extend(asked);
                }
            }
        }
        for (row, name, listed) in left {
            let mut alike = own.texts.iter().enumerate().filter(|(at, (_, own_name))| {
                !taken.contains(at)
                    && !answers.differ(&listed, own.keys[*at])
                    && !name.is_empty()
                    && text::slip_of(&name, own_name)
            });
            match alike.next().map(|(at, _)| at) {
                Some(at) => {
                    taken.insert(at);
                    all.asked.push(Match {
                        row,
                        key: own.keys[at].to_owned(),
                        why: Some("名称只差一两个字"),
                    });
                }
                None => all.not_reported.push(row),
            }
        }
        let not_taken = own.keys.iter().enumerate();
        let not_taken = not_taken.filter(|(at, _)| !taken.contains(at));
        all.not_listed = not_taken.map(|(_, key)| (*key).to_owned()).collect();
        all
    }

    /// Positions in the list before of those that are not on this one.
    pub fn gone_since(&self, before: &Published, list: &Published) -> Vec<usize> {
        let (mut codes, mut names) = (HashSet::new(), HashSet::new());
        for entry in &list.rows {
            let (code, name) = self.fields.code_and_name(entry);
            codes.insert(code);
            names.insert(name_key(&name));
        }
        codes.remove("");
        let is_gone = |entry: &StoredEntry| {
            let (code, name) = self.fields.code_and_name(entry);
            !codes.contains(&code) && !names.contains(&name_key(&name))
        };
        let rows = before.rows.iter().enumerate();
        let gone = rows.filter(|(_, entry)| is_gone(entry));
        gone.map(|(at, _)| at).collect()
    }
}
