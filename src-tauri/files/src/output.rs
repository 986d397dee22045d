//! The one way in which files are written: beside their place under a name of their own, synced,
//! then moved there.
//!
//! Nothing is written onto a ledger, onto what lies beside one, onto an original, through a link,
//! or onto what is no plain file. What is there already is replaced only when that was said and
//! only when this program made it, which it says of itself (see [`MARK`]): what else may matter to
//! somebody nobody can list. It stays whole until the new one is.

use crate::disk::{FileId, folder_of, sync_folder};
use crate::{guard, part};
use sha2::{Digest, Sha256};
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use thiserror::Error;

/// Where a file goes, and what may happen there.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    path: &'a Path,
    replace: bool,
    originals: &'a [PathBuf],
}

impl<'a> Target<'a> {
    /// A new file: one that is there already is left alone.
    pub fn new(path: &'a Path) -> Self {
        Self {
            path,
            replace: false,
            originals: &[],
        }
    }

    /// Whether a file of the same kind may be replaced.
    #[must_use]
    pub fn replacing(self, replace: bool) -> Self {
        Self { replace, ..self }
    }

    /// Where files lie that counties sent: they are not written onto, whatever was said.
    #[must_use]
    pub fn sparing(self, originals: &'a [PathBuf]) -> Self {
        Self { originals, ..self }
    }

    /// The path.
    pub fn path(&self) -> &'a Path {
        self.path
    }
}

impl<'a> From<&'a Path> for Target<'a> {
    fn from(path: &'a Path) -> Self {
        Self::new(path)
    }
}

impl<'a> From<&'a PathBuf> for Target<'a> {
    fn from(path: &'a PathBuf) -> Self {
        Self::new(path)
    }
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// an Excel workbook without macros, with consolidated tables
    Consolidated,
    /// one with findings
    Findings,
    /// a ledger: never in place of anything
    Ledger,
}

impl Kind {
    /// The word by which a workbook says what it is; none for what is no workbook.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Consolidated => Some("汇总表"),
            Self::Findings => Some("审核结果"),
            Self::Ledger => None,
        }
    }
}

/// Why a file is not written.
#[derive(Debug, Error)]
pub enum OutputError {
    /// a ledger, or what lies beside one
    #[error(
        "{path} 是账本或账本的附属文件，不能把别的内容写在它上面，没有写出。请换一个文件名（汇总表\
            以 .xlsx 结尾）。"
    )]
    Ledger {
        /// where
        path: String,
    },
    /// a county's own file
    #[error("{path} 是填报单位报来的原件，不能覆盖，没有写出。请换一个文件名或文件夹。")]
    Original {
        /// where
        path: String,
    },
    /// a link
    #[error(
        "{path} 是一个链接，写上去会改动它指向的文件，没有写出。\
            请直接写出实际的文件位置，或换一个文件名。"
    )]
    Link {
        /// where
        path: String,
    },
    /// a folder, a pipe, a device
    #[error("{path} 不是普通文件（是文件夹、管道或设备），没有写出。请换一个文件名。")]
    NotAFile {
        /// where
        path: String,
    },
    /// must not be changed
    #[error("{path} 是只读的，没有覆盖。请换一个文件名，或先取消它的只读属性。")]
    ReadOnly {
        /// where
        path: String,
    },
    /// another kind of file is there
    #[error(
        "{path} 已经有一个文件，但不是这里要写的{wanted}，没有覆盖。请换一个文件名，或先把它移走。"
    )]
    OtherKind {
        /// where
        path: String,
        /// what would be written
        wanted: &'static str,
    },
    /// a workbook that this program did not make
    #[error(
        "{path} 已经有一个工作簿，但不是本程序导出的（可能是填报单位的报表），不能覆盖，没有写出。\
            请换一个文件名；确实不要它了，请先自己把它移走。"
    )]
    NotOurs {
        /// where
        path: String,
    },
    /// a name under which nobody would find a workbook
    #[error(
        "{path} 的文件名不是以 .xlsx 结尾，Excel 和 WPS 认不出是工作簿，没有写出。请把文件名改成以 \
            .xlsx 结尾。"
    )]
    Name {
        /// where
        path: String,
    },
    /// the same kind of file is there, and nobody said that it may be replaced
    #[error("{path} 已经存在（{size} 字节），没有覆盖。请换一个文件名；确实要替换它，请明确说明。")]
    Exists {
        /// where
        path: String,
        /// its bytes
        size: u64,
        /// when it was last changed
        modified: Option<SystemTime>,
    },
    /// changed between the question and the writing
    #[error(
        "{path} 在写出的过程中被别的程序建立或改动了，没有覆盖它，也没有写出。请核对那个文件，再重\
            新导出，或换一个文件名。"
    )]
    Changed {
        /// where
        path: String,
    },
    /// the folder is missing
    #[error("文件夹 {folder} 不存在，没有写出。请先建好文件夹，或换一个位置。")]
    NoFolder {
        /// which
        folder: String,
    },
    /// the system says no
    #[error(
        "写不了 {path}（{why}）。请检查磁盘是否已满、有没有权限、文件是否正在 Excel 或 WPS 里打开。"
    )]
    Io {
        /// where
        path: String,
        /// why
        why: String,
    },
}

