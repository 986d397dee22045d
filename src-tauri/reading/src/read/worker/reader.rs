//! Who reads workbooks: this process, or others.

use super::frame::Request;
use super::pool::Workers;
use crate::read::once::workbook_with;
use crate::read::{Limits, ReadError, Workbook};
use std::fmt::Debug;

/// Something that reads workbooks.
pub trait ReadFile: Debug + Send + Sync {
    /// Reads a workbook from its bytes. `passwords` are tried where it asks for one.
    fn workbook(
        &self,
        bytes: &[u8],
        limits: &Limits,
        passwords: &[String],
    ) -> Result<Workbook, ReadError>;

    /// The processes that it is done in, where it is not done in this one: they can do with the
    /// workbook what comes next, too.
    fn processes(&self) -> Option<&Workers> {
        None
    }
}

/// Reads in this process: for files that are trusted, and for tests of reading itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct InProcess;

impl ReadFile for InProcess {
    fn workbook(
        &self,
        bytes: &[u8],
        limits: &Limits,
        passwords: &[String],
    ) -> Result<Workbook, ReadError> {
        workbook_with(bytes, limits, passwords)
    }
}

impl ReadFile for Workers {
    fn workbook(
        &self,
        bytes: &[u8],
        limits: &Limits,
        passwords: &[String],
    ) -> Result<Workbook, ReadError> {
        self.exchange(
            Request::Workbook {
                limits: *limits,
                passwords: passwords.to_vec(),
            },
            None,
            bytes,
            limits,
        )
    }

    fn processes(&self) -> Option<&Workers> {
        Some(self)
    }
}
