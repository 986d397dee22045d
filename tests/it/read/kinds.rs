//! What a file is, told by its content; and what is refused.

use super::{code, read, small};
use crate::support::{compare, fixture};
use std::time::{Duration, Instant};
use xianbaohui_desk::batch::files;
use xianbaohui_reading::read::{Kind, sniff};
use xianbaohui_tests::sheet::{self, Sheet};

#[test]
fn the_content_says_what_a_file_is() {
    let variant = |extension: &str| {
        std::fs::read(fixture("variants/luan-2020/裕安区.xlsx").with_extension(extension)).unwrap()
    };
    assert_eq!(sniff(&small()), Ok(Kind::Xlsx));
    assert_eq!(sniff(&variant("xls")), Ok(Kind::Xls));
    assert_eq!(sniff(&variant("ods")), Ok(Kind::Ods));
    // under any name
    let folder = tempfile::tempdir().unwrap();
    for (extension, name) in [
        ("xls", "a.xlsx"),
        ("ods", "a.xls"),
        ("xls", "a.et"),
        ("ods", "a"),
    ] {
        std::fs::write(folder.path().join(name), variant(extension)).unwrap();
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        assert!(
            read(&bytes).is_ok_and(|book| !book.grids[0].cells().is_empty()),
            "{name}"
        );
    }
}

#[test]
fn what_is_no_workbook_is_refused_and_told_why() {
    let xlsx = small();
    let bad = |name: &str| code(&std::fs::read(fixture("bad").join(name)).unwrap());
    let mut word = Vec::new();
    word.extend_from_slice(b"PK\x03\x04");
    word.extend_from_slice(b"................word/document.xml");
    compare(
        [
            ("empty.xlsx", bad("empty.xlsx"), "read.empty"),
            (
                "not-a-workbook.xlsx",
                bad("not-a-workbook.xlsx"),
                "read.not-a-workbook",
            ),
            ("password.xlsx", bad("password.xlsx"), "read.password"),
            ("truncated.xlsx", bad("truncated.xlsx"), "read.damaged"),
            ("unknown-form.xlsx", bad("unknown-form.xlsx"), "read"),
            ("pdf", code(b"%PDF-1.7 ..."), "read.not-a-workbook"),
            ("png", code(b"\x89PNG\r\n\x1a\n"), "read.not-a-workbook"),
            ("rar", code(b"Rar!\x1a\x07\x00"), "read.archive"),
            ("word", code(&word), "read.not-a-workbook"),
            ("one byte", code(b"P"), "read.not-a-workbook"),
            ("zip signature only", code(b"PK\x03\x04"), "read.archive"),
            (
                "ole signature only",
                code(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
                "read.not-a-workbook",
            ),
            (
                "half of a workbook",
                code(&xlsx[..xlsx.len() / 2]),
                "read.damaged",
            ),
            (
                "an empty sheet",
                code(&sheet::workbook(&[Sheet::new("空", "")]).unwrap()),
                "read.nothing-in-it",
            ),
        ]
        .map(|(name, came, expected)| (name.to_owned(), came, expected)),
    );
    assert_eq!(
        files(&[fixture("bad")]).len(),
        5,
        "a bad file without an expectation"
    );
}

/// Bytes that were changed on their way cost only the file, and no more than a moment.
#[test]
fn damaged_bytes_are_refused_or_read_and_never_worse() {
    let originals = [
        small(),
        std::fs::read(fixture("variants/luan-2020/裕安区.xls")).unwrap(),
        std::fs::read(fixture("variants/luan-2020/裕安区.ods")).unwrap(),
    ];
    let mut state = 9_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut refused = 0;
    let mut slow = None;
    for round in 0..300 {
        let mut bytes = originals[round % originals.len()].clone();
        if round % 5 == 0 {
            bytes.truncate(next(bytes.len()));
        }
        for _ in 0..=round % 8 {
            if !bytes.is_empty() {
                let at = next(bytes.len());
                bytes[at] = next(256) as u8;
            }
        }
        let start = Instant::now();
        refused += usize::from(read(&bytes).is_err());
        if start.elapsed() > Duration::from_secs(10) {
            slow = Some(round);
        }
    }
    assert_eq!(slow, None, "took more than ten seconds");
    assert!(
        refused > 50,
        "only {refused} of 300 damaged files were refused"
    );
}
