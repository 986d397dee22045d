//! Units of measure in notes and titles.

use xianbaohui_core::text::key;
use xianbaohui_core::words::units::{Units, at_end, said};

fn told(found: &Units) -> String {
    let known = found.known.iter().map(ToString::to_string);
    let unknown = found.unknown.iter().map(|word| format!("?{word}"));
    known.chain(unknown).collect::<Vec<_>>().join(" ")
}

#[test]
fn units_are_heard_in_notes() {
    for (text, expected) in [
        ("单位：万元", "万元"),
        ("单位:个,人,万元", "个 人 万元"),
        ("金额单位：万元人民币", "万元"),
        ("（单位：家、万元、％）", "家 万元 %"),
        ("单位为千元", "千元"),
        ("注：1.金额单位均为元。", "元"),
        ("填报单位：宁晋县科技局    单位：亿元", "亿元"),
        ("填报单位：宁晋县科技局", ""),
        ("填报单位（盖章）：宁晋县", ""),
        ("单位：万美元", "?万美元"),
        ("单位：仟元", "千元"),
        ("单位：佰万圆", "百万元"),
        ("单位：家、万元/亿元", "家 ?万元/亿元"),
        ("单位负责人：张三", ""),
        ("依托单位", ""),
        ("单位：十万元", "十万元"),
        ("单位：百元", "百元"),
        ("单位：家/项/万元", "家 项 万元"),
        ("单位：件/万人", "件/万人"),
        ("单位：倍", "倍"),
    ] {
        assert_eq!(told(&said(&key(text))), expected, "{text}");
    }
    for (text, expected) in [
        ("完成情况统计表（亿元，%）", "亿元 %"),
        ("完成情况统计表（万元）", "万元"),
        ("完成情况统计表（一季度）", ""),
        ("完成情况统计表", ""),
    ] {
        assert_eq!(
            at_end(&key(text)).map_or(String::new(), |own| told(&own)),
            expected,
            "{text}"
        );
    }
}
