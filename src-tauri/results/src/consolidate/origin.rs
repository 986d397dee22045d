//! Where a figure came from: cell, file, version; for a total, what it was added or computed from.

use super::figures::{AtLarge, Consolidated, Key, Lack, Sides, consolidate};
use super::roster;
use super::told::Told;
use super::total::{Amount, Sums, growth};
use std::collections::{BTreeSet, HashMap, HashSet};
use xianbaohui_core::fact::rounds_before;
use xianbaohui_core::form::{Form, Role};
use xianbaohui_core::indicator::MeasureType;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::record::{FigureSource, Record, RecordError};
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::text;
use xianbaohui_core::unit_tree::Place;

/// Which figure is asked about.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// indicator code or name
    pub indicator: String,
    /// unit code or name; `None` for the total
    pub unit: Option<String>,
    /// column code or name; `None` for all
    pub column: Option<String>,
    /// form code; `None` for all
    pub form: Option<String>,
}

/// Where a figure came from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// form code
    pub form: String,
    /// indicator code
    pub indicator: String,
    /// column code
    pub column: String,
    /// the unit; the root for a total
    pub unit: String,
    /// the figure, as consolidated
    pub value: Option<Decimal>,
    /// the total has more digits than can be kept
    pub overflow: bool,
    /// how a total was made: `各单位之和`, `A ÷ B × 100`, or why there is none; `None` for a
    /// reported figure
    pub formula: Option<String>,
    /// the total is a rate or ratio that was computed, and has no end of digits
    pub computed: bool,
    /// what a rate or ratio was computed from
    pub sides: Option<(Side, Side)>,
    /// reported figures in it
    pub parts: Vec<Part>,
    /// units without a return
    pub missing: Vec<String>,
    /// units that have reported and whose figure is not in the total, and why
    pub left_out: Vec<Left>,
    /// units whose figure is in the total although a finding A stands against it, or that sent a
    /// return which one stands against as a whole
    pub flagged: Vec<String>,
    /// findings A that stand for all of a return, with the unit that sent it
    pub at_large: Vec<Said>,
    /// units in a rate or ratio of which one side is a figure and the other a declared nil, which
    /// adds nothing
    pub nil_sides: Vec<String>,
    /// of a total: what else is to be known of it
    pub told: Vec<Told>,
    /// 同比 from the ledger, where the column has it
    pub year_on_year: Option<YearsApart>,
}

/// A sum that a rate or ratio was computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// indicator code
    pub indicator: String,
    /// column code
    pub column: String,
    /// over the units that have both; `None` when it has too many digits or not one figure
    pub sum: Option<Decimal>,
}

/// What is wrong with all of a unit's return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// unit code
    pub unit: String,
    /// the sentence
    pub message: String,
}

/// A unit that is not in a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// unit code
    pub unit: String,
    /// why
    pub why: Why,
}

/// Why the figure of a unit is not in a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// left empty
    Blank,
    /// something that cannot be read
    Unreadable,
    /// a rate wants both of its sides, and one is unknown
    OneSide,
    /// no figure of this year
    NotThisYear,
    /// the ledger has no figure of this form of the year before
    NotLastYear,
    /// the round does not expect this unit
    NotExpected,
    /// it is in the figure of this unit above
    Within(String),
}

/// 同比 and what it was computed from.
#[derive(Debug, Clone)]
pub struct YearsApart {
    /// in percent
    pub value: Option<Decimal>,
    /// it has more digits than can be kept
    pub overflow: bool,
    /// sum of this year, of the units that have both
    pub of: Option<Decimal>,
    /// sum of the year before
    pub base: Option<Decimal>,
    /// codes of the units that have both years
    pub both: Vec<String>,
    /// units that have not, and why
    pub left_out: Vec<Left>,
    /// units whose figure of the year before stands under a finding A, or that sent a return then
    /// which one stands against as a whole
    pub flagged: Vec<String>,
    /// units whose figure of the year before is a bound or an approximation
    pub bounded: Vec<String>,
    /// units that had a figure of the year before and are not expected now
    pub gone: Vec<String>,
    /// figures of both years, unit by unit
    pub parts: Vec<Part>,
}

