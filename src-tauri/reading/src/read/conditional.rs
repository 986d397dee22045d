//! Formats that depend on what stands in a cell, where they hide it or show it otherwise: ECMA-376
//! part 1, 18.3.1.18 and 18.8.14, and the same written again by newer versions of Excel ([MS-XLSX]
//! 2.6.30).
//!
//! Colours that only call attention are none of this. A rule that is not worked out here counts as
//! one that may apply.

use super::Area;
use super::cell::{Cell, Content};
use super::look::{Change, Ground, Look, Palette, Rgb, changes_of};
use super::xml::attribute;
use crate::sight::{Format, Locale, Plain, Value};
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use xianbaohui_core::place::{cell_name, parse_cell};

/// Areas with more of them are no return's.
const MOST_RULES: usize = 1000;

/// A rule that may hide what stands in a cell or show it otherwise.
#[derive(Debug)]
pub(super) struct Rule {
    areas: Vec<Area>,
    condition: Condition,
    effect: Effect,
}

/// What a rule does where it applies.
#[derive(Debug, Clone)]
enum Effect {
    /// letters, ground, a line through
    Style(Change),
    /// a number format
    Format(Box<Format>, Change),
    /// a sign or a bar in place of the figure
    InPlace,
    /// grounds that go from one colour to another
    Scale(Ground),
}

/// When a rule applies, as far as it can be told.
#[derive(Debug)]
enum Condition {
    /// an operator and what the figure is compared with
    Compared(String, Vec<f64>),
    /// words that the text has, begins or ends with, or has not
    Worded(&'static str, String),
    /// it may apply to anything
    Unknown,
    /// to cells that are empty or hold an error, never to figures or texts
    Never,
}

impl Rule {
    /// Whether the rule may hide what stands in a cell, or show it otherwise.
    pub(super) fn may_hide(&self, cell: &Cell, look: &Look) -> bool {
        self.areas
            .iter()
            .any(|area| area.contains(cell.row, cell.column))
            && self.condition.may_hold(cell)
            && self.effect.hides(cell, look)
    }
}

impl Effect {
    fn hides(&self, cell: &Cell, look: &Look) -> bool {
        let figure = match &cell.content {
            Content::Number(figure) | Content::Date(figure, _) => Some(*figure),
            _ => None,
        };
        let by_style = |change: &Change| {
            let letters = change.letters.or(look.letters.colour);
            let ground = change.ground.as_ref().unwrap_or(&look.ground);
            change.struck == Some(true)
                || (change.letters.is_some() || change.ground.is_some())
                    && letters.is_some_and(|letters| ground.swallows(letters))
        };
        match self {
            Self::Style(change) => by_style(change),
            Self::Format(format, change) => {
                let is_changed = match (&cell.content, figure) {
                    (_, Some(figure)) => !matches!(
                        format.plain(Value::Number(figure)),
                        Some(Plain::General | Plain::Figure(_))
                    ),
                    (Content::Text(text), _) => {
                        format.plain(Value::Text(text)) != Some(Plain::Content)
                    }
                    _ => false,
                };
                is_changed || by_style(change)
            }
            Self::InPlace => figure.is_some(),
            Self::Scale(ground) => {
                let letters = look.letters.colour;
                figure.is_some() && letters.is_some_and(|letters| ground.swallows(letters))
            }
        }
    }
}

impl Condition {
    fn may_hold(&self, cell: &Cell) -> bool {
        let figure = match &cell.content {
            Content::Number(figure) | Content::Date(figure, _) => Some(*figure),
            Content::Text(_) | Content::Truth(_) => None,
            Content::Error(_) | Content::NoResult => return false,
        };
        match (self, figure) {
            (Self::Never, _) => false,
            (Self::Unknown, _) => true,
            (Self::Worded(how, words), _) => {
                let text = cell.raw().to_lowercase();
                match *how {
                    "containsText" => text.contains(words),
                    "notContainsText" => !text.contains(words),
                    "beginsWith" => text.starts_with(words),
                    _ => text.ends_with(words),
                }
            }
            // a text is more than any figure, and equal to none
            (Self::Compared(operator, _), None) => {
                matches!(
                    operator.as_str(),
                    "notEqual" | "greaterThan" | "greaterThanOrEqual" | "notBetween"
                )
            }
            (Self::Compared(operator, with), Some(figure)) => {
                match (operator.as_str(), with.as_slice()) {
                    ("equal", [with]) => same(figure, *with),
                    ("notEqual", [with]) => !same(figure, *with),
                    ("greaterThan", [with]) => figure > *with,
                    ("greaterThanOrEqual", [with]) => figure >= *with,
                    ("lessThan", [with]) => figure < *with,
                    ("lessThanOrEqual", [with]) => figure <= *with,
                    ("between", [from, to]) => (*from..=*to).contains(&figure),
                    ("notBetween", [from, to]) => !(*from..=*to).contains(&figure),
                    _ => true,
                }
            }
        }
    }
}

/// A rule as read so far.
#[derive(Default)]
struct Open {
    kind: String,
    operator: String,
    /// the words that it looks for
    words: Option<String>,
    formulas: Vec<String>,
    change: Option<Change>,
    in_place: bool,
    scale: Vec<Rgb>,
}

impl Open {
    fn of(element: &BytesStart<'_>, changes: &[Change]) -> Self {
        let said = |name: &str| attribute(element, name).unwrap_or_default();
        let style = said("dxfId").parse::<usize>().ok();
        Self {
            kind: said("type"),
            operator: said("operator"),
            words: attribute(element, "text"),
            change: style.and_then(|style| changes.get(style).cloned()),
            ..Self::default()
        }
    }

