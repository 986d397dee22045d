//! Who reports: identity, 填报单位 line, title, the units a roster names; sheet and file names are
//! hints.

use super::embedded::Identity;
use super::remembered::{self};
use super::{Context, Identified};
use crate::read::{Grid, Workbook};
use xianbaohui_core::evidence::{Doubt, Evidence, Of};
use xianbaohui_core::form::{FieldKind, Layout};
use xianbaohui_core::org_unit::NamedUnit;
use xianbaohui_core::place::cell_name;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;

/// From this weight on a piece of evidence decides; below it is a hint.
const DECIDES: f64 = 0.5;

/// What stands before the name of the unit that reports; longer ones first.
const LINE_WORDS: [&str; 13] = [
    "填报单位",
    "报送单位",
    "填表单位",
    "上报单位",
    "编报单位",
    "编制单位",
    "报出单位",
    "单位名称",
    "单位详细名称",
    "填报县(市,区)",
    "填报地区",
    "县(市,区)名称",
    "单位(盖章)",
];

/// Decides the unit, or says why it is not certain and who it may be. What the officer said of the
/// file holds where the sheet does not say it plainly itself.
pub(super) fn decide(
    identified: &mut Identified,
    grid: &Grid,
    scheme: &Scheme,
    context: &Context<'_>,
    embedded: &Identity,
) {
    let asked = identified.doubts.len();
    let seen = identified.evidence.len();
    by_itself(identified, grid, scheme, context, embedded);
    let said = context.unit.and_then(|said| {
        scheme
            .units
            .iter()
            .position(|unit| unit.code == said || unit.name == said)
    });
    let Some(said) = said else {
        if identified.unit.is_none()
            && let Some(clue) = identified.clue.take()
        {
            remembered::apply(identified, clue, scheme, context);
        }
        return;
    };
    let name = scheme.units[said].name.clone();
    if identified.unit.is_some_and(|own| own != said) {
        // a sheet that plainly is another's stays what it is; that the officer said otherwise is
        // told
        identified
            .evidence
            .push(Evidence::new(Of::Unit, SAID, name, 0.3));
        return;
    }
    // what the sheet says so far was asked about, and is answered
    identified.doubts.drain(asked..);
    let kept = identified.evidence.split_off(seen);
    identified
        .evidence
        .push(Evidence::new(Of::Unit, SAID, name, 1.0));
    // hints that speak of another unit were answered, too
    identified.evidence.extend(
        kept.into_iter()
            .filter(|one| one.of != Of::Unit || one.weight >= DECIDES),
    );
    identified.unit = Some(said);
    identified.unit_candidates.clear();
}

/// The officer's word goes only to sheets that do not plainly name another unit; where none is
/// left, it is asked what is meant.
pub(super) fn ask_if_unheard(
    sheets: &mut [Identified],
    workbook: &Workbook,
    scheme: &Scheme,
    context: &Context<'_>,
) {
    let Some(said) = context.unit.and_then(|said| {
        scheme
            .units
            .iter()
            .find(|unit| unit.code == said || unit.name == said)
    }) else {
        return;
    };
    if sheets.iter().any(|sheet| {
        sheet
            .evidence
            .iter()
            .any(|one| one.of == Of::Unit && one.from == SAID && one.weight >= DECIDES)
    }) {
        return;
    }
    for sheet in sheets.iter_mut() {
        let Some(own) = sheet.unit.take() else {
            continue;
        };
        let (own, grid) = (&scheme.units[own].name, &workbook.grids[sheet.grid].name);
        let message = format!(
            "指定的填报单位是“{}”，但工作表“{grid}”上写明是“{own}”，没有改。请核对：是“{own}”报的就\
                不要另外指定；确是“{}”报的，请填报单位改正表上的单位后再报。",
            said.name, said.name
        );
        sheet.doubts.push(Doubt {
            of: Of::Unit,
            message,
        });
    }
}

/// Where the officer's answer comes from.
const SAID: &str = "人工指定";

