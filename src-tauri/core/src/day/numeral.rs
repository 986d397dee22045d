//! Years, months and days of a month in Chinese numerals.

/// 二〇二一, 二零二一, 二○二一.
pub(super) fn year(text: &str) -> Option<u16> {
    let digits = text.chars().map(digit).collect::<Option<Vec<_>>>()?;
    (digits.len() == 4).then(|| {
        digits
            .into_iter()
            .fold(0, |number, digit| number * 10 + u16::from(digit))
    })
}

/// 一 … 三十一.
pub(super) fn small(text: &str) -> Option<u8> {
    let one_to_nine = |text: &str| {
        let mut signs = text.chars();
        let digit = digit(signs.next()?).filter(|digit| *digit > 0)?;
        signs.next().is_none().then_some(digit)
    };
    match text.split_once('十') {
        None => one_to_nine(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() {
                1
            } else {
                one_to_nine(tens)?
            };
            let ones = if ones.is_empty() {
                0
            } else {
                one_to_nine(ones)?
            };
            Some(tens * 10 + ones)
        }
    }
}

/// Signs for nought are typed in many ways.
fn digit(sign: char) -> Option<u8> {
    Some(match sign {
        '〇' | '零' | '○' | '◯' | 'О' | 'O' | 'o' | '0' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}
