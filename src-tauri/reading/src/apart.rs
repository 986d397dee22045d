//! One file taken in by a process of its own, from its bytes to its findings: whatever breaks over
//! it costs only that file.
//!
//! What holds for a batch (scheme, round, last year's figures, what units said before, remembered
//! answers) is sent to a process once; with each file goes what the officer said of it, and back
//! comes the verdict. Grids stay where they are made.

use crate::insisted::Insisted;
use crate::intake::{Intake, Verdict, take_here};
use crate::read::foreign::internal;
use crate::read::{self, Limits, ReadError, Shared, Tasks, Workers};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io;
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::personal::Said;
use xianbaohui_core::pointing::{SheetPointing, SheetSaid};
use xianbaohui_core::remembered::Remembered;
use xianbaohui_core::scheme::former::Former;
use xianbaohui_core::scheme::{Round, Scheme};

/// What holds for all files of a batch.
#[derive(Serialize, Deserialize)]
struct Batch<'a> {
    scheme_code: Cow<'a, str>,
    scheme_text: Cow<'a, str>,
    former: Cow<'a, [Former]>,
    round: Option<Cow<'a, Round>>,
    history: Option<Cow<'a, FactSet>>,
    said: Option<Cow<'a, Said>>,
    limits: Limits,
    passwords: Cow<'a, [String]>,
    remembered: Option<Cow<'a, Remembered>>,
}

/// One file, and what the officer said of it.
#[derive(Serialize, Deserialize)]
struct File<'a> {
    name: Cow<'a, str>,
    unit: Option<Cow<'a, str>>,
    form: Option<Cow<'a, str>>,
    insisted: Cow<'a, Insisted>,
    pointed: Cow<'a, [SheetPointing]>,
    sheets: Cow<'a, [SheetSaid]>,
}

/// What holds for a batch, made ready to be sent.
pub fn shared(intake: &Intake<'_>) -> Result<Shared, ReadError> {
    let batch = Batch {
        scheme_code: intake.scheme.code.as_str().into(),
        scheme_text: intake.scheme.text.as_str().into(),
        former: intake.scheme.former.as_slice().into(),
        round: intake.round.map(Cow::Borrowed),
        history: intake.history.map(Cow::Borrowed),
        said: intake.said.map(Cow::Borrowed),
        limits: intake.limits,
        passwords: intake.passwords.into(),
        remembered: intake.remembered.map(Cow::Borrowed),
    };
    Ok(Shared::new(postcard::to_stdvec(&batch).map_err(internal)?))
}

/// Has a process take a file in.
pub fn take(
    processes: &Workers,
    bytes: &[u8],
    name: &str,
    intake: &Intake<'_>,
) -> Result<Verdict, ReadError> {
    let file = File {
        name: name.into(),
        unit: intake.unit.map(Cow::Borrowed),
        form: intake.form.map(Cow::Borrowed),
        insisted: Cow::Borrowed(intake.insisted),
        pointed: intake.pointed.into(),
        sheets: intake.sheets.into(),
    };
    let task = postcard::to_stdvec(&file).map_err(internal)?;
    match intake.shared {
        Some(shared) => processes.task(shared, task, bytes, &intake.limits),
        None => processes.task(&shared(intake)?, task, bytes, &intake.limits),
    }
}

/// What a process that takes files in was told of the batch.
#[derive(Default)]
struct Desk(Option<Told>);

struct Told {
    scheme: Scheme,
    round: Option<Round>,
    history: Option<FactSet>,
    said: Option<Said>,
    limits: Limits,
    passwords: Vec<String>,
    remembered: Option<Remembered>,
}

impl Tasks for Desk {
    fn share(&mut self, shared: &[u8]) -> Result<(), ReadError> {
        // a batch that cannot be understood must not be taken for the one before
        self.0 = None;
        let batch: Batch<'_> = postcard::from_bytes(shared).map_err(internal)?;
        let parsed = Scheme::parse(&batch.scheme_code, &batch.scheme_text);
        let mut scheme = parsed.map_err(internal)?;
        scheme.recall(batch.former.into_owned());
        self.0 = Some(Told {
            scheme,
            round: batch.round.map(Cow::into_owned),
            history: batch.history.map(Cow::into_owned),
            said: batch.said.map(Cow::into_owned),
            limits: batch.limits,
            passwords: batch.passwords.into_owned(),
            remembered: batch.remembered.map(Cow::into_owned),
        });
        Ok(())
    }

    fn answer(&mut self, task: &[u8], bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
        let told = self.0.as_ref().ok_or_else(|| ReadError::Internal {
            detail: "没有说明是哪一批".into(),
        })?;
        let file: File<'_> = postcard::from_bytes(task).map_err(internal)?;
        let intake = Intake {
            round: told.round.as_ref(),
            history: told.history.as_ref(),
            said: told.said.as_ref(),
            limits: told.limits,
            unit: file.unit.as_deref(),
            form: file.form.as_deref(),
            insisted: &file.insisted,
            passwords: &told.passwords,
            remembered: told.remembered.as_ref(),
            pointed: &file.pointed,
            sheets: &file.sheets,
            ..Intake::of(&told.scheme)
        };
        postcard::to_stdvec(&take_here(bytes, &file.name, &intake)).map_err(internal)
    }
}

/// What `main` does when the program is started with [`read::WORKER_ARGUMENT`]: takes files in
/// until its input ends.
pub fn serve() -> io::Result<()> {
    read::serve(&mut Desk::default())
}
