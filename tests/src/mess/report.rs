//! The table by operator, the totals, and what went wrong.

use super::judge::Came;
use super::operators::{CAUSES, OPERATORS};
use super::run::{Outcome, Plan};
use super::tables;
use std::collections::HashMap;
use std::fmt;

/// Ends of files, in the order of the columns.
const ENDS: [(Came, &str); 6] = [
    (Came::Right, "right"),
    (Came::Noted, "noted"),
    (Came::Told, "told"),
    (Came::Asked, "asked"),
    (Came::Refused, "refused"),
    (Came::Silent, "SILENT"),
];

/// What a run shows.
#[derive(Debug, Clone)]
pub struct Report {
    plan: Plan,
    outcomes: Vec<Outcome>,
    /// also list what was told, asked or refused
    pub verbose: bool,
}

impl Report {
    /// The report of a run.
    pub fn new(plan: &Plan, outcomes: Vec<Outcome>) -> Self {
        Self {
            plan: plan.clone(),
            outcomes,
            verbose: false,
        }
    }

    /// Files that were read wrong and nobody was told.
    pub fn silent(&self) -> usize {
        self.count(Came::Silent)
    }

    /// Files read right, with or without a note, in hundredths of a percent of those that a careful
    /// person reads through without asking.
    pub fn right(&self) -> usize {
        let readable = self
            .outcomes
            .iter()
            .filter(|one| !one.must_ask && one.read_through);
        let right = readable
            .clone()
            .filter(|one| matches!(one.came, Came::Right | Came::Noted));
        right.count() * 10_000 / readable.count().max(1)
    }

    /// Twins that differ: kind, and in what.
    pub fn differing(&self) -> Vec<String> {
        let line = |one: &Outcome| {
            let twins = one.twins.iter().filter_map(|twin| {
                let differs = twin.differs.as_ref().filter(|own| !own.is_empty())?;
                Some(format!(
                    "--seed {} --only {} {} [{}]: {}",
                    self.plan.seed,
                    one.index,
                    twin.kind,
                    one.operators.join(" "),
                    differs.join("; ")
                ))
            });
            twins.collect::<Vec<_>>()
        };
        self.outcomes.iter().flat_map(line).collect()
    }

    /// Numbers of the files that ended so.
    pub fn ended(&self, came: Came) -> impl Iterator<Item = usize> + '_ {
        self.outcomes
            .iter()
            .filter(move |one| one.came == came)
            .map(|one| one.index)
    }

    /// What went wrong with the files that ended so, and how to see it again.
    pub fn cases(&self, came: Came) -> String {
        let line = |one: &Outcome| {
            format!(
                "  --seed {} --only {}  [{}]\n      {}\n",
                self.plan.seed,
                one.index,
                one.operators.join(" "),
                one.told
            )
        };
        self.outcomes
            .iter()
            .filter(|one| one.came == came)
            .map(line)
            .collect()
    }

    fn count(&self, came: Came) -> usize {
        self.outcomes.iter().filter(|one| one.came == came).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut counts: HashMap<(&str, Came), usize> = HashMap::new();
        for one in &self.outcomes {
            for operator in &one.operators {
                *counts.entry((operator, one.came)).or_default() += 1;
            }
        }
        writeln!(
            out,
            "{:<28}{:>9}{}",
            "operator",
            "applied",
            ENDS.map(|(_, name)| format!("{name:>9}")).concat()
        )?;
        let applied = |name: &str| {
            ENDS.iter()
                .any(|(came, _)| counts.contains_key(&(name, *came)))
        };
        for operator in OPERATORS.iter().filter(|operator| applied(operator.name)) {
            let cells =
                ENDS.map(|(came, _)| counts.get(&(operator.name, came)).copied().unwrap_or(0));
            writeln!(
                out,
                "{:<28}{:>9}{}",
                operator.name,
                cells.iter().sum::<usize>(),
                cells.map(|count| format!("{count:>9}")).concat()
            )?;
        }
        let total = self.outcomes.len().max(1);
        tables::causes(out, &self.outcomes, &ENDS)?;
        tables::twins(out, &self.outcomes)?;
        writeln!(
            out,
            "\n{} files, seed {}, {} ways and {} causes",
            self.outcomes.len(),
            self.plan.seed,
            OPERATORS.len(),
            CAUSES.len()
        )?;
        for (came, name) in ENDS {
            writeln!(
                out,
                "  {name:<8}{:>7}  {:>6.2} %",
                self.count(came),
                self.count(came) as f64 * 100.0 / total as f64
            )?;
        }
        writeln!(
            out,
            "  read right, with or without a note: {:.2} %",
            self.right() as f64 / 100.0
        )?;
        if self.verbose {
            for differs in self.differing() {
                writeln!(out, "  twin {differs}")?;
            }
        }
        let shown: &[Came] = if self.verbose {
            &[Came::Told, Came::Asked, Came::Refused, Came::Silent]
        } else {
            &[Came::Silent]
        };
        for (came, name) in ENDS
            .iter()
            .filter(|(came, _)| shown.contains(came) && self.count(*came) > 0)
        {
            write!(out, "\n{name}:\n{}", self.cases(*came))?;
        }
        Ok(())
    }
}
