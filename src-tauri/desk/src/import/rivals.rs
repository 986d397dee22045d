//! Files that stand in each other's way, and what another program committed meanwhile.

use super::incoming::{Incoming, ToldVersion};
use crate::batch::TakenFile;
use std::collections::HashMap;
use xianbaohui_core::returns::Taken;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_ledger::{Ledger, LedgerError};

/// Of files that are to be committed together: for each, another one that has a return of the same
/// unit and form. Import takes neither of the two.
pub fn rivals(files: &[&TakenFile]) -> Vec<Option<usize>> {
    let mut claimed: HashMap<(usize, usize), usize> = HashMap::new();
    let mut rivals = vec![None; files.len()];
    for (at, file) in files.iter().enumerate() {
        for one in file.returns() {
            let first = *claimed
                .entry((one.taken.unit, one.taken.form))
                .or_insert(at);
            if first != at {
                rivals[first].get_or_insert(at);
                rivals[at].get_or_insert(first);
            }
        }
    }
    rivals
}

/// Why a file must be looked at once more: what it would replace is not what the officer was told,
/// because another program has committed since.
pub(super) fn untold(
    file: &TakenFile,
    incoming: &Incoming,
    ledger: &Ledger,
    round: &Round,
) -> Result<Option<String>, LedgerError> {
    let Some(told) = &incoming.told else {
        return Ok(None);
    };
    let scheme = ledger.scheme();
    for now in ToldVersion::of(file, ledger, &round.code)? {
        if told.contains(&now) {
            continue;
        }
        let (unit, form) = (&scheme.units[now.unit].name, &scheme.forms[now.form].name);
        let replaces = now
            .replaces
            .map(|version| format!("，替换第 {version} 版"))
            .unwrap_or_default();
        return Ok(Some(format!(
            "核对之后，账本里{unit}的“{form}”又有变化（在别的窗口或终端里入了库），这份没有入库：现\
                在入库是第 {} 版{replaces}。请核对以哪份为准，要收这份请再次入库。",
            now.version
        )));
    }
    Ok(None)
}

/// Why neither of two files is taken.
pub fn two_files(one: &str, other: &str, scheme: &Scheme, returns: &[Taken]) -> String {
    let unit = returns
        .first()
        .map_or("", |one| scheme.units[one.taken.unit].name.as_str());
    two_files_of(one, other, unit)
}

/// The same for a unit.
pub(super) fn two_files_of(one: &str, other: &str, unit: &str) -> String {
    format!(
        "本批里“{one}”和“{other}”都是{unit}的同一张报表，不能确定以哪个为准，都不能入库。请去掉一\
            个，或指明其中哪张工作表不读取。"
    )
}
