//! All figures of one form in one round, unit × (indicator, column), and what follows from them.
//!
//! A unit and the units below it are never added together. Where a unit has reported the form
//! itself, its figures stand for all below it: what it sends up is its own consolidation of them.
//! Where it has not, those below it that have are added. The unit that consolidates (the root) is
//! held against the sum and never in it.

use super::total::{Amount, Paired, Sums, Total, growth, paired, percentage, quotient, total};
use std::collections::{BTreeMap, HashMap, HashSet};
use xianbaohui_core::fact::{Fact, FactSet, FactTable, FormId, Of, rounds_before};
use xianbaohui_core::figure::{Figure, State};
use xianbaohui_core::finding::Severity;
use xianbaohui_core::form::{ColumnSpec, Form, Layout, Role};
use xianbaohui_core::indicator::{Indicator, MeasureType};
use xianbaohui_core::message::sentence;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::record::{Flags, Record, RecordError};
use xianbaohui_core::same_column::same_column;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::unit_tree::{Place, Tree};

/// What a column of figures is: positions of indicator (in the scheme) and column (in the form).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// position of the indicator
    pub indicator: usize,
    /// position of the column
    pub column: usize,
}

/// All figures of one form in one round.
#[derive(Debug, Clone)]
pub struct Consolidated {
    /// position of the form
    pub form: usize,
    /// positions of the units, in the order of the round
    pub units: Vec<usize>,
    /// units that have sent figures although the round does not expect them: position, and what of;
    /// in no total
    pub outside: Vec<(usize, HashSet<Key>)>,
    /// what the columns are, in the order of the form
    pub keys: Vec<Key>,
    /// unit by unit, `keys.len()` each
    figures: Vec<Option<Figure>>,
    /// one for each key
    sums: Vec<Total>,
    /// whether a unit has any figure
    pub present: Vec<bool>,
    /// which of the units are added, and in whose figures the others are
    pub tree: Tree,
    /// the total that a county table reports itself
    pub reported_total: Option<Vec<Option<Figure>>>,
    /// figures of a year earlier, of this form
    earlier: HashMap<(usize, Key), Decimal>,
    /// of these, those that are bounds or approximations
    bounded_earlier: HashSet<(usize, Key)>,
    /// units that had a figure of the year before and are not expected now
    gone: Vec<(usize, Key)>,
    /// the ledger has figures of the year before for what this form asks, on this form or another
    has_earlier: bool,
    /// figures that a finding A stands against: unit by its row
    flagged: HashSet<(usize, Key)>,
    /// totals that a sheet reports and that a finding A stands against
    flagged_totals: HashSet<Key>,
    /// findings A that stand for all of a return
    at_large: Vec<AtLarge>,
    /// the same two of the year before
    flagged_earlier: HashSet<(usize, Key)>,
    at_large_earlier: Vec<AtLarge>,
    key_at: KeyAt,
}

/// Where keys stand among the columns: by indicator, then by column. They are asked for more often
/// than anything else.
#[derive(Debug, Clone, Default)]
struct KeyAt(Vec<Vec<Option<usize>>>);

impl KeyAt {
    fn of(keys: &[Key]) -> Self {
        let mut places: Vec<Vec<Option<usize>>> = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            if places.len() <= key.indicator {
                places.resize(key.indicator + 1, Vec::new());
            }
            let own = &mut places[key.indicator];
            if own.len() <= key.column {
                own.resize(key.column + 1, None);
            }
            own[key.column] = Some(at);
        }
        Self(places)
    }

    fn get(&self, key: Key) -> Option<usize> {
        *self.0.get(key.indicator)?.get(key.column)?
    }
}

/// A finding A that no figure can be named for: it stands for all of a return.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AtLarge {
    /// position of the unit that sent the return
    pub sender: usize,
    /// what is wrong
    pub what: String,
    /// the same, and what to do
    pub message: String,
}

/// What stands in a unit's place in a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lack {
    /// no return
    Missing,
    /// left empty
    Blank,
    /// something that cannot be read
    Unreadable,
}

/// The two sides that a rate or ratio of the whole is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    /// the numerator
    pub of: Key,
    /// the denominator
    pub base: Key,
    /// their sums; units are rows
    pub paired: Paired,
}

