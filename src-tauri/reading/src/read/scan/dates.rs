//! Which styles show numbers as days, times or durations: calamine's rule, which the rest of the
//! reading holds to.

use super::super::xml::attribute;
use calamine::ExcelDateTimeType;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::collections::HashMap;

/// For each style of the workbook, what its numbers are when they are no plain numbers.
pub(super) fn of_styles(part: &[u8]) -> Option<Vec<Option<ExcelDateTimeType>>> {
    let mut formats: HashMap<String, Option<ExcelDateTimeType>> = HashMap::new();
    let mut styles = Vec::new();
    let (mut is_formats, mut is_styles, mut is_style) = (false, false, false);
    let mut is_first = true;
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).ok()?;
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let opens = matches!(event, Event::Start(_));
                let (name, own) = (element.name(), element.local_name());
                // a prefix would hide what calamine sees; another kind of part is no list of styles
                if (is_first && name.as_ref() != "styleSheet")
                    || (name.as_ref() != own.as_ref()
                        && matches!(own.as_ref(), "numFmts" | "numFmt" | "cellXfs" | "xf"))
                {
                    return None;
                }
                is_first = false;
                match name.as_ref() {
                    // one list of each
                    "numFmts" if opens && formats.is_empty() && styles.is_empty() => {
                        is_formats = true;
                    }
                    "cellXfs" if opens && styles.is_empty() => is_styles = true,
                    "numFmts" | "cellXfs" if opens => return None,
                    "numFmt" if is_formats => {
                        let code = attribute(element, "formatCode")?;
                        formats.insert(attribute(element, "numFmtId")?, of_code(&code));
                    }
                    "xf" if is_styles && !is_style => {
                        let id = attribute(element, "numFmtId").unwrap_or_default();
                        styles.push(match formats.get(&id) {
                            Some(kind) => *kind,
                            None => built_in(&id),
                        });
                        is_style = opens;
                    }
                    "xf" if is_styles => return None,
                    _ => {}
                }
            }
            Event::End(element) => match element.name().as_ref() {
                "numFmts" => is_formats = false,
                "cellXfs" => is_styles = false,
                "xf" => is_style = false,
                _ => {}
            },
            Event::Eof => return Some(styles),
            Event::Decl(_) | Event::Text(_) => {}
            _ => return None,
        }
    }
}

fn built_in(id: &str) -> Option<ExcelDateTimeType> {
    match id
        .parse::<u16>()
        .ok()
        .filter(|_| !id.starts_with(['0', '+']))?
    {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Some(ExcelDateTimeType::DateTime),
        46 => Some(ExcelDateTimeType::TimeDelta),
        _ => None,
    }
}

/// What a code makes of numbers, by its first section.
fn of_code(code: &str) -> Option<ExcelDateTimeType> {
    let (mut is_escaped, mut is_quoted, mut brackets, mut before) = (false, false, 0_u8, ' ');
    let (mut is_elapsed, mut may_be_noon) = (false, false);
    for c in code.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '_' | '\\' | '*' => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            ';' => return None,
            '[' => brackets = brackets.saturating_add(1),
            ']' if brackets == 1 && is_elapsed => return Some(ExcelDateTimeType::TimeDelta),
            ']' => brackets = brackets.saturating_sub(1),
            'a' | 'A' if !may_be_noon && brackets == 0 => may_be_noon = true,
            'p' | 'm' | '/' | 'P' | 'M' if may_be_noon && brackets == 0 => {
                return Some(ExcelDateTimeType::DateTime);
            }
            'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S'
                if !may_be_noon && brackets == 0 =>
            {
                return Some(ExcelDateTimeType::DateTime);
            }
            _ if is_elapsed && c.eq_ignore_ascii_case(&before) => {}
            _ => is_elapsed = before == '[' && matches!(c, 'm' | 'h' | 's' | 'M' | 'H' | 'S'),
        }
        before = c;
    }
    None
}
