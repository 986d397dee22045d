//! What does not agree among targets: the city's and those of its counties, years and the whole,
//! nodes and what they lead to.

use super::amount::Amount;
use super::book::{Book, TargetSet};
use super::key::{Span, TargetKey};
use crate::exact;
use crate::indicator::MeasureType;
use crate::number::Decimal;
use crate::scheme::Scheme;

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// what the counties were given is not the city's
    Sum {
        /// the city's
        key: TargetKey,
        /// its figure
        city: Decimal,
        /// sum of the counties'
        sum: Decimal,
        /// codes of counties that have none
        without: Vec<String>,
    },
    /// the years of a path do not make the whole
    Path {
        /// the whole
        key: TargetKey,
        /// its figure
        whole: Decimal,
        /// sum of the years, or the last one's
        years: Decimal,
    },
    /// a node asks for more than the target that it leads to
    Node {
        /// the node
        key: TargetKey,
        /// its figure
        node: Decimal,
        /// the target's
        whole: Decimal,
    },
}

impl Told {
    /// For programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Sum { .. } => "target.sum",
            Self::Path { .. } => "target.path",
            Self::Node { .. } => "target.node",
        }
    }

    /// The target that it is told of.
    pub fn key(&self) -> &TargetKey {
        match self {
            Self::Sum { key, .. } | Self::Path { key, .. } | Self::Node { key, .. } => key,
        }
    }
}

fn number(set: &TargetSet) -> Option<Decimal> {
    set.setting.amount.as_ref().and_then(Amount::number)
}

/// All that does not agree, in the order in which targets were set.
pub fn told(scheme: &Scheme, book: &Book) -> Vec<Told> {
    let now = book.now();
    let root = &scheme.root_unit().code;
    let mut all = Vec::new();
    for set in &now {
        let key = &set.setting.key;
        let kind = scheme.target(&key.code);
        let of = kind.and_then(|kind| kind.indicator.as_ref());
        let Some(measure) = of.and_then(|code| scheme.indicator(code)) else {
            continue;
        };
        let Some(own) = number(set) else {
            continue;
        };
        if !key.node.is_empty() {
            let whole = book.held(&key.whole()).and_then(number);
            if let Some(whole) = whole.filter(|whole| own > *whole) {
                all.push(Told::Node {
                    key: key.clone(),
                    node: own,
                    whole,
                });
            }
        }
        if key.unit == *root && measure.measure.adds_up() {
            all.extend(sum(scheme, &now, (key, own)));
        }
        if key.span.is_long() && key.node.is_empty() {
            all.extend(path(book, (key, own), measure.measure));
        }
    }
    all
}

/// What the counties were given, where any was given anything.
fn sum(scheme: &Scheme, now: &[&TargetSet], (key, city): (&TargetKey, Decimal)) -> Option<Told> {
    let (mut sum, mut given) = (None, Vec::new());
    for set in now {
        let other = &set.setting.key;
        let is_same = (&other.code, &other.item, other.span, &other.node)
            == (&key.code, &key.item, key.span, &key.node);
        if !is_same || other.unit == key.unit {
            continue;
        }
        let Some(own) = number(set) else {
            continue;
        };
        sum = Some(match sum {
            Some(so_far) => exact::add(so_far, own)?,
            None => own,
        });
        given.push(other.unit.as_str());
    }
    let sum = sum.filter(|sum| *sum != city)?;
    let counties = scheme.units.iter().filter(|unit| {
        unit.reports && unit.code != key.unit && !given.contains(&unit.code.as_str())
    });
    Some(Told::Sum {
        key: key.clone(),
        city,
        sum,
        without: counties.map(|unit| unit.code.clone()).collect(),
    })
}

/// The years of a path, where all of them, or at least the last, are set.
fn path(book: &Book, (key, whole): (&TargetKey, Decimal), measure: MeasureType) -> Option<Told> {
    let of = |year: u16| {
        let own = TargetKey {
            span: Span::year(year),
            ..key.clone()
        };
        book.held(&own).and_then(number)
    };
    // what is counted in each year is added; what is there at the end is the last year's
    let is_added = matches!(
        measure,
        MeasureType::Flow | MeasureType::GrossNew | MeasureType::NetChange
    );
    let years = if is_added {
        let mut sum = Decimal::from(0);
        for year in key.span.first..=key.span.last {
            sum = exact::add(sum, of(year)?)?;
        }
        sum
    } else {
        of(key.span.last)?
    };
    (years != whole).then(|| Told::Path {
        key: key.clone(),
        whole,
        years,
    })
}
