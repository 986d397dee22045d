//! What is told with each code: one struct a code, its fields are what the sentence needs.
//!
//! The same words mean the same everywhere: `name` is what is asked for (unit, indicator, column),
//! `raw` what stands in the cell, `expected` what should stand there, `count` how many. Where it
//! stands is not said here: the sentence has the finding's cells as `cell`, `cells` and `row`.

/// Declares what is told with some codes.
macro_rules! told {
    ($($name:ident { $($field:ident: $kind:ty),* $(,)? })+) => {
        $(
            #[doc = concat!("See [`FindingCode::", stringify!($name), "`].")]
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub struct $name {
                $(
                    #[doc = concat!("`", stringify!($field), "` of the sentence")]
                    pub $field: $kind,
                )*
            }

            impl crate::finding::Told for $name {
                const CODE: crate::finding::FindingCode = crate::finding::FindingCode::$name;
                const ARGS: &'static [&'static str] = &[$(stringify!($field)),*];

                fn args(self) -> crate::finding::Args {
                    let named: Vec<(&str, Option<crate::finding::Arg>)> = vec![$(
                        (stringify!($field), crate::finding::IntoArg::into_arg(self.$field)),
                    )*];
                    named
                        .into_iter()
                        .filter_map(|(name, arg)| Some((name.to_owned(), arg?)))
                        .collect()
                }
            }
        )+

        /// The codes of this file, with the names of their arguments.
        pub(super) const ALL: &[(crate::finding::FindingCode, &[&str])] = &[
            $((crate::finding::FindingCode::$name, <$name as crate::finding::Told>::ARGS),)+
        ];
    };
}

mod before;
mod cell;
mod check;
mod entry;
mod header;
mod intake;
mod measure;
mod register;
mod row;
mod rule;
mod sheet;
mod total;
mod version;

pub use before::*;
pub use cell::*;
pub use check::*;
pub use entry::*;
pub use header::*;
pub use intake::*;
pub use measure::*;
pub use register::*;
pub use row::*;
pub use rule::*;
pub use sheet::*;
pub use total::*;
pub use version::*;

use super::code::FindingCode;

const ALL: &[&[(FindingCode, &[&str])]] = &[
    before::ALL,
    cell::ALL,
    check::ALL,
    entry::ALL,
    header::ALL,
    intake::ALL,
    measure::ALL,
    register::ALL,
    row::ALL,
    rule::ALL,
    sheet::ALL,
    total::ALL,
    version::ALL,
];

/// Names of the arguments that are told with a code; `None` where nothing tells it.
pub fn args_of(code: FindingCode) -> Option<&'static [&'static str]> {
    ALL.iter()
        .copied()
        .flatten()
        .find(|(own, _)| *own == code)
        .map(|(_, args)| *args)
}
