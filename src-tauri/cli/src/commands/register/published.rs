//! A published list against a register: one that is read, or one that was kept.

use super::asked::{hand, wanted};
use super::shape::Shaping;
use crate::args::Register;
use crate::here::{open, reading, warn};
use crate::json::Named;
use crate::output::{self, Exit};
use serde::Serialize;
use std::path::Path;
use xianbaohui_core::record::StoredEntry;
use xianbaohui_core::register::{Book, Match, Published};
use xianbaohui_desk::Error;
use xianbaohui_desk::register::{self, Compared, List, RegisterError, compared, read};
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::read::Workers;

#[derive(Serialize)]
struct Report {
    register: String,
    file: String,
    /// where it was kept
    list: Option<Kept>,
    on: String,
    rows: usize,
    same: usize,
    asked: Vec<AskedReport>,
    not_reported: Vec<Row>,
    not_listed: Vec<Own>,
    /// the list before, where there is one, and who is gone since
    before: Option<String>,
    gone: Vec<Row>,
    /// on the list, and on the black list too
    blacklisted: Vec<Row>,
    /// all lists that are kept of the register
    lists: Vec<Kept>,
}

#[derive(Serialize)]
struct Kept {
    step: i64,
    source: String,
    day: String,
    file: String,
    rows: usize,
    at: String,
    who: String,
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
    /// what `--answer` takes
    id: String,
    why: &'static str,
    listed: Row,
    own: Own,
    choices: [Choice; 2],
}

#[derive(Clone, Copy, Serialize)]
struct Choice {
    id: &'static str,
    text: &'static str,
}

const SAME: &str = "same";
const OTHER: &str = "other";

const CHOICES: [Choice; 2] = [
    Choice {
        id: SAME,
        text: "是同一家",
    },
    Choice {
        id: OTHER,
        text: "不是同一家",
    },
];

/// What is said of it besides looking: kept, answered. Then it is shown as it is.
pub(super) fn published(arguments: &Register, code: &str) -> Result<Exit, Error> {
    let answers = arguments.answer.iter().map(|text| answer(text));
    let answers = answers.collect::<Result<Vec<_>, _>>()?;
    if !arguments.keep && answers.is_empty() {
        return reading(&arguments.ledger, |ledger| {
            let (list, before) = chosen(ledger, code, arguments)?;
            told(ledger, code, (list, before), arguments)
        });
    }
    let mut ledger = open(&arguments.ledger)?;
    let (mut list, mut before) = chosen(&ledger, code, arguments)?;
    if !answers.is_empty() {
        register::answer(&mut ledger, code, &list, &answers, &hand())?;
    }
    if arguments.keep {
        let source = arguments.source.as_deref().unwrap_or_default();
        let day = arguments.day.as_deref().unwrap_or_default();
        let step = register::keep(&mut ledger, code, &list, (source, day), &hand())?;
        let (own, earlier) = register::kept(&ledger, code, (Some(step.id), None))?;
        (list, before) = (own, before.or(earlier));
    }
    let exit = told(&ledger, code, (list, before), arguments)?;
    warn(&ledger, arguments.json)?;
    Ok(exit)
}

/// `ID=same` or `ID=other`.
fn answer(text: &str) -> Result<(String, bool), RegisterError> {
    let said = text.split_once('=').and_then(|(id, choice)| match choice {
        SAME => Some((id.to_owned(), true)),
        OTHER => Some((id.to_owned(), false)),
        _ => None,
    });
    said.ok_or_else(|| RegisterError::NoChoice {
        text: text.to_owned(),
    })
}

/// The list that is meant, and the one before it.
fn chosen(
    ledger: &Ledger,
    code: &str,
    arguments: &Register,
) -> Result<(List, Option<List>), Error> {
    let Some(path) = &arguments.list else {
        return register::kept(ledger, code, (None, arguments.source.as_deref()));
    };
    let book = register::open(ledger, code)?;
    let reader = Workers::of_this_program();
    let read = |path: &Path| read(&book, path, &reader, &[]);
    let before = arguments.before.as_deref().map(read).transpose()?;
    Ok((read(path)?, before))
}

fn report(
    ledger: &Ledger,
    book: &Book<'_>,
    found: &Compared,
    (day, open): (&str, bool),
) -> Result<Report, Error> {
    let shaping = Shaping { book, day, open };
    let row = |entry: &StoredEntry| Row {
        row: entry.row + 1,
        name: book.fields.name(entry, open),
    };
    let list = &found.list.published;
    let listed = |at: usize, of: &Published| of.rows.get(at).map(row);
    let own = |key: &str| {
        let entry = book.entry(key)?;
        Some(Own {
            id: book.fields.id(key),
            unit: shaping.unit(&entry.unit),
            name: book.fields.name(&entry.row, open),
        })
    };
    let asked = |one: &Match| {
        Some(AskedReport {
            id: book.question(list.rows.get(one.row)?, &one.key),
            why: one.why?,
            listed: listed(one.row, list)?,
            own: own(&one.key)?,
            choices: CHOICES,
        })
    };
    let rows = |all: &[usize], of: &Published| {
        let rows = all.iter().filter_map(|at| listed(*at, of));
        rows.collect::<Vec<_>>()
    };
    let lists = ledger.lists(&book.register.code)?.into_iter();
    let lists = lists.map(|list| Kept {
        step: list.step,
        source: list.source,
        day: list.day,
        file: list.file,
        rows: list.published.rows.len(),
        at: list.at,
        who: list.who,
    });
    let lists = lists.collect::<Vec<_>>();
    let (matched, before) = (&found.found, found.before.as_ref());
    let not_listed = matched.not_listed.iter();
    Ok(Report {
        register: book.register.code.clone(),
        file: found.list.file.clone(),
        list: found.list.step.and_then(|step| {
            let own = lists.iter().find(|own| own.step == step)?;
            Some(Kept {
                step,
                source: own.source.clone(),
                day: own.day.clone(),
                file: own.file.clone(),
                rows: own.rows,
                at: own.at.clone(),
                who: own.who.clone(),
            })
        }),
        on: day.to_owned(),
        rows: list.rows.len(),
        same: matched.same.len(),
        asked: matched.asked.iter().filter_map(asked).collect(),
        not_reported: rows(&matched.not_reported, list),
        not_listed: not_listed.filter_map(|key| own(key)).collect(),
        before: before.map(|before| before.file.clone()),
        gone: before.map_or_else(Vec::new, |before| rows(&found.gone, &before.published)),
        blacklisted: rows(&found.black, list),
        lists,
    })
}

fn told(
    ledger: &Ledger,
    code: &str,
    lists: (List, Option<List>),
    arguments: &Register,
) -> Result<Exit, Error> {
    let book = register::open(ledger, code)?;
    let (_, day) = wanted(&book, arguments)?;
    let found = compared(ledger, &book, lists, &day)?;
    let report = report(ledger, &book, &found, (&day, arguments.unmask))?;
    if arguments.json {
        output::json(&report);
        return Ok(Exit::Done);
    }
    for one in &report.asked {
        output::line(&format!(
            "待核对 {}（{}）：名单第 {} 行 {} — 名录 {} {}",
            one.id, one.why, one.listed.row, one.listed.name, one.own.unit.name, one.own.name
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
    if !report.asked.is_empty() {
        output::line(
            "待核对的请用 --answer 编号=same（同一家）或 编号=other（不是）回答，记入日志。",
        );
    }
    if let Some(own) = &report.list {
        output::line(&format!(
            "已留存：{}，{} 公布，{} 条（第 {} 步）。",
            own.source, own.day, own.rows, own.step
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
