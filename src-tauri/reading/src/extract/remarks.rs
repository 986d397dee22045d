//! Remarks: words beside figures, and what fields of an entry say of it.

use super::roster::names_entry;
use super::work::Work;
use xianbaohui_core::form::{FieldKind, Layout};
use xianbaohui_core::number::Datum;
use xianbaohui_core::returns::Entry;
use xianbaohui_core::text;
use xianbaohui_core::words::beside::Says;
use xianbaohui_core::words::{attribute, head, named};

/// Words that stand beside figures, or below a table.
pub(super) struct Remark {
    pub(super) row: u32,
    pub(super) column: u32,
    /// as they are written
    pub(super) words: String,
    /// what they stand beside, as sentences name it; nothing of a note
    pub(super) beside: String,
    /// what it says is told where comments are
    pub(super) is_told: bool,
    /// what it says where its words say nothing that is known
    pub(super) otherwise: Option<Says>,
}

/// Headers of fields in which anything may be written.
const REMARKS: [&str; 5] = ["备注", "备考", "附注", "说明", "情况说明"];

/// What a roster has in fields for remarks.
pub(super) fn in_fields(work: &Work<'_>) -> Vec<Remark> {
    let Layout::Roster(roster) = &work.sheet.form.layout else {
        return Vec::new();
    };
    let is_remark = |header: &String| REMARKS.contains(&header.as_str());
    let fields = roster.fields.iter().enumerate();
    let of_words = fields.filter(|(_, own)| !matches!(own.kind, FieldKind::Choice(_)));
    let fields = of_words
        .map(|(at, own)| {
            let is_text = own.kind == FieldKind::Text;
            (
                at,
                is_text && is_remark(&own.name),
                is_text && names_entry(own),
            )
        })
        .collect::<Vec<_>>();
    let mut found = Vec::new();
    for entry in &work.kept.entries {
        found.extend(of_another_unit(work, entry));
        let own = fields.iter();
        for (field, is_remark, is_name) in own.map(|(at, a, b)| (&entry.fields[*at], *a, *b)) {
            let Datum::Text(whole) = &field.datum else {
                continue;
            };
            let besides = if is_name {
                named::said_besides(whole)
            } else {
                named::means_another(whole).then(|| whole.clone())
            };
            let said = if is_remark {
                Some(whole.as_str())
            } else {
                said_of_entry(whole).filter(|_| !(is_name && named::ends_as_name(whole)))
            };
            let otherwise = besides.is_some().then_some(Says::Unknown);
            let words = said.map(str::to_owned).or(besides);
            if let (Some(words), Some(column)) = (words, field.sheet_column) {
                // another county is told by itself
                if found
                    .last()
                    .is_some_and(|last: &Remark| (last.row, last.column) == (entry.row, column))
                {
                    continue;
                }
                found.push(Remark {
                    row: entry.row,
                    column,
                    words,
                    beside: work.sheet.entry_key(entry.row),
                    is_told: false,
                    otherwise,
                });
            }
        }
    }
    found
}

/// Another county in brackets behind the name of an entry: a firm of that county, or one that has
/// moved there.
fn of_another_unit(work: &Work<'_>, entry: &Entry) -> Option<Remark> {
    let Layout::Roster(roster) = &work.sheet.form.layout else {
        return None;
    };
    let names = &work.sheet.scheme.unit_names;
    let units = |words: &str| names.within(words, Some(work.sheet.period));
    let fields = || roster.fields.iter().zip(&entry.fields);
    let of_unit = fields().find(|(field, _)| field.kind == FieldKind::Unit);
    let own = of_unit.map(|(_, own)| units(&own.raw));
    let own = own.and_then(|own| Some(own.first()?.unit));
    let own = own.unwrap_or(work.sheet.unit);
    let named = fields().find(|(field, _)| field.kind == FieldKind::Text)?;
    let words = named.1.raw.trim();
    let open = words.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?.1;
    let root = work.sheet.scheme.root;
    if own == root {
        return None;
    }
    let mut others = units(open);
    others.retain(|one| one.unit != root);
    let is_other = others.iter().all(|one| one.unit != own) && !others.is_empty()
        || others.is_empty() && is_place(open) && units(open).is_empty();
    is_other.then(|| Remark {
        row: entry.row,
        column: named.1.sheet_column.unwrap_or_default(),
        words: open.to_owned(),
        beside: work.sheet.entry_key(entry.row),
        is_told: false,
        otherwise: Some(Says::Place),
    })
}

/// Whether words in brackets are the name of a place, of whatever city: 沧县, 北京市.
fn is_place(words: &str) -> bool {
    let is_short = (2..=6).contains(&words.chars().count());
    let is_named = words.ends_with(['县', '市', '区', '州', '省', '旗']);
    let mut elsewhere = ["外县", "外市", "外省", "外地", "异地"].iter();
    is_short && (is_named || elsewhere.any(|word| words.contains(word)))
}

/// What a name, a code or another text says of its entry: in brackets, or where it says nothing
/// else. 废旧物资 in the name of a firm says nothing.
fn said_of_entry(words: &str) -> Option<&str> {
    const WHOLE: usize = 6;
    let inside = words.rsplit_once(['(', '（']).map(|(_, inside)| inside);
    let inside = inside.map(|inside| inside.trim_end_matches([')', '）']));
    let is_whole = words.chars().count() <= WHOLE;
    let own = inside.or(is_whole.then_some(words))?;
    let key = text::key(own);
    (head::says_out(&key) || !attribute::all_in(&key, true).is_empty()).then_some(own)
}
