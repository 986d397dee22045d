//! Entries, what happened to them and what is proposed, as programs read them.

use crate::json::Named;
use serde::Serialize;
use std::collections::BTreeMap;
use xianbaohui_core::personal;
use xianbaohui_core::place::cell_name;
use xianbaohui_core::record::StoredEntry;
use xianbaohui_core::register::{Book, Entry, Event, FieldChange, Kind, Origin, Proposal};

/// A state, or what happened, as a code and a word.
#[derive(Serialize)]
pub(super) struct Coded {
    pub(super) code: &'static str,
    pub(super) word: &'static str,
}

impl From<Kind> for Coded {
    fn from(kind: Kind) -> Self {
        Self {
            code: kind.code(),
            word: kind.word(),
        }
    }
}

/// The return that something came from.
#[derive(Serialize)]
pub(super) struct Came {
    round: String,
    unit: Named,
    version: u32,
    file: String,
    sheet: String,
    /// the row, as it is numbered on the sheet
    row: Option<u32>,
    /// the cell that names the entry
    cell: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ChangeReport {
    field: String,
    name: String,
    was: String,
    is: String,
}

#[derive(Serialize)]
pub(super) struct EntryReport {
    id: String,
    unit: Named,
    name: String,
    state: Coded,
    /// the return that it stands in was withdrawn, and nothing came in its place
    withdrawn: bool,
    until: Option<String>,
    fields: BTreeMap<String, String>,
    from: Came,
    history: Vec<EventReport>,
}

#[derive(Serialize)]
pub(super) struct EventReport {
    kinds: Vec<Coded>,
    at: String,
    who: String,
    reason: String,
    step: i64,
    was_of: Option<Named>,
    from: Came,
    changes: Vec<ChangeReport>,
}

#[derive(Serialize)]
pub(super) struct ProposalReport {
    id: String,
    kinds: Vec<Coded>,
    unit: Named,
    was_of: Option<Named>,
    name: String,
    /// why it must be decided by itself, or cannot be
    doubt: Option<&'static str>,
    from: Came,
    changes: Vec<ChangeReport>,
    fields: BTreeMap<String, String>,
}

/// How entries of a register are shown.
pub(super) struct Shaping<'b, 's> {
    pub(super) book: &'b Book<'s>,
    pub(super) day: &'b str,
    /// with personal data
    pub(super) open: bool,
}

impl Shaping<'_, '_> {
    pub(super) fn unit(&self, code: &str) -> Named {
        Named {
            name: self.book.scheme.unit_name(code).to_owned(),
            code: code.to_owned(),
        }
    }

    pub(super) fn fields(&self, entry: &StoredEntry) -> BTreeMap<String, String> {
        let fields = &self.book.fields;
        let all = fields.all.iter().enumerate();
        all.map(|(at, field)| (field.code.clone(), fields.shown(entry, at, self.open)))
            .collect()
    }

    fn from(&self, origin: &Origin, row: Option<u32>, entry: Option<&StoredEntry>) -> Came {
        let column = self
            .book
            .fields
            .name
            .and_then(|at| entry?.fields.get(at)?.sheet_column);
        Came {
            round: origin.round.clone(),
            unit: self.unit(&origin.unit),
            version: origin.version,
            file: origin.file.clone(),
            sheet: origin.sheet.clone(),
            row: row.map(|row| row + 1),
            cell: row.zip(column).map(|(row, column)| cell_name(row, column)),
        }
    }

    fn change(&self, change: &FieldChange) -> ChangeReport {
        let field = &self.book.fields.all[change.field];
        let said = |text: &str| match text {
            text if self.open => text.to_owned(),
            text => personal::field(field, text).into_owned(),
        };
        ChangeReport {
            field: field.code.clone(),
            name: field.name.clone(),
            was: said(&change.was),
            is: said(&change.is),
        }
    }

    fn event(&self, event: &Event) -> EventReport {
        EventReport {
            kinds: event.kinds.iter().map(|kind| Coded::from(*kind)).collect(),
            at: event.said.at.clone(),
            who: event.said.who.clone(),
            reason: event.reason(),
            step: event.said.step,
            was_of: event.was_of.as_deref().map(|code| self.unit(code)),
            from: self.from(&event.origin, event.row, None),
            changes: event.changes.iter().map(|one| self.change(one)).collect(),
        }
    }

    pub(super) fn entry(&self, entry: &Entry) -> EntryReport {
        let (book, state) = (self.book, self.book.state(entry, self.day));
        EntryReport {
            id: book.fields.id(&entry.key),
            unit: self.unit(&entry.unit),
            name: book.fields.name(&entry.row, self.open),
            state: Coded {
                code: state.code(),
                word: state.word(),
            },
            withdrawn: entry.withdrawn,
            until: xianbaohui_core::register::day_of(&book.fields, &entry.row),
            fields: self.fields(&entry.row),
            from: self.from(&entry.origin, Some(entry.row.row), Some(&entry.row)),
            history: entry.history.iter().map(|one| self.event(one)).collect(),
        }
    }

