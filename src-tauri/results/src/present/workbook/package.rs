//! The file of a workbook: what rust_xlsxwriter made of the frames of the sheets, and between them
//! the rows as they come.
//!
//! A frame has one row in place of its rows, which says where the rows go and how high they are. In
//! the first frame it has one cell of each style, which say under which numbers the file knows the
//! styles: they are the same on all sheets.

use super::frame::Frame;
use super::packer::{archive, pack};
use super::place::{Place, damaged};
use super::stream::Package;
use super::strings::{self, Strings};
use super::style::Styles;
use crate::present::PresentError;
use crossbeam_channel::bounded;
use rust_xlsxwriter::Workbook;
use std::collections::HashSet;
use std::io::{Cursor, Read as _};
use xianbaohui_files::output::Output;
use zip::ZipArchive;

/// Pieces that may wait to be compressed.
const WAITING: usize = 8;

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
        why: xianbaohui_files::said(&error),
    };
    let written = book.save_to_buffer()?;
    let file = output.file().map_err(failed)?;
    let apart = frames
        .iter()
        .map(|frame| frame.name())
        .chain([strings::PART.to_owned()])
        .collect::<HashSet<_>>();
    std::thread::scope(|scope| {
        let (pieces, waiting) = bounded(WAITING);
        let packer = scope.spawn(|| pack(&written, file, &apart, waiting));
        let filled = archive(&written).map_err(failed).and_then(|mut archive| {
            let numbers = numbers(&mut archive, frames, styles)?;
            let strings = Strings::of(&part(&mut archive, strings::PART)?)?;
            let mut package = Package {
                frames: archive,
                pieces,
                numbers,
                strings,
            };
            fill(&mut package)?;
            package.finish()
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
        let xml = part(archive, &frame.name())?;
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

/// A part as a text.
pub(super) fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<String, PresentError> {
    let mut xml = String::new();
    archive
        .by_name(name)
        .map_err(|error| damaged(&error))?
        .read_to_string(&mut xml)
        .map_err(|error| damaged(&error))?;
    Ok(xml)
}
