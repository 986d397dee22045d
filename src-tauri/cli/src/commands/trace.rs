//! `xbh trace`

use crate::args::Trace;
use crate::here::open;
use crate::json::{Named, padded};
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::number::{Datum, round as rounded};
use xianbaohui_core::place::cell_name;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::Error;
use xianbaohui_results::consolidate::{
    Left, Origin, Part, Question, Side, Why, YearsApart, trace as ask,
};
use xianbaohui_results::scope::{Scope, Scoped};

#[derive(Serialize)]
struct Report {
    round: String,
    /// of which units it is; nothing of all
    scope: Option<ScopeReport>,
    origins: Vec<OriginReport>,
}

#[derive(Serialize)]
struct ScopeReport {
    kind: &'static str,
    units: Vec<String>,
}

#[derive(Serialize)]
struct OriginReport {
    form: String,
    unit: Named,
    indicator: Named,
    column: Named,
    measure_unit: String,
    value: Option<String>,
    /// the total has more digits than can be kept
    overflow: bool,
    formula: Option<String>,
    /// of a rate or ratio: the sums that it was computed from
    numerator: Option<SideReport>,
    denominator: Option<SideReport>,
    /// units without a return
    missing: Vec<Named>,
    /// units that have reported and are not in the total
    left_out: Vec<LeftReport>,
    /// units in it with a finding A
    flagged: Vec<Named>,
    /// findings A that stand for all of a return in it
    at_large: Vec<SaidReport>,
    /// units in a rate or ratio with a figure on one side and a declared nil, which adds nothing,
    /// on the other
    nil_sides: Vec<Named>,
    /// what else is to be known of a total
    told: Vec<ToldReport>,
    year_on_year: Option<YearsReport>,
    parts: Vec<PartReport>,
}

#[derive(Serialize)]
struct SideReport {
    indicator: Named,
    column: Named,
    measure_unit: String,
    sum: Option<String>,
}

#[derive(Serialize)]
struct SaidReport {
    unit: Named,
    message: String,
}

#[derive(Serialize)]
struct ToldReport {
    /// stable
    code: &'static str,
    units: Vec<Named>,
    message: String,
}

#[derive(Serialize)]
struct LeftReport {
    unit: Named,
    why: &'static str,
    /// the unit above that has its figure
    within: Option<Named>,
    #[serde(skip)]
    words: String,
}

/// 同比 from the ledger: this round's figures against those of a year before.
#[derive(Serialize)]
struct YearsReport {
    value: Option<String>,
    /// it has more digits than can be kept
    overflow: bool,
    of: Option<String>,
    base: Option<String>,
    /// units that have both years
    units: Vec<Named>,
    left_out: Vec<LeftReport>,
    /// units in it whose figure of the year before stands under a finding A
    flagged: Vec<Named>,
    /// units in it whose figure of the year before is a bound or an approximation
    bounded: Vec<Named>,
    /// units that had a figure of the year before and are not expected now
    gone: Vec<Named>,
    parts: Vec<PartReport>,
}

#[derive(Serialize)]
struct PartReport {
    round: String,
    unit: Named,
    /// of a roster: the name of the entry
    entry: Option<String>,
    column: String,
    /// for people
    #[serde(skip)]
    column_name: String,
    value: Option<String>,
    raw: String,
    note: Option<String>,
    sheet: String,
    cell: String,
    file: String,
    sha256: String,
    version: u32,
    committed_at: String,
    earlier: Vec<EarlierReport>,
}

#[derive(Serialize)]
struct EarlierReport {
    version: u32,
    value: Option<String>,
    raw: String,
    file: String,
    committed_at: String,
}

