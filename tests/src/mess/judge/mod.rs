//! What came of a workbook, against what a careful person reads in it.

mod comparison;
mod heard;
mod judged;

pub use judged::Came;
pub(super) use judged::Judged;

use super::model::{Book, Claim, SILENT_PASSWORD};
use comparison::Comparison;
use xianbaohui_core::finding::Severity;
use xianbaohui_core::returns::Taken;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::batch::TakenFile;
use xianbaohui_reading::intake::Verdict;

pub(super) fn judge(book: &Book, file: &TakenFile, scheme: &Scheme) -> Judged {
    let asks_for_password =
        matches!(&file.verdict, Verdict::Refused { code, .. } if code == "read.password");
    if book
        .password
        .is_some_and(|password| password != SILENT_PASSWORD)
        != asks_for_password
    {
        return Judged {
            came: Came::Silent,
            wrong: vec![
                "SILENT: a password is asked for where there is none, or not where there is one"
                    .into(),
            ],
            said: String::new(),
        };
    }
    match &file.verdict {
        Verdict::Refused { code, reason } => Judged {
            came: Came::Refused,
            wrong: Vec::new(),
            said: format!("{code} {reason}"),
        },
        Verdict::Unsure(asked) => {
            let said = asked
                .iter()
                .flat_map(|one| &one.doubts)
                .map(|doubt| doubt.message.clone())
                .collect::<Vec<_>>()
                .join(" ");
            Judged {
                came: Came::Asked,
                wrong: Vec::new(),
                said,
            }
        }
        Verdict::Ready(returns) => {
            let mut judged = ready(book, returns, scheme);
            if !file.questions.is_empty() {
                judged.came = judged.came.max(Came::Asked);
            }
            judged
        }
    }
}

fn ready(book: &Book, returns: &[Taken], scheme: &Scheme) -> Judged {
    let mut judged = Judged {
        came: Came::Right,
        wrong: Vec::new(),
        said: String::new(),
    };
    let mut used = vec![false; returns.len()];
    let all = returns
        .iter()
        .flat_map(|one| &one.taken.findings)
        .collect::<Vec<_>>();
    for sheet in &book.sheets {
        let Some(claim) = &sheet.claim else { continue };
        let own = returns
            .iter()
            .enumerate()
            .position(|(at, one)| !used[at] && is_of(one, claim, scheme));
        let Some(own) = own else {
            let told = all.iter().any(|finding| {
                finding.severity <= Severity::B
                    && xianbaohui_core::message::message(finding)
                        .contains(&format!("“{}”", sheet.name))
            });
            judged.worse(
                told,
                &[],
                &format!(
                    "{}!: {} of {} is not there",
                    sheet.name, claim.form, claim.unit
                ),
            );
            continue;
        };
        used[own] = true;
        if claim.ask {
            judged.worse(
                false,
                &[],
                &format!("{}!: taken though it had to be asked", sheet.name),
            );
        }
        for what in heard::unheard(book, sheet, returns) {
            judged.worse(false, &[], &what);
        }
        Comparison {
            is_heard: heard::says_anything(sheet, book),
            may_convert: heard::says_unit(sheet, book),
            sheet,
            taken: &returns[own],
            scheme,
            judged: &mut judged,
        }
        .compare();
    }
    for one in returns
        .iter()
        .zip(&used)
        .filter(|(_, used)| !**used)
        .map(|(one, _)| one)
    {
        let taken = &one.taken;
        let what = format!(
            "{}!: taken as {} of {} for {}",
            taken.sheet, scheme.forms[taken.form].code, scheme.units[taken.unit].name, taken.period
        );
        judged.worse(false, &taken.findings, &what);
    }
    if judged.came == Came::Right {
        let noted = returns.iter().any(|one| {
            one.taken
                .findings
                .iter()
                .any(|finding| !finding.rule_name().ends_with(".unchecked"))
                || one.taken.values.iter().any(|value| value.note.is_some())
                || one
                    .taken
                    .entries
                    .iter()
                    .flat_map(|entry| &entry.fields)
                    .any(|field| field.note.is_some())
        });
        if noted {
            judged.came = Came::Noted;
        }
    }
    judged
}

fn is_of(one: &Taken, claim: &Claim, scheme: &Scheme) -> bool {
    let taken = &one.taken;
    let period = scheme.round(&claim.round).map(|round| round.period);
    scheme.forms[taken.form].code == claim.form
        && scheme.units[taken.unit].code == claim.unit
        && Some(taken.period) == period
}
