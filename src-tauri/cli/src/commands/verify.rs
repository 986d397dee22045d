//! `xbh verify`

use crate::args::Verify;
use crate::here::open_to_verify;
use crate::json::ErrorReport;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_desk::Error;

#[derive(Serialize)]
struct Report {
    ok: bool,
    files: u64,
    returns: u64,
    values: u64,
    log: u64,
    /// how many problems were found, and how many of them are not listed
    found: u64,
    more: u64,
    /// the same of each kind that was found
    kinds: Vec<Kind>,
    problems: Vec<ErrorReport>,
}

#[derive(Serialize)]
struct Kind {
    code: &'static str,
    found: u64,
    more: u64,
}

pub(super) fn verify(arguments: &Verify) -> Result<Exit, Error> {
    let found = open_to_verify(&arguments.ledger)?.verify()?;
    let is_well = found.is_well();
    if arguments.json {
        let more = |code: &str| {
            let more = found.more().find(|(own, ..)| *own == code);
            more.map_or(0, |(.., more)| more)
        };
        let kinds = found.found.iter().map(|(code, count)| Kind {
            code,
            found: *count,
            more: more(code),
        });
        let problems = found.problems.iter().map(|problem| ErrorReport {
            code: problem.code.to_owned(),
            message: problem.message.clone(),
        });
        output::json(&Report {
            ok: is_well,
            files: found.files,
            returns: found.returns,
            values: found.values,
            log: found.log,
            found: found.found.values().sum(),
            more: found.more().map(|(.., more)| more).sum(),
            kinds: kinds.collect(),
            problems: problems.collect(),
        });
    } else {
        for problem in &found.problems {
            output::line(&format!("✗ {}", problem.message));
        }
        for (_, kind, more) in found.more() {
            output::line(&format!("✗ {kind}：另有 {more} 处，没有一一列出"));
        }
        output::line(&format!(
            "{}：原始文件 {}，报送件 {}，数据 {}，日志 {}。",
            if is_well {
                "核验通过"
            } else {
                "核验发现问题"
            },
            found.files,
            found.returns,
            found.values,
            found.log
        ));
    }
    Ok(if is_well { Exit::Done } else { Exit::Findings })
}
