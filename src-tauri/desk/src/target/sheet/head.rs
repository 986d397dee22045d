//! The header of a list of targets, found by what it says.

use super::names::{kinds, unit};
use super::years::years;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::target::Span;
use xianbaohui_core::text;
use xianbaohui_reading::read::Grid;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// the target or task
    Item,
    /// what is to be reached, in a year, by the end of a month
    Value(Option<Span>, Option<u8>),
    /// unit of measure
    Measure,
    /// who is to reach it
    Who,
    Lead,
    Owner,
    /// until when
    Due,
    /// nothing of a target
    Skip,
    /// what is to be reached of a kind, by its code, in a year
    Kind(String, Option<Span>),
    /// what is to be reached by a unit, by its code, in a year
    Unit(String, Option<Span>),
    Unknown,
}

/// A header.
pub(super) struct Head {
    /// its rows
    pub(super) top: u32,
    pub(super) bottom: u32,
    /// column, what it holds, what stands above it
    pub(super) columns: Vec<(u32, Role, String)>,
    /// years that stand above it
    pub(super) years: Vec<Span>,
}

impl Head {
    pub(super) fn of(&self, role: &Role) -> Option<u32> {
        let mut columns = self.columns.iter();
        columns.find(|(_, own, _)| own == role).map(|(at, ..)| *at)
    }
}

const WORDS: [(Role, &[&str]); 7] = [
    (
        Role::Item,
        &[
            "目标任务",
            "工作任务",
            "重点任务",
            "任务",
            "任务名称",
            "任务内容",
            "指标",
            "指标名称",
            "主要指标",
            "考核指标",
            "目标名称",
            "工作内容",
            "重点工作",
        ],
    ),
    (Role::Measure, &["计量单位", "单位"]),
    (
        Role::Who,
        &[
            "责任单位",
            "承担单位",
            "单位名称",
            "填报单位",
            "县(市、区)",
            "县(区)",
            "县市区",
            "县区",
            "区县",
            "地区",
            "责任县(市、区)",
        ],
    ),
    (
        Role::Lead,
        &[
            "牵头单位",
            "牵头部门",
            "牵头领导",
            "牵头科室",
            "责任部门",
            "责任科室",
        ],
    ),
    (
        Role::Owner,
        &["责任人", "责任领导", "负责人", "联系人", "分管领导"],
    ),
    (
        Role::Due,
        &[
            "完成时限",
            "完成时间",
            "时间节点",
            "时限",
            "完成日期",
            "截止时间",
        ],
    ),
    (
        Role::Skip,
        &[
            "序号",
            "备注",
            "说明",
            "完成情况",
            "进展情况",
            "目前进展",
            "类别",
            "项目",
        ],
    ),
];

const VALUES: [&str; 14] = [
    "目标",
    "目标值",
    "目标数",
    "目标任务数",
    "任务数",
    "计划",
    "计划数",
    "年度目标",
    "年目标",
    "年度目标值",
    "年度任务",
    "全年目标",
    "预期目标",
    "全年",
];

const NODES: [(&str, u8); 9] = [
    ("前三季度", 9),
    ("一季度", 3),
    ("1季度", 3),
    ("二季度", 6),
    ("2季度", 6),
    ("上半年", 6),
    ("三季度", 9),
    ("3季度", 9),
    ("四季度", 12),
];

/// The text that is seen at a place.
pub(super) fn seen(grid: &Grid, row: u32, column: u32) -> String {
    grid.seen(row, column).map_or_else(String::new, |cell| {
        let sight = grid.sight(cell);
        match sight.doubt {
            None => sight.text.trim().to_owned(),
            Some(_) => cell.raw().trim().to_owned(),
        }
    })
}

fn role(scheme: &Scheme, raw: &str) -> Role {
    let key = text::key(raw);
    if key.is_empty() {
        return Role::Unknown;
    }
    let says = |words: &[&str]| words.iter().any(|word| text::key(word) == key);
    if let Some((role, _)) = WORDS.iter().find(|(_, words)| says(words)) {
        return role.clone();
    }
    let spans = years(raw);
    let span = match spans.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let mut rest = key.clone();
    if let Some(span) = span {
        for year in [span.first, span.last] {
            rest = rest.replace(&year.to_string(), "");
        }
        let is_around = |c: char| matches!(c, '-' | '年' | '至' | '到');
        rest = rest
            .trim_start_matches(is_around)
            .trim_start_matches("度")
            .to_owned();
    }
    if (rest.is_empty() && span.is_some()) || VALUES.contains(&&*rest) {
        return Role::Value(span, None);
    }
    let month = |rest: &str| -> Option<u8> {
        let node = NODES.iter().find(|(word, _)| rest.starts_with(word));
        let (month, behind) = if let Some((word, month)) = node {
            (*month, rest.get(word.len()..)?)
        } else {
            let (month, behind) = rest.split_once('月')?;
            (month.parse().ok()?, behind)
        };
        let behind = behind.trim_start_matches(['底', '末', '前']);
        let is_value = behind.is_empty() || VALUES.contains(&behind) || behind == "进度";
        (is_value && (1..=12).contains(&month)).then_some(month)
    };
    if let Some(month) = month(rest.strip_prefix('第').unwrap_or(&rest)) {
        // the end of the year is no node
        return Role::Value(span, Some(month).filter(|month| *month < 12));
    }
    if let [only] = kinds(scheme, raw).as_slice() {
        return Role::Kind(only.code.clone(), None);
    }
    match unit(scheme, raw, None) {
        Some(code) => Role::Unit(code, None),
        None => Role::Unknown,
    }
}

