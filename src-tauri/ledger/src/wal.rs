//! What SQLite would take from a log: <https://sqlite.org/fileformat2.html#the_write_ahead_log>.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::Path;

/// One page as a commit leaves it.
pub(super) struct Frame<'f> {
    /// its number, from 1
    pub(super) page: u32,
    /// pages of the ledger after the commit that ends here; 0 where none does
    pub(super) ends: u32,
    /// what it holds
    pub(super) content: &'f [u8],
    /// something at or before it is damaged: SQLite would drop it, and the log with it
    pub(super) damaged: bool,
}

/// Bytes before the first page, and before each.
const HEADER: usize = 32;
const FRAME: usize = 24;

/// Hands on what a log holds, in its order, until there is no more or `each` has enough. Only what
/// a commit ends counts.
pub(super) fn frames(path: &Path, mut each: impl FnMut(&Frame<'_>) -> bool) -> std::io::Result<()> {
    let mut file = match File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut header = [0; HEADER];
    if !filled(&mut file, &mut header)? {
        return Ok(());
    }
    let big = match word(&header, 0, true) {
        0x377f_0682 => false,
        0x377f_0683 => true,
        _ => return Ok(()),
    };
    let size = word(&header, 8, true) as usize;
    let mut sum = summed((0, 0), &header[..24], big);
    if !(512..=65536).contains(&size)
        || !size.is_power_of_two()
        || sum != (word(&header, 24, true), word(&header, 28, true))
    {
        return Ok(());
    }
    let (mut frame, mut content, mut damaged) = ([0; FRAME], vec![0; size], false);
    while filled(&mut file, &mut frame)? && filled(&mut file, &mut content)? {
        sum = summed(summed(sum, &frame[..8], big), &content, big);
        // what follows is of an earlier round of the log, or was never finished
        if frame[8..16] != header[16..24] {
            break;
        }
        damaged |= sum != (word(&frame, 16, true), word(&frame, 20, true));
        let goes_on = each(&Frame {
            page: word(&frame, 0, true),
            ends: word(&frame, 4, true),
            content: &content,
            damaged,
        });
        if !goes_on {
            break;
        }
    }
    Ok(())
}

fn filled(file: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<bool> {
    match file.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn word(bytes: &[u8], at: usize, big: bool) -> u32 {
    let four = bytes
        .get(at..at + 4)
        .and_then(|four| four.try_into().ok())
        .unwrap_or_default();
    if big {
        u32::from_be_bytes(four)
    } else {
        u32::from_le_bytes(four)
    }
}

fn summed(mut sum: (u32, u32), bytes: &[u8], big: bool) -> (u32, u32) {
    for at in (0..bytes.len()).step_by(8) {
        sum.0 = sum.0.wrapping_add(word(bytes, at, big)).wrapping_add(sum.1);
        sum.1 = sum
            .1
            .wrapping_add(word(bytes, at + 4, big))
            .wrapping_add(sum.0);
    }
    sum
}
