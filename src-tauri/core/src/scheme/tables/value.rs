//! What a key of the scheme text says.

use serde::Serialize;

/// What stands after the `=` of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum TextValue {
    /// a text, a code, or one of the words that the key knows
    Text(String),
    /// a whole number
    Number(u32),
    /// true or false
    Flag(bool),
    /// texts in order
    List(Vec<String>),
}

impl TextValue {
    /// A text; nothing for what is none.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// A list; empty for what is none.
    pub fn as_list(&self) -> &[String] {
        if let Self::List(list) = self {
            list
        } else {
            &[]
        }
    }
}
