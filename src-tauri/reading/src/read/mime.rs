//! Web archives (MHTML), as browsers and Excel save a page with all that belongs to it in one file.

use super::page::{self, Worksheet};
use super::text::decode;
use super::{Limits, ReadError, Workbook};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, MessageParser, MimeHeaders};

/// One part of an archive that is a text.
struct Part {
    /// where it says that it lies: the end of an address
    place: String,
    is_style: bool,
    text: String,
}

/// The tables of all pages of an archive; of a workbook that Excel saved, under the names of its
/// sheets.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let parts = parts(bytes, limits)?;
    let styles = parts
        .iter()
        .filter(|part| part.is_style)
        .map(|part| part.text.clone())
        .collect::<Vec<_>>();
    let sheets = parts
        .iter()
        .flat_map(|part| page::worksheets(&part.text))
        .filter(|sheet| sheet.source.is_some())
        .collect::<Vec<_>>();
    let mut grids = Vec::new();
    for part in parts.iter().filter(|part| !part.is_style) {
        let own = sheets.iter().find(|sheet| {
            let source = sheet.source.as_deref().unwrap_or_default();
            let name = source.rsplit(['/', '\\']).next().unwrap_or_default();
            !name.is_empty() && part.place.rsplit(['/', '\\']).next() == Some(name)
        });
        let unknown = Worksheet::default();
        page::tables(
            &part.text,
            &styles,
            own.unwrap_or(&unknown),
            limits,
            &mut grids,
        )?;
    }
    page::workbook(grids)
}

/// The pages and style sheets of an archive, each decoded by what its bytes show.
fn parts(bytes: &[u8], limits: &Limits) -> Result<Vec<Part>, ReadError> {
    let damaged = |detail: &str| ReadError::Damaged {
        detail: detail.into(),
    };
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or_else(|| damaged("网页存档的结构不对"))?;
    let mut left = usize::try_from(limits.unpacked_bytes).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    for part in message.parts.iter().take(limits.sheets * 16) {
        let kind = part.content_type();
        let is_text = kind.is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("text"));
        let word = kind.and_then(|kind| kind.subtype()).unwrap_or_default();
        let is_style = word.eq_ignore_ascii_case("css");
        if !is_text || !(is_style || word.eq_ignore_ascii_case("html")) {
            continue;
        }
        let raw = bytes
            .get(part.offset_body as usize..part.offset_end as usize)
            .unwrap_or_default();
        let own = match part.encoding {
            Encoding::None => Some(raw.to_vec()),
            Encoding::QuotedPrintable => quoted_printable_decode(raw),
            Encoding::Base64 => base64_decode(raw),
        };
        let own = own.ok_or_else(|| damaged("网页存档里有一部分解不开"))?;
        left = left.saturating_sub(own.len());
        if left == 0 {
            return Err(ReadError::TooLarge {
                what: super::Limit::Unpacked,
                limit: limits.unpacked_bytes >> 20,
            });
        }
        let decoded = decode(&own).ok_or_else(|| damaged("网页存档里有一部分认不出文字"))?;
        parts.push(Part {
            place: part.content_location().unwrap_or_default().to_owned(),
            is_style,
            text: decoded.text,
        });
    }
    Ok(parts)
}
