//! Who may ask: pages that came from here, with the token, by this address. A page of somebody
//! else's that the officer has open in the same browser may not, whatever name it gives to this
//! machine.

use super::refusal::{self, Refusal};
use super::served::Served;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

const TOKEN: &str = "x-xbh-token";

/// What a page may load and where it may be shown: as in the window.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
        img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

pub(super) async fn guard(
    State(served): State<Arc<Served>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = refusal::told(match refused(&served, &request) {
        Some(status) => Refusal::of(status).into_response(),
        None => next.run(request).await,
    });
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refused(served: &Served, request: &Request) -> Option<StatusCode> {
    // one that is there twice is not one that anybody can rely upon
    let header = |name: &str| {
        let mut all = request.headers().get_all(name).iter();
        let first = all.next();
        (first, all.next().is_some())
    };
    let is = |value: Option<&HeaderValue>, wanted: &str| {
        value.is_some_and(|value| value.as_bytes() == wanted.as_bytes())
    };
    let (host, twice) = header("host");
    if twice || !is(host, &served.host) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    let asks = request.uri().path().starts_with("/api/");
    let (origin, twice) = header("origin");
    let is_own = is(origin, &format!("http://{}", served.host));
    if twice || !(is_own || origin.is_none() && !asks) {
        return Some(StatusCode::FORBIDDEN);
    }
    let token = header(TOKEN).0.and_then(|token| token.to_str().ok());
    if asks && !token.is_some_and(|token| served.is_token(token)) {
        return Some(StatusCode::UNAUTHORIZED);
    }
    None
}
