//! `xbh findings`

use crate::args::Findings;
use crate::here::reading;
use crate::json::{FindingReport, Named};
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::finding::{LEAST_EXPLANATION, Severities, Severity};
use xianbaohui_core::message::message;
use xianbaohui_core::record::StoredFinding;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::Error;
use xianbaohui_files::output::Target;
use xianbaohui_ledger::{Ledger, LedgerError};

#[derive(Serialize)]
struct Report {
    round: String,
    counts: Severities,
    /// how many say that something could not be checked
    unchecked: usize,
    findings: Vec<OfReturn>,
}

#[derive(Serialize)]
pub(super) struct OfReturn {
    unit: Named,
    form: String,
    version: u32,
    file: String,
    #[serde(flatten)]
    finding: FindingReport,
}

pub(super) fn findings(arguments: &Findings) -> Result<Exit, Error> {
    reading(&arguments.place.ledger, |ledger| of(ledger, arguments))
}

fn of(ledger: &Ledger, arguments: &Findings) -> Result<Exit, Error> {
    let round = ledger.round(&arguments.place.round)?;
    let scheme = ledger.scheme();
    let unit = match &arguments.unit {
        None => None,
        Some(name) => Some(
            scheme
                .units
                .iter()
                .find(|unit| unit.code == *name || unit.name == *name)
                .map(|unit| unit.code.as_str())
                .ok_or_else(|| LedgerError::Unknown {
                    what: "填报单位",
                    name: name.clone(),
                    nearest: scheme
                        .unit_names
                        .nearest(name)
                        .map(|near| format!("，最接近的是“{near}”"))
                        .unwrap_or_default(),
                })?,
        ),
    };
    let found = ledger.findings(&round.code, unit, &[])?;
    let counts = Severities::of(found.iter().map(|one| &one.finding));
    let unchecked = unchecked(&found);
    if let Some(out) = &arguments.out {
        xianbaohui_desk::export::findings_workbook(
            ledger,
            round,
            Target::new(out).replacing(arguments.force),
        )?;
        output::line(&format!(
            "已存 {}：{} 条审核结果。",
            out.display(),
            found.len()
        ));
    } else if arguments.place.json {
        let findings = found
            .into_iter()
            .map(|one| OfReturn::of(scheme, one))
            .collect();
        output::json(&Report {
            round: round.code.clone(),
            counts,
            unchecked,
            findings,
        });
    } else {
        people(scheme, &found, counts);
    }
    Ok(if counts.block() {
        Exit::Findings
    } else {
        Exit::Done
    })
}

impl OfReturn {
    pub(super) fn of(scheme: &Scheme, one: StoredFinding) -> Self {
        Self {
            unit: Named {
                name: scheme.unit_name(&one.unit).to_owned(),
                code: one.unit,
            },
            form: one.form,
            version: one.version,
            file: one.file,
            finding: FindingReport::of(&one.finding, scheme),
        }
    }
}

/// One line a finding, and how many there are.
pub(super) fn people(scheme: &Scheme, found: &[StoredFinding], counts: Severities) {
    for one in found {
        let mark = match one.finding.severity {
            Severity::A => "◆A",
            Severity::B => "▲B",
            Severity::C => "●C",
            Severity::D => "○D",
        };
        output::line(&format!(
            "{mark} {} {} {}  [{}]",
            scheme.unit_name(&one.unit),
            one.form,
            message(&one.finding),
            one.finding
                .cells
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        ));
    }
    let unchecked = match unchecked(found) {
        0 => String::new(),
        unchecked => format!("其中无法审核 {unchecked} 条。"),
    };
    output::line(&format!(
        "共 {} 条：A {} B {} C {} D {}。{unchecked}",
        found.len(),
        counts.a,
        counts.b,
        counts.c,
        counts.d
    ));
    let explained = counts.b + counts.c;
    if counts.a + explained > 0 {
        output::line(&format!(
            "通过审核：A 类须改正（{} 条）；B、C 类改正，或说明原因，不少于 {LEAST_EXPLANATION} \
             个字（{explained} 条）；D 类供参考。",
            counts.a
        ));
    }
}

/// How many say that something could not be checked.
fn unchecked(found: &[StoredFinding]) -> usize {
    let unchecked = found.iter().filter(|one| one.finding.is_unchecked());
    unchecked.count()
}
