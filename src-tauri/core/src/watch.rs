//! Long jobs, watched.

/// Watches a long job, and may stop it.
pub trait Watch: Sync {
    /// `done` of `total` files are through; `file` is the last.
    fn advanced(&self, done: usize, total: usize, file: &str);
    /// Whether to stop.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Watches nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn advanced(&self, _: usize, _: usize, _: &str) {}
}
