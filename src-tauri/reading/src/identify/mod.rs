//! Grid → which form, which unit, which period, with the evidence. Embedded identity first, then
//! layout and text; the file name is a hint only; what is not certain is asked, never guessed.

mod choices;
mod embedded;
mod header;
mod layout;
mod naming;
mod period;
mod pointed;
mod remembered;
pub(crate) mod rows;
mod unit;

pub use choices::{Choice, Choices, choices};
pub use header::{ColumnMatch, HeaderBlock, SheetHeader};
pub use layout::{Bound, Missing, label_row};
pub use pointed::{POINTED, RowRole};
pub use remembered::REMEMBERED;

use self::pointed::Resolved;
use crate::read::{Grid, Visibility, Workbook};
use xianbaohui_core::evidence::{Doubt, Evidence, Of};
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::period::Period;
use xianbaohui_core::pointing::{SheetPointing, SheetSaid};
use xianbaohui_core::remembered::{Clue, Remembered};
use xianbaohui_core::scheme::{Round, Scheme};

/// What is known before a workbook is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// the round it is imported into
    pub round: Option<&'a Round>,
    /// its file name
    pub file: &'a str,
    /// unit code that the officer said
    pub unit: Option<&'a str>,
    /// form code that the officer said
    pub form: Option<&'a str>,
    /// answers that the officer gave before
    pub remembered: Option<&'a Remembered>,
    /// what the officer pointed at in this file
    pub pointed: &'a [SheetPointing],
    /// what the officer said of its sheets
    pub sheets: &'a [SheetSaid],
}

/// One sheet that is a form, as far as known.
#[derive(Debug, Clone)]
pub struct Identified {
    /// position of the sheet
    pub grid: usize,
    /// position of the form
    pub form: usize,
    /// where header and rows are
    pub bound: Bound,
    /// rows and columns are exchanged: `bound` speaks of [`Grid::turned`]
    pub turned: bool,
    /// the unit that reports, when certain
    pub unit: Option<usize>,
    /// the period, when certain
    pub period: Option<Period>,
    /// why
    pub evidence: Vec<Evidence>,
    /// what must be asked
    pub doubts: Vec<Doubt>,
    /// units it may be
    pub unit_candidates: Vec<usize>,
    /// forms it may be
    pub form_candidates: Vec<usize>,
    /// what the sheet says of its unit, where only an answer tells which is meant
    pub clue: Option<Clue>,
    /// only an answer remembered for the unit's layout makes it this form
    unproven: bool,
}

impl Identified {
    /// The rows of the sheet that the header takes; of a table turned round, the rows of the whole
    /// table: what stands above and below says whose it is.
    pub fn frame(&self) -> HeaderBlock {
        if !self.turned {
            return self.bound.header;
        }
        self.bound.lines()
    }
}

/// A workbook, sheet by sheet.
#[derive(Debug, Clone, Default)]
pub struct Identification {
    /// sheets that are forms
    pub sheets: Vec<Identified>,
    /// sheets with content that are no form
    pub others: Vec<Other>,
}

/// A sheet that is no form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Other {
    /// position of the sheet
    pub grid: usize,
    /// the form it is most like
    pub nearest: Option<Nearest>,
    /// hidden, and the same form stands on this sheet that is seen
    pub behind: Option<usize>,
    /// the officer said that it is not to be read
    pub left_out: bool,
}

/// The form that a sheet is most like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearest {
    /// position of the form
    pub form: usize,
    /// headers found
    pub matched: usize,
    /// headers asked for
    pub asked: usize,
}

