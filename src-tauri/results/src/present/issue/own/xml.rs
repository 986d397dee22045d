//! XML of a package, written as it was read but for what is put in.

use super::OwnError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

/// Refuses a part in other words.
pub(super) fn written(part: &str) -> OwnError {
    OwnError::Written {
        part: part.to_owned(),
    }
}

/// Attribute of an element, without entities.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let own = tag.try_get_attribute(name).ok()??;
    let value = own.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    value.ok().map(std::borrow::Cow::into_owned)
}

/// A text as it stands between tags or quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            // no XML takes it
            c if u32::from(c) < 32 => {}
            c => out.push(c),
        }
    }
    out
}

/// Name of an element, as it is written.
pub(super) fn name<'a>(tag: &'a BytesStart<'_>) -> &'a str {
    tag.name().into_inner()
}

/// Reads a part event by event, and writes what comes of each.
pub(super) fn changed(
    part: &str,
    text: &str,
    mut change: impl FnMut(Event<'_>, &mut Writer<Vec<u8>>) -> Result<(), OwnError>,
) -> Result<String, OwnError> {
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(text.len() + 4096));
    loop {
        match reader.read_event().map_err(|_| written(part))? {
            Event::Eof => break,
            // nobody needs one, and it may say anything
            Event::DocType(_) => return Err(written(part)),
            event => change(event, &mut writer)?,
        }
    }
    String::from_utf8(writer.into_inner()).map_err(|_| written(part))
}

/// Writes raw text.
pub(super) fn put(writer: &mut Writer<Vec<u8>>, text: &str) {
    writer.get_mut().extend_from_slice(text.as_bytes());
}

/// Writes an event as it came.
pub(super) fn same(
    part: &str,
    writer: &mut Writer<Vec<u8>>,
    event: Event<'_>,
) -> Result<(), OwnError> {
    writer.write_event(event).map_err(|_| written(part))
}

/// Puts a text before the end of an element, or in place of an empty one.
pub(super) fn appended(
    part: &str,
    text: &str,
    element: &str,
    more: &str,
) -> Result<String, OwnError> {
    let mut done = false;
    let out = changed(part, text, |event, writer| match event {
        Event::End(tag) if tag.name().into_inner() == element && !done => {
            done = true;
            put(writer, more);
            same(part, writer, Event::End(tag))
        }
        Event::Empty(tag) if name(&tag) == element && !done => {
            done = true;
            same(part, writer, Event::Start(tag.borrow()))?;
            put(writer, more);
            same(part, writer, Event::End(tag.to_end()))
        }
        event => same(part, writer, event),
    })?;
    if done { Ok(out) } else { Err(written(part)) }
}
