//! Formats that depend on what stands in a cell, where they hide a figure or show it otherwise:
//! ECMA-376 part 1, 18.3.1.18 and 18.8.14.
//!
//! Colours that only call attention are none of this. A rule that is not worked out here counts as
//! one that may apply.

use super::format::{Units, display_of};
use super::xml::{attribute, each_element};
use super::{Area, Display};
use memchr::memmem;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use xianbaohui_core::place::parse_cell;

/// Areas with more of them are no return's.
const MOST_RULES: usize = 1000;

/// A rule that hides figures or shows them otherwise.
#[derive(Debug)]
pub(super) struct Rule {
    areas: Vec<Area>,
    condition: Condition,
}

/// When a rule applies, as far as it can be told.
#[derive(Debug)]
enum Condition {
    /// an operator and what the figure is compared with
    Compared(String, Vec<f64>),
    /// it may apply to any figure
    Unknown,
    /// to cells that are empty or hold an error, never to figures
    Never,
}

impl Rule {
    /// Whether the rule may apply to a figure.
    pub(super) fn may_apply(&self, row: u32, column: u32, figure: f64) -> bool {
        self.areas.iter().any(|area| area.contains(row, column))
            && match &self.condition {
                Condition::Never => false,
                Condition::Unknown => true,
                Condition::Compared(operator, with) => match (operator.as_str(), with.as_slice()) {
                    ("equal", [with]) => same(figure, *with),
                    ("notEqual", [with]) => !same(figure, *with),
                    ("greaterThan", [with]) => figure > *with,
                    ("greaterThanOrEqual", [with]) => figure >= *with,
                    ("lessThan", [with]) => figure < *with,
                    ("lessThanOrEqual", [with]) => figure <= *with,
                    ("between", [from, to]) => (*from..=*to).contains(&figure),
                    ("notBetween", [from, to]) => !(*from..=*to).contains(&figure),
                    _ => true,
                },
            }
    }
}

/// Which of the workbook's differential styles change what is seen of a figure: white letters
/// without a ground, a line through, a number format.
pub(super) fn changing(styles: &[u8]) -> Vec<bool> {
    #[derive(Default)]
    struct Style {
        is_white: bool,
        has_ground: bool,
        is_changed: bool,
    }
    let mut found: Vec<Style> = Vec::new();
    let (mut is_inside, mut is_font) = (false, false);
    let mut units = Units::default();
    each_element(styles, |name, element| match name {
        "dxfs" => is_inside = true,
        "tableStyles" | "colors" | "extLst" => is_inside = false,
        "dxf" if is_inside => found.push(Style::default()),
        "font" | "fill" | "border" => is_font = name == "font",
        _ if !is_inside => {}
        _ => {
            let Some(style) = found.last_mut() else {
                return;
            };
            let is_on =
                || attribute(element, "val").is_none_or(|value| value != "0" && value != "false");
            let is_white = || {
                let rgb = attribute(element, "rgb")
                    .is_some_and(|rgb| rgb.to_ascii_uppercase().ends_with("FFFFFF"));
                rgb || (attribute(element, "theme").as_deref() == Some("0")
                    && attribute(element, "tint").is_none())
            };
            match name {
                "color" if is_font => style.is_white = is_white(),
                "bgColor" => style.has_ground |= !is_white(),
                "strike" => style.is_changed |= is_on(),
                "numFmt" => {
                    style.is_changed |= attribute(element, "formatCode")
                        .is_some_and(|code| display_of(&code, &mut units) != Display::Plain);
                }
                _ => {}
            }
        }
    });
    found
        .iter()
        .map(|style| style.is_changed || (style.is_white && !style.has_ground))
        .collect()
}

