//! 指认: the officer points at a row or column of a county's sheet and says what it is.

use super::looking::{InboxBatch, batch, gone, look_at};
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::inbox::Item;
use serde::Serialize;
use ts_rs::TS;
use xianbaohui_core::pointing::{Line, Meaning, Pointing, SheetPointing, SheetSaid};
use xianbaohui_core::returns::Binding;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_reading::identify::{Choice, choices};
use xianbaohui_reading::intake::Verdict;

/// One thing that a line may be.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct PointChoice {
    code: String,
    name: String,
    /// `F 列`, where another line is taken for it now
    taken_by: Option<String>,
}

/// A row or column through the cell.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct PointLine {
    /// `F`, `8`: what [`point_line`] takes
    line: String,
    /// `F 列`
    name: String,
    /// what it was said to be
    said: Option<String>,
    /// code of what it is taken for
    current: Option<String>,
    /// it is taken for something, whatever that is
    read: bool,
    choices: Vec<PointChoice>,
}

/// What the lines through a cell may be.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct PointAt {
    /// the form that the sheet is taken for, and those it may be said to be
    form: PointLine,
    column: Option<PointLine>,
    row: Option<PointLine>,
    /// unit whose layout it can be remembered for
    unit: Option<String>,
    /// everything pointed at on this sheet, in sentences, with the line
    pointed: Vec<(String, String)>,
}

/// A sheet of a file that is taken for a form: position of form and unit, and where it was found.
struct Seen<'a> {
    form: usize,
    unit: Option<usize>,
    binding: &'a Binding,
}

fn seen_on<'a>(item: &'a Item, sheet: &str) -> Option<Seen<'a>> {
    match &item.outcome.as_ref()?.file.verdict {
        Verdict::Ready(returns) => returns
            .iter()
            .map(|one| &one.taken)
            .find(|one| one.sheet == sheet)
            .map(|one| Seen {
                form: one.form,
                unit: Some(one.unit),
                binding: &one.binding,
            }),
        Verdict::Unsure(asked) => asked.iter().find(|one| one.sheet == sheet).map(|one| Seen {
            form: one.form,
            unit: one.unit,
            binding: &one.binding,
        }),
        Verdict::Refused { .. } => None,
    }
}

impl Desk {
    /// What a sheet and the lines through a cell of it are, and may be.
    pub(crate) fn point_at(
        &self,
        item: i64,
        sheet: &str,
        row: u32,
        column: u32,
    ) -> Result<PointAt, AppError> {
        let found = self.waiting()?.item(item)?.clone();
        let round = &found.round;
        self.read(|ledger| {
            let scheme = ledger.scheme();
            let said = found
                .said
                .sheets
                .iter()
                .find(|said| said.sheet == sheet)
                .map(|said| said.form.clone().unwrap_or_else(|| NOTHING.into()));
            let Some(seen) = seen_on(&found, sheet) else {
                return Ok(PointAt {
                    form: sheet_line(sheet, said, None, scheme),
                    column: None,
                    row: None,
                    unit: None,
                    pointed: Vec::new(),
                });
            };
            let (form, binding) = (&scheme.forms[seen.form], seen.binding);
            let found = choices(form, scheme, binding, Some(ledger.round(round)?.period));
            let (across, down) = binding.lines_at(row, column);
            let (table_row, table_column) = if binding.turned {
                (column, row)
            } else {
                (row, column)
            };
            let bound = found
                .columns
                .iter()
                .find(|choice| choice.taken_by == Some(across))
                .map(|choice| choice.code.clone());
            let is = |known: Option<u32>, meaning: Meaning| {
                (known == Some(table_column)).then(|| meaning.word().to_owned())
            };
            let current = bound
                .or_else(|| is(binding.label_column, Meaning::Label))
                .or_else(|| is(binding.unit_column, Meaning::MeasureUnit));
            let of_row = (table_row > binding.header.1 && !found.rows.is_empty()).then(|| {
                line(
                    down,
                    None,
                    binding.rows.is_empty() || binding.rows.contains(&table_row),
                    found.rows,
                    binding,
                )
            });
            Ok(PointAt {
                form: sheet_line(sheet, said, Some(form.code.clone()), scheme),
                unit: seen.unit.map(|unit| scheme.units[unit].name.clone()),
                pointed: binding
                    .pointed
                    .iter()
                    .map(|own| (own.line.word(), own.sentence(form, scheme)))
                    .collect(),
                row: of_row,
                column: Some(line(
                    across,
                    current.clone(),
                    current.is_some(),
                    found.columns,
                    binding,
                )),
            })
        })
    }

