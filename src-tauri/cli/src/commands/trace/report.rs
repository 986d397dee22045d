//! Where a figure came from, as data.

use crate::json::{Named, arguments, padded};
use serde::Serialize;
use std::collections::BTreeMap;
use xianbaohui_core::message;
use xianbaohui_core::notice::Notice;
use xianbaohui_core::number::{Datum, round as rounded};
use xianbaohui_core::place::cell_name;
use xianbaohui_core::provenance::Provenance;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_results::consolidate::{Left, Origin, Part, Side, Why, YearsApart};
use xianbaohui_results::scope::Scope;

#[derive(Serialize)]
pub(super) struct Report {
    pub(super) round: String,
    /// of which units it is; nothing of all
    pub(super) scope: Option<ScopeReport>,
    pub(super) origins: Vec<OriginReport>,
}

#[derive(Serialize)]
pub(super) struct ScopeReport {
    pub(super) kind: &'static str,
    pub(super) units: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct OriginReport {
    pub(super) form: String,
    pub(super) unit: Named,
    pub(super) indicator: Named,
    pub(super) column: Named,
    pub(super) measure_unit: String,
    pub(super) value: Option<String>,
    /// the total has more digits than can be kept
    pub(super) overflow: bool,
    pub(super) formula: Option<String>,
    /// the same as code and arguments
    pub(super) made: Option<MadeReport>,
    /// of a rate or ratio: the sums that it was computed from
    pub(super) numerator: Option<SideReport>,
    pub(super) denominator: Option<SideReport>,
    /// units without a return
    pub(super) missing: Vec<Named>,
    /// units that have reported and are not in the total
    pub(super) left_out: Vec<LeftReport>,
    /// units in it with a finding A
    pub(super) flagged: Vec<Named>,
    /// findings A that stand for all of a return in it
    pub(super) at_large: Vec<SaidReport>,
    /// units in a rate or ratio with a figure on one side and a declared nil, which adds nothing,
    /// on the other
    pub(super) nil_sides: Vec<Named>,
    /// what else is to be known of a total
    pub(super) told: Vec<ToldReport>,
    pub(super) year_on_year: Option<YearsReport>,
    pub(super) parts: Vec<PartReport>,
    /// targets of the year that the figure reaches, with how far
    pub(super) targets: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct SideReport {
    pub(super) indicator: Named,
    pub(super) column: Named,
    pub(super) measure_unit: String,
    pub(super) sum: Option<String>,
}

#[derive(Serialize)]
pub(super) struct SaidReport {
    pub(super) unit: Named,
    pub(super) message: String,
}

#[derive(Serialize)]
pub(super) struct MadeReport {
    /// stable
    pub(super) code: &'static str,
    /// names and figures of the sentence
    pub(super) args: BTreeMap<String, serde_json::Value>,
}

impl MadeReport {
    fn of(notice: &Notice) -> Self {
        Self {
            code: notice.code.as_str(),
            args: arguments(&notice.args),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ToldReport {
    /// stable
    pub(super) code: &'static str,
    pub(super) units: Vec<Named>,
    /// names and figures of the sentence
    pub(super) args: BTreeMap<String, serde_json::Value>,
    pub(super) message: String,
}

#[derive(Serialize)]
pub(super) struct LeftReport {
    pub(super) unit: Named,
    pub(super) why: &'static str,
    /// the unit above that has its figure
    pub(super) within: Option<Named>,
    #[serde(skip)]
    pub(super) words: String,
}

/// 同比 from the ledger: this round's figures against those of a year before.
#[derive(Serialize)]
pub(super) struct YearsReport {
    pub(super) value: Option<String>,
    /// it has more digits than can be kept
    pub(super) overflow: bool,
    pub(super) of: Option<String>,
    pub(super) base: Option<String>,
    /// units that have both years
    pub(super) units: Vec<Named>,
    pub(super) left_out: Vec<LeftReport>,
    /// units in it whose figure of the year before stands under a finding A
    pub(super) flagged: Vec<Named>,
    /// units in it whose figure of the year before is a bound or an approximation
    pub(super) bounded: Vec<Named>,
    /// units that had a figure of the year before and are not expected now
    pub(super) gone: Vec<Named>,
    pub(super) parts: Vec<PartReport>,
}

#[derive(Serialize)]
pub(super) struct PartReport {
    pub(super) round: String,
    pub(super) unit: Named,
    /// of a roster: the name of the entry
    pub(super) entry: Option<String>,
    pub(super) column: String,
    /// for people
    #[serde(skip)]
    pub(super) column_name: String,
    pub(super) value: Option<String>,
    pub(super) raw: String,
    pub(super) note: Option<String>,
    pub(super) sheet: String,
    pub(super) cell: String,
    pub(super) file: String,
    pub(super) sha256: String,
    pub(super) version: u32,
    pub(super) committed_at: String,
    /// who stands for it, where no county reported it
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) whence: Option<Provenance>,
    pub(super) earlier: Vec<EarlierReport>,
}

#[derive(Serialize)]
pub(super) struct EarlierReport {
    pub(super) version: u32,
    pub(super) value: Option<String>,
    pub(super) raw: String,
    pub(super) file: String,
    pub(super) committed_at: String,
}

pub(super) fn scope_report(scope: &Scope) -> Option<ScopeReport> {
    let (kind, units) = match scope {
        Scope::All => return None,
        Scope::Node(unit) => ("node", vec![unit.clone()]),
        Scope::Full(unit) => ("full", vec![unit.clone()]),
        Scope::Chosen(units) => ("chosen", units.clone()),
    };
    Some(ScopeReport { kind, units })
}

fn left_report(left: &Left, scheme: &Scheme) -> LeftReport {
    let unit = |code: &str| Named {
        code: code.to_owned(),
        name: scheme.unit_name(code).to_owned(),
    };
    let (why, within) = match &left.why {
        Why::Blank => ("blank", None),
        Why::NotAsked => ("not-asked", None),
        Why::Unreadable => ("unreadable", None),
        Why::OneSide => ("one-side", None),
        Why::NotThisYear => ("not-this-year", None),
        Why::NotLastYear => ("not-last-year", None),
        Why::NotExpected => ("not-expected", None),
        Why::Within(above) => ("within", Some(unit(above))),
    };
    LeftReport {
        unit: unit(&left.unit),
        why,
        within,
        words: message::notice(&left.why.notice(scheme)),
    }
}

pub(super) fn report(origin: &Origin, scheme: &Scheme) -> OriginReport {
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
        targets: Vec::new(),
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
        made: origin.made.as_ref().map(MadeReport::of),
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
                args: arguments(&one.notice(scheme).args),
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
        whence: Provenance::of(&source.evidence),
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
