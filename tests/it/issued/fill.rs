//! Fills an issued workbook in, as a clerk would: every cell that Excel checks gets what the check
//! asks for.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use xianbaohui_tests::sheet::rewritten;

/// Rows of a roster that are filled in.
const ENTRIES: usize = 2;

/// What was filled in: text or figure, by name of the sheet and of the cell.
pub(super) type Filled = BTreeMap<(String, String), String>;

/// The text between two others, and what follows it.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<(&'t str, &'t str)> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to)
}

fn each<'t>(mut text: &'t str, from: &str, to: &str) -> Vec<&'t str> {
    let mut found = Vec::new();
    while let Some((one, rest)) = between(text, from, to) {
        found.push(one);
        text = rest;
    }
    found
}

fn attribute<'t>(element: &'t str, name: &str) -> &'t str {
    between(element, &format!("{name}=\""), "\"").map_or("", |(own, _)| own)
}

fn place(cell: &str) -> (u32, u32) {
    let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap();
    let column = cell[..digits]
        .bytes()
        .fold(0, |all, letter| all * 26 + u32::from(letter - b'A') + 1);
    (cell[digits..].parse().unwrap(), column)
}

/// What is asked in an area: kind of check, its formula, first and last row and column.
type Check = (String, String, (u32, u32), (u32, u32));

fn checks(part: &str) -> Vec<Check> {
    let mut found = Vec::new();
    for one in each(part, "<dataValidation ", "</dataValidation>") {
        let formula = between(one, "<formula1>", "</formula1>").unwrap().0;
        for area in attribute(one, "sqref").split(' ') {
            let (from, to) = area.split_once(':').unwrap_or((area, area));
            found.push((
                attribute(one, "type").to_owned(),
                formula.to_owned(),
                place(from),
                place(to),
            ));
        }
    }
    found
}

/// Parts of a workbook by name.
fn parts(bytes: &[u8]) -> HashMap<String, String> {
    let found = std::cell::RefCell::new(HashMap::new());
    rewritten(bytes, |name, text| {
        found.borrow_mut().insert(name.to_owned(), text.to_owned());
        text.to_owned()
    })
    .unwrap();
    found.into_inner()
}

/// The workbook filled in, and what was.
pub(super) fn fill(bytes: &[u8]) -> (Vec<u8>, Filled) {
    let parts = parts(bytes);
    let texts = each(&parts["xl/sharedStrings.xml"], "<si>", "</si>");
    let texts = texts.iter().map(|text| {
        let (_, rest) = text.split_once("<t").unwrap();
        let (_, rest) = rest.split_once('>').unwrap();
        rest.split_once('<').map_or("", |(text, _)| text)
    });
    let texts = texts.collect::<Vec<_>>();
    let names = each(&parts["xl/workbook.xml"], "<sheet ", "/>");
    let names = names.iter().map(|own| attribute(own, "name"));
    let mut filled = Filled::new();
    let mut sheets = HashMap::new();
    for (at, name) in names.enumerate() {
        let part = format!("xl/worksheets/sheet{}.xml", at + 1);
        let text = filled_sheet(name, &parts[&part], &texts, &mut filled);
        sheets.insert(part, text);
    }
    let written = rewritten(bytes, |name, text| {
        sheets.get(name).map_or(text, String::as_str).to_owned()
    });
    (written.unwrap(), filled)
}

fn filled_sheet(name: &str, part: &str, texts: &[&str], filled: &mut Filled) -> String {
    let checks = checks(part);
    let is_roster = checks
        .iter()
        .any(|(_, formula, ..)| formula.contains("注销"));
    let remark = each(part, "<c ", "</c>").into_iter().find_map(|own| {
        let number = between(own, "t=\"s\"><v>", "</v>")?.0;
        let is_remark = texts[number.parse::<usize>().unwrap()] == "备注";
        is_remark.then(|| place(attribute(own, "r")).1)
    });
    let mut out = String::new();
    let (mut rest, mut rows) = (part, Vec::new());
    while let Some((before, after)) = rest.split_once("<c ") {
        let (own, behind) = after.split_once('>').unwrap();
        out.push_str(before);
        rest = behind;
        let cell = attribute(own, "r").to_owned();
        let (row, column) = place(&cell);
        let check = checks.iter().find(|(_, _, from, to)| {
            (from.0..=to.0).contains(&row) && (from.1..=to.1).contains(&column)
        });
        let is_free = own.ends_with('/') && Some(column) != remark;
        if check.is_some() && is_free && !rows.contains(&row) {
            rows.push(row);
        }
        let is_wanted = !is_roster || rows.iter().position(|own| *own == row) < Some(ENTRIES);
        let value = check.filter(|_| is_free && is_wanted).and_then(|check| {
            let number = 5 + (row * 7 + column) % 90;
            let (kind, formula) = (check.0.as_str(), check.1.as_str());
            match kind {
                "custom" => Some((number.to_string(), true)),
                // 2021-04-01 and later
                "date" => Some(((44_287 + number).to_string(), true)),
                "list" if formula.contains("注销") => None,
                "list" => Some((formula.trim_matches('"').split(',').next()?.into(), false)),
                _ => Some((format!("甲{row}乙{column}"), false)),
            }
        });
        let Some((value, is_number)) = value else {
            write!(out, "<c {own}>").unwrap();
            continue;
        };
        let open = own.trim_end_matches('/');
        if is_number {
            write!(out, "<c {open}><v>{value}</v></c>").unwrap();
        } else {
            let text = format_args!("<is><t>{value}</t></is>");
            write!(out, "<c {open} t=\"inlineStr\">{text}</c>").unwrap();
        }
        filled.insert((name.to_owned(), cell), value);
    }
    out + rest
}
