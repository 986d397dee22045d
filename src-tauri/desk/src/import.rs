//! A batch of files into a ledger: read in parallel, written by one thread in one transaction, in
//! the order of the files.

use crate::batch::{TakenFile, take_bytes, take_file};
use crate::error::Error;
use crate::held::{self, Held};
use rayon::prelude::*;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::finding::Severities;
use xianbaohui_core::pointing::{SheetPointing, SheetSaid};
use xianbaohui_core::question::Question;
use xianbaohui_core::returns::CellCounts;
use xianbaohui_core::scheme::Round;
use xianbaohui_core::watch::Watch;
use xianbaohui_ledger::{
    self, CommittedReturn, Kept, Ledger, LedgerError, Prepared, Replaced, Said,
};
use xianbaohui_reading::apart;
use xianbaohui_reading::intake::{Intake, Verdict};
use xianbaohui_reading::read::{InProcess, ReadFile, guarded};

/// Files read ahead of the writer: enough to keep the cores busy, few enough to bound the memory.
const PIECE: usize = 32;

/// What is known beforehand, and what is wanted back.
#[derive(Debug, Clone)]
pub struct Options {
    /// time for returns and log
    pub at: String,
    /// operator
    pub who: String,
    /// keep the values in what comes back (they are many)
    pub values: bool,
    /// how files are read
    pub reader: Arc<dyn ReadFile>,
    /// tried on files that ask for one; never kept
    pub passwords: Vec<String>,
}

impl Default for Options {
    /// No time, nobody, no values, read in this process.
    fn default() -> Self {
        Self {
            at: String::new(),
            who: String::new(),
            values: false,
            reader: Arc::new(InProcess),
            passwords: Vec::new(),
        }
    }
}

/// One file of a batch, and what the officer said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// where it lies
    pub path: PathBuf,
    /// unit that the officer said
    pub unit: Option<String>,
    /// form that the officer said
    pub form: Option<String>,
    /// what the officer pointed at in it
    pub pointed: Vec<SheetPointing>,
    /// what the officer said of its sheets
    pub sheets: Vec<SheetSaid>,
    /// what the officer answered: question and choice
    pub answers: Vec<(String, String)>,
    /// SHA-256 that it had when the officer looked at it; a file changed since then is refused
    pub seen: Option<String>,
    /// its id in the inbox, where its bytes are kept as they were seen
    pub waiting: Option<i64>,
    /// the versions that the officer was told its returns will have; others are told before they
    /// are committed
    pub told: Option<Vec<ToldVersion>>,
}

/// What the officer was told of a return before it was committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToldVersion {
    /// position of the unit
    pub unit: usize,
    /// position of the form
    pub form: usize,
    /// the version that it will have
    pub version: u32,
}

impl ToldVersion {
    /// Of all returns of a file, as the ledger is now.
    pub fn of(file: &TakenFile, ledger: &Ledger, round: &str) -> Result<Vec<Self>, LedgerError> {
        let scheme = ledger.scheme();
        let one = |unit: usize, form: usize| {
            Ok(Self {
                unit,
                form,
                version: ledger.next_version(
                    round,
                    &scheme.units[unit].code,
                    &scheme.forms[form].code,
                )?,
            })
        };
        file.returns()
            .iter()
            .map(|one_return| one(one_return.taken.unit, one_return.taken.form))
            .collect()
    }
}

impl Incoming {
    /// Files of which the officer said the same, or nothing.
    pub fn all(paths: Vec<PathBuf>, unit: Option<&str>, form: Option<&str>) -> Vec<Self> {
        let (unit, form) = (unit.map(str::to_owned), form.map(str::to_owned));
        let one = |path| Self {
            path,
            unit: unit.clone(),
            form: form.clone(),
            pointed: Vec::new(),
            sheets: Vec::new(),
            answers: Vec::new(),
            seen: None,
            waiting: None,
            told: None,
        };
        paths.into_iter().map(one).collect()
    }

    /// What the officer said of it.
    fn said(&self) -> Said {
        Said {
            unit: self.unit.clone(),
            form: self.form.clone(),
            pointed: self.pointed.clone(),
            sheets: self.sheets.clone(),
            answers: self.answers.clone(),
        }
    }
}

