//! Sheets, as a clerk hands them in.

use super::cell;
use super::figures::CITY;
use super::quarter::Quarter;
use super::world::World;
use crate::sheet::Sheet;
use rust_decimal::Decimal;
use xianbaohui_core::form::{ColumnSpec, CountyTable, Form, Header, Layout, Matrix, Role, Roster};
use xianbaohui_core::indicator::{Indicator, MeasureType};
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Round;

/// A column of a sheet: its header from the top.
type Levels = Vec<String>;

/// What a county writes into the rows of 工作进展材料.
const WORDS: [&str; 4] = [
    "示例：本季度围绕创新主体培育开展工作，走访企业并组织申报",
    "示例：研发投入填报不全，部分企业没有建立研发辅助账",
    "示例：下一步逐户核对，组织培训，按月调度",
    "示例：举办成果对接活动，达成合作意向",
];

impl World {
    /// A form of a unit, or of the city.
    pub(super) fn page(
        &self,
        form: &Form,
        unit: Option<usize>,
        round: &Round,
        quarter: Quarter,
    ) -> Sheet {
        let (columns, rows) = match &form.layout {
            Layout::Matrix(matrix) => self.matrix(form, matrix, unit, round.period, quarter),
            Layout::CountyTable(table) => self.table(form, table, round.period, quarter),
            Layout::Roster(roster) => self.roster(form, roster, unit, round.period, quarter),
        };
        let name = match unit.and_then(|unit| self.units.get(unit)) {
            Some(code) => format!("{}科学技术局", self.scheme.unit_name(code)),
            None => self.scheme.root_unit().name.clone(),
        };
        let width = columns.len();
        let across = |text: &str| {
            let mut cells = vec![text.to_owned()];
            cells.resize(width, "<".to_owned());
            cells.join(" | ")
        };
        let mut lines = vec![
            across(&format!("{}{}", round.name, form.titles[0])),
            format!(
                "填报单位（盖章）：{name} | | 填报日期：{}",
                quarter.reported()
            ),
        ];
        lines.extend(head(&columns));
        lines.extend(rows.into_iter().map(|row| row.join(" | ")));
        let printed = form.printed.iter().map(String::as_str);
        lines.extend(
            printed
                .chain(["注：示例数据，名称和数字均为虚构。"])
                .map(across),
        );
        lines.push(across(
            "单位负责人：示例甲　审核人：示例乙　填报人：示例丙　联系电话：0000-0000000",
        ));
        let tab = format!("{}{}", form.code, form.name);
        let tab = tab.chars().take(28).collect::<String>();
        Sheet::new(&tab, &lines.join("\n")).wide(42)
    }

    fn matrix(
        &self,
        form: &Form,
        matrix: &Matrix,
        unit: Option<usize>,
        period: Period,
        quarter: Quarter,
    ) -> (Vec<Levels>, Vec<Vec<String>>) {
        let period = Some(period);
        let is_numbered = has(form, "序号");
        let mut columns: Vec<Levels> = Vec::new();
        if is_numbered {
            columns.push(vec!["序号".into()]);
        }
        columns.push(matrix.label.levels(period));
        columns.extend(matrix.measure_unit.iter().map(|own| own.levels(period)));
        columns.extend(
            matrix
                .columns
                .iter()
                .map(|own| own.headers[0].levels(period)),
        );
        if has(form, "备注") {
            columns.push(vec!["备注".into()]);
        }
        let mut rows = Vec::new();
        for (at, spec) in matrix.rows.iter().enumerate() {
            let Some(own) = self.scheme.indicator(&spec.indicator) else {
                continue;
            };
            let mut row = Vec::new();
            if is_numbered {
                row.push((at + 1).to_string());
            }
            row.push(cell::text(&spec.labels[0]));
            row.extend(
                matrix
                    .measure_unit
                    .iter()
                    .map(|_| cell::text(&own.unit_name)),
            );
            let unit = unit.unwrap_or(CITY);
            for column in &matrix.columns {
                row.push(self.figure(column, own, unit, quarter, at));
            }
            rows.push(row);
        }
        (columns, rows)
    }

