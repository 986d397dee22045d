//! Formats: fonts by name as offices use them (黑体, 宋体), thin borders, right-aligned figures
//! with separated thousands.

use crate::present::notes::MARK;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use std::cell::Cell;

/// Formats that all sheets share; or the numbers (`u32`) under which a written workbook knows them.
pub(super) struct Styles<F = Format> {
    pub(super) title: F,
    pub(super) line: F,
    pub(super) line_right: F,
    pub(super) warning: F,
    pub(super) header: F,
    pub(super) text: Words<F>,
    pub(super) centred: Words<F>,
    pub(super) state: F,
    pub(super) label_total: Words<F>,
    pub(super) note: F,
    pub(super) check: F,
    pub(super) aside: F,
    pub(super) wrapped: F,
    pub(super) aside_wrapped: F,
    pub(super) severities: [F; 4],
    /// for each look, for each number of digits
    figures: Vec<F>,
    figures_check: Vec<F>,
    pub(super) any_figure: F,
    /// a figure with more digits than Excel keeps, written as a text
    pub(super) wide: F,
    /// whether a frame has a cell of each already
    pub(super) are_left: Cell<bool>,
}

/// Formats of a text, and of one that a spreadsheet might take for a formula: that is marked as
/// text.
pub(super) struct Words<F> {
    pub(super) plain: F,
    quoted: F,
}

impl Words<Format> {
    fn new(plain: Format) -> Self {
        Self {
            quoted: plain.clone().set_quote_prefix(),
            plain,
        }
    }
}

impl<F> Words<F> {
    fn map<G>(&self, one: &mut impl FnMut(&F) -> G) -> Words<G> {
        Words {
            plain: one(&self.plain),
            quoted: one(&self.quoted),
        }
    }

    /// The format for a text.
    pub(super) fn of(&self, text: &str) -> &F {
        if text.starts_with(['=', '+', '-', '@']) {
            &self.quoted
        } else {
            &self.plain
        }
    }
}

const MOST_DECIMALS: usize = 10;

/// Separated thousands, what is below zero in red. `sign` follows the figure.
fn number_format(decimals: usize, sign: &str, nought: bool) -> String {
    let (zeros, half) = if decimals == 0 {
        ("0".to_owned(), "0.5".to_owned())
    } else {
        (
            format!("0.{}", "0".repeat(decimals)),
            format!("0.{}5", "0".repeat(decimals)),
        )
    };
    let sign = if sign.is_empty() {
        String::new()
    } else {
        format!("\"{sign}\"")
    };
    if nought {
        // so little below zero that it shows as 0: without a minus, as long as it is so. Only such
        // a cell gets this format, because programs do not agree on whether a condition of one's
        // own brings its minus with it.
        format!("[Red][<=-{half}]-#,##{zeros}{sign};[<0]\"{zeros}\"{sign};#,##{zeros}{sign}")
    } else {
        format!("#,##{zeros}{sign};[Red]-#,##{zeros}{sign}")
    }
}

/// How a figure is to look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// in a row of totals
    pub(super) total: bool,
    /// with the sign of a total that lacks something
    pub(super) marked: bool,
    /// below zero, and 0 in the digits shown
    pub(super) nought: bool,
}

impl Look {
    const ALL: [Self; 8] = {
        let mut all = [Self {
            total: false,
            marked: false,
            nought: false,
        }; 8];
        let mut at = 0;
        while at < 8 {
            all[at] = Self {
                total: at & 1 != 0,
                marked: at & 2 != 0,
                nought: at & 4 != 0,
            };
            at += 1;
        }
        all
    };

    fn at(self) -> usize {
        usize::from(self.total) | usize::from(self.marked) << 1 | usize::from(self.nought) << 2
    }
}

