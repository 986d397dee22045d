//! What is told of whose return a sheet is, and of sheets that were not read.

told! {
    UnitRemembered { words: String, name: String }
    UnitSaid { written: Vec<String>, name: String }
    PeriodSaid { written: Vec<String>, round: String }
    PeriodHintDiffers { from: Vec<String>, written: Vec<String>, round: String }
    FiguresSaid { what: String, words: String, is_left: bool }
    UnitHintDiffers { from: Option<String>, other: String, name: String }
    UnitOfTable { from: Option<String>, other: String, form: String, root: String }
    UnitNotExpected { name: String }
    SheetNotAForm {
        sheet: String,
        is_said: bool,
        form: Option<String>,
        read: Option<String>,
        matched: Option<usize>,
        asked: Option<usize>,
    }
    MarkAltered {}
    MarkOtherScheme { other: String, name: String }
    MarkOtherVersion { other: String, own: String }
    FormMissing { form: String, unread: Vec<String> }
}
