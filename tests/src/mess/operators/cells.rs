//! Figures that are numbers, formulas, or not there.

use super::texts::nothing;
use super::{one, sheet, some};
use crate::mess::model::{Book, Cell, Colour, Column, Content, FieldKind, Kind, Sheet, State};
use crate::mess::names::one_of;
use fastrand::Rng;
use rust_decimal::Decimal;

fn rates(sheet: &Sheet) -> Vec<(usize, usize)> {
    sheet
        .figures()
        .into_iter()
        .filter(|(_, column)| {
            matches!(
                sheet.columns[*column],
                Column::Figure {
                    kind: Kind::Rate,
                    ..
                }
            )
        })
        .collect()
}

pub(super) fn percent_format(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = some(rng, rates(sheet), 12);
    for at in &places {
        let cell = sheet.cell_mut(*at);
        let Some(number) = cell.as_number() else {
            continue;
        };
        cell.content = Content::Number(number / Decimal::ONE_HUNDRED);
        cell.format = Some(one_of(rng, &["0.0%", "0.00%", "0.0%;-0.0%", "0.0%_ "]).to_owned());
    }
    !places.is_empty()
}

pub(super) fn ratio(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = some(
        rng,
        rates(sheet)
            .into_iter()
            .filter(|at| {
                sheet.rows[at.0].cells[at.1]
                    .as_number()
                    .is_some_and(|number| {
                        number.abs() > Decimal::from(3) && number.abs() < Decimal::ONE_HUNDRED
                    })
            })
            .collect(),
        3,
    );
    for at in &places {
        let cell = sheet.cell_mut(*at);
        let Some(number) = cell.as_number() else {
            continue;
        };
        cell.content = Content::Number(number / Decimal::ONE_HUNDRED);
        cell.is_unclear();
    }
    !places.is_empty()
}

pub(super) fn trailing_digits(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = some(rng, sheet.figures(), 10);
    let mut done = false;
    for at in places {
        let cell = sheet.cell_mut(at);
        let Some(number) = cell
            .as_number()
            .and_then(|number| number.to_string().parse::<f64>().ok())
        else {
            continue;
        };
        // the next number that the machine knows, as sums leave it
        let near = f64::from_bits(if rng.bool() {
            number.to_bits() + 1
        } else {
            number.to_bits().saturating_sub(1)
        });
        if number != 0.0 && number.fract() != 0.0 {
            cell.content = Content::Float(near);
            done = true;
        }
    }
    done
}

/// Figures that can be taken away without a trace: not those that are merged with what lies beside
/// them.
fn removable(sheet: &Sheet) -> Vec<(usize, usize)> {
    sheet
        .figures()
        .into_iter()
        .filter(|at| sheet.rows[at.0].cells[at.1].across + sheet.rows[at.0].cells[at.1].down == 0)
        .collect()
}

pub(super) fn blanked(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = some(rng, removable(sheet), 4);
    for at in &places {
        let spaces = rng.u32(..4) == 0;
        let cell = sheet.cell_mut(*at);
        cell.content = if spaces {
            Content::Text("  ".into())
        } else {
            Content::Empty
        };
        cell.means(State::Blank);
        // of what was to be told of the figure nothing is left
        if let Some(fact) = &mut cell.fact {
            fact.told = false;
        }
    }
    !places.is_empty()
}

pub(super) fn placeholder(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = some(rng, sheet.figures(), 4);
    for at in &places {
        nothing(
            sheet.cell_mut(*at),
            one_of(
                rng,
                &[
                    "—",
                    "—-",
                    "--",
                    "/",
                    "－",
                    "-",
                    "——",
                    "无",
                    "…",
                    "／",
                    "不适用",
                    "……",
                    " - ",
                    "–",
                ],
            ),
        );
    }
    !places.is_empty()
}

pub(super) fn error(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(at) = one(rng, &sheet.figures()) else {
        return false;
    };
    let cell = sheet.cell_mut(at);
    cell.content = Content::Formula(
        "=1/0".into(),
        one_of(rng, &["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?"]).to_owned(),
    );
    cell.is_unclear();
    true
}

pub(super) fn formula(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = some(rng, sheet.figures(), 8);
    for at in &places {
        let cell = sheet.cell_mut(*at);
        let Some(number) = cell.as_number() else {
            continue;
        };
        let formula = match rng.u32(..3) {
            0 => "=[1]Sheet1!$C$5".to_owned(),
            1 => format!("=SUM({number},0)"),
            _ => format!("={number}"),
        };
        cell.content = Content::Formula(formula, number.to_string());
    }
    !places.is_empty()
}

pub(super) fn stale(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(at) = one(rng, &sheet.figures()) else {
        return false;
    };
    let more = rng.u32(1..50);
    let cell = sheet.cell_mut(at);
    let Some(number) = cell.as_number() else {
        return false;
    };
    cell.content = Content::Formula(format!("={number}+{more}"), number.to_string());
    cell.is_unclear();
    true
}

