//! A list that is longer than a sheet goes on in the next.

/// Rows of the sheets that so many rows need, at most `room` each; one sheet at least.
pub(super) fn parts(rows: usize, room: u32) -> Vec<u32> {
    let room = room.max(1) as usize;
    (0..rows.div_ceil(room).max(1))
        .map(|at| rows.saturating_sub(at * room).min(room) as u32)
        .collect()
}

/// The name of a sheet that goes on: `数据来源`, `数据来源2` …
pub(super) fn continued(name: &str, at: usize) -> String {
    if at == 0 {
        name.to_owned()
    } else {
        format!("{name}{}", at + 1)
    }
}
