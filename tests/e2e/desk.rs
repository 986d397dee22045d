//! What lies on the officer's desk: a ledger, and a folder of returns of which one is wrong. And
//! what those workbooks say, read here by calamine at cells known beforehand, without the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Range, Reader as _, open_workbook_auto};
use rust_decimal::Decimal;
use tempfile::TempDir;

use crate::{Outcome, driver, ensure};

/// A return and where two figures stand in it, under 累计.
pub(crate) struct Known {
    pub(crate) unit: &'static str,
    pub(crate) file: &'static str,
    pub(crate) sheet: &'static str,
    /// 高新技术企业总数
    companies: &'static str,
    /// 技术合同成交额
    contracts: &'static str,
    /// the contracts are in this many 万元
    scale: i64,
}

const fn known(
    unit: &'static str,
    file: &'static str,
    sheet: &'static str,
    companies: &'static str,
    contracts: &'static str,
    scale: i64,
) -> Known {
    Known {
        unit,
        file,
        sheet,
        companies,
        contracts,
        scale,
    }
}

/// One county of each layout, and the one whose return is wrong.
pub(crate) const RETURNS: [Known; 5] = [
    known(
        "襄都区",
        "襄都区2021年一季度.xlsx",
        "S1主要指标",
        "F8",
        "F16",
        1,
    ),
    known("信都区", WRONG, "S1主要指标", "F8", "F16", 1),
    known(
        "南和区",
        "南和区2021年一季度.xlsx",
        "S1主要指标",
        "F8",
        "F16",
        1,
    ),
    known(
        "临城县",
        "附件1-临城县2021年一季度(改).xlsx",
        "主要指标",
        "F11",
        "F20",
        1,
    ),
    known(
        "任泽区",
        "任泽区科技创新指标（最终版）.xlsx",
        "Sheet1",
        "E7",
        "E15",
        10_000,
    ),
];
const WRONG: &str = "信都区2021年一季度.xlsx";

pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Outcome<Self> {
        let desk = Self {
            folder: tempfile::tempdir()?,
        };
        fs::create_dir(desk.returns())?;
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        for Known { file, .. } in &RETURNS {
            let from = if *file == WRONG {
                "kjcx-2021q1-wrong"
            } else {
                "kjcx-2021q1"
            };
            fs::copy(fixtures.join(from).join(file), desk.returns().join(file))?;
        }
        let made = Command::new(driver::built("xbh")?)
            .arg("new")
            .arg(desk.ledger())
            .args(["--scheme", "kjcx"])
            .status()?;
        ensure(made.success(), "xbh new failed")?;
        Ok(desk)
    }

    pub(crate) fn ledger(&self) -> PathBuf {
        self.folder.path().join("科技创新.xbh")
    }

    pub(crate) fn returns(&self) -> PathBuf {
        self.folder.path().join("收到的报表")
    }

    /// 高新技术企业总数, 累计, as the county's own workbook has it.
    pub(crate) fn companies(&self, of: &Known) -> Outcome<Decimal> {
        self.figure(of, of.companies)
    }

    /// 技术合同成交额, 累计, in 万元.
    pub(crate) fn contracts(&self, of: &Known) -> Outcome<Decimal> {
        Ok(self.figure(of, of.contracts)? * Decimal::from(of.scale))
    }

    /// The figure in a cell, however it was typed.
    pub(crate) fn figure(&self, of: &Known, cell: &str) -> Outcome<Decimal> {
        let sheet = open_workbook_auto(self.returns().join(of.file))?.worksheet_range(of.sheet)?;
        decimal(at(&sheet, cell)?).ok_or_else(|| format!("{} {cell} is no figure", of.file).into())
    }
}

/// `F8` → the cell.
pub(crate) fn at<'sheet>(sheet: &'sheet Range<Data>, cell: &str) -> Outcome<&'sheet Data> {
    let (letter, row) = cell.split_at_checked(1).ok_or("no cell")?;
    let column = u32::from(letter.bytes().next().ok_or("no column")?.wrapping_sub(b'A'));
    sheet
        .get_value((row.parse::<u32>()? - 1, column))
        .ok_or_else(|| format!("{cell} is outside the sheet").into())
}

pub(crate) fn decimal(cell: &Data) -> Option<Decimal> {
    match cell {
        Data::Int(value) => Some(Decimal::from(*value)),
        // the shortest text of a double is what was typed
        Data::Float(value) => value.to_string().parse().ok(),
        Data::String(text) => text.trim().replace(',', "").parse().ok(),
        _ => None,
    }
}
