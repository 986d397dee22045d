//! What stands in parts of a file that are no cells: comments, text boxes, pictures, page headers,
//! very hidden sheets, parts under other names.

mod apart;
mod drawn;
mod formulas;
mod kinds;
mod moved;
mod noted;
mod pages;
mod printed;
mod unseen;

use crate::support::take_with;
use crate::told::{mini, told};
use std::io::{Cursor, Read as _, Write as _};
use xianbaohui_tests::sheet::{Sheet, workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A return of form M that is as it should be; figures stand in C5:H10.
const CLEAN: &str = "2021年一季度主要指标完成情况统计表 | < | < | < | < | < | < | <
填报单位：青县科技局
指标名称 | 计量单位 | 2021年目标 | 本期完成情况 | < | 上年同期累计 | 同比增长（%） \
    | 完成全年目标（%）
^ | ^ | ^ | 本季 | 累计 | ^ | ^ | ^
高新技术企业 | 家 | 10 | 2 | 3 | 2 | 50 | 30
其中：规模以上 | 家 | 4 | 1 | 1 | 1 | 0 | 25
其中：规模以下 | 家 | 6 | 1 | 2 | 1 | 100 | 33.3
技术合同成交额 | 万元 | 1000 | 100.5 | 300.25 | 200 | 50.1 | 30
从业人员净增 | 人 | / | -5 | -3 | 2 | / | /
研发投入占比 | % | 2 | 1.5 | 1.6 | 1.4 | / | 80";

/// A part of a sheet: its kind as relations say it, its name, what it holds. The relation to it is
/// called `r` and its number, from 0.
type Part<'a> = (&'a str, &'a str, String);

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn sheet() -> Sheet {
    Sheet::new("表1", CLEAN)
}

/// The package with parts changed, put in, or left out: what `change` gives for each name.
fn repacked(
    bytes: &[u8],
    change: impl Fn(&str, String) -> Option<(String, String)>,
    more: &[(String, String)],
) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(text.as_bytes()).unwrap();
    };
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if let Some((name, text)) = change(&name, text) {
            put(&name, &text);
        }
    }
    for (name, text) in more {
        put(name, text);
    }
    to.finish().unwrap().into_inner()
}

/// The clean return with more behind its cells, and with parts.
fn with(tail: &str, parts: &[Part<'_>]) -> Vec<u8> {
    over(&sheet(), tail, parts)
}

/// A return with more behind its cells, and with parts.
fn over(sheet: &Sheet, tail: &str, parts: &[Part<'_>]) -> Vec<u8> {
    let relations = parts.iter().enumerate().map(|(at, (kind, name, _))| {
        let kind = if kind.contains(':') {
            (*kind).to_owned()
        } else {
            format!("{RELATIONS}/{kind}")
        };
        format!("<Relationship Id=\"r{at}\" Type=\"{kind}\" Target=\"../{name}\"/>")
    });
    let relations = format!(
        "<Relationships>{}</Relationships>",
        relations.collect::<String>()
    );
    let mut more = parts
        .iter()
        .map(|(_, name, text)| (format!("xl/{name}"), text.clone()))
        .collect::<Vec<_>>();
    more.push(("xl/worksheets/_rels/sheet1.xml.rels".to_owned(), relations));
    let clean = workbook(std::slice::from_ref(sheet)).unwrap();
    let change = |name: &str, text: String| {
        let text = if name == "xl/worksheets/sheet1.xml" {
            text.replace("</worksheet>", &format!("{tail}</worksheet>"))
        } else {
            text
        };
        Some((name.to_owned(), text))
    };
    repacked(&clean, change, &more)
}

/// What comes of a file, in the words of [`told`].
fn all(bytes: &[u8]) -> String {
    let scheme = mini();
    let file = take_with(&scheme, Some("2021Q1"), "报表.xlsx", bytes, None, None);
    told(&file, &scheme)
}

/// What comes of a file otherwise than of the clean return.
fn differs(bytes: &[u8]) -> String {
    unlike_clean(&all(bytes))
}

/// What was told of a file and is not told of the clean return.
fn unlike_clean(came: &str) -> String {
    let clean = all(&workbook(&[sheet()]).unwrap());
    let known = clean.lines().collect::<Vec<_>>();
    let own = came.lines().filter(|line| !known.contains(line));
    own.collect::<Vec<_>>().join("\n")
}
