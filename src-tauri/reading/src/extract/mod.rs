//! Grid + form → [`Return`]: every value with its cell, bound by header text, converted to the
//! ledger's unit of measure with a note. Every cell of the data area ends in one of the five
//! states; the counts reconcile.

mod cell;
mod county_table;
mod formula;
mod matrix;
mod outsized;
mod roster;
mod said;
mod walk;

use self::cell::Taken;
use crate::identify::{Bound, Identified};
use crate::read::{Grid, Ink, Visibility};
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::Datum;
use xianbaohui_core::period::Period;
use xianbaohui_core::place::Place;
use xianbaohui_core::pointing::Line;
use xianbaohui_core::returns::{Binding, CellCounts, Entry, Return, Value};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;

/// What stays the same while one sheet is extracted, and what piles up.
struct Extraction<'a> {
    grid: &'a Grid,
    scheme: &'a Scheme,
    form: &'a Form,
    /// where the table stands; of tables side by side, the one that is being read
    bound: &'a Bound,
    period: Period,
    /// measure unit of the whole sheet: `单位：万元`
    sheet_unit: SheetUnit,
    values: Vec<Value>,
    entries: Vec<Entry>,
    totals: Vec<Entry>,
    cells: CellCounts,
    /// filled cells that are accounted for as data
    inside: u64,
    findings: Vec<Finding>,
    blanks: Vec<Place>,
    struck: Vec<Place>,
    invisible: Vec<Place>,
    /// zeros that the sheet does not show
    unseen_zeros: Vec<Place>,
    rows: Vec<u32>,
    /// rows with figures of money, and the powers of ten of one yuan they were read by
    money: BTreeSet<(u32, u32)>,
    /// texts of the header → columns they stand in
    header_texts: OnceCell<HashMap<String, Vec<u32>>>,
}

/// The note `单位：…` of a sheet: one unit for everything, several, or none.
#[derive(Debug, Clone, Default)]
struct SheetUnit {
    units: Vec<MeasureUnit>,
    cell: String,
}

/// Takes a sheet in. Unit and period must be known: what is not certain was asked before.
pub fn extract(
    grid: &Grid,
    scheme: &Scheme,
    identified: &Identified,
    unit: usize,
    period: Period,
) -> Return {
    let note = sheet_unit(grid, identified);
    let mut taken = if identified.turned {
        let turned = grid.turned(identified.frame().top);
        let mut taken = table(&turned, scheme, identified, unit, period, note);
        let above = grid.cells().len().saturating_sub(turned.cells().len()) as u64;
        taken.cells.outside += above;
        taken.cells.seen += above;
        for value in &mut taken.values {
            (value.row, value.sheet_column) = (value.sheet_column, value.row);
        }
        taken
    } else {
        table(grid, scheme, identified, unit, period, note)
    };
    let in_entries = taken.entries.iter().flat_map(|entry| {
        entry
            .fields
            .iter()
            .filter_map(|field| field.sheet_column.map(|column| (entry.row, column)))
    });
    let figures = taken
        .values
        .iter()
        .map(|value| (value.row, value.sheet_column))
        .chain(in_entries);
    let told = formula::findings(grid, figures);
    taken.findings.extend(told);
    let told = outsized::findings(grid, &taken);
    taken.findings.extend(told);
    taken
}

/// Takes a table in, whose rows are those of the grid.
fn table(
    grid: &Grid,
    scheme: &Scheme,
    identified: &Identified,
    unit: usize,
    period: Period,
    note: SheetUnit,
) -> Return {
    let form = &scheme.forms[identified.form];
    let mut work = Extraction {
        grid,
        scheme,
        form,
        bound: &identified.bound,
        period,
        sheet_unit: note,
        values: Vec::new(),
        entries: Vec::new(),
        totals: Vec::new(),
        cells: CellCounts::default(),
        inside: 0,
        findings: Vec::new(),
        blanks: Vec::new(),
        struck: Vec::new(),
        invisible: Vec::new(),
        unseen_zeros: Vec::new(),
        rows: Vec::new(),
        money: BTreeSet::new(),
        header_texts: OnceCell::new(),
    };
    work.about_header();
    match &form.layout {
        Layout::Matrix(matrix) => matrix::extract(&mut work, matrix, unit, &identified.bound),
        Layout::CountyTable(table) => county_table::extract(&mut work, table, &identified.bound),
        Layout::Roster(roster) => roster::extract(&mut work, roster, unit),
    }
    work.bound = &identified.bound;
    work.about_sheet();
    work.about_money();
    work.cells.outside = grid.cells().len() as u64 - work.inside.min(grid.cells().len() as u64);
    work.cells.seen += work.cells.outside;
    let binding = Binding {
        turned: identified.turned,
        ..identified.bound.binding(work.rows)
    };
    let findings = work.findings;
    Return {
        unit,
        form: identified.form,
        period,
        sheet: grid.name.clone(),
        values: work.values,
        entries: work.entries,
        totals: work.totals,
        cells: work.cells,
        findings,
        binding,
    }
}

