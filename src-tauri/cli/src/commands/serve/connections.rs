//! Connections: only so many at once. Any program of this machine can open one, with or without the
//! token; whoever says nothing makes room for who comes.

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

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
            let task = tokio::spawn(async move {
                serve(stream, router, &own, number).await;
                own.with(|all| all.remove(&number));
            });
            let connection = Connection {
                task: task.abort_handle(),
                answering: 0,
                since: number,
            };
            all.insert(number, connection);
        });
    }
}

async fn serve(stream: TcpStream, router: Router, open: &Arc<Open>, number: u64) {
    let service = service_fn(|request: hyper::Request<Incoming>| {
        open.answers(number, 1);
        let (pages, open) = (TowerToHyperService::new(router.clone()), Arc::clone(open));
        async move {
            let answer = pages.call(request).await;
            open.answers(number, -1);
            answer
        }
    });
    // whoever goes away in the middle needs no answer
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST_SILENCE)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

/// An open connection.
struct Connection {
    task: AbortHandle,
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
            if let Some(gone) = longest.and_then(|at| all.remove(&at)) {
                gone.task.abort();
            }
        });
    }
}