/// Finds out what a workbook is.
pub fn identify(workbook: &Workbook, scheme: &Scheme, context: &Context<'_>) -> Identification {
    let embedded = embedded::read(workbook);
    let forms = candidates(scheme, context);
    let mut found = Identification::default();
    for (at, grid) in workbook.grids.iter().enumerate() {
        if grid.cells().is_empty()
            || grid.visibility == Visibility::VeryHidden
            || embedded::is_identity(grid)
        {
            continue;
        }
        if let Some(said) = context.sheets.iter().find(|said| said.sheet == grid.name) {
            match said_of_sheet(grid, scheme, said, context) {
                Ok(identified) => found.sheets.push(Identified {
                    grid: at,
                    ..identified
                }),
                Err(nearest) => found.others.push(Other {
                    grid: at,
                    nearest,
                    behind: None,
                    left_out: said.form.is_none(),
                }),
            }
            continue;
        }
        match form_of(grid, scheme, &forms, context, &embedded) {
            Ok(mut identified) => {
                identified.grid = at;
                found.sheets.push(identified);
            }
            Err(nearest) => match remembered::form_of(grid, scheme, &forms, context) {
                Some(identified) => found.sheets.push(Identified {
                    grid: at,
                    ..identified
                }),
                None => found.others.push(Other {
                    grid: at,
                    nearest,
                    behind: None,
                    left_out: false,
                }),
            },
        }
    }
    if context.form.is_some() {
        found.take_said(workbook, scheme, &forms, context);
    }
    behind_others(&mut found, workbook);
    for identified in &mut found.sheets {
        let grid = &workbook.grids[identified.grid];
        let period = period::of_round(context).or_else(|| period::first_in(grid));
        pointed::said(identified, grid, scheme, context, period);
        period::decide(identified, grid, context, &embedded);
        unit::decide(identified, grid, scheme, context, &embedded);
    }
    unit::ask_if_unheard(&mut found.sheets, workbook, scheme, context);
    unit::share(&mut found.sheets, scheme);
    for identified in &mut found.sheets {
        pointed::remembered(
            identified,
            &workbook.grids[identified.grid],
            scheme,
            context,
        );
    }
    found.drop_unproven();
    for identified in found
        .sheets
        .iter_mut()
        .filter(|identified| !identified.bound.is_usable())
    {
        let message = format!(
            "“{}”的表头没有对上，还不知道哪一列是名称、哪几列是数。\
                请在表上点表头，指明各列是什么。",
            scheme.forms[identified.form].name
        );
        identified.doubts.push(Doubt {
            of: Of::Form,
            message,
        });
    }
    duplicates(&mut found.sheets, workbook, scheme);
    found
}

impl Identification {
    /// The officer says which form the file is. It is so for the sheets that are it or may be it;
    /// where none is, for those that fit it at all; where none fits, for the sheet that was pointed
    /// at, or is most like it among those that are no form. What is plainly another form stays that
    /// form.
    fn take_said(
        &mut self,
        workbook: &Workbook,
        scheme: &Scheme,
        forms: &[(usize, &Form)],
        context: &Context<'_>,
    ) {
        let said = forms
            .iter()
            .filter(|(_, form)| is_said(form, context))
            .copied()
            .collect::<Vec<_>>();
        let Some(&(form, _)) = said.first() else {
            return;
        };
        let period = |grid: &Grid| period::of_round(context).or_else(|| period::first_in(grid));
        let as_said = |at: usize, even_if_unlike: bool| {
            let grid = &workbook.grids[at];
            let strictly = || {
                best(grid, scheme, &said, period(grid), None, false)
                    .ok()
                    .or_else(|| turned(grid, scheme, &said, period(grid)))
            };
            let found = if even_if_unlike {
                best(grid, scheme, &said, period(grid), None, true).ok()
            } else {
                strictly()
            };
            found.map(|identified| Identified {
                grid: at,
                ..identified
            })
        };
        for sheet in self
            .sheets
            .iter_mut()
            .filter(|sheet| sheet.form_candidates.contains(&form))
        {
            if let Some(found) = as_said(sheet.grid, false) {
                *sheet = found;
            }
        }
        let is_pointed = |at: usize| {
            context
                .pointed
                .iter()
                .any(|one| one.sheet.as_ref() == Some(&workbook.grids[at].name))
        };
        if !self.sheets.iter().any(|sheet| sheet.form == form) {
            let named = |at: usize| {
                context
                    .sheets
                    .iter()
                    .any(|said| said.sheet == workbook.grids[at].name)
            };
            for sheet in self.sheets.iter_mut().filter(|sheet| !named(sheet.grid)) {
                if let Some(found) = as_said(sheet.grid, false) {
                    *sheet = found;
                }
            }
        }
        let none = !self.sheets.iter().any(|sheet| sheet.form == form);
        let mut may = Vec::new();
        for (at, other) in self
            .others
            .iter()
            .enumerate()
            .filter(|(_, other)| !other.left_out)
        {
            let pointed = is_pointed(other.grid);
            if let (true, Some(identified)) = (none || pointed, as_said(other.grid, true)) {
                may.push((pointed, at, identified));
            }
        }
        let most = may
            .iter()
            .max_by_key(|(pointed, at, identified)| {
                (*pointed, identified.bound.matched, std::cmp::Reverse(*at))
            })
            .map(|(_, at, _)| *at);
        for (pointed, at, identified) in may.into_iter().rev() {
            if pointed || most == Some(at) {
                self.others.remove(at);
                self.sheets.push(identified);
            }
        }
        self.sheets.sort_by_key(|sheet| sheet.grid);
        if self.sheets.iter().any(|sheet| sheet.form == form) {
            return;
        }
        // heard by no sheet: what the officer said must not be passed over in silence
        for sheet in &mut self.sheets {
            let (own, grid) = (
                &scheme.forms[sheet.form].name,
                &workbook.grids[sheet.grid].name,
            );
            let message = format!(
                "指定的报表是“{}”，但工作表“{grid}”是“{own}”，没有改。请核对：要按“{own}”收就不要另\
                    外指定；确要按“{}”读取，请对这张工作表指明。",
                scheme.forms[form].name, scheme.forms[form].name
            );
            sheet.doubts.push(Doubt {
                of: Of::Form,
                message,
            });
        }
    }

