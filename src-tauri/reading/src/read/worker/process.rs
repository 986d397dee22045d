//! One child and the exchange with it.

use super::ARGUMENT;
use super::frame::{Request, read_frame, write_frame};
use crate::read::foreign::internal;
use crate::read::{Limit, Limits, ReadError};
use crossbeam_channel::{Receiver, RecvTimeoutError, bounded};
use serde::de::DeserializeOwned;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A running child. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<io::Result<Option<Vec<u8>>>>,
    /// digest of what it was told for many files
    pub(super) knows: Option<[u8; 32]>,
}

/// What came of a file, and whether the child can read another.
pub(super) struct Exchange<T> {
    pub(super) answer: Result<T, ReadError>,
    pub(super) is_well: bool,
}

impl<T> Exchange<T> {
    fn over(error: ReadError) -> Self {
        Self {
            answer: Err(error),
            is_well: false,
        }
    }
}

impl Worker {
    pub(super) fn start(program: &Path, limits: &Limits) -> io::Result<Self> {
        let mut child = Command::new(program)
            .arg(ARGUMENT)
            .arg(limits.memory_bytes.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        let (input, output) = (
            child.stdin.take().ok_or_else(gone)?,
            child.stdout.take().ok_or_else(gone)?,
        );
        let (sender, answers) = bounded(1);
        std::thread::Builder::new()
            .name("xbh-read".into())
            .spawn(move || {
                let mut output = BufReader::with_capacity(1 << 16, output);
                loop {
                    let frame = read_frame(&mut output);
                    let is_last = !matches!(frame, Ok(Some(_)));
                    if sender.send(frame).is_err() || is_last {
                        return;
                    }
                }
            })?;
        Ok(Self {
            child,
            input,
            answers,
            knows: None,
        })
    }

    /// Whether it still runs.
    pub(super) fn is_there(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Has something done with a file. The child must not be used again when it is not well.
    pub(super) fn exchange<T: DeserializeOwned>(
        &mut self,
        request: &Request,
        bytes: &[u8],
        limits: &Limits,
    ) -> Exchange<T> {
        let most = Duration::from_secs(limits.seconds);
        let Self {
            child,
            input,
            answers,
            ..
        } = self;
        // a child that does not read must not hold up this program: the file is sent aside, and
        // sending ends with the child
        let came = std::thread::scope(|scope| {
            let (done, sent) = bounded::<()>(1);
            let sender = std::thread::Builder::new()
                .name("xbh-send".into())
                .spawn_scoped(scope, move || {
                    let result = send(input, request, bytes);
                    let _ = done.send(());
                    result
                });
            let came = answers.recv_timeout(most);
            let is_stopped = came.is_err() && is_stopped(child.id());
            match came {
                Ok(Ok(Some(_))) if sent.recv_timeout(most).is_ok() => {}
                Ok(Ok(Some(_))) | Err(RecvTimeoutError::Timeout) => drop(child.kill()),
                // its output is closed: it is about to end, and its end says why
                _ => wait_for_end(child),
            }
            match sender.map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok(Ok(()))) => Ok((came, is_stopped)),
                Ok(Ok(Err(error))) | Err(error) => match came {
                    // it answered before it had read to the end, or ended while it was being told
                    Ok(_) | Err(RecvTimeoutError::Disconnected) => Err(error),
                    Err(RecvTimeoutError::Timeout) => Ok((came, is_stopped)),
                },
                Ok(Err(_)) => Err(io::ErrorKind::Other.into()),
            }
        });
        match came {
            Ok((Ok(Ok(Some(answer))), _)) => {
                match postcard::from_bytes::<Result<T, ReadError>>(&answer) {
                    Ok(answer) => Exchange {
                        answer,
                        is_well: true,
                    },
                    Err(error) => Exchange::over(internal(error)),
                }
            }
            Ok((Err(RecvTimeoutError::Timeout), true)) => Exchange::over(ReadError::Ended {
                detail: "被暂停".into(),
            }),
            Ok((Err(RecvTimeoutError::Timeout), false)) => Exchange::over(ReadError::TooLarge {
                what: Limit::Time,
                limit: limits.seconds,
            }),
            Ok((Ok(Ok(None)) | Err(RecvTimeoutError::Disconnected), _)) => {
                Exchange::over(self.why_ended(limits, ""))
            }
            Ok((Ok(Err(error)), _)) | Err(error) => {
                Exchange::over(self.why_ended(limits, &xianbaohui_files::said(&error)))
            }
        }
    }

    /// Why the child ended: Rust says on standard error that memory or stack ran out before it
    /// aborts; who ends it from outside lets it say nothing.
    fn why_ended(&mut self, limits: &Limits, error: &str) -> ReadError {
        // by now it has ended, or was ended after it had closed its output
        let status = self.child.wait().ok();
        let mut said = String::new();
        if let Some(stderr) = self.child.stderr.take() {
            let _ = stderr.take(4096).read_to_string(&mut said);
        }
        if said.contains("memory allocation") {
            return ReadError::TooLarge {
                what: Limit::Memory,
                limit: limits.memory_bytes >> 20,
            };
        }
        if said.contains("overflowed its stack") {
            return ReadError::Internal {
                detail: "内部结构嵌套太深".into(),
            };
        }
        match status.and_then(signal_of) {
            Some(signal) if said.is_empty() && !is_own_fault(signal) => ReadError::Ended {
                detail: format!("信号 {signal}"),
            },
            Some(signal) => ReadError::Internal {
                detail: format!("信号 {signal}"),
            },
            None => ReadError::Internal {
                detail: if error.is_empty() {
                    "没有答复".into()
                } else {
                    error.to_owned()
                },
            },
        }
    }
}

/// How long a child that has closed its output may take to end.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Waits for a child that is about to end; one that does not is ended.
fn wait_for_end(child: &mut Child) {
    let begun = Instant::now();
    while matches!(child.try_wait(), Ok(None)) {
        if begun.elapsed() > LAST_WORDS {
            let _ = child.kill();
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn send(input: &mut ChildStdin, request: &Request, bytes: &[u8]) -> io::Result<()> {
    write_frame(
        input,
        &postcard::to_stdvec(request).map_err(io::Error::other)?,
    )?;
    write_frame(input, bytes)?;
    input.flush()
}

/// Signals that a process brings on itself: ILL, TRAP, ABRT, BUS, FPE, SEGV, SYS.
fn is_own_fault(signal: i32) -> bool {
    matches!(signal, 4..=8 | 11 | 31)
}

#[cfg(unix)]
fn signal_of(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

/// Who is ended from outside elsewhere ends with a code like any other.
#[cfg(not(unix))]
fn signal_of(_: ExitStatus) -> Option<i32> {
    None
}

/// Whether somebody has stopped the process, so that it does nothing at all.
fn is_stopped(process: u32) -> bool {
    // a system without /proc tells nothing
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    told.rsplit_once(')')
        .is_some_and(|(_, rest)| rest.trim_start().starts_with(['T', 't']))
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
