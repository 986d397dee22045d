//! What a file is, by its first bytes and, for packages, by what is in them.

use super::text::{decode, dialect};
use super::{ReadError, sent};
use memchr::memmem;
use std::io::{Cursor, Read, Seek};
use zip::ZipArchive;

/// The namespace of the elements of an XML Spreadsheet 2003.
const SPREADSHEET_2003: &str = "urn:schemas-microsoft-com:office:spreadsheet";

/// A kind of workbook that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Office Open XML, also .xlsm
    Xlsx,
    /// OLE2 with a Workbook or Book stream: .xls and .et
    Xls,
    /// Office Open XML, binary
    Xlsb,
    /// OpenDocument
    Ods,
    /// OpenDocument in one XML text
    FlatOds,
    /// Office Open XML inside an encrypted container
    Encrypted,
    /// a web page with a table, often named .xls
    Page,
    /// a web page with all that belongs to it: .mht, often named .xls
    WebArchive,
    /// XML Spreadsheet 2003, often named .xls
    Spreadsheet2003,
    /// csv or tsv
    Delimited,
}

/// Tells the kind, or what else it is.
pub fn sniff(bytes: &[u8]) -> Result<Kind, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return package(bytes);
    }
    if bytes.starts_with(b"PK\x05\x06") {
        return Err(ReadError::Archive {
            why: "是空的，里面没有文件".into(),
        });
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return compound(bytes);
    }
    if let Some(other) = sent::other(bytes) {
        return Err(other);
    }
    if let Some(found) = message(bytes) {
        return found;
    }
    let Some(decoded) = decode(bytes) else {
        return Err(sent::no(
            "里面的内容认不出来。在填报单位的电脑上能打开的，多半是被文档加密软件加密了，要解密后另\
                存；打不开的，是文件坏了或没有传完",
        ));
    };
    let start = decoded
        .text
        .trim_start()
        .chars()
        .take(4000)
        .collect::<String>()
        .to_ascii_lowercase();
    if start.starts_with('<') {
        return markup(&decoded.text, &start);
    }
    if dialect(&decoded.text).is_some() {
        Ok(Kind::Delimited)
    } else {
        Err(sent::text(&start))
    }
}

/// A compound file (OLE2).
fn compound(bytes: &[u8]) -> Result<Kind, ReadError> {
    let has = |name: &str| memmem::find(bytes, &sent::utf16(name)).is_some();
    if sent::has_rights(bytes) {
        return Err(ReadError::DocumentEncryption {
            by: "微软的权限管理（IRM）".into(),
        });
    }
    if has("EncryptedPackage") {
        Ok(Kind::Encrypted)
    } else if ["Workbook", "WORKBOOK", "Book", "BOOK"]
        .iter()
        .any(|name| has(name))
    {
        Ok(Kind::Xls)
    } else {
        Err(sent::compound(bytes))
    }
}

/// A text that begins with the head lines of a message: a web archive, or a letter.
fn message(bytes: &[u8]) -> Option<Result<Kind, ReadError>> {
    const HEAD: usize = 8192;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let mut lines = head.trim_start_matches('\u{feff}').lines();
    let is_head = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    };
    if !lines.next().is_some_and(is_head)
        || !head.lines().any(|line| line.starts_with("mime-version:"))
    {
        return None;
    }
    let is_page = head.contains("multipart/related") || head.contains("content-type: text/html");
    Some(if is_page && !head.contains("multipart/mixed") {
        Ok(Kind::WebArchive)
    } else {
        Err(sent::no("而是邮件，表格可能在附件里（请把附件另存出来）"))
    })
}

/// A text that begins with `<`; `start`: its beginning, in lower case.
fn markup(text: &str, start: &str) -> Result<Kind, ReadError> {
    if start.contains(SPREADSHEET_2003) && start.contains("workbook") {
        return Ok(Kind::Spreadsheet2003);
    }
    if start.contains("opendocument.spreadsheet") && start.contains("office:document") {
        return Ok(Kind::FlatOds);
    }
    if start.contains("word.document") || start.contains("opendocument.text") {
        return Err(sent::no("而是文字处理文档"));
    }
    let whole = text.to_ascii_lowercase();
    let is_page = ["<html", "<table", "<!doctype html"]
        .iter()
        .any(|mark| start.contains(mark));
    if whole.contains("<table") && (is_page || whole.contains("<td")) {
        Ok(Kind::Page)
    } else if is_page {
        Err(sent::page(&whole))
    } else if !start.starts_with("<?xml") && dialect(text).is_some() {
        Ok(Kind::Delimited)
    } else {
        Err(sent::text(start))
    }
}

