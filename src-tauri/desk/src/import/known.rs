//! A file that was committed to the round before: the same bytes.

use crate::held;
use xianbaohui_core::question::{AGAIN, Answer, Question, REFUSE};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_ledger::{FileState, KnownFile, StepKind};
use xianbaohui_reading::intake::Verdict;

/// What is to be done with it.
pub(super) enum Known {
    /// it was taken back as if it had never been here
    GoesOn,
    /// nothing new
    Duplicate(String),
    /// somebody took it out of force, with a reason: it is not put in again in silence
    Asked(Question),
    /// the officer does not want it
    NotWanted,
}

/// The words for a step.
pub fn word(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Import => "入库",
        StepKind::Withdraw => "撤回",
        StepKind::PutBack => "放回",
        StepKind::Reread => "重读",
        StepKind::Refile => "改挂",
        StepKind::RoundAdd => "新建批次",
        StepKind::RoundExtend => "延期",
        StepKind::RoundClose => "关闭批次",
        StepKind::RoundOpen => "重开批次",
        StepKind::SchemeUpdate => "更新制度",
        StepKind::Register => "名录登记",
        StepKind::Target => "下达目标",
        StepKind::List => "名单",
        StepKind::Undo => "撤销",
    }
}

/// Whether a question is that of a file that was taken out of force.
pub(super) fn is_again(question: &Question) -> bool {
    question.choices.iter().any(|choice| choice.id == AGAIN)
}

/// The officer does not want it.
pub(super) fn not_wanted() -> Verdict {
    Verdict::Refused {
        code: "import.not-wanted".into(),
        reason: "按人工确认不收，账本里的数不变。".into(),
    }
}

/// Id of the question about a file that was taken out of force then.
pub(crate) fn question_id(sha256: &str, at: &str) -> String {
    held::id(sha256, &format!("taken-out {at}"))
}

/// What is to be done with a known file. `answers`: question and choice.
pub(super) fn again(
    known: &KnownFile,
    sha256: &str,
    answers: &[(String, String)],
    scheme: &Scheme,
) -> Known {
    let (unit, version) = (scheme.unit_name(&known.unit), known.version);
    match &known.state {
        FileState::Undone => Known::GoesOn,
        FileState::InForce => {
            Known::Duplicate(format!("与{unit}已入库的第 {version} 版完全相同。"))
        }
        FileState::Replaced => Known::Duplicate(format!(
            "与{unit}以前的第 {version} 版完全相同，现在用的是更新的版本，没有改回去。\
                要改回那一版，请用“放回”。"
        )),
        FileState::TakenOut { kind, reason, at } => {
            let id = question_id(sha256, at);
            let answer = answers.iter().rev().find(|(own, _)| *own == id);
            match answer.map(|(_, choice)| choice.as_str()) {
                Some(AGAIN) => return Known::GoesOn,
                Some(REFUSE) => return Known::NotWanted,
                _ => {}
            }
            let form = scheme
                .form(&known.form)
                .map_or(known.form.as_str(), |form| &form.name);
            let why = if reason.is_empty() {
                String::new()
            } else {
                format!("（理由：{reason}）")
            };
            Known::Asked(Question {
                id,
                of: "version".into(),
                cells: Vec::new(),
                text: format!(
                    "这份文件就是{unit}“{form}”的第 {version} 版，{at} 因{}{why}不再算数。\
                        请核对是不是又发来了旧的。",
                    word(*kind)
                ),
                choices: vec![
                    Answer {
                        id: AGAIN.into(),
                        text: "仍要收，作为新的一版".into(),
                    },
                    Answer {
                        id: REFUSE.into(),
                        text: "不收".into(),
                    },
                ],
            })
        }
    }
}
