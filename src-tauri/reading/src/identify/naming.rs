//! Whether words are a name of who reports, so that an answer given for them may hold for the next
//! file that says the same. 报表终稿, 科技局, 表一 stand in any county's file: only what is left
//! without such words, and looks like a name, counts.

use xianbaohui_core::org_unit::UnitNames;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;

/// What a name of a place or body of government ends in.
const ENDS: [&str; 9] = ["县", "市", "区", "旗", "州", "盟", "局", "委", "会"];

/// Said by any county of itself, or of no county at all; longer ones first where one holds another.
const ANYBODY: [&str; 86] = [
    "科学技术和工业信息化局",
    "科技和工业信息化局",
    "工业信息化和科技局",
    "科技工业和信息化局",
    "科工信局",
    "科学技术局",
    "科技创新局",
    "科技局",
    "科委",
    "工信局",
    "工科局",
    "统计局",
    "财政局",
    "发改局",
    "发改委",
    "经济发展局",
    "人民政府办公室",
    "人民政府",
    "管理委员会",
    "管委会",
    "委员会",
    "政府",
    "办公室",
    "分局",
    "本级",
    "机关",
    "各县市区",
    "各县区",
    "县市区",
    "县区",
    "县级",
    "市级",
    "省级",
    "园区",
    "全县",
    "全市",
    "全区",
    "我县",
    "我市",
    "我区",
    "我局",
    "我委",
    "本县",
    "本市",
    "本区",
    "本局",
    "本委",
    "本单位",
    "该单位",
    "某县",
    "某市",
    "某区",
    "填报单位",
    "填报",
    "单位名称",
    "单位",
    "名称",
    "盖章",
    "公章",
    "科学技术",
    "科技",
    "创新",
    "统计",
    "指标",
    "报表",
    "表格",
    "表",
    "数据",
    "汇总",
    "情况",
    "上报",
    "报送",
    "终稿",
    "定稿",
    "初稿",
    "最终",
    "科",
    "股",
    "处",
    "室",
    "组",
    "年",
    "季度",
    "月份",
    "月",
    "季",
];

/// The words without what anybody says.
fn own_part(words: &str, scheme: &Scheme) -> String {
    let mut rest = text::key(words);
    rest.retain(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let titles = scheme
        .forms
        .iter()
        .map(|form| text::key(&form.name))
        .chain([text::key(&scheme.name), text::key(&scheme.organiser)]);
    // the city is named on every county's sheet; 市 alone says the same
    let above = [text::key(&scheme.root_unit().name)];
    for word in titles.chain(above).filter(|word| !word.is_empty()) {
        rest = rest.replace(&word, "");
    }
    for word in ANYBODY {
        rest = rest.replace(word, "");
    }
    rest
}

/// How many units a word may mean: 开发区 in a city of three development zones means none of them.
fn is_shared(word: &str, scheme: &Scheme) -> bool {
    scheme
        .units
        .iter()
        .filter(|unit| text::key(&unit.name).contains(word))
        .count()
        > 1
}

fn names_one(words: &str, names: &UnitNames, scheme: &Scheme) -> bool {
    names
        .within(words, None)
        .iter()
        .any(|one| one.unit != scheme.root)
}

/// Words that stand in the place of 填报单位: a name, unless they are only what anybody says.
pub(super) fn line_names(words: &str, scheme: &Scheme) -> bool {
    let own = own_part(words, scheme);
    names_one(words, &scheme.unit_names, scheme)
        || (own.chars().count() >= 2 && !is_shared(&own, scheme))
}

/// The name of a file: only where a name of a unit, or of a place, stands in it.
pub(super) fn file_names(stem: &str, scheme: &Scheme) -> bool {
    if names_one(stem, &scheme.unit_names, scheme) {
        return true;
    }
    let own = own_part(stem, scheme);
    let is_name = ENDS.iter().any(|end| {
        own.strip_suffix(end)
            .is_some_and(|before| before.chars().count() >= 2)
    });
    is_name && !is_shared(&own, scheme)
}

/// A name whose figures stay apart where a blank parts them: S1 1月 names no eleventh month.
pub(super) fn apart(name: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    name.split_whitespace().fold(String::new(), |whole, part| {
        let are_two = whole.ends_with(is_digit) && part.starts_with(is_digit);
        whole + if are_two { "_" } else { "" } + part
    })
}
