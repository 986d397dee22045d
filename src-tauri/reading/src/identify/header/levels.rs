//! The columns of a header, level by level.

use super::block::HeaderBlock;
use super::vocabulary::Vocabulary;
use crate::read::Grid;
use xianbaohui_core::label;
use xianbaohui_core::measure::{MeasureUnit, Rate};
use xianbaohui_core::text;
use xianbaohui_core::words::{Attribute, wording};

/// What one column is called.
#[derive(Debug, Clone)]
pub struct SheetHeader {
    /// column of the sheet
    pub column: u32,
    /// keys of its levels, from the top, without measure units, each once
    pub levels: Vec<String>,
    /// the same with what stands to the left where a group header was not merged
    pub inherited: Vec<String>,
    /// its levels as all who say the same say them, without words of status and scope
    pub alike: Vec<String>,
    /// the same of `inherited`
    pub alike_inherited: Vec<String>,
    /// levels that say nothing of which figures stand below
    pub mere: Vec<String>,
    /// status and scope that it says beside what the form asks for
    pub attributes: Vec<Attribute>,
    /// measure unit stated in the header
    pub unit: Option<MeasureUnit>,
    /// as written, levels divided by ` > `
    pub written: String,
}

/// What every column is called.
pub(in crate::identify) fn columns(
    grid: &Grid,
    block: HeaderBlock,
    vocabulary: &Vocabulary<'_>,
) -> Vec<SheetHeader> {
    let mut columns = written(grid, block);
    for header in &mut columns {
        header.hear(vocabulary);
    }
    columns
}

/// What every column is called, as it is written.
pub(in crate::identify) fn written(grid: &Grid, block: HeaderBlock) -> Vec<SheetHeader> {
    let columns = grid.used_columns().into_iter();
    columns
        .filter_map(|column| named(grid, block, column))
        .collect()
}

impl SheetHeader {
    /// Finds out what its levels say.
    fn hear(&mut self, vocabulary: &Vocabulary<'_>) {
        let (levels, inherited) = (self.levels.clone(), self.inherited.clone());
        self.alike = self.heard(&levels, vocabulary);
        let attributes = std::mem::take(&mut self.attributes);
        if levels == inherited {
            self.alike_inherited.clone_from(&self.alike);
            self.attributes = attributes;
            return;
        }
        self.alike_inherited = self.heard(&inherited, vocabulary);
        // what stands to the left of it says it of this column, too
        if self.attributes.is_empty() {
            self.attributes = attributes;
        }
    }

    fn heard(&mut self, levels: &[String], vocabulary: &Vocabulary<'_>) -> Vec<String> {
        let mut alike: Vec<String> = Vec::with_capacity(levels.len());
        for level in levels {
            if vocabulary.is_mere(level) {
                self.mere.push(level.clone());
            }
            let (heard, said) = vocabulary.hear(level);
            self.attributes.extend(said);
            for own in heard {
                // without the % it may be how much more it is
                let percents = self.unit == Some(MeasureUnit::Rate(Rate::Percent));
                let own = match own.as_str() {
                    "增长" if percents => "同比增长".to_owned(),
                    _ => own,
                };
                if vocabulary.is_mere(&own) {
                    self.mere.push(own.clone());
                }
                if alike.last() != Some(&own) {
                    alike.push(own);
                }
            }
        }
        // the target of a quarter is none of the year
        if let (Some(own), Some(written)) = (alike.last(), levels.last())
            && wording::is_bare_target(own, written)
        {
            self.mere.retain(|level| !wording::is_part_of_year(level));
        }
        alike
    }
}

fn named(grid: &Grid, block: HeaderBlock, column: u32) -> Option<SheetHeader> {
    let mut header = SheetHeader {
        column,
        levels: Vec::new(),
        inherited: Vec::new(),
        alike: Vec::new(),
        alike_inherited: Vec::new(),
        mere: Vec::new(),
        attributes: Vec::new(),
        unit: None,
        written: String::new(),
    };
    let mut written: Vec<String> = Vec::new();
    let mut before: Option<String> = None;
    let last_line = block.last_line();
    for row in block.lines() {
        let seen = grid.seen_text(row, column);
        let (key, unit) = label::split_measure(&seen);
        if key.is_empty() {
            if unit.is_some() {
                header.unit = unit;
            }
            // a group header that was not merged stands at the left of its columns
            let left = grid
                .before(row, column)
                .filter(|_| row < last_line)
                .map(|cell| (cell.column, cell));
            if let Some((left, cell)) = left
                && grid.merge_at(row, left).is_none()
                && grid.cell(last_line, left).is_some()
                && let Some(words) = cell.as_text()
            {
                let (key, unit) = label::split_measure(words);
                if header.inherited.last() != Some(&key) {
                    header.inherited.push(key);
                }
                header.unit = header.unit.or(unit);
            }
            continue;
        }
        // the nearest level says the unit best
        header.unit = unit.or(header.unit);
        if before.as_ref() != Some(&key) {
            written.push(text::half_width(&seen).split_whitespace().collect());
        }
        // a cell merged downwards is seen on each of its rows
        if before.replace(key.clone()).as_ref() == Some(&key) {
            continue;
        }
        // lines of one cell may be levels; where they are one header, the levels together are still
        // that
        for line in lines(&seen, &key) {
            if header.levels.last() != Some(&line) {
                header.levels.push(line.clone());
            }
            if header.inherited.last() != Some(&line) {
                header.inherited.push(line);
            }
        }
    }
    header.written = written.join(" > ");
    (!header.levels.is_empty()).then_some(header)
}

/// Keys of the lines of a cell that together are its key; the key alone where a line break cuts a
/// bracket in two.
fn lines(seen: &str, key: &str) -> Vec<String> {
    let lines = seen
        .lines()
        .map(|line| label::split_measure(line).0)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>();
    if lines.concat() == key {
        lines
    } else {
        vec![key.to_owned()]
    }
}
