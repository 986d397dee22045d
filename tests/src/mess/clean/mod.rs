//! Clean returns of every kind of form, with figures that are drawn but hold together.

mod figures;
mod header;
pub(super) mod roster;
mod sheet;

use super::model::{Book, Claim, Written};
use super::names::one_of;
use fastrand::Rng;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;

/// The schemes whose forms are filled in: the shipped ones and that of the tests.
pub(super) struct Schemes(pub(super) Vec<Scheme>);

impl Schemes {
    pub(super) fn new() -> crate::Outcome<Self> {
        let mut schemes = Vec::new();
        for name in ["kjcx", "luan-2020", "anhui-2022h1"] {
            schemes.push(Scheme::find(name)?);
        }
        schemes.push(Scheme::parse(
            "mini.toml",
            include_str!("../../../it/mini.toml"),
        )?);
        Ok(Self(schemes))
    }
}

/// One clean workbook. Sheets of a county together, as counties send them.
pub(super) fn book(schemes: &Schemes, rng: &mut Rng) -> Book {
    // the indicators of the main scheme come most often, as they do at a bureau
    let (scheme, round, forms): (usize, &str, &[&str]) = match rng.u32(..20) {
        0..5 => (0, "2021Q1", &["S1"]),
        5..7 => (0, "2021Q1", &["S3"]),
        7..9 => (0, "2021Q1", &["S5"]),
        9 => (0, "2021Q1", &["S1", "S3", "S5"]),
        10 => (1, "2020", &["L1"]),
        11..13 => (1, "2020", &["L2"]),
        13 => (2, "2022H1", &["H1"]),
        14..16 => (2, "2022H1", &["H2"]),
        16..18 => (3, "2021Q1", &["M"]),
        18 => (3, "2021Q1", &["T"]),
        _ => (3, "2021Q1", &["R"]),
    };
    let of = &schemes.0[scheme];
    let period = of.round(round).map_or(
        Period {
            year: 2021,
            from: 1,
            to: 3,
        },
        |round| round.period,
    );
    let counties = of
        .units
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != of.root)
        .collect::<Vec<_>>();
    let (_, county) = counties[rng.usize(..counties.len())];
    let sheets = forms
        .iter()
        .filter_map(|code| {
            let form = of.forms.iter().find(|form| form.code == *code)?;
            let is_city = form.kind() == xianbaohui_core::form::FormKind::CountyTable;
            let unit = if is_city { of.root_unit() } else { county };
            let claim = Claim {
                form: form.code.clone(),
                unit: unit.code.clone(),
                round: round.to_owned(),
                ask: false,
            };
            Some(sheet::made(of, form, unit, claim, period, rng))
        })
        .collect();
    let name = if forms.iter().any(|form| ["L2", "H2", "T"].contains(form)) {
        of.root_unit().name.as_str()
    } else {
        county.name.as_str()
    };
    let file = match rng.u32(..3) {
        0 => format!("{name}{}.xlsx", period.name()),
        1 => format!("附件1-{name}{}(改).xlsx", period.name()),
        _ => format!(
            "{}.xlsx",
            one_of(
                rng,
                &[
                    "报表",
                    "工作簿1",
                    "科技指标（最终版2）",
                    "新建 Microsoft Excel 工作表"
                ]
            )
        ),
    };
    Book {
        file,
        scheme,
        sheets,
        from_1904: false,
        written: Written::Xlsx,
        edits: Vec::new(),
        password: None,
        said: Vec::new(),
    }
}
