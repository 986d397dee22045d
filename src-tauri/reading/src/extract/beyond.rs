//! Words around a table that no table holds: above it, in signatures, comments, page headers. What
//! any sheet has is known; all else is told.

use super::beside;
use super::group::is_mere_group;
use super::over;
use super::roster::says_nothing;
use super::sheet::Sheet;
use super::work::Work;
use crate::identify::{line_of, rows};
use crate::read::{Cell, PAGE, PAGE_WORDS};
use xianbaohui_core::form::Layout;
use xianbaohui_core::row_name;
use xianbaohui_core::text;
use xianbaohui_core::words::beside::{Beside, Says, counted_by, is_of_another, told};
use xianbaohui_core::words::{attribute, head, mention, title, units};

/// Words, where they stand, and beside what.
pub(super) type Listed = ((u32, u32), String, String);
/// A text with no more characters that begins with one of these is the name of a group of rows.
const GROUP: usize = 14;
/// Characters that a sentence has at least.
const SENTENCE: usize = 6;

/// Words by which a line says of figures which period they are of.
const OF_FIGURES: [&str; 12] = [
    "数据截",
    "数字截",
    "以上",
    "以下",
    "均为",
    "均是",
    "都是",
    "数为",
    "数字为",
    "数据为",
    "列为",
    "行为",
];

/// Comments on figures that say nothing of them that is known.
pub(super) fn comments(work: &Work<'_>) -> Vec<Listed> {
    let notes = &work.sheet.grid.beside.notes;
    if notes.is_empty() {
        return Vec::new();
    }
    let quiet = over::quiet_notes(work).into_iter();
    quiet
        .filter(|note| !note.words.is_empty() && !is_printed(&work.sheet, &note.words))
        .map(|note| {
            (
                (note.row, note.column),
                "批注".to_owned(),
                note.words.to_string(),
            )
        })
        .collect()
}

/// Names of units, labels and headers with the mark of a footnote behind them: there is more to say
/// of their figures.
pub(super) fn marked_names(work: &Work<'_>) -> Vec<Listed> {
    let sheet = work.sheet;
    let is_of_all = matches!(sheet.form.layout, Layout::CountyTable(_));
    let rows = work.kept.rows.iter().copied();
    let labels = sheet.bound.label_column.into_iter();
    let labels = labels.flat_map(|column| rows.clone().map(move |row| (row, column)));
    let headers = sheet.bound.tables().flat_map(|table| {
        let columns = table.columns.iter().map(|own| own.column);
        columns.flat_map(|column| table.header.lines().map(move |row| (row, column)))
    });
    let marked = labels
        .map(|at| (at, is_of_all))
        .chain(headers.map(|at| (at, false)));
    let marked = marked.filter_map(|((row, column), is_name)| {
        let words = sheet.grid.seen_text(row, column);
        // other marks than these make another label or header, and are told so
        let is_star = words.trim_end().ends_with(['*', '＊', '※', '★']);
        let is_marked = is_star || is_name && !row_name::split_marks(&words).1.is_empty();
        is_marked.then(|| ((row, column), "注号".to_owned(), words.trim().to_owned()))
    });
    let mut marked = marked.collect::<Vec<_>>();
    marked.sort();
    marked.dedup();
    marked
}

