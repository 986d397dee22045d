//! Bodies below a county, and firms in it, that bear its name.

use xianbaohui_core::org_unit::NamedUnit;
use xianbaohui_core::text;

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
pub(super) fn is_another_body(words: &str, units: &[NamedUnit]) -> bool {
    let mut rest = text::key(words);
    for unit in units {
        rest = rest.replacen(&text::key(&unit.spelling), "", 1);
    }
    OTHER_BODIES.iter().any(|word| rest.contains(word))
}

/// A title that goes on after the unit's name with a body below it: 青县清州镇2021年….
pub(super) fn is_body_below(title: &str, unit: &NamedUnit) -> bool {
    let title = text::key(title);
    let Some((_, rest)) = title.split_once(&text::key(&unit.spelling)) else {
        return false;
    };
    let end = rest
        .find(|c: char| c.is_ascii_digit() || matches!(c, '年' | '二' | '关'))
        .unwrap_or(0);
    OTHER_BODIES.iter().any(|word| rest[..end].ends_with(word))
}
