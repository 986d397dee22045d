//! LibreOffice, held within bounds: files in, the text of every sheet out.

use crate::Outcome;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// As shown, in UTF-8, one file a sheet.
const AS_SHOWN: &str =
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";

/// Chinese dates and names, and what files store is not computed again.
const SETTINGS: &str = include_str!("office.xcu");

/// Of one sheet as text; a longer one is not looked at.
const LONGEST: u64 = 64 << 20;
/// Memory that it may ask for, in kilobytes: it maps much that it never touches.
const MEMORY: u64 = 6 << 20;
/// Files in one call: it takes seconds to start.
const AT_ONCE: usize = 80;

/// A LibreOffice with a profile of its own.
#[derive(Debug)]
pub struct Office {
    folder: PathBuf,
}

/// What came of a file.
pub(super) type Sheets = BTreeMap<String, PathBuf>;

impl Office {
    /// One that keeps everything in a folder. `None`: it is not there.
    pub fn in_folder(folder: &Path) -> Outcome<Option<Self>> {
        let is_there = Command::new("sh")
            .args(["-c", "command -v soffice && command -v timeout"])
            .output()
            .is_ok_and(|output| output.status.success());
        if !is_there {
            return Ok(None);
        }
        let folder = std::path::absolute(folder)?;
        std::fs::create_dir_all(folder.join("profile/user"))?;
        std::fs::create_dir_all(folder.join("text"))?;
        let settings = folder.join("profile/user/registrymodifications.xcu");
        if !settings.is_file() {
            std::fs::write(settings, SETTINGS)?;
        }
        Ok(Some(Self { folder }))
    }

    /// The sheets of each file, by name; nothing for a file that it does not open, or that is too
    /// long. Names of files before the dot must differ. What is there already stays.
    pub(super) fn sheets(&self, files: &[PathBuf]) -> Outcome<Vec<Option<Sheets>>> {
        let fresh: Vec<&Path> = files
            .iter()
            .map(PathBuf::as_path)
            .filter(|file| !self.is_done(file))
            .collect();
        for some in fresh.chunks(AT_ONCE) {
            self.convert(some)?;
        }
        files.iter().map(|file| self.found(file)).collect()
    }

    fn done(&self, file: &Path) -> PathBuf {
        self.folder
            .join("text")
            .join(format!("{}.done", stem(file)))
    }

    fn is_done(&self, file: &Path) -> bool {
        self.done(file).is_file()
    }

    fn found(&self, file: &Path) -> Outcome<Option<Sheets>> {
        if std::fs::read(self.done(file))? != b"yes" {
            return Ok(None);
        }
        let begin = format!("{}-", stem(file));
        let mut sheets = Sheets::new();
        for entry in std::fs::read_dir(self.folder.join("text").join(stem(file)))? {
            let path = entry?.path();
            let name = stem(&path);
            if let Some(sheet) = name.strip_prefix(&begin) {
                sheets.insert(sheet.to_owned(), path);
            }
        }
        Ok(Some(sheets))
    }

    /// One call; where it breaks, the file at which it did is tried alone, then the rest.
    fn convert(&self, files: &[&Path]) -> Outcome {
        let mut left = files;
        while !left.is_empty() {
            let begun = self.call(left)?;
            if begun.is_none() {
                return self.keep(left, true);
            }
            // the last that was begun may have broken it, or the one behind
            let begun = begun.unwrap_or(0);
            let sound = begun.saturating_sub(1);
            self.keep(&left[..sound], true)?;
            if begun > 0 {
                let whole = self.call(&left[sound..begun])?.is_none();
                self.keep(&left[sound..begun], whole)?;
                left = &left[begun..];
            } else {
                self.keep(&left[..1], false)?;
                left = &left[1..];
            }
        }
        Ok(())
    }

    /// `None`: all went well. How many files were begun before it broke.
    fn call(&self, files: &[&Path]) -> Outcome<Option<usize>> {
        let seconds = 60 + 5 * files.len();
        let script = format!(
            "ulimit -v {MEMORY}; ulimit -f {}; ulimit -c 0; \
                exec timeout -k 5 {seconds} soffice \"$@\"",
            LONGEST / 512
        );
        let profile = format!(
            "-env:UserInstallation=file://{}",
            self.folder.join("profile").display()
        );
        let output = Command::new("sh")
            .args(["-c", &script, "sh", &profile, "--headless", "--convert-to"])
            .args([AS_SHOWN, "--outdir"])
            .arg(self.folder.join("text"))
            .args(files)
            .output()
            .map_err(|error| format!("soffice does not run: {error}"))?;
        let told = String::from_utf8_lossy(&output.stdout);
        let names: BTreeSet<String> = told
            .lines()
            .filter_map(|line| line.strip_prefix("convert ")?.split_once(" -> "))
            .map(|(from, _)| stem(Path::new(from)))
            .collect();
        let begun = files
            .iter()
            .rposition(|file| names.contains(&stem(file)))
            .map_or(0, |at| at + 1);
        Ok((!output.status.success()).then_some(begun))
    }

    /// Puts the sheets of each file together, and notes that it was done.
    fn keep(&self, files: &[&Path], is_whole: bool) -> Outcome {
        let text = self.folder.join("text");
        let mut by_stem: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for entry in std::fs::read_dir(&text)? {
            let path = entry?.path();
            let name = stem(&path);
            let own = files.iter().map(|file| stem(file)).find(|own| {
                name.strip_prefix(own.as_str())
                    .is_some_and(|rest| rest.starts_with('-'))
            });
            if let Some(own) = own.filter(|_| path.is_file()) {
                by_stem.entry(own).or_default().push(path);
            }
        }
        for file in files {
            let own = text.join(stem(file));
            let sheets = by_stem.remove(&stem(file)).unwrap_or_default();
            std::fs::create_dir_all(&own)?;
            let is_kept = is_whole && !sheets.is_empty();
            for sheet in sheets {
                if is_kept {
                    let name = sheet.file_name().unwrap_or_default().to_owned();
                    std::fs::rename(&sheet, own.join(name))?;
                } else {
                    std::fs::remove_file(&sheet)?;
                }
            }
            std::fs::write(self.done(file), if is_kept { "yes" } else { "no" })?;
        }
        Ok(())
    }
}

fn stem(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