impl<'a> Extraction<'a> {
    /// Goes on with another table beside the first.
    fn go_to(&mut self, bound: &'a Bound) {
        self.bound = bound;
        self.header_texts = OnceCell::new();
    }

    fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn place(&self, row: u32, column: u32) -> Place {
        self.grid.place(row, column)
    }

    /// Headers that are missing, nearly right, twice there, or not asked for.
    fn about_header(&mut self) {
        let (bound, grid) = (self.bound, self.grid);
        let word = grid.column_word();
        if !bound.pointed.is_empty() {
            let said = bound
                .pointed
                .iter()
                .map(|own| own.sentence(self.form, self.scheme))
                .collect::<Vec<_>>()
                .join("；");
            let cells = bound
                .pointed
                .iter()
                .map(|own| match (own.line, grid.is_turned()) {
                    (Line::Column(column), false) | (Line::Row(column), true) => {
                        self.place(bound.header.bottom, column)
                    }
                    (Line::Row(row), false) | (Line::Column(row), true) => {
                        self.place(row, bound.label_column.unwrap_or(0))
                    }
                });
            let cells = cells.collect::<Vec<_>>();
            self.findings.push(
                Finding::new(
                    Severity::D,
                    "binding.pointed",
                    format!("按{}读取：{said}。", bound.pointed_by),
                )
                .at_all(cells),
            );
        }
        for missing in &bound.missing {
            let mut finding = match &missing.nearest {
                Some((seen, column)) => Finding::new(
                    Severity::A,
                    "header.missing",
                    format!(
                        "缺少“{}”这一{word}：表上最接近的是 {}“{seen}”。请按报表样式改正表头，\
                        或核对是否用了旧表。",
                        missing.expected,
                        grid.column_name(*column)
                    ),
                )
                .at(self.place(bound.header.bottom, *column)),
                None => Finding::new(
                    Severity::A,
                    "header.missing",
                    format!(
                        "缺少“{}”这一{word}。请\
                    按报表样式补上，或核对是否用了旧表。",
                        missing.expected
                    ),
                ),
            };
            finding.left = missing.nearest.as_ref().map(|(seen, _)| seen.clone());
            finding.right = Some(missing.expected.clone());
            self.findings.push(finding);
        }
        for matched in bound.tables().flat_map(|table| &table.columns) {
            if let Some(seen) = &matched.nearly {
                let expected = self.header_of(matched.spec);
                self.findings.push(
                    Finding::new(
                        Severity::C,
                        "header.nearly",
                        format!(
                            "{}表头“{seen}”与“{expected}”略有出入，按后者认定。请核对。",
                            grid.column_name(matched.column)
                        ),
                    )
                    .at(self.grid.place(bound.header.bottom, matched.column))
                    .sides(seen.clone(), expected),
                );
            }
        }
        for (spec, column) in &bound.repeated {
            let first = bound
                .columns
                .iter()
                .find(|matched| matched.spec == *spec)
                .map_or(0, |matched| matched.column);
            let header = self.header_of(*spec);
            self.findings.push(
                Finding::new(
                    Severity::A,
                    "header.repeated",
                    format!(
                        "“{header}”出现两次（{} 和 {}），只取了 {}。请删去多余的一{word}。",
                        grid.column_name(first),
                        grid.column_name(*column),
                        grid.column_name(first)
                    ),
                )
                .at(self.grid.place(bound.header.bottom, first))
                .at(self.grid.place(bound.header.bottom, *column)),
            );
        }
        for extra in &bound.extra {
            let filled = self
                .grid
                .cells()
                .iter()
                .filter(|cell| cell.column == extra.column && cell.row > bound.header.bottom)
                .count();
            if filled > 0 {
                self.findings.push(
                    Finding::new(
                        Severity::D,
                        "header.extra",
                        format!(
                            "{}“{}”不在报表里，{filled} 格没有读取。",
                            grid.column_name(extra.column),
                            extra.written
                        ),
                    )
                    .at(self.grid.place(bound.header.bottom, extra.column)),
                );
            }
        }
    }

