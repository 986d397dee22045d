//! The keys of the scheme text.

use serde::{Serialize, Serializer};

macro_rules! keys {
    ($($name:ident $written:literal $doc:literal,)*) => {
        /// A key of the scheme text; see `schemes/README.md`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum TextKey {
            $(#[doc = $doc] $name,)*
        }

        impl TextKey {
            /// As it is written.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $written,)*
                }
            }
        }
    };
}

keys! {
    Code "code" "identity",
    Name "name" "what people read",
    Version "version" "of the scheme",
    Root "root" "code of the unit that consolidates",
    Organiser "organiser" "printed under the title",
    Note "note" "printed below the tables",
    Kind "kind" "of a unit or form",
    Parent "parent" "code of the unit above",
    Aliases "aliases" "other wordings",
    Reports "reports" "whether a return is expected",
    From "from" "first month",
    To "to" "last month",
    Grown "grown" "what a unit took in",
    Unit "unit" "unit of measure",
    Type "type" "of an indicator or field",
    Decimals "decimals" "digits after the point",
    Direction "direction" "which way is better",
    Numerator "numerator" "of a ratio",
    Denominator "denominator" "of a ratio",
    PartOf "part_of" "code of the whole",
    Definition "definition" "口径",
    Title "title" "of the sheet",
    Titles "titles" "other wordings of the title",
    UnitNote "unit_note" "unit of measure of the whole sheet",
    Ignore "ignore" "headers that are not taken",
    Printed "printed" "texts that stand on every sheet",
    Required "required" "whether it must be there",
    Total "total" "where the total stands",
    Label "label" "header of the names, or wording of a row",
    MeasureUnit "measure_unit" "header of the units of measure",
    UnitColumn "unit_column" "header of the units",
    Rows "rows" "indicators of a matrix",
    Indicator "indicator" "what a row or column reports",
    Header "header" "of a column or field",
    Headers "headers" "other wordings of the header",
    Role "role" "what a column's figures are to the others",
    Of "of" "column of the figure",
    Base "base" "column of the base",
    FormOf "form_of" "how a rate is written",
    InTable "in_table" "whether it stands in the consolidated table",
    Yoy "yoy" "add 同比",
    Share "share" "add 占比",
    Values "values" "allowed words",
    Key "key" "identifies the entity",
    Sum "sum" "add up in totals",
    Period "period" "the period reported",
    Also "also" "other wordings of the period",
    Deadline "deadline" "last day",
    Forms "forms" "codes of the forms asked for",
    Units "units" "codes of the units expected",
    Expr "expr" "formula of a rule",
    Severity "severity" "how grave a breach is",
    Form "form" "whose figures a rule is about",
    Tolerance "tolerance" "largest difference that passes",
    Each "each" "roster whose rows a rule asks one by one",
    Except "except" "indicators that * does not stand for",
    Missing "missing" "what becomes of a rule when a figure is missing",
    Measure "measure" "whether units of measure must go together",
    Group "group" "under which an indicator is listed",
    Owner "owner" "department that figures come from",
    Lag "lag" "years from the data year to the year reported",
    Personal "personal" "whether a field is personal data",
    Status "status" "field with the state of an entry",
    Ended "ended" "states in which an entry does not count",
    ValidUntil "valid_until" "field with the last day of an entry",
    Remind "remind" "days before the last day of an entry in which it is told",
    Events "events" "whether a register's rows are what happened in a period",
    CheckedAgainst "checked_against" "register with the black list",
    Counts "counts" "figure that is the number of entries",
    Reporter "reporter" "who may report entries",
    Systems "systems" "systems of the bureau that a register keeps",
    ShowLast "show_last" "whether blanks show the figures of the period before",
    Source "source" "document of a statement",
    City "city" "whose figure a statement says",
    Text "text" "what a document calls it",
    Value "value" "what a document says",
    Qualifier "qualifier" "words beside the figure",
    Scope "scope" "for whom a statement is",
    Column "column" "column that holds a statement",
    Aim "aim" "when a target is reached",
    Meaning "meaning" "no key of the text: what a rule's names stand for, by code",
}

impl Serialize for TextKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
