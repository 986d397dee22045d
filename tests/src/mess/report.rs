//! The table by operator, the totals, and what went wrong.

use super::judge::Came;
use super::operators::OPERATORS;
use super::run::{Outcome, Plan};
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
    /// person reads without asking.
    pub fn right(&self) -> usize {
        let readable = self.outcomes.iter().filter(|one| !one.must_ask);
        let right = readable
            .clone()
            .filter(|one| matches!(one.came, Came::Right | Came::Noted));
        right.count() * 10_000 / readable.count().max(1)
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
        for operator in OPERATORS {
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
        writeln!(
            out,
            "\n{} files, seed {}, {} operators",
            self.outcomes.len(),
            self.plan.seed,
            OPERATORS.len()
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
