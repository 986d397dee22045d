//! Cities that a new ledger may be for, and who reports there.

use super::shared::count;
use crate::app_error::AppError;
use crate::desk::Desk;
use serde::Serialize;
use ts_rs::TS;
use xianbaohui_core::division::{City, Expected};
use xianbaohui_core::scheme::SchemeError;

/// A city that a new ledger may be for.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct CityFound {
    code: String,
    name: String,
    province: String,
    /// counties and zones that are expected to report
    units: u32,
}

/// A unit that a city may have report.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct CityUnit {
    code: String,
    name: String,
    kind: String,
    /// a return is expected unless the bureau says otherwise
    reports: bool,
    /// earlier names, and what it took in
    before: String,
}

impl From<&City> for CityFound {
    fn from(city: &City) -> Self {
        let expected = city.expected();
        Self {
            code: city.own.code.to_owned(),
            name: city.own.name.to_owned(),
            province: city.province.name.to_owned(),
            units: count(expected.iter().filter(|own| own.unit.reports).count()),
        }
    }
}

impl From<Expected> for CityUnit {
    fn from(own: Expected) -> Self {
        let former = own.unit.former.iter().map(|former| match former.to {
            Some(to) => format!("{to} 以前是{}", former.name),
            None => format!("以前是{}", former.name),
        });
        let grown = own.grown.iter();
        let grown = grown.map(|change| format!("{} 接收{}", change.when, change.told()));
        let before = former.chain(grown).collect::<Vec<_>>().join("，");
        Self {
            code: own.unit.code,
            name: own.unit.name,
            kind: own.unit.kind,
            reports: own.unit.reports,
            before,
        }
    }
}

impl Desk {
    /// Cities that a text may mean, the likeliest first; all when nothing is typed.
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "a verb like the others"
    )]
    pub(crate) fn find_cities(&self, text: &str) -> Result<Vec<CityFound>, AppError> {
        Ok(City::search(text).into_iter().map(Into::into).collect())
    }

    /// Counties, zones and 市直 of a city.
    #[expect(clippy::unused_self, reason = "a verb like the others")]
    pub(crate) fn city_units(&self, city: &str) -> Result<Vec<CityUnit>, AppError> {
        let city = City::find(city).map_err(SchemeError::from)?;
        Ok(city.expected().into_iter().map(Into::into).collect())
    }
}
