//! Work in the inbox that is not finished: the window is closed and opened again, and nothing has
//! to be done twice.

use std::fs;

use xianbaohui_tests::sheet::{Sheet, workbook};

use crate::desk::Desk;
use crate::window::{Window, in_window};
use crate::{Outcome, ensure};

/// S1 of a county that did not write who it is.
const HEADER: &str = "2021年一季度科技创新主要指标完成情况统计表\n填报单位：\n指标名称 | 计量单位 \
    | 2021年目标 | 本季 | 累计 | 上年同期累计 | 同比增长（%） | 完成全年目标（%）";
const ROWS: &str = "高新技术企业新增 | 家 | 11 | 9 | 9 | 8 | / | /\n其中：规模以上 | 家 | / | 3 | \
    3 | 3 | / | /\n高新技术企业总数 | 家 | 44 | 33 | 33 | 24 | / | /\n科技型中小企业新增 | 家 | 35 \
    | 34 | 34 | 40 | / | /\n科技型中小企业总数 | 家 | 574 | 467 | 467 | 433 | / | /\n国家级众创空间\
    总数 | 家 | / | 1 | 1 | 0 | / | /\n国家级科技企业孵化器总数 | 家 | / | 0 | 0 | 0 | / | /\n省级\
    星创天地新增 | 家 | 2 | 3 | 3 | 2 | / | /\n省级农业科技小巨人企业新增 | 家 | 4 | 3 | 3 | 2 | / \
    | /\n省级以上创新平台新建 | 家 | 6 | 5 | 5 | 1 | / | /\n技术合同成交额 | 万元 | 24672 | 7602.3\
    9 | 7602.39 | 4954.92 | / | /\n其中：技术输出 | 万元 | 11595.84 | 3573.12 | 3573.12 | 2328.81 \
    | / | /\n争取省科技资金 | 万元 | 733 | 666 | 666 | 616 | / | /\n争取省科技资金项目数 | 个 | 6 \
    | 5 | 5 | 5 | / | /\n省科技进步奖 | 项 | 1 | 1 | 1 | 1 | / | /\n科技型中小企业创新英才总数 | \
    人 | / | 6 | 6 | 5 | / | /";

async fn rows(window: &Window, wanted: usize) -> Outcome<Vec<String>> {
    let css = "[data-testid=inbox-row]:not([data-status=unread])";
    window
        .until(&format!("{wanted} files are there"), async || {
            Ok(Some(window.texts(css).await?).filter(|rows| rows.len() == wanted))
        })
        .await
}

#[test]
fn files_and_answers_are_there_again_after_the_window_was_closed() -> Outcome {
    let desk = Desk::new()?;
    let file = desk.returns().join("报表终稿.xlsx");
    fs::write(
        &file,
        workbook(&[Sheet::new("表", &format!("{HEADER}\n{ROWS}"))])
            .map_err(|error| error.to_string())?,
    )?;
    in_window(&[&desk.ledger(), &desk.returns()], async |window| {
        rows(window, 6).await?;
        window
            .press("[data-testid=inbox-row][data-file^=报表终稿] [role=gridcell]")
            .await?;
        window
            .text_where("[data-testid=inbox-not-remembered]", |text| {
                text.contains("不能记住")
            })
            .await?;
        window.screenshot("10-kept-asked").await?;
        window
            .click("[data-testid=inbox-confirm] .el-select__wrapper")
            .await?;
        window
            .click_where(".el-select-dropdown__item", |text| text.contains("宁晋县"))
            .await?;
        window
            .text_where(
                "[data-testid=inbox-row][data-file^=报表终稿][data-status=ready]",
                |text| text.contains("宁晋县"),
            )
            .await?;
        // taken out and put back by the line that says so
        window.click("[data-testid=inbox-remove]").await?;
        rows(window, 5).await?;
        window.screenshot("11-kept-removed").await?;
        window
            .click_where("[data-testid=notice-action]", |text| text.contains("撤销"))
            .await?;
        rows(window, 6).await?;
        Ok(())
    })?;
    // the stick with the files is pulled
    fs::remove_dir_all(desk.returns())?;
    in_window(&[&desk.ledger()], async |window| {
        let rows = rows(window, 6).await?;
        ensure(
            rows.iter().any(|text| {
                text.contains("报表终稿") && text.contains("宁晋县") && text.contains("待入库")
            }),
            format!("the answer is gone: {rows:?}"),
        )?;
        window.screenshot("12-kept-again").await?;
        // what was answered before can be answered otherwise, though nothing is left to undo
        window
            .press("[data-testid=inbox-row][data-file^=报表终稿] [role=gridcell]")
            .await?;
        window.click("[data-testid=inbox-unsay]").await?;
        window
            .text_where("[data-testid=inbox-not-remembered]", |text| {
                text.contains("不能记住")
            })
            .await?;
        window
            .click("[data-testid=inbox-confirm] .el-select__wrapper")
            .await?;
        window
            .click_where(".el-select-dropdown__item", |text| text.contains("柏乡县"))
            .await?;
        window
            .text_where(
                "[data-testid=inbox-row][data-file^=报表终稿][data-status=ready]",
                |text| text.contains("柏乡县"),
            )
            .await?;
        window.screenshot("13-kept-answered-otherwise").await?;
        window.click("[data-testid=inbox-commit]").await?;
        window
            .text_where("[data-testid=coverage]", |text| text.starts_with("6/19"))
            .await?;
        Ok(())
    })
}