/// One reported figure.
#[derive(Debug, Clone)]
pub struct Part {
    /// the figure and its return
    pub figure: FigureSource,
    /// code of the round it was reported in
    pub round: String,
    /// of a roster: the name of its entry
    pub entry: Option<String>,
    /// earlier versions of it, newest first
    pub earlier: Vec<Version>,
}

/// A figure as an earlier version had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// version
    pub version: u32,
    /// what stood there
    pub raw: String,
    /// the figure
    pub value: Option<Decimal>,
    /// name of the file
    pub file: String,
    /// when it was committed
    pub committed_at: String,
}

/// Answers a question; one origin for each form and column that has the indicator.
pub fn trace(
    ledger: &dyn Record,
    round: &Round,
    question: &Question,
) -> Result<Vec<Origin>, RecordError> {
    let scheme = ledger.scheme();
    let wanted = text::key(&question.indicator);
    let asked = || {
        round
            .forms
            .iter()
            .filter_map(|code| scheme.form(code))
            .filter(|form| question.form.as_ref().is_none_or(|code| *code == form.code))
    };
    let indicator = scheme
        .indicators
        .iter()
        .position(|one| one.code == question.indicator || text::key(&one.name) == wanted);
    let rosters = asked()
        .filter_map(|form| Some((form, roster::summed(form, &question.indicator)?)))
        .collect::<Vec<_>>();
    if indicator.is_none() && rosters.is_empty() {
        let nearest = text::nearest(
            &question.indicator,
            scheme.indicators.iter().map(|one| one.name.as_str()),
        )
        .map_or_else(
            || {
                format!(
                    "，可用：{}",
                    scheme
                        .indicators
                        .iter()
                        .take(30)
                        .map(|one| one.name.as_str())
                        .collect::<Vec<_>>()
                        .join("、")
                )
            },
            |near| format!("，最接近的是“{near}”"),
        );
        return Err(RecordError::Unknown {
            what: "指标",
            name: question.indicator.clone(),
            nearest,
        });
    }
    let unit = match &question.unit {
        None => None,
        Some(name) => {
            let found = scheme
                .units
                .iter()
                .position(|unit| unit.code == *name)
                .or_else(|| {
                    scheme
                        .unit_names
                        .exactly(name, Some(round.period))
                        .first()
                        .map(|one| one.unit)
                });
            let Some(unit) = found else {
                let nearest = scheme
                    .unit_names
                    .nearest(name)
                    .map(|near| format!("，最接近的是“{near}”"))
                    .unwrap_or_default();
                return Err(RecordError::Unknown {
                    what: "填报单位",
                    name: name.clone(),
                    nearest,
                });
            };
            Some(unit)
        }
    };
    let mut origins = Vec::new();
    // of the unit that consolidates, what a sheet reports as its total, else the total
    let of_all = unit.is_none_or(|unit| unit == scheme.root);
    for (form, field) in rosters {
        if question.column.as_ref().is_some_and(|column| {
            field.2.code != *column && text::key(&field.2.name) != text::key(column)
        }) {
            continue;
        }
        let origin = roster::trace(ledger, round, form, field, unit.filter(|_| !of_all))?;
        if origin.value.is_some() || !origin.parts.is_empty() || !origin.left_out.is_empty() {
            origins.push(origin);
        }
    }
    let Some(indicator) = indicator else {
        return Ok(origins);
    };
    for form in asked() {
        if !form
            .indicators()
            .contains(&scheme.indicators[indicator].code.as_str())
        {
            continue;
        }
        let all = consolidate(ledger, round, form)?;
        for key in all
            .keys
            .iter()
            .copied()
            .filter(|key| key.indicator == indicator)
        {
            let spec = all.spec(scheme, key);
            if question.column.as_ref().is_some_and(|column| {
                spec.code != *column && text::key(&spec.name) != text::key(column)
            }) {
                continue;
            }
            let is_any = |origin: &Origin| {
                origin.value.is_some() || !origin.parts.is_empty() || !origin.left_out.is_empty()
            };
            let own = unit
                .map(|unit| of_unit(ledger, round, form, &all, key, unit))
                .transpose()?
                .filter(is_any);
            let total = if of_all && own.is_none() {
                Some(of_total(ledger, round, form, &all, key)?)
            } else {
                None
            };
            origins.extend(own.into_iter().chain(total.filter(is_any)));
        }
    }
    if origins.is_empty() && question.column.is_some() {
        let known = scheme
            .forms
            .iter()
            .flat_map(|form| form.columns_of(&scheme.indicators[indicator].code))
            .map(|column| column.name.clone())
            .collect::<Vec<_>>();
        let name = question.column.clone().unwrap_or_default();
        if !known.iter().any(|own| text::key(own) == text::key(&name))
            && !scheme
                .forms
                .iter()
                .any(|form| form.columns().iter().any(|column| column.code == name))
        {
            return Err(RecordError::Unknown {
                what: "列",
                name,
                nearest: format!("，可用：{}", known.join("、")),
            });
        }
    }
    Ok(origins)
}

