//! How blanks look: 黑体 over 宋体, thin borders; what is to be filled in is unlocked.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Formats of a blank.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) line: Format,
    pub(super) line_middle: Format,
    pub(super) line_right: Format,
    pub(super) header: Format,
    pub(super) label: Format,
    pub(super) fixed: Format,
    pub(super) number: Format,
    pub(super) words: Format,
    pub(super) code: Format,
    pub(super) date: Format,
    pub(super) last: Format,
    pub(super) foot: Format,
    pub(super) note: Format,
    pub(super) leaf_head: Format,
    pub(super) leaf: Format,
}

const GREY: Color = Color::RGB(0x80_80_80);

impl Styles {
    pub(super) fn new() -> Self {
        let song = |size: f64| {
            Format::new()
                .set_font_name("宋体")
                .set_font_size(size)
                .set_align(FormatAlign::VerticalCenter)
        };
        let hei = |size: f64| song(size).set_font_name("黑体");
        let framed = || song(11.0).set_border(FormatBorder::Thin);
        let open = || framed().set_unlocked();
        Self {
            title: hei(18.0).set_align(FormatAlign::Center).set_text_wrap(),
            line: song(11.0).set_align(FormatAlign::Left),
            line_middle: song(11.0).set_align(FormatAlign::Center),
            line_right: song(11.0).set_align(FormatAlign::Right),
            header: hei(11.0)
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::Center)
                .set_text_wrap(),
            label: framed().set_text_wrap(),
            fixed: framed().set_align(FormatAlign::Center),
            number: open().set_align(FormatAlign::Right),
            words: open().set_text_wrap(),
            code: open().set_num_format("@").set_text_wrap(),
            date: open()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Center),
            last: framed().set_align(FormatAlign::Right).set_font_color(GREY),
            foot: song(11.0).set_unlocked(),
            note: song(10.0).set_text_wrap(),
            leaf_head: hei(11.0).set_border(FormatBorder::Thin).set_text_wrap(),
            leaf: framed().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}
