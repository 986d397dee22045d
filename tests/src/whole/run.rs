//! All returns into a ledger; every figure and entry is compared with what was written, and what
//! the rules say of them is counted.

use super::entry::is_figure;
use super::figures::CITY;
use super::sent::{Sender, sender};
use super::world::World;
use super::{Made, Plan};
use crate::Outcome;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use xianbaohui_core::fact::{FactTable, Names, Of};
use xianbaohui_core::finding::Severity;
use xianbaohui_core::form::{ColumnSpec, Form, FormKind, Layout};
use xianbaohui_core::message::message;
use xianbaohui_core::provenance::{Origin, Provenance, Vintage};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::Hand;
use xianbaohui_desk::facts::{self, For};
use xianbaohui_desk::import::{self, Incoming, Options, Status, import};
use xianbaohui_desk::register::{self, Choice};
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::intake::{Verdict, asked_once};

/// What came of it.
#[derive(Debug, Default)]
pub struct Report {
    /// rounds
    pub rounds: usize,
    /// workbooks
    pub files: usize,
    /// of each form: returns of units, and rounds
    pub forms: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>,
    /// figures that were compared
    pub figures: usize,
    /// rows of rosters that were compared
    pub entries: usize,
    /// entries of each register in the end, and how many steps its history has
    pub registers: BTreeMap<String, (usize, usize)>,
    /// findings, by severity and rule
    pub findings: BTreeMap<String, usize>,
    /// what is not as it was written, or blocks
    pub wrong: Vec<String>,
}

/// Writes all returns into a folder, and takes them into `账本.xbh` there. `tell` is told each
/// round that is done.
///
/// # Errors
/// Something cannot be written, or the ledger does not answer.
pub fn run(plan: &Plan, out: &Path, tell: &mut dyn FnMut(&str)) -> Outcome<Report> {
    let (world, made) = super::written(plan, out)?;
    let scheme = Scheme::load(&out.join("报表制度.toml"))?;
    let path = out.join("账本.xbh");
    let mut ledger = Ledger::create(&path, scheme, "2019-01-02 09:00:00", "示例")?;
    let mut report = Report::default();
    for own in &made {
        let mut running = Running {
            world: &world,
            ledger: &mut ledger,
            report: &mut report,
        };
        running.round(own)?;
        tell(&own.round);
    }
    let mut ledger_report = Running {
        world: &world,
        ledger: &mut ledger,
        report: &mut report,
    };
    ledger_report.registers()?;
    Ok(report)
}

struct Running<'a> {
    world: &'a World,
    ledger: &'a mut Ledger,
    report: &'a mut Report,
}

