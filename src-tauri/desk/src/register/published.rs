//! Published lists: one is read as a roster of the register's form, held against the register, kept
//! with its day and source, and what is asked of it is answered.

use super::RegisterError;
use super::bare;
use super::open::{day, found, open};
use crate::batch::take_file;
use crate::hand::one_line;
use crate::{Error, Hand};
use std::path::Path;
use xianbaohui_core::question::ACCEPT;
use xianbaohui_core::record::{StoredEntry, StoredField};
use xianbaohui_core::register::{Book, KeptList, ListAnswer, Matched, Published, listed_as};
use xianbaohui_core::returns::Entry;
use xianbaohui_ledger::{Ledger, NewList, Step};
use xianbaohui_reading::intake::{Insisted, Intake, Verdict, asked_once};
use xianbaohui_reading::read::ReadFile;

/// A list, and how its file is called.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// the step that it was kept with, where it was
    pub step: Option<i64>,
    /// whose list, and the day on which it was published, where it was kept
    pub kept: Option<(String, String)>,
    /// name of the file
    pub file: String,
    /// name of the sheet
    pub sheet: String,
    /// its rows
    pub published: Published,
    entries: Vec<Entry>,
    sha256: String,
    bytes: Vec<u8>,
}

impl From<KeptList> for List {
    fn from(list: KeptList) -> Self {
        Self {
            step: Some(list.step),
            kept: Some((list.source, list.day)),
            file: list.file,
            sheet: list.sheet,
            published: list.published,
            ..Self::default()
        }
    }
}

/// A list held against a register.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// the list
    pub list: List,
    /// the list before
    pub before: Option<List>,
    /// what came of it
    pub found: Matched,
    /// positions in the list before of those that are gone
    pub gone: Vec<usize>,
    /// positions of those that are on the black list
    pub black: Vec<usize>,
}

/// Reads a list. Its rows are of the unit that consolidates.
///
/// # Errors
/// It is no workbook, or not a roster of that form beyond doubt.
pub fn read(
    book: &Book<'_>,
    path: &Path,
    reader: &dyn ReadFile,
    passwords: &[String],
) -> Result<List, Error> {
    let scheme = book.scheme;
    let form = book.register.form.as_str();
    let newest = scheme.rounds.iter();
    let newest = newest.max_by_key(|round| (round.period.year, round.period.to));
    let round = newest.map(|round| {
        let mut round = round.clone();
        round.forms = vec![form.to_owned()];
        round
    });
    // whose figures they are, and of when, is nothing to ask of a list
    let mut insisted = Insisted {
        unit: true,
        period: true,
        ..Insisted::default()
    };
    let (file, bytes) = loop {
        let intake = Intake {
            round: round.as_ref(),
            unit: Some(&scheme.root_unit().code),
            form: Some(form),
            insisted: &insisted,
            reader,
            passwords,
            ..Intake::of(scheme)
        };
        let (file, bytes) = take_file(path, &intake);
        let known = insisted.answers.len();
        if let Verdict::Unsure(sheets) = &file.verdict {
            let asked = sheets.iter().flat_map(|sheet| &sheet.doubts);
            let asked = asked.filter_map(|doubt| doubt.asked.as_ref());
            let may_be = asked.filter(|own| own.choices.iter().any(|(word, _)| word == ACCEPT));
            let answers = may_be.map(|own| (own.key.clone(), ACCEPT.to_owned()));
            insisted.answers.extend(answers);
        }
        if insisted.answers.len() == known {
            break (file, bytes);
        }
    };
    let why = match file.verdict {
        Verdict::Ready(returns) => {
            let mut list = List {
                file: file.name,
                sha256: file.sha256,
                bytes,
                ..List::default()
            };
            for one in returns {
                if scheme.forms[one.taken.form].code != form {
                    continue;
                }
                list.sheet.clone_from(&one.taken.sheet);
                list.entries.extend(one.taken.entries);
            }
            // rows of several sheets may stand on the same line: each is kept once
            let mut next = 0;
            for entry in &mut list.entries {
                entry.row = entry.row.max(next);
                next = entry.row + 1;
            }
            let unit = &scheme.root_unit().code;
            let rows = list.entries.iter();
            list.published.rows = rows.map(|row| stored(row.clone(), unit.clone())).collect();
            return Ok(list);
        }
        Verdict::Refused { reason, .. } => reason,
        Verdict::Unsure(sheets) => asked_once(&sheets).join(" "),
    };
    // as they are published most lists have names and no codes
    let own = scheme.form(form);
    let names = own.map(|own| bare::read(own, book.fields.name, &bytes, (reader, passwords)));
    if let Some(Ok(Some((sheet, entries)))) = names {
        let unit = &scheme.root_unit().code;
        let rows = entries.iter();
        let rows = rows.map(|row| stored(row.clone(), unit.clone())).collect();
        return Ok(List {
            file: file.name,
            sha256: file.sha256,
            bytes,
            sheet,
            published: Published { rows },
            entries,
            ..List::default()
        });
    }
    Err(RegisterError::List { why }.into())
}

