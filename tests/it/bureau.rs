//! A bureau in a folder of its own, with a ledger `L.xbh` of a scheme: `xbh` is used there.

use crate::one_file::{json, run};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;
use xianbaohui_tests::sheet::{Sheet, workbook};

/// The folder.
pub(crate) struct Bureau(TempDir);

impl Bureau {
    /// A bureau whose new ledger has this scheme.
    pub(crate) fn of(scheme: &str) -> Self {
        let bureau = Self(tempfile::tempdir().unwrap());
        std::fs::write(bureau.at().join("scheme.toml"), scheme).unwrap();
        bureau.done("new L.xbh --scheme scheme.toml");
        bureau
    }

    pub(crate) fn at(&self) -> &Path {
        self.0.path()
    }

    /// What is said; nothing may be refused.
    pub(crate) fn done(&self, line: &str) -> String {
        let words = line.split_whitespace().collect::<Vec<_>>();
        let output = run(self.at(), &words);
        let said = String::from_utf8(output.stdout).unwrap();
        let status = output.status.code();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(status, Some(0 | 1)), "{line}: {said}{told}");
        said
    }

    /// The code with which it is refused.
    pub(crate) fn refused(&self, line: &str) -> String {
        let said = self.json(line);
        said["error"]["code"].as_str().unwrap_or("done").to_owned()
    }

    pub(crate) fn json(&self, line: &str) -> Value {
        let words = line.split_whitespace().chain(["--json"]);
        json(self.at(), &words.collect::<Vec<_>>())
    }

    /// A file with one sheet.
    pub(crate) fn file(&self, name: &str, tab: &str, rows: &str) {
        let sheet = Sheet::new(tab, rows);
        std::fs::write(self.at().join(name), workbook(&[sheet]).unwrap()).unwrap();
    }
}
