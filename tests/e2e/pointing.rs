//! 指认: a sheet whose headers are the county's own words. The officer says which form it is,
//! points at the headers, and it is read.

use std::fs;

use xianbaohui_tests::sheet::{Sheet, workbook};

use crate::Outcome;
use crate::desk::Desk;
use crate::window::{Window, in_window};

const OWN_WORDS: &str = "一季度情况\n填报单位：任泽区\n事项 | 计量单位 | 全年 | 一季 | 完成 | 去年\
    \n高新技术企业总数 | 家 | 34 | 27 | 28 | 19\n技术合同成交额 | 万元 | 23971 | 5653.88 | 5653.88 \
    | 3753.35";

#[test]
fn headers_in_a_countys_own_words_are_pointed_at() -> Outcome {
    let desk = Desk::new()?;
    let file = desk.ledger().with_file_name("任泽区一季度.xlsx");
    fs::write(
        &file,
        workbook(&[Sheet::new("表", OWN_WORDS)]).map_err(|error| error.to_string())?,
    )?;
    in_window(&[&desk.ledger(), &file], async |window| {
        // the only file is the one that is looked at
        window.click("[data-testid=confirm-form-S1]").await?;
        window
            .text_where(
                "[data-testid=inbox-row][data-status=needs-confirmation]",
                |text| text.contains("任泽区"),
            )
            .await?;
        point(window, 1, "名称列").await?;
        point(window, 5, "本期完成情况 > 累计").await?;
        // the two figures under it are read now, and marked
        window
            .text_where("[data-testid=inbox-row][data-status=ready]", |text| {
                text.contains("任泽区")
            })
            .await?;
        window
            .text_where(
                "[role=gridcell][aria-rowindex='4'][aria-colindex='5'].mark-value",
                |text| text == "28",
            )
            .await?;
        window.screenshot("9-pointing").await?;

        window.click("[data-testid=inbox-remembered]").await?;
        window
            .text_where("[data-testid=remembered]", |text| {
                text.contains("任泽区") && text.contains("E 列“完成”是“累计”")
            })
            .await?;
        window.click("[data-testid=inbox-commit]").await?;
        window
            .text_where("[data-testid=coverage]", |text| text.starts_with("1/19"))
            .await?;
        Ok(())
    })
}

/// Points at a header of row 3 and says what its column is.
async fn point(window: &Window, column: u32, meaning: &str) -> Outcome {
    window
        .press(&format!(
            "[role=gridcell][aria-rowindex='3'][aria-colindex='{column}']"
        ))
        .await?;
    let letter = if column == 1 { "A3" } else { "E3" };
    window
        .text_where("[data-testid=point] h4", |text| text.contains(letter))
        .await?;
    window
        .click("[data-testid=point-column] .el-select__wrapper")
        .await?;
    window
        .click_where(".el-select-dropdown__item", |text| text == meaning)
        .await
}
