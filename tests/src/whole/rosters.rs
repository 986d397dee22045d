//! The rosters from quarter to quarter: entries that are new, change, move, are renamed, renewed,
//! run out.

use super::entry::{Entry, Value, Whence, new};
use super::quarter::{Quarter, years_after};
use super::sent::{Sender, sender};
use crate::Outcome;
use fastrand::Rng;
use rust_decimal::Decimal;
use std::collections::HashMap;
use xianbaohui_core::form::{FieldKind, Form, Layout, Roster};
use xianbaohui_core::register::Register;
use xianbaohui_core::scheme::Scheme;

/// Serial numbers of a roster; the next has others.
const SERIALS: usize = 1500;

/// All rosters, and how they were at the end of each quarter.
#[derive(Default)]
pub(super) struct Rosters {
    units: usize,
    lists: Vec<List>,
    then: HashMap<(Quarter, String), Vec<Entry>>,
}

struct List {
    form: String,
    entries: Vec<Entry>,
    serial: usize,
}

impl Rosters {
    pub(super) fn new(scheme: &Scheme, units: usize) -> Self {
        let rosters = scheme.forms.iter();
        let rosters = rosters.filter(|form| matches!(form.layout, Layout::Roster(_)));
        let lists = rosters.enumerate().map(|(at, form)| List {
            form: form.code.clone(),
            entries: Vec::new(),
            serial: at * SERIALS,
        });
        Self {
            units,
            lists: lists.collect(),
            then: HashMap::new(),
        }
    }

    /// The entries of a roster at the end of a quarter, all or those of a unit.
    pub(super) fn at(&self, quarter: Quarter, form: &str, unit: Option<usize>) -> Vec<&Entry> {
        let own = self.then.get(&(quarter, form.to_owned()));
        let own = own.into_iter().flatten();
        own.filter(|entry| unit.is_none_or(|unit| unit == entry.home))
            .collect()
    }

    /// Goes on to the end of a quarter.
    pub(super) fn go_on(
        &mut self,
        scheme: &Scheme,
        codes: &[String],
        quarter: Quarter,
        rng: &mut Rng,
    ) -> Outcome {
        for list in &mut self.lists {
            let Some(form) = scheme.form(&list.form) else {
                continue;
            };
            let Layout::Roster(roster) = &form.layout else {
                continue;
            };
            let register = scheme.register_of(&form.code).ok_or("no register")?;
            let mut going = Going {
                scheme,
                codes,
                quarter,
                form,
                roster,
                register,
                units: self.units,
            };
            going.list(list, rng)?;
            self.then
                .insert((quarter, form.code.clone()), list.entries.clone());
        }
        Ok(())
    }
}

struct Going<'a> {
    scheme: &'a Scheme,
    codes: &'a [String],
    quarter: Quarter,
    form: &'a Form,
    roster: &'a Roster,
    register: &'a Register,
    units: usize,
}

