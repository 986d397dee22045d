//! A code in pieces: ECMA-376 part 1, 18.8.31, and what Excel and WPS write besides.

use super::condition::Condition;
use super::locale::{Locale, Tag};
use super::piece::{Code, Half, Piece, Place, Unit};
use super::unsure::Unsure;

/// A section before it is known what it shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Raw {
    pub(super) pieces: Vec<Piece>,
    pub(super) condition: Option<Condition>,
    pub(super) tag: Tag,
    /// `[DBNum1]` to `[DBNum4]`
    pub(super) dbnum: Option<u8>,
    /// `[Red]`: what stands in the brackets, in small letters
    pub(super) ink: Option<String>,
    /// anything in brackets
    pub(super) has_brackets: bool,
    pub(super) doubt: Option<Unsure>,
}

/// The sections of a code.
pub(super) fn sections(code: &str, locale: Locale) -> Vec<Raw> {
    let characters: Vec<char> = code.chars().collect();
    let mut lexer = Lexer {
        characters: &characters,
        at: 0,
        locale,
        section: Raw::default(),
    };
    let mut all = Vec::new();
    while let Some(c) = lexer.next() {
        if c == ';' {
            all.push(std::mem::take(&mut lexer.section));
        } else {
            lexer.take(c);
        }
    }
    all.push(lexer.section);
    all
}

struct Lexer<'a> {
    characters: &'a [char],
    at: usize,
    locale: Locale,
    section: Raw,
}

