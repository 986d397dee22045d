//! Signs between the parts of a rule.

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

impl Operator {
    /// As people write it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "−",
            Self::Multiply => "×",
            Self::Divide => "÷",
        }
    }
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
