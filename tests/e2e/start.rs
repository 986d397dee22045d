//! The first start: no ledger yet, and a sample to try.

use crate::window::{Window, in_window};
use crate::{Outcome, ensure};

#[test]
fn the_first_start_offers_the_sample_ledger() -> Outcome {
    in_window(&[], async |window| {
        window
            .text_where("[data-testid=start-sample]", |text| {
                text.contains("示例账本")
            })
            .await?;
        window.screenshot("1-start").await?;
        window.click("[data-testid=start-new]").await?;
        window
            .until("the schemes are listed", async || {
                Ok(window
                    .all("[data-testid=start-create]:enabled")
                    .await?
                    .pop())
            })
            .await?;
        window.screenshot("2-start-new").await?;

        window.click("[data-testid=start-sample]").await?;
        window
            .text_where("[data-testid=coverage]", |text| text.contains("已报"))
            .await?;
        window.click("[data-testid=inbox-sample]").await?;
        view(window, "inbox", "[data-testid=inbox-row]").await?;
        view(window, "review", "[role=gridcell]").await?;
        view(window, "consolidated", "[data-testid=table-row]").await?;
        view(window, "export", "[data-testid=export-run]").await
    })
}

/// Each view shows what it is for, and no error.
async fn view(window: &Window, name: &str, content: &str) -> Outcome {
    window.click(&format!("[data-testid=nav-{name}]")).await?;
    window.text_where(content, |text| !text.is_empty()).await?;
    window.screenshot(&format!("3-sample-{name}")).await?;
    let troubles = window.texts("[role=alert]").await?;
    ensure(troubles.is_empty(), format!("{name} shows {troubles:?}"))
}
