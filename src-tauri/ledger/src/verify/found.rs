//! What was found, bounded: of a ledger in which every row was changed, the first are told, and how
//! many there are.

use super::super::LedgerError;
use std::collections::BTreeMap;

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// original files hashed
    pub files: u64,
    /// returns reconciled and digested
    pub returns: u64,
    /// values and entries digested
    pub values: u64,
    /// log entries chained
    pub log: u64,
    /// what is wrong, the first of each kind; empty when all is well
    pub problems: Vec<VerifyProblem>,
    /// how many were found of each kind, by its code
    pub found: BTreeMap<&'static str, u64>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyProblem {
    /// stable code
    pub code: &'static str,
    /// what, where
    pub message: String,
}

/// Letters of a message: a name in a damaged row may be as long as a file.
const LONGEST: usize = 400;

/// What the officer calls the kinds.
const KINDS: [(&str, &str); 19] = [
    ("verify.structure", "数据库结构"),
    ("verify.padded", "文件末尾"),
    ("verify.cut", "文件末尾"),
    ("verify.reference", "引用"),
    ("verify.file", "原始文件"),
    ("verify.waiting", "收件台的文件"),
    ("verify.log", "日志"),
    ("verify.return", "报送件"),
    ("verify.reconcile", "单元格对平"),
    ("verify.value", "数据"),
    ("verify.count", "数据条数"),
    ("verify.finding", "审核结果"),
    ("verify.step", "步骤"),
    ("verify.round", "批次"),
    ("verify.held", "写入记录"),
    ("verify.scheme", "报表制度"),
    ("verify.shape", "不该有的状态"),
    ("verify.unreadable", "读不出来的内容"),
    ("verify.older", "旧格式"),
];

impl Verification {
    /// How many of a kind are told one by one.
    pub const MOST_TOLD: u64 = 200;

    /// Whether nothing is wrong.
    pub fn is_well(&self) -> bool {
        self.problems.is_empty()
    }

    /// Kinds of which not all are told: code, what it is called, and how many more there are.
    pub fn more(&self) -> impl Iterator<Item = (&'static str, &'static str, u64)> {
        let more = self.found.iter().filter_map(|(code, count)| {
            let more = count.saturating_sub(Self::MOST_TOLD);
            (more > 0).then_some((*code, more))
        });
        more.map(|(code, more)| {
            let kind = KINDS.iter().find(|(own, _)| *own == code);
            (code, kind.map_or("其他", |(_, kind)| *kind), more)
        })
    }

    /// One more thing is wrong.
    pub(super) fn tell(&mut self, code: &'static str, message: impl FnOnce() -> String) {
        let found = self.found.entry(code).or_default();
        *found += 1;
        if *found > Self::MOST_TOLD {
            return;
        }
        let mut message = message();
        if let Some((end, _)) = message.char_indices().nth(LONGEST) {
            message.truncate(end);
            message.push('…');
        }
        self.problems.push(VerifyProblem { code, message });
    }

    /// What cannot be read is told like anything else that is wrong, and the rest is looked at all
    /// the same.
    pub(super) fn spared(
        &mut self,
        what: impl FnOnce() -> String,
        looked: Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        match looked {
            Err(error) if error.is_damage() => {
                self.tell("verify.unreadable", || {
                    format!("{}读不出来：{}", what(), error.why())
                });
                Ok(())
            }
            looked => looked,
        }
    }
}
