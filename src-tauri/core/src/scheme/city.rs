//! The shipped scheme for another city than the one it is written for.

use super::{Scheme, SchemeError, shipped};
use crate::division::{City, CityError};
use crate::org_unit::OrgUnit;

/// Code of the shipped scheme that is for any city.
pub const FOR_ANY_CITY: &str = "kjcx";

impl Scheme {
    /// The shipped scheme that is for any city, with the units of one; `with` and `without` are
    /// units that report, or do not, otherwise than the city expects. Indicators, forms, rules and
    /// rounds stay; that its figures are invented is not said of a city's own.
    ///
    /// # Errors
    /// When there would be nobody to report, or one of the units is none of the city's.
    pub fn of_city(city: &City, with: &[String], without: &[String]) -> Result<Self, SchemeError> {
        let chosen = city.chosen(with, without)?;
        if !chosen.iter().any(|own| own.unit.reports) {
            return Err(CityError::NoUnits { city: city.told() }.into());
        }
        let base = Self::find(FOR_ANY_CITY)?;
        let root = OrgUnit {
            code: city.own.code.to_owned(),
            name: city.own.name.to_owned(),
            kind: match city.own.kind {
                "直辖市" => "市",
                kind => kind,
            }
            .to_owned(),
            parent: None,
            aliases: Vec::new(),
            former: Vec::new(),
            grown: Vec::new(),
            reports: false,
            from: None,
            to: None,
        };
        let units = std::iter::once(root).chain(chosen.into_iter().map(|own| own.unit));
        let units = units.collect::<Vec<_>>();
        let mut rounds = base.rounds.clone();
        for round in &mut rounds {
            let expected = units
                .iter()
                .filter(|unit| unit.reports && unit.exists_in(round.period));
            round.units = expected.map(|unit| unit.code.clone()).collect();
        }
        let drawn = Self {
            root: 0,
            organiser: format!("{}科学技术局", city.own.name),
            note: String::new(),
            units,
            rounds,
            ..base
        };
        // read again, so that what is kept is what its text says
        Self::parse(FOR_ANY_CITY, &drawn.to_text())
    }

    /// A scheme by name, for a city if one is said.
    ///
    /// # Errors
    /// When there is no such scheme or city, or the scheme is for one city only.
    pub fn find_for(
        name: &str,
        city: Option<&str>,
        with: &[String],
        without: &[String],
    ) -> Result<Self, SchemeError> {
        let Some(city) = city else {
            return Self::find(name);
        };
        let mut own = shipped().iter().filter(|own| own.code == FOR_ANY_CITY);
        if !own.any(|own| own.code == name || own.name == name) {
            let scheme = name.to_owned();
            return Err(CityError::OfOne { scheme }.into());
        }
        Self::of_city(City::find(city)?, with, without)
    }
}
