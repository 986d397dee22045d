//! `kill -9` while `xbh` imports, exports, closes a ledger or makes one: nothing is half there,
//! nothing is lost that was called 已…, no stub stays.

pub mod old;

use crate::{Outcome, generate};
use std::cell::Cell;
use std::fmt;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use xianbaohui_ledger::Ledger;

/// What is tried.
#[derive(Debug, Clone)]
pub struct Plan {
    /// the program
    pub xbh: PathBuf,
    /// how often, all four together
    pub kills: usize,
    /// the same seed tries the same parts of each job
    pub seed: u64,
    /// returns in a batch
    pub returns: usize,
}

/// What it is killed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum During {
    /// 入库
    Import,
    /// 导出, in place of an older workbook
    Export,
    /// after 入库 was said, before the program has ended
    Closing,
    /// 新建
    New,
}

/// By turns.
pub const ALL: [During; 4] = [During::Import, During::Export, During::Closing, During::New];

/// What was found afterwards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// times tried
    pub tried: usize,
    /// ended by the kill, and not through before it
    pub killed: usize,
    /// as it was before
    pub before: usize,
    /// all of it is there
    pub after: usize,
    /// something in between
    pub half: usize,
    /// said to be done, and not there in the file alone
    pub lost: usize,
    /// files that nobody asked for, still there after the next run
    pub stubs: usize,
}

impl fmt::Display for Found {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            tried,
            killed,
            before,
            after,
            half,
            lost,
            stubs,
        } = self;
        write!(
            out,
            "tried {tried:>4}  killed {killed:>4}  before {before:>4}  after {after:>4}  half \
                {half}  lost {lost}  stubs {stubs}"
        )
    }
}

impl Found {
    /// Nothing half, lost or left behind.
    pub fn is_well(&self) -> bool {
        (self.half, self.lost, self.stubs) == (0, 0, 0)
    }
}

/// Sheets of a generated return.
const SHEETS: u64 = 2;

/// Tries all of it in a folder of its own.
pub fn run(plan: &Plan) -> Outcome<Vec<(During, Found)>> {
    let folder = tempfile::tempdir()?;
    let desk = Desk::new(plan, folder.path())?;
    let mut random = fastrand::Rng::with_seed(plan.seed);
    let mut found = ALL.map(|during| (during, Found::default()));
    for at in 0..plan.kills {
        let (during, counts) = &mut found[at % ALL.len()];
        counts.tried += 1;
        // every other one near the end, where things are made to last
        let part = if (at / ALL.len()).is_multiple_of(2) {
            random.f64()
        } else {
            0.8 + random.f64() * 0.25
        };
        match during {
            During::Import => desk.import(part, counts)?,
            During::Export => desk.export(part, counts)?,
            During::Closing => desk.closing(part, counts)?,
            During::New => desk.new_ledger(part, counts)?,
        }
    }
    Ok(found.to_vec())
}

struct Desk<'p> {
    plan: &'p Plan,
    folder: &'p Path,
    all: u64,
    /// how long each job takes when it is left alone
    import: Cell<Duration>,
    export: Cell<Duration>,
    new: Cell<Duration>,
    sheets: usize,
}

impl<'p> Desk<'p> {
    fn new(plan: &'p Plan, folder: &'p Path) -> Outcome<Self> {
        generate::returns(&folder.join("returns"), plan.returns)?;
        fs::write(folder.join("scheme.toml"), generate::scheme(plan.returns))?;
        let mut desk = Self {
            plan,
            folder,
            all: plan.returns as u64 * SHEETS,
            import: Cell::default(),
            export: Cell::default(),
            new: Cell::default(),
            sheets: 0,
        };
        desk.new.set(Self::whole(&mut desk.xbh(&[
            "new",
            "empty.xbh",
            "--scheme",
            "scheme.toml",
        ]))?);
        fs::copy(folder.join("empty.xbh"), folder.join("full.xbh"))?;
        desk.import
            .set(Self::whole(&mut desk.importing("full.xbh"))?);
        desk.export.set(Self::whole(&mut desk.xbh(&[
            "consolidate",
            "full.xbh",
            "--round",
            generate::ROUND,
            "--out",
            "whole.xlsx",
        ]))?);
        desk.sheets = sheets_of(&folder.join("whole.xlsx")).ok_or("the export is no workbook")?;
        Ok(desk)
    }

    fn xbh(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.plan.xbh);
        command
            .args(words)
            .current_dir(self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        command
    }

    fn importing(&self, ledger: &str) -> Command {
        self.xbh(&["import", ledger, "--round", generate::ROUND, "returns"])
    }

    /// Left alone: how long it takes.
    fn whole(command: &mut Command) -> Outcome<Duration> {
        let begun = Instant::now();
        let status = command.stdout(Stdio::null()).status()?;
        if status.code().is_some_and(|code| code < 2) {
            Ok(begun.elapsed())
        } else {
            Err(format!("{command:?}: {status}").into())
        }
    }

    /// Killed at a moment; what it had said by then, and whether it was the kill that ended it.
    fn killed(mut child: Child, part: f64, takes: &Cell<Duration>) -> Outcome<(String, bool)> {
        let after = takes.get().mul_f64(part);
        let begun = Instant::now();
        let output = child.stdout.take().ok_or("no output")?;
        let said = std::thread::spawn(move || {
            let mut said = String::new();
            let _ = BufReader::new(output).read_to_string(&mut said);
            said
        });
        // not a wait for something to happen: the moment itself is what is tried
        while begun.elapsed() < after && child.try_wait()?.is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        let took = begun.elapsed();
        let _ = child.kill();
        let killed = child.wait()?.code().is_none();
        if !killed {
            // the machine has become less busy since it was asked how long this takes
            takes.set(takes.get().min(took));
        }
        Ok((
            said.join().map_err(|_| "the reader of the output broke")?,
            killed,
        ))
    }

