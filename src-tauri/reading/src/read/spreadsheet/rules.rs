//! Rules of an XML Spreadsheet 2003: Microsoft Office 2003 XML reference schemas, `excel.xsd`,
//! `ConditionalFormatting`.

use super::relative::written;
use crate::read::Area;
use crate::read::area::{MOST_COLUMNS, MOST_ROWS};
use crate::read::conditional::{Condition, MOST_RULES, Rule, compared, first_of, of_formula};
use crate::read::look::Change;
use crate::read::page::change_of;
use crate::read::xml::attribute;
use quick_xml::events::BytesStart;

/// The rules of a sheet, element by element.
#[derive(Debug, Default)]
pub(super) struct Reading {
    is_open: bool,
    areas: Vec<Area>,
    qualifier: Option<String>,
    values: Vec<String>,
    change: Option<Change>,
    pub(super) rules: Vec<Rule>,
}

impl Reading {
    /// An element begins.
    pub(super) fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "ConditionalFormatting" => {
                self.is_open = true;
                self.areas = Vec::new();
            }
            "Condition" => {
                (self.qualifier, self.values, self.change) = (None, Vec::new(), None);
            }
            "Format" if self.is_open => {
                let style = attribute(element, "Style");
                self.change = style.map(|style| change_of(&style));
            }
            _ => {}
        }
    }

    /// An element ends, with the words in it.
    pub(super) fn end(&mut self, name: &str, words: &str) {
        if !self.is_open {
            return;
        }
        match name {
            "ConditionalFormatting" => self.is_open = false,
            "Range" => self.areas = areas(words),
            "Qualifier" => self.qualifier = Some(words.trim().to_owned()),
            "Value1" | "Value2" => self.values.push(words.trim().to_owned()),
            "Condition" if self.rules.len() < MOST_RULES => {
                let condition = self.condition();
                let change = self.change.take();
                let rule = change.and_then(|own| Rule::styled(&self.areas, condition, own));
                self.rules.extend(rule);
            }
            _ => {}
        }
    }

    fn condition(&self) -> Condition {
        let operator = match self.qualifier.as_deref() {
            Some("Between") => "between",
            Some("NotBetween") => "notBetween",
            Some("Equal") => "equal",
            Some("NotEqual") => "notEqual",
            Some("Greater") => "greaterThan",
            Some("Less") => "lessThan",
            Some("GreaterOrEqual") => "greaterThanOrEqual",
            Some("LessOrEqual") => "lessThanOrEqual",
            _ => "",
        };
        let Some(at) = first_of(&self.areas) else {
            return Condition::Unknown;
        };
        let values = self.values.iter().map(|own| written(own, at));
        let Some(values) = values.collect::<Option<Vec<_>>>() else {
            return Condition::Unknown;
        };
        match (values.first(), operator) {
            (Some(formula), "") => of_formula(formula, at, &self.areas),
            (Some(_), _) => compared(operator.to_owned(), &values, Some(at)),
            (None, _) => Condition::Unknown,
        }
    }
}

/// `R2C3:R5C4,R7C2`; a whole sheet for what is none.
pub(super) fn areas(words: &str) -> Vec<Area> {
    let area = |word: &str| {
        let (from, to) = word.split_once(':').unwrap_or((word, word));
        let ((top, left), (bottom, right)) =
            (corner(from, 1, 1), corner(to, MOST_ROWS, MOST_COLUMNS));
        Area {
            top,
            left,
            bottom,
            right,
        }
    };
    words.trim().split(',').map(area).collect()
}

/// `R2C3`, with the row or the column that is not said.
fn corner(word: &str, row: u32, column: u32) -> (u32, u32) {
    let word = word.trim().trim_start_matches('=');
    let number = |letter: char, other: u32| {
        let rest = word.split_once(letter).map_or("", |(_, rest)| rest);
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let own = rest[..end].parse::<u32>().unwrap_or(other);
        own.saturating_sub(1)
    };
    (number('R', row), number('C', column))
}
