//! Registers (名录) as an officer keeps them with `xbh`: what returns propose, what is accepted,
//! what follows.

mod entries;
mod finds;
mod kept;
mod lists;
mod personal;

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

    /// The code with which it is refused.
    pub(super) fn refused(&self, line: &str) -> String {
        let said = self.json(line);
        said["error"]["code"].as_str().unwrap_or("done").to_owned()
    }

    pub(super) fn json(&self, line: &str) -> Value {
        let words = line.split_whitespace().chain(["--json"]);
        json(self.at(), &words.collect::<Vec<_>>())
    }

    /// A file with one sheet.
    pub(super) fn file(&self, name: &str, rows: &str) {
        let sheet = Sheet::new("表", rows);
        std::fs::write(self.at().join(name), workbook(&[sheet]).unwrap()).unwrap();
    }

    /// A return on a form comes in.
    pub(super) fn import(&self, round: &str, unit: &str, form: &str, rows: &str) {
        let title = match form {
            "S1" => "主要指标统计表",
            "S3" => "企业名单",
            "L1" => "红黑名单",
            _ => "特派员名单",
        };
        let head = match form {
            "S1" => "指标名称 | 累计",
            "S3" => "企业名称 | 证书编号 | 状态 | 有效期至",
            "L1" => "主体名称 | 名单",
            _ => "姓名 | 联系电话 | 专业",
        };
        let name = format!("{unit}{form}{round}.xlsx");
        self.file(&name, &format!("{title}\n填报单位：{unit}\n{head}\n{rows}"));
        let line = format!("import L.xbh --round {round} --unit {unit} {name}");
        let said = self.done(&line);
        assert!(said.contains("入库 1"), "{said}");
    }

    /// Enterprises of a county, taken into the register.
    pub(super) fn firms(&self, round: &str, unit: &str, rows: &str) {
        self.import(round, unit, "S3", rows);
        self.done(&format!("register L.xbh firm --accept --unit {unit}"));
    }

    /// What is proposed: `更名 甲公司 企业名称 甲厂→甲公司`.
    pub(super) fn pending(&self, register: &str) -> Vec<String> {
        let said = self.json(&format!("register L.xbh {register} --pending"));
        let all = said["proposals"].as_array().unwrap();
        all.iter().map(in_words).collect()
    }
}

/// What happened, to whom, what is otherwise, and what is in doubt.
pub(super) fn in_words(one: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let kinds = one["kinds"].as_array().unwrap().iter();
    let mut words = kinds.map(|kind| text(&kind["word"])).collect::<Vec<_>>();
    words.push(text(&one["name"]));
    for change in one["changes"].as_array().unwrap() {
        let (name, was, is) = (&change["name"], &change["was"], &change["is"]);
        words.push(format!("{} {}→{}", text(name), text(was), text(is)));
    }
    words.extend(one["doubt"].as_str().map(str::to_owned));
    words.retain(|word| !word.is_empty());
    words.join(" ")
}
