//! Targets are set, changed, taken away: each time with a date and a reason.

use super::TargetError;
use super::line::{amount_told, key_told};
use crate::hand::one_line;
use crate::{Error, Hand, round};
use xianbaohui_core::indicator::Indicator;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::target::{
    Amount, Book, Setting, Span, TargetKey, TargetKind, TargetSet, Unclear, read,
};
use xianbaohui_core::text;
use xianbaohui_ledger::{Ledger, Step};

/// What takes a target away.
const AWAY: &str = "-";

/// What is to be set, as it is typed.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// unit, by code or name
    pub unit: String,
    /// kind of target, by code or name
    pub kind: String,
    /// what is to be reached; `-`: nothing any more
    pub value: String,
    /// year or years; none: those of the newest round
    pub year: Option<String>,
    /// last day of a node
    pub node: Option<String>,
    /// name of the task
    pub item: Option<String>,
    /// who leads; none: as before
    pub lead: Option<String>,
    /// who answers for it; none: as before
    pub owner: Option<String>,
}

/// What was set.
#[derive(Debug)]
pub struct Done {
    /// the step
    pub step: Step,
    /// what was set
    pub setting: Setting,
    /// what was set before
    pub before: Option<String>,
    /// what holds from a later day all the same: that day
    pub later: Option<String>,
}

/// A day as it is kept.
pub(super) fn day(text: &str) -> Result<String, TargetError> {
    let day = text.trim().parse::<jiff::civil::Date>();
    day.map(|day| day.to_string())
        .map_err(|_| TargetError::NoDay {
            text: text.to_owned(),
        })
}

/// Year or years as typed.
pub(super) fn span(text: &str) -> Result<Span, TargetError> {
    Span::parse(text).ok_or_else(|| TargetError::NoYear {
        text: text.to_owned(),
    })
}

fn kind<'a>(scheme: &'a Scheme, name: &str) -> Result<&'a TargetKind, TargetError> {
    let wanted = text::key(name);
    let is_it = |kind: &&TargetKind| {
        let mut names = std::iter::once(&kind.name).chain(&kind.aliases);
        kind.code == name || names.any(|own| text::key(own) == wanted)
    };
    scheme.targets.iter().find(is_it).ok_or_else(|| {
        let names = scheme.targets.iter().map(|kind| kind.name.as_str());
        TargetError::Unknown {
            name: name.to_owned(),
            nearest: text::nearest(name, names)
                .map(|near| format!("，最接近的是“{near}”"))
                .unwrap_or_default(),
        }
    })
}

/// The indicator that reaches a kind of target.
pub(super) fn indicator<'a>(scheme: &'a Scheme, kind: &TargetKind) -> Option<&'a Indicator> {
    let code = kind.indicator.as_ref()?;
    scheme.indicator(code)
}

/// What is typed becomes a setting.
fn setting(scheme: &Scheme, book: &Book, wanted: &Wanted, date: &str) -> Result<Setting, Error> {
    let kind = kind(scheme, &wanted.kind)?;
    let newest = scheme.rounds.iter().map(|round| round.period.year).max();
    let span = match (&wanted.year, newest) {
        (Some(text), _) => span(text)?,
        (None, Some(year)) => Span::year(year),
        (None, None) => {
            return Err(TargetError::NoYear {
                text: String::new(),
            }
            .into());
        }
    };
    let item = wanted.item.as_deref().and_then(one_line);
    if item.is_some() != kind.indicator.is_none() {
        let wanted = kind.indicator.is_none();
        return Err(TargetError::Item { wanted }.into());
    }
    let node = wanted
        .node
        .as_deref()
        .filter(|node| !node.trim().is_empty());
    let node = node.map(day).transpose()?.unwrap_or_default();
    let is_in = |node: &str| {
        let year = node.get(..4).and_then(|year| year.parse().ok());
        year.is_some_and(|year| span.has(year))
    };
    if !node.is_empty() && !is_in(&node) {
        let span = span.to_string();
        return Err(TargetError::NodeOutside { node, span }.into());
    }
    let key = TargetKey {
        code: kind.code.clone(),
        unit: round::unit(scheme, &wanted.unit, None)?,
        item: item.unwrap_or_default(),
        span,
        node,
    };
    let held = book.held(&key);
    let of = indicator(scheme, kind);
    let away = wanted.value.trim() == AWAY;
    let (amount, aim) = if away {
        (None, held.map_or(kind.aim, |held| held.setting.aim))
    } else {
        let is_node = !key.node.is_empty();
        let (amount, aim) = read(&wanted.value, kind, of, (None, is_node)).map_err(|why| {
            let why: Unclear = why;
            TargetError::Unclear {
                text: wanted.value.clone(),
                why: why.words(),
                unit: of.map(|of| of.unit_name.clone()).unwrap_or_default(),
            }
        })?;
        (Some(amount), aim)
    };
    let said = |text: &Option<String>, before: Option<&String>| match text {
        Some(text) => one_line(text).unwrap_or_default(),
        None => before.cloned().unwrap_or_default(),
    };
    Ok(Setting {
        key,
        aim,
        amount,
        lead: said(&wanted.lead, held.map(|held| &held.setting.lead)),
        owner: said(&wanted.owner, held.map(|held| &held.setting.owner)),
        date: day(date)?,
        source: String::new(),
    })
}

