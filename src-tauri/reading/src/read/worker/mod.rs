//! Reading where a panic, a hang or a demand for all memory costs only the file: in a process of
//! its own, started from the same program, used again for the next file.
//!
//! Parent and child speak in frames over standard input and output: length (u32, little endian),
//! then that many bytes. A request is a frame with [`frame::Request`] and a frame with the file; the
//! answer is one frame with what was made of the file or why not. What holds for many files (a
//! scheme, last year's figures) is sent to a child once, before the first of them.

mod frame;
mod pool;
mod process;
mod reader;
mod serve;

pub use frame::Shared;
pub use pool::Workers;
pub use reader::{InProcess, ReadFile};
pub use serve::{ARGUMENT, Tasks, serve};
