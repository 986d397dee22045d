//! What libraries say in English is told in Chinese, with the place, and their own words behind.

use rusqlite::ffi;
use xianbaohui_core::foreign;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_ledger::LedgerError;

/// Every sentence is Chinese before the original words, which stand at its end.
fn check_words(case: &str, told: &str) {
    let (ours, original) = told.split_once("（原文：").unwrap_or((told, "）"));
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count();
    let chinese = ours.chars().filter(|c| *c > '\u{2e80}').count();
    assert!(chinese >= 4 && letters(ours) < 40, "{case}: {told}");
    assert!(
        original.trim_end_matches('。').ends_with('）'),
        "{case}: {told}"
    );
}

#[test]
fn a_scheme_text_that_is_no_toml_is_told_with_place_and_remedy() {
    for (text, told) in [
        ("a = 沧县", "第 5 列：TOML 写法有误：文字两边要加英文引号"),
        ("a = \"x", "TOML 写法有误"),
        ("[scheme", "表头没有写完：[ 要用 ] 收尾"),
        ("[[unit]\n", "表头没有写完：两个 [[ 要用两个 ]] 收尾"),
        ("[scheme]\ncode = [1, 2\n", "列表没有写完"),
        ("[scheme]\ncode\n", "这个键没有值"),
        ("[scheme]\ncode =\n", "2 行第 7 列：TOML 写法有误"),
        ("[scheme]\ncode = = 1\n", "TOML 写法有误"),
        ("[scheme]\ncode = 01\n", "数的前面不能有多余的 0"),
        ("[scheme]\ncode = \"a\" \"b\"\n", "TOML 写法有误"),
        ("[scheme]\n代码 = \"a\"\n", "键里有不能用的字符"),
        ("[scheme]\ncode = \"a\"\ncode = \"b\"\n", "同一个键写了两次"),
        ("[scheme]\ncode = \"\\x\"\n", "TOML 写法有误"),
        ("[scheme]\ncode = 1\n", "应为文字（加引号），这里是整数"),
        (
            "[scheme]\ncode = true\n",
            "应为文字（加引号），这里是true 或 false",
        ),
        (
            "[scheme]\ncode = 2021-01-01\n",
            "应为文字（加引号），这里是",
        ),
        (
            "[[indicator]]\ndecimals = -1\n",
            "取值不对：应为整数，这里是 -1",
        ),
        ("unit = 3\n", "应为列表 [ … ]，这里是整数"),
        ("[unit]\n", "应为列表 [ … ]，这里是表"),
        ("scheme = \"x\"\n", "应为表，这里是文字"),
        (
            "[[form]]\ncode = \"a\"\nname = \"a\"\nkind = 3\n",
            "第 4 行第 8 列",
        ),
        ("[[indicator]]\ndecimals = 99999999999\n", "第 2 行第 12 列"),
        ("[[indicator]]\ndecimals = 1.5\n", "应为整数，这里是小数"),
        ("a = 1\n[a]\n", "第 "),
        ("a.b = 1\na = 2\n", "第 "),
        ("\u{1}", "这个键没有值"),
    ] {
        let error = Scheme::parse("x.toml", text).map(drop).unwrap_err();
        let said = error.to_string();
        let line = said.lines().nth(1).unwrap_or_default();
        assert!(line.starts_with("x.toml 第 "), "{text}: {said}");
        assert!(line.contains(told), "{text}: {said}");
        check_words(text, line);
    }
}

#[test]
fn a_text_that_is_no_json_is_told_with_its_place() {
    for (text, told) in [
        (
            "",
            "JSON 第 1 行第 0 列：是空的，或没有写完就断了（原文：EOF while",
        ),
        (
            "{\n  \"a\": }",
            "JSON 第 2 行第 8 列：这里不是一个值（原文：",
        ),
        ("[1 2]", "第 1 行第 4 列：缺少逗号或 ]"),
        ("{\"a\" 1}", "缺少冒号"),
        ("{\"a\": 1", "对象没有写完就断了"),
        ("{\"a\": 1,}", "末尾多了一个逗号"),
        ("[] x", "后面有多余的内容"),
        ("\"\\q\"", "反斜杠后面的字符不对"),
        ("{1: 2}", "键要加引号"),
    ] {
        let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
        let said = foreign::json(&error);
        assert!(said.contains(told), "{text}: {said}");
        check_words(text, &said);
    }
    let error = serde_json::from_str::<Vec<u32>>("[1, \"x\"]").unwrap_err();
    let said = foreign::json(&error);
    assert!(
        said.starts_with("JSON 第 1 行第 7 列：类型不对：应为整数，这里是文字"),
        "{said}"
    );
}

#[test]
fn whatever_the_database_says_is_told_with_what_to_do() {
    for (code, told) in [
        (ffi::SQLITE_BUSY, "正被另一个程序写入"),
        (ffi::SQLITE_LOCKED, "正被另一个程序写入"),
        (ffi::SQLITE_FULL, "磁盘已满"),
        (ffi::SQLITE_READONLY, "不能写入"),
        (ffi::SQLITE_CORRUPT, "账本文件损坏"),
        (ffi::SQLITE_NOTADB, "文件不是账本"),
        (ffi::SQLITE_CANTOPEN, "打不开"),
        (ffi::SQLITE_IOERR, "磁盘读写出错"),
        (ffi::SQLITE_CONSTRAINT, "冲突"),
        (ffi::SQLITE_PERM, "没有权限"),
        (ffi::SQLITE_NOMEM, "内存不够"),
        (ffi::SQLITE_TOOBIG, "内容太大"),
        (ffi::SQLITE_PROTOCOL, "锁不住"),
        (ffi::SQLITE_INTERRUPT, "中断"),
        (ffi::SQLITE_SCHEMA, "结构刚被别的程序改了"),
        (ffi::SQLITE_MISMATCH, "不是该有的类型"),
        (ffi::SQLITE_ERROR, "表不齐全"),
        (ffi::SQLITE_MISUSE, "数据库内部出错"),
    ] {
        let said = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        let original = said.to_string();
        let error = LedgerError::from(said);
        let told_so = error.to_string();
        assert!(
            told_so.contains(told) && told_so.contains('请'),
            "{code}: {told_so}"
        );
        check_words(&original, &told_so);
        if error.code() == "ledger.database" {
            assert!(told_so.contains(&original), "{told_so}");
        }
    }
    let kinds = [
        rusqlite::Error::QueryReturnedNoRows,
        rusqlite::Error::InvalidColumnType(0, "x".into(), rusqlite::types::Type::Blob),
        rusqlite::Error::IntegralValueOutOfRange(0, -1),
        rusqlite::Error::InvalidQuery,
    ];
    for error in kinds {
        let original = error.to_string();
        check_words(&original, &LedgerError::from(error).to_string());
    }
}

#[test]
fn a_file_of_a_scheme_that_cannot_be_read_is_told_in_chinese() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.toml");
    std::fs::write(&path, b"\xff\xfe\x00").unwrap();
    let said = Scheme::load(&path).map(drop).unwrap_err().to_string();
    assert!(said.contains("里面不是 UTF-8 文字。请检查"), "{said}");
    let said = Scheme::load(&folder.path().join("y.toml"));
    let said = said.map(drop).unwrap_err().to_string();
    assert!(said.contains("没有这个文件或文件夹。请检查"), "{said}");
}
