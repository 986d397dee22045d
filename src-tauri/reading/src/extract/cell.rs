//! One cell of a figure or a field → state, figure in the ledger's unit of measure, and what a
//! person should look at.

use super::Extraction;
use crate::read::{Cell, Content, Display, Ink};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::measure::{Factor, MeasureUnit, Rate};
use xianbaohui_core::number::{self, Bound, Datum, Decimal, Reading, Remark, Unreadable};
use xianbaohui_core::place::Place;

/// A measure unit said somewhere outside the cell, and where.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) unit: MeasureUnit,
    pub(super) place: String,
}

/// What is asked for in a cell of figures.
pub(super) struct Asked<'a> {
    /// what the figure is called, for messages: `技术合同成交额 累计`
    pub(super) name: String,
    /// measure unit of the ledger
    pub(super) unit: &'a MeasureUnit,
    /// measure units said by row, column or sheet, nearest first
    pub(super) stated: Vec<Stated>,
    /// a rate is written as 0.371 for 37.1 %
    pub(super) as_ratio: bool,
    /// an empty cell is worth a finding
    pub(super) wanted: bool,
}

/// A figure as taken.
pub(super) struct Taken {
    pub(super) datum: Datum,
    pub(super) bound: Option<Bound>,
    pub(super) raw: Box<str>,
    pub(super) note: Option<Box<str>>,
}

