//! The catalogue: texts by code, and how arguments are put into them.

use crate::finding::{Arg, Args, Finding, FindingCode};
use crate::notice::{Notice, NoticeCode};
use minijinja::value::Value;
use minijinja::{Environment, UndefinedBehavior};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

/// What is told beside figures: a code and its sentence.
const NOTICES: &str = include_str!("../../messages/zh-CN/notice.toml");

const TEXTS: &[&str] = &[
    include_str!("../../messages/zh-CN/before.toml"),
    include_str!("../../messages/zh-CN/cell.toml"),
    include_str!("../../messages/zh-CN/check.toml"),
    include_str!("../../messages/zh-CN/entry.toml"),
    include_str!("../../messages/zh-CN/header.toml"),
    include_str!("../../messages/zh-CN/intake.toml"),
    include_str!("../../messages/zh-CN/measure.toml"),
    include_str!("../../messages/zh-CN/register.toml"),
    include_str!("../../messages/zh-CN/row.toml"),
    include_str!("../../messages/zh-CN/rule.toml"),
    include_str!("../../messages/zh-CN/sheet.toml"),
    include_str!("../../messages/zh-CN/total.toml"),
    include_str!("../../messages/zh-CN/version.toml"),
];

/// Names that a list in a sentence has at most; the rest is counted.
const MOST_NAMED: usize = 8;

/// What the catalogue says of a code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// what was found, with `{{ … }}` for arguments
    pub what: String,
    /// what to do
    #[serde(default, rename = "do")]
    pub to_do: String,
    /// why it is looked at: the reason of the check
    pub why: String,
    /// how grave, where it is not always the same
    #[serde(default)]
    pub grade: String,
    /// an example: arguments by name, and `cells`
    #[serde(default)]
    pub example: BTreeMap<String, Example>,
}

/// An argument of an example.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Example {
    /// words, or a figure in digits
    Text(String),
    /// how many
    Count(u64),
    /// names
    List(Vec<String>),
}

struct Catalogue {
    pages: HashMap<FindingCode, Page>,
    notices: BTreeMap<String, String>,
    words: Environment<'static>,
}

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let mut pages = HashMap::new();
        for text in TEXTS {
            // shipped texts: a test reads them all
            let found = toml::from_str::<BTreeMap<String, Page>>(text).unwrap_or_default();
            for (code, page) in found {
                if let Ok(code) = code.parse::<FindingCode>() {
                    pages.insert(code, page);
                }
            }
        }
        let mut words = Environment::new();
        words.set_undefined_behavior(UndefinedBehavior::Lenient);
        words.add_filter(
            "few",
            |names: Vec<String>, of: Option<String>, most: Option<usize>| {
                few(&names, of.as_deref(), most)
            },
        );
        for (code, page) in &pages {
            // what cannot be read is told as code and arguments, and a test fails
            let _ = words.add_template_owned(format!("{code}.what"), page.what.clone());
            let _ = words.add_template_owned(format!("{code}.do"), page.to_do.clone());
        }
        let notices = toml::from_str::<BTreeMap<String, String>>(NOTICES).unwrap_or_default();
        for (code, text) in &notices {
            let _ = words.add_template_owned(format!("{code}.notice"), text.clone());
        }
        Catalogue {
            pages,
            notices,
            words,
        }
    })
}

/// `甲、乙、丙 等 12 格`
fn few(names: &[String], of: Option<&str>, most: Option<usize>) -> String {
    let most = most.unwrap_or(MOST_NAMED);
    let told = names
        .iter()
        .take(most)
        .cloned()
        .collect::<Vec<_>>()
        .join("、");
    match of {
        _ if names.len() <= most => told,
        Some(of) => format!("{told} 等 {} {of}", names.len()),
        None => format!("{told} 等"),
    }
}

/// What the catalogue says of a code.
pub fn page(code: FindingCode) -> Option<&'static Page> {
    catalogue().pages.get(&code)
}

/// All that the catalogue says, in the order of the codes.
pub fn pages() -> impl Iterator<Item = (FindingCode, &'static Page)> {
    FindingCode::ALL
        .iter()
        .filter_map(|code| Some((*code, page(*code)?)))
}

/// Names of what a code's sentence takes; a text that cannot be read is an error.
///
/// # Errors
/// What is wrong with the text.
pub fn variables(page: &Page) -> Result<HashSet<String>, String> {
    variables_of(&[&page.what, &page.to_do])
}

/// The same of what is told beside figures; nothing where a code has no words.
///
/// # Errors
/// What is wrong with the text.
pub fn notice_variables(code: NoticeCode) -> Result<Option<HashSet<String>>, String> {
    let text = catalogue().notices.get(code.as_str());
    text.map(|text| variables_of(&[text])).transpose()
}

/// Codes that have words beside figures.
pub fn notices() -> impl Iterator<Item = &'static str> {
    catalogue().notices.keys().map(String::as_str)
}

fn variables_of(texts: &[&str]) -> Result<HashSet<String>, String> {
    let mut words = Environment::new();
    words.add_filter(
        "few",
        |names: Vec<String>, of: Option<String>, most: Option<usize>| {
            few(&names, of.as_deref(), most)
        },
    );
    let mut names = HashSet::new();
    for text in texts {
        let template = words
            .template_from_str(text)
            .map_err(|why| why.to_string())?;
        names.extend(template.undeclared_variables(false));
    }
    Ok(names)
}

/// The sentence of what is told beside a figure, without its full stop.
pub(super) fn render_notice(notice: &Notice) -> String {
    let name = format!("{}.notice", notice.code.as_str());
    let written = catalogue()
        .words
        .get_template(&name)
        .and_then(|text| text.render(values(&notice.args)));
    written.unwrap_or_else(|_| format!("{}：{:?}", notice.code.as_str(), notice.args))
}

fn values(args: &Args) -> BTreeMap<&str, Value> {
    let value = |arg: &Arg| match arg {
        Arg::Text(text) | Arg::At(text) => Value::from(text.as_str()),
        Arg::Count(count) => Value::from(*count),
        Arg::List(list) | Arg::Places(list) => Value::from(list.clone()),
    };
    args.iter()
        .map(|(name, arg)| (name.as_str(), value(arg)))
        .collect()
}

/// What was found, and what to do.
pub(super) fn render(finding: &Finding) -> (String, String) {
    let mut values = values(&finding.args);
    let cells = finding
        .cells
        .iter()
        .map(crate::place::Place::cell)
        .collect::<Vec<_>>();
    if let Some(first) = finding.cells.first() {
        values.insert("cell", Value::from(first.cell()));
        values.insert("row", Value::from(u64::from(first.row) + 1));
    }
    values.insert("cells", Value::from(cells));
    let written = |part: &str| {
        let name = format!("{}.{part}", finding.code);
        catalogue()
            .words
            .get_template(&name)
            .and_then(|text| text.render(&values))
            .ok()
    };
    match (written("what"), written("do")) {
        (Some(what), Some(to_do)) => (what, to_do),
        _ => (
            format!("{}：{:?}", finding.code, finding.args),
            String::new(),
        ),
    }
}
