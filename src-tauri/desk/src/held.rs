//! Two returns for the same figures of the same units: a county table that lacks what an earlier
//! one had or has it otherwise, a table and a unit's own return that differ, two tables that do.
//! Which of them counts only the officer knows: it is asked, and nothing is replaced in silence.

use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use xianbaohui_core::figure::{Figure, State};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::{Form, Layout, Role};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::place::Place;
use xianbaohui_core::question::{Answer, BOTH, Question, REFUSE, REPLACE};
use xianbaohui_core::returns::{Return, Value};
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::standing::Key;
use xianbaohui_core::standing::{Standing, StandingEntry, StandingFigure};
use xianbaohui_reading::check::identify;
use xianbaohui_reading::intake::Verdict;

/// Names told in one sentence; findings and the ledger's versions have all.
const MOST_TOLD: usize = 30;

/// What came of holding a file against the ledger.
pub(crate) enum Held {
    /// these must be answered
    Open(Vec<Question>),
    /// the officer does not want it
    Refused,
}

/// Holds the returns of a file against those that stand. What was answered, and what changed, is
/// told as findings. `answers`: question and choice.
pub(crate) fn held(
    verdict: &mut Verdict,
    sha256: &str,
    standing: &[Standing],
    (scheme, round): (&Scheme, Option<&Round>),
    answers: &[(String, String)],
) -> Held {
    let mut open = Vec::new();
    let Verdict::Ready(returns) = verdict else {
        return Held::Open(open);
    };
    for one in returns {
        let taken = &mut one.taken;
        if standing.is_empty() {
            continue;
        }
        let own = standing_of(taken, "", scheme);
        let asked = [
            lacking(&own, taken, sha256, standing, scheme),
            shorter(&own, taken, standing, scheme),
            differing(&own, sha256, standing, scheme),
        ];
        for (question, severity, told) in asked.into_iter().flatten() {
            let Some(mut question) = question else {
                tell(
                    taken,
                    (scheme, round),
                    severity,
                    "version.changed",
                    told,
                    Vec::new(),
                );
                continue;
            };
            let answer = answers
                .iter()
                .rev()
                .find(|(id, _)| *id == question.id)
                .map(|(_, choice)| choice.as_str());
            match answer.filter(|answer| question.choices.iter().any(|choice| choice.id == *answer))
            {
                Some(REFUSE) => return Held::Refused,
                Some(_) => tell(
                    taken,
                    (scheme, round),
                    severity,
                    "version.confirmed",
                    told,
                    std::mem::take(&mut question.cells),
                ),
                None => open.push(question),
            }
        }
    }
    Held::Open(open)
}

/// A question, or none where only something is to be told; how grave what is told is, and the
/// sentence.
type Found = (Option<Question>, Severity, String);

fn tell(
    taken: &mut Return,
    (scheme, round): (&Scheme, Option<&Round>),
    severity: Severity,
    rule: &str,
    message: String,
    cells: Vec<Place>,
) {
    let finding = Finding::new(severity, rule, message).at_all(cells);
    taken.findings.push(finding);
    identify(taken, scheme, round);
}

/// The values of a return by unit, indicator and code of the column.
fn keyed<'a>(taken: &'a Return, scheme: &'a Scheme) -> impl Iterator<Item = (Key, &'a Value)> {
    let columns = scheme.forms[taken.form].columns();
    taken.values.iter().map(move |value| {
        (
            (
                value.unit,
                value.indicator,
                columns[value.column].code.clone(),
            ),
            value,
        )
    })
}