/// A zip: what it says of its contents, and the names of its parts, which stand uncompressed even
/// in a package that breaks off.
fn package(bytes: &[u8]) -> Result<Kind, ReadError> {
    let no = |found: &str| {
        Err(ReadError::NotAWorkbook {
            found: found.to_owned(),
        })
    };
    let has = |needle: &[u8]| memmem::find(bytes, needle).is_some();
    let said = ZipArchive::new(Cursor::new(bytes)).map(|mut zip| {
        ["[Content_Types].xml", "mimetype", "META-INF/manifest.xml"]
            .map(|part| said_in(&mut zip, part))
            .concat()
    });
    let said = said.map(|said| said.to_lowercase());
    let says = |words: &str| said.as_ref().is_ok_and(|said| said.contains(words));
    if has(b"xl/workbook.bin") {
        Ok(Kind::Xlsb)
    } else if has(b"opendocument.spreadsheet") || says("opendocument.spreadsheet") {
        Ok(Kind::Ods)
    } else if has(b"xl/workbook.xml")
        || has(b"xl/worksheets")
        || has(b"xl\\workbook")
        || says("spreadsheetml")
    {
        Ok(Kind::Xlsx)
    } else if says("sheet.binary") {
        Ok(Kind::Xlsb)
    } else if has(b"word/document.xml") || says("wordprocessingml") {
        no("而是 Word 文档")
    } else if has(b"ppt/presentation.xml") || says("presentationml") {
        no("而是演示文稿")
    } else if says("opendocument.text") {
        no("而是文字处理文档")
    } else if has(b"OFD.xml") {
        no("而是 OFD 版式文件")
    } else if has(b"Index/Document.iwa") || has(b"Index.zip") {
        no("而是苹果的 Numbers 表格（请用 Numbers 导出为 Excel）")
    } else if is_document(bytes) {
        Ok(Kind::Ods)
    } else if has(b"[Content_Types].xml") {
        Err(ReadError::Damaged {
            detail: "找不到工作簿部件".into(),
        })
    } else {
        match ZipArchive::new(Cursor::new(bytes)) {
            Err(_) => Err(ReadError::Archive {
                why: "不完整或已损坏，打不开（可能没有传完）".into(),
            }),
            Ok(mut zip) => Err(ReadError::Archive {
                why: why_not(&mut zip, bytes).unwrap_or_else(|| "里没有能认出的表格".into()),
            }),
        }
    }
}

/// Whether a zip is an OpenDocument spreadsheet that does not say so in the places for it.
fn is_document(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes))
        .is_ok_and(|mut zip| said_in(&mut zip, "content.xml").contains("<office:spreadsheet"))
}

/// Files that a zip folder may have: more are no delivery of returns.
pub(crate) const MOST_FILES: usize = 10_000;

/// Why a zip folder is not gone into; `None` where it can be. `end`: its last bytes, all of them or
/// more than a directory's end takes.
pub(crate) fn why_not<R: Read + Seek>(zip: &mut ZipArchive<R>, end: &[u8]) -> Option<String> {
    if zip.len() > MOST_FILES {
        return Some(format!("里有 {} 个文件，超过 {MOST_FILES} 个", zip.len()));
    }
    if listed(end).is_some_and(|listed| listed != zip.len()) {
        return Some("里有几个文件的名字完全一样，分不清是哪一个".into());
    }
    // folders are no files
    let has_files =
        (0..zip.len()).any(|at| zip.by_index_raw(at).map_or(true, |part| !part.is_dir()));
    (!has_files).then(|| "是空的，里面没有文件".to_owned())
}

/// How many parts a zip says it has: two of one name are listed twice, and read as one.
fn listed(end: &[u8]) -> Option<usize> {
    const START: &[u8] = b"PK\x05\x06";
    let at = memmem::rfind(end, START)?;
    let count = end.get(at + 10..at + 12)?;
    let count = u16::from_le_bytes([count[0], count[1]]);
    // larger ones say it elsewhere
    (count != u16::MAX).then_some(usize::from(count))
}

/// The beginning of a part, as text; empty where there is none.
fn said_in(zip: &mut ZipArchive<Cursor<&[u8]>>, part: &str) -> String {
    /// more than any such part needs
    const MOST: u64 = 1 << 20;
    let mut said = Vec::new();
    if let Ok(part) = zip.by_name(part) {
        let _ = part.take(MOST).read_to_end(&mut said);
    }
    String::from_utf8_lossy(&said).into_owned()
}
