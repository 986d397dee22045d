//! Rules of an xlsx: ECMA-376 part 1, 18.3.1.18 and 18.8.14, and the same written again by newer
//! versions of Excel ([MS-XLSX] 2.6.30).

use super::ranked::Ranked;
use super::{Condition, MOST_RULES, Rule, compared, first_of, of_formula};
use crate::read::Area;
use crate::read::look::{Change, Palette, Rgb, changes_of};
use crate::read::xml::attribute;
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use xianbaohui_core::place::parse_cell;

/// A rule as read so far.
#[derive(Default)]
struct Open {
    kind: String,
    operator: String,
    ranked: Option<Ranked>,
    /// the words that it looks for
    words: Option<String>,
    formulas: Vec<String>,
    change: Option<Change>,
    in_place: bool,
    priority: i64,
    stops: bool,
    scale: Vec<Rgb>,
}

impl Open {
    fn of(element: &BytesStart<'_>, changes: &[Change]) -> Self {
        let said = |name: &str| attribute(element, name).unwrap_or_default();
        let style = said("dxfId").parse::<usize>().ok();
        Self {
            kind: said("type"),
            operator: said("operator"),
            ranked: Ranked::of(&said("type"), element),
            words: attribute(element, "text"),
            priority: said("priority").parse().unwrap_or(i64::MAX),
            stops: matches!(said("stopIfTrue").as_str(), "1" | "true"),
            change: style.and_then(|style| changes.get(style).cloned()),
            ..Self::default()
        }
    }

    fn done(self, areas: &[Area]) -> Option<Rule> {
        if self.in_place {
            return Some(Rule::in_place(areas));
        }
        if !self.scale.is_empty() {
            return Rule::scale(areas, self.scale);
        }
        let own = first_of(areas);
        let condition = match (self.kind.as_str(), self.words) {
            ("cellIs", _) => compared(self.operator, &self.formulas, own),
            ("containsBlanks" | "containsErrors", _) => Condition::Never,
            ("containsText", Some(words)) => {
                Condition::Worded("containsText", words.to_lowercase())
            }
            ("notContainsText", Some(words)) => {
                Condition::Worded("notContainsText", words.to_lowercase())
            }
            ("beginsWith", Some(words)) => Condition::Worded("beginsWith", words.to_lowercase()),
            ("endsWith", Some(words)) => Condition::Worded("endsWith", words.to_lowercase()),
            ("expression", _) => own.map_or(Condition::Unknown, |own| {
                of_formula(&self.formulas.concat(), own, areas)
            }),
            _ => self.ranked.map_or(Condition::Unknown, Condition::Ranked),
        };
        if self.stops {
            let change = self.change.unwrap_or_default();
            return Some(Rule::stopping(areas, condition, change));
        }
        Rule::styled(areas, condition, self.change?)
    }
}

/// The rules of a sheet that may hide something. `part` is what follows its cells; `changes` are
/// the differential styles of the workbook.
pub(in crate::read) fn rules(part: &[u8], changes: &[Change], palette: &Palette) -> Vec<Rule> {
    let mut rules = gathered(part, changes, palette);
    rules.sort_by_key(|(priority, _)| *priority);
    rules.into_iter().map(|(_, rule)| rule).collect()
}

/// The same with what comes first, in whatever order.
fn gathered(part: &[u8], changes: &[Change], palette: &Palette) -> Vec<(i64, Rule)> {
    let mut rules = Vec::new();
    if memmem::find(part, b"cfRule").is_none() {
        return rules;
    }
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut buffer = Vec::new();
    let (mut areas, mut block) = (Vec::new(), Vec::<Open>::new());
    let (mut in_formula, mut in_areas) = (false, false);
    let mut rule: Option<Open> = None;
    // a style that stands in the rule itself
    let mut own = None;
    loop {
        buffer.clear();
        let Ok(event) = reader.read_event_into(&mut buffer) else {
            return rules;
        };
        if let Event::Start(element) | Event::Empty(element) = &event
            && element.local_name().as_ref() == "dxf"
        {
            own = Some(changes_of(palette));
        }
        if let Some(reading) = &mut own {
            reading.take(&event);
        }
        match &event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "conditionalFormatting" => {
                    let said = attribute(element, "sqref");
                    areas = said.map(|areas| areas_of(&areas)).unwrap_or_default();
                    block = Vec::new();
                }
                "cfRule" => {
                    rule = Some(Open::of(element, changes));
                    if matches!(event, Event::Empty(_)) {
                        block.extend(rule.take());
                    }
                }
                "formula" | "f" => {
                    in_formula = true;
                    if let Some(rule) = &mut rule {
                        rule.formulas.push(String::new());
                    }
                }
                "sqref" => in_areas = true,
                "iconSet" | "dataBar" => {
                    let shown = attribute(element, "showValue");
                    let hides = shown.is_some_and(|shown| shown == "0" || shown == "false");
                    if let Some(rule) = &mut rule {
                        rule.in_place |= hides;
                    }
                }
                "color" if own.is_none() => {
                    if let Some(rule) = rule.as_mut().filter(|rule| rule.kind == "colorScale") {
                        rule.scale.extend(palette.colour(element, [255; 3]));
                    }
                }
                _ => {}
            },
            Event::Text(words) if in_formula => {
                let formulas = rule.as_mut().map(|rule| &mut rule.formulas);
                if let Some(formula) = formulas.and_then(|formulas| formulas.last_mut()) {
                    formula.push_str(&words.xml10_content());
                }
            }
            Event::GeneralRef(sign) if in_formula => {
                let own = sign.resolve_char_ref().ok().flatten().map(String::from);
                let named = || quick_xml::escape::resolve_predefined_entity(sign);
                let formulas = rule.as_mut().map(|rule| &mut rule.formulas);
                if let Some(formula) = formulas.and_then(|formulas| formulas.last_mut()) {
                    formula.push_str(
                        &own.or_else(|| named().map(str::to_owned))
                            .unwrap_or_default(),
                    );
                }
            }
            Event::Text(words) if in_areas => areas = areas_of(&words.xml10_content()),
            Event::End(element) => match element.local_name().as_ref() {
                "formula" | "f" => in_formula = false,
                "sqref" => in_areas = false,
                "dxf" => {
                    if let (Some(reading), Some(rule)) = (own.take(), &mut rule) {
                        rule.change = reading.into_change();
                    }
                }
                "cfRule" => block.extend(rule.take()),
                // newer rules say where they hold when all is said
                "conditionalFormatting" => {
                    let block = block
                        .drain(..)
                        .map(|rule| (rule.priority, rule.done(&areas)));
                    rules.extend(block.filter_map(|(at, rule)| Some((at, rule?))));
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

/// `D5:E9 G5`
pub(in crate::read) fn areas_of(words: &str) -> Vec<Area> {
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
