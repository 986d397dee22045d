//! Why a step is not done.

use thiserror::Error;

/// A step that is not done.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StepError {
    /// no reason
    #[error("没有写理由。撤回、放回、重读、改挂都要写明理由，记入日志。")]
    NoReason,
    /// nothing of that unit counts
    #[error("{unit}在批次“{round}”里没有算数的{form}，没有改动。可用 xbh status 看各单位的版本。")]
    NothingInForce {
        /// name of the unit
        unit: String,
        /// name of the round
        round: String,
        /// `报送件`, or the form in quotation marks
        form: String,
    },
    /// no such version
    #[error("{unit}没有{form}的第 {version} 版，没有改动。有的是：{known}。")]
    NoVersion {
        /// name of the unit
        unit: String,
        /// `报送件`, or the form in quotation marks
        form: String,
        /// what was asked for
        version: u32,
        /// what there is
        known: String,
    },
    /// the same sheet counts for another unit or form
    #[error(
        "这一版读自的那张工作表，现在算作{unit}的“{form}”第 {version} 版，\
            放回就会算两遍，没有改动。请先撤回那一份，或撤销改挂。"
    )]
    CountsElsewhere {
        /// name of the unit
        unit: String,
        /// name of the form
        form: String,
        /// which
        version: u32,
    },
    /// it counts already
    #[error("{unit}现在算数的就是第 {version} 版，没有改动。")]
    InForceAlready {
        /// name of the unit
        unit: String,
        /// which
        version: u32,
    },
    /// what was read is another unit's or another form's than was wanted
    #[error(
        "重新读出来的是{found}，不是{wanted}，没有改动。要挂到别的单位或报表，\
            请用“改挂”并写明挂到哪里。"
    )]
    Elsewhere {
        /// what was read
        found: String,
        /// what was wanted
        wanted: String,
    },
    /// a return would be gone without a word
    #[error(
        "按现在说的，工作表“{sheet}”读不出{unit}的报表了，没有改动。确实不要它的数，请用“撤回”；\
            要按别的报表读，请写明是哪张报表。"
    )]
    NothingRead {
        /// name of the unit
        unit: String,
        /// name of the sheet
        sheet: String,
    },
    /// a sheet that none of the returns was read from
    #[error("{unit}的报送件里没有工作表“{sheet}”，没有改动。有的是：{known}。")]
    NoSheet {
        /// name of the unit
        unit: String,
        /// what was said
        sheet: String,
        /// what there is
        known: String,
    },
    /// unit and form are those that it has
    #[error("没有写明挂到哪个别的单位或别的报表，没有改动。")]
    NowhereElse,
    /// nothing to take back
    #[error("账本里没有可撤销的步骤。")]
    NothingToUndo,
    /// another step than the last one
    #[error(
        "第 {asked} 步不是（或不再是）最后一步，没有撤销：最后一步是第 {last} 步（{what}）。\
            只能从最后一步起，一步一步地撤销。"
    )]
    NotLast {
        /// what was asked for
        asked: i64,
        /// the last one
        last: i64,
        /// what it is, in a word
        what: &'static str,
    },
    /// files wait in the round that would go
    #[error("收件台里还有批次 {round} 的文件，没有撤销。请先入库或移出这些文件。")]
    StillWaiting {
        /// code of the round
        round: String,
    },
    /// no such form
    #[error("报表制度里没有名为“{name}”的报表。可用：{known}。")]
    UnknownForm {
        /// what was asked for
        name: String,
        /// what there is
        known: String,
    },
}

impl StepError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoReason => "step.no-reason",
            Self::NothingInForce { .. } => "step.nothing-in-force",
            Self::NoVersion { .. } => "step.no-version",
            Self::CountsElsewhere { .. } => "step.counts-elsewhere",
            Self::InForceAlready { .. } => "step.in-force-already",
            Self::Elsewhere { .. } => "step.elsewhere",
            Self::NoSheet { .. } => "step.no-sheet",
            Self::NothingRead { .. } => "step.nothing-read",
            Self::NowhereElse => "step.nowhere-else",
            Self::NothingToUndo => "step.nothing-to-undo",
            Self::NotLast { .. } => "step.not-last",
            Self::StillWaiting { .. } => "step.still-waiting",
            Self::UnknownForm { .. } => "step.unknown-form",
        }
    }
}
