//! The floors: calamine reads the files, rust_xlsxwriter writes cells row by row; nothing is
//! recognised, checked or kept.

use crate::child::{Clock, Cost};
use calamine::{Data, DataRef, Range, Reader as _, Xlsx};
use rayon::prelude::*;
use rust_xlsxwriter::{Workbook, Worksheet};
use std::fs::File;
use std::io::{BufReader, BufWriter, Cursor, ErrorKind, Read as _, Write as _};
use std::path::Path;
use xianbaohui_tests::{Outcome, generate};

/// What a floor writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Floor {
    /// the cells that it has read
    Own,
    /// as many cells as the job's workbook has: those that [`record`] kept
    AsMany,
}

/// Reads all returns on all cores, then writes.
pub(crate) fn run(folder: &Path, returns: usize, floor: Floor) -> Outcome<Cost> {
    let paths = generate::returns(&folder.join("returns"), returns)?;
    let mut clock = Clock::start();
    // who writes other cells has no use for these
    let read = paths
        .par_iter()
        .map(|path| {
            let ranges = ranges(path)?;
            let cells = ranges.iter().map(|range| range.used_cells().count());
            Ok((cells.sum(), (floor == Floor::Own).then_some(ranges)))
        })
        .collect::<Outcome<Vec<(usize, _)>>>()?;
    clock.part("read");
    // a return has 60 × 7 and 50 × 8 cells below its headers
    let cells = read.iter().map(|(cells, _)| cells).sum::<usize>();
    if cells < returns * (generate::INDICATORS * (generate::COLUMNS + 2) + generate::ENTRIES * 8) {
        return Err(format!("only {cells} cells were read").into());
    }
    let mut book = Workbook::new();
    match floor {
        Floor::Own => {
            let sheet = book.add_worksheet();
            stacked(
                sheet,
                read.iter().filter_map(|(_, kept)| kept.as_ref()).flatten(),
            )?;
        }
        Floor::AsMany => replay(folder, &mut book)?,
    }
    book.save(folder.join("floor.xlsx"))?;
    clock.part("write");
    Ok(clock.stop())
}

/// The filled cells of a file, sheet by sheet.
fn ranges(path: &Path) -> Outcome<Vec<Range<Data>>> {
    let mut book = Xlsx::new(Cursor::new(std::fs::read(path)?))?;
    let names = book.sheet_names();
    Ok(names
        .iter()
        .map(|sheet| book.worksheet_range(sheet))
        .collect::<Result<_, _>>()?)
}

/// Writes one range below the other.
fn stacked<'r>(sheet: &mut Worksheet, ranges: impl Iterator<Item = &'r Range<Data>>) -> Outcome {
    let mut below = 0;
    for range in ranges {
        for (row, column, data) in range.used_cells() {
            let (row, column) = (below + u32::try_from(row)?, u16::try_from(column)?);
            match data {
                Data::Float(number) => sheet.write_number(row, column, *number)?,
                Data::Int(number) => sheet.write_number(row, column, *number as f64)?,
                Data::String(text) => sheet.write_string(row, column, text)?,
                other => sheet.write_string(row, column, other.to_string())?,
            };
        }
        below += u32::try_from(range.height())?;
    }
    Ok(())
}

/// Keeps the cells of a workbook as they are needed to write them again: `s` a new sheet, `n` a
/// number, `t` a text.
pub(crate) fn record(folder: &Path) -> Outcome {
    let mut book = Xlsx::new(BufReader::new(File::open(folder.join("job.xlsx"))?))?;
    let mut out = BufWriter::new(File::create(folder.join("cells"))?);
    let text = |out: &mut BufWriter<File>, text: &str| -> Outcome {
        out.write_all(&u32::try_from(text.len())?.to_le_bytes())?;
        Ok(out.write_all(text.as_bytes())?)
    };
    for sheet in book.sheet_names() {
        out.write_all(b"s")?;
        text(&mut out, &sheet)?;
        let mut cells = book.worksheet_cells_reader(&sheet)?;
        while let Some(cell) = cells.next_cell()? {
            let (row, column) = cell.get_position();
            let data: Data = match cell.get_value() {
                DataRef::Empty => continue,
                other => other.clone().into(),
            };
            out.write_all(if matches!(data, Data::Float(_) | Data::Int(_)) {
                b"n"
            } else {
                b"t"
            })?;
            out.write_all(&row.to_le_bytes())?;
            out.write_all(&u16::try_from(column)?.to_le_bytes())?;
            match data {
                Data::Float(number) => out.write_all(&number.to_le_bytes())?,
                Data::Int(number) => out.write_all(&(number as f64).to_le_bytes())?,
                other => text(&mut out, &other.to_string())?,
            }
        }
    }
    Ok(out.flush()?)
}

fn replay(folder: &Path, book: &mut Workbook) -> Outcome {
    let mut kept = BufReader::with_capacity(1 << 20, File::open(folder.join("cells"))?);
    let mut sheet: Option<&mut Worksheet> = None;
    let mut words = Vec::new();
    let mut tag = [0];
    loop {
        match kept.read_exact(&mut tag) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
            other => other?,
        }
        if tag[0] == b's' {
            text(&mut kept, &mut words)?;
            let new = book.add_worksheet_with_constant_memory()?;
            // names cannot be borrowed across sheets, so each is looked up again by being the last
            sheet = Some(new.set_name(std::str::from_utf8(&words)?)?);
            continue;
        }
        let (row, column) = (
            u32::from_le_bytes(bytes(&mut kept)?),
            u16::from_le_bytes(bytes(&mut kept)?),
        );
        let Some(sheet) = sheet.as_deref_mut() else {
            return Err("a cell before the first sheet".into());
        };
        if tag[0] == b'n' {
            sheet.write_number(row, column, f64::from_le_bytes(bytes(&mut kept)?))?;
        } else {
            text(&mut kept, &mut words)?;
            sheet.write_string(row, column, std::str::from_utf8(&words)?)?;
        }
    }
}

fn bytes<const N: usize>(kept: &mut impl std::io::Read) -> Outcome<[u8; N]> {
    let mut bytes = [0; N];
    kept.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn text(kept: &mut impl std::io::Read, words: &mut Vec<u8>) -> Outcome {
    words.resize(u32::from_le_bytes(bytes(kept)?) as usize, 0);
    Ok(kept.read_exact(words)?)
}
