//! The window as the desk's host: its command line, its file dialogs, its folders.

use crate::dialogs;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use xianbaohui_desk::app_error::AppError;
use xianbaohui_desk::host::{Host, Purpose, SamplePlaces};

/// zip is a wish of every clerk; et and xls are what WPS and old Excel write.
const RETURNS: [&str; 8] = ["xlsx", "xls", "xlsm", "xlsb", "et", "ods", "csv", "zip"];

/// The folder with the sample's returns.
const SAMPLE: &str = "sample-returns";

/// The window that the program runs in.
#[derive(Debug)]
pub(crate) struct Window {
    app: AppHandle,
}

impl Window {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app }
    }

    fn dialog(&self) -> FileDialogBuilder<tauri::Wry> {
        let dialog = self.app.dialog().file();
        match self.app.get_webview_window("main") {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

impl Host for Window {
    /// Whole paths: one by the folder that the program was started in means nothing to the officer,
    /// to another start, or where a file goes beside it.
    fn started_with(&self) -> Vec<PathBuf> {
        std::env::args_os()
            .skip(1)
            .map(PathBuf::from)
            .filter(|path| !path.to_string_lossy().starts_with("--"))
            .map(|path| std::path::absolute(&path).unwrap_or(path))
            .collect()
    }

    fn dialogs(&self) -> Result<(), AppError> {
        dialogs::ready()
    }

    fn pick(&self, purpose: Purpose, suggested: &str) -> Result<Vec<PathBuf>, AppError> {
        let ledgers = || self.dialog().add_filter("账本", &["xbh"]);
        let picked = match purpose {
            Purpose::Returns => self
                .dialog()
                .add_filter("报表文件", &RETURNS)
                .add_filter("所有文件", &["*"])
                .blocking_pick_files(),
            Purpose::ReturnFolder | Purpose::OutFolder => {
                self.dialog().blocking_pick_folder().map(|one| vec![one])
            }
            Purpose::Ledger => ledgers().blocking_pick_file().map(|one| vec![one]),
            Purpose::Scheme => self
                .dialog()
                .add_filter("报表制度", &["toml"])
                .blocking_pick_file()
                .map(|one| vec![one]),
            Purpose::NewLedger => saved(ledgers(), suggested),
            Purpose::Workbook => saved(self.dialog().add_filter("工作簿", &["xlsx"]), suggested),
        };
        let paths = picked.unwrap_or_default().into_iter();
        Ok(paths.filter_map(|path| path.into_path().ok()).collect())
    }

    fn sample(&self) -> Result<SamplePlaces, AppError> {
        let path = self.app.path();
        let failed = |error: tauri::Error| {
            AppError::new(
                "sample.io",
                format!("找不到程序的文件夹。请重新安装程序（原文：{error}）。"),
            )
        };
        let shipped = match std::env::current_exe().ok().and_then(|own| beside(&own)) {
            Some(beside) => beside,
            None => path.resource_dir().map_err(failed)?.join(SAMPLE),
        };
        Ok(SamplePlaces {
            shipped,
            own: path.app_data_dir().map_err(failed)?,
        })
    }
}

/// The returns that lie beside the program: where it was built, whatever that folder is called.
/// What was installed has them elsewhere.
fn beside(program: &Path) -> Option<PathBuf> {
    Some(program.with_file_name(SAMPLE)).filter(|folder| folder.is_dir())
}

/// Where to write: the dialog begins with what is suggested.
fn saved(dialog: FileDialogBuilder<tauri::Wry>, suggested: &str) -> Option<Vec<FilePath>> {
    let suggested = Path::new(suggested);
    let name = suggested.file_name().unwrap_or_default().to_string_lossy();
    let dialog = dialog.set_file_name(name);
    let folder = suggested.parent().filter(|folder| folder.is_dir());
    let dialog = match folder {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    };
    dialog.blocking_save_file().map(|one| vec![one])
}

#[cfg(test)]
mod tests {
    use super::{SAMPLE, beside};

    #[test]
    fn the_returns_are_found_beside_the_program_whatever_its_folder_is_called() {
        let folder = std::env::temp_dir()
            .join(format!("xbh-sample-{}", std::process::id()))
            .join("another-name");
        let program = folder.join("xianbaohui");
        assert_eq!(beside(&program), None);
        let returns = folder.join(SAMPLE);
        let made = std::fs::create_dir_all(&returns);
        assert!(made.is_ok());
        assert_eq!(beside(&program), Some(returns));
        let _ = folder.parent().map(std::fs::remove_dir_all);
    }
}
