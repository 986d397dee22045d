//! Returns of a whole bureau: every form and every register of the shipped scheme 科技创新, from
//! nineteen units, over as many quarters as wanted. All figures and names are invented (示例), the
//! same for the same seed, and fit each other and the rules of the scheme.

mod cell;
mod entry;
mod figures;
mod page;
mod quarter;
mod rosters;
mod run;
mod sent;
mod world;
mod year;

pub use run::{Report, run};

use crate::Outcome;
use crate::sheet::workbook;
use fastrand::Rng;
use figures::Figures;
use quarter::Quarter;
use rosters::Rosters;
use sent::{Sender, Turn, sender, turn};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use world::World;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;

/// What is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// the same gives the same
    pub seed: u64,
    /// units that report, nineteen at most
    pub units: usize,
    /// first year
    pub from: u16,
    /// last year
    pub to: u16,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            seed: 1,
            units: 19,
            from: 2019,
            to: 2021,
        }
    }
}

/// The returns of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// code of the round
    pub round: String,
    /// the workbooks, and those of other departments
    pub files: Vec<PathBuf>,
    /// workbooks of figures that other departments give
    pub given: Vec<PathBuf>,
}

/// The scheme: the shipped one, with rounds for all quarters, half-years and years.
///
/// # Errors
/// The shipped scheme cannot be read.
pub fn scheme(plan: &Plan) -> Outcome<String> {
    let shipped = Scheme::find("kjcx")?;
    let mut text = String::new();
    let own = xianbaohui_core::scheme::shipped()
        .iter()
        .find(|own| own.code == "kjcx");
    let files = own.ok_or("no scheme kjcx")?.texts();
    for (name, part) in files {
        if !name.contains("rounds") {
            text.push_str(&part);
        }
    }
    let codes = |wanted: Turn| {
        let own = shipped.forms.iter().filter(|form| turn(form) == wanted);
        let own = own.map(|form| format!("\"{}\"", form.code));
        own.collect::<Vec<_>>().join(", ")
    };
    let mut units = units(&shipped, plan);
    units.push(shipped.root_unit().code.clone());
    let units = units.iter().map(|code| format!("\"{code}\""));
    let units = units.collect::<Vec<_>>().join(", ");
    let mut add = |code: String, forms: String| {
        // writing to a string cannot fail
        let name = Period::parse(&code).map(Period::name);
        let _ = write!(
            text,
            "\n[[round]]\ncode = \"{code}\"\nname = \"{}\"\nforms = [{forms}]\nunits = [{units}]\n",
            name.unwrap_or_default()
        );
    };
    for year in plan.from..=plan.to {
        for at in 1..=4 {
            add(format!("{year}Q{at}"), codes(Turn::Quarter));
        }
        add(format!("{year}H1"), codes(Turn::Half));
        add(format!("{year}H2"), codes(Turn::Half));
        add(year.to_string(), codes(Turn::Year));
    }
    Ok(text)
}

/// Codes of the units that report.
fn units(scheme: &Scheme, plan: &Plan) -> Vec<String> {
    let own = scheme.units.iter().filter(|unit| unit.reports);
    own.take(plan.units).map(|unit| unit.code.clone()).collect()
}

/// Writes the scheme (`报表制度.toml`) and the returns of all rounds into a folder, one folder a
/// round, in the order of time.
///
/// # Errors
/// Something cannot be written.
pub fn write(plan: &Plan, out: &Path) -> Outcome<Vec<Made>> {
    written(plan, out).map(|(_, made)| made)
}

fn written(plan: &Plan, out: &Path) -> Outcome<(World, Vec<Made>)> {
    fs::create_dir_all(out)?;
    let text = scheme(plan)?;
    fs::write(out.join("报表制度.toml"), &text)?;
    let scheme = Scheme::parse("报表制度.toml", &text)?;
    let units = units(&scheme, plan);
    let mut rng = Rng::with_seed(plan.seed);
    let mut world = World {
        rosters: Rosters::new(&scheme, units.len()),
        figures: Figures::default(),
        scheme,
        units,
    };
    // one year that nobody reports: the first has one to be held against
    let mut made = Vec::new();
    for year in plan.from - 1..=plan.to {
        year::draw(&mut world, year, &mut rng)?;
        if year < plan.from {
            continue;
        }
        for at in 1..=4 {
            let quarter = Quarter::new(year, at);
            made.push(world.round(&quarter.code(), Turn::Quarter, quarter, out)?);
            if at % 2 == 0 {
                let code = format!("{year}H{}", at / 2);
                made.push(world.round(&code, Turn::Half, quarter, out)?);
            }
        }
        let code = year.to_string();
        made.push(world.round(&code, Turn::Year, Quarter::new(year, 4), out)?);
    }
    Ok((world, made))
}

/// The quarter up to which the figures of a round are.
fn quarter_of(round: &str) -> Outcome<Quarter> {
    let (year, rest) = round.split_at(4);
    let at = match rest {
        "Q1" => 1,
        "Q2" | "H1" => 2,
        "Q3" => 3,
        _ => 4,
    };
    Ok(Quarter::new(year.parse()?, at))
}

impl World {
    /// Writes the workbooks of a round, whose figures are those up to a quarter.
    fn round(&self, code: &str, wanted: Turn, quarter: Quarter, out: &Path) -> Outcome<Made> {
        let folder = out.join(code);
        fs::create_dir_all(&folder)?;
        let round = self.scheme.round(code).ok_or("no round")?;
        let mut made = Made {
            round: code.to_owned(),
            files: Vec::new(),
            given: Vec::new(),
        };
        let forms = self.scheme.forms.iter();
        let forms = forms.filter(|form| turn(form) == wanted);
        let of = |wanted: Sender| {
            let own = forms.clone();
            own.filter(move |form| sender(&self.scheme, form) == wanted)
        };
        for (at, unit) in self.units.iter().enumerate() {
            let sheets = of(Sender::Units).map(|form| self.page(form, Some(at), round, quarter));
            let sheets = sheets.collect::<Vec<_>>();
            if !sheets.is_empty() {
                let name = self.scheme.unit_name(unit);
                let path = folder.join(format!("{name}{}.xlsx", round.name));
                fs::write(&path, workbook(&sheets)?)?;
                made.files.push(path);
            }
        }
        for (sender, name) in [(Sender::City, "市科技局"), (Sender::Department, "部门提供")]
        {
            let sheets = of(sender).map(|form| self.page(form, None, round, quarter));
            let sheets = sheets.collect::<Vec<_>>();
            if !sheets.is_empty() {
                let path = folder.join(format!("{name}{}.xlsx", round.name));
                fs::write(&path, workbook(&sheets)?)?;
                match sender {
                    Sender::Department => made.given.push(path),
                    _ => made.files.push(path),
                }
            }
        }
        Ok(made)
    }
}
