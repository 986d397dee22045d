//! What the system says of files, in the language of who reads it.

use std::io::{Error, ErrorKind};

/// Letters of what somebody else says: a library may hand on half a file.
const MOST: usize = 300;

/// Our words, with those that they stand for behind them: who asks for help can be understood.
pub fn with_original(words: &str, original: &str) -> String {
    let original = one_line(original);
    if original.is_empty() {
        return words.to_owned();
    }
    format!("{words}（原文：{original}）")
}

/// A sentence about what [`with_original`] says, with the original words moved to its end.
pub fn original_last(before: &str, why: &str, after: &str) -> String {
    let (ours, original) = match why.find("（原文：") {
        Some(at) => why.split_at(at),
        None => (why, ""),
    };
    format!("{before}{ours}{after}{original}。")
}

/// Somebody else's words as they are where they are Chinese; else ours, with theirs behind.
pub fn told(words: &str, original: &str) -> String {
    if is_chinese(original) {
        one_line(original)
    } else {
        with_original(words, original)
    }
}

fn is_chinese(text: &str) -> bool {
    text.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Lines as one, without what steers a terminal, and of bounded length.
fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let whole = lines.collect::<Vec<_>>().join("；");
    let mut letters = whole.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut kept = letters.by_ref().take(MOST).collect::<String>();
    if letters.next().is_some() {
        kept.push('…');
    }
    kept
}

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
    // what a library put into it says more than its kind
    let original = error.to_string();
    if is_chinese(&original) {
        return one_line(&original);
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
        ErrorKind::AddrInUse => "这个端口正被别的程序占用",
        ErrorKind::AddrNotAvailable => "这个地址在本机用不了",
        ErrorKind::InvalidData => return with_original("内容不对", &original),
        ErrorKind::InvalidInput => return with_original("系统不接受这样的请求", &original),
        ErrorKind::WriteZero => return with_original("没有写完整", &original),
        ErrorKind::OutOfMemory => return with_original("内存不够", &original),
        ErrorKind::Unsupported => return with_original("系统不支持这样做", &original),
        ErrorKind::BrokenPipe | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => {
            return with_original("对方已经关闭", &original);
        }
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::NotConnected => return with_original("网络上的文件夹断开了", &original),
        ErrorKind::Interrupted => return with_original("被系统打断", &original),
        _ => return with_original(by_number(error), &original),
    };
    words.to_owned()
}

/// Kinds that Rust has no name for yet.
fn by_number(error: &Error) -> &'static str {
    match error.raw_os_error() {
        Some(5) if cfg!(unix) => "磁盘读写出错，可能已经损坏或被拔出",
        Some(23 | 24) if cfg!(unix) => "打开的文件太多",
        Some(40) if cfg!(target_os = "linux") => "链接指来指去，找不到文件",
        _ => "系统报错",
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorKind, original_last, said, told, with_original};

    #[test]
    fn what_the_system_said_inside_another_error_is_found() {
        let check = |error: Error, expected: &str| assert_eq!(said(&error), expected);
        check(ErrorKind::StorageFull.into(), "磁盘已满");
        check(
            Error::other(Error::from(ErrorKind::StorageFull)),
            "磁盘已满",
        );
        check(Error::other("odd"), "系统报错（原文：odd）");
        check(Error::other("这是账本"), "这是账本");
        check(
            Error::new(ErrorKind::InvalidData, "bad\nmagic"),
            "内容不对（原文：bad；magic）",
        );
        check(
            Error::from(ErrorKind::AddrInUse),
            "这个端口正被别的程序占用",
        );
        #[cfg(unix)]
        assert!(said(&Error::from_raw_os_error(5)).starts_with("磁盘读写出错"));
    }

    #[test]
    fn the_original_comes_last() {
        let said = with_original("坏了", "bad");
        assert_eq!(
            original_last("文件", &said, "。请重发"),
            "文件坏了。请重发（原文：bad）。"
        );
        assert_eq!(
            original_last("文件", "坏了", "。请重发"),
            "文件坏了。请重发。"
        );
    }

    #[test]
    fn the_original_is_short_and_steers_no_terminal() {
        assert_eq!(with_original("坏了", " \n"), "坏了");
        assert_eq!(with_original("坏了", "a\u{1b}[31m"), "坏了（原文：a [31m）");
        assert_eq!(told("坏了", "文件不全"), "文件不全");
        let long = with_original("坏了", &"x".repeat(10_000));
        assert!(long.ends_with("x…）") && long.chars().count() < 320);
    }
}
