//! Registers (名录) as an officer keeps them with `xbh`: what returns propose, what is accepted,
//! what follows.

mod doubts;
mod entries;
mod finds;
mod issued;
mod kept;
mod lists;
mod personal;

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

    /// A file with one sheet.
    pub(super) fn file(&self, name: &str, rows: &str) {
        self.0.file(name, "表", rows);
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
