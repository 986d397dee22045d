//! What the styles of web pages make of cells. The cases are in `pages.txt`: a page, and behind `>`
//! what each of its cells is taken as, how it is seen, and what of the page is not understood.

use super::read;
use crate::support::compare;
use xianbaohui_core::place::cell_name;
use xianbaohui_reading::read::{Veil, Visibility};

#[test]
fn what_styles_of_pages_hide_or_show_otherwise_is_known_or_told() {
    let cases = include_str!("pages.txt").split("\n## ").skip(1);
    let cases = cases.map(|case| {
        let (name, lines) = case.split_once('\n').unwrap();
        let (expected, page): (Vec<_>, Vec<_>) =
            lines.lines().partition(|line| line.starts_with('>'));
        let expected = expected.iter().map(|line| line[1..].trim());
        let expected = expected.collect::<Vec<_>>().join("\n");
        (name.to_owned(), came(&page.join("\n")), expected)
    });
    let cases = cases.collect::<Vec<_>>();
    assert!(cases.len() > 20);
    let cases = cases.iter();
    compare(cases.map(|(name, came, expected)| (name.clone(), came.clone(), expected.as_str())));
}

fn came(page: &str) -> String {
    let page = if page.contains("<table") {
        page.to_owned()
    } else {
        // only cells, with the styles before them
        let at = page.find("<td").unwrap();
        let (head, cells) = page.split_at(at);
        format!("{head}<table><tr>{cells}</tr></table>")
    };
    let mut lines = Vec::new();
    for grid in read(page.as_bytes()).unwrap().grids {
        for cell in grid.cells() {
            let veil = match cell.veil {
                Veil::None => String::new(),
                veil => format!(" | {veil:?}"),
            };
            let name = cell_name(cell.row, cell.column);
            lines.push(format!("{name} {}{veil}", cell.raw().replace('\n', "↵")));
        }
        if grid.visibility != Visibility::Visible {
            lines.push("hidden".to_owned());
        }
        lines.extend(grid.unread.iter().map(|own| format!("? {own}")));
    }
    lines.join("\n")
}

/// Words outside of tables stand in no cell, as those of page headers do.
#[test]
fn words_outside_of_tables_are_those_of_the_next_table() {
    let page = "<html><head><title>x</title></head><body><h2>一季度 统计表</h2><p>单位：亿元</p><p \
        style='display:none'>藏</p><a href=a>返回</a><table><caption>表一</caption><tr><td>甲</td>\
        <td>1</td></tr></table>说明：含开发区<br><table><tr><td>乙</td><td>a</td><td>2</td></tr></table>\
        <div>填报人：王芳</div></body></html>";
    let grids = read(page.as_bytes()).unwrap().grids;
    let words = grids.iter().map(|grid| grid.beside.margins.join(" | "));
    assert_eq!(
        words.collect::<Vec<_>>(),
        [
            "一季度 统计表 | 单位：亿元 | 表一",
            "说明：含开发区 | 填报人：王芳"
        ]
    );
}
