//! What is to be known of a total beside its parts, one thing each; its words are the same in the
//! window and the terminal.

use super::derived::DerivedFigure;
use xianbaohui_core::message;
use xianbaohui_core::notice::{Notice, NoticeCode};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::scheme::Scheme;

/// One thing to be known of a total. Units are codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// these have not reported; those below them are added in their stead
    Replaced(Vec<String>),
    /// a unit that is added reports something else than those below it together
    Apart {
        /// the unit that is added
        unit: String,
        /// the figure, where several are told of: indicator and column
        of: String,
        /// those below it that have reported
        below: Vec<String>,
        /// what it reports; `None` for a declared nil
        own: Option<Decimal>,
        /// what they have
        sum: DerivedFigure,
        /// what it reports less what they have
        difference: DerivedFigure,
        /// all of them have reported
        is_whole: bool,
    },
    /// their figures in it are bounds or approximations
    Bounded(Vec<String>),
    /// what the sheet itself says is the total is another figure
    ReportedTotal {
        /// what the sheet says
        reported: Decimal,
        /// the total
        sum: DerivedFigure,
        /// what the sheet says less the total
        difference: DerivedFigure,
    },
    /// entries of one name, in the rosters of several units or several times in one: each counts
    Repeated {
        /// names of the entries
        names: Vec<String>,
        /// the units
        units: Vec<String>,
    },
    /// entries that a unit below has otherwise than the unit above, which is added
    Otherwise {
        /// what differs: the figure above / the figure below
        what: Vec<String>,
        /// the unit below
        below: String,
        /// the unit above
        above: String,
    },
    /// entries of a unit below that are not in the roster of the unit above, which is added
    OnlyBelow {
        /// names of the entries
        names: Vec<String>,
        /// the unit below
        below: String,
        /// the unit above
        above: String,
    },
}

impl Told {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        self.code_of().as_str()
    }

    fn code_of(&self) -> NoticeCode {
        match self {
            Self::Replaced(_) => NoticeCode::TotalOfUnitsBelow,
            Self::Apart { .. } => NoticeCode::TotalApart,
            Self::Bounded(_) => NoticeCode::TotalNotExact,
            Self::ReportedTotal { .. } => NoticeCode::TotalReported,
            Self::Repeated { .. } => NoticeCode::TotalRepeated,
            Self::OnlyBelow { .. } => NoticeCode::TotalOnlyBelow,
            Self::Otherwise { .. } => NoticeCode::TotalOtherwise,
        }
    }

    /// Codes of the units that it is about.
    pub fn units(&self) -> Vec<&str> {
        match self {
            Self::Replaced(units) | Self::Bounded(units) | Self::Repeated { units, .. } => {
                units.iter().map(String::as_str).collect()
            }
            Self::Apart { unit, .. } => vec![unit],
            Self::ReportedTotal { .. } => Vec::new(),
            Self::OnlyBelow { below, above, .. } | Self::Otherwise { below, above, .. } => {
                vec![below, above]
            }
        }
    }

    /// Code and arguments, for the catalogue.
    pub fn notice(&self, scheme: &Scheme) -> Notice {
        let name = |code: &String| scheme.unit_name(code).to_owned();
        let names = |codes: &[String]| codes.iter().map(name).collect::<Vec<_>>();
        let notice = Notice::of(self.code_of());
        match self {
            Self::Replaced(own) | Self::Bounded(own) => notice.with("units", names(own)),
            Self::Apart {
                unit,
                of,
                below,
                own,
                sum,
                difference,
                is_whole,
            } => notice
                .with("unit", name(unit))
                .with("is_whole", *is_whole)
                .with("below", names(below))
                .with("of", of.clone())
                .with("own", *own)
                .with("sum", sum.in_digits())
                .with("difference", difference.in_digits()),
            Self::ReportedTotal {
                reported,
                sum,
                difference,
            } => notice
                .with("reported", *reported)
                .with("sum", sum.in_digits())
                .with("difference", difference.in_digits()),
            Self::Repeated { names: own, units } => notice
                .with("units", names(units))
                .with("names", own.clone()),
            Self::Otherwise { what, below, above } => notice
                .with("above", name(above))
                .with("below", name(below))
                .with("what", what.clone()),
            Self::OnlyBelow {
                names: own,
                below,
                above,
            } => notice
                .with("above", name(above))
                .with("below", name(below))
                .with("names", own.clone()),
        }
    }

    /// The sentence, without its full stop.
    pub fn words(&self, scheme: &Scheme) -> String {
        message::notice(&self.notice(scheme))
    }
}
