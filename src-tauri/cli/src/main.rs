//! `xbh`: 县报汇 from a terminal. `--json` prints one JSON document on standard output and nothing
//! else; messages go to standard error. Exit status: 0 done, 1 done with findings that block, 2
//! wrong use, 3 input refused.

mod args;
mod commands;
mod here;
mod json;
mod output;
mod usage;

use clap::Parser;
use std::process::ExitCode;
use xianbaohui_reading::apart;
use xianbaohui_reading::read;

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == read::WORKER_ARGUMENT)
    {
        return apart::serve().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    let arguments = match args::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::tell(&error).into(),
    };
    match commands::run(arguments.command) {
        Ok(done) if output::is_complete() => done.into(),
        Ok(_) => {
            output::message(
                "错误（output.lost）：结果没有全部写出（磁盘可能已满），请腾出空间后重新运行；该入\
                    库、该存的都已完成。",
            );
            output::Exit::Refused.into()
        }
        Err(error) => {
            let hint = if error.code() == "output.exists" {
                "（加 --force）"
            } else {
                ""
            };
            output::refused(error.code(), &error.to_string(), hint);
            output::Exit::of(&error).into()
        }
    }
}
