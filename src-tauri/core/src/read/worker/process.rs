//! One child and the exchange with it.

use super::{ARGUMENT, Request, read_frame, write_frame};
use crate::read::{Limit, Limits, ReadError, Workbook};
use crossbeam_channel::{Receiver, RecvTimeoutError, bounded};
use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

/// A running child. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<io::Result<Option<Vec<u8>>>>,
}

/// What came of a file, and whether the child can read another.
pub(super) type Exchange = (Result<Workbook, ReadError>, bool);

impl Worker {
    pub(super) fn start(program: &Path, limits: &Limits) -> io::Result<Self> {
        let mut child = Command::new(program).arg(ARGUMENT).arg(limits.memory_bytes.to_string()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        let (input, output) = (child.stdin.take().ok_or_else(gone)?, child.stdout.take().ok_or_else(gone)?);
        let (sender, answers) = bounded(1);
        std::thread::Builder::new().name("xbh-read".into()).spawn(move || {
            let mut output = BufReader::with_capacity(1 << 16, output);
            loop {
                let frame = read_frame(&mut output);
                let is_last = !matches!(frame, Ok(Some(_)));
                if sender.send(frame).is_err() || is_last {
                    return;
                }
            }
        })?;
        Ok(Self { child, input, answers })
    }

    /// Has a file read. The child must not be used again when the second value is false.
    pub(super) fn read(&mut self, bytes: &[u8], limits: &Limits, passwords: &[String]) -> Exchange {
        let request = Request { limits: *limits, passwords: passwords.to_vec() };
        if let Err(error) = self.send(&request, bytes) {
            return (Err(self.ended(limits, &error.to_string())), false);
        }
        match self.answers.recv_timeout(Duration::from_secs(limits.seconds)) {
            Ok(Ok(Some(answer))) => match postcard::from_bytes::<Result<Workbook, ReadError>>(&answer) {
                Ok(answer) => (answer, true),
                Err(error) => (Err(ReadError::Damaged { detail: error.to_string() }), false),
            },
            Ok(Ok(None)) | Err(RecvTimeoutError::Disconnected) => (Err(self.ended(limits, "")), false),
            Ok(Err(error)) => (Err(self.ended(limits, &error.to_string())), false),
            Err(RecvTimeoutError::Timeout) => {
                let _ = self.child.kill();
                (Err(ReadError::TooLarge { what: Limit::Time, limit: limits.seconds }), false)
            }
        }
    }

    fn send(&mut self, request: &Request, bytes: &[u8]) -> io::Result<()> {
        write_frame(&mut self.input, &postcard::to_stdvec(request).map_err(io::Error::other)?)?;
        write_frame(&mut self.input, bytes)?;
        self.input.flush()
    }

    /// Why the child ended: Rust says on standard error that memory or stack ran out before it aborts.
    fn ended(&mut self, limits: &Limits, error: &str) -> ReadError {
        let _ = self.child.kill();
        let mut said = String::new();
        if let Some(stderr) = self.child.stderr.take() {
            let _ = stderr.take(4096).read_to_string(&mut said);
        }
        if said.contains("memory allocation") {
            return ReadError::TooLarge { what: Limit::Memory, limit: limits.memory_bytes >> 20 };
        }
        let detail = if said.contains("stack") { "内部结构嵌套太深" } else { "读取时内部出错" };
        ReadError::Damaged { detail: if error.is_empty() { detail.to_owned() } else { format!("{detail}，{error}") } }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
