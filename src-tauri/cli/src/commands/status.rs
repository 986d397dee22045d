//! `xbh status`

use crate::args::InRound;
use crate::here::reading;
use crate::json::Named;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::finding::Severities;
use xianbaohui_desk::Error;
use xianbaohui_desk::contact::contacts;
use xianbaohui_desk::step::word;
use xianbaohui_ledger::{Ledger, StepKind};
use xianbaohui_results::consolidate::coverage;

#[derive(Serialize)]
struct Report {
    round: Named,
    period: String,
    deadline: Option<String>,
    expected: usize,
    reported: usize,
    missing: Vec<Named>,
    findings: Severities,
    units: Vec<UnitReport>,
    /// returns of the city itself, and of units that are not expected
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<OtherReport>,
}

#[derive(Serialize)]
struct OtherReport {
    unit: Named,
    form: String,
    version: u32,
    file: String,
}

#[derive(Serialize)]
struct UnitReport {
    unit: Named,
    status: &'static str,
    /// its last day: that of the round, or a later one that it was given
    deadline: Option<String>,
    missing_forms: Vec<String>,
    /// who filled in its last sheet, with their telephone
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    /// returns that a step took out of force, and nothing took their place
    #[serde(skip_serializing_if = "Vec::is_empty")]
    taken_out: Vec<TakenOut>,
    returns: Vec<ReturnReport>,
    findings: Severities,
}

#[derive(Serialize)]
struct TakenOut {
    form: String,
    /// the version that counted last
    version: u32,
    kind: StepKind,
    reason: String,
    at: String,
}

#[derive(Serialize)]
struct ReturnReport {
    form: String,
    version: u32,
    file: String,
    sha256: String,
    committed_at: String,
}

pub(super) fn status(arguments: &InRound) -> Result<Exit, Error> {
    reading(&arguments.ledger, |ledger| of(ledger, arguments))
}

fn of(ledger: &Ledger, arguments: &InRound) -> Result<Exit, Error> {
    let round = ledger.round(&arguments.round)?;
    let scheme = ledger.scheme();
    let all = coverage(ledger, round)?;
    let known = ledger.round_state(&round.code)?;
    let contacts = contacts(ledger, round)?;
    let named = |code: &str| Named {
        code: code.to_owned(),
        name: scheme.unit_name(code).to_owned(),
    };
    let mut units = Vec::with_capacity(all.units.len());
    for unit in &all.units {
        let mut taken_out = Vec::new();
        let is_there = |form: &str| unit.returns.iter().any(|row| row.form == form);
        for form in round.forms.iter().filter(|form| !is_there(form)) {
            if let Some((step, effect)) = ledger.taken_out(&round.code, &unit.unit, form)?
                && step.kind != StepKind::Undo
                && effect.in_force.is_none()
                && let Some(version) = effect.before
            {
                taken_out.push(TakenOut {
                    form: form.clone(),
                    version,
                    kind: step.kind,
                    reason: step.reason,
                    at: step.at,
                });
            }
        }
        units.push(UnitReport {
            unit: named(&unit.unit),
            status: unit.state(),
            deadline: known.deadline(round, &unit.unit).map(str::to_owned),
            missing_forms: unit.missing_forms.clone(),
            contact: contacts.get(&unit.unit).cloned(),
            taken_out,
            returns: unit
                .returns
                .iter()
                .map(|row| ReturnReport {
                    form: row.form.clone(),
                    version: row.version,
                    file: row.file.clone(),
                    sha256: row.sha256.clone(),
                    committed_at: row.committed_at.clone(),
                })
                .collect(),
            findings: unit.severities,
        });
    }
    // the city's own tables, and whoever sent one without being expected
    let mut others = Vec::new();
    for row in ledger.current_returns(&round.code)? {
        if !round.units.contains(&row.unit) {
            others.push(OtherReport {
                unit: named(&row.unit),
                form: row.form,
                version: row.version,
                file: row.file,
            });
        }
    }
    let report = Report {
        round: Named {
            code: round.code.clone(),
            name: round.name.clone(),
        },
        period: round.period.to_string(),
        deadline: round.deadline.clone(),
        expected: all.units.len(),
        reported: all.reported(),
        missing: all.missing().into_iter().map(named).collect(),
        findings: all.severities,
        units,
        others,
    };
    let exit = if report.findings.block() || report.reported < report.expected {
        Exit::Findings
    } else {
        Exit::Done
    };
    if arguments.json {
        output::json(&report);
        return Ok(exit);
    }
    output::line(&format!(
        "{}：{}/{} 已报{}",
        round.name,
        report.reported,
        report.expected,
        round
            .deadline
            .as_ref()
            .map(|day| format!("，截止 {day}"))
            .unwrap_or_default()
    ));
    for unit in &report.units {
        let found = unit.findings;
        let versions = unit
            .returns
            .iter()
            .map(|one| format!("{} 第 {} 版", one.form, one.version))
            .collect::<Vec<_>>()
            .join("、");
        let missing = if unit.missing_forms.is_empty() {
            String::new()
        } else {
            format!("，缺 {}", unit.missing_forms.join("、"))
        };
        let taken_out = unit
            .taken_out
            .iter()
            .map(|one| {
                let kind = word(one.kind);
                let (form, version, reason) = (&one.form, one.version, &one.reason);
                format!("，{form} 第 {version} 版已{kind}（{reason}）")
            })
            .collect::<Vec<_>>()
            .concat();
        let later = unit
            .deadline
            .as_ref()
            .filter(|day| Some(*day) != round.deadline.as_ref())
            .map(|day| format!("，延期到 {day}"))
            .unwrap_or_default();
        output::line(&format!(
            "  {} {}  {versions}{missing}{taken_out}{later}  A {} B {} C {} D {}",
            unit.unit.name, unit.status, found.a, found.b, found.c, found.d
        ));
    }
    for one in &report.others {
        let what = if one.unit.code == scheme.root_unit().code {
            "本级的表"
        } else {
            "不在应报单位里"
        };
        output::line(&format!(
            "  {}（{what}）  {} 第 {} 版 {}",
            one.unit.name, one.form, one.version, one.file
        ));
    }
    if !report.missing.is_empty() {
        output::line(&format!(
            "缺：{}",
            report
                .missing
                .iter()
                .map(|unit| match contacts.get(&unit.code) {
                    Some(contact) => format!("{}（{contact}）", unit.name),
                    None => unit.name.clone(),
                })
                .collect::<Vec<_>>()
                .join("、")
        ));
    }
    Ok(exit)
}
