//! Status and scope that title, lines around the table and headers say.

use super::answer::{Asking, Line, Said, of};
use super::around::{Around, Extent, Printed, Stands, place_of};
use super::names::of_tab;
use super::title::without_units as title_without_units;
use crate::identify::Identified;
use crate::identify::header::without;
use crate::identify::unit::line_of;
use crate::read::{Grid, PAGE};
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::question::ACCEPT;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_core::words::attribute::{self, Attribute, Kind, PLAIN};
use xianbaohui_core::words::{head, title};

/// What the whole sheet says of its figures.
pub(super) fn of_sheet(
    asking: &mut Asking<'_>,
    grid: &Grid,
    scheme: &Scheme,
    identified: &Identified,
    (extent, printed): (&Extent, &Printed),
) {
    let form = &scheme.forms[identified.form];
    let titled = identified.bound.title.as_ref();
    let unit = identified.unit.map(|unit| scheme.units[unit].name.as_str());
    let mut said = Said::default();
    // the organiser's own sheets have their titles; of pasted ones words of titles are heard
    let months = identified.period.and_then(|own| {
        let months = own.to + 1 - own.from;
        [1, 3, 6, 12].contains(&months).then_some(months)
    });
    let mut is_titled = titled.is_some();
    for Around {
        at,
        words,
        key,
        place,
    } in extent.cells(grid)
    {
        let is_title = match titled {
            Some(own) => own.cell == at,
            None => !is_titled && place == Stands::Above && title::is_title(&key),
        };
        let heard = if is_title && line_of(&words).is_none() {
            is_titled = true;
            in_title(&key, &words, (form, scheme), months)
        } else if line_of(&words).is_some() {
            beside_who_reports(&key, &words, scheme)
        } else if extent.has_mark(grid, &words) {
            continue;
        } else if at == PAGE {
            // a page header is often older than the sheet: only plain words of status are heard
            let rest = printed.rest(&words);
            let mut plain = attribute::all_in(&rest.join("。"), true);
            plain.retain(|one| one.kind != Kind::Sample && !one.kind.is_scope());
            plain
        } else {
            let sentences = printed.rest(&words);
            let own = sentences.iter().flat_map(|own| in_line(own));
            own.collect()
        };
        for one in heard.into_iter().filter(|one| !is_own(one, unit)) {
            said.add(&one, at);
        }
    }
    for (words, kind, cells) in said.each() {
        let places = cells.iter().map(|cell| grid.cell_name(cell.0, cell.1));
        let places = places.collect::<Vec<_>>().join("、");
        let told = format!("{places} 写着“{words}”");
        let what = ("这张表的数", words.as_str(), told.as_str());
        match asking.whether(of(kind), what, &cells) {
            Some(ACCEPT) => asking.heard.sheet.push(words),
            Some(_) => asking.heard.left_sheet = true,
            None => {}
        }
    }
    of_tab(asking, grid, (form, scheme), months);
}

/// What stands in brackets behind the title of a table of all counties.
const OF_ALL: [&str; 8] = [
    "各县",
    "各县区",
    "各县市",
    "各县市区",
    "各县(市,区)",
    "分县",
    "分县区",
    "县市区",
];

/// What a title says beside the form's own words, its unit and its period: words that are no
/// title's are a scope, whatever they mean.
fn in_title(
    key: &str,
    words: &str,
    (form, scheme): (&Form, &Scheme),
    months: Option<u8>,
) -> Vec<Attribute> {
    let mut heard = said_in_title(key, words, form, scheme);
    let own = form.titles.iter().chain([&form.name]);
    let mut own = own.map(|title| text::key(title)).collect::<Vec<_>>();
    let bare = title_without_units(key, words, scheme);
    // that is asked by itself
    if title::names_another(&bare, &own) {
        return heard;
    }
    own.push(text::key(&scheme.name));
    // of one unit's sheet that says something else
    let is_of_all = matches!(form.layout, Layout::CountyTable(_));
    let inside = key.strip_suffix(')').and_then(|key| key.rsplit_once('('));
    let of_all = inside.map(|(_, inside)| inside);
    let of_all = of_all.filter(|inside| !is_of_all && OF_ALL.contains(inside));
    let of_all = of_all.filter(|inside| !own.iter().any(|own| own.contains(inside)));
    heard.extend(of_all.map(|words| Attribute {
        kind: Kind::Scope,
        words: words.to_owned(),
        at: (0, 0),
    }));
    for words in title::over(&bare, &own, months) {
        let is_said = |one: &Attribute| one.words.contains(&words) || words.contains(&one.words);
        if !heard.iter().any(is_said) {
            heard.push(Attribute {
                kind: Kind::Scope,
                words,
                at: (0, 0),
            });
        }
    }
    heard
}

