//! 科技创新: invented figures of nineteen counties that add up to the city's published ones.

use rust_decimal::Decimal;

use super::rate::{growth, percent};
use super::survey::{COUNTIES, PUBLISHED, PUBLISHED_TARGETS, ROWS};
use super::{Outcome, ensure};

/// One row of the sheet, for one county.
#[derive(Clone, Copy, Default)]
pub(crate) struct Row {
    pub(crate) target: Option<Decimal>,
    pub(crate) cumulative: Decimal,
    pub(crate) last_year: Decimal,
}

impl Row {
    /// 同比增长（%）; none when there was nothing the year before.
    pub(crate) fn growth(&self) -> Option<Decimal> {
        growth(self.cumulative, self.last_year, Decimal::ONE_HUNDRED, 1)
    }

    /// 完成全年目标（%）; none without a target.
    pub(crate) fn completion(&self) -> Option<Decimal> {
        percent(self.cumulative, self.target?, 1)
    }
}

/// One county's rows in both years.
#[derive(Clone)]
pub(crate) struct Figures {
    pub(crate) now: [Row; 16],
    pub(crate) before: [Row; 16],
}

/// The whole sample, county by county in the scheme's order.
pub(crate) struct Kjcx {
    pub(crate) counties: Vec<Figures>,
}

type Spread = [i64; 19];

/// Position of an indicator in `ROWS`.
pub(crate) fn row_of(code: &str) -> Outcome<usize> {
    let at = ROWS.iter().position(|(known, _, _)| *known == code);
    at.ok_or_else(|| format!("no row {code}").into())
}

/// Whole numbers in proportion to the counties' sizes, which add up to `total` (largest
/// remainders).
///
/// `salt` shifts the sizes by up to a fifth, so that not every indicator ranks the counties alike.
fn spread(total: i64, salt: u64) -> Spread {
    let mut weights = [0_i64; 19];
    for ((at, weight), county) in (0_u64..).zip(&mut weights).zip(&COUNTIES) {
        let shift = (at * 37 + salt * 101 + at * salt * 13) % 41;
        *weight = (county.weight * (80 + shift)).cast_signed();
    }
    let whole: i64 = weights.iter().sum();
    let mut out = weights.map(|weight| total * weight / whole);
    let mut order: Vec<usize> = (0..19).collect();
    order.sort_by_key(|at| {
        std::cmp::Reverse(total * weights.get(*at).copied().unwrap_or(0) % whole)
    });
    let missing = total - out.iter().sum::<i64>();
    for at in order
        .into_iter()
        .take(usize::try_from(missing).unwrap_or(0))
    {
        if let Some(share) = out.get_mut(at) {
            *share += 1;
        }
    }
    out
}

/// A few, each in its county.
fn placed(places: &[(&str, i64)]) -> Spread {
    let mut out = [0; 19];
    for (share, county) in out.iter_mut().zip(&COUNTIES) {
        *share = places
            .iter()
            .filter(|(name, _)| *name == county.name)
            .map(|(_, n)| n)
            .sum();
    }
    out
}

fn plus(left: Spread, right: Spread) -> Spread {
    let mut out = left;
    for (sum, more) in out.iter_mut().zip(right) {
        *sum += more;
    }
    out
}

/// What one indicator says in three years, and its targets; `scale` is the number of digits.
struct Series {
    code: &'static str,
    scale: u32,
    years: [Spread; 3],
    targets: Option<[Spread; 2]>,
}

fn series(code: &'static str, years: &[Spread; 3], targets: Option<[i64; 2]>, salt: u64) -> Series {
    Series {
        code,
        scale: 0,
        years: *years,
        targets: targets.map(|two| two.map(|total| spread(total, salt + 50))),
    }
}

fn flow(code: &'static str, totals: [i64; 3], targets: [i64; 2], salt: u64) -> Series {
    let [first, second, third] = totals;
    let years = [
        spread(first, salt),
        spread(second, salt + 1),
        spread(third, salt + 2),
    ];
    series(code, &years, Some(targets), salt)
}

/// A stock is last year's stock and what came new, county by county.
fn stock(
    code: &'static str,
    first: i64,
    new: &[Spread; 2],
    targets: Option<[i64; 2]>,
    salt: u64,
) -> Series {
    let [second, third] = *new;
    let start = spread(first, salt);
    series(
        code,
        &[start, plus(start, second), plus(plus(start, second), third)],
        targets,
        salt,
    )
}

/// A part of `whole`: the given percentage, rounded down, so never more than the whole in any
/// column.
fn part(code: &'static str, whole: &Series, percent: i64, with_targets: bool) -> Series {
    let cut = |spread: Spread| spread.map(|value| value * percent / 100);
    Series {
        code,
        scale: whole.scale,
        years: whole.years.map(cut),
        targets: whole
            .targets
            .map(|two| two.map(cut))
            .filter(|_| with_targets),
    }
}

