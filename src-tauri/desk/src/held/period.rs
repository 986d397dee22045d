//! A file whose sheets say another period than the round's.

use super::found::id;
use xianbaohui_core::evidence::{Of, Source};
use xianbaohui_core::place::Place;
use xianbaohui_core::question::{ACCEPT, Answer, Question, REFUSE};
use xianbaohui_core::scheme::Round;
use xianbaohui_reading::intake::{Asked, others_periods};

/// Asks whether it is the round's all the same: a title that nobody changed, or last period's file.
pub(super) fn period(asked: &[Asked], sha256: &str, round: &Round) -> Option<Question> {
    let doubted = asked
        .iter()
        .filter(|one| {
            one.doubts
                .iter()
                .any(|doubt| doubt.of == Of::Period && doubt.asked.is_none())
        })
        .collect::<Vec<_>>();
    if doubted.is_empty() {
        return None;
    }
    let (mut cells, mut written) = (Vec::new(), Vec::<&str>::new());
    for one in doubted {
        for said in others_periods(&one.evidence, round) {
            if let Source::Cell(row, column) = said.from {
                cells.push(Place::new(&*one.sheet, row, column));
            }
            if !written.contains(&said.text.as_str()) {
                written.push(&said.text);
            }
        }
    }
    // 2021年 in the title of a quarter's list is told without what it is written in
    let said = if written.is_empty() {
        "另一个时期".to_owned()
    } else {
        format!("“{}”", written.join("、"))
    };
    Some(Question {
        id: id(sha256, &format!("period {}", round.code)),
        of: "period".into(),
        cells,
        text: format!(
            "表上写的报告期是{said}，本批次是{}。是标题忘了改，还是发错了一期的表？",
            round.name
        ),
        choices: vec![
            Answer {
                id: ACCEPT.into(),
                text: format!("标题忘了改，表里的数就是{}的，按本批次收", round.name),
            },
            Answer {
                id: REFUSE.into(),
                text: "不收".into(),
            },
        ],
    })
}
