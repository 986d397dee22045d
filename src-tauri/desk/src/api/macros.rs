//! The macro that makes door and client of the declarations.

/// One declaration a verb: `name(argument: Type) -> Answer;`, and `, told` where progress is told.
/// Arguments are handed to the method of that name as it borrows them.
macro_rules! api {
    (@told $tell:ident) => { $tell };
    ($($name:ident($($argument:ident: $type:ty),* $(,)?) -> $answer:ty $(, $told:ident)?;)*) => {
        /// Names of all verbs.
        pub const VERBS: &[&str] = &[$(stringify!($name)),*];

        impl Desk {
            /// A request by name, with its arguments as JSON; the answer is JSON. `tell` hears how
            /// far a long job is.
            pub fn call(
                &self,
                verb: &str,
                arguments: serde_json::Value,
                tell: Tell<'_>,
            ) -> Result<String, AppError> {
                match verb {
                    $(stringify!($name) => {
                        #[derive(serde::Deserialize)]
                        #[serde(rename_all = "camelCase", deny_unknown_fields)]
                        struct Arguments { $($argument: $type),* }
                        let known: &[&str] = &[$(stringify!($argument)),*];
                        let Arguments { $($argument),* } =
                            given::arguments(verb, known, arguments)?;
                        let answer: Result<$answer, AppError> = guarded(|| self.$name(
                            $(given::Lend::lend(&$argument),)*
                            $(macros::api!(@$told tell))?
                        ));
                        given::answer(&answer?)
                    })*
                    _ => Err(given::unknown(verb, VERBS)),
                }
            }
        }

        /// The client of the pages: every verb with its arguments and its answer.
        pub fn typescript() -> String {
            client::text(&[$(client::Verb {
                name: stringify!($name),
                arguments: vec![$((stringify!($argument), client::type_name::<$type>())),*],
                answer: client::type_name::<$answer>(),
                is_told: !concat!("" $(, stringify!($told))?).is_empty(),
            }),*])
        }
    };
}

pub(super) use api;
