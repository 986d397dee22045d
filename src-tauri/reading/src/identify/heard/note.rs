//! The units of measure that are said of a whole sheet: 单位：… above or below the table, at the
//! end of the title, in a corner. Two for one kind of figures are asked about.

use super::answer::Asking;
use super::around::{Around, Extent, Printed, Stands};
use crate::identify::hearing::Note;
use crate::read::{Grid, PAGE};
use std::collections::BTreeSet;
use xianbaohui_core::evidence::Of;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::UnitUnknown;
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_core::words::units::{self, Units};
use xianbaohui_core::words::{beside, head};

/// Collects what the sheet says, and asks where it says two things.
pub(super) fn of_sheet(
    asking: &mut Asking<'_>,
    grid: &Grid,
    (form, scheme): (&Form, &Scheme),
    extent: &Extent,
    printed: &Printed,
) -> Note {
    let mut note = Note::default();
    let mut below = Vec::new();
    let mut unknown = Vec::new();
    for around in extent.cells_and_header(grid) {
        let Around {
            at,
            key,
            place,
            words,
        } = &around;
        let is_below = *place == Stands::Below;
        let rest = printed.rest(words);
        if is_below && rest.is_empty() {
            continue;
        }
        let mut found = said(&rest, if is_below { None } else { Some(key) });
        if found == Units::default() && *place == Stands::Above {
            found = alone(grid, key, *at).unwrap_or_default();
        }
        // 以元计 in a page header
        if *at == PAGE && found == Units::default() {
            found.known.extend(beside::counted_by(key));
        }
        // 单位：亩 where floor space is asked for: of no figure it is the unit
        let strange = |unit: &MeasureUnit| unit.is_land() && !is_asked(unit, form, scheme);
        let by_word = rest.iter().filter_map(|own| beside::counted_by(own));
        let land = found.known.iter().cloned().chain(by_word).find(strange);
        unknown.extend(land.map(|unit| (unit.to_string(), *at)));
        found.known.retain(|unit| !strange(unit));
        // 十家, 仟元: where a unit is due
        if !is_below {
            // of a page header nothing is told with what was read
            let is_strange = |word: &&String| !is_plain(word) || *at == PAGE && is_foreign(word);
            let others = found.unknown.iter().filter(is_strange);
            let before = unknown.len();
            unknown.extend(others.map(|word| (word.clone(), *at)));
            if unknown.len() == before {
                unknown.extend(of_a_part(key).map(|words| (words.to_owned(), *at)));
            }
            // 人 where only 家 and 万元 are asked for
            let is_listed = found.known.len() > 1 || units::at_end(key).is_some();
            let things = found.known.iter().filter(|unit| match unit {
                MeasureUnit::Count(..) => is_listed && !is_asked(unit, form, scheme),
                // （百分比） behind the title of figures that are none, 单位：% above them
                MeasureUnit::Rate(_) => {
                    found.known.len() == 1
                        && *place == Stands::Above
                        && !is_asked(unit, form, scheme)
                }
                // 单位：万元 over a list without money
                MeasureUnit::Money(_) => !is_asked(unit, form, scheme),
                _ => false,
            });
            if unknown.len() == before {
                unknown.extend(things.map(|unit| (unit.to_string(), *at)));
            }
        }
        // of two in one sentence each speaks of something else
        if is_below && found.known.len() > 1 {
            continue;
        }
        let to = if is_below {
            &mut below
        } else {
            &mut note.units
        };
        for unit in found.known {
            if !to.iter().any(|(known, _)| *known == unit) {
                to.push((unit, *at));
            }
        }
    }
    one_of_two(asking, grid, &mut note);
    for (raw, (row, column)) in unknown {
        let told = UnitUnknown {
            name: None,
            raw,
            expected: Vec::new(),
            is_format: false,
        };
        let told = Finding::of(told);
        asking.heard.told.push(if (row, column) == PAGE {
            told
        } else {
            told.at(grid.place(row, column))
        });
    }
    // what stands below holds where nothing is said above
    for (unit, at) in below {
        if !note
            .units
            .iter()
            .any(|(known, _)| known.same_dimension(&unit))
        {
            note.units.push((unit, at));
            note.below = true;
        }
    }
    note
}

