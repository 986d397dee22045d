//! Figures of twelve to fifteen digits stand whole on paper: no `###`, nothing on two lines.

use crate::paper::printed;
use crate::support::{Desk, fixture};
use std::path::Path;
use xianbaohui_results::present::{self, ListColumn, Paper, SMALLEST};
use xianbaohui_tests::sheet::Sheet;

const LONG: &str = "企业名称 | 统一社会信用代码 | 类别 | 发证日期 | 营业收入（万元）\n甲公司 | '911\
    30922MA07X1234N | 省级 | @2020-09-01 | 1200000000000.25\n乙公司 | '91130922MA07X1235N | 省级 | \
    @2020-09-01 | 987654321098765";

#[test]
fn long_figures_of_a_roster_are_printed_whole() {
    let scheme = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/mini.toml");
    let mut desk = Desk::new(&scheme.to_string_lossy(), "2021Q1");
    let file = desk.file(
        "青县.xlsx",
        &[Sheet::new(
            "名单",
            &format!("2021年一季度企业名单\n填报单位：青县科技局\n{LONG}"),
        )],
    );
    desk.import(&[file]);
    let round = desk.ledger.round(&desk.round).unwrap();
    let coverage = xianbaohui_results::consolidate::coverage(&desk.ledger, round).unwrap();
    let table = present::table(&desk.ledger, round, &coverage, "R:entries").unwrap();
    let paper = Paper::of(&table);
    assert_eq!(table.rows.len(), 2, "{table:?}");
    for row in &table.rows {
        for (column, cell) in row
            .cells
            .iter()
            .enumerate()
            .filter(|(column, _)| table.columns[*column].number)
        {
            let shown = cell.shown(table.decimals(row, column));
            assert!(
                shown.len() < paper.widths[column] as usize,
                "{shown} does not fit {}",
                paper.widths[column]
            );
        }
    }
    drop(desk.exported());
    let Some(printed) = printed(&desk.folder.path().join("out.xlsx")) else {
        return;
    };
    let all = printed.pages.concat();
    assert!(!all.contains("###"), "{all}");
    assert!(
        all.contains("1,200,000,000,000") && all.contains("987,654,321,098,765"),
        "{all}"
    );
    assert!(printed.smallest >= SMALLEST, "{}", printed.smallest);
}

/// The number of a certificate is a text for the scheme, and one piece for who reads it.
#[test]
fn the_numbers_of_certificates_are_printed_in_one_line() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    desk.import(&[fixture("kjcx-2021q1/信都区2021年一季度.xlsx")]);
    let round = desk.ledger.round(&desk.round).unwrap();
    let coverage = xianbaohui_results::consolidate::coverage(&desk.ledger, round).unwrap();
    let table = present::table(&desk.ledger, round, &coverage, "S3:entries").unwrap();
    let paper = Paper::of(&table);
    let column = table
        .columns
        .iter()
        .position(|column| column.name == "证书编号")
        .unwrap();
    for row in &table.rows {
        let shown = row.cells[column].shown(0);
        assert!(
            shown.len() > 10 && shown.len() < paper.widths[column] as usize,
            "{shown} does not fit {}",
            paper.widths[column]
        );
    }
}

#[test]
fn a_printed_list_has_room_for_its_figures_and_codes_in_legible_type() {
    let column = |name: &str, figure, widest, piece| ListColumn {
        name: name.into(),
        figure,
        widest,
        piece,
    };
    let columns = [
        column("文件", false, 120, 24),
        column("单位", false, 40, 0),
        column("凭什么认定", false, 200, 6),
        column("数据", true, 20, 20),
        column("状态", false, 30, 4),
    ];
    let paper = Paper::of_list(&columns, 1);
    assert!(paper.type_size() >= SMALLEST, "{}", paper.type_size());
    for (width, column) in paper.widths.iter().zip(&columns) {
        assert!(*width > column.piece, "{column:?}: {width}");
    }
    assert_eq!(
        paper.groups,
        [vec![1, 2, 3, 4]],
        "texts wrap before a column goes onto another page"
    );
    // more than one page has room for: every column is on a page, with the first one
    let many = (0..30)
        .map(|at| column(&format!("第{at}"), true, 18, 18))
        .collect::<Vec<_>>();
    let paper = Paper::of_list(&many, 1);
    assert!(paper.groups.len() > 1 && paper.type_size() >= SMALLEST);
    assert_eq!(paper.groups.concat(), (1..30).collect::<Vec<_>>());
}
