//! Facts: figures as consolidation, rules over periods, progress and scores read them. Names are
//! looked up once; then unit, indicator, column and form are numbers.

mod id;
mod key;
mod names;
mod set;
mod table;

pub use id::{ColumnId, FormId, IndicatorId, UnitId};
pub use key::FactKey;
pub use names::Names;
pub use set::{FactSet, rounds_before, rounds_of_years};
pub use table::{Fact, FactTable, Of};
