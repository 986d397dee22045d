//! `xbh scheme diff`

use super::find::find;
use super::told::told;
use crate::args::DiffSchemes;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::diff::{Change, Effect, diff as compare, sentence};
use xianbaohui_desk::Error;

#[derive(Serialize)]
struct Report {
    from: Edition,
    to: Edition,
    /// the gravest of all changes
    effect: Option<Effect>,
    changes: Vec<Told>,
}

#[derive(Serialize)]
struct Edition {
    code: String,
    name: String,
    version: String,
}

#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    change: Change,
    message: String,
}

pub(super) fn diff(arguments: &DiffSchemes) -> Result<Exit, Error> {
    let old = find(&arguments.old)?;
    let new = find(&arguments.new)?;
    let changes = compare(&old, &new);
    let version = |scheme: &Scheme| Edition {
        code: scheme.code.clone(),
        name: scheme.name.clone(),
        version: scheme.version.clone(),
    };
    if arguments.json {
        output::json(&Report {
            from: version(&old),
            to: version(&new),
            effect: changes.iter().map(|change| change.effect).max(),
            changes: changes
                .into_iter()
                .map(|change| Told {
                    message: sentence(&change, &old, &new),
                    change,
                })
                .collect(),
        });
        return Ok(Exit::Done);
    }
    if changes.is_empty() {
        output::line("两份报表制度没有差别。");
    }
    told(&changes, &old, &new);
    Ok(Exit::Done)
}
