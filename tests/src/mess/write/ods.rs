//! As LibreOffice writes it.

use super::xlsx::PLAIN_DAY;
use crate::Outcome;
use crate::mess::clean::roster::written;
use crate::mess::model::{Book, Cell, Colour, Content, Look, Sheet, Shown};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Number formats that this writer knows, as ODF says them.
const FORMATS: [(&str, &str); 6] = [
    (
        PLAIN_DAY,
        "<number:date-style style:name=\"N0\"><number:year number:style=\"long\"/>\
            <number:text>-</number:text><number:month number:style=\"long\"/>\
            <number:text>-</number:text><number:day number:style=\"long\"/></number:date-style>",
    ),
    (
        "0.0%",
        "<number:percentage-style style:name=\"N1\"><number:number number:decimal-places=\"1\" \
            number:min-decimal-places=\"1\" number:min-integer-digits=\"1\"/>\
            <number:text>%</number:text></number:percentage-style>",
    ),
    (
        "0.00%",
        "<number:percentage-style style:name=\"N2\"><number:number number:decimal-places=\"2\" \
            number:min-decimal-places=\"2\" number:min-integer-digits=\"1\"/>\
            <number:text>%</number:text></number:percentage-style>",
    ),
    (
        "#,##0.00",
        "<number:number-style style:name=\"N3\"><number:number number:decimal-places=\"2\" \
            number:min-decimal-places=\"2\" number:min-integer-digits=\"1\" \
            number:grouping=\"true\"/></number:number-style>",
    ),
    (
        "0.0",
        "<number:number-style style:name=\"N4\"><number:number number:decimal-places=\"1\" \
            number:min-decimal-places=\"1\" number:min-integer-digits=\"1\"/>\
            </number:number-style>",
    ),
    ("General", ""),
];

/// How a cell looks: format, letters, ground, look.
type Style = (Option<usize>, Option<(Colour, Option<Colour>)>, Look);

/// Whether this writer has all that the workbook has.
pub(super) fn can(book: &Book) -> bool {
    let known = |cell: &Cell| {
        let format = cell.format.as_deref();
        format.is_none_or(|code| FORMATS.iter().any(|(own, _)| *own == code))
            && !matches!(cell.content, Content::Formula(..) | Content::Raised(..))
            && !matches!(
                cell.ink,
                Some((Colour::Theme(_), _) | (_, Some(Colour::Theme(_))))
            )
            && cell.look != Look::Fill
    };
    !book.from_1904
        && book.sheets.iter().all(|sheet| {
            let around = &sheet.around;
            let is_paged = around.head.is_some() || around.foot.is_some();
            let cells = sheet.rows.iter().flat_map(|row| &row.cells);
            cells.into_iter().all(known)
                && sheet.shown != Shown::VeryHidden
                && !sheet.filtered
                && !is_paged
                && around.narrow.is_empty()
                && !around.is_lost_elsewhere()
        })
}

