//! A county's bytes → a return with findings: read, identify, extract, check.
//!
//! ```text
//! bytes ──read──▶ Grid ──identify──▶ (form, unit, period) ──extract──▶ Return ──check──▶ findings
//! ```
//!
//! Each step is a module of plain functions from values to values, and no step calls a later one.
//! All of it can be done by a process of its own ([`apart`]), so that whatever breaks over a file
//! costs only that file. The only crate that names calamine.

pub mod apart;
pub mod archive;
pub mod check;
pub mod extract;
pub mod identify;
mod insisted;
pub mod intake;
pub mod read;
pub mod sight;
