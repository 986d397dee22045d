//! What a page shows of the inbox, held against what lies in it now.

use super::looking::InboxBatch;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use ts_rs::TS;

/// A file of the inbox as a page shows it.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub(crate) struct Shown {
    #[ts(type = "number")]
    pub(super) id: i64,
    /// its stamp
    pub(super) seen: String,
}

/// Files that are as they were shown, and what is told of the others.
pub(super) fn as_seen(now: &InboxBatch, shown: &[Shown]) -> (HashSet<i64>, Vec<String>) {
    let items = now.items.iter().map(|item| (item.id, item));
    let items = items.collect::<HashMap<_, _>>();
    let (mut ids, mut told, mut away) = (HashSet::new(), Vec::new(), 0_usize);
    for one in shown {
        match items.get(&one.id) {
            Some(item) if item.seen == one.seen => {
                ids.insert(one.id);
            }
            Some(item) => told.push(format!(
                "“{}”在别的页面、窗口或程序里有了新的答复或变化，没有入库。请看过再入库。",
                item.file
            )),
            None => away += 1,
        }
    }
    if away > 0 {
        told.push(format!(
            "有 {away} 个文件已在别的页面、窗口或程序里入库或移出。"
        ));
    }
    (ids, told)
}
