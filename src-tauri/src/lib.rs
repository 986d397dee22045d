//! The desktop shell: the only place that knows Tauri. Commands are adapters; what they do is in `xianbaohui-core`.

mod commands;
mod error;
mod job;
mod sheet;
mod state;

use std::io::Write;
use std::process::ExitCode;
use xianbaohui_core::{apart, read};

/// Starts the program: `xianbaohui [LEDGER] [PATH...]` opens a ledger and brings files to 收件台.
#[expect(clippy::exit, reason = "generate_context! has one, for a broken bundle")]
pub fn run() -> ExitCode {
    // the same program reads files in processes of its own
    if std::env::args_os().nth(1).is_some_and(|argument| argument == read::WORKER_ARGUMENT) {
        return apart::serve().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    let started = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(state::State::default())
        .invoke_handler(tauri::generate_handler![
            commands::ledger::launch,
            commands::ledger::list_schemes,
            commands::ledger::create_ledger,
            commands::ledger::open_ledger,
            commands::ledger::round_status,
            commands::sample::open_sample,
            commands::sample::sample_returns,
            commands::inbox::scan_inbox,
            commands::inbox::inbox,
            commands::inbox::inbox_sheet,
            commands::inbox::confirm_item,
            commands::inbox::answer_item,
            commands::pointing::point_at,
            commands::pointing::point_line,
            commands::pointing::point_sheet,
            commands::inbox::give_password,
            commands::remembered::remembered,
            commands::remembered::forget_remembered,
            commands::inbox::remove_items,
            commands::inbox::commit_inbox,
            commands::inbox::cancel_job,
            commands::review::review_units,
            commands::review::review_findings,
            commands::review::return_sheet,
            commands::consolidated::consolidated_tables,
            commands::consolidated::table_head,
            commands::consolidated::table_rows,
            commands::origin::figure_origin,
            commands::export::export_preview,
            commands::export::export_workbook,
        ])
        .run(tauri::generate_context!());
    match started {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "窗口启动失败：{error}。请确认系统装有 WebView（Linux 为 libwebkit2gtk-4.1，Windows 为 WebView2）。");
            ExitCode::FAILURE
        }
    }
}
