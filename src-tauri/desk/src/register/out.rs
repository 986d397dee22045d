//! A register goes out: as a workbook, or with personal data shown.

use super::RegisterError;
use super::open::{Filter, chosen};
use crate::export::begin;
use crate::hand::one_line;
use crate::{Error, Hand};
use xianbaohui_core::form::FieldKind;
use xianbaohui_core::number::Datum;
use xianbaohui_core::record::RecordError;
use xianbaohui_core::register::{Book, Entry, Event};
use xianbaohui_files::output::{Kind, Target};
use xianbaohui_ledger::Ledger;
use xianbaohui_results::present::{Listing, listings_workbook};

/// Personal data are shown: why, in the log.
///
/// # Errors
/// There is no reason, or the ledger cannot be written to.
pub fn unmasked(ledger: &Ledger, register: &str, why: &str, hand: &Hand) -> Result<(), Error> {
    let reason = one_line(why).ok_or(RegisterError::NoReason)?;
    let detail = serde_json::json!({ "register": register, "reason": reason });
    ledger.note(&hand.at, &hand.who, "unmask", register, &detail)?;
    Ok(())
}

/// Writes entries and their history as a workbook. Personal data are masked unless `open`.
///
/// # Errors
/// The place must not be written to, or the ledger did not answer.
pub fn workbook<'t>(
    ledger: &Ledger,
    book: &Book<'_>,
    (filter, day): (&Filter, &str),
    open: bool,
    to: impl Into<Target<'t>>,
) -> Result<usize, Error> {
    let output = begin(ledger, to.into(), Kind::Register)?;
    let entries = chosen(book, filter, day);
    let all = [
        entries_of(book, &entries, day, open),
        history_of(book, &entries, open),
    ];
    let still = || Ok(ledger.unchanged().map_err(RecordError::from)?);
    listings_workbook(&all, output, still)?;
    Ok(entries.len())
}

fn entries_of(book: &Book<'_>, entries: &[&Entry], day: &str, open: bool) -> Listing {
    let fields = &book.fields;
    let is_shown = |at: &usize| fields.all[*at].kind != FieldKind::Unit;
    let shown = (0..fields.all.len()).filter(is_shown).collect::<Vec<_>>();
    let mut columns = vec![("序号".to_owned(), 6), ("单位".to_owned(), 14)];
    columns.extend(shown.iter().map(|at| {
        let field = &fields.all[*at];
        let name = match field.unit_name.as_str() {
            "" => field.name.clone(),
            unit if field.name.contains(unit) => field.name.clone(),
            unit => format!("{}（{unit}）", field.name),
        };
        let width = match field.kind {
            FieldKind::Text => 24,
            FieldKind::Code => 21,
            _ => 13,
        };
        (name, width)
    }));
    columns.push(("名录状态".to_owned(), 12));
    columns.push(("来自".to_owned(), 24));
    let rows = entries.iter().enumerate().map(|(number, entry)| {
        let mut row = vec![
            (number + 1).to_string(),
            book.scheme.unit_name(&entry.unit).to_owned(),
        ];
        row.extend(shown.iter().map(|at| match entry.row.fields.get(*at) {
            Some(field) if matches!(field.datum, Datum::Unreadable(_)) => {
                format!("未识别：{}", fields.shown(&entry.row, *at, open))
            }
            _ => fields.shown(&entry.row, *at, open),
        }));
        row.push(book.standing(entry, day));
        row.push(came_from(
            book,
            entry.origin.version,
            &entry.origin.round,
            &entry.origin.unit,
        ));
        row
    });
    Listing {
        sheet: "名录".to_owned(),
        title: format!("{}{}名录", book.scheme.root_unit().name, book.register.name),
        line: format!("截至 {day}　{} 条", entries.len()),
        numbers: shown
            .iter()
            .enumerate()
            .filter(|(_, at)| fields.all[**at].kind == FieldKind::Number)
            .map(|(place, _)| place + 2)
            .collect(),
        rows: rows.collect(),
        columns,
    }
}

fn came_from(book: &Book<'_>, version: u32, round: &str, unit: &str) -> String {
    let name = book.scheme.round(round).map_or(round, |one| &one.name);
    format!("{} {name} 第 {version} 版", book.scheme.unit_name(unit))
}

fn history_of(book: &Book<'_>, entries: &[&Entry], open: bool) -> Listing {
    let columns = [
        ("单位", 14),
        ("名称", 26),
        ("变化", 10),
        ("内容", 44),
        ("来自", 26),
        ("行", 6),
        ("时间", 20),
        ("经办", 10),
        ("理由", 20),
    ];
    let row = |entry: &&Entry, event: &Event| {
        let kinds = event.kinds.iter().map(|kind| kind.word());
        let changes = event.changes.iter().map(|change| {
            let field = &book.fields.all[change.field];
            let said = |text: &str| match text {
                _ if field.personal && !open => {
                    xianbaohui_core::personal::field(field, text).into_owned()
                }
                "" => "（空）".to_owned(),
                text => text.to_owned(),
            };
            format!("{}：{}→{}", field.name, said(&change.was), said(&change.is))
        });
        let was_of = event.was_of.as_ref();
        let was_of = was_of.map(|unit| format!("原在{}", book.scheme.unit_name(unit)));
        let what = was_of.into_iter().chain(changes).collect::<Vec<_>>();
        vec![
            book.scheme.unit_name(&entry.unit).to_owned(),
            book.fields.name(&entry.row, open),
            kinds.collect::<Vec<_>>().join("、"),
            what.join("；"),
            came_from(
                book,
                event.origin.version,
                &event.origin.round,
                &event.origin.unit,
            ),
            event
                .row
                .map(|row| (row + 1).to_string())
                .unwrap_or_default(),
            event.said.at.clone(),
            event.said.who.clone(),
            event.reason(),
        ]
    };
    let rows = entries
        .iter()
        .flat_map(|entry| entry.history.iter().map(move |event| row(entry, event)));
    Listing {
        sheet: "变动".to_owned(),
        title: format!("{}变动", book.register.name),
        line: "每一次变动都写明来自哪一份报送件".to_owned(),
        numbers: Vec::new(),
        rows: rows.collect(),
        columns: columns
            .map(|(name, width)| (name.to_owned(), width))
            .to_vec(),
    }
}
