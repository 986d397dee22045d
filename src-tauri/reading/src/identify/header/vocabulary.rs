//! What a form's headers are made of, and how the words of a sheet are held against them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use xianbaohui_core::form::{Form, Header};
use xianbaohui_core::label;
use xianbaohui_core::period::Period;
use xianbaohui_core::text;
use xianbaohui_core::words::attribute::{self, Attribute};
use xianbaohui_core::words::{signs::Signs, wording};

/// Keys of a form's header, level by level, in all its wordings.
#[derive(Debug, Clone, Default)]
pub(in crate::identify) struct Wordings {
    /// as the scheme has them
    pub(in crate::identify) own: Vec<Vec<String>>,
    /// as all who say the same say them; none where two columns of the form would be the same
    pub(in crate::identify) alike: Vec<Vec<String>>,
}

impl Wordings {
    /// Of a header's wordings, for a period.
    pub(in crate::identify) fn of(headers: &[Header], period: Option<Period>) -> Self {
        let levels = headers.iter().map(|header| {
            let levels = header.levels(period);
            let keys = levels.iter().map(|level| label::split_measure(level).0);
            keys.filter(|key| !key.is_empty()).collect()
        });
        Self::keyed(levels.collect(), period)
    }

    /// Of keys.
    pub(in crate::identify) fn keyed(own: Vec<Vec<String>>, period: Option<Period>) -> Self {
        let alike = own.iter().map(|levels| {
            let mut alike: Vec<String> = Vec::with_capacity(levels.len());
            for level in levels {
                let level = wording::header(level, period);
                if alike.last().is_none_or(|last| *last != level) {
                    alike.push(level.into_owned());
                }
            }
            alike
        });
        let alike = alike.collect();
        Self { own, alike }
    }

    /// Whether there are none.
    pub(in crate::identify) fn is_empty(&self) -> bool {
        self.own.is_empty()
    }
}

/// Columns that would be the same in other words keep only their own.
pub(in crate::identify) fn tell_apart(columns: &mut [Wordings]) {
    let shared = (0..columns.len()).filter(|at| {
        let others = columns.iter().enumerate().filter(|(other, _)| other != at);
        others
            .flat_map(|(_, other)| &other.alike)
            .any(|other| columns[*at].alike.contains(other))
    });
    for at in shared.collect::<Vec<_>>() {
        columns[at].alike.clear();
    }
}

/// The texts that a form's headers are made of: few, and looked up in for each sheet anew.
pub(in crate::identify) struct Vocabulary<'a> {
    own: Vec<&'a str>,
    alike: HashSet<&'a str>,
    /// levels in one cell, and what each is
    joined: HashMap<String, &'a [String]>,
    names: Vec<String>,
    /// what any of these begins with
    first: Signs,
    period: Option<Period>,
}

