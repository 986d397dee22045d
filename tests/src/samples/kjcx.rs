//! 科技创新: the nineteen counties' workbooks of two years, and one that is wrong.

use super::figures::{Figures, Kjcx, Row, row_of};
use super::handing::{Layout, WRONG, layout_of};
use super::rate::fixed;
use super::roster;
use super::sheet::{self, Cell, Line, Page, Span, span};
use super::survey::{COUNTIES, County, ROWS};
use super::{Outcome, ensure};
use rust_decimal::Decimal;
use std::fs;
use std::path::Path;

#[derive(Clone, Copy)]
struct Quarter {
    year: u16,
    date: &'static str,
    note: &'static str,
}

const NOW: Quarter = Quarter {
    year: 2021,
    date: "填报日期：2021年4月8日",
    note: "注：1.总数为期末数。2.没有目标或上年同期为0的填“/”。3.示例数据，各县数字为虚构。",
};

const BEFORE: Quarter = Quarter {
    year: 2020,
    date: "填报日期：2020年4月7日",
    note: "注：1.总数为期末数。2.没有目标或上年同期为0的填“/”。3.示例数据，各县数字为虚构。",
};

const BEFORE_REARRANGED: Quarter = Quarter {
    year: 2020,
    date: "填报日期：2020年7月7日",
    note: "注：1.本表按2020年6月调整后的行政区划重新填列。2.没有目标或上年同期为0的填“/”。3.示例\
        数据，数字为虚构。",
};

/// Writes `kjcx-2021q1`, `kjcx-2020q1` and `kjcx-2021q1-wrong` into `out`; returns the number of
/// workbooks.
pub(crate) fn write(kjcx: &Kjcx, out: &Path) -> Outcome<usize> {
    let (now, before, wrong) = (
        out.join("kjcx-2021q1"),
        out.join("kjcx-2020q1"),
        out.join("kjcx-2021q1-wrong"),
    );
    for folder in [&now, &before, &wrong] {
        fs::create_dir_all(folder)?;
    }
    let mut written = 0;
    for ((at, county), figures) in COUNTIES.iter().enumerate().zip(&kjcx.counties) {
        let layout = layout_of(at);
        let pages = workbook(at, county, figures, layout)?;
        let file = match layout {
            Layout::Issued => format!("{}2021年一季度.xlsx", county.name),
            Layout::Remarks => format!("附件1-{}2021年一季度(改).xlsx", county.name),
            Layout::Retyped => format!("{}科技创新指标（最终版）.xlsx", county.name),
        };
        sheet::save(&now.join(file), &pages)?;
        let (quarter, on_sheet) = match county.then {
            Some(then) => (BEFORE, then),
            None if matches!(county.name, "襄都区" | "信都区") => {
                (BEFORE_REARRANGED, county.on_sheet)
            }
            None => (BEFORE, county.on_sheet),
        };
        let page = indicators(on_sheet, &figures.before, quarter, layout)?;
        let file = format!("{}2020年一季度.xlsx", county.then.unwrap_or(county.name));
        sheet::save(&before.join(file), &[page])?;
        written += 2;
    }
    sheet::save(
        &wrong.join("信都区2021年一季度.xlsx"),
        &wrong_workbook(kjcx)?,
    )?;
    Ok(written + 1)
}

fn workbook(at: usize, county: &County, figures: &Figures, layout: Layout) -> Outcome<Vec<Page>> {
    let main = indicators(county.on_sheet, &figures.now, NOW, layout)?;
    let enterprises = roster::enterprises(at, county, layout)?;
    let platforms = roster::platforms(at, county, layout);
    Ok(match layout {
        Layout::Remarks => vec![enterprises, platforms, main],
        _ => vec![main, enterprises, platforms],
    })
}

fn indicators(on_sheet: &str, rows: &[Row; 16], quarter: Quarter, layout: Layout) -> Outcome<Page> {
    let mut lines = Vec::new();
    if layout == Layout::Remarks {
        let numbers = ["甲", "乙", "丙", "1", "2", "3", "4", "5", "6", "丁"];
        lines.push(Line::Cells(numbers.map(Cell::text).to_vec()));
        lines.push(Line::Spacer);
    }
    for ((number, (code, label, unit)), row) in (1..).zip(ROWS).zip(rows) {
        if layout == Layout::Remarks {
            match code {
                "hte_new" => lines.push(Line::Remark("一、创新主体和平台".into())),
                "contract" => lines.push(Line::Remark("二、创新投入和产出".into())),
                _ => {}
            }
        }
        lines.push(Line::Cells(indicator_cells(
            number, label, unit, row, layout,
        )));
    }
    ensure(lines.len() >= ROWS.len(), "a row an indicator")?;
    Ok(Page {
        sheet: match layout {
            Layout::Issued => "S1主要指标".into(),
            Layout::Remarks => "主要指标".into(),
            Layout::Retyped => "Sheet1".into(),
        },
        annex: (layout != Layout::Retyped).then(|| "附件1".into()),
        title: format!("{}年一季度科技创新主要指标完成情况统计表", quarter.year),
        filled_by: format!("填报单位（盖章）：{on_sheet}"),
        date: quarter.date.into(),
        unit_note: match layout {
            Layout::Retyped => "单位：家、项、亿元、人".into(),
            _ => "单位：家、项、万元、人".into(),
        },
        header: header(quarter.year, layout),
        header_rows: 2,
        widths: vec![6.0, 30.0, 9.0, 13.0, 13.0, 13.0, 13.0, 12.0, 13.0, 12.0],
        lines,
        notes: vec![quarter.note.into()],
    })
}

