//! Patterns of codes, as a clerk can write them: `#` a digit, `@` a letter, `?` one sign, `*` any
//! signs, `{n}` so many of what stands before; all else stands for itself.

/// A pattern whose `{n}` come to more than this is refused: no code is so long.
const LONGEST: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Digit,
    Letter,
    One,
    Any,
    Own(char),
}

fn signs(pattern: &str) -> Result<Vec<Sign>, String> {
    let mut found: Vec<Sign> = Vec::new();
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        let sign = match c {
            '#' => Sign::Digit,
            '@' => Sign::Letter,
            '?' => Sign::One,
            '*' => Sign::Any,
            '{' => {
                let count = rest.by_ref().take_while(|c| *c != '}').collect::<String>();
                let count = count
                    .parse::<usize>()
                    .ok()
                    .filter(|n| (1..=LONGEST).contains(n));
                let (Some(last), Some(count)) = (found.last().copied(), count) else {
                    return Err("花括号里应是前一个符号的个数，如 #{12}".into());
                };
                found.extend(std::iter::repeat_n(last, count - 1));
                if found.len() > LONGEST {
                    return Err(format!("格式太长：最多 {LONGEST} 个字"));
                }
                continue;
            }
            other => Sign::Own(other),
        };
        found.push(sign);
    }
    if found.is_empty() {
        return Err("格式是空的：# 表示一位数字，@ 一个字母，? 一个字，* 任意个字".into());
    }
    Ok(found)
}

/// What is wrong with a pattern.
pub(super) fn problem(pattern: &str) -> Option<String> {
    signs(pattern).err()
}

/// Whether a text is written so. Never more steps than signs × letters.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let Ok(signs) = signs(pattern) else {
        return false;
    };
    // how far into the pattern one can be
    let mut reached = vec![false; signs.len() + 1];
    reached[0] = true;
    skip_any(&signs, &mut reached);
    for c in text.chars() {
        let mut next = vec![false; signs.len() + 1];
        for (at, sign) in signs.iter().enumerate().filter(|(at, _)| reached[*at]) {
            let fits = match sign {
                Sign::Digit => c.is_ascii_digit(),
                Sign::Letter => c.is_ascii_alphabetic(),
                Sign::One | Sign::Any => true,
                Sign::Own(own) => *own == c,
            };
            if fits {
                next[if *sign == Sign::Any { at } else { at + 1 }] = true;
            }
        }
        skip_any(&signs, &mut next);
        reached = next;
    }
    reached[signs.len()]
}

fn skip_any(signs: &[Sign], reached: &mut [bool]) {
    for (at, sign) in signs.iter().enumerate() {
        if reached[at] && *sign == Sign::Any {
            reached[at + 1] = true;
        }
    }
}
