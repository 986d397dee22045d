//! 统一社会信用代码 (GB 32100): made-up bodies with the right check characters.

use crate::Outcome;

const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The code of an invented enterprise: registered in `division`, number `serial`.
///
/// The organisation part begins with `DEM`, which no registry issues.
pub fn code(division: &str, serial: usize) -> Outcome<String> {
    let body = format!("DEM{serial:05}");
    let organisation = format!("{body}{}", organisation_check(&body)?);
    let first = format!("91{division}{organisation}");
    let check = check(&first)?;
    Ok(format!("{first}{check}"))
}

/// GB 11714: the ninth character of an organisation code.
fn organisation_check(body: &str) -> Outcome<char> {
    let mut sum = 0;
    for (sign, weight) in body.chars().zip([3, 7, 9, 10, 5, 8, 4, 2]) {
        sum += sign.to_digit(36).ok_or("a sign outside 0-9 A-Z")? * weight;
    }
    Ok(match 11 - sum % 11 {
        11 => '0',
        10 => 'X',
        digit => char::from_digit(digit, 10).ok_or("a digit")?,
    })
}

/// GB 32100: the eighteenth character; 31 signs, weights 3^i modulo 31.
fn check(first: &str) -> Outcome<char> {
    let mut sum = 0;
    let mut weight = 1;
    for sign in first.bytes() {
        let at = ALPHABET
            .iter()
            .position(|known| *known == sign)
            .ok_or("a sign no credit code has")?;
        sum += at * weight;
        weight = weight * 3 % 31;
    }
    let at = (31 - sum % 31) % 31;
    Ok(char::from(ALPHABET.get(at).copied().ok_or("a check sign")?))
}
