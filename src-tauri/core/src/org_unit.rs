//! Units that report (填报单位), and finding out which one a text names.

use crate::label;
pub use crate::past::{FormerName, Grown, Month};
use crate::period::Period;
use crate::row_name;
use crate::text;
use crate::words::signs::Signs;
use std::collections::HashMap;

/// A county, district, development zone, 市直, or the city above them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgUnit {
    /// GB/T 2260, statistical, or local code
    pub code: String,
    /// full official name
    pub name: String,
    /// 市, 县, 开发区 …, as the scheme says
    pub kind: String,
    /// code of the unit above
    pub parent: Option<String>,
    /// other spellings in use now
    pub aliases: Vec<String>,
    /// earlier names
    pub former: Vec<FormerName>,
    /// what it took in
    pub grown: Vec<Grown>,
    /// whether a return is expected
    pub reports: bool,
    /// first month of existence, as year × 12 + month − 1
    pub from: Option<Month>,
    /// last month of existence
    pub to: Option<Month>,
}

impl OrgUnit {
    /// Whether the unit exists at some time in the period.
    pub fn exists_in(&self, period: Period) -> bool {
        self.from.is_none_or(|from| from <= Month::last_of(period))
            && self.to.is_none_or(|to| to >= Month::first_of(period))
    }
}

/// How a text names a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedUnit {
    /// position in the list of units
    pub unit: usize,
    /// the spelling that was found
    pub spelling: String,
    /// the spelling is an earlier name that is no longer right in the period asked for
    pub outdated: bool,
    /// the spelling is only part of the text (宁晋县 in 宁晋县科学技术局)
    pub partial: bool,
}

/// Which spellings mean which unit. Built once a scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitNames {
    /// key → units with that spelling
    spellings: HashMap<String, Vec<Spelling>>,
    /// characters of the longest spelling
    longest: usize,
    /// codes of the units
    codes: Vec<String>,
    /// prefixes that say nothing among these units: 邢台市, 河北省邢台市
    above: Vec<String>,
    /// what spellings begin with
    first: Signs,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelling {
    unit: usize,
    name: String,
    former: Option<(Option<Month>, Option<Month>)>,
}

/// What a unit's name may end in; dropping it must leave two characters or more (沧县, 威县 keep
/// theirs).
const SUFFIXES: [&str; 12] = [
    "回族自治县",
    "满族自治县",
    "蒙古族自治县",
    "土家族自治县",
    "自治县",
    "经济技术开发区",
    "经济开发区",
    "高新技术产业开发区",
    "新区",
    "市",
    "区",
    "县",
];

/// What may follow a unit's name without saying anything about which unit it is.
const OFFICES: [&str; 15] = [
    "科学技术和工业信息化局",
    "科技和工业信息化局",
    "工业信息化和科技局",
    "科技工业和信息化局",
    "科工信局",
    "科学技术局",
    "科技局",
    "科技创新局",
    "经济发展局",
    "人民政府办公室",
    "人民政府",
    "管理委员会",
    "管委会",
    "政府",
    "工信局",
];

impl UnitNames {
    /// Collects the spellings of all units; a shortened name counts only where it means one unit.
    pub fn new(units: &[OrgUnit]) -> Self {
        let mut names = Self {
            codes: units.iter().map(|own| own.code.clone()).collect(),
            ..Self::default()
        };
        let mut short: HashMap<String, Vec<Spelling>> = HashMap::new();
        let stem_of = |name: &str| {
            SUFFIXES
                .iter()
                .find_map(|suffix| name.strip_suffix(suffix))
                .map(text::key)
        };
        for (unit, org) in units.iter().enumerate() {
            // 沧州 is the city, not 沧州经济技术开发区
            let above = units
                .iter()
                .filter(|other| org.parent.as_ref() == Some(&other.code))
                .filter_map(|other| stem_of(&other.name))
                .collect::<Vec<_>>();
            if !units
                .iter()
                .any(|other| other.parent.as_deref() == Some(&org.code))
                || org.reports
            {
                for suffix in SUFFIXES {
                    if let Some(stem) = org.name.strip_suffix(suffix)
                        && stem.chars().count() >= 2
                    {
                        if above.contains(&text::key(stem)) {
                            break;
                        }
                        short.entry(text::key(stem)).or_default().push(Spelling {
                            unit,
                            name: stem.to_owned(),
                            former: None,
                        });
                        break;
                    }
                }
            } else {
                names.above.push(text::key(&org.name));
            }
            for name in std::iter::once(&org.name).chain(&org.aliases) {
                names.add(unit, name, None);
            }
            for former in &org.former {
                names.add(unit, &former.name, Some((former.from, former.to)));
            }
        }
        for (key, spellings) in short {
            if let [only] = spellings.as_slice()
                && !names.spellings.contains_key(&key)
            {
                names.spellings.insert(key, vec![only.clone()]);
            }
        }
        names.longest = names
            .spellings
            .keys()
            .map(|key| key.chars().count())
            .max()
            .unwrap_or(0);
        names.first = names.spellings.keys().collect();
        names
            .above
            .sort_by_key(|name| std::cmp::Reverse(name.len()));
        names
    }

