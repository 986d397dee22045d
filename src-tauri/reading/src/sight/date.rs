//! Dates and times: `yyyy"年"m"月"d"日"`, `[h]:mm`, `ss.00`.

use super::locale::{Language, Locale, System};
use super::mark::Mark;
use super::moment::{DateSystem, Moment};
use super::names;
use super::numerals::Numerals;
use super::out::Shown;
use super::piece::{Code, Half, Piece, Place, Unit};
use super::unsure::Unsure;

/// A section with parts of dates.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    items: Vec<Item>,
    /// decimals of seconds that are shown
    digits: u32,
    has_half: bool,
    /// without any part of the time
    is_day: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    Mark(Mark),
    Code(Code),
}

/// What stands where there is no such date.
const OVERFLOW: &str = "########";

impl Dated {
    pub(super) fn new(pieces: &[Piece]) -> (Self, Option<Unsure>) {
        let mut items = Vec::new();
        let mut doubt = None;
        let mut pieces = pieces.iter().peekable();
        while let Some(piece) = pieces.next() {
            let mut zeros = 0;
            if *piece == Piece::Point {
                while pieces.next_if_eq(&&Piece::Place(Place::Zero)).is_some() {
                    zeros += 1;
                }
            }
            if zeros > 0 {
                // Excel refuses more than thousandths
                if zeros > 3 {
                    doubt = Some(Unsure::FormatUnknown);
                }
                items.push(Item::Code(Code::Fraction(zeros)));
            } else if let Piece::Code(code) = piece {
                items.push(Item::Code(*code));
            } else {
                if matches!(piece, Piece::Percent) {
                    doubt = Some(Unsure::FormatUnknown);
                }
                match Mark::of(piece.clone()) {
                    Some(mark) => items.push(Item::Mark(mark)),
                    None => doubt = Some(Unsure::FormatUnknown),
                }
            }
        }
        doubt = doubt.or(minutes(&mut items));
        (Self::of(items), doubt)
    }

    /// The date or time of the control panel, as it is set where nobody has changed it.
    pub(super) fn of_system(system: System, locale: Locale) -> Self {
        let word = |text: &str| Item::Mark(Mark::Word(text.into()));
        let time = [
            Item::Code(Code::Hour(1)),
            word(":"),
            Item::Code(Code::Minute(2)),
            word(":"),
            Item::Code(Code::Second(2)),
        ];
        let items = match (system, locale) {
            (System::LongDate, Locale::ZhCn) => vec![
                Item::Code(Code::Year(4)),
                word("年"),
                Item::Code(Code::Month(1)),
                word("月"),
                Item::Code(Code::Day(1)),
                word("日"),
            ],
            (System::LongDate, Locale::EnUs) => vec![
                Item::Code(Code::Day(4)),
                word(", "),
                Item::Code(Code::Month(4)),
                word(" "),
                Item::Code(Code::Day(1)),
                word(", "),
                Item::Code(Code::Year(4)),
            ],
            (System::Time, Locale::ZhCn) => time.to_vec(),
            (System::Time, Locale::EnUs) => {
                let half = [word(" "), Item::Code(Code::Half(Half::Long))];
                time.into_iter().chain(half).collect()
            }
        };
        Self::of(items)
    }

    fn of(items: Vec<Item>) -> Self {
        let codes = || {
            items.iter().filter_map(|item| match item {
                Item::Code(code) => Some(*code),
                Item::Mark(_) => None,
            })
        };
        let digits = codes().filter_map(|code| match code {
            Code::Fraction(digits) => Some(digits as u32),
            _ => None,
        });
        let is_time = |code: Code| {
            matches!(
                code,
                Code::Hour(_)
                    | Code::Minute(_)
                    | Code::Second(_)
                    | Code::Fraction(_)
                    | Code::All(..)
                    | Code::Half(_)
            )
        };
        Self {
            digits: digits.max().unwrap_or(0),
            has_half: codes().any(|code| matches!(code, Code::Half(_))),
            is_day: !codes().any(is_time),
            items,
        }
    }

    /// The moment, and why it is in doubt.
    pub(super) fn write(
        &self,
        serial: f64,
        system: DateSystem,
        language: Option<Language>,
        locale: Locale,
        numerals: Option<Numerals>,
        out: &mut Shown,
    ) {
        let Some(moment) = Moment::of(serial, system, self.digits, self.is_day) else {
            OVERFLOW.clone_into(&mut out.text);
            out.doubt(Some(Unsure::Overflow));
            return;
        };
        let writer = Writer {
            dated: self,
            moment,
            language,
            locale,
            numerals,
        };
        for item in &self.items {
            match item {
                Item::Mark(mark) => out.mark(mark),
                Item::Code(code) => writer.code(*code, out),
            }
        }
        if moment.is_negative {
            out.negate();
        }
    }
}

/// `m` and `mm` directly behind hours or directly before seconds are minutes.
fn minutes(items: &mut [Item]) -> Option<Unsure> {
    let codes: Vec<(usize, Code)> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| match item {
            // h AM/PM mm: minutes
            Item::Mark(_) | Item::Code(Code::Half(_)) => None,
            Item::Code(code) => Some((at, *code)),
        })
        .collect();
    let mut doubt = None;
    for (which, (at, code)) in codes.iter().enumerate() {
        let Code::Month(letters @ 1..=2) = *code else {
            continue;
        };
        let before = which.checked_sub(1).and_then(|which| codes.get(which));
        let behind = codes.get(which + 1);
        let is_hour = before
            .is_some_and(|(_, code)| matches!(code, Code::Hour(_) | Code::All(Unit::Hours, _)));
        let is_second = behind
            .is_some_and(|(_, code)| matches!(code, Code::Second(_) | Code::All(Unit::Seconds, _)));
        if is_hour || is_second {
            if let Some(item) = items.get_mut(*at) {
                *item = Item::Code(Code::Minute(letters));
            }
        } else if before.is_some_and(|(_, code)| matches!(code, Code::Second(_)))
            && !codes
                .iter()
                .any(|(_, code)| matches!(code, Code::Minute(_)))
        {
            // s:m: programs differ
            doubt = Some(Unsure::FormatUnknown);
        }
    }
    doubt
}

