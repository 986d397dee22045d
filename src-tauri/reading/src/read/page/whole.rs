//! What concerns a page as a whole: programs in it, styles that stand elsewhere, what may lie over
//! its tables.

use super::drawing::Drawing;
use super::style::{Reason, reason};
use scraper::{ElementRef, Html};

/// What of a page is not understood; `has_styles` where the styles that it names are at hand.
pub(super) fn doubts(document: &Html, drawing: &Drawing, has_styles: bool) -> Vec<Reason> {
    let mut doubts = Vec::new();
    let elements = document.root_element().descendants();
    for element in elements.filter_map(ElementRef::wrap) {
        let own = element.value();
        let said = |name: &str| own.attr(name).unwrap_or_default().to_ascii_lowercase();
        match own.name() {
            "script" if runs(&element) => doubts.push(reason("<script>")),
            "link"
                if said("rel")
                    .split_whitespace()
                    .any(|rel| rel == "stylesheet") =>
            {
                let href = own.attr("href").unwrap_or_default();
                if !has_styles && !href.is_empty() {
                    doubts.push(reason(&format!("<link rel=stylesheet href={href}>")));
                }
            }
            "meta" if said("http-equiv") == "refresh" => {
                doubts.push(reason("<meta http-equiv=refresh>"));
            }
            _ => {}
        }
        if let Some((name, _)) = own.attrs().find(|(name, _)| is_event(name)) {
            doubts.push(reason(&format!("<{} {name}=…>", own.name())));
        }
    }
    doubts.extend(moved(document, drawing));
    doubts.dedup();
    doubts
}

/// What stands outside of tables and may lie over them.
fn moved(document: &Html, drawing: &Drawing) -> Vec<Reason> {
    let (mut tables, mut moved_tables, mut doubts) = (0, Vec::new(), Vec::new());
    let mut open = vec![document.root_element()];
    while let Some(element) = open.pop() {
        let is_table = element.value().name() == "table";
        tables += usize::from(is_table);
        if !is_table {
            open.extend(element.children().filter_map(ElementRef::wrap));
        }
        let says = drawing.says(&element);
        let Some(moves) = says.moves.filter(|_| says.gone != Some(true)) else {
            continue;
        };
        let shows = ["img", "svg", "canvas", "object", "iframe", "input"];
        if is_table || has_element(&element, &["table"]) {
            moved_tables.push(moves);
        } else if says.ground.is_some()
            || element.text().any(|words| !words.trim().is_empty())
            || has_element(&element, &shows)
        {
            doubts.push(moves);
        }
    }
    // of two tables one may lie over the other
    if tables > 1 {
        doubts.extend(moved_tables);
    }
    doubts
}

fn has_element(element: &ElementRef<'_>, names: &[&str]) -> bool {
    let inner = element.descendants().filter_map(ElementRef::wrap);
    inner
        .into_iter()
        .any(|own| names.contains(&own.value().name()))
}

/// Whether a script is run when the page is opened, but for the one with which Excel puts a sheet
/// into its frame.
fn runs(script: &ElementRef<'_>) -> bool {
    let own = script.value();
    let kind = own.attr("type").unwrap_or_default().to_ascii_lowercase();
    let is_data = ["json", "template", "html", "x-handlebars"]
        .iter()
        .any(|data| kind.contains(data));
    if is_data {
        return false;
    }
    if own.attr("src").is_some() {
        return true;
    }
    let words = script.text().collect::<String>();
    let words = words.split_whitespace().collect::<String>();
    let bare = words
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim_end_matches("//");
    let of_excel = bare
        .strip_prefix("if(window.name!=\"frSheet\")window.location.replace(\"")
        .and_then(|rest| rest.strip_suffix("\");elsefnUpdateTabs();"))
        .is_some_and(|place| !place.contains(['"', '\\']));
    !bare.is_empty() && !of_excel
}

/// Whether something is run when a page is opened; what waits for a hand is none of it.
fn is_event(name: &str) -> bool {
    const WAITS: [&str; 14] = [
        "mouse", "click", "dblclick", "key", "drag", "drop", "select", "focus", "blur", "context",
        "change", "submit", "touch", "input",
    ];
    name.strip_prefix("on")
        .is_some_and(|rest| !WAITS.iter().any(|own| rest.starts_with(own)))
}
