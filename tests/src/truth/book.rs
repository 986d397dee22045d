//! A ledger as it is drawn: units, indicators, forms, and what everybody filled in; its scheme text
//! and its returns as sheets.

use super::fraction::Fraction;
use crate::sheet::Sheet;
use fastrand::Rng;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// A unit below the root.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) name: String,
    /// position of the unit above; `None` for the root
    pub(super) parent: Option<usize>,
    pub(super) reports: bool,
}

/// An indicator.
#[derive(Debug, Clone)]
pub(super) struct Indicator {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) unit: &'static str,
    pub(super) kind: &'static str,
    pub(super) decimals: u32,
    /// positions of numerator and denominator
    pub(super) ratio: Option<(usize, usize)>,
}

impl Indicator {
    pub(super) fn adds_up(&self) -> bool {
        matches!(self.kind, "stock" | "gross-new" | "net-change" | "flow")
    }
}

/// What a column's figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Value,
    /// of the first column against the second
    Growth,
    /// of the first column against the third
    Completion,
    Rank,
}

/// A column of a matrix.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) role: Role,
    pub(super) decimals: Option<u32>,
    pub(super) yoy: bool,
    pub(super) share: bool,
}

/// A form: a matrix, a county table with one column an indicator, or a roster without columns.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    pub(super) rows: Vec<usize>,
    pub(super) columns: Vec<Column>,
}

/// What somebody filled in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Filled {
    Number(Fraction, i128, u32),
    Blank,
    Nil,
    Unreadable,
}

impl Filled {
    fn written(self) -> String {
        match self {
            Self::Number(_, units, 0) => units.to_string(),
            Self::Number(_, units, digits) => {
                let ten = 10_i128.pow(digits);
                format!(
                    "{}{}.{:0width$}",
                    if units < 0 { "-" } else { "" },
                    units.abs() / ten,
                    units.abs() % ten,
                    width = digits as usize
                )
            }
            Self::Blank => String::new(),
            Self::Nil => "无".to_owned(),
            Self::Unreadable => "待定".to_owned(),
        }
    }

    pub(super) fn number(self) -> Option<Fraction> {
        if let Self::Number(number, ..) = self {
            Some(number)
        } else {
            None
        }
    }
}

/// A unit's return: one figure for each (indicator, column) of the form, or one for each entry of a
/// roster.
pub(super) type Figures = BTreeMap<(usize, usize), Filled>;

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

const NAMES: [&str; 12] = [
    "青县",
    "沧县",
    "献县",
    "东光县",
    "海兴县",
    "盐山县",
    "肃宁县",
    "南皮县",
    "吴桥县",
    "泊头市",
    "任丘市",
    "黄骅市",
];
const MONEY: [&str; 3] = ["元", "万元", "亿元"];
pub(super) const ROSTER: &str = "R";
pub(super) const TABLE: &str = "T";

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

fn filled(rng: &mut Rng, digits: u32, negative: bool) -> Filled {
    match rng.u32(..100) {
        0..8 => Filled::Blank,
        8..15 => Filled::Nil,
        15..19 => Filled::Unreadable,
        _ => {
            let most = [10, 1000, 100_000, 10_000_000][rng.usize(..4)];
            let units = i128::from(rng.i64(if negative { -most } else { 0 }..most));
            Filled::Number(Fraction::of_digits(units, digits), units, digits)
        }
    }
}

fn units(rng: &mut Rng) -> Vec<Unit> {
    let mut units = Vec::new();
    for name in &NAMES[..rng.usize(2..NAMES.len())] {
        let top = units.len();
        let below = if rng.f64() < 0.25 { rng.usize(1..4) } else { 0 };
        units.push(Unit {
            name: (*name).to_owned(),
            parent: None,
            reports: below == 0 || rng.bool(),
        });
        for at in 0..below {
            let middle = units.len();
            let deeper = rng.f64() < 0.2;
            units.push(Unit {
                name: format!("{}第{}镇", name, ["一", "二", "三"][at]),
                parent: Some(top),
                reports: !deeper || rng.bool(),
            });
            if deeper {
                units.push(Unit {
                    name: format!("{}第{}镇东街村", name, ["一", "二", "三"][at]),
                    parent: Some(middle),
                    reports: true,
                });
            }
        }
    }
    units
}

