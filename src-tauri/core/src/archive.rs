//! A zip folder of returns, as people send them: its files are named like files in a folder, `来件.zip/宁晋县.xlsx`, and read from within.

use crate::guard;
use crate::read::{Limit, Limits, ReadError};
use encoding_rs::GB18030;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use zip::ZipArchive;

/// More files than this are no delivery of returns.
const MOST_FILES: usize = 10_000;

/// Workbooks are packages themselves: a file with such a name is taken for one.
const PACKAGES: [&str; 7] = ["xlsx", "xlsm", "xltx", "xltm", "xlsb", "ods", "et"];

/// The names of the files inside, in the order of their names; `None` when the file is no zip folder, or one that cannot be listed: then it is brought in as
/// it is, and refused with the reason.
pub(crate) fn files(path: &Path) -> Option<Vec<String>> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    if PACKAGES.contains(&extension.as_str()) || guard::is_guarded(path) || !starts_as_zip(path) {
        return None;
    }
    let mut zip = open(path)?;
    if zip.len() > MOST_FILES {
        return None;
    }
    let mut names = (0..zip.len()).filter_map(|at| name_of(&mut zip, at)).collect::<Vec<_>>();
    let is_package = names.iter().any(|name| name == "[Content_Types].xml" || name == "mimetype" || name.starts_with("META-INF/"));
    let distinct = names.iter().collect::<HashSet<_>>().len();
    // of two files of one name only one could be read
    if is_package || distinct < names.len() {
        return None;
    }
    names.sort();
    Some(names)
}

/// The zip folder that a path leads into, and the name within.
pub(crate) fn inside(path: &Path) -> Option<(&Path, String)> {
    let folder = path.ancestors().skip(1).find(|above| above.exists())?;
    let name = path.strip_prefix(folder).ok()?.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    folder.is_file().then_some((folder, name))
}

/// The bytes of a file inside.
pub(crate) fn read(folder: &Path, name: &str, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let gone = || ReadError::Io("压缩包里已没有这个文件".into());
    let mut zip = open(folder).ok_or_else(gone)?;
    let at = (0..zip.len()).find(|at| name_of(&mut zip, *at).as_deref() == Some(name)).ok_or_else(gone)?;
    let part = zip.by_index(at).map_err(|error| ReadError::Damaged { detail: format!("压缩包里的文件解不开：{error}") })?;
    let mut bytes = Vec::new();
    // a size that is said of it proves nothing
    part.take(limits.file_bytes + 1).read_to_end(&mut bytes).map_err(|error| ReadError::Damaged { detail: format!("压缩包里的文件解不开：{error}") })?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadError::TooLarge { what: Limit::FileSize, limit: limits.file_bytes >> 20 });
    }
    Ok(bytes)
}

fn starts_as_zip(path: &Path) -> bool {
    let mut start = [0; 4];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *b"PK\x03\x04"
}

fn open(path: &Path) -> Option<ZipArchive<BufReader<File>>> {
    if guard::is_guarded(path) {
        return None;
    }
    ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()
}

/// The name of a file within, unless it is a folder or leads out of the archive. Names that are no UTF-8 are GBK, as Windows in Chinese writes them.
fn name_of(zip: &mut ZipArchive<BufReader<File>>, at: usize) -> Option<String> {
    let part = zip.by_index_raw(at).ok()?;
    let raw = part.name_raw();
    // two bytes of GBK may be valid UTF-8 too, but never a Chinese character in it
    let name = match std::str::from_utf8(raw) {
        Ok(name) if name.is_ascii() || name.contains(|c| ('\u{2e80}'..='\u{ffef}').contains(&c)) => name.to_owned(),
        _ => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    let name = name.replace('\\', "/");
    let is_safe = !name.is_empty() && name.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(':'));
    (is_safe && !part.is_dir()).then_some(name)
}
