//! Rules of an ods: as LibreOffice writes them for ranges (`calcext:conditional-formats`), and as
//! styles have them (OpenDocument 1.3, part 3, 16.3 and 19.467).

use super::ranked::Ranked;
use super::{Condition, MOST_RULES, Rule, compared, of_formula};
use crate::read::Area;
use crate::read::area::{MOST_COLUMNS, MOST_ROWS};
use crate::read::look::Rgb;
use crate::read::odf_colour::hexadecimal;
use crate::read::odf_style::{Map, Styles};
use crate::read::xml::attribute;
use quick_xml::events::BytesStart;
use xianbaohui_core::place::parse_cell;

/// The rules of a sheet, element by element.
#[derive(Debug, Default)]
pub(in crate::read) struct Reading {
    areas: Vec<Area>,
    scale: Vec<Rgb>,
    pub(in crate::read) rules: Vec<Rule>,
}

impl Reading {
    pub(in crate::read) fn start(&mut self, name: &str, element: &BytesStart<'_>, styles: &Styles) {
        let said = |name: &str| attribute(element, name);
        if self.rules.len() > MOST_RULES {
            return;
        }
        match name {
            "conditional-format" => {
                let areas = said("target-range-address");
                self.areas = areas.map(|own| areas_of(&own)).unwrap_or_default();
            }
            "condition" => {
                let style = said("apply-style-name").unwrap_or_default();
                let base = said("base-cell-address");
                let said = said("value").unwrap_or_default();
                let condition = condition(&said, base.as_deref(), &self.areas);
                let change = styles.change(&style);
                let rule = Rule::styled(&self.areas, condition, change);
                self.rules.extend(rule);
            }
            "color-scale" => self.scale = Vec::new(),
            "color-scale-entry" => {
                let colour = said("color").and_then(|own| hexadecimal(&own));
                self.scale.extend(colour);
            }
            "icon-set" | "data-bar" | "formatting-entry"
                if said("show-value").as_deref() == Some("false") =>
            {
                self.rules.push(Rule::in_place(&self.areas));
            }
            // the words of a rule about days
            "date-is" => {
                let style = said("style").unwrap_or_default();
                let change = styles.change(&style);
                let rule = Rule::styled(&self.areas, Condition::Unknown, change);
                self.rules.extend(rule);
            }
            _ => {}
        }
    }

    pub(in crate::read) fn end(&mut self, name: &str) {
        if name == "color-scale" {
            let colours = std::mem::take(&mut self.scale);
            self.rules.extend(Rule::scale(&self.areas, colours));
        }
    }
}

/// The rule for the cells of a style that has a condition, and the style that it gives.
pub(in crate::read) fn of_map(map: &Map, areas: &[Area], styles: &Styles) -> Option<Rule> {
    let own = map.condition.trim();
    let own = own
        .strip_prefix("cell-content()")
        .or_else(|| own.strip_prefix("cell-content-is-"))
        .unwrap_or(own);
    let condition = condition(own, map.base.as_deref(), areas);
    Rule::styled(areas, condition, styles.change(&map.style))
}

/// `>10`, `between(1,10)`, `contains-text("文")`, `formula-is(ISERROR([.A3]))`; formulas are
/// written for one cell.
fn condition(said: &str, base: Option<&str>, areas: &[Area]) -> Condition {
    let said = said.trim();
    let at = base.and_then(corner);
    let signs = [
        ("!=", "notEqual"),
        ("<>", "notEqual"),
        (">=", "greaterThanOrEqual"),
        ("<=", "lessThanOrEqual"),
        ("=", "equal"),
        (">", "greaterThan"),
        ("<", "lessThan"),
    ];
    let compared = |operator: &str, with: &[&str]| {
        let with = with.iter().map(|own| plain(own));
        match with.collect::<Option<Vec<_>>>() {
            Some(with) => compared(operator.to_owned(), &with, at),
            None => Condition::Unknown,
        }
    };
    for (sign, operator) in signs {
        if let Some(with) = said.strip_prefix(sign) {
            return compared(operator, &[with]);
        }
    }
    let Some((function, rest)) = said.split_once('(') else {
        return match said {
            "is-error" => Condition::Never,
            _ => ranked(said, None).map_or(Condition::Unknown, Condition::Ranked),
        };
    };
    let inside = rest.strip_suffix(')').unwrap_or(rest).trim();
    let both = || inside.split(',').collect::<Vec<_>>();
    let quoted = || {
        let bare = inside.strip_prefix('"')?.strip_suffix('"')?;
        (!bare.contains('"')).then(|| bare.to_lowercase())
    };
    let worded = |how| quoted().map_or(Condition::Unknown, |own| Condition::Worded(how, own));
    match function {
        "between" => compared("between", &both()),
        "not-between" => compared("notBetween", &both()),
        "contains-text" => worded("containsText"),
        "not-contains-text" => worded("notContainsText"),
        "begins-with" => worded("beginsWith"),
        "ends-with" => worded("endsWith"),
        "formula-is" | "is-true-formula" => at
            .zip(plain(inside))
            .map_or(Condition::Unknown, |(at, own)| of_formula(&own, at, areas)),
        _ => ranked(function, inside.parse().ok()).map_or(Condition::Unknown, Condition::Ranked),
    }
}

