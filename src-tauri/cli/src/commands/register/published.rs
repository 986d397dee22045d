//! A published list against a register.

use super::asked::wanted;
use super::shape::Shaping;
use crate::args::Register;
use crate::json::Named;
use crate::output::{self, Exit};
use serde::Serialize;
use std::path::Path;
use xianbaohui_core::record::StoredEntry;
use xianbaohui_core::register::{Book, Match, Published};
use xianbaohui_desk::Error;
use xianbaohui_desk::register::read;
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::read::Workers;

#[derive(Serialize)]
struct Report {
    register: String,
    file: String,
    on: String,
    rows: usize,
    same: usize,
    asked: Vec<AskedReport>,
    not_reported: Vec<Row>,
    not_listed: Vec<Own>,
    gone: Vec<Row>,
    /// on the list, and on the black list too
    blacklisted: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    /// as it is numbered on the sheet
    row: u32,
    name: String,
}

#[derive(Serialize)]
struct Own {
    id: String,
    unit: Named,
    name: String,
}

#[derive(Serialize)]
struct AskedReport {
    why: &'static str,
    listed: Row,
    own: Own,
}

pub(super) fn published(
    ledger: &Ledger,
    book: &Book<'_>,
    path: &Path,
    arguments: &Register,
) -> Result<Exit, Error> {
    let (_, day) = wanted(book, arguments)?;
    let reader = Workers::of_this_program();
    let list = read(book, path, &reader, &[])?;
    let before = arguments.before.as_deref();
    let before = before
        .map(|path| read(book, path, &reader, &[]))
        .transpose()?;
    let before = before.map(|list| list.published);
    let found = book.matched(&list.published, before.as_ref(), &day);
    let shaping = Shaping {
        book,
        day: &day,
        open: arguments.unmask,
    };
    let row = |entry: &StoredEntry| Row {
        row: entry.row + 1,
        name: book.fields.name(entry, arguments.unmask),
    };
    let listed = |at: usize, of: &Published| of.rows.get(at).map(row);
    let own = |key: &str| {
        let entry = book.entry(key)?;
        Some(Own {
            id: book.fields.id(key),
            unit: shaping.unit(&entry.unit),
            name: book.fields.name(&entry.row, arguments.unmask),
        })
    };
    let asked = |one: &Match| {
        Some(AskedReport {
            why: one.why?,
            listed: listed(one.row, &list.published)?,
            own: own(&one.key)?,
        })
    };
    let not_reported = found.not_reported.iter();
    let gone = found.gone.iter();
    let black = book.blacklisted(&list.published, ledger, &day)?;
    let report = Report {
        register: book.register.code.clone(),
        file: list.file.clone(),
        on: day.clone(),
        rows: list.published.rows.len(),
        same: found.same.len(),
        asked: found.asked.iter().filter_map(asked).collect(),
        not_reported: not_reported
            .filter_map(|at| listed(*at, &list.published))
            .collect(),
        blacklisted: black
            .iter()
            .filter_map(|at| listed(*at, &list.published))
            .collect(),
        not_listed: found.not_listed.iter().filter_map(|key| own(key)).collect(),
        gone: gone
            .filter_map(|at| listed(*at, before.as_ref()?))
            .collect(),
    };
    if arguments.json {
        output::json(&report);
        return Ok(Exit::Done);
    }
    for one in &report.asked {
        output::line(&format!(
            "待核对（{}）：名单第 {} 行 {} — 名录 {} {}",
            one.why, one.listed.row, one.listed.name, one.own.unit.name, one.own.name
        ));
    }
    for one in &report.not_reported {
        output::line(&format!("名单有、县里没报：第 {} 行 {}", one.row, one.name));
    }
    for one in &report.not_listed {
        output::line(&format!(
            "县里报了、名单没有：{} {}",
            one.unit.name, one.name
        ));
    }
    for one in &report.blacklisted {
        output::line(&format!("在黑名单上：第 {} 行 {}", one.row, one.name));
    }
    for one in &report.gone {
        output::line(&format!(
            "上次名单有、这次没有：第 {} 行 {}",
            one.row, one.name
        ));
    }
    output::line(&format!(
        "{}：名单 {} 条，与名录一致 {}，待核对 {}，没报 {}，名单没有 {}。",
        report.file,
        report.rows,
        report.same,
        report.asked.len(),
        report.not_reported.len(),
        report.not_listed.len()
    ));
    Ok(Exit::Done)
}
