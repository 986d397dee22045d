//! Files as they come: texts with lines of other lengths and quotation marks that never close,
//! pages that keep another figure than they show, numbers of more digits than a number keeps, and
//! what is sent by mistake.

mod digits;
mod pages;
mod sent;
mod texts;

use crate::support::take_with;
use crate::told::{mini, told};

/// What comes of a file, in the words of [`told`].
fn came(name: &str, bytes: &[u8]) -> String {
    let scheme = mini();
    told(
        &take_with(&scheme, Some("2021Q1"), name, bytes, None, None),
        &scheme,
    )
}

/// A roster with such entries, one a line.
fn roster(entries: &str) -> String {
    format!(
        "2021年一季度企业名单 | | | | |\n填报单位：青县科技局 | | | | |\n企业名称 | 统一社会信用代\
            码 | 所属县 | 类别 | 发证日期 | 营业收入（万元）\n{entries}"
    )
}
