//! What can go wrong with a ledger's file.

use super::foreign;
use std::path::PathBuf;
use thiserror::Error;
use xianbaohui_core::scheme::SchemeError;
use xianbaohui_files::guard::{Displaced, displaced};
use xianbaohui_files::original_last;
use xianbaohui_files::output::OutputError;

/// A ledger that cannot be used, or a question it cannot answer.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// no such file
    #[error("找不到账本 {path}。请核对路径，或用“新建账本”建一个。")]
    NotFound {
        /// where it was looked for
        path: String,
    },
    /// would overwrite
    #[error("{path} 已经存在，没有覆盖。请换一个文件名，或直接打开它。")]
    AlreadyThere {
        /// what is there
        path: String,
    },
    /// the folder is missing
    #[error("文件夹 {folder} 不存在。请先建好文件夹，或换一个位置。")]
    NoFolder {
        /// which
        folder: String,
    },
    /// a name that leaves no room for what lies beside a ledger
    #[error(
        "{path} 的文件名太长（账本的文件名最多 {most} 字节，一个汉字占 3 字节），没有新建。请换一\
            个短一些的文件名。"
    )]
    LongName {
        /// which
        path: String,
        /// bytes that it may have
        most: usize,
    },
    /// the same file under two names
    #[error(
        "账本 {path} 还有另一个名字（硬链接）：两个名字同时打开会写坏账本，没有打开。请复制一份（不\
            是链接）来用，或删去不用的那个名字，再打开。"
    )]
    TwoNames {
        /// which
        path: String,
    },
    /// another kind of file
    #[error("{path} 不是县报汇的账本。请选择扩展名为 .xbh 的账本文件。")]
    NotALedger {
        /// which
        path: String,
    },
    /// written by a newer program
    #[error("这个账本是更新版本的程序建立的，本程序打不开。请升级程序。")]
    Newer,
    /// its number and its tables do not belong together
    #[error(
        "账本写着是第 {said} 号格式，里面的表却不是：格式号或表被别的程序改过。没有打开，也没有\
            改动。请从备份恢复账本。"
    )]
    OtherFormat {
        /// the number that it says
        said: i32,
    },
    /// no such round
    #[error("没有报送批次“{round}”。本账本的批次有：{known}。")]
    UnknownRound {
        /// what was asked for
        round: String,
        /// what there is
        known: String,
    },
    /// no such unit, form, indicator …
    #[error("没有名为“{name}”的{what}{nearest}。")]
    Unknown {
        /// kind of thing
        what: &'static str,
        /// what was asked for
        name: String,
        /// `，最接近的是“…”` or nothing
        nearest: String,
    },
    /// a file that no longer waits in the inbox
    #[error("{file}已不在收件台：另一个窗口已把它{what}，这里没有再动它。{todo}")]
    NotWaiting {
        /// its name in quotation marks, or words for it
        file: String,
        /// what was done with it
        what: &'static str,
        /// what to do
        todo: &'static str,
    },
    /// a file that waits with other answers than are shown
    #[error(
        "“{file}”没有入库：另一个窗口给了新的答复，或换了文件内容。\
            已按那边的重新列出，请核对后再入库。"
    )]
    AnsweredElsewhere {
        /// its name
        file: String,
    },
    /// something else counts than the officer saw
    #[error("账本刚在另一个窗口或终端里有了变动，这一步没有做。请看过现在的版本，再做一次。")]
    ChangedElsewhere,
    /// a version that would count as what it is not
    #[error(
        "{unit}的“{form}”第 {version} 版是按以前的报表制度入库的，{what}。算数就会把数当成别的\
            数，没有改动。请撤销那次更新制度，或把原件重新导入一次，按现行制度读。"
    )]
    OtherMeaning {
        /// name of the unit
        unit: String,
        /// name of the form
        form: String,
        /// which
        version: u32,
        /// what is otherwise
        what: String,
    },
    /// another version of the scheme is in force by now
    #[error(
        "报表制度刚在另一个窗口或终端里更新了，这一步没有做。请关闭账本，重新打开，看过之后再做。"
    )]
    SchemeElsewhere,
    /// the stored scheme cannot be read
    #[error(
        "账本里的报表制度读不出来：{}。账本可能损坏，或被别的程序改过，没有改动。请运行核验（xbh \
            verify）看损坏了什么，并从备份恢复。",
        in_scheme(.0)
    )]
    Scheme(#[from] SchemeError),
    /// the file is in use by another program
    #[error("账本正被另一个程序写入，请稍后再试。")]
    Busy,
    /// moved while it was open
    #[error(
        "账本 {path} 打开之后被移到了 {to}，没有写入任何内容。请关闭账本，从新的位置重新打开。"
    )]
    Moved {
        /// where it was opened
        path: String,
        /// where it lies now
        to: String,
    },
    /// deleted while it was open
    #[error(
        "账本 {path} 打开之后被删除或移走了，没有写入任何内容。请不要关闭程序，先找回这个文件（回收\
            站、备份），再重新打开。"
    )]
    Gone {
        /// where it was opened
        path: String,
    },
    /// another file in its place
    #[error(
        "账本 {path} 打开之后被另一个文件替换或改写了，没有写入任何内容。请关闭账本，核对这个位置上\
            的是不是要用的账本，再重新打开。"
    )]
    Replaced {
        /// where it was opened
        path: String,
    },
    /// the log removed while it was open
    #[error(
        "账本的日志文件 {path} 被别的程序移走或替换了，没有写入任何内容。请关闭账本再重新打开，并运\
            行核验（xbh verify）。"
    )]
    LogGone {
        /// which
        path: String,
    },
    /// the log of an earlier ledger of that name
    #[error(
        "{path} 是以前同名账本留下的日志，里面可能还有没并入账本的内容，没有新建。请先把它移走保\
            存，或换一个文件名。"
    )]
    Leftover {
        /// which
        path: String,
    },
    /// a log that is not the ledger's
    #[error(
        "{log} 不是账本 {path} 的日志：可能是换上备份之前那个账本留下的，里面也许有还没并入它的内\
            容。没有打开，两个文件都没有改动。要用现在这个账本，请先把这个日志移到别处保存，再打\
            开；要找回日志里的内容，请把它和它原来的账本放在一起打开。"
    )]
    Stray {
        /// the ledger
        path: String,
        /// the log
        log: String,
    },
    /// the log is damaged, and the ledger is not whole without it
    #[error(
        "账本的日志有损坏，账本因此不完整（{why}），没有打开。损坏的日志留在 {kept}，没有删除。请从\
            备份恢复账本，并保留这个日志。"
    )]
    LogDamaged {
        /// what the database says
        why: String,
        /// where the log is kept
        kept: String,
    },
    /// what lies beside the ledger cannot be read
    #[error("{path} 读不出来（{why}），没有打开账本。请检查有没有权限、磁盘是否损坏。")]
    Unreadable {
        /// which
        path: String,
        /// why
        why: String,
    },
    /// the ledger or its folder must not be written to
    #[error(
        "账本或它所在的文件夹不能写入（写保护的 U 盘或光盘、只读的文件、没有权限），本程序打不开。\
            请把账本复制到自己电脑的硬盘上，取消只读属性，再打开那一份。"
    )]
    ReadOnly,
    /// no room on the disk
    #[error(
        "账本所在的磁盘已满，这一次没有写入任何内容；账本里已有的都在，可以照常查看。请在那个磁盘上\
            腾出空间后再试。"
    )]
    Full,
    /// no room on the disk to bring a ledger of an earlier format up to date
    #[error(
        "账本是旧格式的，要先更新才能打开，而它所在的磁盘已满：没有打开，账本没有任何改动。请先在那\
            个磁盘上腾出空间，再打开。"
    )]
    FullForOld,
    /// the file cannot be written there
    #[error(transparent)]
    Output(OutputError),
    /// the database says no
    #[error("账本读写出错：{}。", foreign::sqlite(.0))]
    Database(rusqlite::Error),
    /// stored text is damaged
    #[error(
        "{}",
        original_last("账本内容损坏：", .0, "。请运行核验（xbh verify），并从备份恢复")
    )]
    Damaged(String),
    /// what was asked while rules were evaluated
    #[error(transparent)]
    Record(#[from] xianbaohui_core::record::RecordError),
}