fn stored(row: Entry, unit: String) -> StoredEntry {
    let fields = row.fields.into_iter().map(|field| StoredField {
        datum: field.datum,
        raw: field.raw.into(),
        sheet_column: field.sheet_column,
        note: field.note.map(Into::into),
        asked: true,
    });
    StoredEntry {
        return_id: 0,
        unit,
        row: row.row,
        fields: fields.collect(),
    }
}

/// Holds a list against a register as it stands on a day, with what was answered.
///
/// # Errors
/// The ledger did not answer.
pub fn compared(
    ledger: &Ledger,
    book: &Book<'_>,
    (list, before): (List, Option<List>),
    day: &str,
) -> Result<Compared, Error> {
    let answers = ledger.list_answers(&book.register.code)?;
    let gone = before.as_ref();
    let gone = gone.map(|before| book.gone_since(&before.published, &list.published));
    Ok(Compared {
        found: book.matched(&list.published, &answers, day),
        gone: gone.unwrap_or_default(),
        black: book.blacklisted(&list.published, ledger, day)?,
        list,
        before,
    })
}

/// The list that was kept with a step, or the newest of a source, or of all; and the one before it
/// of the same source.
///
/// # Errors
/// There is none, or the ledger did not answer.
pub fn kept(
    ledger: &Ledger,
    register: &str,
    (step, source): (Option<i64>, Option<&str>),
) -> Result<(List, Option<List>), Error> {
    let register = found(ledger.scheme(), register)?;
    let mut lists = ledger.lists(&register.code)?;
    let is_it = |list: &KeptList| {
        step.is_none_or(|step| list.step == step)
            && source.is_none_or(|source| list.source == source)
    };
    let Some(at) = lists.iter().rposition(is_it) else {
        return Err(RegisterError::NoList {
            register: register.name.clone(),
        }
        .into());
    };
    let source = lists[at].source.clone();
    let before = lists[..at].iter().rposition(|list| list.source == source);
    let list = lists.swap_remove(at);
    // what is behind the list has moved, what is before it has not
    let before = before.map(|at| lists.swap_remove(at));
    Ok((list.into(), before.map(Into::into)))
}

/// Keeps a list that was read, with its day and whose it is.
///
/// # Errors
/// The day is none, no source is said, the same was kept before, or the ledger did not take it.
pub fn keep(
    ledger: &mut Ledger,
    register: &str,
    list: &List,
    (source, on): (&str, &str),
    hand: &Hand,
) -> Result<Step, Error> {
    let (code, form) = {
        let register = found(ledger.scheme(), register)?;
        (register.code.clone(), register.form.clone())
    };
    let source = one_line(source).ok_or(RegisterError::NoSource)?;
    let on = day(ledger.scheme(), Some(on))?;
    let known = ledger.lists(&code)?;
    let is_same = |own: &&KeptList| own.source == source && own.day == on;
    if let Some(own) = known.iter().find(is_same) {
        return Err(RegisterError::Kept {
            file: own.file.clone(),
            at: own.at.clone(),
        }
        .into());
    }
    let new = NewList {
        register: &code,
        source: &source,
        day: &on,
        file: &list.file,
        sha256: &list.sha256,
        bytes: &list.bytes,
        sheet: &list.sheet,
        form: &form,
        entries: &list.entries,
    };
    Ok(ledger.keep_list(new, (&source, &hand.at, &hand.who))?)
}

/// Answers what is asked of a list: each question by its number, and whether they are the same.
///
/// # Errors
/// Something is not asked, or the ledger did not take it.
pub fn answer(
    ledger: &mut Ledger,
    register: &str,
    list: &List,
    answers: &[(String, bool)],
    hand: &Hand,
) -> Result<Step, Error> {
    let code = found(ledger.scheme(), register)?.code.clone();
    let said = {
        let book = open(ledger, &code)?;
        let on = day(book.scheme, None)?;
        let known = ledger.list_answers(&code)?;
        let asked = book.matched(&list.published, &known, &on).asked;
        let asked = asked.iter().map(|one| {
            let row = &list.published.rows[one.row];
            (book.question(row, &one.key), row, &one.key)
        });
        let asked = asked.collect::<Vec<_>>();
        let said = answers.iter().map(|(id, same)| {
            let own = asked.iter().find(|(own, ..)| own == id);
            let (_, row, key) = own.ok_or_else(|| RegisterError::NoQuestion { id: id.clone() })?;
            Ok(ListAnswer {
                listed: listed_as(&book.fields, row),
                key: (*key).clone(),
                same: *same,
            })
        });
        said.collect::<Result<Vec<_>, RegisterError>>()?
    };
    Ok(ledger.answer_lists(&code, &said, ("", &hand.at, &hand.who))?)
}
