//! The real window, driven from outside: what an officer does on the last day of the quarter, and
//! what he sees on the first day.
//!
//! tauri-driver and WebKitWebDriver start the built program; nothing of the core is replaced. The
//! returns are named on its command line, as a desktop does when files are opened with a program.
//! `cargo xtask test` builds what is needed and gives it a screen.
#![cfg(target_os = "linux")]

mod desk;
mod driver;
mod exported;
mod journey;
mod kept;
mod nothing_lost;
mod own_city;
mod pointing;
mod rounds;
mod shut;
mod start;
mod steps;
mod window;

use std::error::Error;

/// Done, or a sentence about what was not as it should be.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

pub(crate) fn ensure(holds: bool, what: impl Into<String>) -> Outcome {
    if holds {
        Ok(())
    } else {
        Err(what.into().into())
    }
}