    /// A sheet that some unit's remembered layout made a form, and that turned out to be another
    /// unit's, is no form.
    fn drop_unproven(&mut self) {
        let others = &mut self.others;
        self.sheets.retain(|sheet| {
            let is_form =
                !sheet.unproven || sheet.unit.is_none() || !sheet.bound.pointed.is_empty();
            if !is_form {
                let nearest = Nearest {
                    form: sheet.form,
                    matched: sheet.bound.matched,
                    asked: sheet.bound.asked,
                };
                others.push(Other {
                    grid: sheet.grid,
                    nearest: Some(nearest),
                    behind: None,
                    left_out: false,
                });
            }
            is_form
        });
    }
}

/// A hidden sheet of a form that also stands on a sheet that is seen is not what was meant to be
/// sent; it is left out and told.
fn behind_others(found: &mut Identification, workbook: &Workbook) {
    let is_seen = |sheet: &Identified| workbook.grids[sheet.grid].visibility == Visibility::Visible;
    let seen = found
        .sheets
        .iter()
        .filter(|sheet| is_seen(sheet))
        .map(|sheet| (sheet.form, sheet.grid))
        .collect::<Vec<_>>();
    let others = &mut found.others;
    found.sheets.retain(|sheet| {
        let before = seen
            .iter()
            .find(|(form, grid)| *form == sheet.form && *grid != sheet.grid)
            .filter(|_| !is_seen(sheet));
        if let Some((_, grid)) = before {
            let nearest = Nearest {
                form: sheet.form,
                matched: sheet.bound.matched,
                asked: sheet.bound.asked,
            };
            others.push(Other {
                grid: sheet.grid,
                nearest: Some(nearest),
                behind: Some(*grid),
                left_out: false,
            });
        }
        before.is_none()
    });
}

/// The form that a sheet is with rows and columns exchanged.
fn turned(
    grid: &Grid,
    scheme: &Scheme,
    forms: &[(usize, &Form)],
    period: Option<Period>,
) -> Option<Identified> {
    /// a sheet wider than this is no form turned round
    const WIDEST: usize = 200;
    // a stray cell far out makes no table wide
    if grid.used_columns().len() > WIDEST || grid.filled_rows().nth(WIDEST).is_some() {
        return None;
    }
    let tables = forms
        .iter()
        .filter(|(_, form)| !matches!(form.layout, Layout::Roster(_)))
        .copied()
        .collect::<Vec<_>>();
    let whole = best(&grid.turned(0), scheme, &tables, period, Some(grid), false).ok()?;
    // title and lines above are no part of the table: they would stand among its labels
    let from = whole.bound.lines().top;
    let mut found = best(
        &grid.turned(from),
        scheme,
        &tables,
        period,
        Some(grid),
        false,
    )
    .ok()?;
    found.turned = true;
    found
        .evidence
        .push(Evidence::new(Of::Form, "版式", "行列对调", 0.5));
    Some(found)
}

/// Forms that may come: those of the round, or all; and the one that the officer said.
fn candidates<'a>(scheme: &'a Scheme, context: &Context<'_>) -> Vec<(usize, &'a Form)> {
    let wanted = |form: &Form| {
        is_said(form, context)
            || context
                .round
                .is_none_or(|round| round.forms.contains(&form.code))
    };
    scheme
        .forms
        .iter()
        .enumerate()
        .filter(|(_, form)| wanted(form))
        .collect()
}

/// Whether the officer said that the file is this form.
fn is_said(form: &Form, context: &Context<'_>) -> bool {
    context
        .form
        .is_some_and(|said| form.code == said || form.name == said)
}

/// The form a sheet is, by layout and title; or the one it is most like.
fn form_of(
    grid: &Grid,
    scheme: &Scheme,
    forms: &[(usize, &Form)],
    context: &Context<'_>,
    embedded: &embedded::Identity,
) -> Result<Identified, Option<Nearest>> {
    let period = period::of_round(context).or_else(|| period::first_in(grid));
    if let Some(code) = &embedded.form
        && let Some(&(at, form)) = forms.iter().find(|(at, _)| &scheme.forms[*at].code == code)
    {
        let bound = layout::bind(grid, form, scheme, period, &Resolved::default());
        if bound.matched * 2 >= bound.asked {
            return Ok(start(
                at,
                bound,
                vec![Evidence::new(Of::Form, "内嵌标识", code.clone(), 1.0)],
                Vec::new(),
            ));
        }
    }
    best(grid, scheme, forms, period, None, false)
        .or_else(|nearest| turned(grid, scheme, forms, period).ok_or(nearest))
}