/// 同比 over the units that have both years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearOnYear {
    /// both sums
    pub sums: Sums,
    /// rows of the units that have both years
    pub both: Vec<usize>,
    /// rows of those that have not
    pub left_out: Vec<usize>,
    /// rows of those in it whose figure of the year before stands under a finding A
    pub flagged: Vec<usize>,
    /// findings A that stand for all of a return of the year before
    pub at_large: Vec<AtLarge>,
    /// rows of those in it whose figure of the year before is a bound or an approximation
    pub bounded: Vec<usize>,
    /// positions of units that had a figure of the year before and are not expected now
    pub gone: Vec<usize>,
}

/// The figures of a form, with those of the year before that they are held against.
struct Facts {
    now: FactTable,
    /// of all forms; nothing where no column is held against it
    before: FactSet,
}

impl Facts {
    fn read(record: &dyn Record, round: &Round, form: &Form) -> Result<Self, RecordError> {
        let scheme = record.scheme();
        let at = form_at(scheme, form);
        let now = FactTable::read(record, scheme, round, &form.code)?
            .unwrap_or_else(|| FactTable::of(at, round.period, Vec::new()));
        let before = if form.columns().iter().any(|column| column.yoy) {
            FactSet::year_before(record, round)?
        } else {
            FactSet::default()
        };
        Ok(Self { now, before })
    }
}

fn form_at(scheme: &Scheme, form: &Form) -> FormId {
    let at = scheme.forms.iter().position(|one| one.code == form.code);
    FormId::at(at.unwrap_or_default())
}

