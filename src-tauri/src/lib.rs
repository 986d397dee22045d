//! The desktop shell: the only place that knows Tauri. Commands are adapters; what they do is in
//! `xianbaohui-core`.

mod commands;
mod dialogs;
mod error;
mod job;
mod paper;
mod sheet;
mod state;

use std::io::Write;
use std::process::ExitCode;
use tauri::{AppHandle, Manager, RunEvent};
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
        .manage(state::State::default())
        .setup(|app| Ok(paper::lay_out(app)?))
        .invoke_handler(tauri::generate_handler![
            commands::ledger::launch,
            commands::ledger::list_schemes,
            commands::ledger::create_ledger,
            commands::ledger::open_ledger,
            commands::ledger::add_round,
            commands::ledger::ledger_info,
            commands::ledger::round_status,
            commands::rounds::round_detail,
            commands::rounds::extend_round,
            commands::rounds::close_round,
            commands::rounds::scheme_preview,
            commands::rounds::scheme_update,
            commands::steps::unit_versions,
            commands::steps::last_step,
            commands::steps::undo_step,
            commands::steps::withdraw,
            commands::steps::put_back,
            commands::steps::bring_back,
            commands::steps::refile,
            commands::ledger::ledger_notices,
            dialogs::dialogs_ready,
            commands::sample::open_sample,
            commands::sample::sample_returns,
            commands::inbox::scan_inbox,
            commands::inbox::inbox,
            commands::inbox::inbox_sheet,
            commands::inbox::confirm_item,
            commands::inbox::unsay_item,
            commands::inbox::answer_item,
            commands::pointing::point_at,
            commands::pointing::point_line,
            commands::pointing::point_sheet,
            commands::inbox::give_password,
            commands::remembered::remembered,
            commands::remembered::forget_remembered,
            commands::inbox::remove_items,
            commands::inbox::undo_inbox,
            commands::inbox::settle_change,
            commands::inbox::read_waiting,
            commands::inbox::waiting_count,
            commands::inbox::commit_inbox,
            commands::inbox::cancel_job,
            commands::review::review_units,
            commands::review::review_findings,
            commands::review::return_sheet,
            commands::consolidated::consolidated_tables,
            commands::consolidated::table_head,
            commands::consolidated::print_plan,
            commands::consolidated::list_plan,
            commands::consolidated::table_rows,
            commands::origin::figure_origin,
            commands::export::export_preview,
            commands::export::export_workbook,
        ])
        .build(tauri::generate_context!());
    match started {
        Ok(app) => {
            end_when_asked(app.handle());
            app.run(|app, event| {
                // however the window is closed: what lies beside the ledger goes with it
                if matches!(event, RunEvent::Exit) {
                    app.state::<state::State>().close();
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
