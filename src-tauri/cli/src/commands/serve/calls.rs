//! What the pages ask, handed to the desk: the answer is a line of JSON, and before it a line for
//! every step of a long job.

use super::refusal::Refusal;
use super::served::Served;
use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::mpsc::unbounded_channel;
use xianbaohui_desk::job::Progress;
use xianbaohui_files::original_last;

pub(super) async fn call(
    State(served): State<Arc<Served>>,
    Path(verb): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Ok(body) = body else {
        return Refusal::of(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    };
    let arguments = match serde_json::from_slice(&body) {
        Ok(arguments) => arguments,
        Err(error) => {
            let why = xianbaohui_core::foreign::json(&error);
            let words = original_last("请求读不出来：", &why, "。请重新载入页面后再试");
            return Refusal::new(StatusCode::BAD_REQUEST, "serve.json", words).into_response();
        }
    };
    let (sender, receiver) = unbounded_channel::<String>();
    // a page that is gone needs no answer; what it began is ended in good order
    tokio::task::spawn_blocking(move || {
        let tell = |progress: Progress| {
            if let Ok(line) = serde_json::to_string(&progress) {
                let _ = sender.send(format!("{{\"progress\":{line}}}\n"));
            }
        };
        let _ = sender.send(match served.desk.call(&verb, arguments, &tell) {
            Ok(answer) => format!("{{\"result\":{answer}}}\n"),
            Err(error) => {
                let error = serde_json::to_string(&error).unwrap_or_default();
                format!("{{\"error\":{error}}}\n")
            }
        });
    });
    let lines = stream::unfold(receiver, async |mut receiver| {
        let line = receiver.recv().await?;
        Some((Ok::<_, Infallible>(line), receiver))
    });
    let kind = [(header::CONTENT_TYPE, "application/x-ndjson; charset=utf-8")];
    (kind, Body::from_stream(lines)).into_response()
}
