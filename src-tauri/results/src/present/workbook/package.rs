//! The file of a workbook: what rust_xlsxwriter made of the frames of the sheets, and between them
//! the rows as they come.
//!
//! A frame has one row in place of its rows, which says where the rows go and how high they are. In
//! the first frame it has one cell of each style, which say under which numbers the file knows the
//! styles: they are the same on all sheets.

use super::rows::Rows;
use super::style::Styles;
use crate::present::PresentError;
use crossbeam_channel::{Receiver, Sender, bounded};
use rust_xlsxwriter::{Workbook, Worksheet};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Cursor, Read as _, Seek, SeekFrom, Write};
use xianbaohui_core::place::{cell_name, parse_cell};
use xianbaohui_files::output::Output;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// How hard rows are compressed, of 9: beyond this the file gets hardly smaller and takes much
/// longer.
const LEVEL: i64 = 2;

/// Pieces that may wait to be compressed.
const WAITING: usize = 8;

/// A sheet and the place of its rows on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    /// number of the sheet in the workbook, from 1
    pub(super) sheet: usize,
    /// first of the rows, from 0
    pub(super) first: u32,
    /// how many there are
    pub(super) rows: u32,
    /// columns that they have
    pub(super) columns: u32,
}

impl Frame {
    /// Leaves a place for rows on a sheet.
    pub(super) fn leave(
        self,
        sheet: &mut Worksheet,
        styles: &Styles,
    ) -> Result<Self, PresentError> {
        if styles.are_left.replace(true) {
            sheet.write_blank(self.first, 0, &styles.line)?;
            return Ok(self);
        }
        let mut column = 0;
        let mut failed = None;
        styles.map(|format| {
            failed = failed
                .take()
                .or(sheet.write_blank(self.first, column, format).err());
            column += 1;
        });
        failed.map_or(Ok(self), |error| Err(error.into()))
    }

    fn name(self) -> String {
        format!("xl/worksheets/sheet{}.xml", self.sheet)
    }
}

/// What goes to the thread that compresses: a new part of the file by name, or bytes of the last.
pub(super) enum Piece {
    /// name of a part
    Part(String),
    /// what it goes on with
    Bytes(Vec<u8>),
}

/// A workbook being written into its file.
pub(super) struct Package<'a> {
    frames: ZipArchive<Cursor<&'a [u8]>>,
    pieces: Sender<Piece>,
    /// the styles by their numbers
    numbers: Styles<u32>,
}

impl<'a> Package<'a> {
    /// Begins the rows of one or more frames.
    pub(super) fn stream<'p>(&'p mut self, frames: &'p [Frame]) -> Stream<'p, 'a> {
        Stream {
            package: self,
            frames: frames.iter(),
            open: None,
        }
    }

    fn open(&mut self, frame: Frame) -> Result<Open, PresentError> {
        let mut xml = String::new();
        self.frames
            .by_name(&frame.name())
            .map_err(|error| damaged(&error))?
            .read_to_string(&mut xml)
            .map_err(|error| damaged(&error))?;
        let place = Place::find(&xml, frame.first).ok_or_else(|| damaged(&frame.name()))?;
        self.send(Piece::Part(frame.name()))?;
        self.send(Piece::Bytes(
            with_dimension(place.before, frame).into_bytes(),
        ))?;
        Ok(Open {
            styles: self.numbers.map(|number| *number),
            rows: Rows::new(self.pieces.clone(), frame.columns, place.height.to_owned()),
            after: place.after.to_owned(),
            next: frame.first,
            end: frame.first + frame.rows,
        })
    }

    fn send(&self, piece: Piece) -> Result<(), PresentError> {
        self.pieces.send(piece).map_err(|_| PresentError::Cancelled)
    }
}

/// Rows that go on from one frame to the next.
pub(super) struct Stream<'p, 'a> {
    package: &'p mut Package<'a>,
    frames: std::slice::Iter<'p, Frame>,
    open: Option<Open>,
}

/// The frame that rows go into.
struct Open {
    rows: Rows,
    styles: Styles<u32>,
    after: String,
    next: u32,
    end: u32,
}

