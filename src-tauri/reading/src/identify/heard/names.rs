//! What the names of the file and of the sheet say: they are older than the sheet, or newer, and
//! decide nothing by themselves.

use super::answer::{Asking, of};
use super::title::without_units as title_without_units;
use crate::identify::{Context, Identified};
use crate::read::Grid;
use xianbaohui_core::finding::told::{FileNameSays, SheetNameSays};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::question::ACCEPT;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_core::words::attribute::{self, Kind};
use xianbaohui_core::words::beside::{Beside, told as says};
use xianbaohui_core::words::{head, title, units};

/// What the name of the file says: it is older than the sheet, or newer, and decides nothing.
pub(in crate::identify) fn of_file(
    identified: &mut Identified,
    scheme: &Scheme,
    context: &Context<'_>,
) {
    let file = context.file;
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let key = text::key(stem);
    let parts = key.split(['-', '(', ')', '_', ',', '.', ':']);
    let parts = parts.collect::<Vec<_>>();
    let said = parts.iter().copied().filter(|part| {
        let own = attribute::all_in(part, true);
        // a corrected return is called so, and says no more
        let is_other = head::says_corrections(part) && !RESENT.contains(part)
            || ["错误", "勿用"].iter().any(|word| part.contains(word));
        let is_other = is_other || is_no_return(part);
        !own.is_empty() || is_other || says(part, &Beside::default()).is_some() || is_scope(part)
    });
    // two counties in one name: the sheet is of one
    let named = scheme.unit_names.within(stem, None);
    let is_own = |unit: usize| identified.unit.is_none_or(|own| own == unit) || unit == scheme.root;
    let others = named
        .iter()
        .filter(|one| !is_own(one.unit))
        .map(|one| one.spelling.as_str());
    let has_own = named.iter().any(|one| Some(one.unit) == identified.unit);
    let others = others.filter(|_| has_own).collect::<Vec<_>>();
    let said = said.chain(others).collect::<Vec<_>>();
    let inside = key.split('(').skip(1);
    let inside = inside.filter_map(|part| Some(part.split_once(')')?.0));
    let inside = inside.collect::<Vec<_>>();
    let left = parts.iter().filter(|part| !said.contains(part));
    let left = left.filter_map(|part| Some((*part, strange(part, scheme)?)));
    let left = left.map(|(part, words)| {
        // in brackets stands what is said of a file
        let severity = if inside.contains(&part) {
            Severity::C
        } else {
            Severity::D
        };
        (words, severity)
    });
    let left = left.collect::<Vec<_>>();
    let said = said
        .into_iter()
        .map(|words| (words.to_owned(), Severity::C));
    for (words, severity) in said.chain(left) {
        let mut heard = identified.heard.sheet.iter();
        if heard.any(|own| words.contains(own.as_str())) {
            continue;
        }
        let told = FileNameSays {
            file: stem.to_owned(),
            words,
        };
        let told = Finding::of(told).graded(severity);
        identified.heard.told.push(told);
    }
}

/// What a part of a file's name says that is no name of a unit, no title, and no word that the
/// names of such files have.
fn strange(part: &str, scheme: &Scheme) -> Option<String> {
    let mut rest = part.to_owned();
    for unit in scheme.unit_names.within(part, None) {
        rest = rest.replacen(&text::key(&unit.spelling), ":", 1);
    }
    for word in OF_FILES {
        rest = rest.replace(word, ":");
    }
    let titles = scheme.forms.iter().flat_map(|form| {
        let titles = form.titles.iter().map(|title| text::key(title));
        titles.chain([text::key(&form.name), text::key(&form.code)])
    });
    let titles = titles.chain([text::key(&scheme.name)]).collect::<Vec<_>>();
    let left = title::over(&rest, &titles, None);
    // nearly every sign may be one of some title: the whole word is told
    let all =
        rest.split(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c) || "年季月度".contains(c));
    let mut own = all.filter(|word| left.iter().any(|left| word.contains(left.as_str())));
    own.next().map(str::to_owned)
}

/// Words that the names of files have, and that say nothing of figures; longer ones first.
const OF_FILES: [&str; 47] = [
    "局长",
    "已签",
    "科技局",
    "最终版",
    "最新版",
    "更正版",
    "更正稿",
    "修改版",
    "修改稿",
    "盖章版",
    "签字版",
    "打印版",
    "电子版",
    "扫描件",
    "完整版",
    "确认版",
    "正式版",
    "审核版",
    "已审核",
    "已盖章",
    "最终",
    "最新",
    "终版",
    "终稿",
    "定稿",
    "正式",
    "更正",
    "修改",
    "盖章",
    "签字",
    "打印",
    "上报",
    "报送",
    "已报",
    "填报",
    "附件",
    "附表",
    "副本",
    "复件",
    "新建",
    "工作簿",
    "工作表",
    "关于",
    "报",
    "改",
    "新",
    "版",
];

