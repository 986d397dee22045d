//! Texts of which parts are drawn otherwise.

use super::face::Face;
use super::ground::Ground;
use super::letters::Letters;
use super::veil::Veil;

/// A part of a text, and how it is drawn; what is not said is as in the cell.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Run {
    pub(in crate::read) text: String,
    pub(in crate::read) letters: Option<Letters>,
}

/// A text in parts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct Rich {
    pub(in crate::read) runs: Vec<Run>,
}

impl Rich {
    /// Whether any part may be seen otherwise than the rest.
    pub(in crate::read) fn matters(&self) -> bool {
        let is_joined =
            |pair: &[Run]| pair[0].text.ends_with(is_digit) && pair[1].text.starts_with(is_digit);
        if self.runs.windows(2).any(is_joined) {
            return true;
        }
        self.runs.iter().any(|run| {
            run.letters.is_some_and(|letters| {
                letters.struck
                    || letters.raised
                    || letters.hidden
                    || letters.face != Face::Ordinary
                    || letters.size.is_some_and(|size| size < 6.0)
                    || letters.colour != Some([0; 3])
            })
        })
    }

    /// One of two, of which it is not known which: drawn as a whole as the worst part of them.
    pub(in crate::read) fn either(one: &Self, other: &Self) -> Self {
        let both = || one.runs.iter().chain(&other.runs);
        let mut letters = Letters::default();
        for run in both().filter_map(|run| run.letters) {
            letters.struck |= run.struck;
            letters.hidden |= run.hidden;
            letters.raised |= run.raised;
            if run.face != Face::Ordinary {
                letters.face = run.face;
            }
        }
        let text = one.runs.iter().map(|run| &*run.text).collect();
        Self {
            runs: vec![Run {
                text,
                letters: Some(letters),
            }],
        }
    }

    /// What is seen of it in a cell, and what is to be said of that. Parts that are not seen, or
    /// struck through, are left out while others stay; raised digits become raised signs, which no
    /// reader takes for digits of a figure.
    pub(in crate::read) fn seen(&self, own: &Letters, ground: &Ground) -> (String, Veil) {
        let (mut seen, mut whole, mut veil) = (String::new(), String::new(), Veil::None);
        let mut before: Option<&Letters> = None;
        for run in &self.runs {
            let filled = !run.text.trim().is_empty();
            let letters = run.letters.as_ref().unwrap_or(own);
            let own = Veil::of(letters, ground);
            let is_joined = whole.ends_with(is_digit) && run.text.starts_with(is_digit);
            if is_joined && before.is_some_and(|before| is_other(before, letters)) {
                veil = veil.max(Veil::Mixed);
            }
            before = Some(letters);
            whole.push_str(&run.text);
            if letters.face.hides(&run.text) {
                // a sign or two before words are no part of them
                if !is_bullet(&run.text) {
                    veil = veil.max(Veil::Invisible);
                }
                continue;
            }
            if letters.face == Face::Unknown && run.text.contains(|c: char| c.is_ascii_digit()) {
                veil = veil.max(Veil::Font);
            }
            if filled && own.covers_words() {
                veil = veil.max(own);
                continue;
            }
            if letters.raised && run.text.contains(|c: char| c.is_ascii_digit()) {
                veil = veil.max(Veil::Raised);
                seen.extend(run.text.chars().map(raised));
            } else {
                seen.push_str(&run.text);
            }
        }
        if seen.trim().is_empty() {
            return (whole, veil);
        }
        let veil = match veil {
            Veil::Struck => Veil::PartStruck,
            Veil::Tiny | Veil::Invisible => Veil::PartUnseen,
            other => other,
        };
        (seen, veil)
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c == '.'
}

/// Whether letters look other than those before them: another colour, or another size.
fn is_other(one: &Letters, other: &Letters) -> bool {
    let colour = |own: &Letters| own.colour.unwrap_or([0; 3]);
    let sizes = one.size.zip(other.size);
    colour(one) != colour(other) || sizes.is_some_and(|(one, other)| (one - other).abs() > 1.0)
}

/// Whether a text in letters that are signs is a sign or two, in place of no digits.
fn is_bullet(words: &str) -> bool {
    let words = words.trim();
    words.chars().count() <= 2 && !words.contains(|c: char| c.is_ascii_digit())
}

/// A digit as the sign for a raised one.
fn raised(c: char) -> char {
    const SIGNS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10)
        .and_then(|digit| SIGNS.get(digit as usize))
        .copied()
        .unwrap_or(c)
}
