//! All registers of a ledger.

use super::shape::Coded;
use crate::args::Register;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::register::{Book, State};
use xianbaohui_desk::Error;
use xianbaohui_desk::register::{day, proposed};
use xianbaohui_ledger::Ledger;

#[derive(Serialize)]
struct Report {
    on: String,
    registers: Vec<RegisterReport>,
}

#[derive(Serialize)]
struct RegisterReport {
    code: String,
    name: String,
    form: String,
    reporter: &'static str,
    systems: Vec<String>,
    entries: Vec<Count>,
    /// entries whose return was withdrawn
    withdrawn: usize,
    /// changes that wait for a decision, and how many of them must be decided by themselves
    pending: usize,
    asked: usize,
}

#[derive(Serialize)]
struct Count {
    state: Coded,
    count: usize,
}

pub(super) fn list(ledger: &Ledger, arguments: &Register) -> Result<Exit, Error> {
    let scheme = ledger.scheme();
    let on = day(scheme, arguments.on.as_deref())?;
    let mut registers = Vec::new();
    for register in &scheme.registers {
        let book = Book::read(scheme, register, ledger)?;
        let pending = proposed(ledger, &book)?.proposals;
        let counts = book.counts(&on);
        let count = |state: State| Count {
            state: Coded {
                code: state.code(),
                word: state.word(),
            },
            count: counts.get(&state).copied().unwrap_or_default(),
        };
        registers.push(RegisterReport {
            code: register.code.clone(),
            name: register.name.clone(),
            form: register.form.clone(),
            reporter: register.reporter.as_str(),
            systems: register.systems.clone(),
            entries: State::ALL.into_iter().map(count).collect(),
            withdrawn: book.withdrawn(),
            asked: pending.iter().filter(|one| one.doubt.is_some()).count(),
            pending: pending.len(),
        });
    }
    if arguments.json {
        output::json(&Report { on, registers });
        return Ok(Exit::Done);
    }
    for one in &registers {
        let counts = one.entries.iter().filter(|count| count.count > 0);
        let counts = counts.map(|count| format!("{} {}", count.state.word, count.count));
        let counts = counts.collect::<Vec<_>>();
        let counts = if counts.is_empty() {
            "没有条目".to_owned()
        } else {
            counts.join("，")
        };
        let withdrawn = match one.withdrawn {
            0 => String::new(),
            count => format!("，来源已撤回 {count}"),
        };
        let pending = match (one.pending, one.asked) {
            (0, _) => String::new(),
            (pending, 0) => format!("，待处理 {pending}"),
            (pending, asked) => format!("，待处理 {pending}（{asked} 条要逐条处理）"),
        };
        output::line(&format!(
            "{}  {}（{}）：{counts}{withdrawn}{pending}",
            one.code, one.name, one.form
        ));
    }
    output::line(&format!("名录共 {} 个，状态按 {on}。", registers.len()));
    Ok(Exit::Done)
}
