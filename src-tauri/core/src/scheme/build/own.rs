//! What a lower level adds: only what it may, and each row into its form.

use super::check::Check;
use crate::foreign;
use crate::scheme::file::{File, Kind, Row};
use crate::scheme::parting::line;

/// Puts the rows that a lower level adds at the end of their forms, and tells of all that it may
/// not add.
pub(super) fn rows(check: &mut Check<'_>, file: &mut File) {
    alone(check);
    for row in std::mem::take(&mut file.row) {
        if !check.is_own(&row.form) {
            check.wrong(
                &row.form,
                "[[row]] 只能写在本级补充里；制度自己的行写在报表的 rows 里",
            );
        }
        let codes = file.form.iter().map(|form| form.code.get_ref().as_str());
        check.known(&row.form, "报表", codes);
        let mut forms = file.form.iter_mut();
        let Some(form) = forms.find(|form| form.code.get_ref() == row.form.get_ref()) else {
            continue;
        };
        if *form.kind.get_ref() != Kind::Matrix {
            let told = "只有指标表（kind = \"matrix\"）可以补充行";
            check.wrong(&row.form, told);
            continue;
        }
        form.rows.push(row.indicator.clone());
        form.row.push(Row {
            indicator: row.indicator,
            label: row.label,
            aliases: row.aliases,
            required: row.required,
        });
    }
}

/// What is added must say something by itself, so that it changes nothing that stands above it.
fn alone(check: &mut Check<'_>) {
    let Some((_, from)) = line(&check.source.text) else {
        return;
    };
    let text = check.source.text.get(from..).unwrap_or_default();
    let told = match toml::from_str::<File>(text) {
        Ok(File {
            scheme: None,
            unit,
            indicator: _,
            form,
            round,
            rule: _,
            register,
            statement,
            target,
            row: _,
        }) if unit.is_empty()
            && form.is_empty()
            && round.is_empty()
            && register.is_empty()
            && statement.is_empty()
            && target.is_empty() =>
        {
            return;
        }
        Ok(_) => "本级补充只能有 [[indicator]]（指标）、[[row]]（表里的行）和 [[rule]]（审核公式）"
            .to_owned(),
        Err(error) => format!("本级补充单独读不通：{}", foreign::toml(error.message())),
    };
    let problem = check.source.problem(Some(from..from), told);
    check.problems.push(problem);
}