impl<'a> Vocabulary<'a> {
    /// Of all headers of a form.
    pub(in crate::identify) fn of(
        wordings: &[&'a Wordings],
        form: &Form,
        period: Option<Period>,
    ) -> Self {
        let texts = |of: for<'b> fn(&'b Wordings) -> &'b Vec<Vec<String>>| {
            wordings
                .iter()
                .copied()
                .flat_map(of)
                .flatten()
                .map(String::as_str)
        };
        let mut own = texts(|one| &one.own).collect::<Vec<_>>();
        own.sort_unstable();
        own.dedup();
        let of_one = |one: &'a Wordings| {
            let alike = one.alike.iter().map(|alike| (alike, alike));
            one.own.iter().zip(&one.alike).chain(alike)
        };
        let several = wordings.iter().copied().flat_map(of_one);
        let several = several.filter(|(levels, _)| levels.len() > 1);
        let alike = texts(|one| &one.alike).collect::<HashSet<_>>();
        let names = form.titles.iter().chain([&form.name]);
        let names = names.map(|name| text::key(name)).collect::<Vec<_>>();
        let joined = several
            .map(|(levels, alike)| (levels.concat(), alike.as_slice()))
            .collect::<HashMap<_, _>>();
        let all = own.iter().chain(&alike).copied();
        let all = all.chain(joined.keys().map(String::as_str));
        Self {
            first: all.chain(names.iter().map(String::as_str)).collect(),
            own,
            alike,
            joined,
            names,
            period,
        }
    }

    /// Whether a text may be one of the form's, by how it begins: most are none.
    pub(in crate::identify) fn may_have(&self, key: &str) -> bool {
        self.first.may_begin(key) || wording::may_be_other(key)
    }

    /// Whether a text is one of the form's, in its own words or in others.
    pub(in crate::identify) fn has(&self, key: &str) -> bool {
        self.has_own(key) || self.alike.contains(&*self.alike_of(key))
    }

    /// Whether a text is one of the form's in its own words.
    pub(in crate::identify) fn has_own(&self, key: &str) -> bool {
        self.own.binary_search(&key).is_ok()
    }

    fn alike_of<'b>(&self, key: &'b str) -> Cow<'b, str> {
        wording::header(key, self.period)
    }

    /// Whether a group header says nothing of which figures stand below it.
    pub(super) fn is_mere(&self, level: &str) -> bool {
        wording::is_mere_group(level, self.period) || self.names.iter().any(|name| name == level)
    }

    /// A level as all who say the same say it, and the status and scope that it says beside: none
    /// of the level is left where it says nothing else. Words that the form has itself are no
    /// attributes.
    pub(super) fn hear(&self, level: &str) -> (Vec<String>, Vec<Attribute>) {
        if let Some(known) = self.known(level) {
            return (known, Vec::new());
        }
        let said = attribute::all_in(level, false);
        if !said.is_empty() {
            let rest = without(level, &said);
            if rest.is_empty() {
                return (Vec::new(), said);
            }
            if let Some(known) = self.known(&rest) {
                return (known, said);
            }
        }
        // 不含开发区上年同期累计: how far the attribute goes is seen by what stands behind it
        if let [only] = said.as_slice()
            && only.at == (0, level.len())
            && let Some((at, known)) = tails(level)
                .skip(2)
                .find_map(|at| Some((at, self.known(&level[at..])?)))
        {
            let attribute = Attribute {
                words: level[..at].to_owned(),
                at: (0, at),
                ..only.clone()
            };
            return (known, vec![attribute]);
        }
        (vec![self.alike_of(level).into_owned()], Vec::new())
    }

    /// The levels that a text is, where all its words are known: one of the form's, several in one
    /// cell, a group that says nothing, or such a group before others.
    fn known(&self, level: &str) -> Option<Vec<String>> {
        let plainly = |level: &str| {
            if self.has(level) {
                return Some(vec![self.alike_of(level).into_owned()]);
            }
            self.joined.get(level).map(|levels| levels.to_vec())
        };
        if let Some(known) = plainly(level) {
            return Some(known);
        }
        if self.is_mere(level) {
            return Some(vec![level.to_owned()]);
        }
        if !self.may_have(level) {
            return None;
        }
        tails(level).skip(1).find_map(|at| {
            let (group, rest) = level.split_at(at);
            let rest = Some(rest)
                .filter(|rest| self.may_have(rest) && self.is_mere(group))
                .filter(|rest| {
                    !wording::is_bare_target(&self.alike_of(rest), rest)
                        || !wording::is_part_of_year(group)
                })
                // 2021年同期 is not the same time of the year before
                .filter(|rest| !(rest.starts_with("同期") && wording::names_period(group)))
                .and_then(plainly)?;
            Some(std::iter::once(group.to_owned()).chain(rest).collect())
        })
    }
}

/// Where the characters of a text behind its first begin.
fn tails(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().map(|(at, _)| at).skip(1)
}

/// A text without some of its words, and without the brackets and marks that stood around them.
pub(in crate::identify) fn without(text: &str, said: &[Attribute]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for one in said {
        rest.push_str(&text[from..one.at.0]);
        from = one.at.1;
    }
    rest.push_str(&text[from..]);
    for (marks, instead) in [
        ("()", ""),
        ("(,", "("),
        (",)", ")"),
        (",,", ","),
        ("()", ""),
    ] {
        rest = rest.replace(marks, instead);
    }
    rest.trim_matches([',', ':', '.', '-', '/']).to_owned()
}
