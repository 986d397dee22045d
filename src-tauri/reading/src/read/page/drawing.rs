//! How a page draws its elements, each within those around it.

use super::format::shows_otherwise;
use super::style::{Colour, Declared, Reason, Rules, Said, Size, is_known, of_attributes, reason};
use super::style::{cuts, said};
use crate::read::Content;
use crate::read::cell::Cell;
use crate::read::look::{Fit, Ground, Letters, Rgb, Veil, WHITE, named};
use crate::read::low::is_low;
use crate::sight::{Format, Locale};
use scraper::ElementRef;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// What Excel writes of a row whose height was set.
const BY_HAND: &str = "mso-height-source:userset";

/// Letters of pages that say nothing of it, in points.
const USUAL: f32 = 12.0;

/// What the style sheets of a page say, and what was drawn by them.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    rules: Rules,
    /// what is not understood of the page as a whole
    pub(super) doubts: Vec<Reason>,
    /// styles that stand in elements, each once
    styles: RefCell<HashMap<String, Rc<Said>>>,
    formats: RefCell<HashMap<String, Rc<Format>>>,
    /// what stands around cells, by where it is kept
    around: RefCell<HashMap<usize, Drawn>>,
}

/// How an element is drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    letters: Letters,
    filled: Option<Rgb>,
    ground: Option<Rgb>,
    /// what a row or a cell says that it stands on
    own_ground: Option<Rgb>,
    /// it takes no place, or what it stands in
    pub(super) gone: bool,
    unseen: bool,
    /// it stands in a table
    in_table: bool,
    /// whether words are repeated until the cell is full
    pub(super) veil: Veil,
    /// it may be drawn otherwise, or show other words
    pub(super) doubt: Option<Reason>,
    /// letters of the alphabet are written otherwise
    pub(super) cases: Option<Reason>,
    pub(super) format: Option<Rc<str>>,
    /// as Excel counts it
    turned: u8,
}

impl Drawn {
    /// What it stands on.
    pub(super) fn ground(&self) -> Rgb {
        self.own_ground.or(self.ground).unwrap_or(WHITE)
    }

    /// What stands in the way of a cell in a row that is so high.
    pub(super) fn veil_in(&self, height: Option<f32>, field: ElementRef<'_>, cell: &Cell) -> Veil {
        let Some(height) = height.filter(|_| field.value().attr("rowspan").is_none()) else {
            return Veil::None;
        };
        let fit = Fit {
            turned: self.turned,
            ..Fit::default()
        };
        let size = self.letters.size.unwrap_or(USUAL);
        if is_low(cell, fit, size, height) {
            Veil::Low
        } else {
            Veil::None
        }
    }

    /// How its letters are drawn on what its cell stands on.
    pub(super) fn letters(&self, cell: Rgb) -> Letters {
        let colour = self.filled.or(self.letters.colour);
        let own = self.ground();
        let is_on_own = own != cell;
        let is_swallowed =
            is_on_own && colour.is_some_and(|colour| Ground::Of(own).swallows(colour));
        Letters {
            colour: colour.filter(|_| !is_on_own),
            hidden: self.gone || self.unseen || is_swallowed || self.letters.hidden,
            ..self.letters
        }
    }
}

impl Drawing {
    pub(super) fn new(rules: Rules) -> Self {
        Self {
            doubts: rules.doubts.clone(),
            rules,
            ..Self::default()
        }
    }

    /// Whether an element is not shown.
    pub(super) fn hides(&self, element: &ElementRef<'_>) -> bool {
        let says = self.says(element);
        says.gone == Some(true) || says.unseen == Some(true)
    }

    /// Points of a row, where they were set by hand: others grow with what stands in them.
    pub(super) fn height_of(&self, line: &ElementRef<'_>) -> Option<f64> {
        let style = line.value().attr("style")?;
        let is_set = style.contains("userset") && style.replace(' ', "").contains(BY_HAND);
        let own = || self.says(line).height.map(f64::from);
        is_set.then(own).flatten()
    }

    /// Points of a column, where they are said.
    pub(super) fn width_of(&self, column: &ElementRef<'_>) -> Option<f64> {
        /// of a dot of the screen
        const DOT: f64 = 0.75;
        let own = self.says(column).width.map(f64::from);
        let said = || column.value().attr("width")?.trim().parse::<f64>().ok();
        own.or_else(|| said().map(|dots| dots * DOT))
    }

    /// What a column stands on.
    pub(super) fn ground_of(&self, column: &ElementRef<'_>) -> Option<Rgb> {
        let says = self.says(column);
        says.ground.map(|own| own.before(WHITE))
    }

    /// How an element is drawn, and whether what it stands in is shown.
    pub(super) fn of(&self, element: &ElementRef<'_>) -> Drawn {
        let mut open = vec![*element];
        let mut drawn = Drawn::default();
        for parent in element.ancestors().filter_map(ElementRef::wrap) {
            if let Some(known) = self.around.borrow().get(&place(&parent)) {
                drawn = known.clone();
                break;
            }
            open.push(parent);
        }
        while let Some(next) = open.pop() {
            drawn = self.inner(&next, &drawn);
            if next != *element || next.value().name() == "table" {
                self.around.borrow_mut().insert(place(&next), drawn.clone());
            }
        }
        drawn
    }