fn of_unit(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
    all: &Consolidated,
    key: Key,
    unit: usize,
) -> Result<Origin, RecordError> {
    let scheme = ledger.scheme();
    let (indicator, spec) = (&scheme.indicators[key.indicator], all.spec(scheme, key));
    let code = &scheme.units[unit].code;
    let sources = ledger.sources(
        &round.code,
        &indicator.code,
        Some(code),
        Some(&spec.code),
        Some(&form.code),
    )?;
    let parts = sources
        .into_iter()
        .map(|figure| part(ledger, round, figure))
        .collect::<Result<Vec<_>, _>>()?;
    let value = parts.first().and_then(|part| number(&part.figure));
    let row = all.units.iter().position(|own| *own == unit);
    let year_on_year = match row.filter(|_| spec.yoy && all.has_earlier()) {
        Some(row) => Some(years_apart(ledger, round, form, all, key, &[row])?),
        None => None,
    };
    // what stands for all of a county table says nothing of one of its rows
    let own = all
        .at_large(scheme, key)
        .into_iter()
        .filter(|one| one.sender == unit && unit != scheme.root);
    let at_large = own.map(|one| said(scheme, one)).collect::<Vec<_>>();
    Ok(Origin {
        form: form.code.clone(),
        indicator: indicator.code.clone(),
        column: spec.code.clone(),
        unit: code.clone(),
        value,
        overflow: false,
        formula: None,
        computed: false,
        sides: None,
        missing: if parts.is_empty() {
            vec![code.clone()]
        } else {
            Vec::new()
        },
        left_out: Vec::new(),
        flagged: if row.is_some_and(|row| all.is_flagged(row, key)) || !at_large.is_empty() {
            vec![code.clone()]
        } else {
            Vec::new()
        },
        at_large,
        nil_sides: Vec::new(),
        told: Vec::new(),
        year_on_year,
        parts,
    })
}

