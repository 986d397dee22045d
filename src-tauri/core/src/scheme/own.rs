//! 本级补充: indicators, rules and rows that a lower level adds to the scheme of the level above.
//! What stands above the line is the level above's, and is what its blanks are known by.

use super::build::{self, Age};
use super::parting::{line, written};
use super::{Scheme, SchemeError, file};
use std::path::Path;

impl Scheme {
    /// The text of the level above, without what this level adds.
    pub fn text_above(&self) -> &str {
        let end = line(&self.text).map_or(self.text.len(), |(from, _)| from);
        self.text.get(..end).unwrap_or_default()
    }

    /// What this level adds; empty where it adds nothing.
    pub fn text_own(&self) -> &str {
        let from = line(&self.text).map_or(self.text.len(), |(_, to)| to);
        self.text.get(from..).unwrap_or_default()
    }

    /// Whether this level adds anything.
    pub fn has_own(&self) -> bool {
        !self.text_own().trim().is_empty()
    }

    /// The same with this in place of what this level adds. `name` is what messages call it.
    ///
    /// # Errors
    /// It says what a lower level may not, or the level above says it already.
    pub fn with_own(&self, name: &str, own: &str) -> Result<Self, SchemeError> {
        let above = self.text_above();
        if own.trim().is_empty() {
            return Self::parse(&self.code, above);
        }
        let files = [
            (self.code.clone(), format!("{above}{}", written())),
            (name.to_owned(), own.to_owned()),
        ];
        build::scheme(&files, Age::OwnIsNew)
    }

    /// Another version of the scheme of the level above, with what this level adds.
    ///
    /// # Errors
    /// What this level adds does not go with it.
    pub fn kept_in(&self, new: Self) -> Result<Self, SchemeError> {
        if !self.has_own() || new.has_own() {
            return Ok(new);
        }
        new.with_own("本级补充", self.text_own())
    }

    /// The scheme that a file would make of this one: another version, or with what the file adds
    /// where it is no scheme of its own.
    ///
    /// # Errors
    /// It cannot be read, or something is wrong with it.
    pub fn changed_by(&self, path: &Path) -> Result<Self, SchemeError> {
        match additions(path)? {
            Some((name, text)) => self.with_own(&name, &text),
            None => self.kept_in(Self::find(&path.display().to_string())?),
        }
    }
}

/// Name and text of a file that only adds: it has no `[scheme]`.
fn additions(path: &Path) -> Result<Option<(String, String)>, SchemeError> {
    if !path.is_file() {
        return Ok(None);
    }
    let [(name, text)] = &file::texts(path)?[..] else {
        return Ok(None);
    };
    let has_head = text
        .lines()
        .any(|line| line.trim_start().starts_with("[scheme]"));
    Ok((!has_head).then(|| (name.clone(), text.clone())))
}
