//! The main job: a folder of returns in, one of them wrong; seen, kept, added up, followed back,
//! written.

use std::path::Path;

use fantoccini::Locator;
use rust_decimal::Decimal;
use serde_json::from_value;

use crate::desk::{Desk, Known, RETURNS};
use crate::exported::Exported;
use crate::window::{Window, in_window, text_of};
use crate::{Outcome, ensure};

/// Columns, from 1, of 累计 in 汇总表 and of the first 累计 in 分县表.
const SUMMARY_CUMULATIVE: u32 = 6;
const COUNTY_CUMULATIVE: u32 = 3;

#[test]
fn a_folder_with_one_wrong_return_becomes_a_workbook() -> Outcome {
    let desk = Desk::new()?;
    in_window(&[&desk.ledger(), &desk.returns()], async |window| {
        inbox(window).await?;
        review(window).await?;
        consolidated(window, &desk).await?;
        let path = export(window).await?;
        workbook(Path::new(&path), &desk)
    })
}

/// 收件台 says what each file is; nothing is kept before 入库.
async fn inbox(window: &Window) -> Outcome {
    let script = "return [...document.querySelectorAll('[data-testid=inbox-row]')].map((row) => [ro\
        w.dataset.file, row.dataset.status, row.textContent])";
    let rows = window
        .until("every file has a row", async || {
            Ok(from_value::<Vec<[String; 3]>>(window.run(script).await?)
                .ok()
                .filter(|rows| rows.len() == RETURNS.len()))
        })
        .await?;
    for [file, status, text] in rows {
        let of = RETURNS
            .iter()
            .find(|of| of.file == file)
            .ok_or_else(|| format!("{file} was not there"))?;
        ensure(
            status == "ready" && text.contains(of.unit),
            format!("{file}: {status}, {text}"),
        )?;
    }
    ensure(
        reported(
            &window
                .text_where("[data-testid=coverage]", |text| text.contains("已报"))
                .await?,
        ) == Some(0),
        "something was kept before 入库",
    )?;

    let wrong = "[data-testid=inbox-row][data-file^=信都区] [role=gridcell]";
    window.click(wrong).await?;
    window
        .text_where(
            "[role=gridcell][aria-rowindex='13'][aria-colindex='6'].mark-a",
            |text| text == "1",
        )
        .await?;
    window.screenshot("4-inbox").await?;

    window.click("[data-testid=inbox-commit]").await?;
    window
        .text_where("[data-testid=coverage]", |text| {
            reported(text) == Some(RETURNS.len())
        })
        .await?;
    Ok(())
}

/// `5/19 已报 …` → 5
fn reported(coverage: &str) -> Option<usize> {
    coverage.split('/').next()?.trim().parse().ok()
}

/// 审核: the finding is there, and a click shows its cell in the county's own sheet.
async fn review(window: &Window) -> Outcome {
    window.click("[data-testid=nav-review]").await?;
    window
        .click_where("[data-testid=review-finding][data-severity=A]", |text| {
            text.contains("信都区") && text.contains("星创天地")
        })
        .await?;
    window
        .text_where(
            "[role=gridcell][aria-rowindex='13'][aria-colindex='6'].mark-a",
            |text| text == "1",
        )
        .await?;
    window
        .until("the cell has its frame", async || {
            Ok(window.all(".frame.a").await?.pop())
        })
        .await?;
    window.screenshot("5-review").await
}

