//! Arguments as they come, and as verbs borrow them.

use super::client::camel;
use crate::app_error::AppError;
use crate::host::Purpose;
use crate::verb::facts::FactWanted;
use crate::verb::registers::RegisterView;
use crate::verb::table::{OnScreen, Sort};
use crate::verb::targets::TargetWanted;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use xianbaohui_files::original_last;

/// The arguments of a verb; one that is not known, or missing, is told with those that are right.
pub(super) fn arguments<T: DeserializeOwned>(
    verb: &str,
    known: &[&str],
    given: serde_json::Value,
) -> Result<T, AppError> {
    serde_json::from_value(given).map_err(|error| {
        let known = known.iter().map(|name| camel(name)).collect::<Vec<_>>();
        let known = if known.is_empty() {
            "无".to_owned()
        } else {
            known.join("、")
        };
        AppError::new(
            "api.arguments",
            original_last(
                &format!("页面与程序对不上：“{verb}”的参数应是 {known}（"),
                &xianbaohui_core::foreign::json(&error),
                "）。请重新启动程序",
            ),
        )
    })
}

/// A request that nothing answers to.
pub(super) fn unknown(verb: &str, known: &[&str]) -> AppError {
    let is_near = |own: &&&str| own.starts_with(verb.split('_').next().unwrap_or_default());
    let near = known.iter().filter(is_near).copied().collect::<Vec<_>>();
    let near = if near.is_empty() {
        String::new()
    } else {
        format!("，相近的有 {}", near.join("、"))
    };
    AppError::new(
        "api.unknown",
        format!("页面与程序对不上：没有“{verb}”这个命令{near}。请重新启动程序。"),
    )
}

/// An answer as JSON.
pub(super) fn answer(answer: &impl Serialize) -> Result<String, AppError> {
    serde_json::to_string(answer).map_err(|_| AppError::broken())
}

/// What is owned by a request, as a verb borrows it.
pub(super) trait Lend<'a> {
    type As;
    fn lend(&'a self) -> Self::As;
}

impl<'a> Lend<'a> for String {
    type As = &'a str;
    fn lend(&'a self) -> &'a str {
        self
    }
}

impl<'a> Lend<'a> for PathBuf {
    type As = &'a Path;
    fn lend(&'a self) -> &'a Path {
        self
    }
}

impl<'a, T: 'a> Lend<'a> for Vec<T> {
    type As = &'a [T];
    fn lend(&'a self) -> &'a [T] {
        self
    }
}

impl<'a, T: Lend<'a>> Lend<'a> for Option<T> {
    type As = Option<T::As>;
    fn lend(&'a self) -> Option<T::As> {
        self.as_ref().map(T::lend)
    }
}

macro_rules! copied {
    ($($type:ty)*) => {
        $(impl Lend<'_> for $type {
            type As = Self;
            fn lend(&self) -> Self {
                *self
            }
        })*
    };
}

impl<'a> Lend<'a> for OnScreen {
    type As = &'a Self;
    fn lend(&'a self) -> &'a Self {
        self
    }
}

impl<'a> Lend<'a> for RegisterView {
    type As = &'a Self;
    fn lend(&'a self) -> &'a Self {
        self
    }
}

impl<'a> Lend<'a> for FactWanted {
    type As = &'a Self;
    fn lend(&'a self) -> &'a Self {
        self
    }
}

impl<'a> Lend<'a> for TargetWanted {
    type As = &'a Self;
    fn lend(&'a self) -> &'a Self {
        self
    }
}

copied! { bool u32 i64 Purpose Sort }
