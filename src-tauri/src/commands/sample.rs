//! 示例账本: a ledger with last year's and most of this quarter's returns, and a folder with the
//! rest to try 收件台 with.

use super::ledger::{LedgerInfo, open};
use crate::error::AppError;
use crate::state::{State, now, operator};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::batch::files;
use xianbaohui_desk::import::{Incoming, Options, import};
use xianbaohui_ledger::Ledger;

/// Returns that are left for the user to bring in: one of them is wrong.
const LEFT_OUT: [&str; 3] = ["信都区", "广宗县", "新河县"];

/// The folder with the returns.
const RETURNS: &str = "sample-returns";

#[tauri::command(async)]
pub(crate) fn open_sample(
    app: AppHandle,
    state: tauri::State<'_, State>,
) -> Result<LedgerInfo, AppError> {
    let folder = folder(&app)?;
    let ledger = folder.join("示例账本.xbh");
    if !ledger.exists() {
        make(&app, &folder, &ledger)?;
    }
    open(&state, &ledger, true)
}

#[tauri::command(async)]
pub(crate) fn sample_returns(app: AppHandle) -> Result<Vec<String>, AppError> {
    Ok(vec![folder(&app)?.join("待收报表").display().to_string()])
}

fn folder(app: &AppHandle) -> Result<PathBuf, AppError> {
    let folder = app
        .path()
        .app_data_dir()
        .map_err(|error| failed("找不到程序的数据文件夹", &error))?
        .join("示例");
    std::fs::create_dir_all(&folder).map_err(|error| failed("建不了示例文件夹", &error))?;
    Ok(folder)
}

/// The returns that lie beside the program: where it was built, whatever that folder is called.
/// What was installed has them elsewhere.
fn beside(program: &Path) -> Option<PathBuf> {
    Some(program.with_file_name(RETURNS)).filter(|folder| folder.is_dir())
}

/// Makes the ledger beside its place and moves it there, so that half a sample is never opened.
fn make(app: &AppHandle, folder: &Path, ledger: &Path) -> Result<(), AppError> {
    let samples = match std::env::current_exe().ok().and_then(|own| beside(&own)) {
        Some(samples) => samples,
        None => app
            .path()
            .resource_dir()
            .map_err(|error| failed("找不到程序自带的示例", &error))?
            .join(RETURNS),
    };
    let rest = folder.join("待收报表");
    std::fs::create_dir_all(&rest).map_err(|error| failed("建不了示例文件夹", &error))?;
    let mut brought_in = Vec::new();
    for file in files(&[samples.join("2021Q1")]) {
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if LEFT_OUT.iter().any(|unit| name.contains(unit)) {
            if !name.contains(LEFT_OUT[0]) {
                copy(&file, &rest.join(&name))?;
            }
        } else {
            brought_in.push(file);
        }
    }
    for file in files(&[samples.join("2021Q1-wrong")]) {
        copy(&file, &rest.join(file.file_name().unwrap_or_default()))?;
    }
    let beside = folder.join("示例账本.正在生成.xbh");
    for suffix in ["", "-wal", "-shm"] {
        let mut leftover = beside.as_os_str().to_owned();
        leftover.push(suffix);
        let _ = std::fs::remove_file(PathBuf::from(leftover));
    }
    let options = Options {
        at: now(),
        who: operator(),
        ..Options::default()
    };
    let mut made = Ledger::create(&beside, Scheme::find("kjcx")?, &options.at, &options.who)?;
    import(
        &mut made,
        "2020Q1",
        &Incoming::all(files(&[samples.join("2020Q1")]), None, None),
        &options,
        &Unwatched,
    )?;
    import(
        &mut made,
        "2021Q1",
        &Incoming::all(brought_in, None, None),
        &options,
        &Unwatched,
    )?;
    drop(made);
    std::fs::rename(&beside, ledger).map_err(|error| failed("存不了示例账本", &error))
}

/// A return that is there already may have been worked on.
fn copy(from: &Path, to: &Path) -> Result<(), AppError> {
    if to.symlink_metadata().is_ok() {
        return Ok(());
    }
    std::fs::copy(from, to)
        .map(drop)
        .map_err(|error| failed("复制不了示例报表", &error))
}

fn failed(what: &str, why: &dyn std::fmt::Display) -> AppError {
    AppError::new(
        "sample.io",
        format!("{what}（{why}）。请检查磁盘空间和权限，或重新安装程序。"),
    )
}

#[cfg(test)]
mod tests {
    use super::{RETURNS, beside};

    #[test]
    fn the_returns_are_found_beside_the_program_whatever_its_folder_is_called() {
        let folder = std::env::temp_dir()
            .join(format!("xbh-sample-{}", std::process::id()))
            .join("another-name");
        let program = folder.join("xianbaohui");
        assert_eq!(beside(&program), None);
        let returns = folder.join(RETURNS);
        let made = std::fs::create_dir_all(&returns);
        assert!(made.is_ok());
        assert_eq!(beside(&program), Some(returns));
        let _ = folder.parent().map(std::fs::remove_dir_all);
    }
}