impl Stream<'_, '_> {
    /// Begins the next row: where its cells go, the styles for them, and which row of the sheet it
    /// is. `height` is in points, where it is not the sheet's own.
    pub(super) fn row(
        &mut self,
        height: Option<f64>,
    ) -> Result<(&mut Rows, &Styles<u32>, u32), PresentError> {
        if self.open.as_ref().is_none_or(|open| open.next == open.end) {
            self.close()?;
            let frame = self
                .frames
                .next()
                .ok_or_else(|| damaged(&"more rows than were counted"))?;
            self.open = Some(self.package.open(*frame)?);
        }
        let Some(open) = &mut self.open else {
            return Err(damaged(&"no sheet"));
        };
        let line = open.next;
        open.next += 1;
        open.rows.row(line, height)?;
        Ok((&mut open.rows, &open.styles, line))
    }

    /// Ends the rows.
    pub(super) fn finish(mut self) -> Result<(), PresentError> {
        self.close()?;
        // a frame that has no row after all is a part of the file nevertheless
        while let Some(frame) = self.frames.next() {
            self.open = Some(self.package.open(*frame)?);
            self.close()?;
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), PresentError> {
        let Some(open) = self.open.take() else {
            return Ok(());
        };
        open.rows.finish()?;
        self.package.send(Piece::Bytes(open.after.into_bytes()))
    }
}

/// What stands before and after the place of the rows, and what the row in their place says.
struct Place<'x> {
    before: &'x str,
    after: &'x str,
    height: &'x str,
    cells: &'x str,
}

impl<'x> Place<'x> {
    fn find(xml: &'x str, row: u32) -> Option<Self> {
        let start = xml.find(&format!("<row r=\"{}\"", u64::from(row) + 1))?;
        let end = start + xml[start..].find("</row>")? + "</row>".len();
        let (tag, cells) = xml[start..end].split_once('>')?;
        let height = tag.find(" ht=").map_or("", |at| &tag[at..]);
        Some(Self {
            before: &xml[..start],
            after: &xml[end..],
            height,
            cells,
        })
    }

    /// The numbers of the styles of the row's cells.
    fn styles(&self) -> Option<Vec<u32>> {
        self.cells
            .split("<c ")
            .skip(1)
            .map(|cell| cell.split("s=\"").nth(1)?.split('"').next()?.parse().ok())
            .collect()
    }
}

/// The beginning of a sheet, which says how far the sheet goes.
fn with_dimension(before: &str, frame: Frame) -> String {
    const TAG: &str = "<dimension ref=\"";
    let Some((start, rest)) = before.split_once(TAG) else {
        return before.to_owned();
    };
    let (own, rest) = rest.split_once('"').unwrap_or(("", rest));
    // what stands below the rows reaches further down than they do
    let own_last = own
        .rsplit(':')
        .next()
        .and_then(parse_cell)
        .map_or(0, |(row, _)| row);
    let last = (frame.first + frame.rows).saturating_sub(1).max(own_last);
    format!(
        "{start}{TAG}A1:{}\"{rest}",
        cell_name(last, frame.columns.saturating_sub(1))
    )
}