    /// Whether a table takes no place, or what it stands in.
    pub(super) fn is_gone(&self, table: &ElementRef<'_>) -> bool {
        let around = table.ancestors().find_map(ElementRef::wrap);
        around.is_some_and(|around| self.of(&around).gone) || self.says(table).gone == Some(true)
    }

    /// Whether a number format shows something else than what stands in a cell.
    pub(super) fn shows_otherwise(
        &self,
        code: &str,
        content: &Content,
        is_stored: bool,
        words: &str,
    ) -> bool {
        let mut formats = self.formats.borrow_mut();
        let known = formats.get(code).map(Rc::clone);
        let format = known.unwrap_or_else(|| {
            let format = Rc::new(Format::parse(named(code), Locale::ZhCn));
            formats.insert(code.into(), Rc::clone(&format));
            format
        });
        shows_otherwise(&format, content, is_stored, words)
    }

    /// How a cell is drawn; `column` is what its column stands on.
    pub(super) fn cell(&self, field: &ElementRef<'_>, column: Option<Rgb>) -> Drawn {
        let mut drawn = self.of(field);
        drawn.ground = column.or(drawn.ground);
        drawn.doubt = drawn.doubt.or_else(|| self.doubts.first().cloned());
        drawn
    }

    /// How an element is drawn within one that is drawn so.
    pub(super) fn inner(&self, element: &ElementRef<'_>, around: &Drawn) -> Drawn {
        let says = self.says(element);
        let name = element.value().name();
        let is_line = matches!(name, "tr" | "tbody" | "thead" | "tfoot");
        let mut drawn = around.clone();
        // rows and tables that are not shown are told for themselves
        if name == "table" {
            (drawn.gone, drawn.in_table) = (false, true);
        }
        let is_cell = matches!(name, "td" | "th");
        if is_cell {
            // what hides another cell around it hides the whole table
            drawn.gone = false;
        }
        if !is_line && name != "table" {
            drawn.gone |= says.gone == Some(true);
        }
        if !is_line {
            drawn.unseen = says.unseen.unwrap_or(drawn.unseen);
        }
        let mut ground = says.ground.map(|own| own.before(around.ground()));
        if let Some((front, percent)) = says.pattern {
            let cover = f32::from(percent) / 100.0;
            let front = Colour { rgb: front, cover };
            ground = Some(front.before(ground.unwrap_or(WHITE)));
        }
        if around.in_table {
            drawn.own_ground = ground.or(drawn.own_ground);
        } else {
            drawn.ground = ground.or(drawn.ground);
        }
        let on = drawn.ground();
        let letters = &mut drawn.letters;
        if let Some(own) = says.letters {
            letters.colour = Some(own.before(on));
            letters.hidden |= own.cover < 0.1;
        }
        if let Some(own) = says.filled {
            drawn.filled = Some(own.before(on));
        }
        let size = letters.size.unwrap_or(USUAL);
        letters.size = match says.size {
            Some(Size::Points(own)) => Some(own),
            Some(Size::Times(times)) => Some(size * times),
            None => letters.size,
        };
        letters.struck |= says.struck == Some(true);
        letters.raised |= says.raised == Some(true) && !is_cell;
        letters.hidden = says.signs.unwrap_or(letters.hidden);
        if says.repeats == Some(true) {
            drawn.veil = Veil::Repeated;
        }
        drawn.format = says.format.clone().or(drawn.format);
        drawn.turned = says.turned.unwrap_or(drawn.turned);
        if says.crossed == Some(true) {
            drawn.veil = drawn.veil.max(Veil::Crossed);
        }
        if let Some(cases) = &says.cases {
            drawn.cases = (!cases.is_empty()).then(|| cases.clone());
        }
        drawn.doubt = drawn.doubt.or_else(|| doubt(element, &says, around));
        drawn
    }

    /// What is said of an element itself.
    pub(super) fn says(&self, element: &ElementRef<'_>) -> Declared {
        let own = element.value();
        let style = own.attr("style").map(|style| {
            let mut styles = self.styles.borrow_mut();
            let known = styles.get(style).cloned();
            known.unwrap_or_else(|| {
                let says = Rc::new(said(style));
                styles.insert(style.to_owned(), Rc::clone(&says));
                says
            })
        });
        self.rules.of(element, of_attributes(own), style.as_deref())
    }
}

/// What is not understood of an element.
fn doubt(element: &ElementRef<'_>, says: &Declared, around: &Drawn) -> Option<Reason> {
    let own = element.value();
    if !is_known(own) {
        return Some(reason(&format!("<{}>", own.name())));
    }
    let moves = || says.moves.clone().or_else(|| says.floats.clone());
    let moved = around.in_table.then(moves).flatten();
    let size = around.letters.size.unwrap_or(USUAL);
    let is_cut = says.clips == Some(true) && around.in_table && {
        let words = element.text().collect::<String>();
        cuts(says, &words, size)
    };
    let cut = is_cut.then(|| reason("overflow: hidden"));
    says.unknown.clone().or(moved).or(cut)
}

/// Where an element is kept: no two of a page are kept in one place.
pub(super) fn place(element: &ElementRef<'_>) -> usize {
    std::ptr::from_ref(element.value()).addr()
}