fn all_series() -> Vec<Series> {
    let hte_new = flow("hte_new", [74, 98, 125], [100, 150], 1);
    let sme_new = flow("sme_new", [455, 480, 526], [500, 500], 5);
    let [_, hte_second, hte_third] = hte_new.years;
    let [_, sme_second, sme_third] = sme_new.years;
    let hte_total = stock(
        "hte_total",
        227,
        &[hte_second, hte_third],
        Some([330, 600]),
        3,
    );
    let sme_total = stock(
        "sme_total",
        6135,
        &[sme_second, sme_third],
        Some([6700, 7641]),
        7,
    );
    let talent = stock(
        "talent_total",
        58,
        &[spread(12, 9), spread(17, 11)],
        None,
        9,
    );
    // three came new in 2020; only the place of one is published, the others are invented
    let few = placed(&[
        ("信都区", 1),
        ("宁晋县", 1),
        ("清河县", 1),
        ("河北邢台经济开发区", 1),
    ]);
    let more = plus(few, placed(&[("襄都区", 1), ("信都区", 1), ("巨鹿县", 1)]));
    let space = series("space_national", &[few, few, more], None, 0);
    let incubator = series(
        "incubator_national",
        &[[0; 19], [0; 19], placed(&[("宁晋县", 1)])],
        None,
        0,
    );
    let mut contract = flow(
        "contract",
        [6_105_512, 7_120_834, 9_238_657],
        [300_000, 380_000],
        13,
    );
    contract.scale = 2;
    // targets are given in whole 万元
    contract.targets = contract
        .targets
        .map(|two| two.map(|spread| spread.map(|value| value * 100)));
    let hte_large = part("hte_new_large", &hte_new, 40, false);
    let contract_out = part("contract_out", &contract, 47, true);
    vec![
        hte_new,
        hte_large,
        hte_total,
        sme_new,
        sme_total,
        space,
        incubator,
        flow("star_new", [22, 29, 37], [30, 40], 17),
        flow("giant_new", [28, 35, 43], [36, 45], 19),
        flow("platform_new", [14, 20, 68], [20, 70], 23),
        contract,
        contract_out,
        flow("fund", [6980, 7600, 9826], [8000, 10_000], 29),
        flow("fund_projects", [52, 61, 72], [65, 80], 31),
        flow("award", [7, 9, 14], [10, 15], 37),
        talent,
    ]
}

impl Kjcx {
    /// Invents the figures; refuses when they do not add up to the published ones or break a rule
    /// of the scheme.
    pub(crate) fn new() -> Outcome<Self> {
        let all = all_series();
        let mut counties = Vec::new();
        for at in 0..COUNTIES.len() {
            let mut figures = Figures {
                now: [Row::default(); 16],
                before: [Row::default(); 16],
            };
            for ((series, now), before) in all.iter().zip(&mut figures.now).zip(&mut figures.before)
            {
                let pick = |spread: &Spread| {
                    Decimal::new(spread.get(at).copied().unwrap_or_default(), series.scale)
                };
                let [first, second, third] = &series.years;
                let targets = series.targets.as_ref();
                // a county without a share in the target has no target
                let target = |spread: &Spread| Some(pick(spread)).filter(|value| !value.is_zero());
                *now = Row {
                    target: targets.and_then(|[_, now]| target(now)),
                    cumulative: pick(third),
                    last_year: pick(second),
                };
                *before = Row {
                    target: targets.and_then(|[before, _]| target(before)),
                    cumulative: pick(second),
                    last_year: pick(first),
                };
            }
            counties.push(figures);
        }
        let kjcx = Self { counties };
        for (series, (code, _, _)) in all.iter().zip(ROWS) {
            ensure(series.code == code, format!("{code}: out of order"))?;
        }
        kjcx.check()?;
        Ok(kjcx)
    }

    /// The sum over the counties of one figure of one indicator.
    pub(crate) fn total(&self, code: &str, figure: impl Fn(&Row) -> Decimal) -> Outcome<Decimal> {
        let row = row_of(code)?;
        Ok(self
            .counties
            .iter()
            .filter_map(|county| county.now.get(row))
            .map(figure)
            .sum())
    }

    fn check(&self) -> Outcome {
        for (code, published) in PUBLISHED {
            let total = self.total(code, |row| row.cumulative)?;
            ensure(
                total == Decimal::from(published),
                format!("{code}: {total} ≠ {published}"),
            )?;
        }
        ensure(
            self.total("talent_total", |row| row.cumulative)? == Decimal::from(87),
            "talent_total: 87",
        )?;
        for (code, published) in PUBLISHED_TARGETS {
            let total = self.total(code, |row| row.target.unwrap_or_default())?;
            ensure(
                total == Decimal::from(published),
                format!("{code}: target {total}"),
            )?;
        }
        for (county, figures) in COUNTIES.iter().zip(&self.counties) {
            for rows in [&figures.now, &figures.before] {
                check_rules(rows).map_err(|error| format!("{}: {error}", county.name))?;
            }
        }
        Ok(())
    }
}

/// The rules of the scheme, said once more.
fn check_rules(rows: &[Row; 16]) -> Outcome {
    let row =
        |code: &str| -> Outcome<Row> { Ok(rows.get(row_of(code)?).copied().unwrap_or_default()) };
    for (total, new) in [("hte_total", "hte_new"), ("sme_total", "sme_new")] {
        let (total, new) = (row(total)?, row(new)?);
        ensure(total.cumulative >= new.cumulative, "总数 ≥ 新增")?;
        ensure(
            total.cumulative <= total.last_year + new.cumulative,
            "总数 ≤ 上年 + 新增",
        )?;
    }
    for (part, whole) in [("hte_new_large", "hte_new"), ("contract_out", "contract")] {
        let (part, whole) = (row(part)?, row(whole)?);
        ensure(
            part.cumulative <= whole.cumulative && part.last_year <= whole.last_year,
            "其中 ≤ 总计",
        )?;
        ensure(
            part.target.unwrap_or_default() <= whole.target.unwrap_or_default(),
            "其中 ≤ 总计",
        )?;
    }
    ensure(
        row("fund")?.cumulative >= row("fund_projects")?.cumulative,
        "资金 ≥ 项目数",
    )?;
    let contract = row("contract")?;
    ensure(
        contract.cumulative <= contract.target.unwrap_or_default() * Decimal::TWO,
        "成交额 ≤ 2 × 目标",
    )
}
