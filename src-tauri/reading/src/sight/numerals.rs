//! `[DBNum1]` to `[DBNum3]`: Chinese figures.
//!
//! `General` is read out (一百二十三), places of a number are written one by one (一二三), years of
//! a date one by one, months, days and times read out (十二).

use super::locale::Language;

/// The figures of one script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numerals {
    digits: [char; 10],
    /// ten, hundred, thousand
    tens: [char; 3],
    /// ten thousand, hundred million
    myriads: [char; 2],
}

const SMALL: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const WIDE: [char; 10] = ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'];

impl Numerals {
    /// `[DBNum1]` (一), `[DBNum2]` (壹) or `[DBNum3]` (１) in a language; none where it changes
    /// nothing.
    /// `Err`: a language whose figures are not held.
    pub(super) fn of(number: u8, language: Language) -> Result<Option<Self>, ()> {
        let (is_old, is_known) = match language {
            Language::Zh => (false, true),
            Language::ZhTw => (true, true),
            Language::Ja | Language::Ko => (false, false),
            _ => return Ok(None),
        };
        let myriads = if is_old {
            ['萬', '億']
        } else {
            ['万', '亿']
        };
        let (digits, tens) = match number {
            1 => (SMALL, ['十', '百', '千']),
            2 if is_old => (
                ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
                ['拾', '佰', '仟'],
            ),
            2 => (
                ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
                ['拾', '佰', '仟'],
            ),
            3 => (WIDE, ['十', '百', '千']),
            // half-width figures
            4 if is_known => return Ok(None),
            _ => return Err(()),
        };
        if !is_known {
            return Err(());
        }
        Ok(Some(Self {
            digits,
            tens,
            myriads,
        }))
    }

    fn digit(&self, digit: char) -> char {
        let at = digit.to_digit(10).map(|digit| digit as usize);
        at.and_then(|at| self.digits.get(at).copied())
            .unwrap_or(digit)
    }

    /// Each figure by itself.
    pub(super) fn one_by_one(&self, text: &str) -> String {
        text.chars().map(|c| self.digit(c)).collect()
    }

    /// Read out, decimals one by one: 12.5 → 一十二.五. Up to twelve digits before the point.
    pub(super) fn read_out(&self, text: &str) -> String {
        let (sign, text) = match text.strip_prefix('-') {
            Some(text) => ("-", text),
            None => ("", text),
        };
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let mut out = String::from(sign);
        self.read_whole(whole, &mut out);
        if !part.is_empty() {
            out.push('.');
            out.push_str(&self.one_by_one(part));
        }
        out
    }

    /// 10 → 十, 12 → 十二, 05 of two digits → 〇五: a month, a day, an hour.
    pub(super) fn of_date(&self, text: &str) -> String {
        let text = self.read_out_padded(text);
        let mut one_ten = [self.digit('1'), self.tens[0]].iter().collect::<String>();
        if text.starts_with(&one_ten) {
            one_ten = self.tens[0].to_string();
            return one_ten + &text.chars().skip(2).collect::<String>();
        }
        text
    }

    fn read_out_padded(&self, text: &str) -> String {
        match text.strip_prefix('0') {
            Some(rest) if rest.len() == 1 => self.one_by_one(text),
            _ => self.read_out(text),
        }
    }

    fn read_whole(&self, whole: &str, out: &mut String) {
        let digits: Vec<char> = whole.trim_start_matches('0').chars().collect();
        if digits.is_empty() {
            out.push(self.digit('0'));
            return;
        }
        let mut owes_zero = false;
        let mut group_has = false;
        for (at, digit) in digits.iter().enumerate() {
            let left = digits.len() - 1 - at;
            if *digit == '0' {
                owes_zero = true;
            } else {
                if owes_zero {
                    out.push(self.digit('0'));
                    owes_zero = false;
                }
                out.push(self.digit(*digit));
                if let Some(ten) = (left % 4).checked_sub(1) {
                    out.extend(self.tens.get(ten));
                }
                group_has = true;
            }
            if left > 0 && left.is_multiple_of(4) {
                if group_has {
                    out.extend(self.myriads.get((left / 4 - 1).min(1)));
                }
                group_has = false;
            }
        }
    }
}
