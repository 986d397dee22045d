//! A published list (认定, 入库, 公示) held against a register: by code, then by name.

use super::book::Book;
use super::state::State;
use crate::record::StoredEntry;
use crate::text;
use std::collections::{HashMap, HashSet};

/// A list that was published, read as a roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// its rows
    pub rows: Vec<StoredEntry>,
}

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
    /// on the list before, and not on this one: positions in the list before
    pub gone: Vec<usize>,
}

/// A name under which the usual variants are equal: 有限责任公司 / 有限公司, brackets, blanks.
pub(super) fn name_key(name: &str) -> String {
    let mut key = text::key(name);
    key.retain(|sign| !matches!(sign, '(' | ')' | '·' | '.'));
    key.replace("有限责任公司", "有限公司")
}

impl Book<'_> {
    /// Holds a list against what counts on a day.
    pub fn matched(&self, list: &Published, before: Option<&Published>, day: &str) -> Matched {
        let counting = self.entries.iter();
        let counting = counting.filter(|entry| self.state(entry, day) == State::In);
        let counting = counting.collect::<Vec<_>>();
        let (mut codes, mut names): (HashMap<String, usize>, HashMap<String, Vec<usize>>) =
            (HashMap::new(), HashMap::new());
        let mut own = Vec::with_capacity(counting.len());
        for (at, entry) in counting.iter().enumerate() {
            let (code, name) = self.fields.code_and_name(&entry.row);
            let name = name_key(&name);
            if !code.is_empty() {
                codes.insert(code.clone(), at);
            }
            names.entry(name.clone()).or_default().push(at);
            own.push((code, name));
        }
        let mut all = Matched::default();
        let mut taken = HashSet::new();
        let mut left = Vec::new();
        for (row, entry) in list.rows.iter().enumerate() {
            let (code, name) = self.fields.code_and_name(entry);
            let name = name_key(&name);
            let found = |at: usize, why| Match {
                row,
                key: counting[at].key.clone(),
                why,
            };
            if let Some(at) = codes.get(&code) {
                taken.insert(*at);
                all.same.push(found(*at, None));
                continue;
            }
            match names.get(&name).map(Vec::as_slice) {
                Some([at]) if code.is_empty() || own[*at].0.is_empty() => {
                    taken.insert(*at);
                    all.same.push(found(*at, None));
                }
                Some(several) => {
                    let why = if several.len() > 1 {
                        "名录里有几家叫这个名称"
                    } else {
                        "名称相同，代码不同"
                    };
                    taken.extend(several);
                    all.asked
                        .extend(several.iter().map(|at| found(*at, Some(why))));
                }
                None => left.push((row, name)),
            }
        }
        for (row, name) in left {
            let alike = own.iter().enumerate();
            let mut alike = alike.filter(|(at, (_, own))| {
                !taken.contains(at) && !name.is_empty() && text::slip_of(&name, own)
            });
            match alike.next().map(|(at, _)| at) {
                Some(at) => {
                    taken.insert(at);
                    all.asked.push(Match {
                        row,
                        key: counting[at].key.clone(),
                        why: Some("名称只差一两个字"),
                    });
                }
                None => all.not_reported.push(row),
            }
        }
        let not_taken = counting.iter().enumerate();
        let not_taken = not_taken.filter(|(at, _)| !taken.contains(at));
        all.not_listed = not_taken.map(|(_, entry)| entry.key.clone()).collect();
        if let Some(before) = before {
            all.gone = self.gone_since(before, list);
        }
        all
    }

    /// Positions in the list before of those that are not on this one.
    fn gone_since(&self, before: &Published, list: &Published) -> Vec<usize> {
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
