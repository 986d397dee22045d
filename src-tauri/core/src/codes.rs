//! Codes that carry their own check: 统一社会信用代码 (GB 32100), 公民身份号码 (GB 11643),
//! telephone numbers.

use crate::text;

/// What a code in a roster must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// 统一社会信用代码: eighteen signs, the last a check
    Credit,
    /// 身份证: eighteen digits, the last a check that may be X
    Identity,
    /// mobile or with area code
    Phone,
}

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// it is not eighteen signs long, but so many
    Length(usize),
    /// it has a sign that no credit code has
    Sign,
    /// what should be digits is none
    Digits,
    /// the last sign does not follow from the others; what it should be, where that is told
    Check(Option<char>),
    /// it is no telephone number
    Phone,
}

impl Fault {
    /// One word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Length(_) => "length",
            Self::Sign => "sign",
            Self::Digits => "digits",
            Self::Check(_) => "check",
            Self::Phone => "phone",
        }
    }
}

/// Signs of a credit code; I, O, S, V and Z are none, because they look like others.
const SIGNS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

impl CodeKind {
    /// What is wrong with a code; `None` when nothing is.
    pub fn fault(self, raw: &str) -> Option<Fault> {
        let code = text::compact(raw).to_ascii_uppercase();
        match self {
            Self::Credit => credit_fault(&code),
            Self::Identity => identity_fault(&code),
            Self::Phone => phone_fault(&code),
        }
    }
}

fn credit_fault(code: &str) -> Option<Fault> {
    let length = code.chars().count();
    if length != 18 {
        return Some(Fault::Length(length));
    }
    let mut sum = 0;
    let mut weight = 1;
    for sign in code.bytes().take(17) {
        let Some(at) = SIGNS.iter().position(|known| *known == sign) else {
            return Some(Fault::Sign);
        };
        sum += at * weight;
        weight = weight * 3 % 31;
    }
    let check = SIGNS[(31 - sum % 31) % 31];
    (code.as_bytes().get(17).copied() != Some(check)).then(|| Fault::Check(Some(char::from(check))))
}

fn identity_fault(code: &str) -> Option<Fault> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let length = code.chars().count();
    if length != 18 {
        return Some(Fault::Length(length));
    }
    let mut sum = 0;
    for (sign, weight) in code.chars().zip(WEIGHTS) {
        let Some(digit) = sign.to_digit(10) else {
            return Some(Fault::Digits);
        };
        sum += digit * weight;
    }
    let check = "10X98765432".chars().nth(sum as usize % 11);
    (code.chars().last() != check).then_some(Fault::Check(None))
}

fn phone_fault(code: &str) -> Option<Fault> {
    // several numbers in one cell are each looked at
    let numbers = code
        .split(['/', '、', ',', ';', '，', '；'])
        .filter(|number| !number.is_empty());
    let is_right = |number: &str| {
        let digits = number
            .trim_start_matches("+86")
            .replace(['-', '(', ')'], "");
        let plain = digits.chars().all(|c| c.is_ascii_digit());
        plain
            && ((digits.len() == 11 && digits.starts_with('1'))
                || (digits.starts_with('0') && (10..=12).contains(&digits.len()))
                || (7..=8).contains(&digits.len()))
    };
    numbers
        .into_iter()
        .any(|number| !is_right(number))
        .then_some(Fault::Phone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: CodeKind, code: &str, right: bool) {
        assert_eq!(
            kind.fault(code).is_none(),
            right,
            "{code}: {:?}",
            kind.fault(code)
        );
    }

    #[test]
    fn check_characters_are_checked() {
        // the example of GB 32100-2015, and slips in it
        check(CodeKind::Credit, "91350100M000100Y43", true);
        check(CodeKind::Credit, "91350100m000100y43", true);
        check(CodeKind::Credit, "91350100M000100Y34", false);
        check(CodeKind::Credit, "91350100M00010Y43", false);
        check(CodeKind::Credit, "91350100M0001O0Y43", false);
        // the example of GB 11643-1999
        check(CodeKind::Identity, "11010519491231002X", true);
        check(CodeKind::Identity, "11010519491231002x", true);
        check(CodeKind::Identity, "110105194912310021", false);
        check(CodeKind::Identity, "110105491231002", false);
        for phone in [
            "13803190001",
            "0319-1234567",
            "(0319)12345678",
            "1234567",
            "13803190001/0319-1234567",
            "+8613803190001",
        ] {
            check(CodeKind::Phone, phone, true);
        }
        for phone in ["1380319000", "2380319000112", "张三", "0319"] {
            check(CodeKind::Phone, phone, false);
        }
    }
}
