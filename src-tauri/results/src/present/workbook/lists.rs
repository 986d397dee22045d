//! 报送情况 (who has reported, in which version, with which findings) and 审核结果 (all findings).

use super::frame::Frame;
use super::parts::{continued, parts};
use super::setup::{height_for, page_setup};
use super::stream::Stream;
use super::style::Styles;
use crate::consolidate::{Coverage, dropped_forms, dropped_words};
use crate::present::PresentError;
use crate::present::model::text_width;
use crate::present::paper::scale_to_one_page;
use crate::scope::Scope;
use rust_xlsxwriter::{Workbook, Worksheet};
use xianbaohui_core::finding::Severity;
use xianbaohui_core::form::Layout;
use xianbaohui_core::message::message;
use xianbaohui_core::record::{Record, ReturnRow, StoredFinding};
use xianbaohui_core::scheme::Round;
use xianbaohui_core::text::fitting;

pub(super) const STATUS: &str = "报送情况";
pub(super) const FINDINGS: &str = "审核结果";
pub(super) const STATUS_COLUMNS: usize = 11;
pub(super) const FINDING_COLUMNS: usize = 10;

/// Headings and widths of the findings. The two figures are not broken: the sentence and the file's
/// name, which wrap, give way to long ones.
fn finding_widths(findings: &[StoredFinding]) -> [(&'static str, f64); FINDING_COLUMNS] {
    let sides = findings
        .iter()
        .flat_map(|one| [&one.finding.left, &one.finding.right])
        .flatten();
    let figures = sides
        .filter(|text| {
            text.bytes()
                .all(|byte| byte.is_ascii_digit() || b",.-%+".contains(&byte))
        })
        .map(|text| text_width(text));
    let figure = f64::from(figures.max().unwrap_or_default() + 2).clamp(12.0, 24.0);
    let more = 2.0 * (figure - 12.0);
    [
        ("序号", 5.0),
        ("级别", 5.0),
        ("填报单位", 18.0),
        ("报表", 6.0),
        ("审核结果", 42.0 - more * 0.8),
        ("单元格", 14.0),
        ("填报", figure),
        ("应为", figure),
        ("文件", 17.0 - more * 0.2),
        ("版本", 5.0),
    ]
}

/// What stands above a list; how high it is, in points.
pub(super) fn headed(
    sheet: &mut Worksheet,
    title: &str,
    line: &str,
    columns: &[(&str, f64)],
    pinned: u16,
    styles: &Styles,
) -> Result<f64, PresentError> {
    const TITLE: f64 = 30.0;
    let last = columns.len().saturating_sub(1) as u16;
    sheet.merge_range(0, 0, 0, last, &fitting(title), &styles.title)?;
    sheet.set_row_height(0, TITLE)?;
    sheet.merge_range(1, 0, 1, last, &fitting(line), &styles.line)?;
    let line = height_for([(line, columns.iter().map(|(_, width)| width).sum())]);
    sheet.set_row_height(1, line)?;
    for (at, (name, width)) in columns.iter().enumerate() {
        sheet.set_column_width(at as u16, *width)?;
        sheet.write_string_with_format(2, at as u16, *name, &styles.header)?;
    }
    let header = height_for(columns.iter().map(|(name, width)| (*name, width * 0.9))).max(26.0);
    sheet.set_row_height(2, header)?;
    page_setup(sheet, 2, 2, pinned)?;
    Ok(TITLE + line + header)
}

pub(super) fn status(
    sheet: &mut Worksheet,
    ledger: &dyn Record,
    round: &Round,
    all: &Coverage,
    scope: &Scope,
    styles: &Styles,
) -> Result<(), PresentError> {
    let scheme = ledger.scheme();
    let columns = [
        ("序号", 5.0),
        ("填报单位", 18.0),
        ("状态", 8.0),
        ("已报（版本）", 22.0),
        ("缺报表", 12.0),
        ("文件", 23.0),
        ("入库时间", 20.0),
        ("A 强制性", 7.0),
        ("B 准强制性", 7.0),
        ("C 核实性", 7.0),
        ("D 提示性", 7.0),
    ];
    let missing = all
        .missing()
        .into_iter()
        .map(|code| scheme.unit_name(code))
        .collect::<Vec<_>>();
    let deadline = round
        .deadline
        .as_ref()
        .map(|day| format!("　截止 {day}"))
        .unwrap_or_default();
    let told = if missing.is_empty() {
        String::new()
    } else {
        format!("　缺：{}", missing.join("、"))
    };
    let dropped = dropped_words(&dropped_forms(ledger, round)?);
    let dropped = dropped
        .map(|told| format!("　{told}。"))
        .unwrap_or_default();
    let mut height = headed(
        sheet,
        &format!(
            "{}{}报送情况{}",
            scheme.root_unit().name,
            round.name,
            scope.title()
        ),
        &format!(
            "{}{}/{} 已报{deadline}{told}{dropped}",
            scope.line(scheme),
            all.reported(),
            all.units.len()
        ),
        &columns,
        2,
        styles,
    )?;
    for (at, unit) in all.units.iter().chain(&all.root).enumerate() {
        let row = 3 + at as u32;
        let is_root = at == all.units.len();
        let name = if is_root {
            let is_table = |one: &ReturnRow| {
                let form = scheme.form(&one.form);
                form.is_some_and(|form| matches!(form.layout, Layout::CountyTable(_)))
            };
            let what = if unit.returns.iter().any(is_table) {
                "分县表"
            } else {
                "上报"
            };
            format!("{}（{what}）", scheme.unit_name(&unit.unit))
        } else {
            scheme.unit_name(&unit.unit).to_owned()
        };
        if is_root {
            sheet.write_blank(row, 0, &styles.centred.plain)?;
        } else {
            sheet.write_number_with_format(row, 0, (at + 1) as f64, &styles.centred.plain)?;
        }
        sheet.write_string_with_format(row, 1, &name, &styles.text.plain)?;
        sheet.write_string_with_format(
            row,
            2,
            unit.state(),
            if unit.reported() {
                &styles.centred.plain
            } else {
                &styles.severities[1]
            },
        )?;
        let mut files = unit
            .returns
            .iter()
            .map(|one| one.file.as_str())
            .collect::<Vec<_>>();
        files.dedup();
        let versions = unit
            .returns
            .iter()
            .map(|one| format!("{}（第{}版）", one.form, one.version))
            .collect::<Vec<_>>()
            .join("、");
        let missing = unit.missing_forms.iter().map(|form| {
            let out = unit.taken_out.iter().find(|one| one.form == *form);
            out.map_or_else(
                || form.clone(),
                |one| {
                    let (how, version, reason) = (one.how, one.version, &one.reason);
                    format!("{form}（第{version}版已{how}：{reason}）")
                },
            )
        });
        let missing = missing.collect::<Vec<_>>().join("、");
        let (forms, files) = (missing, files.join("、"));
        sheet.write_string_with_format(row, 3, &*fitting(&versions), &styles.text.plain)?;
        sheet.write_string_with_format(row, 4, &*fitting(&forms), &styles.text.plain)?;
        sheet.write_string_with_format(row, 5, &*fitting(&files), &styles.text.plain)?;
        sheet.write_string_with_format(
            row,
            6,
            unit.returns
                .iter()
                .map(|one| one.committed_at.as_str())
                .max()
                .unwrap_or_default(),
            &styles.centred.plain,
        )?;
        let counts = [
            unit.severities.a,
            unit.severities.b,
            unit.severities.c,
            unit.severities.d,
        ];
        for (column, (count, format)) in counts.into_iter().zip(&styles.severities).enumerate() {
            if count > 0 {
                sheet.write_number_with_format(row, 7 + column as u16, count, format)?;
            } else {
                sheet.write_blank(row, 7 + column as u16, &styles.centred.plain)?;
            }
        }
        let texts = [name.as_str(), "", &versions, &forms, &files];
        let own = height_for(
            texts
                .into_iter()
                .zip(&columns[1..])
                .map(|(text, (_, width))| (text, *width)),
        );
        sheet.set_row_height(row, own)?;
        height += own;
    }
    if scale_to_one_page(height).is_some() {
        sheet.set_print_fit_to_pages(1, 1);
    }
    Ok(())
}

/// What stands around the list of findings, and the places for it: past the last row of a sheet it
/// goes on in the next.
pub(super) fn findings_frames(
    book: &mut Workbook,
    ledger: &dyn Record,
    round: &Round,
    findings: &[StoredFinding],
    scope: &Scope,
    most_rows: u32,
    styles: &Styles,
) -> Result<(Vec<String>, Vec<Frame>), PresentError> {
    let scheme = ledger.scheme();
    let widths = finding_widths(findings);
    let count = |severity: Severity| {
        findings
            .iter()
            .filter(|one| one.finding.severity == severity)
            .count()
    };
    let line = format!(
        "{}共 {} 条：A 强制性 {}，B 准强制性 {}，C 核实性 {}，D 提示性 {}",
        scope.line(scheme),
        findings.len(),
        count(Severity::A),
        count(Severity::B),
        count(Severity::C),
        count(Severity::D)
    );
    let (mut names, mut frames) = (Vec::new(), Vec::new());
    for (at, rows) in parts(findings.len(), most_rows.saturating_sub(3))
        .into_iter()
        .enumerate()
    {
        let name = continued(FINDINGS, at);
        let sheet = book.add_worksheet().set_name(&name)?;
        headed(
            sheet,
            &format!(
                "{}{}审核结果{}",
                scheme.root_unit().name,
                round.name,
                scope.title()
            ),
            &line,
            &widths,
            3,
            styles,
        )?;
        names.push(name);
        if rows > 0 {
            sheet.autofilter(2, 0, 2 + rows, (FINDING_COLUMNS - 1) as u16)?;
            let frame = Frame {
                first: 3,
                rows,
                columns: FINDING_COLUMNS as u32,
                sheet: 0,
            };
            frame.leave(sheet, styles)?;
            frames.push(Frame {
                sheet: book.worksheets().len(),
                ..frame
            });
        }
    }
    Ok((names, frames))
}

/// Writes the findings.
pub(super) fn findings_rows(
    stream: &mut Stream<'_, '_>,
    ledger: &dyn Record,
    findings: &[StoredFinding],
) -> Result<(), PresentError> {
    let widths = finding_widths(findings);
    for (at, one) in findings.iter().enumerate() {
        let finding = &one.finding;
        let cells = finding
            .cells
            .iter()
            .take(6)
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ");
        let texts = [
            ledger.scheme().unit_name(&one.unit),
            &one.form,
            &message(finding),
            &cells,
            finding.left.as_deref().unwrap_or_default(),
            finding.right.as_deref().unwrap_or_default(),
            &one.file,
        ];
        // Excel fits a wrapped row when it is typed in, not when it is opened
        let height = height_for(
            texts
                .into_iter()
                .zip(&widths[2..])
                .map(|(text, (_, width))| (text, *width)),
        );
        let (rows, styles, _) = stream.row(Some(height))?;
        let severity = match finding.severity {
            Severity::A => 0,
            Severity::B => 1,
            Severity::C => 2,
            Severity::D => 3,
        };
        rows.number(0, (at + 1).into(), styles.centred.plain);
        rows.text(
            1,
            &finding.severity.to_string(),
            styles.severities[severity],
        )?;
        for (column, text) in texts.into_iter().enumerate() {
            let number = text
                .get(1..)
                .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
            rows.text(
                2 + column,
                text,
                if number {
                    styles.text.plain
                } else {
                    *styles.text.of(text)
                },
            )?;
        }
        rows.number(9, one.version.into(), styles.centred.plain);
    }
    Ok(())
}
