//! Targets (目标) as an officer keeps them with `xbh`: set, changed, divided, taken from a list,
//! held against what counties report.

mod kept;
mod lists;
mod reached;

use crate::bureau::Bureau;
use serde_json::Value;
use std::ops::Deref;

const SCHEME: &str = include_str!("scheme.toml");

/// A bureau with a ledger `L.xbh`.
pub(super) struct Office(Bureau);

impl Deref for Office {
    type Target = Bureau;

    fn deref(&self) -> &Bureau {
        &self.0
    }
}

impl Office {
    pub(super) fn new() -> Self {
        Self(Bureau::of(SCHEME))
    }

    /// Sets a target.
    pub(super) fn set(&self, words: &str) -> String {
        self.done(&format!(
            "target L.xbh set {words} --date 2021-03-01 --why 下达"
        ))
    }

    /// A file with one sheet.
    pub(super) fn file(&self, name: &str, rows: &str) {
        self.0.file(name, "台账", rows);
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
