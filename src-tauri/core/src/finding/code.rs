//! The closed list of what may be found. A code is stable: ledgers, logs and scripts rely on it.
//!
//! Long: one line and its comment for each code.

use super::severity::Severity;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal, $($severity:ident)+;)+) => {
        /// What was found. Its words are in the catalogue (module `message`), under the code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FindingCode {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl FindingCode {
            /// All there are.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// How grave it may be; the first is the usual.
            pub const fn severities(self) -> &'static [Severity] {
                match self {
                    $(Self::$variant => &[$(Severity::$severity,)+],)+
                }
            }

            /// One line of what it is, for who writes the program.
            pub const fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+),)+
                }
            }
        }

        impl FromStr for FindingCode {
            type Err = UnknownCode;

            fn from_str(code: &str) -> Result<Self, UnknownCode> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => Err(UnknownCode(code.to_owned())),
                }
            }
        }
    };
}

/// A code that this program does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("没有“{0}”这个审核代码")]
pub struct UnknownCode(pub String);

impl fmt::Display for FindingCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Serialize for FindingCode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for FindingCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

codes! {
    /// a sentence that an earlier version of the program kept
    ToldBefore = "told.before", D A B C;
    /// a county's figure of last year is not what it reported last year
    EarlierRevised = "earlier.revised", C;
    /// all figures are those of an earlier period
    EarlierSame = "earlier.same", B;
    /// a 其中 item is more than its whole
    PartMoreThanWhole = "part.more-than-whole", A;
    /// the 其中 items together are more than their whole
    PartsMoreThanWhole = "parts.more-than-whole", A;
    /// the 其中 items together have more digits than can be kept
    PartsTooLarge = "parts.too-large", C;
    /// a 位次 does not follow from the figures that are ranked
    RankDoesNotFollow = "rank.does-not-follow", B;
    /// a rate is given though its base makes none
    RateNoBase = "rate.no-base", C;
    /// a rate is written as a ratio, a hundred times too small
    RateAsRatio = "rate.as-ratio", B;
    /// a rate does not follow from the figures beside it
    RateDoesNotFollow = "rate.does-not-follow", B;
    /// a figure a power of ten off: with it the rates beside it follow
    RateScale = "rate.scale", B;
    /// two figures that have changed places: with them the rates beside them follow
    RateExchanged = "rate.exchanged", B;
    /// a rate a hundred times what it follows from
    RateHundredfold = "rate.hundredfold", B;
    /// a figure below one where percent is asked, and nothing to hold it against
    RateUnclear = "rate.unclear", C;
    /// a completion far beyond its target
    RateFarBeyond = "rate.far-beyond", C;
    /// a ratio does not follow from its parts
    RatioDoesNotFollow = "ratio.does-not-follow", B;
    /// a ratio could not be checked
    RatioUnchecked = "ratio.unchecked", D;
    /// not every cell is accounted for: a fault of the program
    CellsDoNotReconcile = "cells.do-not-reconcile", A;
    /// a figure of things counted is no whole number
    FigureNotWhole = "figure.not-whole", A;
    /// a figure below zero that cannot be
    FigureNegative = "figure.negative", A B;
    /// a figure has more digits than Excel keeps
    FigureWide = "figure.wide", D;
    /// a figure has more digits than the file kept
    FigureRounded = "figure.rounded", C;
    /// a figure that is a power of ten off
    ScaleOff = "scale.off", B;
    /// a figure a power of ten off: with it a total is the sum of its rows
    ScaleInSum = "scale.in-sum", B;
    /// figures added have more digits than can be kept
    TotalTooLarge = "total.too-large", C;
    /// a total could not be checked
    TotalUnchecked = "total.unchecked", D;
    /// a total is not the sum of its rows
    TotalWrong = "total.wrong", A;
    /// a total holds units that are not expected
    TotalWithUnexpected = "total.with-unexpected", B;
    /// a total differs within rounding
    TotalRounding = "total.rounding", D;
    /// a rule of the scheme does not hold
    RuleBroken = "rule.broken", A B C D;
    /// a condition of a rule of the scheme is not met
    RuleUnmet = "rule.unmet", A B C D;
    /// a rule over a total holds within rounding only
    RuleRounding = "rule.rounding", D;
    /// a rule of the scheme could not be checked
    RuleUnchecked = "rule.unchecked", D;
    /// rules that were not asked because of a row or column that is not there
    RulesNotAsked = "rules.not-asked", D;
    /// an entry that is the sum of the others
    EntryLikeTotal = "entry.like-total", A;
    /// the name of an entry is a nil
    EntryNilKey = "entry.nil-key", B D;
    /// a 其中 item of an entry
    EntryPart = "entry.part", A;
    /// entries that a county says are no more
    EntryCancelled = "entry.cancelled", D;
    /// a row whose name names no entry
    EntryNoName = "entry.no-name", A;
    /// one entry twice
    EntryRepeated = "entry.repeated", B;
    /// the title of a group, with the sum of its rows
    EntryGroupTotal = "entry.group-total", A;
    /// a row like the title of a group
    EntryGroupTitle = "entry.group-title", A;
    /// a row with figures and no name
    EntryUnnamed = "entry.unnamed", A;
    /// a word that is none of the choices
    EntryChoice = "entry.choice", C;
    /// a field that must be filled is empty
    EntryRequired = "entry.required", B;
    /// a number of many digits that was kept as a figure has lost digits
    EntryLostDigits = "entry.lost-digits", A;
    /// a code that does not check
    EntryCode = "entry.code", B;
    /// a date kept as a bare number
    EntrySerialDate = "entry.serial-date", C B;
    /// a year that reads as a day of 1905
    EntryYearAsDate = "entry.year-as-date", B;
    /// entries with a name and nothing else
    EntryNameOnly = "entry.name-only", C;
    /// a field merged over several entries
    EntryMerged = "entry.merged", C B;
    /// something that is not one day or one month
    EntryDate = "entry.date", B;
    /// six digits that may be a month or a day of 2020
    EntryDateUnsure = "entry.date-unsure", C;
    /// dates with a word beside them that says how they stand
    EntryDateState = "entry.date-state", C D;
    /// a unit that is not there any more
    EntryOutdatedUnit = "entry.outdated-unit", C;
    /// a unit that is not known
    EntryUnknownUnit = "entry.unknown-unit", C;
    /// an entry of another unit
    EntryOtherUnit = "entry.other-unit", B;
    /// personal data that are masked, and nobody knows what they stand for
    EntryMasked = "entry.masked", B;
    /// masked cells that were read as what the unit said before
    EntryKept = "entry.kept", D;
    /// a figure in an area of merged cells
    CellMerged = "cell.merged", A;
    /// something that is no figure
    CellUnreadable = "cell.unreadable", A;
    /// a bound or an approximation
    CellBound = "cell.bound", B;
    /// a figure in Chinese numerals
    CellChineseNumerals = "cell.chinese-numerals", D;
    /// a figure in scientific notation
    CellExponent = "cell.exponent", B;
    /// a figure with spaces within
    CellSpaced = "cell.spaced", C;
    /// a page keeps figures rounded as they are shown
    CellKeptRounded = "cell.kept-rounded", B;
    /// a cell shows another figure than it holds
    CellShownOtherwise = "cell.shown-otherwise", B;
    /// the format of a cell shows it smaller
    CellScaled = "cell.scaled", B;
    /// the format of a cell hides what it holds
    CellMasked = "cell.masked", B;
    /// conditional formatting may hide what a cell holds
    CellConditional = "cell.conditional", B;
    /// the format of a cell hides its sign
    CellUnsigned = "cell.unsigned", C;
    /// a formula below one where percent is asked
    CellRatio = "cell.ratio", C;
    /// the result of a formula is not what its cells come to
    CellStaleFormula = "cell.stale-formula", B;
    /// figures that stand on other workbooks
    CellLinked = "cell.linked", C;
    /// figures whose formulas were not worked out
    CellNotWorkedOut = "cell.not-worked-out", D C;
    /// a figure typed over a formula
    CellTypedOver = "cell.typed-over", D;
    /// figures struck out
    CellStruck = "cell.struck", B;
    /// figures that are not seen
    CellInvisible = "cell.invisible", B;
    /// zeros that are not shown
    CellZeroUnseen = "cell.zero-unseen", C;
    /// figures that are shown as nothing, or as words
    CellShownAs = "cell.shown-as", B;
    /// cells whose look makes it hard to see what they hold
    CellHardToSee = "cell.hard-to-see", B;
    /// comments say that figures are others, in another unit, or void
    CellNoteSays = "cell.note-says", B C;
    /// something lies over figures
    CellUnder = "cell.under", B C;
    /// figures that stand in a text box
    CellFromBox = "cell.from-box", C;
    /// nothing is filled in
    CellBlank = "cell.blank", C;
    /// a row of a unit that is not known
    RowUnknownUnit = "row.unknown-unit", A;
    /// a row of a unit that is not there any more
    RowOutdatedUnit = "row.outdated-unit", A;
    /// a row of one of several units
    RowAmbiguousUnit = "row.ambiguous-unit", A;
    /// one row twice
    RowRepeated = "row.repeated", A;
    /// a row that is asked for is not there
    RowMissing = "row.missing", A;
    /// content below the label of a row
    RowUnderLabel = "row.under-label", A;
    /// a label that nearly fits
    RowNearly = "row.nearly", C;
    /// a 其中 item below another whole
    RowPartElsewhere = "row.part-elsewhere", C;
    /// a row with figures and no label
    RowUnnamed = "row.unnamed", B;
    /// a row that is not asked for
    RowUnknown = "row.unknown", B;
    /// rows below a note
    RowBelowNote = "row.below-note", D B;
    /// rows below the end of the table
    RowBelowEnd = "row.below-end", A;
    /// a sub-total that is the sum of no rows
    RowSubtotal = "row.subtotal", B;
    /// filled rows that were not taken, and of which nothing else is told
    RowsLeft = "rows.left", B D;
    /// rows of a text with more or fewer fields than its header
    RowOtherLength = "row.other-length", B;
    /// rows of a text that a line break has broken, and that were joined
    RowJoined = "row.joined", B;
    /// rows of a text with a quotation mark that never closes
    RowOpenQuote = "row.open-quote", B;
    /// read as the officer pointed
    BindingPointed = "binding.pointed", D;
    /// a column that is asked for is not there
    HeaderMissing = "header.missing", A;
    /// a header that nearly fits
    HeaderNearly = "header.nearly", C;
    /// one header twice
    HeaderRepeated = "header.repeated", A;
    /// a column that is not asked for
    HeaderExtra = "header.extra", D C;
    /// a second header within the table
    HeaderChanged = "header.changed", A;
    /// rows and columns are exchanged
    SheetTurned = "sheet.turned", D;
    /// the sheet is hidden
    SheetHidden = "sheet.hidden", C;
    /// a sheet that no menu shows bears a form
    SheetVeryHidden = "sheet.very-hidden", B D;
    /// rows are hidden
    SheetHiddenRows = "sheet.hidden-rows", B;
    /// columns are hidden
    SheetHiddenColumns = "sheet.hidden-columns", B;
    /// content below merged cells
    SheetCovered = "sheet.covered", D;
    /// words that are not seen, or struck through, and decide nothing
    SheetWordsUnseen = "sheet.words-unseen", C;
    /// words in hidden rows or columns that decide what figures are
    SheetWordsHidden = "sheet.words-hidden", C;
    /// words that a format may show otherwise, or not at all
    SheetWordsUnsure = "sheet.words-unsure", B;
    /// a page whose style says what is not understood
    SheetPageStyle = "sheet.page-style", B;
    /// what is said of cells as they are filled in is not what their figures were read by
    SheetPromptSays = "sheet.prompt-says", D;
    /// formulas are shown in place of figures
    SheetShowsFormulas = "sheet.shows-formulas", C;
    /// words that their cell has no room for
    SheetWordsClipped = "sheet.words-clipped", C;
    /// something lies over words
    SheetWordsUnder = "sheet.words-under", B C;
    /// a text whose end is missing
    SheetEndMissing = "sheet.end-missing", A;
    /// a text with commas in place of decimal points
    SheetDecimalComma = "sheet.decimal-comma", C;
    /// characters that the file has lost
    SheetLostCharacters = "sheet.lost-characters", B;
    /// the file keeps changes that were recorded
    SheetTracked = "sheet.tracked", D;
    /// a sheet that was drawn for an earlier version of the scheme
    SheetOldVersion = "sheet.old-version", C;
    /// the name of a sheet says a status or scope that nothing else on it says
    SheetNameSays = "sheet.name-says", D;
    /// the name of the file says what the sheet does not
    FileNameSays = "file.name-says", C D;
    /// words for which the form has no place
    SheetWords = "sheet.words", D;
    /// words beside figures that say something of them
    FiguresRemark = "figures.remark", B C;
    /// a sheet that was not read
    SheetNotAForm = "sheet.not-a-form", D B C;
    /// a form that must come is not in a file with others
    FormMissing = "form.missing", A;
    /// a text longer than a cell of Excel
    TextLong = "text.too-long", C;
    /// characters that are not seen
    TextUnseen = "text.control", D;
    /// a unit of measure that is not known
    UnitUnknown = "unit.unknown", A;
    /// a unit of measure of another kind
    UnitMismatch = "unit.mismatch", A;
    /// units of measure that contradict each other
    UnitContradiction = "unit.contradiction", B;
    /// figures whose number format says another unit of measure
    UnitByFormat = "unit.by-format", C;
    /// a unit of measure is said elsewhere
    UnitSaidElsewhere = "unit.said-elsewhere", B;
    /// a remembered answer told whose it is
    UnitRemembered = "unit.remembered", D;
    /// the sheet names another unit, and the officer said whose it is
    UnitSaid = "unit.said", C;
    /// the sheet says another period, and the officer said that it is the round's
    PeriodSaid = "period.said", C;
    /// names or dates speak of another period than the sheet
    PeriodHintDiffers = "period.hint-differs", D;
    /// words around figures say a status or scope of them
    FiguresSaid = "figures.said", C;
    /// file or sheet name speak of another unit
    UnitHintDiffers = "unit.hint-differs", B;
    /// a county table that says it is of one county
    UnitOfTable = "unit.of-table", B;
    /// a unit that the round does not expect
    UnitNotExpected = "unit.not-expected", B;
    /// the mark that a blank was issued with does not fit
    MarkAltered = "mark.altered", C;
    /// the mark is of another scheme
    MarkOtherScheme = "mark.other-scheme", C;
    /// the blank was issued with another version of the scheme
    MarkOtherVersion = "mark.other-version", D;
    /// entries that the register has under another unit
    RegisterTwoUnits = "register.two-units", B;
    /// entries that count no more in the register, and are reported as if they did
    RegisterEnded = "register.ended", B;
    /// entries that stand on a black list
    RegisterBlacklisted = "register.blacklisted", B;
    /// reported, and not on the published list
    RegisterNotListed = "register.not-listed", C;
    /// reported, and not on the published list any more
    RegisterOffList = "register.off-list", B;
    /// on the published list, and not reported
    RegisterNotReported = "register.not-reported", C;
    /// entries whose time is soon over
    RegisterLapsing = "register.lapsing", D;
    /// a figure is not the number of entries that count
    RegisterCount = "register.count", C;
    /// a newer return has figures otherwise
    VersionChanged = "version.changed", C B;
    /// a newer return has nothing where there were figures
    VersionEmptied = "version.emptied", B;
    /// the officer confirmed a change
    VersionConfirmed = "version.confirmed", C;
}