impl Lexer<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.characters.get(self.at).copied();
        self.at += usize::from(c.is_some());
        c
    }

    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn push(&mut self, piece: Piece) {
        self.section.pieces.push(piece);
    }

    fn doubt(&mut self, why: Unsure) {
        self.section.doubt.get_or_insert(why);
    }

    fn word(&mut self, c: char) {
        if let Some(Piece::Word(word)) = self.section.pieces.last_mut() {
            word.push(c);
        } else {
            self.push(Piece::Word(c.into()));
        }
    }

    /// A character that is shown, after `\` and the like.
    fn escaped(&mut self) -> Option<char> {
        let c = self.next();
        if c.is_none() {
            self.doubt(Unsure::FormatUnknown);
        }
        c
    }

    fn take(&mut self, c: char) {
        match c {
            '"' => self.quoted(),
            '!' if self.locale == Locale::ZhCn && self.peek().is_some_and(|c| c != ';') => {
                if let Some(c) = self.next() {
                    self.word(c);
                }
            }
            '\\' => {
                if let Some(c) = self.escaped() {
                    self.word(c);
                }
            }
            '_' => {
                self.escaped();
                self.push(Piece::Blank);
            }
            '*' => {
                if let Some(c) = self.escaped() {
                    self.push(Piece::Fill(c));
                }
            }
            '[' => self.bracket(),
            '0' => self.push(Piece::Place(Place::Zero)),
            '#' => self.push(Piece::Place(Place::None)),
            '?' => self.push(Piece::Place(Place::Space)),
            '1'..='9' => self.push(Piece::Figure(c)),
            '.' => self.push(Piece::Point),
            ',' => self.push(Piece::Comma),
            '%' => self.push(Piece::Percent),
            '/' => self.push(Piece::Slash),
            '@' => self.push(Piece::Text),
            _ if self.is_next("上午/下午") => {
                self.at += 4;
                self.push(Piece::Code(Code::Half(Half::Chinese)));
            }
            _ if c.is_ascii_alphabetic() => self.letter(c),
            _ => self.word(c),
        }
    }

    fn quoted(&mut self) {
        // "" shows nothing, and parts what stands on both sides
        if self.peek() == Some('"') {
            self.push(Piece::Word(String::new()));
        }
        loop {
            match self.next() {
                Some('"') => return,
                Some(c) => self.word(c),
                None => return self.doubt(Unsure::FormatUnknown),
            }
        }
    }

    /// Whether `word` stands from the character taken last, in any case.
    fn is_next(&self, word: &str) -> bool {
        let from = self.characters.get(self.at - 1..).unwrap_or_default();
        let mut own = from.iter();
        word.chars()
            .all(|c| own.next().is_some_and(|own| own.eq_ignore_ascii_case(&c)))
    }

    /// How often the letter taken last is repeated.
    fn run(&mut self, c: char) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|own| own.eq_ignore_ascii_case(&c)) {
            self.at += 1;
        }
        self.at - start + 1
    }

    fn letter(&mut self, c: char) {
        for general in ["General", "G/通用格式"] {
            if self.is_next(general) {
                self.at += general.chars().count() - 1;
                return self.push(Piece::General);
            }
        }
        if self.is_next("AM/PM") {
            self.at += 4;
            return self.push(Piece::Code(Code::Half(Half::Long)));
        }
        if self.is_next("A/P") {
            let after = self.characters.get(self.at + 1).copied().unwrap_or('P');
            self.at += 2;
            return self.push(Piece::Code(Code::Half(Half::Short(c, after))));
        }
        let code = match c.to_ascii_lowercase() {
            'e' if self.is_exponent() => {
                let shows_plus = self.next() == Some('+');
                return self.push(Piece::Exponent { shows_plus });
            }
            'b' if matches!(self.peek(), Some('1' | '2')) => {
                // B1 is our calendar, B2 the Hijri one
                if self.next() == Some('2') {
                    self.doubt(Unsure::Calendar);
                }
                return;
            }
            'a' if self.is_next("aaa") => Code::Weekday(self.run(c)),
            'y' => Code::Year(self.run(c)),
            'm' => Code::Month(self.run(c)),
            'd' => Code::Day(self.run(c)),
            'h' => Code::Hour(self.run(c)),
            's' => Code::Second(self.run(c)),
            'b' => Code::Buddhist(self.run(c)),
            'g' => Code::EraName(self.run(c)),
            'e' => {
                self.run(c);
                Code::Era
            }
            _ => {
                // Excel shows letters without a meaning, and refuses this one
                if c.eq_ignore_ascii_case(&'n') {
                    self.doubt(Unsure::FormatUnknown);
                }
                return self.word(c);
            }
        };
        self.push(Piece::Code(code));
    }

    /// `E+` behind digits: otherwise it is a year.
    fn is_exponent(&self) -> bool {
        matches!(self.peek(), Some('+' | '-'))
            && self
                .section
                .pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Place(_)))
    }

    fn bracket(&mut self) {
        let start = self.at;
        let Some(length) = self
            .characters
            .get(start..)
            .unwrap_or_default()
            .iter()
            .position(|c| *c == ']')
        else {
            return self.doubt(Unsure::FormatUnknown);
        };
        let inside: String = self
            .characters
            .get(start..start + length)
            .unwrap_or_default()
            .iter()
            .collect();
        self.at = start + length + 1;
        self.section.has_brackets = true;
        if let Some(money) = inside.strip_prefix('$') {
            return self.money(money);
        }
        let small = inside.trim().to_lowercase();
        if let Some(code) = elapsed(&small) {
            return self.push(Piece::Code(code));
        }
        if let Some(number) = small.strip_prefix("dbnum") {
            match number.parse() {
                Ok(number @ 1..=4) => self.section.dbnum = Some(number),
                _ => self.doubt(Unsure::FormatUnknown),
            }
        } else if let Some(condition) = Condition::parse(&small) {
            if self.section.condition.replace(condition).is_some() {
                self.doubt(Unsure::FormatUnknown);
            }
        } else if is_colour(&small) {
            self.section.ink = Some(small);
        } else {
            self.doubt(Unsure::FormatUnknown);
        }
    }

    /// `[$¥-804]`: a sign, and after the last `-` a language.
    fn money(&mut self, inside: &str) {
        let (sign, tag) = inside.split_once('-').unwrap_or((inside, ""));
        for c in sign.chars() {
            self.word(c);
        }
        let tag = Tag::parse(tag);
        if let Some(why) = tag.doubt {
            self.doubt(why);
        }
        let own = &mut self.section.tag;
        own.language = tag.language.or(own.language);
        own.system = tag.system.or(own.system);
    }
}

fn elapsed(inside: &str) -> Option<Code> {
    let first = inside.chars().next()?;
    let unit = match first {
        'h' => Unit::Hours,
        'm' => Unit::Minutes,
        's' => Unit::Seconds,
        _ => return None,
    };
    inside
        .chars()
        .all(|c| c == first)
        .then_some(Code::All(unit, inside.len()))
}

/// `[Red]`, `[红色]`, `[Color 12]`, `[颜色12]`.
fn is_colour(small: &str) -> bool {
    let names = [
        "black",
        "blue",
        "cyan",
        "green",
        "magenta",
        "red",
        "white",
        "yellow",
        "黑色",
        "蓝色",
        "青色",
        "蓝绿色",
        "绿色",
        "洋红",
        "洋红色",
        "红色",
        "白色",
        "黄色",
    ];
    let number = ["color", "颜色"]
        .iter()
        .find_map(|word| small.strip_prefix(word));
    names.contains(&small)
        || number.is_some_and(|number| number.trim().parse::<u8>().is_ok_and(|number| number <= 64))
}