    /// Says which form a sheet of a file is, or that it is not to be read, or takes that back; the
    /// file is looked at again with it.
    pub(crate) fn point_sheet(
        &self,
        item: i64,
        sheet: &str,
        form: Option<&str>,
    ) -> Result<InboxBatch, AppError> {
        let round = self.waiting()?.item(item)?.round.clone();
        let incoming = self.write_inbox(|inbox, ledger| {
            if let Some(form) = form.filter(|form| *form != NOTHING) {
                crate::step::form_called(ledger.scheme(), form).map_err(crate::Error::from)?;
            }
            let held = ledger.remembered()?.into_iter().map(|one| one.id).collect();
            Ok(inbox.say(ledger, item, held, |own| {
                own.sheets.retain(|said| said.sheet != sheet);
                own.pointed
                    .retain(|one| one.sheet.as_deref() != Some(sheet));
                own.sheets.extend(form.map(|form| SheetSaid {
                    sheet: sheet.to_owned(),
                    form: (form != NOTHING).then(|| form.to_owned()),
                }));
            })?)
        })?;
        look_at(self, &round, &[incoming], &Unwatched)?;
        batch(self, &round, 0.0)
    }

    /// Says what a line of a sheet is, or takes that back; the file is looked at again with it.
    /// `remember`: it holds for this layout of the unit.
    pub(crate) fn point_line(
        &self,
        item: i64,
        sheet: &str,
        line: &str,
        meaning: Option<&str>,
        remember: bool,
    ) -> Result<InboxBatch, AppError> {
        let line = Line::parse(line).ok_or_else(gone)?;
        let found = self.waiting()?.item(item)?.clone();
        // what was remembered is taken over as said, so that one line can be changed and the others
        // stay
        let known = seen_on(&found, sheet)
            .map(|seen| seen.binding.pointed.clone())
            .unwrap_or_default();
        let incoming = self.write_inbox(|inbox, ledger| {
            let held = ledger.remembered()?.into_iter().map(|one| one.id).collect();
            Ok(inbox.say(ledger, item, held, |said| {
                said.pointed
                    .retain(|one| one.sheet.as_deref() != Some(sheet));
                let others = known.into_iter().filter(|own| own.line != line);
                let new = meaning.map(|words| Pointing {
                    line,
                    meaning: Meaning::parse(words),
                    text: String::new(),
                });
                said.pointed
                    .extend(others.chain(new).map(|pointing| SheetPointing {
                        sheet: Some(sheet.to_owned()),
                        pointing,
                    }));
            })?)
        })?;
        if incoming.pointed.is_empty() {
            forget(self, &found, sheet)?;
        }
        look_at(self, &found.round, &[incoming], &Unwatched)?;
        if remember {
            remember_it(self, item, sheet)?;
        }
        batch(self, &found.round, 0.0)
    }
}

/// Said of a sheet that is not to be read.
const NOTHING: &str = "-";

fn sheet_line(
    sheet: &str,
    said: Option<String>,
    current: Option<String>,
    scheme: &Scheme,
) -> PointLine {
    let choices = scheme
        .forms
        .iter()
        .map(|form| PointChoice {
            code: form.code.clone(),
            name: format!("{} {}", form.name, form.code),
            taken_by: None,
        })
        .collect();
    PointLine {
        line: sheet.to_owned(),
        name: format!("工作表“{sheet}”"),
        said,
        read: current.is_some(),
        current,
        choices,
    }
}

fn line(
    line: Line,
    current: Option<String>,
    read: bool,
    found: Vec<Choice>,
    binding: &Binding,
) -> PointLine {
    let said = binding
        .pointed
        .iter()
        .find(|own| own.line == line)
        .map(|own| own.meaning.word().to_owned());
    let told = |choice: Choice| PointChoice {
        code: choice.code,
        name: choice.name,
        taken_by: choice
            .taken_by
            .filter(|other| *other != line)
            .map(Line::name),
    };
    PointLine {
        line: line.word(),
        name: line.name(),
        said,
        current,
        read,
        choices: found.into_iter().map(told).collect(),
    }
}

/// Nothing is pointed at any more: an answer remembered for the layout would come back at once.
fn forget(desk: &Desk, found: &Item, sheet: &str) -> Result<(), AppError> {
    let Some(Seen {
        form,
        unit: Some(unit),
        binding,
    }) = seen_on(found, sheet)
    else {
        return Ok(());
    };
    let none = Binding {
        pointed: Vec::new(),
        ..binding.clone()
    };
    let hand = desk.hand();
    desk.write(|ledger| Ok(ledger.remember_pointed(&none, unit, form, &hand.at, &hand.who)?))
}

fn remember_it(desk: &Desk, item: i64, sheet: &str) -> Result<(), AppError> {
    let found = desk.waiting()?.item(item)?.clone();
    let Some(Seen {
        form,
        unit: Some(unit),
        binding,
    }) = seen_on(&found, sheet)
    else {
        return Ok(());
    };
    let hand = desk.hand();
    desk.write(|ledger| Ok(ledger.remember_pointed(binding, unit, form, &hand.at, &hand.who)?))
}
