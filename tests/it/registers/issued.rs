//! Blanks go out with personal data masked, and what comes back masked is what was said before.

use super::Office;
use super::personal::check as is_masked;
use xianbaohui_tests::sheet::rewritten;

/// Two whose masks are the same, and one without a telephone.
const ROWS: &str = "张三丰 | '13812345678 | 果树\n张无忌 | '13812995678 | 地质\n李四光 |  | 农机";

/// A bureau that knows them, and has issued the blanks of the next quarter.
fn issued(more: &str) -> Office {
    let office = Office::new();
    office.import("2021Q1", "青县", "L2", ROWS);
    office.done("register L.xbh envoy --accept");
    office.done(&format!(
        "issue L.xbh --round 2021Q2 --units 青县 --forms L2 --out out {more}"
    ));
    office
}

const FILE: &str = "out/青县_2021年二季度.xlsx";

impl Office {
    /// The blank comes back, texts in its cells being others.
    fn comes_back(&self, texts: &[(&str, &str)]) -> serde_json::Value {
        let bytes = std::fs::read(self.at().join(FILE)).unwrap();
        let changed = rewritten(&bytes, |name, text| {
            if !name.ends_with("sharedStrings.xml") {
                return text.to_owned();
            }
            let change = |text: String, (from, to): &(&str, &str)| {
                assert!(text.contains(from), "{from} is not there: {text}");
                text.replace(from, to)
            };
            texts.iter().fold(text.to_owned(), change)
        });
        std::fs::write(self.at().join("回.xlsx"), changed.unwrap()).unwrap();
        self.json("import L.xbh --round 2021Q2 回.xlsx")
    }

    /// Names and telephones as they are known, for a purpose.
    fn known(&self) -> Vec<String> {
        let said = self.json("register L.xbh envoy --unmask --reason 核对");
        let all = said["entries"].as_array().unwrap().iter();
        let field = |one: &serde_json::Value, code: &str| {
            one["fields"][code].as_str().unwrap_or_default().to_owned()
        };
        all.map(|one| {
            ["name", "phone", "field"]
                .map(|code| field(one, code))
                .join(" ")
        })
        .collect()
    }
}

/// Codes of what was found in what came back.
fn codes(said: &serde_json::Value) -> Vec<&str> {
    let findings = said["returns"][0]["findings"].as_array().unwrap().iter();
    let all = findings.filter_map(|one| one["rule"].as_str());
    let mut all = all
        .filter(|code| code.starts_with("entry."))
        .collect::<Vec<_>>();
    all.sort_unstable();
    all
}

#[test]
fn a_blank_that_comes_back_masked_loses_nothing() {
    let office = issued("");
    let cells = office.json(&format!("cells {FILE}")).to_string();
    is_masked(FILE, &cells);
    assert!(
        cells.contains("138****5678") && cells.contains("张*〔"),
        "{cells}"
    );
    assert!(cells.contains("遮盖"), "{cells}");
    let said = office.comes_back(&[("地质", "水文")]);
    assert_eq!(codes(&said), ["entry.kept"], "{said}");
    is_masked("import", &said.to_string());
    // whose it is is known, although two masks are the same
    assert_eq!(office.pending("envoy"), ["变更 张* 专业 地质→水文"]);
    office.done("register L.xbh envoy --accept");
    assert_eq!(
        office.known(),
        [
            "张三丰 13812345678 果树",
            "张无忌 13812995678 水文",
            "李四光  农机"
        ]
    );
    // and so it goes on
    let connection = rusqlite::Connection::open(office.at().join("L.xbh")).unwrap();
    let sql = "SELECT count(*) FROM entry WHERE fields LIKE '%13812995678%'";
    let kept: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 2);
    drop(connection);
    office.done("verify L.xbh");
}