fn of_total(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
    all: &Consolidated,
    key: Key,
) -> Result<Origin, RecordError> {
    let scheme = ledger.scheme();
    let (indicator, spec) = (&scheme.indicators[key.indicator], all.spec(scheme, key));
    let sides = all.sides(scheme, key);
    let keys = sides
        .as_ref()
        .map_or(vec![key], |sides| vec![sides.of, sides.base]);
    let mut parts = Vec::new();
    for key in &keys {
        parts.extend(counted(ledger, round, form, all, *key)?);
    }
    let order = |code: &str| round.units.iter().position(|unit| unit == code);
    parts.sort_by_key(|part| order(&part.figure.value.unit));
    let code = |row: usize| scheme.units[all.units[row]].code.clone();
    let mut missing = all
        .lacking(key)
        .into_iter()
        .filter(|(_, why)| *why == Lack::Missing)
        .map(|(row, _)| code(row))
        .collect::<Vec<_>>();
    missing.dedup();
    let mut left_out = match &sides {
        Some(sides) => sides
            .paired
            .left_out
            .iter()
            .map(|row| Left {
                unit: code(*row),
                why: Why::OneSide,
            })
            .collect::<Vec<_>>(),
        None if all.adds_up(scheme, key) => all
            .lacking(key)
            .into_iter()
            .filter_map(|(row, why)| {
                let why = match why {
                    Lack::Missing => return None,
                    Lack::Blank => Why::Blank,
                    Lack::Unreadable => Why::Unreadable,
                };
                Some(Left {
                    unit: code(row),
                    why,
                })
            })
            .collect(),
        None => Vec::new(),
    };
    left_out.extend(
        (0..all.units.len())
            .filter(|row| all.present[*row])
            .filter_map(|row| match all.tree.place(row) {
                Place::Within(above) => Some(Left {
                    unit: code(row),
                    why: Why::Within(code(above)),
                }),
                _ => None,
            }),
    );
    left_out.extend(all.outside(scheme, key).into_iter().map(|at| Left {
        unit: scheme.units[all.outside[at].0].code.clone(),
        why: Why::NotExpected,
    }));
    let rows = keys
        .iter()
        .flat_map(|key| all.flagged(*key))
        .collect::<BTreeSet<_>>();
    let at_large = keys
        .iter()
        .flat_map(|key| all.at_large(scheme, *key))
        .collect::<BTreeSet<_>>();
    let flagged = flagged_units(rows.into_iter().map(code), at_large.iter().copied(), scheme);
    let nil_sides = sides
        .as_ref()
        .map(|sides| {
            sides
                .paired
                .nil_sides
                .iter()
                .map(|row| code(*row))
                .collect()
        })
        .unwrap_or_default();
    let total = all.total(scheme, key);
    let year_on_year = if spec.yoy && all.has_earlier() {
        Some(years_apart(
            ledger,
            round,
            form,
            all,
            key,
            &all.tree.counted(),
        )?)
    } else {
        None
    };
    Ok(Origin {
        form: form.code.clone(),
        indicator: indicator.code.clone(),
        column: spec.code.clone(),
        unit: scheme.root_unit().code.clone(),
        value: total.number(),
        overflow: total == Amount::Overflow,
        formula: Some(formula(scheme, all, key, sides.as_ref())),
        computed: sides.is_some(),
        sides: sides.map(|sides| {
            let (of, base) = match sides.paired.sums {
                Sums::Known(of, base) => (Some(of), Some(base)),
                Sums::None | Sums::Overflow => (None, None),
            };
            let side = |key: Key, sum| Side {
                indicator: scheme.indicators[key.indicator].code.clone(),
                column: all.spec(scheme, key).code.clone(),
                sum,
            };
            (side(sides.of, of), side(sides.base, base))
        }),
        parts,
        missing,
        left_out,
        flagged,
        at_large: at_large.into_iter().map(|one| said(scheme, one)).collect(),
        nil_sides,
        told: told_of(scheme, all, key, &keys),
        year_on_year,
    })
}

/// What the notes below a table say of a total, for this one alone.
fn told_of(scheme: &Scheme, all: &Consolidated, key: Key, keys: &[Key]) -> Vec<Told> {
    let code = |row: usize| scheme.units[all.units[row]].code.clone();
    let mut told = Vec::new();
    let replaced = (0..all.units.len())
        .filter(|row| all.tree.place(*row) == Place::Replaced)
        .map(code)
        .collect::<Vec<_>>();
    if !replaced.is_empty() {
        told.push(Told::Replaced(replaced));
    }
    for below in all
        .below(scheme)
        .iter()
        .filter(|below| all.tree.is_counted(below.row))
    {
        for (key, apart) in keys
            .iter()
            .filter_map(|key| Some((*key, all.apart(scheme, below, *key)?)))
        {
            let of = if keys.len() > 1 {
                format!(
                    "{}（{}）",
                    scheme.indicators[key.indicator].name,
                    all.spec(scheme, key).name
                )
            } else {
                String::new()
            };
            let units = below.topmost.iter().map(|row| code(*row)).collect();
            told.push(Told::Apart {
                unit: code(below.row),
                of,
                below: units,
                own: apart.own,
                sum: apart.sum,
                is_whole: apart.is_whole,
            });
        }
    }
    let bounded = keys
        .iter()
        .flat_map(|key| all.bounded(*key))
        .collect::<BTreeSet<_>>();
    if !bounded.is_empty() {
        told.push(Told::Bounded(bounded.into_iter().map(code).collect()));
    }
    if let Some((reported, sum)) = all.reported_apart(scheme, key) {
        told.push(Told::ReportedTotal { reported, sum });
    }
    told
}

fn said(scheme: &Scheme, one: &AtLarge) -> Said {
    Said {
        unit: scheme.units[one.sender].code.clone(),
        message: one.message.clone(),
    }
}

