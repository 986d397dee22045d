//! Whose Excel shows the cell, and what `[$…-804]` says of the language.

use super::unsure::Unsure;

/// The language of the Excel that shows the cell, where the code itself names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// 简体中文: `!` escapes, `aaaa` is 星期几, `[DBNum1]` alone is Chinese, dates of the system
    /// are 年月日. `mmm` and `dddd` are English without a tag, as there.
    #[default]
    ZhCn,
    /// English of the United States.
    EnUs,
}

impl Locale {
    /// The language of names and figures.
    pub(super) fn language(self) -> Language {
        match self {
            Self::ZhCn => Language::Zh,
            Self::EnUs => Language::En,
        }
    }
}

/// A language of which names of months and weekdays are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    En,
    Zh,
    ZhTw,
    Ja,
    Ko,
    De,
    Fr,
    Es,
    It,
    Pt,
    Ru,
    /// any other
    Other,
}

/// What a tag says after the `-`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tag {
    pub(super) language: Option<Language>,
    /// `[$-F800]` and `[$-F400]`
    pub(super) system: Option<System>,
    pub(super) doubt: Option<Unsure>,
}

/// Dates and times as the control panel of the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum System {
    LongDate,
    Time,
}

impl Tag {
    /// `804`, `1000804`, `F800`, `zh-CN`, `x-sysdate`: [MS-LCID] with the calendar in the third and
    /// the script of figures in the fourth byte.
    pub(super) fn parse(text: &str) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        match text.to_ascii_lowercase().as_str() {
            "x-sysdate" => return Self::of_system(System::LongDate),
            "x-systime" => return Self::of_system(System::Time),
            _ => {}
        }
        if let Ok(code) = u32::from_str_radix(text, 16) {
            return Self::of_code(code);
        }
        let name = text.to_ascii_lowercase();
        let (name, more) = name.split_once(',').unwrap_or((&name, ""));
        Self {
            language: Some(by_name(name)),
            system: None,
            doubt: (!more.is_empty()).then_some(Unsure::Calendar),
        }
    }

    fn of_system(system: System) -> Self {
        Self {
            system: Some(system),
            ..Self::default()
        }
    }

    fn of_code(code: u32) -> Self {
        match code & 0xffff {
            0xf800 => return Self::of_system(System::LongDate),
            0xf400 => return Self::of_system(System::Time),
            _ => {}
        }
        let calendar = (code >> 16) & 0xff;
        let script = code >> 24;
        let doubt = if script > 1 {
            Some(Unsure::Numerals)
        } else if calendar > 1 {
            Some(Unsure::Calendar)
        } else {
            None
        };
        Self {
            language: by_code(code & 0xffff),
            system: None,
            doubt,
        }
    }
}

fn by_code(code: u32) -> Option<Language> {
    // none, the user's own, the system's own
    if matches!(code, 0 | 0x400 | 0x800) {
        return None;
    }
    Some(match code & 0x3ff {
        0x04 if matches!(code, 0x404 | 0xc04 | 0x1404 | 0x7c04) => Language::ZhTw,
        0x04 => Language::Zh,
        0x07 => Language::De,
        0x09 => Language::En,
        0x0a => Language::Es,
        0x0c => Language::Fr,
        0x10 => Language::It,
        0x11 => Language::Ja,
        0x12 => Language::Ko,
        0x16 => Language::Pt,
        0x19 => Language::Ru,
        _ => Language::Other,
    })
}

fn by_name(name: &str) -> Language {
    match name.split('-').next().unwrap_or_default() {
        "zh" if ["tw", "hk", "mo", "hant"]
            .iter()
            .any(|end| name.ends_with(end)) =>
        {
            Language::ZhTw
        }
        "zh" => Language::Zh,
        "de" => Language::De,
        "en" => Language::En,
        "es" => Language::Es,
        "fr" => Language::Fr,
        "it" => Language::It,
        "ja" => Language::Ja,
        "ko" => Language::Ko,
        "pt" => Language::Pt,
        "ru" => Language::Ru,
        _ => Language::Other,
    }
}
