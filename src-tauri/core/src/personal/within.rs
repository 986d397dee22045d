//! Numbers of persons among other words: 备注 with a mobile telephone, the code of a person among
//! those of firms.

use std::borrow::Cow;

/// Signs of the number of an identity card, and of a mobile telephone.
const IDENTITY: usize = 18;
const PHONE: usize = 11;

/// A text without the numbers by which a person is known: those of identity cards, and where
/// `phones` says so of mobile telephones. One that is written wrong is no less personal.
pub(super) fn hidden(text: &str, phones: bool) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out: Option<String> = None;
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let run = bytes[at..]
            .iter()
            .take_while(|own| own.is_ascii_alphanumeric());
        let end = at + run.count();
        let own = &text[at..end];
        if is_identity(own) || phones && is_phone(own) {
            let out = out.get_or_insert_default();
            out.push_str(&text[from..at]);
            out.push_str(&number(own));
            from = end;
        }
        at = end;
    }
    match out {
        None => Cow::Borrowed(text),
        Some(mut out) => {
            out.push_str(&text[from..]);
            Cow::Owned(out)
        }
    }
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

/// Whether there is a day of birth where the number of an identity card has it.
fn is_identity(own: &str) -> bool {
    let is_number = own.len() == IDENTITY
        && own
            .bytes()
            .take(IDENTITY - 1)
            .all(|sign| sign.is_ascii_digit())
        && own.ends_with(|sign: char| sign.is_ascii_digit() || matches!(sign, 'X' | 'x'));
    let part = |from: usize, to: usize| own.get(from..to)?.parse::<u16>().ok();
    is_number
        && part(6, 10).is_some_and(|year| (1900..=2099).contains(&year))
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
            ("", ""),
        ] {
            assert_eq!(hidden(text, true), expected, "{text}");
        }
        assert_eq!(hidden("13812341234", false), "13812341234");
    }
}
