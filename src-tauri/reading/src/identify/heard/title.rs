//! Whether the title of a sheet is the form's: one that names something else is asked about.

use super::answer::Asking;
use super::around::{Extent, Stands};
use crate::identify::Identified;
use crate::identify::unit::line_of;
use crate::read::Grid;
use xianbaohui_core::evidence::{Of, Source};
use xianbaohui_core::question::{ACCEPT, LEAVE};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_core::words::title;

/// Asks where no line above the table is the form's title, and one names something else.
pub(super) fn of_sheet(
    asking: &mut Asking<'_>,
    grid: &Grid,
    scheme: &Scheme,
    identified: &Identified,
    extent: &Extent,
) {
    let mut evidence = identified.evidence.iter();
    if evidence.any(|one| one.of == Of::Form && one.from == Source::Said) {
        return;
    }
    let form = &scheme.forms[identified.form];
    let own = form.titles.iter().chain([&form.name]);
    let own = own.map(|title| text::key(title)).collect::<Vec<_>>();
    let above = extent.cells(grid).filter(|one| one.place == Stands::Above);
    let mut other = None;
    for around in above {
        if line_of(&around.words).is_some() || !title::is_title(&around.key) {
            continue;
        }
        let bare = without_units(&around.key, &around.words, scheme);
        if !title::names_another(&bare, &own) {
            return;
        }
        other = other.or(Some((around.at, around.words)));
    }
    let Some((at, words)) = other else { return };
    let words = words.trim();
    let (cell, titled) = (grid.cell_name(at.0, at.1), &form.titles[0]);
    let told = format!(
        "{cell} 的标题是“{words}”，“{}”的标题是“{titled}”",
        form.name
    );
    let answer = asking.whether(Of::Form, ("这张表的数", words, &told), &[at]);
    asking.heard.left_sheet |= answer == Some(LEAVE);
}

/// Asks of a sheet that is a form's by its title alone: nothing of it may be left out in silence.
pub(super) fn ask_of_header(
    asking: &mut Asking<'_>,
    grid: &Grid,
    scheme: &Scheme,
    identified: &Identified,
) {
    let bound = &identified.bound;
    if !bound.pointed.is_empty() {
        return;
    }
    let form = &scheme.forms[identified.form].name;
    let at = bound.title.as_ref().map(|title| title.cell);
    let named = at.map_or(String::new(), |at| grid.cell_name(at.0, at.1));
    let (matched, asked) = (bound.matched, bound.asked);
    let (sheet, ask) = (&grid.name, "不是要报的表，就不读。");
    let message = if matched * 5 >= asked * 4 {
        format!(
            "工作表“{sheet}”的标题（{named}）和表头（对上 {matched}/{asked}）是“{form}”的，但表里的\
                行大多对不上这张报表的指标或单位。请核对是不是只发了一部分；{ask}"
        )
    } else {
        format!(
            "工作表“{sheet}”的标题（{named}）是“{form}”的，表头只对上 {matched}/{asked}，没有认出\
                来。请在表上点表头，指明各列是什么；{ask}"
        )
    };
    let mut choices = vec![(LEAVE.to_owned(), "这张表不读".to_owned())];
    if bound.is_usable() {
        let message = format!("照读，只读对上的 {} 列", bound.columns.len());
        choices.insert(0, (ACCEPT.to_owned(), message));
    }
    let seed = format!("{form} {named} {matched}/{asked}");
    let cells = at.into_iter().collect();
    let answer = asking.ask(Of::Form, &seed, message, cells, choices);
    asking.heard.left_sheet |= answer == Some(LEAVE);
}

/// A title without the names of units, and of who makes it.
pub(super) fn without_units(key: &str, words: &str, scheme: &Scheme) -> String {
    let named = scheme.unit_names.within(words, None);
    let names = named.iter().map(|unit| unit.spelling.as_str());
    let names = names.chain([scheme.organiser.as_str(), &scheme.root_unit().name]);
    let names = names.map(text::key).filter(|name| !name.is_empty());
    names.fold(key.to_owned(), |rest, name| rest.replacen(&name, "", 1))
}