/// The first mistakes of a stored scheme, without what would be said of a scheme file.
fn in_scheme(error: &SchemeError) -> String {
    const MOST: usize = 3;
    let SchemeError::Invalid(problems) = error else {
        return error.to_string();
    };
    let first = problems.iter().take(MOST).map(ToString::to_string);
    let first = first.collect::<Vec<_>>().join("；");
    match problems.len() {
        count if count > MOST => format!("{first}；等 {count} 处"),
        _ => first,
    }
}

impl LedgerError {
    /// Whether what is stored is damaged: not a disk, another program, or a question.
    pub(super) fn is_damage(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, TypeMismatch, Unknown};
        match self {
            Self::Scheme(_)
            | Self::Damaged(_)
            | Self::Database(rusqlite::Error::QueryReturnedNoRows) => true,
            Self::Database(error) => matches!(
                error.sqlite_error_code(),
                Some(DatabaseCorrupt | TypeMismatch | Unknown)
            ),
            _ => false,
        }
    }

    /// What is wrong alone, for who is looking for what is damaged.
    pub(super) fn why(&self) -> String {
        match self {
            Self::Scheme(error) => in_scheme(error),
            Self::Damaged(why) => why.clone(),
            Self::Database(error) => foreign::what(error),
            other => other.to_string(),
        }
    }

    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Record(error) => error.code(),
            Self::NotFound { .. } => "ledger.not-found",
            Self::AlreadyThere { .. } => "ledger.already-there",
            Self::NoFolder { .. } => "ledger.no-folder",
            Self::LongName { .. } => "ledger.long-name",
            Self::TwoNames { .. } => "ledger.two-names",
            Self::NotALedger { .. } => "ledger.not-a-ledger",
            Self::Newer => "ledger.newer",
            Self::OtherFormat { .. } => "ledger.other-format",
            Self::UnknownRound { .. } => "ledger.unknown-round",
            Self::Unknown { .. } => "ledger.unknown",
            Self::NotWaiting { .. } => "inbox.gone",
            Self::AnsweredElsewhere { .. } => "inbox.answered-elsewhere",
            Self::ChangedElsewhere => "ledger.changed-elsewhere",
            Self::OtherMeaning { .. } => "step.other-meaning",
            Self::SchemeElsewhere => "scheme.changed-elsewhere",
            Self::Scheme(_) => "ledger.scheme",
            Self::Busy => "ledger.busy",
            Self::Moved { .. } => "ledger.moved",
            Self::Gone { .. } => "ledger.gone",
            Self::Replaced { .. } => "ledger.replaced",
            Self::LogGone { .. } => "ledger.log-gone",
            Self::Unreadable { .. } => "ledger.unreadable",
            Self::LogDamaged { .. } => "ledger.log-damaged",
            Self::ReadOnly => "ledger.read-only",
            Self::Full | Self::FullForOld => "ledger.disk-full",
            Self::Leftover { .. } | Self::Stray { .. } => "ledger.leftover",
            Self::Output(error) => error.code(),
            Self::Database(_) => "ledger.database",
            Self::Damaged(_) => "ledger.damaged",
        }
    }
}

