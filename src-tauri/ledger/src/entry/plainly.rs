//! Fields read just as this program writes them: keys in their order, no white space, no escapes.
//!
//! Why: an export goes over all entries several times, and nearly all of them are written so.
//! Whatever is written otherwise is left to the JSON reader, which also says what is wrong with it.

use super::fields::{InOrder, Kept, Words};

/// The fields in the order of the form; `None` where they are written otherwise.
pub(super) fn read<'f>(fields: &'f str, now: InOrder<'_>) -> Option<Vec<Option<Kept<'f>>>> {
    let mut rest = Rest(fields);
    let (mut ordered, mut likely) = (now.none(), 0);
    rest.skip("{\"")?;
    loop {
        let code = rest.text()?;
        rest.skip(":{\"s\":\"")?;
        let kept = Kept {
            state: Words::from(rest.text()?),
            content: rest.optional(",\"c\":\"")?,
            raw: rest.optional(",\"r\":\"")?,
            column: rest.column()?,
            note: rest.optional(",\"n\":\"")?,
        };
        likely = now.put(&mut ordered, likely, code, kept);
        rest.skip("}")?;
        if rest.0 == "}" {
            return Some(ordered);
        }
        rest.skip(",\"")?;
    }
}

/// What is not read yet.
struct Rest<'f>(&'f str);

impl<'f> Rest<'f> {
    fn skip(&mut self, mark: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(mark)?;
        Some(())
    }

    /// A text whose first quote has been read.
    fn text(&mut self) -> Option<&'f str> {
        let is_end = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
        let end = self.0.as_bytes().iter().position(is_end)?;
        let (text, rest) = self.0.split_at(end);
        self.0 = rest.strip_prefix('"')?;
        Some(text)
    }

    /// A text behind a mark, if the mark is there.
    #[expect(
        clippy::option_option,
        reason = "no text is something else than one that is written otherwise"
    )]
    fn optional(&mut self, mark: &str) -> Option<Option<Words<'f>>> {
        match self.skip(mark) {
            Some(()) => self.text().map(|text| Some(Words::from(text))),
            None => Some(None),
        }
    }

    /// The column of the sheet, if there is one.
    #[expect(
        clippy::option_option,
        reason = "no column is something else than one that is written otherwise"
    )]
    fn column(&mut self) -> Option<Option<u32>> {
        if self.skip(",\"k\":").is_none() {
            return Some(None);
        }
        let is_digit = |byte: &u8| byte.is_ascii_digit();
        let end = self.0.bytes().take_while(|byte| is_digit(byte)).count();
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        // JSON has no 01
        if digits.len() > 1 && digits.starts_with('0') {
            return None;
        }
        digits.parse().ok().map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::{InOrder, Kept};
    use serde::de::DeserializeSeed as _;
    use xianbaohui_core::form::{Form, Layout};
    use xianbaohui_core::scheme::Scheme;

    fn told(read: Option<Vec<Option<Kept<'_>>>>) -> Option<String> {
        Some(serde_json::to_string(&read?).unwrap_or_default())
    }

    #[test]
    fn what_is_read_plainly_is_what_the_json_reader_reads() {
        let roster = |form: &Form| match &form.layout {
            Layout::Roster(roster) => Some(roster.fields.clone()),
            _ => None,
        };
        let specs = Scheme::find("kjcx")
            .ok()
            .and_then(|scheme| scheme.forms.iter().find_map(roster))
            .unwrap_or_default();
        assert!(specs.len() > 1);
        let (one, two) = (&specs[0].code, &specs[1].code);
        let full = r#""s":"number","c":"1","r":"一","k":12,"n":"x""#;
        for (fields, is_plain) in [
            (
                format!(r#"{{"{one}":{{{full}}},"{two}":{{"s":"blank"}}}}"#),
                true,
            ),
            (
                format!(r#"{{"{two}":{{"s":"text","c":"","k":0}},"{one}":{{"s":"blank"}}}}"#),
                true,
            ),
            (
                format!(r#"{{"other":{{{full}}},"{one}":{{"s":"nil","n":"一"}}}}"#),
                true,
            ),
            (format!(r#"{{"{one}":{{"s":"text","c":"a\"b"}}}}"#), false),
            (format!(r#"{{"{one}":{{"c":"1","s":"number"}}}}"#), false),
            (format!(r#"{{"{one}":{{"s":"blank","k":01}}}}"#), false),
            (
                format!(r#"{{"{one}":{{"s":"blank","k":4294967296}}}}"#),
                false,
            ),
            (format!("{{\"{one}\":{{\"s\":\"te\nxt\"}}}}"), false),
            (format!(r#"{{"{one}":{{"s":"blank"}},}}"#), false),
            (format!(r#"{{"{one}":{{"s":"blank"}}}} "#), false),
            ("{}".to_owned(), false),
            ("[]".to_owned(), false),
        ] {
            let order = InOrder(&specs);
            let plain = told(super::read(&fields, order));
            assert_eq!(plain.is_some(), is_plain, "{fields}");
            if is_plain {
                let mut json = serde_json::Deserializer::from_str(&fields);
                assert_eq!(plain, told(order.deserialize(&mut json).ok()), "{fields}");
            }
        }
    }
}
