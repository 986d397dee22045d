//! Elements and attributes of a part of a package, as far as it can be read.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;

/// An attribute by its local name (`r:id` is asked for as `id`).
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            Some(
                attribute
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .ok()?
                    .into_owned(),
            )
        })
}

/// Each event of a part, as far as the part can be read.
pub(super) fn each_event(xml: &[u8], mut visit: impl FnMut(&Event<'_>)) {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => return,
            Ok(event) => visit(&event),
        }
    }
}

/// Each element of a part, with its local name, as far as the part can be read.
pub(super) fn each_element(xml: &[u8], mut visit: impl FnMut(&str, &BytesStart<'_>)) {
    each_event(xml, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            visit(element.local_name().as_ref(), element);
        }
    });
}

/// What is met on the way through a part.
pub(super) enum Piece<'a> {
    /// an element begins
    Open(&'a str, &'a BytesStart<'a>),
    /// an element ends
    Close(&'a str),
    /// words
    Words(Cow<'a, str>),
}

/// Goes through a part, as far as it can be read; an empty element begins and ends.
pub(super) fn walk(xml: &[u8], mut visit: impl FnMut(Piece<'_>)) {
    each_event(xml, |event| match event {
        Event::Start(element) => visit(Piece::Open(element.local_name().as_ref(), element)),
        Event::Empty(element) => {
            let name = element.local_name();
            visit(Piece::Open(name.as_ref(), element));
            visit(Piece::Close(name.as_ref()));
        }
        Event::End(element) => visit(Piece::Close(element.local_name().as_ref())),
        Event::Text(words) => visit(Piece::Words(words.xml10_content())),
        Event::CData(words) => visit(Piece::Words(words.xml10_content())),
        Event::GeneralRef(own) => {
            let character = own.resolve_char_ref().ok().flatten();
            let named = || resolve_predefined_entity(own).map(str::to_owned);
            if let Some(words) = character.map(String::from).or_else(named) {
                visit(Piece::Words(words.into()));
            }
        }
        _ => {}
    });
}