    /// What stands in a column of an indicator.
    pub(super) fn figure(
        &self,
        column: &ColumnSpec,
        own: &Indicator,
        unit: usize,
        quarter: Quarter,
        at: usize,
    ) -> String {
        if column.role == Role::Text {
            return cell::text(WORDS[(at + unit % 19) % WORDS.len()]);
        }
        let row = self.figures.row(quarter, unit, &own.code);
        let Some(row) = row else {
            return "/".into();
        };
        let last_year = self.figures.last_year(quarter, unit, &own.code);
        let digits = own.decimals;
        let rate = |of: Decimal, base: Option<Decimal>, less: Decimal| {
            let base = base.filter(|base| *base > Decimal::ZERO);
            let own = base.and_then(|base| of.checked_div(base));
            let own = own.map(|own| (own - less) * Decimal::ONE_HUNDRED);
            own.map_or_else(|| "/".to_owned(), |own| cell::figure(own, 1))
        };
        let is_rank = own.measure == MeasureType::Rank;
        let rank = |unit: usize| Decimal::from((unit % 11 + usize::from(quarter.at)) % 11 + 1);
        match (&column.role, column.code.as_str()) {
            (Role::Growth { .. }, _) => rate(row.cumulative, Some(last_year), Decimal::ONE),
            (Role::Completion { .. }, _) => rate(row.cumulative, row.target, Decimal::ZERO),
            (Role::Rank, _) => self.place(own, quarter, unit).to_string(),
            (_, "weight") => ["8", "6", "5"][at % 3].to_owned(),
            (_, "best") => cell::figure(self.best(own, quarter), digits),
            (_, "points") => {
                let best = self.best(own, quarter);
                let share = row.cumulative.checked_div(best).unwrap_or_default();
                let weight = Decimal::from([8, 6, 5][at % 3]);
                cell::figure((share * weight).round_dp(2), 2)
            }
            (_, _) if is_rank => rank(unit).to_string(),
            (_, "target") => match row.target {
                Some(target) => cell::figure(target, digits),
                None => "/".into(),
            },
            (_, "current") => cell::figure(row.current, digits),
            (_, "last_year") => cell::figure(last_year, digits),
            _ => cell::figure(row.cumulative, digits),
        }
    }

    fn best(&self, own: &Indicator, quarter: Quarter) -> Decimal {
        let all =
            (0..self.units.len()).map(|unit| self.figures.cumulative(quarter, unit, &own.code));
        all.max().unwrap_or_default()
    }

    /// The place of a unit among all: those that are better, and one.
    fn place(&self, own: &Indicator, quarter: Quarter, unit: usize) -> usize {
        let of = |unit: usize| self.figures.cumulative(quarter, unit, &own.code);
        let better = (0..self.units.len()).filter(|other| of(*other) > of(unit));
        better.count() + 1
    }

    fn table(
        &self,
        form: &Form,
        table: &CountyTable,
        period: Period,
        quarter: Quarter,
    ) -> (Vec<Levels>, Vec<Vec<String>>) {
        let mut columns: Vec<Levels> = vec![vec!["序号".into()]];
        columns.push(table.unit_column.levels(Some(period)));
        let own = table.columns.iter();
        columns.extend(own.map(|own| own.headers[0].levels(Some(period))));
        let mut rows = Vec::new();
        for (at, code) in self.units.iter().enumerate() {
            let mut row = vec![(at + 1).to_string(), self.scheme.unit_name(code).to_owned()];
            for column in &table.columns {
                let own = column.indicator.as_ref();
                let own = own.and_then(|code| self.scheme.indicator(code));
                row.push(own.map_or_else(String::new, |own| {
                    self.in_table(form, column, own, at, quarter)
                }));
            }
            rows.push(row);
        }
        (columns, rows)
    }

