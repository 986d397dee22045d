//! Personal data as they may be shown: 张*, 138****1234, 110***********1234.

use crate::codes::CodeKind;
use crate::finding::{Arg, Finding, Subject};
use crate::form::{FieldKind, FieldSpec, Form, Layout};
use crate::number::{Datum, Decimal};
use crate::returns::{Entry, FieldValue};
use crate::text;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::HashMap;
use std::str::FromStr as _;

mod said;
mod within;

pub use said::Said;

/// Signs between two numbers in one cell.
const BETWEEN: [char; 6] = ['/', '、', ',', ';', '，', '；'];
/// What is hidden reads as one of these.
const HIDDEN: [char; 2] = ['*', '＊'];
/// Around the row that a mask in a blank stands for.
const PLACE: [char; 2] = ['〔', '〕'];

/// What stands in a field as it may be shown.
pub fn field<'t>(field: &FieldSpec, text: &'t str) -> Cow<'t, str> {
    if field.personal && !text.is_empty() {
        return Cow::Owned(masked(text, field.code_kind));
    }
    match (&field.kind, field.code_kind) {
        // 主体代码 of a person; a contract may have the digits of a telephone
        (FieldKind::Code, None) => within::hidden(text, false),
        // the number of a person where the code of a firm is asked for
        (_, Some(CodeKind::Credit)) => match within::hidden(text, false) {
            Cow::Owned(hidden) if CodeKind::Credit.fault(text).is_some() => Cow::Owned(hidden),
            _ => Cow::Borrowed(text),
        },
        (FieldKind::Number, _) if Decimal::from_str(&text.replace(',', "")).is_ok() => {
            Cow::Borrowed(text)
        }
        (_, None) => within::hidden(text, true),
        _ => Cow::Borrowed(text),
    }
}

/// Words that no field asks for, without numbers by which a person is known.
pub fn words(text: &str) -> Cow<'_, str> {
    within::hidden(text, true)
}

/// Whether what an entry goes by makes a person known, although no field says so.
pub fn is_in_key(key: &str) -> bool {
    matches!(within::hidden(key, false), Cow::Owned(_))
}

/// Whether a text is one that was masked: nobody can read it as what it stands for.
pub fn is_mask(text: &str) -> bool {
    text.contains(HIDDEN)
}

/// A masked text as it stands in a blank that goes out where it names an entry: with the row of the
/// return that it stands for. `张*〔12.37〕`
pub fn with_place(masked: &str, (return_id, row): (i64, u32)) -> String {
    let [open, close] = PLACE;
    format!("{masked}{open}{return_id}.{row}{close}")
}

/// The row that a mask stands for.
fn placed(text: &str) -> Option<(i64, u32)> {
    let [open, close] = PLACE;
    let (_, place) = text.trim().strip_suffix(close)?.rsplit_once(open)?;
    let (return_id, row) = place.split_once('.')?;
    Some((return_id.trim().parse().ok()?, row.trim().parse().ok()?))
}

/// A text without what makes a person known by it; one that was masked stays as it is.
pub fn masked(raw: &str, kind: Option<CodeKind>) -> String {
    let bare = placed(raw).and_then(|_| raw.rsplit_once(PLACE[0]));
    let text = text::compact(bare.map_or(raw, |(bare, _)| bare)).replace(HIDDEN, "*");
    if text.is_empty() {
        return String::new();
    }
    let is_number =
        |c: char| c.is_ascii_digit() || matches!(c, 'X' | 'x' | '-' | '+' | '(' | ')' | '*');
    let is_number = |part: &str| part.chars().all(is_number) && part.chars().count() > 4;
    let mut parts = text.split(BETWEEN).filter(|part| !part.is_empty());
    if kind.is_some() || parts.clone().any(is_number) {
        let masked = parts.map(within::number).collect::<Vec<_>>();
        return masked.join("/");
    }
    parts.next().map(name).unwrap_or_default()
}

/// The first of a name.
fn name(text: &str) -> String {
    text.chars().take(1).chain(['*']).collect()
}

