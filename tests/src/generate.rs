//! As many returns as wanted, each a workbook with a 60 × 5 matrix and a 50-row roster, and the
//! scheme that they are of.

use crate::Outcome;
use rayon::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Rows of the matrix.
pub const INDICATORS: usize = 60;
/// Columns of figures of the matrix.
pub const COLUMNS: usize = 5;
/// Rows of the roster.
pub const ENTRIES: usize = 50;
/// The round that all returns are of.
pub const ROUND: &str = "2021Q1";

const FIRST: &str = "安宝长昌成大德东定恩丰福富高光广贵海汉河和衡弘湖华怀惠吉济嘉建江金锦景康乐丽临\
    灵隆鹿茂明南宁平普启清仁荣瑞润绍顺泰通同";
const SECOND: &str = "岸坝陂滨波沧城池川岛堤峰冈港沟谷关桂涧江桥津井口垒里岭流楼路陇泸梅门渠泉桑沙\
    山石树塘亭湾溪峡乡湘兴阳野邑营原源州洲庄";

/// The name of a unit. First and second characters never meet the other way round, so that no name
/// hides inside two others.
pub fn unit_name(at: usize) -> String {
    let (first, second) = (
        FIRST.chars().collect::<Vec<_>>(),
        SECOND
            .chars()
            .filter(|c| !FIRST.contains(*c))
            .collect::<Vec<_>>(),
    );
    let (row, column) = (at / second.len(), at % second.len());
    format!("{}{}县", first[row % first.len()], second[column])
}

/// The scheme of the returns of so many units.
pub fn scheme(units: usize) -> String {
    let mut text = String::from(
        "[scheme]\ncode = \"bench\"\nname = \"生成的报表\"\nversion = \"1\"\nroot = \"0\"\n\n[[unit\
            ]]\ncode = \"0\"\nname = \"示例市\"\n\n",
    );
    for at in 0..units {
        // writing to a string cannot fail
        let _ = write!(
            text,
            "[[unit]]\ncode = \"u{at}\"\nname = \"{}\"\nparent = \"0\"\n\n",
            unit_name(at)
        );
    }
    for at in 0..INDICATORS {
        let _ = write!(
            text,
            "[[indicator]]\ncode = \"i{at}\"\nname = \"{}\"\nunit = \"万元\"\ntype = \"flow\"\ndeci\
                mals = 2\n\n",
            label(at)
        );
    }
    let rows = (0..INDICATORS)
        .map(|at| format!("\"i{at}\""))
        .collect::<Vec<_>>()
        .join(", ");
    let _ = write!(
        text,
        "[[form]]\ncode = \"M\"\nname = \"主要指标\"\nkind = \"matrix\"\ntitle = \"主要指标完成情况\
            统计表\"\nlabel = \"指标名称\"\nmeasure_unit = \"计量单位\"\nrows = [{rows}]\n\n"
    );
    text.push_str(FORMS);
    text
}

const FORMS: &str = r#"
[[form.column]]
code = "target"
header = "{year}年目标"

[[form.column]]
code = "current"
header = "本期完成情况 > 本季"

[[form.column]]
code = "cumulative"
header = "本期完成情况 > 累计"

[[form.column]]
code = "last_year"
header = "上年同期累计"

[[form.column]]
code = "growth"
header = "同比增长（%）"
role = "growth"
of = "cumulative"
base = "last_year"

[[form]]
code = "R"
name = "企业名单"
kind = "roster"
title = "企业名单"
ignore = ["序号"]

[[form.field]]
code = "company"
header = "企业名称"
required = true

[[form.field]]
code = "credit"
header = "统一社会信用代码"
type = "code"
key = true

[[form.field]]
code = "county"
header = "所属县"
type = "unit"

[[form.field]]
code = "field"
header = "技术领域"

[[form.field]]
code = "issued"
header = "发证日期"
type = "date"

[[form.field]]
code = "revenue"
header = "营业收入（万元）"
type = "number"
unit = "万元"
decimals = 2
sum = true

[[form.field]]
code = "staff"
header = "职工总数"
type = "number"
unit = "人"
sum = true

[[round]]
code = "2021Q1"
name = "2021年一季度"

[[rule]]
code = "covers"
form = "M"
expr = "[*.cumulative] >= [*.current]"
"#;

fn label(at: usize) -> String {
    const KINDS: [&str; 6] = [
        "技术合同成交额",
        "研发经费支出",
        "科技资金拨付",
        "新产品销售收入",
        "技术改造投资",
        "孵化基金规模",
    ];
    const OF: [&str; 10] = [
        "全部",
        "工业企业",
        "农业企业",
        "服务业企业",
        "高等院校",
        "科研院所",
        "规模以上",
        "规模以下",
        "省属",
        "市属",
    ];
    format!("{}{}", OF[at / KINDS.len()], KINDS[at % KINDS.len()])
}

