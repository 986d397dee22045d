//! A zip folder of returns, as people send them: its files are named like files in a folder,
//! `来件.zip/宁晋县.xlsx`, and read from within.

use crate::read::foreign::said;
use crate::read::{Limit, Limits, ReadError, why_not};
use encoding_rs::GB18030;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use xianbaohui_files::guard;
use zip::ZipArchive;
use zip::result::ZipError;

/// Workbooks are packages themselves: a file with such a name is taken for one.
const PACKAGES: [&str; 7] = ["xlsx", "xlsm", "xltx", "xltm", "xlsb", "ods", "et"];

/// The names of the files inside, in the order of their names; `None` when the file is no zip
/// folder, or one that cannot be listed: then it is brought in as it is, and refused with the
/// reason.
pub fn files(path: &Path) -> Option<Vec<String>> {
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    if PACKAGES.contains(&extension.as_str()) || guard::is_guarded(path) || !starts_as_zip(path) {
        return None;
    }
    let mut zip = open(path)?;
    if why_not(&mut zip, &end_of(path)?).is_some() {
        return None;
    }
    let mut names = names(&mut zip).into_iter().flatten().collect::<Vec<_>>();
    if names.iter().any(|name| {
        name == "[Content_Types].xml" || name == "mimetype" || name.starts_with("META-INF/")
    }) {
        return None;
    }
    names.sort();
    Some(names)
}

/// The names of all parts, in their order in the archive; folders have none. No file is passed
/// over, whatever its name is: it is only a name to show, and nothing is ever written there.
fn names(zip: &mut ZipArchive<BufReader<File>>) -> Vec<Option<String>> {
    let mut taken = HashSet::new();
    let mut names = Vec::with_capacity(zip.len());
    for at in 0..zip.len() {
        names.push(name_of(zip, at).map(|name| {
            let mut own = name.clone();
            let mut again = 1;
            // two files of one name are two files
            while !taken.insert(own.clone()) {
                again += 1;
                own = match name.rsplit_once('.') {
                    Some((stem, extension)) if !extension.contains('/') => {
                        format!("{stem}（{again}）.{extension}")
                    }
                    _ => format!("{name}（{again}）"),
                };
            }
            own
        }));
    }
    names
}

/// The zip folder that a path leads into, and the name within.
pub fn inside(path: &Path) -> Option<(&Path, String)> {
    let folder = path.ancestors().skip(1).find(|above| above.exists())?;
    let name = path
        .strip_prefix(folder)
        .ok()?
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/");
    folder.is_file().then_some((folder, name))
}

/// The bytes of a file inside.
pub fn read(folder: &Path, name: &str, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let gone = || ReadError::Io("压缩包里已没有这个文件".into());
    let mut zip = open(folder).ok_or_else(gone)?;
    let at = names(&mut zip)
        .iter()
        .position(|own| own.as_deref() == Some(name))
        .ok_or_else(gone)?;
    let part = zip.by_index(at).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Archive {
            why: "加了密码".into(),
        },
        error => ReadError::Damaged {
            detail: format!("压缩包里的文件解不开：{}", said(&error)),
        },
    })?;
    let mut bytes = Vec::new();
    // a size that is said of it proves nothing
    part.take(limits.file_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| ReadError::Damaged {
            detail: format!("压缩包里的文件解不开：{}", said(&error)),
        })?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadError::TooLarge {
            what: Limit::FileSize,
            limit: limits.file_bytes >> 20,
        });
    }
    Ok(bytes)
}

/// The last bytes of a file: the end of a zip's directory, its comment included, is no longer.
fn end_of(path: &Path) -> Option<Vec<u8>> {
    const MOST: u64 = 22 + 65_535;
    let mut file = File::open(path).ok()?;
    let size = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(size.saturating_sub(MOST))).ok()?;
    let mut end = Vec::new();
    file.take(MOST).read_to_end(&mut end).ok()?;
    Some(end)
}

fn starts_as_zip(path: &Path) -> bool {
    let mut start = [0; 4];
    File::open(path)
        .and_then(|mut file| file.read_exact(&mut start))
        .is_ok()
        && start == *b"PK\x03\x04"
}

fn open(path: &Path) -> Option<ZipArchive<BufReader<File>>> {
    if guard::is_guarded(path) {
        return None;
    }
    ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()
}

/// The name of a file within, as a path that leads nowhere else; folders have none. Names that are
/// no UTF-8 are GBK, as Windows in Chinese writes them.
fn name_of(zip: &mut ZipArchive<BufReader<File>>, at: usize) -> Option<String> {
    let unnamed = || format!("没有名字的文件{}", at + 1);
    // one that cannot be opened is told when it is read
    let Ok(part) = zip.by_index_raw(at) else {
        return Some(unnamed());
    };
    let raw = part.name_raw();
    // two bytes of GBK may be valid UTF-8 too, but never a Chinese character in it
    let name = match std::str::from_utf8(raw) {
        Ok(name)
            if name.is_ascii() || name.contains(|c| ('\u{2e80}'..='\u{ffef}').contains(&c)) =>
        {
            name.to_owned()
        }
        _ => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    if part.is_dir() {
        return None;
    }
    let name = name.replace('\\', "/");
    let shown = |part: &str| {
        part.chars()
            .map(|c| {
                if c == ':' {
                    '：'
                } else if c.is_control() {
                    '_'
                } else {
                    c
                }
            })
            .collect::<String>()
    };
    let parts = name
        .split('/')
        .map(str::trim)
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .map(shown)
        .collect::<Vec<_>>();
    Some(if parts.is_empty() {
        unnamed()
    } else {
        parts.join("/")
    })
}
