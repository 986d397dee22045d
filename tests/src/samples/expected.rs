//! `expected.json`: what the samples must add up to, and where each figure comes from.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rust_decimal::Decimal;

use super::Outcome;
use super::anhui::Anhui;
use super::figures::{Kjcx, Row};
use super::kjcx::MISTAKES;
use super::luan::Luan;
use super::survey::{COUNTIES, PUBLISHED, PUBLISHED_TARGETS, ROWS};

/// Writes the file; decimals are JSON strings.
pub(crate) fn write(path: &Path, luan: &Luan, anhui: &Anhui, kjcx: &Kjcx) -> Outcome {
    let mut json = Json::default();
    json.open(None);
    write_luan(&mut json, luan);
    write_anhui(&mut json, anhui);
    write_kjcx(&mut json, kjcx)?;
    json.open(Some("kjcx-2021q1-wrong"));
    json.text("unit", "信都区");
    json.text("sheet", "S1主要指标");
    json.open(Some("cells"));
    for (cell, indicator, text, breaks) in MISTAKES {
        json.open(Some(cell));
        json.text("indicator", indicator);
        json.text("text", text);
        json.text("breaks", breaks);
        json.close();
    }
    json.close();
    json.close();
    json.close();
    json.text.push('\n');
    fs::write(path, json.text)?;
    Ok(())
}

fn write_luan(json: &mut Json, luan: &Luan) {
    json.open(Some("luan-2020"));
    json.text(
        "source",
        "六安市公布的2020年各县区企业R&D经费：本年数、增速和全市合计；上年数由二者倒推",
    );
    json.open(Some("rd"));
    json.text("unit", "万元");
    json.figure("total", luan.total);
    json.figure("growth", luan.total_growth);
    json.figure("last_year", luan.base_total);
    json.open(Some("units"));
    for county in &luan.counties {
        json.open(Some(county.name));
        json.figure("value", county.current);
        json.figure("growth", county.growth);
        json.figure("last_year", county.last_year);
        json.close();
    }
    json.close();
    json.close();
    json.close();
}

fn write_anhui(json: &mut Json, anhui: &Anhui) {
    json.open(Some("anhui-2022h1"));
    json.text(
        "source",
        "安徽省公布的2022年上半年各市吸纳技术合同情况：项数、成交额、增幅、排名和合计",
    );
    json.open(Some("contracts"));
    json.text("unit", "项");
    json.figure("total", anhui.contracts);
    json.open(Some("units"));
    for city in &anhui.cities {
        json.open(Some(city.name));
        json.figure("value", city.contracts);
        json.close();
    }
    json.close();
    json.close();
    json.open(Some("amount"));
    json.text("unit", "亿元");
    json.figure("total", anhui.sum_of_amounts);
    json.figure("published_total", anhui.published_amount);
    json.figure("growth_ratio", anhui.growth);
    json.open(Some("units"));
    for city in &anhui.cities {
        json.open(Some(city.name));
        json.figure("value", city.amount);
        json.figure("growth_ratio", city.growth);
        json.figure("last_year", city.last_year);
        json.figure("rank", Decimal::from(city.rank));
        json.close();
    }
    json.close();
    json.close();
    json.close();
}

fn write_kjcx(json: &mut Json, kjcx: &Kjcx) -> Outcome {
    json.open(Some("kjcx-2021q1"));
    json.text(
        "source",
        "邢台市科学技术局2021年3月10日公布的2020年全市数字（published）；各县数字和其余合计为虚构",
    );
    json.open(Some("published"));
    for (code, value) in PUBLISHED.into_iter().chain([("talent_total", 87)]) {
        json.figure(code, Decimal::from(value));
    }
    json.close();
    json.open(Some("published_targets"));
    for (code, value) in PUBLISHED_TARGETS {
        json.figure(code, Decimal::from(value));
    }
    json.close();
    json.open(Some("totals"));
    for (code, _, _) in ROWS {
        let sums = Row {
            target: Some(kjcx.total(code, |row| row.target.unwrap_or_default())?)
                .filter(|sum| !sum.is_zero()),
            cumulative: kjcx.total(code, |row| row.cumulative)?,
            last_year: kjcx.total(code, |row| row.last_year)?,
        };
        json.open(Some(code));
        json.row(&sums);
        json.close();
    }
    json.close();
    json.open(Some("units"));
    for (county, figures) in COUNTIES.iter().zip(&kjcx.counties) {
        json.open(Some(county.name));
        for ((code, _, _), row) in ROWS.into_iter().zip(&figures.now) {
            json.figure(code, row.cumulative);
        }
        json.close();
    }
    json.close();
    json.close();
    Ok(())
}

/// Objects of objects and strings: no more is needed.
#[derive(Default)]
struct Json {
    text: String,
    depth: usize,
    filled: bool,
}

impl Json {
    fn open(&mut self, key: Option<&str>) {
        if let Some(key) = key {
            self.key(key);
        }
        self.text.push('{');
        self.depth += 1;
        self.filled = false;
    }

    fn close(&mut self) {
        self.depth -= 1;
        self.new_line();
        self.text.push('}');
        self.filled = true;
    }

    fn key(&mut self, key: &str) {
        if self.filled {
            self.text.push(',');
        }
        self.new_line();
        // writing to a string cannot fail
        let _ = write!(self.text, "\"{key}\": ");
    }

    fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        let _ = write!(self.text, "\"{text}\"");
        self.filled = true;
    }

    fn figure(&mut self, key: &str, value: Decimal) {
        self.text(key, &value.to_string());
    }

    fn row(&mut self, row: &Row) {
        let figures = [
            ("target", row.target),
            ("cumulative", Some(row.cumulative)),
            ("last_year", Some(row.last_year)),
            ("growth", row.growth()),
            ("completion", row.completion()),
        ];
        for (key, value) in figures {
            if let Some(value) = value {
                self.figure(key, value);
            }
        }
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        self.text.push_str(&"  ".repeat(self.depth));
    }
}