pub(super) fn trace(arguments: &Trace) -> Result<Exit, Error> {
    let ledger = open(&arguments.place.ledger)?;
    let round = ledger.round(&arguments.place.round)?;
    let question = Question {
        indicator: arguments.indicator.clone(),
        unit: arguments.unit.clone(),
        column: arguments.column.clone(),
        form: arguments.form.clone(),
    };
    let scope = arguments.scope.of(&ledger, round)?;
    let scoped = Scoped::of(&ledger, round, &scope)?;
    let scheme = scoped.record().scheme();
    let origins = ask(scoped.record(), scoped.round(), &question)?
        .iter()
        .map(|origin| report(origin, scheme))
        .collect::<Vec<_>>();
    if arguments.place.json {
        output::json(&Report {
            round: round.code.clone(),
            scope: scope_report(&scope),
            origins,
        });
        return Ok(Exit::Done);
    }
    if scope != Scope::All {
        output::line(&scope.line(scheme));
    }
    if origins.is_empty() {
        output::line("账本里没有这个数：还没有报，或这个单位没有这项指标。");
    }
    for origin in &origins {
        output::line(&format!(
            "{} {} {}（{}）= {}{}",
            origin.unit.name,
            origin.indicator.name,
            origin.column.name,
            origin.form,
            origin.value.as_deref().unwrap_or(if origin.overflow {
                "溢出，无法合计"
            } else {
                "—"
            }),
            if origin.value.is_some() {
                origin.measure_unit.as_str()
            } else {
                ""
            }
        ));
        if let Some(formula) = &origin.formula {
            output::line(&format!("  {formula}"));
        }
        for (name, side) in [("分子", &origin.numerator), ("分母", &origin.denominator)] {
            if let Some(side) = side {
                output::line(&format!(
                    "  {name} {} {}：{}{}",
                    side.indicator.name,
                    side.column.name,
                    side.sum.as_deref().unwrap_or("—"),
                    side.measure_unit
                ));
            }
        }
        for part in &origin.parts {
            let note = part
                .note
                .as_ref()
                .map(|note| format!("，{note}"))
                .unwrap_or_default();
            output::line(&format!(
                "  {} {}：{} ← {}!{} “{}”{note}，{} 第 {} 版，{}",
                part.unit.name,
                part.entry.as_deref().unwrap_or(&part.column_name),
                part.value.as_deref().unwrap_or("—"),
                part.sheet,
                part.cell,
                part.raw,
                part.file,
                part.version,
                part.committed_at
            ));
            for earlier in &part.earlier {
                output::line(&format!(
                    "    第 {} 版：{} “{}”，{}，{}",
                    earlier.version,
                    earlier.value.as_deref().unwrap_or("—"),
                    earlier.raw,
                    earlier.file,
                    earlier.committed_at
                ));
            }
        }
        if !origin.missing.is_empty() {
            output::line(&format!("  缺：{}", names(&origin.missing)));
        }
        if !origin.left_out.is_empty() {
            output::line(&format!("  未计：{}", words(&origin.left_out)));
        }
        if !origin.flagged.is_empty() {
            output::line(&format!(
                "  有 A 级（强制性）审核问题：{}",
                names(&origin.flagged)
            ));
        }
        for one in &origin.at_large {
            output::line(&format!("    {}：{}", one.unit.name, one.message));
        }
        if !origin.nil_sides.is_empty() {
            output::line(&format!(
                "  一边填“/”，按 0 计入：{}",
                names(&origin.nil_sides)
            ));
        }
        for one in &origin.told {
            output::line(&format!("  {}", one.message));
        }
        if let Some(years) = &origin.year_on_year {
            output::line(&format!(
                "  账本同比：{}（{} 个单位两年都有数：本年 {}，上年 {}）",
                years.value.as_ref().map_or_else(
                    || if years.overflow { "溢出" } else { "/" }.to_owned(),
                    |value| format!("{value}%")
                ),
                years.units.len(),
                years.of.as_deref().unwrap_or("—"),
                years.base.as_deref().unwrap_or("—")
            ));
            for part in &years.parts {
                output::line(&format!(
                    "    {} {}：{} ← {}!{}，{} 第 {} 版",
                    part.round,
                    part.unit.name,
                    part.value.as_deref().unwrap_or("—"),
                    part.sheet,
                    part.cell,
                    part.file,
                    part.version
                ));
            }
            if !years.left_out.is_empty() {
                output::line(&format!("    同比未计：{}", words(&years.left_out)));
            }
            if !years.flagged.is_empty() {
                output::line(&format!(
                    "    上年数有 A 级（强制性）审核问题：{}",
                    names(&years.flagged)
                ));
            }
            if !years.bounded.is_empty() {
                output::line(&format!("    上年数不是确数：{}", names(&years.bounded)));
            }
            if !years.gone.is_empty() {
                output::line(&format!(
                    "    上年报了数、本批次不应报，未计：{}",
                    names(&years.gone)
                ));
            }
        }
    }
    Ok(Exit::Done)
}

