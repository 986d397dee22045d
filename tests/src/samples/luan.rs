//! 六安市, enterprise R&D of 2020: eight returns in eight layouts, and the city's own table.

use std::fs;
use std::path::Path;

use rust_decimal::Decimal;

use super::rate::{self, Published, fixed};
use super::sheet::{self, Cell, Line, Page, flat_header, span};
use super::{Outcome, ensure};

/// Name, name on its own sheet, value in 0.1 万元, growth in 0.1 %: in the order of the published
/// table.
const PUBLISHED: [(&str, &str, i64, i64); 8] = [
    ("裕安区", "裕安区科学技术局", 211_253, 1972),
    ("金寨县", "金寨县科技局", 144_663, 954),
    ("霍山县", "霍山县", 311_637, 69),
    ("舒城县", "舒城县科学技术局", 160_833, -276),
    ("霍邱县", "霍邱县", 156_176, -193),
    ("开发区", "六安经济技术开发区", 389_083, -109),
    ("金安区", "金安区科学技术局", 145_695, -95),
    ("叶集区", "叶集区", 38_682, -85),
];
const TOTAL: i64 = 1_558_022;
const TOTAL_GROWTH: i64 = 45;
/// Sum of the bases, chosen inside the range that gives 4.5 %; the published +6683.1 万元 lies
/// outside of it.
const BASE_TOTAL: i64 = 1_491_550;

/// One county's line.
pub(crate) struct County {
    pub(crate) name: &'static str,
    on_sheet: &'static str,
    pub(crate) current: Decimal,
    pub(crate) last_year: Decimal,
    pub(crate) growth: Decimal,
}

/// The whole sample.
pub(crate) struct Luan {
    pub(crate) counties: Vec<County>,
    pub(crate) total: Decimal,
    pub(crate) base_total: Decimal,
    pub(crate) total_growth: Decimal,
}

impl Luan {
    /// The published figures with their bases; refuses when they do not give the published totals.
    pub(crate) fn new() -> Outcome<Self> {
        let published = PUBLISHED.map(|(_, _, value, growth)| Published { value, growth });
        let bases = rate::bases(&published, BASE_TOTAL)?;
        ensure(
            bases.lowest == 1_491_462,
            "the lowest sum of the bases is 149146.2",
        )?;
        ensure(
            bases.lowest > TOTAL - 66_831,
            "an increase of 6683.1 is out of reach",
        )?;
        let counties: Vec<County> = PUBLISHED
            .iter()
            .zip(&bases.chosen)
            .map(|((name, on_sheet, value, growth), base)| County {
                name,
                on_sheet,
                current: Decimal::new(*value, 1),
                last_year: Decimal::new(*base, 1),
                growth: Decimal::new(*growth, 1),
            })
            .collect();
        for county in &counties {
            let growth = rate::growth(county.current, county.last_year, Decimal::ONE_HUNDRED, 1);
            ensure(
                growth == Some(county.growth),
                format!("{}: growth", county.name),
            )?;
        }
        let total: Decimal = counties.iter().map(|county| county.current).sum();
        let base_total: Decimal = counties.iter().map(|county| county.last_year).sum();
        let total_growth = Decimal::new(TOTAL_GROWTH, 1);
        ensure(
            total == Decimal::new(TOTAL, 1),
            "六安: the counties add up to 155802.2",
        )?;
        ensure(
            rate::growth(total, base_total, Decimal::ONE_HUNDRED, 1) == Some(total_growth),
            "六安: the total grows by 4.5 %",
        )?;
        Ok(Self {
            counties,
            total,
            base_total,
            total_growth,
        })
    }

    /// Writes `counties/` and `table/`; returns the number of workbooks.
    pub(crate) fn write(&self, out: &Path) -> Outcome<usize> {
        fs::create_dir_all(out.join("counties"))?;
        fs::create_dir_all(out.join("table"))?;
        for county in &self.counties {
            let (file, page) = county_page(county);
            sheet::save(&out.join("counties").join(file), &[page])?;
        }
        let table = out
            .join("table")
            .join("六安市2020年各县区企业研发经费投入情况表.xlsx");
        sheet::save(&table, &[self.table()])?;
        Ok(self.counties.len() + 1)
    }

    fn table(&self) -> Page {
        let line = |cells: [Cell; 2], current, last_year, growth| {
            let [number, name] = cells;
            Line::Cells(vec![
                number,
                name,
                Cell::Figure(current, "#,##0.0"),
                Cell::Figure(last_year, "#,##0.0"),
                Cell::Figure(growth, "0.0"),
                Cell::Blank,
            ])
        };
        let mut lines: Vec<Line> = (1..)
            .zip(&self.counties)
            .map(|(number, county)| {
                let head = [Cell::Serial(number), Cell::text(county.name)];
                line(head, county.current, county.last_year, county.growth)
            })
            .collect();
        let head = [Cell::Blank, Cell::text("合计")];
        lines.push(line(head, self.total, self.base_total, self.total_growth));
        Page {
            sheet: "各县区".into(),
            annex: Some("附件2".into()),
            title: "2020年各县区企业研发经费投入情况表".into(),
            filled_by: "填报单位（盖章）：六安市科学技术局".into(),
            date: "填报日期：2021年3月31日".into(),
            unit_note: "单位：万元".into(),
            header: vec![
                span(0, 0, 3, 1, "序号"),
                span(0, 1, 3, 1, "县（区）"),
                span(0, 2, 1, 3, "企业研发经费投入"),
                span(1, 2, 1, 2, "总额"),
                span(1, 4, 1, 1, "比上年"),
                span(2, 2, 1, 1, "本年"),
                span(2, 3, 1, 1, "上年"),
                span(2, 4, 1, 1, "增速（%）"),
                span(0, 5, 3, 1, "备注"),
            ],
            header_rows: 3,
            widths: vec![8.0, 20.0, 18.0, 18.0, 16.0, 18.0],
            lines,
            notes: vec!["注：1.按增速由高到低排列。2.示例：上年数由本年数和增速倒推。".into()],
        }
    }
}

