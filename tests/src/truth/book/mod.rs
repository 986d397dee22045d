//! A ledger as it is drawn: units, indicators, forms, and what everybody filled in; its scheme text
//! and its returns as sheets.

mod drawn;
mod parts;

pub(super) use drawn::{ROSTER, TABLE};
pub(super) use parts::{Column, Figures, Filled, Form, Indicator, Role, Unit};

use crate::sheet::Sheet;
use drawn::{filled, forms, indicators, units};
use fastrand::Rng;
use std::collections::HashMap;
use std::fmt::Write as _;

/// A ledger with all that is in it.
#[derive(Debug, Clone)]
pub(super) struct Book {
    pub(super) units: Vec<Unit>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) forms: Vec<Form>,
    /// (year, form, unit) → newest return
    pub(super) returns: HashMap<(u16, usize, usize), Figures>,
    /// sheets in the order in which they come in: year, name of the file, sheet
    pub(super) sheets: Vec<(u16, String, Sheet)>,
}

impl Book {
    /// Draws a ledger.
    pub(super) fn draw(rng: &mut Rng) -> Self {
        let mut book = Self {
            units: units(rng),
            indicators: indicators(rng),
            forms: Vec::new(),
            returns: HashMap::new(),
            sheets: Vec::new(),
        };
        book.forms = forms(rng, &book.indicators);
        for year in [2020, 2021] {
            for form in 0..book.forms.len() {
                if book.forms[form].code == TABLE {
                    book.take_table(rng, year, form);
                    continue;
                }
                for unit in 0..book.units.len() {
                    let often = if year == 2021 { 0.85 } else { 0.6 };
                    if !book.units[unit].reports || rng.f64() > often {
                        continue;
                    }
                    for version in 1..=if rng.f64() < 0.15 { 2 } else { 1 } {
                        let figures = book.fill(rng, form);
                        let name = format!(
                            "{}-{year}-{}-{version}.xlsx",
                            book.units[unit].name, book.forms[form].code
                        );
                        book.sheets
                            .push((year, name, book.sheet(year, form, unit, &figures)));
                        book.returns.insert((year, form, unit), figures);
                    }
                }
            }
        }
        book
    }

    /// One sheet for all units, from the root; its own 合计 is anybody's guess.
    fn take_table(&mut self, rng: &mut Rng, year: u16, form: usize) {
        let own = self.forms[form].clone();
        let mut text = format!("{year}年一季度{}\n填报单位：沧州市科技局\n单位", own.title);
        for row in &own.rows {
            let _ = write!(text, " | {}", self.indicators[*row].name);
        }
        for unit in 0..self.units.len() {
            if !self.units[unit].reports || rng.f64() > 0.9 {
                continue;
            }
            let figures = self.fill(rng, form);
            let _ = write!(text, "\n{}", self.units[unit].name);
            for row in &own.rows {
                let _ = write!(
                    text,
                    " | {}",
                    figures
                        .get(&(*row, 0))
                        .copied()
                        .unwrap_or(Filled::Blank)
                        .written()
                );
            }
            self.returns.insert((year, form, unit), figures);
        }
        if rng.bool() {
            text.push_str("\n合计");
            for _ in &own.rows {
                let _ = write!(text, " | {}", rng.u32(..1000));
            }
        }
        if (0..self.units.len()).any(|unit| self.returns.contains_key(&(year, form, unit))) {
            self.sheets.push((
                year,
                format!("全市-{year}-{}.xlsx", own.code),
                Sheet::new("表", &text),
            ));
        }
    }

    fn fill(&self, rng: &mut Rng, form: usize) -> Figures {
        let form = &self.forms[form];
        let mut figures = Figures::new();
        if form.code == ROSTER {
            for entry in 0..rng.usize(1..6) {
                figures.insert((entry, 0), filled(rng, 2, false));
            }
            return figures;
        }
        for &row in &form.rows {
            let own = &self.indicators[row];
            for (at, column) in form.columns.iter().enumerate() {
                let digits = if column.role == Role::Value {
                    own.decimals
                } else {
                    1
                };
                let whole = column.role == Role::Rank || matches!(own.unit, "家" | "人" | "项");
                figures.insert(
                    (row, at),
                    filled(
                        rng,
                        if whole { 0 } else { digits },
                        own.kind == "net-change",
                    ),
                );
            }
        }
        figures
    }

