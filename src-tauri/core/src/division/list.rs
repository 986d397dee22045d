//! The lists as they stand in the files, and the cities that they make.

use std::collections::HashMap;
use std::sync::LazyLock;

const DIVISIONS: &str = include_str!("../../divisions/divisions.tsv");
const ZONES: &str = include_str!("../../divisions/zones.tsv");

/// A province, city, county, or a zone that reports like a county.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// GB/T 2260 code, statistical code, or a local one
    pub code: &'static str,
    /// 省, 市, 自治州, 市辖区, 县, 自治县, 县级市, 开发区 …
    pub kind: &'static str,
    /// full name
    pub name: &'static str,
}

/// A city (or another division of its level) with what is below it.
#[derive(Debug, Clone)]
pub struct City {
    /// the city itself
    pub own: Division,
    /// the province; the city itself where that is one
    pub province: Division,
    /// counties, in the order of their codes
    pub counties: Vec<Division>,
    pub(super) zones: Vec<Zone>,
}

/// A zone that reports like a county.
#[derive(Debug, Clone)]
pub(super) struct Zone {
    pub(super) own: Division,
    pub(super) aliases: Vec<&'static str>,
    /// a return is expected unless the bureau says otherwise
    pub(super) reports: bool,
}

struct Lists {
    provinces: Vec<Division>,
    cities: Vec<City>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(read);

/// All cities, in the order of their codes.
pub fn cities() -> &'static [City] {
    &LISTS.cities
}

/// All provinces, in the order of their codes.
pub fn provinces() -> &'static [Division] {
    &LISTS.provinces
}

/// Lines of a list, column by column; what begins with `#` is for people.
pub(super) fn lines(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

fn read() -> Lists {
    const ABOVE: [&str; 4] = ["省", "自治区", "直辖市", "特别行政区"];
    const CITIES: [&str; 4] = ["市", "自治州", "地区", "盟"];
    let mut provinces = Vec::new();
    let mut cities: Vec<City> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    for line in lines(DIVISIONS) {
        let [code, kind, name] = line[..] else {
            continue;
        };
        let own = Division { code, kind, name };
        let province = provinces.last().copied();
        if ABOVE.contains(&kind) {
            provinces.push(own);
        }
        // what is below a municipality is below no other city
        let is_city = CITIES.contains(&kind) || kind == "直辖市";
        if is_city {
            at.insert(&code[..4], cities.len());
            cities.push(City {
                own,
                province: province.filter(|_| kind != "直辖市").unwrap_or(own),
                counties: Vec::new(),
                zones: Vec::new(),
            });
        } else if let Some(above) = [&code[..4], &format!("{}00", &code[..2])]
            .iter()
            .find_map(|above| at.get(*above))
        {
            cities[*above].counties.push(own);
        }
    }
    for line in lines(ZONES) {
        let [city, code, kind, name, aliases, expected] = line[..] else {
            continue;
        };
        if let Some(above) = at.get(&city[..4]) {
            cities[*above].zones.push(Zone {
                own: Division { code, kind, name },
                aliases: aliases.split('|').filter(|own| !own.is_empty()).collect(),
                reports: expected == "yes",
            });
        }
    }
    Lists { provinces, cities }
}
