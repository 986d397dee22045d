//! Children that wait for files: as many as are used at once.

use super::ReadFile;
use super::process::Worker;
use crate::read::{Limits, ReadError, Workbook};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// A file of more bytes than this leaves its child with more memory than the next file should find.
const RETIRES: usize = 4 << 20;

/// Reads in child processes. Threads that read at the same time use a child each; children end with the pool.
#[derive(Debug)]
pub struct Workers {
    program: PathBuf,
    idle: Mutex<Vec<Worker>>,
}

impl Workers {
    /// `program` serves when it is started with [`super::ARGUMENT`]. Nothing is started before the first file.
    pub fn new(program: PathBuf) -> Self {
        Self { program, idle: Mutex::new(Vec::new()) }
    }

    /// The running program as its own child.
    pub fn of_this_program() -> Self {
        // where the system does not say which program runs, the first file says that no child can be started
        Self::new(std::env::current_exe().unwrap_or_default())
    }
}

impl ReadFile for Workers {
    fn workbook(&self, bytes: &[u8], limits: &Limits, passwords: &[String]) -> Result<Workbook, ReadError> {
        // what needs no child: too large, or plainly no workbook
        super::super::checked(bytes, limits)?;
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => Worker::start(&self.program, limits).map_err(|error| ReadError::Io(format!("读取进程启动不了：{error}")))?,
        };
        let (answer, is_well) = worker.read(bytes, limits, passwords);
        if is_well && bytes.len() <= RETIRES {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        }
        answer
    }
}
