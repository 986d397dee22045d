//! What a sheet, its name and its file's name say of who reports.

use super::bodies::{is_another_body, is_body_below};
use super::lines::{line_of, lines};
use crate::identify::embedded::Identity;
use crate::identify::remembered;
use crate::identify::{Context, Identified};
use crate::read::{Grid, PAGE};
use xianbaohui_core::evidence::{Doubt, Evidence, Of, Source};
use xianbaohui_core::form::{FieldKind, Layout};
use xianbaohui_core::org_unit::NamedUnit;
use xianbaohui_core::place::cell_name;
use xianbaohui_core::register::Reporter;
use xianbaohui_core::scheme::{Round, Scheme};

/// From this weight on a piece of evidence decides; below it is a hint.
pub(super) const DECIDES: f64 = 0.5;

/// What the sheet, its name and the file's name say; where that is not enough, the clue for the
/// officer's answer.
pub(super) fn by_itself(
    identified: &mut Identified,
    grid: &Grid,
    scheme: &Scheme,
    context: &Context<'_>,
    embedded: &Identity,
) {
    let mut named: Vec<(NamedUnit, f64)> = Vec::new();
    let mut unknown = None;
    if let Some(unit) = embedded
        .unit
        .as_ref()
        .and_then(|code| scheme.units.iter().position(|unit| &unit.code == code))
    {
        identified.evidence.push(Evidence::new(
            Of::Unit,
            Source::Embedded,
            scheme.units[unit].name.clone(),
            1.0,
        ));
        named.push((
            NamedUnit {
                unit,
                spelling: scheme.units[unit].name.clone(),
                outdated: false,
                partial: false,
            },
            1.0,
        ));
    }
    let period = identified.period;
    for (cell, words) in lines(grid, identified) {
        let units = scheme.unit_names.within(&words, period);
        let is_another = units.is_empty() || is_another_body(&words, &units);
        if is_another {
            unknown.get_or_insert((cell, words.clone()));
        }
        identified.evidence.push(Evidence::new(
            Of::Unit,
            Source::Cell(cell.0, cell.1),
            format!("填报单位：{words}"),
            if is_another { 0.0 } else { 0.9 },
        ));
        // who only bears the name of a unit is no more than a hint
        named.extend(
            units
                .into_iter()
                .map(|unit| (unit, if is_another { 0.3 } else { 0.9 })),
        );
    }
    let table = identified.frame().top;
    for row in grid.filled_rows().take_while(|row| *row < table) {
        for cell in grid.row(row) {
            let Some(line) = grid.says(cell) else {
                continue;
            };
            let line = line.as_ref();
            if line_of(line).is_some() {
                continue;
            }
            for unit in scheme
                .unit_names
                .within(line, period)
                .into_iter()
                .filter(|unit| unit.unit != scheme.root)
            {
                let weight = if is_body_below(line, &unit) { 0.3 } else { 0.6 };
                identified.evidence.push(Evidence::new(
                    Of::Unit,
                    Source::Cell(cell.row, cell.column),
                    line.trim(),
                    weight,
                ));
                named.push((unit, weight));
            }
        }
    }
    // boxes over cells, and page headers: what stands on paper besides
    for (at, line) in grid.beside.words() {
        let from = if at == PAGE {
            Source::Page
        } else {
            Source::Cell(at.0, at.1)
        };
        let named_there = scheme.unit_names.within(line, period).into_iter();
        for unit in named_there.filter(|unit| unit.unit != scheme.root) {
            let is_above = at != PAGE && at.0 < table && !is_body_below(line, &unit);
            let weight = if is_above { 0.6 } else { 0.3 };
            let told = line.trim();
            identified
                .evidence
                .push(Evidence::new(Of::Unit, from.clone(), told, weight));
            named.push((unit, weight));
        }
    }
    if matches!(scheme.forms[identified.form].layout, Layout::CountyTable(_)) {
        // a table of all counties is the city's own, whoever filled it in
        let weight = if named
            .iter()
            .any(|(unit, weight)| unit.unit == scheme.root && *weight >= DECIDES)
        {
            0.9
        } else {
            0.7
        };
        identified.evidence.push(Evidence::new(
            Of::Unit,
            Source::CountyTable,
            scheme.root_unit().name.clone(),
            weight,
        ));
        identified.unit = Some(scheme.root);
        return;
    }
    if let Some((unit, count)) = roster_unit(identified, grid, scheme) {
        identified.evidence.push(Evidence::new(
            Of::Unit,
            Source::Entries(count),
            scheme.units[unit].name.clone(),
            0.5,
        ));
        named.push((
            NamedUnit {
                unit,
                spelling: scheme.units[unit].name.clone(),
                outdated: false,
                partial: false,
            },
            0.5,
        ));
    }
    for (from, words) in [
        (Source::SheetName(grid.name.clone()), grid.name.as_str()),
        (Source::FileName, file_stem(context.file)),
    ] {
        for unit in scheme
            .unit_names
            .within(words, period)
            .into_iter()
            .filter(|unit| unit.unit != scheme.root)
        {
            identified
                .evidence
                .push(Evidence::new(Of::Unit, from.clone(), words, 0.3));
            named.push((unit, 0.3));
        }
    }
    let says_nothing = unknown.is_none() && named.iter().all(|(_, weight)| *weight < DECIDES);
    let words = unknown
        .as_ref()
        .map(|(_, words)| words.clone())
        .or_else(|| {
            named
                .iter()
                .find(|(one, _)| one.outdated)
                .map(|(one, _)| one.spelling.clone())
        });
    settle(identified, (scheme, context.round), &named, unknown);
    if identified.unit.is_none() {
        identified.clue = if says_nothing {
            Some(remembered::clue_of_file(file_stem(context.file), scheme))
        } else {
            words
                .as_deref()
                .and_then(|words| remembered::clue_of_line(words, scheme))
        };
    }
}

