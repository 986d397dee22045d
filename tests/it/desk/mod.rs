//! Everything that the pages ask, asked without a window.

mod cities;
mod doors;
mod journey;
mod others;
mod ways_out;

use crate::support::AT;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::app_error::AppError;
use xianbaohui_desk::desk::Desk;
use xianbaohui_desk::host::{Host, Purpose, SamplePlaces};
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::read::{InProcess, ReadFile};

/// A program around the desk that was started with some paths, and whose dialogs answer with
/// others; none: no dialog can be shown.
#[derive(Debug)]
pub(crate) struct Around {
    started_with: Vec<PathBuf>,
    picks: Option<Vec<PathBuf>>,
}

impl Host for Around {
    fn now(&self) -> String {
        AT.into()
    }

    fn operator(&self) -> String {
        "测试".into()
    }

    fn reader(&self) -> Arc<dyn ReadFile> {
        Arc::new(InProcess)
    }

    fn started_with(&self) -> Vec<PathBuf> {
        self.started_with.clone()
    }

    fn dialogs(&self) -> Result<(), AppError> {
        self.picks
            .is_some()
            .then_some(())
            .ok_or_else(|| AppError::new("dialog.none", "没有对话框"))
    }

    fn pick(&self, _: Purpose, _: &str) -> Result<Vec<PathBuf>, AppError> {
        Ok(self.picks.clone().unwrap_or_default())
    }

    fn sample(&self) -> Result<SamplePlaces, AppError> {
        Err(AppError::new("sample.io", "没有示例"))
    }
}

/// A desk with nothing on it.
pub(crate) fn desk(started_with: &[PathBuf], picks: Option<&[PathBuf]>) -> Desk {
    Desk::new(Arc::new(Around {
        started_with: started_with.to_vec(),
        picks: picks.map(<[PathBuf]>::to_vec),
    }))
}

/// A ledger of 六安 in a folder, closed again.
pub(crate) fn ledger_in(folder: &Path) -> PathBuf {
    let path = folder.join("L.xbh");
    Ledger::create(&path, Scheme::find("luan-2020").unwrap(), AT, "测试").unwrap();
    path
}

/// Asks; nobody hears how far it is.
pub(crate) fn ask(desk: &Desk, verb: &str, arguments: &Value) -> Result<Value, AppError> {
    let answer = desk.call(verb, arguments.clone(), &|_| {})?;
    Ok(serde_json::from_str(&answer).unwrap())
}

pub(crate) fn ok(desk: &Desk, verb: &str, arguments: &Value) -> Value {
    ask(desk, verb, arguments).unwrap_or_else(|error| panic!("{verb} {arguments}: {error:?}"))
}

/// Code and sentence of what was refused.
pub(crate) fn refused(desk: &Desk, verb: &str, arguments: &Value) -> (String, String) {
    match ask(desk, verb, arguments) {
        Ok(answer) => panic!("{verb} {arguments} was answered: {answer}"),
        Err(error) => (error.code, error.message),
    }
}

/// What a page asks that commits everything that it shows.
pub(crate) fn all_shown(desk: &Desk) -> Value {
    let inbox = ok(desk, "inbox", &in_round());
    let items = inbox["items"].as_array().unwrap().iter();
    let shown = items
        .map(|item| json!({ "id": item["id"], "seen": item["seen"] }))
        .collect::<Vec<_>>();
    json!({ "round": "2020", "items": shown })
}

pub(crate) fn in_round() -> Value {
    json!({ "round": "2020" })
}
