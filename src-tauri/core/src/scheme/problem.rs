//! What is wrong with a scheme text, and where.

use crate::division::CityError;
use std::fmt;
use thiserror::Error;

/// One mistake in a scheme text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// file name
    pub file: String,
    /// line, from 1; 0 when the mistake has no place
    pub line: usize,
    /// column in characters, from 1
    pub column: usize,
    /// what stands there, what was expected, the nearest name
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(out, "{}：{}", self.file, self.message)
        } else {
            write!(
                out,
                "{} 第 {} 行第 {} 列：{}",
                self.file, self.line, self.column, self.message
            )
        }
    }
}

/// A scheme that cannot be used.
#[derive(Debug, Error)]
pub enum SchemeError {
    /// the text is wrong; every mistake of meaning is told
    #[error("报表制度有 {} 处错误，\
        改正后再用：\n{}", .0.len(), .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Invalid(Vec<Problem>),
    /// neither a shipped scheme nor a file
    #[error(
        "找不到报表制度“{name}”：既不是自带的（{shipped}），也没有这个文件。请核对名称或路径。"
    )]
    Unknown {
        /// what was asked for
        name: String,
        /// codes of the shipped schemes
        shipped: String,
    },
    /// the city that is asked for is none, or none that it could be for
    #[error(transparent)]
    City(#[from] CityError),
    /// the file or folder cannot be read
    #[error(
        "读不了报表制度文件 {path}：{}",
        xianbaohui_files::original_last(
            "",
            &xianbaohui_files::said(.source),
            "。请检查文件是否存在、是否有权限"
        )
    )]
    Io {
        /// where
        path: String,
        /// why
        source: std::io::Error,
    },
}

impl SchemeError {
    pub(super) fn unknown(name: &str) -> Self {
        let shipped = super::shipped()
            .iter()
            .map(|scheme| scheme.code)
            .collect::<Vec<_>>()
            .join("、");
        Self::Unknown {
            name: name.to_owned(),
            shipped,
        }
    }

    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "scheme.invalid",
            Self::Unknown { .. } => "scheme.unknown",
            Self::City(error) => error.code(),
            Self::Io { .. } => "scheme.io",
        }
    }
}