fn header(year: u16, layout: Layout) -> Vec<Span> {
    let target = format!("{year}年目标");
    let mut header = vec![
        span(0, 0, 2, 1, "序号"),
        span(0, 1, 2, 1, "指标名称"),
        span(0, 2, 2, 1, "计量单位"),
    ];
    if layout == Layout::Retyped {
        header.extend([
            span(0, 3, 1, 2, "本期完成情况"),
            span(1, 3, 1, 1, "本季"),
            span(1, 4, 1, 1, "累计"),
            span(0, 5, 2, 1, "上年同期累计"),
            span(0, 6, 2, 1, "同比增长（%）"),
            span(0, 7, 2, 1, target),
        ]);
    } else {
        header.extend([
            span(0, 3, 2, 1, target),
            span(0, 4, 1, 2, "本期完成情况"),
            span(1, 4, 1, 1, "本季"),
            span(1, 5, 1, 1, "累计"),
            span(0, 6, 2, 1, "上年同期\n累计"),
            span(0, 7, 2, 1, "同比增长\n（%）"),
        ]);
    }
    header.extend([
        span(0, 8, 2, 1, "完成全年目标（%）"),
        span(0, 9, 2, 1, "备注"),
    ]);
    header
}

fn indicator_cells(number: u32, label: &str, unit: &str, row: &Row, layout: Layout) -> Vec<Cell> {
    let retyped = layout == Layout::Retyped;
    // one row in 亿元 and its part in 万元, as happens when the rows come from two desks
    let in_yi = retyped && label == "技术合同成交额";
    let value = |value: Decimal| {
        let value = if in_yi {
            fixed(value / Decimal::from(10_000), 6)
        } else {
            value
        };
        if retyped {
            return Cell::text(sheet::thousands(value));
        }
        Cell::Figure(value, if value.scale() == 2 { "0.00" } else { "0" })
    };
    let rate = |rate: Option<Decimal>| match rate {
        None => Cell::text("/"),
        Some(rate) if retyped => Cell::text(rate.to_string()),
        Some(rate) => Cell::Figure(rate, "0.0"),
    };
    let target = row.target.map_or_else(|| Cell::text("/"), value);
    let (done, before) = (value(row.cumulative), value(row.last_year));
    let (growth, completion) = (rate(row.growth()), rate(row.completion()));
    let head = [
        Cell::Serial(number),
        Cell::name(label),
        Cell::text(if in_yi { "亿元" } else { unit }),
    ];
    // in the first quarter the quarter is what has been reached since the beginning of the year
    let figures = if retyped {
        [done.clone(), done, before, growth, target, completion]
    } else {
        [target, done.clone(), done, before, growth, completion]
    };
    head.into_iter()
        .chain(figures)
        .chain([Cell::Blank])
        .collect()
}

/// What is wrong in `kjcx-2021q1-wrong`: cell, indicator, what stands there, what it breaks.
pub(crate) const MISTAKES: [(&str, &str, &str, &str); 4] = [
    ("F13", "star_new", "1", "cumulative < current"),
    ("F17", "contract_out", "99999.00", "part > whole"),
    ("F14", "giant_new", "约120", "a text in a figure cell"),
    ("F8", "hte_total", "3", "total < new"),
];

fn wrong_workbook(kjcx: &Kjcx) -> Outcome<Vec<Page>> {
    let (Some(county), Some(figures)) = (COUNTIES.get(WRONG), kjcx.counties.get(WRONG)) else {
        return Err("no county to be wrong".into());
    };
    let mut pages = workbook(WRONG, county, figures, Layout::Issued)?;
    let page = pages.first_mut().ok_or("no sheet")?;
    for (_, code, text, _) in MISTAKES {
        let at = row_of(code)?;
        let mut row = figures.now.get(at).copied().ok_or("no row")?;
        ensure(
            row.cumulative >= Decimal::TWO,
            format!("{code}: too small to be wrong"),
        )?;
        let Some(Line::Cells(cells)) = page.lines.get_mut(at) else {
            return Err(format!("{code}: no line").into());
        };
        let [_, _, _, _, current, cumulative, _, growth, completion, _] = &mut cells[..] else {
            return Err("ten columns".into());
        };
        if let Ok(value) = Decimal::from_str_exact(text) {
            // rates follow the wrong figure, so that each mistake is found for what it is; 本季
            // keeps the right one
            row.cumulative = value;
            *cumulative = Cell::Figure(value, if value.scale() == 2 { "0.00" } else { "0" });
            *growth = row
                .growth()
                .map_or_else(|| Cell::text("/"), |rate| Cell::Figure(rate, "0.0"));
            *completion = row
                .completion()
                .map_or_else(|| Cell::text("/"), |rate| Cell::Figure(rate, "0.0"));
            if code == "hte_total" {
                *current = cumulative.clone();
            }
        } else {
            *cumulative = Cell::text(text);
        }
    }
    Ok(pages)
}
