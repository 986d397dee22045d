//! The short name of a division: 邢台, 宁晋, 孟村.

/// Peoples after which autonomous divisions are called, as they stand in their names.
const PEOPLES: [&str; 46] = [
    "蒙古族",
    "蒙古",
    "回族",
    "藏族",
    "维吾尔",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯",
    "普米族",
    "怒族",
    "鄂温克族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春",
    "塔吉克",
    "各族",
];

/// A name without what it is, if two characters or more are left: 宁晋, not 威.
pub(super) fn stem(name: &str) -> Option<&str> {
    const KINDS: [&str; 10] = [
        "自治县",
        "自治旗",
        "自治州",
        "地区",
        "林区",
        "盟",
        "市",
        "区",
        "县",
        "旗",
    ];
    let (mut rest, kind) = KINDS
        .iter()
        .find_map(|kind| Some((name.strip_suffix(kind)?, *kind)))?;
    if kind.starts_with("自治") {
        while let Some(shorter) = PEOPLES.iter().find_map(|people| rest.strip_suffix(people)) {
            rest = shorter;
        }
    }
    (rest.chars().count() >= 2).then_some(rest)
}
