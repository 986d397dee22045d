//! Who has reported, and who has not.

use std::collections::{HashMap, HashSet};
use xianbaohui_core::fact::{Fact, FactTable};
use xianbaohui_core::figure::State;
use xianbaohui_core::finding::Severities;
use xianbaohui_core::form::{Form, Layout, Role};
use xianbaohui_core::record::{Record, RecordError, ReturnRow, TakenOut};
use xianbaohui_core::same_column::same_column;
use xianbaohui_core::scheme::Round;

/// Who of a round has reported.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// one for each expected unit, in the order of the scheme
    pub units: Vec<UnitCoverage>,
    /// the unit that consolidates, where it has sent county tables: nothing is required of it
    pub root: Option<UnitCoverage>,
    /// all findings of the round
    pub severities: Severities,
}

/// One expected unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitCoverage {
    /// unit code
    pub unit: String,
    /// its newest returns
    pub returns: Vec<ReturnRow>,
    /// required forms that are not there
    pub missing_forms: Vec<String>,
    /// required forms that are not there, and whose figures stand in a county table
    pub in_tables: Vec<String>,
    /// returns on missing forms that were there, and that an officer took out
    pub taken_out: Vec<TakenOut>,
    /// findings on its returns
    pub severities: Severities,
}

impl UnitCoverage {
    /// Whether everything required is there.
    pub fn reported(&self) -> bool {
        self.missing_forms.is_empty()
    }

    /// Whether it has nothing that counts because an officer took it out.
    pub fn withdrawn(&self) -> bool {
        self.returns.is_empty() && !self.reported() && !self.taken_out.is_empty()
    }

    /// What a list says of it: 待审, 未报, 已撤回, 已改挂.
    pub fn state(&self) -> &'static str {
        match self.taken_out.first() {
            _ if self.reported() => "待审",
            Some(one) if self.withdrawn() && one.how == "改挂" => "已改挂",
            Some(_) if self.withdrawn() => "已撤回",
            _ => "未报",
        }
    }
}

impl Coverage {
    /// How many units have reported all that is required.
    pub fn reported(&self) -> usize {
        self.units.iter().filter(|unit| unit.reported()).count()
    }

    /// Codes of units that have not.
    pub fn missing(&self) -> Vec<&str> {
        self.units
            .iter()
            .filter(|unit| !unit.reported())
            .map(|unit| unit.unit.as_str())
            .collect()
    }
}

/// Who has reported in a round. A county table that has a unit's figures stands for the unit's own
/// sheet where it asks for the same figures: all indicators, in all columns of figures.
pub fn coverage(ledger: &dyn Record, round: &Round) -> Result<Coverage, RecordError> {
    let scheme = ledger.scheme();
    let mut by_unit: HashMap<String, Vec<ReturnRow>> = HashMap::new();
    let mut tables = Vec::new();
    for row in ledger.current_returns(&round.code)? {
        if let Some(form) = scheme.form(&row.form)
            && matches!(form.layout, Layout::CountyTable(_))
        {
            tables.push(form);
        }
        by_unit.entry(row.unit.clone()).or_default().push(row);
    }
    let mut in_table: HashMap<&str, HashSet<(&str, &str)>> = HashMap::new();
    for form in &tables {
        let Some(facts) = FactTable::read(ledger, scheme, round, &form.code)? else {
            continue;
        };
        for Fact { of, figure, .. } in facts.iter() {
            // a declared nil is an answer
            if figure.number.is_some() || figure.state == State::Nil {
                in_table
                    .entry(&scheme.units[of.unit.index()].code)
                    .or_default()
                    .insert((&form.code, &scheme.indicators[of.indicator.index()].code));
            }
        }
    }
    let mut severities = ledger.severities(&round.code)?;
    let mut all = Severities::default();
    for one in severities.values() {
        all.a += one.a;
        all.b += one.b;
        all.c += one.c;
        all.d += one.d;
    }
    let required = round
        .forms
        .iter()
        .filter_map(|code| scheme.form(code))
        .filter(|form| form.required)
        .collect::<Vec<_>>();
    let units = round.units.iter().map(|unit| {
        let returns = by_unit.remove(unit).unwrap_or_default();
        let covered = in_table.get(unit.as_str());
        let is_in = |form: &Form, indicator: &str| {
            let stands = |table: &&&Form| {
                asks_the_same(form, table, indicator)
                    && covered
                        .is_some_and(|known| known.contains(&(table.code.as_str(), indicator)))
            };
            tables.iter().any(|table| stands(&table))
        };
        let (stood_for, missing): (Vec<&&Form>, Vec<&&Form>) = required
            .iter()
            .filter(|form| !returns.iter().any(|row| row.form == form.code))
            .partition(|form| {
                let indicators = form.indicators();
                !indicators.is_empty() && indicators.iter().all(|indicator| is_in(form, indicator))
            });
        let in_tables = stood_for.iter().map(|form| form.code.clone()).collect();
        // nothing is required of anyone: then whoever sent anything has reported
        let nothing_at_all = required.is_empty() && returns.is_empty() && covered.is_none();
        let missing_forms = if nothing_at_all {
            round.forms.clone()
        } else {
            missing.iter().map(|form| form.code.clone()).collect()
        };
        // asked only of who lacks something: one query a form
        let mut taken_out = Vec::new();
        for form in &missing_forms {
            taken_out.extend(ledger.taken_out(&round.code, unit, form)?);
        }
        Ok(UnitCoverage {
            missing_forms,
            in_tables,
            taken_out,
            severities: severities.remove(unit).unwrap_or_default(),
            returns,
            unit: unit.clone(),
        })
    });
    let units = units.collect::<Result<_, RecordError>>()?;
    let code = &scheme.root_unit().code;
    let root = by_unit
        .remove(code)
        .filter(|_| !round.units.contains(code))
        .map(|returns| UnitCoverage {
            unit: code.clone(),
            returns,
            missing_forms: Vec::new(),
            in_tables: Vec::new(),
            taken_out: Vec::new(),
            severities: severities.remove(code).unwrap_or_default(),
        });
    Ok(Coverage {
        units,
        root,
        severities: all,
    })
}

/// Whether a county table asks of an indicator all figures that a form asks.
fn asks_the_same(form: &Form, table: &Form, indicator: &str) -> bool {
    let mut values = form
        .columns_of(indicator)
        .filter(|column| column.role == Role::Value);
    table.indicators().contains(&indicator)
        && values
            .all(|column| same_column(form, indicator, &column.code, table, indicator).is_some())
}
