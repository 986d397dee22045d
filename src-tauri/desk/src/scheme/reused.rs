//! Codes that stored figures have, and that a new version of the scheme means otherwise by: it
//! would hand what is stored to what it was never reported for.

use super::wordings::{
    Catches, Wordings, by_levels, headers, labels, names, taken, titles, within,
};
use crate::Error;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use xianbaohui_core::form::Form;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::lineage::columns;
use xianbaohui_core::text;
use xianbaohui_ledger::{Ledger, StoredCodes};

/// Sentences, one for each code. Every version that returns were made with is looked at: what is
/// not done in one update is not done in several.
pub(super) fn reused(
    ledger: &Ledger,
    new: &Scheme,
    stored: &StoredCodes,
) -> Result<Vec<String>, Error> {
    // what a version said that nothing was ever reported under does no harm
    let mut used: Vec<Arc<Scheme>> = Vec::new();
    for made in ledger.made_with()?.into_iter().rev() {
        if !used.iter().any(|known| known.text == made.scheme.text) {
            used.push(made.scheme);
        }
    }
    let way = in_force_after(&ledger.schemes()?);
    let others = used
        .iter()
        .filter(|one| !way.iter().any(|known| known.text == one.text));
    let before = way.iter().chain(others).map(|one| kinds(one, stored));
    let before = before.collect::<Vec<_>>();
    let mut told = Vec::new();
    for kind in &kinds(new, stored) {
        let of = |all: &Vec<Kind<'_>>| {
            let own = all.iter().find(|one| one.what == kind.what);
            own.map(|one| one.codes.clone()).unwrap_or_default()
        };
        told.extend(given_again(
            kind,
            &before.iter().map(of).collect::<Vec<_>>(),
        ));
    }
    told.extend(wordings_taken(&used, new, stored));
    let mut known = HashSet::new();
    told.retain(|one| known.insert(one.clone()));
    Ok(told)
}

/// The versions that led to the one in force, the newest first: those that were taken back are left
/// out. `all`: the newest first.
fn in_force_after(all: &[Arc<Scheme>]) -> Vec<Arc<Scheme>> {
    let mut way: Vec<Arc<Scheme>> = Vec::new();
    for one in all.iter().rev() {
        if let Some(at) = way.iter().position(|known| known.text == one.text) {
            way.truncate(at);
        }
        way.push(Arc::clone(one));
    }
    way.reverse();
    way
}

/// Codes with their names.
type Codes = Vec<(String, String)>;

struct Kind<'s> {
    /// what the codes are of
    what: String,
    codes: Codes,
    /// those that something is stored under; `None`: all
    stored: Option<&'s HashSet<String>>,
}

impl Kind<'_> {
    fn is_stored(&self, code: &str) -> bool {
        self.stored.is_none_or(|stored| stored.contains(code))
    }
}

fn kinds<'s>(scheme: &Scheme, stored: &'s StoredCodes) -> Vec<Kind<'s>> {
    let kind = |what: &str, codes: Codes, stored| Kind {
        what: what.to_owned(),
        codes,
        stored: Some(stored),
    };
    let pair = |code: &String, name: &String| (code.clone(), name.clone());
    let units = scheme.units.iter().map(|one| pair(&one.code, &one.name));
    let indicators = scheme.indicators.iter();
    let indicators = indicators.map(|one| pair(&one.code, &one.name));
    let forms = scheme.forms.iter().map(|one| pair(&one.code, &one.name));
    let mut found = vec![
        kind("填报单位", units.collect(), &stored.units),
        kind("指标", indicators.collect(), &stored.indicators),
        kind("报表", forms.collect(), &stored.forms),
    ];
    let on = |code: &String| stored.forms.contains(code);
    for form in scheme.forms.iter().filter(|form| on(&form.code)) {
        found.push(Kind {
            what: format!("报表 {} 的列", form.code),
            codes: columns(form),
            stored: None,
        });
    }
    found
}

fn named<'a>(all: &'a Codes, code: &str) -> Option<&'a str> {
    let found = all.iter().find(|(own, _)| own == code);
    found.map(|(_, name)| name.as_str())
}

