//! 报表制度: what is asked, of whom and by which rules, one section at a time.
//!
//! Long: one short function for each section, all of one shape.

use super::shared::count;
use crate::app_error::AppError;
use crate::desk::Desk;
use serde::Serialize;
use ts_rs::TS;
use xianbaohui_core::form::{ColumnSpec, FieldKind, FieldSpec, Form, Layout, Role};
use xianbaohui_core::indicator::{Direction, Indicator};
use xianbaohui_core::register::{Register, Reporter};
use xianbaohui_core::rule::Rule;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::statement::{Statement, StatementKind};

/// What a scheme has of one kind.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct SchemeSection {
    /// what it is asked for by
    key: String,
    /// heading under which it is listed
    group: String,
    name: String,
    rows: u32,
}

/// One section as a table.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct SchemeTable {
    title: String,
    /// what is said of the whole section
    lines: Vec<String>,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The sections besides the forms: key, name, rows.
type Kind = (&'static str, &'static str, fn(&Scheme) -> SchemeTable);

const BEFORE: [Kind; 3] = [
    ("units", "填报单位", units),
    ("indicators", "指标", indicators),
    ("rounds", "报送批次", rounds),
];
const AFTER: [Kind; 3] = [
    ("registers", "名录", registers),
    ("rules", "审核公式", rules),
    ("statements", "依据", statements),
];

impl Desk {
    /// Sections of the scheme in force.
    pub(crate) fn scheme_sections(&self) -> Result<Vec<SchemeSection>, AppError> {
        self.read(|ledger| {
            let scheme = ledger.scheme();
            let plain = |(key, name, table): &Kind| SchemeSection {
                key: (*key).to_owned(),
                group: "制度".to_owned(),
                name: (*name).to_owned(),
                rows: count(table(scheme).rows.len()),
            };
            let form = |form: &Form| SchemeSection {
                key: format!("form:{}", form.code),
                group: "报表".to_owned(),
                name: format!("{} {}", form.code, form.name),
                rows: count(drawn(scheme, form).rows.len()),
            };
            let before = BEFORE.iter().map(plain);
            let forms = scheme.forms.iter().map(form);
            let all = before.chain(AFTER.iter().map(plain)).chain(forms);
            Ok(all.filter(|one| one.rows > 0).collect())
        })
    }

    /// One section of the scheme in force.
    pub(crate) fn scheme_section(&self, key: &str) -> Result<SchemeTable, AppError> {
        self.read(|ledger| {
            let scheme = ledger.scheme();
            let mut kinds = BEFORE.iter().chain(&AFTER);
            if let Some((.., table)) = kinds.find(|(own, ..)| *own == key) {
                return Ok(table(scheme));
            }
            let form = key.strip_prefix("form:").and_then(|code| scheme.form(code));
            form.map(|form| drawn(scheme, form)).ok_or_else(|| {
                AppError::new(
                    "scheme.no-section",
                    format!("报表制度里没有“{key}”这一部分"),
                )
            })
        })
    }
}

