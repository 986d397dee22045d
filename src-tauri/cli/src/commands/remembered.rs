//! `xbh remembered`

use crate::args::Remembered;
use crate::here::{now, open, operator, warn};
use crate::json::Named;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_desk::Error;

#[derive(Serialize)]
struct Answer {
    id: i64,
    words: String,
    unit: Named,
    layout: bool,
    at: String,
    who: String,
}

pub(super) fn remembered(arguments: &Remembered) -> Result<Exit, Error> {
    let mut ledger = open(&arguments.ledger)?;
    if let Some(id) = arguments.forget {
        ledger.forget(id, &now(), &operator())?;
        warn(&ledger, arguments.json)?;
    }
    let name = |code: &str| Named {
        code: code.to_owned(),
        name: ledger.scheme().unit_name(code).to_owned(),
    };
    let answers = ledger
        .remembered()?
        .into_iter()
        .map(|one| Answer {
            id: one.id,
            words: one.words,
            unit: name(&one.unit),
            layout: one.is_layout,
            at: one.at,
            who: one.who,
        })
        .collect::<Vec<_>>();
    if arguments.json {
        output::json(&answers);
        return Ok(Exit::Done);
    }
    for one in &answers {
        let meant = if one.layout {
            String::new()
        } else {
            format!(" → {}", one.unit.name)
        };
        output::line(&format!(
            "{}：{}{meant}（{}，{}）",
            one.id, one.words, one.at, one.who
        ));
    }
    output::line(&format!("记住的对应共 {} 条。", answers.len()));
    Ok(Exit::Done)
}