/// Collects the figures of a form.
pub fn consolidate(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
) -> Result<Consolidated, RecordError> {
    let scheme = ledger.scheme();
    let facts = Facts::read(ledger, round, form)?;
    let indicator_at = scheme
        .indicators
        .iter()
        .enumerate()
        .map(|(at, one)| (one.code.as_str(), at))
        .collect::<HashMap<_, _>>();
    let mut keys = Vec::new();
    for code in form.indicators() {
        for (column, spec) in form.columns().iter().enumerate() {
            if spec.indicator.as_deref().is_none_or(|of| of == code)
                && let Some(&indicator) = indicator_at.get(code)
            {
                keys.push(Key { indicator, column });
            }
        }
    }
    let key_at = KeyAt::of(&keys);
    let units = round
        .units
        .iter()
        .filter_map(|code| scheme.units.iter().position(|unit| &unit.code == code))
        .collect::<Vec<_>>();
    let row_at = units
        .iter()
        .enumerate()
        .map(|(row, unit)| (*unit, row))
        .collect::<HashMap<_, _>>();
    let row_of = units
        .iter()
        .enumerate()
        .map(|(row, unit)| (scheme.units[*unit].code.as_str(), row))
        .collect::<HashMap<_, _>>();
    let by_code = |indicator: &str, column: &str| {
        let key = Key {
            indicator: *indicator_at.get(indicator)?,
            column: form.columns().iter().position(|spec| {
                spec.code == column && spec.indicator.as_deref().is_none_or(|of| of == indicator)
            })?,
        };
        key_at.get(key)
    };
    let key_of = |of: Of| Key {
        indicator: of.indicator.index(),
        column: of.column.index(),
    };
    let mut figures = vec![None; units.len() * keys.len()];
    let mut present = vec![false; units.len()];
    let mut outside: BTreeMap<usize, HashSet<Key>> = BTreeMap::new();
    let mut reported_total: Option<Vec<Option<Figure>>> = None;
    let root = &scheme.root_unit().code;
    // facts come unit by unit
    let mut last = None;
    for Fact { of, figure, .. } in facts.now.iter() {
        let Some(at) = key_at.get(key_of(of)) else {
            continue;
        };
        let unit = of.unit.index();
        let (_, row) = last
            .filter(|(known, _)| *known == unit)
            .unwrap_or_else(|| (unit, row_at.get(&unit).copied()));
        last = Some((unit, row));
        if let Some(row) = row {
            figures[row * keys.len() + at] = Some(figure);
            present[row] = true;
        } else if unit != scheme.root && !matches!(figure.state, State::Blank | State::Nil) {
            outside.entry(unit).or_default().insert(keys[at]);
        }
        if unit == scheme.root {
            reported_total.get_or_insert_with(|| vec![None; keys.len()])[at] = Some(figure);
        }
    }
    let mut earlier = HashMap::new();
    let mut has_earlier = false;
    let (mut bounded_earlier, mut gone) = (HashSet::new(), Vec::new());
    for table in facts.before.tables() {
        let is_own = table.form == facts.now.form;
        for Fact { of, figure, .. } in table.iter() {
            let Some(key) =
                asked_here(scheme, form, table.form, of).filter(|key| key_at.get(*key).is_some())
            else {
                continue;
            };
            let unit = of.unit.index();
            match (row_at.get(&unit), figure.number) {
                (Some(&row), Some(number)) => {
                    has_earlier = true;
                    if is_own {
                        earlier.insert((row, key), number);
                    }
                }
                (None, Some(_)) if is_own && unit != scheme.root => gone.push((unit, key)),
                _ => {}
            }
            if is_own
                && figure.bound
                && let Some(&row) = row_at.get(&unit)
            {
                bounded_earlier.insert((row, key));
            }
        }
    }
    gone.sort_unstable();
    gone.dedup();
    let of_the_year = ledger.flags_of(&round.code, &form.code, &[Severity::A])?;
    let of_root = of_the_year
        .figures
        .keys()
        .filter(|(unit, _, _)| unit == root);
    let flagged_totals = of_root
        .filter_map(|(_, indicator, column)| Some(keys[by_code(indicator, column)?]))
        .collect();
    let under_a = |flags: Flags| {
        let figures = flags
            .figures
            .into_keys()
            .filter_map(|(unit, indicator, column)| {
                Some((
                    *row_of.get(unit.as_str())?,
                    keys[by_code(&indicator, &column)?],
                ))
            });
        let at_large = flags.at_large.into_iter().filter_map(|one| {
            let sender = scheme.units.iter().position(|unit| unit.code == one.unit)?;
            let told = sentence(&one.finding);
            Some(AtLarge {
                sender,
                message: told.message(),
                what: told.what,
            })
        });
        (
            figures.collect::<HashSet<_>>(),
            at_large.collect::<Vec<_>>(),
        )
    };
    let (flagged, at_large) = under_a(of_the_year);
    let (mut flagged_earlier, mut at_large_earlier) = (HashSet::new(), Vec::new());
    if !earlier.is_empty() {
        for other in rounds_before(scheme, round) {
            let (figures, large) =
                under_a(ledger.flags_of(&other.code, &form.code, &[Severity::A])?);
            flagged_earlier.extend(figures);
            at_large_earlier.extend(large);
        }
    }
    let tree = Tree::new(scheme, &units, &present);
    let form = scheme
        .forms
        .iter()
        .position(|one| one.code == form.code)
        .unwrap_or_default();
    let counted = tree.counted();
    let sums = (0..keys.len())
        .map(|at| total(counted.iter().map(|row| figures[row * keys.len() + at])))
        .collect();
    Ok(Consolidated {
        form,
        units,
        outside: outside.into_iter().collect(),
        keys,
        figures,
        sums,
        present,
        tree,
        reported_total,
        earlier,
        bounded_earlier,
        gone,
        has_earlier,
        flagged,
        flagged_totals,
        at_large,
        flagged_earlier,
        at_large_earlier,
        key_at,
    })
}

/// What a fact of another form is of on this one, where this one asks for the same.
fn asked_here(scheme: &Scheme, form: &Form, other: FormId, of: Of) -> Option<Key> {
    let (indicator, column) = (of.indicator.index(), of.column.index());
    let theirs = scheme.forms.get(other.index())?;
    if theirs.code == form.code {
        return Some(Key { indicator, column });
    }
    let own = &scheme.indicators[indicator].code;
    let code = &theirs.columns().get(column)?.code;
    let column = form.columns().iter().position(|spec| {
        spec.code == *code && spec.indicator.as_ref().is_none_or(|of| of == own)
    })?;
    Some(Key { indicator, column })
}

impl Consolidated {
    /// The figure of a unit (by its row), if its return has one.
    pub fn figure(&self, row: usize, key: Key) -> Option<Figure> {
        let at = self.key_at.get(key)?;
        self.figures[row * self.keys.len() + at]
    }

