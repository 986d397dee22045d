//! Every city of the country: who reports there, what a scheme for it looks like, and that the
//! lists agree with what the sources know of the four cities.

use crate::support::{Desk, fixture, shown};
use std::collections::BTreeSet;
use xianbaohui_core::division::{City, cities, provinces};
use xianbaohui_core::org_unit::OrgUnit;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::{Scheme, SchemeError};

/// Codes, names and kinds of the four cities, as `data/22` of the sources has them.
const FACTS: &str = include_str!("cities.csv");

fn city(name: &str) -> &'static City {
    City::find(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn scheme(name: &str) -> Scheme {
    Scheme::of_city(city(name), &[], &[]).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_four_cities_have_all_units_of_the_sources() {
    let mut wrong = Vec::new();
    for line in FACTS.lines().filter(|line| !line.starts_with('#')) {
        let fields = line.split(',').collect::<Vec<_>>();
        let [code, own, name, kind, status, until, heirs] = fields[..] else {
            panic!("{line}");
        };
        let units = city(code).expected();
        let unit = units.iter().find(|unit| unit.unit.name == name);
        let told = match (status, unit) {
            ("current", Some(unit)) => {
                let local = own == "none" && unit.unit.code.contains('X');
                let is_right = (unit.unit.code == own || local) && unit.unit.kind == kind;
                is_right.then_some(()).ok_or(format!("{:?}", unit.unit))
            }
            // a name of the whole unit, or a part that went to each of several
            ("historical", None) => heirs.split('+').try_for_each(|heir| {
                let heir = units.iter().find(|unit| unit.unit.code == heir).unwrap();
                let was = heir.unit.former.iter().any(|former| {
                    former.name == name
                        && former.to.map(|to| to.to_string()).as_deref() == Some(until)
                });
                let took = heir
                    .unit
                    .grown
                    .iter()
                    .any(|own| own.to_string() == format!("{until} {name}"));
                (was != took && took == heirs.contains('+'))
                    .then_some(())
                    .ok_or(format!("{:?}", heir.unit))
            }),
            (_, unit) => Err(format!("{unit:?}")),
        };
        wrong.extend(told.err().map(|told| format!("{line}: {told}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let count = |name: &str| city(name).counties.len();
    assert_eq!(["邢台", "鹤壁", "咸宁", "沧州"].map(count), [18, 5, 6, 16]);
}

#[test]
fn every_city_makes_a_scheme_whose_short_names_mean_one_unit() {
    let mut made = 0;
    let mut wrong = Vec::new();
    for city in cities() {
        let units = city.expected();
        let codes = units.iter().map(|own| own.unit.code.as_str());
        assert_eq!(codes.collect::<BTreeSet<_>>().len(), units.len());
        if city.counties.is_empty() {
            continue;
        }
        made += 1;
        let names = units.iter().flat_map(|own| {
            let own = &own.unit;
            let names = std::iter::once(&own.name).chain(&own.aliases);
            names.map(|name| (name.as_str(), own.code.as_str()))
        });
        let mut names = names.collect::<Vec<_>>();
        names.sort_unstable();
        let twice = names.windows(2).filter(|pair| pair[0].0 == pair[1].0);
        wrong.extend(twice.map(|pair| format!("{}: {pair:?}", city.told())));
        for own in &units {
            let short = own.unit.aliases.iter().any(|name| name.chars().count() < 2);
            assert!(!short, "{:?}", own.unit);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(made > 330, "{made}");
    // one a province is written and read as a text
    for province in provinces() {
        let Some(city) = cities()
            .iter()
            .find(|city| city.province.code == province.code && !city.counties.is_empty())
        else {
            continue;
        };
        let scheme = scheme(city.own.code);
        assert_eq!(scheme.root_unit().name, city.own.name);
        assert_eq!(scheme.organiser, format!("{}科学技术局", city.own.name));
        // no figure of a city's own is said to be invented
        assert_eq!(scheme.note, "");
    }
}

#[test]
fn names_in_use_mean_the_unit_and_names_of_what_was_split_mean_none() {
    let cases = [
        ("沧州", "孟村县", Some("孟村回族自治县")),
        ("沧州", "青县", Some("青县")),
        ("沧州", "沧", None),
        ("沧州", "沧县科技局", Some("沧县")),
        ("邢台", "桥西区", Some("信都区")),
        ("邢台", "邢台县", None),
        ("邢台", "邢台经济开发区", Some("河北邢台经济开发区")),
        ("咸宁", "高新区", Some("咸宁高新区")),
        // taken in by another: no name of it
        ("南通", "港闸区", None),
        ("南通", "海门市", Some("海门区")),
        ("大同", "南郊区", None),
    ];
    let early = Period::parse("2020Q1");
    for (of, text, expected) in cases {
        let scheme = scheme(of);
        let found = scheme.unit_names.exactly(text, early);
        let found = found.iter().map(|one| scheme.units[one.unit].name.as_str());
        assert_eq!(
            found.collect::<Vec<_>>(),
            expected.into_iter().collect::<Vec<_>>(),
            "{of} {text}"
        );
    }
    // after its end a former name is asked about
    let scheme = scheme("邢台");
    let late = scheme.unit_names.exactly("桥西区", Period::parse("2021Q1"));
    assert!(late[0].outdated);
}

#[test]
fn a_city_is_found_by_what_people_type() {
    let cases = [
        ("邢台", "130500"),
        ("邢台市", "130500"),
        ("河北邢台", "130500"),
        ("河北省邢台市", "130500"),
        ("1305", "130500"),
        ("130500", "130500"),
        ("上海", "310000"),
        ("吉林市", "220200"),
        ("恩施", "422800"),
        ("延边朝鲜族自治州", "222400"),
        ("邢", "city.unknown"),
        ("火星", "city.unknown"),
        ("", "city.unknown"),
        ("广宗县", "city.unknown"),
        ("新华区", "city.several"),
        ("河南", "city.several"),
        ("13", "city.several"),
    ];
    for (typed, expected) in cases {
        let found = match City::find(typed) {
            Ok(city) => city.own.code,
            Err(error) => error.code(),
        };
        assert_eq!(found, expected, "{typed}");
    }
    let told = City::find("广宗县").unwrap_err().to_string();
    assert!(told.contains("邢台市（130500）"), "{told}");
    assert_eq!(City::search("1305")[0].own.name, "邢台市");
    assert_eq!(City::search("").len(), cities().len());
}

#[test]
fn who_reports_is_chosen() {
    let with = ["市直".to_owned(), "1305X1".to_owned()];
    let without = ["广宗".to_owned(), "130571".to_owned()];
    let scheme = Scheme::of_city(city("邢台"), &with, &without).unwrap();
    let reports = |name: &str| {
        let named = |unit: &&OrgUnit| unit.name == name;
        scheme.units.iter().find(named).map(|unit| unit.reports)
    };
    assert_eq!(
        ["市直", "邢东新区", "广宗县", "河北邢台经济开发区", "宁晋县"].map(reports),
        [Some(true), Some(true), Some(false), Some(false), Some(true)]
    );
    assert_eq!(scheme.rounds[0].units.len(), 19);
    let codes = |found: Result<Scheme, SchemeError>| found.unwrap_err().code();
    let none = ["火星".to_owned()];
    assert_eq!(
        codes(Scheme::of_city(city("邢台"), &none, &[])),
        "city.no-such-unit"
    );
    assert_eq!(
        codes(Scheme::of_city(city("东莞"), &[], &[])),
        "city.no-units"
    );
    assert_eq!(
        codes(Scheme::find_for("luan-2020", Some("邢台"), &[], &[])),
        "city.of-one"
    );
}

/// The note below the summary of 2021 一季度, when 邢台县 was split in a month.
fn told(split: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scheme.toml");
    let text = scheme("邢台").to_text();
    assert_eq!(text.matches("grown = [\"2020-06 邢台县\"]").count(), 2);
    std::fs::write(&path, text.replace("2020-06 邢台县", split)).unwrap();
    let mut desk = Desk::new(&path.to_string_lossy(), "2020Q1");
    desk.import(&[fixture("kjcx-2020q1")]);
    desk.round = "2021Q1".into();
    desk.import(&[fixture("kjcx-2021q1")]);
    let mut book = desk.exported();
    let mut notes = Vec::new();
    for sheet in book.sheets() {
        let cells = book.cells(&sheet);
        let texts = cells.used_cells().map(|(_, _, cell)| shown(Some(cell)));
        notes.extend(texts.filter(|text| text.contains("不可直接比较")));
    }
    notes
}

#[test]
fn a_comparison_across_the_split_of_a_county_says_so_and_others_are_quiet() {
    let notes = told("2020-06 邢台县");
    assert!(!notes.is_empty());
    for note in notes {
        assert!(
            note.contains(
                "襄都区、信都区 2020年6月接收了撤销的邢台县的区域，与上年同期不可直接比较。"
            ),
            "{note}"
        );
    }
    // all of the year is doubtful where only the year is known
    assert!(told("2020 邢台县")[0].contains("2020年接收了"));
    assert_eq!(told("2019-06 邢台县"), [""; 0]);
    assert_eq!(told("2021-06 邢台县"), [""; 0]);
}
