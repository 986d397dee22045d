//! The first start: no ledger yet, and a sample to try.

use crate::window::in_window;
use crate::{Outcome, ensure};

#[test]
fn the_first_start_offers_the_sample_ledger() -> Outcome {
    in_window(&[], async |window| {
        window.text_where("[data-testid=start-sample]", |text| text.contains("示例账本")).await?;
        window.screenshot("1-start").await?;
        window.click("[data-testid=start-new]").await?;
        window.until("the schemes are listed", async || Ok(window.all("[data-testid=start-create]:enabled").await?.pop())).await?;
        window.screenshot("2-start-new").await?;

        window.click("[data-testid=start-sample]").await?;
        window.text_where("[data-testid=coverage]", |text| text.contains("已报")).await?;
        for view in ["inbox", "review", "consolidated", "export"] {
            window.click(&format!("[data-testid=nav-{view}]")).await?;
            window.until(&format!("{view} is the page"), async || Ok(window.all(&format!("[data-testid=nav-{view}][aria-current=page]")).await?.pop())).await?;
            window.screenshot(&format!("3-sample-{view}")).await?;
            let troubles = window.texts("[role=alert]").await?;
            ensure(troubles.is_empty(), format!("{view} shows {troubles:?}"))?;
        }
        Ok(())
    })
}
