//! Arguments of a finding: names, figures, counts, lists and places, as the sentence needs them.

use crate::number::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The arguments of a finding by name.
pub type Args = BTreeMap<String, Arg>;

/// One argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arg {
    /// words, or a figure in digits
    #[serde(rename = "t")]
    Text(String),
    /// how many
    #[serde(rename = "n")]
    Count(u64),
    /// names
    #[serde(rename = "l")]
    List(Vec<String>),
    /// where: the name of a cell, row or column. A row put in above changes it and nothing of what
    /// is found, so that it is no part of the finding's identity
    #[serde(rename = "at")]
    At(String),
    /// where, of several; no part of the identity either
    #[serde(rename = "ats")]
    Places(Vec<String>),
}

/// What may be an argument; `None` leaves it out.
pub trait IntoArg {
    /// The argument.
    fn into_arg(self) -> Option<Arg>;
}

/// The name of a cell, row or column as an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At(pub String);

impl IntoArg for String {
    fn into_arg(self) -> Option<Arg> {
        Some(Arg::Text(self))
    }
}

impl IntoArg for Decimal {
    fn into_arg(self) -> Option<Arg> {
        Some(Arg::Text(self.normalize().to_string()))
    }
}

impl IntoArg for usize {
    fn into_arg(self) -> Option<Arg> {
        Some(Arg::Count(self as u64))
    }
}

impl IntoArg for u64 {
    fn into_arg(self) -> Option<Arg> {
        Some(Arg::Count(self))
    }
}

impl IntoArg for u32 {
    fn into_arg(self) -> Option<Arg> {
        Some(Arg::Count(self.into()))
    }
}

impl IntoArg for Vec<String> {
    fn into_arg(self) -> Option<Arg> {
        Some(Arg::List(self))
    }
}

impl IntoArg for At {
    fn into_arg(self) -> Option<Arg> {
        Some(Arg::At(self.0))
    }
}

impl IntoArg for Vec<At> {
    fn into_arg(self) -> Option<Arg> {
        Some(Arg::Places(self.into_iter().map(|At(name)| name).collect()))
    }
}

impl IntoArg for bool {
    /// `true` is there, `false` is left out.
    fn into_arg(self) -> Option<Arg> {
        self.then_some(Arg::Count(1))
    }
}

impl<T: IntoArg> IntoArg for Option<T> {
    fn into_arg(self) -> Option<Arg> {
        self.and_then(T::into_arg)
    }
}
