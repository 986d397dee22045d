//! When, and who.

/// When, and who: for the ledger's log.
#[derive(Debug, Clone)]
pub struct Hand {
    /// local time, to the second
    pub at: String,
    /// operator
    pub who: String,
}
