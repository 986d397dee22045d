//! Two returns for the same figures of the same units: a county table that lacks what an earlier one had, a table and a unit's own return that
//! differ. Which of them counts only the officer knows: it is asked, and nothing is replaced in silence.

use crate::finding::{Finding, Severity};
use crate::form::{Layout, Role};
use crate::intake::Verdict;
use crate::ledger::{Figure, Key, Standing, StandingFigure, State};
use crate::read::cell_name;
use crate::returns::{Return, Value};
use crate::scheme::Scheme;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Something that must be answered before a file is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// the same for the same file and the same figures it is about
    pub id: String,
    /// what is asked about: `version`
    pub of: String,
    /// cells of the file that it is about
    pub cells: Vec<String>,
    /// the sentence
    pub text: String,
    /// what may be answered
    pub choices: Vec<Answer>,
}

/// One of the answers to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// what `--answer` takes
    pub id: String,
    /// what it does
    pub text: String,
}

/// The new table counts as a whole, what it lacks is gone.
pub const REPLACE: &str = "replace";
/// Both count, each in its own form.
pub const BOTH: &str = "both";
/// The file is not taken.
pub const REFUSE: &str = "refuse";

/// Names told in one sentence; findings and the ledger's versions have all.
const MOST_TOLD: usize = 30;

/// What came of holding a file against the ledger.
pub(crate) enum Held {
    /// these must be answered
    Open(Vec<Question>),
    /// the officer does not want it
    Refused,
}

/// Holds the returns of a file against those that stand. What was answered, and what changed, is told as findings. `answers`: question and choice.
pub(crate) fn held(verdict: &mut Verdict, sha256: &str, standing: &[Standing], scheme: &Scheme, answers: &[(String, String)]) -> Held {
    let mut open = Vec::new();
    let Verdict::Ready(returns) = verdict else { return Held::Open(open) };
    for one in returns {
        let taken = &mut one.taken;
        if standing.is_empty() {
            continue;
        }
        let own = standing_of(taken, "", scheme);
        let asked = [lacking(&own, taken, sha256, standing, scheme), differing(&own, sha256, standing, scheme)];
        for (question, severity, told) in asked.into_iter().flatten() {
            let Some(mut question) = question else {
                tell(taken, scheme, severity, "version.changed", told, Vec::new());
                continue;
            };
            let answer = answers.iter().rev().find(|(id, _)| *id == question.id).map(|(_, choice)| choice.as_str());
            match answer.filter(|answer| question.choices.iter().any(|choice| choice.id == *answer)) {
                Some(REFUSE) => return Held::Refused,
                Some(_) => tell(taken, scheme, severity, "version.confirmed", told, std::mem::take(&mut question.cells)),
                None => open.push(question),
            }
        }
    }
    Held::Open(open)
}

/// A question, or none where only something is to be told; how grave what is told is, and the sentence.
type Found = (Option<Question>, Severity, String);

fn tell(taken: &mut Return, scheme: &Scheme, severity: Severity, rule: &str, message: String, cells: Vec<String>) {
    let mut finding = Finding::new(severity, rule, message).at_all(cells);
    finding.identify(&scheme.units[taken.unit].code, &scheme.forms[taken.form].code);
    taken.findings.push(finding);
    taken.findings.sort_by_key(|one| one.severity);
}

/// The values of a return by unit, indicator and code of the column.
fn keyed<'a>(taken: &'a Return, scheme: &'a Scheme) -> impl Iterator<Item = (Key, &'a Value)> {
    let columns = scheme.forms[taken.form].columns();
    taken.values.iter().map(move |value| ((value.unit, value.indicator, columns[value.column].code.clone()), value))
}

