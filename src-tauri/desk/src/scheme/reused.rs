//! Codes that stored figures have, and that a new version of the scheme means otherwise by: it would
//! hand what is stored to what it was never reported for.

use super::columns::columns;
use crate::Error;
use std::collections::HashSet;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_ledger::{Ledger, StoredCodes};

/// Sentences, one for each code. Every version of the scheme that stored returns were made with is
/// looked at: what is not done in one update is not done in several.
pub(super) fn reused(
    ledger: &Ledger,
    new: &Scheme,
    stored: &StoredCodes,
) -> Result<Vec<String>, Error> {
    let now = kinds(ledger.scheme(), stored);
    let then = kinds(new, stored);
    let mut told = Vec::new();
    for made in ledger.made_with()? {
        for (what, was) in kinds(&made.scheme, stored) {
            let of = |all: &[Kind]| {
                let found = all.iter().find(|(name, _)| *name == what);
                found.map(|(_, codes)| codes.clone()).unwrap_or_default()
            };
            told.extend(given_again(&what, &was, &of(&now), &of(&then)));
        }
    }
    let mut known = HashSet::new();
    told.retain(|one| known.insert(one.clone()));
    Ok(told)
}

/// What codes are of, and codes with their names.
type Kind = (String, Vec<(String, String)>);

/// Codes with names that something is stored under.
fn kinds(scheme: &Scheme, stored: &StoredCodes) -> Vec<Kind> {
    let pairs = |all: &mut dyn Iterator<Item = (&String, &String)>, of: &HashSet<String>| {
        all.filter(|(code, _)| of.contains(*code))
            .map(|(code, name)| (code.clone(), name.clone()))
            .collect::<Vec<_>>()
    };
    let units = &mut scheme.units.iter().map(|one| (&one.code, &one.name));
    let indicators = &mut scheme.indicators.iter().map(|one| (&one.code, &one.name));
    let forms = &mut scheme.forms.iter().map(|one| (&one.code, &one.name));
    let mut found = vec![
        ("填报单位".to_owned(), pairs(units, &stored.units)),
        ("指标".to_owned(), pairs(indicators, &stored.indicators)),
        ("报表".to_owned(), pairs(forms, &stored.forms)),
    ];
    for form in scheme
        .forms
        .iter()
        .filter(|form| stored.forms.contains(&form.code))
    {
        found.push((format!("报表 {} 的列", form.code), columns(form)));
    }
    found
}

fn given_again(
    what: &str,
    was: &[(String, String)],
    now: &[(String, String)],
    then: &[(String, String)],
) -> Vec<String> {
    let name_of = |all: &[(String, String)], code: &str| {
        let found = all.iter().find(|(own, _)| own == code);
        found.map(|(_, name)| name.clone())
    };
    let mut told = Vec::new();
    for (code, name) in then {
        let current = name_of(now, code);
        // one that is not in force stands for what it was
        if let (None, Some(before)) = (&current, name_of(was, code))
            && before != *name
        {
            told.push(format!(
                "{what}代码 {code} 有已入库的数，原来是“{before}”，新制度里成了“{name}”：\
                    已入库的数会张冠李戴。请另起一个代码。"
            ));
        }
        // a name that was another's, taken by one that has figures of its own
        if current.is_some_and(|current| current != *name)
            && let Some((other, _)) = was.iter().find(|(own, old)| own != code && old == name)
        {
            told.push(format!(
                "{what}代码 {code} 改名为“{name}”，而已入库的数里“{name}”的代码是 {other}：\
                    两处的数会分不清。请另起一个代码，或用别的名称。"
            ));
        }
    }
    told
}
