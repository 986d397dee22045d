//! Proposals are taken or refused, together or one by one.

use super::open::{found, places};
use super::{RegisterError, open};
use crate::hand::one_line;
use crate::{Error, Hand};
use xianbaohui_core::register::{Book, Doubt, Proposal, Proposed, Ruling, What};
use xianbaohui_core::text;
use xianbaohui_ledger::{Ledger, Step};

/// Which proposals are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// code of the unit whose return proposes them
    pub unit: Option<String>,
    /// by number, code or name; none: all that can be decided together
    pub keys: Vec<String>,
    /// taken, or refused
    pub refuse: bool,
}

/// What was decided.
#[derive(Debug)]
pub struct Decision {
    /// the step
    pub step: Step,
    /// what it is about
    pub decided: Vec<Proposal>,
    /// what is still proposed
    pub left: usize,
}

/// What the newest returns propose, in the order of units.
///
/// # Errors
/// The ledger did not answer.
pub fn proposed(ledger: &Ledger, book: &Book<'_>) -> Result<Proposed, Error> {
    let mut all = book.proposed(ledger)?;
    let places = places(book.scheme);
    let place = |one: &Proposal| {
        let own = places.get(one.origin.unit.as_str());
        own.copied().unwrap_or(usize::MAX)
    };
    all.proposals.sort_by_cached_key(place);
    Ok(all)
}

/// Decides what is proposed of a register. `seen`: its mark when the proposals were shown.
///
/// # Errors
/// There is no such register or proposal, one is in doubt, a refusal has no reason, or something
/// was decided since.
pub fn decide(
    ledger: &mut Ledger,
    name: &str,
    choice: &Choice,
    seen: Option<i64>,
    (why, hand): (&str, &Hand),
) -> Result<Decision, Error> {
    let code = found(ledger.scheme(), name)?.code.clone();
    let reason = one_line(why).unwrap_or_default();
    if choice.refuse && reason.is_empty() {
        return Err(RegisterError::NoReason.into());
    }
    let mark = ledger.register_mark(&code)?;
    let (decided, rulings, all) = {
        let book = open(ledger, &code)?;
        let all = proposed(ledger, &book)?.proposals;
        let count = all.len();
        let decided = chosen(&book, all, choice)?;
        let rulings = decided.iter().map(|one| ruling(one, choice.refuse));
        let rulings = rulings.collect::<Vec<_>>();
        (decided, rulings, count)
    };
    let said = (reason.as_str(), hand.at.as_str(), hand.who.as_str());
    let step = ledger.decide(&code, &rulings, seen.unwrap_or(mark), said)?;
    Ok(Decision {
        step,
        left: all - decided.len(),
        decided,
    })
}

fn ruling(one: &Proposal, refuse: bool) -> Ruling {
    let what = match one.row {
        _ if refuse => What::Reject,
        None => What::Gone,
        Some(_) => What::Accept,
    };
    Ruling {
        key: one.key.clone(),
        return_id: one.origin.return_id,
        row: one.row,
        what,
        note: String::new(),
    }
}

fn chosen(
    book: &Book<'_>,
    all: Vec<Proposal>,
    choice: &Choice,
) -> Result<Vec<Proposal>, RegisterError> {
    let is_of = |one: &Proposal| {
        choice
            .unit
            .as_ref()
            .is_none_or(|unit| one.origin.unit == *unit || one.unit == *unit)
    };
    if choice.keys.is_empty() {
        let (own, asked): (Vec<_>, Vec<_>) = all
            .into_iter()
            .filter(is_of)
            .partition(|one| one.doubt.is_none());
        if own.is_empty() {
            return Err(RegisterError::Nothing {
                register: book.register.name.clone(),
                asked: match asked.len() {
                    0 => String::new(),
                    count => format!("，另有 {count} 条要逐条处理"),
                },
            });
        }
        return Ok(own);
    }
    let mut taken: Vec<Proposal> = Vec::new();
    for key in &choice.keys {
        let meant = all
            .iter()
            .filter(|one| is_of(one) && goes_by(book, one, key));
        let meant = meant.collect::<Vec<_>>();
        let Some(first) = meant.first() else {
            return Err(RegisterError::NotProposed { key: key.clone() });
        };
        let name = || book.fields.name(&first.entry, false);
        let mut wrong = meant.iter().filter_map(|one| one.doubt.as_ref());
        if let Some(doubt) = wrong.find(|doubt| !doubt.may_be_decided()) {
            return Err(RegisterError::InDoubt {
                name: name(),
                why: why(doubt),
            });
        }
        if meant.len() > 1 && !choice.refuse {
            let units = meant.iter().map(|one| book.scheme.unit_name(&one.unit));
            return Err(RegisterError::WhichUnit {
                name: name(),
                units: units.collect::<Vec<_>>().join("、"),
            });
        }
        for one in meant {
            if !taken.contains(one) {
                taken.push(one.clone());
            }
        }
    }
    Ok(taken)
}

/// Whether a proposal is meant by what was typed: its number, its code, its name.
fn goes_by(book: &Book<'_>, one: &Proposal, typed: &str) -> bool {
    let fields = &book.fields;
    let wanted = text::key(typed);
    let is_named = text::key(&fields.text(&one.entry, fields.name)) == wanted;
    // one that does not say who it is must not be passed over for another of its name
    if one.key.is_empty() {
        return is_named && !wanted.is_empty();
    }
    fields.id(&one.key) == typed || text::as_key(&fields.id(&one.key)) == wanted || is_named
}

/// Why a proposal cannot be decided.
fn why(doubt: &Doubt) -> String {
    match doubt {
        Doubt::NoKey => "认定用的字段没有填全，认不出是谁".to_owned(),
        Doubt::Twice(rows) => {
            let rows = rows.iter().map(ToString::to_string).collect::<Vec<_>>();
            format!("在同一份名册里写了几次（还有第 {} 行）", rows.join("、"))
        }
        Doubt::TwoUnits(_) => "有几个单位在报".to_owned(),
        Doubt::BlackListed(list) => format!("在“{list}”的黑名单上"),
        Doubt::MayBeThere(count) => format!("可能就是名册里认不出是谁的 {count} 行之一"),
        Doubt::MostGone(count) => format!("一次移出 {count} 条"),
        Doubt::Unreadable(field) => format!("“{field}”认不出或不对"),
        Doubt::OtherCode(code) => format!("同名的还有 {code}"),
        Doubt::OtherPerson => "号码没有变，姓名变了".to_owned(),
        Doubt::Emptied(field) => format!("“{field}”原来有，现在空着"),
    }
}
