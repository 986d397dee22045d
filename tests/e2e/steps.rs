//! A wrong step is taken back, a return is withdrawn and put back, a file waits again, a unit has
//! more time: each where the officer sees it.

use crate::Outcome;
use crate::desk::Desk;
use crate::window::{Window, in_window};

/// What the top of the window says of the round.
async fn coverage(window: &Window, begins: &str) -> Outcome {
    let says = |text: &str| text.starts_with(begins);
    window
        .text_where("[data-testid=coverage]", says)
        .await
        .map(drop)
}

/// Commits what is ready, of so many files.
async fn commit(window: &Window, reported: &str) -> Outcome {
    let ready = "[data-testid=inbox-commit]:not(:disabled)";
    window.click(ready).await?;
    coverage(window, reported).await
}

/// Opens the versions of a county, in 审核.
async fn versions(window: &Window, county: &str) -> Outcome {
    window
        .click_where("nav button, nav a", |text| text.contains("审核"))
        .await?;
    window
        .press_where(".units [role=gridcell]", |text| text == county)
        .await?;
    window.click("[data-testid=review-versions]").await?;
    window
        .text_where("[data-testid=versions-table]", |text| text.contains("S1"))
        .await
        .map(drop)
}

/// Says why, and does it.
async fn run_step(window: &Window, reason: &str) -> Outcome {
    let field = "input[data-testid=step-reason], [data-testid=step-reason] input";
    window.type_into(field, reason).await?;
    window.click("[data-testid=step-run]:not(:disabled)").await
}

#[test]
fn a_wrong_commit_is_undone_in_two_clicks() -> Outcome {
    let desk = Desk::new()?;
    in_window(&[&desk.ledger(), &desk.returns()], async |window| {
        commit(window, "5/19").await?;
        // one
        window
            .click_where("[data-testid=notice-action]", |text| text.contains("撤销"))
            .await?;
        window
            .text_where("[data-testid=undo-dialog]", |text| {
                text.contains("入库") && text.contains("第 1 版 → 无")
            })
            .await?;
        window.screenshot("20-undo").await?;
        // two
        window.click("[data-testid=undo-confirm]").await?;
        coverage(window, "0/19").await
    })
}

#[test]
fn a_return_is_withdrawn_put_back_and_read_again_in_the_window() -> Outcome {
    let desk = Desk::new()?;
    in_window(&[&desk.ledger(), &desk.returns()], async |window| {
        commit(window, "5/19").await?;
        versions(window, "临城县").await?;
        window.screenshot("21-versions").await?;
        window.click("[data-testid=withdraw-S1]").await?;
        run_step(window, "县里要求").await?;
        coverage(window, "4/19").await?;
        window
            .text_where("[data-testid=versions-table]", |text| {
                text.contains("已撤回：县里要求")
            })
            .await?;
        window.screenshot("22-withdrawn").await?;
        window.click("[data-testid=putback-S1-1]").await?;
        run_step(window, "县里又认了").await?;
        coverage(window, "5/19").await?;
        // and once more from the inbox, where it can be pointed at
        window.click("[data-testid=again-S1]").await?;
        run_step(window, "列指错了").await?;
        coverage(window, "4/19").await?;
        window.click("[data-testid=versions-close]").await?;
        window
            .click_where("nav button, nav a", |text| text.contains("收件台"))
            .await?;
        let waits = "[data-testid=inbox-row][data-file*=临城][data-status=ready]";
        window
            .until("the file waits again", async || {
                Ok((!window.all(waits).await?.is_empty()).then_some(()))
            })
            .await?;
        // it replaces none: the one before was taken out
        window
            .text_where(waits, |text| text.ends_with("第 2 版"))
            .await?;
        window.screenshot("23-waits-again").await?;
        commit(window, "5/19").await
    })
}

#[test]
fn a_unit_has_more_time_and_a_round_is_closed_in_the_window() -> Outcome {
    let desk = Desk::new()?;
    in_window(&[&desk.ledger()], async |window| {
        coverage(window, "0/19").await?;
        window.click("[data-testid=round-picker]").await?;
        window.click("[data-testid=round-manage]").await?;
        window
            .click("[data-testid=extend-unit] .el-select__wrapper")
            .await?;
        window
            .click_where(".el-select-dropdown__item", |text| text.contains("威县"))
            .await?;
        let field = |name: &str| format!("input[data-testid={name}], [data-testid={name}] input");
        window
            .type_into(&field("extend-until"), "2021-04-20")
            .await?;
        window.type_into(&field("extend-why"), "系统故障").await?;
        window
            .click("[data-testid=extend-run]:not(:disabled)")
            .await?;
        window
            .text_where("[data-testid=extensions]", |text| {
                text.contains("威县 延期到 2021-04-20（系统故障）")
            })
            .await?;
        window.type_into(&field("close-why"), "已汇总上报").await?;
        window
            .click("[data-testid=close-run]:not(:disabled)")
            .await?;
        window
            .text_where("[data-testid=manage-round]", |text| {
                text.contains("已关闭，不再收")
            })
            .await?;
        window.screenshot("24-manage-round").await
    })
}
