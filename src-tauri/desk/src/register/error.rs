//! Why something is not done with a register.

use thiserror::Error;

/// Something that is not done with a register.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RegisterError {
    /// the scheme has no register of that name
    #[error("报表制度里没有名为“{name}”的名录{nearest}。有：{known}。")]
    Unknown {
        /// what was asked for
        name: String,
        /// `，最接近的是“…”` or nothing
        nearest: String,
        /// those that there are
        known: String,
    },
    /// no state
    #[error(
        "“{text}”不是名录里的状态。可以写：in（在册）、lapsed（到期）、ended（终止）、\
            gone（移出）、withdrawn（来源已撤回）。"
    )]
    NoState {
        /// what was given
        text: String,
    },
    /// no day
    #[error("“{text}”不是日期。请写成 2021-03-31。")]
    NoDay {
        /// what was given
        text: String,
    },
    /// nothing goes by that
    #[error("名录“{register}”里没有“{key}”这一条。请写名录里的编号、代码或名称。")]
    NoEntry {
        /// name of the register
        register: String,
        /// what was asked for
        key: String,
    },
    /// nothing is proposed of it
    #[error("没有关于“{key}”的待处理变化，没有改动。")]
    NotProposed {
        /// what was asked for
        key: String,
    },
    /// nothing is proposed that could be decided together
    #[error("名录“{register}”没有可以一并采纳或退回的变化{asked}，没有改动。")]
    Nothing {
        /// name of the register
        register: String,
        /// `，另有 3 条要逐条处理` or nothing
        asked: String,
    },
    /// it cannot be decided as it is
    #[error("“{name}”{why}，不能采纳。请县里改正后重报。")]
    InDoubt {
        /// what it is called
        name: String,
        /// why
        why: String,
    },
    /// several units report it, and none was said
    #[error("“{name}”有几个单位在报：{units}。请用 --unit 写明采纳哪个单位的。")]
    WhichUnit {
        /// what it is called
        name: String,
        /// their names
        units: String,
    },
    /// no reason
    #[error("没有写理由。退回名录变化、显示或下发个人信息都要写明理由，记入日志。")]
    NoReason,
    /// no list was kept
    #[error("名录“{register}”没有留存这样的名单。请先用 --match 名单 --keep 留存，或核对来源。")]
    NoList {
        /// name of the register
        register: String,
    },
    /// nobody knows whose list it is
    #[error("没有写名单的来源，例如：省科技厅 高新技术企业认定。同一来源的名单前后相比。")]
    NoSource,
    /// a list of the same source and day
    #[error("这个来源同一天的名单已经留存（“{file}”，{at}），没有再存。要换一份，请先撤销那一步。")]
    Kept {
        /// name of its file
        file: String,
        /// when it was kept
        at: String,
    },
    /// no answer
    #[error("“{text}”不是回答。请写成 编号=same（是同一家）或 编号=other（不是同一家）。")]
    NoChoice {
        /// what was given
        text: String,
    },
    /// nothing is asked by that
    #[error("名单没有编号为“{id}”的待核对。编号在比对结果里；已经答过的不再问，答错了请撤销。")]
    NoQuestion {
        /// what was answered
        id: String,
    },
    /// a list that is not read
    #[error("这份名单读不出来：{why}")]
    List {
        /// why, with what to do
        why: String,
    },
}

impl RegisterError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "register.unknown",
            Self::NoState { .. } => "register.no-state",
            Self::NoDay { .. } => "register.no-day",
            Self::NoEntry { .. } => "register.no-entry",
            Self::NotProposed { .. } => "register.not-proposed",
            Self::Nothing { .. } => "register.nothing",
            Self::InDoubt { .. } => "register.in-doubt",
            Self::WhichUnit { .. } => "register.which-unit",
            Self::NoReason => "register.no-reason",
            Self::List { .. } => "register.list",
            Self::NoList { .. } => "register.no-list",
            Self::NoSource => "register.no-source",
            Self::Kept { .. } => "register.list-kept",
            Self::NoChoice { .. } => "register.no-choice",
            Self::NoQuestion { .. } => "register.no-question",
        }
    }
}
