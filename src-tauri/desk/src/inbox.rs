//! The inbox (收件台): files looked at and not yet committed, with what the officer said of them.
//! It is kept in the ledger, so that closing, power loss, another round or another ledger costs
//! nothing; what is taken out or said can be undone, step by step.
//!
//! Here is what a window holds of it. What the files are is found out anew from their kept bytes
//! after the ledger is opened.

mod back;

use crate::batch::bytes_of;
use crate::error::Error;
pub use crate::hand::Hand;
use crate::import::{Incoming, Outcome, Status, ToldVersion, look, rivals};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use xianbaohui_core::evidence::Source;
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::remembered::Remembered;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::standing::Standing;
use xianbaohui_core::watch::Watch;
use xianbaohui_ledger::{Kept, Ledger, LedgerError, Said, Stamp, WaitingFile};
use xianbaohui_reading::archive;
use xianbaohui_reading::intake::{Intake, Verdict};
use xianbaohui_reading::read::{Limits, ReadFile};

/// Bytes held in memory before they go into the ledger.
const HELD: usize = 32 << 20;
/// Steps that can be undone.
const STEPS: usize = 200;

/// A file that waits.
#[derive(Debug, Clone)]
pub struct Item {
    /// id in the ledger
    pub id: i64,
    /// round that it was brought in for
    pub round: String,
    /// the file as it was looked at
    pub stamp: Stamp,
    /// what was said of it
    pub said: Said,
    /// what it is; `None`: not looked at since the ledger was opened
    pub outcome: Option<Outcome>,
    /// the file on the disk is another by now
    pub changed: bool,
    /// why it is nothing new: the ledger has it byte for byte, when the file was shown last
    pub known: Option<String>,
    /// versions that the officer was told its returns will have
    told: Option<Vec<ToldVersion>>,
}

/// What was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// what it was
    pub back: Back,
    /// the round whose files these are
    pub round: String,
    /// ids of the files, which are to be looked at again
    pub items: Vec<i64>,
}

/// What is as it was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Back {
    /// so many files are back
    Removed(usize),
    /// what was said of this file
    Said(String),
}

/// What a commit did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// so many files are in the ledger
    pub committed: usize,
    /// files that did not wait any more as they were shown: what has become of each, as a sentence
    pub gone: Vec<String>,
}

#[derive(Debug, Clone)]
enum Step {
    /// number of the removal
    Removed(i64),
    /// what had been said of a file, and which remembered answers held
    Said {
        id: i64,
        before: Box<Said>,
        remembered: Vec<i64>,
    },
}

/// Everything that waits in a ledger.
#[derive(Debug, Default)]
pub struct Inbox {
    items: Vec<Item>,
    steps: Vec<Step>,
}

impl Item {
    fn of(file: WaitingFile) -> Self {
        Self {
            id: file.id,
            round: file.round,
            stamp: file.stamp,
            said: file.said,
            outcome: None,
            changed: false,
            known: None,
            told: None,
        }
    }

    /// The same file, to be looked at as it was seen.
    pub fn incoming(&self) -> Incoming {
        Incoming {
            path: self.stamp.path.clone(),
            unit: self.said.unit.clone(),
            form: self.said.form.clone(),
            pointed: self.said.pointed.clone(),
            sheets: self.said.sheets.clone(),
            answers: self.said.answers.clone(),
            // what could never be read has no bytes that were kept
            seen: (!self.stamp.sha256.is_empty()).then(|| self.stamp.sha256.clone()),
            waiting: Some(self.id),
            told: None,
        }
    }

    /// Nothing needs to be asked of the file by itself.
    pub fn is_whole(&self) -> bool {
        let is_ready = |outcome: &Outcome| {
            matches!(outcome.file.verdict, Verdict::Ready(_))
                && outcome.status != Status::Duplicate
                && outcome.file.questions.is_empty()
        };
        !self.changed && self.outcome.as_ref().is_some_and(is_ready)
    }