/// Page headers and footers that say more than any does; what they say of figures is told.
pub(super) fn margins(work: &mut Work<'_>) -> Vec<Listed> {
    let sheet = work.sheet;
    let months = sheet.period.to + 1 - sheet.period.from;
    let lines = sheet
        .grid
        .beside
        .margins
        .iter()
        .flat_map(|words| words.lines());
    let is_strange = |words: &&str| {
        let own = without_names(&sheet, words);
        // of a table of all counties the name of one is no name of who reports
        let named = sheet.scheme.unit_names.within(words, None);
        let is_of_one = named.iter().any(|one| one.unit != sheet.scheme.root)
            && matches!(sheet.form.layout, Layout::CountyTable(_));
        let titles = sheet
            .form
            .titles
            .iter()
            .chain([&sheet.form.name, &sheet.scheme.name]);
        let titles = titles.map(|title| text::key(title)).collect::<Vec<_>>();
        // 以万元计, and nothing more
        let is_counted = own.starts_with(['以', '按']) && own.ends_with(['计', '填']);
        let says_unit = units::said(&own) != units::Units::default()
            || units::whole(&own).is_some()
            || is_counted && counted_by(&own).is_some();
        let is_left = !says_unit
            && !head::is_plain(&own)
            && !title::over(&own, &titles, Some(months)).is_empty();
        let is_status = !attribute::all_in(&own, false).is_empty();
        // other periods are told as hints, but for the end of one
        let is_other = |one: &mention::Mention| {
            let is_end = one.is_day && own.contains(['截', '底', '末']) || own.contains("数据截");
            is_end && !one.agrees(sheet.period)
        };
        let is_other = mention::all_in(&own).iter().any(is_other);
        is_of_one || (is_left || is_status || is_other) && !is_printed(&sheet, words)
    };
    let lines = lines
        .filter(is_strange)
        .map(str::to_owned)
        .collect::<Vec<_>>();
    for words in &lines {
        let beside = Beside {
            period: Some(sheet.period),
            ..Beside::default()
        };
        // another period that is named is told as a hint, and status is asked about
        let named = mention::all_in(&text::key(words));
        let is_of_figures = OF_FIGURES.iter().any(|word| words.contains(word));
        let is_hint = !is_of_figures
            && named
                .iter()
                .any(|one| one.year != Some(mention::Year::Last));
        let is_other = is_of_another(words, sheet.period);
        let says = told(words, &beside).or(is_other.then_some(Says::Period));
        let says = says.filter(|says| match says {
            Says::Unit | Says::Status => false,
            Says::Period => !is_hint,
            _ => true,
        });
        work.report
            .findings
            .extend(says.map(|says| beside::of_page(says, words)));
    }
    let told = lines
        .into_iter()
        .map(|words| (PAGE, PAGE_WORDS.to_owned(), words));
    told.collect()
}

/// Whether a line above the table says anything that not any sheet has: no title, who reports,
/// when, units of measure.
pub(super) fn is_strange_head(sheet: &Sheet<'_>, cell: &Cell, words: &str) -> bool {
    let at = (cell.row, cell.column);
    let title = sheet.bound.title.as_ref();
    if title.is_some_and(|title| title.cell == at) || is_printed_line(sheet, words) {
        return false;
    }
    if is_other_day(sheet, words) {
        return true;
    }
    let bare = without_names(sheet, words);
    let says_unit = units::said(&bare) != units::Units::default()
        || units::whole(&bare).is_some()
        || units::at_end(&bare).is_some();
    // 单位：万元（技术合同为元）, 单位：万元。以下为上年数
    let left = units::left(&bare);
    says_unit && !(head::is_plain(&left) || is_own_title(sheet, &left))
        || !(says_unit || head::is_plain(&bare) || is_own_title(sheet, &bare))
        || (rows::is_signature(&bare) || line_of(words).is_some())
            && is_more_than_signed(sheet, words)
}

/// Whether a line that numbers an annex names another period, or one that says when it was filled
/// in a day before the last month of the period, or long after it.
fn is_other_day(sheet: &Sheet<'_>, words: &str) -> bool {
    /// returns of a quarter are signed in its last days
    const SOON: u8 = 20;
    let key = text::key(words);
    // a year behind a telephone or a number is set apart by blanks alone
    let parts = words.split_whitespace().map(text::key);
    let named = parts.flat_map(|part| mention::apart(&part));
    let (own, named) = (sheet.period, named.collect::<Vec<_>>());
    if key.starts_with("附件") || key.starts_with("附表") {
        let is_other = |one: &mention::Mention| !one.is_day && !one.agrees(own);
        return !title::is_title(&key) && named.iter().any(is_other);
    }
    let is_signed = rows::is_signature(&key) || key.contains("日期:") || key.contains("时间:");
    let is_other = |one: &mention::Mention| {
        let (Some(year), Some((month, _))) = (one.year, one.months) else {
            return false;
        };
        let day = (year.of(own.year), month);
        let is_soon = day == (own.year, own.to) && one.day.is_some_and(|day| day <= SOON);
        one.is_day && (is_soon || day < (own.year, own.to) || day > (own.year + 1, own.to))
    };
    is_signed && named.iter().any(is_other)
}

