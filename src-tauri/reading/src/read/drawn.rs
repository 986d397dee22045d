//! What the look of each cell makes of it, worked out once when a sheet is put together.

use super::around::Around;
use super::cell::{Cell, Content};
use super::clipped::Tight;
use super::conditional::{Rule, hiding};
use super::look::{Formats, Look, Veil};
use super::low::LowRows;
use super::open_rule::OpenRules;
use super::quirks;
use super::width::{INDENT, Widths};
use crate::sight::{Plain, Value};
use std::collections::HashSet;

/// What a sheet keeps of looks.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// the number formats that its cells have
    pub(super) formats: Formats,
    /// texts as the file holds them, where something else is seen; by row, then column
    pub(super) beneath: Vec<(u32, u32, Box<str>)>,
    /// texts that their column has no room for
    pub(super) tight: Vec<Tight>,
    /// rules that are not worked out yet
    pub(super) open_rules: OpenRules,
}

/// Rules that are asked which cells of their range they pick; of more, each may be picked.
const MOST_PICKED: usize = 50;
/// Texts of which it is looked whether they have room: one that has none is enough to tell it.
const MOST_TIGHT: usize = 5000;

/// Gives each cell its number format and what hides it, and texts what is seen of them. Cells that
/// have been drawn already stay: a sheet without looks has none to give.
pub(super) fn drawn(cells: &mut [Cell], around: &mut Around) -> Drawn {
    around.settle(cells);
    let around = &*around;
    let mut drawn = Drawn::default();
    if around.looks.is_empty() && around.rich.is_empty() {
        return drawn;
    }
    let plain = Look::default();
    let first = around.looks.first().unwrap_or(&plain);
    // number of a format in the workbook → its number in the sheet
    let mut numbers: Vec<Option<u16>> = vec![None; around.formats.count()];
    let mut left = MOST_PICKED;
    let picked = around.rules.iter().map(|rule| {
        let picked = (left > 0).then(|| rule.picked(cells)).flatten();
        left -= usize::from(picked.is_some());
        picked
    });
    let picked = picked.collect::<Vec<_>>();
    let low = LowRows::of(around);
    for cell in cells {
        let place = (cell.row, cell.column);
        let style = around.styles.get(&place).copied().unwrap_or(cell.format);
        // a style that is not there is that of cells without one
        let look = around.looks.get(usize::from(style)).unwrap_or(first);
        let known = numbers.get(usize::from(look.format)).copied().flatten();
        cell.format = known.unwrap_or_else(|| {
            let code = around.formats.code(look.format);
            let number = drawn.formats.number_of(code);
            if let Some(own) = numbers.get_mut(usize::from(look.format)) {
                *own = Some(number);
            }
            number
        });
        let veil = if look.veil == Veil::Invisible && look.inked != 0 && drawn.is_inked(cell, look)
        {
            look.inked_veil()
        } else {
            look.veil
        };
        cell.veil = cell.veil.max(veil);
        if look.unseen != 0 && drawn.is_unseen(cell, look) {
            cell.veil = Veil::Invisible;
        }
        drawn.text(cell, look, around);
        if let (Content::Text(words), Some(fit)) = (&cell.content, look.fit)
            && drawn.tight.len() < MOST_TIGHT
        {
            let size = (look.letters.size, around.size);
            let tight = if fit.turned == 0 {
                Tight::of(cell, words, fit, size, &around.widths)
            } else {
                low.tight(cell, words, fit, size, around)
            };
            drawn.tight.extend(tight);
        }
        if low.may_be(look) && low.is_low(cell, look, around) {
            cell.veil = cell.veil.max(Veil::Low);
        }
        if cell.veil == Veil::None
            && !around.widths.is_unknown()
            && drawn.is_narrow(cell, look, around)
        {
            cell.veil = Veil::Narrow;
        }
        if quirks::may_be(cell, look, around) {
            let veil = quirks::veil(cell, look, around, drawn.formats.get(cell.format));
            cell.veil = cell.veil.max(veil);
        }
        if !around.rules.is_empty() {
            drawn.conditional(cell, look, &around.rules, &picked);
        }
    }
    drawn.beneath.sort_unstable();
    drawn
}

impl Drawn {
    /// Veils a cell that a rule hides, or may hide.
    fn conditional(
        &mut self,
        cell: &mut Cell,
        look: &Look,
        rules: &[Rule],
        picked: &[Option<HashSet<(u32, u32)>>],
    ) {
        let own = hiding(rules, picked, cell, look);
        let own = own.into_iter().map(Rule::open).collect::<Vec<_>>();
        if own.is_empty() {
            return;
        }
        // what hides it for certain needs no working out
        let open = own.into_iter().collect::<Option<Vec<_>>>();
        if let Some(open) = open {
            self.open_rules.add(cell, &open);
        }
        cell.veil = cell.veil.max(Veil::Conditional);
    }

