//! The part of a sheet with what is put into it.
//!
//! Long: one pass over one part, in which every place hangs on what was written before it.

use super::checks::reference;
use super::inputs::Inputs;
use super::seen::{Cells, PART, Spot};
use super::strings::resolved;
use super::styles::Styles;
use super::xml::{attribute, changed, escaped, name, put, same, written};
use super::{Check, OwnError};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use xianbaohui_core::mark::Mark;

/// Elements that stand behind the checks, in order.
const BEHIND_CHECKS: [&str; 19] = [
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "tableParts",
    "extLst",
];
/// How many of them stand before header and footer.
const BEFORE_FOOTER: usize = 4;

/// What is put into a sheet.
pub(super) struct Patch<'a> {
    /// name of the sheet
    pub(super) sheet: &'a str,
    pub(super) inputs: &'a Inputs,
    /// texts in place of others
    pub(super) said: &'a [(Spot, String)],
    pub(super) mark: &'a Mark,
}

/// What was read of a sheet before it is written.
struct Before {
    /// areas that the bureau checks itself
    checked: Vec<String>,
    has_checks: bool,
    has_footer: bool,
    /// the footer of odd pages, where there is one
    footer: Option<String>,
}

impl Patch<'_> {
    pub(super) fn applied(&self, text: &str, styles: &mut Styles) -> Result<String, OwnError> {
        let before = self.before(text)?;
        let (count, checks) = self.inputs.validations(&before.checked);
        let mut all = Writing {
            patch: self,
            styles,
            cells: Cells::default(),
            at: Inside::Head,
            depth: 0,
            skipped: None,
            row: None,
            pending: self.spots(),
            checks: (count, checks),
            is_protected: false,
            is_signed: before.footer.is_some()
                && line(self.mark, before.footer.as_deref()).is_none(),
            before,
        };
        changed(PART, text, |event, writer| all.event(event, writer))
    }

    /// All cells that are written otherwise, in order.
    fn spots(&self) -> Vec<Spot> {
        let mut all = self.inputs.places().collect::<Vec<_>>();
        all.extend(self.said.iter().map(|(place, _)| *place));
        all.sort_unstable();
        all.dedup();
        all.reverse();
        all
    }

    fn before(&self, text: &str) -> Result<Before, OwnError> {
        let mut found = Before {
            checked: Vec::new(),
            has_checks: false,
            has_footer: false,
            footer: None,
        };
        let mut reader = Reader::from_str(text);
        let mut is_footer = false;
        loop {
            match reader.read_event().map_err(|_| written(PART))? {
                Event::Eof => return Ok(found),
                Event::Start(tag) | Event::Empty(tag) => match name(&tag) {
                    "dataValidation" => {
                        let areas = attribute(&tag, "sqref").unwrap_or_default();
                        found
                            .checked
                            .extend(areas.split_whitespace().map(str::to_owned));
                    }
                    "dataValidations" => found.has_checks = true,
                    "headerFooter" => found.has_footer = true,
                    "oddFooter" => {
                        is_footer = true;
                        found.footer = Some(String::new());
                    }
                    "sheetProtection" => {
                        let has = ["password", "hashValue"];
                        if has.iter().any(|own| attribute(&tag, own).is_some()) {
                            return Err(OwnError::Password {
                                sheet: self.sheet.to_owned(),
                            });
                        }
                    }
                    _ => {}
                },
                Event::End(tag) if tag.name().into_inner() == "oddFooter" => is_footer = false,
                Event::Text(words) if is_footer => {
                    let words = words.xml10_content();
                    found.footer.get_or_insert_default().push_str(&words);
                }
                Event::GeneralRef(entity) if is_footer => {
                    let sign = resolved(&entity);
                    found.footer.get_or_insert_default().push_str(&sign);
                }
                _ => {}
            }
        }
    }
}

/// The mark in a part of the footer that says nothing yet; `None` where all say something, or it
/// would be too long: the name of the sheet and the list say it, too.
fn line(mark: &Mark, footer: Option<&str>) -> Option<String> {
    /// characters that a footer takes
    const LONGEST: usize = 255;
    let there = footer.unwrap_or_default();
    // without a sign it stands in the middle
    let is_middle = |own: &str| !there.is_empty() && !there.starts_with('&') && own == "&C";
    let free = ["&L", "&R", "&C"];
    let free = free
        .into_iter()
        .find(|own| !there.contains(own) && !is_middle(own))?;
    let line = format!("{free}&6{}", mark.line());
    (line.chars().count() + there.chars().count() <= LONGEST).then_some(line)
}

/// Where writing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Head,
    Data,
}