    fn import(&self, part: f64, found: &mut Found) -> Outcome {
        fs::copy(self.folder.join("empty.xbh"), self.folder.join("i.xbh"))?;
        let (said, killed) = Self::killed(self.importing("i.xbh").spawn()?, part, &self.import)?;
        found.killed += usize::from(killed);
        self.judge("i.xbh", said.contains("已入库"), found)
    }

    /// Killed as soon as it has said all that it says.
    fn closing(&self, part: f64, found: &mut Found) -> Outcome {
        fs::copy(self.folder.join("empty.xbh"), self.folder.join("c.xbh"))?;
        let mut child = self.importing("c.xbh").spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let is_last = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .any(|line| line.starts_with("共 "));
        std::thread::sleep(Duration::from_millis(3).mul_f64(part));
        let _ = child.kill();
        found.killed += usize::from(child.wait()?.code().is_none());
        self.judge("c.xbh", is_last, found)
    }

    /// What a ledger holds: its file alone, as a copy would have it, and with what lies beside it.
    fn judge(&self, name: &str, said: bool, found: &mut Found) -> Outcome {
        let path = self.folder.join(name);
        let alone = self.folder.join("alone.xbh");
        fs::copy(&path, &alone)?;
        let (alone, held) = (held(&alone), held(&path));
        match held {
            Some(0) => found.before += 1,
            Some(all) if all == self.all => found.after += 1,
            _ => found.half += 1,
        }
        found.lost += usize::from(said && alone != Some(self.all));
        for name in [name, "alone.xbh"] {
            for end in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(self.folder.join(format!("{name}{end}")));
            }
            let _ = fs::remove_file(self.folder.join(format!(".{name}.lock")));
        }
        Ok(())
    }

    fn export(&self, part: f64, found: &mut Found) -> Outcome {
        // one that the program made earlier: no other is replaced
        let mark = [("xianbaohui-output", "0")];
        let (path, old) = (
            self.folder.join("out.xlsx"),
            crate::sheet::workbook_with(&[crate::sheet::Sheet::new("旧的", "甲 | 乙")], &mark)?,
        );
        fs::write(&path, &old)?;
        let words = [
            "consolidate",
            "full.xbh",
            "--round",
            generate::ROUND,
            "--out",
            "out.xlsx",
            "--force",
        ];
        let (said, killed) = Self::killed(self.xbh(&words).spawn()?, part, &self.export)?;
        found.killed += usize::from(killed);
        let is_old = fs::read(&path).is_ok_and(|now| now == old);
        let is_new = !is_old && sheets_of(&path) == Some(self.sheets);
        found.before += usize::from(is_old);
        found.after += usize::from(is_new);
        found.half += usize::from(!is_old && !is_new);
        found.lost += usize::from(said.contains("已存") && !is_new);
        Self::whole(&mut self.xbh(&words))?;
        found.stubs += self.stubs()?;
        Ok(())
    }

    fn new_ledger(&self, part: f64, found: &mut Found) -> Outcome {
        let path = self.folder.join("n.xbh");
        let words = ["new", "n.xbh", "--scheme", "scheme.toml"];
        let (said, killed) = Self::killed(self.xbh(&words).spawn()?, part, &self.new)?;
        found.killed += usize::from(killed);
        let is_there = path.symlink_metadata().is_ok();
        if is_there {
            let is_whole = held(&path) == Some(0);
            found.after += usize::from(is_whole);
            found.half += usize::from(!is_whole);
        } else {
            found.before += 1;
            found.lost += usize::from(said.contains("已建账本"));
            // nothing that was left behind is in the way of trying again
            Self::whole(&mut self.xbh(&words))?;
        }
        for end in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(self.folder.join(format!("n.xbh{end}")));
        }
        let _ = fs::remove_file(self.folder.join(".n.xbh.lock"));
        // whoever writes next in the folder clears up
        Self::whole(&mut self.xbh(&words))?;
        fs::remove_file(&path)?;
        found.stubs += self.stubs()?;
        Ok(())
    }

    /// Files that a killed program left, and that are still there.
    fn stubs(&self) -> Outcome<usize> {
        Ok(fs::read_dir(self.folder)?
            .flatten()
            .filter(|entry| entry.file_name().to_string_lossy().ends_with(".part"))
            .count())
    }
}

/// Returns that a ledger holds, when it opens and every check that there is finds nothing.
fn held(path: &Path) -> Option<u64> {
    let found = Ledger::open(path).ok()?.verify().ok()?;
    (found.problems.is_empty()
        && found.files * SHEETS == found.returns
        && found.log == found.returns + 1)
        .then_some(found.returns)
}

fn sheets_of(path: &Path) -> Option<usize> {
    use calamine::Reader as _;
    let mut book = calamine::open_workbook::<calamine::Xlsx<_>, _>(path).ok()?;
    let names = book.sheet_names();
    // to the last row of the last sheet: a file that breaks off is not taken for whole
    names
        .iter()
        .all(|name| book.worksheet_range(name).is_ok())
        .then_some(names.len())
}
