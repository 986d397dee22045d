//! What another version of the scheme means for the ledger besides its changes: units that nobody
//! will ask by itself, figures that no table will show.

use crate::Error;
use crate::round::not_expected_told;
use std::collections::BTreeMap;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::meaning::{Gone, Meanings, named};
use xianbaohui_ledger::Ledger;

/// More names than this are counted.
const MOST_NAMED: usize = 12;

/// Sentences; what the version in force means is told no more.
///
/// # Errors
/// The ledger did not answer.
pub fn remarks(ledger: &Ledger, new: &Scheme) -> Result<Vec<String>, Error> {
    let old = ledger.scheme();
    let mut told = Vec::new();
    told.extend(not_expected_told(new, &old.rounds));
    let mut gone: BTreeMap<String, Vec<Gone>> = BTreeMap::new();
    let mut since: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut forms: Vec<String> = Vec::new();
    let mut back: Vec<String> = Vec::new();
    let mut again: BTreeMap<String, Vec<Gone>> = BTreeMap::new();
    for made in ledger.made_with()? {
        if new.form(&made.form).is_none() {
            if old.form(&made.form).is_some() && !forms.contains(&made.form) {
                forms.push(made.form.clone());
            }
            continue;
        }
        if old.form(&made.form).is_none() {
            if !back.contains(&made.form) {
                back.push(made.form.clone());
            }
            continue;
        }
        let before = Meanings::between(&made.scheme, old, &made.form);
        let then = Meanings::between(&made.scheme, new, &made.form);
        let is_stored = |one: &&Gone| {
            let figure = one.figure.as_ref();
            figure.is_none_or(|(indicator, _)| made.indicators.contains(indicator))
        };
        let asked = since.entry(made.form.clone()).or_default();
        for (indicator, _) in then
            .since()
            .iter()
            .filter(|one| !before.since().contains(one))
        {
            if !asked.contains(indicator) {
                asked.push(indicator.clone());
            }
        }
        for (all, one, other) in [(&mut gone, &then, &before), (&mut again, &before, &then)] {
            let all = all.entry(made.form.clone()).or_default();
            let only = one.gone().iter().filter(is_stored);
            for one in only.filter(|one| !other.gone().contains(one)) {
                if !all.contains(one) {
                    all.push(one.clone());
                }
            }
        }
    }
    for code in forms {
        let name = old.form(&code).map_or("", |form| &form.name);
        told.push(format!(
            "报表“{name}”（{code}）从制度里去掉了：已入库的报送件仍在账本里，不再汇总。"
        ));
    }
    for (code, gone) in gone.into_iter().filter(|(_, gone)| !gone.is_empty()) {
        let name = new.form(&code).map_or("", |form| &form.name);
        told.push(format!(
            "报表“{name}”（{code}）不再有：{}。已入库的这些数仍在账本里，不再汇总。",
            counted(&named(&gone))
        ));
    }
    for code in back {
        let name = new.form(&code).map_or("", |form| &form.name);
        told.push(format!(
            "报表“{name}”（{code}）又有了：账本里已入库的报送件重新汇总。"
        ));
    }
    for (code, came) in again.into_iter().filter(|(_, came)| !came.is_empty()) {
        let name = new.form(&code).map_or("", |form| &form.name);
        told.push(format!(
            "报表“{name}”（{code}）又有了：{}。已入库的这些数重新汇总。",
            counted(&named(&came))
        ));
    }
    for (code, asked) in since.into_iter().filter(|(_, asked)| !asked.is_empty()) {
        let name = new.form(&code).map_or("", |form| &form.name);
        let of = |code: &String| {
            new.indicator(code)
                .map_or(code.clone(), |one| one.name.clone())
        };
        told.push(format!(
            "报表“{name}”（{code}）新要的：{}。已入库的报送件里没有这些数，汇总时会说明。",
            counted(&asked.iter().map(of).collect::<Vec<_>>())
        ));
    }
    Ok(told)
}

/// The first of them, and how many there are.
fn counted(names: &[String]) -> String {
    let more = if names.len() > MOST_NAMED {
        format!("等 {} 项", names.len())
    } else {
        String::new()
    };
    let own = names.iter().take(MOST_NAMED).map(String::as_str);
    format!("{}{more}", own.collect::<Vec<_>>().join("、"))
}
