//! A ledger of years ago lives on: the next quarter is added to it in the window.

use std::path::Path;

use crate::Outcome;
use crate::window::in_window;

#[test]
fn a_second_quarter_is_added_to_an_old_ledger() -> Outcome {
    let folder = tempfile::tempdir()?;
    let ledger = folder.path().join("旧账本.xbh");
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ledgers/format-01.xbh");
    std::fs::copy(old, &ledger)?;
    in_window(&[&ledger], async |window| {
        window
            .text_where("[data-testid=coverage]", |text| text.contains("已报"))
            .await?;
        window.click("[data-testid=round-picker]").await?;
        window.click("[data-testid=round-new]").await?;
        // what comes next is proposed; a day that is none is told, and nothing is added
        let code = "return document.querySelector('[data-testid=round-code] input, input[data-testid=round-code]').value";
        window
            .until("the next quarter is proposed", async || {
                Ok((window.run(code).await?.as_str() == Some("2021Q2")).then_some(()))
            })
            .await?;
        let deadline =
            "dialog [data-testid=round-deadline] input, dialog input[data-testid=round-deadline]";
        window.type_into(deadline, "七月十日").await?;
        window.click("[data-testid=round-add]").await?;
        window
            .text_where("[data-testid=new-round] [role=alert]", |text| {
                text.contains("七月十日")
            })
            .await?;
        window.screenshot("new-round").await?;
        window.click("[data-testid=round-cancel]").await?;
        window.click("[data-testid=round-picker]").await?;
        window.click("[data-testid=round-new]").await?;
        window.type_into(deadline, "2021-07-10").await?;
        window.click("[data-testid=round-add]").await?;
        window
            .text_where("[data-testid=coverage]", |text| {
                text.starts_with("0/19") && text.contains("7月10日")
            })
            .await?;
        window.screenshot("second-quarter").await
    })
}