    /// A password opens it.
    pub fn is_locked(&self) -> bool {
        let verdict = self.outcome.as_ref().map(|outcome| &outcome.file.verdict);
        matches!(verdict, Some(Verdict::Refused { code, .. }) if matches!(code.as_str(), "read.password" | "read.wrong-password"))
    }
}

impl Inbox {
    /// What waits in a ledger. Files taken out on an earlier day are let go of; those of today can
    /// still be put back.
    pub fn open(ledger: &mut Ledger, hand: &Hand) -> Result<Self, Error> {
        ledger.forget_removed(hand.at.get(..10).unwrap_or_default(), &hand.at, &hand.who)?;
        let (waiting, removed): (Vec<_>, Vec<_>) = ledger
            .waiting()?
            .into_iter()
            .partition(|file| file.removal.is_none());
        let mut numbers = removed
            .iter()
            .filter_map(|file| file.removal)
            .collect::<Vec<_>>();
        numbers.sort_unstable();
        numbers.dedup();
        Ok(Self {
            items: waiting.into_iter().map(Item::of).collect(),
            steps: numbers.into_iter().map(Step::Removed).collect(),
        })
    }

    /// Everything that waits, in the order it came.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// One file.
    pub fn item(&self, id: i64) -> Result<&Item, LedgerError> {
        self.items
            .iter()
            .find(|item| item.id == id)
            .ok_or_else(gone)
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Files of a round that were not looked at since the ledger was opened.
    pub fn unread(&self, round: &str) -> Vec<Incoming> {
        self.items
            .iter()
            .filter(|item| item.round == round && item.outcome.is_none())
            .map(Item::incoming)
            .collect()
    }

    /// Files of a round that are byte for byte the same as another that waits, and the name of that
    /// one: it alone is asked about and committed. It is the first that needs no answer, else the
    /// first. Worked out for what waits now, because the other may be taken out at any time.
    pub fn twins(&self, round: &str) -> HashMap<i64, String> {
        let is_taken = |item: &&Item| {
            item.outcome
                .as_ref()
                .is_some_and(|outcome| !matches!(outcome.file.verdict, Verdict::Refused { .. }))
        };
        let own = self
            .items
            .iter()
            .filter(|item| item.round == round && !item.stamp.sha256.is_empty())
            .filter(is_taken)
            .collect::<Vec<_>>();
        let mut chosen: HashMap<&str, &Item> = HashMap::new();
        for item in own.iter().copied() {
            let first = chosen.entry(item.stamp.sha256.as_str()).or_insert(item);
            if item.is_whole() && !first.is_whole() {
                *first = item;
            }
        }
        let twin = |item: &&Item| {
            chosen
                .get(item.stamp.sha256.as_str())
                .filter(|first| first.id != item.id)
                .map(|first| (item.id, first.stamp.name.clone()))
        };
        own.iter().filter_map(twin).collect()
    }

    /// Files of a round that have a return which another file has, too, and the name of that one.
    pub fn rivals(&self, round: &str) -> HashMap<i64, String> {
        let twins = self.twins(round);
        // what is in the ledger already has nothing to say against a newer one
        let whole = self.items.iter().filter(|item| {
            item.round == round
                && item.is_whole()
                && item.known.is_none()
                && !twins.contains_key(&item.id)
        });
        let (items, files): (Vec<_>, Vec<_>) = whole
            .filter_map(|item| Some((item, &item.outcome.as_ref()?.file)))
            .unzip();
        let found = rivals(&files).into_iter().zip(items);
        found
            .filter_map(|(rival, item)| Some((item.id, files[rival?].name.clone())))
            .collect()
    }

    /// Files of a round that can be committed: all, or those of `ids`.
    pub fn ready(&self, round: &str, ids: Option<&[i64]>) -> Vec<Incoming> {
        let (rivals, twins) = (self.rivals(round), self.twins(round));
        let is_held = |id: i64| rivals.contains_key(&id) || twins.contains_key(&id);
        let is_ready = |item: &&Item| {
            item.round == round
                && item.is_whole()
                && item.known.is_none()
                && !is_held(item.id)
                && ids.is_none_or(|ids| ids.contains(&item.id))
        };
        // what was never shown was told nothing of: it replaces nothing in silence
        let as_told = |item: &Item| Incoming {
            told: Some(item.told.clone().unwrap_or_default()),
            ..item.incoming()
        };
        self.items.iter().filter(is_ready).map(as_told).collect()
    }

    /// The files of a round are shown to the officer, with the versions that their returns will
    /// have as the ledger is now.
    pub fn shown(&mut self, ledger: &Ledger, round: &str) -> Result<(), LedgerError> {
        let known = ledger.known_files(round)?;
        for item in self.items.iter_mut().filter(|item| item.round == round) {
            item.known = None;
            if let Some(outcome) = &mut item.outcome {
                let answers = &item.said.answers;
                let before = known.get(&item.stamp.sha256);
                item.known = outcome.seen_before(before, answers, ledger.scheme());
            }
            item.told = item
                .outcome
                .as_ref()
                .map(|outcome| ToldVersion::of(&outcome.file, ledger, round))
                .transpose()?;
        }
        Ok(())
    }

    /// Paths brought in. One that is there already, byte for byte, keeps what was said of it.
    pub fn arriving(&self, round: &str, paths: Vec<PathBuf>) -> Vec<Incoming> {
        let known = self
            .items
            .iter()
            .filter(|item| item.round == round)
            .map(|item| (item.stamp.path.as_path(), item))
            .collect::<HashMap<_, _>>();
        let mut incoming = Incoming::all(paths, None, None);
        for one in &mut incoming {
            let Some(item) = known
                .get(one.path.as_path())
                .filter(|item| !item.stamp.sha256.is_empty())
            else {
                continue;
            };
            if sha256_of(&one.path).is_some_and(|now| now == item.stamp.sha256) {
                *one = item.incoming();
            }
        }
        incoming
    }

    /// Takes in what was found of files brought in; their bytes are kept already. A file brought in
    /// again that has changed takes the place of the one before.
    pub fn take(
        &mut self,
        ledger: &mut Ledger,
        round: &str,
        found: Vec<(Incoming, Outcome, Option<String>)>,
        hand: &Hand,
    ) -> Result<(), Error> {
        // one that another window took out while it was looked at does not come back by itself
        let (known, new): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|(incoming, ..)| incoming.waiting.is_some());
        let paths = new
            .iter()
            .map(|(_, outcome, _)| outcome.file.path.as_path())
            .collect::<HashSet<_>>();
        let replaced = self
            .items
            .iter()
            .filter(|item| item.round == round && paths.contains(item.stamp.path.as_path()))
            .map(|item| item.id)
            .collect::<Vec<_>>();
        let stamps = new
            .iter()
            .map(|(_, outcome, modified)| stamp_of(outcome, modified.clone()))
            .collect::<Vec<_>>();
        if !stamps.is_empty() {
            let (ids, removal) =
                ledger.add_waiting(round, &stamps, &replaced, &hand.at, &hand.who)?;
            self.items.retain(|item| !replaced.contains(&item.id));
            self.steps.extend(removal.map(Step::Removed));
            let added = ids.into_iter().zip(stamps).zip(new);
            self.items
                .extend(added.map(|((id, stamp), (_, outcome, _))| Item {
                    id,
                    round: round.to_owned(),
                    stamp,
                    said: Said::default(),
                    outcome: Some(outcome),
                    changed: false,
                    known: None,
                    told: None,
                }));
        }
        for (incoming, outcome, modified) in known {
            let stamp = stamp_of(&outcome, modified);
            self.looked(&incoming, outcome);
            // what could not be read when it came can be now: from here on its bytes are kept
            if let Some(item) = self
                .items
                .iter_mut()
                .find(|item| Some(item.id) == incoming.waiting)
                && item.stamp.sha256.is_empty()
                && !stamp.sha256.is_empty()
            {
                ledger.stamp_waiting(item.id, &stamp)?;
                item.stamp = stamp;
            }
        }
        Ok(())
    }

