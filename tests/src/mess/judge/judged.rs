//! What came of a file, from best to worst.

use xianbaohui_core::finding::Finding;

/// What came of a file, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Came {
    /// every figure right, nothing to say
    Right,
    /// every figure right, with a finding or a conversion
    Noted,
    /// a figure wrong or not there, and a finding speaks of it
    Told,
    /// something was asked first
    Asked,
    /// not taken, with the reason
    Refused,
    /// a figure wrong or not there, and nothing speaks of it
    Silent,
}

/// What came of a file, and the places that are wrong.
#[derive(Debug, Clone)]
pub(in crate::mess) struct Judged {
    pub(in crate::mess) came: Came,
    /// place, truth, what came
    pub(in crate::mess) wrong: Vec<String>,
    /// what was asked, or why it was refused
    pub(in crate::mess) said: String,
}

impl Judged {
    pub(super) fn worse(&mut self, told: bool, findings: &[Finding], what: &str) {
        let rules = findings
            .iter()
            .map(xianbaohui_core::finding::Finding::rule_name)
            .take(3)
            .collect::<Vec<_>>()
            .join(" ");
        self.came = self.came.max(if told { Came::Told } else { Came::Silent });
        self.wrong.push(format!(
            "{}{what} [{rules}]",
            if told { "told: " } else { "SILENT: " }
        ));
    }
}
