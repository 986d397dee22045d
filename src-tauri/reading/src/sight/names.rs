//! Names of months, weekdays and halves of the day.
//!
//! Full names are those of Windows and CLDR alike; where short ones differ between versions of
//! Windows (`Mrz`, `Mär`; `ene`, `ene.`) they are shown in doubt.

use super::locale::Language;
use super::unsure::Unsure;

/// A name, and whether it is in doubt.
type Name = (String, Option<Unsure>);

const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DE_MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const FR_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ES_MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const IT_MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];
const PT_MONTHS: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];
const RU_MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const ZH_MONTHS: [&str; 12] = [
    "一月",
    "二月",
    "三月",
    "四月",
    "五月",
    "六月",
    "七月",
    "八月",
    "九月",
    "十月",
    "十一月",
    "十二月",
];
const EN_DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];
const DE_DAYS: [&str; 7] = [
    "Sonntag",
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
];
const FR_DAYS: [&str; 7] = [
    "dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
];
const ES_DAYS: [&str; 7] = [
    "domingo",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
];
const IT_DAYS: [&str; 7] = [
    "domenica",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
];
const PT_DAYS: [&str; 7] = [
    "domingo",
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "sábado",
];
const RU_DAYS: [&str; 7] = [
    "воскресенье",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
];
const ZH_DAYS: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];
const JA_DAYS: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];
const KO_DAYS: [&str; 7] = ["일", "월", "화", "수", "목", "금", "토"];

/// `mmm` (3), `mmmm` (4), `mmmmm` (5) of a month from 1.
pub(super) fn month(language: Language, month: u32, letters: usize) -> Name {
    let at = month.saturating_sub(1) as usize;
    let (names, sure_short) = match language {
        Language::En => (&EN_MONTHS, true),
        Language::Zh | Language::ZhTw => (&ZH_MONTHS, language == Language::Zh),
        Language::Ja => return numbered(month, "月", letters),
        Language::Ko => return numbered(month, "월", letters),
        Language::De => (&DE_MONTHS, month != 3 && month != 9),
        Language::It => (&IT_MONTHS, true),
        Language::Fr => (&FR_MONTHS, false),
        Language::Es => (&ES_MONTHS, false),
        Language::Pt => (&PT_MONTHS, false),
        Language::Ru => (&RU_MONTHS, false),
        Language::Other => return (english_month(at, letters), Some(Unsure::Locale)),
    };
    let full = names.get(at).copied().unwrap_or_default();
    let doubt = (!sure_short).then_some(Unsure::Locale);
    match letters {
        3 if language == Language::Zh => (format!("{month}月"), None),
        3 => (first(full, 3), doubt),
        // the first letter, as the names begin
        5 => (first(full, 1).to_uppercase(), doubt),
        // the Russian month has two cases
        _ => (full.to_owned(), doubt.filter(|_| language == Language::Ru)),
    }
}

fn numbered(month: u32, word: &str, letters: usize) -> Name {
    if letters == 4 {
        (format!("{month}{word}"), None)
    } else {
        (month.to_string(), Some(Unsure::Locale))
    }
}

fn english_month(at: usize, letters: usize) -> String {
    let full = EN_MONTHS.get(at).copied().unwrap_or_default();
    match letters {
        3 => first(full, 3),
        5 => first(full, 1),
        _ => full.to_owned(),
    }
}

/// `ddd` or `dddd` of a weekday from Sunday, 0.
pub(super) fn weekday(language: Language, day: u32, is_full: bool) -> Name {
    let at = day as usize;
    let of = |names: &[&'static str; 7]| names.get(at).copied().unwrap_or_default();
    let (names, short, doubt) = match language {
        Language::En => (&EN_DAYS, 3, None),
        Language::De => (&DE_DAYS, 2, None),
        Language::It => (&IT_DAYS, 3, None),
        Language::Fr => (&FR_DAYS, 3, Some(Unsure::Locale)),
        Language::Es => (&ES_DAYS, 3, Some(Unsure::Locale)),
        Language::Pt => (&PT_DAYS, 3, Some(Unsure::Locale)),
        Language::Ru => (&RU_DAYS, 2, Some(Unsure::Locale)),
        Language::Zh | Language::ZhTw => {
            let before = match (is_full, language) {
                (true, _) => "星期",
                (false, Language::Zh) => "周",
                (false, _) => "週",
            };
            return (format!("{before}{}", of(&ZH_DAYS)), None);
        }
        Language::Ja | Language::Ko => {
            let (names, word) = if language == Language::Ja {
                (&JA_DAYS, "曜日")
            } else {
                (&KO_DAYS, "요일")
            };
            let word = if is_full { word } else { "" };
            return (format!("{}{word}", of(names)), None);
        }
        Language::Other => (&EN_DAYS, 3, Some(Unsure::Locale)),
    };
    if is_full {
        let doubt = doubt.filter(|_| language == Language::Other);
        return (of(names).to_owned(), doubt);
    }
    (first(of(names), short), doubt)
}

/// `aaa` (三) or `aaaa` (星期三), the weekday of East Asian versions.
pub(super) fn east_asian_weekday(language: Language, day: u32, is_full: bool) -> Name {
    if !is_full && matches!(language, Language::Zh | Language::ZhTw) {
        let name = ZH_DAYS.get(day as usize).copied().unwrap_or_default();
        return (name.to_owned(), None);
    }
    weekday(language, day, is_full)
}

/// `AM/PM` in a language.
pub(super) fn half_of_day(language: Language, is_afternoon: bool) -> Name {
    let (halves, doubt) = match language {
        Language::En => (["AM", "PM"], None),
        Language::Zh | Language::ZhTw => (["上午", "下午"], None),
        Language::Ja => (["午前", "午後"], None),
        Language::Ko => (["오전", "오후"], None),
        _ => (["AM", "PM"], Some(Unsure::Locale)),
    };
    (halves[usize::from(is_afternoon)].to_owned(), doubt)
}

fn first(name: &str, letters: usize) -> String {
    name.chars().take(letters).collect()
}