/// A county table after an earlier one of the same sender: what it lacks of that one, or has
/// otherwise, is asked about.
fn lacking(
    own: &Standing,
    taken: &Return,
    sha256: &str,
    standing: &[Standing],
    scheme: &Scheme,
) -> Option<Found> {
    let form = &scheme.forms[taken.form];
    let earlier = standing
        .iter()
        .find(|own| own.form == taken.form && own.sender == taken.unit)
        .filter(|_| matches!(form.layout, Layout::CountyTable(_)))?;
    let is_there = |figure: &StandingFigure| figure.state != State::Blank;
    let mut lost: BTreeMap<usize, Vec<&Key>> = BTreeMap::new();
    let mut changed: Vec<(&Key, &StandingFigure, &StandingFigure)> = Vec::new();
    for (key, before) in earlier
        .figures
        .iter()
        .filter(|(_, figure)| is_there(figure))
    {
        match own.figures.get(key).filter(|now| is_there(now)) {
            None => lost.entry(key.0).or_default().push(key),
            // what could not be read before was no figure, and is put right
            Some(now)
                if matches!(before.state, State::Number | State::Nil)
                    && (now.number != before.number || now.state != before.state) =>
            {
                changed.push((key, before, now));
            }
            Some(_) => {}
        }
    }
    if lost.is_empty() && changed.is_empty() {
        return None;
    }
    changed.sort_unstable_by_key(|(key, ..)| *key);
    let words = changed
        .iter()
        .map(|(key, before, now)| {
            format!(
                "{} {}→{}",
                name(key, taken.form, scheme),
                shown(before),
                shown(now)
            )
        })
        .collect::<Vec<_>>();
    let all_changed = words.join("、");
    let words = listed(words);
    let gone = lost.iter().map(|(unit, keys)| {
        let whole = !earlier
            .figures
            .iter()
            .any(|(key, figure)| key.0 == *unit && is_there(figure) && !keys.contains(&key));
        let unit = &scheme.units[*unit].name;
        if whole {
            return unit.clone();
        }
        let was = |key: &&Key| earlier.figures.get(*key).map(shown).unwrap_or_default();
        let mut keys = keys
            .iter()
            .map(|key| format!("{}（原 {}）", of_unit(key, taken.form, scheme), was(key)))
            .collect::<Vec<_>>();
        keys.sort_unstable();
        format!("{unit}的{}", listed(keys))
    });
    let gone = listed(gone);
    let standing_version = format!("第 {} 版（{}）", earlier.version, earlier.file);
    let (text, told) = if lost.is_empty() {
        let text = format!(
            "“{}”已有{standing_version}，这一份里有 {} 个数和它不同：{words}。收下就整体替换前一\
                版。请核对是更正，还是另一张表。",
            form.name,
            changed.len()
        );
        (
            text,
            format!(
                "按人工确认，整体替换{standing_version}，改了 {} 个数：{words}。",
                changed.len()
            ),
        )
    } else {
        let count = lost.len();
        let (also, told_also) = if changed.is_empty() {
            (String::new(), String::new())
        } else {
            (
                format!("另有 {} 个数和前一版不同：{words}。", changed.len()),
                format!("改了 {} 个数：{words}。", changed.len()),
            )
        };
        let text = format!(
            "“{}”已有{standing_version}，这一份里没有其中 {count} 个单位的数：{gone}。{also}收下就\
                整体替换前一版，这些数不再计入。请核对是更正，还是只报了一部分。",
            form.name
        );
        (
            text,
            format!(
                "按人工确认，整体替换{standing_version}；前一版里的这些数不再计入：{gone}。\
                    {told_also}"
            ),
        )
    };
    let blanks = lost
        .values()
        .flatten()
        .filter_map(|key| own.figures.get(*key))
        .map(|blank| blank.place.clone());
    let cells = blanks
        .chain(changed.iter().map(|(_, _, now)| now.place.clone()))
        .collect::<BTreeSet<_>>();
    let choices = vec![
        Answer {
            id: REPLACE.into(),
            text: "作为新的一版，整体替换".into(),
        },
        Answer {
            id: REFUSE.into(),
            text: "不收，保留前一版".into(),
        },
    ];
    let seed = format!("{} {} {gone} {all_changed}", taken.sheet, earlier.version);
    Some((
        Some(Question {
            id: id(sha256, &seed),
            of: "version".into(),
            cells: cells.into_iter().collect(),
            text,
            choices,
        }),
        Severity::C,
        told,
    ))
}

/// A figure, or what stands in its place.
fn shown(figure: &StandingFigure) -> String {
    match (figure.number, figure.state) {
        (Some(number), _) => number.normalize().to_string(),
        (None, State::Nil) => "/".into(),
        (None, State::Blank) => "空".into(),
        (None, _) => "未识别".into(),
    }
}

