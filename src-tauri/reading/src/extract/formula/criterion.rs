//! What COUNTIF and its kin ask of a cell: `>5`, `<>`, a word.

use super::evaluate::{compared, equal};
use super::parse::{COMPARISONS, Sign};
use super::value::{Value, Why};

/// What is asked of a cell.
pub(super) struct Criterion {
    sign: Sign,
    with: Value,
}

impl Criterion {
    /// What a value asks for.
    pub(super) fn of(value: &Value) -> Result<Self, Why> {
        let Value::Text(words) = value else {
            return Ok(Self {
                sign: Sign::Equal,
                with: value.clone(),
            });
        };
        let found = COMPARISONS
            .iter()
            .find_map(|(mark, sign)| Some((words.strip_prefix(mark)?, *sign)));
        let (rest, sign) = found.unwrap_or((words, Sign::Equal));
        if rest.contains(['*', '?', '~']) {
            return Err(Why::Other);
        }
        let with = match rest.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number),
            _ if rest.is_empty() => Value::Blank,
            _ => Value::Text(rest.into()),
        };
        Ok(Self { sign, with })
    }

    /// Whether an empty cell is what is asked for.
    pub(super) fn takes_blank(&self) -> bool {
        self.is_met(&Value::Blank)
    }

    /// Whether a cell is what is asked for.
    pub(super) fn is_met(&self, value: &Value) -> bool {
        // words that are digits are such a figure
        let as_figure = match value {
            Value::Text(words) => words.trim().parse::<f64>().ok().map(Value::Number),
            _ => None,
        };
        let is_same = match (value, &self.with) {
            (Value::Blank, Value::Blank) => true,
            (Value::Text(words), Value::Blank) => words.is_empty(),
            (Value::Blank, _) | (_, Value::Blank) => false,
            (_, Value::Number(_)) => equal(as_figure.as_ref().unwrap_or(value), &self.with),
            _ => equal(value, &self.with),
        };
        match self.sign {
            Sign::Equal => is_same,
            Sign::Other => !is_same,
            // only figures are more or less
            sign => {
                matches!((value, &self.with), (Value::Number(_), Value::Number(_)))
                    && compared(sign, value, &self.with) == Ok(Some(true))
            }
        }
    }
}
