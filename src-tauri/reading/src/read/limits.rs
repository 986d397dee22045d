//! What a file may cost: beyond it, it is refused and the limit is said.

/// What a file may cost. Beyond it, it is refused and the limit is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// bytes of the file
    pub file_bytes: u64,
    /// bytes after unpacking
    pub unpacked_bytes: u64,
    /// sheets in a workbook
    pub sheets: usize,
    /// filled cells in a workbook
    pub cells: usize,
    /// bytes of memory that reading takes, where it is done in a process of its own
    pub memory_bytes: u64,
    /// seconds that reading takes, where it is done in a process of its own
    pub seconds: u64,
}

impl Default for Limits {
    /// 64 MB a file, 512 MB unpacked, 256 sheets, 2 million cells, 480 MB of memory, 10 seconds:
    /// far beyond any return, far below what hurts.
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            unpacked_bytes: 512 << 20,
            sheets: 256,
            cells: 2_000_000,
            memory_bytes: 480 << 20,
            seconds: 10,
        }
    }
}
