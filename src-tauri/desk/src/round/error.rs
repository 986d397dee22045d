//! Why a round cannot be as it is wanted.

use thiserror::Error;

/// A round that cannot be as it is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RoundError {
    /// its code is taken
    #[error("批次 {code}（{name}）已经有了，没有新建。请换一个代码，或用“延期”改截止日期。")]
    AlreadyThere {
        /// the code
        code: String,
        /// name of the one that is there
        name: String,
    },
    /// its name is taken: of two rounds of one name nobody knows which is meant
    #[error(
        "已经有一批叫“{name}”（{code}），没有新建。同一期再报一批的，请用 --name 另起一个名称。"
    )]
    NameTaken {
        /// the name
        name: String,
        /// code of the one that has it
        code: String,
    },
    /// nothing says which months it is for
    #[error(
        "看不出“{text}”是哪一期。请写明报告期，例如 2021Q2（二季度）、2021M05（5 月）、\
            2021H1（上半年）、2021（全年）。"
    )]
    NoPeriod {
        /// what was given
        text: String,
    },
    /// no day
    #[error("“{text}”不是日期。请写成 2021-07-10。")]
    NoDay {
        /// what was given
        text: String,
    },
    /// a code that the scheme does not have
    #[error("报表制度里没有名为“{name}”的{what}{nearest}。")]
    Unknown {
        /// kind of thing
        what: &'static str,
        /// what was asked for
        name: String,
        /// `，最接近的是“…”` or nothing
        nearest: String,
    },
    /// nothing is asked of anyone
    #[error("批次 {code} 没有报表或没有填报单位，没有新建。请写明 --forms 和 --units。")]
    Empty {
        /// its code
        code: String,
    },
    /// no blank for anyone
    #[error("批次 {round} 里没有要下发的：所选单位不填所选的报表。分县表只发给汇总单位。")]
    NothingToIssue {
        /// name of the round
        round: String,
    },
    /// a workbook of the bureau's own in which a form was not found
    #[error("“{file}”不能当作“{form}”的空白表：{why}。没有下发。")]
    OwnBlank {
        /// its name
        file: String,
        /// code and name of the form
        form: String,
        /// why
        why: String,
    },
    /// no reason
    #[error("没有写理由。延期、关闭、重开都要写明理由，记入日志。")]
    NoReason,
    /// an earlier day than the one in force
    #[error("{unit}的截止日期已经是 {now}，{until} 不比它晚，没有改动。")]
    NotLater {
        /// name of the unit
        unit: String,
        /// the day in force
        now: String,
        /// the day that was wanted
        until: String,
    },
    /// closed
    #[error("批次 {round} 已在 {at} 关闭，不再收报送件。确需补报的，请先重开批次并写明理由。")]
    Closed {
        /// name of the round
        round: String,
        /// when
        at: String,
    },
    /// not closed
    #[error("批次 {round} 没有关闭，不用重开。")]
    NotClosed {
        /// name of the round
        round: String,
    },
}

impl RoundError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AlreadyThere { .. } => "round.already-there",
            Self::NameTaken { .. } => "round.name-taken",
            Self::NoPeriod { .. } => "round.no-period",
            Self::NoDay { .. } => "round.no-day",
            Self::Unknown { .. } => "round.unknown",
            Self::Empty { .. } => "round.empty",
            Self::NothingToIssue { .. } => "round.nothing-to-issue",
            Self::OwnBlank { .. } => "round.own-blank",
            Self::NoReason => "round.no-reason",
            Self::NotLater { .. } => "round.not-later",
            Self::Closed { .. } => "round.closed",
            Self::NotClosed { .. } => "round.not-closed",
        }
    }
}
