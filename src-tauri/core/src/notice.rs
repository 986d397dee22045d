//! What is told beside a figure that was worked out: how it was made, who is not in it, what else
//! is to be known of it. A code and arguments, like a finding; the sentence is made in the
//! catalogue (module `message`) when it is shown.

use crate::finding::{Args, IntoArg};

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal [$($arg:literal)*];)+) => {
        /// What is told. Its words are in the catalogue, under the code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum NoticeCode {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl NoticeCode {
            /// All there are.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// Names of what its sentence takes.
            pub const fn args(self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => &[$($arg),*],)+
                }
            }
        }
    };
}

codes! {
    /// figures of units, added
    MadeSum = "made.sum" [];
    /// fields of entries, added: of one unit, or of all
    MadeEntries = "made.entries" ["is_of_one"];
    /// entries, counted
    MadeCount = "made.count" [];
    /// a growth of two columns
    MadeGrowth = "made.growth" ["of" "base" "with_nils"];
    /// a completion of two columns
    MadeCompletion = "made.completion" ["of" "base" "with_nils"];
    /// a ratio of two indicators; `up`, `down`: what the quotient is multiplied or divided by
    MadeRatio = "made.ratio" ["of" "base" "up" "down" "with_nils"];
    /// a share of the total
    MadeShare = "made.share" [];
    /// a growth against the ledger's figures of the year before
    MadeYearOnYear = "made.year-on-year" [];
    /// what is reported less the sum
    MadeDifference = "made.difference" [];
    /// no total: places are not added
    NoneRank = "made.none-rank" [];
    /// no total: words are not added
    NoneWords = "made.none-words" [];
    /// no total: shares are not added
    NoneShare = "made.none-share" [];
    /// no total: classes are not added
    NoneClass = "made.none-class" [];
    /// no total: growth rates are not added
    NoneGrowth = "made.none-growth" [];
    /// no total: a rate of what is not added
    NoneRate = "made.none-rate" ["name"];
    /// no total: the scheme does not name the parts of a ratio
    NoneRatioUnnamed = "made.none-ratio-unnamed" [];
    /// no total: the form does not have the parts of a ratio
    NoneRatioParts = "made.none-ratio-parts" [];
    /// no total: the parts of a ratio come to another unit of measure
    NoneRatioMeasure = "made.none-ratio-measure" ["of" "base" "unit"];
    /// no total, and the scheme does not say how
    NoneUnsaid = "made.none" [];
    /// not in it: left empty
    LeftBlank = "left.blank" [];
    /// not in it: cannot be read
    LeftUnreadable = "left.unreadable" [];
    /// not in it: one side of a rate is unknown
    LeftOneSide = "left.one-side" [];
    /// not in it: no figure of this year
    LeftNotThisYear = "left.not-this-year" [];
    /// not in it: no figure of the year before
    LeftNotLastYear = "left.not-last-year" [];
    /// not in it: the round does not expect it
    LeftNotExpected = "left.not-expected" [];
    /// not in it: it is in the figure of the unit above
    LeftWithin = "left.within" ["unit"];
    /// units that have not reported; those below them are added
    TotalOfUnitsBelow = "total.of-units-below" ["units"];
    /// a unit that reports something else than those below it together
    TotalApart = "total.apart-from-below"
        ["unit" "is_whole" "below" "of" "own" "sum" "difference"];
    /// figures that are bounds or approximations
    TotalNotExact = "total.not-exact" ["units"];
    /// what the sheet says is the total is another figure
    TotalReported = "total.reported-differs" ["reported" "sum" "difference"];
    /// entries of one name
    TotalRepeated = "total.entry-repeated" ["units" "names"];
    /// entries that a unit below has otherwise
    TotalOtherwise = "total.entry-otherwise-below" ["above" "below" "what"];
    /// entries that only a unit below has
    TotalOnlyBelow = "total.entry-only-below" ["above" "below" "names"];
    /// of which units a consolidation is: one unit's own return
    ScopeNode = "scope.node" ["unit"];
    /// of which units a consolidation is: those below a unit
    ScopeFull = "scope.full" ["unit"];
    /// of which units a consolidation is: chosen ones
    ScopeChosen = "scope.chosen" ["units"];
}

/// One thing that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// what
    pub code: NoticeCode,
    /// what the sentence needs
    pub args: Args,
}

impl Notice {
    /// With no arguments yet.
    pub fn of(code: NoticeCode) -> Self {
        Self {
            code,
            args: Args::new(),
        }
    }

    /// Adds an argument; nothing leaves it out.
    #[must_use]
    pub fn with(mut self, name: &str, arg: impl IntoArg) -> Self {
        debug_assert!(
            self.code.args().contains(&name),
            "{} takes no {name}",
            self.code.as_str()
        );
        if let Some(arg) = arg.into_arg() {
            self.args.insert(name.to_owned(), arg);
        }
        self
    }
}
