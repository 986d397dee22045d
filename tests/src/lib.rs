//! What the tests and the benchmark share: sheets written down as a few lines of text, folders of
//! generated returns, and returns spoilt the way counties spoil them.

pub mod credit;
pub mod generate;
pub mod kill;
pub mod mess;
pub mod sheet;
pub mod sights;
pub mod truth;
pub mod whole;
pub mod written;

/// Either done, or a sentence that says what went wrong.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