fn indicators(rng: &mut Rng) -> Vec<Indicator> {
    let mut all: Vec<Indicator> = Vec::new();
    for at in 0..rng.usize(3..9) {
        let (unit, kind, decimals) = match rng.u32(..9) {
            8 => ("万人", "stock", rng.u32(..3)),
            0 => ("家", "stock", 0),
            1 => ("人", "net-change", 0),
            2 => ("项", "gross-new", 0),
            3 => ("名", "rank", 0),
            4 => ("%", "growth", 1),
            _ => (
                MONEY[rng.usize(..3)],
                if rng.bool() { "flow" } else { "net-change" },
                rng.u32(..4),
            ),
        };
        all.push(Indicator {
            code: format!("i{at}"),
            name: format!("甲类指标{}", (b'A' + at as u8) as char),
            unit,
            kind,
            decimals,
            ratio: None,
        });
    }
    for at in 0..rng.usize(1..4) {
        let ratio = (rng.usize(..all.len()), rng.usize(..all.len()));
        let unit = ["%", "‰", "万元", ""][rng.usize(..4)];
        let known =
            ratio.0 != ratio.1 && all[ratio.0].ratio.is_none() && all[ratio.1].ratio.is_none();
        let name = format!("乙类比率{}", (b'A' + at as u8) as char);
        all.push(Indicator {
            code: format!("q{at}"),
            name,
            unit,
            kind: "ratio",
            decimals: rng.u32(1..5),
            ratio: known.then_some(ratio),
        });
    }
    all
}

fn forms(rng: &mut Rng, indicators: &[Indicator]) -> Vec<Form> {
    let value = |code, name, rng: &mut Rng| Column {
        code,
        name,
        role: Role::Value,
        decimals: (rng.f64() < 0.3).then(|| rng.u32(..5)),
        yoy: rng.f64() < 0.6,
        share: rng.f64() < 0.5,
    };
    let rate = |code, name, role, rng: &mut Rng| Column {
        code,
        name,
        role,
        decimals: (role != Role::Rank && rng.bool()).then(|| rng.u32(..4)),
        yoy: false,
        share: rng.f64() < 0.1,
    };
    let mut columns = vec![value("now", "本期", rng)];
    if rng.bool() {
        columns.push(value("then", "上年", rng));
        columns.push(rate("grow", "增长", Role::Growth, rng));
    }
    if rng.bool() {
        columns.push(value("goal", "目标", rng));
        columns.push(rate("done", "完成", Role::Completion, rng));
    }
    if rng.f64() < 0.3 {
        columns.push(rate("place", "位次", Role::Rank, rng));
    }
    let rows = (0..indicators.len()).collect::<Vec<_>>();
    let mut forms = vec![Form {
        code: "M",
        title: "主要指标统计表",
        rows: rows.clone(),
        columns,
    }];
    if rng.bool() {
        // the same indicators on another form, with figures of its own
        forms.push(Form {
            code: "P",
            title: "计划安排一览表",
            rows: rows.into_iter().take(3).collect(),
            columns: vec![value("now", "本期", rng)],
        });
    }
    if rng.bool() {
        let rows = (0..indicators.len())
            .filter(|_| rng.f64() < 0.7)
            .collect::<Vec<_>>();
        let column = Column {
            decimals: None,
            ..value("amount", "数额", rng)
        };
        if rows.len() > 1 {
            forms.push(Form {
                code: TABLE,
                title: "各县科技活动情况",
                rows,
                columns: vec![column],
            });
        }
    }
    if rng.bool() {
        forms.push(Form {
            code: ROSTER,
            title: "企业名单",
            rows: Vec::new(),
            columns: Vec::new(),
        });
    }
    forms
}
