//! The child: reads files one after the other until its input ends.

use super::frame::{Request, read_frame, write_frame};
use crate::read::foreign::internal;
use crate::read::once::{guarded, note_panic, workbook_with};
use crate::read::{Limits, ReadError, Workbook};
use std::io::{self, BufReader, BufWriter, Write};

/// First argument of a program that is started to read: its `main` serves and does nothing else.
/// The second is the bytes of memory it may take.
pub const ARGUMENT: &str = "--xbh-read";

/// What a child can do with a file beyond reading it.
pub trait Tasks {
    /// Takes in what holds for the files that follow.
    fn share(&mut self, shared: &[u8]) -> Result<(), ReadError>;
    /// Does a task with a file; the answer is `Result<T, ReadError>` as [`super::Workers::task`]
    /// expects it.
    fn answer(&mut self, task: &[u8], bytes: &[u8]) -> Result<Vec<u8>, ReadError>;
}

/// Reads files from standard input until it ends. Memory beyond the limit ends the process, which
/// the parent sees.
pub fn serve(tasks: &mut dyn Tasks) -> io::Result<()> {
    // what goes wrong is told in the answer
    std::panic::set_hook(Box::new(note_panic));
    let asked = std::env::args().nth(2).and_then(|bytes| bytes.parse().ok());
    bound_memory(asked.unwrap_or(Limits::default().memory_bytes));
    let (mut input, mut output) = (
        BufReader::with_capacity(1 << 16, io::stdin().lock()),
        BufWriter::with_capacity(1 << 16, io::stdout().lock()),
    );
    while let Some(request) = read_frame(&mut input)? {
        let Some(bytes) = read_frame(&mut input)? else {
            return Ok(());
        };
        let answer = guarded(|| answer(&request, &bytes, tasks));
        let answer = answer
            .or_else(|error| encoded::<()>(&Err(error)))
            .map_err(io::Error::other)?;
        write_frame(&mut output, &answer)?;
        output.flush()?;
    }
    Ok(())
}

fn answer(request: &[u8], bytes: &[u8], tasks: &mut dyn Tasks) -> Result<Vec<u8>, ReadError> {
    match postcard::from_bytes::<Request>(request).map_err(internal)? {
        Request::Workbook { limits, passwords } => {
            encoded::<Workbook>(&workbook_with(bytes, &limits, &passwords))
        }
        Request::Task { shared, task } => {
            if let Some(shared) = shared {
                tasks.share(&shared)?;
            }
            tasks.answer(&task, bytes)
        }
    }
}

fn encoded<T: serde::Serialize>(answer: &Result<T, ReadError>) -> Result<Vec<u8>, ReadError> {
    postcard::to_stdvec(answer).map_err(internal)
}

/// Bounds the address space to what the program itself takes, and `bytes` more.
#[cfg(unix)]
fn bound_memory(bytes: u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let size = status
        .lines()
        .find_map(|line| line.strip_prefix("VmSize:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok());
    // a system without /proc bounds nothing by this either
    if let Some(own) = size {
        let _ = rlimit::setrlimit(rlimit::Resource::AS, own * 1024 + bytes, rlimit::INFINITY);
    }
}

/// Elsewhere size, cells and time are bounded, memory by the system alone.
#[cfg(not(unix))]
fn bound_memory(_: u64) {}