fn settle(
    identified: &mut Identified,
    (scheme, round): (&Scheme, Option<&Round>),
    named: &[(NamedUnit, f64)],
    unknown: Option<((u32, u32), String)>,
) {
    let mut doubt = |message: String| {
        identified.doubts.push(Doubt::of(Of::Unit, message));
    };
    let mut candidates: Vec<usize> = Vec::new();
    for (one, _) in named {
        if !candidates.contains(&one.unit) {
            candidates.push(one.unit);
        }
    }
    let mut decided: Vec<&NamedUnit> = Vec::new();
    for (one, weight) in named {
        // all that decides must agree, with the mark that the program itself put in, too
        if *weight >= DECIDES && !decided.iter().any(|known| known.unit == one.unit) {
            decided.push(one);
        }
    }
    let is_marked = named.first().is_some_and(|(_, weight)| *weight >= 1.0);
    // a mark is not seen: it says nothing against what is
    let seen = &named[usize::from(is_marked)..];
    let name = |unit: usize| scheme.units[unit].name.as_str();
    match decided.as_slice() {
        [] => match (&unknown, candidates.as_slice()) {
            (Some((cell, words)), _) => {
                let cell = cell_name(cell.0, cell.1);
                let near = scheme
                    .unit_names
                    .nearest(words)
                    .map(|near| format!("，最接近的是“{near}”"))
                    .unwrap_or_default();
                doubt(format!(
                    "{cell} 写的填报单位“{words}”不在本制度的单位名单里{near}。请指明是哪个单位。"
                ));
            }
            (None, []) => doubt("表上没有写填报单位。请指明是哪个单位。".to_owned()),
            (None, [only]) => doubt(format!(
                "表上没有写填报单位，只有文件名或工作表名提到“{}”。请确认。",
                name(*only)
            )),
            (None, _) => {
                doubt("表上没有写填报单位，文件名或工作表名提到几个单位。请指明。".to_owned());
            }
        },
        [only] if only.outdated => doubt(format!(
            "填报单位写的是“{}”，这个名称在本报告期已不用，现在是“{}”。请确认。",
            only.spelling,
            name(only.unit)
        )),
        [only] if unknown.is_some() && seen.iter().all(|(_, weight)| *weight < 0.9) => {
            let (cell, words) = unknown.unwrap_or_default();
            let cell = cell_name(cell.0, cell.1);
            let elsewhere = if is_marked {
                "内嵌标识写的是"
            } else {
                "表上别处提到"
            };
            doubt(format!(
                "{cell} 写的填报单位是“{words}”，{elsewhere}“{}”。请指明是哪个单位。",
                name(only.unit)
            ));
        }
        [only] if is_marked && !is_seen(only.unit, seen) && is_another_seen(only.unit, seen) => {
            let others = seen.iter().map(|(one, _)| name(one.unit));
            let mut others = others
                .filter(|one| *one != name(only.unit))
                .collect::<Vec<_>>();
            others.dedup();
            doubt(format!(
                "表上没有写填报单位，内嵌标识写的是“{}”，文件名、工作表名或页眉页脚提到“{}”。\
                    请指明是哪个单位报的。",
                name(only.unit),
                others.join("”、“")
            ));
        }
        [only] => {
            let is_root = !scheme.units[only.unit].reports && only.unit == scheme.root;
            if is_root && !is_of_root(identified.form, scheme, round) {
                doubt(format!(
                    "填报单位写的是汇总单位“{}”，不是某个县（市、区）。请指明是哪个单位。",
                    name(only.unit)
                ));
            } else {
                identified.unit = Some(only.unit);
            }
        }
        [marked, seen @ ..] if is_marked => {
            let seen = seen.iter().map(|one| name(one.unit)).collect::<Vec<_>>();
            doubt(format!(
                "内嵌标识写的是“{}”，表上写的是“{}”。请指明是哪个单位报的。",
                name(marked.unit),
                seen.join("”、“")
            ));
        }
        several => {
            let names = several
                .iter()
                .map(|one| name(one.unit))
                .collect::<Vec<_>>()
                .join("、");
            doubt(format!(
                "表上提到不同的单位：{names}。请指明是哪个单位报的。"
            ));
        }
    }
    identified.unit_candidates = candidates;
}

