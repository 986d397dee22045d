//! Tables of a form, and of its rows, columns and fields.

use super::super::Scheme;
use super::super::build::short_name;
use super::{Noun, TextKey, TextTable, token};
use crate::form::{
    ColumnSpec, CountyTable, FieldKind, FieldSpec, Form, Header, Layout, Matrix, Role, Roster,
    RowSpec,
};

pub(super) fn form(form: &Form, scheme: &Scheme) -> TextTable {
    let Form {
        code,
        name,
        titles,
        layout,
        unit_note,
        ignore,
        printed,
        required,
        total,
        note,
        systems,
        show_last,
    } = form;
    let (title, titles) = own_and_others(titles);
    let table = TextTable::new(Noun::Form, code, name)
        .text(TextKey::Code, code)
        .text(TextKey::Name, name)
        .text(TextKey::Kind, token::kind(form.kind()))
        .text(TextKey::Title, title.map_or("", String::as_str))
        .list(TextKey::Titles, titles)
        .option(TextKey::UnitNote, unit_note.as_ref())
        .list(TextKey::Ignore, &written(ignore))
        .list(TextKey::Printed, printed)
        .flag(TextKey::Required, *required, true)
        .text_or(TextKey::Total, token::total(*total), "last")
        .text_or(TextKey::Note, note, "")
        .list(TextKey::Systems, systems)
        .flag(TextKey::ShowLast, *show_last, false);
    match layout {
        Layout::Matrix(Matrix {
            label,
            measure_unit,
            rows,
            columns,
            places: _, // made of the rows
        }) => {
            let codes = rows.iter().map(|row| row.indicator.clone());
            table
                .text(TextKey::Label, &on_sheet(label))
                .option(
                    TextKey::MeasureUnit,
                    measure_unit.as_ref().map(on_sheet).as_ref(),
                )
                .repeated(TextKey::Rows, codes.collect())
                .parts(rows.iter().map(|own| row(own, scheme)))
                .parts(columns.iter().map(|own| column(own, scheme)))
        }
        Layout::CountyTable(CountyTable {
            unit_column,
            columns,
        }) => table
            .text(TextKey::UnitColumn, &on_sheet(unit_column))
            .parts(columns.iter().map(|own| column(own, scheme))),
        Layout::Roster(Roster { fields }) => table.parts(fields.iter().map(field)),
    }
}

/// A row's wordings hold those of its indicator: only the row's own are its own.
fn row(row: &RowSpec, scheme: &Scheme) -> TextTable {
    let RowSpec {
        indicator: code,
        labels,
        keys: _, // made of the labels
        required,
        own: is_own,
    } = row;
    let indicator = scheme.indicator(code);
    let others = indicator.map_or(0, |one| one.aliases.len());
    let name = indicator.map_or(code, |one| &one.name);
    let own = labels
        .get(..labels.len().saturating_sub(others))
        .unwrap_or_default();
    let (label, aliases) = match own {
        [first, rest @ ..] if first == name => (None, rest),
        [label, _, rest @ ..] => (Some(label), rest),
        _ => (None, &[][..]),
    };
    TextTable::new(Noun::Row, code, name)
        .identity(TextKey::Indicator, code)
        .option(TextKey::Label, label)
        .list(TextKey::Aliases, aliases)
        .flag(TextKey::Required, *required, true)
        .own(*is_own)
}

fn column(column: &ColumnSpec, scheme: &Scheme) -> TextTable {
    let ColumnSpec {
        code,
        name,
        headers,
        indicator,
        role,
        as_ratio,
        decimals,
        required,
        in_table,
        yoy,
        share,
    } = column;
    let (header, headers) = own_and_others(headers);
    let (of, base) = match role {
        Role::Growth { of, base } | Role::Completion { of, base } => (Some(of), Some(base)),
        Role::Value | Role::Share | Role::Rank | Role::Text => (None, None),
    };
    let reported = indicator.as_deref().and_then(|code| scheme.indicator(code));
    let mut table = TextTable::new(Noun::Column, code, name)
        .reporting(indicator.as_deref(), reported.map(|one| one.name.as_str()))
        .text(TextKey::Code, code)
        .text(TextKey::Header, &header.map(on_sheet).unwrap_or_default())
        .text_or(
            TextKey::Name,
            name,
            &header.map(short_name).unwrap_or_default(),
        )
        .list(TextKey::Headers, &written(headers));
    if let Some(indicator) = indicator {
        table = table.identity(TextKey::Indicator, indicator);
    }
    table
        .text_or(TextKey::Role, token::role(role), "value")
        .option(TextKey::Of, of)
        .option(TextKey::Base, base)
        .text_or(
            TextKey::FormOf,
            if *as_ratio { "ratio" } else { "percent" },
            "percent",
        )
        .number_if(TextKey::Decimals, *decimals)
        .flag(TextKey::Required, *required, true)
        .flag(TextKey::InTable, *in_table, true)
        .flag(TextKey::Yoy, *yoy, false)
        .flag(TextKey::Share, *share, false)
}

fn field(field: &FieldSpec) -> TextTable {
    let FieldSpec {
        code,
        name,
        headers,
        kind,
        code_kind,
        unit: _, // what `unit_name` means
        unit_name,
        decimals,
        key,
        required,
        sum,
        personal,
    } = field;
    let (header, headers) = own_and_others(headers);
    let values = match kind {
        FieldKind::Choice(words) => words.as_slice(),
        _ => &[],
    };
    TextTable::new(Noun::Field, code, name)
        .text(TextKey::Code, code)
        .text(TextKey::Header, &header.map(on_sheet).unwrap_or_default())
        .text_or(
            TextKey::Name,
            name,
            &header.map(short_name).unwrap_or_default(),
        )
        .list(TextKey::Headers, &written(headers))
        .text_or(TextKey::Type, token::field(kind, *code_kind), "text")
        .text_or(TextKey::Unit, unit_name, "")
        .number(TextKey::Decimals, *decimals)
        .list(TextKey::Values, values)
        .flag(TextKey::Key, *key, false)
        .flag(TextKey::Required, *required, *key)
        .flag(TextKey::Sum, *sum, false)
        .flag(TextKey::Personal, *personal, false)
}

/// The first wording is the form's own.
fn own_and_others<T>(wordings: &[T]) -> (Option<&T>, &[T]) {
    wordings
        .split_first()
        .map_or((None, &[]), |(own, others)| (Some(own), others))
}

fn written(headers: &[Header]) -> Vec<String> {
    headers.iter().map(on_sheet).collect()
}

/// As the scheme's text writes a header. A level that ends in `>` would run into the sign between
/// two levels: a tab, which belongs to neither, keeps them apart.
fn on_sheet(header: &Header) -> String {
    let mut text = String::new();
    for level in &header.0 {
        if !text.is_empty() {
            text.push_str(if text.ends_with('>') { "\t > " } else { " > " });
        }
        text.push_str(level);
    }
    text
}
