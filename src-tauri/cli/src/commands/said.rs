//! What the officer says of files, as it is written on a command line.

use std::path::{Path, PathBuf};
use xianbaohui_core::pointing::{Pointing, SheetPointing, SheetSaid};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::Error;
use xianbaohui_ledger::LedgerError;

/// `F=累计`
pub(super) fn pointed(bind: &[String]) -> Result<Vec<SheetPointing>, Error> {
    bind.iter().map(|words| pointing(words)).collect()
}

/// `表2=S3`
pub(super) fn sheets(sheet: &[String], scheme: &Scheme) -> Result<Vec<SheetSaid>, Error> {
    sheet
        .iter()
        .map(|words| sheet_said(words, scheme))
        .collect()
}

/// `3f2a9c=replace`
pub(super) fn answers(all: &[String]) -> Result<Vec<(String, String)>, Error> {
    all.iter().map(|words| answer(words)).collect()
}

fn answer(words: &str) -> Result<(String, String), Error> {
    let split = words
        .split_once('=')
        .filter(|(question, choice)| !question.is_empty() && !choice.is_empty());
    let unknown = || LedgerError::Unknown {
        what: "--answer 的写法",
        name: words.to_owned(),
        nearest: "，应写成 ID=CHOICE，如 3f2a9c=replace".into(),
    };
    split
        .map(|(question, choice)| (question.to_owned(), choice.to_owned()))
        .ok_or_else(|| unknown().into())
}

/// `S1=空白表.xlsx`
pub(super) fn blanks(all: &[String]) -> Result<Vec<(String, PathBuf)>, Error> {
    all.iter().map(|words| blank(words)).collect()
}

fn blank(words: &str) -> Result<(String, PathBuf), Error> {
    let split = words
        .split_once('=')
        .filter(|(form, file)| !form.is_empty() && !file.is_empty());
    let unknown = || LedgerError::Unknown {
        what: "--blank 的写法",
        name: words.to_owned(),
        nearest: "，应写成 报表=文件，如 S1=空白表.xlsx".into(),
    };
    split
        .map(|(form, file)| (form.to_owned(), PathBuf::from(file)))
        .ok_or_else(|| unknown().into())
}

fn sheet_said(words: &str, scheme: &Scheme) -> Result<SheetSaid, Error> {
    let unknown = || LedgerError::Unknown {
        what: "--sheet 的写法",
        name: words.to_owned(),
        nearest: "，应写成 表2=S3 或 表2=-（不读取）".into(),
    };
    let (sheet, form) = words.rsplit_once('=').ok_or_else(unknown)?;
    known(scheme, None, Some(form).filter(|form| *form != "-"))?;
    Ok(SheetSaid {
        sheet: sheet.to_owned(),
        form: (form != "-").then(|| form.to_owned()),
    })
}

fn pointing(words: &str) -> Result<SheetPointing, Error> {
    let nearest = "，应写成 F=累计（列）或 8=高新技术企业（行）".to_owned();
    let pointing = Pointing::parse(words).ok_or_else(|| LedgerError::Unknown {
        what: "--bind 的写法",
        name: words.to_owned(),
        nearest,
    })?;
    Ok(SheetPointing {
        sheet: None,
        pointing,
    })
}

/// Passwords by the line; they stand in a file or come from elsewhere, since a command line can be
/// seen by others.
pub(super) fn passwords(path: Option<&Path>) -> Result<Vec<String>, Error> {
    let Some(path) = path else {
        return Ok(Vec::new());
    };
    let text = if path.as_os_str() == "-" {
        std::io::read_to_string(std::io::stdin())
    } else {
        xianbaohui_core::scheme::read_text(path)
    };
    let text = text.map_err(|error| LedgerError::Unknown {
        what: "密码文件",
        name: path.display().to_string(),
        nearest: format!("（{}），请核对路径", xianbaohui_files::said(&error)),
    })?;
    Ok(text
        .lines()
        .map(str::to_owned)
        .filter(|line| !line.is_empty())
        .collect())
}

/// The officer's own words must be known names.
pub(super) fn known(scheme: &Scheme, unit: Option<&str>, form: Option<&str>) -> Result<(), Error> {
    if let Some(name) = unit
        && !scheme
            .units
            .iter()
            .any(|unit| unit.code == name || unit.name == name)
    {
        let nearest = scheme
            .unit_names
            .nearest(name)
            .map(|near| format!("，最接近的是“{near}”"))
            .unwrap_or_default();
        return Err(LedgerError::Unknown {
            what: "填报单位",
            name: name.to_owned(),
            nearest,
        }
        .into());
    }
    if let Some(name) = form
        && scheme.form(name).is_none()
    {
        let known = scheme
            .forms
            .iter()
            .map(|form| format!("{}（{}）", form.code, form.name))
            .collect::<Vec<_>>()
            .join("、");
        return Err(LedgerError::Unknown {
            what: "报表",
            name: name.to_owned(),
            nearest: format!("，可用：{known}"),
        }
        .into());
    }
    Ok(())
}
