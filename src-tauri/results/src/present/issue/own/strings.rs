//! The texts that cells share.

use super::OwnError;
use super::xml::{name, written};
use quick_xml::Reader;
use quick_xml::events::Event;

/// One of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shared {
    /// what is read
    pub(super) words: String,
    /// how its first part looks, as it is written
    pub(super) look: Option<String>,
}

/// All of them, in their order.
pub(super) fn read(part: &str, text: &str) -> Result<Vec<Shared>, OwnError> {
    let mut reader = Reader::from_str(text);
    let mut all = Vec::new();
    let mut own: Option<Shared> = None;
    let (mut is_text, mut is_sound) = (false, false);
    let mut look: Option<usize> = None;
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|_| written(part))?;
        let until = reader.buffer_position() as usize;
        match event {
            Event::Eof => return Ok(all),
            Event::Start(tag) => match name(&tag) {
                "si" => own = Some(Shared::default()),
                "t" => is_text = true,
                // how it is pronounced
                "rPh" => is_sound = true,
                "rPr" => look = Some(from),
                _ => {}
            },
            Event::Empty(tag) if name(&tag) == "si" => all.push(Shared::default()),
            Event::Text(words) if is_text && !is_sound => {
                if let Some(own) = &mut own {
                    own.words.push_str(&words.xml10_content());
                }
            }
            Event::GeneralRef(entity) if is_text && !is_sound => {
                if let Some(own) = &mut own {
                    own.words.push_str(&resolved(&entity));
                }
            }
            Event::End(tag) => match tag.name().into_inner() {
                "si" => all.extend(own.take()),
                "t" => is_text = false,
                "rPh" => is_sound = false,
                "rPr" => {
                    let raw = look.take().and_then(|from| text.get(from..until));
                    if let Some(own) = own.as_mut().filter(|own| own.words.is_empty()) {
                        own.look = raw.map(str::to_owned);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// What an entity stands for.
pub(super) fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(entity)
        .unwrap_or_default()
        .to_owned()
}