/// A county table after an earlier one of the same sender: what it lacks of that one is asked about, what it changes is told.
fn lacking(own: &Standing, taken: &Return, sha256: &str, standing: &[Standing], scheme: &Scheme) -> Option<Found> {
    let form = &scheme.forms[taken.form];
    let earlier = standing.iter().find(|own| own.form == taken.form && own.sender == taken.unit).filter(|_| matches!(form.layout, Layout::CountyTable(_)))?;
    let is_there = |figure: &StandingFigure| figure.state != State::Blank;
    let mut lost: BTreeMap<usize, Vec<&Key>> = BTreeMap::new();
    let mut changed = Vec::new();
    for (key, figure) in earlier.figures.iter().filter(|(_, figure)| is_there(figure)) {
        match (own.figures.get(key).filter(|now| is_there(now)), figure.number) {
            (None, _) => lost.entry(key.0).or_default().push(key),
            (Some(StandingFigure { number: Some(now), .. }), Some(before)) if *now != before => changed.push((key, before, *now)),
            _ => {}
        }
    }
    if lost.is_empty() {
        changed.sort_unstable_by_key(|(key, ..)| *key);
        let words = changed.iter().map(|(key, before, now)| format!("{} {}→{}", name(key, taken.form, scheme), before.normalize(), now.normalize()));
        let told = (!changed.is_empty()).then(|| format!("替换第 {} 版（{}），改了 {} 个数：{}。", earlier.version, earlier.file, changed.len(), listed(words)));
        return told.map(|told| (None, Severity::D, told));
    }
    let gone = lost.iter().map(|(unit, keys)| {
        let whole = !earlier.figures.iter().any(|(key, figure)| key.0 == *unit && is_there(figure) && !keys.contains(&key));
        let unit = &scheme.units[*unit].name;
        if whole {
            return unit.clone();
        }
        let mut keys = keys.iter().map(|key| of_unit(key, taken.form, scheme)).collect::<Vec<_>>();
        keys.sort_unstable();
        format!("{unit}的{}", listed(keys))
    });
    let gone = listed(gone);
    let blanks = lost.values().flatten().filter_map(|key| own.figures.get(*key)).map(|blank| blank.place.clone()).collect::<BTreeSet<_>>();
    let text = format!(
        "“{}”已有第 {} 版（{}），这一份里没有其中 {} 个单位的数：{gone}。收下就整体替换前一版，这些数不再计入。请核对是更正，还是只报了一部分。",
        form.name,
        earlier.version,
        earlier.file,
        lost.len()
    );
    let told = format!("按人工确认，整体替换第 {} 版（{}）；前一版里的这些数不再计入：{gone}。", earlier.version, earlier.file);
    let choices = vec![Answer { id: REPLACE.into(), text: "作为新的一版，整体替换".into() }, Answer { id: REFUSE.into(), text: "不收，保留前一版".into() }];
    let seed = format!("{} {} {gone}", taken.sheet, earlier.version);
    Some((Some(Question { id: id(sha256, &seed), of: "version".into(), cells: blanks.into_iter().collect(), text, choices }), Severity::C, told))
}

