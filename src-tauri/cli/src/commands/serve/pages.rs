//! The pages, which are part of this program. There is nothing in them to be kept from anybody.

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;

#[derive(Embed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Pages;

const FIRST: &str = "index.html";
/// By this the pages see who they are to ask.
const SERVED: &str = "<meta name=\"xbh-served\" content=\"1\"></head>";

/// Whether the program was built with them.
pub(super) fn are_there() -> bool {
    Pages::get(FIRST).is_some()
}

/// A file by its exact name: there is no folder that a path could lead out of.
pub(super) async fn page(uri: Uri) -> Response {
    let name = match uri.path().trim_start_matches('/') {
        "" => FIRST,
        name => name,
    };
    let Some(file) = Pages::get(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = file.metadata.mimetype().to_owned();
    if name == FIRST {
        let text = String::from_utf8_lossy(&file.data).replacen("</head>", SERVED, 1);
        return ([(header::CONTENT_TYPE, kind)], text).into_response();
    }
    ([(header::CONTENT_TYPE, kind)], file.data.into_owned()).into_response()
}
