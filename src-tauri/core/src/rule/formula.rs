//! A rule as it was understood: two sides, and what must hold between them.

use crate::finding::Severity;
use crate::number::Decimal;

/// One rule of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// code
    pub code: String,
    /// what must hold, in words
    pub name: String,
    /// how grave a breach is
    pub severity: Severity,
    /// the form whose figures are meant; without one, any form that has all of them
    pub form: Option<String>,
    /// largest difference that passes
    pub tolerance: Tolerance,
    /// what must hold
    pub comparison: Comparison,
    /// as written
    pub text: String,
}

/// Largest difference that passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tolerance {
    /// half a unit of the last digit × number of figures added; none where only things are counted
    Auto,
    /// as given, in the ledger's unit of measure
    Fixed(Decimal),
}

/// Both sides and what must hold between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// left side
    pub left: Expr,
    /// what must hold
    pub operator: Compare,
    /// right side
    pub right: Expr,
}

/// What must hold between two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// =
    Equal,
    /// <>
    NotEqual,
    /// <
    Less,
    /// <=
    AtMost,
    /// >
    Greater,
    /// >=
    AtLeast,
}

/// A side, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// a constant
    Number(Decimal),
    /// a figure of the unit
    Figure(Figure),
    /// the sum over all units
    Total(Box<Expr>),
    /// − x
    Negative(Box<Expr>),
    /// x op y
    Binary(Box<Expr>, Operator, Box<Expr>),
}

/// + − × ÷
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// +
    Add,
    /// −
    Subtract,
    /// ×
    Multiply,
    /// ÷
    Divide,
}

/// A name: indicator and column, either of which may stand for each there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// indicator code; `None` for each indicator of the form
    pub indicator: Option<String>,
    /// column code; `None` for each value column
    pub column: Option<String>,
}

impl Compare {
    /// As people write it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "≠",
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::Greater => ">",
            Self::AtLeast => "≥",
        }
    }

    /// The opposite, for saying what is found instead.
    pub fn broken_sign(self) -> &'static str {
        match self {
            Self::Equal => "≠",
            Self::NotEqual => "=",
            Self::Less => "≥",
            Self::AtMost => ">",
            Self::Greater => "≤",
            Self::AtLeast => "<",
        }
    }
}

impl Comparison {
    /// All figures named, left to right.
    pub fn figures(&self) -> Vec<&Figure> {
        let mut found = Vec::new();
        self.left.collect(&mut found);
        self.right.collect(&mut found);
        found
    }

    /// Whether a sum over units is in it.
    pub fn has_total(&self) -> bool {
        self.left.has_total() || self.right.has_total()
    }
}

impl Expr {
    fn collect<'a>(&'a self, found: &mut Vec<&'a Figure>) {
        match self {
            Self::Number(_) => {}
            Self::Figure(figure) => found.push(figure),
            Self::Total(inner) | Self::Negative(inner) => inner.collect(found),
            Self::Binary(left, _, right) => {
                left.collect(found);
                right.collect(found);
            }
        }
    }

    fn has_total(&self) -> bool {
        match self {
            Self::Total(_) => true,
            Self::Number(_) | Self::Figure(_) => false,
            Self::Negative(inner) => inner.has_total(),
            Self::Binary(left, _, right) => left.has_total() || right.has_total(),
        }
    }
}
