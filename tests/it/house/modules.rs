//! The modules of a crate, a file each, and the paths that stand in them.

use super::words::{is_name, words};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A path, word by word, as it is written.
pub(super) type Words = Vec<String>;

/// One file.
#[derive(Default)]
pub(super) struct Module {
    /// what its `use` lines bring in: the name here, the path, and whether it is handed on
    pub(super) uses: BTreeMap<String, (Words, bool)>,
    /// modules that it takes everything of
    pub(super) globs: Vec<Words>,
    /// the other paths in it
    pub(super) paths: Vec<Words>,
    /// all names in it outside its `use` lines
    pub(super) names: BTreeSet<String>,
}

impl Module {
    /// Every path in it, as it is written.
    pub(super) fn all_paths(&self) -> impl Iterator<Item = &Words> {
        let used = self.uses.values().map(|(path, _)| path);
        used.chain(&self.globs).chain(&self.paths)
    }
}

/// The modules of a crate by their paths; the crate's own root has none.
pub(super) type Modules = BTreeMap<Words, Module>;

/// Reads all files of a folder with sources.
pub(super) fn modules(source: &Path) -> Modules {
    let mut found = Modules::new();
    read(source, &Vec::new(), &mut found);
    found
}

fn read(folder: &Path, own: &Words, into: &mut Modules) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut inner = own.clone();
        if path.is_dir() {
            inner.push(name);
            read(&path, &inner, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            if !["lib", "main", "mod"].contains(&name.as_str()) {
                inner.push(name);
            }
            into.insert(inner, module(&std::fs::read_to_string(&path).unwrap()));
        }
    }
}

fn module(text: &str) -> Module {
    let words = words(text);
    let mut found = Module::default();
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        if rest[0] == "use" {
            let length = rest.iter().take_while(|word| *word != ";").count();
            let before = at.checked_sub(1).map(|at| words[at].as_str());
            let is_handed_on = matches!(before, Some("pub" | ")"));
            tree(&rest[1..length], &Vec::new(), is_handed_on, &mut found);
            at += length;
            continue;
        }
        // who may see it: `pub(in crate::check)`
        if rest[0] == "in" && at > 0 && words[at - 1] == "(" {
            at += rest.iter().take_while(|word| *word != ")").count();
            continue;
        }
        // that a module is there is no use of it
        if rest[0] == "mod" {
            at += 2;
            continue;
        }
        let length = path(rest);
        if length > 1 && (at == 0 || words[at - 1] != "::") {
            let own = rest[..length].iter().filter(|word| *word != "::");
            found.paths.push(own.cloned().collect());
        }
        found.names.extend(rest.iter().take(length.max(1)).cloned());
        at += length.max(1);
    }
    found
}

/// How many words a path takes that begins here.
fn path(words: &[String]) -> usize {
    if !is_name(&words[0]) {
        return 0;
    }
    let mut length = 1;
    while words.get(length).is_some_and(|word| word == "::")
        && words.get(length + 1).is_some_and(|word| is_name(word))
    {
        length += 2;
    }
    length
}

/// A tree of a `use` line: `a::b`, `a::b as c`, `a::{b, c::*}`.
fn tree(words: &[String], before: &Words, is_handed_on: bool, into: &mut Module) {
    let mut own = before.clone();
    let mut rest = words;
    loop {
        match rest {
            [name, mark, more @ ..] if mark == "::" => {
                own.push(name.clone());
                rest = more;
            }
            [open, inside @ .., close] if open == "{" && close == "}" => {
                for one in parted(inside) {
                    tree(one, &own, is_handed_on, into);
                }
                return;
            }
            [star] if star == "*" => return into.globs.push(own),
            [name, more @ ..] => {
                if name != "self" || own.is_empty() {
                    own.push(name.clone());
                }
                let known = more.get(1).or(own.last()).cloned().unwrap_or_default();
                into.uses.insert(known, (own, is_handed_on));
                return;
            }
            [] => return,
        }
    }
}

/// The parts of a group, divided by its own commas.
fn parted(words: &[String]) -> Vec<&[String]> {
    let mut depth = 0;
    let is_comma = |word: &String| {
        match word.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        depth == 0 && word == ","
    };
    words.split(is_comma).collect()
}