/// Units that a finding A stands against, each once: of figures, and of whole returns.
fn flagged_units<'a>(
    of_figures: impl Iterator<Item = String>,
    at_large: impl Iterator<Item = &'a AtLarge>,
    scheme: &Scheme,
) -> Vec<String> {
    let mut codes = of_figures.collect::<Vec<_>>();
    for one in at_large {
        let code = &scheme.units[one.sender].code;
        if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    codes
}

/// How a total was made, or why there is none.
fn formula(scheme: &Scheme, all: &Consolidated, key: Key, sides: Option<&Sides>) -> String {
    let (indicator, spec) = (&scheme.indicators[key.indicator], all.spec(scheme, key));
    let column = |key: Key| all.spec(scheme, key).name.as_str();
    let named = |key: Key| {
        let own = &scheme.indicators[key.indicator];
        if own.unit_name.is_empty() {
            own.name.clone()
        } else {
            format!("{}（{}）", own.name, own.unit_name)
        }
    };
    match (&spec.role, sides) {
        (Role::Growth { .. }, Some(sides)) => format!(
            "（{} ÷ {} − 1）× 100，{}",
            column(sides.of),
            column(sides.base),
            who(sides)
        ),
        (Role::Completion { .. }, Some(sides)) => format!(
            "{} ÷ {} × 100，{}",
            column(sides.of),
            column(sides.base),
            who(sides)
        ),
        (_, Some(sides)) => match all.ratio_power(scheme, sides.of, sides.base, key) {
            Some(power) => format!(
                "{} ÷ {}{}，{}",
                named(sides.of),
                named(sides.base),
                times(power),
                who(sides)
            ),
            None => format!(
                "没有合计：{} ÷ {} 得不出“{}”的数",
                named(sides.of),
                named(sides.base),
                indicator.unit_name
            ),
        },
        _ if all.adds_up(scheme, key) => "各单位之和".to_owned(),
        (Role::Rank, _) => "没有合计：位次不相加".to_owned(),
        (Role::Text, _) => "没有合计：文字不相加".to_owned(),
        (Role::Share, _) => "没有合计：占比不相加".to_owned(),
        (Role::Growth { .. } | Role::Completion { .. }, _) => {
            format!("没有合计：“{}”不相加，比率无从算起", indicator.name)
        }
        (Role::Value, _) => match indicator.measure {
            MeasureType::Ratio if indicator.ratio.is_none() => {
                "没有合计：比率不相加，报表制度没有写明分子、分母".to_owned()
            }
            MeasureType::Ratio => {
                "没有合计：比率不相加，本表没有和它对得上、能相加的分子和分母".to_owned()
            }
            MeasureType::Growth => "没有合计：增速不相加".to_owned(),
            MeasureType::Rank => "没有合计：位次不相加".to_owned(),
            MeasureType::Class => "没有合计：类别不相加".to_owned(),
            _ => "没有合计".to_owned(),
        },
    }
}

/// Whose figures are in a rate.
fn who(sides: &Sides) -> &'static str {
    if sides.paired.nil_sides.is_empty() {
        "缺一数的单位不计"
    } else {
        "一个数空着或不能识别的单位不计，一边填“/”的按 0 计入"
    }
}

/// ` × 100`, ` ÷ 100`, or nothing.
fn times(power: i32) -> String {
    let ten = 10_u64.checked_pow(power.unsigned_abs()).unwrap_or(u64::MAX);
    match power {
        0 => String::new(),
        1.. => format!(" × {ten}"),
        _ => format!(" ÷ {ten}"),
    }
}

/// The reported figures of a key that a total is made of.
fn counted(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
    all: &Consolidated,
    key: Key,
) -> Result<Vec<Part>, RecordError> {
    let scheme = ledger.scheme();
    let codes = all
        .tree
        .counted()
        .into_iter()
        .map(|row| scheme.units[all.units[row]].code.as_str())
        .collect::<HashSet<_>>();
    let (indicator, spec) = (&scheme.indicators[key.indicator], all.spec(scheme, key));
    let sources = ledger.sources(
        &round.code,
        &indicator.code,
        None,
        Some(&spec.code),
        Some(&form.code),
    )?;
    let parts = sources
        .into_iter()
        .filter(|figure| codes.contains(figure.value.unit.as_str()));
    Ok(parts
        .map(|figure| Part {
            figure,
            round: round.code.clone(),
            entry: None,
            earlier: Vec::new(),
        })
        .collect())
}