/// Status and scope that a title says.
fn said_in_title(key: &str, words: &str, form: &Form, scheme: &Scheme) -> Vec<Attribute> {
    let mut rest = key.to_owned();
    for title in form
        .titles
        .iter()
        .chain([&form.name, &scheme.name, &scheme.organiser])
    {
        let title = text::key(title);
        if !title.is_empty() {
            rest = rest.replacen(&title, ":", 1);
        }
    }
    for unit in scheme.unit_names.within(words, None) {
        rest = rest.replacen(&text::key(&unit.spelling), ":", 1);
    }
    let is_whole = ["全市", "全省", "全国", "全县", "全区"];
    let mut inside = Vec::new();
    let mut from = 0;
    while let Some(open) = rest[from..].find('(').map(|at| from + at) {
        let Some(close) = rest[open..].find(')').map(|at| open + at) else {
            break;
        };
        inside.extend(attribute::all_in(&rest[open + 1..close], false));
        from = close + 1;
    }
    let plain = attribute::all_in(&rest, true);
    let whole = attribute::all_in(&rest, false);
    let whole = whole
        .into_iter()
        .filter(|one| is_whole.contains(&one.words.as_str()));
    for one in plain.into_iter().chain(whole) {
        if !inside
            .iter()
            .any(|known: &Attribute| known.words.contains(&one.words))
        {
            inside.push(one);
        }
    }
    inside
}

/// Signs that the name of a part of a unit has at most: 本部, 城区, 直属.
const PART_OF_UNIT: usize = 4;

/// What a line that says who reports says beside the name: 宁晋县科学技术局（快报数）.
fn beside_who_reports(key: &str, words: &str, scheme: &Scheme) -> Vec<Attribute> {
    let mut rest = line_of(words).unwrap_or_else(|| key.to_owned());
    let named = scheme.unit_names.within(words, None).into_iter();
    let names = named.map(|unit| text::key(&unit.spelling));
    for name in names.chain([text::key(&scheme.root_unit().name)]) {
        rest = rest.replacen(&name, ":", 1);
    }
    let parts = head::beside_name(&rest);
    let mut heard = parts.iter().flat_map(|part| in_line(part));
    let heard = heard.by_ref().collect::<Vec<_>>();
    // 霍邱县城区: what stands right behind the name is a part of it, whatever it is called
    let behind = rest.trim_start_matches(['(', ':']);
    let behind = parts.iter().find(|part| {
        let is_few = part.chars().count() <= PART_OF_UNIT;
        is_few && behind.starts_with(part.as_str()) && rest.starts_with([':', '('])
    });
    match behind {
        Some(words) if heard.is_empty() => vec![Attribute {
            kind: Kind::Scope,
            words: words.clone(),
            at: (0, 0),
        }],
        _ => heard,
    }
}

/// What a line around the table says: words of status anywhere in it, others where nothing else is
/// said.
fn in_line(key: &str) -> Vec<Attribute> {
    let all = attribute::all_in(key, false);
    if all.is_empty() {
        return all;
    }
    let rest = without(key, &all);
    if is_used_up(&rest) {
        return all;
    }
    let mut plain = attribute::all_in(key, true);
    plain.retain(|one| !one.kind.is_scope());
    plain
}

/// Whether what is left of a sentence says nothing of its own.
pub(super) fn is_used_up(rest: &str) -> bool {
    const NOTHING: [&str; 30] = [
        "本表", "此表", "表中", "表内", "以上", "上述", "以下", "下列", "所列", "所填", "填报",
        "上报", "各项", "指标", "统计", "口径", "范围", "注", "说明", "备注", "均", "都", "为",
        "是", "系", "的", "数字", "带", "标", "附",
    ];
    let mut rest = rest.to_owned();
    for word in PLAIN.iter().chain(&NOTHING) {
        rest = rest.replace(word, "");
    }
    rest.chars()
        .all(|c| c.is_ascii_digit() || c.is_ascii_punctuation() || c == '。')
}

/// 全县 is what a county reports.
fn is_own(one: &Attribute, unit: Option<&str>) -> bool {
    let Some(kind) = one.words.strip_prefix('全') else {
        return false;
    };
    match unit {
        None => kind.chars().count() == 1,
        Some(unit) => {
            let last = unit
                .chars()
                .next_back()
                .map(String::from)
                .unwrap_or_default();
            kind.strip_suffix('数').unwrap_or(kind) == last
        }
    }
}

/// What headers say of the figures below them.
pub(super) fn of_columns(asking: &mut Asking<'_>, table: &Grid, identified: &Identified) {
    let header = identified.bound.header;
    let mut said = Said::default();
    let columns = identified.bound.tables().flat_map(|bound| &bound.columns);
    for matched in columns {
        for one in &matched.attributes {
            said.add(one, matched.column);
        }
    }
    let named = |column: &u32| table.column_name(*column);
    let place = |words: &str, column: &u32| {
        let says = |row: &u32| text::as_key(&table.seen_text(*row, *column)).contains(words);
        let row = header.lines().find(says);
        place_of(table, row.unwrap_or(header.last_line()), *column)
    };
    for line in asking.of_lines(said, "表头", &named, &place) {
        match line {
            Line::Kept(column, words) => {
                asking.heard.columns.entry(column).or_default().push(words);
            }
            Line::Left(column) => asking.heard.left_columns.push(column),
        }
    }
}
