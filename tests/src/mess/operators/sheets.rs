//! Other sheets in the workbook, names of sheets and files.

use super::sheet;
use crate::mess::model::{Book, Cell, Content, Row, RowKind, Sheet, Shown};
use crate::mess::names::one_of;
use fastrand::Rng;
use rust_decimal::Decimal;

fn free_name(book: &Book, wanted: &str) -> String {
    let mut name = wanted.to_owned();
    while book.sheets.iter().any(|sheet| sheet.name == name) {
        name.push('1');
    }
    name
}

pub(super) fn renamed(book: &mut Book, rng: &mut Rng) -> bool {
    let name = free_name(
        book,
        one_of(
            rng,
            &[
                "Sheet1 (2)",
                "附件1",
                "宁晋",
                "2021",
                "一季度 ",
                "表一",
                "汇总",
            ],
        ),
    );
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    sheet.name = name;
    true
}

fn lines(name: String, shown: Shown, lines: &[&[&str]]) -> Sheet {
    let width = 3;
    let rows = lines.iter().map(|line| {
        let mut row = Row::new(RowKind::Other, width);
        for (cell, words) in row.cells.iter_mut().zip(*line) {
            *cell = words
                .parse::<Decimal>()
                .map_or_else(|_| Cell::text(*words), Cell::number);
        }
        row
    });
    Sheet {
        name,
        shown,
        claim: None,
        columns: vec![crate::mess::model::Column::Foreign; width],
        rows: rows.collect(),
        hidden_columns: Vec::new(),
        filtered: false,
        around: crate::mess::model::Around::default(),
    }
}

fn add(book: &mut Book, rng: &mut Rng, sheet: Sheet) {
    // a workbook must begin with a sheet that is seen
    let at = if sheet.shown == Shown::Yes {
        rng.usize(..=book.sheets.len())
    } else {
        book.sheets.len()
    };
    book.sheets.insert(at, sheet);
}

pub(super) fn junk(book: &mut Book, rng: &mut Rng) -> bool {
    let junk = match rng.u32(..4) {
        0 => lines(
            free_name(book, "CNKI"),
            Shown::Yes,
            &[
                &["年鉴数据由中国知网整理", "", ""],
                &["http://data.cnki.net", "", ""],
            ],
        ),
        1 => lines(
            free_name(book, "填表说明"),
            Shown::Yes,
            &[
                &["填表说明", "", ""],
                &["1.高新技术企业：期末数", "", ""],
                &["2.单位：万元", "", ""],
            ],
        ),
        2 => lines(
            free_name(book, "Sheet9"),
            Shown::Yes,
            &[&["指标名称", "2021年目标", "累计"], &["测算", "12", "34"]],
        ),
        _ => lines(
            free_name(book, "Sheet8"),
            Shown::Yes,
            &[
                &["企业名称", "联系人", "123"],
                &["示例甲有限公司", "张三", "4"],
            ],
        ),
    };
    add(book, rng, junk);
    true
}

pub(super) fn hidden_junk(book: &mut Book, rng: &mut Rng) -> bool {
    let hidden = lines(
        free_name(book, "数据字典"),
        Shown::Hidden,
        &[
            &["电子信息", "国家级", "正常"],
            &["新材料", "省级", "整改"],
            &["宁晋县", "威县", "1"],
        ],
    );
    add(book, rng, hidden);
    true
}

/// A return's sheet of a year before, with other figures.
fn copy_of_last_year(book: &Book, rng: &mut Rng, shown: Shown) -> Option<Sheet> {
    let mut copy = book
        .sheets
        .iter()
        .find(|sheet| sheet.claim.is_some() && sheet.row_of(&RowKind::Title).is_some())?
        .clone();
    copy.name = free_name(book, one_of(rng, &["去年", "Sheet7", "2020"]));
    copy.shown = shown;
    copy.claim = None;
    for row in &mut copy.rows {
        for cell in &mut row.cells {
            cell.fact = None;
            if let Some(words) = cell.as_text() {
                let before = words
                    .replace("2020年", "2019年")
                    .replace("2021年", "2020年")
                    .replace("2022年", "2021年");
                cell.content = Content::Text(before);
            } else if let Some(number) = cell.as_number() {
                cell.content = Content::Number(number + Decimal::ONE);
            }
        }
    }
    let title = copy.row_of(&RowKind::Title)?;
    copy.rows[title]
        .cells
        .iter()
        .filter_map(Cell::as_text)
        .any(|words| words.contains('年'))
        .then_some(copy)
}