    fn header_of(&self, spec: usize) -> String {
        let header = match &self.form.layout {
            Layout::Roster(roster) => &roster.fields[spec].headers[0],
            _ => &self.form.columns()[spec].headers[0],
        };
        header.written(Some(self.period))
    }

    /// What concerns the sheet as a whole: hidden rows and columns with data, content under merged
    /// areas, blanks.
    fn about_sheet(&mut self) {
        if self.grid.is_turned() {
            let message = format!(
                "工作表“{}”的行和列与报表样式对调了，已按对调后的读取。请核对，下次请用报表样式。",
                self.grid.name
            );
            self.find(Finding::new(Severity::D, "sheet.turned", message));
        }
        if self.grid.visibility == Visibility::Hidden {
            self.find(Finding::new(
                Severity::C,
                "sheet.hidden",
                format!(
                    "工作表“{}”是隐藏的，仍按报表读取。请核对是否要报。",
                    self.grid.name
                ),
            ));
        }
        let hidden_rows = self
            .rows
            .iter()
            .filter(|row| self.grid.hidden_rows.binary_search(row).is_ok())
            .copied()
            .collect::<BTreeSet<_>>();
        if !hidden_rows.is_empty() {
            let names = hidden_rows
                .iter()
                .map(|row| self.grid.row_name(*row))
                .collect::<Vec<_>>()
                .join("、");
            let cells = hidden_rows
                .iter()
                .map(|row| self.place(*row, self.bound.label_column.unwrap_or(0)))
                .collect::<Vec<_>>();
            self.find(
                Finding::new(
                    Severity::B,
                    "sheet.hidden-rows",
                    format!("{names}是隐藏的，其中的数已读取。请取消隐藏，核对是否要报。"),
                )
                .at_all(cells),
            );
        }
        let hidden_columns = self
            .bound
            .tables()
            .flat_map(|table| &table.columns)
            .filter(|matched| {
                self.grid
                    .hidden_columns
                    .binary_search(&matched.column)
                    .is_ok()
            })
            .map(|matched| matched.column)
            .collect::<Vec<_>>();
        if !hidden_columns.is_empty() {
            let names = hidden_columns
                .iter()
                .map(|column| self.grid.column_name(*column))
                .collect::<Vec<_>>()
                .join("、");
            let cells = hidden_columns
                .iter()
                .map(|column| self.place(self.bound.header.bottom, *column))
                .collect::<Vec<_>>();
            self.find(
                Finding::new(
                    Severity::B,
                    "sheet.hidden-columns",
                    format!("{names}是隐藏的，其中的数已读取。请取消隐藏，核对是否要报。"),
                )
                .at_all(cells),
            );
        }
        let covered = self
            .grid
            .covered
            .iter()
            .filter(|(row, _)| *row > self.bound.header.bottom)
            .copied()
            .collect::<Vec<_>>();
        if !covered.is_empty() {
            let cells = covered
                .iter()
                .map(|(row, column)| self.place(*row, *column))
                .collect::<Vec<_>>();
            self.find(
                Finding::new(
                    Severity::D,
                    "sheet.covered",
                    format!(
                        "合并单元格下面还藏着内容（{}），看不见，没有读取。",
                        covered
                            .iter()
                            .map(|(row, column)| self.grid.cell_name(*row, *column))
                            .collect::<Vec<_>>()
                            .join("、")
                    ),
                )
                .at_all(cells),
            );
        }
        if !self.struck.is_empty() {
            let cells = std::mem::take(&mut self.struck);
            let message = format!(
                "有 {} 格带删除线，仍按格里写的读取。请核对是不是已经作废；作废的请删去。",
                cells.len()
            );
            self.find(Finding::new(Severity::B, "cell.struck", message).at_all(cells));
        }
        if !self.invisible.is_empty() {
            let cells = std::mem::take(&mut self.invisible);
            let names = cells
                .iter()
                .take(8)
                .map(Place::cell)
                .collect::<Vec<_>>()
                .join("、");
            let more = if cells.len() > 8 { " 等" } else { "" };
            let message = format!(
                "{names}{more}有 {} 格的字和底色一样，在表上看不见，仍按格里写的读取。请把字的颜色\
                    改成黑色，核对是不是要报；不要的请删去。",
                cells.len()
            );
            self.find(Finding::new(Severity::B, "cell.invisible", message).at_all(cells));
        }
        if !self.unseen_zeros.is_empty() {
            let cells = std::mem::take(&mut self.unseen_zeros);
            let names = cells
                .iter()
                .take(8)
                .map(Place::cell)
                .collect::<Vec<_>>()
                .join("、");
            let more = if cells.len() > 8 { " 等" } else { "" };
            let message = format!(
                "{names}{more}有 {} 格是 0，但设了不显示零值，在表上看是空的，按 0 读取。请核对；没\
                    有数的请删去 0，不适用的请填 /。",
                cells.len()
            );
            self.find(Finding::new(Severity::C, "cell.zero-unseen", message).at_all(cells));
        }
        if !self.blanks.is_empty() {
            let names = self
                .blanks
                .iter()
                .take(8)
                .map(Place::cell)
                .collect::<Vec<_>>()
                .join("、");
            let more = if self.blanks.len() > 8 {
                format!(" 等 {} 格", self.blanks.len())
            } else {
                String::new()
            };
            let cells = std::mem::take(&mut self.blanks);
            self.find(
                Finding::new(
                    Severity::C,
                    "cell.blank",
                    format!("应填的格是空的：{names}{more}。没有发生的请填 0，不适用的请填 /。"),
                )
                .at_all(cells),
            );
        }
    }

