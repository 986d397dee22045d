//! Rows that are too low for what stands in them: large letters, and words that are turned.

use super::around::Around;
use super::cell::Cell;
use super::clipped::Tight;
use super::look::{Fit, Look};
use std::collections::{HashMap, HashSet};

/// Points of letters that say no size.
const USUAL: f32 = 11.0;
/// A part of the height of letters that has to be seen.
const LEAST: f32 = 0.72;

/// Heights of rows that may be too low.
pub(super) struct LowRows {
    own: HashMap<u32, f32>,
    /// the least of them
    lowest: f32,
    /// points of letters that say no size
    usual: f32,
}

impl LowRows {
    /// Those of a sheet that are as low as something of it may be high, and not as good as closed.
    pub(super) fn of(around: &Around) -> Self {
        let usual = around.size.unwrap_or(USUAL);
        let high = around.looks.iter().map(|look| match look.fit {
            Some(fit) if fit.turned != 0 => f32::INFINITY,
            _ => look.letters.size.unwrap_or(usual) * LEAST,
        });
        let high = high.fold(usual * LEAST, f32::max);
        let mut heights = around.heights.iter().filter(|(_, own)| *own < high);
        let lowest = heights.clone().map(|(_, own)| *own);
        let lowest = lowest.fold(f32::INFINITY, f32::min);
        let own = if heights.next().is_some() {
            let hidden = around.hidden_rows.iter().collect::<HashSet<_>>();
            let heights = around.heights.iter().copied();
            heights
                .filter(|(row, own)| *own < high && !hidden.contains(row))
                .collect()
        } else {
            HashMap::new()
        };
        Self { own, lowest, usual }
    }

    /// Whether any row may be too low for a look: for nearly none.
    pub(super) fn may_be(&self, look: &Look) -> bool {
        let is_turned = || look.fit.is_some_and(|fit| fit.turned != 0);
        let size = look.letters.size.unwrap_or(self.usual);
        !self.own.is_empty() && (size * LEAST > self.lowest || is_turned())
    }

    /// Whether less than a part of the height of the letters is seen; or, of a figure that is
    /// turned, not all of its digits.
    pub(super) fn is_low(&self, cell: &Cell, look: &Look, around: &Around) -> bool {
        let Some(height) = self.own.get(&cell.row) else {
            return false;
        };
        let size = look.letters.size.unwrap_or(self.usual);
        let mut merges = around.merges.iter();
        is_low(cell, look.fit.unwrap_or_default(), size, *height)
            && !merges.any(|area| area.contains(cell.row, cell.column) && area.top != area.bottom)
    }

    /// A text that is turned, if its own row has no room for it.
    pub(super) fn tight(
        &self,
        cell: &Cell,
        words: &str,
        fit: Fit,
        size: (Option<f32>, Option<f32>),
        around: &Around,
    ) -> Option<Tight> {
        let own = size.0.unwrap_or(self.usual);
        let needed = rise(words, fit) * own;
        let mut merges = around.merges.iter();
        let is_low = self.own.get(&cell.row).is_some_and(|own| *own < needed);
        (is_low && !merges.any(|area| area.contains(cell.row, cell.column))).then_some(Tight {
            row: cell.row,
            column: cell.column,
            fit,
            size: (own, 1.0),
        })
    }
}

/// Whether less than a part of the height of letters of a size is seen in a row that is so high;
/// or, of a figure that is turned, not all of its digits.
pub(super) fn is_low(cell: &Cell, fit: Fit, size: f32, height: f32) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%');
    let is_figure = || {
        cell.as_text()
            .is_none_or(|words| words.chars().all(is_sign))
    };
    let is_turned = fit.turned != 0 && is_figure();
    let high = if is_turned {
        rise(&cell.raw(), fit)
    } else {
        0.0
    };
    height < size * high.max(LEAST)
}

/// Points of height that a text in letters of one point takes, as it is turned.
fn rise(words: &str, fit: Fit) -> f32 {
    words.chars().map(|c| fit.rise(c)).sum()
}