    /// What stands in a county table.
    pub(super) fn in_table(
        &self,
        form: &Form,
        column: &ColumnSpec,
        own: &Indicator,
        unit: usize,
        quarter: Quarter,
    ) -> String {
        match own.code.as_str() {
            "score" | "eval_score" => return cell::figure(self.score(quarter, unit), own.decimals),
            "rank" | "eval_rank" => {
                let of = |unit: usize| self.score(quarter, unit).round_dp(own_digits(&self.scheme));
                let better = (0..self.units.len()).filter(|other| of(*other) > of(unit));
                return (better.count() + 1).to_string();
            }
            "eval_class" => {
                let score = self.score(quarter, unit);
                let class = if score >= Decimal::from(80) {
                    "A类"
                } else if score >= Decimal::from(60) {
                    "B类"
                } else {
                    "C类"
                };
                return class.to_owned();
            }
            _ => {}
        }
        // the table has its own unit of measure
        if is_in_yi(form, column, own) {
            let row = self.figures.row(quarter, unit, &own.code);
            let figure = row.and_then(|row| match column.code.as_str() {
                "target" => row.target,
                _ => Some(row.cumulative),
            });
            let figure = figure.map(|figure| figure / Decimal::from(10_000));
            return figure.map_or_else(|| "/".to_owned(), |figure| cell::figure(figure, 6));
        }
        self.figure(column, own, unit, quarter, unit)
    }

    /// A score out of what a county has done.
    fn score(&self, quarter: Quarter, unit: usize) -> Decimal {
        let of = |code: &str| {
            let own = self.figures.cumulative(quarter, unit, code);
            let all = 0..self.units.len();
            let best = all
                .map(|unit| self.figures.cumulative(quarter, unit, code))
                .max();
            own.checked_div(best.unwrap_or_default())
                .unwrap_or_default()
        };
        let share = of("contract") + of("platform_total") + of("hte_total");
        (Decimal::from(35) + share * Decimal::from(20)).round_dp(1)
    }

    fn roster(
        &self,
        form: &Form,
        roster: &Roster,
        unit: Option<usize>,
        period: Period,
        quarter: Quarter,
    ) -> (Vec<Levels>, Vec<Vec<String>>) {
        let mut columns: Vec<Levels> = vec![vec!["序号".into()]];
        let fields = roster.fields.iter();
        columns.extend(fields.map(|own| own.headers[0].levels(Some(period))));
        let entries = self.rosters.at(quarter, &form.code, unit);
        let rows = entries.iter().enumerate().map(|(at, entry)| {
            let cells = roster.fields.iter().map(|field| entry.cell(field));
            [(at + 1).to_string()].into_iter().chain(cells).collect()
        });
        (columns, rows.collect())
    }
}

/// Whether a county table has an indicator in 亿元 that the ledger keeps in 万元.
pub(super) fn is_in_yi(form: &Form, column: &ColumnSpec, own: &Indicator) -> bool {
    let says = column.headers[0].0[0].contains("亿元");
    let is_table = matches!(form.layout, Layout::CountyTable(_));
    is_table && says && own.unit_name == "万元" && column.role == Role::Value
}

fn own_digits(scheme: &xianbaohui_core::scheme::Scheme) -> u32 {
    scheme.indicator("eval_score").map_or(1, |own| own.decimals)
}

fn has(form: &Form, header: &str) -> bool {
    form.ignore.contains(&Header(vec![header.to_owned()]))
}

/// The rows of a header: what is the same side by side is one cell, what has fewer levels reaches
/// down.
fn head(columns: &[Levels]) -> Vec<String> {
    let depth = columns.iter().map(Vec::len).max().unwrap_or(1);
    let cell = |at: usize, level: usize| {
        let own = &columns[at];
        let Some(text) = own.get(level) else {
            return "^".to_owned();
        };
        let is_last = level + 1 == own.len();
        let same = at > 0
            && !is_last
            && columns[at - 1].len() > level + 1
            && columns[at - 1][..=level] == own[..=level];
        if same {
            "<".to_owned()
        } else {
            cell::text(text)
        }
    };
    (0..depth)
        .map(|level| {
            let cells = (0..columns.len()).map(|at| cell(at, level));
            cells.collect::<Vec<_>>().join(" | ")
        })
        .collect()
}