fn scope_report(scope: &Scope) -> Option<ScopeReport> {
    let (kind, units) = match scope {
        Scope::All => return None,
        Scope::Node(unit) => ("node", vec![unit.clone()]),
        Scope::Full(unit) => ("full", vec![unit.clone()]),
        Scope::Chosen(units) => ("chosen", units.clone()),
    };
    Some(ScopeReport { kind, units })
}

fn names(units: &[Named]) -> String {
    units
        .iter()
        .map(|unit| unit.name.as_str())
        .collect::<Vec<_>>()
        .join("、")
}

fn words(left_out: &[LeftReport]) -> String {
    left_out
        .iter()
        .map(|left| format!("{}（{}）", left.unit.name, left.words))
        .collect::<Vec<_>>()
        .join("、")
}

fn left_report(left: &Left, scheme: &Scheme) -> LeftReport {
    let unit = |code: &str| Named {
        code: code.to_owned(),
        name: scheme.unit_name(code).to_owned(),
    };
    let (why, words, within) = match &left.why {
        Why::Blank => ("blank", "没有填数".to_owned(), None),
        Why::Unreadable => ("unreadable", "填的内容不能识别".to_owned(), None),
        Why::OneSide => ("one-side", "缺一个数".to_owned(), None),
        Why::NotThisYear => ("not-this-year", "本年没有数".to_owned(), None),
        Why::NotLastYear => ("not-last-year", "本表没有上年的数".to_owned(), None),
        Why::NotExpected => ("not-expected", "不在本批应报单位里".to_owned(), None),
        Why::Within(above) => (
            "within",
            format!("合计按{}报的数计", scheme.unit_name(above)),
            Some(unit(above)),
        ),
    };
    LeftReport {
        unit: unit(&left.unit),
        why,
        within,
        words,
    }
}

