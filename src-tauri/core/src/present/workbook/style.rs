//! Formats: fonts by name as offices use them (黑体, 宋体), thin borders, right-aligned figures with separated thousands.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Formats that all sheets share.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) line: Format,
    pub(super) line_right: Format,
    pub(super) warning: Format,
    pub(super) header: Format,
    pub(super) text: Format,
    pub(super) entry: Format,
    pub(super) centred: Format,
    pub(super) state: Format,
    pub(super) label_total: Format,
    pub(super) note: Format,
    pub(super) check: Format,
    pub(super) aside: Format,
    pub(super) severities: [Format; 4],
    figures: Vec<Format>,
    figures_total: Vec<Format>,
    figures_check: Vec<Format>,
    pub(super) any_figure: Format,
}

const MOST_DECIMALS: usize = 6;

impl Styles {
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
            text: boxed().set_text_wrap(),
            // a roster keeps one line a row: what is too long is printed smaller
            entry: boxed().set_shrink(),
            centred: boxed().set_align(FormatAlign::Center),
            state: boxed().set_align(FormatAlign::Center).set_font_color(Color::RGB(0x0060_6060)),
            label_total: total().set_align(FormatAlign::Center),
            note: body().set_font_size(9.5).set_text_wrap().set_align(FormatAlign::Top),
            check: grey(),
            aside: body().set_indent(1),
            severities: [severity(0x00C0_2020), severity(0x00C8_5A00), severity(0x0094_6A00), severity(0x0050_6478)],
            figures: figures(&boxed),
            figures_total: figures(&total),
            figures_check: figures(&grey),
            any_figure: body().set_align(FormatAlign::Right).set_num_format("General"),
        }
    }

    pub(super) fn figure(&self, decimals: u32) -> &Format {
        &self.figures[(decimals as usize).min(MOST_DECIMALS)]
    }

    pub(super) fn figure_total(&self, decimals: u32) -> &Format {
        &self.figures_total[(decimals as usize).min(MOST_DECIMALS)]
    }

    pub(super) fn figure_check(&self, decimals: u32) -> &Format {
        &self.figures_check[(decimals as usize).min(MOST_DECIMALS)]
    }
}