    /// The key of another column of the same indicator.
    pub fn sibling(&self, scheme: &Scheme, key: Key, code: &str) -> Option<Key> {
        let own = &scheme.indicators[key.indicator].code;
        let column = scheme.forms[self.form].columns().iter().position(|spec| {
            spec.code == code && spec.indicator.as_ref().is_none_or(|of| of == own)
        })?;
        Some(Key {
            indicator: key.indicator,
            column,
        })
    }

    /// Whether the figures of a key may be added over units.
    pub fn adds_up(&self, scheme: &Scheme, key: Key) -> bool {
        self.spec(scheme, key).role == Role::Value
            && scheme.indicators[key.indicator].measure.adds_up()
    }

    /// The total over all units: added for what adds up, recomputed for rates and ratios, none for
    /// ranks, classes and words.
    pub fn total(&self, scheme: &Scheme, key: Key) -> Amount {
        if self.adds_up(scheme, key) {
            return self.sum(key).sum;
        }
        let Some(sides) = self.sides(scheme, key) else {
            return Amount::Meaningless;
        };
        sides
            .paired
            .sums
            .then(|of, base| match &self.spec(scheme, key).role {
                Role::Growth { .. } => growth(of, base),
                Role::Completion { .. } => percentage(of, base),
                _ => match self.ratio_power(scheme, sides.of, sides.base, key) {
                    Some(power) => quotient(of, base, power),
                    None => Amount::Meaningless,
                },
            })
    }

    /// The sum over all units with what it lacks.
    pub fn sum(&self, key: Key) -> Total {
        self.key_at
            .get(key)
            .map_or_else(|| total([]), |at| self.sums[at])
    }

    /// What the total of a rate or ratio is made of; `None` where it has no total.
    pub fn sides(&self, scheme: &Scheme, key: Key) -> Option<Sides> {
        let spec = self.spec(scheme, key);
        let (of, base) = match &spec.role {
            Role::Growth { of, base } | Role::Completion { of, base } => (
                self.sibling(scheme, key, of)?,
                self.sibling(scheme, key, base)?,
            ),
            Role::Value => self.ratio_of(scheme, &scheme.indicators[key.indicator], spec)?,
            _ => return None,
        };
        if !self.adds_up(scheme, of) || !self.adds_up(scheme, base) {
            return None;
        }
        let rows = self
            .tree
            .counted()
            .into_iter()
            .filter(|row| self.present[*row]);
        let paired = paired(rows.map(|row| (row, self.figure(row, of), self.figure(row, base))));
        Some(Sides { of, base, paired })
    }

    /// Numerator and denominator of a ratio, in the columns that ask of them what its column asks
    /// of it.
    fn ratio_of(
        &self,
        scheme: &Scheme,
        indicator: &Indicator,
        spec: &ColumnSpec,
    ) -> Option<(Key, Key)> {
        if indicator.measure != MeasureType::Ratio {
            return None;
        }
        let (numerator, denominator) = indicator.ratio.as_ref()?;
        let key = |code: &str| {
            let at = scheme.indicators.iter().position(|one| one.code == code)?;
            let form = &scheme.forms[self.form];
            let column = same_column(form, &indicator.code, &spec.code, form, code)?;
            self.keys.iter().copied().find(|key| {
                *key == Key {
                    indicator: at,
                    column,
                }
            })
        };
        Some((key(numerator)?, key(denominator)?))
    }

    /// The power of ten between the quotient of two sums and a ratio of them; `None` when their
    /// units of measure do not make the ratio's.
    pub fn ratio_power(&self, scheme: &Scheme, of: Key, base: Key, ratio: Key) -> Option<i32> {
        let unit = |key: Key| &scheme.indicators[key.indicator].unit;
        unit(ratio).quotient_power(unit(of), unit(base))
    }

    /// 同比 of a unit from the ledger, this form against this form; only of what adds up.
    pub fn year_on_year(&self, scheme: &Scheme, row: usize, key: Key) -> Amount {
        if !self.adds_up(scheme, key) {
            return Amount::Meaningless;
        }
        self.both_years(row, key)
            .map_or(Amount::Meaningless, |(of, base)| growth(of, base))
    }