/// 同比 of a unit or of all, with the figures of both years.
fn years_apart(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
    all: &Consolidated,
    key: Key,
    rows: &[usize],
) -> Result<YearsApart, RecordError> {
    let scheme = ledger.scheme();
    let (indicator, spec) = (&scheme.indicators[key.indicator], all.spec(scheme, key));
    let code = |row: usize| scheme.units[all.units[row]].code.clone();
    let Some(years) = all.years(scheme, key, rows) else {
        return Ok(YearsApart {
            value: None,
            overflow: false,
            of: None,
            base: None,
            both: Vec::new(),
            left_out: Vec::new(),
            flagged: Vec::new(),
            bounded: Vec::new(),
            gone: Vec::new(),
            parts: Vec::new(),
        });
    };
    let both = years.both.iter().map(|row| code(*row)).collect::<Vec<_>>();
    let figures = |of: &Round| -> Result<HashMap<String, Part>, RecordError> {
        let sources = ledger.sources(
            &of.code,
            &indicator.code,
            None,
            Some(&spec.code),
            Some(&form.code),
        )?;
        let known = sources
            .into_iter()
            .filter(|figure| both.contains(&figure.value.unit) && number(figure).is_some());
        Ok(known
            .map(|figure| {
                (
                    figure.value.unit.clone(),
                    Part {
                        figure,
                        round: of.code.clone(),
                        entry: None,
                        earlier: Vec::new(),
                    },
                )
            })
            .collect())
    };
    let now = figures(round)?;
    let mut before = HashMap::new();
    for other in rounds_before(scheme, round) {
        before.extend(figures(other)?);
    }
    let parts = both
        .iter()
        .flat_map(|unit| [now.get(unit), before.get(unit)])
        .flatten()
        .cloned()
        .collect();
    let left_out = years.left_out.iter().map(|row| {
        let this_year = all
            .figure(*row, key)
            .is_some_and(|figure| figure.number.is_some());
        let why = match all.tree.place(*row) {
            // its own figure is in neither year's sum
            Place::Within(above) => Why::Within(code(above)),
            _ if this_year => Why::NotLastYear,
            _ => Why::NotThisYear,
        };
        Left {
            unit: code(*row),
            why,
        }
    });
    let (of, base) = match years.sums {
        Sums::Known(of, base) => (Some(of), Some(base)),
        Sums::None | Sums::Overflow => (None, None),
    };
    let flagged = flagged_units(
        years.flagged.iter().map(|row| code(*row)),
        years.at_large.iter(),
        scheme,
    );
    let bounded = years.bounded.iter().map(|row| code(*row)).collect();
    let gone = years
        .gone
        .iter()
        .map(|unit| scheme.units[*unit].code.clone())
        .collect();
    let grown = years.sums.then(growth);
    Ok(YearsApart {
        flagged,
        bounded,
        gone,
        value: grown.number(),
        overflow: grown == Amount::Overflow,
        of,
        base,
        left_out: left_out.collect(),
        both,
        parts,
    })
}

fn part(ledger: &dyn Record, round: &Round, figure: FigureSource) -> Result<Part, RecordError> {
    let mut earlier = Vec::new();
    if figure.source.version > 1 {
        for row in ledger
            .versions(&round.code, &figure.source.unit, &figure.source.form)?
            .into_iter()
            .filter(|row| row.id != figure.source.id)
        {
            if let Some(value) = ledger.value_of(
                row.id,
                &figure.value.unit,
                &figure.value.indicator,
                &figure.value.column,
            )? {
                let number = if let xianbaohui_core::number::Datum::Number(number) = value.datum {
                    Some(number)
                } else {
                    None
                };
                earlier.push(Version {
                    version: row.version,
                    raw: value.raw,
                    value: number,
                    file: row.file,
                    committed_at: row.committed_at,
                });
            }
        }
    }
    Ok(Part {
        figure,
        round: round.code.clone(),
        entry: None,
        earlier,
    })
}

fn number(figure: &FigureSource) -> Option<Decimal> {
    match figure.value.datum {
        xianbaohui_core::number::Datum::Number(number) => Some(number),
        _ => None,
    }
}