/// What the file of a corrected return is called.
const RESENT: [&str; 8] = [
    "更正",
    "更正版",
    "更正稿",
    "修改",
    "修改版",
    "修改稿",
    "最新",
    "最新版",
];

/// Whether a part of a file's name says that the file is no return, of others too, or in a unit of
/// measure.
fn is_no_return(part: &str) -> bool {
    const WORDS: [&str; 25] = [
        "测试",
        "待审",
        "待核",
        "未审",
        "试填",
        "目标",
        "练习",
        "不要",
        "不用",
        "别用",
        "备份",
        "改前",
        "底稿",
        "原表",
        "原件",
        "初步",
        "预报",
        "调度",
        "计划",
        "任务",
        "不全",
        "需改",
        "第一稿",
        "第二稿",
        "第三稿",
    ];
    WORDS.iter().any(|word| part.contains(word))
        || matches!(part, "企业" | "市区" | "县区" | "城区" | "旧" | "老" | "错")
        || part.starts_with(['含', '代'])
        || units::whole(part.strip_prefix("单位").unwrap_or(part)).is_some()
}

/// A part of a name that is nothing but a scope.
fn is_scope(part: &str) -> bool {
    let all = attribute::all_in(part, false);
    matches!(all.as_slice(), [only] if only.at == (0, part.len()))
}

/// The word that a piece of a name is of: of 目标 a form's title may have one sign.
fn whole_word<'a>(name: &'a str, piece: &'a str) -> &'a str {
    /// a longer one is a title
    const MOST: usize = 6;
    let is_sign = |c: char| !('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut words = name.split(is_sign);
    let word = words.find(|word| word.contains(piece));
    let word = word.filter(|word| !piece.is_empty() && word.chars().count() <= MOST);
    word.unwrap_or(piece)
}

/// What the name of the sheet says: status is asked about, all else that is nothing of the form's
/// is only told.
pub(super) fn of_tab(
    asking: &mut Asking<'_>,
    grid: &Grid,
    (form, scheme): (&Form, &Scheme),
    months: Option<u8>,
) {
    let tab = text::as_key(&grid.name);
    let bare = title_without_units(&tab, &grid.name, scheme);
    let own = form.titles.iter().chain([&form.name, &scheme.name]);
    let own = own.map(|title| text::key(title)).collect::<Vec<_>>();
    let mut over = title::over(&bare, &own, months);
    // a table of all counties is no county's
    if matches!(form.layout, Layout::CountyTable(_)) {
        let named = scheme.unit_names.within(&grid.name, None).into_iter();
        let named = named.filter(|one| one.unit != scheme.root);
        over.extend(named.map(|one| one.spelling));
    }
    let mut known = attribute::all_in(&tab, true);
    // a word of the form's own name says nothing more
    known.retain(|one| !own.iter().any(|title| title.contains(&one.words)));
    // 全市 for the name of a county's sheet, with the form's code or without
    let scope = tab.trim_matches(|c: char| c.is_ascii());
    if matches!(form.layout, Layout::Matrix(_)) && is_scope(scope) {
        over.push(scope.to_owned());
    }
    over.retain(|words| {
        let is_in = |own: &String| own.contains(words) || words.contains(own);
        !asking.heard.sheet.iter().any(is_in) && !known.iter().any(|one| is_in(&one.words))
    });
    // another form's name, or a bureau's word for its own work, is no more than a name
    let others = scheme
        .forms
        .iter()
        .flat_map(|form| form.titles.iter().chain([&form.name]));
    let others = others.map(|title| text::key(title)).collect::<Vec<_>>();
    over.retain(|words| !others.iter().any(|title| title.contains(words.as_str())));
    // a sheet of plans: of 目标 and 任务 titles have both signs
    let bare_tab = tab.trim_matches(|c: char| c.is_ascii() || matches!(c, '年' | '度'));
    if matches!(bare_tab, "计划" | "目标" | "任务" | "备份") && over.is_empty() {
        over.push(bare_tab.to_owned());
    }
    if !over.is_empty() {
        let words = over.iter().map(|own| whole_word(&bare, own));
        let words = words.collect::<Vec<_>>();
        let (sheet, words) = (grid.name.clone(), words.join("、"));
        let told = Finding::of(SheetNameSays { sheet, words });
        asking.heard.told.push(told);
    }
    for one in known {
        // blanks are sent out with such a name; whose title says nothing of the kind was filled in
        if asking.heard.sheet.contains(&one.words) {
            continue;
        }
        if one.kind == Kind::Sample || one.kind.is_scope() {
            let (sheet, words) = (grid.name.clone(), one.words);
            let told = Finding::of(SheetNameSays { sheet, words });
            asking.heard.told.push(told);
            continue;
        }
        let told = format!("工作表名“{}”里写着“{}”", grid.name, one.words);
        let what = ("这张表的数", one.words.as_str(), told.as_str());
        match asking.whether(of(one.kind), what, &[]) {
            Some(ACCEPT) => asking.heard.sheet.push(one.words),
            Some(_) => asking.heard.left_sheet = true,
            None => {}
        }
    }
}
