//! Why a target is not set.

use thiserror::Error;

/// A target that is not set.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TargetError {
    /// the scheme has no such kind
    #[error("报表制度里没有名为“{name}”的目标{nearest}。")]
    Unknown {
        /// what was asked for
        name: String,
        /// `，最接近的是“…”` or nothing
        nearest: String,
    },
    /// no year
    #[error("“{text}”不是年度。请写成 2021，跨年度的写成 2020-2022。")]
    NoYear {
        /// what was given
        text: String,
    },
    /// no day
    #[error("“{text}”不是日期。请写成 2021-03-31。")]
    NoDay {
        /// what was given
        text: String,
    },
    /// the node is in no year of the target
    #[error("节点 {node} 不在 {span} 年度里。")]
    NodeOutside {
        /// the day
        node: String,
        /// year or years
        span: String,
    },
    /// nothing says what is to be reached
    #[error("目标值“{text}”{why}，没有下达。指标的计量单位是“{unit}”。")]
    Unclear {
        /// what was given
        text: String,
        /// why
        why: &'static str,
        /// unit of measure of the indicator
        unit: String,
    },
    /// a task without a name, or a figure with one
    #[error("{}", item_words(*.wanted))]
    Item {
        /// a name is wanted
        wanted: bool,
    },
    /// no reason
    #[error("没有写理由。下达、调整、取消目标都要写明理由，记入日志。")]
    NoReason,
    /// it is as it is wanted
    #[error("{what} 已经是 {value}，没有改动。")]
    Same {
        /// which target
        what: String,
        /// what is set
        value: String,
    },
    /// nothing to take away
    #[error("{what} 没有下达过，不用取消。")]
    NotThere {
        /// which target
        what: String,
    },
    /// no list of targets
    #[error(
        "{file} 里没有找到目标任务的表头（要有“目标任务”或“指标名称”，和目标值或各单位的栏）。"
    )]
    NoHead {
        /// name of the file
        file: String,
    },
    /// an answer to nothing
    #[error("没有编号为“{id}”的问题。")]
    NoQuestion {
        /// what was given
        id: String,
    },
    /// nothing that would be set
    #[error("{file} 里的目标都与账本一致，没有要下达的。")]
    Nothing {
        /// name of the file
        file: String,
    },
}

fn item_words(wanted: bool) -> &'static str {
    if wanted {
        "这是任务，请写明任务名称。"
    } else {
        "这是指标的目标，不用写任务名称。"
    }
}

impl TargetError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "target.unknown",
            Self::NoYear { .. } => "target.no-year",
            Self::NoDay { .. } => "target.no-day",
            Self::NodeOutside { .. } => "target.node-outside",
            Self::Unclear { .. } => "target.unclear",
            Self::Item { .. } => "target.item",
            Self::NoReason => "target.no-reason",
            Self::Same { .. } => "target.same",
            Self::NotThere { .. } => "target.not-there",
            Self::NoHead { .. } => "target.no-head",
            Self::NoQuestion { .. } => "target.no-question",
            Self::Nothing { .. } => "target.nothing",
        }
    }
}
