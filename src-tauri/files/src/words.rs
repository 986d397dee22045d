//! What the system says of files, in the language of who reads it.

use std::io::{Error, ErrorKind};

/// What went wrong: in our words where it is one of the common kinds, else as the system says it.
pub fn said(error: &Error) -> String {
    // a writer of archives, say, hands on what the system said inside an error of its own
    let mut inner = error.get_ref().map(|inner| inner as &dyn std::error::Error);
    while let Some(one) = inner {
        if let Some(system) = one.downcast_ref::<Error>() {
            return said(system);
        }
        inner = one.source();
    }
    let words = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => "磁盘已满",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::IsADirectory => "是文件夹，不是文件",
        ErrorKind::NotADirectory => "不是文件夹",
        ErrorKind::AlreadyExists => "已经有这个文件",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正被别的程序占用",
        ErrorKind::InvalidFilename => "文件名太长或不能用",
        ErrorKind::TimedOut => "等了太久没有回应",
        ErrorKind::UnexpectedEof => "文件不完整",
        _ => return format!("系统说：{error}"),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorKind, said};

    #[test]
    fn what_the_system_said_inside_another_error_is_found() {
        let check = |error: Error, expected: &str| assert_eq!(said(&error), expected);
        check(ErrorKind::StorageFull.into(), "磁盘已满");
        check(
            Error::other(Error::from(ErrorKind::StorageFull)),
            "磁盘已满",
        );
        check(Error::other("odd"), "系统说：odd");
    }
}