/// Findings on the rows of a roster, without what makes a person known: names and numbers of
/// personal fields, where they stand among the words or name the entry.
pub fn in_findings(form: &Form, entries: &[Entry], findings: &mut [Finding]) {
    let Layout::Roster(roster) = &form.layout else {
        return;
    };
    let own = roster.fields.iter().enumerate();
    let own = own.filter(|(_, field)| field.personal);
    let own = own.collect::<Vec<_>>();
    if findings.is_empty() {
        return;
    }
    let mut rows: HashMap<u32, Vec<(String, String)>> = HashMap::new();
    let mut all: HashMap<String, String> = HashMap::new();
    for entry in entries {
        for (at, spec) in &own {
            let Some(field) = entry.fields.get(*at) else {
                continue;
            };
            // of a masked cell what it stands for
            let meant = match &field.datum {
                Datum::Text(text) => text.trim(),
                _ => "",
            };
            let both = [field.raw.trim(), meant].into_iter();
            for raw in both.filter(|own| !own.is_empty()) {
                let masked = masked(raw, spec.code_kind);
                all.insert(raw.to_owned(), masked.clone());
                let own = rows.entry(entry.row).or_default();
                own.push((raw.to_owned(), masked));
            }
        }
    }
    for finding in findings {
        let named = finding.cells.iter().filter_map(|cell| rows.get(&cell.row));
        let named = named.flatten().collect::<Vec<_>>();
        let hide = |text: &mut String| {
            if let Some(masked) = all.get(text.trim()) {
                text.clone_from(masked);
                return;
            }
            // what is cut off begins as it does
            let begins = text.trim().strip_suffix('…').filter(|own| !own.is_empty());
            let cut = begins.and_then(|own| named.iter().find(|(raw, _)| raw.starts_with(own)));
            if let Some((_, masked)) = cut {
                text.clone_from(masked);
                return;
            }
            for (raw, masked) in &named {
                if text.contains(raw.as_str()) {
                    *text = text.replace(raw.as_str(), masked);
                }
            }
            if let Cow::Owned(hidden) = words(text) {
                *text = hidden;
            }
        };
        for arg in finding.args.values_mut() {
            match arg {
                Arg::Text(text) => hide(text),
                Arg::List(texts) => texts.iter_mut().for_each(&hide),
                Arg::Count(_) | Arg::At(_) | Arg::Places(_) => {}
            }
        }
        match &mut finding.subject {
            Subject::Entry { key, .. } => hide(key),
            Subject::Entries(entries) => {
                for entry in entries {
                    hide(&mut entry.key);
                }
            }
            _ => {}
        }
        finding
            .left
            .iter_mut()
            .chain(&mut finding.right)
            .for_each(hide);
    }
}

/// What a note on a field of an entry says, as it may be shown.
pub fn note(note: &str, fields: &[FieldSpec], of: &[FieldValue]) -> String {
    let mut note = words(note).into_owned();
    let own = fields.iter().zip(of);
    for (spec, own) in own.filter(|(spec, own)| spec.personal && !own.raw.trim().is_empty()) {
        note = note.replace(own.raw.trim(), &field(spec, &own.raw));
    }
    note
}

/// A short mark that stands for something personal, always the same with one secret. Without it
/// whoever knows how such numbers are made could try them all.
pub fn token(secret: &str, text: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(secret.as_bytes());
    digest.update([0]);
    digest.update(text.as_bytes());
    let digest = digest.finalize();
    let nibble = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    let nibbles = |byte: &u8| [nibble(byte >> 4), nibble(byte & 15)];
    digest[..6].iter().flat_map(nibbles).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, kind: Option<CodeKind>, expected: &str) {
        assert_eq!(masked(raw, kind), expected, "{raw}");
    }

    #[test]
    fn what_makes_a_person_known_is_not_shown() {
        check("张三", None, "张*");
        check("欧阳 修远", None, "欧*");
        check("", None, "");
        check("13812341234", Some(CodeKind::Phone), "138****1234");
        check("13812341234", None, "138****1234");
        check("0319-1234567", Some(CodeKind::Phone), "031*****4567");
        check("1234567", Some(CodeKind::Phone), "*****67");
        check("110", Some(CodeKind::Phone), "***");
        check(
            "110105199001011234",
            Some(CodeKind::Identity),
            "110***********1234",
        );
        check("13812341234、13900005678", None, "138****1234/139****5678");
        // one that is written wrong is no less personal
        check("1101051990010112", None, "110*********0112");
        check("张三（男）", Some(CodeKind::Identity), "*****");
    }

    #[test]
    fn what_was_masked_stays_as_it_is() {
        for (raw, kind) in [
            ("张三", None),
            ("13812341234", Some(CodeKind::Phone)),
            ("1234567", Some(CodeKind::Phone)),
            ("110", Some(CodeKind::Phone)),
            ("110105199001011234", Some(CodeKind::Identity)),
            ("13812341234、13900005678", None),
            ("张三/13812341234", None),
        ] {
            let once = masked(raw, kind);
            check(&once, kind, &once);
            check(&once.replace('*', "＊"), kind, &once);
            check(&with_place(&once, (12, 37)), kind, &once);
        }
        // one that hides nothing is no mask
        check("138*12341234", None, "138*****1234");
    }

    #[test]
    fn a_mask_says_which_row_it_stands_for() {
        for (text, expected) in [
            ("张*〔12.37〕", Some((12, 37))),
            (" 张*〔12.37〕 ", Some((12, 37))),
            ("张*", None),
            ("张*〔12〕", None),
            ("张*〔12.x〕", None),
        ] {
            assert_eq!(placed(text), expected, "{text}");
        }
    }
}
