//! What is said to who is refused: one JSON document, as `--json` prints it, with the reason and
//! what to do.

use crate::json::Failed;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A request that is not answered.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

/// By this a response is known for one that says why.
#[derive(Debug, Clone, Copy)]
struct Told;

const KIND: &str = "application/json; charset=utf-8";

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }

    /// What is said where nobody else says why.
    pub(super) fn of(status: StatusCode) -> Self {
        let (code, message) = match status {
            StatusCode::UNAUTHORIZED => (
                "serve.token",
                "没有通行码，或通行码不对，没有回应。请打开终端里打印的完整地址。",
            ),
            StatusCode::FORBIDDEN => (
                "serve.origin",
                "这个请求不是本程序的页面发来的，没有回应。请打开终端里打印的完整地址。",
            ),
            StatusCode::NOT_FOUND => (
                "serve.not-found",
                "没有这个页面或文件。请打开终端里打印的完整地址。",
            ),
            StatusCode::METHOD_NOT_ALLOWED => (
                "serve.method",
                "这个地址不能这样请求，没有回应。请重新载入页面后再试。",
            ),
            StatusCode::MISDIRECTED_REQUEST => (
                "serve.host",
                "地址不是终端里打印的那一个，没有回应。请打开终端里打印的完整地址。",
            ),
            StatusCode::PAYLOAD_TOO_LARGE => (
                "serve.too-large",
                "请求太大，没有收下。请把文件拆开，或分几次添加。",
            ),
            StatusCode::REQUEST_TIMEOUT => (
                "serve.slow",
                "请求只来了一半，等了太久，没有回应。请重新载入页面后再试。",
            ),
            StatusCode::URI_TOO_LONG => (
                "serve.address",
                "请求的地址太长，没有回应。请打开终端里打印的完整地址。",
            ),
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => (
                "serve.head",
                "请求的开头太长，没有回应。请清除浏览器里本机地址的 Cookie，再试一次。",
            ),
            StatusCode::SERVICE_UNAVAILABLE => (
                "serve.busy",
                "同时打开的连接太多，没有回应。请关掉多余的页面和连着它的别的程序，再试一次。",
            ),
            status if status.is_server_error() => (
                "serve.failed",
                "程序没有答出来；账本没有损坏。请重新载入页面；仍然不行的，请重新运行 xbh serve。",
            ),
            _ => (
                "serve.request",
                "请求写得不对，没有回应。请用浏览器打开终端里打印的完整地址。",
            ),
        };
        Self::new(status, code, message)
    }

    /// The document.
    fn document(&self) -> String {
        let document = Failed::of(self.code, &self.message);
        serde_json::to_string(&document).unwrap_or_default()
    }

    /// The whole answer, for a connection that is closed with it.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let document = self.document();
        let head = format!(
            "HTTP/1.1 {}\r\ncontent-type: {KIND}\r\ncontent-length: {}\r\n\
                x-content-type-options: nosniff\r\ncache-control: no-store\r\n\
                connection: close\r\n\r\n",
            self.status,
            document.len()
        );
        [head.into_bytes(), document.into_bytes()].concat()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, KIND)];
        let mut response = (self.status, kind, self.document()).into_response();
        response.extensions_mut().insert(Told);
        response
    }
}

/// A response as it goes out: one that refuses says why, whoever made it.
pub(super) fn told(response: Response) -> Response {
    let status = response.status();
    let is_told = response.extensions().get::<Told>().is_some();
    if is_told || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let allowed = response.headers().get(header::ALLOW).cloned();
    let mut told = Refusal::of(status).into_response();
    if let Some(allowed) = allowed {
        told.headers_mut().insert(header::ALLOW, allowed);
    }
    told
}