/// `top-elements(10)`, `above-average`, `duplicate`.
fn ranked(said: &str, count: Option<usize>) -> Option<Ranked> {
    let top = |percent, bottom| {
        count.map(|count| Ranked::Top {
            count,
            percent,
            bottom,
        })
    };
    let average = |above, equal| Some(Ranked::Average { above, equal });
    match said {
        "top-elements" => top(false, false),
        "bottom-elements" => top(false, true),
        "top-percent" => top(true, false),
        "bottom-percent" => top(true, true),
        "above-average" => average(true, false),
        "above-equal-average" => average(true, true),
        "below-average" => average(false, false),
        "below-equal-average" => average(false, true),
        "duplicate" => Some(Ranked::Twice(true)),
        "unique" => Some(Ranked::Twice(false)),
        _ => None,
    }
}

/// `[.A1]+SUM([$表.B1:.B3];2)` as Excel writes it: `A1+SUM(表!B1:B3,2)`. None where it has what
/// Excel has not.
fn plain(formula: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = formula.trim();
    while let Some(c) = rest.chars().next() {
        match c {
            '"' => {
                let end = rest[1..].find('"').map_or(rest.len(), |end| end + 2);
                out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            '[' => {
                let (own, after) = rest[1..].split_once(']')?;
                for (number, end) in own.split(':').enumerate() {
                    // documents, and blanks within names, are not followed
                    if end.contains(['#', '\'']) {
                        return None;
                    }
                    let (sheet, cell) = end.rsplit_once('.')?;
                    let sheet = sheet.trim_start_matches('$');
                    match (number, sheet) {
                        (0, "") => {}
                        (0, sheet) => out.extend([sheet, "!"]),
                        (_, "") => out.push(':'),
                        _ => return None,
                    }
                    out.push_str(cell);
                }
                rest = after;
            }
            // rows of values, unions and intersections
            '{' | '~' | '!' => return None,
            _ => {
                out.push(if c == ';' { ',' } else { c });
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Some(out)
}

/// A corner of an area, behind the name of its sheet.
fn corner(word: &str) -> Option<(u32, u32)> {
    let name = word.rsplit('.').next().unwrap_or(word);
    parse_cell(&name.replace('$', ""))
}

/// `表.A1:表.C3 表.E5`; a whole sheet for what is none.
fn areas_of(words: &str) -> Vec<Area> {
    let whole = Area {
        top: 0,
        left: 0,
        bottom: MOST_ROWS - 1,
        right: MOST_COLUMNS - 1,
    };
    // blanks within quotes are of a sheet's name
    let mut quoted = false;
    let words = words.split(|c: char| {
        quoted ^= c == '\'';
        c == ' ' && !quoted
    });
    let area = |word: &str| {
        let (from, to) = word.rsplit_once(':').unwrap_or((word, word));
        let ((top, left), (bottom, right)) = (corner(from)?, corner(to)?);
        Some(Area {
            top,
            left,
            bottom,
            right,
        })
    };
    words
        .filter(|word| !word.is_empty())
        .map(|word| area(word).unwrap_or(whole))
        .collect()
}
