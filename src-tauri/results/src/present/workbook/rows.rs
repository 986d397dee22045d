//! The many rows of a sheet as XML, written one after the other: what a sheet has of them never
//! stands in memory as a whole.

use super::packer::Piece;
use crate::present::PresentError;
use crate::present::model::text_width;
use crossbeam_channel::Sender;
use xianbaohui_core::number::{Decimal, EXCEL_DIGITS, is_wide, trimmed};
use xianbaohui_core::place::column_name;
use xianbaohui_core::text::fitting;

/// Bytes that are handed on together: enough to be worth it, few enough for the memory.
const PIECE: usize = 256 << 10;

/// The tallest row that Excel takes, in points.
pub(super) const TALLEST: f64 = 409.5;

/// A decimal no longer than this is the shortest text of the double next to it.
const EXACT: usize = EXCEL_DIGITS;

/// Writes rows from top to bottom, and the cells of a row from left to right.
pub(super) struct Rows {
    xml: Vec<u8>,
    pieces: Sender<Piece>,
    columns: Vec<String>,
    /// attributes of a row that has no height of its own
    height: String,
    row: Vec<u8>,
    /// the height of the last row that had one of its own, and what it says of it
    high: (f64, String),
    open: bool,
}

impl Rows {
    /// `height` is what a row of the sheet says of its height: ` ht="19" customHeight="1"`, or
    /// nothing.
    pub(super) fn new(pieces: Sender<Piece>, columns: u32, height: String) -> Self {
        Self {
            xml: Vec::with_capacity(PIECE + 4096),
            pieces,
            columns: (0..columns).map(column_name).collect(),
            height,
            row: Vec::new(),
            high: (f64::NAN, String::new()),
            open: false,
        }
    }

    /// Begins a row (from 0). `height` is in points, where it is not the sheet's own.
    pub(super) fn row(&mut self, row: u32, height: Option<f64>) -> Result<(), PresentError> {
        self.end();
        if self.xml.len() >= PIECE {
            let full = std::mem::replace(&mut self.xml, Vec::with_capacity(PIECE + 4096));
            // whoever takes the pieces has failed, and says why
            self.pieces
                .send(Piece::Bytes(full))
                .map_err(|_| PresentError::Cancelled)?;
        }
        self.row.clear();
        put_number(&mut self.row, row + 1);
        self.put("<row r=\"").put_row();
        if let Some(height) = height {
            // rows of two and three lines come again and again
            if self.high.0.to_bits() != height.to_bits() {
                // heights are kept in whole pixels of 3/4 point
                let pixels = (height.min(TALLEST) * 4.0 / 3.0).round() * 0.75;
                self.high = (height, format!("\" ht=\"{pixels}\" customHeight=\"1\">"));
            }
            self.xml.extend_from_slice(self.high.1.as_bytes());
        } else {
            self.put("\"");
            self.xml.extend_from_slice(self.height.as_bytes());
            self.put(">");
        }
        self.open = true;
        Ok(())
    }

    /// A figure, with all its digits.
    pub(super) fn number(&mut self, column: usize, number: Decimal, style: u32) {
        self.digits(column, &trimmed(number), style);
    }

    /// A figure that is written down already, without needless zeros.
    pub(super) fn digits(&mut self, column: usize, digits: &str, style: u32) {
        self.cell(column, style).put("><v>");
        if digits.len() <= EXACT {
            self.put(digits);
        } else {
            // what is computed may have more digits than a double has: they say nothing to Excel
            let _ = std::io::Write::write_fmt(&mut self.xml, format_args!("{}", as_float(digits)));
        }
        self.put("</v></c>");
    }

    /// A figure as it was reported: one with more digits than Excel keeps is written as a text, so
    /// that none is lost.
    pub(super) fn reported(
        &mut self,
        column: usize,
        digits: &str,
        style: u32,
        as_text: u32,
    ) -> Result<(), PresentError> {
        if is_wide(digits) {
            return self.text(column, digits, as_text);
        }
        self.digits(column, digits, style);
        Ok(())
    }

    /// A text, which is never taken for a formula; one that Excel has no room for is cut, and says
    /// so.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "who writes a row goes on with `?`, whatever stands in its cells"
    )]
    pub(super) fn text(
        &mut self,
        column: usize,
        text: &str,
        style: u32,
    ) -> Result<(), PresentError> {
        if text.is_empty() {
            self.blank(column, style);
            return Ok(());
        }
        self.cell(column, style);
        begun(&mut self.xml, text);
        self.put(TEXT_END);
        Ok(())
    }

    /// A text that is written in many rows.
    pub(super) fn ready(&mut self, column: usize, ready: &Ready, style: u32) {
        if ready.xml.is_empty() {
            self.blank(column, style);
            return;
        }
        self.cell(column, style);
        self.xml.extend_from_slice(&ready.xml);
    }

    /// An empty cell of some style; without a style there is no cell.
    pub(super) fn blank(&mut self, column: usize, style: u32) {
        if style > 0 {
            self.cell(column, style).put("/>");
        }
    }

    /// A formula without its `=`, and its result, a number.
    pub(super) fn formula(&mut self, column: usize, formula: &str, result: &str, style: u32) {
        self.cell(column, style).put("><f>");
        escaped(&mut self.xml, formula);
        self.put("</f><v>").put(result).put("</v></c>");
    }

    /// Ends the last row and hands on what is left.
    pub(super) fn finish(mut self) -> Result<(), PresentError> {
        self.end();
        self.pieces
            .send(Piece::Bytes(self.xml))
            .map_err(|_| PresentError::Cancelled)
    }

    fn end(&mut self) {
        if std::mem::take(&mut self.open) {
            self.put("</row>");
        }
    }

    fn cell(&mut self, column: usize, style: u32) -> &mut Self {
        self.put("<c r=\"");
        if let Some(name) = self.columns.get(column) {
            self.xml.extend_from_slice(name.as_bytes());
        }
        self.put_row().put("\"");
        if style > 0 {
            self.put(" s=\"");
            put_number(&mut self.xml, style);
            self.put("\"");
        }
        self
    }

    fn put(&mut self, text: &str) -> &mut Self {
        self.xml.extend_from_slice(text.as_bytes());
        self
    }

    fn put_row(&mut self) -> &mut Self {
        self.xml.extend_from_slice(&self.row);
        self
    }
}

