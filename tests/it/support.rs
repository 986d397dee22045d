//! Fixtures, ledgers in temporary folders, exported workbooks as a reader with nothing but calamine
//! sees them.

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use tempfile::TempDir;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::pointing::{SheetPointing, SheetSaid};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::Error;
use xianbaohui_desk::batch::{TakenFile, files, take_bytes};
use xianbaohui_desk::export;
use xianbaohui_desk::import::{Incoming, Options, Outcome, import};
use xianbaohui_files::output::Target;
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::intake::Intake;
use xianbaohui_results::consolidate::{Origin, Question, trace};
use xianbaohui_tests::sheet::{Sheet, workbook};

/// The time that everything in the tests happens at.
pub(crate) const AT: &str = "2021-04-12 09:00:00";

/// A file or folder of the fixtures.
pub(crate) fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(path)
}

/// A scheme of 16 indicators and three forms, whose text tests change: the same codes as 科技创新.
pub(crate) fn small() -> String {
    fixture("kjcx-small.toml").display().to_string()
}

/// What the samples must add up to.
pub(crate) fn expected() -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(fixture("expected.json")).unwrap()).unwrap()
}

pub(crate) fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap_or_else(|error| panic!("“{text}”: {error}"))
}

/// A ledger in a folder of its own.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) ledger: Ledger,
    pub(crate) round: String,
}

impl Desk {
    pub(crate) fn new(scheme: &str, round: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::create(
            &folder.path().join("ledger.xbh"),
            Scheme::find(scheme).unwrap(),
            AT,
            "测试",
        )
        .unwrap();
        Self {
            folder,
            ledger,
            round: round.to_owned(),
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.ledger.path().to_owned()
    }

    /// Writes a workbook into the folder.
    pub(crate) fn file(&self, name: &str, sheets: &[Sheet]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, workbook(sheets).unwrap()).unwrap();
        path
    }

    /// Imports files and folders, in the order given.
    pub(crate) fn import(&mut self, paths: &[PathBuf]) -> Vec<Outcome> {
        self.try_import(paths).unwrap()
    }

    pub(crate) fn try_import(&mut self, paths: &[PathBuf]) -> Result<Vec<Outcome>, Error> {
        self.try_import_said(&Incoming::all(files(paths), None, None))
    }

    /// Imports files of which something was said.
    pub(crate) fn import_said(&mut self, incoming: &[Incoming]) -> Vec<Outcome> {
        self.try_import_said(incoming).unwrap()
    }

    fn try_import_said(&mut self, incoming: &[Incoming]) -> Result<Vec<Outcome>, Error> {
        let options = Options {
            at: AT.into(),
            who: "测试".into(),
            ..Options::default()
        };
        import(
            &mut self.ledger,
            &self.round,
            incoming,
            &options,
            &Unwatched,
        )
    }

    /// Where a figure came from; there must be exactly one such figure.
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
            self.ledger.round(&self.round).unwrap(),
            &question,
        )
        .unwrap();
        assert_eq!(origins.len(), 1, "{form} {unit:?} {indicator} {column}");
        origins.remove(0)
    }

    /// One consolidated figure.
    pub(crate) fn figure(
        &self,
        form: &str,
        unit: Option<&str>,
        indicator: &str,
        column: &str,
    ) -> Option<Decimal> {
        self.origin(form, unit, indicator, column).value
    }

    /// The consolidated workbook.
    pub(crate) fn exported(&self) -> Exported {
        let path = self.folder.path().join("out.xlsx");
        export::workbook(
            &self.ledger,
            self.ledger.round(&self.round).unwrap(),
            Target::new(&path).replacing(true),
            AT,
            &Unwatched,
        )
        .unwrap();
        Exported::open(&path)
    }
}

/// A workbook as written.
pub(crate) struct Exported(Xlsx<std::io::BufReader<std::fs::File>>);

