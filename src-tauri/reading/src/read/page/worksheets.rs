//! What Excel writes about the sheets of a page, in a comment that only it reads.

/// A sheet of a page that Excel wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::read) struct Worksheet {
    pub(in crate::read) name: String,
    /// the file with its table, where it is not this one
    pub(in crate::read) source: Option<String>,
    pub(in crate::read) is_hidden: bool,
}

/// The sheets that a page says it has.
///
/// Source: Microsoft Office HTML and XML Reference, `ExcelWorksheet`.
pub(in crate::read) fn worksheets(text: &str) -> Vec<Worksheet> {
    let sheets = text.split("<x:ExcelWorksheet>").skip(1).map(|part| {
        let part = part
            .split_once("</x:ExcelWorksheet>")
            .map_or(part, |(own, _)| own);
        let between = |open: &str, close: &str| {
            let (_, rest) = part.split_once(open)?;
            let (own, _) = rest.split_once(close)?;
            Some(unescaped(own.trim()))
        };
        Worksheet {
            name: between("<x:Name>", "</x:Name>").unwrap_or_default(),
            source: between("<x:WorksheetSource HRef=\"", "\""),
            is_hidden: between("<x:Visible>", "</x:Visible>")
                .is_some_and(|own| own.starts_with("Sheet")),
        }
    });
    sheets.collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
