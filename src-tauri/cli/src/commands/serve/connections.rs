//! Connections: only so many at once. Any program of this machine can open one, with or without the
//! token; whoever says nothing makes room for who comes.

use super::refusal::Refusal;
use super::wire::Wire;
use axum::Router;
use axum::http::StatusCode;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// More than the tabs of a browser open, and fewer than the files that a program may have open.
const MOST: usize = 256;
/// For a request to begin, and its head to be there: a browser opens a connection anew.
const LONGEST_SILENCE: Duration = Duration::from_secs(10);
/// After a connection could not be had: the system has no more just now.
const BREATH: Duration = Duration::from_millis(50);

/// Answers until it is dropped.
pub(super) async fn answer(listener: TcpListener, router: Router) {
    let open = Arc::new(Open::default());
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        open.make_room();
        let (number, own, router) = (open.number(), Arc::clone(&open), router.clone());
        // it cannot end before it is among them
        open.with(|all| {
            let (leave, full) = oneshot::channel();
            tokio::spawn(async move {
                let open = Own { open: &own, number };
                serve(Wire::of(stream), router, open, full).await;
                own.with(|all| all.remove(&number));
            });
            let connection = Connection {
                _leave: leave,
                answering: 0,
                since: number,
            };
            all.insert(number, connection);
        });
    }
}

async fn serve(wire: Wire, router: Router, own: Own<'_>, mut full: oneshot::Receiver<()>) {
    let Own { open, number } = own;
    let service = service_fn(|request: hyper::Request<Incoming>| {
        wire.is_answered();
        open.answers(number, 1);
        let pages = TowerToHyperService::new(router.clone());
        let (open, wire) = (Arc::clone(open), wire.clone());
        async move {
            let answer = pages.call(request).await;
            wire.is_answered();
            open.answers(number, -1);
            answer
        }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST_SILENCE)
        // so that the head of an answer is not written in pieces
        .writev(false)
        .serve_connection(TokioIo::new(wire.clone()), service);
    let ended = tokio::select! {
        ended = served => ended,
        _ = &mut full => {
            // who has not asked anything is not refused anything
            if wire.is_asked() {
                wire.say(&Refusal::of(StatusCode::SERVICE_UNAVAILABLE));
            }
            return;
        }
    };
    tokio::select! {
        () = leave(wire, ended) => {}
        _ = &mut full => {}
    }
}

/// What is still to be said when the server is done with a connection. Whoever went away in the
/// middle hears nothing; who was refused may still be sending.
async fn leave(wire: Wire, ended: hyper::Result<()>) {
    let status = match (ended, wire.bare()) {
        (_, Some(status)) => Some(status),
        (Ok(()), None) => None,
        (Err(error), None) if error.is_parse() => Some(StatusCode::BAD_REQUEST),
        (Err(error), None) if error.is_timeout() && wire.is_asked() => {
            Some(StatusCode::REQUEST_TIMEOUT)
        }
        (Err(_), None) => return,
    };
    if let Some(status) = status {
        wire.say(&Refusal::of(status));
    }
    wire.hear_out().await;
}

/// A connection among those that are open.
struct Own<'o> {
    open: &'o Arc<Open>,
    number: u64,
}

/// An open connection.
struct Connection {
    /// dropped when it is to make room
    _leave: oneshot::Sender<()>,
    /// requests that are being answered
    answering: i32,
    /// when it came, or was answered last
    since: u64,
}

/// All that are open.
#[derive(Default)]
struct Open {
    all: Mutex<HashMap<u64, Connection>>,
    counted: AtomicU64,
}

impl Open {
    fn with<T>(&self, work: impl FnOnce(&mut HashMap<u64, Connection>) -> T) -> T {
        work(&mut self.all.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn number(&self) -> u64 {
        self.counted.fetch_add(1, Ordering::Relaxed)
    }

    fn answers(&self, number: u64, more: i32) {
        let now = self.number();
        self.with(|all| {
            if let Some(own) = all.get_mut(&number) {
                own.answering += more;
                own.since = now;
            }
        });
    }

    /// The one that has been silent longest goes, where there are too many. One that is being
    /// answered stays, however many there are: only who has the token is answered at length.
    fn make_room(&self) {
        self.with(|all| {
            if all.len() < MOST {
                return;
            }
            let silent = all.iter().filter(|(_, one)| one.answering == 0);
            let longest = silent.min_by_key(|(_, one)| one.since).map(|(at, _)| *at);
            if let Some(at) = longest {
                all.remove(&at);
            }
        });
    }
}