    pub(super) fn proposal(&self, one: &Proposal) -> ProposalReport {
        ProposalReport {
            id: self.book.fields.id(&one.key),
            kinds: one.kinds.iter().map(|kind| Coded::from(*kind)).collect(),
            unit: self.unit(&one.unit),
            was_of: one.was_of.as_deref().map(|code| self.unit(code)),
            name: self.book.fields.name(&one.entry, self.open),
            doubt: one
                .doubt
                .as_ref()
                .map(xianbaohui_core::register::Doubt::code),
            from: self.from(&one.origin, one.row, Some(&one.entry)),
            changes: one
                .changes
                .iter()
                .map(|change| self.change(change))
                .collect(),
            fields: self.fields(&one.entry),
        }
    }
}

/// What is otherwise, in words.
pub(super) fn changes_in_words(changes: &[ChangeReport]) -> String {
    let said = |text: &str| match text {
        "" => "（空）".to_owned(),
        text => text.to_owned(),
    };
    let one = |change: &ChangeReport| {
        let (was, is) = (said(&change.was), said(&change.is));
        format!("{} {was}→{is}", change.name)
    };
    changes.iter().map(one).collect::<Vec<_>>().join("；")
}

impl EntryReport {
    /// One line for people.
    pub(super) fn line(&self) -> String {
        let until = self.until.as_ref();
        let until = until.map(|day| format!("，至 {day}")).unwrap_or_default();
        let withdrawn = if self.withdrawn {
            "［来源已撤回］"
        } else {
            ""
        };
        format!(
            "{}  {} {} {}{until}{withdrawn}",
            self.id, self.unit.name, self.name, self.state.word
        )
    }

    /// What happened to it, a line each.
    pub(super) fn lines(&self) -> Vec<String> {
        self.history.iter().map(EventReport::line).collect()
    }
}

impl Came {
    fn words(&self) -> String {
        let row = self.row.map(|row| format!(" 第 {row} 行"));
        format!(
            "{} {} 第 {} 版“{}”{}",
            self.unit.name,
            self.round,
            self.version,
            self.file,
            row.unwrap_or_default()
        )
    }
}

impl EventReport {
    fn line(&self) -> String {
        let kinds = self.kinds.iter().map(|kind| kind.word);
        let kinds = kinds.collect::<Vec<_>>().join("、");
        let was_of = self.was_of.as_ref();
        let was_of = was_of.map(|unit| format!("（原在{}）", unit.name));
        let reason = match self.reason.as_str() {
            "" => String::new(),
            reason => format!("：{reason}"),
        };
        let what = changes_in_words(&self.changes);
        let what = format!("{kinds}{} {what}", was_of.unwrap_or_default());
        format!(
            "    {}  {}，{} {}{reason}",
            what.trim_end(),
            self.from.words(),
            self.at,
            self.who
        )
    }
}

impl ProposalReport {
    /// One line for people.
    pub(super) fn line(&self) -> String {
        let kinds = self.kinds.iter().map(|kind| kind.word);
        let kinds = kinds.collect::<Vec<_>>().join("、");
        let was_of = self.was_of.as_ref();
        let was_of = was_of.map(|unit| format!("（名录里在{}）", unit.name));
        let doubt = match self.doubt {
            Some("no-key") => "  ［认定用的字段没有填全，认不出是谁］",
            Some("twice") => "  ［同一份名册里写了几次］",
            Some("blacklisted") => "  ［在黑名单上，要逐条处理］",
            Some("may-be-there") => "  ［名册里有认不出是谁的行，可能就是它，要逐条处理］",
            Some("most-gone") => "  ［这个单位几乎全部移出，要逐条处理］",
            Some("unreadable") => "  ［代码或日期认不出或不对，要逐条处理］",
            Some("other-code") => "  ［同名的另有代码，要逐条处理］",
            Some("other-person") => "  ［号码没有变，姓名变了，要逐条处理］",
            Some("emptied") => "  ［原来有的现在空着，要逐条处理］",
            Some(_) => "  ［几个单位在报，要逐条处理］",
            None => "",
        };
        let what = changes_in_words(&self.changes);
        let what = format!("{}{} {what}", self.name, was_of.unwrap_or_default());
        format!(
            "{kinds}  {}  {} {}  {}{doubt}",
            self.id,
            self.unit.name,
            what.trim_end(),
            self.from.words()
        )
    }
}
