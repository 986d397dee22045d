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

    /// Puts the check on an area.
    pub(super) fn put(
        &self,
        sheet: &mut Worksheet,
        (top, left): (u32, u16),
        (bottom, right): (u32, u16),
    ) -> Result<(), PresentError> {
        let strict = DataValidationErrorStyle::Stop;
        let lenient = DataValidationErrorStyle::Warning;
        let rule = DataValidation::new();
        let (rule, style, told) = match self {
            Self::Figure { whole, negative } => {
                let cell = row_col_to_cell(top, left);
                let mut asks = vec![format!("ISNUMBER({cell})")];
                if *whole {
                    asks.push(format!("{cell}=INT({cell})"));
                }
                if !negative {
                    asks.push(format!("{cell}>=0"));
                }
                // the second part is not asked of a text
                let figure = format!("IF(ISNUMBER({cell}),AND({}),FALSE)", asks.join(","));
                let formula = format!("=OR({cell}=\"/\",{cell}=\"无\",{figure})");
                let sign = if *negative { "" } else { "不小于 0 的" };
                let kind = if *whole { "整数" } else { "数" };
                let told = format!("这里填{sign}{kind}；没有的填“/”。");
                (rule.allow_custom(Formula::new(formula)), strict, told)
            }
            Self::Date => {
                let (from, to) = (
                    ExcelDateTime::from_ymd(1949, 10, 1)?,
                    ExcelDateTime::from_ymd(2199, 12, 31)?,
                );
                let rule = rule.allow_date(DataValidationRule::Between(from, to));
                (rule, lenient, "这里填日期，如 2021-03-31。".to_owned())
            }
            Self::Code(most) => {
                let rule = rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(*most));
                (rule, lenient, format!("这里填代码，不超过 {most} 位。"))
            }
            Self::Choice(values) => {
                let length = values
                    .iter()
                    .map(|own| own.chars().count() + 1)
                    .sum::<usize>();
                if length > MOST_CHOICE || values.iter().any(|own| own.contains(',')) {
                    return Ok(());
                }
                (
                    rule.allow_list_strings(values)?,
                    strict,
                    "请从下拉列表里选。".to_owned(),
                )
            }
            Self::Words => {
                let rule = rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(MOST));
                (rule, lenient, format!("这里填文字，不超过 {MOST} 字。"))
            }
        };
        let rule = rule
            .set_error_title("填报")?
            .set_error_message(told)?
            .set_error_style(style);
        sheet.add_data_validation(top, left, bottom, right, &rule)?;
        Ok(())
    }
}
