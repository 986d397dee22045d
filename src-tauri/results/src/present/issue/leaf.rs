//! 填报说明: what every figure means, the rules by name, by when and to whom.

use super::checks::Check;
use super::given::Blanks;
use super::sheet::{across, protect};
use super::styles::Styles;
use crate::present::PresentError;
use crate::present::model::text_width;
use rust_xlsxwriter::{Format, Worksheet};
use xianbaohui_core::form::{Form, Layout};

/// A row of it.
pub(super) enum Line {
    /// over all columns
    Title(String),
    /// a heading over a part
    Part(String),
    /// a sentence over all columns
    Words(String),
    /// names of columns
    Head(Vec<String>),
    /// what stands in them
    Row(Vec<String>),
}

impl Line {
    /// Its texts, as they stand in cells.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let (one, more) = match self {
            Self::Title(own) | Self::Part(own) | Self::Words(own) => (Some(own), &[][..]),
            Self::Head(own) | Self::Row(own) => (None, own.as_slice()),
        };
        one.into_iter().chain(more).map(String::as_str)
    }
}

/// Widths of the columns.
const WIDTHS: [u32; 6] = [28, 10, 10, 24, 14, 52];

/// All that is said.
pub(super) fn words(blanks: &Blanks<'_>) -> Vec<Line> {
    let (scheme, round) = (blanks.scheme, blanks.round);
    let mut all = vec![Line::Title(format!("{}填报说明", round.name))];
    let until = blanks.deadline;
    if let Some(day) = until {
        all.push(Line::Words(format!("一、报送截止：{day}。")));
    }
    if !scheme.organiser.is_empty() {
        all.push(Line::Words(format!("二、报送对象：{}。", scheme.organiser)));
    }
    all.push(Line::Words(
        "三、只填可以输入的格；没有的填“/”，不要填 0 代替，不要改表头、加列、合并格。填报人和联系\
            电话写在每张表的下面。"
            .into(),
    ));
    all.push(Line::Words(
        "四、可以用 Excel、WPS 或 LibreOffice 填，存成 xlsx、xls、et 或 ods 都可以；工作表和文件\
            改名、复制到别的工作簿里，都认得出。"
            .into(),
    ));
    if blanks.forms.iter().any(|(_, known)| known.masked > 0) {
        all.push(Line::Words(
            "五、带 * 的是遮盖了的个人信息，都是本单位上次报的：没有变的原样留着（连同〔〕里的\
                编号），仍按上次报的；变了的整格改写；没有了的清空。"
                .into(),
        ));
    }
    for (form, _) in &blanks.forms {
        all.push(Line::Part(format!("{} {}", form.code, form.name)));
        of_form(blanks, form, &mut all);
    }
    all
}

fn of_form(blanks: &Blanks<'_>, form: &Form, all: &mut Vec<Line>) {
    let head = |names: [&str; 6]| Line::Head(names.map(str::to_owned).to_vec());
    match &form.layout {
        Layout::Roster(roster) => {
            all.push(head(["栏目", "计量单位", "类型", "可以填", "必填", "说明"]));
            for field in &roster.fields {
                let check = Check::of_field(field);
                let kind = match &check {
                    Check::Figure { .. } => "数",
                    Check::Date => "日期",
                    Check::Code(_) => "代码",
                    Check::Choice(_) => "选项",
                    Check::Words => "文字",
                };
                let is_asked = if field.required || field.key {
                    "是"
                } else {
                    "否"
                };
                let more = if field.personal {
                    "个人信息，注意保密"
                } else {
                    ""
                };
                all.push(Line::Row(
                    [
                        &field.name,
                        &field.unit_name,
                        kind,
                        &check.words(),
                        is_asked,
                        more,
                    ]
                    .map(str::to_owned)
                    .to_vec(),
                ));
            }
            all.push(Line::Words(
                "已经填好的行是上次报的：没有变的不用动，变了的改好，并在“变更情况”里选变更、注销；\
                    新的加在后面，选新增。"
                    .into(),
            ));
        }
        Layout::Matrix(_) | Layout::CountyTable(_) => {
            all.push(head([
                "指标",
                "计量单位",
                "类型",
                "可以填",
                "数据来源",
                "口径",
            ]));
            for code in form.indicators() {
                let Some(own) = blanks.scheme.indicator(code) else {
                    continue;
                };
                let check = form
                    .columns_of(code)
                    .next()
                    .map(|column| Check::of(column, own));
                let may = check.map(|check| check.words()).unwrap_or_default();
                all.push(Line::Row(
                    [
                        &own.name,
                        &own.unit_name,
                        own.measure.name(),
                        &may,
                        &own.owner,
                        &own.definition,
                    ]
                    .map(str::to_owned)
                    .to_vec(),
                ));
            }
        }
    }
    let rules = blanks.scheme.rules.iter().filter(|rule| {
        let of = rule.form.as_ref().or(rule.each.as_ref());
        of.is_some_and(|code| *code == form.code)
    });
    let names = rules.map(|rule| format!("{}（{}）", rule.told_name(), rule.severity));
    let names = names.collect::<Vec<_>>();
    if !names.is_empty() {
        all.push(Line::Words(format!("审核关系：{}。", names.join("；"))));
    }
}

/// Draws it.
pub(super) fn draw(
    sheet: &mut Worksheet,
    all: &[Line],
    styles: &Styles,
) -> Result<(), PresentError> {
    let last = WIDTHS.len() as u16 - 1;
    for (column, width) in WIDTHS.into_iter().enumerate() {
        sheet.set_column_width(column as u16, f64::from(width))?;
    }
    let whole = WIDTHS.iter().sum::<u32>();
    for (row, line) in all.iter().enumerate() {
        let row = row as u32;
        let mut over = |words: &str, format: &Format| {
            sheet.set_row_height(row, high(words, whole))?;
            across(sheet, row, (0, last), words, format)
        };
        match line {
            Line::Title(words) => {
                over(words, &styles.title)?;
                sheet.set_row_height(row, 32.0)?;
            }
            Line::Part(words) => over(words, &styles.leaf_head)?,
            Line::Words(words) => over(words, &styles.note)?,
            Line::Head(words) | Line::Row(words) => {
                let format = match line {
                    Line::Head(_) => &styles.header,
                    _ => &styles.leaf,
                };
                let tallest = words
                    .iter()
                    .zip(WIDTHS)
                    .map(|(own, width)| high(own, width));
                sheet.set_row_height(row, tallest.fold(18.0, f64::max))?;
                for (column, words) in words.iter().enumerate() {
                    sheet.write_string_with_format(row, column as u16, words, format)?;
                }
            }
        }
    }
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
    protect(sheet);
    Ok(())
}

fn high(words: &str, width: u32) -> f64 {
    let lines = text_width(words)
        .div_ceil(width.saturating_sub(2).max(2))
        .max(1);
    f64::from(lines) * 15.5 + 4.0
}
