//! A workbook whose parts are as expected: what all its sheets share.

use super::super::package::Package;
use super::list::{self, Listed};
use super::shared::Shared;
use super::sheet::{self, Scanned};
use super::texts::Texts;
use super::{dates, properties};

/// A larger part is read as it is unpacked: it must not stand in memory whole, beside its cells.
const LARGEST: u64 = 32 << 20;

const TEXTS: &str = "xl/sharedStrings.xml";

/// What the sheets of a workbook share.
pub(in crate::read) struct Book {
    /// the sheets of cells, in order
    pub(in crate::read) sheets: Vec<Listed>,
    /// how many sheets there are, those without cells too
    pub(in crate::read) all: usize,
    /// custom document properties, by name
    pub(in crate::read) properties: Vec<(String, String)>,
    shared: Shared,
}

impl Book {
    /// What the sheets of a package share, unless any of it is not as expected.
    pub(in crate::read) fn of(package: &mut Package<'_>) -> Option<Self> {
        // whoever names parts otherwise than Excel does is not Excel
        let names = package.names()?;
        let is_there = |name: &str| names.iter().any(|own| own == name);
        let (has_texts, has_properties) = (is_there(TEXTS), is_there("docProps/custom.xml"));
        let has_styles = is_there("xl/styles.xml");
        let is_odd = |name: &String| {
            name.contains('\\')
                || [
                    TEXTS,
                    "xl/styles.xml",
                    "docProps/custom.xml",
                    "xl/theme/theme1.xml",
                ]
                .iter()
                .any(|own| name.eq_ignore_ascii_case(own) && name != own)
        };
        if names.iter().any(is_odd) {
            return None;
        }
        drop(names);
        let root = package.text("_rels/.rels", LARGEST)?;
        let mut documents = list::relations(&root)?
            .into_values()
            .filter(|(kind, _)| kind.ends_with("/relationships/officeDocument"));
        let (_, document) = documents.next()?;
        if document.trim_start_matches('/') != "xl/workbook.xml" || documents.next().is_some() {
            return None;
        }
        let (workbook, relations) = package.list()?;
        let relations = list::relations(relations)?;
        let list = list::list(workbook, &relations)?;
        let own_texts = relations
            .values()
            .filter(|(kind, target)| {
                kind.ends_with("/sharedStrings")
                    && matches!(
                        target.as_str(),
                        "sharedStrings.xml" | "/xl/sharedStrings.xml"
                    )
            })
            .count();
        let said = relations
            .values()
            .filter(|(kind, _)| kind.ends_with("/sharedStrings"))
            .count();
        drop(relations);
        if own_texts != said || said != usize::from(has_texts) {
            return None;
        }
        let texts = if has_texts {
            Texts::of(&package.text(TEXTS, LARGEST)?, package.palette())?
        } else {
            Texts::default()
        };
        let dates = if has_styles {
            dates::of_styles(package.styles())?
        } else {
            Vec::new()
        };
        let properties = if has_properties {
            properties::of(&package.text("docProps/custom.xml", LARGEST)?)?
        } else {
            Vec::new()
        };
        Some(Self {
            sheets: list.sheets,
            all: list.all,
            properties,
            shared: Shared {
                texts,
                dates,
                from_1904: list.from_1904,
                palette: package.palette().clone(),
            },
        })
    }

    /// The cells of a sheet, and its part.
    pub(in crate::read) fn scan(
        &self,
        package: &mut Package<'_>,
        sheet: &Listed,
        most: usize,
    ) -> Option<(String, Scanned)> {
        let part = package.text(&sheet.part, LARGEST)?;
        let scanned = sheet::scan(&part, &self.shared, most)?;
        Some((part, scanned))
    }
}
