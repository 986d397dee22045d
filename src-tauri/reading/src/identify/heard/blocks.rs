//! Lines between the rows: each speaks for the rows below it, until the next one.

use super::answer::{Asking, of};
use super::around::{Printed, place_of};
use super::lines::{RowOf, Rows};
use super::spoken::is_used_up;
use crate::identify::header::without;
use crate::identify::{Context, Identified};
use crate::read::Grid;
use xianbaohui_core::evidence::Of;
use xianbaohui_core::form::{FieldKind, Form, Layout};
use xianbaohui_core::question::ACCEPT;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_core::words::mention::{self, Mention, Year};
use xianbaohui_core::words::units::{self, Units};
use xianbaohui_core::words::{attribute, group, head};

/// Asks of every line that says what the rows below it are, and takes the units of measure that
/// lines say.
pub(super) fn between_rows(
    asking: &mut Asking<'_>,
    table: &Grid,
    (rows, printed): (&Rows, &Printed),
    scheme: &Scheme,
    identified: &Identified,
    context: &Context<'_>,
) {
    let lines = rows.0.iter().enumerate();
    let lines = lines
        .filter(|(_, (_, own))| *own == RowOf::Line)
        .map(|(at, _)| at);
    let lines = lines.collect::<Vec<_>>();
    for (at, line) in lines.iter().enumerate() {
        let end = lines.get(at + 1).copied().unwrap_or(rows.0.len());
        let below = rows.0[line + 1..end].iter();
        let below = below.filter(|(_, own)| matches!(own, RowOf::Data(_)));
        let below = below.map(|(row, _)| *row).collect::<Vec<_>>();
        if let ([first, ..], [.., last]) = (below.as_slice(), below.as_slice()) {
            let row = rows.0[*line].0;
            let line = Line {
                row,
                below: &below,
                first: *first,
                last: *last,
                printed,
            };
            line.hear(asking, table, scheme, identified, context);
        }
    }
}

struct Line<'a> {
    row: u32,
    below: &'a [u32],
    first: u32,
    last: u32,
    printed: &'a Printed,
}

impl Line<'_> {
    fn hear(
        &self,
        asking: &mut Asking<'_>,
        table: &Grid,
        scheme: &Scheme,
        identified: &Identified,
        context: &Context<'_>,
    ) {
        let form = &scheme.forms[identified.form];
        let cells = table.row(self.row).iter();
        for cell in cells.filter(|cell| !cell.is_blank()) {
            let Some(words) = table.says(cell) else {
                continue;
            };
            let words = words.as_ref();
            let key = text::as_key(words);
            let at = (cell.row, cell.column);
            self.unit(asking, table, &key, at);
            let rest = self.printed.rest(words);
            if rest.is_empty() {
                continue;
            }
            let key = rest.join("。");
            let period = other_period(&key, context);
            let is_roster = matches!(form.layout, Layout::Roster(_));
            let said = period
                .or_else(|| status(&key, is_roster))
                .or_else(|| other_unit(words, scheme, identified))
                .or_else(|| state(&key, form));
            let Some((about, said)) = said else { continue };
            let whole = words.trim();
            let (from, to) = (table.row_name(self.first), table.row_name(self.last));
            let what = if self.first == self.last {
                from
            } else {
                format!("{from}到{to}")
            };
            let cell = table.cell_name(cell.row, cell.column);
            let told = format!("{cell} 写着“{whole}”，说的是它下面的{what}");
            let places = vec![place_of(table, at.0, at.1)];
            match asking.whether(about, (&what, &said, &told), &places) {
                Some(ACCEPT) => {
                    for row in self.below {
                        asking
                            .heard
                            .rows
                            .entry(*row)
                            .or_default()
                            .push(said.clone());
                    }
                }
                Some(_) => asking.heard.left_rows.extend(self.below),
                None => {}
            }
            return;
        }
    }

    /// The unit of measure for the rows below: 单位：亿元, （亿元）.
    fn unit(&self, asking: &mut Asking<'_>, table: &Grid, key: &str, at: (u32, u32)) {
        let key = group::unnumbered(key);
        let mut found = units::said(key);
        if found == Units::default() {
            found = units::whole(key)
                .or_else(|| units::at_end(key))
                .unwrap_or_default();
        }
        let at = place_of(table, at.0, at.1);
        for unit in found.known {
            asking.heard.units.push((self.first, self.last, unit, at));
        }
    }
}

/// A period that is not the round's. 上年 alone is said in many a note; notes speak for the rows
/// below where they say so.
fn other_period(key: &str, context: &Context<'_>) -> Option<(Of, String)> {
    let round = context.round?;
    let is_note = ["注", "说明", "备注"]
        .iter()
        .any(|word| key.starts_with(word));
    if is_note && !key.contains("以下") && !key.contains("下列") {
        return None;
    }
    let found = mention::all_in(key).into_iter();
    let mut other = found.filter(|one| {
        let is_plain = one.months.is_some() || matches!(one.year, Some(Year::Of(_)));
        !one.is_day && (is_plain || key.contains("同期")) && !round.agrees(one)
    });
    other.next().map(|one| (Of::Period, one.words))
}

/// Status or scope; groups of a roster are of one scope or another by nature.
fn status(key: &str, is_roster: bool) -> Option<(Of, String)> {
    let bare = group::unnumbered(key);
    let all = attribute::all_in(bare, false);
    let is_whole = is_used_up(&without(bare, &all));
    let plain = attribute::all_in(bare, true);
    let mut found = if is_whole { all } else { plain }.into_iter();
    let one = found.find(|one| !is_roster || !one.kind.is_scope())?;
    Some((of(one.kind), one.words))
}

/// What the title of a group says of entries that are none yet, none any more, or of another list:
/// 二、到期企业. One of the choices of a field is what each entry says itself.
fn state(key: &str, form: &Form) -> Option<(Of, String)> {
    let bare = group::unnumbered(key);
    let is_relative = |one: &Mention| one.year == Some(Year::Last);
    let Layout::Roster(roster) = &form.layout else {
        // 二、上年情况
        let relative = mention::apart(bare).into_iter().find(is_relative)?;
        let rest = bare.replacen(&relative.words, "", 1);
        return is_used_up(&rest).then_some((Of::Period, relative.words));
    };
    let is_choice = roster.fields.iter().any(|field| match &field.kind {
        FieldKind::Choice(choices) => choices.iter().any(|own| text::key(own) == bare),
        _ => false,
    });
    let is_of_form = form
        .titles
        .iter()
        .any(|title| text::key(title).contains(bare));
    (head::says_state(bare) && !is_choice && !is_of_form).then(|| (Of::Scope, bare.to_owned()))
}

/// A county that is not the one that reports, where rows do not name theirs.
fn other_unit(words: &str, scheme: &Scheme, identified: &Identified) -> Option<(Of, String)> {
    let own = identified.unit?;
    if matches!(scheme.forms[identified.form].layout, Layout::CountyTable(_)) || own == scheme.root
    {
        return None;
    }
    let named = scheme.unit_names.within(words, identified.period);
    let other = named
        .iter()
        .find(|one| one.unit != own && one.unit != scheme.root)?;
    if named.iter().any(|one| one.unit == own) {
        return None;
    }
    Some((Of::Scope, other.spelling.clone()))
}
