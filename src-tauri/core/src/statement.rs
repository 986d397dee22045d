//! Statements (依据): what a document says in figures, and what of the scheme holds it.

use serde::{Deserialize, Serialize};

/// One statement of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// code, unique in the scheme
    pub code: String,
    /// the document, as the bureau numbers it
    pub source: String,
    /// whose figure it is
    pub city: String,
    /// year, or first and last year, that it is about; empty where the document hides it
    pub period: String,
    /// what was reached, or what is to be
    pub kind: StatementKind,
    /// what the document calls it
    pub text: String,
    /// figure or words; `X` where the document hides them
    pub value: String,
    /// unit of measure, as the document writes it
    pub unit: String,
    /// words beside the figure: 以上, 达到, 力争 …
    pub qualifier: String,
    /// for whom, where not for the whole city
    pub scope: String,
    /// code of the indicator that holds it
    pub indicator: String,
    /// code of the column, where it is not the figure itself: a growth, a completion
    pub column: String,
    /// when a target is reached
    pub aim: Option<Aim>,
}

/// Whether something was reached or is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// it was reached
    Actual,
    /// it is to be
    Target,
}

impl StatementKind {
    /// As the scheme's text writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Target => "target",
        }
    }
}

macro_rules! aims {
    ($($name:ident $written:literal $words:literal,)*) => {
        /// When a target is reached.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Aim {
            $(#[doc = $words] $name,)*
        }

        impl Aim {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// As the scheme's text writes it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $written,)*
                }
            }

            /// By what the scheme's text writes.
            pub fn of(written: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|aim| aim.as_str() == written)
            }

            /// What it is called.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $words,)*
                }
            }
        }
    };
}

aims! {
    Reach "reach" "达到",
    AtLeast "at-least" "以上（不少于）",
    MoreThan "more-than" "超过",
    Strive "strive" "力争达到",
    Doubled "doubled" "翻番",
    Average "average" "达到全省平均水平",
    BetterRank "better-rank" "进位",
    First "first" "零的突破",
    EachAtLeast "each-at-least" "每个县（市、区）不少于",
    UnitsReach "units-reach" "点名的县（市、区）达到",
    Milestone "milestone" "按时完成",
}