/// A roster after an earlier one of the same unit: rows that are gone and figures that are others
/// are told.
fn shorter(
    own: &Standing,
    taken: &Return,
    standing: &[Standing],
    scheme: &Scheme,
) -> Option<Found> {
    let Layout::Roster(roster) = &scheme.forms[taken.form].layout else {
        return None;
    };
    let earlier = standing
        .iter()
        .find(|own| own.form == taken.form && own.sender == taken.unit)?;
    let mut now: HashMap<&str, Vec<&StandingEntry>> = HashMap::new();
    for entry in &own.entries {
        now.entry(&entry.key).or_default().push(entry);
    }
    let mut left = now
        .iter()
        .map(|(key, entries)| (*key, entries.len()))
        .collect::<HashMap<_, _>>();
    let (mut gone, mut changed) = (Vec::new(), Vec::new());
    for before in &earlier.entries {
        let left = left.entry(&before.key).or_default();
        if *left == 0 {
            gone.push(before.name.clone());
            continue;
        }
        *left -= 1;
        // which of several rows of one name is which nobody can tell
        if let Some([entry]) = now.get(before.key.as_str()).map(Vec::as_slice) {
            for ((field, was), is) in roster
                .fields
                .iter()
                .zip(&before.figures)
                .zip(&entry.figures)
                .filter(|((_, was), is)| was != is)
            {
                let word = |figure: &Option<Decimal>| {
                    figure.map_or("没有数".to_owned(), |figure| {
                        figure.normalize().to_string()
                    })
                };
                changed.push(format!(
                    "{} {} {}→{}",
                    before.name,
                    field.name,
                    word(was),
                    word(is)
                ));
            }
        }
    }
    if gone.is_empty() && changed.is_empty() {
        return None;
    }
    let counts = format!(
        "前一版 {} 条，这一份 {} 条",
        earlier.entries.len(),
        own.entries.len()
    );
    let gone =
        (!gone.is_empty()).then(|| format!("；少了前一版的 {} 条：{}", gone.len(), listed(gone)));
    let changed = (!changed.is_empty())
        .then(|| format!("；改了 {} 个数：{}", changed.len(), listed(changed)));
    let told = format!(
        "替换第 {} 版（{}）：{counts}{}{}",
        earlier.version,
        earlier.file,
        gone.unwrap_or_default(),
        changed.unwrap_or_default()
    );
    Some((
        None,
        Severity::C,
        format!("{told}。请核对是更正，还是只报了一部分。"),
    ))
}

/// Two tables, or a table and a unit's own return, that give the same indicator and column of the
/// same unit differently.
fn differing(
    own: &Standing,
    sha256: &str,
    standing: &[Standing],
    scheme: &Scheme,
) -> Option<Found> {
    let is_table = |form: usize| matches!(scheme.forms[form].layout, Layout::CountyTable(_));
    let own_is_table = is_table(own.form);
    let is_roster = |form: usize| matches!(scheme.forms[form].layout, Layout::Roster(_));
    // what a table says of the unit that sends it is its own word in both
    let is_other = |other: &&Standing| {
        other.form != own.form
            && !is_roster(other.form)
            && (own_is_table || is_table(other.form))
            && (own_is_table == is_table(other.form) || other.sender != own.sender)
    };
    let mut differences: Vec<(&Place, String, String)> = Vec::new();
    for other in standing.iter().filter(is_other) {
        let (form, file) = (&scheme.forms[other.form], &other.file);
        let mut compared: HashMap<(usize, &str), bool> = HashMap::new();
        for (key, figure) in &own.figures {
            // a return speaks of its own unit, a table of those in its rows
            if own_is_table
                && (if is_table(other.form) {
                    key.0 == own.sender
                } else {
                    other.sender != key.0
                })
            {
                continue;
            }
            let indicator = scheme.indicators[key.1].code.as_str();
            // columns of another code may be meant otherwise, however alike they are called
            let asks = |form: &Form| {
                form.indicators().contains(&indicator)
                    && form
                        .column(indicator, &key.2)
                        .is_some_and(|column| column.role == Role::Value)
            };
            if !*compared
                .entry((key.1, key.2.as_str()))
                .or_insert_with(|| asks(&scheme.forms[own.form]) && asks(form))
            {
                continue;
            }
            let (Some(number), Some(against)) = (figure.number, other.figures.get(key)) else {
                continue;
            };
            let Some(there) = against.number.filter(|there| *there != number) else {
                continue;
            };
            let words = format!(
                "{} 这里是 {}，{}里是 {}（{file} {}）",
                name(key, own.form, scheme),
                number.normalize(),
                form.name,
                there.normalize(),
                against.place
            );
            differences.push((
                &figure.place,
                words,
                format!("{key:?} {} {}", number.normalize(), there.normalize()),
            ));
        }
    }
    if differences.is_empty() {
        return None;
    }
    differences.sort_unstable();
    let told = listed(differences.iter().map(|(_, words, _)| words.clone()));
    let text = format!(
        "同一个数在两张表（县表、单位自己报的表）里不一样，共 {} 处：{told}。请核对以哪个为准；\
            不对的请退回更正。",
        differences.len()
    );
    let confirmed = format!(
        "按人工确认，两张表各留各的数，共 {} 处不一样：{told}。",
        differences.len()
    );
    let choices = vec![
        Answer {
            id: BOTH.into(),
            text: "都收，各留在各自的表里".into(),
        },
        Answer {
            id: REFUSE.into(),
            text: "不收这一份".into(),
        },
    ];
    let seed = differences
        .iter()
        .map(|(place, _, seed)| format!("{place} {seed}"))
        .collect::<Vec<_>>()
        .join(";");
    let cells = differences
        .into_iter()
        .map(|(cell, ..)| cell.clone())
        .collect();
    Some((
        Some(Question {
            id: id(sha256, &seed),
            of: "version".into(),
            cells,
            text,
            choices,
        }),
        Severity::C,
        confirmed,
    ))
}

