//! The client of the pages, as text.

use std::fmt::Write as _;
use ts_rs::{Config, TS};

/// A verb as it is declared.
pub(super) struct Verb {
    pub(super) name: &'static str,
    /// name and type
    pub(super) arguments: Vec<(&'static str, String)>,
    pub(super) answer: String,
    /// it tells how far it is
    pub(super) is_told: bool,
}

/// What a type is called in the pages. Ids and counts are far below where a double is not exact.
pub(super) fn type_name<T: TS>() -> String {
    T::name(&Config::new().with_large_int("number"))
}

/// `from_row` → `fromRow`
pub(super) fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        let (head, rest) = part.split_at(part.len().min(1));
        name + &head.to_uppercase() + rest
    })
}

/// Names of our own types in a type: those that begin with a capital, but for what is built in.
fn own_types(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
        .filter(|word| *word != "Array")
}

pub(super) fn text(verbs: &[Verb]) -> String {
    let mut types = verbs
        .iter()
        .flat_map(|verb| {
            verb.arguments
                .iter()
                .map(|(_, name)| name)
                .chain([&verb.answer])
        })
        .flat_map(|name| own_types(name))
        .collect::<Vec<_>>();
    types.sort_unstable();
    types.dedup();
    let mut text =
        "// This file was generated from src-tauri/desk/src/api. Do not edit it.\n".to_owned();
    for name in types {
        let _ = writeln!(text, "import type {{ {name} }} from \"./{name}\";");
    }
    text += "\n/** Every verb with arguments and answer: a mistyped call does not compile. */\n";
    text += "export type Commands = {\n";
    for verb in verbs {
        let arguments = verb
            .arguments
            .iter()
            .map(|(name, of)| format!("{}: {of}", camel(name)))
            .collect::<Vec<_>>()
            .join("; ");
        let arguments = if arguments.is_empty() {
            "Record<string, never>".to_owned()
        } else {
            format!("{{ {arguments} }}")
        };
        let _ = writeln!(
            text,
            "  {}: {{ args: {arguments}; result: {} }};",
            verb.name, verb.answer
        );
    }
    text += "};\n\n/** Those that tell how far they are. */\n";
    let told = verbs.iter().filter(|verb| verb.is_told);
    let told = told
        .map(|verb| format!("\"{}\"", verb.name))
        .collect::<Vec<_>>();
    let _ = writeln!(
        text,
        "export const REPORTING = [{}] as const;",
        told.join(", ")
    );
    text
}

#[cfg(test)]
mod tests {
    use crate::api::typescript;

    #[test]
    fn the_client_of_the_pages_is_written_where_the_types_are() {
        let Some(folder) = std::env::var_os("TS_RS_EXPORT_DIR") else {
            return;
        };
        let folder = std::path::PathBuf::from(folder);
        let written = std::fs::create_dir_all(&folder)
            .and_then(|()| std::fs::write(folder.join("Commands.ts"), typescript()));
        assert!(written.is_ok(), "{written:?}");
    }
}
