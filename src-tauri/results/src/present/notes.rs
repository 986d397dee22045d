//! What stands below a table because a total does not say it itself: whose figure it lacks, whose
//! stands under a finding A, of how many units a rate is. Everything is named; what is alike is
//! told together, by figure or by unit, whichever is shorter.

use super::model::{Table, text_width};
use crate::consolidate::{AtLarge, Consolidated, Coverage, Key, Lack, filled, reported};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use xianbaohui_core::form::{Layout, Role};
use xianbaohui_core::indicator::MeasureType;
use xianbaohui_core::rate::{Amount, growth};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::unit_tree::Place;

/// A note longer than this (in half-width characters) goes on in the next line, so that no row of a
/// sheet gets higher than Excel lets it.
const WIDEST: u32 = 560;

/// The sign beside a total about which the notes have something to say.
pub(super) const MARK: &str = "※";

/// What is to be told of the totals of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    pub(super) notes: Vec<String>,
    /// totals that carry the sign
    pub(super) marked: HashSet<Key>,
    /// 同比 of totals that carry it
    pub(super) marked_years: HashSet<Key>,
}

/// What the totals of these columns lack; `years` are the ones with 同比.
pub(super) fn of_figures(scheme: &Scheme, all: &Consolidated, keys: &[Key], years: &[Key]) -> Told {
    let names = Names { scheme, all, keys };
    let mut told = Told::default();
    let (mut blank, mut unreadable, mut flagged, mut one_sided) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut overflown, mut bounded) = (Vec::new(), Vec::new());
    let apart = names.apart();
    told.marked.extend(apart.marked.iter().copied());
    let mut outside = Vec::new();
    let mut nil_sided = Vec::new();
    let mut at_large: BTreeSet<&AtLarge> = BTreeSet::new();
    for &key in keys {
        outside.extend(
            all.outside(scheme, key)
                .into_iter()
                .map(|at| (key, all.units.len() + at)),
        );
        let sum = all.sum(key);
        // where nobody has a figure, a blank is worth telling beside declared nils, and where the
        // form must have it
        let adds_up = all.adds_up(scheme, key)
            && (sum.numbers > 0 || sum.nils > 0 || all.is_asked(scheme, key) && all.reported() > 0);
        if all.total(scheme, key) == Amount::Overflow {
            overflown.push(key);
        }
        if adds_up {
            for (row, why) in all.lacking(key) {
                match why {
                    Lack::Missing => {}
                    Lack::Blank => blank.push((key, row)),
                    Lack::Unreadable => unreadable.push((key, row)),
                }
            }
            flagged.extend(all.flagged(key).into_iter().map(|row| (key, row)));
            let large = all.at_large(scheme, key);
            if !large.is_empty() {
                told.marked.insert(key);
            }
            at_large.extend(large);
            bounded.extend(all.bounded(key).into_iter().map(|row| (key, row)));
        } else if let Some(sides) = all.sides(scheme, key) {
            one_sided.extend(sides.paired.left_out.iter().map(|row| (key, *row)));
            nil_sided.extend(sides.paired.nil_sides.iter().map(|row| (key, *row)));
            let mut is_marked =
                !sides.paired.left_out.is_empty() || !sides.paired.nil_sides.is_empty();
            for side in [sides.of, sides.base] {
                let (rows, large) = (all.flagged(side), all.at_large(scheme, side));
                is_marked |= !rows.is_empty() || !large.is_empty() || apart.marked.contains(&side);
                bounded.extend(
                    all.bounded(side)
                        .into_iter()
                        .filter(|row| sides.paired.both.contains(row))
                        .map(|row| (key, row)),
                );
                at_large.extend(large);
                // the figures themselves are told where they stand, if they do in this table
                if !keys.contains(&side) {
                    flagged.extend(rows.into_iter().map(|row| (key, row)));
                }
            }
            if is_marked {
                told.marked.insert(key);
            }
        }
    }
    for pairs in [&mut flagged, &mut bounded] {
        let mut known = HashSet::new();
        pairs.retain(|pair| known.insert(*pair));
    }
    told.marked.extend(
        [&blank, &unreadable, &flagged, &outside, &bounded]
            .into_iter()
            .flatten()
            .map(|(key, _)| *key),
    );
    told.marked.extend(overflown.iter().copied());
    let reported = keys
        .iter()
        .copied()
        .filter(|key| all.is_total_flagged(*key))
        .collect::<Vec<_>>();
    told.marked.extend(reported.iter().copied());
    let mut add = |words: &str, clauses: Vec<String>| {
        if !clauses.is_empty() {
            told.notes.push(format!("{words}{}。", clauses.join("；")));
        }
    };
    add(
        &format!("带{MARK}的合计含有 A 级（强制性）审核问题的数："),
        names.grouped(&flagged),
    );
    add(
        &format!("带{MARK}的合计可能不全，报来的表有 A 级（强制性）审核问题："),
        names.of_returns(at_large),
    );
    if !reported.is_empty() {
        add(
            &format!("带{MARK}的合计，表上自报的合计有 A 级（强制性）审核问题："),
            vec![names.of_keys(&reported)],
        );
    }
    add(
        &format!("带{MARK}的合计未含没有填数的单位："),
        names.grouped(&blank),
    );
    add(
        &format!("带{MARK}的合计未含填的内容不能识别的单位："),
        names.grouped(&unreadable),
    );
    add(
        &format!("带{MARK}的合计未含不在本批应报单位里的单位（数已保存）："),
        names.grouped(&outside),
    );
    add(
        &format!("带{MARK}的比率只按两个数都有的单位计算，未计："),
        names.grouped(&one_sided),
    );
    add(
        &format!("带{MARK}的比率中，一边填“/”，按 0 计入："),
        names.grouped(&nil_sided),
    );
    add(
        "溢出，无法合计（超过 28 位数字），请核对计量单位：",
        overflown
            .iter()
            .map(|key| format!("{}（{}）", names.of_keys(&[*key]), names.largest(*key)))
            .collect(),
    );
    add(
        &format!("带{MARK}的数含不是确数的填报值，为近似数："),
        names.grouped(&bounded),
    );
    told.notes
        .extend(names.years(years, &mut told.marked_years));
    told.notes.extend(names.within());
    told.notes.extend(apart.notes);
    told.notes.extend(names.no_ratio());
    told.notes = told
        .notes
        .into_iter()
        .flat_map(|note| divided(&note))
        .collect();
    told
}

