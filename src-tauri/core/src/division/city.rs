//! Who reports in a city: counties with their other and earlier names, zones, 市直.

use super::change::{Change, ChangeKind, changes};
use super::find::CityError;
use super::list::City;
use super::stem::stem;
use crate::org_unit::{FormerName, OrgUnit};
use crate::text;

/// A unit that a city may have report.
#[derive(Debug, Clone)]
pub struct Expected {
    /// the unit, as a scheme has it
    pub unit: OrgUnit,
    /// part of the city whether it reports or not; others are left out when they do not
    pub is_division: bool,
    /// what it took in, and is not told by an earlier name
    pub grown: Vec<Change>,
}

impl City {
    /// Counties, zones and 市直 of the city; `reports` says of whom a return is expected unless the
    /// bureau says otherwise.
    pub fn expected(&self) -> Vec<Expected> {
        let counties = self.counties.iter().map(|county| {
            let own = changes().iter();
            let own = own.filter(|change| change.after == (county.code, county.name));
            let grown = own
                .clone()
                .filter(|change| matches!(change.kind, ChangeKind::Merged | ChangeKind::Split));
            let is_new = own.clone().find(|change| change.kind == ChangeKind::New);
            Expected {
                unit: OrgUnit {
                    aliases: self.short_names(county.name),
                    former: self.earlier_names(county.code, county.name),
                    grown: grown.clone().filter_map(Change::taken_in).collect(),
                    from: is_new.and_then(Change::first_month),
                    ..self.unit(county.code, county.name, county.kind)
                },
                is_division: true,
                grown: grown.copied().collect(),
            }
        });
        let zones = self.zones.iter().map(|zone| Expected {
            unit: OrgUnit {
                aliases: zone.aliases.iter().map(|&name| name.to_owned()).collect(),
                reports: zone.reports,
                ..self.unit(zone.own.code, zone.own.name, zone.own.kind)
            },
            is_division: zone.reports,
            grown: Vec::new(),
        });
        counties.chain(zones).chain([self.own_bureaus()]).collect()
    }

    /// What the departments and institutions of the city itself report.
    fn own_bureaus(&self) -> Expected {
        let name = match self.own.kind {
            "自治州" => "州直",
            "盟" => "盟直",
            "地区" => "地直",
            _ => "市直",
        };
        Expected {
            unit: OrgUnit {
                aliases: vec![format!("{name}单位")],
                reports: false,
                ..self.unit(&format!("{}SZ", &self.own.code[..4]), name, "市直")
            },
            is_division: false,
            grown: Vec::new(),
        }
    }

    /// The expected units with another choice of who reports: `with` and `without` are codes or
    /// names.
    ///
    /// # Errors
    /// When one of them is no unit of the city.
    pub fn chosen(&self, with: &[String], without: &[String]) -> Result<Vec<Expected>, CityError> {
        let mut all = self.expected();
        let changes = with.iter().map(|own| (own, true));
        for (typed, reports) in changes.chain(without.iter().map(|own| (own, false))) {
            let wanted = text::key(typed);
            let is_meant = |own: &&mut Expected| {
                let unit = &own.unit;
                let names = std::iter::once(&unit.name).chain(&unit.aliases);
                unit.code == wanted.to_uppercase() || names.into_iter().any(|own| *own == wanted)
            };
            let Some(found) = all.iter_mut().find(is_meant) else {
                let names = all.iter().map(|own| own.unit.name.as_str());
                return Err(CityError::NoSuchUnit {
                    city: self.told(),
                    text: typed.clone(),
                    near: text::nearest(typed, names).map(str::to_owned),
                });
            };
            found.unit.reports = reports;
        }
        all.retain(|own| own.is_division || own.unit.reports);
        Ok(all)
    }

    fn unit(&self, code: &str, name: &str, kind: &str) -> OrgUnit {
        OrgUnit {
            code: code.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            parent: Some(self.own.code.to_owned()),
            aliases: Vec::new(),
            former: Vec::new(),
            grown: Vec::new(),
            reports: true,
            from: None,
            to: None,
        }
    }

    /// 宁晋, 孟村 and 孟村县: what means no other unit of the city, nor the city.
    fn short_names(&self, name: &str) -> Vec<String> {
        let Some(short) = stem(name) else {
            return Vec::new();
        };
        let mut names = vec![short.to_owned()];
        if name.ends_with("自治县") {
            names.push(format!("{short}县"));
        }
        let others = || {
            let counties = self.counties.iter().filter(|own| own.name != name);
            counties.chain([&self.own]).map(|own| own.name)
        };
        names.retain(|own| others().all(|other| other != own && stem(other) != Some(own.as_str())));
        names
    }

    /// Names of the whole unit before it had this one, back to the first that is known.
    fn earlier_names(&self, code: &'static str, name: &'static str) -> Vec<FormerName> {
        let mut names: Vec<FormerName> = Vec::new();
        let mut now = (code, name);
        // a list may have made a circle
        for _ in 0..changes().len() {
            let mut before = changes().iter().filter(|change| {
                change.after == now
                    && matches!(change.kind, ChangeKind::Renamed | ChangeKind::Moved)
            });
            let (Some(change), None) = (before.next(), before.next()) else {
                break;
            };
            if change.kind == ChangeKind::Renamed {
                if let Some(later) = names.last_mut() {
                    later.from = change.first_month();
                }
                names.push(FormerName {
                    name: change.before.1.to_owned(),
                    from: None,
                    to: change.last_month(),
                });
            }
            now = change.before;
        }
        // a name that another unit has now means that one
        names.retain(|own| {
            own.name != name && self.counties.iter().all(|other| other.name != own.name)
        });
        names
    }
}
