//! What Excel checks as a cell is filled in: kinds of figures, dates, choices, lengths. A nil (/ or
//! 无) is an answer to any figure.

use super::styles::Styles;
use crate::present::PresentError;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula,
    Worksheet, utility::row_col_to_cell,
};
use xianbaohui_core::codes::CodeKind;
use xianbaohui_core::form::{CHANGES, ColumnSpec, FieldKind, FieldSpec, Role};
use xianbaohui_core::indicator::Indicator;

/// What may stand in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Check {
    /// a figure
    Figure { whole: bool, negative: bool },
    /// a day
    Date,
    /// digits that are no figure, so many at most
    Code(u32),
    /// one of some words
    Choice(Vec<String>),
    /// words
    Words,
}

/// Characters of a text at most: more is no entry of a table.
const MOST: u32 = 500;
/// Characters that the list of a choice may have: that is Excel's own limit.
const MOST_CHOICE: usize = 255;

impl Check {
    /// Of a column of a matrix or county table, and its indicator.
    pub(super) fn of(column: &ColumnSpec, indicator: &Indicator) -> Self {
        match column.role {
            Role::Text => Self::Words,
            Role::Rank => Self::Figure {
                whole: true,
                negative: false,
            },
            Role::Growth { .. } => Self::Figure {
                whole: false,
                negative: true,
            },
            Role::Completion { .. } | Role::Share => Self::Figure {
                whole: false,
                negative: false,
            },
            Role::Value if indicator.measure.is_words() => Self::Words,
            Role::Value => Self::Figure {
                whole: column.digits(indicator) == 0 && indicator.measure.adds_up(),
                negative: indicator.measure.may_be_negative(),
            },
        }
    }

    /// Of a field of a roster.
    pub(super) fn of_field(field: &FieldSpec) -> Self {
        match &field.kind {
            FieldKind::Number => Self::Figure {
                whole: false,
                negative: true,
            },
            FieldKind::Date => Self::Date,
            FieldKind::Code => Self::Code(match field.code_kind {
                Some(CodeKind::Credit | CodeKind::Identity) => 18,
                Some(CodeKind::Phone) => 30,
                None => 60,
            }),
            FieldKind::Choice(values) => Self::Choice(values.clone()),
            FieldKind::Text | FieldKind::Unit => Self::Words,
        }
    }

    /// What became of an entry.
    pub(super) fn of_change() -> Self {
        Self::Choice(CHANGES.map(str::to_owned).to_vec())
    }

    /// In words, for 填报说明.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Figure { whole: true, .. } => "整数，没有的填“/”".into(),
            Self::Figure { .. } => "数，没有的填“/”".into(),
            Self::Date => "日期，如 2021-03-31".into(),
            Self::Code(most) => format!("文本，不超过 {most} 位"),
            Self::Choice(values) => values.join("、"),
            Self::Words => "文字".into(),
        }
    }

    pub(super) fn format<'a>(&self, styles: &'a Styles) -> &'a Format {
        match self {
            Self::Figure { .. } => &styles.number,
            Self::Date => &styles.date,
            Self::Code(_) => &styles.code,
            Self::Choice(_) | Self::Words => &styles.words,
        }
    }

    /// What is asked of a cell, and what is told where it is not so; `None` where nothing can be
    /// asked.
    pub(super) fn told(&self, cell: &str) -> Option<Told> {
        let told = |kind, operator, formulas, message| Told {
            kind,
            operator,
            formulas,
            is_strict: false,
            message,
        };
        Some(match self {
            Self::Figure { whole, negative } => {
                let mut asks = vec![format!("ISNUMBER({cell})")];
                if *whole {
                    asks.push(format!("{cell}=INT({cell})"));
                }
                if !negative {
                    asks.push(format!("{cell}>=0"));
                }
                // the second part is not asked of a text
                let figure = format!("IF(ISNUMBER({cell}),AND({}),FALSE)", asks.join(","));
                let formula = format!("OR({cell}=\"/\",{cell}=\"无\",{figure})");
                let sign = if *negative { "" } else { "不小于 0 的" };
                let kind = if *whole { "整数" } else { "数" };
                let message = format!("这里填{sign}{kind}；没有的填“/”。");
                Told {
                    is_strict: true,
                    ..told("custom", None, vec![formula], message)
                }
            }
            Self::Date => {
                // 1949-10-01 and 2199-12-31
                let days = vec![FIRST_DAY.to_string(), LAST_DAY.to_string()];
                told("date", None, days, "这里填日期，如 2021-03-31。".to_owned())
            }
            Self::Code(most) => {
                let message = format!("这里填代码，不超过 {most} 位。");
                told("textLength", AT_MOST, vec![most.to_string()], message)
            }
            Self::Choice(values) => {
                let length = values
                    .iter()
                    .map(|own| own.chars().count() + 1)
                    .sum::<usize>();
                if length > MOST_CHOICE || values.iter().any(|own| own.contains([',', '"'])) {
                    return None;
                }
                let list = format!("\"{}\"", values.join(","));
                Told {
                    is_strict: true,
                    ..told("list", None, vec![list], "请从下拉列表里选。".to_owned())
                }
            }
            Self::Words => {
                let message = format!("这里填文字，不超过 {MOST} 字。");
                told("textLength", AT_MOST, vec![MOST.to_string()], message)
            }
        })
    }

    /// Puts the check on an area.
    pub(super) fn put(
        &self,
        sheet: &mut Worksheet,
        (top, left): (u32, u16),
        (bottom, right): (u32, u16),
    ) -> Result<(), PresentError> {
        let Some(told) = self.told(&row_col_to_cell(top, left)) else {
            return Ok(());
        };
        let rule = DataValidation::new();
        let formula = |at: usize| told.formulas.get(at).map_or("", String::as_str);
        let rule = match self {
            Self::Figure { .. } => rule.allow_custom(Formula::new(formula(0))),
            Self::Date => {
                let (from, to) = (
                    ExcelDateTime::from_ymd(1949, 10, 1)?,
                    ExcelDateTime::from_ymd(2199, 12, 31)?,
                );
                rule.allow_date(DataValidationRule::Between(from, to))
            }
            Self::Code(most) => {
                rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(*most))
            }
            Self::Choice(values) => rule.allow_list_strings(values)?,
            Self::Words => rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(MOST)),
        };
        let style = if told.is_strict {
            DataValidationErrorStyle::Stop
        } else {
            DataValidationErrorStyle::Warning
        };
        let rule = rule
            .set_error_title("填报")?
            .set_error_message(told.message)?
            .set_error_style(style);
        sheet.add_data_validation(top, left, bottom, right, &rule)?;
        Ok(())
    }
}

/// 1949-10-01 and 2199-12-31, as a workbook counts days.
const FIRST_DAY: u32 = 18_172;
const LAST_DAY: u32 = 109_574;
const AT_MOST: Option<&str> = Some("lessThanOrEqual");

/// What is asked of a cell, as the part of a sheet says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) kind: &'static str,
    pub(super) operator: Option<&'static str>,
    /// without the sign of equality
    pub(super) formulas: Vec<String>,
    /// what is not so is not taken
    pub(super) is_strict: bool,
    pub(super) message: String,
}