impl From<Displaced> for LedgerError {
    fn from(displaced: Displaced) -> Self {
        let shown = |path: PathBuf| path.display().to_string();
        match displaced {
            Displaced::Moved { path, to } => Self::Moved {
                path: shown(path),
                to: shown(to),
            },
            Displaced::Gone { path } => Self::Gone { path: shown(path) },
            Displaced::Replaced { path } => Self::Replaced { path: shown(path) },
            Displaced::LogGone { path } => Self::LogGone { path: shown(path) },
        }
    }
}

impl From<OutputError> for LedgerError {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Exists { path, .. }
            | OutputError::Changed { path }
            | OutputError::Link { path }
            | OutputError::NotAFile { path } => Self::AlreadyThere { path },
            OutputError::NoFolder { folder } => Self::NoFolder { folder },
            other => Self::Output(other),
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseCorrupt, NotADatabase, ReadOnly, SystemIoFailure,
        };
        // a commit that the ledger's own look at its file turned back, or what SQLite says when its
        // file is no longer there
        let is_turned_back = error.sqlite_error().is_some_and(|error| {
            error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_COMMITHOOK
        });
        let may_be_displaced = matches!(
            error.sqlite_error_code(),
            Some(CannotOpen | DatabaseCorrupt | NotADatabase | ReadOnly | SystemIoFailure)
        );
        if let Some(displaced) = (is_turned_back || may_be_displaced)
            .then(displaced)
            .flatten()
        {
            return displaced.into();
        }
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            Some(ReadOnly) => Self::ReadOnly,
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                Self::Busy
            }
            _ if foreign::is_of_rows(&error) => Self::Damaged(foreign::what(&error)),
            _ => Self::Database(error),
        }
    }
}

impl From<serde_json::Error> for LedgerError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(xianbaohui_core::foreign::json(&error))
    }
}