/// `before`: the versions, the newest first, which is in force.
fn given_again(then: &Kind<'_>, before: &[Codes]) -> Vec<String> {
    let is_same = |one: &str, other: &str| text::key(one) == text::key(other);
    let what = &then.what;
    let mut told = Vec::new();
    for (code, name) in &then.codes {
        let Some(current) = before.first().and_then(|now| named(now, code)) else {
            // one that is not in force stands for what it was last
            let last = before.iter().find_map(|all| named(all, code));
            if let Some(last) = last.filter(|last| then.is_stored(code) && !is_same(last, name)) {
                told.push(format!(
                    "{what}代码 {code} 有已入库的数，原来是“{last}”，新制度里成了“{name}”：\
                        已入库的数会张冠李戴。请另起一个代码。"
                ));
            }
            // one that was never there, under the name of one that goes on under another
            let old = before.iter().flatten().find(|(own, old)| {
                let goes_on = named(&then.codes, own).is_some_and(|now| !is_same(now, name));
                own != code && is_same(old, name) && goes_on && then.is_stored(own)
            });
            if let Some((other, _)) = old.filter(|_| last.is_none()) {
                told.push(format!(
                    "新的{what}代码 {code} 叫“{name}”，这原来是 {other} 的名称，{other} 有\
                        已入库的数：同一个名称前后会是两种数。请用别的名称，或不改 {other} 的名称。"
                ));
            }
            continue;
        };
        if is_same(current, name) {
            continue;
        }
        // a name that was another's; where neither has any figures it does no harm
        let other = before.iter().flatten().find(|(own, old)| {
            own != code && is_same(old, name) && (then.is_stored(code) || then.is_stored(own))
        });
        if let Some((other, _)) = other {
            told.push(format!(
                "{what}代码 {code} 由“{current}”改名为“{name}”，而“{name}”原来的代码是 {other}：\
                    已入库的数会张冠李戴。请另起一个代码，或用别的名称。"
            ));
        }
    }
    told
}

/// Columns, rows, titles and names that are the wording of another. A code that nothing was ever
/// kept under may take what one that was given up had.
fn wordings_taken(before: &[Arc<Scheme>], new: &Scheme, stored: &StoredCodes) -> Vec<String> {
    let mut told = Vec::new();
    let is: fn(&[String], &[String]) -> bool = |one, other| one == other;
    let were = |of: fn(&Scheme) -> Wordings| before.iter().map(|one| of(one)).collect::<Vec<_>>();
    for (code, other) in taken(&titles(new), &were(titles), within) {
        if stored.forms.contains(&other) {
            told.push(format!(
                "报表 {code} 用了报表 {other} 的表名：以后报来的表会和已入库的放错报表。请另起\
                    一个代码，或用别的表名。"
            ));
        }
    }
    for (code, other) in taken(&names(new), &were(names), is) {
        if stored.units.contains(&other) {
            told.push(format!(
                "填报单位 {code} 用了 {other} 的名称（名称、别名或曾用名）：以后报来的表会挂错\
                    单位。请用别的名称。"
            ));
        }
    }
    let own = |scheme: &Scheme| {
        let periods = scheme.rounds.iter().map(|round| round.period);
        periods.collect::<Vec<_>>()
    };
    let periods = before.iter().flat_map(|one| own(one));
    let periods = periods.chain(own(new));
    let periods = periods
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect::<Vec<_>>();
    let on = |form: &&Form| stored.forms.contains(&form.code);
    for form in new.forms.iter().filter(on) {
        for (what, is_called, of, catches) in [
            (
                "列",
                "表头",
                headers as fn(&Form, &[Period]) -> Wordings,
                by_levels as Catches,
            ),
            ("行", "行名", labels, is),
        ] {
            let was = before.iter().filter_map(|scheme| scheme.form(&form.code));
            let was = was.map(|form| of(form, &periods)).collect::<Vec<_>>();
            for (code, other) in taken(&of(form, &periods), &was, catches) {
                told.push(format!(
                    "报表 {} 的{what} {code} 用了 {other} 的{is_called}：以后报来的数会和已入库的数\
                        放错{what}。请另起一个代码，或用别的{is_called}。",
                    form.code
                ));
            }
        }
    }
    told
}
