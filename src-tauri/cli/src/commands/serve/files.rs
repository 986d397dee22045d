//! In place of file dialogs: files come as bytes and go as bytes. Each lies alone in a folder of
//! its own, whatever its name.

use super::refusal::Refusal;
use super::served::Served;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::path::PathBuf;
use std::sync::Arc;
use xianbaohui_files::original_last;

#[derive(Deserialize)]
pub(super) struct Named {
    name: String,
}

#[derive(Deserialize)]
pub(super) struct At {
    path: PathBuf,
}

/// Bytes of a name that file systems take.
const LONGEST_NAME: usize = 240;
const IN: &str = "in";
const OUT: &str = "out";

/// A file that the officer chose or dropped: it may be read from now on.
pub(super) async fn take_in(
    State(served): State<Arc<Served>>,
    named: Result<Query<Named>, QueryRejection>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Ok(Query(Named { name })) = named else {
        return unsaid();
    };
    let Ok(bytes) = body else {
        let words = format!("“{name}”太大：一个文件最多 64 MB。请拆开后再添加。");
        return refused(StatusCode::PAYLOAD_TOO_LARGE, "serve.too-large", words);
    };
    let Some(name) = plain(&name) else {
        let words = format!(
            "“{}”这个文件名不能用：{NAMES}。请改名后再添加。",
            shown(&name)
        );
        return refused(StatusCode::BAD_REQUEST, "serve.name", words);
    };
    let written = tokio::task::spawn_blocking(move || {
        let path = served.place(IN, &name)?;
        std::fs::write(&path, bytes)?;
        served.desk.give([&path]);
        Ok::<_, std::io::Error>(path)
    });
    match written.await {
        Ok(Ok(path)) => path.display().to_string().into_response(),
        Ok(Err(error)) => failed(&error),
        Err(_) => Refusal::of(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}

/// A place for a workbook that the officer wants to have: it may be written from now on.
pub(super) async fn place(
    State(served): State<Arc<Served>>,
    named: Result<Query<Named>, QueryRejection>,
) -> Response {
    let Ok(Query(Named { name })) = named else {
        return unsaid();
    };
    let Some(name) = plain(&name) else {
        let words = format!(
            "“{}”这个文件名不能用：{NAMES}。请换一个名称。",
            shown(&name)
        );
        return refused(StatusCode::BAD_REQUEST, "serve.name", words);
    };
    let path = match served.place(OUT, &name) {
        Ok(path) => path,
        Err(error) => return failed(&error),
    };
    served.desk.give_to_write(&path);
    path.display().to_string().into_response()
}

/// A workbook that was written there.
pub(super) async fn hand_out(
    State(served): State<Arc<Served>>,
    at: Result<Query<At>, QueryRejection>,
) -> Response {
    let Ok(Query(At { path })) = at else {
        return unsaid();
    };
    if !served.has(OUT, &path) {
        return gone();
    }
    let read = tokio::task::spawn_blocking(move || std::fs::read(path));
    match read.await {
        Ok(Ok(bytes)) => bytes.into_response(),
        _ => gone(),
    }
}

fn unsaid() -> Response {
    let words = "请求里没有写明文件，或写了两次。请重新载入页面后再试。";
    refused(StatusCode::BAD_REQUEST, "serve.unnamed", words)
}

fn gone() -> Response {
    let words = "没有这份可以下载的工作簿，或已经清除。请重新导出。";
    refused(StatusCode::NOT_FOUND, "serve.no-workbook", words)
}

fn failed(error: &std::io::Error) -> Response {
    let why = xianbaohui_files::said(error);
    let words = original_last(
        "临时文件夹写不进去：",
        &why,
        "。请腾出空间，检查权限，再试一次",
    );
    refused(StatusCode::INSUFFICIENT_STORAGE, "serve.disk", words)
}

fn refused(status: StatusCode, code: &'static str, words: impl Into<String>) -> Response {
    Refusal::new(status, code, words).into_response()
}

/// Why a name is none.
const NAMES: &str = "里面不能有 < > : \" | ? * 和看不见的字符，也不能超过 75 个汉字";

/// The name alone, without folders; none that could be anything else than a name.
fn plain(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let is_bad = name.is_empty()
        || matches!(name, "." | "..")
        || name.len() > LONGEST_NAME
        || name
            .chars()
            .any(|c| c.is_control() || "<>:\"|?*".contains(c));
    (!is_bad).then(|| name.to_owned())
}

/// A name that cannot be used, as far as it can be read.
fn shown(name: &str) -> String {
    let letters = name.chars().take(60);
    letters
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}
