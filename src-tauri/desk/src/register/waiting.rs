//! What is proposed of a register, in words, as it may be shown.

use xianbaohui_core::personal;
use xianbaohui_core::register::{Book, Doubt, FieldChange, Origin, Proposal, Proposed};

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// what the entry is called by commands
    pub id: String,
    /// what happened to it
    pub what: String,
    /// code of its unit
    pub unit: String,
    /// code of the unit that says so
    pub sender: String,
    /// what it is called
    pub name: String,
    /// what is otherwise
    pub changes: Vec<String>,
    /// the row that says so
    pub from: String,
    /// why it is not taken with the others
    pub doubt: Option<String>,
    /// it can be decided here
    pub decidable: bool,
}

/// All that is proposed of a register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// in the order of units
    pub rows: Vec<WaitingRow>,
    /// those that can be decided together
    pub plain: usize,
    /// rows that say what the register says, and that were refused
    pub same: usize,
    /// rows that were refused, and say the same as then
    pub refused: usize,
}

impl Waiting {
    /// In words. Personal data are masked unless `open`.
    pub fn of(book: &Book<'_>, proposed: &Proposed, open: bool) -> Self {
        let plain = proposed.proposals.iter().filter(|one| one.doubt.is_none());
        Self {
            plain: plain.count(),
            same: proposed.same,
            refused: proposed.refused,
            rows: proposed
                .proposals
                .iter()
                .map(|one| row(book, one, open))
                .collect(),
        }
    }
}

/// What is otherwise in one field.
pub fn change(book: &Book<'_>, one: &FieldChange, open: bool) -> String {
    let field = &book.fields.all[one.field];
    let said = |text: &str| match text {
        "" => "（空）".to_owned(),
        text if open => text.to_owned(),
        text => personal::field(field, text).into_owned(),
    };
    format!("{}：{} → {}", field.name, said(&one.was), said(&one.is))
}

/// The row of a return, in words.
pub fn came(book: &Book<'_>, origin: &Origin, row: Option<u32>) -> String {
    let round = book.scheme.round(&origin.round);
    let round = round.map_or(origin.round.as_str(), |round| &round.name);
    let unit = book.scheme.unit_name(&origin.unit);
    let row = row.map(|row| format!(" 第 {} 行", row + 1));
    format!(
        "{unit} {round} 第 {} 版{}",
        origin.version,
        row.unwrap_or_default()
    )
}

fn row(book: &Book<'_>, one: &Proposal, open: bool) -> WaitingRow {
    let kinds = one.kinds.iter().map(|kind| kind.word());
    let was_of = one.was_of.as_ref();
    let was_of = was_of.map(|unit| format!("名录里在{}", book.scheme.unit_name(unit)));
    let changes = one.changes.iter().map(|one| change(book, one, open));
    WaitingRow {
        id: book.fields.id(&one.key),
        what: kinds.collect::<Vec<_>>().join("、"),
        unit: one.unit.clone(),
        sender: one.origin.unit.clone(),
        name: book.fields.name(&one.entry, open),
        changes: was_of.into_iter().chain(changes).collect(),
        from: came(book, &one.origin, one.row),
        decidable: one.doubt.as_ref().is_none_or(Doubt::may_be_decided),
        doubt: one.doubt.as_ref().map(|doubt| why(book, one, doubt)),
    }
}

fn why(book: &Book<'_>, one: &Proposal, doubt: &Doubt) -> String {
    match doubt {
        Doubt::NoKey => {
            let unsaid = book.fields.unsaid(&one.entry).join("、");
            format!("“{unsaid}”没有填，认不出是谁；请县里补填后重报")
        }
        Doubt::Twice(rows) => {
            let rows = rows.iter().map(ToString::to_string).collect::<Vec<_>>();
            format!(
                "同一份名册里写了几次（还有第 {} 行）；请县里改正后重报",
                rows.join("、")
            )
        }
        Doubt::TwoUnits(units) => {
            let units = units.iter().map(|unit| book.scheme.unit_name(unit));
            format!("{}也在报，要逐条处理", units.collect::<Vec<_>>().join("、"))
        }
        Doubt::BlackListed(list) => format!("在“{list}”的黑名单上，要逐条处理"),
        Doubt::MostGone(count) => {
            format!("这个单位一次移出 {count} 条，请先核对名册是不是报全了，要逐条处理")
        }
        Doubt::Unreadable(field) => format!("“{field}”认不出或不对，要逐条处理"),
        Doubt::OtherCode(code) => format!("同名的还有 {code}，要逐条处理"),
        Doubt::OtherPerson => "号码没有变，姓名变了，可能换了人，要逐条处理".to_owned(),
        Doubt::Emptied(field) => format!("“{field}”原来有，现在空着，要逐条处理"),
        Doubt::MayBeThere(count) => {
            format!("名册里有 {count} 行认不出是谁，可能就是它，要逐条处理")
        }
    }
}
