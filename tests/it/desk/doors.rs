//! What a request may say: known names, known arguments, and paths that the officer gave.

use super::{desk, ledger_in, ok, refused};
use crate::support::{compare, luan};
use serde_json::json;
use std::path::PathBuf;
use xianbaohui_desk::api::{VERBS, typescript};
use xianbaohui_tests::sheet::workbook;

#[test]
fn an_argument_of_another_name_is_refused_and_the_right_ones_are_named() {
    let desk = desk(&[], Some(&[]));
    for (verb, arguments, wanted) in [
        ("round_status", json!({ "rounds": "2020" }), "round（"),
        ("round_status", json!({}), "missing field `round`"),
        (
            "return_sheet",
            json!({ "return_id": 1, "sheet": null, "fromRow": 0, "rows": 1 }),
            "returnId、sheet、fromRow、rows",
        ),
        ("launch", json!({ "path": "/" }), "参数应是 无"),
        (
            "round_status",
            json!({ "round": 2020 }),
            "expected a string",
        ),
        (
            "table_rows",
            json!({ "of": { "round": "2020", "table": "T", "state": 1, "more": 1 }, "offset": 0,
                "limit": 1, "sort": null, "filter": "" }),
            "unknown field `more`",
        ),
    ] {
        let (code, message) = refused(&desk, verb, &arguments);
        assert_eq!(code, "api.arguments", "{verb} {arguments}");
        assert!(message.contains(wanted), "{message}");
    }
    let (code, message) = refused(&desk, "table_header", &json!({}));
    assert_eq!(code, "api.unknown");
    assert!(message.contains("table_head"), "{message}");
    let (_, message) = refused(&desk, "zzz", &json!({}));
    assert!(!message.contains("相近"), "{message}");
}

#[test]
fn the_client_of_the_pages_has_every_verb_with_its_names() {
    let text = typescript();
    for verb in VERBS {
        assert!(text.contains(&format!("\n  {verb}: {{ args: ")), "{verb}");
    }
    assert!(text.contains("return_sheet: { args: { returnId: number; sheet: string | null; "));
    let committed = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../ui/src/ipc/types/Commands.ts"
    );
    assert_eq!(std::fs::read_to_string(committed).unwrap(), text);
}

#[test]
fn paths_that_nobody_gave_are_neither_read_nor_written() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let ledger = ledger_in(folder.path());
    for place in ["given", "other"] {
        std::fs::create_dir(at(place)).unwrap();
        let bytes = workbook(&[luan("裕安区", "1", "2", "/")]).unwrap();
        std::fs::write(at(place).join("a.xlsx"), bytes).unwrap();
    }
    let desk = desk(&[ledger.clone(), at("given")], Some(&[at("other/b.xlsx")]));
    ok(&desk, "launch", &json!({}));
    let scan = |path: PathBuf| ("scan_inbox", json!({ "round": "2020", "paths": [path] }));
    let write = |path: PathBuf| {
        (
            "export_workbook",
            json!({ "round": "2020", "path": path, "replace": true }),
        )
    };
    let make = |path: PathBuf| {
        (
            "create_ledger",
            json!({ "path": path, "scheme": "luan-2020" }),
        )
    };
    let cases = [
        (scan(at("other/a.xlsx")), "path.not-given"),
        (scan(at("given/../other/a.xlsx")), "path.not-given"),
        (scan(PathBuf::from("given/a.xlsx")), "path.not-given"),
        (scan(PathBuf::from("/etc/passwd")), "path.not-given"),
        (scan(folder.path().to_owned()), "path.not-given"),
        (scan(at("given/a.xlsx")), ""),
        (write(at("other/out.xlsx")), "path.not-given"),
        (write(at("given/out.xlsx")), "path.not-given"),
        (write(at("../out.xlsx")), "path.not-given"),
        (write(at("beside.xlsx")), ""),
        // the ledger lies there, but is guarded as ever
        (write(ledger.clone()), "output.ledger"),
        (make(at("other/new.xbh")), "path.not-given"),
        (
            ("open_ledger", json!({ "path": at("other/new.xbh") })),
            "path.not-given",
        ),
        // where dialogs can be shown nothing is typed
        (
            (
                "type_path",
                json!({ "purpose": "returns", "path": at("other/a.xlsx") }),
            ),
            "path.typed",
        ),
    ];
    compare(cases.map(|((verb, arguments), expected)| {
        let came = super::ask(&desk, verb, &arguments).err();
        (
            format!("{verb} {arguments}"),
            came.map(|error| error.code).unwrap_or_default(),
            expected,
        )
    }));
    assert!(!at("other/new.xbh").exists());
    // what a dialog gave may be written
    let picked = ok(
        &desk,
        "pick",
        &json!({ "purpose": "workbook", "suggested": "" }),
    );
    let (verb, arguments) = write(PathBuf::from(picked[0].as_str().unwrap()));
    ok(&desk, verb, &arguments);
    assert!(at("other/b.xlsx").exists() && !at("other/out.xlsx").exists());
}

#[test]
fn a_path_is_typed_only_where_no_dialog_can_be_shown_and_only_for_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger_in(folder.path());
    let desk = desk(std::slice::from_ref(&ledger), None);
    ok(&desk, "launch", &json!({}));
    let (code, _) = refused(
        &desk,
        "pick",
        &json!({ "purpose": "returns", "suggested": "" }),
    );
    assert_eq!(code, "dialog.none");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let cases = [
        ("returns", at("a.xlsx"), ""),
        ("returns", at(""), ""),
        ("returns", "/etc/passwd".to_owned(), "path.kind"),
        ("returns", at("../a.xlsx"), "path.kind"),
        ("returns", "a.xlsx".to_owned(), "path.kind"),
        ("ledger", at("L.xbh"), ""),
        ("ledger", at("a.xlsx"), "path.kind"),
        ("out-folder", at("none"), "path.kind"),
    ];
    compare(cases.map(|(purpose, path, expected)| {
        let arguments = json!({ "purpose": purpose, "path": path });
        let came = super::ask(&desk, "type_path", &arguments).err();
        (
            arguments.to_string(),
            came.map(|error| error.code).unwrap_or_default(),
            expected,
        )
    }));
}