/// Writes the file; it appears in its place only when it is complete. Its size in bytes. `fill`
/// writes the rows of the frames, of each sheet once.
pub(super) fn save(
    book: &mut Workbook,
    output: Output,
    frames: &[Frame],
    styles: &Styles,
    fill: impl FnOnce(&mut Package<'_>) -> Result<(), PresentError>,
) -> Result<u64, PresentError> {
    let failed = |error: std::io::Error| PresentError::Write {
        path: output.path().display().to_string(),
        why: error.to_string(),
    };
    let written = book.save_to_buffer()?;
    let file = output.file().map_err(failed)?;
    let apart = frames
        .iter()
        .map(|frame| frame.name())
        .collect::<HashSet<_>>();
    std::thread::scope(|scope| {
        let (pieces, waiting) = bounded(WAITING);
        let packer = scope.spawn(|| pack(&written, file, &apart, waiting));
        let filled = archive(&written).map_err(failed).and_then(|mut archive| {
            let numbers = numbers(&mut archive, frames, styles)?;
            fill(&mut Package {
                frames: archive,
                pieces,
                numbers,
            })
        });
        // when the packer breaks, the rest breaks for want of it
        packer
            .join()
            .unwrap_or_else(|_| Err(std::io::Error::other("stopped")))
            .map_err(failed)?;
        filled
    })?;
    Ok(output.finish()?)
}

/// Under which numbers the file knows the styles, as the first frame says.
fn numbers(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    frames: &[Frame],
    styles: &Styles,
) -> Result<Styles<u32>, PresentError> {
    let mut known = Vec::new();
    if let Some(frame) = frames.iter().min_by_key(|frame| frame.sheet) {
        let mut xml = String::new();
        archive
            .by_name(&frame.name())
            .map_err(|error| damaged(&error))?
            .read_to_string(&mut xml)
            .map_err(|error| damaged(&error))?;
        known = Place::find(&xml, frame.first)
            .and_then(|place| place.styles())
            .ok_or_else(|| damaged(&frame.name()))?;
    }
    let mut known = known.into_iter();
    let mut lacks = false;
    let numbers = styles.map(|_| {
        known.next().unwrap_or_else(|| {
            lacks = true;
            0
        })
    });
    // a style that the first frame did not have would silently be another
    if lacks && !frames.is_empty() {
        Err(damaged(&"a style has no number"))
    } else {
        Ok(numbers)
    }
}

fn archive(bytes: &[u8]) -> std::io::Result<ZipArchive<Cursor<&[u8]>>> {
    Ok(ZipArchive::new(Cursor::new(bytes))?)
}

/// Copies what is complete, then compresses what comes.
fn pack(
    written: &[u8],
    file: File,
    apart: &HashSet<String>,
    waiting: Receiver<Piece>,
) -> std::io::Result<()> {
    let mut parts = archive(written)?;
    let mut zip = ZipWriter::new(BufWriter::with_capacity(
        1 << 20,
        Unrepeated { file, at: None },
    ));
    for at in 0..parts.len() {
        let part = parts.by_index_raw(at)?;
        if !part.name().is_ok_and(|name| apart.contains(&*name)) {
            zip.raw_copy_file(part)?;
        }
    }
    let options = SimpleFileOptions::default()
        .compression_level(Some(LEVEL))
        .unix_permissions(0o600);
    for piece in waiting {
        match piece {
            Piece::Part(name) => zip.start_file(name, options)?,
            Piece::Bytes(bytes) => zip.write_all(&bytes)?,
        }
    }
    let written = zip
        .finish()?
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?;
    // whoever passed over a refusal has not written a workbook
    if written.at.is_some() {
        Err(std::io::Error::other("not written to its end"))
    } else {
        Ok(())
    }
}

/// A file that takes no more once it has refused something. A `ZipWriter` that fails tries once
/// more to end the archive and writes to the terminal when that fails, too; the failure is told in
/// its own place.
struct Unrepeated {
    file: File,
    /// where the next byte would go, after a failure
    at: Option<u64>,
}

impl Write for Unrepeated {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if let Some(at) = &mut self.at {
            *at += bytes.len() as u64;
            return Ok(bytes.len());
        }
        let written = self.file.write(bytes);
        if written
            .as_ref()
            .is_err_and(|error| error.kind() != std::io::ErrorKind::Interrupted)
        {
            self.at = Some(self.file.stream_position().unwrap_or_default());
        }
        written
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.at.is_some() {
            Ok(())
        } else {
            self.file.flush()
        }
    }
}

impl Seek for Unrepeated {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let Some(at) = &mut self.at else {
            return self.file.seek(to);
        };
        *at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) => at.saturating_add_signed(by),
            SeekFrom::End(by) => self.file.metadata()?.len().saturating_add_signed(by),
        };
        Ok(*at)
    }
}

fn damaged(why: &dyn std::fmt::Display) -> PresentError {
    PresentError::Write {
        path: String::new(),
        why: why.to_string(),
    }
}