impl Styles<Format> {
    pub(super) fn new() -> Self {
        let body = || Format::new().set_font_name("宋体").set_font_size(10.5);
        let boxed = || {
            body()
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
        };
        let figures = |format: &dyn Fn() -> Format, look: Look| {
            let sign = if look.marked { MARK } else { "" };
            (0..=MOST_DECIMALS)
                .map(|decimals| {
                    format()
                        .set_align(FormatAlign::Right)
                        .set_num_format(number_format(decimals, sign, look.nought))
                })
                .collect::<Vec<_>>()
        };
        let total = || {
            boxed()
                .set_bold()
                .set_background_color(Color::RGB(0x00F3_F5F8))
        };
        let grey = || {
            body()
                .set_font_size(9)
                .set_font_color(Color::RGB(0x0080_8080))
        };
        let severity = |colour: u32| {
            boxed()
                .set_align(FormatAlign::Center)
                .set_bold()
                .set_font_color(Color::RGB(colour))
        };
        Self {
            title: Format::new()
                .set_font_name("黑体")
                .set_font_size(16)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            line: body().set_text_wrap(),
            line_right: body().set_align(FormatAlign::Right).set_text_wrap(),
            warning: body()
                .set_text_wrap()
                .set_font_color(Color::RGB(0x00C0_4A00)),
            header: boxed()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00EA_EFF5)),
            text: Words::new(boxed().set_text_wrap()),
            centred: Words::new(boxed().set_align(FormatAlign::Center).set_text_wrap()),
            state: boxed()
                .set_align(FormatAlign::Center)
                .set_font_color(Color::RGB(0x0060_6060)),
            label_total: Words::new(total().set_align(FormatAlign::Center).set_text_wrap()),
            note: body().set_text_wrap().set_align(FormatAlign::Top),
            check: grey(),
            aside: body().set_indent(1),
            wrapped: Format::new().set_text_wrap(),
            aside_wrapped: body().set_indent(1).set_text_wrap(),
            severities: [
                severity(0x00C0_2020),
                severity(0x00C8_5A00),
                severity(0x0094_6A00),
                severity(0x0050_6478),
            ],
            figures: Look::ALL
                .into_iter()
                .flat_map(|look| {
                    if look.total {
                        figures(&total, look)
                    } else {
                        figures(&boxed, look)
                    }
                })
                .collect(),
            figures_check: [false, true]
                .into_iter()
                .flat_map(|nought| {
                    figures(
                        &grey,
                        Look {
                            nought,
                            ..Look::default()
                        },
                    )
                })
                .collect(),
            any_figure: body()
                .set_align(FormatAlign::Right)
                .set_num_format("General"),
            wide: boxed()
                .set_text_wrap()
                .set_align(FormatAlign::Right)
                .set_num_format("@")
                .set_font_color(Color::RGB(0x00C0_4A00)),
            are_left: Cell::new(false),
        }
    }
}

impl<F> Styles<F> {
    /// Something for each format, always in the same order.
    pub(super) fn map<G>(&self, mut one: impl FnMut(&F) -> G) -> Styles<G> {
        Styles {
            title: one(&self.title),
            line: one(&self.line),
            line_right: one(&self.line_right),
            warning: one(&self.warning),
            header: one(&self.header),
            text: self.text.map(&mut one),
            centred: self.centred.map(&mut one),
            state: one(&self.state),
            label_total: self.label_total.map(&mut one),
            note: one(&self.note),
            check: one(&self.check),
            aside: one(&self.aside),
            wrapped: one(&self.wrapped),
            aside_wrapped: one(&self.aside_wrapped),
            severities: self.severities.each_ref().map(&mut one),
            figures: self.figures.iter().map(&mut one).collect(),
            figures_check: self.figures_check.iter().map(&mut one).collect(),
            any_figure: one(&self.any_figure),
            wide: one(&self.wide),
            are_left: self.are_left.clone(),
        }
    }

    pub(super) fn figure(&self, look: Look, decimals: u32) -> &F {
        &self.figures[look.at() * (MOST_DECIMALS + 1) + (decimals as usize).min(MOST_DECIMALS)]
    }

    pub(super) fn figure_check(&self, decimals: u32, nought: bool) -> &F {
        &self.figures_check
            [usize::from(nought) * (MOST_DECIMALS + 1) + (decimals as usize).min(MOST_DECIMALS)]
    }
}
