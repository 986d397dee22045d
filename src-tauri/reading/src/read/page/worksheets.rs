//! What Excel writes about the sheets of a page, in a comment that only it reads.

use crate::read::parts::lines;

/// A sheet of a page that Excel wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::read) struct Worksheet {
    pub(in crate::read) name: String,
    /// the file with its table, where it is not this one
    pub(in crate::read) source: Option<String>,
    pub(in crate::read) is_hidden: bool,
    /// nothing is shown where there is a zero
    pub(in crate::read) hides_zeros: bool,
    /// formulas are shown in place of what they give
    pub(in crate::read) shows_formulas: bool,
}

/// The sheets that a page says it has.
///
/// Source: Microsoft Office HTML and XML Reference, `ExcelWorksheet`.
pub(in crate::read) fn worksheets(text: &str) -> Vec<Worksheet> {
    let sheets = text.split("<x:ExcelWorksheet>").skip(1).map(|part| {
        let part = part
            .split_once("</x:ExcelWorksheet>")
            .map_or(part, |(own, _)| own);
        let between = |open: &str, close: &str| {
            let (_, rest) = part.split_once(open)?;
            let (own, _) = rest.split_once(close)?;
            Some(unescaped(own.trim()))
        };
        Worksheet {
            name: between("<x:Name>", "</x:Name>").unwrap_or_default(),
            source: between("<x:WorksheetSource HRef=\"", "\""),
            is_hidden: between("<x:Visible>", "</x:Visible>")
                .is_some_and(|own| own.starts_with("Sheet")),
            ..options(part)
        }
    });
    sheets.collect()
}

/// What is said of how a sheet is shown, in a page of its own or among others.
pub(super) fn options(text: &str) -> Worksheet {
    Worksheet {
        hides_zeros: text.contains("<x:DoNotDisplayZeros"),
        shows_formulas: text.contains("<x:DisplayFormulas"),
        ..Worksheet::default()
    }
}

/// Page headers and footers as they are coded: `@page { mso-header-data:"&C快报数"; }`.
pub(super) fn printed_words(style: &str) -> Vec<String> {
    let marks = ["mso-header-data", "mso-footer-data"];
    let said = marks.iter().flat_map(|mark| style.split(mark).skip(1));
    let said = said.filter_map(|rest| {
        let rest = rest.trim_start().strip_prefix(':')?.trim_start();
        let (words, _) = rest.strip_prefix('"')?.split_once('"')?;
        Some(words.replace("\\0022", "\"").replace("\\000A", "\n"))
    });
    said.collect()
}

/// Words of the boxes that a comment draws for Excel alone: `<v:textbox>…</v:textbox>`.
pub(super) fn boxes(comment: &str) -> Vec<String> {
    let parts = comment.split("<v:textbox").skip(1);
    let parts = parts.filter_map(|part| {
        let (_, inner) = part.split_once('>')?;
        let (inner, _) = inner.split_once("</v:textbox>")?;
        let mut words = String::new();
        for piece in inner.split_inclusive('>') {
            let (text, tag) = piece.split_once('<').unwrap_or((piece, ""));
            words.push_str(&text.split_whitespace().collect::<Vec<_>>().join(" "));
            if tag.starts_with("/div") || tag.starts_with("/p") || tag.starts_with("br") {
                words.push('\n');
            }
        }
        let words = lines(&unescaped(&words));
        (!words.is_empty()).then(|| words.into())
    });
    parts.collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
