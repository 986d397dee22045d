//! `xbh cities`: cities that `new --city` takes.

use crate::args::Cities;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::division::{City, CityError};
use xianbaohui_core::scheme::SchemeError;
use xianbaohui_desk::Error;

#[derive(Serialize)]
struct Listed {
    code: &'static str,
    name: &'static str,
    province: &'static str,
    units: Vec<Unit>,
}

#[derive(Serialize)]
struct Unit {
    code: String,
    name: String,
    kind: String,
    /// a return is expected unless `--with` or `--without` says otherwise
    reports: bool,
    /// names that it had before
    former: Vec<Former>,
    /// counties that went into it, wholly or in part, and when
    grown: Vec<Grown>,
}

#[derive(Serialize)]
struct Former {
    name: String,
    to: Option<String>,
}

#[derive(Serialize)]
struct Grown {
    by: &'static str,
    when: &'static str,
}

impl From<&City> for Listed {
    fn from(city: &City) -> Self {
        let units = city.expected().into_iter().map(|own| Unit {
            code: own.unit.code,
            name: own.unit.name,
            kind: own.unit.kind,
            reports: own.unit.reports,
            former: own
                .unit
                .former
                .into_iter()
                .map(|former| Former {
                    name: former.name,
                    to: former.to.map(|to| to.to_string()),
                })
                .collect(),
            grown: own
                .grown
                .iter()
                .map(|change| Grown {
                    by: change.before.1,
                    when: change.when,
                })
                .collect(),
        });
        Self {
            code: city.own.code,
            name: city.own.name,
            province: city.province.name,
            units: units.collect(),
        }
    }
}

pub(super) fn cities(arguments: &Cities) -> Result<Exit, Error> {
    let text = arguments.text.as_deref().unwrap_or_default();
    let found = City::search(text);
    if found.is_empty() {
        let near = match City::find(text) {
            Err(error) => error,
            Ok(city) => CityError::NoUnits { city: city.told() },
        };
        return Err(SchemeError::from(near).into());
    }
    if arguments.json {
        let found = found.into_iter().map(Listed::from);
        output::json(&serde_json::json!({ "cities": found.collect::<Vec<_>>() }));
        return Ok(Exit::Done);
    }
    // one is told with those that report there
    if let [only] = found[..] {
        for unit in Listed::from(only).units {
            let asked = if unit.reports { "" } else { "（不报送）" };
            output::line(&format!("{} {} {}{asked}", unit.code, unit.name, unit.kind));
        }
    }
    for city in &found {
        output::line(&format!(
            "{} {} {}（{} 个县、市、区）",
            city.own.code,
            city.province.name,
            city.own.name,
            city.counties.len()
        ));
    }
    Ok(Exit::Done)
}
