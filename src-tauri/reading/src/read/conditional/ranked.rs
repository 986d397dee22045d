//! Rules that pick cells by what stands in all of their range: the largest, those above average,
//! those that are there twice.

use crate::read::Area;
use crate::read::cell::{Cell, Content};
use crate::read::xml::attribute;
use quick_xml::events::BytesStart;
use std::collections::{HashMap, HashSet};

/// Which cells of a range are picked.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) enum Ranked {
    /// so many of the largest or smallest, or so many hundredths of all
    Top {
        count: usize,
        percent: bool,
        bottom: bool,
    },
    /// above or below the average, or equal to it
    Average { above: bool, equal: bool },
    /// what is there more than once, or once only
    Twice(bool),
}

impl Ranked {
    /// What a rule of this kind picks; nothing of other kinds.
    pub(super) fn of(kind: &str, element: &BytesStart<'_>) -> Option<Self> {
        let said = |name: &str| attribute(element, name);
        let is_on =
            |name: &str, usual: bool| said(name).map_or(usual, |own| own == "1" || own == "true");
        Some(match kind {
            "top10" => Self::Top {
                count: said("rank")?.parse().ok()?,
                percent: is_on("percent", false),
                bottom: is_on("bottom", false),
            },
            // so many deviations from the average are not worked out
            "aboveAverage" if said("stdDev").is_none_or(|own| own == "0") => Self::Average {
                above: is_on("aboveAverage", true),
                equal: is_on("equalAverage", false),
            },
            "duplicateValues" => Self::Twice(true),
            "uniqueValues" => Self::Twice(false),
            _ => return None,
        })
    }

    /// The cells that are picked in areas; `cells` are those of the sheet.
    pub(super) fn picked(&self, areas: &[Area], cells: &[Cell]) -> HashSet<(u32, u32)> {
        let is_in = |cell: &&Cell| (areas.iter()).any(|area| area.contains(cell.row, cell.column));
        let own = cells.iter().filter(is_in);
        if let Self::Twice(is_twice) = *self {
            return twice(own, is_twice);
        }
        let figures = own.filter_map(|cell| match cell.content {
            Content::Number(figure) | Content::Date(figure, _) => {
                Some(((cell.row, cell.column), figure))
            }
            _ => None,
        });
        let figures = figures.collect::<Vec<_>>();
        let is_picked = self.of_figures(figures.iter().map(|(_, figure)| *figure).collect());
        let picked = figures.into_iter().filter(|(_, figure)| is_picked(*figure));
        picked.map(|(at, _)| at).collect()
    }

    /// Whether a figure is picked among all.
    fn of_figures(&self, mut all: Vec<f64>) -> Box<dyn Fn(f64) -> bool> {
        let never = || -> Box<dyn Fn(f64) -> bool> { Box::new(|_| false) };
        match *self {
            Self::Top {
                count,
                percent,
                bottom,
            } => {
                all.sort_by(f64::total_cmp);
                if !bottom {
                    all.reverse();
                }
                let count = if percent {
                    (all.len() * count.min(100) / 100).max(1)
                } else {
                    count
                };
                let Some(last) = all.get(count.min(all.len()).wrapping_sub(1)).copied() else {
                    return never();
                };
                Box::new(move |own| if bottom { own <= last } else { own >= last })
            }
            Self::Average { above, equal } => {
                if all.is_empty() {
                    return never();
                }
                let mean = all.iter().sum::<f64>() / all.len() as f64;
                // what is as near as this may be it
                let near = 1e-12 * mean.abs();
                Box::new(move |own| {
                    let differs = if above { own - mean } else { mean - own };
                    differs > near || equal && differs >= -near
                })
            }
            Self::Twice(_) => never(),
        }
    }
}

fn twice<'a>(cells: impl Iterator<Item = &'a Cell>, is_twice: bool) -> HashSet<(u32, u32)> {
    let mut known: HashMap<String, Vec<(u32, u32)>> = HashMap::new();
    for cell in cells.filter(|cell| !cell.is_blank()) {
        let own = known.entry(cell.raw().to_lowercase()).or_default();
        own.push((cell.row, cell.column));
    }
    let picked = known
        .into_values()
        .filter(|own| (own.len() > 1) == is_twice);
    picked.flatten().collect()
}
