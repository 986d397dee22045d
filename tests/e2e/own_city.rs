//! A bureau whose city is in no sample: from the start screen to blanks for its counties, in the
//! window only. What is done is written for people in `walkthrough/README.md`, step by step, with
//! the pictures that are taken here.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::window::{Window, in_window};
use crate::{Outcome, ensure};

/// As long as it may take whoever reads along.
const LONGEST: Duration = Duration::from_mins(2);
const WRITTEN: &str = include_str!("walkthrough/README.md");

/// What was done so far.
struct Walk<'w> {
    window: &'w Window,
    steps: usize,
}

impl Walk<'_> {
    /// One step of the officer, as it is numbered in the text.
    async fn step(&mut self, work: impl AsyncFnOnce(&Window) -> Outcome) -> Outcome {
        work(self.window).await?;
        self.steps += 1;
        Ok(())
    }

    /// The picture below a step.
    async fn picture(&self, name: &str) -> Outcome {
        ensure(
            WRITTEN.contains(&format!("({name}.png)")),
            format!("{name}.png is not in the text"),
        )?;
        self.window.screenshot(name).await
    }
}

#[test]
fn a_city_of_its_own_issues_its_blanks_within_two_minutes() -> Outcome {
    let folder = tempfile::tempdir()?;
    let ledger = folder.path().join("鹤壁.xbh");
    in_window(&[], async |window| {
        let begun = Instant::now();
        let mut walk = Walk { window, steps: 0 };
        window
            .text_where("[data-testid=start-new]", |text| !text.is_empty())
            .await?;
        walk.picture("1-start").await?;
        walk.step(async |window| window.click("[data-testid=start-new]").await)
            .await?;
        let city = "[data-testid=start-city] input";
        walk.step(async |window| {
            window.click("[data-testid=start-city]").await?;
            window.type_into(city, "鹤壁\u{e007}").await?;
            let counties = "[data-testid=start-units]";
            window
                .text_where(counties, |text| text.contains("淇县"))
                .await?;
            Ok(())
        })
        .await?;
        walk.picture("2-city").await?;
        window.choose_in_dialogs(folder.path(), std::slice::from_ref(&ledger))?;
        walk.step(async |window| {
            window.click("[data-testid=start-create]").await?;
            let coverage = "[data-testid=coverage]";
            window
                .text_where(coverage, |text| text.contains("已报"))
                .await?;
            Ok(())
        })
        .await?;
        walk.picture("3-ledger").await?;
        walk.step(async |window| {
            window.click("[data-testid=round-picker]").await?;
            window.click("[data-testid=round-new]").await
        })
        .await?;
        let deadline =
            "dialog [data-testid=round-deadline] input, dialog input[data-testid=round-deadline]";
        walk.step(async |window| window.type_into(deadline, "2021-07-10").await)
            .await?;
        walk.step(async |window| window.click("[data-testid=round-forms] .all input").await)
            .await?;
        walk.picture("4-round").await?;
        walk.step(async |window| {
            window.click("[data-testid=round-add]").await?;
            let coverage = "[data-testid=coverage]";
            window
                .text_where(coverage, |text| text.contains("7月10日"))
                .await?;
            Ok(())
        })
        .await?;
        walk.step(async |window| {
            window.click("[data-testid=round-picker]").await?;
            window.click("[data-testid=round-issue]").await?;
            let units = "[data-testid=issue-units]";
            window
                .text_where(units, |text| text.contains("淇县"))
                .await?;
            Ok(())
        })
        .await?;
        walk.picture("5-issue").await?;
        walk.step(async |window| {
            window.click("[data-testid=issue-run]").await?;
            let done = "[data-testid=issue-done]";
            window
                .text_where(done, |text| text.contains("已下发"))
                .await?;
            Ok(())
        })
        .await?;
        walk.picture("6-done").await?;
        ensure(begun.elapsed() < LONGEST, "it took longer than two minutes")?;
        ensure(
            walk.steps == numbered(WRITTEN),
            format!(
                "{} steps are done, {} written",
                walk.steps,
                numbered(WRITTEN)
            ),
        )?;
        let blanks = workbooks(folder.path())?;
        ensure(blanks.len() >= 5, format!("issued: {blanks:?}"))?;
        ensure(
            blanks
                .iter()
                .any(|path| path.to_string_lossy().contains("淇县")),
            format!("none for 淇县: {blanks:?}"),
        )
    })
}

/// Numbered steps of the text.
fn numbered(text: &str) -> usize {
    let is_step = |line: &&str| {
        let number = line.split_once(". ").map(|(number, _)| number);
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    text.lines().filter(is_step).count()
}

/// Workbooks in the folders of a folder.
fn workbooks(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.append(&mut workbooks(&path)?);
        } else if path.extension().is_some_and(|own| own == "xlsx") {
            found.push(path);
        }
    }
    Ok(found)
}