/// Whether a line is a title that says nothing but what the form's do.
fn is_own_title(sheet: &Sheet<'_>, bare: &str) -> bool {
    let own = sheet.form.titles.iter();
    let own = own.chain([&sheet.form.name, &sheet.scheme.name]);
    let own = own.map(|title| text::key(title)).collect::<Vec<_>>();
    title::is_title(bare) && title::over(bare, &own, None).is_empty()
}

/// Whether a line of signatures says more than names, or one that says who reports more than that.
pub(super) fn is_more_than_signed(sheet: &Sheet<'_>, words: &str) -> bool {
    if let Some(rest) = line_of(words) {
        let named = sheet.scheme.unit_names.within(words, None).into_iter();
        let names = named.map(|unit| text::key(&unit.spelling));
        let names = names.chain([text::key(&sheet.scheme.root_unit().name)]);
        let rest = names.fold(rest, |rest, name| rest.replacen(&name, ":", 1));
        return !head::beside_name(&rest).is_empty();
    }
    !head::unsigned(&without_names(sheet, words)).is_empty()
}

/// Whether a cell in a line of signatures is no name: it says something of figures, or names
/// another county.
pub(super) fn is_strange_sign(sheet: &Sheet<'_>, words: &str) -> bool {
    let beside = Beside {
        period: Some(sheet.period),
        ..Beside::default()
    };
    let named = sheet.scheme.unit_names.within(words, None);
    is_more_than_signed(sheet, words)
        || is_other_day(sheet, words)
        || told(words, &beside).is_some()
        || named
            .iter()
            .any(|one| one.unit != sheet.unit && one.unit != sheet.scheme.root)
}

/// A text without names of units, and of who sends the sheets out.
pub(super) fn without_names(sheet: &Sheet<'_>, words: &str) -> String {
    let scheme = sheet.scheme;
    let named = scheme.unit_names.within(words, None);
    let names = named.iter().map(|unit| unit.spelling.as_str());
    let names = names.chain([
        scheme.organiser.as_str(),
        &scheme.root_unit().name,
        &scheme.name,
    ]);
    let names = names.map(text::key).filter(|name| !name.is_empty());
    names.fold(text::key(words), |rest, name| rest.replacen(&name, "", 1))
}

/// Whether a text stands on every sheet of the form, or names a group of rows.
pub(super) fn is_printed(sheet: &Sheet<'_>, words: &str) -> bool {
    let key = text::key(words);
    let is_numbered = key
        .trim_start_matches('(')
        .starts_with(|c| "一二三四五六七八九十".contains(c));
    let is_group = key.chars().count() <= GROUP
        && (is_numbered && rows::is_section(&key) && is_mere_group(sheet, &key) || key == "续表");
    is_group || is_printed_line(sheet, words)
}

/// Whether a text stands on every sheet of the form.
fn is_printed_line(sheet: &Sheet<'_>, words: &str) -> bool {
    let key = text::key(words);
    let bare = ["注:", "备注:", "说明:", "注"]
        .iter()
        .find_map(|word| key.strip_prefix(word))
        .unwrap_or(&key);
    let notes = [&sheet.scheme.note, &sheet.form.note];
    // a word that happens to stand in a printed sentence says something where it stands alone
    let is_sentence = bare.chars().nth(SENTENCE - 1).is_some();
    let is_printed = notes
        .iter()
        .any(|note| is_sentence && text::key(note).contains(bare) || text::key(note) == bare)
        || sheet.form.printed.iter().any(|own| text::key(own) == key);
    let is_title = sheet.form.titles.iter().any(|title| {
        let title = text::key(title);
        key.contains(&title) || title.contains(&key)
    });
    let named = sheet.scheme.unit_names.exactly(words, Some(sheet.period));
    let is_of_all = matches!(sheet.form.layout, Layout::CountyTable(_));
    let is_own = |unit: usize| unit == sheet.unit || unit == sheet.scheme.root || is_of_all;
    let is_name = named.iter().any(|one| is_own(one.unit))
        || sheet
            .scheme
            .indicators
            .iter()
            .any(|own| text::key(&own.name) == key);
    is_printed || is_title || is_name || says_nothing(&key)
}
