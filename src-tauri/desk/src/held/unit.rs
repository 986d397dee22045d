//! A file that names another unit than the officer said.

use super::found::id;
use xianbaohui_core::evidence::{Evidence, Of, Source};
use xianbaohui_core::form::Layout;
use xianbaohui_core::place::Place;
use xianbaohui_core::question::{ACCEPT, Answer, Question, REFUSE};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_reading::intake::Asked;

/// Asks whether it is the said unit's all the same: another unit's sheet that was filled in.
pub(super) fn unit(asked: &[Asked], sha256: &str, scheme: &Scheme) -> Option<Question> {
    // rows of a county table name their units themselves: nobody can say otherwise
    let is_table = |one: &&Asked| matches!(scheme.forms[one.form].layout, Layout::CountyTable(_));
    if asked.iter().any(|one| is_table(&one)) {
        return None;
    }
    let unheard = |one: &Evidence| one.of == Of::Unit && one.from == Source::Said;
    let said = asked
        .iter()
        .filter(|one| one.doubts.iter().any(|doubt| doubt.of == Of::Unit))
        .find_map(|one| one.evidence.iter().find(|one| unheard(one)))?;
    let (mut cells, mut written) = (Vec::new(), Vec::<&str>::new());
    for one in asked {
        for other in one.evidence.iter().filter(|other| {
            other.of == Of::Unit && other.from != Source::Said && other.weight >= 0.5
        }) {
            if let Source::Cell(row, column) = other.from {
                cells.push(Place::new(&*one.sheet, row, column));
            }
            if !written.contains(&other.text.as_str()) {
                written.push(&other.text);
            }
        }
    }
    let name = &said.text;
    Some(Question {
        id: id(sha256, &format!("unit {name}")),
        of: "unit".into(),
        cells,
        text: format!(
            "指定的填报单位是“{name}”，表上写的是“{}”。是用别的单位的表填的，还是指定错了？",
            written.join("、")
        ),
        choices: vec![
            Answer {
                id: ACCEPT.into(),
                text: format!("是{name}报的，表上的单位没有改过来，按{name}收"),
            },
            Answer {
                id: REFUSE.into(),
                text: "不收".into(),
            },
        ],
    })
}
