//! Personal data that units said before, as blanks of a round go out with them and come back.

use super::{Ledger, LedgerError};
use rusqlite::params;
use std::collections::HashMap;
use xianbaohui_core::personal::Said;
use xianbaohui_core::scheme::Round;

impl Ledger {
    /// What units said before in the personal fields of a round's rosters: in all versions of their
    /// returns of the round, and of the newest one before it, the newest first.
    pub fn said_before(&self, round: &Round) -> Result<Said, LedgerError> {
        let end = |round: &Round| (round.period.year, round.period.to);
        let rounds = self.scheme.rounds.iter();
        let ends = rounds.map(|own| (own.code.as_str(), end(own)));
        let ends = ends.collect::<HashMap<_, _>>();
        let mut said = Said::default();
        for code in &round.forms {
            let Some(form) = self.scheme.form(code).filter(|form| form.has_personal()) else {
                continue;
            };
            let sql = "SELECT id, unit, round FROM return WHERE form = ?1 ORDER BY id DESC";
            let mut statement = self.connection.prepare_cached(sql)?;
            let all = statement.query_map(params![code], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
            let all = all.collect::<rusqlite::Result<Vec<(i64, String, String)>>>()?;
            let before = |own: &str| {
                let own = ends.get(own).copied();
                own.filter(|own| *own < end(round))
            };
            let mut newest = HashMap::new();
            for (_, unit, own) in &all {
                if let Some(own) = before(own) {
                    let known = newest.entry(unit.as_str()).or_insert(own);
                    *known = own.max(*known);
                }
            }
            let (own, earlier) = all.iter().partition::<Vec<_>, _>(|one| one.2 == round.code);
            let is_newest = |one: &&&(i64, String, String)| {
                before(&one.2).is_some() && before(&one.2) == newest.get(one.1.as_str()).copied()
            };
            for (id, ..) in own.iter().chain(earlier.iter().filter(is_newest)) {
                for row in self.rows_of_return(code, *id)? {
                    said.add(form, &row);
                }
            }
        }
        Ok(said)
    }
}
