//! Units and figures by their names; what is alike is told together, by figure or by unit,
//! whichever is shorter.

use super::line::without_stop;
use crate::consolidate::{AtLarge, Consolidated, Key};
use std::collections::BTreeMap;
use xianbaohui_core::scheme::Scheme;

/// What the columns of a table are called.
pub(super) struct Names<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) all: &'a Consolidated,
    pub(super) keys: &'a [Key],
}

impl Names<'_> {
    /// The name of the unit in a row; rows after the last are of those that the round does not
    /// expect.
    pub(super) fn unit(&self, row: usize) -> &str {
        let position = self
            .all
            .units
            .iter()
            .chain(self.all.outside.iter().map(|(unit, _)| unit))
            .nth(row)
            .copied();
        position.map_or("", |unit| &self.scheme.units[unit].name)
    }

    /// All that have reported are not named one by one.
    pub(super) fn units(&self, rows: &[usize]) -> String {
        let present = || (0..self.all.present.len()).filter(|row| self.all.present[*row]);
        if rows.len() > 3 && rows.iter().copied().eq(present()) {
            return format!("全部 {} 个已报单位", rows.len());
        }
        rows.iter()
            .map(|row| self.unit(*row))
            .collect::<Vec<_>>()
            .join("、")
    }

    /// Names of the units in some rows.
    pub(super) fn unit_names(&self, rows: &[usize]) -> Vec<String> {
        rows.iter().map(|row| self.unit(*row).to_owned()).collect()
    }

    /// `沧县（第 5 行“戊山县”不在本制度的单位名单里，没有读取）`
    pub(super) fn of_returns<'a>(
        &self,
        at_large: impl IntoIterator<Item = &'a AtLarge>,
    ) -> Vec<String> {
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
    pub(super) fn of_keys(&self, keys: &[Key]) -> String {
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
    pub(super) fn grouped(&self, pairs: &[(Key, usize)]) -> Vec<String> {
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
    pub(super) fn largest(&self, key: Key) -> String {
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
}
