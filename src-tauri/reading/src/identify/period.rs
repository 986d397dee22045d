//! Which period a sheet reports: its identity, its title, every line around it that names one; and
//! whether that is the round's. All that name one must name the same.

use super::disputed;
use super::embedded::Identity;
use super::{Context, Identified};
use crate::read::{Cell, Content, Grid};
use xianbaohui_core::evidence::{Doubt, Evidence, Of, Source};
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Round;
use xianbaohui_core::text;
use xianbaohui_core::words::mention::{self, Mention, Year};

/// Lines that carry the day of filling in, not the period reported.
const DAY_LINES: [&str; 13] = [
    "报送日期",
    "报送时间",
    "报出时间",
    "提交日期",
    "签发日期",
    "填报日期",
    "填表日期",
    "报出日期",
    "填报时间",
    "填表时间",
    "上报时间",
    "上报日期",
    "制表日期",
];

/// Words before a day on which a sheet was filled in, wherever it says so.
const DATED: [&str; 6] = ["日期", "时间", "填报人", "填表人", "负责人", "联系人"];

/// Lines that speak of the form itself: when it was issued, and by which document.
const OF_FORM: [&str; 9] = [
    "文号",
    "有效期",
    "印发",
    "制定",
    "批准",
    "备案",
    "表号",
    "国统",
    "统字",
];

/// What stands before a period that is the sheet's, wherever it stands; as keys have it.
const SAYS: [&str; 12] = [
    "报告期",
    "所属期",
    "统计期",
    "数据期",
    "截-",
    "截止",
    "本表",
    "表内",
    "表中",
    "以上",
    "上述",
    "填报期",
];

pub(super) fn of_round(context: &Context<'_>) -> Option<Period> {
    context.round.map(|round| round.period)
}

/// The first period named above row 12, for filling in `{year}` of headers before the title is
/// known.
pub(super) fn first_in(grid: &Grid) -> Option<Period> {
    let said = above(grid, 12, None);
    let mut named = said.iter().filter_map(|one| full(&one.mention));
    named.next()
}

/// A period that a cell names.
struct Named {
    mention: Mention,
    cell: (u32, u32),
}

/// Months of a year, where both are said in figures.
fn full(mention: &Mention) -> Option<Period> {
    let Some(Year::Of(year)) = mention.year else {
        return None;
    };
    if mention.is_day {
        return None;
    }
    mention.period(year)
}

/// Periods named above a row. A day that stands there by itself is the day of filling in.
fn above(grid: &Grid, before: u32, title: Option<(u32, u32)>) -> Vec<Named> {
    let rows = grid.filled_rows().take_while(|row| *row < before);
    let cells = rows.flat_map(|row| grid.row(row));
    let cells = cells.flat_map(|cell| in_cell(grid, cell, Some((cell.row, cell.column)) == title));
    let boxes = grid.beside.words().filter(|(at, _)| at.0 < before);
    let boxes = boxes.flat_map(|(at, words)| {
        let lines = words.lines();
        lines.flat_map(move |line| in_line(line, at, false))
    });
    cells.chain(boxes).collect()
}

fn in_cell(grid: &Grid, cell: &Cell, is_title: bool) -> Vec<Named> {
    let line = grid.says(cell).unwrap_or_default();
    in_line(&line, (cell.row, cell.column), is_title)
}

fn in_line(line: &str, cell: (u32, u32), is_title: bool) -> Vec<Named> {
    let line = text::as_key(line);
    if !mention::may_name(&line) || OF_FORM.iter().any(|word| line.contains(word)) {
        return Vec::new();
    }
    // the first that stands behind the word for the day of filling in is that day
    let day = DAY_LINES.iter().find_map(|day| line.find(day));
    let is_said = SAYS.iter().any(|word| line.contains(word));
    let is_heard = |one: &Mention| {
        let relative = matches!(one.year, Some(Year::This | Year::Last));
        // 科〔2021〕3号 is the number of a document
        let is_document = line.get(one.at.1..).is_some_and(|rest| {
            rest.strip_prefix(')').is_some_and(|rest| {
                rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('号')
            })
        });
        // 4月10日前报送, 次年1月报 say when something is due
        let is_due = line.get(one.at.1..).is_some_and(|rest| {
            [
                "前报",
                "前上报",
                "前送",
                "前交",
                "前完成",
                "调整",
                "修订",
                "印发",
                "批准",
                "成立",
                "认定",
                "区划",
            ]
            .iter()
            .any(|word| rest.starts_with(word))
        });
        let is_later = ["次年", "下年", "翌年", "每年"]
            .iter()
            .any(|word| line[..one.at.0].ends_with(word));
        !is_document && !is_due && !is_later && !relative && (is_title || is_said || !one.is_day)
    };
    let found = day.map_or_else(
        || mention::all_in(&line),
        |at| {
            let mut found = mention::apart(&line);
            if let Some(filled) = found.iter().position(|one| one.at.0 > at) {
                found.remove(filled);
            }
            found
        },
    );
    let found = found.into_iter().filter(is_heard);
    found.map(|mention| Named { mention, cell }).collect()
}

