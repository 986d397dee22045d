//! Targets (目标) as an officer keeps them with `xbh`: set, changed, divided, taken from a list,
//! held against what counties report.

mod kept;
mod lists;
mod reached;

use crate::one_file::{json, run};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;
use xianbaohui_tests::sheet::{Sheet, workbook};

const SCHEME: &str = include_str!("scheme.toml");

/// A bureau with a ledger `L.xbh`.
pub(super) struct Office(TempDir);

impl Office {
    pub(super) fn new() -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        std::fs::write(office.at().join("scheme.toml"), SCHEME).unwrap();
        office.done("new L.xbh --scheme scheme.toml");
        office
    }

    pub(super) fn at(&self) -> &Path {
        self.0.path()
    }

    /// What is said; nothing may be refused.
    pub(super) fn done(&self, line: &str) -> String {
        let words = line.split_whitespace().collect::<Vec<_>>();
        let output = run(self.at(), &words);
        let said = String::from_utf8(output.stdout).unwrap();
        let status = output.status.code();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(status, Some(0 | 1)), "{line}: {said}{told}");
        said
    }

    pub(super) fn json(&self, line: &str) -> Value {
        let words = line.split_whitespace().chain(["--json"]);
        json(self.at(), &words.collect::<Vec<_>>())
    }

    /// The code with which it is refused.
    pub(super) fn refused(&self, line: &str) -> String {
        let said = self.json(line);
        said["error"]["code"].as_str().unwrap_or("done").to_owned()
    }

    /// Sets a target.
    pub(super) fn set(&self, words: &str) -> String {
        self.done(&format!(
            "target L.xbh set {words} --date 2021-03-01 --why 下达"
        ))
    }

    /// A file with one sheet.
    pub(super) fn file(&self, name: &str, rows: &str) {
        let sheet = Sheet::new("台账", rows);
        std::fs::write(self.at().join(name), workbook(&[sheet]).unwrap()).unwrap();
    }

    /// A county's return.
    pub(super) fn import(&self, round: &str, unit: &str, rows: &str) {
        let name = format!("{unit}{round}.xlsx");
        let head = format!("主要指标统计表\n填报单位：{unit}\n指标名称 | 累计");
        let all = [
            "高新技术企业新增",
            "高新技术企业总数",
            "技术合同成交额",
            "单位能耗下降后",
        ];
        let empty = all.iter().filter(|name| !rows.contains(*name));
        let empty = empty.map(|name| format!("\n{name} |"));
        let rows = format!("{rows}{}", empty.collect::<String>());
        self.file(&name, &format!("{head}\n{rows}"));
        let said = self.done(&format!(
            "import L.xbh --round {round} --unit {unit} {name}"
        ));
        assert!(said.contains("入库 1"), "{said}");
    }

    /// What holds: `1 firms 2021 20`, with the node where there is one.
    pub(super) fn held(&self) -> Vec<String> {
        let said = self.json("target L.xbh");
        let all = said["targets"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let line = |one: &Value| {
            let parts = [
                text(&one["unit"]["code"]),
                text(&one["target"]["code"]),
                text(&one["item"]),
                text(&one["years"]),
                text(&one["node"]),
                text(&one["amount"]),
            ];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        };
        all.map(line).collect()
    }
}