/// How the columns are headed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Header {
    Flat,
    Merged,
    Reordered,
}

/// What differs between the eight layouts.
struct Layout {
    file: &'static str,
    sheet: &'static str,
    unit: &'static str,
    /// 万元 × this = the figure on the sheet
    per_10k: Decimal,
    digits: u32,
    as_text: bool,
    remarks: bool,
    header: Header,
}

fn layout(name: &str) -> Layout {
    let plain = Layout {
        file: "裕安区.xlsx",
        sheet: "Sheet1",
        unit: "万元",
        per_10k: Decimal::ONE,
        digits: 1,
        as_text: false,
        remarks: false,
        header: Header::Flat,
    };
    let yi = Decimal::new(1, 4);
    match name {
        "金寨县" => Layout {
            file: "金寨县2020年研发经费.xlsx",
            header: Header::Reordered,
            ..plain
        },
        "霍山县" => Layout {
            file: "附件1-霍山县(改).xlsx",
            remarks: true,
            as_text: true,
            ..plain
        },
        "舒城县" => Layout {
            file: "舒城县上报.xlsx",
            sheet: "2020年",
            as_text: true,
            ..plain
        },
        "霍邱县" => Layout {
            file: "霍邱县.xlsx",
            unit: "亿元",
            per_10k: yi,
            digits: 5,
            ..plain
        },
        "开发区" => Layout {
            file: "开发区（最终版）.xlsx",
            unit: "千元",
            per_10k: Decimal::TEN,
            digits: 0,
            header: Header::Reordered,
            ..plain
        },
        "金安区" => Layout {
            file: "金安区企业研发投入.xlsx",
            header: Header::Merged,
            ..plain
        },
        "叶集区" => Layout {
            file: "叶集区.xlsx",
            sheet: "研发经费",
            remarks: true,
            ..plain
        },
        _ => plain,
    }
}

fn county_page(county: &County) -> (&'static str, Page) {
    let layout = layout(county.name);
    let money = |value: Decimal| {
        let value = fixed(value * layout.per_10k, layout.digits);
        match (layout.as_text, layout.digits) {
            (true, _) => Cell::text(sheet::thousands(value)),
            (_, 0) => Cell::Figure(value, "0"),
            (_, 5) => Cell::Figure(value, "0.00000"),
            _ => Cell::Figure(value, "0.0"),
        }
    };
    let growth = if layout.as_text {
        Cell::text(county.growth.to_string())
    } else {
        Cell::Figure(county.growth, "0.0")
    };
    let (current, last_year) = (money(county.current), money(county.last_year));
    let (heads, figures) = if layout.header == Header::Reordered {
        (["上年", "本年", "增速（%）"], [last_year, current, growth])
    } else {
        (["本年", "上年", "增速（%）"], [current, last_year, growth])
    };
    let mut cells = vec![
        Cell::Serial(1),
        Cell::name("企业R&D经费"),
        Cell::text(layout.unit),
    ];
    cells.extend(figures);
    cells.push(Cell::Blank);

    let mut lines = vec![Line::Cells(cells)];
    if layout.remarks {
        lines.insert(0, Line::Spacer);
        lines.insert(
            1,
            Line::Remark("说明：本表数据取自企业研发活动统计年报，已与统计部门核对。".into()),
        );
        lines.push(Line::Spacer);
    }
    let (header, header_rows) = if layout.header == Header::Merged {
        let header = vec![
            span(0, 0, 3, 1, "序号"),
            span(0, 1, 3, 1, "指标名称"),
            span(0, 2, 3, 1, "计量单位"),
            span(0, 3, 1, 3, "研发经费投入情况"),
            span(1, 3, 1, 2, "总额"),
            span(1, 5, 1, 1, "比上年"),
            span(2, 3, 1, 1, heads[0]),
            span(2, 4, 1, 1, heads[1]),
            span(2, 5, 1, 1, heads[2]),
            span(0, 6, 3, 1, "备注"),
        ];
        (header, 3)
    } else {
        let mut texts = vec!["序号", "指标名称", "计量单位"];
        texts.extend(heads);
        texts.push("备注");
        (flat_header(&texts), 1)
    };
    let page = Page {
        sheet: layout.sheet.into(),
        annex: Some("附件1".into()),
        title: "2020年企业研发经费投入情况统计表".into(),
        filled_by: format!("填报单位（盖章）：{}", county.on_sheet),
        date: "填报日期：2021年3月26日".into(),
        unit_note: format!("单位：{}", layout.unit),
        header,
        header_rows,
        widths: vec![8.0, 26.0, 12.0, 18.0, 18.0, 14.0, 20.0],
        lines,
        notes: vec![
            "注：1.本表由县（区）科技主管部门填报。2.示例：上年数由本年数和增速倒推。".into(),
        ],
    };
    (layout.file, page)
}
