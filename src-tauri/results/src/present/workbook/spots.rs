//! Names of cells, made once for many returns: those of a form have their figures in the same cells,
//! one return after the other.

use super::rows::Ready;
use super::stream::Stream;
use xianbaohui_core::place::column_name;

/// A cell, or cells side by side: row, column, and the last column.
type Cells = (u32, u32, Option<u32>);

/// `表!D7`, `表!B7:H7`
#[derive(Default)]
pub(super) struct Spots {
    sheet: String,
    /// in the order of the last return
    known: Vec<(Cells, Ready)>,
    next: usize,
    text: String,
}

impl Spots {
    /// Goes on with the sheet of the next return.
    pub(super) fn on(&mut self, sheet: &str) {
        if self.sheet != sheet {
            sheet.clone_into(&mut self.sheet);
            self.known.clear();
        }
        self.next = 0;
    }

    /// The name of the next cells.
    pub(super) fn at(&mut self, stream: &mut Stream<'_, '_>, cells: Cells) -> &Ready {
        let at = self.next.min(self.known.len());
        self.next = at + 1;
        if self.known.get(at).is_none_or(|(own, _)| *own != cells) {
            let name = self.name(stream, cells);
            self.known.truncate(at);
            self.known.push((cells, name));
        }
        &self.known[at].1
    }

    fn name(&mut self, stream: &mut Stream<'_, '_>, (row, first, last): Cells) -> Ready {
        self.text.clone_from(&self.sheet);
        self.text.push('!');
        push_cell(&mut self.text, row, first);
        if let Some(last) = last {
            self.text.push(':');
            push_cell(&mut self.text, row, last);
        }
        stream.likely(&self.text)
    }
}

/// `D7`, without a text of its own for each of so many.
fn push_cell(text: &mut String, row: u32, column: u32) {
    match u8::try_from(column) {
        Ok(column @ 0..26) => text.push(char::from(b'A' + column)),
        _ => text.push_str(&column_name(column)),
    }
    let number = u64::from(row) + 1;
    let mut power = 10_u64.pow(number.ilog10());
    while power > 0 {
        text.push(char::from(b'0' + (number / power % 10) as u8));
        power /= 10;
    }
}
