//! What stands around the name of a unit in a table of units: a province before it, marks of
//! footnotes behind it.

/// The first two digits of the codes below a province (GB/T 2260), and its name.
const PROVINCES: [(&str, &str); 31] = [
    ("11", "北京市"),
    ("12", "天津市"),
    ("13", "河北省"),
    ("14", "山西省"),
    ("15", "内蒙古自治区"),
    ("21", "辽宁省"),
    ("22", "吉林省"),
    ("23", "黑龙江省"),
    ("31", "上海市"),
    ("32", "江苏省"),
    ("33", "浙江省"),
    ("34", "安徽省"),
    ("35", "福建省"),
    ("36", "江西省"),
    ("37", "山东省"),
    ("41", "河南省"),
    ("42", "湖北省"),
    ("43", "湖南省"),
    ("44", "广东省"),
    ("45", "广西壮族自治区"),
    ("46", "海南省"),
    ("50", "重庆市"),
    ("51", "四川省"),
    ("52", "贵州省"),
    ("53", "云南省"),
    ("54", "西藏自治区"),
    ("61", "陕西省"),
    ("62", "甘肃省"),
    ("63", "青海省"),
    ("64", "宁夏回族自治区"),
    ("65", "新疆维吾尔自治区"),
];

/// The code of the province that a key begins with, and what stands behind it.
pub(crate) fn below_province(key: &str) -> Option<(&'static str, &str)> {
    let mut provinces = PROVINCES.iter();
    let (code, rest) = provinces.find_map(|(code, name)| Some((*code, key.strip_prefix(name)?)))?;
    (!rest.is_empty()).then_some((code, rest))
}

/// A name without the marks of footnotes behind it, and these marks.
pub fn split_marks(raw: &str) -> (&str, &str) {
    let is_mark =
        |c: char| matches!(c, '①'..='⑳' | '❶'..='❿' | '⁰' | '⁴'..='⁹') || "¹²³*＊※#".contains(c);
    let raw = raw.trim();
    let bare = raw.trim_end_matches(is_mark).trim_end();
    // (1), ［1］ and 注1 behind a name
    let bracketed = bare
        .strip_suffix([')', '）', ']', '］', '〕'])
        .and_then(|rest| {
            let (name, inside) = rest.rsplit_once(['(', '（', '[', '［', '〔'])?;
            let number = inside.strip_prefix('注').unwrap_or(inside);
            let is_number =
                number.chars().count() <= 2 && number.chars().all(|c| c.is_ascii_digit());
            (is_number && !inside.is_empty()).then(|| name.trim_end())
        });
    let bare = bracketed.unwrap_or(bare);
    if bare.is_empty() {
        return (raw, "");
    }
    (bare, raw[bare.len()..].trim())
}