#[test]
fn what_is_written_over_a_mask_is_new() {
    let office = issued("");
    let said = office.comes_back(&[("138****5678", "13600001111")]);
    assert_eq!(codes(&said), ["entry.kept"], "{said}");
    assert_eq!(
        office.pending("envoy"),
        [
            "变更 张* 联系电话 138****5678→136****1111",
            "变更 张* 联系电话 138****5678→136****1111"
        ]
    );
    let office = issued("");
    office.comes_back(&[("138****5678", "")]);
    // what was known is not emptied with the rest
    assert_eq!(
        office.refused("register L.xbh envoy --accept"),
        "register.nothing"
    );
    for name in ["张三丰", "张无忌"] {
        office.done(&format!("register L.xbh envoy --accept --key {name}"));
    }
    assert_eq!(
        office.known(),
        ["张三丰  果树", "张无忌  地质", "李四光  农机"]
    );
}

#[test]
fn a_mask_that_stands_for_nothing_known_is_told_and_replaces_nothing() {
    // another number that was masked by hand
    let office = issued("");
    let said = office.comes_back(&[("138****5678", "136****1111")]);
    assert_eq!(codes(&said), ["entry.kept", "entry.masked"], "{said}");
    assert_eq!(office.pending("envoy"), [""; 0]);
    // whose row it is was taken off
    let office = issued("");
    let cells = office.json(&format!("cells {FILE}")).to_string();
    let (_, rest) = cells.split_once("李*〔").unwrap();
    let (place, _) = rest.split_once('〕').unwrap();
    let said = office.comes_back(&[(&format!("〔{place}〕"), "")]);
    assert_eq!(codes(&said), ["entry.kept", "entry.masked"], "{said}");
    assert_eq!(
        office.pending("envoy"),
        ["新增 李* no-key", "移出 李* may-be-there"]
    );
    // row and mask do not fit
    let office = issued("");
    let said = office.comes_back(&[("李*", "王*")]);
    assert_eq!(codes(&said), ["entry.kept", "entry.masked"], "{said}");
}

#[test]
fn it_goes_out_unmasked_only_with_a_reason_that_is_logged() {
    let office = issued("--unmask --reason 县里核对本人信息");
    let cells = office.json(&format!("cells {FILE}")).to_string();
    assert!(
        cells.contains("张无忌") && cells.contains("13812345678"),
        "{cells}"
    );
    let said = office.comes_back(&[("地质", "水文")]);
    assert_eq!(codes(&said), [""; 0], "{said}");
    assert_eq!(office.pending("envoy"), ["变更 张* 专业 地质→水文"]);
    let connection = rusqlite::Connection::open(office.at().join("L.xbh")).unwrap();
    let sql = "SELECT count(*) FROM log WHERE action = 'unmask' AND detail LIKE '%县里核对%'";
    let logged: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(logged, 1);
    drop(connection);
    let line = "issue L.xbh --round 2021Q2 --units 青县 --out b --unmask";
    assert_eq!(office.refused(line), "usage.missing");
}

/// What goes out is the register: who moved to another county stands in that one's blank.
#[test]
fn rosters_go_out_as_the_register_has_them() {
    let office = Office::new();
    let both = "甲公司 | 'GR1 | 正常 | @2023-12-31\n乙公司 | 'GR2 | 正常 | @2023-12-31";
    office.firms("2021Q1", "青县", both);
    office.import("2021Q1", "献县", "S3", "甲公司 | 'GR1 | 正常 | @2023-12-31");
    office.done("register L.xbh firm --accept --key GR1 --unit 献县");
    // nobody has decided on this one: it stays with who reported it
    office.import(
        "2021Q1",
        "青县",
        "S3",
        &format!("{both}\n丙公司 | 'GR3 | 正常 | @2023-12-31"),
    );
    office.done("issue L.xbh --round 2021Q2 --out out --forms S3");
    let names = |unit: &str| {
        let cells = office.json(&format!("cells out/{unit}_2021年二季度.xlsx"));
        let cells = cells.to_string();
        let all = ["甲公司", "乙公司", "丙公司"].into_iter();
        all.filter(|name| cells.contains(name)).collect::<Vec<_>>()
    };
    assert_eq!(names("青县"), ["乙公司", "丙公司"]);
    assert_eq!(names("献县"), ["甲公司"]);
}
