//! The files that both look at.

use crate::Outcome;
use crate::mess;
use rust_xlsxwriter::{Format, Workbook};
use std::path::{Path, PathBuf};

/// A file, where it stands or what is in it.
#[derive(Debug)]
pub struct File {
    /// its name, as it is told
    pub(super) name: String,
    from: From,
}

#[derive(Debug)]
enum From {
    Path(PathBuf),
    Bytes(Vec<u8>),
}

impl File {
    pub(super) fn bytes(&self) -> Outcome<Vec<u8>> {
        Ok(match &self.from {
            From::Path(path) => std::fs::read(path)?,
            From::Bytes(bytes) => bytes.clone(),
        })
    }

    /// How long it is.
    pub fn size(&self) -> Option<u64> {
        match &self.from {
            From::Path(path) => std::fs::metadata(path).ok().map(|own| own.len()),
            From::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
        }
    }

    /// Lays it into a folder under a name that no other has.
    pub(super) fn lay(&self, folder: &Path) -> Outcome<PathBuf> {
        let bytes = self.bytes()?;
        // FNV-1a of name and content: what was made of another file is not taken for this one's
        let number = self
            .name
            .bytes()
            .chain(bytes.iter().copied())
            .fold(0xcbf2_9ce4_8422_2325_u64, |number, byte| {
                (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        let kind = Path::new(&self.name).extension().unwrap_or_default();
        let kind = kind.to_string_lossy().to_lowercase();
        let path = folder.join(format!("{number:016x}.{kind}"));
        std::fs::write(&path, bytes)?;
        Ok(path)
    }
}

/// The workbooks of a folder, at any depth, by name.
pub fn corpus(folder: &Path) -> Outcome<Vec<File>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            let kind = path.extension().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                folders.push(path);
            } else if ["xlsx", "xlsm", "xltx", "xltm", "xls", "et", "ods"]
                .contains(&&*kind.to_lowercase())
            {
                files.push(File {
                    name: path.strip_prefix(folder)?.to_string_lossy().into_owned(),
                    from: From::Path(path),
                });
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// Spoilt returns, each in every kind of file that it can be written in.
pub fn machine(count: usize, seed: u64) -> Outcome<Vec<File>> {
    let plan = mess::Plan {
        files: count,
        seed,
        only: None,
        operator: None,
        twins: true,
    };
    let mut files = Vec::new();
    for index in 0..count {
        let made = mess::make(&plan, index)?;
        for (kind, bytes) in mess::kinds(&made)? {
            files.push(File {
                name: format!("machine {seed} {index}.{kind}"),
                from: From::Bytes(bytes),
            });
        }
    }
    Ok(files)
}

/// A workbook with every format and value of a list: `format`, `value` parted by tabs; a value that
/// begins with `'` is a text.
pub fn every_format(list: &str) -> Outcome<Vec<File>> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut row = 0;
    for line in list.lines() {
        let mut fields = line.split('\t');
        let (Some(code), Some(value)) = (fields.next(), fields.next()) else {
            continue;
        };
        // more Excel does not take
        if code.is_empty() || code.chars().count() > 255 {
            continue;
        }
        let format = Format::new().set_num_format(code);
        match (value.strip_prefix('\''), value.parse::<f64>()) {
            (Some(text), _) => sheet.write_string_with_format(row, 0, text, &format)?,
            (None, Ok(figure)) if figure.is_finite() => {
                sheet.write_number_with_format(row, 0, figure, &format)?
            }
            (None, _) => continue,
        };
        row += 1;
    }
    sheet.set_column_width(0, 100)?;
    Ok(vec![File {
        name: "every format.xlsx".into(),
        from: From::Bytes(workbook.save_to_buffer()?),
    }])
}
