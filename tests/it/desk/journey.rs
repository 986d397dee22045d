//! From files to a figure and back: scanned, answered, committed, reviewed, added up, followed
//! back, written.

use super::{all_shown, ask, desk, in_round, ledger_in, ok};
use crate::support::{Exported, luan};
use serde_json::json;
use std::path::Path;
use std::sync::Mutex;
use xianbaohui_desk::job::Progress;
use xianbaohui_tests::sheet::workbook;

#[test]
fn files_become_figures_that_lead_back_to_their_cells() {
    let folder = tempfile::tempdir().unwrap();
    let returns = folder.path().join("收到的");
    std::fs::create_dir(&returns).unwrap();
    for (name, unit, figure) in [
        ("裕安.xlsx", "裕安区", "21125.3"),
        ("谁.xlsx", "", "100"),
        ("霍邱.xlsx", "霍邱县", "200"),
    ] {
        let sheet = luan(unit, figure, "7107.2", "/");
        std::fs::write(returns.join(name), workbook(&[sheet]).unwrap()).unwrap();
    }
    let desk = desk(&[ledger_in(folder.path()), returns], Some(&[]));
    let launch = ok(&desk, "launch", &json!({}));
    assert_eq!(
        (&launch["round"], &launch["only"]),
        (&json!("2020"), &json!(false))
    );
    // started with a folder of returns: it may be read
    let told = Mutex::new(Vec::new());
    let scanned = desk.call(
        "scan_inbox",
        json!({ "round": "2020", "paths": launch["paths"] }),
        &|progress| told.lock().unwrap().push(progress),
    );
    let scanned: serde_json::Value = serde_json::from_str(&scanned.unwrap()).unwrap();
    let told = told.into_inner().unwrap();
    assert!(
        matches!(told.first(), Some(Progress::Started { total: 3 })),
        "{told:?}"
    );
    assert!(matches!(told.last(), Some(Progress::Finished)), "{told:?}");
    let statuses = |batch: &serde_json::Value| {
        let items = batch["items"].as_array().unwrap().iter();
        items
            .map(|item| format!("{} {}", item["file"], item["status"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    let mut found = statuses(&scanned);
    found.sort();
    assert_eq!(
        found,
        [
            "裕安.xlsx ready",
            "谁.xlsx needs-confirmation",
            "霍邱.xlsx ready"
        ]
    );
    let of = |file: &str| {
        let items = scanned["items"].as_array().unwrap();
        items.iter().find(|item| item["file"] == file).unwrap()["id"].clone()
    };
    let answered = ok(
        &desk,
        "confirm_item",
        &json!({ "item": of("谁.xlsx"), "unit": "341502", "form": null, "remember": false }),
    );
    assert!(statuses(&answered).contains(&"谁.xlsx ready".to_owned()));
    // what nobody was asked cannot be answered
    let early = json!({ "item": of("谁.xlsx"), "question": "abc", "choice": "again" });
    let early = ask(&desk, "answer_item", &early).unwrap_err();
    assert_eq!(early.code, "inbox.not-asked");
    let view = json!({ "item": of("谁.xlsx"), "sheet": null, "fromRow": 0, "rows": 20 });
    assert_eq!(ok(&desk, "inbox_sheet", &view)["sheet"], "Sheet1");
    // nothing counts before 入库
    assert_eq!(ok(&desk, "round_status", &in_round())["reported"], 0);
    assert_eq!(ok(&desk, "round_status", &in_round())["waiting"], 3);
    let done = ok(&desk, "commit_inbox", &all_shown(&desk));
    assert_eq!((&done["committed"], &done["gone"]), (&json!(3), &json!([])));
    assert_eq!(ok(&desk, "round_status", &in_round())["reported"], 3);
    let units = ok(&desk, "review_units", &in_round());
    let pending = units.as_array().unwrap().iter();
    assert_eq!(pending.filter(|unit| unit["state"] == "pending").count(), 3);

    let tables = ok(&desk, "consolidated_tables", &in_round());
    let id = tables[0]["id"].clone();
    let head = ok(
        &desk,
        "table_head",
        &json!({ "round": "2020", "table": id }),
    );
    let of = json!({ "round": "2020", "table": id, "state": head["state"] });
    let rows = ok(
        &desk,
        "table_rows",
        &json!({ "of": of, "offset": 0, "limit": 100, "sort": null, "filter": "" }),
    );
    let (row, column) = rows["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find_map(|row| {
            let cells = row["cells"].as_array().unwrap();
            let at = cells.iter().position(|cell| cell["text"] == "21,125.3")?;
            cells
                .iter()
                .any(|cell| cell["text"] == "裕安区")
                .then_some((row["index"].clone(), at))
        })
        .unwrap();
    let origin = ok(
        &desk,
        "figure_origin",
        &json!({ "of": of, "row": row, "column": column }),
    );
    assert_eq!(
        [
            &origin["unit"]["name"],
            &origin["raw"],
            &origin["file"],
            &origin["sheet"]
        ],
        ["裕安区", "21125.3", "裕安.xlsx", "Sheet1"]
    );
    // beside the ledger a workbook may be written without being asked where
    let preview = ok(&desk, "export_preview", &in_round());
    let out =
        Path::new(preview["folder"].as_str().unwrap()).join(preview["fileName"].as_str().unwrap());
    let export = json!({ "round": "2020", "path": out, "replace": false });
    ok(&desk, "export_workbook", &export);
    assert!(!Exported::open(&out).beginning("数据来源").is_empty());
    let again = ask(&desk, "export_workbook", &export).unwrap_err();
    assert_eq!(again.code, "output.exists");
    desk.close();
    assert_eq!(
        ask(&desk, "pulse", &json!({})).unwrap_err().code,
        "ledger.none"
    );
}
