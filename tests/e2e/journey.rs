//! The main job: a folder of returns in, one of them wrong; seen, kept, added up, followed back, written.

use std::path::Path;

use fantoccini::Locator;
use fantoccini::elements::Element;
use rust_decimal::Decimal;

use crate::desk::{Desk, Known, RETURNS};
use crate::exported::Exported;
use crate::window::{Window, in_window, text_of};
use crate::{Outcome, ensure};

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
    let rows = window.until("every file has a row", async || Ok(Some(window.all("[data-testid=inbox-row]").await?).filter(|rows| rows.len() == RETURNS.len()))).await?;
    for row in rows {
        let (file, status) = (row.attr("data-file").await?.unwrap_or_default(), row.attr("data-status").await?.unwrap_or_default());
        let of = RETURNS.iter().find(|of| of.file == file).ok_or_else(|| format!("{file} was not there"))?;
        let text = text_of(&row).await?;
        ensure(status == "ready" && text.contains(of.unit), format!("{file}: {status}, {text}"))?;
    }
    ensure(reported(&window.text_where("[data-testid=coverage]", |text| text.contains("已报")).await?) == Some(0), "something was kept before 入库")?;

    let wrong = "[data-testid=inbox-row][data-file^=信都区] [role=gridcell]";
    window.click(wrong).await?;
    window.element_where("[role=gridcell][aria-rowindex='13'][aria-colindex='6'].mark-a", |text| text == "1").await?;
    window.screenshot("4-inbox").await?;

    window.click("[data-testid=inbox-commit]").await?;
    window.text_where("[data-testid=coverage]", |text| reported(text) == Some(RETURNS.len())).await?;
    Ok(())
}

/// `5/19 已报 …` → 5
fn reported(coverage: &str) -> Option<usize> {
    coverage.split('/').next()?.trim().parse().ok()
}

/// 审核: the finding is there, and a click shows its cell in the county's own sheet.
async fn review(window: &Window) -> Outcome {
    window.click("[data-testid=nav-review]").await?;
    let finding = window.element_where("[data-testid=review-finding][data-severity=A]", |text| text.contains("信都区") && text.contains("星创天地")).await?;
    finding.click().await?;
    window.element_where("[role=gridcell][aria-rowindex='13'][aria-colindex='6'].mark-a", |text| text == "1").await?;
    window.until("the cell has its frame", async || Ok(window.all(".frame.a").await?.pop())).await?;
    window.screenshot("5-review").await
}

/// 汇总: a total names its parts; a county's figure says which cell of which file it is, and that cell says the same.
async fn consolidated(window: &Window, desk: &Desk) -> Outcome {
    window.click("[data-testid=nav-consolidated]").await?;
    window.text_where("[data-testid=table-coverage]", |text| text.contains("宁晋县")).await?;
    figure_in(window, "高新技术企业总数").await?.click().await?;
    window.text_where("[data-testid=origin-panel]", |text| text.contains("信都区") && text.contains("任泽区")).await?;
    window.screenshot("6-consolidated").await?;

    window.click("[data-testid=table-picker]").await?;
    window.element_where("[role=option]", |text| text.contains("分县")).await?.click().await?;
    let of = RETURNS.first().ok_or("no returns")?;
    let figure = figure_in(window, of.unit).await?;
    let shown: Decimal = text_of(&figure).await?.replace(',', "").parse()?;
    figure.click().await?;
    let origin = window.text_where("[data-testid=origin-panel]", |text| text.contains(of.file)).await?;
    let cell = cell_named(&origin, of).ok_or_else(|| format!("no cell of {} in: {origin}", of.sheet))?;
    ensure(desk.figure(of, &cell)? == shown, format!("{shown} is not what {} has in {cell}", of.file))?;
    window.screenshot("7-origin").await
}

/// The first figure that can be followed back, in the row that begins with this.
async fn figure_in(window: &Window, row: &str) -> Outcome<Element> {
    let row = window.element_where("[data-testid=table-row]", |text| text.contains(row)).await?;
    Ok(row.find(Locator::Css("[role=gridcell].trace.right")).await?)
}

/// `S1主要指标!F8` → `F8`
fn cell_named(origin: &str, of: &Known) -> Option<String> {
    let after = origin.split(&format!("{}!", of.sheet)).nth(1)?;
    Some(after.chars().take_while(char::is_ascii_alphanumeric).collect())
}

/// 导出 says where it wrote.
async fn export(window: &Window) -> Outcome<String> {
    window.click("[data-testid=nav-export]").await?;
    window.text_where("[data-testid=export-warnings]", |text| text.contains("宁晋县")).await?;
    window.click("[data-testid=export-run]").await?;
    let path = window.text_where("[data-testid=export-done] .path", |text| !text.is_empty()).await?;
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