/// 汇总: a total names its parts; a county's figure says which cell of which file it is, and that
/// cell says the same.
async fn consolidated(window: &Window, desk: &Desk) -> Outcome {
    window.click("[data-testid=nav-consolidated]").await?;
    window
        .text_where("[data-testid=table-coverage]", |text| {
            text.contains("宁晋县")
        })
        .await?;
    choose_table(window, "汇总表").await?;
    let all = RETURNS
        .iter()
        .map(|of| desk.companies(of))
        .sum::<Outcome<Decimal>>()?;
    let total = follow_back(window, "高新技术企业总数", SUMMARY_CUMULATIVE).await?;
    ensure(total == all, format!("the total is {total}, not {all}"))?;
    window
        .text_where("[data-testid=origin-panel]", |text| {
            RETURNS.iter().all(|of| text.contains(of.unit))
        })
        .await?;
    window.screenshot("6-consolidated").await?;

    choose_table(window, "分县表").await?;
    let of = RETURNS.first().ok_or("no returns")?;
    let shown = follow_back(window, of.unit, COUNTY_CUMULATIVE).await?;
    let origin = window
        .text_where("[data-testid=origin-panel]", |text| text.contains(of.file))
        .await?;
    let cell =
        cell_named(&origin, of).ok_or_else(|| format!("no cell of {} in: {origin}", of.sheet))?;
    ensure(
        desk.figure(of, &cell)? == shown,
        format!("{shown} is not what {} has in {cell}", of.file),
    )?;
    window.screenshot("7-origin").await
}

/// Opens the list and takes the table from it, until it is the one that is shown.
async fn choose_table(window: &Window, kind: &str) -> Outcome {
    let wanted = |text: &str| text.contains("主要指标") && text.contains(kind);
    window
        .until(&format!("{kind} is chosen"), async || {
            let shown = window
                .texts(
                    "[data-tes\
                tid=table-picker]",
                )
                .await?
                .into_iter()
                .any(|text| wanted(&text));
            // a list that is still unfolding is not folded again
            let is_open = !window
                .all(
                    "[data-testid=table-picker] [aria-expanded=true], [data-testi\
                d=table-picker][aria-expanded=true]",
                )
                .await?
                .is_empty();
            if !shown && !window.click_now("[role=option]", wanted).await? && !is_open {
                window
                    .click_now("[data-testid=table-picker]", |_| true)
                    .await?;
            }
            Ok(shown.then_some(()))
        })
        .await
}

/// Clicks the cell in a column of the row that says this, and returns its figure.
async fn follow_back(window: &Window, row: &str, column: u32) -> Outcome<Decimal> {
    let cell = format!("[role=gridcell].trace[aria-colindex='{column}']");
    window
        .until(&format!("{row} has a figure to follow back"), async || {
            for found in window.all("[data-testid=table-row]").await? {
                if text_of(&found).await?.contains(row) {
                    let cell = found.find(Locator::Css(&cell)).await?;
                    let figure = text_of(&cell).await?.replace(',', "").parse().ok();
                    cell.click().await?;
                    return Ok(figure);
                }
            }
            Ok(None)
        })
        .await
}

/// `S1主要指标!F8` → `F8`
fn cell_named(origin: &str, of: &Known) -> Option<String> {
    let after = origin.split(&format!("{}!", of.sheet)).nth(1)?;
    Some(
        after
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect(),
    )
}

/// 导出 says where it wrote.
async fn export(window: &Window) -> Outcome<String> {
    window.click("[data-testid=nav-export]").await?;
    window
        .text_where("[data-testid=export-warnings]", |text| {
            text.contains("宁晋县")
        })
        .await?;
    window.click("[data-testid=export-run]").await?;
    let path = window
        .text_where("[data-testid=export-done] .path", |text| !text.is_empty())
        .await?;
    window.screenshot("8-export").await?;
    Ok(path)
}

/// The exported workbook against the counties' own, added up here.
fn workbook(path: &Path, desk: &Desk) -> Outcome {
    let mut book = Exported::open(path)?;
    let (mut companies, mut contracts) = (Decimal::ZERO, Decimal::ZERO);
    for of in &RETURNS {
        let (own_companies, own_contracts) = (desk.companies(of)?, desk.contracts(of)?);
        book.says(of.unit, "高新技术企业总数", own_companies)?;
        book.says(of.unit, "技术合同成交额", own_contracts)?;
        companies += own_companies;
        contracts += own_contracts;
    }
    book.says("合计", "高新技术企业总数", companies)?;
    book.says("合计", "技术合同成交额", contracts)?;
    book.mentions("报送情况", "宁晋县")?;
    book.mentions("审核结果", "信都区")?;
    for of in &RETURNS {
        book.mentions("数据来源", of.file)?;
    }
    Ok(())
}
