//! An office with a scheme and returns, and what its workbook and its trace say.

use crate::cli::xbh as program;
use crate::support::{AT, Exported, shown};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::batch::files;
use xianbaohui_desk::export;
use xianbaohui_desk::import::{Incoming, Options, Outcome, import};
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::{Origin, Question, trace};
use xianbaohui_tests::sheet::{Sheet, workbook};

pub(crate) fn xbh(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program())
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

/// A ledger of a scheme written in the test.
pub(crate) struct Office {
    pub(crate) folder: TempDir,
    ledger: Ledger,
}

impl Office {
    pub(crate) fn new(units: &[(&str, &str)], rest: &str) -> Self {
        let mut text =
            "[scheme]\ncode = \"t\"\nname = \"测试\"\nversion = \"1\"\nroot = \"r\"\n\n[\
            [unit]]\ncode = \"r\"\nname = \"沧州市\"\n"
                .to_owned();
        for (at, (name, parent)) in units.iter().enumerate() {
            let above = units
                .iter()
                .position(|(own, _)| own == parent)
                .map_or("r".to_owned(), |at| format!("u{at}"));
            let _ = write!(
                text,
                "\n[[unit]]\ncode = \"u{at}\"\nname = \"{name}\"\nparent = \"{above}\"\n"
            );
        }
        text.push_str(rest);
        text.push_str(
            "\n[[round]]\ncode = \"2020Q1\"\nname = \"2020年一季度\"\n\n[[round]]\ncode \
            = \"2021Q1\"\nname = \"2021年一季度\"\n",
        );
        let scheme = Scheme::parse("t.toml", &text).unwrap_or_else(|error| panic!("{error}"));
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("t.toml"), &text).unwrap();
        let ledger = Ledger::create(&folder.path().join("t.xbh"), scheme, AT, "测试").unwrap();
        Self { folder, ledger }
    }

    /// Takes in one sheet of a unit: the title's words and the lines of the table.
    pub(crate) fn take(&mut self, round: &str, unit: &str, title: &str, table: &str) -> Outcome {
        let year = &round[..4];
        let sheet = Sheet::new(
            "表",
            &format!("{year}年一季度{title}\n填报单位：{unit}科技局\n{table}"),
        );
        self.take_sheet(round, &format!("{unit}-{year}-{title}"), &sheet)
    }

    fn take_sheet(&mut self, round: &str, name: &str, sheet: &Sheet) -> Outcome {
        let path = self.folder.path().join(format!("{name}.xlsx"));
        std::fs::write(&path, workbook(std::slice::from_ref(sheet)).unwrap()).unwrap();
        let options = Options {
            at: AT.into(),
            who: "测试".into(),
            ..Options::default()
        };
        let mut outcomes = import(
            &mut self.ledger,
            round,
            &Incoming::all(files(&[path]), None, None),
            &options,
            &Unwatched,
        )
        .unwrap();
        assert_eq!(
            outcomes[0].versions,
            [1],
            "{name}: {:?} {:?}",
            outcomes[0].reason,
            outcomes[0].file.verdict
        );
        outcomes.remove(0)
    }

    pub(crate) fn origin(
        &self,
        form: &str,
        unit: Option<&str>,
        indicator: &str,
        column: &str,
    ) -> Origin {
        let question = Question {
            indicator: indicator.into(),
            unit: unit.map(Into::into),
            column: Some(column.into()),
            form: Some(form.into()),
        };
        let mut origins = trace(
            &self.ledger,
            self.ledger.round("2021Q1").unwrap(),
            &question,
        )
        .unwrap();
        assert_eq!(origins.len(), 1, "{form} {unit:?} {indicator} {column}");
        origins.remove(0)
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("out.xlsx")
    }

    pub(crate) fn exported(&self) -> Exported {
        // a workbook that is there is not replaced unasked
        let _ = std::fs::remove_file(self.path());
        export::workbook(
            &self.ledger,
            self.ledger.round("2021Q1").unwrap(),
            &self.path(),
            AT,
            &Unwatched,
        )
        .unwrap();
        Exported::open(&self.path())
    }

    /// Rows of a sheet of the exported workbook, ` | ` between the cells, below its header.
    fn rows(&self, sheet: &str) -> Vec<String> {
        let mut exported = self.exported();
        let name = exported
            .beginning(sheet)
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no {sheet}"));
        exported
            .cells(&name)
            .rows()
            .map(|row| {
                row.iter()
                    .map(|cell| shown(Some(cell)))
                    .collect::<Vec<_>>()
                    .join(" | ")
            })
            .collect()
    }

    /// One row of a sheet, by its first words.
    pub(crate) fn row(&self, sheet: &str, beginning: &str) -> String {
        let rows = self.rows(sheet);
        rows.iter()
            .find(|row| row.starts_with(beginning))
            .unwrap_or_else(|| panic!("no {beginning} in\n{}", rows.join("\n")))
            .clone()
    }

    pub(crate) fn text(&self, sheet: &str) -> String {
        self.rows(sheet).join("\n")
    }
}
