//! Where a figure came from, as the pages get it.

use crate::app_error::AppError;
use crate::verb::shared::{Finding, UnitRef};
use crate::verb::table::FigureState;
use serde::Serialize;
use ts_rs::TS;
use xianbaohui_core::number::{Datum, Decimal, display};
use xianbaohui_core::place::cell_name;
use xianbaohui_core::provenance::Provenance;
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::Part;

/// A reported figure in a total.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct OriginPart {
    /// which of several figures of the unit it is: indicator and column, or round; empty where
    /// there is one only
    pub(super) of: String,
    pub(super) unit: UnitRef,
    pub(super) text: String,
    pub(super) state: FigureState,
    pub(super) sheet: Option<String>,
    pub(super) cell: Option<String>,
    pub(super) file: Option<String>,
}

/// The figure in an earlier version.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct OriginVersion {
    pub(super) version: u32,
    pub(super) text: String,
    pub(super) committed_at: String,
    pub(super) file: String,
}

/// Where a figure came from.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct Origin {
    pub(super) unit: UnitRef,
    pub(super) indicator: String,
    pub(super) column: String,
    pub(super) text: String,
    pub(super) measure_unit: String,
    pub(super) state: FigureState,
    pub(super) raw: Option<String>,
    pub(super) conversion: Option<String>,
    pub(super) sheet: Option<String>,
    pub(super) cell: Option<String>,
    pub(super) file: Option<String>,
    pub(super) sha256: Option<String>,
    #[ts(type = "number | null")]
    pub(super) return_id: Option<i64>,
    pub(super) version: Option<u32>,
    pub(super) committed_at: Option<String>,
    pub(super) formula: Option<String>,
    /// what the total lacks, and whose figure in it is in question
    pub(super) told: Vec<String>,
    pub(super) parts: Vec<OriginPart>,
    pub(super) versions: Vec<OriginVersion>,
    pub(super) findings: Vec<Finding>,
}

pub(super) fn nothing() -> AppError {
    AppError::new("origin.none", "这一格没有来源：不是填报或汇总的数。")
}

pub(super) fn shown_fully(number: Decimal, decimals: u32) -> String {
    display(number, number.normalize().scale().max(decimals))
}

pub(super) fn state_of(datum: &Datum) -> FigureState {
    match datum {
        Datum::Number(_) => FigureState::Number,
        Datum::Text(_) => FigureState::Text,
        Datum::Blank => FigureState::Blank,
        Datum::Nil(_) => FigureState::Nil,
        Datum::Unreadable(_) => FigureState::Unreadable,
    }
}

pub(super) fn part(ledger: &Ledger, part: &Part, of: String) -> OriginPart {
    let (value, source) = (&part.figure.value, &part.figure.source);
    let scheme = ledger.scheme();
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
    // who stands for it, where no county reported it
    let whence = Provenance::of(&source.evidence).map(|own| own.text());
    let of = [Some(of).filter(|own| !own.is_empty()), whence];
    OriginPart {
        of: of.into_iter().flatten().collect::<Vec<_>>().join("，"),
        unit: UnitRef::of(ledger.scheme(), &value.unit),
        text: if let Datum::Number(number) = value.datum {
            shown_fully(number, decimals)
        } else {
            value.raw.clone()
        },
        state: state_of(&value.datum),
        sheet: Some(source.sheet.clone()),
        cell: Some(cell_name(value.row, value.sheet_column)),
        file: Some(source.file.clone()),
    }
}
