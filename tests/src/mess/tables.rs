//! Short tables of a run's causes: by word, by place, by look; and of what twins differ in.

use super::judge::Came;
use super::run::Outcome;
use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// Files by one part of the names of their causes.
pub(super) fn causes(
    out: &mut impl Write,
    outcomes: &[Outcome],
    ends: &[(Came, &str)],
) -> fmt::Result {
    for (part, of) in ["word", "place", "look"].into_iter().enumerate() {
        let mut rows: BTreeMap<&str, Vec<Came>> = BTreeMap::new();
        for one in outcomes {
            for name in one.operators.iter().filter(|name| name.contains('×')) {
                // looks of figures are many, and stand for themselves
                let is_figure = name.starts_with("figure×");
                if let Some(own) = name.split('×').nth(part).filter(|_| !is_figure || part < 2) {
                    rows.entry(own).or_default().push(one.came);
                }
            }
        }
        if rows.is_empty() {
            continue;
        }
        writeln!(out, "\n{of}")?;
        for (name, came) in rows {
            write!(out, "{name:<28}{:>9}", came.len())?;
            for (end, _) in ends {
                let count = came.iter().filter(|own| *own == end).count();
                write!(out, "{count:>9}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// How many twins are the same, and what the others differ in.
pub(super) fn twins(out: &mut impl Write, outcomes: &[Outcome]) -> fmt::Result {
    for kind in ["xls", "ods"] {
        let all = outcomes.iter().flat_map(|one| &one.twins);
        let own = all.filter(|twin| twin.kind == kind).collect::<Vec<_>>();
        if own.is_empty() {
            continue;
        }
        let written = own.iter().filter_map(|twin| twin.differs.as_ref());
        let differ = written
            .clone()
            .filter(|differs| !differs.is_empty())
            .count();
        writeln!(
            out,
            "\n{kind}: {} written, {differ} differ, {} cannot be written",
            written.clone().count(),
            own.len() - written.count(),
        )?;
        let mut by: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for one in outcomes {
            for twin in one.twins.iter().filter(|twin| twin.kind == kind) {
                let differs = twin.differs.iter().flatten();
                // one count a cause and file
                let mut causes = differs
                    .map(|what| what.split(' ').next().unwrap_or_default().to_owned())
                    .collect::<Vec<_>>();
                causes.sort_unstable();
                causes.dedup();
                for cause in causes {
                    by.entry(cause).or_insert((0, one.index)).0 += 1;
                }
            }
        }
        for (cause, (count, first)) in by {
            writeln!(out, "  {cause:<32}{count:>6}  first in file {first}")?;
        }
    }
    Ok(())
}