/// The form that the officer said a sheet is, whether it is like it or not.
fn said_of_sheet(
    grid: &Grid,
    scheme: &Scheme,
    said: &SheetSaid,
    context: &Context<'_>,
) -> Result<Identified, Option<Nearest>> {
    let is_said = |form: &Form| {
        said.form
            .as_ref()
            .is_some_and(|said| form.code == *said || form.name == *said)
    };
    let forms = scheme
        .forms
        .iter()
        .enumerate()
        .filter(|(_, form)| is_said(form))
        .collect::<Vec<_>>();
    let period = period::of_round(context).or_else(|| period::first_in(grid));
    let strictly = best(grid, scheme, &forms, period, None, false)
        .ok()
        .or_else(|| turned(grid, scheme, &forms, period));
    let mut found = strictly.map_or_else(|| best(grid, scheme, &forms, period, None, true), Ok)?;
    found.evidence.push(Evidence::new(
        Of::Form,
        POINTED,
        scheme.forms[found.form].name.clone(),
        0.9,
    ));
    Ok(found)
}

/// The form that fits best, if one fits. `of`: the sheet that `grid` was turned from. `said`: the
/// officer says that it is one of these forms.
fn best(
    grid: &Grid,
    scheme: &Scheme,
    forms: &[(usize, &Form)],
    period: Option<Period>,
    of: Option<&Grid>,
    said: bool,
) -> Result<Identified, Option<Nearest>> {
    let resolved = Resolved {
        said,
        ..Resolved::default()
    };
    let bind = |form: &Form| {
        let mut bound = layout::bind(grid, form, scheme, period, &resolved);
        if let Some(sheet) = of {
            bound.entitle(sheet, form);
        }
        bound
    };
    let mut scored = forms
        .iter()
        .map(|&(at, form)| (at, bind(form)))
        .collect::<Vec<_>>();
    scored.sort_by(|(_, one), (_, other)| other.score.total_cmp(&one.score));
    let nearest = scored
        .first()
        .filter(|(_, bound)| bound.matched > 0)
        .map(|(at, bound)| Nearest {
            form: *at,
            matched: bound.matched,
            asked: bound.asked,
        });
    scored.retain(|(_, bound)| bound.is_enough() || (said && !bound.layout.is_empty()));
    if scored.is_empty() {
        return Err(nearest);
    }
    let (at, bound) = scored.remove(0);
    let form = &scheme.forms[at];
    let mut evidence = Vec::new();
    if let Some(title) = &bound.title {
        evidence.push(Evidence::new(
            Of::Form,
            format!("标题 {}", title.cell),
            title.text.clone(),
            0.6,
        ));
    }
    evidence.push(Evidence::new(
        Of::Form,
        format!("表头 {}/{}", bound.matched, bound.asked),
        form.name.clone(),
        0.4 + 0.5 * bound.matched as f64 / bound.asked.max(1) as f64,
    ));
    let close = scored
        .iter()
        .filter(|(_, other)| other.score > bound.score - 0.08)
        .map(|(at, _)| *at)
        .collect::<Vec<_>>();
    Ok(start(at, bound, evidence, close))
}

fn start(form: usize, bound: Bound, evidence: Vec<Evidence>, close: Vec<usize>) -> Identified {
    let mut identified = Identified {
        grid: 0,
        form,
        bound,
        turned: false,
        unit: None,
        period: None,
        evidence,
        doubts: Vec::new(),
        unit_candidates: Vec::new(),
        form_candidates: Vec::new(),
        clue: None,
        unproven: false,
    };
    if !close.is_empty() {
        identified.doubts.push(Doubt {
            of: Of::Form,
            message: "同时像几张报表，请指明是哪一张。".into(),
        });
        identified.form_candidates = std::iter::once(form).chain(close).collect();
    }
    identified
}

/// The same form of the same unit on two sheets: which one counts must be asked.
fn duplicates(sheets: &mut [Identified], workbook: &Workbook, scheme: &Scheme) {
    for later in 1..sheets.len() {
        let (before, rest) = sheets.split_at_mut(later);
        let own = &mut rest[0];
        if let Some(earlier) = before.iter().find(|earlier| {
            earlier.form == own.form
                && earlier.unit.is_some()
                && earlier.unit == own.unit
                && earlier.period == own.period
        }) {
            let message = format!(
                "工作表“{}”和“{}”都是{}的“{}”，请指明哪一张不读取，或请填报单位删去多余的一张。",
                workbook.grids[earlier.grid].name,
                workbook.grids[own.grid].name,
                own.unit.map_or("", |unit| &scheme.units[unit].name),
                scheme.forms[own.form].name
            );
            own.doubts.push(Doubt {
                of: Of::Form,
                message,
            });
        }
    }
}
