//! The job as the program does it, and its steps one by one.

use crate::child::{Clock, Cost};
use std::path::Path;
use std::sync::Arc;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::export;
use xianbaohui_desk::import::{Incoming, Options, Status, import};
use xianbaohui_files::output::Target;
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::check::validate;
use xianbaohui_reading::extract::extract;
use xianbaohui_reading::identify::{Context, identify};
use xianbaohui_reading::read::{self, Limits, ReadFile};
use xianbaohui_tests::{Outcome, generate};

const AT: &str = "2021-04-12 09:00:00";

/// New ledger → import → consolidated workbook.
pub(crate) fn whole(folder: &Path, returns: usize, reader: Arc<dyn ReadFile>) -> Outcome<Cost> {
    let paths = generate::returns(&folder.join("returns"), returns)?;
    let (ledger_path, out) = (folder.join("job.xbh"), folder.join("job.xlsx"));
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("job.xbh{suffix}")));
    }
    let mut clock = Clock::start();
    let mut ledger = Ledger::create(
        &ledger_path,
        Scheme::load(&folder.join("scheme.toml"))?,
        AT,
        "bench",
    )?;
    clock.part("new");
    let options = Options {
        at: AT.into(),
        who: "bench".into(),
        reader,
        ..Options::default()
    };
    let outcomes = import(
        &mut ledger,
        generate::ROUND,
        &Incoming::all(paths, None, None),
        &options,
        &Unwatched,
    )?;
    clock.part("import");
    export::workbook(
        &ledger,
        ledger.round(generate::ROUND)?,
        Target::new(&out).replacing(true),
        AT,
        &Unwatched,
    )?;
    clock.part("consolidate");
    let cost = clock.stop();
    if let Some(outcome) = outcomes
        .iter()
        .find(|outcome| outcome.status != Status::Committed)
    {
        return Err(format!(
            "{} was not committed: {:?} {:?}",
            outcome.file.name, outcome.reason, outcome.file.verdict
        )
        .into());
    }
    Ok(cost)
}

/// The steps of one file after the other, on one core, without a ledger.
pub(crate) fn steps(folder: &Path, returns: usize) -> Outcome<Cost> {
    let paths = generate::returns(&folder.join("returns"), returns)?;
    let scheme = Scheme::load(&folder.join("scheme.toml"))?;
    let round = scheme
        .round(generate::ROUND)
        .ok_or("the round is missing")?;
    let mut clock = Clock::start();
    // all files a step at a time would need them all in memory: a sample of them does
    let sample = &paths[..paths.len().min(300)];
    let bytes = sample
        .iter()
        .map(std::fs::read)
        .collect::<Result<Vec<_>, _>>()?;
    clock.part("bytes");
    let books = bytes
        .iter()
        .map(|bytes| read::workbook(bytes, &Limits::default()))
        .collect::<Result<Vec<_>, _>>()?;
    clock.part("read");
    let found = books
        .iter()
        .map(|book| {
            identify(
                book,
                &scheme,
                &Context {
                    round: Some(round),
                    ..Context::default()
                },
            )
        })
        .collect::<Vec<_>>();
    clock.part("identify");
    let mut taken = Vec::new();
    for (book, found) in books.iter().zip(&found) {
        for sheet in &found.sheets {
            taken.push(extract(
                book,
                &scheme,
                sheet,
                sheet.unit.ok_or("no unit")?,
                sheet.period.ok_or("no period")?,
            ));
        }
    }
    clock.part("extract");
    for one in &mut taken {
        validate(one, &scheme, None, None);
    }
    clock.part("validate");
    Ok(clock.stop())
}