impl OutputError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ledger { .. } => "output.ledger",
            Self::Original { .. } => "output.original",
            Self::Link { .. } => "output.link",
            Self::NotAFile { .. } => "output.not-a-file",
            Self::ReadOnly { .. } => "output.read-only",
            Self::OtherKind { .. } => "output.other-kind",
            Self::NotOurs { .. } => "output.not-ours",
            Self::Name { .. } => "output.name",
            Self::Exists { .. } => "output.exists",
            Self::Changed { .. } => "output.changed",
            Self::NoFolder { .. } => "output.no-folder",
            Self::Io { .. } => "output.io",
        }
    }
}

/// A file being written. Dropped without [`Output::finish`] it leaves nothing behind.
#[derive(Debug)]
pub struct Output {
    file: File,
    part: PathBuf,
    path: PathBuf,
    old: Option<Metadata>,
}

impl Output {
    /// Looks at the place and begins. `may_be` says whether an original has this size,
    /// `is_original` whether one has this SHA-256.
    pub fn begin<E: From<OutputError>>(
        target: Target<'_>,
        kind: Kind,
        may_be: impl FnOnce(u64) -> Result<bool, E>,
        is_original: impl FnOnce(&str) -> Result<bool, E>,
    ) -> Result<Self, E> {
        let path = target.path;
        let old = look(target, kind)?;
        if kind != Kind::Ledger
            && !path
                .extension()
                .is_some_and(|end| end.eq_ignore_ascii_case("xlsx"))
        {
            return Err(OutputError::Name { path: shown(path) }.into());
        }
        if let Some(old) = &old {
            if may_be(old.len())?
                && is_original(&sha256_of(path).map_err(|error| failed(path, &error))?)?
            {
                return Err(OutputError::Original { path: shown(path) }.into());
            }
            fits(path, old, kind)?;
            if !target.replace {
                return Err(exists(path, Some(old)).into());
            }
        }
        let (file, part) = part::beside(path).map_err(|error| failed(path, &error))?;
        if let Some(old) = &old {
            // a nicety: whoever could read the old one can read the new one
            let _ = fs::set_permissions(&part, old.permissions());
        }
        Ok(Self {
            file,
            part,
            path: path.to_owned(),
            old,
        })
    }