    /// What was found of a file looked at again, unless something else was said of it meanwhile.
    pub fn looked(&mut self, incoming: &Incoming, outcome: Outcome) {
        if let Some(item) = self
            .items
            .iter_mut()
            .find(|item| Some(item.id) == incoming.waiting)
            && item.incoming()
                == (Incoming {
                    told: None,
                    ..incoming.clone()
                })
        {
            item.outcome = Some(outcome);
        }
    }

    /// The officer says something of a file; it is to be looked at again. `remembered`: ids of the
    /// answers that held before.
    pub fn say(
        &mut self,
        ledger: &mut Ledger,
        id: i64,
        remembered: Vec<i64>,
        change: impl FnOnce(&mut Said),
    ) -> Result<Incoming, Error> {
        let item = self
            .items
            .iter_mut()
            .find(|item| item.id == id)
            .ok_or_else(gone)?;
        let before = item.said.clone();
        let mut said = before.clone();
        change(&mut said);
        ledger.say_waiting(id, &said)?;
        item.said = said;
        let incoming = item.incoming();
        self.step(Step::Said {
            id,
            before: Box::new(before),
            remembered,
        });
        Ok(incoming)
    }

    /// What was taken by a remembered answer is to be looked at again: one of them does not hold
    /// any more.
    pub fn doubt_remembered(&mut self) {
        let is_by_memory = |outcome: &Outcome| {
            outcome
                .file
                .returns()
                .iter()
                .flat_map(|one| &one.evidence)
                .any(|one| one.from == Source::Remembered)
        };
        for item in self
            .items
            .iter_mut()
            .filter(|item| item.outcome.as_ref().is_some_and(is_by_memory))
        {
            item.outcome = None;
        }
    }