/// The rules of a sheet that use one of those styles.
pub(super) fn rules(part: &[u8], changing: &[bool]) -> Vec<Rule> {
    let mut rules = Vec::new();
    if memmem::find(part, b"cfRule").is_none() || !changing.contains(&true) {
        return rules;
    }
    let mut reader = Reader::from_reader(part);
    let (mut buffer, mut areas, mut in_formula) = (Vec::new(), Vec::new(), false);
    // the rule that is being read: whether figures are compared, how, and with what
    let mut rule: Option<(String, String, Vec<String>)> = None;
    loop {
        buffer.clear();
        let Ok(event) = reader.read_event_into(&mut buffer) else {
            return rules;
        };
        match &event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "conditionalFormatting" => {
                    areas = attribute(element, "sqref")
                        .map(|areas| areas_of(&areas))
                        .unwrap_or_default();
                }
                "cfRule" => {
                    let style =
                        attribute(element, "dxfId").and_then(|style| style.parse::<usize>().ok());
                    let is_changing =
                        style.is_some_and(|style| changing.get(style).copied().unwrap_or_default());
                    let new = || {
                        (
                            attribute(element, "type").unwrap_or_default(),
                            attribute(element, "operator").unwrap_or_default(),
                            Vec::new(),
                        )
                    };
                    rule = is_changing.then(new);
                    if let Some((kind, operator, formulas)) =
                        rule.take_if(|_| matches!(event, Event::Empty(_)))
                    {
                        rules.push(Rule {
                            areas: areas.clone(),
                            condition: condition(&kind, operator, &formulas),
                        });
                    }
                }
                "formula" => {
                    in_formula = true;
                    if let Some((_, _, formulas)) = &mut rule {
                        formulas.push(String::new());
                    }
                }
                _ => {}
            },
            Event::Text(words) if in_formula => {
                if let Some(formula) = rule
                    .as_mut()
                    .and_then(|(_, _, formulas)| formulas.last_mut())
                {
                    formula.push_str(&words.xml10_content());
                }
            }
            Event::End(element) => match element.local_name().as_ref() {
                "formula" => in_formula = false,
                "cfRule" => {
                    if let Some((kind, operator, formulas)) = rule.take() {
                        rules.push(Rule {
                            areas: areas.clone(),
                            condition: condition(&kind, operator, &formulas),
                        });
                    }
                }
                _ => {}
            },
            Event::Eof => return rules,
            _ => {}
        }
        if rules.len() > MOST_RULES {
            return rules;
        }
    }
}

/// Equal as far as fifteen digits go.
fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-15 * one.abs().max(other.abs())
}

fn condition(kind: &str, operator: String, formulas: &[String]) -> Condition {
    match kind {
        "cellIs" => {
            let with = formulas
                .iter()
                .map(|formula| formula.trim().parse::<f64>().ok())
                .collect::<Option<Vec<_>>>();
            with.map_or(Condition::Unknown, |with| {
                Condition::Compared(operator, with)
            })
        }
        "containsBlanks" | "containsErrors" | "containsText" | "notContainsText" | "beginsWith"
        | "endsWith" => Condition::Never,
        "expression" => {
            let formula = formulas.concat().to_ascii_uppercase();
            let (is_about_words, zero) = (
                ["ISERR", "ISNA", "ISBLANK", "\"\""]
                    .iter()
                    .any(|word| formula.contains(word)),
                formula.strip_suffix("=0"),
            );
            if is_about_words {
                return Condition::Never;
            }
            // D5=0 for the cell itself; which cell is meant does not matter where all figures are
            // judged alike
            match zero.and_then(|cell| parse_cell(&cell.replace('$', ""))) {
                Some(_) => Condition::Compared("equal".to_owned(), vec![0.0]),
                None => Condition::Unknown,
            }
        }
        _ => Condition::Unknown,
    }
}

/// `D5:E9 G5`
fn areas_of(words: &str) -> Vec<Area> {
    let area = |word: &str| {
        let (from, to) = word.split_once(':').unwrap_or((word, word));
        let ((top, left), (bottom, right)) = (parse_cell(from)?, parse_cell(to)?);
        Some(Area {
            top,
            left,
            bottom,
            right,
        })
    };
    words.split_whitespace().filter_map(area).collect()
}