/// A whole number in digits: there are several of them in every cell.
fn put_number(xml: &mut Vec<u8>, number: u32) {
    let (mut digits, mut at, mut rest) = ([0; 10], 10, number);
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    xml.extend_from_slice(&digits[at..]);
}

/// The number that Excel keeps: the nearest double, fifteen digits of which are the decimal's.
fn as_float(digits: &str) -> f64 {
    digits.parse().unwrap_or_default()
}

/// A text as it stands in a cell: what many rows repeat is made once.
#[derive(Debug, Default)]
pub(super) struct Ready {
    /// the rest of the cell; nothing for no text
    xml: Vec<u8>,
    /// in half-width characters
    pub(super) width: u32,
}

impl Ready {
    /// A text that stands in the cell itself.
    pub(super) fn new(text: &str) -> Self {
        let mut xml = Vec::new();
        if !text.is_empty() {
            begun(&mut xml, text);
            xml.extend_from_slice(TEXT_END.as_bytes());
        }
        Self {
            xml,
            width: text_width(text),
        }
    }

    /// A text by its number among those that cells share.
    pub(super) fn shared(number: u32, text: &str) -> Self {
        Self {
            xml: format!(" t=\"s\"><v>{number}</v></c>").into_bytes(),
            width: text_width(text),
        }
    }
}

const TEXT_END: &str = "</t></is></c>";

/// The rest of a cell with a text, but for its end. A text that Excel has no room for is cut, and
/// says so.
fn begun(xml: &mut Vec<u8>, text: &str) {
    xml.extend_from_slice(b" t=\"inlineStr\"><is>");
    text_begun(xml, text);
}

/// An element of a text, but for its end tag.
pub(super) fn text_begun(xml: &mut Vec<u8>, text: &str) {
    let text = &*fitting(text);
    xml.extend_from_slice(b"<t");
    if text.starts_with(BLANKS) || text.ends_with(BLANKS) {
        xml.extend_from_slice(b" xml:space=\"preserve\"");
    }
    xml.push(b'>');
    escaped(xml, text);
}

/// What XML would drop at the ends of a text.
const BLANKS: [char; 3] = ['\t', '\n', ' '];

/// A text as XML data; control characters as Excel writes them (`_x0007_`), and what looks like
/// that is told from it.
fn escaped(xml: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut at = 0;
    while at < bytes.len() {
        if matches!(bytes[at], b' '..=b'%' | b'\''..=b';' | b'=' | b'?'..=b'^' | b'`'..=0xEE) {
            at += 1;
            continue;
        }
        let (length, with) = match bytes[at] {
            b'&' => (1, "&amp;".to_owned()),
            b'<' => (1, "&lt;".to_owned()),
            b'>' => (1, "&gt;".to_owned()),
            b'\t' | b'\n' => (0, String::new()),
            control @ 0..0x20 => (1, format!("_x{control:04X}_")),
            b'_' if is_escape(&bytes[at..]) => (1, "_x005F_".to_owned()),
            // U+FFFE and U+FFFF are no characters of XML
            0xEF if bytes[at..].starts_with(&[0xEF, 0xBF, 0xBE]) => (3, "_xFFFE_".to_owned()),
            0xEF if bytes[at..].starts_with(&[0xEF, 0xBF, 0xBF]) => (3, "_xFFFF_".to_owned()),
            _ => (0, String::new()),
        };
        if length == 0 {
            at += 1;
            continue;
        }
        xml.extend_from_slice(&bytes[from..at]);
        xml.extend_from_slice(with.as_bytes());
        at += length;
        from = at;
    }
    xml.extend_from_slice(&bytes[from..]);
}

/// `_x0007_` and its like.
fn is_escape(bytes: &[u8]) -> bool {
    bytes.len() >= 7
        && bytes[1] == b'x'
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
        && bytes[6] == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut xml = Vec::new();
        escaped(&mut xml, text);
        assert_eq!(String::from_utf8_lossy(&xml), expected);
    }

    #[test]
    fn texts_are_escaped_as_excel_does() {
        check("a<b>&c\"d'", "a&lt;b&gt;&amp;c\"d'");
        check("一\u{7}二\t三\n", "一_x0007_二\t三\n");
        check("_x0007_", "_x005F_x0007_");
        check("_x00_ _xyz_", "_x00_ _xyz_");
        check("一\u{fffe}二", "一_xFFFE_二");
        check("，＃", "，＃");
    }
}
