//! Why a file is refused: what it is, and what to do.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;
use xianbaohui_files::original_last;

/// A file that gives no workbook.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ReadError {
    /// no bytes
    #[error("文件是空的（0 字节）。请让填报单位重新发送。")]
    Empty,
    /// something else
    #[error("这不是表格文件，{found}。请让填报单位发送 Excel 工作簿（.xlsx 或 .xls）。")]
    NotAWorkbook {
        /// what it is
        found: String,
    },
    /// a zip folder that cannot be gone into
    #[error("这个压缩包{why}，没有读取。请先解压（或请填报单位重新发送），再导入里面的表格文件。")]
    Archive {
        /// what is wrong with it
        why: String,
    },
    /// a workbook that breaks off or is damaged
    #[error(
        "{}",
        original_last(
            "工作簿已损坏或不完整，打不开（",
            detail,
            "）。请让填报单位用 Excel 或 WPS 打开检查后重新发送"
        )
    )]
    Damaged {
        /// what is wrong with it
        detail: String,
    },
    /// the program itself failed over it, which says nothing about the file
    #[error(
        "程序读取这个文件时内部出错（{detail}），没有读取；文件不一定有问题。请用 Excel 或 WPS 打\
            开，另存为新的 .xlsx 后再导入；仍然不行的，请把文件发给开发者。"
    )]
    Internal {
        /// what is known of it
        detail: String,
    },
    /// the reading process was ended by somebody else
    #[error(
        "读取进程被系统或别的程序中途结束（{detail}），又试了一次还是这样，没有读取；文件不一定有问\
            题。请关掉占用内存的程序，再重新导入这个文件。"
    )]
    Ended {
        /// what is known of it
        detail: String,
    },
    /// encrypted
    #[error("工作簿加了打开密码。请输入密码，或请填报单位另存为不加密的文件重新发送。")]
    Password,
    /// encrypted, and none of the passwords that were given opens it
    #[error("打开密码不对。请核对后重新输入，或请填报单位另存为不加密的文件重新发送。")]
    WrongPassword,
    /// encrypted by software that keeps the documents of an office: no password opens it
    #[error(
        "文件被文档加密软件加密了：{by}。只有装了该软件、有权限的电脑打得开，没有读取；文件本身没\
            有坏。请让填报单位在那台电脑上解密（或按规定办外发），另存后重新发送。"
    )]
    DocumentEncryption {
        /// by which
        by: String,
    },
    /// beyond a limit
    #[error("{what}超过上限（{limit} {unit}），为保证安全没有读取。请拆分文件，或删去无关的工作表、\
        空白行列后再导入。", unit = .what.unit())]
    TooLarge {
        /// what is too large
        what: Limit,
        /// the limit, in the unit of [`Limit::unit`]
        limit: u64,
    },
    /// a cell where Excel has none
    #[error(
        "工作表“{sheet}”里有 {cell}，超出了 Excel 的范围（最后一格是 XFD1048576），打开时会看不到\
            它，没有读取。请让填报单位用 Excel 或 WPS 打开检查，另存后重新发送。"
    )]
    Beyond {
        /// name of the sheet
        sheet: String,
        /// what the file says of its place
        cell: String,
    },
    /// no sheet with anything on it
    #[error("工作簿里没有任何内容：{sheets} 张工作表都是空的。请核对是否发错了文件。")]
    NothingInIt {
        /// how many empty sheets
        sheets: usize,
    },
    /// a pipe, a device, a folder
    #[error("这不是能读的文件（可能是管道、设备），没有读取。请只选择表格文件。")]
    NotAFile,
    /// a folder that is not gone through
    #[error(
        "这个文件夹没有读：打不开，层次太深，或里面的文件太多（两万个以上），不像放报表的文件夹。\
            请选放报表的那一个文件夹。"
    )]
    Folder,
    /// the file itself cannot be read
    #[error(
        "{}",
        original_last("读不了文件（", .0, "）。请检查文件是否还在、是否正被占用、有没有权限")
    )]
    Io(String),
    /// a ledger, or what lies beside one
    #[error("这是县报汇自己的账本文件，不是报表，没有读取。请不要把账本放进要导入的文件里。")]
    OwnLedger,
}

/// What is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// bytes of the file
    FileSize,
    /// bytes after unpacking
    Unpacked,
    /// sheets, or tables of a page
    Sheets,
    /// filled cells
    Cells,
    /// cells between the first and the last, empty or not
    Extent,
    /// bytes of a web page
    Page,
    /// memory that reading takes
    Memory,
    /// time that reading takes
    Time,
}

impl Limit {
    /// Unit in which the limit is said.
    pub fn unit(self) -> &'static str {
        match self {
            Self::FileSize | Self::Unpacked | Self::Page | Self::Memory => "MB",
            Self::Sheets => "张",
            Self::Cells | Self::Extent => "个",
            Self::Time => "秒",
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::FileSize => "文件大小",
            Self::Unpacked => "解压后大小",
            Self::Sheets => "工作表数",
            Self::Cells => "单元格数",
            Self::Extent => "表格范围里的单元格数（远处的一格也算上中间的空格）",
            Self::Page => "网页表格大小",
            Self::Memory => "读取所需内存",
            Self::Time => "读取时间",
        })
    }
}

impl ReadError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "read.empty",
            Self::NotAWorkbook { .. } => "read.not-a-workbook",
            Self::Archive { .. } => "read.archive",
            Self::Damaged { .. } => "read.damaged",
            Self::Internal { .. } => "read.internal",
            Self::Ended { .. } => "read.ended",
            Self::Password => "read.password",
            Self::WrongPassword => "read.wrong-password",
            Self::DocumentEncryption { .. } => "read.document-encryption",
            Self::TooLarge { .. } => "read.too-large",
            Self::Beyond { .. } => "read.beyond",
            Self::NothingInIt { .. } => "read.nothing-in-it",
            Self::NotAFile => "read.not-a-file",
            Self::Folder => "read.folder",
            Self::Io(_) => "read.io",
            Self::OwnLedger => "read.own-ledger",
        }
    }
}
