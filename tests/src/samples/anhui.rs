//! 安徽省, inflow of technology contracts in the first half of 2022: sixteen returns, and the
//! province's table.

use std::fs;
use std::path::Path;

use rust_decimal::Decimal;

use super::rate::{self, fixed, round};
use super::sheet::{self, Cell, Line, Page, flat_header, span};
use super::{Outcome, ensure};

/// City, contracts, amount in 0.1 亿元, growth in thousandths, rank: in the order of the published
/// table.
const PUBLISHED: [(&str, i64, i64, i64, i64); 16] = [
    ("铜陵市", 138, 92, 45_021, 11),
    ("黄山市", 159, 58, 6867, 15),
    ("淮南市", 240, 70, 6611, 13),
    ("池州市", 151, 67, 5092, 14),
    ("六安市", 408, 229, 5007, 6),
    ("宿州市", 503, 223, 4895, 7),
    ("阜阳市", 705, 367, 3973, 3),
    ("淮北市", 545, 319, 3153, 4),
    ("芜湖市", 485, 152, 587, 10),
    ("滁州市", 311, 189, 448, 8),
    ("蚌埠市", 272, 186, 443, 9),
    ("合肥市", 2997, 1425, 203, 1),
    ("安庆市", 311, 480, -81, 2),
    ("宣城市", 185, 79, -174, 12),
    ("马鞍山市", 307, 307, -472, 5),
    ("亳州市", 307, 40, -691, 16),
];

/// One city's line; amounts in 亿元.
pub(crate) struct City {
    pub(crate) name: &'static str,
    pub(crate) contracts: Decimal,
    pub(crate) amount: Decimal,
    pub(crate) last_year: Decimal,
    /// as a ratio: 0.371 for 37.1 %
    pub(crate) growth: Decimal,
    pub(crate) rank: i64,
}

/// The whole sample.
pub(crate) struct Anhui {
    pub(crate) cities: Vec<City>,
    pub(crate) contracts: Decimal,
    pub(crate) published_amount: Decimal,
    pub(crate) sum_of_amounts: Decimal,
    pub(crate) growth: Decimal,
}

impl Anhui {
    /// The published figures with bases to 6 digits of 亿元: fewer do not give 45.021 back; refuses
    /// when they do not give the published totals.
    pub(crate) fn new() -> Outcome<Self> {
        let mut cities = Vec::new();
        for (name, contracts, amount, growth, rank) in PUBLISHED {
            let (amount, growth) = (Decimal::new(amount, 1), Decimal::new(growth, 3));
            let last_year = fixed(round(amount / (Decimal::ONE + growth), 6), 6);
            ensure(
                rate::growth(amount, last_year, Decimal::ONE, 3) == Some(growth),
                format!("{name}: growth as a ratio"),
            )?;
            let percent = rate::growth(amount, last_year, Decimal::ONE_HUNDRED, 1);
            ensure(
                percent == Some(growth * Decimal::ONE_HUNDRED),
                format!("{name}: growth in %"),
            )?;
            cities.push(City {
                name,
                contracts: Decimal::from(contracts),
                amount,
                last_year,
                growth,
                rank,
            });
        }
        for city in &cities {
            let ahead = cities
                .iter()
                .filter(|other| other.amount > city.amount)
                .count();
            ensure(
                i64::try_from(ahead)? + 1 == city.rank,
                format!("{}: rank", city.name),
            )?;
        }
        let contracts: Decimal = cities.iter().map(|city| city.contracts).sum();
        let sum_of_amounts: Decimal = cities.iter().map(|city| city.amount).sum();
        let bases: Decimal = cities.iter().map(|city| city.last_year).sum();
        let growth = Decimal::new(371, 3);
        ensure(contracts == Decimal::from(8024), "安徽: 8024 contracts")?;
        ensure(
            sum_of_amounts == Decimal::new(4283, 1),
            "安徽: the cities add up to 428.3",
        )?;
        ensure(
            rate::growth(sum_of_amounts, bases, Decimal::ONE, 3) == Some(growth),
            "安徽: the total grows by 0.371",
        )?;
        Ok(Self {
            cities,
            contracts,
            published_amount: Decimal::new(4284, 1),
            sum_of_amounts,
            growth,
        })
    }

    /// Writes `cities/` and `table/`; returns the number of workbooks.
    pub(crate) fn write(&self, out: &Path) -> Outcome<usize> {
        fs::create_dir_all(out.join("cities"))?;
        fs::create_dir_all(out.join("table"))?;
        for (at, city) in self.cities.iter().enumerate() {
            let file = format!("{}2022年上半年吸纳技术合同情况.xlsx", city.name);
            sheet::save(&out.join("cities").join(file), &[city_page(city, at % 4)])?;
        }
        let table = out
            .join("table")
            .join("2022年上半年各市吸纳技术合同情况表.xlsx");
        sheet::save(&table, &[self.table()])?;
        Ok(self.cities.len() + 1)
    }