impl Running<'_> {
    fn round(&mut self, made: &Made) -> Outcome {
        let options = Options {
            at: format!("{}-12-31 09:00:00", made.round.get(..4).unwrap_or("2019")),
            who: "示例".into(),
            ..Options::default()
        };
        let files = Incoming::all(made.files.clone(), None, None);
        let mut outcomes = import(self.ledger, &made.round, &files, &options, &Unwatched)?;
        let mut given = Incoming::all(made.given.clone(), None, None);
        for file in &mut given {
            file.provenance = Some(Provenance {
                origin: Origin::Department,
                giver: Some("示例统计局".into()),
                vintage: Some(Vintage::Annual),
            });
        }
        if !given.is_empty() {
            let of = For::Round(made.round.clone());
            let came = facts::import(self.ledger, &of, &given, &options, &Unwatched)?;
            outcomes.extend(came.outcomes);
        }
        self.report.rounds += 1;
        self.report.files += outcomes.len();
        for outcome in &outcomes {
            if outcome.status != Status::Committed {
                let why = wrong_of(outcome);
                self.report
                    .wrong
                    .push(format!("{}: {:?} {why}", outcome.file.name, outcome.status));
            }
        }
        self.accept()?;
        self.compare(made)?;
        for one in self.ledger.findings(&made.round, None, &[])? {
            let rule = one.finding.rule_name();
            let key = format!("{} {rule}", one.finding.severity);
            *self.report.findings.entry(key).or_default() += 1;
            if one.finding.severity == Severity::A {
                self.report.wrong.push(format!(
                    "{} {} {}: {rule}: {}",
                    made.round,
                    one.unit,
                    one.form,
                    message(&one.finding)
                ));
            }
        }
        Ok(())
    }

    /// Takes all that rosters propose into the registers.
    fn accept(&mut self) -> Outcome {
        let codes = self.world.scheme.registers.iter();
        let codes = codes.map(|own| own.code.clone()).collect::<Vec<_>>();
        let hand = Hand {
            at: "2021-12-31 10:00:00".into(),
            who: "示例".into(),
        };
        for code in codes {
            let (plain, asked) = {
                let book = register::open(self.ledger, &code)?;
                let all = register::proposed(self.ledger, &book)?.proposals;
                let asked = all.iter().filter_map(|one| {
                    let doubt = one.doubt.as_ref()?;
                    doubt.may_be_decided().then(|| one.key.clone())
                });
                let plain = all.iter().any(|one| one.doubt.is_none());
                (plain, asked.collect::<Vec<_>>())
            };
            let mut choices = Vec::new();
            if plain {
                choices.push(Choice::default());
            }
            choices.extend(asked.into_iter().map(|key| Choice {
                keys: vec![key],
                ..Choice::default()
            }));
            for choice in choices {
                register::decide(self.ledger, &code, &choice, None, ("示例", &hand))?;
            }
        }
        Ok(())
    }

    /// Every figure and row against what was written.
    fn compare(&mut self, made: &Made) -> Outcome {
        let round = self.ledger.round(&made.round)?.clone();
        let scheme = &self.world.scheme;
        for code in &round.forms {
            let Some(form) = scheme.form(code) else {
                continue;
            };
            let quarter = super::quarter_of(&round.code)?;
            let mut units = self.world.units.iter().enumerate();
            let senders: Vec<(Option<usize>, &str)> = match sender(scheme, form) {
                Sender::Units => units.map(|(at, code)| (Some(at), code.as_str())).collect(),
                _ => vec![(None, scheme.root_unit().code.as_str())],
            };
            let returns = self.ledger.current_returns(&round.code)?;
            for (_, unit) in &senders {
                let is_own = returns
                    .iter()
                    .any(|row| row.unit == *unit && row.form == *code);
                if !is_own {
                    let wrong = format!("{} {unit} {code}: not there", round.code);
                    self.report.wrong.push(wrong);
                }
            }
            let seen = self.report.forms.entry(code.clone()).or_default();
            seen.1.insert(round.code.clone());
            units = self.world.units.iter().enumerate();
            seen.0.extend(units.map(|(_, code)| code.clone()));
            if let Layout::Roster(_) = form.layout {
                for (at, unit) in senders {
                    self.rows(form, (at, unit), &round.code, quarter)?;
                }
                continue;
            }
            let Some(table) = FactTable::read(self.ledger, scheme, &round, code)? else {
                continue;
            };
            self.figures(form, &table, &senders, quarter);
        }
        Ok(())
    }

    fn rows(
        &mut self,
        form: &Form,
        (at, unit): (Option<usize>, &str),
        round: &str,
        quarter: super::Quarter,
    ) -> Outcome {
        let written = self.world.rosters.at(quarter, &form.code, at);
        let mut wrong = Vec::new();
        let mut rows = 0;
        let Layout::Roster(roster) = &form.layout else {
            return Ok(());
        };
        self.ledger.each_entry::<xianbaohui_ledger::LedgerError>(
            round,
            &form.code,
            &[unit.to_owned()],
            |entry| {
                let own = written.get(rows);
                for (field, came) in roster.fields.iter().zip(&entry.fields) {
                    let sent = own.and_then(|own| own.values.get(&field.code));
                    if !super::entry::is_same(sent, &came.datum) {
                        wrong.push(format!(
                            "{round} {unit} {} row {rows} {}: {sent:?} {:?}",
                            form.code, field.code, came.datum
                        ));
                    }
                }
                rows += 1;
                Ok(())
            },
        )?;
        if rows != written.len() {
            wrong.push(format!(
                "{round} {unit} {}: {rows} rows of {}",
                form.code,
                written.len()
            ));
        }
        self.report.entries += rows;
        self.report.wrong.extend(wrong);
        Ok(())
    }

    fn figures(
        &mut self,
        form: &Form,
        table: &FactTable,
        senders: &[(Option<usize>, &str)],
        quarter: super::Quarter,
    ) {
        let (world, scheme) = (self.world, &self.world.scheme);
        let names = Names::of(scheme, form);
        let rows: Vec<(usize, &str)> = if form.kind() == FormKind::CountyTable {
            let units = world.units.iter().enumerate();
            units.map(|(at, code)| (at, code.as_str())).collect()
        } else {
            let all = senders.iter();
            all.map(|(at, code)| (at.unwrap_or(CITY), *code)).collect()
        };
        for (at, code) in rows {
            for (place, indicator) in form.indicators().into_iter().enumerate() {
                for column in form.columns_of(indicator) {
                    let sent = self.sent(form, (at, place), indicator, column, quarter);
                    let Some(sent) = sent else {
                        continue;
                    };
                    let found = names.unit(code).zip(names.figure(indicator, &column.code));
                    let found = found.and_then(|(unit, (indicator, column))| {
                        table.get(Of {
                            unit,
                            indicator,
                            column,
                        })
                    });
                    let came = found.and_then(|fact| fact.figure.number);
                    self.report.figures += 1;
                    if !came.is_some_and(|came| is_figure(sent, came)) {
                        self.report.wrong.push(format!(
                            "{} {code} {} {indicator} {}: {sent} {came:?}",
                            quarter.code(),
                            form.code,
                            column.code
                        ));
                    }
                }
            }
        }
    }

    /// The figure that was written, in the unit of measure of the ledger.
    fn sent(
        &self,
        form: &Form,
        (unit, place): (usize, usize),
        indicator: &str,
        column: &ColumnSpec,
        quarter: super::Quarter,
    ) -> Option<Decimal> {
        let own = self.world.scheme.indicator(indicator)?;
        let cell = if form.kind() == FormKind::CountyTable {
            self.world.in_table(form, column, own, unit, quarter)
        } else {
            self.world.figure(column, own, unit, quarter, place)
        };
        let text = cell.split(" {").next().unwrap_or_default();
        let figure = text.parse::<Decimal>().ok()?;
        let is_other = super::page::is_in_yi(form, column, own);
        Some(if is_other {
            (figure * Decimal::from(10_000)).normalize()
        } else {
            figure
        })
    }

    fn registers(&mut self) -> Outcome {
        let codes = self.world.scheme.registers.iter();
        for code in codes.map(|own| own.code.clone()) {
            let book = register::open(self.ledger, &code)?;
            let steps = book.entries.iter().map(|entry| entry.history.len()).sum();
            let count = book.entries.len();
            drop(book);
            if count == 0 {
                self.report.wrong.push(format!("register {code}: empty"));
            }
            self.report.registers.insert(code, (count, steps));
        }
        Ok(())
    }
}

/// Why a file was not taken.
fn wrong_of(outcome: &import::Outcome) -> String {
    let why = match &outcome.file.verdict {
        Verdict::Ready(_) => {
            let asked = outcome.file.questions.iter();
            let asked = asked.map(|own| format!("{own:?}"));
            asked
                .chain(outcome.reason.clone())
                .collect::<Vec<_>>()
                .join("；")
        }
        Verdict::Unsure(asked) => asked_once(asked).join("；"),
        Verdict::Refused { reason, .. } => reason.clone(),
    };
    why.chars().take(800).collect()
}
