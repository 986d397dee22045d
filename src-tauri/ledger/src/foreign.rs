//! What SQLite says, in the language of who reads it: what it is, and what to do. Its own words
//! stand behind.

use rusqlite::{Error, ErrorCode};
use xianbaohui_files::{told, with_original};

/// What is wrong, what to do, and the original words.
pub(super) fn sqlite(error: &Error) -> String {
    let (what, todo) = match error.sqlite_error_code() {
        Some(code) => of_code(code),
        None => of_rows(error),
    };
    with_original(&format!("{what}。{todo}"), &error.to_string())
}

/// What is wrong alone, for a sentence that says itself what to do.
pub(super) fn what(error: &Error) -> String {
    let (what, _) = match error.sqlite_error_code() {
        Some(code) => of_code(code),
        None => of_rows(error),
    };
    told(what, &error.to_string())
}

/// Whether it is not SQLite that failed: what is stored is not what is read there.
pub(super) fn is_of_rows(error: &Error) -> bool {
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..)
    )
}

const RESTORE: &str = "请运行核验（xbh verify）看损坏了什么，并从备份恢复账本";

fn of_code(code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            ("账本正被另一个程序写入", "请稍后再试")
        }
        ErrorCode::DiskFull => ("磁盘已满", "请腾出空间后再试"),
        ErrorCode::ReadOnly => (
            "账本不能写入",
            "请复制到自己电脑的硬盘上，取消只读属性再打开",
        ),
        ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied => {
            ("没有权限读写账本", "请检查文件和文件夹的权限")
        }
        ErrorCode::DatabaseCorrupt => ("账本文件损坏", RESTORE),
        ErrorCode::NotADatabase => ("文件不是账本，或开头已损坏", "请从备份恢复账本"),
        ErrorCode::CannotOpen => (
            "账本文件打不开",
            "请检查它所在的文件夹能不能写、磁盘是否还在、打开的文件是否太多",
        ),
        ErrorCode::SystemIoFailure => (
            "磁盘读写出错",
            "磁盘可能已满、已损坏或被拔出；请检查磁盘，再运行核验（xbh verify）",
        ),
        ErrorCode::FileLockingProtocolFailed => (
            "锁不住账本文件",
            "网络上的文件夹常常这样；请把账本放到自己电脑的硬盘上",
        ),
        ErrorCode::ConstraintViolation => (
            "要写入的内容和账本里已有的冲突",
            "没有写入；请运行核验（xbh verify）看账本是否被别的程序改过",
        ),
        ErrorCode::OutOfMemory => ("内存不够", "请关掉别的程序再试"),
        ErrorCode::TooBig => ("内容太大，账本放不下", "没有写入；请拆开后再试"),
        ErrorCode::NoLargeFileSupport => (
            "这个磁盘放不下这么大的文件",
            "请把账本移到 NTFS、exFAT 或 ext4 的磁盘上",
        ),
        ErrorCode::OperationAborted | ErrorCode::OperationInterrupted => {
            ("这一步被中断", "没有写入；请再做一次")
        }
        ErrorCode::SchemaChanged => ("账本的结构刚被别的程序改了", "请重新打开账本再试"),
        ErrorCode::TypeMismatch => ("账本里的内容不是该有的类型", RESTORE),
        // what the statement names is not there
        ErrorCode::Unknown => ("账本里的表不齐全或被改过", RESTORE),
        _ => (
            "数据库内部出错",
            "请重新打开账本再试；仍然不行的，请运行核验（xbh verify）",
        ),
    }
}

fn of_rows(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::QueryReturnedNoRows => ("账本里缺了一条记录", RESTORE),
        Error::QueryReturnedMoreThanOneRow => ("账本里多了一条记录", RESTORE),
        Error::Utf8Error(..) => ("账本里有一处文字不是 UTF-8", RESTORE),
        Error::IntegralValueOutOfRange(..) => ("账本里有一个数超出范围", RESTORE),
        Error::FromSqlConversionFailure(..) | Error::InvalidColumnType(..) => {
            ("账本里有一处内容不是该有的类型", RESTORE)
        }
        Error::SqlInputError { .. } => ("账本里的表不齐全或被改过", RESTORE),
        Error::InvalidPath(_) | Error::NulError(_) => {
            ("账本的路径用不了", "请换一个文件夹或文件名")
        }
        _ => (
            "数据库内部出错",
            "请重新打开账本再试；仍然不行的，请运行核验（xbh verify）",
        ),
    }
}

/// What `integrity_check` says of the file, by how it begins or what stands in it.
const STRUCTURE: [(&str, &str); 20] = [
    ("database disk image is malformed", "数据页已损坏"),
    ("missing from index", "索引里缺少记录"),
    ("wrong # of entries in index", "索引的条数不对"),
    ("non-unique entry in index", "应当唯一的内容重复"),
    ("values differ from index", "索引和记录不一致"),
    ("NULL value in", "必填的内容是空的"),
    ("CHECK constraint failed", "内容不在允许的范围里"),
    ("NUMERIC value in", "应为文字的地方是数"),
    ("TEXT value in", "应为数的地方是文字"),
    ("non-INT value in", "应为整数的地方不是整数"),
    ("non-REAL value in", "应为小数的地方不是小数"),
    ("non-NUMERIC value in", "应为数的地方不是数"),
    ("non-BLOB value in", "应为文件内容的地方不是文件内容"),
    ("rowid not at end-of-record", "记录没有写完"),
    ("never used", "有一页没有用到"),
    ("2nd reference to page", "有一页用了两次"),
    ("out of order", "记录的次序不对"),
    ("invalid page number", "页号不对"),
    ("reelist", "空闲页的清单不对"),
    ("Tree ", "数据页的结构不对"),
];

/// One line of `integrity_check`.
pub(super) fn structure(line: &str) -> String {
    let known = STRUCTURE.iter().find(|(words, _)| line.contains(words));
    told(known.map_or("结构不对", |(_, words)| words), line)
}