    /// Another version of the scheme is in force: what the files are is to be found out again.
    pub fn doubt_all(&mut self) {
        for item in &mut self.items {
            (item.outcome, item.told) = (None, None);
        }
    }

    /// Takes files out; how many there were.
    pub fn remove(
        &mut self,
        ledger: &mut Ledger,
        ids: &[i64],
        hand: &Hand,
    ) -> Result<usize, Error> {
        let own = self
            .items
            .iter()
            .map(|item| item.id)
            .filter(|id| ids.contains(id))
            .collect::<Vec<_>>();
        if own.is_empty() {
            return Ok(0);
        }
        let number = ledger.remove_waiting(&own, &hand.at, &hand.who)?;
        self.items.retain(|item| !own.contains(&item.id));
        self.step(Step::Removed(number));
        Ok(own.len())
    }

    /// Undoes the last step. `None`: there is nothing to undo.
    pub fn undo(&mut self, ledger: &mut Ledger, hand: &Hand) -> Result<Option<Undone>, Error> {
        while let Some(step) = self.steps.pop() {
            match step {
                Step::Removed(number) => {
                    let back = ledger.restore_waiting(number, &hand.at, &hand.who)?;
                    self.refresh(ledger)?;
                    let round = back
                        .iter()
                        .find_map(|id| self.item(*id).ok())
                        .map(|item| item.round.clone())
                        .unwrap_or_default();
                    return Ok(Some(Undone {
                        back: Back::Removed(back.len()),
                        round,
                        items: back,
                    }));
                }
                Step::Said {
                    id,
                    before,
                    remembered,
                } => {
                    // a file that was committed meanwhile has nothing to be undone
                    let Some(item) = self.items.iter_mut().find(|item| item.id == id) else {
                        continue;
                    };
                    ledger.say_waiting(id, &before)?;
                    ledger.turn_back_remembered(&remembered, &hand.at, &hand.who)?;
                    item.said = *before;
                    item.outcome = None;
                    return Ok(Some(Undone {
                        back: Back::Said(item.stamp.name.clone()),
                        round: item.round.clone(),
                        items: vec![id],
                    }));
                }
            }
        }
        Ok(None)
    }

