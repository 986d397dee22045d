//! The desktop shell: the only place that knows Tauri. What its one command asks is answered by the
//! desk.

mod dialogs;
mod paper;
mod window;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::ipc::{Channel, Response};
use tauri::{AppHandle, DragDropEvent, Manager, RunEvent, WindowEvent};
use xianbaohui_desk::app_error::AppError;
use xianbaohui_desk::desk::Desk;
use xianbaohui_desk::job::Progress;
use xianbaohui_reading::apart;
use xianbaohui_reading::read;

/// Starts the program: `xianbaohui [LEDGER] [PATH...]` opens a ledger and brings files to 收件台.
#[expect(
    clippy::exit,
    reason = "generate_context! has one, for a broken bundle"
)]
pub fn run() -> ExitCode {
    // the same program reads files in processes of its own
    if std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == read::WORKER_ARGUMENT)
    {
        return apart::serve().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    if !has_display() {
        let _ = writeln!(
            std::io::stderr(),
            "窗口启动失败：没有图形桌面（DISPLAY、WAYLAND_DISPLAY 都没有设）。请在桌面里启动，\
                或在终端里用 xbh。"
        );
        return ExitCode::FAILURE;
    }
    let started = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(|app| {
            let host = window::Window::new(app.handle().clone());
            app.manage(Arc::new(Desk::new(Arc::new(host))));
            Ok(paper::lay_out(app)?)
        })
        .on_window_event(|window, event| {
            // what is dropped may be read: said here, so that no page can say it
            if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
                window.state::<Arc<Desk>>().give(paths);
            }
        })
        .invoke_handler(tauri::generate_handler![call])
        .build(tauri::generate_context!());
    match started {
        Ok(app) => {
            end_when_asked(app.handle());
            app.run(|app, event| {
                // however the window is closed: what lies beside the ledger goes with it
                if matches!(event, RunEvent::Exit)
                    && let Some(desk) = app.try_state::<Arc<Desk>>()
                {
                    desk.close();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(
                std::io::stderr(),
                "窗口启动失败：{error}。请确认系统装有 WebView（Linux 为 libwebkit2gtk-4.1，Window\
                    s 为 WebView2）。"
            );
            ExitCode::FAILURE
        }
    }
}

/// Whether there is a desktop to show a window on: without one GTK would end the program with no
/// word that the officer understands.
#[cfg(target_os = "linux")]
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Elsewhere there always is one.
#[cfg(not(target_os = "linux"))]
fn has_display() -> bool {
    true
}

/// Whatever the page asks, off the thread that draws the window.
#[tauri::command]
async fn call(
    desk: tauri::State<'_, Arc<Desk>>,
    verb: String,
    arguments: serde_json::Value,
    progress: Channel<Progress>,
) -> Result<Response, AppError> {
    let desk = Arc::clone(&desk);
    // a window that is gone needs no progress
    let work = move || desk.call(&verb, arguments, &|told| drop(progress.send(told)));
    let answer = tauri::async_runtime::spawn_blocking(work).await;
    Ok(Response::new(answer.map_err(|_| AppError::broken())??))
}

/// A session that ends sends signals before it closes windows: the program ends in good order then,
/// too.
#[cfg(target_os = "linux")]
fn end_when_asked(app: &AppHandle) {
    /// SIGHUP, SIGINT, SIGTERM
    const SIGNALS: [i32; 3] = [1, 2, 15];
    for signal in SIGNALS {
        let app = app.clone();
        gio::glib::unix_signal_add(signal, move || {
            app.exit(0);
            gio::glib::ControlFlow::Continue
        });
    }
}

/// Elsewhere windows are closed before the program ends.
#[cfg(not(target_os = "linux"))]
fn end_when_asked(_: &AppHandle) {}