fn table(title: &str, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> SchemeTable {
    SchemeTable {
        title: title.to_owned(),
        lines: Vec::new(),
        columns: columns.iter().map(|&name| name.to_owned()).collect(),
        rows: rows.collect(),
    }
}

fn yes(is: bool) -> String {
    if is { "是" } else { "" }.to_owned()
}

/// With a mark on each row that a lower level adds, where there is any.
fn marked(mut made: SchemeTable, own: &[bool]) -> SchemeTable {
    if own.contains(&true) {
        made.columns.insert(0, "来自".to_owned());
        for (row, own) in made.rows.iter_mut().zip(own) {
            let whose = if *own { "本级补充" } else { "" };
            row.insert(0, whose.to_owned());
        }
    }
    made
}

fn units(scheme: &Scheme) -> SchemeTable {
    let columns = [
        "名称",
        "代码",
        "类别",
        "上级",
        "是否填报",
        "曾用名",
        "接收",
        "其他写法",
    ];
    let rows = scheme.units.iter().map(|unit| {
        let former = unit.former.iter().map(|former| match &former.to {
            Some(to) => format!("{}（至 {to}）", former.name),
            None => former.name.clone(),
        });
        let grown = unit.grown.iter().map(ToString::to_string);
        vec![
            unit.name.clone(),
            unit.code.clone(),
            unit.kind.clone(),
            unit.parent
                .as_ref()
                .map_or_else(String::new, |code| scheme.unit_name(code).to_owned()),
            yes(unit.reports),
            former.collect::<Vec<_>>().join("、"),
            grown.collect::<Vec<_>>().join("、"),
            unit.aliases.join("、"),
        ]
    });
    table("填报单位", &columns, rows)
}

fn indicators(scheme: &Scheme) -> SchemeTable {
    let columns = [
        "分组",
        "指标",
        "代码",
        "计量单位",
        "类型",
        "优劣",
        "分子 ÷ 分母",
        "所属总项",
        "数据年度",
        "来源部门",
        "所在报表",
        "口径",
    ];
    let name = |code: &String| scheme.indicator(code).map_or(code, |one| &one.name).clone();
    let rows = scheme.indicators.iter().map(|one: &Indicator| {
        let asked = scheme
            .forms
            .iter()
            .filter(|form| form.indicators().contains(&&*one.code));
        let asked = asked.map(|form| form.code.as_str()).collect::<Vec<_>>();
        let better = match one.direction {
            Direction::Higher => "",
            Direction::Lower => "越低越好",
        };
        let year = match one.lag {
            0 => String::new(),
            years => format!("早 {years} 年"),
        };
        vec![
            one.group.clone(),
            one.name.clone(),
            one.code.clone(),
            one.unit_name.clone(),
            one.measure.name().to_owned(),
            better.to_owned(),
            one.ratio.as_ref().map_or_else(String::new, |(of, base)| {
                format!("{} ÷ {}", name(of), name(base))
            }),
            one.part_of.as_ref().map_or_else(String::new, name),
            year,
            one.owner.clone(),
            asked.join("、"),
            one.definition.clone(),
        ]
    });
    let own = scheme.indicators.iter().map(|one| one.own);
    marked(table("指标", &columns, rows), &own.collect::<Vec<_>>())
}

fn rounds(scheme: &Scheme) -> SchemeTable {
    let columns = ["批次", "代码", "报告期", "截止", "报表", "应报单位"];
    let rows = scheme.rounds.iter().rev().map(|round: &Round| {
        vec![
            round.name.clone(),
            round.code.clone(),
            round.period.to_string(),
            round.deadline.clone().unwrap_or_default(),
            round.forms.join("、"),
            format!("{} 个", round.units.len()),
        ]
    });
    table("报送批次", &columns, rows)
}

fn registers(scheme: &Scheme) -> SchemeTable {
    let columns = [
        "名录",
        "代码",
        "登记名册",
        "认定一条",
        "由谁报送",
        "不再计数的状态",
        "有效期",
    ];
    let rows = scheme.registers.iter().map(|one: &Register| {
        let form = scheme.form(&one.form);
        let keys = form.map_or_else(Vec::new, |form| match &form.layout {
            Layout::Roster(roster) => {
                let own = roster.fields.iter().filter(|field| field.key);
                own.map(|field| field.name.clone()).collect()
            }
            _ => Vec::new(),
        });
        let field = |code: &String| {
            form.and_then(|form| form.field(code))
                .map_or(code, |field| &field.name)
                .clone()
        };
        let who = match one.reporter {
            Reporter::County => "各填报单位",
            Reporter::City => "汇总单位",
            Reporter::Department => "其他部门",
        };
        vec![
            one.name.clone(),
            one.code.clone(),
            form.map_or_else(
                || one.form.clone(),
                |form| format!("{} {}", form.code, form.name),
            ),
            keys.join("、"),
            who.to_owned(),
            one.ended.join("、"),
            one.valid_until.as_ref().map_or_else(String::new, field),
        ]
    });
    table("名录", &columns, rows)
}

fn rules(scheme: &Scheme) -> SchemeTable {
    let columns = ["级别", "必须成立", "公式", "报表", "代码"];
    let rows = scheme.rules.iter().map(|rule: &Rule| {
        let form = rule.form.as_ref().or(rule.each.as_ref());
        vec![
            format!("{:?}", rule.severity),
            rule.name.clone(),
            rule.text.clone(),
            form.cloned().unwrap_or_default(),
            rule.code.clone(),
        ]
    });
    let own = scheme.rules.iter().map(|rule| rule.own);
    marked(table("审核公式", &columns, rows), &own.collect::<Vec<_>>())
}

fn statements(scheme: &Scheme) -> SchemeTable {
    let columns = [
        "来源",
        "城市",
        "年度",
        "性质",
        "原文名称",
        "数值",
        "单位",
        "限定语",
        "范围",
        "指标",
        "栏目",
        "怎样算完成",
    ];
    let rows = scheme.statements.iter().map(|one: &Statement| {
        let kind = match one.kind {
            StatementKind::Actual => "实绩",
            StatementKind::Target => "目标",
        };
        let code = &one.indicator;
        vec![
            one.source.clone(),
            one.city.clone(),
            one.period.clone(),
            kind.to_owned(),
            one.text.clone(),
            one.value.clone(),
            one.unit.clone(),
            one.qualifier.clone(),
            one.scope.clone(),
            scheme.indicator(code).map_or(code, |own| &own.name).clone(),
            one.column.clone(),
            one.aim.map_or("", |aim| aim.name()).to_owned(),
        ]
    });
    table("依据", &columns, rows)
}

/// A form: what stands in its rows or fields, and above its columns.
fn drawn(scheme: &Scheme, form: &Form) -> SchemeTable {
    match &form.layout {
        Layout::Matrix(matrix) => {
            let mut columns = vec![matrix.label.written(None), "计量单位".to_owned()];
            columns.extend(form.columns().iter().map(|one| header(scheme, one)));
            let empty = form.columns().len();
            let rows = matrix.rows.iter().map(|row| {
                let unit = scheme.indicator(&row.indicator);
                let unit = unit.map_or_else(String::new, |one| one.unit_name.clone());
                let label = row.labels.first().cloned().unwrap_or_default();
                let mut cells = vec![label, unit];
                cells.resize(empty + 2, String::new());
                cells
            });
            let made = SchemeTable {
                rows: rows.collect(),
                ..of_form(form, columns)
            };
            let own = matrix.rows.iter().map(|row| row.own);
            marked(made, &own.collect::<Vec<_>>())
        }
        Layout::CountyTable(of_units) => {
            let columns = ["表头", "指标", "栏目", "算法", "必有"];
            let lead = vec![
                of_units.unit_column.written(None),
                String::new(),
                String::new(),
            ];
            let rows = of_units.columns.iter().map(|column| {
                let code = column.indicator.as_ref();
                let one = code.and_then(|code| scheme.indicator(code));
                vec![
                    header(scheme, column),
                    one.map_or_else(String::new, |one| one.name.clone()),
                    column.name.clone(),
                    role(&column.role).to_owned(),
                    yes(column.required),
                ]
            });
            let lead = lead
                .into_iter()
                .chain(["填报单位".to_owned(), "是".to_owned()]);
            let lead = std::iter::once(lead.collect::<Vec<_>>());
            SchemeTable {
                rows: lead.chain(rows).collect(),
                ..of_form(form, columns.map(str::to_owned).to_vec())
            }
        }
        Layout::Roster(roster) => {
            let columns = [
                "表头",
                "类型",
                "计量单位",
                "可选内容",
                "认定一条",
                "必填",
                "合计",
                "个人信息",
            ];
            SchemeTable {
                rows: roster.fields.iter().map(field).collect(),
                ..of_form(form, columns.map(str::to_owned).to_vec())
            }
        }
    }
}

fn of_form(form: &Form, columns: Vec<String>) -> SchemeTable {
    let title = form.titles.first().cloned().unwrap_or_default();
    let mut lines = form.printed.clone();
    if let Some(unit) = &form.unit_note {
        lines.push(format!("单位：{unit}"));
    }
    SchemeTable {
        title: format!("{} {title}", form.code),
        lines,
        columns,
        rows: Vec::new(),
    }
}

/// As it stands on the sheets of the newest round.
fn header(scheme: &Scheme, column: &ColumnSpec) -> String {
    let newest = scheme.rounds.iter().map(|round| round.period);
    let newest = newest.max_by_key(|period| (period.year, period.to));
    let own = column.headers.first();
    own.map_or_else(|| column.name.clone(), |header| header.written(newest))
}

fn role(role: &Role) -> &'static str {
    match role {
        Role::Value => "",
        Role::Growth { .. } => "增速",
        Role::Completion { .. } => "完成率",
        Role::Share => "占比",
        Role::Rank => "位次",
        Role::Text => "文字",
    }
}

fn field(field: &FieldSpec) -> Vec<String> {
    let (kind, words) = match &field.kind {
        FieldKind::Text => ("文字", String::new()),
        FieldKind::Number => ("数", String::new()),
        FieldKind::Date => ("日期", String::new()),
        FieldKind::Code => ("编号", String::new()),
        FieldKind::Unit => ("填报单位", String::new()),
        FieldKind::Choice(words) => ("选项", words.join("、")),
    };
    let own = field.headers.first();
    vec![
        own.map_or_else(|| field.name.clone(), |header| header.written(None)),
        kind.to_owned(),
        field.unit_name.clone(),
        words,
        yes(field.key),
        yes(field.required),
        yes(field.sum),
        yes(field.personal),
    ]
}