/// Whether anything that the form asks for is counted so.
fn is_asked(unit: &MeasureUnit, form: &Form, scheme: &Scheme) -> bool {
    let is_own = |code: &str| {
        let own = scheme.indicator(code);
        own.is_some_and(|own| unit.same_dimension(&own.unit))
    };
    if unit.is_rate() {
        // rates of growth stand in every matrix, and what it is of is no rate
        let own = |code: &String| scheme.indicator(code).is_some_and(|own| own.unit.is_rate());
        return form
            .indicators()
            .iter()
            .all(|code| own(&(*code).to_owned()));
    }
    match &form.layout {
        Layout::Matrix(matrix) => matrix.rows.iter().any(|row| is_own(&row.indicator)),
        Layout::CountyTable(table) => {
            let mut columns = table.columns.iter();
            columns.any(|column| column.indicator.as_deref().is_some_and(is_own))
        }
        // the list itself is counted, by whatever word
        Layout::Roster(roster) => {
            let of_list = ["家", "个", "人", "名", "条", "户", "项", "件", "份"];
            let is_of_list =
                matches!(unit, MeasureUnit::Count(word, _) if of_list.contains(&word.as_str()));
            let mut own = roster.fields.iter().filter_map(|field| field.unit.as_ref());
            is_of_list || own.any(|own| unit.same_dimension(own))
        }
    }
}

/// Units that a line says: in one of its sentences, where that is understood, or in all of it.
fn said(sentences: &[String], whole: Option<&str>) -> Units {
    let found = sentences.iter().map(|own| units::said(own));
    let found = found.filter(|found| *found != Units::default());
    let found = found.collect::<Vec<_>>();
    let known = found.iter().find(|found| found.unknown.is_empty());
    if let Some(known) = known.or(found.first()) {
        return known.clone();
    }
    whole.map(units::said).unwrap_or_default()
}

/// What brackets say of the unit of some figures: （技术合同为元）.
fn of_a_part(key: &str) -> impl Iterator<Item = &str> {
    let inside = key.contains("单位").then(|| key.split('(').skip(1));
    let inside = inside.into_iter().flatten();
    let inside = inside.filter_map(|part| Some(part.split_once(')')?.0));
    inside.filter(|inside| {
        let unit = ["单位为", "为", "按", "以", "是", ":"]
            .iter()
            .find_map(|word| inside.rsplit_once(word))
            .map(|(_, unit)| unit.trim_end_matches(['计', '填', '报']));
        unit.is_some_and(|unit| MeasureUnit::parse(unit).is_some())
    })
}

/// Money of another country: 万美元.
fn is_foreign(word: &str) -> bool {
    word.ends_with('元') && word.contains(['美', '港', '欧', '日', '澳', '加'])
}

/// Words in a list of units that say nothing: 等, 见表.
fn is_plain(word: &str) -> bool {
    // of money that is known it is told with what was read
    let power = word
        .strip_suffix('元')
        .or_else(|| word.strip_suffix("美元"));
    power.is_some_and(|power| power.chars().all(|c| "十百千万亿美欧港日".contains(c)))
        || ["等", "见表", "如表", "见各行", "见表内", "如下"].contains(&word)
        || head::is_plain(word)
}

/// A cell with nothing but units, a title that ends with some, or 单位： with the unit beside it.
fn alone(grid: &Grid, key: &str, (row, column): (u32, u32)) -> Option<Units> {
    if matches!(key, "单位" | "计量单位" | "金额单位" | "货币单位") {
        let next = grid.row(row).iter().find(|next| next.column > column)?;
        return units::list(&text::as_key(next.as_text()?));
    }
    // a number of things in a title says nothing: （18家）
    units::whole(key).or_else(|| units::at_end(key))
}

/// Two powers of ten of one kind: which of them holds is asked.
fn one_of_two(asking: &mut Asking<'_>, grid: &Grid, note: &mut Note) {
    let is_money =
        |unit: &MeasureUnit| matches!(unit, MeasureUnit::Money(_) | MeasureUnit::Magnitude(_));
    let money = note
        .units
        .iter()
        .filter(|(unit, _)| is_money(unit))
        .cloned()
        .collect::<Vec<_>>();
    // 万 beside 万元 says the same
    let powers = money.iter().filter_map(|(unit, _)| match unit {
        MeasureUnit::Money(power) | MeasureUnit::Magnitude(power) => Some(power),
        _ => None,
    });
    if powers.collect::<BTreeSet<_>>().len() < 2 {
        return;
    }
    let said = money
        .iter()
        .map(|(unit, at)| format!("{} 写的是{unit}", grid.cell_name(at.0, at.1)));
    let said = said.collect::<Vec<_>>().join("，");
    let message = format!("金额的计量单位写了两种：{said}。表里的金额是按哪一种填的？请核对。");
    let choices = money
        .iter()
        .map(|(unit, _)| (unit.to_string(), format!("按{unit}读")));
    let cells = money.iter().map(|(_, at)| *at).collect();
    let answer = asking.ask(Of::Measure, &said, message, cells, choices.collect());
    if let Some(answer) = answer {
        note.units
            .retain(|(unit, _)| !is_money(unit) || unit.to_string() == answer);
    }
}
