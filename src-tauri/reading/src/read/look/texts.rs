//! Texts in parts of an xlsx: ECMA-376 part 1, 18.4.

use super::letters::Letters;
use super::palette::Palette;
use super::rich::{Rich, Run};
use super::xlsx::draw;
use crate::read::words::{entity, unescaped};
use crate::read::xml::attribute;
use memchr::memmem;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// Takes the texts of a part of which some letters may be seen otherwise than the rest: struck
/// through, raised, small, in a colour of their own.
pub(in crate::read) fn rich_texts(
    part: &[u8],
    palette: &Palette,
    texts: &mut HashMap<String, Arc<Rich>>,
) {
    if memmem::find(part, b"rPr").is_none() {
        return;
    }
    let mut reader = Reader::from_reader(part);
    // as calamine does
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut buffer = Vec::new();
    let (mut in_text, mut in_sound, mut keeps_blanks) = (false, false, false);
    let mut rich = Rich::default();
    let mut letters: Option<Letters> = None;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                match element.local_name().as_ref() {
                    "si" | "is" => rich = Rich::default(),
                    "r" => letters = None,
                    "rPr" => letters = Some(Letters::default()),
                    "t" if !in_sound => {
                        in_text = true;
                        keeps_blanks = attribute(&element, "space").as_deref() == Some("preserve");
                        let text = String::new();
                        rich.runs.push(Run { text, letters });
                    }
                    "rPh" => in_sound = true,
                    name => {
                        if let Some(letters) = &mut letters {
                            draw(letters, name, &element, palette);
                        }
                    }
                }
            }
            Ok(Event::End(element)) => match element.local_name().as_ref() {
                "t" if in_text => {
                    in_text = false;
                    if let Some(run) = rich.runs.last_mut() {
                        run.text = as_read(&run.text, keeps_blanks);
                    }
                }
                "rPh" => in_sound = false,
                "r" => letters = None,
                "si" | "is" if rich.matters() => {
                    let whole = rich.runs.iter().map(|run| &*run.text).collect();
                    let own = std::mem::take(&mut rich);
                    texts
                        .entry(whole)
                        .and_modify(|other| {
                            if **other != own {
                                *other = Arc::new(Rich::either(&own, other));
                            }
                        })
                        .or_insert_with(|| Arc::new(own));
                }
                _ => {}
            },
            Ok(Event::Text(words)) if in_text => put(&mut rich, &words.xml10_content()),
            Ok(Event::GeneralRef(name)) if in_text => {
                if let Some(c) = entity(&name) {
                    put(&mut rich, c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// A run as calamine makes it: what is made of it is what is looked for.
fn as_read(text: &str, keeps_blanks: bool) -> String {
    let own = if keeps_blanks {
        text
    } else {
        text.trim_matches([' ', '\t', '\r', '\n'])
    };
    unescaped(own.into()).map_or_else(|| own.to_owned(), Cow::into_owned)
}

fn put(rich: &mut Rich, words: &str) {
    if let Some(run) = rich.runs.last_mut() {
        run.text.push_str(words);
    }
}