/// Periods that the lines below a table say to be its own.
fn below(grid: &Grid, table: u32) -> Vec<Named> {
    // a row with figures is one of the table
    let is_figure = |cell: &Cell| matches!(cell.content, Content::Number(_));
    let rows = grid.filled_rows().filter(|row| *row > table);
    let lines = rows.map(|row| grid.row(row));
    let lines = lines.filter(|cells| !cells.iter().any(is_figure));
    let of_cell = |cell: &Cell| {
        let at = (cell.row, cell.column);
        let mut sentences = text::sentences(cell.as_text().unwrap_or_default());
        sentences.retain(|key| {
            let bare = key.trim_start_matches(|c| "注:.,()0123456789".contains(c));
            SAYS.iter().any(|word| bare.starts_with(word))
        });
        let own = sentences.into_iter();
        own.flat_map(move |own| in_line(&own, at, false))
    };
    lines.flatten().flat_map(of_cell).collect()
}

/// What a sheet says of its period, all places together.
struct All {
    /// in the order met, each once
    full: Vec<Period>,
    /// a year or months alone, or a day
    part: Vec<Mention>,
    /// the one period was made of parts
    is_joined: bool,
}

impl All {
    fn of(named: &[Named]) -> Self {
        let mut all = Self {
            full: Vec::new(),
            part: Vec::new(),
            is_joined: false,
        };
        for one in named {
            let is_whole_year = one.mention.months.is_none();
            match full(&one.mention).filter(|_| !is_whole_year) {
                Some(period) if all.full.contains(&period) => {}
                Some(period) => all.full.push(period),
                None => all.part.push(one.mention.clone()),
            }
        }
        all.join();
        all
    }

    /// A year that is said here and months that are said there are one period; a year alone is that
    /// year.
    fn join(&mut self) {
        if !self.full.is_empty() {
            return;
        }
        let mut years = Vec::new();
        let mut months = Vec::new();
        for one in self.part.iter().filter(|one| !one.is_day) {
            match (one.year, one.months) {
                (Some(Year::Of(year)), None) if !years.contains(&year) => years.push(year),
                (None, Some(own)) if !months.contains(&own) => months.push(own),
                _ => {}
            }
        }
        let joined = match (years.as_slice(), months.as_slice()) {
            ([year], [(from, to)]) => Period::months(*year, *from, *to),
            ([year], []) => Period::months(*year, 1, 12),
            _ => None,
        };
        self.is_joined = joined.is_some();
        self.full.extend(joined);
    }

    /// What is not the round's, in words.
    fn wrong(&self, round: &Round) -> Vec<String> {
        let full = self.full.iter().filter(|period| !round.is_for(**period));
        // what made one period is told as that, but for days
        let part = self.part.iter().filter(|one| !self.is_joined || one.is_day);
        let part = part.filter(|one| !round.agrees(one));
        let mut wrong = full.map(|period| period.months_name()).collect::<Vec<_>>();
        wrong.extend(part.map(|one| one.words.clone()));
        wrong.dedup();
        wrong
    }
}

/// Decides the period, or says why it is not certain.
pub(super) fn decide(
    identified: &mut Identified,
    grid: &Grid,
    context: &Context<'_>,
    embedded: &Identity,
) {
    let frame = identified.frame();
    let title = identified.bound.title.as_ref().map(|title| title.cell);
    let mut named = above(grid, frame.top, title);
    named.extend(below(grid, frame.bottom));
    let mut all = All::of(&named);
    let marked = embedded.period;
    if let Some(period) = embedded.period {
        identified.evidence.push(Evidence::new(
            Of::Period,
            Source::Embedded,
            period.to_string(),
            1.0,
        ));
        all.full.retain(|own| *own != period);
        all.full.insert(0, period);
    }
    for Named { mention, cell } in &named {
        let from = Source::Cell(cell.0, cell.1);
        let words = mention.words.clone();
        identified
            .evidence
            .push(Evidence::new(Of::Period, from, words, 0.8));
    }
    match context.round {
        Some(round) => of_this(identified, grid, (&all, marked), round, context),
        None => of_any(identified, &all.full, embedded),
    }
}

