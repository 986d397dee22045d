//! Words for invented enterprises, platforms and people.

use crate::credit;
use fastrand::Rng;

/// One of several.
pub(super) fn one_of<'a, T: ?Sized>(rng: &mut Rng, of: &[&'a T]) -> &'a T {
    of[rng.usize(..of.len())]
}

const STEMS: [&str; 16] = [
    "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑", "寅", "卯", "辰", "巳",
];

/// 示例甲乙机械有限公司: no two of a sheet are the same.
pub(super) fn company(rng: &mut Rng, number: usize) -> String {
    format!(
        "示例{}{}{}有限公司",
        STEMS[number % 16],
        one_of(rng, &STEMS),
        one_of(
            rng,
            &[
                "机械",
                "软件",
                "新材料",
                "合计量具",
                "生物",
                "注塑",
                "总成",
                "小计算机"
            ]
        )
    )
}

pub(super) fn person(rng: &mut Rng) -> String {
    format!(
        "{}{}",
        one_of(rng, &["张", "王", "李", "赵", "刘", "陈"]),
        one_of(rng, &["伟", "芳", "建国", "秀英", "一", "丹"])
    )
}

/// A code with the right check characters.
pub(super) fn credit_code(rng: &mut Rng, division: &str, number: usize) -> String {
    credit::code(division, rng.usize(..900) * 100 + number).unwrap_or_default()
}

/// What a text field of a roster holds.
pub(super) fn words(rng: &mut Rng, field: &str, number: usize) -> String {
    match field {
        "company" | "host" => company(rng, number),
        "name" => format!(
            "示例{}{}重点实验室",
            STEMS[number % 16],
            one_of(rng, &STEMS)
        ),
        "certificate" => format!("GR20201300{:04}", rng.u32(..10000)),
        "document" => format!("邢科〔2020〕{}号", rng.u32(1..90)),
        _ => person(rng),
    }
}