pub(super) fn very_hidden_copy(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(copy) = copy_of_last_year(book, rng, Shown::VeryHidden) else {
        return false;
    };
    add(book, rng, copy);
    true
}

pub(super) fn hidden_copy(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(copy) = copy_of_last_year(book, rng, Shown::Hidden) else {
        return false;
    };
    add(book, rng, copy);
    true
}

pub(super) fn last_year(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(copy) = copy_of_last_year(book, rng, Shown::Yes) else {
        return false;
    };
    add(book, rng, copy);
    true
}

/// Units of the main scheme.
const COUNTIES: [(&str, &str); 4] = [
    ("130528", "宁晋县"),
    ("130533", "威县"),
    ("130581", "南宫市"),
    ("130502", "襄都区"),
];

pub(super) fn other_unit(book: &mut Book, rng: &mut Rng) -> bool {
    if book.scheme != 0 {
        return false;
    }
    let Some(first) = book.sheets.iter().find(|sheet| sheet.is_matrix()) else {
        return false;
    };
    let mut second = first.clone();
    let (code, name) = COUNTIES[rng.usize(..COUNTIES.len())];
    let Some(claim) = &mut second.claim else {
        return false;
    };
    if claim.ask
        || book
            .sheets
            .iter()
            .filter_map(|sheet| sheet.claim.as_ref())
            .any(|claim| claim.unit == code)
        || book
            .sheets
            .iter()
            .filter(|sheet| sheet.claim.is_some())
            .count()
            > 1
    {
        return false;
    }
    let own = claim.unit.clone();
    code.clone_into(&mut claim.unit);
    let Some(line) = second.row_of(&RowKind::Line) else {
        return false;
    };
    let mut named = false;
    for cell in &mut second.rows[line].cells {
        if cell
            .as_text()
            .is_some_and(|words| words.starts_with("填报单位"))
        {
            cell.content = Content::Text(format!("填报单位：{name}科学技术局"));
            named = true;
        }
    }
    for fact in second
        .rows
        .iter_mut()
        .flat_map(|row| &mut row.cells)
        .filter_map(|cell| cell.fact.as_mut())
    {
        if let crate::mess::model::Of::Figure { unit, .. } = &mut fact.of
            && *unit == own
        {
            code.clone_into(unit);
        }
    }
    // nothing is known of the second county's year before
    let unclear = second
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter_map(|cell| cell.fact.as_ref())
        .any(|fact| fact.state.is_none());
    if !named || unclear {
        return false;
    }
    second.name = free_name(book, "第二张");
    add(book, rng, second);
    true
}

pub(super) fn firm(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(mut copy) = book.sheets.iter().find(|sheet| sheet.is_matrix()).cloned() else {
        return false;
    };
    copy.name = free_name(book, "示例公司");
    copy.claim = None;
    let Some(line) = copy.row_of(&RowKind::Line) else {
        return false;
    };
    copy.rows[line].cells[0] = Cell::text(one_of(
        rng,
        &[
            "填报单位：示例甲机械有限公司",
            "填报单位：宁晋县凤凰镇人民政府",
        ],
    ));
    for cell in copy.rows.iter_mut().flat_map(|row| &mut row.cells) {
        cell.fact = None;
    }
    for claim in book
        .sheets
        .iter_mut()
        .filter_map(|sheet| sheet.claim.as_mut())
    {
        claim.ask = true;
    }
    add(book, rng, copy);
    true
}

pub(super) fn file_name(book: &mut Book, rng: &mut Rng) -> bool {
    let name = one_of(
        rng,
        &[
            "附件1-XX县2021年一季度(改).xls",
            "报表(最终版2).xlsx",
            "副本.et",
            "汇总表 - 副本 (3).XLSX",
            "沙河市2021年一季度.xlsx",
            "~1.tmp",
            "清河2020年.xlsx",
            "无扩展名",
        ],
    );
    name.clone_into(&mut book.file);
    true
}