    /// What became of files that were to be committed.
    pub fn committed(&mut self, files: &[Incoming], outcomes: Vec<Outcome>) -> Done {
        let mut through = HashSet::new();
        let mut done = Done::default();
        for (incoming, outcome) in files.iter().zip(outcomes) {
            match &outcome.file.verdict {
                _ if outcome.status == Status::Committed => {
                    done.committed += 1;
                    through.extend(incoming.waiting);
                }
                Verdict::Refused { code, reason } if code.starts_with("inbox.") => {
                    done.gone.push(reason.clone());
                    // with other answers it still waits: the next look at the ledger brings them
                    through.extend(incoming.waiting);
                }
                _ => self.looked(incoming, outcome),
            }
        }
        self.items.retain(|item| !through.contains(&item.id));
        done
    }

    /// Makes this what the ledger has: another window may have taken files out, brought some in, or
    /// answered. What changed is to be looked at again.
    pub fn refresh(&mut self, ledger: &Ledger) -> Result<(), LedgerError> {
        let mut rows = ledger
            .waiting()?
            .into_iter()
            .filter(|file| file.removal.is_none())
            .map(|file| (file.id, file))
            .collect::<HashMap<_, _>>();
        self.items.retain(|item| rows.contains_key(&item.id));
        for item in &mut self.items {
            let Some(row) = rows.remove(&item.id) else {
                continue;
            };
            if row.said != item.said || row.stamp.sha256 != item.stamp.sha256 {
                // what was said here before is not what would be taken back
                self.steps
                    .retain(|step| !matches!(step, Step::Said { id, .. } if *id == row.id));
                *item = Item::of(row);
            }
        }
        self.items.extend(rows.into_values().map(Item::of));
        self.items.sort_by_key(|item| item.id);
        Ok(())
    }

    /// Looks which files have changed on the disk since they were looked at. One that cannot be
    /// found (a stick that was pulled) has not.
    pub fn compare_with_disk(&mut self, round: &str) {
        for item in self
            .items
            .iter_mut()
            .filter(|item| item.round == round && !item.stamp.sha256.is_empty())
        {
            let now = modified(&item.stamp.path);
            item.changed = now.is_some()
                && now != item.stamp.modified
                && sha256_of(&item.stamp.path).is_some_and(|now| now != item.stamp.sha256);
        }
    }

    /// The officer decides about a file that has changed: `stamp` is the file as it is now, or as
    /// it was seen with the time of now.
    pub fn settle_change(
        &mut self,
        ledger: &mut Ledger,
        id: i64,
        stamp: Stamp,
    ) -> Result<(), Error> {
        let item = self
            .items
            .iter_mut()
            .find(|item| item.id == id)
            .ok_or_else(gone)?;
        ledger.stamp_waiting(id, &stamp)?;
        if stamp.sha256 != item.stamp.sha256 {
            item.outcome = None;
        }
        item.stamp = stamp;
        item.changed = false;
        Ok(())
    }

    fn step(&mut self, step: Step) {
        if self.steps.len() == STEPS {
            self.steps.remove(0);
        }
        self.steps.push(step);
    }
}

/// What looking at files needs of the ledger, so that the ledger is not held while it goes on.
#[derive(Debug)]
pub struct Looking {
    scheme: Scheme,
    round: Round,
    history: FactSet,
    remembered: Remembered,
    standing: Vec<Standing>,
    kept: Kept,
    reader: Arc<dyn ReadFile>,
    passwords: Vec<String>,
}

impl Looking {
    /// For files of a round.
    pub fn of(
        ledger: &Ledger,
        round: &str,
        reader: Arc<dyn ReadFile>,
        passwords: Vec<String>,
    ) -> Result<Self, Error> {
        let round = ledger.round(round)?.clone();
        let history = FactSet::year_before(ledger, &round)?;
        let (remembered, standing, kept) = (
            ledger.remembered_answers()?,
            ledger.standing(&round)?,
            ledger.kept()?,
        );
        Ok(Self {
            scheme: ledger.scheme().clone(),
            history,
            remembered,
            standing,
            kept,
            round,
            reader,
            passwords,
        })
    }

    /// Whether the ledger still has the scheme that files are looked at with.
    pub fn is_of(&self, ledger: &Ledger) -> bool {
        self.scheme.text == ledger.scheme().text
    }

