//! The list of all operators.

use super::operator::{Apply, Operator};
use super::{cells, dates, files, frame, headers, labels, rows, sheets, tables, texts, units};
use crate::mess::model::Book;
use fastrand::Rng;

macro_rules! operators {
    ($($name:literal $weight:literal $apply:path: $does:literal)*; $($late:literal $late_weight:literal $late_apply:path: $late_does:literal)*) => {
        /// All operators, group by group. Those of weight 1 leave a sheet about which a careful
        /// person would ask, too.
        pub const OPERATORS: &[Operator] = &[
            $(way($name, $does, $weight, false, $apply),)*
            $(way($late, $late_does, $late_weight, true, $late_apply)),*
        ];
    };
}

const fn way(
    name: &'static str,
    does: &'static str,
    weight: u32,
    late: bool,
    apply: fn(&mut Book, &mut Rng) -> bool,
) -> Operator {
    Operator {
        name,
        does,
        weight,
        late,
        apply: Apply::Way(apply),
    }
}

operators! {
    // headers and columns
    "columns-swapped" 12 headers::swapped: "columns in another order, groups kept together"
    "header-split" 12 headers::split: "a header is split over two cells, one below the other"
    "header-joined" 12 headers::joined: "headers of several levels in one cell each, with a l\
        ine break"
    "groups-unmerged" 12 headers::unmerged: "group headers are not merged"
    "header-deeper" 9 headers::deeper: "a further group header above all"
    "header-foreign" 6 headers::foreign: "a header is called something else: must be told"
    "header-slip" 9 headers::slip: "a slip of the pen in a header"
    "column-inserted" 12 headers::inserted: "a column of the county's own"
    "column-hidden" 9 headers::hidden: "a column of figures is hidden"
    "blank-column-left" 9 headers::blank_left: "the table begins in column B"
    // rows
    "spacer-rows" 12 rows::spacers: "blank rows below the header and between"
    "hidden-row" 12 rows::hidden: "a row is hidden"
    "rows-reordered" 12 rows::reordered: "rows in another order"
    "header-repeated" 12 rows::header_repeated: "the header comes again, as on a second page"
    "continued-below" 12 rows::continued: "续表: the header comes again below a line of its own"
    "subtotals" 12 rows::subtotals: "小计 and 东部地区 between the rows"
    "sections" 12 rows::sections: "一、… as a row of its own"
    "column-numbers" 12 rows::column_numbers: "甲 乙 1 2 3 below the header"
    "note-between" 9 rows::note_between: "a note between the rows"
    "notes-below" 12 rows::notes_below: "notes and signatures below, in several cells"
    "below-signature" 6 rows::below_signature: "a row stands below the signature: must be told"
    "row-doubled" 9 rows::doubled: "a row comes twice, sometimes with another figure: that mus\
        t be told"
    "row-removed" 6 rows::removed: "a row of the form is not there"
    "row-foreign" 9 rows::foreign: "其他, 港澳台 or an indicator of the county's own"
    "name-alone" 6 rows::name_alone: "a row of a roster has a name and nothing else: it is told"
    "filter" 9 rows::filter: "a filter stands over the table"
    // whole tables
    "second-table" 9 tables::second: "another small table below"
    "total-wrong" 9 tables::total_wrong: "the typed 合计 is not the sum: must be told"
    "total-words" 9 tables::total_words: "合  计, 总计, 全市"
    "covered-value" 9 tables::covered: "a figure lies unseen under a merged area: must be told"
    // figures as text
    "text-numbers" 15 texts::numbers: "figures are stored as text"
    "thousands" 12 texts::thousands: "1,234.5"
    "full-width" 12 texts::full_width: "１２３"
    "unit-word" 12 texts::unit_word: "12家"
    "trailing-space" 12 texts::trailing_space: "spaces before and behind, of all kinds"
    "apostrophe" 9 texts::apostrophe: "an apostrophe that Excel would have swallowed"
    "about" 9 texts::about: "约120, 125家以上: must be told"
    "undecided" 9 texts::undecided: "待定: must be told"
    "two-values" 9 texts::two_values: "84\\93 in one cell: must be told"
    "footnote-mark" 9 texts::footnote: "120①, 120（注）: must be told"
    "footnote-raised" 9 texts::raised: "120 with a small 1 behind it: must be told"
    "numerals" 9 texts::numerals: "十二"
    "bracket-minus" 9 texts::bracketed: "(5.2) and ▲5.2: must be told"
    "percent-sign" 12 texts::percent: "34.4% as text"
    // figures as numbers
    "percent-format" 12 cells::percent_format: "0.344 shown as 34.4%"
    "growth-as-ratio" 9 cells::ratio: "0.344 where 34.4 is meant: must be told"
    "trailing-digits" 12 cells::trailing_digits: "183277121.29999998"
    "blank-for-nil" 12 cells::blanked: "a figure is left blank"
    "placeholder" 12 cells::placeholder: "— —- -- / for nothing"
    "error-value" 9 cells::error: "#REF!: must be told"
    "formula" 12 cells::formula: "a formula, also to another workbook, with its result"
    "formula-stale" 9 cells::stale: "a formula whose stored result is an old one: must be told"
    "formula-unstored" 9 cells::unstored: "a formula whose result is not in the file: must be told"
    "scaled-format" 9 cells::scaled: "0, and 0!.0, show less than there is: must be told"
    "invisible-ink" 9 cells::invisible: "white on white: must be told"
    "coloured" 9 cells::coloured: "red letters, a yellow ground"
    "number-format" 12 cells::number_format: "#,##0.00 and the like"
    "date-format" 9 cells::date_format: "a figure shown as a date: must be told"
    "cell-comment" 9 cells::comment: "a comment on a figure"
    // dates and codes
    "date-styles" 15 dates::styles: "2023.2.20, 2023年2月20日, 20230220, 2023/2/20"
    "date-month" 9 dates::month: "yyyymm"
    "date-states" 9 dates::states: "预计, 公示中, 换证 beside a date: the day is read, and it is t\
        old"
    "date-zeros" 9 dates::zeros: "000000 for no date"
    "date-serial" 9 dates::serial: "45000, a day that lost its format; must be told where days are \
        counted from 1904"
    "calendar-1904" 9 dates::calendar: "days are counted from 1904"
    "code-as-number" 9 dates::code: "an 18-digit code as a number: must be told"
    "code-mistyped" 9 dates::mistyped: "a code whose check character is wrong: must be told"
    "two-dates" 6 dates::two: "a date that cannot be: must be told"
    // units of measure
    "unit-converted" 12 units::row: "a row in another unit of measure, which it says"
    "unit-in-label" 9 units::label: "a row in another unit of measure, which its label says"
    "unit-in-header" 12 units::header: "a column in another unit of measure, which its header says"
    "unit-in-format" 9 units::format: "2 shown as 2亿元 where 万元 is asked for"
    "unit-note-converted" 12 units::note: "the whole sheet in another unit of measure, which its \
        note says"
    "unit-note-moved" 12 units::moved: "单位： stands elsewhere, with a half-width colon"
    "unit-note-several" 12 units::several: "单位:个,人,万元"
    "unit-synonym" 12 units::synonym: "个 for 家, 名 for 人"
    "unit-merged" 12 units::merged: "equal measure units are merged"
    // names and labels
    "names-padded" 15 labels::padded: "青    海"
    "label-prefix" 12 labels::prefix: "其中：, #, numbering"
    "label-slip" 9 labels::slip: "a slip of the pen in a name"
    "unit-slip" 6 labels::unit_slip: "a slip of the pen in a county's name in a table: must be told"
    "unit-outdated" 1 labels::outdated: "a name that is no longer right: must be asked or told"
    "unit-short" 12 labels::short: "宁晋, 邢台市宁晋县, 宁晋县科技局"
    // title, lines, sheets
    "title-space" 12 frame::title_space: "spaces before and in the title"
    "title-period" 12 frame::title_period: "2021年1-3月, ２０２１年第一季度"
    "title-removed" 9 frame::title_removed: "no title"
    "title-stale" 1 frame::title_stale: "last year's title: must be asked"
    "subtitle-stale" 9 frame::subtitle_stale: "（2020） below the title"
    "line-elsewhere" 12 frame::line_elsewhere: "填报单位: with the name in the next cell, a half-wi\
        dth colon, below the table"
    "line-removed" 1 frame::line_removed: "nobody says who reports: must be asked"
    "sheet-renamed" 12 sheets::renamed: "another name of the sheet"
    "junk-sheet" 12 sheets::junk: "a sheet CNKI, or one with notes"
    "hidden-junk" 12 sheets::hidden_junk: "a hidden sheet of lists"
    "very-hidden-copy" 9 sheets::very_hidden_copy: "last year's sheet, very hidden"
    "hidden-copy" 9 sheets::hidden_copy: "last year's sheet, hidden"
    "last-year-sheet" 1 sheets::last_year: "last year's sheet beside this year's: must be asked"
    "other-unit" 6 sheets::other_unit: "a second county's sheet in the same workbook"
    "firm-sheet" 1 sheets::firm: "the sheet of a firm or town in the same workbook: must be asked"
    "file-name" 12 sheets::file_name: "附件1-…(改).xls, (最终版2), another county's name"
    ;
    // files
    "scale-slip" 9 units::scale: "a row ten thousand times off, which nothing says: must be told"
    "transposed" 1 tables::transposed: "indicators across, columns down"
    "continued-beside" 9 tables::beside: "续表: the second half of the rows beside the first"
    "page" 9 files::page: "a web page named .xls"
    "csv" 9 files::csv: "comma-separated, in GB18030, UTF-8 or UTF-16"
    "xls" 12 files::xls: "as Excel 97 and WPS write it, named .xls or .et"
    "protected" 9 files::protected: "encrypted with Excel's silent default password"
    "password" 1 files::password: "encrypted with a password: must be refused, and asked for"
    "lying-dimension" 9 files::dimension: "the size that the sheet states is not its size"
    "inline-strings" 9 files::inline: "texts stand in their cells"
    "padded-values" 9 files::padded: "white space around stored values"
    "comment-in-value" 1 files::comment: "a comment inside a stored value"
    "cdata-values" 1 files::cdata: "stored values in CDATA"
}