fn report(origin: &Origin, scheme: &Scheme) -> OriginReport {
    let unit = |code: &str| Named {
        code: code.to_owned(),
        name: scheme.unit_name(code).to_owned(),
    };
    let indicator = scheme.indicator(&origin.indicator);
    let column = scheme
        .form(&origin.form)
        .and_then(|form| form.column(&origin.indicator, &origin.column));
    let field = scheme
        .form(&origin.form)
        .and_then(|form| form.field(&origin.indicator));
    let decimals = column.zip(indicator).map_or(
        field.map_or(0, |field| field.decimals),
        |(column, indicator)| column.digits(indicator),
    );
    let of_field = |name: Option<String>| {
        name.or_else(|| field.map(|field| field.name.clone()))
            .unwrap_or_default()
    };
    // a computed rate or ratio has no end of digits; a reported figure keeps its own
    let shown = |value| {
        if origin.computed {
            rounded(value, decimals)
        } else {
            value
        }
    };
    let side = |side: &Side| {
        let (own, column) = (
            scheme.indicator(&side.indicator),
            scheme
                .form(&origin.form)
                .and_then(|form| form.column(&side.indicator, &side.column)),
        );
        let digits = column
            .zip(own)
            .map_or(0, |(column, own)| column.digits(own));
        SideReport {
            indicator: Named {
                code: side.indicator.clone(),
                name: own.map_or_else(String::new, |own| own.name.clone()),
            },
            column: Named {
                code: side.column.clone(),
                name: column.map_or_else(String::new, |column| column.name.clone()),
            },
            measure_unit: column.zip(own).map_or_else(String::new, |(column, own)| {
                column.unit_name(own).to_owned()
            }),
            sum: side.sum.map(|sum| padded(sum, digits)),
        }
    };
    let years = |years: &YearsApart| YearsReport {
        value: years.value.map(|value| padded(rounded(value, 1), 1)),
        overflow: years.overflow,
        of: years.of.map(|sum| padded(sum, decimals)),
        base: years.base.map(|sum| padded(sum, decimals)),
        units: years.both.iter().map(|code| unit(code)).collect(),
        left_out: years
            .left_out
            .iter()
            .map(|left| left_report(left, scheme))
            .collect(),
        flagged: years.flagged.iter().map(|code| unit(code)).collect(),
        bounded: years.bounded.iter().map(|code| unit(code)).collect(),
        gone: years.gone.iter().map(|code| unit(code)).collect(),
        parts: years
            .parts
            .iter()
            .map(|part| part_report(part, scheme))
            .collect(),
    };
    OriginReport {
        form: origin.form.clone(),
        unit: unit(&origin.unit),
        indicator: Named {
            code: origin.indicator.clone(),
            name: of_field(
                indicator
                    .filter(|_| column.is_some())
                    .map(|indicator| indicator.name.clone()),
            ),
        },
        column: Named {
            code: origin.column.clone(),
            name: of_field(column.map(|column| column.name.clone())),
        },
        measure_unit: column.zip(indicator).map_or_else(
            || field.map_or_else(String::new, |field| field.unit_name.clone()),
            |(column, indicator)| column.unit_name(indicator).to_owned(),
        ),
        value: origin.value.map(|value| padded(shown(value), decimals)),
        overflow: origin.overflow,
        formula: origin.formula.clone(),
        numerator: origin.sides.as_ref().map(|(of, _)| side(of)),
        denominator: origin.sides.as_ref().map(|(_, base)| side(base)),
        left_out: origin
            .left_out
            .iter()
            .map(|left| left_report(left, scheme))
            .collect(),
        flagged: origin.flagged.iter().map(|code| unit(code)).collect(),
        at_large: origin
            .at_large
            .iter()
            .map(|one| SaidReport {
                unit: unit(&one.unit),
                message: one.message.clone(),
            })
            .collect(),
        nil_sides: origin.nil_sides.iter().map(|code| unit(code)).collect(),
        told: origin
            .told
            .iter()
            .map(|one| ToldReport {
                code: one.code(),
                units: one.units().into_iter().map(unit).collect(),
                message: one.words(scheme),
            })
            .collect(),
        year_on_year: origin.year_on_year.as_ref().map(years),
        missing: origin.missing.iter().map(|code| unit(code)).collect(),
        parts: origin
            .parts
            .iter()
            .map(|part| part_report(part, scheme))
            .collect(),
    }
}

fn part_report(part: &Part, scheme: &Scheme) -> PartReport {
    let (value, source) = (&part.figure.value, &part.figure.source);
    let column = scheme
        .form(&source.form)
        .and_then(|form| form.column(&value.indicator, &value.column));
    let field = scheme
        .form(&source.form)
        .and_then(|form| form.field(&value.indicator));
    let decimals = column.zip(scheme.indicator(&value.indicator)).map_or(
        field.map_or(0, |field| field.decimals),
        |(column, indicator)| column.digits(indicator),
    );
    PartReport {
        round: part.round.clone(),
        unit: Named {
            code: value.unit.clone(),
            name: scheme.unit_name(&value.unit).to_owned(),
        },
        entry: part.entry.clone(),
        column: value.column.clone(),
        column_name: column.map_or_else(|| value.column.clone(), |column| column.name.clone()),
        value: if let Datum::Number(number) = value.datum {
            Some(padded(number, decimals))
        } else {
            None
        },
        raw: value.raw.clone(),
        note: value.note.clone(),
        sheet: source.sheet.clone(),
        cell: cell_name(value.row, value.sheet_column),
        file: source.file.clone(),
        sha256: source.sha256.clone(),
        version: source.version,
        committed_at: source.committed_at.clone(),
        earlier: part
            .earlier
            .iter()
            .map(|one| EarlierReport {
                version: one.version,
                value: one.value.map(|number| padded(number, decimals)),
                raw: one.raw.clone(),
                file: one.file.clone(),
                committed_at: one.committed_at.clone(),
            })
            .collect(),
    }
}