/// Without a round, the sheet itself must say one period.
fn of_any(identified: &mut Identified, said: &[Period], embedded: &Identity) {
    match said {
        [] => identified.doubts.push(Doubt::of(
            Of::Period,
            "表上没有写报告期（例如“2021年一季度”）。请在标题里写明，或导入到某个报送批次。",
        )),
        [only] => identified.period = Some(*only),
        [first, others @ ..] => {
            let told = disputed::several(*first, others, embedded.period == Some(*first));
            identified.doubts.push(Doubt::of(Of::Period, told));
        }
    }
}

fn of_this(
    identified: &mut Identified,
    grid: &Grid,
    (all, marked): (&All, Option<Period>),
    round: &Round,
    context: &Context<'_>,
) {
    let of_round = |weight| Evidence::new(Of::Period, Source::Round, round.name.clone(), weight);
    let hints = hints(grid, identified.frame().top, context.file, round);
    let is_named = !all.full.is_empty() || all.part.iter().any(|one| one.months.is_some());
    let mut wrong = all.wrong(round);
    if !is_named && wrong.is_empty() {
        // nothing else says for when it is
        wrong.extend(hints.iter().map(|(_, words)| words.clone()));
        wrong.dedup();
    }
    for (from, words) in hints {
        identified
            .evidence
            .push(Evidence::new(Of::Period, from, words, 0.2));
    }
    if wrong.is_empty() {
        if !is_named {
            identified.evidence.push(of_round(0.5));
        }
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
        let says = disputed::said(&wrong, marked);
        identified.doubts.push(Doubt::of(
            Of::Period,
            format!(
                "{says}，本批次是{}。请核对是不是发错了表，或标题忘了改。",
                round.name
            ),
        ));
    }
}

/// Weak signs that it is of another period: the names of sheet and file, a day of filling in before
/// the period has begun its last month.
fn hints(grid: &Grid, table: u32, file: &str, round: &Round) -> Vec<(Source, String)> {
    let mut found = Vec::new();
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let names = [
        (Source::SheetName(grid.name.clone()), grid.name.as_str()),
        (Source::FileName, stem),
    ];
    let margins = grid.beside.margins.iter();
    let margins = margins.map(|words| (Source::Page, &**words));
    for (from, words) in names.into_iter().chain(margins) {
        let named = mention::all_in(&text::as_key(&super::naming::apart(words))).into_iter();
        // a number in a name is often no more than a number, and a day is when it was sent; the end
        // of a month is none
        let is_sent = |one: &Mention| {
            one.is_day && !one.words.contains(['底', '末']) && !words.contains('截')
        };
        let other = named
            .filter(|one| !is_sent(one) && !round.agrees(one))
            .find(|one| {
                one.words.contains(['年', '季', '月', 'q'])
                    || one.months.is_some() && one.year.is_some()
                    || one.year.is_some() && matches!(from, Source::SheetName(_))
            });
        found.extend(other.map(|one| (from, one.words)));
    }
    // a day of filling in before the last month of the period, or long after it, is of another
    let around = grid
        .filled_rows()
        .filter(|row| *row < table || row + 12 > grid.rows);
    for cell in around.flat_map(|row| grid.row(row)) {
        let Some(key) = cell.as_text().map(text::as_key) else {
            continue;
        };
        // nearly every text names no day
        if !mention::may_name(&key) {
            continue;
        }
        let Some(at) = DATED.iter().find_map(|day| key.find(day)) else {
            continue;
        };
        let other = mention::all_in(&key[at..]).into_iter().find(|one| {
            let (Some(year), Some((month, _))) = (one.year, one.months) else {
                return false;
            };
            let (year, last) = (year.of(round.period.year), round.period.year);
            (year, month) < (last, round.period.to) || (year, month) > (last + 1, round.period.to)
        });
        found.extend(other.map(|one| (Source::Cell(cell.row, cell.column), one.words)));
    }
    found
}
