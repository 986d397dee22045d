//! Marks of a workbook: a sheet that no menu shows, names of the sheets, document properties.

use super::super::sealed;
use super::OwnError;
use super::package::{Package, rels};
use super::xml::{appended, attribute, changed, escaped, name, put, same, written};
use quick_xml::Reader;
use quick_xml::events::Event;
use xianbaohui_core::mark::{self, Mark};
use xianbaohui_files::output::{AS_ISSUED, KIND, Kind, MARK};

/// Where the names of what stands in such parts are.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
/// Content types of what is added.
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const PROPERTIES: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
/// Kinds of relations.
const OF_SHEET: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
const OF_PROPERTIES: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Ids and parts that are added.
const ID: &str = "rIdXbhMarks";
const CUSTOM: &str = "docProps/custom.xml";

/// Writes the marks of the sheets of a workbook.
pub(super) fn write(package: &mut Package<'_>, marks: &[(String, Mark)]) -> Result<(), OwnError> {
    if package.sheets.iter().any(|(own, _)| own == mark::SHEET) {
        return Err(OwnError::Holds {
            what: "下发时做的标记",
            remedy: "它是下发过的表：请用没有下发过的空白表",
        });
    }
    let book = package.book.clone();
    let text = package.text(&book)?;
    let text = with_sheet(&book, &text)?;
    let text = with_names(&book, &text, &package.sheets, marks)?;
    package.replace(&book, text);
    let of_book = rels(&book);
    let text = package.text(&of_book)?;
    let part = free_part(package, &book);
    let more = format!("<Relationship Id=\"{ID}\" Type=\"{OF_SHEET}\" Target=\"/{part}\"/>");
    package.replace(&of_book, appended(&of_book, &text, "Relationships", &more)?);
    let mut types = format!("<Override PartName=\"/{part}\" ContentType=\"{SHEET}\"/>");
    package.replace(&part, list(marks));
    if !package.has(CUSTOM) {
        let more = format!("<Override PartName=\"/{CUSTOM}\" ContentType=\"{PROPERTIES}\"/>");
        types.push_str(&more);
        let root = "_rels/.rels";
        let text = package.text(root)?;
        let more =
            format!("<Relationship Id=\"{ID}\" Type=\"{OF_PROPERTIES}\" Target=\"{CUSTOM}\"/>");
        package.replace(root, appended(root, &text, "Relationships", &more)?);
        package.replace(
            CUSTOM,
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
                    <Properties xmlns=\"{OFFICE}/custom-properties\" \
                    xmlns:vt=\"{OFFICE}/docPropsVTypes\"></Properties>"
            ),
        );
    }
    let text = package.text(CUSTOM)?;
    let more = properties(&text, marks);
    package.replace(CUSTOM, appended(CUSTOM, &text, "Properties", &more)?);
    let list = "[Content_Types].xml";
    let text = package.text(list)?;
    package.replace(list, appended(list, &text, "Types", &types)?);
    Ok(())
}

/// A part for one sheet more, beside the others.
fn free_part(package: &Package<'_>, book: &str) -> String {
    let folder = book.rsplit_once('/').map_or("", |(folder, _)| folder);
    let own = |number: usize| {
        let part = format!("{folder}/worksheets/sheet{number}.xml");
        part.trim_start_matches('/').to_owned()
    };
    let mut numbers = package.sheets.len() + 1..;
    let free = numbers.find(|number| !package.has(&own(*number)));
    own(free.unwrap_or_default())
}

/// One sheet more, that no menu shows.
fn with_sheet(part: &str, text: &str) -> Result<String, OwnError> {
    let mut reader = Reader::from_str(text);
    let mut last = 0;
    loop {
        match reader.read_event().map_err(|_| written(part))? {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) if name(&tag) == "sheet" => {
                let id = attribute(&tag, "sheetId").and_then(|id| id.parse::<u32>().ok());
                last = last.max(id.unwrap_or_default());
            }
            _ => {}
        }
    }
    let more = format!(
        "<sheet xmlns:xbh=\"{RELATIONS}\" name=\"{}\" sheetId=\"{}\" state=\"veryHidden\" \
            xbh:id=\"{ID}\"/>",
        mark::SHEET,
        last + 1
    );
    appended(part, text, "sheets", &more)
}

/// The names of the sheets that stand for their marks.
fn with_names(
    part: &str,
    text: &str,
    sheets: &[(String, String)],
    marks: &[(String, Mark)],
) -> Result<String, OwnError> {
    /// a text in a formula is no longer
    const LONGEST: usize = 255;
    /// what stands before the names
    const BEFORE: [&str; 3] = ["sheets", "functionGroups", "externalReferences"];
    let mut names = String::new();
    for (name, mark) in marks {
        let at = sheets.iter().position(|(own, _)| own == name);
        let line = mark.line();
        if let Some(at) = at.filter(|_| line.chars().count() <= LONGEST) {
            let line = escaped(&line);
            let own = format!(
                "<definedName name=\"{}\" localSheetId=\"{at}\" hidden=\"1\">\
                    \"{line}\"</definedName>",
                mark::NAME
            );
            names.push_str(&own);
        }
    }
    if text.contains("<definedNames") {
        return appended(part, text, "definedNames", &names);
    }
    let has = |own: &str| text.contains(&format!("</{own}>"));
    let behind = BEFORE.into_iter().rev().find(|own| has(own));
    let behind = behind.ok_or_else(|| written(part))?;
    changed(part, text, |event, writer| {
        let is_end = matches!(&event, Event::End(tag) if tag.name().into_inner() == behind);
        same(part, writer, event)?;
        if is_end {
            put(writer, &format!("<definedNames>{names}</definedNames>"));
        }
        Ok(())
    })
}

/// The sheet of marks: name of the sheet, mark.
fn list(marks: &[(String, Mark)]) -> String {
    let cell = |at: &str, words: &str| {
        format!(
            "<c r=\"{at}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
            escaped(words)
        )
    };
    let rows = marks.iter().enumerate().map(|(at, (name, mark))| {
        let row = at + 1;
        format!(
            "<row r=\"{row}\">{}{}</row>",
            cell(&format!("A{row}"), name),
            cell(&format!("B{row}"), &mark.line())
        )
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
            <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
            <sheetData>{}</sheetData></worksheet>",
        rows.collect::<String>()
    )
}

/// The marks among the properties of the document, and that it is a blank of this program.
fn properties(text: &str, marks: &[(String, Mark)]) -> String {
    let mut last = 1;
    let mut reader = Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) if name(&tag) == "property" => {
                let id = attribute(&tag, "pid").and_then(|id| id.parse::<u32>().ok());
                last = last.max(id.unwrap_or_default());
            }
            _ => {}
        }
    }
    let ours = [
        (MARK.to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
        (
            KIND.to_owned(),
            Kind::Blanks.word().unwrap_or_default().to_owned(),
        ),
        (AS_ISSUED.to_owned(), sealed::OPEN.to_owned()),
    ];
    let of_sheets = marks
        .iter()
        .map(|(name, mark)| (format!("{}{name}", mark::PROPERTY), mark.line()));
    let all = ours.into_iter().chain(of_sheets);
    let all = all.zip(last + 1..).map(|((name, value), id)| {
        format!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{id}\" \
                name=\"{}\"><vt:lpwstr xmlns:vt=\"{OFFICE}/docPropsVTypes\">{}</vt:lpwstr>\
                </property>",
            escaped(&name),
            escaped(&value)
        )
    });
    all.collect()
}
