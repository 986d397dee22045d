//! Figures of a round that a new return may speak of, too: those of county tables and matrices, and
//! the rows of rosters.

use super::entry;
use super::meaning::read_figure;
use super::text::text;
use super::{Ledger, LedgerError};
use rusqlite::params;
use std::collections::HashMap;
use std::str::FromStr;
use xianbaohui_core::figure::{Figure, State};
use xianbaohui_core::form::{Form, Layout, Roster};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::place::Place;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::standing::{Standing, StandingEntry, StandingFigure};

/// The forms of a round whose returns may speak of the same figures: county tables, and what asks
/// for an indicator and column of theirs.
fn of_interest<'a>(scheme: &'a Scheme, round: &Round) -> Vec<&'a Form> {
    let of_round = || {
        scheme
            .forms
            .iter()
            .filter(|form| round.forms.contains(&form.code))
    };
    let is_table = |form: &&Form| matches!(form.layout, Layout::CountyTable(_));
    let asks = |form: &Form, table: &Form, indicator: &str, column: &str| {
        form.indicators().contains(&indicator)
            && form.column(indicator, column).is_some()
            && table.column(indicator, column).is_some()
    };
    let shares = |form: &Form| {
        of_round().filter(is_table).any(|table| {
            table.columns().iter().any(|column| {
                column
                    .indicator
                    .as_deref()
                    .is_some_and(|indicator| asks(form, table, indicator, &column.code))
            })
        })
    };
    of_round()
        .filter(|form| is_table(form) || (matches!(form.layout, Layout::Matrix(_)) && shares(form)))
        .collect()
}

/// Positions of the forms of a round of which several ask for the same figures; none where no two
/// do.
pub fn shared(scheme: &Scheme, round: &Round) -> Vec<usize> {
    let forms = of_interest(scheme, round);
    if forms.len() < 2 {
        return Vec::new();
    }
    forms
        .iter()
        .filter_map(|form| scheme.forms.iter().position(|own| own.code == form.code))
        .collect()
}

impl Ledger {
    /// The current returns of a round that a new one may replace in part or contradict.
    pub fn standing(&self, round: &Round) -> Result<Vec<Standing>, LedgerError> {
        let scheme = &self.scheme;
        let units = scheme
            .units
            .iter()
            .enumerate()
            .map(|(at, unit)| (unit.code.as_str(), at))
            .collect::<HashMap<_, _>>();
        let indicators = scheme
            .indicators
            .iter()
            .enumerate()
            .map(|(at, indicator)| (indicator.code.as_str(), at))
            .collect::<HashMap<_, _>>();
        let sql = "SELECT r.id, r.unit, r.version, r.file_name, r.sheet, v.unit, v.indicator, \
            v.col, v.state, v.content, v.row, v.sheet_column, r.scheme_id \
            FROM return r JOIN value v ON v.return_id = r.id \
            WHERE r.round = ?1 AND r.form = ?2 AND r.current = 1 ORDER BY r.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut found: Vec<Standing> = Vec::new();
        // a matrix is held against its own earlier version
        let is_wanted = |form: &&Form| {
            round.forms.contains(&form.code) && !matches!(form.layout, Layout::Roster(_))
        };
        for form in scheme.forms.iter().filter(is_wanted) {
            let mut last = None;
            let Some(position) = scheme.forms.iter().position(|own| own.code == form.code) else {
                continue;
            };
            let mut rows = statement.query(params![round.code, form.code])?;
            while let Some(row) = rows.next()? {
                let words = |at: usize| text(row, at).map(Option::unwrap_or_default);
                // what the scheme does not know any more cannot be reported again
                let (Some(&sender), Some(&unit), Some(&indicator)) = (
                    units.get(words(1)?),
                    units.get(words(5)?),
                    indicators.get(words(6)?),
                ) else {
                    continue;
                };
                let id: i64 = row.get(0)?;
                if last.replace(id) != Some(id) {
                    found.push(Standing {
                        form: position,
                        sender,
                        version: row.get(2)?,
                        file: words(3)?.to_owned(),
                        figures: HashMap::new(),
                        entries: Vec::new(),
                    });
                }
                let state = State::of_word(words(8)?);
                let number = match (state, text(row, 9)?) {
                    (State::Number, Some(content)) => Some(
                        Decimal::from_str(content)
                            .map_err(|_| LedgerError::Damaged(format!("“{content}”不是数")))?,
                    ),
                    _ => None,
                };
                let mut figure = Figure {
                    number,
                    state,
                    bound: false,
                };
                let meanings = self.otherwise(row.get(12)?, &form.code)?;
                read_figure(meanings.as_deref(), (words(6)?, words(7)?), &mut figure);
                let place = Place::new(words(4)?, row.get(10)?, row.get(11)?);
                if let Some(own) = found.last_mut() {
                    own.figures.insert(
                        (unit, indicator, words(7)?.to_owned()),
                        StandingFigure {
                            state: figure.state,
                            number: figure.number,
                            place,
                        },
                    );
                }
            }
        }
        for (position, form) in scheme
            .forms
            .iter()
            .enumerate()
            .filter(|(_, form)| round.forms.contains(&form.code))
        {
            if let Layout::Roster(roster) = &form.layout {
                self.standing_roster(round, position, roster, &units, &mut found)?;
            }
        }
        Ok(found)
    }

    /// The current returns of a roster.
    fn standing_roster(
        &self,
        round: &Round,
        form: usize,
        roster: &Roster,
        units: &HashMap<&str, usize>,
        found: &mut Vec<Standing>,
    ) -> Result<(), LedgerError> {
        let sql = "SELECT r.id, r.unit, r.version, r.file_name, e.fields, r.scheme_id
                   FROM return r JOIN entry e ON e.return_id = r.id WHERE r.round = ?1 AND r.form = ?2 AND r.current = 1 ORDER BY r.id, e.row";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![round.code, self.scheme.forms[form].code])?;
        let mut last = None;
        while let Some(row) = rows.next()? {
            let words = |at: usize| text(row, at).map(Option::unwrap_or_default);
            let Some(&sender) = units.get(words(1)?) else {
                continue;
            };
            let id: i64 = row.get(0)?;
            if last.replace(id) != Some(id) {
                found.push(Standing {
                    form,
                    sender,
                    version: row.get(2)?,
                    file: words(3)?.to_owned(),
                    figures: HashMap::new(),
                    entries: Vec::new(),
                });
            }
            let own = self.scheme_of(row.get(5)?)?;
            let now = &self.scheme.forms[form];
            let otherwise = self.otherwise(row.get(5)?, &now.code)?;
            let through = entry::Through {
                own: own.form(&now.code),
                now: Some(now),
                otherwise: otherwise.as_deref(),
            };
            let fields = entry::parse(words(4)?, through)?;
            let entry = StandingEntry::of(
                roster,
                fields
                    .iter()
                    .map(|field| (field.raw.as_str(), &field.datum)),
            );
            if let Some(own) = found.last_mut() {
                own.entries.push(entry);
            }
        }
        Ok(())
    }
}
