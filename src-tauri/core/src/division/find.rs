//! Finding a city by what is typed: its code or the beginning of it, its name with or without what
//! it is, its province, one of its counties.

use super::list::{City, cities};
use super::stem::stem;
use crate::text;
use std::fmt::Write as _;
use thiserror::Error;

/// How many cities a message names.
const MOST: usize = 8;

/// A text that names no one city.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CityError {
    /// no city is called so
    #[error("没有叫“{text}”的城市。{}请写全名或六位代码，xbh cities 可以查。", meant(.near))]
    Unknown {
        /// what was typed
        text: String,
        /// those that may be meant
        near: Vec<String>,
    },
    /// several may be meant
    #[error("“{text}”可能是 {} 个城市：{}。请写其中一个的全名或代码。", .of.len(), listed(.of))]
    Several {
        /// what was typed
        text: String,
        /// all of them
        of: Vec<String>,
    },
    /// there is nothing below it that would report
    #[error("{city}下面没有县（市、区），要把报送的乡镇或园区自己写成报表制度文件。")]
    NoUnits {
        /// the city
        city: String,
    },
    /// the scheme is not for any city
    #[error("报表制度“{scheme}”的填报单位是写定的，不能选城市。可以选城市的是：kjcx。")]
    OfOne {
        /// what was asked for
        scheme: String,
    },
    /// a unit that the city has not
    #[error("{city}没有“{text}”这个单位。{}", meant_unit(.near.as_deref()))]
    NoSuchUnit {
        /// the city
        city: String,
        /// what was typed
        text: String,
        /// the one that may be meant
        near: Option<String>,
    },
}

impl CityError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "city.unknown",
            Self::Several { .. } => "city.several",
            Self::NoUnits { .. } => "city.no-units",
            Self::OfOne { .. } => "city.of-one",
            Self::NoSuchUnit { .. } => "city.no-such-unit",
        }
    }
}

fn listed(cities: &[String]) -> String {
    let mut text = cities[..cities.len().min(MOST)].join("、");
    if cities.len() > MOST {
        // writing into a text cannot fail
        let _ = write!(text, " 等");
    }
    text
}

fn meant(cities: &[String]) -> String {
    if cities.is_empty() {
        String::new()
    } else {
        format!("是不是 {}？", listed(cities))
    }
}

fn meant_unit(unit: Option<&str>) -> String {
    unit.map_or_else(String::new, |unit| format!("是不是“{unit}”？"))
}

impl City {
    /// Name and code, for a message: 邢台市（130500）.
    pub fn told(&self) -> String {
        format!("{}（{}）", self.own.name, self.own.code)
    }

    /// Cities that a text may mean, the likeliest first; an empty text means all.
    pub fn search(typed: &str) -> Vec<&'static Self> {
        let wanted = text::key(typed);
        let mut found = cities()
            .iter()
            .filter_map(|city| Some((city.rank(&wanted)?, city)))
            .collect::<Vec<_>>();
        found.sort_by_key(|(rank, city)| (*rank, city.own.code));
        found.into_iter().map(|(_, city)| city).collect()
    }

    /// The one city that a text means.
    ///
    /// # Errors
    /// When it means none, or several.
    pub fn find(typed: &str) -> Result<&'static Self, CityError> {
        let wanted = text::key(typed);
        let exact = cities().iter().filter(|city| city.is_called(&wanted));
        let told = |cities: &[&Self]| cities.iter().map(|city| city.told()).collect();
        match exact.collect::<Vec<_>>()[..] {
            [only] => return Ok(only),
            [] => {}
            ref several => {
                return Err(CityError::Several {
                    text: typed.to_owned(),
                    of: told(several),
                });
            }
        }
        let found = if wanted.is_empty() {
            Vec::new()
        } else {
            Self::search(typed)
        };
        if found.len() > 1 {
            return Err(CityError::Several {
                text: typed.to_owned(),
                of: told(&found),
            });
        }
        let mut near = told(&found);
        if near.is_empty()
            && let Some(name) = text::nearest(typed, cities().iter().map(|city| city.own.name))
        {
            near.extend(
                cities()
                    .iter()
                    .filter(|city| city.own.name == name)
                    .map(Self::told),
            );
        }
        Err(CityError::Unknown {
            text: typed.to_owned(),
            near,
        })
    }

    fn is_called(&self, wanted: &str) -> bool {
        let own = self.own;
        let rest = wanted
            .strip_prefix(self.province.name)
            .or_else(|| wanted.strip_prefix(short(self.province.name)))
            .filter(|rest| !rest.is_empty())
            .unwrap_or(wanted);
        wanted == own.code
            || wanted == &own.code[..4]
            || [wanted, rest]
                .iter()
                .any(|text| *text == own.name || stem(own.name) == Some(text))
    }

    /// How well a text fits, from 0; none if it does not.
    fn rank(&self, wanted: &str) -> Option<u8> {
        let own = self.own;
        if wanted.is_empty() || self.is_called(wanted) {
            Some(0)
        } else if own.code.starts_with(wanted) || own.name.starts_with(wanted) {
            Some(1)
        } else if own.name.contains(wanted) {
            Some(2)
        } else if self.province.name.starts_with(wanted) {
            Some(3)
        } else {
            let mut below = self.counties.iter();
            below
                .any(|county| county.code == wanted || county.name.starts_with(wanted))
                .then_some(4)
        }
    }
}

/// 河北 for 河北省, 广西 for 广西壮族自治区.
fn short(province: &str) -> &str {
    const ENDS: [&str; 5] = ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省"];
    let mut ends = ENDS.iter();
    ends.find_map(|end| province.strip_suffix(end))
        .unwrap_or(province)
}