    /// Its place.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is written goes here.
    pub fn file(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Moves the file to its place, on the disk when this returns; its size in bytes.
    pub fn finish(self) -> Result<u64, OutputError> {
        let failed = |error: &io::Error| failed(&self.path, error);
        self.file.sync_all().map_err(|error| failed(&error))?;
        let bytes = self.file.metadata().map_err(|error| failed(&error))?.len();
        match &self.old {
            Some(old) => {
                let now = fs::symlink_metadata(&self.path).ok();
                if now.is_none_or(|now| {
                    !now.is_file()
                        || FileId::from(&now) != FileId::from(old)
                        || now.len() != old.len()
                        || now.modified().ok() != old.modified().ok()
                }) {
                    return Err(OutputError::Changed {
                        path: shown(&self.path),
                    });
                }
                fs::rename(&self.part, &self.path).map_err(|error| failed(&error))?;
            }
            None => self.place()?,
        }
        sync_folder(folder_of(&self.path)).map_err(|error| failed(&error))?;
        Ok(bytes)
    }

    /// Gives the file its name without taking it from another that has come in between.
    fn place(&self) -> Result<(), OutputError> {
        match fs::hard_link(&self.part, &self.path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(self.appeared()),
            // a file system without links: the name is taken first, by an empty file of our own
            Err(_) => match File::options()
                .write(true)
                .create_new(true)
                .open(&self.path)
            {
                Ok(_) => fs::rename(&self.part, &self.path).map_err(|error| {
                    let _ = fs::remove_file(&self.path);
                    failed(&self.path, &error)
                }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(self.appeared()),
                Err(error) => Err(failed(&self.path, &error)),
            },
        }
    }

    /// There was nothing in the place when it was looked at: nobody can have said that this may be
    /// replaced.
    fn appeared(&self) -> OutputError {
        OutputError::Changed {
            path: shown(&self.path),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // it has its place by now, or must not get one
        let _ = fs::remove_file(&self.part);
    }
}

/// What is in the place now, if that may be replaced at all.
fn look(target: Target<'_>, kind: Kind) -> Result<Option<Metadata>, OutputError> {
    let path = target.path;
    if kind == Kind::Ledger && path.symlink_metadata().is_ok() {
        return Err(exists(path, None));
    }
    if guard::is_open_here(path)
        || guard::is_beside_name(path)
        || (kind != Kind::Ledger && guard::is_ledger_name(path))
    {
        return Err(OutputError::Ledger { path: shown(path) });
    }
    if path.file_name().is_none() {
        return Err(OutputError::NotAFile { path: shown(path) });
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(OutputError::NoFolder {
            folder: folder.display().to_string(),
        });
    }
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(path, &error)),
    };
    if found.is_symlink() {
        return Err(OutputError::Link { path: shown(path) });
    }
    if !found.is_file() {
        return Err(OutputError::NotAFile { path: shown(path) });
    }
    let id = FileId::from(&found);
    // an original may lie in a zip folder: then the folder is meant
    let is_original = |own: &PathBuf| {
        own.ancestors()
            .find_map(|one| FileId::of(one).ok())
            .is_some_and(|own| own == id)
    };
    if target.originals.iter().any(is_original) {
        return Err(OutputError::Original { path: shown(path) });
    }
    if found.permissions().readonly() {
        return Err(OutputError::ReadOnly { path: shown(path) });
    }
    Ok(Some(found))
}

/// Only the same kind of file is replaced; told by content. An empty file is no loss.
fn fits(path: &Path, old: &Metadata, kind: Kind) -> Result<(), OutputError> {
    let mut start = [0; 72];
    let file = File::open(path).map_err(|error| failed(path, &error))?;
    let read = (&file)
        .take(start.len() as u64)
        .read(&mut start)
        .map_err(|error| failed(path, &error))?;
    // a ledger under another name: SQLite's header with our mark in it
    if read == start.len()
        && start.starts_with(b"SQLite format 3\0")
        && start[68..71] == guard::APPLICATION_ID.to_be_bytes()[..3]
    {
        return Err(OutputError::Ledger { path: shown(path) });
    }
    if old.len() == 0 {
        return Ok(());
    }
    let package = if kind == Kind::Ledger {
        None
    } else {
        workbook(file)
    };
    let Some(mut package) = package else {
        return Err(OutputError::OtherKind {
            path: shown(path),
            wanted: " Excel 工作簿（.xlsx）",
        });
    };
    if !is_ours(&mut package) {
        return Err(OutputError::NotOurs { path: shown(path) });
    }
    // earlier versions of this program did not say what a workbook is
    let others = [Kind::Consolidated, Kind::Findings]
        .into_iter()
        .filter(|other| *other != kind)
        .filter_map(Kind::word);
    let text = properties_of(&mut package, CUSTOM);
    match kind.word() {
        Some(wanted)
            if others
                .into_iter()
                .any(|word| text.contains(&format!(">{word}<"))) =>
        {
            Err(OutputError::OtherKind {
                path: shown(path),
                wanted,
            })
        }
        _ => Ok(()),
    }
}

/// Where properties of one's own stand in a workbook.
const CUSTOM: &str = "docProps/custom.xml";

fn properties_of(package: &mut Package, part: &str) -> String {
    let mut text = String::new();
    // what cannot be read to its end says nothing
    let is_read = package
        .by_name(part)
        .is_ok_and(|part| part.take(MOST_PROPERTIES).read_to_string(&mut text).is_ok());
    if is_read { text } else { String::new() }
}

type Package = zip::ZipArchive<io::BufReader<File>>;

/// A package with a workbook of XML in it, and no macros that would be lost.
fn workbook(file: File) -> Option<Package> {
    let zip = zip::ZipArchive::new(io::BufReader::new(file)).ok()?;
    let has = |name: &str| zip.index_for_name(name).is_some();
    (has("xl/workbook.xml") && has("[Content_Types].xml") && !has("xl/vbaProject.bin"))
        .then_some(zip)
}

/// Whether this program made it, also when it was edited since: offices' programs keep properties
/// of a document when they save it. One sign is enough.
fn is_ours(package: &mut Package) -> bool {
    properties_of(package, CUSTOM).contains(&format!("name=\"{MARK}\""))
        || properties_of(package, "docProps/core.xml").contains(&format!(">{REMARK}<"))
}

/// Bytes of properties that are looked at: no more than any office has.
const MOST_PROPERTIES: u64 = 1 << 20;

/// Name of the custom property that marks a workbook as made here.
pub const MARK: &str = "xianbaohui-output";

/// Name of the custom property that says which of its kinds a workbook is.
pub const KIND: &str = "xianbaohui-kind";

/// The remark among a workbook's properties, which says the same: earlier versions of this program
/// wrote only this.
pub const REMARK: &str = "县报汇输出";

fn sha256_of(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    let (mut file, mut buffer) = (File::open(path)?, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(crate::hex(&hash.finalize()));
        }
        hash.update(&buffer[..read]);
    }
}

fn exists(path: &Path, found: Option<&Metadata>) -> OutputError {
    let own = if found.is_none() {
        fs::symlink_metadata(path).ok()
    } else {
        None
    };
    let found = found.or(own.as_ref());
    OutputError::Exists {
        path: shown(path),
        size: found.map_or(0, Metadata::len),
        modified: found.and_then(|found| found.modified().ok()),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn failed(path: &Path, error: &io::Error) -> OutputError {
    OutputError::Io {
        path: shown(path),
        why: error.to_string(),
    }
}
