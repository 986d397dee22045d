//! A year of a city: the rosters go on, the figures follow from them, from each other and by lot.
//!
//! Long: tables of what hangs on what, and one way to draw it.

use super::entry::{Entry, between};
use super::figures::{CITY, Row};
use super::quarter::Quarter;
use super::world::World;
use crate::Outcome;
use fastrand::Rng;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::{BTreeSet, HashMap};
use xianbaohui_core::form::FormKind;
use xianbaohui_core::indicator::{Indicator, MeasureType};

/// Part, whole, and at most how much of it, in percent. The parts of one whole are no more than it.
const PARTS: [(&str, &str, i64); 15] = [
    ("hte_new_large", "hte_new", 60),
    ("contract_out", "contract", 55),
    ("contract_in", "contract", 30),
    ("trade_value", "contract", 85),
    ("fund_free", "fund_up", 40),
    ("invention_granted", "patent_granted", 40),
    ("patent_granted", "patent_applied", 80),
    ("jingjin_results", "result_transferred", 50),
    ("city_big_fund", "city_plan_fund", 60),
    ("talents_graduate", "talents", 50),
    ("talents_insured", "talents", 40),
    ("high_academicians", "high_talents", 20),
    ("rd_active_firms", "ind_firms", 70),
    ("county_up5", "county_up", 60),
    ("pilot_national", "pilot_total", 40),
];

/// A stock, and what it grows by.
const GROWS: [(&str, &str); 14] = [
    ("erc_total", "erc_new"),
    ("academy_total", "academy_new"),
    ("tic_total", "tic_new"),
    ("iri_total", "iri_new"),
    ("space_total", "space_new"),
    ("incubator_total", "incubator_new"),
    ("transfer_total", "transfer_new"),
    ("platform_total", "platform_new"),
    ("star_total", "star_new"),
    ("space_national", "space_national_new"),
    ("space_teams", "teams_new"),
    ("talent_total", "talent_new"),
    ("giant_trained", "giant_new"),
    ("pilot_total", "pilot_new"),
];

/// What is counted among new platforms.
const PLATFORMS: [&str; 6] = [
    "erc_new",
    "tic_new",
    "nrd_new",
    "pilot_base_new",
    "zhongyuan_new",
    "clinical_new",
];

/// What departments give once a year.
const YEARLY: [(&str, i64, i64); 9] = [
    ("gdp", 80, 400),
    ("population", 18, 80),
    ("ind_firms", 40, 160),
    ("budget", 200_000, 600_000),
    ("st_budget", 2000, 9000),
    ("rd_spend", 1, 8),
    ("hitech_va", 5, 40),
    ("deduction", 500, 9000),
    ("park_revenue", 0, 300),
];

/// Draws a year.
pub(super) fn draw(world: &mut World, year: u16, rng: &mut Rng) -> Outcome {
    for at in 1..=4 {
        let quarter = Quarter::new(year, at);
        let World {
            scheme,
            units,
            rosters,
            ..
        } = world;
        rosters.go_on(scheme, units, quarter, rng)?;
    }
    let mut codes = BTreeSet::new();
    for form in &world.scheme.forms {
        if form.kind() == FormKind::Matrix {
            codes.extend(form.indicators().into_iter().map(str::to_owned));
        }
    }
    codes.extend(YEARLY.iter().map(|(code, ..)| (*code).to_owned()));
    for unit in (0..world.units.len()).chain([CITY]) {
        let mut drawn = Drawn {
            world,
            unit,
            year,
            rng,
            currents: HashMap::new(),
        };
        let factor = between(drawn.rng, 100, 125, 0) / Decimal::ONE_HUNDRED;
        for code in &codes {
            drawn.settle(code);
        }
        drawn.keep(&codes, factor);
    }
    Ok(())
}

struct Drawn<'a> {
    world: &'a mut World,
    unit: usize,
    year: u16,
    rng: &'a mut Rng,
    /// of each quarter: what was added in it, or the level of what is a stock
    currents: HashMap<String, [Decimal; 4]>,
}