    fn sheet(&self, year: u16, form: usize, unit: usize, figures: &Figures) -> Sheet {
        let form = &self.forms[form];
        let mut text = format!(
            "{year}年一季度{}\n填报单位：{}科技局\n",
            form.title, self.units[unit].name
        );
        if form.code == ROSTER {
            text.push_str("企业名称 | 营业收入");
            for ((entry, _), figure) in figures {
                let _ = write!(text, "\n示例公司{unit}之{entry} | {}", figure.written());
            }
            return Sheet::new("表", &text);
        }
        text.push_str("指标名称");
        for column in &form.columns {
            let _ = write!(text, " | {}", column.name);
        }
        for row in &form.rows {
            let _ = write!(text, "\n{}", self.indicators[*row].name);
            for at in 0..form.columns.len() {
                let _ = write!(
                    text,
                    " | {}",
                    figures
                        .get(&(*row, at))
                        .copied()
                        .unwrap_or(Filled::Blank)
                        .written()
                );
            }
        }
        Sheet::new("表", &text)
    }

    /// The scheme.
    pub(super) fn scheme(&self) -> String {
        let mut text = "[scheme]\ncode = \"truth\"\nname = \"测试\"\nversion = \"1\"\nroot = \"r\
            \"\n\n[[unit]]\ncode = \"r\"\nname = \"沧州市\"\n"
            .to_owned();
        for (at, unit) in self.units.iter().enumerate() {
            let above = unit.parent.map_or("r".to_owned(), |at| format!("u{at}"));
            let _ = write!(
                text,
                "\n[[unit]]\ncode = \"u{at}\"\nname = \"{}\"\nparent = \"{above}\"\nreports = {}\n",
                unit.name, unit.reports
            );
        }
        for one in &self.indicators {
            let _ = write!(
                text,
                "\n[[indicator]]\ncode = \"{}\"\nname = \"{}\"\nunit = \"{}\"\ntype = \"{}\"\ndecim\
                    als = {}\n",
                one.code, one.name, one.unit, one.kind, one.decimals
            );
            if let Some((of, base)) = one.ratio {
                let _ = write!(
                    text,
                    "numerator = \"{}\"\ndenominator = \"{}\"\n",
                    self.indicators[of].code, self.indicators[base].code
                );
            }
        }
        for form in &self.forms {
            let kind = match form.code {
                ROSTER => "roster",
                TABLE => "county-table",
                _ => "matrix",
            };
            let _ = write!(
                text,
                "\n[[form]]\ncode = \"{}\"\nname = \"{}\"\nkind = \"{kind}\"\ntitle = \"{}\"\n",
                form.code, form.title, form.title
            );
            if form.code == ROSTER {
                text.push_str(
                    "\n[[form.field]]\ncode = \"name\"\nheader = \"企业名称\"\nkey = true\
                    \n\n[[form.field]]\ncode = \"income\"\nheader = \"营业收入\"\ntype = \"number\
                    \"\nunit = \"万元\"\ndecimals = 2\nsum = true\n",
                );
                continue;
            }
            if form.code == TABLE {
                text.push_str("unit_column = \"单位\"\n");
                for (row, column) in form
                    .rows
                    .iter()
                    .flat_map(|row| form.columns.iter().map(move |column| (*row, column)))
                {
                    let own = &self.indicators[row];
                    let _ = write!(
                        text,
                        "\n[[form.column]]\ncode = \"{}\"\nname = \"{}\"\nheader = \"{}\"\nindicato\
                            r = \"{}\"\nyoy = {}\nshare = {}\n",
                        column.code, column.name, own.name, own.code, column.yoy, column.share
                    );
                }
                continue;
            }
            let rows = form
                .rows
                .iter()
                .map(|row| format!("\"{}\"", self.indicators[*row].code))
                .collect::<Vec<_>>()
                .join(", ");
            let _ = write!(text, "label = \"指标名称\"\nrows = [{rows}]\n");
            for column in &form.columns {
                let _ = write!(
                    text,
                    "\n[[form.column]]\ncode = \"{}\"\nheader = \"{}\"\nyoy = {}\nshare = {}\n",
                    column.code, column.name, column.yoy, column.share
                );
                match column.role {
                    Role::Value => {}
                    Role::Growth => {
                        text.push_str("role = \"growth\"\nof = \"now\"\nbase = \"then\"\n");
                    }
                    Role::Completion => {
                        text.push_str("role = \"completion\"\nof = \"now\"\nbase = \"goal\"\n");
                    }
                    Role::Rank => text.push_str("role = \"rank\"\n"),
                }
                if let Some(decimals) = column.decimals {
                    let _ = writeln!(text, "decimals = {decimals}");
                }
            }
        }
        text + "\n[[round]]\ncode = \"2020Q1\"\nname = \"2020年一季度\"\n\n[[round]]\ncode = \"2021\
            Q1\"\nname = \"2021年一季度\"\n"
    }
}