    /// Whether the section of its format that it takes names the colour of its ground; where that
    /// is not known, whether any does.
    fn is_unseen(&self, cell: &Cell, look: &Look) -> bool {
        let value = match &cell.content {
            Content::Number(figure) | Content::Date(figure, _) => Value::Number(*figure),
            Content::Text(words) => Value::Text(words),
            Content::Truth(truth) => Value::Bool(*truth),
            Content::Error(_) | Content::NoResult => return true,
        };
        let format = self.formats.get(cell.format);
        let section = format.and_then(|format| format.section_of(value));
        section.is_none_or(|section| section > 7 || look.unseen & (1 << section) != 0)
    }

    /// Whether the section that a figure takes names a colour that is seen.
    fn is_inked(&self, cell: &Cell, look: &Look) -> bool {
        let (Content::Number(figure) | Content::Date(figure, _)) = &cell.content else {
            return false;
        };
        let format = self.formats.get(cell.format);
        let section = format.and_then(|format| format.section_of(Value::Number(*figure)));
        section.is_some_and(|section| section <= 7 && look.inked & (1 << section) != 0)
    }

    /// Puts what is seen of a text in its place, and keeps what is there.
    fn text(&mut self, cell: &mut Cell, look: &Look, around: &Around) {
        let Content::Text(held) = &cell.content else {
            return;
        };
        let mut seen: Option<String> = None;
        if let Some(rich) = around.rich.get(&(cell.row, cell.column)) {
            let (words, veil) = rich.seen(&look.letters, &look.ground);
            // the parts say how they are drawn, whatever the cell says
            cell.veil = veil;
            seen = (*words != **held).then_some(words);
        }
        if cell.format != 0
            && let Some(format) = self.formats.get(cell.format)
            && format.plain(Value::Text(held)) != Some(Plain::Content)
        {
            let words = seen.as_deref().unwrap_or(held);
            let shown = format.show(Value::Text(words), around.dates());
            if shown.fill.is_some_and(|fill| fill.mark.is_alphanumeric()) {
                cell.veil = cell.veil.max(Veil::Repeated);
            }
            if shown.text.trim().is_empty() || shown.unsure.is_some() {
                cell.veil = cell.veil.max(Veil::Invisible);
            } else if shown.text != **held {
                seen = Some(shown.text);
            }
        }
        if let Some(seen) = seen {
            let held = std::mem::replace(&mut cell.content, Content::Text(seen.into()));
            if let Content::Text(held) = held {
                self.beneath.push((cell.row, cell.column, held));
            }
        }
    }

    /// Whether the column of a figure is too narrow for it.
    fn is_narrow(&self, cell: &Cell, look: &Look, around: &Around) -> bool {
        let (Content::Number(figure) | Content::Date(figure, _)) = &cell.content else {
            return false;
        };
        let (figure, widths) = (*figure, &around.widths);
        let Some(format) = self.formats.get(cell.format) else {
            return false;
        };
        // what is turned is as wide as its letters are high
        if look.fit.is_some_and(|fit| fit.turned != 0) {
            return false;
        }
        let digits = |figure: f64| figure.abs().max(1.0).log10().floor() as f32 + 1.0;
        let needed = match format.plain(Value::Number(figure)) {
            // twelve digits and more are shown with an exponent
            Some(Plain::General) if figure.abs() >= 1e11 => return false,
            // decimals that have no room are left out; what stands before the point has to fit
            Some(Plain::General | Plain::Content) => digits(figure),
            Some(Plain::Figure(own)) => {
                let whole = digits(if own.is_percent {
                    figure * 100.0
                } else {
                    figure
                });
                let groups = if own.is_grouped {
                    (whole - 1.0) / 3.0
                } else {
                    0.0
                };
                let point = if own.decimals > 0 { 0.4 } else { 0.0 };
                whole + f32::from(own.decimals) + point + 0.4 * groups.floor()
            }
            None if widths.of(cell.column).is_some_and(|width| width > 20.0) => return false,
            None => {
                let shown = format.show(Value::Number(figure), around.dates());
                Widths::needed(shown.text.trim())
            }
        };
        let size = match (look.letters.size, around.size) {
            (Some(own), Some(default)) if default > 0.0 => own / default,
            _ => 1.0,
        };
        let is_merged = || {
            let mut merges = around.merges.iter();
            merges.any(|area| area.contains(cell.row, cell.column))
        };
        // figures that shrink have room however narrow the column is
        let needed = needed * size + f32::from(look.quirks.indent) * INDENT;
        !look.quirks.shrinks && widths.is_too_narrow(cell.column, needed) && !is_merged()
    }
}
