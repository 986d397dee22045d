//! What a file is, by its first bytes and, for packages, by what is in them.

use super::{ReadError, plain};
use memchr::memmem;
use std::io::{Cursor, Read, Seek};
use zip::ZipArchive;

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
    /// Office Open XML inside an encrypted container
    Encrypted,
    /// a web page with a table, often named .xls
    Page,
    /// csv or tsv
    Delimited,
}

/// Tells the kind, or what else it is.
pub fn sniff(bytes: &[u8]) -> Result<Kind, ReadError> {
    let no = |found: &str| {
        Err(ReadError::NotAWorkbook {
            found: found.to_owned(),
        })
    };
    let has = |needle: &[u8]| memmem::find(bytes, needle).is_some();
    if bytes.starts_with(b"PK\x03\x04") {
        return package(bytes);
    }
    if bytes.starts_with(b"PK\x05\x06") {
        return Err(ReadError::Archive {
            why: "是空的，里面没有文件".into(),
        });
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return if has(&utf16("EncryptedPackage")) {
            Ok(Kind::Encrypted)
        } else if ["Workbook", "WORKBOOK", "Book", "BOOK"]
            .iter()
            .any(|name| has(&utf16(name)))
        {
            Ok(Kind::Xls)
        } else if has(&utf16("WordDocument")) {
            no("而是 Word 文档")
        } else {
            no("而是别的 Office 文档")
        };
    }
    if bytes.starts_with(b"ID;P") {
        return no("而是 SYLK 文件（请用 Excel 打开后另存为 .xlsx）");
    }
    if bytes.starts_with(b"%PDF") {
        return no("而是 PDF");
    }
    if bytes.starts_with(b"Rar!") || bytes.starts_with(b"7z\xBC\xAF") {
        return Err(ReadError::Archive {
            why: "是 RAR 或 7z 格式，本程序不能直接读取".into(),
        });
    }
    if bytes.starts_with(b"\x89PNG") || bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return no("而是图片");
    }
    let Some(text) = plain::decode(bytes) else {
        return no("里面的内容无法识别");
    };
    let start = text
        .trim_start()
        .chars()
        .take(2000)
        .collect::<String>()
        .to_ascii_lowercase();
    if start.starts_with('<')
        && (start.contains("<html") || start.contains("<table") || start.contains("<!doctype html"))
    {
        return if text.to_ascii_lowercase().contains("<table") {
            Ok(Kind::Page)
        } else {
            no("而是没有表格的网页")
        };
    }
    if plain::delimiter(&text).is_some() {
        Ok(Kind::Delimited)
    } else {
        no("里面是普通文字，看不出表格")
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

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