impl Exported {
    pub(crate) fn open(path: &Path) -> Self {
        Self(open_workbook(path).unwrap())
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    /// Sheets whose name begins so.
    pub(crate) fn beginning(&self, name: &str) -> Vec<String> {
        self.sheets()
            .into_iter()
            .filter(|sheet| sheet.starts_with(name))
            .collect()
    }

    pub(crate) fn cells(&mut self, sheet: &str) -> Range<Data> {
        self.0.worksheet_range(sheet).unwrap()
    }

    /// First and last cell of what is merged, in the order of the cells.
    pub(crate) fn merges(&mut self, sheet: &str) -> Vec<((u32, u32), (u32, u32))> {
        let mut merges = self
            .0
            .merge_cells_by_sheet_name(sheet)
            .unwrap()
            .iter()
            .map(|area| (area.start, area.end))
            .collect::<Vec<_>>();
        merges.sort_unstable();
        merges
    }

    pub(crate) fn formulas(&mut self, sheet: &str) -> Range<String> {
        self.0.worksheet_formula(sheet).unwrap()
    }
}

/// The text of a cell of an exported or original workbook; a number in its shortest form.
pub(crate) fn shown(cell: Option<&Data>) -> String {
    match cell {
        None | Some(Data::Empty) => String::new(),
        Some(Data::Float(number)) => number.to_string(),
        Some(other) => other.to_string(),
    }
}

/// Takes a workbook in, without a ledger.
pub(crate) fn take(
    scheme: &Scheme,
    round: Option<&str>,
    name: &str,
    sheets: &[Sheet],
) -> TakenFile {
    take_with(scheme, round, name, &workbook(sheets).unwrap(), None, None)
}

/// What the officer said of a file.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) form: Option<String>,
    pub(crate) pointed: Vec<SheetPointing>,
    pub(crate) sheets: Vec<SheetSaid>,
}

/// Takes sheets in, of which something was said.
pub(crate) fn take_said(
    scheme: &Scheme,
    round: Option<&str>,
    name: &str,
    sheets: &[Sheet],
    said: &Said,
) -> TakenFile {
    let round = round.map(|code| scheme.round(code).unwrap());
    let intake = Intake {
        round,
        form: said.form.as_deref(),
        pointed: &said.pointed,
        sheets: &said.sheets,
        ..Intake::of(scheme)
    };
    take_bytes(&workbook(sheets).unwrap(), name, &intake)
}

/// Takes bytes in, with what the officer said.
pub(crate) fn take_with(
    scheme: &Scheme,
    round: Option<&str>,
    name: &str,
    bytes: &[u8],
    unit: Option<&str>,
    form: Option<&str>,
) -> TakenFile {
    let round = round.map(|code| scheme.round(code).unwrap());
    take_bytes(
        bytes,
        name,
        &Intake {
            round,
            unit,
            form,
            ..Intake::of(scheme)
        },
    )
}

/// A return of the luan scheme.
pub(crate) fn luan(unit: &str, current: &str, last_year: &str, growth: &str) -> Sheet {
    let line = if unit.is_empty() {
        String::new()
    } else {
        format!("填报单位：{unit}科学技术局")
    };
    Sheet::new(
        "Sheet1",
        &format!(
            "2020年企业研发经费投入情况统计表\n{line}\n指标名称 | 计量单位 | 本年 | 上年 | 增速（\
                %）\n企业R&D经费 | 万元 | {current} | {last_year} | {growth}"
        ),
    )
}

/// A return of the luan scheme with any words in its line of the unit.
pub(crate) fn luan_line(words: &str, current: &str) -> Sheet {
    Sheet::new(
        "Sheet1",
        &format!(
            "2020年企业研发经费投入情况统计表\n填报单位：{words}\n指标名称 | 计量单位 | 本年 | 上\
                年 | 增速（%）\n企业R&D经费 | 万元 | {current} | 7107.2 | /"
        ),
    )
}

/// A few returns that are not as they should be.
pub(crate) fn sheets_of_luan(folder: &Path) {
    for (name, sheet) in [
        (
            "wrong-growth.xlsx",
            luan("裕安区", "21125.3", "7107.2", "12.3"),
        ),
        ("no-unit.xlsx", luan("", "21125.3", "7107.2", "197.2")),
        ("negative.xlsx", luan("裕安区", "-5", "7107.2", "/")),
    ] {
        std::fs::write(folder.join(name), workbook(&[sheet]).unwrap()).unwrap();
    }
}

/// Compares what came with what was expected, case by case, and tells all that differ.
pub(crate) fn compare<'a>(cases: impl IntoIterator<Item = (String, String, &'a str)>) {
    let wrong = cases
        .into_iter()
        .filter(|(_, came, expected)| came != expected)
        .map(|(case, came, expected)| format!("{case}\n  came:     {came}\n  expected: {expected}"))
        .collect::<Vec<_>>();
    assert!(
        wrong.is_empty(),
        "{} of the cases differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