/// Whether a place that decides names a unit.
fn is_seen(unit: usize, seen: &[(NamedUnit, f64)]) -> bool {
    let mut deciding = seen.iter().filter(|(_, weight)| *weight >= DECIDES);
    deciding.any(|(one, _)| one.unit == unit)
}

/// Whether any place names another unit.
fn is_another_seen(unit: usize, seen: &[(NamedUnit, f64)]) -> bool {
    seen.iter().any(|(one, _)| one.unit != unit)
}

/// Whether who consolidates sends a form itself: the round expects it to, or the register that the
/// form feeds is kept by the city or another department.
fn is_of_root(form: usize, scheme: &Scheme, round: Option<&Round>) -> bool {
    let root = &scheme.root_unit().code;
    let register = scheme.register_of(&scheme.forms[form].code);
    round.is_some_and(|round| round.units.contains(root))
        || register.is_some_and(|own| own.reporter != Reporter::County)
}

/// The one unit that every entry of a roster names, if the roster has such a field.
fn roster_unit(identified: &Identified, grid: &Grid, scheme: &Scheme) -> Option<(usize, usize)> {
    let Layout::Roster(roster) = &scheme.forms[identified.form].layout else {
        return None;
    };
    let field = roster
        .fields
        .iter()
        .position(|field| field.kind == FieldKind::Unit)?;
    let column = identified
        .bound
        .columns
        .iter()
        .find(|matched| matched.spec == field)?
        .column;
    let mut only = None;
    let mut count = 0;
    for row in grid
        .filled_rows()
        .filter(|row| *row > identified.bound.header.bottom)
    {
        let words = grid.seen_text(row, column);
        if let [one] = scheme
            .unit_names
            .exactly(&words, identified.period)
            .as_slice()
        {
            if only.is_some_and(|unit| unit != one.unit) {
                return None;
            }
            only = Some(one.unit);
            count += 1;
        }
    }
    Some((only?, count))
}

fn file_stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
