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
    /// how far a target is reached
    MadeTarget = "made.target" [];
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
    /// not in it: the scheme did not ask for it when the return was made
    LeftNotAsked = "left.not-asked" [];
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
    /// below a table: figures under a finding A
    NoteFlagged = "note.flagged" ["clauses"];
    /// below a table: returns under a finding A as a whole
    NoteReturns = "note.returns-flagged" ["clauses"];
    /// below a table: totals that a sheet reports, under a finding A
    NoteReported = "note.reported-flagged" ["clauses"];
    /// below a table: who has left out a figure
    NoteBlank = "note.blank" ["clauses"];
    /// below a table: several rounds are of the same months of the year before
    NoteSamePeriod = "note.same-period" ["last" "rounds"];
    /// below a table: whom the scheme did not ask for a figure when their return was made
    NoteNotAsked = "note.not-asked" ["clauses"];
    /// below a table: whose figure cannot be read
    NoteUnreadable = "note.unreadable" ["clauses"];
    /// below a table: units that the round does not expect
    NoteOutside = "note.outside" ["clauses"];
    /// below a table: who is not in a rate
    NoteOneSided = "note.one-sided" ["clauses"];
    /// below a table: whose nil counts as nothing in a rate
    NoteNilSided = "note.nil-sided" ["clauses"];
    /// below a table: sums of too many digits
    NoteOverflow = "note.overflow" ["clauses"];
    /// below a table: figures that are not exact
    NoteBounded = "note.bounded" ["clauses"];
    /// below a table: of how many units 同比 is
    NoteYears = "note.years" ["named" "both" "of" "units"];
    /// below a table: figures of the year before under a finding A
    NoteYearsFlagged = "note.years-flagged" ["clauses"];
    /// below a table: 同比 of too many digits
    NoteYearsOverflow = "note.years-overflow" ["clauses"];
    /// below a table: nobody has both years
    NoteYearsNone = "note.years-none" ["clauses"];
    /// below a table: units that took in others between the two years
    NoteGrown = "note.grown" ["clauses"];
    /// below a table: figures of the year before that are not exact
    NoteYearsBounded = "note.years-bounded" ["clauses"];
    /// below a table: figures of the year before that no county reported then
    NoteYearsGiven = "note.years-given" ["sources"];
    /// below a table: who had a figure of the year before and is not expected now
    NoteYearsGone = "note.years-gone" ["units"];
    /// below a table: a unit stands for those below it
    NoteWithin = "note.within" ["unit" "below"];
    /// below a table: a unit reports something else than those below it
    NoteApart = "note.apart" ["unit" "is_whole" "below" "is_counted" "clauses"];
    /// one figure of [`NoteApart`](Self::NoteApart)
    NoteApartClause = "note.apart-clause" ["name" "own" "sum" "difference"];
    /// below a table: a ratio whose parts the form does not have
    NoteRatioParts = "note.ratio-parts" ["name" "of" "base"];
    /// below a table: a ratio whose parts come to another unit of measure
    NoteRatioMeasure = "note.ratio-measure" ["name" "of" "base" "unit"];
    /// below a table: parts of ratios that were given for a year
    NoteGivenForYear = "note.given-for-year" ["clauses"];
    /// below a table: units whose figures stand in a county table
    NoteElsewhere = "note.elsewhere" ["units"];
    /// below a table: figures that the scheme means otherwise than when they were taken in
    NoteOtherwise = "note.otherwise" ["clauses"];
    /// below the counts of a roster: under a finding A
    RosterFlagged = "roster.flagged" ["clauses"];
    /// below the counts of a roster: a field that is not whole
    RosterLacking = "roster.lacking" ["field" "units"];
    /// below the counts of a roster: figures that are not exact
    RosterBounded = "roster.bounded" ["field" "units"];
    /// the same of units that are not added: under a finding A
    RosterFlaggedWithin = "roster.flagged-within" ["clauses"];
    /// the same of units that are not added: a field that is not whole
    RosterLackingWithin = "roster.lacking-within" ["field" "units"];
    /// below the counts of a roster: entries of one name
    RosterRepeated = "roster.repeated" ["units" "names"];
    /// below the counts of a roster: a unit stands for those below it
    RosterWithin = "roster.within" ["unit" "below"];
    /// below the counts of a roster: entries that a unit below has otherwise
    RosterOtherwise = "roster.otherwise" ["above" "below" "what"];
    /// below the counts of a roster: entries that only a unit below has
    RosterOnlyBelow = "roster.only-below" ["above" "below" "names"];
    /// below the counts of a roster: those below are added
    RosterReplaced = "roster.replaced" ["units"];
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