/// What [`Names::apart`] finds.
#[derive(Debug, Clone, Default)]
struct ApartNotes {
    notes: Vec<String>,
    /// totals that such a unit is in
    marked: HashSet<Key>,
}

struct Names<'a> {
    scheme: &'a Scheme,
    all: &'a Consolidated,
    keys: &'a [Key],
}

impl Names<'_> {
    /// The name of the unit in a row; rows after the last are of those that the round does not
    /// expect.
    fn unit(&self, row: usize) -> &str {
        let position = self
            .all
            .units
            .iter()
            .chain(self.all.outside.iter().map(|(unit, _)| unit))
            .nth(row)
            .copied();
        position.map_or("", |unit| &self.scheme.units[unit].name)
    }

    fn units(&self, rows: &[usize]) -> String {
        rows.iter()
            .map(|row| self.unit(*row))
            .collect::<Vec<_>>()
            .join("、")
    }

    /// `沧县（第 5 行“戊山县”不在本制度的单位名单里，没有读取）`
    fn of_returns<'a>(&self, at_large: impl IntoIterator<Item = &'a AtLarge>) -> Vec<String> {
        at_large
            .into_iter()
            .map(|one| {
                format!(
                    "{}（{}）",
                    self.scheme.units[one.sender].name,
                    without_stop(&one.what)
                )
            })
            .collect()
    }

    /// `技术合同成交额（本季、累计）、研发经费`
    fn of_keys(&self, keys: &[Key]) -> String {
        if keys.len() > 3 && keys.len() == self.keys.len() {
            return "本表各项指标".to_owned();
        }
        let mut by_indicator: BTreeMap<usize, Vec<Key>> = BTreeMap::new();
        for key in keys {
            by_indicator.entry(key.indicator).or_default().push(*key);
        }
        let named = by_indicator.into_iter().map(|(indicator, own)| {
            let name = &self.scheme.indicators[indicator].name;
            if self
                .keys
                .iter()
                .filter(|key| key.indicator == indicator)
                .count()
                == 1
            {
                return name.clone();
            }
            format!(
                "{name}（{}）",
                own.iter()
                    .map(|key| self.all.spec(self.scheme, *key).name.as_str())
                    .collect::<Vec<_>>()
                    .join("、")
            )
        });
        named.collect::<Vec<_>>().join("、")
    }

    /// Figures that lack the same units together, or units that lack the same figures.
    fn grouped(&self, pairs: &[(Key, usize)]) -> Vec<String> {
        let mut rows_of: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        let mut keys_of: BTreeMap<usize, Vec<Key>> = BTreeMap::new();
        for (key, row) in pairs {
            rows_of.entry(*key).or_default().push(*row);
            keys_of.entry(*row).or_default().push(*key);
        }
        let mut by_rows: BTreeMap<Vec<usize>, Vec<Key>> = BTreeMap::new();
        for (key, rows) in rows_of {
            by_rows.entry(rows).or_default().push(key);
        }
        let mut by_keys: BTreeMap<Vec<Key>, Vec<usize>> = BTreeMap::new();
        for (row, keys) in keys_of {
            by_keys.entry(keys).or_default().push(row);
        }
        let by_figure = by_rows
            .iter()
            .map(|(rows, keys)| format!("{}：{}", self.of_keys(keys), self.units(rows)))
            .collect::<Vec<_>>();
        let by_unit = by_keys
            .iter()
            .map(|(keys, rows)| format!("{}：{}", self.units(rows), self.of_keys(keys)))
            .collect::<Vec<_>>();
        let length = |clauses: &[String]| clauses.iter().map(String::len).sum::<usize>();
        if length(&by_unit) <= length(&by_figure) {
            by_unit
        } else {
            by_figure
        }
    }

    /// The units whose figures are too large to be added.
    fn largest(&self, key: Key) -> String {
        let keys = self
            .all
            .sides(self.scheme, key)
            .map_or(vec![key], |sides| vec![sides.of, sides.base]);
        let mut figures = (0..self.all.units.len())
            .filter(|row| self.all.tree.is_counted(*row))
            .flat_map(|row| {
                keys.iter()
                    .filter_map(move |key| Some((self.all.figure(row, *key)?.number?.abs(), row)))
            })
            .collect::<Vec<_>>();
        figures.sort_by(|one, other| other.cmp(one));
        let mut rows = Vec::new();
        for (_, row) in figures.into_iter().take(3) {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        format!("数最大的单位：{}", self.units(&rows))
    }

    /// Of how many units 同比 is, and which are not in it.
    fn years(&self, keys: &[Key], marked: &mut HashSet<Key>) -> Vec<String> {
        let mut lacking: BTreeMap<(usize, Vec<usize>), Vec<Key>> = BTreeMap::new();
        let (mut flagged, mut at_large, mut overflown) = (Vec::new(), BTreeSet::new(), Vec::new());
        let (mut none, mut bounded, mut gone) = (Vec::new(), Vec::new(), BTreeSet::new());
        for &key in keys {
            let Some(years) = self.all.year_on_year_total(self.scheme, key) else {
                continue;
            };
            gone.extend(years.gone.iter().copied());
            if years.both.is_empty() {
                none.push(key);
                continue;
            }
            bounded.extend(years.bounded.iter().map(|row| (key, *row)));
            if years.sums.then(growth) == Amount::Overflow {
                overflown.push(key);
            }
            // this year's figures are told with their total
            let is_bounded = self
                .all
                .bounded(key)
                .iter()
                .any(|row| years.both.contains(row));
            let is_this_year = is_bounded
                || !years.bounded.is_empty()
                || !years.gone.is_empty()
                || years.both.iter().any(|row| self.all.is_flagged(*row, key))
                || !self.all.at_large(self.scheme, key).is_empty();
            if is_this_year || !years.flagged.is_empty() || !years.at_large.is_empty() {
                marked.insert(key);
            }
            flagged.extend(years.flagged.iter().map(|row| (key, *row)));
            at_large.extend(years.at_large);
            if years.left_out.is_empty() {
                continue;
            }
            marked.insert(key);
            lacking
                .entry((years.both.len(), years.left_out))
                .or_default()
                .push(key);
        }
        let told = lacking.into_iter().map(|((both, left_out), own)| {
            let of = both.saturating_add(left_out.len());
            // the same units for all of them: then the figures need not be listed
            let named = if own.len() > 3 && own.len() == keys.len() {
                "本表各项".to_owned()
            } else {
                self.of_keys(&own)
            };
            format!(
                "账本同比（带{MARK}）只按本表两年都有数的单位计算：{named} 有 {both}/{of} 个\
                单位，未计 {}。",
                self.units(&left_out)
            )
        });
        let flagged = [self.grouped(&flagged), self.of_returns(&at_large)].concat();
        let flagged = (!flagged.is_empty()).then(|| {
            format!(
                "账本同比（带{MARK}）的上年数有 A 级（强制性）审核问题：{}。",
                flagged.join("；")
            )
        });
        let overflown = (!overflown.is_empty()).then(|| {
            format!(
                "账本同比溢出，无法计算（超过 28 位数字），请核对计量单位：{}。",
                self.of_keys(&overflown)
            )
        });
        let none = (!none.is_empty()).then(|| {
            format!(
                "账本同比为“/”，没有一个单位两年都在本表报了数：{}。",
                self.of_keys(&none)
            )
        });
        let bounded = self.grouped(&bounded);
        let bounded = (!bounded.is_empty()).then(|| {
            format!(
                "账本同比（带{MARK}）的上年数含不是确数的填报值，为近似数：{}。",
                bounded.join("；")
            )
        });
        let gone = gone
            .into_iter()
            .map(|unit| self.scheme.units[unit].name.as_str())
            .collect::<Vec<_>>();
        let gone = (!gone.is_empty()).then(|| {
            format!(
                "账本同比（带{MARK}）的上年数未含上年报了数、本批次不应报的单位：{}。",
                gone.join("、")
            )
        });
        told.chain(flagged)
            .chain(overflown)
            .chain(bounded)
            .chain(gone)
            .chain(none)
            .collect()
    }

    /// Units that are in the figures of another.
    fn within(&self) -> Vec<String> {
        let rows = 0..self.all.units.len();
        let told = rows.clone().filter_map(|row| {
            let below = self.all.tree.within(row);
            (!below.is_empty()).then(|| {
                format!(
                    "合计按{}报的数计，其下级单位（{}）的数不再加入。",
                    self.unit(row),
                    self.units(&below)
                )
            })
        });
        let replaced = rows
            .filter(|row| self.all.tree.place(*row) == Place::Replaced)
            .collect::<Vec<_>>();
        let replaced = (!replaced.is_empty()).then(|| {
            format!(
                "{}没有报本表，合计用的是其下级单位的数。",
                self.units(&replaced)
            )
        });
        told.chain(replaced).collect()
    }

    /// Units that report something else than those below them together, or less than some of them
    /// have already.
    fn apart(&self) -> ApartNotes {
        let mut found = ApartNotes::default();
        for below in self.all.below(self.scheme) {
            for is_whole in [true, false] {
                let mut told = Vec::new();
                for &key in self.keys {
                    let Some(apart) = self
                        .all
                        .apart(self.scheme, &below, key)
                        .filter(|apart| apart.is_whole == is_whole)
                    else {
                        continue;
                    };
                    if self.all.tree.is_counted(below.row) {
                        found.marked.insert(key);
                    }
                    told.push(format!(
                        "{}填报 {}，下级之和 {}",
                        self.of_keys(&[key]),
                        filled(apart.own),
                        apart.sum.normalize()
                    ));
                }
                if told.is_empty() {
                    continue;
                }
                let taken = if self.all.tree.is_counted(below.row) {
                    format!("（合计带{MARK}，按前者计）")
                } else {
                    String::new()
                };
                let (unit, units) = (self.unit(below.row), self.units(&below.topmost));
                found.notes.push(format!(
                    "{unit}的数与其{}下级单位（{units}）之和不一致{taken}：{}。",
                    reported(is_whole),
                    told.join("；")
                ));
            }
        }
        found
    }

    /// Ratios that no total can be computed of, although the scheme names their parts.
    fn no_ratio(&self) -> Vec<String> {
        let mut told = Vec::new();
        for (key, indicator) in self
            .keys
            .iter()
            .map(|key| (*key, &self.scheme.indicators[key.indicator]))
            .filter(|(_, one)| one.measure == MeasureType::Ratio)
        {
            let Some(sides) = self.all.sides(self.scheme, key) else {
                if let Some((of, base)) = indicator.ratio.as_ref().and_then(|(of, base)| {
                    Some((self.scheme.indicator(of)?, self.scheme.indicator(base)?))
                }) {
                    let note = format!(
                        "{}没有合计，也没有核对：本表没有和它同一列、能相加的“{}”“{}”。",
                        self.of_keys(&[key]),
                        of.name,
                        base.name
                    );
                    if self.all.spec(self.scheme, key).role == Role::Value && !told.contains(&note)
                    {
                        told.push(note);
                    }
                }
                continue;
            };
            if self
                .all
                .ratio_power(self.scheme, sides.of, sides.base, key)
                .is_none()
            {
                let named = |key: Key| {
                    format!(
                        "{}（{}）",
                        self.scheme.indicators[key.indicator].name,
                        self.scheme.indicators[key.indicator].unit_name
                    )
                };
                let note = format!(
                    "{}没有合计：{} ÷ {} 得不出“{}”的数，请核对报表制度的计量单位。",
                    indicator.name,
                    named(sides.of),
                    named(sides.base),
                    indicator.unit_name
                );
                if !told.contains(&note) {
                    told.push(note);
                }
            }
        }
        told
    }
}

