//! Elements of a page that are known, and what they say without a style.

use super::colour::colour;
use super::declared::{Declared, Size, reason};
use super::known::are_signs;
use scraper::node::Element;

/// Elements that show the words in them, and no others.
const KNOWN: &str = "html body table thead tbody tfoot tr td th caption colgroup col div p span \
    font b i u em strong small big center a nobr br hr wbr h1 h2 h3 h4 h5 h6 label form fieldset \
    legend main section article header footer nav aside figure figcaption blockquote address ul \
    ol li dl dt dd tt code pre kbd samp var cite abbr acronym dfn mark ins s strike del sup sub \
    input select option optgroup textarea button summary time data ruby rb comment script style \
    noscript menu hgroup search output";

/// Whether what an element shows is known.
pub(in crate::read::page) fn is_known(element: &Element) -> bool {
    let name = element.name();
    match name {
        "input" => {
            let kind = element.attr("type").unwrap_or("text");
            [
                "text", "number", "date", "tel", "hidden", "checkbox", "radio",
            ]
            .iter()
            .any(|own| kind.eq_ignore_ascii_case(own))
        }
        "dialog" | "details" => element.attr("open").is_some(),
        // paragraphs and smart tags of office programs
        _ if name.starts_with("o:") || name.starts_with("st1:") => true,
        _ => KNOWN.split_ascii_whitespace().any(|own| own == name),
    }
}

/// What elements said before there were styles: `<font color=white size=1>`, `<td bgcolor=…>`.
pub(in crate::read::page) fn of_attributes(element: &Element) -> Declared {
    let mut says = Declared::default();
    let name = element.name();
    for (attribute, value) in element.attrs() {
        let written = || reason(&format!("<{name} {attribute}={value}>"));
        match (name, attribute) {
            ("font", "color") | ("body", "text") => match colour(value) {
                Some(own) => says.letters = Some(own),
                None => says.unknown = Some(written()),
            },
            ("font", "size") => says.size = of_step(value),
            ("font", "face") => says.signs = Some(are_signs(value)),
            (_, "bgcolor") if value.trim().is_empty() => {}
            (_, "bgcolor") => match colour(value) {
                Some(own) => says.ground = Some(own),
                None => says.unknown = Some(written()),
            },
            (_, "background") if !value.trim().is_empty() => says.unknown = Some(written()),
            (_, "dir") if !value.eq_ignore_ascii_case("ltr") => says.unknown = Some(written()),
            (_, "hidden") => says.gone = Some(true),
            _ => {}
        }
    }
    match name {
        "s" | "strike" | "del" => says.struck = Some(true),
        "sup" | "sub" => says.raised = Some(true),
        _ => {}
    }
    says
}

/// `1` is the smallest, and can be read; `-1` is one step smaller than around it.
fn of_step(value: &str) -> Option<Size> {
    let value = value.trim();
    let step = value.trim_start_matches('+').parse::<i32>().ok()?;
    Some(if value.starts_with(['+', '-']) {
        Size::Times(1.2_f32.powi(step.clamp(-2, 6)))
    } else {
        let sizes = [1.0, 7.5, 10.0, 12.0, 13.5, 18.0, 24.0, 36.0];
        Size::Points(*sizes.get(usize::try_from(step).unwrap_or(0).min(7))?)
    })
}