    /// Looks at files; `keep` is handed bytes that were read from the disk, now and then, with
    /// their SHA-256. Comes back with when each was last changed.
    pub fn at(
        &self,
        files: &[Incoming],
        watch: &dyn Watch,
        mut keep: impl FnMut(Vec<(String, Vec<u8>)>) -> Result<(), Error>,
    ) -> Result<Vec<(Incoming, Outcome, Option<String>)>, Error> {
        let intake = Intake {
            round: Some(&self.round),
            history: Some(&self.history),
            reader: &*self.reader,
            passwords: &self.passwords,
            remembered: Some(&self.remembered),
            standing: &self.standing,
            ..Intake::of(&self.scheme)
        };
        // before they are read: a change while they are read is seen later
        let times = files
            .iter()
            .map(|file| modified(&file.path))
            .collect::<Vec<_>>();
        let mut found = Vec::with_capacity(files.len());
        let (mut bytes, mut held) = (Vec::new(), 0);
        look(
            &intake,
            Some(&self.kept),
            files,
            false,
            watch,
            |mut outcome, own| {
                by_itself(&mut outcome);
                let at = found.len();
                if files[at].seen.is_none() && !outcome.file.sha256.is_empty() {
                    held += own.len();
                    bytes.push((outcome.file.sha256.clone(), own));
                }
                found.push((files[at].clone(), outcome, times[at].clone()));
                if held < HELD {
                    return Ok(());
                }
                held = 0;
                keep(std::mem::take(&mut bytes))
            },
        )?;
        if !bytes.is_empty() {
            keep(bytes)?;
        }
        Ok(found)
    }
}

/// A file as it is on the disk now, and its bytes.
pub fn stamp_now(path: &Path) -> Result<(Stamp, Vec<u8>), Error> {
    let modified = modified(path);
    let bytes = bytes_of(path, &Limits::default())?;
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let stamp = Stamp {
        path: path.to_owned(),
        name,
        sha256: xianbaohui_files::hex(&Sha256::digest(&bytes)),
        size: bytes.len() as u64,
        modified,
    };
    Ok((stamp, bytes))
}

/// What a file is without the others that were looked at with it: those may be taken out, and it
/// stays.
fn by_itself(outcome: &mut Outcome) {
    if outcome.status != Status::Duplicate {
        return;
    }
    let questions = &outcome.file.questions;
    let asked = (!questions.is_empty()).then(|| {
        questions
            .iter()
            .map(|question| question.text.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    });
    (outcome.status, outcome.reason) = match &outcome.file.verdict {
        Verdict::Refused { .. } => (Status::Refused, None),
        Verdict::Ready(_) if asked.is_none() => (Status::Committed, None),
        Verdict::Ready(_) | Verdict::Unsure(_) => (Status::NeedsConfirmation, asked),
    };
}

fn stamp_of(outcome: &Outcome, modified: Option<String>) -> Stamp {
    let file = &outcome.file;
    Stamp {
        path: file.path.clone(),
        name: file.name.clone(),
        sha256: file.sha256.clone(),
        size: file.size,
        modified,
    }
}

fn sha256_of(path: &Path) -> Option<String> {
    stamp_now(path).ok().map(|(stamp, _)| stamp.sha256)
}

/// When a file, or the zip folder that it lies in, was last changed, and how large it is: enough to
/// see that nothing has happened.
pub fn modified(path: &Path) -> Option<String> {
    let file = archive::inside(path).map_or(path, |(folder, _)| folder);
    let found = std::fs::metadata(file).ok()?;
    let time = found
        .modified()
        .ok()?
        .duration_since(std::time::UNIX_EPOCH)
        .ok()?;
    Some(format!(
        "{}.{:09} {}",
        time.as_secs(),
        time.subsec_nanos(),
        found.len()
    ))
}

fn gone() -> LedgerError {
    LedgerError::NotWaiting {
        file: "这个文件".into(),
        what: "入库或移出",
        todo: "还需要它，请重新添加。",
    }
}
