//! `xbh verify`

use crate::args::Verify;
use crate::here::reading;
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
    problems: Vec<ErrorReport>,
}

pub(super) fn verify(arguments: &Verify) -> Result<Exit, Error> {
    let found = reading(&arguments.ledger, |ledger| Ok(ledger.verify()?))?;
    let report = Report {
        ok: found.problems.is_empty(),
        files: found.files,
        returns: found.returns,
        values: found.values,
        log: found.log,
        problems: found
            .problems
            .into_iter()
            .map(|problem| ErrorReport {
                code: problem.code.to_owned(),
                message: problem.message,
            })
            .collect(),
    };
    if arguments.json {
        output::json(&report);
    } else {
        for problem in &report.problems {
            output::line(&format!("✗ {}", problem.message));
        }
        output::line(&format!(
            "{}：原始文件 {}，报送件 {}，数据 {}，日志 {}。",
            if report.ok {
                "核验通过"
            } else {
                "核验发现问题"
            },
            report.files,
            report.returns,
            report.values,
            report.log
        ));
    }
    Ok(if report.ok {
        Exit::Done
    } else {
        Exit::Findings
    })
}
