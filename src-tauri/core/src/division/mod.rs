//! Administrative divisions (行政区划): every prefecture with its counties, zones that report like
//! one, and what became of what. Lists of `divisions/`, read when they are first asked for.

mod change;
mod city;
mod find;
mod list;
mod stem;

pub use change::{Change, ChangeKind};
pub use city::Expected;
pub use find::CityError;
pub use list::{City, Division, cities, provinces};
