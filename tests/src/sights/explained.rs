//! Differences that were looked at one by one.

use super::pair::Pair;

/// A line of the list: file, format, value, our text, LibreOffice's text, and why; `*` is any.
const LIST: &str = include_str!("explained.txt");

/// Why it differs, if that is on the list.
pub(super) fn why(pair: &Pair<'_>) -> Option<&'static str> {
    LIST.lines()
        .filter(|line| !line.starts_with("§ ") && !line.is_empty())
        .find_map(|line| {
            let fields: Vec<&'static str> = line.split('\t').collect();
            let [in_file, format, value, own, office, why] = fields[..] else {
                return Some("a line of explained.txt has not six fields");
            };
            let is = |listed: &str, here: &str| listed == "*" || listed == here;
            (is(in_file, pair.file)
                && is(format, pair.format)
                && is(value, &pair.value)
                && is(own, &pair.own)
                && is(office, &pair.office))
            .then_some(why)
        })
}