/// What became of one file of a batch.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// the file; its values are dropped unless they were asked for
    pub file: TakenFile,
    /// what was done
    pub status: Status,
    /// versions of its returns, in their order; 0 where nothing was committed
    pub versions: Vec<u32>,
    /// what each of them took the place of, in their order; empty where nothing was committed
    pub replaced: Vec<Option<Replaced>>,
    /// counts of all its returns
    pub cells: CellCounts,
    /// findings of all its returns
    pub severities: Severities,
    /// a sentence for what is not plain from the verdict (duplicate, two files for one return)
    pub reason: Option<String>,
    /// another program has committed to what it would replace since the officer was told of it;
    /// nothing else stands in its way
    pub overtaken: bool,
}

/// What was done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// its returns are in the ledger (or, without a ledger, would be)
    Committed,
    /// not taken
    Refused,
    /// something must be asked first
    NeedsConfirmation,
    /// the same bytes are there already
    Duplicate,
}

/// Imports files into a round. Refused and unsure files do not hold the others back; a cancelled
/// batch leaves nothing.
pub fn import(
    ledger: &mut Ledger,
    round: &str,
    files: &[Incoming],
    options: &Options,
    watch: &dyn Watch,
) -> Result<Vec<Outcome>, Error> {
    let ledger = &*ledger;
    let round = ledger.round(round)?.clone();
    crate::round::still_open(ledger, &round)?;
    // first of all: what is there is looked up when nobody else can add to it any more
    let mut batch = ledger.batch(&round, &options.at, &options.who)?;
    let known = ledger.known_files(&round.code)?;
    let history = FactSet::year_before(ledger, &round)?;
    let scheme = ledger.scheme().clone();
    let remembered = ledger.remembered_answers()?;
    let standing = ledger.standing(&round)?;
    let shared = xianbaohui_ledger::shared(&scheme, &round);
    let intake = Intake {
        round: Some(&round),
        history: Some(&history),
        reader: &*options.reader,
        passwords: &options.passwords,
        remembered: Some(&remembered),
        standing: &standing,
        ..Intake::of(&scheme)
    };
    let kept = if files.iter().any(|file| file.waiting.is_some()) {
        Some(ledger.kept()?)
    } else {
        None
    };
    let mut outcomes: Vec<Outcome> = Vec::with_capacity(files.len());
    let mut by_hash: HashMap<String, usize> = HashMap::new();
    let mut claimed: HashMap<(usize, usize), usize> = HashMap::new();
    let mut committed: HashMap<usize, Vec<CommittedReturn>> = HashMap::new();
    // the writer is one, the readers are many: what can be worked out by them is
    let prepare = |file: &mut TakenFile| {
        let Verdict::Ready(returns) = &file.verdict else {
            return (Ok(Vec::new()), Vec::new());
        };
        let prepared = returns
            .iter()
            .map(|one| Prepared::of(one, &scheme))
            .collect::<Result<Vec<_>, _>>();
        let claims = held::claims(&file.verdict, &file.name, &shared, &scheme);
        forget(file, options.values);
        (prepared, claims)
    };
    // what the files committed so far say of figures that others may speak of
    let mut claimed_figures = Vec::new();
    in_order(
        files,
        &intake,
        kept.as_ref(),
        watch,
        prepare,
        |mut file, bytes, (prepared, claims)| {
            let at = outcomes.len();
            let incoming = &files[at];
            // another window may have taken it out, committed it or answered, while this one still
            // shows it as it was
            if let Some(id) = incoming.waiting
                && let Some(why) = ledger.waits_no_more(
                    id,
                    &file.name,
                    incoming.seen.as_deref().unwrap_or_default(),
                    &incoming.said(),
                )?
            {
                file.verdict = Verdict::Refused {
                    code: why.code().into(),
                    reason: why.to_string(),
                };
                file.questions.clear();
            }
            let mut outcome = Outcome::of(file);
            if matches!(&outcome.file.verdict, Verdict::Refused { code, .. } if code.starts_with("inbox."))
            {
                // it is not this window's to judge any more
            } else if let Some(first) = by_hash
                .get(&outcome.file.sha256)
                .filter(|_| !outcome.file.sha256.is_empty())
            {
                outcome.status = Status::Duplicate;
                outcome.reason = Some(format!(
                    "与本批的“{}”完全相同，只收一份。",
                    outcomes[*first].file.name
                ));
            } else if let Some(known) = known.get(&outcome.file.sha256) {
                outcome.status = Status::Duplicate;
                let unit = scheme.unit_name(&known.unit);
                outcome.reason = Some(if known.current {
                    format!("与{unit}已入库的第 {} 版完全相同。", known.version)
                } else {
                    format!(
                        "与{unit}以前的第 {} 版完全相同，现在用的是更新的版本，没有改回去。",
                        known.version
                    )
                });
            } else if !outcome.file.questions.is_empty() {
                // asked first
            } else if let Verdict::Ready(returns) = &outcome.file.verdict {
                let rivals = returns
                    .iter()
                    .filter_map(|one| claimed.get(&(one.taken.unit, one.taken.form)).copied())
                    .collect::<Vec<_>>();
                if let Some(&rival) = rivals.first() {
                    for &rival in &rivals {
                        if let Some(earlier) = committed.remove(&rival) {
                            batch.take_back(&earlier)?;
                        }
                        let reason = two_files(
                            &outcomes[rival].file.name,
                            &outcome.file.name,
                            &scheme,
                            returns,
                        );
                        outcomes[rival].unsure(reason);
                    }
                    outcome.unsure(two_files(
                        &outcomes[rival].file.name,
                        &outcome.file.name,
                        &scheme,
                        returns,
                    ));
                } else if let asked =
                    held::between(&claims, &outcome.file.sha256, &claimed_figures, &scheme)
                    && !asked.is_empty()
                {
                    outcome.ask(asked);
                } else if let Some(reason) = untold(&outcome.file, incoming, ledger, &round)? {
                    outcome.unsure(reason);
                    outcome.overtaken = true;
                } else {
                    claimed_figures.extend(claims);
                    let versions =
                        batch.add(&outcome.file.name, &outcome.file.sha256, &bytes, &prepared?)?;
                    for one in returns {
                        claimed.insert((one.taken.unit, one.taken.form), at);
                    }
                    outcome.versions = versions.iter().map(|one| one.version).collect();
                    outcome.replaced = versions.iter().map(|one| one.replaces.clone()).collect();
                    committed.insert(at, versions);
                }
            }
            if outcome.status == Status::Duplicate {
                // what is there already is asked about no more
                outcome.file.questions.clear();
            }
            if !outcome.file.sha256.is_empty() && outcome.status != Status::Refused {
                by_hash.entry(outcome.file.sha256.clone()).or_insert(at);
            }
            outcomes.push(outcome);
            Ok(())
        },
    )?;
    if watch.cancelled() {
        return Err(Error::Cancelled);
    }
    let through = files
        .iter()
        .zip(&outcomes)
        .filter(|(_, outcome)| outcome.status == Status::Committed);
    batch.release(
        &through
            .filter_map(|(file, _)| file.waiting)
            .collect::<Vec<_>>(),
    )?;
    // nothing reads the ledger any more when the batch is made to last
    drop(kept);
    batch.finish()?;
    Ok(outcomes)
}

