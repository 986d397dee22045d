//! The tags of a part, one after the other, as the common writers set them.

/// A part, and how far it has been read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tags<'a> {
    text: &'a str,
    at: usize,
}

/// What comes next inside a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside<'a> {
    /// an attribute: name and value, as it is written
    Attribute(&'a [u8], &'a str),
    /// `>`
    Open,
    /// `/>`
    Closed,
}

impl<'a> Tags<'a> {
    /// A part from its beginning on.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// How far it has been read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// What is left.
    pub(super) fn left(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Whether this comes next; it is read then.
    #[inline]
    pub(super) fn eat(&mut self, literal: &[u8]) -> bool {
        let is_next = self.rest().starts_with(literal);
        if is_next {
            self.at += literal.len();
        }
        is_next
    }

    /// Whether this comes next; nothing else may.
    #[inline]
    pub(super) fn must(&mut self, literal: &[u8]) -> Option<()> {
        self.eat(literal).then_some(())
    }

    /// The text up to the next tag.
    #[inline]
    pub(super) fn text(&mut self) -> Option<&'a str> {
        // most texts are figures of a few digits: a search that gets ready first costs more
        const NEAR: usize = 16;
        let rest = self.rest();
        let near = rest
            .iter()
            .take(NEAR)
            .position(|byte| *byte == b'<')
            .or_else(|| memchr::memchr(b'<', rest))?;
        let text = self.text.get(self.at..self.at + near)?;
        self.at += near;
        Some(text)
    }

    /// White space between tags; whether there is any.
    pub(super) fn blanks(&mut self) -> bool {
        let blanks = self.rest().iter().take_while(|b| b.is_ascii_whitespace());
        let count = blanks.count();
        self.at += count;
        count > 0
    }

    /// Whether this comes next, behind white space that means nothing.
    pub(super) fn ends(&mut self, literal: &[u8]) -> bool {
        self.blanks();
        self.eat(literal)
    }

    /// The next attribute of a tag, or its end.
    #[inline]
    pub(super) fn inside(&mut self) -> Option<Inside<'a>> {
        let rest = self.rest();
        match *rest.first()? {
            b'>' => {
                self.at += 1;
                return Some(Inside::Open);
            }
            b'/' if rest.get(1) == Some(&b'>') => {
                self.at += 2;
                return Some(Inside::Closed);
            }
            b' ' => {}
            _ => return None,
        }
        // some write a blank before the end: <v />
        match (rest.get(1), rest.get(2)) {
            (Some(b'/'), Some(b'>')) => {
                self.at += 3;
                return Some(Inside::Closed);
            }
            (Some(b'>'), _) => {
                self.at += 2;
                return Some(Inside::Open);
            }
            _ => {}
        }
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_');
        let name = rest.get(1..)?;
        let length = name.iter().position(|byte| !is_name(byte))?;
        let value = name.get(length..)?.strip_prefix(b"=\"")?;
        let end = value
            .iter()
            .position(|byte| matches!(byte, b'"' | b'<' | 0..0x20))?;
        if value.get(end) != Some(&b'"') || length == 0 {
            return None;
        }
        let from = self.at + 1 + length + 2;
        self.at = from + end + 1;
        Some(Inside::Attribute(
            &name[..length],
            self.text.get(from..from + end)?,
        ))
    }

    /// The rest of a tag whose attributes mean nothing here: whether it has content.
    pub(super) fn pass(&mut self) -> Option<bool> {
        loop {
            match self.inside()? {
                Inside::Attribute(..) => {}
                Inside::Open => return Some(true),
                Inside::Closed => return Some(false),
            }
        }
    }

    /// The name of the next tag, with the slash of one that ends an element.
    pub(super) fn name(&mut self) -> Option<&'a str> {
        let rest = self.left().strip_prefix('<')?;
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_');
        let slash = usize::from(rest.starts_with('/'));
        let length = rest
            .as_bytes()
            .get(slash..)?
            .iter()
            .position(|byte| !is_name(byte))?;
        self.at += 1 + slash + length;
        rest.get(..slash + length).filter(|_| length > 0)
    }

    /// What stands before the first element: a byte order mark, and that it is XML in UTF-8.
    pub(super) fn prologue(&mut self) -> Option<()> {
        self.eat("\u{feff}".as_bytes());
        if self.eat(b"<?xml ") {
            let end = self.left().find("?>")?;
            let said = self.left().get(..end)?.to_ascii_lowercase();
            if said.contains('<')
                || !said.contains("version=")
                || said
                    .replace('\'', "\"")
                    .matches("encoding=\"utf-8\"")
                    .count()
                    != said.matches("encoding").count()
            {
                return None;
            }
            self.at += end + 2;
        }
        self.blanks();
        Some(())
    }
}
