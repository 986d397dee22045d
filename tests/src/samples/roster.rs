//! 科技创新: the two rosters, with enterprises and platforms that do not exist.

use rust_decimal::Decimal;

use super::Outcome;
use super::handing::Layout;
use super::rate::{fixed, percent};
use super::sheet::{Cell, Line, Page, Span, flat_header, span};
use super::survey::County;
use xianbaohui_tests::credit;

const STEMS: [&str; 12] = [
    "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑",
];
const TRADES: [(&str, &str); 8] = [
    ("软件", "电子信息"),
    ("生物", "生物与新医药"),
    ("航空器材", "航空航天"),
    ("新材料", "新材料"),
    ("检测技术", "高技术服务"),
    ("光伏", "新能源与节能"),
    ("环保", "资源与环境"),
    ("机械", "先进制造与自动化"),
];

/// The name without 市, 区, 县, as a company carries it.
fn place(county: &County) -> &str {
    match county.name {
        "河北邢台经济开发区" => "经开",
        "威县" => "威县",
        name => name.trim_end_matches(['市', '区', '县']),
    }
}

/// A number that looks drawn but is the same on every run.
fn drawn(at: usize, number: usize, salt: usize, below: usize) -> usize {
    let mixed = (at * 7919 + number * 104_729 + salt * 1_299_709) % 1_000_003;
    mixed * 31 % 1_000_003 % below
}

fn whole(value: usize) -> Cell {
    Cell::Figure(Decimal::from(value), "0")
}

fn company(at: usize, number: usize, county: &County) -> (String, &'static str) {
    let (trade, field) = TRADES[drawn(at, number, 1, TRADES.len())];
    (
        format!(
            "示例{}{}{trade}有限公司",
            place(county),
            STEMS[number % STEMS.len()]
        ),
        field,
    )
}

/// S3 高新技术企业名单, 3 to 12 rows.
pub(crate) fn enterprises(at: usize, county: &County, layout: Layout) -> Outcome<Page> {
    let mut lines = Vec::new();
    if layout == Layout::Remarks {
        lines.push(Line::Spacer);
    }
    for number in 0..3 + drawn(at, 0, 2, 10) {
        lines.push(Line::Cells(enterprise(at, number, county, layout)?));
    }
    Ok(Page {
        sheet: match layout {
            Layout::Issued => "S3高企名单".into(),
            Layout::Remarks => "高企".into(),
            Layout::Retyped => "Sheet2".into(),
        },
        annex: (layout != Layout::Retyped).then(|| "附件2".into()),
        title: "2021年一季度高新技术企业名单（示例）".into(),
        filled_by: format!("填报单位（盖章）：{}", county.on_sheet),
        date: "填报日期：2021年4月8日".into(),
        unit_note: "单位：万元、人、件".into(),
        header: enterprise_header(),
        header_rows: 2,
        widths: vec![
            6.0, 32.0, 24.0, 18.0, 20.0, 19.0, 14.0, 14.0, 14.0, 13.0, 10.0, 9.0, 9.0, 8.0, 8.0,
            10.0, 10.0, 16.0, 10.0,
        ],
        lines,
        notes: vec!["注：本表只列部分企业；企业、代码和数字均为虚构。".into()],
    })
}

fn enterprise_header() -> Vec<Span> {
    let tall = [
        "序号",
        "企业名称",
        "统一社会信用代码",
        "所属县（市、区）",
        "技术领域",
        "证书编号",
        "发证日期",
        "有效期至",
        "上年营业收入（万元）",
        "研发费用（万元）",
        "研发占比（%）",
    ];
    let mut header: Vec<Span> = (0..)
        .zip(tall)
        .map(|(col, text)| span(0, col, 2, 1, text))
        .collect();
    header.extend([
        span(0, 11, 1, 2, "人员（人）"),
        span(1, 11, 1, 1, "职工总数"),
        span(1, 12, 1, 1, "科技人员"),
        span(0, 13, 1, 2, "知识产权（件）"),
        span(1, 13, 1, 1, "Ⅰ类"),
        span(1, 14, 1, 1, "Ⅱ类"),
    ]);
    header.extend(
        (15..)
            .zip(["入库年度", "联系人", "联系电话", "备注"])
            .map(|(col, text)| span(0, col, 2, 1, text)),
    );
    header
}

