//! Which form a sheet is: the one whose layout and title fit it best.

use super::context::Context;
use super::identified::{Identified, Nearest, start};
use super::role::Resolved;
use super::{embedded, layout, period};
use crate::read::{Cell, Content, Grid, Visibility};
use xianbaohui_core::evidence::{Doubt, Evidence, Of, Source};
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;

/// The form that a sheet is with rows and columns exchanged.
pub(super) fn turned(
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
        .push(Evidence::new(Of::Form, Source::Turned, "行列对调", 0.5));
    Some(found)
}

/// Forms that may come: those of the round, or all; and the one that the officer said.
pub(super) fn candidates<'a>(scheme: &'a Scheme, context: &Context<'_>) -> Vec<(usize, &'a Form)> {
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
pub(super) fn is_said(form: &Form, context: &Context<'_>) -> bool {
    context
        .form
        .is_some_and(|said| form.code == said || form.name == said)
}

/// The form a sheet is, by layout and title; or the one it is most like.
pub(super) fn form_of(
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
        let marked = Evidence::new(Of::Form, Source::Embedded, code.clone(), 1.0);
        let looks = best(grid, scheme, forms, period, None, false);
        // a bureau's own sheet may ask for less, below the form's title
        let is_titled = bound.title.is_some() && bound.matched > 1;
        let is_like = bound.matched * 2 >= bound.asked || is_titled;
        // what it looks like is another form's, and plainly
        let other = looks.ok().filter(|other| {
            other.form != at
                && (!is_like || other.bound.score > bound.score && other.bound.title.is_some())
        });
        match other {
            Some(other) if is_said(&scheme.forms[other.form], context) => return Ok(other),
            Some(mut other) if context.form.is_none() => {
                other.doubts.push(Doubt::of(
                    Of::Form,
                    format!(
                        "内嵌标识写的是“{}”，表上看是“{}”。请指明是哪一张。",
                        form.name, scheme.forms[other.form].name
                    ),
                ));
                other.evidence.push(marked);
                other.form_candidates = vec![other.form, at];
                return Ok(other);
            }
            _ if is_like => return Ok(start(at, bound, vec![marked], Vec::new())),
            _ => {}
        }
    }
    best(grid, scheme, forms, period, None, false)
        .or_else(|nearest| turned(grid, scheme, forms, period).ok_or(nearest))
}

/// The form whose title a sheet bears, although its header is not understood: where figures stand
/// on it and it can be seen.
pub(super) fn by_title(
    grid: &Grid,
    scheme: &Scheme,
    forms: &[(usize, &Form)],
    context: &Context<'_>,
) -> Option<Identified> {
    /// figures of a table at least
    const FIGURES: usize = 4;
    let mut figures = grid.cells().iter();
    let is_figure = |cell: &&Cell| matches!(cell.content, Content::Number(_));
    if grid.visibility != Visibility::Visible
        || figures
            .by_ref()
            .filter(is_figure)
            .nth(FIGURES - 1)
            .is_none()
    {
        return None;
    }
    let period = period::of_round(context).or_else(|| period::first_in(grid));
    let (at, title) = forms
        .iter()
        .find_map(|&(at, form)| Some((at, layout::own_title(grid, form, scheme)?)))?;
    let resolved = Resolved {
        said: true,
        ..Resolved::default()
    };
    let mut bound = layout::bind(grid, &scheme.forms[at], scheme, period, &resolved);
    let (row, column) = title.cell;
    let evidence = Evidence::new(
        Of::Form,
        Source::Title(row, column),
        title.text.clone(),
        0.6,
    );
    bound.title = Some(title);
    Some(Identified {
        by_title: true,
        ..start(at, bound, vec![evidence], Vec::new())
    })
}

/// The form that fits best, if one fits. `of`: the sheet that `grid` was turned from. `said`: the
/// officer says that it is one of these forms.
pub(super) fn best(
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
            Source::Title(title.cell.0, title.cell.1),
            title.text.clone(),
            0.6,
        ));
    }
    evidence.push(Evidence::new(
        Of::Form,
        Source::Header {
            matched: bound.matched,
            asked: bound.asked,
        },
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
