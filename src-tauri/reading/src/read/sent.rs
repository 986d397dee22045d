//! What else is sent in place of a workbook: by its first bytes, by what lies in it, by its words.
//! Each is called what it is, so that the way on is known.

use super::ReadError;
use memchr::memmem;

/// First bytes, and what they are.
const BEGINNINGS: [(&[u8], &str); 19] = [
    (b"%PDF", "而是 PDF"),
    (b"\x89PNG", "而是图片"),
    (b"\xFF\xD8\xFF", "而是图片"),
    (b"GIF8", "而是图片"),
    (b"II*\0", "而是图片"),
    (b"MM\0*", "而是图片"),
    (b"ID;P", "而是 SYLK 文件（请用 Excel 打开后另存为 .xlsx）"),
    (b"{\\rtf", "而是 Word 文档（RTF）"),
    (b"MZ", "而是程序文件"),
    (
        b"\x4C\0\0\0\x01\x14\x02\0",
        "而是快捷方式，表格不在里面，在它指向的地方",
    ),
    (b"[InternetShortcut]", "而是网址快捷方式，表格不在里面"),
    (b"[{000214A0", "而是网址快捷方式，表格不在里面"),
    (b"SQLite format 3\0", "而是数据库文件"),
    (b"\0\x01\0\0Standard Jet DB", "而是 Access 数据库"),
    (b"\0\x01\0\0Standard ACE DB", "而是 Access 数据库"),
    (b"OggS", "而是录音或录像"),
    (b"ID3", "而是录音或录像"),
    (b"\0\0\0\x18ftyp", "而是录像或手机照片"),
    (b"\0\0\0\x20ftyp", "而是录像或手机照片"),
];

/// Archives that are not gone into.
const ARCHIVES: [&[u8]; 5] = [b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B", b"BZh", b"\xFD7zXZ"];

/// Marks of software that encrypts documents on the disk of an office, and where they stand at the
/// latest; a copy that is sent stays encrypted.
const ENCRYPTED: [(&[u8], usize, &str); 5] = [
    (b"E-SafeNet", 64, "亿赛通（E-SafeNet）"),
    (
        b"%TSD-Header-###%",
        0,
        "（文件头为 TSD-Header，如天锐绿盾）",
    ),
    (b"DRMONE", 64, "（Fasoo DRM）"),
    (b"<DOCUMENT SAFER", 64, "（MarkAny）"),
    (b"SCDSA0", 0, "（Softcamp）"),
];

/// Names of streams in what Microsoft's rights management encrypts: [MS-OFFCRYPTO] 1.3.2.
const RIGHTS: [&str; 3] = [
    "DRMEncryptedDataSpace",
    "DRMEncryptedTransform",
    "\u{9}DRMContent",
];

/// What the bytes are that are no workbook; nothing where they may be one.
pub(super) fn other(bytes: &[u8]) -> Option<ReadError> {
    for (mark, latest, by) in ENCRYPTED {
        let end = bytes.len().min(latest + mark.len());
        if memmem::find(&bytes[..end], mark).is_some() {
            return Some(ReadError::DocumentEncryption { by: by.into() });
        }
    }
    if ARCHIVES.iter().any(|mark| bytes.starts_with(mark)) {
        return Some(ReadError::Archive {
            why: "是 RAR、7z 一类的格式，本程序不能直接读取".into(),
        });
    }
    let found = BEGINNINGS
        .iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map(|(_, found)| *found);
    found.or_else(|| is_owner(bytes).then_some(OWNER)).map(no)
}

pub(super) fn no(found: &str) -> ReadError {
    ReadError::NotAWorkbook {
        found: found.to_owned(),
    }
}

const OWNER: &str = "而是 Excel 打开工作簿时的临时文件（文件名以 ~$ 开头），表格不在里面";

/// What Excel puts beside an open workbook: the length of a name, the name, spaces; then the same
/// in UTF-16.
fn is_owner(bytes: &[u8]) -> bool {
    const SIZE: usize = 165;
    bytes.len() == SIZE
        && bytes[0] > 0
        && bytes[0] <= 54
        && bytes[1 + usize::from(bytes[0])..55]
            .iter()
            .all(|byte| matches!(byte, b' ' | 0))
}

/// What a compound file (OLE2) is that is neither a workbook nor an encrypted one.
pub(super) fn compound(bytes: &[u8]) -> ReadError {
    let has = |name: &str| memmem::find(bytes, &utf16(name)).is_some();
    no(if has("WordDocument") {
        "而是 Word 文档（或 WPS 文字）"
    } else if has("PowerPoint Document") {
        "而是演示文稿"
    } else if has("__substg1.0_") {
        "而是 Outlook 邮件，表格可能在附件里（请把附件另存出来）"
    } else {
        "而是别的 Office 文档"
    })
}

/// Whether rights management locks a compound file.
pub(super) fn has_rights(bytes: &[u8]) -> bool {
    RIGHTS
        .iter()
        .any(|name| memmem::find(bytes, &utf16(name)).is_some())
}

/// What a text is in which no table is seen; `start`: its beginning, in lower case.
pub(super) fn text(start: &str) -> ReadError {
    no(if start.starts_with('{') || start.starts_with('[') {
        "而是 JSON 数据"
    } else if start.starts_with("<?xml") && start.contains("uof") {
        "而是标文通（UOF）文件（请用 WPS 打开后另存为 .xlsx）"
    } else if start.starts_with("<?xml") {
        "而是别的 XML 数据"
    } else if start.starts_with('<') {
        "而是没有表格的网页"
    } else {
        "里面是普通文字，没有用逗号、制表符或分号分栏，看不出表格（请用 Excel 的“分列”分好栏，另存\
            为 .xlsx）"
    })
}

/// What a page is that has no table; `page` in lower case.
pub(super) fn page(page: &str) -> ReadError {
    no(if page.contains("<frameset") {
        "而是网页的框架，表格在旁边的“.files”文件夹里（请用 Excel 打开后另存为 .xlsx）"
    } else if page.contains("type=\"password\"") || page.contains("type='password'") {
        "而是网站的登录页面，多半是登录过期后下载的（请重新登录再下载）"
    } else {
        "而是没有表格的网页"
    })
}

pub(super) fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
