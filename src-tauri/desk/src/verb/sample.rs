//! 示例账本: a ledger with last year's and most of this quarter's returns, and a folder with the
//! rest to try 收件台 with.

use super::ledger::LedgerInfo;
use crate::app_error::AppError;
use crate::batch::files;
use crate::desk::Desk;
use crate::host::SamplePlaces;
use crate::import::{Incoming, Options, import};
use crate::inbox::Hand;
use std::path::{Path, PathBuf};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_ledger::Ledger;

/// Returns that are left for the user to bring in: one of them is wrong.
const LEFT_OUT: [&str; 3] = ["信都区", "广宗县", "新河县"];
const FOLDER: &str = "示例";

impl Desk {
    pub(crate) fn open_sample(&self) -> Result<LedgerInfo, AppError> {
        let SamplePlaces { shipped, own } = self.host.sample()?;
        let folder = own.join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(|error| failed("建不了示例文件夹", &error))?;
        let ledger = folder.join("示例账本.xbh");
        if !ledger.exists() {
            make(&shipped, &folder, &ledger, self.hand())?;
        }
        self.open(&ledger)
    }

    pub(crate) fn sample_returns(&self) -> Result<Vec<String>, AppError> {
        let folder = self.host.sample()?.own.join(FOLDER).join("待收报表");
        self.give([&folder]);
        Ok(vec![folder.display().to_string()])
    }

    /// Whether this is the sample's ledger.
    pub(super) fn is_sample(&self, ledger: &Path) -> bool {
        let own = self.host.sample().map(|places| places.own.join(FOLDER));
        own.is_ok_and(|own| ledger.starts_with(own))
    }
}

/// Makes the ledger beside its place and moves it there, so that half a sample is never opened.
fn make(samples: &Path, folder: &Path, ledger: &Path, hand: Hand) -> Result<(), AppError> {
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
        at: hand.at,
        who: hand.who,
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
