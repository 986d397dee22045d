//! Rows go into the frames, one after the other, on their way to the file.

use super::frame::Frame;
use super::packer::Piece;
use super::place::{Place, damaged, with_dimension};
use super::rows::{Ready, Rows};
use super::strings::{self, Strings};
use super::style::Styles;
use crate::present::PresentError;
use crossbeam_channel::Sender;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// A workbook being written into its file.
pub(super) struct Package<'a> {
    pub(super) frames: ZipArchive<Cursor<&'a [u8]>>,
    pub(super) pieces: Sender<Piece>,
    /// the styles by their numbers
    pub(super) numbers: Styles<u32>,
    /// the texts that cells share
    pub(super) strings: Strings,
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

    /// Writes the texts that cells share: when all rows are written.
    pub(super) fn finish(self) -> Result<(), PresentError> {
        self.send(Piece::Part(strings::PART.to_owned()))?;
        self.send(Piece::Bytes(self.strings.part()))
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
    /// A text that is to be written in many rows.
    pub(super) fn text(&mut self, text: &str) -> Ready {
        self.package.strings.ready(text)
    }

    /// A text that may come in many rows.
    pub(super) fn likely(&mut self, text: &str) -> Ready {
        self.package.strings.likely(text)
    }

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