/// Finds the header: the first row that says what the targets are and what is to be reached, or by
/// whom.
pub(super) fn find(scheme: &Scheme, grid: &Grid) -> Option<Head> {
    const DEEPEST: usize = 20;
    let columns = grid.used_columns();
    for top in grid.filled_rows().take(DEEPEST) {
        let deepest = columns.iter().filter_map(|column| {
            let area = grid.merge_at(top, *column)?;
            // a title over all columns is no header
            (area.top == top && area.left == area.right).then_some(area.bottom)
        });
        let bottom = deepest.max().unwrap_or(top).min(top + 3);
        let told = columns.iter().map(|column| {
            let texts = (top..=bottom).rev().map(|row| seen(grid, row, *column));
            let texts = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>();
            let roles = texts.iter().map(|text| (text.as_str(), role(scheme, text)));
            let own = of_levels(&roles.collect::<Vec<_>>());
            (*column, own, texts.join(" "))
        });
        let mut head = Head {
            top,
            bottom,
            columns: told.collect(),
            years: Vec::new(),
        };
        settle(scheme, grid, &mut head);
        if is_head(&head) {
            let above = grid.filled_rows().take_while(|row| *row < top);
            let above =
                above.flat_map(|row| grid.row(row).iter().map(move |cell| (row, cell.column)));
            let texts = above.map(|(row, column)| seen(grid, row, column));
            for span in texts.flat_map(|text| years(&text)) {
                if !head.years.contains(&span) {
                    head.years.push(span);
                }
            }
            return Some(head);
        }
    }
    None
}

/// What a column holds by the texts above it, the lowest first: 2021年目标 below the name of a
/// target is what is to be reached of that; 2020年完成 below it is none.
fn of_levels(levels: &[(&str, Role)]) -> Role {
    let is_number = |text: &str| {
        let key = text::key(text);
        let bare = key.trim_matches(['(', ')']);
        bare.chars().all(|c| c.is_ascii_digit()) || MeasureUnit::parse(bare).is_some()
    };
    let said = levels.iter().filter(|(text, _)| !is_number(text));
    let mut said = said.map(|(_, role)| role);
    match (said.next(), said.find(|role| **role != Role::Unknown)) {
        (Some(Role::Value(span, None)), Some(Role::Kind(code, None))) => {
            Role::Kind(code.clone(), *span)
        }
        (Some(Role::Value(span, None)), Some(Role::Unit(code, None))) => {
            Role::Unit(code.clone(), *span)
        }
        (Some(Role::Unknown), Some(Role::Kind(..) | Role::Unit(..) | Role::Value(..))) => {
            Role::Unknown
        }
        (Some(Role::Unknown), Some(upper)) => upper.clone(),
        (Some(own), _) => own.clone(),
        (None, _) => Role::Unknown,
    }
}

fn is_head(head: &Head) -> bool {
    let has = |is: fn(&Role) -> bool| head.columns.iter().any(|(_, role, _)| is(role));
    let item = has(|role| *role == Role::Item);
    let who = has(|role| *role == Role::Who);
    let figure = has(|role| matches!(role, Role::Value(..) | Role::Unit(..)));
    let other = has(|role| matches!(role, Role::Due | Role::Lead | Role::Owner));
    (item && (figure || who || other)) || (who && has(|role| matches!(role, Role::Kind(..))))
}

/// 单位 is a unit of measure, or who is to reach it: what stands below it tells.
fn settle(scheme: &Scheme, grid: &Grid, head: &mut Head) {
    let bottom = head.bottom;
    if head.of(&Role::Who).is_some() {
        return;
    }
    for (column, role, text) in &mut head.columns {
        if *role == Role::Measure && text::key(text) == "单位" {
            let below = grid.filled_rows().filter(|row| *row > bottom);
            let texts = below.map(|row| seen(grid, row, *column));
            let texts = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>();
            let named = texts
                .iter()
                .filter(|text| unit(scheme, text, None).is_some());
            if named.count() * 2 > texts.len() {
                *role = Role::Who;
            }
        }
    }
}
