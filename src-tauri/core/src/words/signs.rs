//! The signs that texts begin with or hold, to tell fast that a word of a list is not there.

/// First signs of texts, as bits: what it does not have no text begins with. Nearly every text on a
/// sheet is told from every header by it, and costs nothing more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs([u64; 8]);

impl Signs {
    /// Whether one of the texts may begin so.
    pub fn may_begin(&self, text: &str) -> bool {
        text.chars().next().is_none_or(|sign| self.may_have(sign))
    }

    /// Whether one of the texts may begin with this sign.
    pub fn may_have(&self, sign: char) -> bool {
        let (at, bit) = Self::place(sign);
        self.0[at] & bit != 0
    }

    /// Whether a word may stand in the text that these are [all signs](Self::all_in) of.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        word.chars().all(|sign| self.may_have(sign))
    }

    /// All signs of a text: what begins with none of them is nowhere in it.
    pub(super) fn all_in(text: &str) -> Self {
        let mut signs = Self::default();
        text.chars().for_each(|sign| signs.add(sign));
        signs
    }

    fn add(&mut self, sign: char) {
        let (at, bit) = Self::place(sign);
        self.0[at] |= bit;
    }

    fn place(sign: char) -> (usize, u64) {
        let bit = u32::from(sign) % 512;
        (bit as usize / 64, 1 << (bit % 64))
    }
}

impl<T: AsRef<str>> FromIterator<T> for Signs {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut signs = Self::default();
        for first in texts
            .into_iter()
            .filter_map(|text| text.as_ref().chars().next())
        {
            signs.add(first);
        }
        signs
    }
}