struct Writing<'a, 'p> {
    patch: &'p Patch<'p>,
    styles: &'a mut Styles,
    cells: Cells,
    at: Inside,
    depth: usize,
    /// what stands within a cell that is written otherwise is left out, up to this depth
    skipped: Option<usize>,
    /// the row that is being written
    row: Option<u32>,
    /// cells that are still to be written, the first last
    pending: Vec<Spot>,
    checks: (usize, String),
    before: Before,
    is_protected: bool,
    is_signed: bool,
}

impl Writing<'_, '_> {
    fn event(&mut self, event: Event<'_>, writer: &mut Writer<Vec<u8>>) -> Result<(), OwnError> {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.skipped.is_none() {
                    self.begins(tag, false, writer)?;
                }
                Ok(())
            }
            Event::Empty(tag) => {
                if self.skipped.is_none() {
                    self.depth += 1;
                    self.begins(tag, true, writer)?;
                    self.depth -= 1;
                    self.skipped = None;
                }
                Ok(())
            }
            Event::End(tag) => {
                let depth = self.depth;
                self.depth = self.depth.saturating_sub(1);
                match self.skipped {
                    Some(own) if own == depth => {
                        self.skipped = None;
                        Ok(())
                    }
                    Some(_) => Ok(()),
                    None => {
                        self.ends(tag.name().into_inner(), writer)?;
                        same(PART, writer, Event::End(tag))
                    }
                }
            }
            event if self.skipped.is_none() => same(PART, writer, event),
            _ => Ok(()),
        }
    }

    fn begins(
        &mut self,
        tag: BytesStart<'_>,
        is_empty: bool,
        writer: &mut Writer<Vec<u8>>,
    ) -> Result<(), OwnError> {
        let called = name(&tag).to_owned();
        if self.depth == 2 {
            self.before_top(&called, writer);
        }
        let write = |writer: &mut Writer<Vec<u8>>, tag: BytesStart<'_>| {
            let event = if is_empty {
                Event::Empty(tag)
            } else {
                Event::Start(tag)
            };
            same(PART, writer, event)
        };
        match (called.as_str(), self.depth) {
            ("sheetData", 2) => {
                self.at = Inside::Data;
                if is_empty {
                    same(PART, writer, Event::Start(tag.borrow()))?;
                    self.rows_before(u32::MAX, writer)?;
                    return same(PART, writer, Event::End(tag.to_end()));
                }
                write(writer, tag)
            }
            // ours stands in its place
            ("sheetProtection", 2) => {
                if !is_empty {
                    self.skipped = Some(self.depth);
                }
                Ok(())
            }
            ("dataValidations", 2) => {
                let mut own = BytesStart::new("dataValidations");
                for kept in tag.attributes().flatten() {
                    if kept.key.into_inner() != "count" {
                        own.push_attribute(kept);
                    }
                }
                same(PART, writer, Event::Start(own.borrow()))?;
                if is_empty {
                    put(writer, &self.checks.1);
                    same(PART, writer, Event::End(own.to_end()))?;
                }
                Ok(())
            }
            // one that says nothing
            ("oddFooter", 3) if is_empty => {
                self.before.footer = None;
                Ok(())
            }
            ("evenHeader" | "evenFooter" | "firstHeader" | "firstFooter", 3)
                if !self.is_signed && self.before.footer.is_none() =>
            {
                put(writer, &format!("<oddFooter>{}</oddFooter>", self.line()));
                self.is_signed = true;
                write(writer, tag)
            }
            ("headerFooter", 2) if is_empty => {
                same(PART, writer, Event::Start(tag.borrow()))?;
                put(writer, &format!("<oddFooter>{}</oddFooter>", self.line()));
                self.is_signed = true;
                same(PART, writer, Event::End(tag.to_end()))
            }
            ("row", 3) if self.at == Inside::Data => {
                self.cells.begins(&tag);
                self.rows_before(self.cells.row, writer)?;
                self.row = Some(self.cells.row);
                if is_empty {
                    same(PART, writer, Event::Start(tag.borrow()))?;
                    self.cells_before((self.cells.row + 1, 0), writer)?;
                    return same(PART, writer, Event::End(tag.to_end()));
                }
                write(writer, tag)
            }
            ("c", 4) if self.at == Inside::Data => self.cell(tag, is_empty, writer),
            _ => write(writer, tag),
        }
    }

    fn ends(&mut self, tag: &str, writer: &mut Writer<Vec<u8>>) -> Result<(), OwnError> {
        match (tag, self.depth) {
            ("row", 2) if self.at == Inside::Data => {
                let next = (self.row.unwrap_or_default() + 1, 0);
                self.cells_before(next, writer)
            }
            ("sheetData", 1) => self.rows_before(u32::MAX, writer),
            ("dataValidations", 1) => {
                put(writer, &self.checks.1);
                Ok(())
            }
            ("headerFooter", 1) if !self.is_signed => {
                // schema: odd header, odd footer, and others behind them; this has only a header
                put(writer, &format!("<oddFooter>{}</oddFooter>", self.line()));
                self.is_signed = true;
                Ok(())
            }
            ("oddFooter", 2) => {
                if !self.is_signed {
                    put(writer, &self.line());
                }
                self.is_signed = true;
                Ok(())
            }
            ("worksheet", 0) => {
                self.before_top("", writer);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// What stands before an element of the sheet; before its end with no name.
    fn before_top(&mut self, next: &str, writer: &mut Writer<Vec<u8>>) {
        let is_behind = self.at == Inside::Data && next != "sheetData" && next != "sheetCalcPr";
        if is_behind && !self.is_protected {
            self.is_protected = true;
            protection(writer);
        }
        let place = BEHIND_CHECKS.iter().position(|own| *own == next);
        let is_end = next.is_empty();
        if (place.is_some() || is_end) && !self.before.has_checks {
            self.before.has_checks = true;
            let (count, checks) = &self.checks;
            if *count > 0 {
                put(
                    writer,
                    &format!("<dataValidations>{checks}</dataValidations>"),
                );
            }
        }
        if (place.is_some_and(|place| place > BEFORE_FOOTER) || is_end) && !self.before.has_footer {
            self.before.has_footer = true;
            let line = self.line();
            put(
                writer,
                &format!("<headerFooter><oddFooter>{line}</oddFooter></headerFooter>"),
            );
            self.is_signed = true;
        }
    }

    /// The mark, as a footer says it.
    fn line(&self) -> String {
        let line = line(self.patch.mark, self.before.footer.as_deref());
        escaped(&line.unwrap_or_default())
    }

    /// Rows that the sheet does not have, up to one that it has.
    fn rows_before(&mut self, row: u32, writer: &mut Writer<Vec<u8>>) -> Result<(), OwnError> {
        while let Some((own, _)) = self.pending.last().copied().filter(|own| own.0 < row) {
            put(writer, &format!("<row r=\"{}\">", own + 1));
            self.cells_before((own + 1, 0), writer)?;
            put(writer, "</row>");
        }
        Ok(())
    }

    /// Cells that the sheet does not have, up to a place.
    fn cells_before(&mut self, place: Spot, writer: &mut Writer<Vec<u8>>) -> Result<(), OwnError> {
        while let Some(own) = self.pending.last().copied().filter(|own| *own < place) {
            self.pending.pop();
            self.write_cell(own, 0, writer)?;
        }
        Ok(())
    }

    fn cell(
        &mut self,
        tag: BytesStart<'_>,
        is_empty: bool,
        writer: &mut Writer<Vec<u8>>,
    ) -> Result<(), OwnError> {
        self.cells.begins(&tag);
        let own = (self.cells.row, self.cells.column);
        self.cells_before(own, writer)?;
        if self.pending.last() != Some(&own) {
            let event = if is_empty {
                Event::Empty(tag)
            } else {
                Event::Start(tag)
            };
            return same(PART, writer, event);
        }
        self.pending.pop();
        let style = attribute(&tag, "s").and_then(|own| own.parse::<usize>().ok());
        self.write_cell(own, style.unwrap_or_default(), writer)?;
        if !is_empty {
            self.skipped = Some(self.depth);
        }
        Ok(())
    }

    fn write_cell(
        &mut self,
        own: Spot,
        style: usize,
        writer: &mut Writer<Vec<u8>>,
    ) -> Result<(), OwnError> {
        let words = self.patch.said.iter().find(|(place, _)| *place == own);
        let at = reference(own);
        let text = |words: &str, style: usize| {
            format!(
                "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}\
                    </t></is></c>",
                escaped(words)
            )
        };
        if let Some((_, words)) = words {
            put(writer, &text(words, style));
            return Ok(());
        }
        if let Some((check, value)) = self.patch.inputs.at(own) {
            let is_code = matches!(check, Check::Code(_));
            let style = self.styles.unlocked(style, is_code)?;
            match value {
                Some(value) => put(writer, &text(value, style)),
                None => put(writer, &format!("<c r=\"{at}\" s=\"{style}\"/>")),
            }
        }
        Ok(())
    }
}

/// Only cells that are to be filled in can be.
fn protection(writer: &mut Writer<Vec<u8>>) {
    put(
        writer,
        "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" formatColumns=\"0\" \
            formatRows=\"0\" sort=\"0\" autoFilter=\"0\"/>",
    );
}
