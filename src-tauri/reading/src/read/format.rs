//! What a number format makes of a figure: ECMA-376 part 1, 18.8.31, as Excel and WPS follow it.

use super::Display;
use xianbaohui_core::measure::MeasureUnit;

/// One section of a code: what stands for digits and the like, and what is literal.
#[derive(Default)]
struct Section {
    /// without literals, widths and conditions
    bare: String,
    /// what is shown before the first digit
    before: String,
    /// what is shown behind the last digit
    behind: String,
    /// a literal digit touches a digit of the figure: `0"0"`, `0",000"`
    adds_digits: bool,
    /// a point that is none stands between digits of the figure: `0"."0`
    moves_point: bool,
    /// another literal stands between digits of the figure: `0\\-0`
    breaks: bool,
}

/// Measure units that number formats show behind figures, each once.
#[derive(Debug, Default, Clone)]
pub(super) struct Units(Vec<Box<str>>);

impl Units {
    fn display(&mut self, unit: &str) -> Display {
        let at = self
            .0
            .iter()
            .position(|own| **own == *unit)
            .unwrap_or_else(|| {
                self.0.push(unit.into());
                self.0.len() - 1
            });
        u16::try_from(at).map_or(Display::Masked, Display::Unit)
    }

    pub(super) fn into_names(self) -> Vec<Box<str>> {
        self.0
    }
}

/// What a number format code does to a figure: `%` outside quotes multiplies, a comma after the
/// last digit place divides.
pub(super) fn display_of(code: &str, units: &mut Units) -> Display {
    let sections = sections(&code.replace("G/通用格式", "0").replace("General", "0"));
    let Some(positive) = sections.first() else {
        return Display::Plain;
    };
    let masks = !shows(positive) && (sections.len() > 1 || !code.trim().is_empty());
    // where sections have conditions of their own, any of the first three may be a figure's
    let is_conditional = ["[<", "[>", "[="].iter().any(|mark| code.contains(mark));
    let others = || sections.iter().take(3).skip(1).filter(|_| is_conditional);
    if masks
        || positive.changes_figure()
        || shows_as_negative(positive)
        || others().any(|section| !shows(section) || section.changes_figure())
    {
        return Display::Masked;
    }
    let negative = sections.get(1).filter(|negative| shows(negative));
    let scaled = divides(positive)
        || positive.moves_point
        || others().any(|section| divides(section) || section.moves_point);
    let unsigned = negative.is_some_and(|negative| {
        !negative.bare.contains(['-', '(', '（', '−']) && !code_has_minus(code)
    });
    let percents = |section: &Section| section.bare.matches('%').count();
    // which of two sections a figure falls in is its condition's to say
    if percents(positive) > 1
        || negative.is_some_and(|negative| percents(negative) != percents(positive))
        || (percents(positive) == 1 && (scaled || unsigned))
    {
        return Display::Masked;
    }
    if percents(positive) == 1 {
        return Display::Percent;
    }
    if scaled {
        return Display::Scaled;
    }
    if unsigned {
        return Display::Unsigned;
    }
    if sections
        .get(2)
        .is_some_and(|zero| zero.bare.trim().is_empty() && zero.behind.trim().is_empty())
    {
        return Display::NoZero;
    }
    let behind = positive.behind.trim();
    // 万美元 is no unit that can be converted, but none to be passed over either
    let is_unit = MeasureUnit::parse(behind).is_some()
        || behind.trim_end_matches([')', '）']).ends_with('元');
    if is_unit {
        units.display(behind)
    } else {
        Display::Plain
    }
}

impl Section {
    /// More is shown than the figure: digits of its own, signs between its digits, 约 or 余 beside
    /// them.
    fn changes_figure(&self) -> bool {
        let is_bound = |words: &str, all: &[&str]| all.iter().any(|word| words.trim() == *word);
        let more = self.behind.contains(['～', '~'])
            || is_bound(
                &self.behind,
                &["余", "多", "+", "以上", "以下", "左右", "以内"],
            );
        self.adds_digits
            || self.breaks
            || more
            || is_bound(
                &self.before,
                &["约", "近", "≈", "≥", "≤", ">", "<", "超过", "不少于"],
            )
    }
}

fn shows(section: &Section) -> bool {
    section
        .bare
        .contains(|c: char| is_digit_place(c) || c == '@' || c.is_alphabetic())
}

fn is_point(literal: &str) -> bool {
    matches!(literal, "." | "．" | "。")
}

fn is_digit_place(c: char) -> bool {
    matches!(c, '0' | '#' | '?')
}

/// A comma after the last digit place: a thousand of it shows as one.
fn divides(section: &Section) -> bool {
    section
        .bare
        .trim_end_matches(|c: char| !is_digit_place(c) && c != ',')
        .ends_with(',')
}

/// A minus, or what says as much, directly before the digits of positive figures.
fn shows_as_negative(section: &Section) -> bool {
    let before = section.before.trim_end_matches([' ', '¥', '￥', '$']);
    section.bare.contains(is_digit_place)
        && before.ends_with([
            '-', '−', '－', '–', '—', '(', '（', '▲', '△', '▼', '▽', '↓', '负', '降', '减',
        ])
}

/// Whether the second section has a minus or bracket among its literals: `0;\\-0`, `0;"-"0`.
fn code_has_minus(code: &str) -> bool {
    code.split(';').nth(1).is_some_and(|negative| {
        negative.contains([
            '-', '(', '（', '负', '−', '－', '▲', '△', '▼', '▽', '↓', '降', '减',
        ])
    })
}

fn sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut characters = code.chars().peekable();
    // the last literal, while nothing else has followed it
    let mut literal = String::new();
    while let Some(c) = characters.next() {
        let Some(section) = sections.last_mut() else {
            return Vec::new();
        };
        let piece: String = match c {
            ';' => {
                sections.push(Section::default());
                literal.clear();
                continue;
            }
            '"' => characters.by_ref().take_while(|c| *c != '"').collect(),
            // Chinese Excel escapes with !
            '\\' | '!' => characters.next().into_iter().collect(),
            '_' | '*' => {
                characters.next();
                continue;
            }
            '[' => {
                characters.by_ref().find(|c| *c == ']');
                continue;
            }
            _ => {
                if is_digit_place(c) {
                    section.adds_digits |= literal
                        .trim_end_matches([' ', ',', '.', '，'])
                        .ends_with(|c: char| c.is_ascii_digit());
                    section.moves_point |=
                        section.bare.ends_with(is_digit_place) && is_point(&literal);
                    section.breaks |= section.bare.ends_with(is_digit_place)
                        && !literal.trim_matches([' ', ',', '，', '\'']).is_empty()
                        && !is_point(&literal);
                    if !section.bare.contains(is_digit_place) {
                        section.before = std::mem::take(&mut section.behind);
                    }
                    section.behind.clear();
                } else if !matches!(c, '%' | '.' | ',') {
                    section.behind.push(c);
                }
                literal.clear();
                section.bare.push(c);
                continue;
            }
        };
        literal.push_str(&piece);
        section.behind.push_str(&piece);
        let starts = literal
            .trim_start_matches([' ', ',', '.', '，'])
            .starts_with(|c: char| c.is_ascii_digit());
        section.adds_digits |= section.bare.ends_with(is_digit_place) && starts;
    }
    sections
}
