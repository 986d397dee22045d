//! Schemes (报表制度): who reports what, on which sheets, when, and what must hold. Read from text,
//! checked as a whole.
//!
//! The reference for people who write one is `schemes/README.md`.

mod build;
mod city;
mod content;
mod data;
pub mod diff;
mod draft;
mod file;
pub mod former;
pub mod lineage;
pub mod meaning;
mod own;
mod parting;
mod problem;
mod shipped;
mod tables;
mod write;

pub use city::FOR_ANY_CITY;
pub use content::{Round, Scheme};
pub use draft::Draft;
pub use file::read_text;
pub use problem::{Problem, SchemeError};
pub use shipped::{Shipped, shipped};
pub use tables::{Noun, TextKey, TextValue};

use build::Age;
use std::path::Path;

impl Scheme {
    /// Reads and checks a scheme text. `name` is what messages call it.
    pub fn parse(name: &str, text: &str) -> Result<Self, SchemeError> {
        build::scheme(&[(name.to_owned(), text.to_owned())], Age::Known)
    }

    /// Reads a scheme file, or the `*.toml` files of a folder in name order.
    pub fn load(path: &Path) -> Result<Self, SchemeError> {
        build::scheme(&file::texts(path)?, Age::New)
    }

    /// A shipped scheme by code, or a file or folder by path.
    pub fn find(name: &str) -> Result<Self, SchemeError> {
        if let Some(found) = shipped()
            .iter()
            .find(|known| known.code == name || known.name == name)
        {
            return build::scheme(&found.texts(), Age::Known);
        }
        if Path::new(name).exists() {
            return Self::load(Path::new(name));
        }
        Err(SchemeError::unknown(name))
    }
}
