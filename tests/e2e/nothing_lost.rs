//! What 已入库 says is on the disk, whatever a file dialog and another program did to the ledger's
//! folder; and an older workbook is not lost by a click.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::desk::{Desk, RETURNS};
use crate::window::in_window;
use crate::{Outcome, driver, ensure, shut};

const COVERAGE: &str = "[data-testid=coverage]";

#[test]
fn what_was_called_in_is_in_the_ledger_whatever_a_dialog_and_another_program_did() -> Outcome {
    let desk = Desk::new()?;
    let folder = desk
        .ledger()
        .parent()
        .ok_or("the ledger lies nowhere")?
        .to_owned();
    let returns = RETURNS.map(|of| desk.returns().join(of.file));
    in_window(&[&desk.ledger()], async |window| {
        for (at, path) in returns.iter().enumerate() {
            // a dialog over the ledger's folder
            window.choose_in_dialogs(&folder, std::slice::from_ref(path))?;
            window
                .click(if at == 0 {
                    "[data-testid=inbox-add-files]"
                } else {
                    "[data-testid=inbox-add-files]:enabled"
                })
                .await?;
            window
                .text_where("[data-testid=inbox-row]", |text| {
                    text.contains(RETURNS[at].unit)
                })
                .await?;
            ensure(window.showed_a_dialog(), "no dialog was shown")?;
            // another program comes and goes, and is told who is here
            let status = xbh(&[
                "status".as_ref(),
                desk.ledger().as_os_str(),
                "--round".as_ref(),
                "2021Q1".as_ref(),
            ])?;
            let told = String::from_utf8_lossy(&status.stderr).into_owned();
            ensure(
                status.status.code().is_some_and(|code| code < 2) && told.contains("xianbaohui"),
                format!("{status:?}"),
            )?;
            window.click("[data-testid=inbox-commit]").await?;
            window
                .text_where(COVERAGE, |text| {
                    text.starts_with(&format!("{}/", at + 1))
                        || text.starts_with(&format!("{} /", at + 1))
                })
                .await?;
            ensure(
                reported_in_copy(&desk.ledger())? == at + 1,
                format!("{} were called in, the copy holds others", at + 1),
            )?;
        }
        leaves_nothing_beside(&desk.ledger(), by_a_signal).await
    })
}

#[test]
fn an_older_workbook_is_replaced_only_when_the_officer_says_so() -> Outcome {
    let desk = Desk::new()?;
    in_window(&[&desk.ledger(), &desk.returns()], async |window| {
        window.click("[data-testid=inbox-commit]").await?;
        window
            .text_where(COVERAGE, |text| text.starts_with('5'))
            .await?;
        window.click("[data-testid=nav-export]").await?;
        window.click("[data-testid=export-run]").await?;
        let path = PathBuf::from(
            window
                .text_where("[data-testid=export-done] .path", |text| !text.is_empty())
                .await?,
        );
        let first = fs::read(&path)?;
        window.click("[data-testid=export-run]").await?;
        window
            .text_where("[data-testid=export-exists]", |text| {
                text.contains("已经有一个工作簿")
            })
            .await?;
        window.screenshot("9-export-exists").await?;
        ensure(
            fs::read(&path)? == first,
            "the workbook was replaced before anything was said",
        )?;
        window.click("[data-testid=export-replace]").await?;
        window
            .text_where("[data-testid=export-done] .path", |text| !text.is_empty())
            .await?;

        // the ledger itself, where no dialog can be shown: a path is typed, and refused
        window.lose_dialogs()?;
        window
            .click_where("button", |text| text.contains("另存为"))
            .await?;
        window
            .text_where("[data-testid=typed-path]", |text| {
                text.contains("zenity") && text.contains("不是您取消了")
            })
            .await?;
        window.screenshot("10-no-dialog").await?;
        window
            .type_into(
                "[data-testid=typed-path] input",
                &desk.ledger().display().to_string(),
            )
            .await?;
        window.click("[data-testid=typed-path-take]").await?;
        window
            .text_where("[role=alert]", |text| text.contains("output.ledger"))
            .await?;
        let verify = xbh(&["verify".as_ref(), desk.ledger().as_os_str()])?;
        ensure(verify.status.success(), format!("{verify:?}"))?;
        leaves_nothing_beside(&desk.ledger(), shut::by_its_x).await
    })
}

fn xbh(words: &[&std::ffi::OsStr]) -> Outcome<Output> {
    Ok(Command::new(driver::built("xbh")?).args(words).output()?)
}

/// Units that have reported by a copy of the ledger's file alone.
fn reported_in_copy(ledger: &Path) -> Outcome<usize> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("copy.xbh");
    fs::copy(ledger, &copy)?;
    let verify = xbh(&["verify".as_ref(), copy.as_os_str()])?;
    ensure(verify.status.success(), format!("{verify:?}"))?;
    let status = xbh(&[
        "status".as_ref(),
        copy.as_os_str(),
        "--round".as_ref(),
        "2021Q1".as_ref(),
        "--json".as_ref(),
    ])?;
    let status: Value = serde_json::from_slice(&status.stdout)?;
    Ok(usize::try_from(
        status["reported"].as_u64().ok_or("no count")?,
    )?)
}

/// However the program is ended in good order, nothing is left beside the ledger.
async fn leaves_nothing_beside(ledger: &Path, end: impl Fn(u32) -> Outcome) -> Outcome {
    let folder = ledger.parent().ok_or("the ledger lies nowhere")?;
    let name = ledger
        .file_name()
        .ok_or("no name")?
        .to_string_lossy()
        .into_owned();
    let lock = folder.join(format!(".{name}.lock"));
    let opener: Value = serde_json::from_slice(&fs::read(&lock)?)?;
    end(u32::try_from(opener["pid"].as_u64().ok_or("no process")?)?)?;
    let begun = Instant::now();
    while lock.exists() {
        ensure(
            begun.elapsed() < Duration::from_secs(20),
            "the ledger was not let go of",
        )?;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let beside = ["-wal", "-shm"]
        .map(|end| folder.join(format!("{name}{end}")))
        .into_iter()
        .filter(|path| path.exists())
        .collect::<Vec<_>>();
    ensure(beside.is_empty(), format!("{beside:?} are left"))
}

/// As at the end of a session.
fn by_a_signal(pid: u32) -> Outcome {
    ensure(
        Command::new("kill")
            .args(["-TERM", &pid.to_string()])
            .status()?
            .success(),
        "the program was not there",
    )
}
