//! The mark that a blank carries when it is issued: of which scheme, form, unit and period it is,
//! with a check code over all of it. It tells a slip from what was written; it is no signature.

use crate::period::Period;
use crate::scheme::Scheme;
use std::fmt::Write as _;

/// How the line begins: the kind of mark.
pub const SIGN: &str = "xbh1";
/// Name of the sheet that carries the marks of a workbook, one a row.
pub const SHEET: &str = "_xbh";
/// The name within a sheet that stands for its mark.
pub const NAME: &str = "_xbh_mark";
/// How the names of the document properties begin that carry the marks.
pub const PROPERTY: &str = "xbh:";

/// How the form of a sheet begins that is none, but words of the program.
const LEAF: &str = "#";

/// What an issued sheet says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// code of the scheme
    pub scheme: String,
    /// its version, as it is called
    pub version: String,
    /// what tells its text from others, see [`digest`]
    pub digest: String,
    /// code of the form; of a sheet of words what [`leaf`] gives
    pub form: String,
    /// code of the unit
    pub unit: String,
    /// the period
    pub period: Period,
}

/// A line that looks like a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// its check code fits
    Fits(Mark),
    /// it was changed since it was issued, or cut
    Altered,
}

impl Mark {
    /// The mark of a sheet.
    pub fn new(scheme: &Scheme, digest: &str, form: &str, unit: &str, period: Period) -> Self {
        Self {
            scheme: scheme.code.clone(),
            version: scheme.version.clone(),
            digest: digest.to_owned(),
            form: form.to_owned(),
            unit: unit.to_owned(),
            period,
        }
    }

    /// As it is written: fields between bars, the check code last.
    pub fn line(&self) -> String {
        let body = self.body();
        let code = code(&body);
        format!("{body}|{code}")
    }

    /// The check code over the rest.
    pub fn check_code(&self) -> String {
        code(&self.body())
    }

    fn body(&self) -> String {
        let period = self.period.to_string();
        let fields = [
            &self.scheme,
            &self.version,
            &self.digest,
            &self.form,
            &self.unit,
            &period,
        ];
        fields.iter().fold(SIGN.to_owned(), |mut body, field| {
            body.push('|');
            body.push_str(&escaped(field));
            body
        })
    }

    /// Whether it is of a sheet of the program's own words: those are its form.
    pub fn is_of_leaf(&self) -> bool {
        self.form.starts_with(LEAF)
    }

    /// Reads a line; `None` where it is no mark at all.
    pub fn find(line: &str) -> Option<Found> {
        let line = line.trim();
        line.strip_prefix(SIGN)?.strip_prefix('|')?;
        Some(Self::parse(line).map_or(Found::Altered, Found::Fits))
    }

    fn parse(line: &str) -> Option<Self> {
        let (body, said) = line.rsplit_once('|')?;
        if code(body) != said {
            return None;
        }
        let fields = body.split('|').skip(1).map(plain);
        let fields = fields.collect::<Option<Vec<_>>>()?;
        let [scheme, version, digest, form, unit, period] = fields.try_into().ok()?;
        Some(Self {
            scheme,
            version,
            digest,
            form,
            unit,
            period: Period::parse(&period)?,
        })
    }
}

/// What tells the text of a scheme from others, short enough to be printed: that of the level
/// above, whatever a lower level adds, so that its blanks are known at both.
pub fn digest(scheme: &Scheme) -> String {
    code(scheme.text_above())
}

/// What stands in place of a form's code for a sheet of words: it fits as long as nobody has
/// written anything else there. White space does not count, programs change it.
pub fn leaf<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let all = texts.flat_map(str::chars).filter(|c| !c.is_whitespace());
    format!("{LEAF}{}", code(&all.collect::<String>()))
}

/// What would end a field, or be taken for a code of a page footer, is written by its number.
fn escaped(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    for c in field.chars() {
        if c.is_whitespace() || c.is_control() || matches!(c, '%' | '|' | '&' | '"') {
            // writing to a text cannot fail
            let _ = write!(out, "%{:x};", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

fn plain(field: &str) -> Option<String> {
    let mut out = String::with_capacity(field.len());
    let mut rest = field;
    while let Some((before, after)) = rest.split_once('%') {
        let (number, after) = after.split_once(';')?;
        out.push_str(before);
        out.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

/// Eight signs, none of which is mistaken for another when it is read aloud: FNV-1a of the text,
/// folded to 40 bits.
fn code(text: &str) -> String {
    const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let folded = hash ^ (hash >> 24);
    (0..8)
        .map(|at| char::from(SIGNS[(folded >> (at * 5)) as usize & 31]))
        .collect()
}