    fn done(self, areas: &[Area]) -> Option<Rule> {
        let effect = if self.in_place {
            Effect::InPlace
        } else if !self.scale.is_empty() {
            Effect::Scale(Ground::Between(self.scale))
        } else {
            let change = self.change.filter(|change| *change != Change::default())?;
            match &change.code {
                Some(code) => Effect::Format(Box::new(Format::parse(code, Locale::ZhCn)), change),
                None => Effect::Style(change),
            }
        };
        let own = areas.first().map(|area| cell_name(area.top, area.left));
        let condition = match (self.kind.as_str(), self.words) {
            ("cellIs", _) => compared(self.operator, &self.formulas),
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
                of_formula(&self.formulas.concat(), &own)
            }),
            _ => Condition::Unknown,
        };
        Some(Rule {
            areas: areas.to_vec(),
            condition,
            effect,
        })
    }
}

/// The rules of a sheet that may hide something. `part` is what follows its cells; `changes` are
/// the differential styles of the workbook.
pub(super) fn rules(part: &[u8], changes: &[Change], palette: &Palette) -> Vec<Rule> {
    let mut rules = Vec::new();
    if memmem::find(part, b"cfRule").is_none() {
        return rules;
    }
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut buffer = Vec::new();
    let (mut areas, mut block) = (Vec::new(), Vec::new());
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
                    rules.extend(block.drain(..).filter_map(|rule| rule.done(&areas)));
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

fn compared(operator: String, formulas: &[String]) -> Condition {
    let with = formulas
        .iter()
        .map(|formula| formula.trim().parse::<f64>().ok())
        .collect::<Option<Vec<_>>>();
    with.map_or(Condition::Unknown, |with| {
        Condition::Compared(operator, with)
    })
}

/// A formula about nothing but the cell itself, in the forms that are known; `own` is the cell that
/// it is written for.
fn of_formula(formula: &str, own: &str) -> Condition {
    let formula = formula.replace(['$', ' '], "").to_ascii_uppercase();
    let about = formula.replacen(own, "@", 1);
    match about.as_str() {
        "ISERROR(@)" | "ISERR(@)" | "ISNA(@)" | "ISBLANK(@)" | "@=\"\"" | "LEN(@)=0"
        | "LEN(TRIM(@))=0" => Condition::Never,
        other => {
            let rest = other.strip_prefix('@');
            let operators = [
                ("<>", "notEqual"),
                (">=", "greaterThanOrEqual"),
                ("<=", "lessThanOrEqual"),
                ("=", "equal"),
                (">", "greaterThan"),
                ("<", "lessThan"),
            ];
            operators
                .iter()
                .find_map(|(sign, operator)| {
                    let with = rest?.strip_prefix(sign)?.parse::<f64>().ok()?;
                    Some(Condition::Compared((*operator).to_owned(), vec![with]))
                })
                .unwrap_or(Condition::Unknown)
        }
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
