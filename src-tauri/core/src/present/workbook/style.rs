//! Formats: fonts by name as offices use them (黑体, 宋体), thin borders, right-aligned figures with separated thousands.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Formats that all sheets share; or the numbers (`u32`) under which a written workbook knows them.
pub(super) struct Styles<F = Format> {
    pub(super) title: F,
    pub(super) line: F,
    pub(super) line_right: F,
    pub(super) warning: F,
    pub(super) header: F,
    pub(super) text: Words<F>,
    pub(super) entry: Words<F>,
    pub(super) centred: Words<F>,
    pub(super) state: F,
    pub(super) label_total: Words<F>,
    pub(super) note: F,
    pub(super) check: F,
    pub(super) aside: F,
    pub(super) severities: [F; 4],
    figures: Vec<F>,
    figures_total: Vec<F>,
    figures_check: Vec<F>,
    pub(super) any_figure: F,
    /// a figure with more digits than Excel keeps, written as a text
    pub(super) wide: F,
}

/// Formats of a text, and of one that a spreadsheet might take for a formula: that is marked as text.
pub(super) struct Words<F> {
    pub(super) plain: F,
    quoted: F,
}

impl Words<Format> {
    fn new(plain: Format) -> Self {
        Self { quoted: plain.clone().set_quote_prefix(), plain }
    }
}

impl<F> Words<F> {
    fn map<G>(&self, one: &mut impl FnMut(&F) -> G) -> Words<G> {
        Words { plain: one(&self.plain), quoted: one(&self.quoted) }
    }

    /// The format for a text.
    pub(super) fn of(&self, text: &str) -> &F {
        if text.starts_with(['=', '+', '-', '@']) { &self.quoted } else { &self.plain }
    }
}

const MOST_DECIMALS: usize = 6;

impl Styles<Format> {
    pub(super) fn new() -> Self {
        let body = || Format::new().set_font_name("宋体").set_font_size(10.5);
        let boxed = || body().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let code = |decimals: usize| {
            if decimals == 0 {
                "#,##0;[Red]-#,##0".to_owned()
            } else {
                let zeros = "0".repeat(decimals);
                format!("#,##0.{zeros};[Red]-#,##0.{zeros}")
            }
        };
        let figures = |format: &dyn Fn() -> Format| (0..=MOST_DECIMALS).map(|decimals| format().set_align(FormatAlign::Right).set_num_format(code(decimals))).collect::<Vec<_>>();
        let total = || boxed().set_bold().set_background_color(Color::RGB(0x00F3_F5F8));
        let grey = || body().set_font_size(9).set_font_color(Color::RGB(0x0080_8080));
        let severity = |colour: u32| boxed().set_align(FormatAlign::Center).set_bold().set_font_color(Color::RGB(colour));
        Self {
            title: Format::new().set_font_name("黑体").set_font_size(16).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
            line: body(),
            line_right: body().set_align(FormatAlign::Right),
            warning: body().set_font_color(Color::RGB(0x00C0_4A00)),
            header: boxed().set_bold().set_align(FormatAlign::Center).set_text_wrap().set_background_color(Color::RGB(0x00EA_EFF5)),
            text: Words::new(boxed().set_text_wrap()),
            // a roster keeps one line a row: what is too long is printed smaller
            entry: Words::new(boxed().set_shrink()),
            centred: Words::new(boxed().set_align(FormatAlign::Center)),
            state: boxed().set_align(FormatAlign::Center).set_font_color(Color::RGB(0x0060_6060)),
            label_total: Words::new(total().set_align(FormatAlign::Center)),
            note: body().set_font_size(9.5).set_text_wrap().set_align(FormatAlign::Top),
            check: grey(),
            aside: body().set_indent(1),
            severities: [severity(0x00C0_2020), severity(0x00C8_5A00), severity(0x0094_6A00), severity(0x0050_6478)],
            figures: figures(&boxed),
            figures_total: figures(&total),
            figures_check: figures(&grey),
            any_figure: body().set_align(FormatAlign::Right).set_num_format("General"),
            wide: boxed().set_align(FormatAlign::Right).set_num_format("@").set_font_color(Color::RGB(0x00C0_4A00)),
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
            entry: self.entry.map(&mut one),
            centred: self.centred.map(&mut one),
            state: one(&self.state),
            label_total: self.label_total.map(&mut one),
            note: one(&self.note),
            check: one(&self.check),
            aside: one(&self.aside),
            severities: self.severities.each_ref().map(&mut one),
            figures: self.figures.iter().map(&mut one).collect(),
            figures_total: self.figures_total.iter().map(&mut one).collect(),
            figures_check: self.figures_check.iter().map(&mut one).collect(),
            any_figure: one(&self.any_figure),
            wide: one(&self.wide),
        }
    }

    pub(super) fn figure(&self, decimals: u32) -> &F {
        &self.figures[(decimals as usize).min(MOST_DECIMALS)]
    }

    pub(super) fn figure_total(&self, decimals: u32) -> &F {
        &self.figures_total[(decimals as usize).min(MOST_DECIMALS)]
    }

    pub(super) fn figure_check(&self, decimals: u32) -> &F {
        &self.figures_check[(decimals as usize).min(MOST_DECIMALS)]
    }
}