    /// 同比 of the total, over the units that have both years.
    pub fn year_on_year_total(&self, scheme: &Scheme, key: Key) -> Option<YearOnYear> {
        self.years(scheme, key, &self.tree.counted())
    }

    /// Both years of some units; `None` of what does not add up.
    pub(super) fn years(&self, scheme: &Scheme, key: Key, rows: &[usize]) -> Option<YearOnYear> {
        if !self.adds_up(scheme, key) {
            return None;
        }
        let (both, mut left_out) = rows
            .iter()
            .partition::<Vec<usize>, _>(|row| self.both_years(**row, key).is_some());
        if rows.len() > 1 {
            left_out.extend(self.only_last_year(key, &both));
        }
        let pairs = both
            .iter()
            .filter_map(|row| self.both_years(*row, key))
            .collect::<Vec<_>>();
        let of = pairs
            .iter()
            .map(|(of, _)| *of)
            .collect::<xianbaohui_core::exact::Sum>()
            .value();
        let base = pairs
            .iter()
            .map(|(_, base)| *base)
            .collect::<xianbaohui_core::exact::Sum>()
            .value();
        let sums = match of.zip(base) {
            _ if both.is_empty() => Sums::None,
            Some((of, base)) => Sums::Known(of, base),
            None => Sums::Overflow,
        };
        let flagged = both
            .iter()
            .copied()
            .filter(|row| self.flagged_earlier.contains(&(*row, key)))
            .collect();
        let at_large = self
            .at_large_earlier
            .iter()
            .filter(|one| self.concerns(scheme, one, &both))
            .cloned()
            .collect();
        let bounded = both
            .iter()
            .copied()
            .filter(|row| self.bounded_earlier.contains(&(*row, key)))
            .collect();
        // of one unit alone nobody else is asked about
        let gone = self
            .gone
            .iter()
            .filter(|(_, own)| rows.len() > 1 && *own == key)
            .map(|(unit, _)| *unit)
            .collect();
        Some(YearOnYear {
            sums,
            both,
            left_out,
            flagged,
            at_large,
            bounded,
            gone,
        })
    }

    /// Rows of units that are not added this year and had a figure the year before, when nobody who
    /// stands for them has both years.
    fn only_last_year(&self, key: Key, both: &[usize]) -> Vec<usize> {
        let is_lost = |row: &usize| {
            self.earlier.contains_key(&(*row, key))
                && match self.tree.place(*row) {
                    Place::Counted | Place::Root => false,
                    Place::Within(above) => !both.contains(&above),
                    Place::Replaced => !both.iter().any(|own| self.tree.above(*own).contains(row)),
                }
        };
        (0..self.units.len()).filter(is_lost).collect()
    }

    fn both_years(&self, row: usize, key: Key) -> Option<(Decimal, Decimal)> {
        Some((
            self.figure(row, key)?.number?,
            *self.earlier.get(&(row, key))?,
        ))
    }

    /// Whether the ledger has any figure of the year before.
    pub fn has_earlier(&self) -> bool {
        self.has_earlier
    }

    /// A unit's share of the total, in percent: only of what adds up, of a unit that is in the
    /// total itself, and not of a total of nothing.
    pub fn share(&self, scheme: &Scheme, row: usize, key: Key) -> Amount {
        let own = self
            .figure(row, key)
            .and_then(|figure| figure.number)
            .filter(|_| self.adds_up(scheme, key) && self.tree.is_counted(row));
        match (own, self.sum(key).sum) {
            (Some(own), Amount::Known(all)) => percentage(own, all),
            (Some(_), Amount::Overflow) => Amount::Overflow,
            _ => Amount::Meaningless,
        }
    }

    /// The shares of all units together.
    pub fn share_total(&self, scheme: &Scheme, key: Key) -> Amount {
        match self.sum(key).sum {
            _ if !self.adds_up(scheme, key) => Amount::Meaningless,
            Amount::Known(all) => percentage(all, all),
            other => other,
        }
    }