    /// Keeps a figure of the form's column `spec`.
    fn keep(
        &mut self,
        unit: usize,
        indicator: usize,
        spec: usize,
        (row, sheet_column): (u32, u32),
        taken: Taken,
    ) {
        let Taken {
            datum,
            bound,
            raw,
            note,
        } = taken;
        self.values.push(Value {
            unit,
            indicator,
            column: spec,
            datum,
            bound,
            raw,
            row,
            sheet_column,
            note,
        });
    }

    fn take(&mut self, row: u32, column: u32, datum: &Datum) {
        self.cells.count(datum);
        if let Some(cell) = self.grid.cell(row, column) {
            self.inside += 1;
            match cell.ink {
                // what is raised is told where it stands for a figure
                Ink::Plain | Ink::Raised => {}
                Ink::Struck => self.struck.push(self.place(row, column)),
                // spaces have no colour
                Ink::Invisible if *datum == Datum::Blank => {}
                Ink::Invisible => self.invisible.push(self.place(row, column)),
            }
        }
    }
}

/// `单位：万元` or `单位：家、万元、%` above the header or in its rows, and nowhere else.
fn sheet_unit(grid: &Grid, identified: &Identified) -> SheetUnit {
    let last = if identified.turned {
        identified.frame().top
    } else {
        identified.bound.header.bottom
    };
    for row in grid.filled_rows().take_while(|row| *row <= last) {
        for cell in grid.row(row) {
            let Some(words) = cell.as_text() else {
                continue;
            };
            let key = text::key(words);
            // 单位： with the unit in the next cell
            if matches!(key.as_str(), "单位" | "计量单位" | "金额单位" | "货币单位")
                && let Some(next) = grid.row(row).iter().find(|next| next.column > cell.column)
                && let Some(found) = next.as_text().and_then(|words| units_in(&text::key(words)))
            {
                return SheetUnit {
                    units: found,
                    cell: grid.cell_name(next.row, next.column),
                };
            }
            let Some(at) = ["计量单位:", "金额单位:", "单位:"]
                .iter()
                .find_map(|word| key.find(word).map(|at| at + word.len()))
            else {
                continue;
            };
            if key.contains("填报单位:")
                && !key.contains("计量单位:")
                && key
                    .find("填报单位:")
                    .is_some_and(|line| line + "填报单位:".len() == at)
            {
                // 填报单位：… may be followed by 单位：… in the same cell
                let Some(second) = key[at..].find("单位:") else {
                    continue;
                };
                if let Some(found) = units_in(&key[at + second + "单位:".len()..]) {
                    return SheetUnit {
                        units: found,
                        cell: grid.cell_name(cell.row, cell.column),
                    };
                }
                continue;
            }
            if let Some(found) = units_in(&key[at..]) {
                return SheetUnit {
                    units: found,
                    cell: grid.cell_name(cell.row, cell.column),
                };
            }
        }
    }
    SheetUnit::default()
}

fn units_in(rest: &str) -> Option<Vec<MeasureUnit>> {
    let units = rest
        .split([',', '/', ' ', '(', ')'])
        .filter_map(MeasureUnit::parse)
        .collect::<Vec<_>>();
    (!units.is_empty()).then_some(units)
}