pub(super) fn unstored(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(at) = one(rng, &sheet.figures()) else {
        return false;
    };
    let cell = sheet.cell_mut(at);
    cell.content = Content::Formula("=SUM(Z1:Z9)".into(), crate::sheet::NO_RESULT.into());
    cell.is_unclear();
    true
}

pub(super) fn scaled(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(at) = one(rng, &sheet.amounts()) else {
        return false;
    };
    let cell = sheet.cell_mut(at);
    let Some(number) = cell.as_number() else {
        return false;
    };
    let (format, power) = [
        ("0,", 1000),
        ("#,##0.00,", 1000),
        ("0!.0,", 10_000),
        ("0.00,,", 1_000_000),
        ("0\".\"0,", 10_000),
    ][rng.usize(..5)];
    cell.content = Content::Number(number * Decimal::from(power));
    cell.format = Some(format.to_owned());
    cell.is_unclear();
    true
}

pub(super) fn invisible(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(at) = one(rng, &sheet.figures()) else {
        return false;
    };
    let (white, theme) = (Colour::Rgb(0xFF_FFFF), Colour::Theme(0));
    let inks = [
        (white, None),
        (theme, None),
        (white, Some(white)),
        (theme, Some(white)),
        (Colour::Rgb(0x4F_81BD), Some(Colour::Rgb(0x4F_81BD))),
        (white, Some(Colour::Rgb(0xF2_F2F2))),
    ];
    let cell = sheet.cell_mut(at);
    cell.ink = Some(inks[rng.usize(..inks.len())]);
    cell.must_be_told();
    true
}

pub(super) fn coloured(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = some(
        rng,
        sheet
            .figures()
            .into_iter()
            .filter(|at| sheet.rows[at.0].cells[at.1].ink.is_none())
            .collect(),
        8,
    );
    for at in &places {
        let inks = [
            (Colour::Rgb(0xFF_0000), None),
            (Colour::Rgb(0xFF_FFFF), Some(Colour::Rgb(0x00_70C0))),
            (Colour::Theme(1), Some(Colour::Rgb(0xFF_FF00))),
        ];
        sheet.cell_mut(*at).ink = Some(inks[rng.usize(..inks.len())]);
    }
    !places.is_empty()
}

pub(super) fn number_format(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = some(rng, sheet.figures(), 20);
    for at in &places {
        let format = one_of(
            rng,
            &[
                "#,##0.00",
                "0_ ",
                "0.00_);[Red]\\(0.00\\)",
                "@",
                "#,##0.0000",
                "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
                "0\"家\"",
                "[DBNum1]General",
                "G/通用格式",
            ],
        );
        sheet.cell_mut(*at).format = Some(format.to_owned());
    }
    !places.is_empty()
}

pub(super) fn date_format(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = sheet.amounts().into_iter().filter(|at| {
        sheet.rows[at.0].cells[at.1]
            .as_number()
            .is_some_and(|number| number > Decimal::ONE && number < Decimal::from(60_000))
    });
    let Some(at) = one(rng, &places.collect::<Vec<_>>()) else {
        return false;
    };
    let cell = sheet.cell_mut(at);
    cell.format = Some(
        one_of(
            rng,
            &[
                "yyyy-mm-dd",
                "yyyy\"年\"m\"月\"d\"日\"",
                "m\"月\"d\"日\"",
                "[$-804]yyyy\"年\"m\"月\"",
            ],
        )
        .to_owned(),
    );
    cell.is_unclear();
    true
}

pub(super) fn comment(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(at) = one(rng, &sheet.figures()) else {
        return false;
    };
    sheet.cell_mut(at).comment = Some("请核对".to_owned());
    true
}

/// Dates that are still days.
pub(super) fn days(sheet: &Sheet) -> Vec<(usize, usize)> {
    sheet.facts(|column, cell| {
        matches!(
            column,
            Column::Field {
                kind: FieldKind::Date,
                ..
            }
        ) && matches!(cell.content, Content::Day(_))
    })
}

/// Codes that are still texts.
pub(super) fn codes(sheet: &Sheet, length: usize) -> Vec<(usize, usize)> {
    // an entry that comes twice must keep what shows it
    if sheet
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter_map(|cell| cell.fact.as_ref())
        .any(|fact| fact.told && fact.state.is_some())
    {
        return Vec::new();
    }
    sheet.facts(|column, cell: &Cell| {
        matches!(
            column,
            Column::Field {
                kind: FieldKind::Code,
                ..
            }
        ) && cell.as_text().is_some_and(|words| words.len() == length)
            && cell.fact.as_ref().is_some_and(|fact| !fact.told)
    })
}
