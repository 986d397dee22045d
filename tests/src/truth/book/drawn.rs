//! Units, indicators and forms, drawn at random.

use super::parts::{Column, Filled, Form, Indicator, Role, Unit};
use crate::truth::fraction::Fraction;
use fastrand::Rng;

const NAMES: [&str; 12] = [
    "青县",
    "沧县",
    "献县",
    "东光县",
    "海兴县",
    "盐山县",
    "肃宁县",
    "南皮县",
    "吴桥县",
    "泊头市",
    "任丘市",
    "黄骅市",
];

const MONEY: [&str; 3] = ["元", "万元", "亿元"];
pub(in crate::truth) const ROSTER: &str = "R";
pub(in crate::truth) const TABLE: &str = "T";

pub(super) fn filled(rng: &mut Rng, digits: u32, negative: bool) -> Filled {
    match rng.u32(..100) {
        0..8 => Filled::Blank,
        8..15 => Filled::Nil,
        15..19 => Filled::Unreadable,
        _ => {
            let most = [10, 1000, 100_000, 10_000_000][rng.usize(..4)];
            let units = i128::from(rng.i64(if negative { -most } else { 0 }..most));
            Filled::Number(Fraction::of_digits(units, digits), units, digits)
        }
    }
}

pub(super) fn units(rng: &mut Rng) -> Vec<Unit> {
    let mut units = Vec::new();
    for name in &NAMES[..rng.usize(2..NAMES.len())] {
        let top = units.len();
        let below = if rng.f64() < 0.25 { rng.usize(1..4) } else { 0 };
        units.push(Unit {
            name: (*name).to_owned(),
            parent: None,
            reports: below == 0 || rng.bool(),
        });
        for at in 0..below {
            let middle = units.len();
            let deeper = rng.f64() < 0.2;
            units.push(Unit {
                name: format!("{}第{}镇", name, ["一", "二", "三"][at]),
                parent: Some(top),
                reports: !deeper || rng.bool(),
            });
            if deeper {
                units.push(Unit {
                    name: format!("{}第{}镇东街村", name, ["一", "二", "三"][at]),
                    parent: Some(middle),
                    reports: true,
                });
            }
        }
    }
    units
}

pub(super) fn indicators(rng: &mut Rng) -> Vec<Indicator> {
    let mut all: Vec<Indicator> = Vec::new();
    for at in 0..rng.usize(3..9) {
        let (unit, kind, decimals) = match rng.u32(..9) {
            8 => ("万人", "stock", rng.u32(..3)),
            0 => ("家", "stock", 0),
            1 => ("人", "net-change", 0),
            2 => ("项", "gross-new", 0),
            3 => ("名", "rank", 0),
            4 => ("%", "growth", 1),
            _ => (
                MONEY[rng.usize(..3)],
                if rng.bool() { "flow" } else { "net-change" },
                rng.u32(..4),
            ),
        };
        all.push(Indicator {
            code: format!("i{at}"),
            name: format!("甲类指标{}", (b'A' + at as u8) as char),
            unit,
            kind,
            decimals,
            ratio: None,
        });
    }
    for at in 0..rng.usize(1..4) {
        let ratio = (rng.usize(..all.len()), rng.usize(..all.len()));
        let unit = ["%", "‰", "万元", ""][rng.usize(..4)];
        let known =
            ratio.0 != ratio.1 && all[ratio.0].ratio.is_none() && all[ratio.1].ratio.is_none();
        let name = format!("乙类比率{}", (b'A' + at as u8) as char);
        all.push(Indicator {
            code: format!("q{at}"),
            name,
            unit,
            kind: "ratio",
            decimals: rng.u32(1..5),
            ratio: known.then_some(ratio),
        });
    }
    all
}

pub(super) fn forms(rng: &mut Rng, indicators: &[Indicator]) -> Vec<Form> {
    let value = |code, name, rng: &mut Rng| Column {
        code,
        name,
        role: Role::Value,
        decimals: (rng.f64() < 0.3).then(|| rng.u32(..5)),
        yoy: rng.f64() < 0.6,
        share: rng.f64() < 0.5,
    };
    let rate = |code, name, role, rng: &mut Rng| Column {
        code,
        name,
        role,
        decimals: (role != Role::Rank && rng.bool()).then(|| rng.u32(..4)),
        yoy: false,
        share: rng.f64() < 0.1,
    };
    let mut columns = vec![value("now", "本期", rng)];
    if rng.bool() {
        columns.push(value("then", "上年", rng));
        columns.push(rate("grow", "增长", Role::Growth, rng));
    }
    if rng.bool() {
        columns.push(value("goal", "目标", rng));
        columns.push(rate("done", "完成", Role::Completion, rng));
    }
    if rng.f64() < 0.3 {
        columns.push(rate("place", "位次", Role::Rank, rng));
    }
    let rows = (0..indicators.len()).collect::<Vec<_>>();
    let mut forms = vec![Form {
        code: "M",
        title: "主要指标统计表",
        rows: rows.clone(),
        columns,
    }];
    if rng.bool() {
        // the same indicators on another form, with figures of its own
        forms.push(Form {
            code: "P",
            title: "计划安排一览表",
            rows: rows.into_iter().take(3).collect(),
            columns: vec![value("now", "本期", rng)],
        });
    }
    if rng.bool() {
        let rows = (0..indicators.len())
            .filter(|_| rng.f64() < 0.7)
            .collect::<Vec<_>>();
        let column = Column {
            decimals: None,
            ..value("amount", "数额", rng)
        };
        if rows.len() > 1 {
            forms.push(Form {
                code: TABLE,
                title: "各县科技活动情况",
                rows,
                columns: vec![column],
            });
        }
    }
    if rng.bool() {
        forms.push(Form {
            code: ROSTER,
            title: "企业名单",
            rows: Vec::new(),
            columns: Vec::new(),
        });
    }
    forms
}