/// What the sheet, its name and the file's name say; where that is not enough, the clue for the
/// officer's answer.
fn by_itself(
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
            "内嵌标识",
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
            unknown.get_or_insert((cell.clone(), words.clone()));
        }
        identified.evidence.push(Evidence::new(
            Of::Unit,
            format!("单元格 {cell}"),
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
            let Some(line) = cell.as_text() else { continue };
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
                    format!("单元格 {}", cell_name(cell.row, cell.column)),
                    line.trim(),
                    weight,
                ));
                named.push((unit, weight));
            }
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
            "分县表",
            scheme.root_unit().name.clone(),
            weight,
        ));
        identified.unit = Some(scheme.root);
        return;
    }
    if let Some((unit, count)) = roster_unit(identified, grid, scheme) {
        identified.evidence.push(Evidence::new(
            Of::Unit,
            format!("名册中 {count} 条都属于"),
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
        (format!("工作表名“{}”", grid.name), grid.name.as_str()),
        ("文件名".to_owned(), file_stem(context.file)),
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
    settle(identified, scheme, &named, unknown);
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
    scheme: &Scheme,
    named: &[(NamedUnit, f64)],
    unknown: Option<(String, String)>,
) {
    let mut doubt = |message: String| {
        identified.doubts.push(Doubt {
            of: Of::Unit,
            message,
        });
    };
    let mut candidates: Vec<usize> = Vec::new();
    for (one, _) in named {
        if !candidates.contains(&one.unit) {
            candidates.push(one.unit);
        }
    }
    let mut decided: Vec<&NamedUnit> = Vec::new();
    let top = named.iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
    for (one, weight) in named {
        // an identity that the program itself put in is stronger than what was typed over it;
        // otherwise all that decides must agree
        if *weight >= DECIDES
            && (top < 1.0 || *weight >= 0.9)
            && !decided.iter().any(|known| known.unit == one.unit)
        {
            decided.push(one);
        }
    }
    let name = |unit: usize| scheme.units[unit].name.as_str();
    match decided.as_slice() {
        [] => match (&unknown, candidates.as_slice()) {
            (Some((cell, words)), _) => {
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
        [only] if unknown.is_some() && named.iter().all(|(_, weight)| *weight < 0.9) => {
            let (cell, words) = unknown.unwrap_or_default();
            doubt(format!(
                "{cell} 写的填报单位是“{words}”，表上别处提到“{}”。请指明是哪个单位。",
                name(only.unit)
            ));
        }
        [only] => {
            if !scheme.units[only.unit].reports && only.unit == scheme.root {
                doubt(format!(
                    "填报单位写的是汇总单位“{}”，不是某个县（市、区）。请指明是哪个单位。",
                    name(only.unit)
                ));
            } else {
                identified.unit = Some(only.unit);
            }
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

/// What a body below a county, or a firm in it, is called.
const OTHER_BODIES: [&str; 26] = [
    "镇",
    "乡",
    "街道",
    "村",
    "社区",
    "公司",
    "厂",
    "集团",
    "企业",
    "大学",
    "学院",
    "学校",
    "中学",
    "小学",
    "医院",
    "研究院",
    "研究所",
    "合作社",
    "银行",
    "店",
    "站",
    "中心",
    "农场",
    "园区",
    "孵化器",
    "协会",
];

/// 河间府酒业有限公司, 青县清州镇人民政府: more than the unit and its offices.
fn is_another_body(words: &str, units: &[NamedUnit]) -> bool {
    let mut rest = text::key(words);
    for unit in units {
        rest = rest.replacen(&text::key(&unit.spelling), "", 1);
    }
    OTHER_BODIES.iter().any(|word| rest.contains(word))
}

/// A title that goes on after the unit's name with a body below it: 青县清州镇2021年….
fn is_body_below(title: &str, unit: &NamedUnit) -> bool {
    let title = text::key(title);
    let Some((_, rest)) = title.split_once(&text::key(&unit.spelling)) else {
        return false;
    };
    let end = rest
        .find(|c: char| c.is_ascii_digit() || matches!(c, '年' | '二' | '关'))
        .unwrap_or(0);
    OTHER_BODIES.iter().any(|word| rest[..end].ends_with(word))
}

/// 填报单位 lines above the header or below the table: the cell, and the name in it or in the next
/// filled cell to the right.
fn lines(grid: &Grid, identified: &Identified) -> Vec<(String, String)> {
    let header = identified.frame();
    let mut found = Vec::new();
    let around = grid
        .filled_rows()
        .filter(|row| *row < header.top || (*row > header.bottom && *row + 12 > grid.rows));
    for row in around {
        let cells = grid.row(row);
        for (at, cell) in cells.iter().enumerate() {
            let Some(rest) = cell.as_text().and_then(line_of) else {
                continue;
            };
            let here = name_part(&rest);
            if !here.is_empty() {
                found.push((cell_name(cell.row, cell.column), here));
            } else if let Some(next) = cells.get(at + 1)
                && let Some(words) = next.as_text()
                && line_of(words).is_none()
            {
                let words = name_part(&text::compact(words));
                if !words.is_empty() && !words.contains(':') {
                    found.push((cell_name(next.row, next.column), words));
                }
            }
        }
    }
    found
}

/// What follows 填报单位 and the like, without brackets and colon; `None` when the text is no such
/// line.
fn line_of(raw: &str) -> Option<String> {
    // every such line has one of these; most cells have none
    if !raw.contains(['位', '区']) {
        return None;
    }
    let key = text::key(raw);
    LINE_WORDS.iter().find_map(|word| {
        let at = key.find(word)?;
        let mut rest = &key[at + word.len()..];
        loop {
            let before = rest.len();
            for skip in ["名称", "(盖章)", "(公章)", "(签章)", "盖章", ":", "_", "-"] {
                rest = rest.strip_prefix(skip).unwrap_or(rest);
            }
            if rest.len() == before {
                return Some(rest.to_owned());
            }
        }
    })
}

/// The name alone, when other entries share the line: `宁晋县科技局 填报人：…`.
fn name_part(rest: &str) -> String {
    let mut end = rest.len();
    for stop in [
        "填报人",
        "填表人",
        "填报日期",
        "填报时间",
        "填表日期",
        "电话",
        "联系",
        "单位:",
        "计量单位",
        "负责人",
        "报告期",
        "(盖章)",
        "(公章)",
        "20",
    ] {
        if let Some(at) = rest.find(stop) {
            end = end.min(at);
        }
    }
    rest[..end]
        .trim_matches(|c: char| matches!(c, '_' | '(' | ')' | ',' | ':' | '-'))
        .to_owned()
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

/// Sheets of one workbook that do not name their unit take it from the others, when those agree.
pub(super) fn share(sheets: &mut [Identified], scheme: &Scheme) {
    let mut units = sheets
        .iter()
        .filter_map(|sheet| sheet.unit)
        .filter(|unit| *unit != scheme.root)
        .collect::<Vec<_>>();
    units.sort_unstable();
    units.dedup();
    let [unit] = units.as_slice() else { return };
    for sheet in sheets.iter_mut().filter(|sheet| sheet.unit.is_none()) {
        // only where the sheet itself says nothing: a name that is unknown or contradicts is asked
        // about
        let says_nothing = !sheet.evidence.iter().any(|evidence| {
            evidence.of == Of::Unit && (evidence.weight >= DECIDES || evidence.weight == 0.0)
        });
        if says_nothing
            && sheet
                .unit_candidates
                .iter()
                .all(|candidate| candidate == unit)
        {
            sheet.unit = Some(*unit);
            sheet.doubts.retain(|doubt| doubt.of != Of::Unit);
            sheet.evidence.push(Evidence::new(
                Of::Unit,
                "同一工作簿的其他表",
                scheme.units[*unit].name.clone(),
                0.5,
            ));
        }
    }
}

fn file_stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