/// Tells of units that have not sent this form, and that are said to have reported all the same:
/// their figures stand in a county table.
pub(super) fn with_elsewhere(mut table: Table, scheme: &Scheme, coverage: &Coverage) -> Table {
    // of a county table these are its own rows
    if matches!(scheme.forms[table.form].layout, Layout::CountyTable(_)) {
        return table;
    }
    let form = &scheme.forms[table.form].code;
    let units = coverage
        .units
        .iter()
        .filter(|unit| unit.in_tables.contains(form))
        .map(|unit| scheme.unit_name(&unit.unit))
        .collect::<Vec<_>>();
    if !units.is_empty() {
        let note = format!(
            "没有单独报本表、数在分县表里的单位（报送情况里算已报，本表的合计未含）：{}。",
            units.join("、")
        );
        table.notes.splice(0..0, divided(&note));
    }
    table
}

/// A sentence as it stands in brackets.
pub(super) fn without_stop(what: &str) -> &str {
    what.trim_end_matches('。')
}

/// A long note in several, divided where a list goes on.
pub(super) fn divided(note: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut width = 0_u32;
    for piece in note.split_inclusive(['、', '；', '。']) {
        let own = text_width(piece);
        if width > 0 && width.saturating_add(own) > WIDEST {
            lines.push(String::new());
            width = 0;
        }
        width = width.saturating_add(own);
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}
