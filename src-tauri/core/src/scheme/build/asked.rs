//! Rules that can never say anything, and why.

use crate::form::{Form, Layout};
use crate::indicator::Indicator;
use crate::rule::{Codes, Expr, Figure, Rule, choices};
use crate::scheme::Round;

/// What a scheme has.
pub(super) struct Known<'a> {
    pub(super) forms: &'a [Form],
    pub(super) indicators: &'a [Indicator],
    pub(super) rounds: &'a [Round],
}

impl Codes for Known<'_> {
    fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|one| one.code == code)
    }

    fn form(&self, code: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.code == code)
    }
}

/// Why a rule is never asked, or always says the same. Of a text that a ledger was made with, only
/// what was told then.
pub(super) fn never(rule: &Rule, known: &Known<'_>, is_new: bool) -> Option<String> {
    let comparison = &rule.comparison;
    if comparison.has_total() && !has_table(rule, known) {
        return Some(
            "用了 合计(…)，但没有一张分县表有它要的指标：一个单位自己的报表没有各单位的数，这条公式\
             永远不会审核"
                .into(),
        );
    }
    if !is_new {
        return None;
    }
    if !comparison.any(|expr| {
        matches!(
            expr,
            Expr::Figure(_) | Expr::Field(_) | Expr::Rows(_) | Expr::Lookup(_)
        )
    }) {
        return Some("里没有一个指标：两边都是常数，结果总是一样".into());
    }
    if comparison.left == comparison.right {
        return Some("两边是同一个数：结果总是一样".into());
    }
    let figures = comparison.figures();
    if figures.is_empty() {
        return None;
    }
    let own = rule.each.as_ref().or(rule.form.as_ref());
    let of_form = |form: &Form| own.is_none_or(|code| *code == form.code);
    let asked = known
        .forms
        .iter()
        .filter(|own| of_form(own))
        .filter(|own| !choices(rule, own, known).is_empty())
        .collect::<Vec<_>>();
    if asked.is_empty() {
        return Some(nowhere(rule, known, &figures));
    }
    let named = figures.iter().filter_map(|figure| figure.form.as_ref());
    let named = named.collect::<Vec<_>>();
    let has = |round: &Round, code: &str| round.forms.iter().any(|own| own == code);
    // what is given for a year stands for its quarters
    let is_given = |code: &str| {
        let is_table = |form: &&Form| matches!(form.layout, Layout::CountyTable(_));
        let form = known.forms.iter().find(|form| form.code == code);
        let is_year = |round: &&Round| (round.period.from, round.period.to) == (1, 12);
        let mut years = known.rounds.iter().filter(is_year);
        form.as_ref().is_some_and(is_table) && years.any(|year| has(year, code))
    };
    let is_in = |round: &Round| {
        named.iter().all(|code| has(round, code) || is_given(code))
            && asked.iter().any(|own| has(round, &own.code))
    };
    // a form that no round of the text asks for is asked for by rounds that are added later
    let is_later = |code: &str| !known.rounds.iter().any(|round| has(round, code));
    let is_round = known.rounds.iter().any(is_in)
        || named.iter().any(|code| is_later(code))
        || asked.iter().any(|own| is_later(&own.code));
    (!is_round).then(|| "永远不会审核：没有一个批次同时要它用到的报表".into())
}

/// What a form would need to be asked.
fn nowhere(rule: &Rule, known: &Known<'_>, figures: &[&Figure]) -> String {
    let name = |code: &str| {
        let found = known.indicators.iter().find(|one| one.code == code);
        found.map_or(code.to_owned(), |one| one.name.clone())
    };
    let names = figures
        .iter()
        .filter_map(|figure| figure.indicator.as_deref());
    let mut names = names.map(name).collect::<Vec<_>>();
    names.dedup();
    let names = names.join("、");
    match rule.each.as_ref().or(rule.form.as_ref()) {
        Some(form) => format!(
            "永远不会审核：报表“{form}”没有它要的全部指标和列（{names}）。别的报表的指标写成 \
             [报表!指标.列]"
        ),
        None => format!(
            "永远不会审核：没有一张报表有它要的全部指标和列（{names}）。跨表的指标写成 \
             [报表!指标.列]"
        ),
    }
}

/// Whether a rule over all units has a county table to be about.
fn has_table(rule: &Rule, known: &Known<'_>) -> bool {
    let figures = rule.comparison.figures();
    let has_all = |table: &&Form| {
        figures.iter().all(|figure| {
            let codes = table.indicators();
            figure
                .indicator
                .as_deref()
                .is_none_or(|code| codes.contains(&code) || figure.form.is_some())
        })
    };
    let tables = known
        .forms
        .iter()
        .filter(|own| rule.form.as_ref().is_none_or(|form| *form == own.code))
        .filter(|own| matches!(own.layout, Layout::CountyTable(_)));
    tables.filter(has_all).count() > 0
}