fn enterprise(at: usize, number: usize, county: &County, layout: Layout) -> Outcome<Vec<Cell>> {
    let (name, field) = company(at, number, county);
    let year = 2018 + u16::try_from(drawn(at, number, 3, 3))?;
    let month = 9 + u8::try_from(drawn(at, number, 4, 4))?;
    let day = 1 + u8::try_from(drawn(at, number, 5, 28))?;
    let date = |year: u16| match layout {
        Layout::Issued => Cell::Date(year, month, day),
        Layout::Remarks => Cell::text(format!("{year}.{month}.{day}")),
        Layout::Retyped => Cell::text(format!("{year}年{month}月{day}日")),
    };
    let revenue = Decimal::new(i64::try_from(120_000 + drawn(at, number, 6, 990_000))?, 2);
    let rate = Decimal::new(i64::try_from(310 + drawn(at, number, 7, 520))?, 4);
    let spent = fixed((revenue * rate).round_dp(2), 2);
    let share = percent(spent, revenue, 2).ok_or("an enterprise without revenue")?;
    let staff = 35 + drawn(at, number, 8, 380);
    Ok(vec![
        Cell::Serial(u32::try_from(number)? + 1),
        Cell::name(name),
        Cell::text(
            credit::code(county.code, at * 100 + number + 1).map_err(|error| error.to_string())?,
        ),
        Cell::text(if layout == Layout::Retyped {
            place(county)
        } else {
            county.name
        }),
        Cell::text(field),
        Cell::text(format!("GR{year}13{:06}", 900_000 + at * 100 + number)),
        date(year),
        date(year + 3),
        Cell::Figure(revenue, "#,##0.00"),
        Cell::Figure(spent, "#,##0.00"),
        Cell::Figure(share, "0.00"),
        whole(staff),
        whole(staff * (11 + drawn(at, number, 9, 25)) / 100),
        whole(drawn(at, number, 10, 6)),
        whole(drawn(at, number, 11, 30)),
        Cell::text(year.to_string()),
        Cell::text(format!("示例{}", STEMS[number % STEMS.len()])),
        Cell::text(format!("0000-{:07}", at * 100 + number + 1)),
        Cell::Blank,
    ])
}

const PLATFORMS: [(&str, &str); 5] = [
    ("技术创新中心", "技术创新中心"),
    ("众创空间", "众创空间"),
    ("星创天地", "星创天地"),
    ("产业技术研究院", "产业技术研究院"),
    ("科技企业孵化器", "科技企业孵化器"),
];

/// S5 创新平台、双创载体台账, 3 to 6 rows.
pub(crate) fn platforms(at: usize, county: &County, layout: Layout) -> Page {
    let mut lines = Vec::new();
    for (serial, number) in (1..).zip(0..3 + drawn(at, 0, 12, 4)) {
        lines.push(Line::Cells(platform(at, serial, number, county)));
    }
    if layout == Layout::Remarks {
        lines.push(Line::Remark("说明：以上平台状态截至2021年3月31日。".into()));
    }
    Page {
        sheet: match layout {
            Layout::Issued => "S5平台台账".into(),
            Layout::Remarks => "平台".into(),
            Layout::Retyped => "Sheet3".into(),
        },
        annex: (layout != Layout::Retyped).then(|| "附件3".into()),
        title: "2021年一季度创新平台、双创载体台账（示例）".into(),
        filled_by: format!("填报单位（盖章）：{}", county.on_sheet),
        date: "填报日期：2021年4月8日".into(),
        unit_note: "单位：平方米、家、人".into(),
        header: flat_header(&[
            "序号",
            "名称",
            "依托单位",
            "县（市、区）",
            "类别",
            "级别",
            "批准年度",
            "批准文号",
            "场地面积（㎡）",
            "在孵企业（家）",
            "创业导师（人）",
            "上年评价",
            "状态",
        ]),
        header_rows: 1,
        widths: vec![
            6.0, 30.0, 32.0, 18.0, 18.0, 9.0, 10.0, 20.0, 12.0, 10.0, 10.0, 10.0, 9.0,
        ],
        lines,
        notes: vec!["注：名称、文号和数字均为虚构。".into()],
    }
}

fn platform(at: usize, serial: u32, number: usize, county: &County) -> Vec<Cell> {
    let (suffix, kind) = PLATFORMS[(at + number) % PLATFORMS.len()];
    let hosts = matches!(kind, "众创空间" | "星创天地" | "科技企业孵化器");
    let year = 2016 + drawn(at, number, 13, 5);
    let counted = |cell: usize| if hosts { whole(cell) } else { Cell::text("/") };
    vec![
        Cell::Serial(serial),
        Cell::name(format!("示例{}{}{suffix}", place(county), STEMS[number])),
        Cell::name(company(at, number, county).0),
        Cell::text(county.name),
        Cell::text(kind),
        Cell::text(["省级", "市级", "省级", "市级", "市级"][drawn(at, number, 14, 5)]),
        Cell::text(year.to_string()),
        Cell::text(format!("示例〔{year}〕{}号", 1 + drawn(at, number, 15, 90))),
        whole(600 + 50 * drawn(at, number, 16, 120)),
        counted(4 + drawn(at, number, 17, 40)),
        counted(2 + drawn(at, number, 18, 18)),
        Cell::text(["优秀", "良好", "合格", "未参评"][drawn(at, number, 19, 4)]),
        Cell::text(if drawn(at, number, 20, 9) == 0 {
            "整改"
        } else {
            "正常"
        }),
    ]
}
