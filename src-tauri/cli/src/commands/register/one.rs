//! One register with its history.

use super::asked::wanted;
use super::shape::{EntryReport, Shaping};
use crate::args::Register;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::register::{Book, Entry};
use xianbaohui_core::text;
use xianbaohui_desk::Error;
use xianbaohui_desk::register::{RegisterError, chosen, workbook};
use xianbaohui_files::output::Target;
use xianbaohui_ledger::Ledger;

#[derive(Serialize)]
struct Report {
    register: String,
    name: String,
    on: String,
    fields: Vec<FieldReport>,
    entries: Vec<EntryReport>,
}

#[derive(Serialize)]
struct FieldReport {
    code: String,
    name: String,
    unit: String,
    personal: bool,
}

pub(super) fn one(ledger: &Ledger, book: &Book<'_>, arguments: &Register) -> Result<Exit, Error> {
    let (filter, day) = wanted(book, arguments)?;
    if let Some(out) = &arguments.out {
        let target = Target::new(out).replacing(arguments.force);
        let count = workbook(ledger, book, (&filter, &day), arguments.unmask, target)?;
        output::line(&format!("已存 {}：{count} 条。", out.display()));
        return Ok(Exit::Done);
    }
    let mut entries = chosen(book, &filter, &day);
    if let Some(key) = &arguments.entry {
        entries.retain(|entry| goes_by(book, entry, key));
        if entries.is_empty() {
            return Err(RegisterError::NoEntry {
                register: book.register.name.clone(),
                key: key.clone(),
            }
            .into());
        }
    }
    let shaping = Shaping {
        book,
        day: &day,
        open: arguments.unmask,
    };
    let entries = entries.into_iter().map(|entry| shaping.entry(entry));
    let entries = entries.collect::<Vec<_>>();
    if arguments.json {
        let fields = book.fields.all.iter().map(|field| FieldReport {
            code: field.code.clone(),
            name: field.name.clone(),
            unit: field.unit_name.clone(),
            personal: field.personal,
        });
        output::json(&Report {
            register: book.register.code.clone(),
            name: book.register.name.clone(),
            fields: fields.collect(),
            on: day.clone(),
            entries,
        });
        return Ok(Exit::Done);
    }
    for entry in &entries {
        output::line(&entry.line());
        // of one all is told, of many what they are
        if arguments.entry.is_some() {
            entry.lines().iter().for_each(|line| output::line(line));
        }
    }
    output::line(&format!(
        "{}共 {} 条，状态按 {day}。",
        book.register.name,
        entries.len()
    ));
    Ok(Exit::Done)
}

fn goes_by(book: &Book<'_>, entry: &Entry, typed: &str) -> bool {
    let (fields, wanted) = (&book.fields, text::key(typed));
    let id = fields.id(&entry.key);
    id == typed
        || text::as_key(&id) == wanted
        || text::key(&fields.text(&entry.row, fields.name)) == wanted
}