    fn add(&mut self, unit: usize, name: &str, former: Option<(Option<Month>, Option<Month>)>) {
        let entry = self.spellings.entry(text::key(name)).or_default();
        if !entry
            .iter()
            .any(|spelling| spelling.unit == unit && spelling.former == former)
        {
            entry.push(Spelling {
                unit,
                name: name.to_owned(),
                former,
            });
        }
    }

    /// Units that a cell names, when the cell is nothing but a name (with or without the city
    /// before and the office behind). More than one means that the name is ambiguous.
    pub fn exactly(&self, raw: &str, period: Option<Period>) -> Vec<NamedUnit> {
        let whole = text::as_key(raw);
        if let Some(spellings) = self.spellings.get(&*whole) {
            return named(spellings, period, false);
        }
        for candidate in self.peeled(&whole).skip(1) {
            if let Some(spellings) = self.spellings.get(candidate) {
                return named(spellings, period, false);
            }
        }
        Vec::new()
    }

    /// The same of a name in a table of units: also with numbering and the province before it, and
    /// with marks of footnotes behind it.
    pub fn in_row(&self, raw: &str, period: Option<Period>) -> Vec<NamedUnit> {
        let own = self.exactly(raw, period);
        if !own.is_empty() {
            return own;
        }
        let key = text::key(row_name::split_marks(raw).0);
        let (bare, _) = label::bare(&key);
        let named = self.exactly(bare, period);
        if !named.is_empty() {
            return named;
        }
        match row_name::below_province(bare) {
            Some((code, rest)) => {
                let mut named = self.exactly(rest, period);
                named.retain(|one| {
                    let own = self.codes.get(one.unit);
                    own.is_some_and(|own| own.starts_with(code))
                });
                named
            }
            None => named,
        }
    }

    /// The text itself, then without the city before it, then without the office behind it, then
    /// both.
    fn peeled<'a>(&'a self, whole: &'a str) -> impl Iterator<Item = &'a str> {
        let below = self
            .above
            .iter()
            .filter_map(|above| whole.split_once(above.as_str()).map(|(_, rest)| rest))
            .find(|rest| !rest.is_empty());
        let without_office = |text: &'a str| {
            OFFICES
                .iter()
                .find_map(|office| text.strip_suffix(office))
                .filter(|rest| !rest.is_empty())
        };
        [
            Some(whole),
            below,
            without_office(whole),
            below.and_then(without_office),
        ]
        .into_iter()
        .flatten()
    }

    /// Units named somewhere in a longer text. Names inside longer names do not count (河间 inside
    /// 河间市).
    pub fn within(&self, raw: &str, period: Option<Period>) -> Vec<NamedUnit> {
        let exact = self.exactly(raw, period);
        if !exact.is_empty() {
            return exact;
        }
        // longest first; a name inside a longer name that was found does not count
        let characters = text::key(raw).chars().take(200).collect::<Vec<_>>();
        let mut taken = vec![false; characters.len()];
        let mut found: Vec<NamedUnit> = Vec::new();
        for length in (2..=self.longest.min(characters.len())).rev() {
            for start in 0..=characters.len() - length {
                // at most places of a text no name begins
                if !self.first.may_have(characters[start])
                    || taken[start..start + length].contains(&true)
                {
                    continue;
                }
                let part = characters[start..start + length].iter().collect::<String>();
                if let Some(spellings) = self.spellings.get(&part) {
                    taken[start..start + length].fill(true);
                    for one in named(spellings, period, true) {
                        if !found.iter().any(|known| known.unit == one.unit) {
                            found.push(one);
                        }
                    }
                }
            }
        }
        // the city is named on every county's sheet: it counts only when nothing below it is named
        if found.len() > 1 {
            found.retain(|one| !self.above.contains(&text::key(&one.spelling)));
        }
        found
    }

    /// The spelling nearest to a text, for a message.
    pub fn nearest(&self, raw: &str) -> Option<&str> {
        text::nearest(
            raw,
            self.spellings
                .values()
                .flatten()
                .map(|spelling| spelling.name.as_str()),
        )
    }
}

fn named(spellings: &[Spelling], period: Option<Period>, partial: bool) -> Vec<NamedUnit> {
    let right_in = |spelling: &Spelling| match (spelling.former, period) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some((from, to)), Some(period)) => {
            from.is_none_or(|from| from <= Month::last_of(period))
                && to.is_none_or(|to| to >= Month::last_of(period))
        }
    };
    let current = spellings
        .iter()
        .filter(|spelling| right_in(spelling))
        .collect::<Vec<_>>();
    let chosen = if current.is_empty() {
        spellings.iter().collect()
    } else {
        current
    };
    chosen
        .into_iter()
        .map(|spelling| NamedUnit {
            unit: spelling.unit,
            spelling: spelling.name.clone(),
            outdated: !right_in(spelling),
            partial,
        })
        .collect()
}
