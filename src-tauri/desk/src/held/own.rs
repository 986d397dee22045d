//! A return as others are held against it.

use xianbaohui_core::figure::Figure;
use xianbaohui_core::form::Layout;
use xianbaohui_core::place::Place;
use xianbaohui_core::returns::{Return, Value};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::standing::{Key, Standing, StandingEntry, StandingFigure};

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

/// A return as it would stand.
pub(super) fn standing_of(taken: &Return, file: &str, scheme: &Scheme) -> Standing {
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
