//! Conditions of sections.

/// `[>=100]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    pub(super) is: Comparison,
    pub(super) than: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    AtMost,
    Equal,
    Other,
    AtLeast,
    More,
}

impl Condition {
    /// What stands in the brackets, in small letters.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let signs = text
            .find(|c| !matches!(c, '<' | '>' | '='))
            .unwrap_or(text.len());
        let (sign, than) = text.split_at(signs);
        let is = match sign {
            "<" => Comparison::Less,
            "<=" => Comparison::AtMost,
            "=" => Comparison::Equal,
            "<>" => Comparison::Other,
            ">=" => Comparison::AtLeast,
            ">" => Comparison::More,
            _ => return None,
        };
        let than: f64 = than.trim().parse().ok()?;
        // without -0, which is 0
        than.is_finite().then_some(Self {
            is,
            than: than + 0.0,
        })
    }

    pub(super) fn takes(self, value: f64) -> bool {
        match self.is {
            Comparison::Less => value < self.than,
            Comparison::AtMost => value <= self.than,
            Comparison::Equal => value.total_cmp(&self.than).is_eq(),
            Comparison::Other => value.total_cmp(&self.than).is_ne(),
            Comparison::AtLeast => value >= self.than,
            Comparison::More => value > self.than,
        }
    }
}
