//! A rule as it was understood: two sides, and what must hold between them.

use super::{Compare, Function, Operator, Value};
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
    /// the roster whose rows are asked one by one
    pub each: Option<String>,
    /// indicators that `*` does not stand for
    pub except: Vec<String>,
    /// largest difference that passes
    pub tolerance: Tolerance,
    /// what becomes of a figure that is missing
    pub missing: Missing,
    /// whether two sides of unlike units of measure are meant
    pub any_measure: bool,
    /// what must hold
    pub comparison: Comparison,
    /// as written
    pub text: String,
    /// a lower level adds it
    pub own: bool,
}

impl Rule {
    /// What must hold, in words, and whose rule it is where that is not the level above's.
    pub fn told_name(&self) -> String {
        if self.own {
            format!("{}（本级补充）", self.name)
        } else {
            self.name.clone()
        }
    }

    /// A rule of which nothing but its text is said.
    pub fn of(text: &str, comparison: Comparison) -> Self {
        Self {
            code: text.to_owned(),
            name: text.to_owned(),
            severity: Severity::A,
            form: None,
            each: None,
            except: Vec::new(),
            tolerance: Tolerance::Auto,
            missing: Missing::Tell,
            any_measure: false,
            comparison,
            text: text.to_owned(),
            own: false,
        }
    }
}

/// Largest difference that passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tolerance {
    /// half a unit of the last digit × number of figures added; none where only things are counted
    Auto,
    /// as given, in the ledger's unit of measure
    Fixed(Decimal),
}

/// What becomes of a rule when a figure is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    /// it cannot be checked, which is told
    #[default]
    Tell,
    /// it is not asked when one is missing
    SkipAny,
    /// it is not asked when all are missing; one that is missing among others is 0
    SkipAll,
    /// one that is missing is 0
    Zero,
}

impl Missing {
    /// All of them, as the scheme writes them.
    pub const ALL: [(&'static str, Self); 4] = [
        ("tell", Self::Tell),
        ("skip-any", Self::SkipAny),
        ("skip-all", Self::SkipAll),
        ("zero", Self::Zero),
    ];

    /// As the scheme writes it.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, own)| *own == self);
        found.map_or("tell", |(word, _)| *word)
    }
}

/// Both sides and what must hold between them. A condition has `真` on its right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// left side
    pub left: Expr,
    /// what must hold
    pub operator: Compare,
    /// right side
    pub right: Expr,
}

/// A side, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// a constant
    Number(Decimal),
    /// a constant text
    Text(String),
    /// 真 or 假
    Truth(bool),
    /// a figure
    Figure(Figure),
    /// a field of the row that is asked
    Field(String),
    /// the sum over all units of the table
    Total(Box<Expr>),
    /// the sum over the units below the unit
    Below(Box<Expr>),
    /// − x
    Negative(Box<Expr>),
    /// x op y
    Binary(Box<Expr>, Operator, Box<Expr>),
    /// x ≥ y
    Compare(Box<Expr>, Compare, Box<Expr>),
    /// a function of values
    Call(Function, Vec<Expr>),
    /// what the rows of a roster come to
    Rows(Rows),
    /// whether a row is alone, or its value is in a list
    Lookup(Lookup),
}

/// A name: indicator and column, either of which may stand for each there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// indicator code; `None` for each indicator of the form
    pub indicator: Option<String>,
    /// column code; `None` for each value column
    pub column: Option<String>,
    /// code of the form, where it is named: `[S2!指标.列]`
    pub form: Option<String>,
    /// of which period
    pub when: When,
    /// whether it is that of the city's own, 市直
    pub of_city: bool,
    /// indicators that `*` does not stand for
    pub except: Vec<String>,
}

/// Of which period a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum When {
    /// that of the round
    #[default]
    Now,
    /// 上期: that which ended last before
    Before,
    /// 上年同期: the same months a year before
    YearBefore,
}

/// How many rows of a roster there are, or what one of its fields comes to over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// code of the list
    pub list: String,
    /// the field that is added; `None` counts
    pub field: Option<String>,
    /// only rows whose fields are so
    pub only: Vec<Only>,
}

/// A field of a row, how it is compared, and with what.
pub type Only = (String, Compare, Value);

/// A question about one value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    /// what is asked
    pub question: Question,
    /// the values
    pub values: Vec<Expr>,
}

/// What is asked of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// whether no other row of the unit has the same
    Unique,
    /// whether no other row of any unit has the same
    UniqueEverywhere,
    /// whether a list has it in a field
    Listed {
        /// code of the list
        list: String,
        /// the field
        field: String,
        /// only in rows whose fields are so
        only: Vec<Only>,
    },
}

impl Lookup {
    /// Whether the return itself can answer.
    pub fn is_at_hand(&self) -> bool {
        self.question == Question::Unique
    }
}

impl Figure {
    /// Whether the return itself has it.
    pub fn is_at_hand(&self) -> bool {
        self.form.is_none() && self.when == When::Now && !self.of_city
    }
}

impl Comparison {
    /// Every figure named, in the order of the text.
    pub fn figures(&self) -> Vec<&Figure> {
        let mut found = Vec::new();
        self.each(&mut |expr| {
            if let Expr::Figure(figure) = expr {
                found.push(figure);
            }
        });
        found
    }

    /// Whether a sum over units of one table is in it.
    pub fn has_total(&self) -> bool {
        self.any(|expr| matches!(expr, Expr::Total(_)))
    }

    /// Whether a sum over the units below is in it.
    pub fn has_below(&self) -> bool {
        self.any(|expr| matches!(expr, Expr::Below(_)))
    }

    /// Whether it is a condition: no two sides that are figures.
    pub fn is_condition(&self) -> bool {
        self.right == Expr::Truth(true) && self.operator == Compare::Equal
    }

    /// Whether it needs more than one return: other forms, periods, units, rosters.
    pub fn needs_record(&self) -> bool {
        self.any(|expr| match expr {
            Expr::Figure(figure) => !figure.is_at_hand(),
            Expr::Below(_) | Expr::Rows(_) => true,
            Expr::Lookup(lookup) => !lookup.is_at_hand(),
            _ => false,
        })
    }

    /// Whether any part of it is so.
    pub fn any(&self, mut is: impl FnMut(&Expr) -> bool) -> bool {
        let mut found = false;
        self.each(&mut |expr| found |= is(expr));
        found
    }

    /// Every part of it, the whole before its parts, in the order of the text.
    pub fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        self.left.each(visit);
        self.right.each(visit);
    }
}

impl Expr {
    /// Every part of it, the whole before its parts.
    pub fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        visit(self);
        match self {
            Self::Number(_)
            | Self::Text(_)
            | Self::Truth(_)
            | Self::Figure(_)
            | Self::Field(_)
            | Self::Rows(_) => {}
            Self::Total(inner) | Self::Below(inner) | Self::Negative(inner) => inner.each(visit),
            Self::Binary(left, _, right) | Self::Compare(left, _, right) => {
                left.each(visit);
                right.each(visit);
            }
            Self::Call(_, values) => values.iter().for_each(|value| value.each(visit)),
            Self::Lookup(lookup) => lookup.values.iter().for_each(|value| value.each(visit)),
        }
    }

    /// Whether it says that something holds.
    pub fn is_truth(&self) -> bool {
        match self {
            Self::Truth(_) | Self::Compare(..) | Self::Lookup(_) => true,
            Self::Call(Function::If, values) => values.iter().skip(1).all(Self::is_truth),
            Self::Call(function, _) => function.is_truth(),
            _ => false,
        }
    }
}
