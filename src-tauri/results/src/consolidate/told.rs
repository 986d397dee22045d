//! What is to be known of a total beside its parts, one thing each; its words are the same in the
//! window and the terminal.

use super::derived::DerivedFigure;
use super::shared_entries::few;
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
        match self {
            Self::Replaced(_) => "total.of-units-below",
            Self::Apart { .. } => "total.apart-from-below",
            Self::Bounded(_) => "total.not-exact",
            Self::ReportedTotal { .. } => "total.reported-differs",
            Self::Repeated { .. } => "total.entry-repeated",
            Self::OnlyBelow { .. } => "total.entry-only-below",
            Self::Otherwise { .. } => "total.entry-otherwise-below",
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

    /// The sentence, without its full stop.
    pub fn words(&self, scheme: &Scheme) -> String {
        let units = |codes: &[String]| {
            codes
                .iter()
                .map(|code| scheme.unit_name(code))
                .collect::<Vec<_>>()
                .join("、")
        };
        let names = |names: &[String]| few(&names.iter().map(String::as_str).collect::<Vec<_>>());
        match self {
            Self::Replaced(own) => format!("{}没有报本表，合计用的是其下级单位的数", units(own)),
            Self::Apart {
                unit,
                of,
                below,
                own,
                sum,
                difference,
                is_whole,
            } => {
                format!(
                    "{}与其{}下级单位（{}）之和不一致，合计按前者计：\
                     {of}填报 {}，下级之和 {}，差额 {}",
                    scheme.unit_name(unit),
                    reported(*is_whole),
                    units(below),
                    filled(*own),
                    sum.in_digits(),
                    difference.in_digits()
                )
            }
            Self::Bounded(own) => format!("含不是确数的填报值，为近似数：{}", units(own)),
            Self::ReportedTotal {
                reported,
                sum,
                difference,
            } => format!(
                "表上自报的合计是 {}，与合计 {} 不一致，差额 {}",
                reported.normalize(),
                sum.in_digits(),
                difference.in_digits()
            ),
            Self::Repeated {
                names: own,
                units: of,
            } => format!("{}的名单里有重复的，每条都计入：{}", units(of), names(own)),
            Self::Otherwise { what, below, above } => {
                format!(
                    "{}和其下级单位{}的名单里，同一条的数不同，合计按前者计：{}",
                    scheme.unit_name(above),
                    scheme.unit_name(below),
                    names(what)
                )
            }
            Self::OnlyBelow {
                names: own,
                below,
                above,
            } => {
                format!(
                    "{}的名单里没有其下级单位{}报的：{}，没有计入合计",
                    scheme.unit_name(above),
                    scheme.unit_name(below),
                    names(own)
                )
            }
        }
    }
}

/// What a unit has filled in, in words.
pub(crate) fn filled(own: Option<Decimal>) -> String {
    own.map_or_else(|| "“/”".to_owned(), |own| own.normalize().to_string())
}

/// `已报的` where others are missing.
pub(crate) fn reported(is_whole: bool) -> &'static str {
    if is_whole { "" } else { "已报的" }
}
