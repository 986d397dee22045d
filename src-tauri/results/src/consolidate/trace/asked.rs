//! What a question names, and the nearest where nothing has that name.

use crate::consolidate::origin::Question;
use xianbaohui_core::record::RecordError;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::text;

/// Whether a column is asked about.
pub(super) fn is_column(question: &Question, code: &str, name: &str) -> bool {
    question
        .column
        .as_ref()
        .is_none_or(|column| code == column || text::key(name) == text::key(column))
}

/// The position of a unit by its code or name.
pub(super) fn unit_asked(scheme: &Scheme, round: &Round, name: &str) -> Result<usize, RecordError> {
    let by_code = scheme.units.iter().position(|unit| unit.code == *name);
    let by_name = || {
        let found = scheme.unit_names.exactly(name, Some(round.period));
        found.first().map(|one| one.unit)
    };
    by_code
        .or_else(by_name)
        .ok_or_else(|| RecordError::Unknown {
            what: "填报单位",
            name: name.to_owned(),
            nearest: scheme
                .unit_names
                .nearest(name)
                .map(|near| format!("，最接近的是“{near}”"))
                .unwrap_or_default(),
        })
}

pub(super) fn unknown_indicator(scheme: &Scheme, name: &str) -> RecordError {
    let names = || scheme.indicators.iter().map(|one| one.name.as_str());
    let nearest = text::nearest(name, names()).map_or_else(
        || {
            let some = names().take(30).collect::<Vec<_>>();
            format!("，可用：{}", some.join("、"))
        },
        |near| format!("，最接近的是“{near}”"),
    );
    RecordError::Unknown {
        what: "指标",
        name: name.to_owned(),
        nearest,
    }
}

/// What is to be said where a column was named that no form has.
pub(super) fn column_unknown(
    scheme: &Scheme,
    indicator: usize,
    question: &Question,
) -> Option<RecordError> {
    let name = question.column.clone()?;
    let columns = scheme
        .forms
        .iter()
        .flat_map(|form| form.columns_of(&scheme.indicators[indicator].code));
    let known = columns
        .map(|column| column.name.clone())
        .collect::<Vec<_>>();
    let is_name = known.iter().any(|own| text::key(own) == text::key(&name));
    let mut forms = scheme.forms.iter();
    let is_code = forms.any(|form| form.columns().iter().any(|column| column.code == name));
    (!is_name && !is_code).then(|| RecordError::Unknown {
        what: "列",
        name,
        nearest: format!("，可用：{}", known.join("、")),
    })
}
