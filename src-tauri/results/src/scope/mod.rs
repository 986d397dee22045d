//! Of which units a consolidation is: all of a round, one unit's own return (节点汇总), a unit with
//! all below it (全汇总), or chosen units (选择汇总). Results see a record; what a scope leaves out
//! is not in the record that they see, and the title says so.

mod narrowed;

use narrowed::Narrowed;
use xianbaohui_core::message::notice;
use xianbaohui_core::notice::{Notice, NoticeCode};
use xianbaohui_core::record::{Record, RecordError};
use xianbaohui_core::scheme::{Round, Scheme};

/// Which units are consolidated. Units go by their codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Scope {
    /// all units of the round
    #[default]
    All,
    /// 节点汇总: what a unit has sent itself
    Node(String),
    /// 全汇总: the units below a unit, which is held against their sum
    Full(String),
    /// 选择汇总: these units
    Chosen(Vec<String>),
}

/// Kinds of scopes, as they are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScopeKind {
    /// see [`Scope::Node`]
    Node,
    /// see [`Scope::Full`]
    Full,
    /// see [`Scope::Chosen`]
    Chosen,
}

impl Scope {
    /// A scope of units by their codes or names.
    ///
    /// # Errors
    /// No such unit, or none that this kind of scope can be of.
    pub fn of(
        scheme: &Scheme,
        round: &Round,
        kind: ScopeKind,
        units: &[String],
    ) -> Result<Self, RecordError> {
        let mut codes = Vec::new();
        for name in units {
            let code = unit(scheme, round, name)?;
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let root = &scheme.root_unit().code;
        match (kind, codes.as_slice()) {
            (ScopeKind::Full, [one]) if one == root => Ok(Self::All),
            (ScopeKind::Full, [one]) => {
                if below(scheme, round, one).is_empty() {
                    return Err(refused(
                        "scope.nothing-below",
                        format!(
                            "{}在本批次没有下级单位，不能做全汇总；只要它自己报的数，用节点汇总。",
                            scheme.unit_name(one)
                        ),
                    ));
                }
                Ok(Self::Full(one.clone()))
            }
            (ScopeKind::Node, [one]) => asked(scheme, round, one).map(|()| Self::Node(one.clone())),
            (ScopeKind::Node | ScopeKind::Full, _) => Err(refused(
                "scope.one-unit",
                "节点汇总、全汇总要指明一个单位。".to_owned(),
            )),
            (ScopeKind::Chosen, []) => {
                Err(refused("scope.no-unit", "选择汇总要指明单位。".to_owned()))
            }
            (ScopeKind::Chosen, several) => {
                for one in several {
                    asked(scheme, round, one)?;
                }
                // in the order of the round, like every table
                codes.sort_by_key(|code| round.units.iter().position(|unit| unit == code));
                Ok(Self::Chosen(codes))
            }
        }
    }

    /// What stands behind a title: `（节点汇总）`; nothing of all.
    pub fn title(&self) -> &'static str {
        match self {
            Self::All => "",
            Self::Node(_) => "（节点汇总）",
            Self::Full(_) => "（全汇总）",
            Self::Chosen(_) => "（选择汇总）",
        }
    }

    /// Code and arguments, for the catalogue; nothing of all.
    pub fn notice(&self, scheme: &Scheme) -> Option<Notice> {
        let name = |code: &String| scheme.unit_name(code).to_owned();
        match self {
            Self::All => None,
            Self::Node(unit) => Some(Notice::of(NoticeCode::ScopeNode).with("unit", name(unit))),
            Self::Full(unit) => Some(Notice::of(NoticeCode::ScopeFull).with("unit", name(unit))),
            Self::Chosen(units) => {
                let names = units.iter().map(name).collect::<Vec<_>>();
                Some(Notice::of(NoticeCode::ScopeChosen).with("units", names))
            }
        }
    }

    /// What stands before the line of who has reported; nothing of all.
    pub fn line(&self, scheme: &Scheme) -> String {
        let told = self.notice(scheme);
        told.map_or_else(String::new, |told| format!("{}。", notice(&told)))
    }
}

/// A record and a round that have only what a scope is of.
pub struct Scoped<'r> {
    all: &'r dyn Record,
    narrowed: Option<Narrowed<'r>>,
    round: Round,
    scope: Scope,
}

impl<'r> Scoped<'r> {
    /// What a scope is of.
    ///
    /// # Errors
    /// The record did not answer.
    pub fn of(all: &'r dyn Record, round: &Round, scope: &Scope) -> Result<Self, RecordError> {
        let (root, units) = match scope {
            Scope::All => {
                return Ok(Self {
                    all,
                    narrowed: None,
                    round: round.clone(),
                    scope: Scope::All,
                });
            }
            Scope::Node(unit) => (None, vec![unit.clone()]),
            Scope::Full(unit) => (Some(unit), below(all.scheme(), round, unit)),
            Scope::Chosen(units) => (None, units.clone()),
        };
        let round = Round {
            units: units.clone(),
            ..round.clone()
        };
        let seen = units.into_iter().chain(root.cloned()).collect();
        Ok(Self {
            all,
            narrowed: Some(Narrowed::of(all, &round.code, seen, root)?),
            round,
            scope: scope.clone(),
        })
    }

    /// The record.
    pub fn record(&self) -> &dyn Record {
        match &self.narrowed {
            Some(narrowed) => narrowed,
            None => self.all,
        }
    }

    /// The round.
    pub fn round(&self) -> &Round {
        &self.round
    }

    /// The scope.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }
}

fn refused(code: &'static str, message: String) -> RecordError {
    RecordError::Unanswered { code, message }
}

/// Nothing, or an error where the round does not ask a unit.
fn asked(scheme: &Scheme, round: &Round, unit: &str) -> Result<(), RecordError> {
    if round.units.iter().any(|own| own == unit) {
        return Ok(());
    }
    Err(refused(
        "scope.not-asked",
        format!(
            "{}不在本批应报单位里，不能选来汇总。",
            scheme.unit_name(unit)
        ),
    ))
}

/// The code of a unit by its code or name.
fn unit(scheme: &Scheme, round: &Round, name: &str) -> Result<String, RecordError> {
    if let Some(unit) = scheme.unit(name) {
        return Ok(unit.code.clone());
    }
    let found = scheme.unit_names.exactly(name, Some(round.period));
    match found.as_slice() {
        [one] => Ok(scheme.units[one.unit].code.clone()),
        _ => Err(RecordError::Unknown {
            what: "填报单位",
            name: name.to_owned(),
            nearest: scheme
                .unit_names
                .nearest(name)
                .map(|near| format!("，最接近的是“{near}”"))
                .unwrap_or_default(),
        }),
    }
}

/// The units of a round that stand below a unit, at whatever depth.
fn below(scheme: &Scheme, round: &Round, unit: &str) -> Vec<String> {
    let is_below = |code: &&String| {
        let mut above = scheme.unit(code).and_then(|own| own.parent.as_deref());
        // a scheme may have made a circle of parents
        for _ in 0..scheme.units.len() {
            match above {
                Some(parent) if parent == unit => return true,
                Some(parent) => {
                    above = scheme.unit(parent).and_then(|own| own.parent.as_deref());
                }
                None => return false,
            }
        }
        false
    };
    round
        .units
        .iter()
        .filter(|code| *code != unit)
        .filter(is_below)
        .cloned()
        .collect()
}
