//! Zip folders.

use crate::support::fixture;
use std::io::{Cursor, Write};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::batch::{files, take_file};
use xianbaohui_reading::intake::{Intake, Verdict};

/// A zip folder of returns, as Windows in Chinese packs them: names in GBK.
#[test]
fn zip_folders_are_folders() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("六安来件.zip");
    let bytes = std::fs::read(fixture("luan-2020/counties/裕安区.xlsx")).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in [
        "counties/%%.xlsx",
        "counties/~$%%.xlsx",
        "__MACOSX/._%%.xlsx",
        "A.txt",
        "../up.xlsx",
        "C:\\x\\up.xlsx",
        "/x//up.xlsx",
        "../../x/up.xlsx",
        "a:b.xlsx",
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(if name == "A.txt" { b"words" } else { &bytes })
            .unwrap();
    }
    zip.add_directory("empty", zip::write::SimpleFileOptions::default())
        .unwrap();
    let mut packed = zip.finish().unwrap().into_inner();
    let places = packed
        .windows(7)
        .enumerate()
        .filter(|(_, window)| *window == b"%%.xlsx")
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    for at in places {
        // 裕
        packed[at..at + 2].copy_from_slice(&[0xD4, 0xA3]);
    }
    std::fs::write(&path, packed).unwrap();
    let found = files(std::slice::from_ref(&path));
    assert_eq!(
        found
            .iter()
            .map(|found| found
                .strip_prefix(&path)
                .unwrap()
                .to_string_lossy()
                .into_owned())
            .collect::<Vec<_>>(),
        [
            "A.txt",
            "C：/x/up.xlsx",
            "a：b.xlsx",
            "counties/裕.xlsx",
            "up.xlsx",
            "x/up.xlsx",
            "x/up（2）.xlsx"
        ]
    );
    // each of them is read, wherever its name pointed
    for path in &found[1..] {
        let (file, inside) = take_file(path, &Intake::of(&Scheme::find("luan-2020").unwrap()));
        assert!(
            inside == bytes && matches!(file.verdict, Verdict::Ready(_)),
            "{}",
            path.display()
        );
    }
    let scheme = Scheme::find("luan-2020").unwrap();
    let (file, inside) = take_file(&found[3], &Intake::of(&scheme));
    assert_eq!(
        (file.name.as_str(), file.path == found[3], inside == bytes),
        ("裕.xlsx", true, true)
    );
    assert!(matches!(file.verdict, Verdict::Ready(_)));
    // a workbook is a zip too, and no folder
    let book = fixture("luan-2020/counties/裕安区.xlsx");
    std::fs::copy(&book, folder.path().join("book.zip")).unwrap();
    assert_eq!(
        files(&[folder.path().join("book.zip")]),
        [folder.path().join("book.zip")]
    );
}

/// What cannot be gone into is said to be that, and nothing of it is passed over.
#[test]
fn a_zip_folder_that_cannot_be_gone_into_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = std::fs::read(fixture("luan-2020/counties/裕安区.xlsx")).unwrap();
    let packed = |names: &[&str]| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            if name.ends_with('/') {
                zip.add_directory(*name, zip::write::SimpleFileOptions::default())
                    .unwrap();
            } else {
                zip.start_file(*name, zip::write::SimpleFileOptions::default())
                    .unwrap();
                zip.write_all(&bytes).unwrap();
            }
        }
        zip.finish().unwrap().into_inner()
    };
    let whole = packed(&["a.xlsx", "b.xlsx"]);
    // two files of one name
    let mut twice = whole.clone();
    for at in twice
        .windows(6)
        .enumerate()
        .filter(|(_, window)| *window == b"b.xlsx")
        .map(|(at, _)| at)
        .collect::<Vec<_>>()
    {
        twice[at] = b'a';
    }
    let mut locked = packed(&["a.xlsx"]);
    for (at, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)]
        .into_iter()
        .map(|(start, flags)| {
            (
                locked
                    .windows(4)
                    .position(|window| window == start)
                    .unwrap(),
                flags,
            )
        })
        .collect::<Vec<_>>()
    {
        locked[at + flags] |= 1;
    }
    let many = (0..10_001).map(|at| format!("{at}/")).collect::<Vec<_>>();
    let many = packed(&many.iter().map(String::as_str).collect::<Vec<_>>());
    let cases = [
        ("twice.zip", twice, "名字完全一样"),
        ("folders.zip", packed(&["甲/", "乙/"]), "里面没有文件"),
        ("empty.zip", packed(&[]), "里面没有文件"),
        (
            "half.zip",
            b"PK\x03\x04".iter().copied().chain([7; 900]).collect(),
            "没有传完",
        ),
        ("many.zip", many, "超过 10000 个"),
        ("locked.zip", locked, "加了密码"),
        ("a.rar", b"Rar!\x1a\x07\x00".to_vec(), "RAR"),
    ];
    for (name, bytes, words) in cases {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let found = files(std::slice::from_ref(&path));
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        let (file, _) = take_file(&found[0], &Intake::of(&Scheme::find("luan-2020").unwrap()));
        let Verdict::Refused { code, reason } = &file.verdict else {
            panic!("{name}")
        };
        assert!(
            code == "read.archive" && reason.contains(words) && reason.contains("解压"),
            "{name}: {reason}"
        );
    }
}
