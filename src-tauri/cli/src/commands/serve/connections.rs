//! Connections: only so many at once, and none that says nothing. Any program of this machine can
//! open one, with or without the token.

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// More than the tabs of a browser open, and fewer than the files that a program may have open.
const MOST: usize = 256;
/// For a request to begin, and its head to be there: a browser opens a connection anew.
const LONGEST_SILENCE: Duration = Duration::from_secs(10);
/// After a connection could not be had: the system has no more just now.
const BREATH: Duration = Duration::from_millis(50);

/// Answers until it is dropped.
pub(super) async fn answer(listener: TcpListener, router: Router) {
    let places = Arc::new(Semaphore::new(MOST));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            // whoever goes away in the middle needs no answer
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(LONGEST_SILENCE)
                .serve_connection(TokioIo::new(stream), service)
                .await;
            drop(place);
        });
    }
}
