//! What the tests and the benchmark share: sheets written down as a few lines of text, and folders of generated returns.

pub mod generate;
pub mod sheet;

/// Either done, or a sentence that says what went wrong.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
