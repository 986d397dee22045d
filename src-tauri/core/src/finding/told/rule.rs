//! What is told of the scheme's own rules.

use crate::finding::At;
use crate::number::Decimal;

told! {
    RuleBroken {
        unit: Option<String>,
        name: Option<String>,
        left: String,
        left_value: Option<Decimal>,
        sign: String,
        right: String,
        right_value: Option<Decimal>,
        gap: Option<Decimal>,
    }
    RuleUnmet {
        unit: Option<String>,
        line: Option<At>,
        name: Option<String>,
        condition: String,
        values: Vec<String>,
    }
    RuleRounding {
        name: String,
        left_value: Decimal,
        right_value: Decimal,
        gap: Decimal,
        tolerance: Decimal,
    }
    RuleUnchecked { name: String, missing: Vec<String> }
    RulesNotAsked {
        count: usize,
        rules: Vec<String>,
        missing: Vec<String>,
    }
}