impl Extraction<'_> {
    /// Reads a cell in which a figure is asked for, and accounts for it.
    pub(super) fn figure(&mut self, row: u32, column: u32, asked: &Asked<'_>) -> Taken {
        let grid = self.grid;
        let place = self.place(row, column);
        let Some(cell) = grid.cell(row, column) else {
            self.take(row, column, &Datum::Blank);
            if let Some(area) = grid.merge_at(row, column)
                && grid.cell(area.top, area.left).is_some()
                && (area.top, area.left) != (row, column)
            {
                self.find(
                    Finding::new(
                        Severity::A,
                        "cell.merged",
                        format!(
                            "{}（{}）是合并单元格的一部分，看不出各是多少。请取消合并，分别填写。",
                            asked.name,
                            grid.cell_name(row, column)
                        ),
                    )
                    .at(place),
                );
            } else if asked.wanted {
                self.blanks.push(place);
            }
            return Taken {
                datum: Datum::Blank,
                bound: None,
                raw: "".into(),
                note: None,
            };
        };
        let raw: Box<str> = cell.raw().into();
        let mut reading = read(cell);
        // 0"亿元" shows 2亿元 where 2 stands: what is seen is what was meant
        if let (Display::Unit(at), Content::Number(_), None) =
            (cell.display, &cell.content, &reading.unit)
        {
            let words = grid
                .units
                .get(usize::from(at))
                .map(|unit| unit.trim_matches(['(', ')', '（', '）']));
            reading.unit = words.and_then(MeasureUnit::parse);
            if let (Some(words), None) = (words, &reading.unit) {
                let message = format!(
                    "{}（{}）的单元格格式显示计量单位“{words}”，不认识，数没有换算。\
                        应为“{}”，请核对。",
                    asked.name,
                    grid.cell_name(row, column),
                    asked.unit
                );
                self.find(
                    Finding::new(Severity::A, "unit.unknown", message)
                        .at(place.clone())
                        .sides(words, asked.unit.to_string()),
                );
            }
        }
        let (datum, note) = self.in_ledger_unit(&reading, cell, &place, asked);
        self.remark(&reading, cell, &place, asked, &datum);
        self.take(row, column, &datum);
        if datum == Datum::Blank && asked.wanted {
            self.blanks.push(place);
        }
        Taken {
            datum,
            bound: reading.bound,
            raw,
            note: note.map(String::into_boxed_str),
        }
    }

    /// Converts a figure to the ledger's unit: the cell's own unit first, then row, column, sheet.
    fn in_ledger_unit(
        &mut self,
        reading: &Reading,
        cell: &Cell,
        place: &Place,
        asked: &Asked<'_>,
    ) -> (Datum, Option<String>) {
        let Datum::Number(value) = reading.datum else {
            return (reading.datum.clone(), None);
        };
        let here = self.grid.cell_name(cell.row, cell.column);
        let stated = match &reading.unit {
            Some(unit) => Some(Stated {
                unit: unit.clone(),
                place: here.clone(),
            }),
            None => self.stated(asked, place),
        };
        if let (None, MeasureUnit::Money(own)) = (&reading.unit, asked.unit) {
            let power = match stated.as_ref().map(|stated| &stated.unit) {
                Some(MeasureUnit::Money(power) | MeasureUnit::Magnitude(power)) => *power,
                _ => *own,
            };
            self.money.insert((cell.row, power));
        }
        if asked.as_ratio && reading.unit.is_none() {
            return match Factor(2).apply(value) {
                Some(percent) => (Datum::Number(percent), Some("比率→% ×100".to_owned())),
                None => (Datum::Unreadable(Unreadable::TooLarge), None),
            };
        }
        let Some(Stated {
            unit,
            place: said_in,
        }) = stated
        else {
            return (reading.datum.clone(), None);
        };
        // 0.344 shown as 34.4% in a column of things is no count of things, 12 人 in a column of
        // money is no money
        let Some(factor) = unit.factor_to(asked.unit) else {
            if unit == MeasureUnit::Rate(Rate::Percent)
                && *asked.unit == MeasureUnit::Rate(Rate::PercentagePoint)
            {
                return (reading.datum.clone(), None);
            }
            let message = format!(
                "{}（{here}）的计量单位写的是“{unit}”（{said_in}），应为“{}”，数没有换算。请核对填\
                    的是不是这个指标。",
                asked.name, asked.unit
            );
            self.find(
                Finding::new(Severity::A, "unit.mismatch", message)
                    .at(place)
                    .sides(unit.to_string(), asked.unit.to_string()),
            );
            return (reading.datum.clone(), None);
        };
        if factor.is_one() {
            return (reading.datum.clone(), None);
        }
        match factor.apply(value) {
            Some(converted) => {
                let unit = if matches!(unit, MeasureUnit::Magnitude(_))
                    && matches!(asked.unit, MeasureUnit::Money(_))
                {
                    format!("{unit}元")
                } else {
                    unit.to_string()
                };
                let target = asked.unit.to_string();
                (
                    Datum::Number(converted),
                    Some(format!("{unit}→{target} {factor}")),
                )
            }
            None => (Datum::Unreadable(Unreadable::TooLarge), None),
        }
    }

    /// The measure unit that applies when the cell says none. Row and column that contradict each
    /// other are a finding.
    fn stated(&mut self, asked: &Asked<'_>, place: &Place) -> Option<Stated> {
        let nearest = asked.stated.first().cloned();
        if let Some(first) = &nearest {
            let note = match self.sheet_unit.units.as_slice() {
                [only] => Some(Stated {
                    unit: only.clone(),
                    place: self.sheet_unit.cell.clone(),
                }),
                _ => None,
            };
            let other = asked.stated[1..].iter().chain(&note).find(|other| {
                other
                    .unit
                    .factor_to(&first.unit)
                    .is_some_and(|factor| !factor.is_one())
            });
            if let Some(other) = other {
                let message = format!(
                    "{} 的计量单位前后不一：{} 写“{}”，{} 写“{}”，按前者读取。请核对。",
                    asked.name, first.place, first.unit, other.place, other.unit
                );
                self.find(
                    Finding::new(Severity::B, "unit.contradiction", message)
                        .at(place)
                        .sides(first.unit.to_string(), other.unit.to_string()),
                );
            }
            return nearest;
        }
        // a note for the whole sheet says something only about figures of its own kind
        let fitting = self
            .sheet_unit
            .units
            .iter()
            .filter(|unit| unit.same_dimension(asked.unit))
            .collect::<Vec<_>>();
        match fitting.as_slice() {
            [only] => Some(Stated {
                unit: (*only).clone(),
                place: self.sheet_unit.cell.clone(),
            }),
            [] => self
                .form
                .unit_note
                .clone()
                .filter(|unit| unit.same_dimension(asked.unit))
                .map(|unit| Stated {
                    unit,
                    place: "报表样式".into(),
                }),
            several if several.contains(&asked.unit) => None,
            _ => None,
        }
    }

    /// Findings about how the cell had to be read.
    fn remark(
        &mut self,
        reading: &Reading,
        cell: &Cell,
        place: &Place,
        asked: &Asked<'_>,
        datum: &Datum,
    ) {
        let here = self.grid.cell_name(cell.row, cell.column);
        let raw = cell.raw();
        let name = &asked.name;
        match datum {
            Datum::Unreadable(why) => {
                let message = match why {
                    Unreadable::Words | Unreadable::Truth => {
                        format!("{name}（{here}）填的是“{raw}”，不是数。请改填数字。")
                    }
                    Unreadable::TwoFigures => {
                        format!("{name}（{here}）一格里填了两个数“{raw}”，不知取哪个。请只填一个。")
                    }
                    Unreadable::Grouping => {
                        format!("{name}（{here}）“{raw}”的逗号位置不对，看不出是多少。请改填数字。")
                    }
                    Unreadable::ErrorValue => format!(
                        "{name}（{here}）是错误值“{raw}”，公式算不出来。请改正公式或填数字。"
                    ),
                    Unreadable::Date => format!(
                        "{name}（{here}）显示为日期“{raw}”，不是数。请把单元格格式改成数值后重填。"
                    ),
                    Unreadable::Sign => format!(
                        "{name}（{here}）“{raw}”的括号或三角可能表示负数，不能确定。负数请用减号。"
                    ),
                    Unreadable::TooLarge => {
                        format!("{name}（{here}）“{raw}”的位数太多，不能准确保存。请核对。")
                    }
                    Unreadable::NoResult => format!(
                        "{name}（{here}）是公式，但文件里没有保存计算结果。请用 Excel 或 WPS 打开，\
                            重新计算并保存后再报。"
                    ),
                    Unreadable::Undecided => {
                        format!("{name}（{here}）填的是“{raw}”，还没有数。请补报。")
                    }
                };
                self.find(
                    Finding::new(Severity::A, "cell.unreadable", message)
                        .at(place)
                        .sides(raw.clone(), "数"),
                );
            }
            Datum::Number(value) => {
                if let Some(bound) = reading.bound {
                    let meaning = match bound {
                        Bound::AtLeast => "不少于",
                        Bound::MoreThan => "多于",
                        Bound::AtMost => "不多于",
                        Bound::About => "大约",
                    };
                    self.find(
                        Finding::new(
                            Severity::B,
                            "cell.bound",
                            format!(
                                "{name}（{here}）填的是“\
                            {raw}”，不是确数，暂按 {} \
                            计（{meaning}）。请填确数。",
                                value.normalize()
                            ),
                        )
                        .at(place)
                        .sides(raw.clone(), value.normalize().to_string()),
                    );
                }
                if reading.remarks.contains(&Remark::ChineseNumerals) {
                    self.find(
                        Finding::new(
                            Severity::D,
                            "cell.chinese-numerals",
                            format!("{name}（{here}）“{raw}”按 {} 读取。", value.normalize()),
                        )
                        .at(place)
                        .sides(raw.clone(), value.normalize().to_string()),
                    );
                }
                if reading.remarks.contains(&Remark::Exponent) {
                    let message = format!(
                        "{name}（{here}）“{raw}”是科学计数法，后面的位数可能已经丢失，按 {} 读取。\
                            请把列放宽或改用普通数字格式，重新填报。",
                        value.normalize()
                    );
                    self.find(
                        Finding::new(Severity::B, "cell.exponent", message)
                            .at(place)
                            .sides(raw.clone(), value.normalize().to_string()),
                    );
                }
                if reading.remarks.contains(&Remark::Spaced) {
                    let message = format!(
                        "{name}（{here}）“{raw}”的数字中间有空格，按 {} 读取。\
                            请核对是一个数还是两个数。",
                        value.normalize()
                    );
                    self.find(
                        Finding::new(Severity::C, "cell.spaced", message)
                            .at(place)
                            .sides(raw.clone(), value.normalize().to_string()),
                    );
                }
                if cell.display == Display::Scaled {
                    self.find(
                        Finding::new(
                            Severity::B,
                            "cell.scaled",
                            format!(
                                "{name}（{here}）的单元格格式把数缩小了显示，看到的和实际的（\
                                {raw}）不一样，按实际的读取。请改用普通数字格式。"
                            ),
                        )
                        .at(place),
                    );
                }
                if cell.display == Display::Masked {
                    self.find(
                        Finding::new(
                            Severity::B,
                            "cell.masked",
                            format!(
                                "{name}（{here}）的单元格\
                            格式使看到的不是实际的数（{raw}），按实际的读取。\
                            请改用普通数字格式，并核对。"
                            ),
                        )
                        .at(place),
                    );
                }
                if cell.display == Display::Conditional {
                    let message = format!(
                        "{name}（{here}）有条件格式，看到的可能不是实际的数（{raw}），或者看不见，\
                            按实际的读取。请清除条件格式，并核对。"
                    );
                    self.find(Finding::new(Severity::B, "cell.conditional", message).at(place));
                }
                if value.is_zero()
                    && matches!(cell.content, Content::Number(_))
                    && (self.grid.hides_zeros || cell.display == Display::NoZero)
                {
                    self.unseen_zeros.push(place.clone());
                }
                if cell.display == Display::Unsigned && value.is_sign_negative() && !value.is_zero()
                {
                    self.find(
                        Finding::new(
                            Severity::C,
                            "cell.unsigned",
                            format!(
                                "{name}（{here}）\
                        是负数 {raw}，单元格格式没有显示负号，按负数读取。请核对。"
                            ),
                        )
                        .at(place),
                    );
                }
                if asked.unit == &MeasureUnit::Rate(Rate::Percent)
                    && !asked.as_ratio
                    && reading.unit.is_none()
                    && !value.is_zero()
                    && value.abs() < Decimal::ONE
                    && matches!(cell.content, Content::Number(_))
                    && cell.formula.is_some()
                {
                    self.find(
                        Finding::new(
                            Severity::C,
                            "cell.ratio",
                            format!(
                                "{name}（{here}）是 {raw}，单位应为 %：是 {raw}% \
                                还是 {}%？请核对。",
                                Factor(2).apply(*value).unwrap_or(*value)
                            ),
                        )
                        .at(place),
                    );
                }
            }
            _ => {}
        }
    }
}

/// The cell as a figure, in the unit that the cell itself says.
pub(super) fn read(cell: &Cell) -> Reading {
    match &cell.content {
        Content::Number(number) => number::read_number(*number, cell.display == Display::Percent),
        // of 120 with a small 1 behind it nobody can say any more which digits were small
        Content::Text(_) if cell.ink == Ink::Raised => {
            Reading::plain(Datum::Unreadable(Unreadable::TwoFigures))
        }
        Content::Text(text) => number::read_text(text),
        Content::Truth(_) => Reading::plain(Datum::Unreadable(Unreadable::Truth)),
        Content::Date(..) => Reading::plain(Datum::Unreadable(Unreadable::Date)),
        Content::Error(_) => Reading::plain(Datum::Unreadable(Unreadable::ErrorValue)),
        Content::NoResult => Reading::plain(Datum::Unreadable(Unreadable::NoResult)),
    }
}