/// Whether a setting says what holds already.
pub(super) fn is_held(book: &Book, setting: &Setting) -> bool {
    says_the_same(book.held(&setting.key), setting)
}

fn says_the_same(held: Option<&TargetSet>, setting: &Setting) -> bool {
    match held {
        None => setting.amount.is_none(),
        Some(held) => {
            let own = &held.setting;
            (&own.amount, own.aim, &own.lead, &own.owner)
                == (&setting.amount, setting.aim, &setting.lead, &setting.owner)
        }
    }
}

/// Sets one target. `seen`: the mark of the targets when they were shown.
///
/// # Errors
/// No such unit or kind, it is not clear what is to be reached, no date, no reason, or nothing
/// would change.
pub fn set(
    ledger: &mut Ledger,
    wanted: &Wanted,
    (date, why): (&str, &str),
    seen: Option<i64>,
    hand: &Hand,
) -> Result<Done, Error> {
    let reason = one_line(why).ok_or(TargetError::NoReason)?;
    let mark = ledger.target_mark()?;
    let book = ledger.targets()?;
    let setting = setting(ledger.scheme(), &book, wanted, date)?;
    let what = key_told(ledger.scheme(), &setting.key);
    // what holds from another day may be the same
    if says_the_same(book.held_on(&setting.key, &setting.date), &setting) {
        return Err(match &setting.amount {
            None => TargetError::NotThere { what },
            Some(_) => TargetError::Same {
                what,
                value: amount_told(ledger.scheme(), &setting),
            },
        }
        .into());
    }
    let said = (reason.as_str(), hand.at.as_str(), hand.who.as_str());
    let newest = book.held(&setting.key);
    let later = newest.filter(|held| held.setting.date > setting.date);
    let before = later.or(book.held_on(&setting.key, &setting.date));
    let later = later.map(|held| held.setting.date.clone());
    let before = before.and_then(|held| held.setting.amount.as_ref().map(Amount::to_string));
    let all = [setting];
    let step = ledger.set_targets(&all, seen.unwrap_or(mark), said)?;
    let [setting] = all;
    Ok(Done {
        step,
        setting,
        before,
        later,
    })
}

/// Sets all that a list says, as one step.
///
/// # Errors
/// No date, no reason, or something was set since.
pub fn kept(
    ledger: &mut Ledger,
    settings: &[Setting],
    (date, why): (&str, &str),
    seen: i64,
    hand: &Hand,
) -> Result<Step, Error> {
    let reason = one_line(why).ok_or(TargetError::NoReason)?;
    let date = day(date)?;
    let dated = settings.iter().map(|setting| Setting {
        date: date.clone(),
        ..setting.clone()
    });
    let said = (reason.as_str(), hand.at.as_str(), hand.who.as_str());
    Ok(ledger.set_targets(&dated.collect::<Vec<_>>(), seen, said)?)
}
