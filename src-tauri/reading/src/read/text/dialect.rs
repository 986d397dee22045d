//! How a table of delimited lines is written: what divides its fields, and which sign divides a
//! figure from its decimals.

use super::lines::Comma;

/// What divides the fields, and where the table begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Dialect {
    pub(super) mark: char,
    /// the first line says `sep=;` and is none of the table's
    pub(super) is_said: bool,
    /// how many marks a line has, most often
    pub(super) marks: usize,
}

/// Lines that are looked at.
const MOST_LINES: usize = 200;

/// The lines of a text, whichever way they end.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r'])
}

/// The dialect that makes a table of the text: the mark stands in half of its lines, and in two of
/// them where there are more than a few. The first line may say it: `sep=;`, as Excel reads it.
pub(in crate::read) fn dialect(text: &str) -> Option<Dialect> {
    let said = lines(text).next().and_then(said);
    let lines = lines(text)
        .skip(usize::from(said.is_some()))
        .filter(|line| !line.trim().is_empty())
        .take(MOST_LINES)
        .collect::<Vec<_>>();
    if let Some(mark) = said {
        return lines
            .iter()
            .any(|line| line.contains(mark))
            .then(|| Dialect {
                mark,
                is_said: true,
                marks: usual(&lines, mark),
            });
    }
    let least = if lines.len() > 4 { 2 } else { 1 };
    ['\t', ',', ';', '|']
        .into_iter()
        .map(|mark| {
            let with = lines.iter().filter(|line| line.contains(mark)).count();
            let all = lines.iter().map(|line| line.matches(mark).count()).sum();
            (with, all, mark)
        })
        .filter(|(with, _, _): &(usize, usize, char)| *with >= least && with * 2 >= lines.len())
        .max_by_key(|(with, all, _)| (*with, *all))
        .map(|(_, _, mark)| Dialect {
            mark,
            is_said: false,
            marks: usual(&lines, mark),
        })
}

fn said(line: &str) -> Option<char> {
    let line = line.trim_matches(['"', ' ', '\u{feff}']);
    let (word, mark) = line.split_at_checked(4)?;
    let mut marks = mark.chars();
    let mark = marks.next().filter(|mark| !mark.is_alphanumeric())?;
    (word.eq_ignore_ascii_case("sep=") && marks.next().is_none()).then_some(mark)
}

/// How many marks the lines have that have any: the number in the middle.
fn usual(lines: &[&str], mark: char) -> usize {
    let mut counts = lines
        .iter()
        .map(|line| line.matches(mark).count())
        .filter(|count| *count > 0)
        .collect::<Vec<_>>();
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied().unwrap_or(1)
}

/// What a comma between digits is, in a table whose fields are divided by something else that
/// countries with a decimal comma use: as the figures show that leave no choice.
pub(super) fn comma<'a>(mark: char, fields: impl Iterator<Item = &'a str>) -> Comma {
    if mark != ';' {
        return Comma::Thousands;
    }
    let (mut decimal, mut thousands, mut any) = (false, false, false);
    for field in fields {
        let figure = field.trim_start_matches(['+', '-']).trim_end_matches('%');
        let is_figure = figure.starts_with(|c: char| c.is_ascii_digit())
            && figure
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b',' || b == b'.');
        if !is_figure {
            continue;
        }
        any |= figure.contains(',');
        let last = |sign: char| figure.rfind(sign).map(|at| (at, figure.len() - at - 1));
        let times = |sign: char| figure.matches(sign).count();
        match (last(','), last('.')) {
            (Some((comma, _)), Some((point, _))) if comma > point => decimal = true,
            (Some(_), Some(_)) => thousands = true,
            (Some(_), None) if times(',') > 1 => thousands = true,
            (None, Some(_)) if times('.') > 1 => decimal = true,
            (Some((_, behind)), None) => decimal |= behind != 3,
            (None, Some((_, behind))) => thousands |= behind != 3,
            (None, None) => {}
        }
    }
    match (decimal, thousands) {
        (true, false) => Comma::Decimal,
        (false, true) => Comma::Thousands,
        _ if any => Comma::Undecided,
        _ => Comma::Thousands,
    }
}