impl Drawn<'_> {
    fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.world.scheme.indicator(code)
    }

    fn end_of_last_year(&self, code: &str) -> Decimal {
        let quarter = Quarter::new(self.year - 1, 4);
        self.world.figures.cumulative(quarter, self.unit, code)
    }

    fn known(&mut self, code: &str) -> [Decimal; 4] {
        self.settle(code);
        self.currents.get(code).copied().unwrap_or_default()
    }

    /// What was added in each quarter, of what is known at its end.
    fn steps(levels: [Decimal; 4], before: Decimal) -> [Decimal; 4] {
        let mut last = before;
        levels.map(|level| {
            let step = level - last;
            last = level;
            step
        })
    }

    /// At the end of each quarter, out of the rosters.
    fn listed(&self, form: &str, of: impl Fn(&[&Entry]) -> Decimal) -> [Decimal; 4] {
        let unit = (self.unit != CITY).then_some(self.unit);
        [1, 2, 3, 4].map(|at| {
            let quarter = Quarter::new(self.year, at);
            of(&self.world.rosters.at(quarter, form, unit))
        })
    }

    fn settle(&mut self, code: &str) {
        if !self.currents.contains_key(code) {
            let drawn = self.draw(code);
            self.currents.insert(code.to_owned(), drawn);
        }
    }

    fn draw(&mut self, code: &str) -> [Decimal; 4] {
        let count = |rows: &[&Entry]| Decimal::from(rows.len());
        let sum = |field: &'static str| {
            move |rows: &[&Entry]| rows.iter().map(|row| row.figure(field)).sum::<Decimal>()
        };
        match code {
            "hte_total" => return self.listed("S3", count),
            "sme_total" => {
                return self.listed("L02", |rows| {
                    count(
                        &rows
                            .iter()
                            .copied()
                            .filter(|row| !row.leaves)
                            .collect::<Vec<_>>(),
                    )
                });
            }
            "sme_national" => {
                let is_own =
                    |row: &&&Entry| row.text("level") == "国家评价" && row.text("status") == "有效";
                return self.listed("L02", |rows| {
                    Decimal::from(rows.iter().filter(is_own).count())
                });
            }
            "envoy_total" => {
                let is_own = |row: &&&Entry| row.text("status") == "在任";
                return self.listed("S6", |rows| {
                    Decimal::from(rows.iter().filter(is_own).count())
                });
            }
            "incubating" => return self.listed("L05", sum("incubating")),
            "contract" => return Self::steps(self.listed("S4", sum("amount")), Decimal::ZERO),
            "contract_count" => return Self::steps(self.listed("S4", count), Decimal::ZERO),
            "loan_amount" => return Self::steps(self.listed("L15", sum("amount")), Decimal::ZERO),
            "loan_count" => return Self::steps(self.listed("L15", count), Decimal::ZERO),
            "result_registered" => return Self::steps(self.listed("L07", count), Decimal::ZERO),
            "hte_net" | "sme_net" | "platform_net" => {
                let of = code.replace("net", "total");
                let before = self.end_of_last_year(&of);
                return Self::steps(self.known(&of), before);
            }
            "hte_new" | "sme_new" => {
                let of = code.replace("new", "total");
                let before = self.end_of_last_year(&of);
                let steps = Self::steps(self.known(&of), before);
                return steps.map(|step| step.max(Decimal::ZERO));
            }
            "platform_new" => {
                let parts = PLATFORMS.map(|part| self.known(part));
                return [0, 1, 2, 3].map(|at| {
                    let parts = parts.iter().map(|part| part[at]).sum::<Decimal>();
                    parts + Decimal::from(self.rng.u8(0..2))
                });
            }
            "academy_members" => {
                return self.known("academy_total").map(|own| own * Decimal::TWO);
            }
            "fund_up" => {
                let fund = self.known("fund");
                return fund.map(|own| own + Decimal::from(self.rng.u8(10..90)));
            }
            "subsidy_paid" | "voucher_paid" => {
                let of = if code == "subsidy_paid" {
                    "subsidy_due"
                } else {
                    "voucher_issued"
                };
                return self.known(of).map(|own| part(own, 70, 2));
            }
            _ => {}
        }
        let Some(own) = self.indicator(code) else {
            return [Decimal::ZERO; 4];
        };
        let (digits, measure) = (own.decimals, own.measure);
        if let Some((_, whole, share)) = PARTS.iter().find(|(part, ..)| *part == code) {
            let share = self.rng.i64(share / 2..=*share);
            return self.known(whole).map(|own| part(own, share, digits));
        }
        if let Some((_, from, to)) = YEARLY.iter().find(|(own, ..)| *own == code) {
            return self.yearly(code, (*from, *to), digits);
        }
        match measure {
            MeasureType::Stock => self.stock(code, digits),
            MeasureType::Ratio | MeasureType::Rank | MeasureType::Class | MeasureType::Text => {
                [Decimal::ZERO; 4]
            }
            MeasureType::Growth => [(); 4].map(|()| between(self.rng, 1, 12, digits.max(1))),
            _ => {
                let most = match digits {
                    0 if own_is_money(code) => 300,
                    0 => 4,
                    _ => 40,
                };
                [(); 4].map(|()| between(self.rng, 0, most, digits) + least(code))
            }
        }
    }

    /// The same in each quarter of a year, a little more every year.
    fn yearly(&mut self, code: &str, (from, to): (i64, i64), digits: u32) -> [Decimal; 4] {
        let before = self.end_of_last_year(code);
        let more = between(self.rng, 101, 108, 0) / Decimal::ONE_HUNDRED;
        let own = if before.is_zero() {
            between(self.rng, from, to, digits)
        } else {
            (before * more).round_dp(digits)
        };
        [own; 4]
    }

    fn stock(&mut self, code: &str, digits: u32) -> [Decimal; 4] {
        let before = self.end_of_last_year(code);
        let mut level = if before.is_zero() {
            let least = if code == "platform_total" { 30 } else { 3 };
            between(self.rng, least, least + 9, digits)
        } else {
            before
        };
        let grows = GROWS.iter().find(|(own, _)| *own == code);
        let steps = match grows {
            Some((_, by)) => self.known(by),
            None => [(); 4].map(|()| between(self.rng, 0, 2, digits)),
        };
        steps.map(|step| {
            level += step;
            level
        })
    }

    /// Keeps what was drawn.
    fn keep(mut self, codes: &BTreeSet<String>, factor: Decimal) {
        for code in codes {
            let Some(own) = self.indicator(code) else {
                continue;
            };
            let (digits, ratio) = (own.decimals, own.ratio.clone());
            let power = self.power(own);
            let currents = self.known(code);
            let is_level = self.is_level(code);
            let mut all = Decimal::ZERO;
            let mut rows = Vec::new();
            for (at, drawn) in currents.into_iter().enumerate() {
                let (current, cumulative) = match &ratio {
                    Some((of, base)) => {
                        let (of, base) = (self.upto(of, at), self.upto(base, at));
                        let own = quotient(of, base, power, digits).unwrap_or_default();
                        (own, own)
                    }
                    None if is_level => (drawn, drawn),
                    None => {
                        all += drawn;
                        (drawn, all)
                    }
                };
                rows.push((current, cumulative));
            }
            let target = match &ratio {
                Some((of, base)) => {
                    let (of, base) = (self.target(of, factor), self.target(base, factor));
                    quotient(of, base, power, digits).unwrap_or_default()
                }
                None => self.target(code, factor),
            };
            let target = (target > Decimal::ZERO).then_some(target);
            for (at, (current, cumulative)) in (1..).zip(rows) {
                let row = Row {
                    target,
                    current,
                    cumulative,
                };
                let quarter = Quarter::new(self.year, at);
                self.world.figures.set(quarter, self.unit, code, row);
            }
        }
    }

    /// The power of ten between a quotient and the ratio.
    fn power(&self, own: &Indicator) -> Option<i32> {
        let (of, base) = own.ratio.as_ref()?;
        let (of, base) = (self.indicator(of)?, self.indicator(base)?);
        own.unit.quotient_power(&of.unit, &base.unit)
    }

    /// Whether it is a level, and does not add up over the quarters.
    fn is_level(&self, code: &str) -> bool {
        let is_flow = self.indicator(code).is_some_and(|own| {
            matches!(
                own.measure,
                MeasureType::Flow | MeasureType::GrossNew | MeasureType::NetChange
            )
        });
        !is_flow || YEARLY.iter().any(|(yearly, ..)| *yearly == code)
    }

    /// What a year aims at: a little more than it comes to. Parts are rounded down, so that they
    /// are no more than their whole.
    fn target(&mut self, code: &str, factor: Decimal) -> Decimal {
        let end = self.upto(code, 3);
        let (digits, is_part) = self
            .indicator(code)
            .map_or((0, false), |own| (own.decimals, own.part_of.is_some()));
        let strategy = if is_part || PARTS.iter().any(|(part, ..)| *part == code) {
            RoundingStrategy::ToZero
        } else {
            RoundingStrategy::AwayFromZero
        };
        (end * factor).round_dp_with_strategy(digits, strategy)
    }

    /// What an indicator has come to by a quarter.
    fn upto(&mut self, code: &str, at: usize) -> Decimal {
        let own = self.known(code);
        if self.is_level(code) {
            own[at]
        } else {
            own.iter().take(at + 1).sum()
        }
    }
}

fn own_is_money(code: &str) -> bool {
    (code.contains("fund") && !code.contains("projects"))
        || code.contains("amount")
        || code.contains("subsidy")
}

/// No fund without a project, none without at least ten thousand yuan for each.
fn least(code: &str) -> Decimal {
    Decimal::from(match code {
        "fund" | "city_plan_fund" => 20,
        _ => 0,
    })
}

fn part(whole: Decimal, percent: i64, digits: u32) -> Decimal {
    let share = whole * Decimal::from(percent) / Decimal::ONE_HUNDRED;
    share.round_dp_with_strategy(digits, RoundingStrategy::ToZero)
}

/// A ratio in its own unit of measure.
fn quotient(of: Decimal, base: Decimal, power: Option<i32>, digits: u32) -> Option<Decimal> {
    let power = power?;
    let scale = Decimal::from(10_i64.pow(power.unsigned_abs()));
    let own = of.checked_div(base)?;
    let own = if power < 0 { own / scale } else { own * scale };
    Some(own.round_dp(digits))
}
