//! A scheme written as text, for people who go on editing it: the keys of the reference, in its
//! order, without what goes without saying.

use super::Scheme;
use super::parting::written;
use super::tables::{Entry, Standing, TextKey, TextTable, TextValue, tables};
use std::fmt::Write as _;

/// Columns that a line of codes or wordings takes at most.
const WIDEST: usize = 100;

impl Scheme {
    /// The scheme as one text. Read again, it is the same scheme in all but its
    /// [`text`](Self::text); comments of the text that it was read from are not kept.
    pub fn to_text(&self) -> String {
        let (mut text, mut own) = (String::new(), String::new());
        for table in tables(self) {
            if table.own {
                write(&table, &mut own);
                continue;
            }
            write(&above(&table), &mut text);
            for row in table.parts.iter().filter(|part| part.own) {
                own_row(&table, row, &mut own);
            }
        }
        if !own.is_empty() {
            text.push_str(&written());
            text.push('\n');
            text.push_str(&own);
        }
        text
    }
}

/// A form without the rows that a lower level adds.
fn above(table: &TextTable) -> TextTable {
    let mut table = table.clone();
    let own = table.parts.iter().filter(|part| part.own);
    let own = own.map(|part| part.code.clone()).collect::<Vec<_>>();
    table.parts.retain(|part| !part.own);
    for entry in &mut table.entries {
        if let (TextKey::Rows, TextValue::List(rows)) = (entry.key, &mut entry.value) {
            rows.retain(|row| !own.contains(row));
        }
    }
    table
}

/// A row that a lower level adds, with the form that it is of.
fn own_row(form: &TextTable, row: &TextTable, text: &mut String) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str("[[row]]\n");
    let _ = writeln!(text, "form = {}", quoted(&form.code));
    for entry in &row.entries {
        if entry.standing != Standing::Implied {
            text.push_str(&line(entry));
            text.push('\n');
        }
    }
}

fn write(table: &TextTable, text: &mut String) {
    if says_something(table) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(table.noun.heading());
        text.push('\n');
        for entry in &table.entries {
            if entry.standing != Standing::Implied {
                text.push_str(&line(entry));
                text.push('\n');
            }
        }
    }
    for part in &table.parts {
        write(part, text);
    }
}

/// A row of a matrix that is worded as its indicator has no table of its own.
fn says_something(table: &TextTable) -> bool {
    let mut entries = table.entries.iter();
    entries.any(|entry| entry.standing == Standing::Written)
}

fn line(entry: &Entry) -> String {
    let key = entry.key.as_str();
    match &entry.value {
        TextValue::Text(text) => format!("{key} = {}", quoted(text)),
        TextValue::Number(number) => format!("{key} = {number}"),
        TextValue::Flag(flag) => format!("{key} = {flag}"),
        TextValue::List(list) => {
            let items = list.iter().map(|item| quoted(item)).collect::<Vec<_>>();
            let short = format!("{key} = [{}]", items.join(", "));
            if columns(&short) <= WIDEST {
                short
            } else {
                format!("{key} = [\n{}]", wrapped(&items))
            }
        }
    }
}

/// As many items on a line as it holds.
fn wrapped(items: &[String]) -> String {
    let mut text = String::new();
    let mut line = String::new();
    for item in items {
        if !line.is_empty() && columns(&line) + columns(item) + 2 > WIDEST {
            text.push_str(&line);
            text.push('\n');
            line.clear();
        }
        line.push_str(if line.is_empty() { "    " } else { " " });
        line.push_str(item);
        line.push(',');
    }
    text.push_str(&line);
    text.push('\n');
    text
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Columns that a text takes: a Chinese character takes two.
fn columns(text: &str) -> usize {
    let is_wide = |c: char| ('\u{2e80}'..='\u{ffef}').contains(&c);
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}
