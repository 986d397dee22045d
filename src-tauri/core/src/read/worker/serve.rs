//! The child: reads files one after the other until its input ends.

use super::{Request, read_frame, write_frame};
use crate::read::{Limits, ReadError, Workbook, workbook_with};
use std::io::{self, BufReader, BufWriter, Write};

/// First argument of a program that is started to read: its `main` calls [`serve`] and does nothing else. The second is the bytes of memory it
/// may take.
pub const ARGUMENT: &str = "--xbh-read";

/// Reads files from standard input until it ends. Memory beyond the limit ends the process, which the parent sees.
pub fn serve() -> io::Result<()> {
    // what goes wrong is told in the answer
    std::panic::set_hook(Box::new(|_| {}));
    let asked = std::env::args().nth(2).and_then(|bytes| bytes.parse().ok());
    bound_memory(asked.unwrap_or(Limits::default().memory_bytes));
    let (mut input, mut output) = (BufReader::with_capacity(1 << 16, io::stdin().lock()), BufWriter::with_capacity(1 << 16, io::stdout().lock()));
    while let Some(request) = read_frame(&mut input)? {
        let Some(bytes) = read_frame(&mut input)? else { return Ok(()) };
        let answer: Result<Workbook, ReadError> = match postcard::from_bytes::<Request>(&request) {
            Ok(request) => workbook_with(&bytes, &request.limits, &request.passwords),
            Err(error) => Err(ReadError::Io(error.to_string())),
        };
        let answer = postcard::to_stdvec(&answer).map_err(io::Error::other)?;
        write_frame(&mut output, &answer)?;
        output.flush()?;
    }
    Ok(())
}

/// Bounds the address space to what the program itself takes, and `bytes` more.
#[cfg(unix)]
fn bound_memory(bytes: u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:")).and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok());
    // a system without /proc bounds nothing by this either
    if let Some(own) = size {
        let _ = rlimit::setrlimit(rlimit::Resource::AS, own * 1024 + bytes, rlimit::INFINITY);
    }
}

/// Elsewhere size, cells and time are bounded, memory by the system alone.
#[cfg(not(unix))]
fn bound_memory(_: u64) {}