pub(super) fn bytes(book: &Book) -> Outcome<Vec<u8>> {
    let mut styles: Vec<Style> = Vec::new();
    let tables = book.sheets.iter().map(|sheet| table(sheet, &mut styles));
    let tables = tables.collect::<Vec<_>>().concat();
    let mut automatic = FORMATS.map(|(_, style)| style).concat();
    for shown in [true, false] {
        let _ = write!(
            automatic,
            "<style:style style:name=\"ta{shown}\" style:family=\"table\"><style:table-properties \
                table:display=\"{shown}\"/></style:style>"
        );
    }
    for look in LOOKS {
        let _ = write!(
            automatic,
            "<style:style style:name=\"t{look:?}\" style:family=\"text\">{}</style:style>",
            letters(look, None)
        );
    }
    for (at, (format, ink, look)) in styles.iter().enumerate() {
        let format = format.map(|at| format!(" style:data-style-name=\"N{at}\""));
        let ground = ink.and_then(|(_, ground)| ground).map(|ground| {
            format!(
                "<style:table-cell-properties fo:background-color=\"{}\"/>",
                colour(ground)
            )
        });
        let _ = write!(
            automatic,
            "<style:style style:name=\"ce{at}\" style:family=\"table-cell\"{}>{}{}</style:style>",
            format.unwrap_or_default(),
            ground.unwrap_or_default(),
            letters(*look, ink.map(|(letters, _)| letters))
        );
    }
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
            xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
            xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
            xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
            xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
            xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
            xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" \
            office:version=\"1.3\"><office:automatic-styles>{automatic}</office:automatic-styles>\
            <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
            </office:document-content>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("mimetype", stored)?;
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet")?;
    zip.start_file("content.xml", SimpleFileOptions::default())?;
    zip.write_all(content.as_bytes())?;
    // LibreOffice opens none without it
    zip.start_file("META-INF/manifest.xml", SimpleFileOptions::default())?;
    zip.write_all(MANIFEST.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

const MANIFEST: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
    manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" \
    manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>\
    <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\
    </manifest:manifest>";

const LOOKS: [Look; 5] = [
    Look::Plain,
    Look::White,
    Look::Struck,
    Look::Tiny,
    Look::Raised,
];

fn colour(colour: Colour) -> String {
    match colour {
        Colour::Rgb(rgb) => format!("#{rgb:06x}"),
        Colour::Theme(_) => "#000000".to_owned(),
    }
}

fn letters(look: Look, ink: Option<Colour>) -> String {
    let mut out = String::new();
    let ink = if look == Look::White {
        Some(Colour::Rgb(0xFF_FFFF))
    } else {
        ink
    };
    if let Some(ink) = ink {
        let _ = write!(out, " fo:color=\"{}\"", colour(ink));
    }
    out.push_str(match look {
        Look::Struck => " style:text-line-through-style=\"solid\"",
        Look::Tiny => " fo:font-size=\"1pt\"",
        Look::Raised => " style:text-position=\"super 58%\"",
        _ => "",
    });
    if out.is_empty() {
        out
    } else {
        format!("<style:text-properties{out}/>")
    }
}

fn table(sheet: &Sheet, styles: &mut Vec<Style>) -> String {
    let mut out = format!(
        "<table:table table:name=\"{}\" table:style-name=\"ta{}\">",
        escaped(&sheet.name),
        sheet.shown == Shown::Yes
    );
    let hides = |hidden: bool| {
        if hidden {
            " table:visibility=\"collapse\""
        } else {
            ""
        }
    };
    for column in 0..sheet.width() {
        let hidden = hides(sheet.hidden_columns.contains(&column));
        let _ = write!(out, "<table:table-column{hidden}/>");
    }
    for (at, row) in sheet.rows.iter().enumerate() {
        let _ = write!(out, "<table:table-row{}>", hides(row.hidden));
        for (column, cell) in row.cells.iter().enumerate() {
            out.push_str(&one(cell, is_covered(sheet, at, column), styles));
        }
        out.push_str("</table:table-row>");
    }
    out + "</table:table>"
}

fn is_covered(sheet: &Sheet, row: usize, column: usize) -> bool {
    let over = |top: usize, left: usize| {
        let cell = &sheet.rows[top].cells[left];
        (top, left) != (row, column) && top + cell.down >= row && left + cell.across >= column
    };
    (0..=row).any(|top| (0..=column).any(|left| over(top, left)))
}

fn one(cell: &Cell, covered: bool, styles: &mut Vec<Style>) -> String {
    let name = if covered {
        "table:covered-table-cell"
    } else {
        "table:table-cell"
    };
    let plain = matches!(cell.content, Content::Day(_)).then_some(PLAIN_DAY);
    let code = cell.format.as_deref().or(plain);
    let format = code.and_then(|code| FORMATS.iter().position(|(own, _)| *own == code));
    let format = format.filter(|at| !FORMATS[*at].1.is_empty());
    let style = (format, cell.ink, cell.look);
    let at = styles
        .iter()
        .position(|own| *own == style)
        .unwrap_or_else(|| {
            styles.push(style);
            styles.len() - 1
        });
    let mut out = format!("<{name} table:style-name=\"ce{at}\"");
    if cell.across + cell.down > 0 {
        let _ = write!(
            out,
            " table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"",
            cell.across + 1,
            cell.down + 1
        );
    }
    let number = |figure: &str| {
        let kind = if code.is_some_and(|code| code.ends_with('%')) {
            "percentage"
        } else {
            "float"
        };
        format!(" office:value-type=\"{kind}\" office:value=\"{figure}\">")
    };
    let words = match &cell.content {
        Content::Number(figure) => number(&figure.to_string()),
        Content::Float(figure) => number(&figure.to_string()),
        Content::Day(day) => format!(
            " office:value-type=\"date\" office:date-value=\"{0}\"><text:p>{0}</text:p>",
            written(*day)
        ),
        Content::Text(words) => format!(" office:value-type=\"string\">{}", paragraphs(words)),
        Content::Rich(parts) => {
            let spans = parts.iter().map(|(words, look)| {
                format!(
                    "<text:span text:style-name=\"t{look:?}\">{}</text:span>",
                    escaped(words)
                )
            });
            let spans = spans.collect::<String>();
            format!(" office:value-type=\"string\"><text:p>{spans}</text:p>")
        }
        Content::Empty | Content::Formula(..) | Content::Raised(..) => ">".to_owned(),
    };
    out.push_str(&words);
    if let Some(comment) = &cell.comment {
        let _ = write!(
            out,
            "<office:annotation>{}</office:annotation>",
            paragraphs(comment)
        );
    }
    out + &format!("</{name}>")
}

fn paragraphs(words: &str) -> String {
    let lines = words.split('\n').map(|line| {
        let line = escaped(line.trim_end_matches('\r')).replace(' ', "<text:s/>");
        format!("<text:p>{line}</text:p>")
    });
    lines.collect()
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
