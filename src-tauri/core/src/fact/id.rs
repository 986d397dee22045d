//! What a fact is of, as positions in one version of a scheme. They mean nothing outside of it:
//! what is kept or sent elsewhere goes by codes.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(
                Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
            )]
            pub struct $name(u32);

            impl $name {
                /// Of a position. A scheme has fewer than four billion of anything.
                pub fn at(position: usize) -> Self {
                    Self(u32::try_from(position).unwrap_or(u32::MAX))
                }

                /// The position.
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )+
    };
}

ids! {
    /// a unit: its position in the scheme
    UnitId
    /// an indicator: its position in the scheme
    IndicatorId
    /// a form: its position in the scheme
    FormId
    /// a column: its position in its form
    ColumnId
}