/// A table and a unit's own return that give the same indicator and column of the same unit differently.
fn differing(own: &Standing, sha256: &str, standing: &[Standing], scheme: &Scheme) -> Option<Found> {
    let is_table = |form: usize| matches!(scheme.forms[form].layout, Layout::CountyTable(_));
    let own_is_table = is_table(own.form);
    // what a table says of the unit that sends it is its own word in both
    let others = standing.iter().filter(|other| other.form != own.form && is_table(other.form) != own_is_table && other.sender != own.sender).collect::<Vec<_>>();
    let mut differences: Vec<(&str, String, String)> = Vec::new();
    for other in others {
        let (form, file) = (&scheme.forms[other.form].name, &other.file);
        for (key, figure) in &own.figures {
            // a return speaks of its own unit, a table of those in its rows
            if own_is_table && other.sender != key.0 {
                continue;
            }
            let (Some(number), Some(against)) = (figure.number, other.figures.get(key)) else { continue };
            let Some(there) = against.number.filter(|there| *there != number && is_own_figure(key, own.form, scheme)) else { continue };
            let words = format!("{} 这里是 {}，{form}里是 {}（{file} {}）", name(key, own.form, scheme), number.normalize(), there.normalize(), against.place);
            differences.push((&figure.place, words, format!("{key:?} {} {}", number.normalize(), there.normalize())));
        }
    }
    if differences.is_empty() {
        return None;
    }
    differences.sort_unstable();
    let told = listed(differences.iter().map(|(_, words, _)| words.clone()));
    let text = format!("同一个数在县表和单位自己报的表里不一样，共 {} 处：{told}。请核对以哪个为准；不对的请退回更正。", differences.len());
    let confirmed = format!("按人工确认，两张表各留各的数，共 {} 处不一样：{told}。", differences.len());
    let choices = vec![Answer { id: BOTH.into(), text: "都收，各留在各自的表里".into() }, Answer { id: REFUSE.into(), text: "不收这一份".into() }];
    let seed = differences.iter().map(|(place, _, seed)| format!("{place} {seed}")).collect::<Vec<_>>().join(";");
    let cells = differences.into_iter().map(|(cell, ..)| cell.to_owned()).collect();
    Some((Some(Question { id: id(sha256, &seed), of: "version".into(), cells, text, choices }), Severity::C, confirmed))
}

/// Not a rate or rank, which each table works out for itself.
fn is_own_figure((_, indicator, column): &Key, form: usize, scheme: &Scheme) -> bool {
    scheme.forms[form].column(&scheme.indicators[*indicator].code, column).is_some_and(|spec| spec.role == Role::Value)
}

/// The returns of a file as others are held against them, where any form asks for what another asks for.
pub(crate) fn claims(verdict: &Verdict, file: &str, shared: &[usize], scheme: &Scheme) -> Vec<Standing> {
    let Verdict::Ready(returns) = verdict else { return Vec::new() };
    returns.iter().filter(|one| shared.contains(&one.taken.form)).map(|one| standing_of(&one.taken, file, scheme)).collect()
}

/// What is asked of a file whose returns claim what others of the same batch claim, too.
pub(crate) fn between(claims: &[Standing], sha256: &str, others: &[Standing], scheme: &Scheme) -> Vec<Question> {
    claims.iter().filter_map(|own| differing(own, sha256, others, scheme)).filter_map(|(question, ..)| question).collect()
}

fn standing_of(taken: &Return, file: &str, scheme: &Scheme) -> Standing {
    let figure = |value: &Value| {
        let figure = Figure::of(&value.datum, value.bound);
        StandingFigure { state: figure.state, number: figure.number, place: place(taken, value) }
    };
    let figures = keyed(taken, scheme).map(|(key, value)| (key, figure(value))).collect();
    Standing { form: taken.form, sender: taken.unit, version: 0, file: file.to_owned(), figures }
}

fn place(taken: &Return, value: &Value) -> String {
    format!("{}!{}", taken.sheet, cell_name(value.row, value.sheet_column))
}

/// `宁晋县 技术合同成交额 累计`
fn name(key: &Key, form: usize, scheme: &Scheme) -> String {
    format!("{} {}", scheme.units[key.0].name, of_unit(key, form, scheme))
}

fn of_unit((_, indicator, column): &Key, form: usize, scheme: &Scheme) -> String {
    let own = &scheme.indicators[*indicator];
    let column = scheme.forms[form].column(&own.code, column).map_or(column.as_str(), |spec| &spec.name);
    format!("{} {column}", own.name)
}

fn listed(words: impl IntoIterator<Item = String>) -> String {
    let words = words.into_iter().collect::<Vec<_>>();
    let more = if words.len() > MOST_TOLD { format!(" 等 {} 处", words.len()) } else { String::new() };
    format!("{}{more}", words[..words.len().min(MOST_TOLD)].join("、"))
}

fn id(sha256: &str, seed: &str) -> String {
    let mut hash = Sha256::new();
    for part in [sha256, seed] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    crate::hex(&hash.finalize()[..6])
}
