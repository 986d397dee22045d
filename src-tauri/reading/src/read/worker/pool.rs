//! Children that wait for files: as many as are used at once.

use super::frame::{Request, Shared};
use super::process::{Exchange, Worker};
use crate::read::once::checked;
use crate::read::{Limits, ReadError};
use serde::de::DeserializeOwned;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use xianbaohui_files::said;

/// A file of more bytes than this leaves its child with more memory than the next file should find.
const RETIRES: usize = 4 << 20;

/// Reads in child processes. Threads that read at the same time use a child each; children end with
/// the pool.
#[derive(Debug)]
pub struct Workers {
    program: PathBuf,
    idle: Mutex<Vec<Worker>>,
}

impl Workers {
    /// `program` serves when it is started with [`super::ARGUMENT`]. Nothing is started before the
    /// first file.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// The running program as its own child.
    pub fn of_this_program() -> Self {
        // where the system does not say which program runs, the first file says that no child can
        // be started
        Self::new(std::env::current_exe().unwrap_or_default())
    }

    /// Has a child do a task with a file. The answer is what its [`super::Tasks`] say, as
    /// `Result<T, ReadError>`.
    pub fn task<T: DeserializeOwned>(
        &self,
        shared: &Shared,
        task: Vec<u8>,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<T, ReadError> {
        self.exchange(
            Request::Task { shared: None, task },
            Some(shared),
            bytes,
            limits,
        )
    }

    /// A child that was ended from outside says nothing about the file: it is read once more, by a
    /// new one.
    pub(super) fn exchange<T: DeserializeOwned>(
        &self,
        mut request: Request,
        shared: Option<&Shared>,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<T, ReadError> {
        // what needs no child: too large, or plainly no workbook
        checked(bytes, limits)?;
        match self.once(self.waiting(), &mut request, shared, bytes, limits) {
            Err(ReadError::Ended { .. }) => self.once(None, &mut request, shared, bytes, limits),
            answer => answer,
        }
    }

    fn once<T: DeserializeOwned>(
        &self,
        waiting: Option<Worker>,
        request: &mut Request,
        shared: Option<&Shared>,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<T, ReadError> {
        let mut worker = match waiting {
            Some(worker) => worker,
            None => Worker::start(&self.program, limits)
                .map_err(|error| ReadError::Io(format!("读取进程启动不了：{}", said(&error))))?,
        };
        if let (Request::Task { shared: sent, .. }, Some(shared)) = (&mut *request, shared) {
            *sent = (worker.knows != Some(shared.digest)).then(|| shared.bytes.clone());
            worker.knows = Some(shared.digest);
        }
        let Exchange { answer, is_well } = worker.exchange(request, bytes, limits);
        if is_well && bytes.len() <= RETIRES {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(worker);
        }
        answer
    }

    /// A child that waits, and is still there.
    fn waiting(&self) -> Option<Worker> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        std::iter::from_fn(|| idle.pop()).find_map(|mut worker| worker.is_there().then_some(worker))
    }
}
