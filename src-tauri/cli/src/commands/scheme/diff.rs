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
pub(super) struct Edition {
    code: String,
    name: String,
    version: String,
}

impl Edition {
    pub(super) fn of(scheme: &Scheme) -> Self {
        Self {
            code: scheme.code.clone(),
            name: scheme.name.clone(),
            version: scheme.version.clone(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Told {
    #[serde(flatten)]
    change: Change,
    message: String,
}

impl Told {
    pub(super) fn all(changes: Vec<Change>, old: &Scheme, new: &Scheme) -> Vec<Self> {
        let told = changes.into_iter().map(|change| Self {
            message: sentence(&change, old, new),
            change,
        });
        told.collect()
    }
}

pub(super) fn diff(arguments: &DiffSchemes) -> Result<Exit, Error> {
    let old = find(&arguments.old)?;
    let new = find(&arguments.new)?;
    let changes = compare(&old, &new);
    if arguments.json {
        output::json(&Report {
            from: Edition::of(&old),
            to: Edition::of(&new),
            effect: changes.iter().map(|change| change.effect).max(),
            changes: Told::all(changes, &old, &new),
        });
        return Ok(Exit::Done);
    }
    if changes.is_empty() {
        output::line("两份报表制度没有差别。");
    }
    told(&changes, &old, &new);
    Ok(Exit::Done)
}
