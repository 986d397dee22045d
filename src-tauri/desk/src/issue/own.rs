//! The bureau's own blanks: which sheet of a workbook is which form, and where its cells are.

use crate::Error;
use crate::batch::{take_bytes, take_file};
use crate::round::RoundError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use xianbaohui_core::form::{FormKind, Layout};
use xianbaohui_core::number::Datum;
use xianbaohui_core::place::cell_name;
use xianbaohui_core::returns::Return;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::intake::{Insisted, Intake, Verdict, asked_once};
use xianbaohui_reading::read::ReadFile;
use xianbaohui_results::present::{OwnCell, OwnSheet};

/// A workbook of the bureau's own, with the forms in it.
pub(super) struct OwnFile {
    /// its name without the end
    pub(super) stem: String,
    /// its name
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) sheets: Vec<OwnSheet>,
}

impl OwnFile {
    /// Codes of its forms.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|sheet| sheet.form.as_str())
    }
}

/// Reads the workbooks: form and path of each that is wanted.
pub(super) fn read(
    ledger: &Ledger,
    round: &Round,
    wanted: &[(String, PathBuf)],
    reader: &dyn ReadFile,
) -> Result<Vec<OwnFile>, Error> {
    let scheme = ledger.scheme();
    let mut files = Vec::new();
    let paths = wanted.iter().map(|(_, path)| path).collect::<BTreeSet<_>>();
    for path in paths {
        let of = wanted.iter().filter(|(_, own)| own == path);
        let names = of.map(|(form, _)| form.clone()).collect::<Vec<_>>();
        let forms = crate::round::forms(scheme, &names)?;
        files.push(file(scheme, round, path, &forms, reader)?);
    }
    Ok(files)
}

fn file(
    scheme: &Scheme,
    round: &Round,
    path: &Path,
    forms: &[String],
    reader: &dyn ReadFile,
) -> Result<OwnFile, Error> {
    let insisted = Insisted {
        unit: true,
        period: true,
        ..Insisted::default()
    };
    let mut own = OwnFile {
        stem: path
            .file_stem()
            .map_or_else(String::new, |own| own.to_string_lossy().into_owned()),
        name: path.display().to_string(),
        bytes: Vec::new(),
        sheets: Vec::new(),
    };
    for code in forms {
        let Some(form) = scheme.form(code) else {
            continue;
        };
        // any unit will do: it is read for its header
        let unit = match form.kind() {
            FormKind::CountyTable => scheme.root_unit().code.as_str(),
            _ => round.units.first().map_or("", String::as_str),
        };
        let only = (forms.len() == 1).then_some(code.as_str());
        let intake = Intake {
            round: Some(round),
            unit: Some(unit),
            form: only,
            insisted: &insisted,
            reader,
            ..Intake::of(scheme)
        };
        let (file, bytes) = take_file(path, &intake);
        own.name.clone_from(&file.name);
        own.bytes = bytes;
        let not_read = |why: String| RoundError::OwnBlank {
            file: file.name.clone(),
            form: format!("{} {}", form.code, form.name),
            why: why.trim_end_matches('。').to_owned(),
        };
        // all its sheets go out, whichever forms they are
        let whole = Intake {
            form: None,
            ..intake
        };
        let whole = take_bytes(&own.bytes, &file.name, &whole);
        for read in [&file, &whole] {
            if let Verdict::Ready(returns) = &read.verdict
                && let Some(at) = returns.iter().find_map(|one| filled_at(&one.taken))
            {
                return Err(not_read(format!(
                    "里面已经填了数（{at}），会发给别的单位；请用空白的表"
                ))
                .into());
            }
        }
        let found = match &file.verdict {
            Verdict::Ready(returns) => {
                let mut all = returns.iter().map(|one| &one.taken);
                all.find(|one| scheme.forms[one.form].code == *code)
            }
            Verdict::Unsure(asked) => {
                return Err(not_read(asked_once(asked).join("；")).into());
            }
            Verdict::Refused { reason, .. } => return Err(not_read(reason.clone()).into()),
        };
        let found = found.ok_or_else(|| not_read("里面没有这张表".to_owned()))?;
        own.sheets.push(sheet(scheme, found).ok_or_else(|| {
            not_read("行和列对调的表不能预设填报格，请改成一行一个指标".to_owned())
        })?);
    }
    Ok(own)
}

/// Where a sheet holds a figure other than 0, or an entry: it is no blank.
fn filled_at(found: &Return) -> Option<String> {
    let is_filled = |datum: &Datum| match datum {
        // formulas over empty cells
        Datum::Number(number) => !number.is_zero(),
        Datum::Text(_) => true,
        _ => false,
    };
    let figures = found.values.iter().filter(|value| is_filled(&value.datum));
    let figures = figures.map(|value| (value.row, value.sheet_column));
    let fields = found.entries.iter().flat_map(|entry| {
        let fields = entry.fields.iter().filter(|field| is_filled(&field.datum));
        fields.filter_map(|field| Some((entry.row, field.sheet_column?)))
    });
    let (row, column) = figures.chain(fields).next()?;
    Some(format!("{}!{}", found.sheet, cell_name(row, column)))
}

/// Where the cells of a form are; `None` of a sheet that is turned round.
fn sheet(scheme: &Scheme, found: &Return) -> Option<OwnSheet> {
    if found.binding.turned {
        return None;
    }
    let form = &scheme.forms[found.form];
    let is_roster = matches!(form.layout, Layout::Roster(_));
    let cells = found.values.iter().map(|value| OwnCell {
        row: value.row,
        column: value.sheet_column,
        indicator: scheme.indicators[value.indicator].code.clone(),
        of: value.column,
    });
    Some(OwnSheet {
        name: found.sheet.clone(),
        form: form.code.clone(),
        header: found.binding.header,
        cells: if is_roster {
            Vec::new()
        } else {
            cells.collect()
        },
        columns: if is_roster {
            found.binding.columns.clone()
        } else {
            Vec::new()
        },
    })
}