struct Writer<'a> {
    dated: &'a Dated,
    moment: Moment,
    /// of the tag
    language: Option<Language>,
    locale: Locale,
    numerals: Option<Numerals>,
}

impl Writer<'_> {
    fn code(&self, code: Code, out: &mut Shown) {
        let moment = &self.moment;
        let hour = moment.seconds / 3600;
        let is_afternoon = hour >= 12;
        // English without a tag, in Chinese Excel too
        let language = self.language.unwrap_or(Language::En);
        match code {
            Code::Year(1..=2) => self.digits(&format!("{:02}", moment.year % 100), out),
            Code::Year(_) => self.digits(&format!("{:04}", moment.year), out),
            Code::Month(letters @ 1..=2) => self.counted(moment.month.into(), letters, out),
            Code::Month(letters) => name(names::month(language, moment.month, letters), out),
            Code::Day(letters @ 1..=2) => self.counted(moment.day.into(), letters, out),
            Code::Day(letters) => {
                name(names::weekday(language, moment.weekday, letters > 3), out);
            }
            Code::Weekday(letters) => {
                let language = self.language.unwrap_or(self.locale.language());
                let day = moment.weekday;
                name(names::east_asian_weekday(language, day, letters > 3), out);
            }
            Code::Hour(letters) => {
                let hour = match (self.dated.has_half, hour % 12) {
                    (false, _) => hour,
                    (true, 0) => 12,
                    (true, hour) => hour,
                };
                self.counted(hour, letters, out);
            }
            Code::Minute(letters) => self.counted(moment.seconds / 60 % 60, letters, out),
            Code::Second(letters) => self.counted(moment.seconds % 60, letters, out),
            Code::Fraction(digits) => {
                let all = format!(
                    "{:0>1$}",
                    moment.fraction,
                    self.dated.digits.min(3) as usize
                );
                out.text.push('.');
                let shown: String = all.chars().chain("000".chars()).take(digits).collect();
                self.digits(&shown, out);
            }
            Code::All(unit, letters) => {
                let seconds = moment.all_seconds;
                let count = match unit {
                    Unit::Hours => seconds / 3600,
                    Unit::Minutes => seconds / 60,
                    Unit::Seconds => seconds,
                };
                self.digits(&format!("{count:0>letters$}"), out);
            }
            Code::Half(half) => match half {
                Half::Long => name(names::half_of_day(language, is_afternoon), out),
                Half::Short(morning, afternoon) => {
                    out.text
                        .push(if is_afternoon { afternoon } else { morning });
                }
                Half::Chinese => {
                    out.text
                        .push_str(if is_afternoon { "下午" } else { "上午" });
                }
            },
            Code::Era | Code::EraName(_) | Code::Buddhist(_) => self.era(code, out),
        }
    }

    fn digits(&self, digits: &str, out: &mut Shown) {
        match &self.numerals {
            Some(numerals) => out.text.push_str(&numerals.one_by_one(digits)),
            None => out.text.push_str(digits),
        }
    }

    /// A month, a day, an hour: with two letters, two digits.
    fn counted(&self, number: u64, letters: usize, out: &mut Shown) {
        let width = letters.min(2);
        let digits = format!("{number:0>width$}");
        match &self.numerals {
            Some(numerals) => out.text.push_str(&numerals.of_date(&digits)),
            None => out.text.push_str(&digits),
        }
    }

    /// Years of an era: the Republic of China and Japan count their own, elsewhere it is the year.
    fn era(&self, code: Code, out: &mut Shown) {
        let year = self.moment.year;
        match code {
            Code::Buddhist(letters) => {
                let year = year + 543;
                let digits = if letters > 2 {
                    format!("{year:04}")
                } else {
                    format!("{:02}", year % 100)
                };
                return self.digits(&digits, out);
            }
            Code::EraName(_) if self.language.is_none_or(|own| own == Language::En) => return,
            _ => {}
        }
        let era = match self.language {
            Some(Language::ZhTw) if year > 1911 => Some(("民國", year - 1911)),
            Some(Language::Ja) => japanese(&self.moment),
            _ => None,
        };
        if era.is_some() || matches!(code, Code::EraName(_)) {
            out.doubt(Some(Unsure::Calendar));
        }
        let (name, year) = era.unwrap_or(("", year));
        match code {
            Code::EraName(_) => out.text.push_str(name),
            _ => self.digits(&year.to_string(), out),
        }
    }
}

fn name((name, doubt): (String, Option<Unsure>), out: &mut Shown) {
    out.text.push_str(&name);
    out.doubt(doubt);
}

fn japanese(moment: &Moment) -> Option<(&'static str, u32)> {
    let eras = [
        ((2019, 5, 1), "令和"),
        ((1989, 1, 8), "平成"),
        ((1926, 12, 25), "昭和"),
        ((1912, 7, 30), "大正"),
        ((1868, 1, 25), "明治"),
    ];
    let own = (moment.year, moment.month, moment.day);
    let (from, name) = eras.into_iter().find(|(from, _)| own >= *from)?;
    Some((name, moment.year - from.0 + 1))
}