/// The same without a ledger: nothing is kept.
pub fn check(
    intake: &Intake<'_>,
    files: &[Incoming],
    values: bool,
    watch: &dyn Watch,
) -> Result<Vec<Outcome>, Error> {
    let mut outcomes = Vec::with_capacity(files.len());
    look(intake, None, files, values, watch, |outcome, _| {
        outcomes.push(outcome);
        Ok(())
    })?;
    Ok(outcomes)
}

/// The same, one by one in their order, with the bytes that were looked at. `kept`: where those of
/// waiting files are.
pub fn look(
    intake: &Intake<'_>,
    kept: Option<&Kept>,
    files: &[Incoming],
    values: bool,
    watch: &dyn Watch,
    mut each: impl FnMut(Outcome, Vec<u8>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut by_hash: HashMap<String, String> = HashMap::new();
    in_order(
        files,
        intake,
        kept,
        watch,
        |file| forget(file, values),
        |file, bytes, ()| {
            let mut outcome = Outcome::of(file);
            let (sha256, name) = (outcome.file.sha256.clone(), outcome.file.name.clone());
            if let Some(first) = by_hash.get(&sha256).filter(|_| !sha256.is_empty()) {
                outcome.status = Status::Duplicate;
                outcome.reason = Some(format!("与“{first}”完全相同。"));
            }
            by_hash.entry(sha256).or_insert(name);
            each(outcome, bytes)
        },
    )
}

/// Reads files and works out what `prepare` makes of them on all cores, a piece ahead of `each`,
/// which sees them one by one in their order.
fn in_order<T: Send>(
    files: &[Incoming],
    intake: &Intake<'_>,
    kept: Option<&Kept>,
    watch: &dyn Watch,
    prepare: impl Fn(&mut TakenFile) -> T + Sync,
    mut each: impl FnMut(TakenFile, Vec<u8>, T) -> Result<(), Error>,
) -> Result<(), Error> {
    let stop = AtomicBool::new(false);
    let shared = intake
        .reader
        .processes()
        .map(|_| apart::shared(intake))
        .transpose()?;
    let intake = &Intake {
        shared: shared.as_ref().or(intake.shared),
        ..*intake
    };
    let (sender, receiver) = crossbeam_channel::bounded::<Vec<(TakenFile, Vec<u8>, T)>>(2);
    std::thread::scope(|scope| {
        let (stop, prepare) = (&stop, &prepare);
        scope.spawn(move || {
            for piece in files.chunks(PIECE) {
                if stop.load(Ordering::Relaxed) || watch.cancelled() {
                    return;
                }
                let take = |incoming| {
                    let (mut file, bytes) = take_one(incoming, intake, kept);
                    let prepared = guarded(|| {
                        hold(&mut file, incoming, intake);
                        Ok(prepare(&mut file))
                    });
                    let prepared = prepared.unwrap_or_else(|error| {
                        file.verdict = Verdict::Refused {
                            code: "import.internal".into(),
                            reason: error.to_string(),
                        };
                        prepare(&mut file)
                    });
                    (file, bytes, prepared)
                };
                let taken = piece.par_iter().map(take).collect::<Vec<_>>();
                if sender.send(taken).is_err() {
                    return;
                }
            }
        });
        let mut done = 0;
        // owned here, so that the reader is not left waiting when this returns early
        for piece in receiver {
            for (file, bytes, prepared) in piece {
                if watch.cancelled() {
                    stop.store(true, Ordering::Relaxed);
                    return Err(Error::Cancelled);
                }
                done += 1;
                watch.advanced(done, files.len(), &file.name);
                // a fault of the program while it writes: nothing of the batch is kept, and that is
                // told
                let through = guarded(|| Ok(each(file, bytes, prepared)))
                    .unwrap_or_else(|error| Err(error.into()));
                if let Err(error) = through {
                    stop.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
        if watch.cancelled() {
            Err(Error::Cancelled)
        } else {
            Ok(())
        }
    })
}

/// One file, with what the officer said of it.
fn take_one(incoming: &Incoming, intake: &Intake<'_>, kept: Option<&Kept>) -> (TakenFile, Vec<u8>) {
    let intake = Intake {
        unit: incoming.unit.as_deref(),
        form: incoming.form.as_deref(),
        pointed: &incoming.pointed,
        sheets: &incoming.sheets,
        ..*intake
    };
    let (mut file, bytes) = match (&incoming.seen, kept.filter(|_| incoming.waiting.is_some())) {
        (Some(seen), Some(kept)) => take_kept(&incoming.path, seen, kept, &intake),
        _ => take_file(&incoming.path, &intake),
    };
    if incoming
        .seen
        .as_ref()
        .is_some_and(|seen| *seen != file.sha256)
    {
        file.verdict = Verdict::Refused {
            code: "import.changed".into(),
            reason: "文件在识别之后又被改动，没有入库。请重新添加，核对后再入库。".into(),
        };
    }
    (file, bytes)
}

/// Holds a file against what stands in the ledger.
fn hold(file: &mut TakenFile, incoming: &Incoming, intake: &Intake<'_>) {
    match held::held(
        &mut file.verdict,
        &file.sha256,
        intake.standing,
        (intake.scheme, intake.round),
        &incoming.answers,
    ) {
        Held::Open(questions) => file.questions = questions,
        Held::Refused => {
            file.verdict = Verdict::Refused {
                code: "import.not-wanted".into(),
                reason: "按人工确认不收，账本里的数不变。".into(),
            }
        }
    }
}

/// A file of the inbox, from the bytes that were looked at, whatever has become of it on the disk.
fn take_kept(path: &Path, seen: &str, kept: &Kept, intake: &Intake<'_>) -> (TakenFile, Vec<u8>) {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let refused = |code: &str, reason: String| {
        let verdict = Verdict::Refused {
            code: code.into(),
            reason,
        };
        TakenFile {
            path: path.to_owned(),
            name: name.clone(),
            sha256: seen.to_owned(),
            size: 0,
            verdict,
            questions: Vec::new(),
        }
    };
    match kept.bytes(seen) {
        Ok(Some(bytes)) => (
            TakenFile {
                path: path.to_owned(),
                ..take_bytes(&bytes, &name, intake)
            },
            bytes,
        ),
        Ok(None) => (
            refused(
                "inbox.gone",
                "账本里已没有这个文件的内容，可能在另一个窗口里入库或移出了。请移出后重新添加。"
                    .into(),
            ),
            Vec::new(),
        ),
        Err(error) => (refused(error.code(), error.to_string()), Vec::new()),
    }
}

/// Of files that are to be committed together: for each, another one that has a return of the same
/// unit and form. Import takes neither of the two.
pub fn rivals(files: &[&TakenFile]) -> Vec<Option<usize>> {
    let mut claimed: HashMap<(usize, usize), usize> = HashMap::new();
    let mut rivals = vec![None; files.len()];
    for (at, file) in files.iter().enumerate() {
        for one in file.returns() {
            let first = *claimed
                .entry((one.taken.unit, one.taken.form))
                .or_insert(at);
            if first != at {
                rivals[first].get_or_insert(at);
                rivals[at].get_or_insert(first);
            }
        }
    }
    rivals
}

/// Why a file must be looked at once more: what it would replace is not what the officer was told,
/// because another program has committed since.
fn untold(
    file: &TakenFile,
    incoming: &Incoming,
    ledger: &Ledger,
    round: &Round,
) -> Result<Option<String>, LedgerError> {
    let Some(told) = &incoming.told else {
        return Ok(None);
    };
    let scheme = ledger.scheme();
    for now in ToldVersion::of(file, ledger, &round.code)? {
        if told.contains(&now) {
            continue;
        }
        let (unit, form) = (&scheme.units[now.unit].name, &scheme.forms[now.form].name);
        let replaces = if now.version > 1 {
            format!("，替换第 {} 版", now.version - 1)
        } else {
            String::new()
        };
        return Ok(Some(format!(
            "核对之后，账本里{unit}的“{form}”又有变化（在别的窗口或终端里入了库），这份没有入库：现\
                在入库是第 {} 版{replaces}。请核对以哪份为准，要收这份请再次入库。",
            now.version
        )));
    }
    Ok(None)
}

/// Why neither of two files is taken.
pub fn two_files(
    one: &str,
    other: &str,
    scheme: &xianbaohui_core::scheme::Scheme,
    returns: &[xianbaohui_core::returns::Taken],
) -> String {
    let unit = returns
        .first()
        .map_or("", |one| scheme.units[one.taken.unit].name.as_str());
    format!(
        "本批里“{one}”和“{other}”都是{unit}的同一张报表，不能确定以哪个为准，都不能入库。请去掉一\
            个，或指明其中哪张工作表不读取。"
    )
}

impl Outcome {
    fn of(file: TakenFile) -> Self {
        let status = match &file.verdict {
            Verdict::Ready(_) => Status::Committed,
            Verdict::Unsure(_) => Status::NeedsConfirmation,
            Verdict::Refused { .. } => Status::Refused,
        };
        let versions = if let Verdict::Ready(returns) = &file.verdict {
            vec![0; returns.len()]
        } else {
            Vec::new()
        };
        let mut outcome = Self {
            cells: file.cells(),
            severities: file.severities(),
            status,
            versions,
            replaced: Vec::new(),
            reason: None,
            overtaken: false,
            file,
        };
        let questions = std::mem::take(&mut outcome.file.questions);
        if !questions.is_empty() {
            outcome.ask(questions);
        }
        outcome
    }

    /// The officer must answer before the file is taken.
    fn ask(&mut self, questions: Vec<Question>) {
        self.unsure(
            questions
                .iter()
                .map(|question| question.text.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        );
        self.file.questions = questions;
    }

    fn unsure(&mut self, reason: String) {
        self.status = Status::NeedsConfirmation;
        self.versions.iter_mut().for_each(|version| *version = 0);
        self.replaced.clear();
        self.reason = Some(reason);
    }
}

/// Drops what is many and not asked for.
fn forget(file: &mut TakenFile, keep_values: bool) {
    if let Verdict::Ready(returns) = &mut file.verdict
        && !keep_values
    {
        for one in returns {
            one.taken.values = Vec::new();
            one.taken.entries = Vec::new();
        }
    }
}
