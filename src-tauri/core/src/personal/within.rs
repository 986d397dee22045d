//! Numbers of persons among other words: 备注 with a mobile telephone, the code of a person among
//! those of firms.

use std::borrow::Cow;

/// Signs of the number of an identity card, and of a mobile telephone.
const IDENTITY: usize = 18;
const PHONE: usize = 11;

/// A text without the numbers by which a person is known: those of identity cards, and where
/// `phones` says so of mobile telephones. One that is written wrong is no less personal, and nor is
/// one with blanks or dashes in it, or one that is cut off.
pub(super) fn hidden(text: &str, phones: bool) -> Cow<'_, str> {
    if !may_hold(text) {
        return Cow::Borrowed(text);
    }
    // a code alone, with nothing between its digits
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return if is_of_person(text, phones) {
            Cow::Owned(number(text))
        } else {
            Cow::Borrowed(text)
        };
    }
    let signs = text.chars().collect::<Vec<_>>();
    let mut out = signs.clone();
    let mut at = 0;
    while at < signs.len() {
        if digit(signs[at]).is_none() {
            at += 1;
            continue;
        }
        let end = end_of(&signs, at);
        // with the blanks and dashes in it, else the parts between them
        if !hide((&signs, &mut out), (at, end), phones) {
            let mut from = at;
            for to in at..=end {
                if to == end || is_between(signs[to]) {
                    hide((&signs, &mut out), (from, to), phones);
                    from = to + 1;
                }
            }
        }
        at = end.max(at + 1);
    }
    if out == signs {
        return Cow::Borrowed(text);
    }
    Cow::Owned(out.into_iter().collect())
}

/// Whether a text may hold so many digits together: names, days and codes of firms do not, and
/// nearly every text is one of those.
fn may_hold(text: &str) -> bool {
    if text.len() < PHONE {
        return false;
    }
    let (mut run, mut most, mut is_wide) = (0, 0, false);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                run += 1;
                most = most.max(run);
            }
            // full-width digits begin so
            0xEF => is_wide = true,
            b'A'..=b'Z' | b'a'..=b'z' | 0xE4..=0xE9 => run = 0,
            _ => {}
        }
    }
    most >= PHONE || is_wide
}

/// Where digits end that stand together, but for single signs between them, and an X.
fn end_of(signs: &[char], start: usize) -> usize {
    let mut at = start;
    while at < signs.len() {
        let next = signs.get(at + 1).copied();
        let goes_on = digit(signs[at]).is_some()
            || is_between(signs[at]) && next.is_some_and(|next| digit(next).is_some())
            || matches!(signs[at], 'X' | 'x');
        if !goes_on {
            break;
        }
        at += 1;
    }
    at
}

/// Hides digits where they are the number of a person; whether they are.
fn hide((signs, out): (&[char], &mut [char]), (from, to): (usize, usize), phones: bool) -> bool {
    let places = (from..to).filter(|at| !is_between(signs[*at]));
    let places = places.collect::<Vec<_>>();
    let own = places.iter().map(|at| digit(signs[*at]).unwrap_or('X'));
    let own = own.collect::<String>();
    let is_apart = |at: Option<usize>| {
        let sign = at.and_then(|at| signs.get(at));
        !sign.is_some_and(char::is_ascii_alphabetic)
    };
    let is_alone = is_apart(from.checked_sub(1)) && is_apart(Some(to));
    let is_person = is_alone && is_of_person(&own, phones);
    if is_person {
        for (at, sign) in places.iter().zip(number(&own).chars()) {
            out[*at] = sign;
        }
    }
    is_person
}

/// Whether digits are the number of a person.
fn is_of_person(own: &str, phones: bool) -> bool {
    // one that is cut off, or of which signs were forgotten
    let is_short = (14..IDENTITY).contains(&own.len());
    let country = || own.strip_prefix("86").is_some_and(is_phone);
    is_identity(own) || is_short && is_born(own) || phones && (is_phone(own) || country())
}

/// A digit, half or full width.
fn digit(sign: char) -> Option<char> {
    match sign {
        '0'..='9' => Some(sign),
        '０'..='９' => char::from_digit(u32::from(sign) - u32::from('０'), 10),
        _ => None,
    }
}

/// What people write between the digits of a number.
fn is_between(sign: char) -> bool {
    matches!(
        sign,
        ' ' | '-' | '－' | '—' | '_' | '~' | '·' | '/' | '\n' | '\u{a0}' | '\u{3000}' | '\u{200b}'
    )
}

/// Both ends of a number, where enough of it lies between them.
pub(super) fn number(text: &str) -> String {
    let signs = text.chars().collect::<Vec<_>>();
    let (head, tail) = match signs.len() {
        11.. => (3, 4),
        7.. => (0, 2),
        _ => (0, 0),
    };
    let hidden = signs.len() - head - tail;
    let (first, last) = (&signs[..head], &signs[head + hidden..]);
    first
        .iter()
        .copied()
        .chain(std::iter::repeat_n('*', hidden))
        .chain(last.iter().copied())
        .collect()
}

/// Whether it is as long as the number of an identity card, with a day of birth in its place.
fn is_identity(own: &str) -> bool {
    let digits = own.bytes().take(IDENTITY - 1);
    own.len() == IDENTITY && digits.clone().all(|sign| sign.is_ascii_digit()) && is_born(own)
}

/// Whether there is a day of birth where the number of an identity card has it.
fn is_born(own: &str) -> bool {
    let part = |from: usize, to: usize| own.get(from..to)?.parse::<u16>().ok();
    part(6, 10).is_some_and(|year| (1900..=2099).contains(&year))
        && part(10, 12).is_some_and(|month| (1..=12).contains(&month))
        && part(12, 14).is_some_and(|day| (1..=31).contains(&day))
}

fn is_phone(own: &str) -> bool {
    let mut signs = own.bytes();
    own.len() == PHONE
        && own.bytes().all(|sign| sign.is_ascii_digit())
        && signs.next() == Some(b'1')
        && signs
            .next()
            .is_some_and(|second| (b'3'..=b'9').contains(&second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_persons_are_hidden_wherever_they_stand() {
        for (text, expected) in [
            ("请打13812341234联系", "请打138****1234联系"),
            ("张三，110105199001011234", "张三，110***********1234"),
            ("11010519900101123X", "110***********123X"),
            ("911305MA0123456789", "911305MA0123456789"),
            ("911305000123456789", "911305000123456789"),
            ("合同 2021123456789 号", "合同 2021123456789 号"),
            ("电话0319-1234567", "电话0319-1234567"),
            ("138 1234 1234", "138 **** 1234"),
            ("138-1234-1234", "138-****-1234"),
            ("+8613812341234", "+861******1234"),
            ("１３８１２３４１２３４", "138****1234"),
            ("1101 0519 9001 0112 34", "110* **** **** **12 34"),
            ("11010519900101123…", "110**********1123…"),
            ("身份证13052219800101405", "身份证130**********1405"),
            ("138·1234·1234", "138·****·1234"),
            ("13812341234/13912341234", "138****1234/139****1234"),
            ("2021-03-31 至 2021-12-31", "2021-03-31 至 2021-12-31"),
            ("2021-13812341234", "2021-138****1234"),
            ("", ""),
        ] {
            assert_eq!(hidden(text, true), expected, "{text}");
        }
        assert_eq!(hidden("13812341234", false), "13812341234");
    }
}