    /// Rows of the units whose figure the sum of a key lacks, and why.
    pub fn lacking(&self, key: Key) -> Vec<(usize, Lack)> {
        let why = |row: usize| match self.figure(row, key) {
            _ if !self.present[row] => Some(Lack::Missing),
            None
            | Some(Figure {
                number: None,
                state: State::Blank,
                ..
            }) => Some(Lack::Blank),
            Some(Figure {
                number: None,
                state: State::Unreadable | State::Text,
                ..
            }) => Some(Lack::Unreadable),
            Some(_) => None,
        };
        self.tree
            .counted()
            .into_iter()
            .filter_map(|row| Some((row, why(row)?)))
            .collect()
    }

    /// Units whose figure the total of a key leaves out because the round does not expect them, by
    /// their place in `outside`.
    pub fn outside(&self, scheme: &Scheme, key: Key) -> Vec<usize> {
        let keys = match self.sides(scheme, key) {
            Some(sides) => vec![sides.of, sides.base],
            None if self.adds_up(scheme, key) => vec![key],
            // nothing is added, so nothing is left out
            None => return Vec::new(),
        };
        self.outside
            .iter()
            .enumerate()
            .filter(|(_, (_, own))| keys.iter().any(|key| own.contains(key)))
            .map(|(at, _)| at)
            .collect()
    }

    /// Rows of the units whose figure is in the sum of a key although a finding A stands against
    /// it.
    pub fn flagged(&self, key: Key) -> Vec<usize> {
        self.tree
            .counted()
            .into_iter()
            .filter(|row| {
                self.is_flagged(*row, key)
                    && self
                        .figure(*row, key)
                        .is_some_and(|figure| figure.number.is_some())
            })
            .collect()
    }

    /// Whether a finding A stands against the total that a sheet reports itself.
    pub fn is_total_flagged(&self, key: Key) -> bool {
        self.flagged_totals.contains(&key)
    }

    /// Rows of the units whose figure in the sum of a key is a bound or an approximation.
    pub fn bounded(&self, key: Key) -> Vec<usize> {
        let is_bounded = |row: &usize| {
            self.figure(*row, key)
                .is_some_and(|figure| figure.number.is_some() && figure.bound)
        };
        self.tree.counted().into_iter().filter(is_bounded).collect()
    }

    /// Whether a form must have the figures of a key: its column, and of a matrix its row.
    pub fn is_asked(&self, scheme: &Scheme, key: Key) -> bool {
        let code = &scheme.indicators[key.indicator].code;
        let is_row = match &scheme.forms[self.form].layout {
            Layout::Matrix(matrix) => matrix
                .rows
                .iter()
                .any(|row| row.indicator == *code && row.required),
            _ => true,
        };
        is_row && self.spec(scheme, key).required
    }

    /// Whether a finding A stands against a unit's figure.
    pub fn is_flagged(&self, row: usize, key: Key) -> bool {
        self.flagged.contains(&(row, key))
    }

    /// Findings A that stand for all of a return whose figures are in the sum of a key.
    pub fn at_large(&self, scheme: &Scheme, key: Key) -> Vec<&AtLarge> {
        let has_number = |row: &usize| {
            self.figure(*row, key)
                .is_some_and(|figure| figure.number.is_some())
        };
        let rows = self
            .tree
            .counted()
            .into_iter()
            .filter(has_number)
            .collect::<Vec<_>>();
        self.at_large
            .iter()
            .filter(|one| self.concerns(scheme, one, &rows))
            .collect()
    }

    /// Whether a return is the source of figures in these rows: of its sender's own, or, a county
    /// table, of any.
    fn concerns(&self, scheme: &Scheme, one: &AtLarge, rows: &[usize]) -> bool {
        let is_table = matches!(scheme.forms[self.form].layout, Layout::CountyTable(_));
        rows.iter()
            .any(|row| is_table || self.units[*row] == one.sender)
    }

    /// The keys whose sums a total is made of.
    pub fn made_of(&self, scheme: &Scheme, key: Key) -> Vec<Key> {
        self.sides(scheme, key)
            .map_or(vec![key], |sides| vec![sides.of, sides.base])
    }

    /// The form's column of a key.
    pub fn spec<'a>(&self, scheme: &'a Scheme, key: Key) -> &'a ColumnSpec {
        &scheme.forms[self.form].columns()[key.column]
    }

    /// Units that have figures.
    pub fn reported(&self) -> usize {
        self.present.iter().filter(|present| **present).count()
    }
}