/// Figures that look reported, the same on every run.
struct Figures(u64);

impl Figures {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    /// A sum of money with two digits after the point.
    fn money(&mut self) -> f64 {
        self.next(100_000_000) as f64 / 100.0
    }
}

/// Writes the returns of so many units into a folder, unless they are there already; returns their
/// paths in the order of the units.
pub fn returns(folder: &Path, units: usize) -> Outcome<Vec<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    let paths = (0..units)
        .map(|at| folder.join(format!("{at:05}.xlsx")))
        .collect::<Vec<_>>();
    let missing = paths
        .iter()
        .enumerate()
        .filter(|(_, path)| !path.exists())
        .collect::<Vec<_>>();
    missing
        .into_par_iter()
        .try_for_each(|(at, path)| -> Outcome {
            let bytes = one_return(at)?;
            let beside = path.with_extension("part");
            std::fs::write(&beside, bytes)?;
            std::fs::rename(beside, path)?;
            Ok(())
        })?;
    Ok(paths)
}

/// The workbook of one unit.
pub fn one_return(at: usize) -> Outcome<Vec<u8>> {
    let mut figures = Figures(at as u64 + 1);
    let mut book = Workbook::new();
    matrix(book.add_worksheet(), at, &mut figures)?;
    roster(book.add_worksheet(), at, &mut figures)?;
    Ok(book.save_to_buffer()?)
}

fn matrix(sheet: &mut Worksheet, at: usize, figures: &mut Figures) -> Result<(), XlsxError> {
    let (centred, two) = (
        Format::new().set_align(rust_xlsxwriter::FormatAlign::Center),
        Format::new().set_num_format("#,##0.00"),
    );
    sheet.set_name("主要指标")?.merge_range(
        0,
        0,
        0,
        6,
        "2021年一季度主要指标完成情况统计表",
        &centred,
    )?;
    sheet.write(1, 0, format!("填报单位：{}科学技术局", unit_name(at)))?;
    for (column, text) in [
        (0, "指标名称"),
        (1, "计量单位"),
        (2, "2021年目标"),
        (5, "上年同期累计"),
        (6, "同比增长（%）"),
    ] {
        sheet.merge_range(2, column, 3, column, text, &centred)?;
    }
    sheet
        .merge_range(2, 3, 2, 4, "本期完成情况", &centred)?
        .write(3, 3, "本季")?
        .write(3, 4, "累计")?;
    for indicator in 0..INDICATORS {
        let row = indicator as u32 + 4;
        let (current, before, last_year) = (figures.money(), figures.money(), figures.money());
        let cumulative = ((current + before) * 100.0).round() / 100.0;
        let growth = ((cumulative / last_year.max(1.0) - 1.0) * 1000.0).round() / 10.0;
        sheet
            .write(row, 0, label(indicator))?
            .write(row, 1, "万元")?;
        for (column, figure) in [
            figures.money(),
            current,
            cumulative,
            last_year.max(1.0),
            growth,
        ]
        .into_iter()
        .enumerate()
        {
            sheet.write_number_with_format(row, column as u16 + 2, figure, &two)?;
        }
    }
    sheet.write(
        INDICATORS as u32 + 4,
        0,
        "单位负责人：　　填报人：　　填报日期：2021年4月6日",
    )?;
    Ok(())
}

fn roster(sheet: &mut Worksheet, at: usize, figures: &mut Figures) -> Result<(), XlsxError> {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet
        .set_name("企业名单")?
        .merge_range(0, 0, 0, 7, "2021年一季度企业名单", &Format::new())?;
    sheet.write(1, 0, format!("填报单位：{}科学技术局", unit_name(at)))?;
    sheet.write_row(
        2,
        0,
        [
            "序号",
            "企业名称",
            "统一社会信用代码",
            "所属县",
            "技术领域",
            "发证日期",
            "营业收入（万元）",
            "职工总数",
        ],
    )?;
    for entry in 0..ENTRIES {
        let row = entry as u32 + 3;
        let field = ["电子信息", "新材料", "高技术服务", "先进制造与自动化"][entry % 4];
        sheet.write(row, 0, entry as u32 + 1)?.write(
            row,
            1,
            format!("{}示例科技有限公司{entry}", unit_name(at)),
        )?;
        sheet
            .write(row, 2, format!("9113{at:06}MA{entry:06}"))?
            .write(row, 3, unit_name(at))?
            .write(row, 4, field)?;
        sheet.write_datetime_with_format(
            row,
            5,
            ExcelDateTime::from_ymd(2019, 9, 1 + (entry % 28) as u8)?,
            &day,
        )?;
        sheet
            .write(row, 6, figures.money())?
            .write(row, 7, figures.next(900) as u32 + 10)?;
    }
    Ok(())
}