impl Going<'_> {
    fn list(&mut self, list: &mut List, rng: &mut Rng) -> Outcome {
        let is_first = list.serial.is_multiple_of(SERIALS);
        if self.register.events {
            // a list of what happened begins anew each year
            if self.quarter.at == 1 {
                list.entries.clear();
            }
        } else {
            list.entries.retain(|entry| !entry.leaves);
            for entry in &mut list.entries {
                self.entry(entry, rng);
            }
            list.entries.retain(|entry| !self.is_over(entry));
        }
        let at_first = is_first && !self.register.events;
        for home in 0..self.units {
            let more = match (at_first, sender(self.scheme, self.form)) {
                (true, Sender::City) => rng.usize(1..3),
                (true, _) => rng.usize(3..7),
                (false, _) if self.register.events => rng.usize(1..4),
                (false, Sender::City) => usize::from(rng.u8(0..4) == 0),
                (false, _) => rng.usize(0..2),
            };
            for _ in 0..more {
                list.serial += 1;
                let code = &self.codes[home];
                let whence = Whence {
                    serial: list.serial,
                    home,
                    unit: (code, self.scheme.unit_name(code)),
                    quarter: self.quarter,
                    ended: &self.register.ended,
                    is_event: self.register.events,
                };
                list.entries.push(new(self.roster, &whence, rng)?);
            }
        }
        Ok(())
    }

    /// Whether it is left out without a word: it has no field that says so.
    fn is_over(&self, entry: &Entry) -> bool {
        self.register.status.is_none() && self.has_run_out(entry)
    }

    fn has_run_out(&self, entry: &Entry) -> bool {
        let until = self.register.valid_until.as_deref();
        let until = until.and_then(|code| entry.day(code));
        until.is_some_and(|until| until < self.quarter.end().as_str())
    }

    fn entry(&self, entry: &mut Entry, rng: &mut Rng) {
        if self.has_run_out(entry) && rng.u8(0..3) > 0 {
            self.renewed(entry);
        } else if self.has_run_out(entry) {
            self.ended(entry);
        } else {
            match rng.u8(0..100) {
                0..8 => self.changed(entry, rng),
                8..10 => self.moved(entry, rng),
                10..12 => self.renamed(entry),
                12..14 => self.ended(entry),
                14..16 => self.put_right(entry),
                _ => {}
            }
        }
    }

    /// Three years more.
    fn renewed(&self, entry: &mut Entry) {
        let until = self.register.valid_until.clone().unwrap_or_default();
        let dates = ["issued", "stored", "from", &until];
        for code in dates {
            if let Some(day) = entry.day(code) {
                let later = years_after(day, 3);
                entry.values.insert(code.to_owned(), Value::Day(later));
            }
        }
    }

    /// It says that it counts no more, once.
    fn ended(&self, entry: &mut Entry) {
        if let (Some(status), Some(word)) = (&self.register.status, self.register.ended.first()) {
            let word = Value::Text(word.clone());
            entry.values.insert(status.clone(), word);
            entry.leaves = true;
        } else if self.register.status.is_none() {
            // nothing is said: it is not reported any more
            entry.leaves = true;
        }
    }

    /// A figure that hangs on no other is another now.
    fn changed(&self, entry: &mut Entry, rng: &mut Rng) {
        const ALONE: [&str; 8] = [
            "ip",
            "ip_1",
            "ip_2",
            "mentors",
            "teams",
            "services",
            "hours",
            "deduction",
        ];
        let of = |code: &str| self.roster.fields.iter().any(|field| field.code == code);
        for code in ALONE.into_iter().filter(|code| of(code)) {
            let more = entry.figure(code) + Decimal::from(rng.u32(1..6));
            entry.values.insert(code.to_owned(), Value::Figure(more));
        }
    }

    fn moved(&self, entry: &mut Entry, rng: &mut Rng) {
        let is_own = sender(self.scheme, self.form) == Sender::Units;
        let field = self.roster.fields.iter();
        let mut field = field.filter(|field| field.kind == FieldKind::Unit);
        if let (true, Some(field)) = (is_own && self.units > 1, field.next()) {
            entry.home = (entry.home + rng.usize(1..self.units)) % self.units;
            let name = self.scheme.unit_name(&self.codes[entry.home]).to_owned();
            entry.values.insert(field.code.clone(), Value::Text(name));
        }
    }

    fn renamed(&self, entry: &mut Entry) {
        let is_key = |code: &str| {
            let mut fields = self.roster.fields.iter();
            fields.any(|field| field.key && field.code == code)
        };
        let name = entry.text("company").replace("有限公司", "股份有限公司");
        let is_new = !name.is_empty() && !name.contains("股份股份");
        if is_new && !is_key("company") {
            entry.values.insert("company".into(), Value::Text(name));
        }
    }

    /// 整改, and back to 正常.
    fn put_right(&self, entry: &mut Entry) {
        if self.register.status.as_deref() != Some("status") {
            return;
        }
        let now = match entry.text("status") {
            "正常" if self.form.code != "L17" => "整改",
            "整改" => "正常",
            _ => return,
        };
        entry
            .values
            .insert("status".into(), Value::Text(now.to_owned()));
    }
}
