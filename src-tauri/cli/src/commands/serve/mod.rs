//! `xbh serve`: the pages of the window in a browser of this machine, over the same desk. For
//! systems whose WebKitGTK is too old for the window.

mod calls;
mod connections;
mod files;
mod folder;
mod guard;
mod host;
mod pages;
mod refusal;
mod served;
mod wire;

use crate::args::Serve;
use crate::output::{self, Exit};
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Router, middleware};
use host::Browser;
use served::Served;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use xianbaohui_desk::Error;
use xianbaohui_desk::desk::Desk;

/// What one call may bring: arguments, never files.
const LONGEST_CALL: usize = 1 << 20;
/// What one file may: more than is read, so that who reads says what is too much.
const LARGEST_FILE: usize = 65 << 20;

pub(crate) fn serve(arguments: &Serve) -> Result<Exit, Error> {
    // whatever is wrong with the ledger is said here, not on a page
    drop(crate::here::open(&arguments.ledger)?);
    if !pages::are_there() {
        output::message("这个 xbh 没有带页面：编译前要先生成 ui/dist（cargo xtask demo 会做）。");
        return Ok(Exit::Refused);
    }
    let ledger = std::path::absolute(&arguments.ledger).unwrap_or(arguments.ledger.clone());
    let desk = Arc::new(Desk::new(Arc::new(Browser::of(ledger))));
    let started = run(arguments, &desk);
    desk.close();
    match started {
        Ok(()) => Ok(Exit::Done),
        Err(error) => {
            output::message(&format!(
                "错误（serve.start）：打不开本机的服务（{}）。端口可能被占用：换一个 --port，\
                    或不写它；临时文件夹也要能写。",
                xianbaohui_files::said(&error)
            ));
            Ok(Exit::Refused)
        }
    }
}

fn run(arguments: &Serve, desk: &Arc<Desk>) -> std::io::Result<()> {
    // this machine only, whatever interfaces it has
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port.unwrap_or(0)))?;
    listener.set_nonblocking(true)?;
    let served = Arc::new(Served::new(
        Arc::clone(desk),
        listener.local_addr()?.port(),
    )?);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let ended = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let ending = ending()?;
        output::line(&served.address());
        output::message("请在浏览器里打开上面的地址（只有本机能打开）。按 Ctrl+C 结束。");
        if !arguments.no_open {
            served.show();
        }
        // a page that stays open holds its connection: it is not waited for
        tokio::select! {
            () = connections::answer(listener, router(&served)) => {}
            () = ending => {}
        }
        Ok(())
    });
    desk.close();
    served.clear();
    runtime.shutdown_background();
    ended
}

fn router(served: &Arc<Served>) -> Router {
    Router::new()
        .route("/api/call/{verb}", post(calls::call))
        .route(
            "/api/files",
            post(files::take_in).layer(DefaultBodyLimit::max(LARGEST_FILE)),
        )
        .route("/api/out", post(files::place))
        .route("/api/taken", post(files::hand_out))
        .fallback(get(pages::page))
        .layer(DefaultBodyLimit::max(LONGEST_CALL))
        .layer(middleware::from_fn_with_state(
            Arc::clone(served),
            guard::guard,
        ))
        .with_state(Arc::clone(served))
}

/// Ctrl+C, the end of the session, a terminal that is closed.
#[cfg(unix)]
fn ending() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut ended = signal(SignalKind::terminate())?;
    let mut hung_up = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = ended.recv() => {}
            _ = hung_up.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn ending() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