/// The returns of a file as others are held against them, where any form asks for what another asks
/// for.
pub(crate) fn claims(
    verdict: &Verdict,
    file: &str,
    shared: &[usize],
    scheme: &Scheme,
) -> Vec<Standing> {
    let Verdict::Ready(returns) = verdict else {
        return Vec::new();
    };
    returns
        .iter()
        .filter(|one| shared.contains(&one.taken.form))
        .map(|one| standing_of(&one.taken, file, scheme))
        .collect()
}

/// What is asked of a file whose returns claim what others of the same batch claim, too.
pub(crate) fn between(
    claims: &[Standing],
    sha256: &str,
    others: &[Standing],
    scheme: &Scheme,
) -> Vec<Question> {
    claims
        .iter()
        .filter_map(|own| differing(own, sha256, others, scheme))
        .filter_map(|(question, ..)| question)
        .collect()
}

fn standing_of(taken: &Return, file: &str, scheme: &Scheme) -> Standing {
    let figure = |value: &Value| {
        let figure = Figure::of(&value.datum, value.bound);
        StandingFigure {
            state: figure.state,
            number: figure.number,
            place: place(taken, value),
        }
    };
    let figures = keyed(taken, scheme)
        .map(|(key, value)| (key, figure(value)))
        .collect();
    let entries = match &scheme.forms[taken.form].layout {
        Layout::Roster(roster) => taken
            .entries
            .iter()
            .map(|entry| {
                StandingEntry::of(
                    roster,
                    entry.fields.iter().map(|field| (&*field.raw, &field.datum)),
                )
            })
            .collect(),
        _ => Vec::new(),
    };
    Standing {
        form: taken.form,
        sender: taken.unit,
        version: 0,
        file: file.to_owned(),
        figures,
        entries,
    }
}

fn place(taken: &Return, value: &Value) -> Place {
    Place::new(&*taken.sheet, value.row, value.sheet_column)
}

/// `宁晋县 技术合同成交额 累计`
fn name(key: &Key, form: usize, scheme: &Scheme) -> String {
    format!(
        "{} {}",
        scheme.units[key.0].name,
        of_unit(key, form, scheme)
    )
}

fn of_unit((_, indicator, column): &Key, form: usize, scheme: &Scheme) -> String {
    let own = &scheme.indicators[*indicator];
    let column = scheme.forms[form]
        .column(&own.code, column)
        .map_or(column.as_str(), |spec| &spec.name);
    format!("{} {column}", own.name)
}

fn listed(words: impl IntoIterator<Item = String>) -> String {
    let words = words.into_iter().collect::<Vec<_>>();
    let more = if words.len() > MOST_TOLD {
        format!(" 等 {} 处", words.len())
    } else {
        String::new()
    };
    format!("{}{more}", words[..words.len().min(MOST_TOLD)].join("、"))
}

fn id(sha256: &str, seed: &str) -> String {
    let mut hash = Sha256::new();
    for part in [sha256, seed] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    xianbaohui_files::hex(&hash.finalize()[..6])
}
