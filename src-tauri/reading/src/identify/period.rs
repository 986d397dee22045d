//! Which period a sheet reports: its identity, its title, the lines around it; and whether that is
//! the round's.

use super::embedded::Identity;
use super::{Context, Identified};
use crate::read::Grid;
use xianbaohui_core::evidence::{Doubt, Evidence, Of, Source};
use xianbaohui_core::period::Period;
use xianbaohui_core::text;

/// Lines that carry the day of filling in, not the period reported.
const DAY_LINES: [&str; 8] = [
    "填报日期",
    "填表日期",
    "报出日期",
    "填报时间",
    "填表时间",
    "上报时间",
    "上报日期",
    "制表日期",
];

pub(super) fn of_round(context: &Context<'_>) -> Option<Period> {
    context.round.map(|round| round.period)
}

/// The first period named above row 12, for filling in `{year}` of headers before the title is
/// known.
pub(super) fn first_in(grid: &Grid) -> Option<Period> {
    named_above(grid, 12)
        .into_iter()
        .next()
        .map(|(period, _, _)| period)
}

/// Periods named in the rows above, with the words and the cell; lines with the day of filling in
/// left out.
fn named_above(grid: &Grid, before: u32) -> Vec<(Period, String, (u32, u32))> {
    let mut found = Vec::new();
    for row in grid.filled_rows().take_while(|row| *row < before) {
        for cell in grid.row(row) {
            let Some(line) = cell.as_text() else { continue };
            let compact = text::compact(line);
            let line = DAY_LINES
                .iter()
                .find_map(|day| compact.split_once(day).map(|(before, _)| before.to_owned()))
                .unwrap_or(compact);
            found.extend(
                Period::all_in(&line)
                    .into_iter()
                    .map(|(period, words)| (period, words, (cell.row, cell.column))),
            );
        }
    }
    found
}

/// Decides the period, or says why it is not certain.
pub(super) fn decide(
    identified: &mut Identified,
    grid: &Grid,
    context: &Context<'_>,
    embedded: &Identity,
) {
    let named = named_above(grid, identified.frame().top);
    let title = identified.bound.title.as_ref().map(|title| title.cell);
    // the title says it best; then the other lines
    let in_title = named
        .iter()
        .filter(|(_, _, cell)| Some(*cell) == title)
        .collect::<Vec<_>>();
    let lines = if in_title.is_empty() {
        named.iter().collect()
    } else {
        in_title
    };
    let mut said: Vec<Period> = Vec::new();
    if let Some(period) = embedded.period {
        identified.evidence.push(Evidence::new(
            Of::Period,
            Source::Embedded,
            period.to_string(),
            1.0,
        ));
        said.push(period);
    }
    for (period, words, cell) in lines {
        identified.evidence.push(Evidence::new(
            Of::Period,
            Source::Cell(cell.0, cell.1),
            words.clone(),
            0.8,
        ));
        if !said.contains(period) {
            said.push(*period);
        }
    }
    let Some(round) = context.round else {
        match said.as_slice() {
            [] => identified.doubts.push(Doubt {
                of: Of::Period,
                message:
                    "表上没有写报告期（例如“2021年一季度”）。请在标题里写明，或导入到某个报送批次。"
                        .into(),
            }),
            [only] => identified.period = Some(*only),
            [first, others @ ..] => {
                let others = others
                    .iter()
                    .map(|period| period.months_name())
                    .collect::<Vec<_>>()
                    .join("、");
                if embedded.period == Some(*first) {
                    identified.period = Some(*first);
                } else {
                    identified.doubts.push(Doubt {
                        of: Of::Period,
                        message: format!(
                            "表上写了不同的报告期：{}、{others}。请核对标题。",
                            first.months_name()
                        ),
                    });
                }
            }
        }
        return;
    };
    if said.is_empty() {
        identified.evidence.push(Evidence::new(
            Of::Period,
            Source::Round,
            round.name.clone(),
            0.5,
        ));
        identified.period = Some(round.period);
    } else if said.iter().all(|period| round.is_for(*period)) {
        identified.period = Some(round.period);
    } else if context.insisted.period {
        identified.evidence.push(Evidence::new(
            Of::Period,
            Source::Said,
            round.name.clone(),
            1.0,
        ));
        identified.period = Some(round.period);
    } else {
        let wrong = said
            .iter()
            .filter(|period| !round.is_for(**period))
            .map(|period| period.months_name())
            .collect::<Vec<_>>()
            .join("、");
        identified.doubts.push(Doubt {
            of: Of::Period,
            message: format!(
                "表上写的报告期是{wrong}，本批次是{}。请核对是不是发错了表，或标题忘了改。",
                round.name
            ),
        });
    }
}