    fn table(&self) -> Page {
        let mut lines: Vec<Line> = (1..)
            .zip(&self.cities)
            .map(|(number, city)| {
                Line::Cells(vec![
                    Cell::Serial(number),
                    Cell::text(city.name),
                    Cell::Figure(city.contracts, "0"),
                    Cell::Figure(city.amount, "0.0"),
                    Cell::Figure(city.growth, "0.000"),
                    Cell::Figure(Decimal::from(city.rank), "0"),
                ])
            })
            .collect();
        lines.push(Line::Cells(vec![
            Cell::Blank,
            Cell::text("合计"),
            Cell::Figure(self.contracts, "0"),
            Cell::Figure(self.published_amount, "0.0"),
            Cell::Figure(self.growth, "0.000"),
            Cell::text("/"),
        ]));
        Page {
            sheet: "Sheet1".into(),
            annex: Some("附件2".into()),
            title: "2022年上半年各市吸纳技术合同情况表".into(),
            filled_by: "填报单位（盖章）：安徽省科学技术厅".into(),
            date: "填报日期：2022年7月20日".into(),
            unit_note: "单位：项、亿元".into(),
            header: flat_header(&["序号", "市", "项数", "成交额（亿元）", "增幅", "成交额排名"]),
            header_rows: 1,
            widths: vec![10.0, 18.0, 16.0, 22.0, 18.0, 20.0],
            lines,
            notes: vec![
                "注：按成交额增幅由高到低排列，因四舍五入，各市之和与合计略有出入。".into(),
            ],
        }
    }
}

/// Layouts: 0 plain, 1 two-row header and 万元, 2 figures as text with a remark row, 3 another
/// order and 万元.
fn city_page(city: &City, layout: usize) -> Page {
    let in_10k = layout % 2 == 1;
    let money = |value: Decimal, digits: u32| {
        let value = if in_10k {
            fixed(value * Decimal::from(10_000), 2)
        } else {
            fixed(value, digits)
        };
        match (layout, in_10k) {
            (2, _) => Cell::text(sheet::thousands(value)),
            (_, true) => Cell::Figure(value, "#,##0.00"),
            _ if digits == 1 => Cell::Figure(value, "0.0"),
            _ => Cell::Figure(value, "0.000000"),
        }
    };
    let percent = fixed(city.growth * Decimal::ONE_HUNDRED, 1);
    let count = if layout == 2 {
        Cell::text(sheet::thousands(city.contracts))
    } else {
        Cell::Figure(city.contracts, "0")
    };
    let growth = if layout == 2 {
        Cell::text(format!("{percent}%"))
    } else {
        Cell::Figure(percent, "0.0")
    };
    let row = |number: u32, name: &str, unit: &str, mut figures: [Cell; 3]| {
        if layout == 3 {
            figures.swap(0, 1);
        }
        let mut cells = vec![Cell::Serial(number), Cell::name(name), Cell::text(unit)];
        cells.extend(figures);
        cells.push(Cell::Blank);
        Line::Cells(cells)
    };
    let none = || Cell::text("—");
    let mut lines = vec![
        row(1, "吸纳技术合同项数", "项", [count, none(), none()]),
        row(
            2,
            "吸纳技术合同成交额",
            if in_10k { "万元" } else { "亿元" },
            [money(city.amount, 1), money(city.last_year, 6), growth],
        ),
    ];
    if layout == 2 {
        lines.insert(0, Line::Spacer);
        lines.push(Line::Remark("说明：项数的上年同期数未单独统计。".into()));
    }
    let (header, header_rows) = if layout == 1 {
        let header = vec![
            span(0, 0, 2, 1, "序号"),
            span(0, 1, 2, 1, "指标名称"),
            span(0, 2, 2, 1, "计量单位"),
            span(0, 3, 1, 3, "本期完成情况"),
            span(1, 3, 1, 1, "2022年上半年"),
            span(1, 4, 1, 1, "上年同期"),
            span(1, 5, 1, 1, "增幅（%）"),
            span(0, 6, 2, 1, "备注"),
        ];
        (header, 2)
    } else {
        let (first, second) = if layout == 3 {
            ("2021年上半年", "2022年上半年")
        } else {
            ("2022年上半年", "上年同期")
        };
        (
            flat_header(&[
                "序号",
                "指标名称",
                "计量单位",
                first,
                second,
                "增幅（%）",
                "备注",
            ]),
            1,
        )
    };
    let unit_note = if in_10k {
        "单位：项、万元"
    } else {
        "单位：项、亿元"
    };
    Page {
        sheet: "吸纳技术合同".into(),
        annex: Some("附件1".into()),
        title: "2022年上半年吸纳技术合同情况统计表".into(),
        filled_by: format!("填报单位（盖章）：{}科学技术局", city.name),
        date: "填报日期：2022年7月8日".into(),
        unit_note: unit_note.into(),
        header,
        header_rows,
        widths: vec![8.0, 28.0, 12.0, 20.0, 18.0, 14.0, 18.0],
        lines,
        notes: vec!["注：示例：上年同期成交额由本期成交额和增幅倒推。".into()],
    }
}
