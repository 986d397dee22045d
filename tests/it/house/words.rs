//! The words of a source text: names and signs, without comments, texts, lifetimes and own tests.

/// Names stand alone, `::` is one word, any other sign is a word of its own.
pub(super) fn words(text: &str) -> Vec<String> {
    let code = text
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or_default();
    let signs = code.chars().collect::<Vec<_>>();
    let mut found = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let skipped = comment(&signs[at..])
            .or_else(|| raw_text(&signs[at..]))
            .or_else(|| quoted(&signs[at..]));
        if let Some(length) = skipped {
            at += length;
            continue;
        }
        let length = signs[at..].iter().take_while(|c| is_of_a_name(**c)).count();
        if length > 0 {
            found.push(signs[at..at + length].iter().collect());
            at += length;
        } else if signs[at..].starts_with(&[':', ':']) {
            found.push("::".to_owned());
            at += 2;
        } else {
            found.extend((!signs[at].is_whitespace()).then(|| signs[at].to_string()));
            at += 1;
        }
    }
    found
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a word is a name: not a sign, not a number.
pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// How long a comment is that begins here. Comments within comments are not written here.
fn comment(signs: &[char]) -> Option<usize> {
    let end: &[char] = match signs {
        ['/', '/', ..] => &['\n'],
        ['/', '*', ..] => &['*', '/'],
        _ => return None,
    };
    let inside = signs.windows(end.len()).skip(2).position(|two| two == end);
    Some(inside.map_or(signs.len(), |at| at + 2 + end.len()))
}

/// How long a text is that begins here with `r"` or `r#"`.
fn raw_text(signs: &[char]) -> Option<usize> {
    let (first, rest) = signs.split_first()?;
    let marks = rest.iter().take_while(|c| **c == '#').count();
    if *first != 'r' || rest.get(marks) != Some(&'"') {
        return None;
    }
    let mut end = vec!['"'];
    end.resize(marks + 1, '#');
    let inside = rest[marks + 1..]
        .windows(end.len())
        .position(|own| own == end);
    Some(inside.map_or(signs.len(), |at| at + marks + 2 + end.len()))
}

/// How long a text, a character or a lifetime is that begins here.
fn quoted(signs: &[char]) -> Option<usize> {
    match signs {
        ['"', ..] => Some(closed(signs, '"')),
        ['\'', '\\', ..] => Some(closed(signs, '\'')),
        ['\'', _, '\'', ..] => Some(3),
        ['\'', rest @ ..] => Some(1 + rest.iter().take_while(|c| is_of_a_name(**c)).count()),
        _ => None,
    }
}

fn closed(signs: &[char], end: char) -> usize {
    let mut at = 1;
    while at < signs.len() && signs[at] != end {
        at += if signs[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}
