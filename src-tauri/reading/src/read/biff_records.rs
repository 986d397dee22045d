//! The records of an old workbook: [MS-XLS] 2.1.4.

pub(super) const EOF: u16 = 0x000A;
pub(super) const BOF: u16 = 0x0809;

/// Each record of a stream: kind, position and length of its data.
pub(super) fn records(
    stream: &[u8],
    from: usize,
) -> impl Iterator<Item = (u16, usize, usize)> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let header = stream.get(at..at.checked_add(4)?)?;
        let kind = u16::from_le_bytes([header[0], header[1]]);
        let start = at + 4;
        let length =
            usize::from(u16::from_le_bytes([header[2], header[3]])).min(stream.len() - start);
        at = start + length;
        Some((kind, start, length))
    })
}
