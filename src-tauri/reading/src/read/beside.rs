//! What stands before, between and after the cells of a sheet's part.

use super::Area;
use super::area::MOST_COLUMNS;
use super::around::Around;
use super::conditional;
use super::look::Styles;
use super::visibility::{is_closed, is_flat};
use super::width::ROOM;
use super::xml::{attribute, each_element};
use memchr::memmem;
use quick_xml::events::BytesStart;
use xianbaohui_core::place::parse_cell;

/// What stands before the cells of a sheet.
pub(super) fn before(head: &[u8], around: &mut Around) {
    let (mut hidden, mut corner) = (Vec::new(), (0, 0));
    each_element(head, |name, element| match name {
        "sheetView" => {
            let own = attribute(element, "topLeftCell");
            corner = own.and_then(|own| parse_cell(&own)).unwrap_or_default();
            around.hides_zeros |= attribute(element, "showZeros")
                .is_some_and(|shown| shown == "0" || shown == "false");
            around.beside.formulas.are_shown |=
                is_true(attribute(element, "showFormulas").as_deref());
        }
        "sheetFormatPr" => {
            let bare = width(element, "baseColWidth").map(|digits| digits + ROOM);
            let own = width(element, "defaultColWidth");
            around.widths.set_default(own.or(bare));
            let is_on = |name: &str| is_true(attribute(element, name).as_deref());
            around.usual_height = if is_on("zeroHeight") {
                Some(0.0)
            } else {
                width(element, "defaultRowHeight").filter(|_| is_on("customHeight"))
            };
        }
        "pane" => {
            let split = |name| points(attribute(element, name).as_deref()).unwrap_or_default();
            let state = attribute(element, "state").unwrap_or_default();
            if matches!(state.as_str(), "frozen" | "frozenSplit") {
                let reach = |from: u32, split: f64| if split > 0.0 { from } else { 0 };
                around.beside.reach = (
                    reach(corner.0, split("ySplit")),
                    reach(corner.1, split("xSplit")),
                );
            }
        }
        "col" => {
            let (Some(min), Some(max)) = (number(element, "min"), number(element, "max")) else {
                return;
            };
            let (first, last) = (min.max(1) - 1, max.max(1) - 1);
            if !is_true(attribute(element, "hidden").as_deref())
                && !points(attribute(element, "width").as_deref()).is_some_and(is_closed)
            {
                if let Some(width) = width(element, "width") {
                    around.widths.set(first, last, width);
                }
                return;
            }
            around.widths.set_hidden(first, last);
            // the same columns may be said to be hidden any number of times
            hidden.resize(MOST_COLUMNS as usize, false);
            for column in min.max(1) - 1..max.min(MOST_COLUMNS) {
                if let Some(own) = hidden.get_mut(column as usize)
                    && !std::mem::replace(own, true)
                {
                    around.hidden_columns.push(column);
                }
            }
        }
        _ => {}
    });
}

/// What follows the cells of a sheet.
pub(super) fn after(tail: &[u8], styles: &Styles, around: &mut Around) {
    each_element(tail, |name, element| {
        if name == "mergeCell"
            && let Some((from, to)) = attribute(element, "ref")
                .as_deref()
                .and_then(|area| area.split_once(':'))
            && let (Some((top, left)), Some((bottom, right))) = (parse_cell(from), parse_cell(to))
        {
            around.merges.push(Area {
                top: top.min(bottom),
                left: left.min(right),
                bottom: top.max(bottom),
                right: left.max(right),
            });
        }
    });
    prompts(tail, around);
    around.rules = conditional::rules(tail, &styles.changes, &styles.palette);
}

/// What is shown beside a cell as soon as it is chosen: 18.3.1.32.
fn prompts(tail: &[u8], around: &mut Around) {
    if memmem::find(tail, b"prompt").is_none() {
        return;
    }
    each_element(tail, |name, element| {
        if name != "dataValidation" || !is_true(attribute(element, "showInputMessage").as_deref()) {
            return;
        }
        let said = ["promptTitle", "prompt"].map(|name| attribute(element, name));
        let words = said.into_iter().flatten().collect::<Vec<_>>().join("\n");
        let areas = attribute(element, "sqref").unwrap_or_default();
        around
            .beside
            .add_prompt(&words, conditional::areas_of(&areas));
    });
}

/// Rows that are hidden, or so flat that nothing in them is seen: margins that follow the cells
/// (right="0.7") are neither.
/// With them go the points of rows that say so.
pub(super) fn rows(part: &[u8]) -> (Vec<u32>, Vec<(u32, f32)>) {
    let (mut rows, mut heights) = (Vec::new(), Vec::new());
    let says = |mark: &[u8]| memmem::find(part, mark).is_some();
    if !says(b"hidden=") && !says(b" ht=") {
        return (rows, heights);
    }
    let mut next = 0;
    each_element(part, |name, element| {
        if name == "row" {
            let row = number(element, "r").map_or(next, |row| row.max(1) - 1);
            next = row + 1;
            let height = points(attribute(element, "ht").as_deref());
            heights.extend(height.map(|height| (row, height as f32)));
            if is_true(attribute(element, "hidden").as_deref()) || height.is_some_and(is_flat) {
                rows.push(row);
            }
        }
    });
    (rows, heights)
}

fn points(value: Option<&str>) -> Option<f64> {
    value?.parse().ok()
}

pub(super) fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

fn width(element: &BytesStart<'_>, name: &str) -> Option<f32> {
    attribute(element, name)?.parse().ok()
}
