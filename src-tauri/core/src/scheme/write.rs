//! A scheme written as text, for people who go on editing it: the keys of the reference, in its
//! order, without what goes without saying.

use super::Scheme;
use super::tables::{Entry, Standing, TextTable, TextValue, tables};

/// Columns that a line of codes or wordings takes at most.
const WIDEST: usize = 100;

impl Scheme {
    /// The scheme as one text. Read again, it is the same scheme in all but its
    /// [`text`](Self::text); comments of the text that it was read from are not kept.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for table in tables(self) {
            write(&table, &mut text);
        }
        text
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
