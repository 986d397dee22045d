//! What comes of holding a return against another: something to ask, something to tell, and the
//! names in it.

use sha2::{Digest, Sha256};
use xianbaohui_core::finding::Finding;
use xianbaohui_core::question::{Answer, Question, REFUSE, REPLACE};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::standing::Key;

/// Names told in one question; findings have all.
const MOST_TOLD: usize = 30;

/// Something to tell, after a question or without one.
pub(super) struct Found {
    /// what must be answered before it is told
    pub(super) question: Option<Question>,
    /// what is told
    pub(super) told: Finding,
}

/// A list as an argument of a finding: none where it is empty.
pub(super) fn argument<T>(list: impl IntoIterator<Item = T>) -> Option<Vec<T>> {
    let list = list.into_iter().collect::<Vec<_>>();
    (!list.is_empty()).then_some(list)
}

/// `宁晋县 技术合同成交额 累计`
pub(super) fn name(key: &Key, form: usize, scheme: &Scheme) -> String {
    format!(
        "{} {}",
        scheme.units[key.0].name,
        of_unit(key, form, scheme)
    )
}

pub(super) fn of_unit((_, indicator, column): &Key, form: usize, scheme: &Scheme) -> String {
    let own = &scheme.indicators[*indicator];
    let column = scheme.forms[form]
        .column(&own.code, column)
        .map_or(column.as_str(), |spec| &spec.name);
    format!("{} {column}", own.name)
}

pub(super) fn listed(words: impl IntoIterator<Item = String>) -> String {
    let words = words.into_iter().collect::<Vec<_>>();
    let more = if words.len() > MOST_TOLD {
        format!(" 等 {} 处", words.len())
    } else {
        String::new()
    };
    format!("{}{more}", words[..words.len().min(MOST_TOLD)].join("、"))
}

/// What may be done with a file that replaces another.
pub(super) fn replaces_or_not() -> Vec<Answer> {
    let answer = |id: &str, text: &str| Answer {
        id: id.into(),
        text: text.into(),
    };
    vec![
        answer(REPLACE, "作为新的一版，整体替换"),
        answer(REFUSE, "不收，保留前一版"),
    ]
}

pub(crate) fn id(sha256: &str, seed: &str) -> String {
    let mut hash = Sha256::new();
    for part in [sha256, seed] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    xianbaohui_files::hex(&hash.finalize()[..6])
}
