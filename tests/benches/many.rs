//! Much of one kind: a year of rounds consolidated from a ledger, and many rules over many returns;
//! each beside the same arithmetic over bare decimals.

use crate::child::{Clock, Cost};
use rayon::prelude::*;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Barrier;
use xianbaohui_core::exact::{self, Sum};
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::returns::{Binding, CellCounts, Return, Taken, Value};
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_ledger::{Ledger, Prepared};
use xianbaohui_reading::check::validate;
use xianbaohui_results::consolidate::{Key, consolidate};
use xianbaohui_tests::{Outcome, generate};

/// Units that report.
const UNITS: usize = 3000;
/// Indicators of the form.
const INDICATORS: usize = 60;
/// Rounds, one a month.
const ROUNDS: usize = 12;
/// Rules of the scheme.
pub(crate) const RULES: usize = 200;
/// Cores that are used.
const CORES: usize = 2;

const AT: &str = "2022-01-05 09:00:00";

/// What is measured beside what.
pub(crate) const PAIRS: [(&str, &str, &str); 3] = [
    (
        "consolidation",
        "bare-sums",
        "3 000 units × 60 indicators × 12 periods from the ledger",
    ),
    ("rules", "bare-rules", "200 rules over 3 000 returns"),
    (
        "rules-across",
        "bare-rules",
        "200 rules over two periods of 3 000 units × 60 indicators from the ledger",
    ),
];

/// Does one of them.
pub(crate) fn run(what: &str, folder: &Path) -> Outcome<Cost> {
    match what {
        "consolidation" => consolidation(folder),
        "bare-sums" => bare_sums(),
        "rules" => rules(),
        "bare-rules" => bare_rules(),
        _ => Err(format!("no job “{what}”").into()),
    }
}

/// A scheme of one form with two columns.
fn scheme(rules: usize) -> Outcome<Scheme> {
    let mut text = String::from(
        "[scheme]\ncode = \"many\"\nname = \"生成的月报\"\nversion = \"1\"\nroot = \"0\"\n\n\
        [[unit]]\ncode = \"0\"\nname = \"示例市\"\n\n",
    );
    // writing to a string cannot fail
    for at in 0..UNITS {
        let name = generate::unit_name(at);
        let _ = write!(
            text,
            "[[unit]]\ncode = \"u{at}\"\nname = \"{name}\"\nparent = \"0\"\n\n"
        );
    }
    let mut rows = Vec::new();
    for at in 0..INDICATORS {
        let _ = write!(
            text,
            "[[indicator]]\ncode = \"i{at}\"\nname = \"第{at}项\"\nunit = \"万元\"\n\
            type = \"flow\"\ndecimals = 2\n\n"
        );
        rows.push(format!("\"i{at}\""));
    }
    let rows = rows.join(", ");
    let _ = write!(
        text,
        "[[form]]\ncode = \"M\"\nname = \"月报\"\nkind = \"matrix\"\n\
        title = \"月报\"\nlabel = \"指标名称\"\n\
        rows = [{rows}]\n\n[[form.column]]\ncode = \"current\"\nheader = \"本月\"\n\n\
        [[form.column]]\ncode = \"cumulative\"\nheader = \"累计\"\n\n"
    );
    for at in 1..=ROUNDS {
        let _ = write!(
            text,
            "[[round]]\ncode = \"2021M{at:02}\"\nname = \"2021年{at}月\"\n\n"
        );
    }
    for at in 0..rules {
        let (one, other) = pair(at);
        let _ = write!(
            text,
            "[[rule]]\ncode = \"r{at}\"\nform = \"M\"\nexpr = \"[i{one}.cumulative] + \
            [i{other}.cumulative] >= [i{one}.current] + [i{other}.current]\"\n\n"
        );
    }
    Ok(Scheme::parse("many", &text)?)
}

/// The indicators of a rule.
pub(crate) fn pair(rule: usize) -> (usize, usize) {
    let one = rule % INDICATORS;
    (one, (one + 1 + rule / INDICATORS) % INDICATORS)
}

/// A figure of a month: never the same twice, with two digits after the point.
fn figure(unit: usize, round: usize, indicator: usize) -> Decimal {
    let mixed = (unit * ROUNDS + round) * INDICATORS + indicator;
    Decimal::of_digits((mixed * 7_919 % 100_000_000) as i128, 2).unwrap_or_default()
}

/// What a unit reports in a round: this month, and since the year began where that is asked for.
fn reported(unit: usize, round: usize, scheme: &Scheme, columns: usize) -> Outcome<Return> {
    let of = scheme.rounds.get(round).ok_or("no round")?;
    let mut cells = CellCounts::default();
    let mut values = Vec::with_capacity(INDICATORS * columns);
    for indicator in 0..INDICATORS {
        for column in 0..columns {
            let number = figure(unit, round, indicator)
                .times(Decimal::from(column + 1))
                .ok_or("too large")?;
            let datum = Datum::Number(number);
            cells.count(&datum);
            values.push(Value {
                unit: unit + 1,
                indicator,
                column,
                datum,
                bound: None,
                raw: number.to_string().into(),
                row: 4 + u32::try_from(indicator)?,
                sheet_column: 2 + u32::try_from(column)?,
                note: None,
            });
        }
    }
    Ok(Return {
        unit: unit + 1,
        form: 0,
        period: of.period,
        sheet: "月报".to_owned(),
        values,
        entries: Vec::new(),
        totals: Vec::new(),
        cells,
        findings: Vec::new(),
        binding: Binding::default(),
    })
}

/// A ledger with all rounds, made once.
pub(crate) fn ledger(folder: &Path) -> Outcome<PathBuf> {
    let (path, beside) = (folder.join("months.xbh"), folder.join("months.part.xbh"));
    if path.exists() {
        return Ok(path);
    }
    let scheme = scheme(0)?;
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("months.part.xbh{suffix}")));
    }
    {
        let ledger = Ledger::create(&beside, scheme.clone(), AT, "bench")?;
        for (at, round) in scheme.rounds.iter().enumerate() {
            let mut batch = ledger.batch(round, AT, "bench")?;
            for unit in 0..UNITS {
                let taken = Taken {
                    taken: reported(unit, at, &scheme, 1)?,
                    evidence: Vec::new(),
                    clue: None,
                };
                let (name, prepared) = (format!("{at}-{unit}"), Prepared::of(&taken, &scheme)?);
                batch.add(&name, &name, name.as_bytes(), &[prepared])?;
            }
            batch.finish()?;
        }
    }
    std::fs::rename(beside, &path)?;
    Ok(path)
}

/// All rounds, on all cores, each with its own way into the ledger, opened before.
fn consolidation(folder: &Path) -> Outcome<Cost> {
    let path = ledger(folder)?;
    let ready = Barrier::new(CORES + 1);
    let some = |core: usize| -> Outcome<usize> {
        let ledger = Ledger::open(&path);
        ready.wait();
        let ledger = ledger?;
        let scheme = ledger.scheme();
        let form = &scheme.forms[0];
        let rounds = scheme.rounds.iter().skip(core).step_by(CORES);
        let sums = |round: &Round| -> Outcome<usize> {
            let all = consolidate(&ledger, round, form)?;
            let keys = all.keys().iter();
            let is_sum = |key: &&Key| all.total(scheme, **key).is_known();
            // the second column is empty
            Ok(keys.filter(is_sum).count())
        };
        rounds.map(sums).sum()
    };
    std::thread::scope(|scope| {
        let threads = (0..CORES)
            .map(|core| scope.spawn(move || some(core).map_err(|error| error.to_string())))
            .collect::<Vec<_>>();
        ready.wait();
        let mut clock = Clock::start();
        let mut sums = 0;
        for thread in threads {
            sums += thread.join().map_err(|_| "a thread broke")??;
        }
        clock.part("consolidate");
        if sums == INDICATORS * ROUNDS {
            Ok(clock.stop())
        } else {
            Err(format!("{sums} sums").into())
        }
    })
}

/// The same sums over decimals that are there already.
fn bare_sums() -> Outcome<Cost> {
    let figures = (0..ROUNDS)
        .map(|round| {
            let of_unit = |unit| (0..INDICATORS).map(move |at| figure(unit, round, at));
            (0..UNITS).flat_map(of_unit).collect::<Vec<_>>()
        })
        .collect::<Vec<_>>();
    let mut clock = Clock::start();
    let sums = figures.par_iter().map(|figures| {
        let column = |at: usize| figures.iter().skip(at).step_by(INDICATORS).copied();
        let sums = (0..INDICATORS).map(|at| column(at).collect::<Sum>().value());
        sums.flatten().count()
    });
    let sums = sums.sum::<usize>();
    clock.part("sum");
    if sums == INDICATORS * ROUNDS {
        Ok(clock.stop())
    } else {
        Err(format!("{sums} sums").into())
    }
}

/// All checks of all returns, on all cores; most of it are the rules.
fn rules() -> Outcome<Cost> {
    let scheme = scheme(RULES)?;
    let mut returns = (0..UNITS)
        .map(|unit| reported(unit, 0, &scheme, 2))
        .collect::<Outcome<Vec<_>>>()?;
    let mut clock = Clock::start();
    returns
        .par_iter_mut()
        .for_each(|one| validate(one, &scheme, None, None));
    clock.part("validate");
    match returns.iter().find_map(|one| one.findings.first()) {
        Some(finding) => Err(format!("a rule does not hold: {finding:?}").into()),
        None => Ok(clock.stop()),
    }
}

/// The same comparisons over decimals that are there already.
fn bare_rules() -> Outcome<Cost> {
    let figures = (0..UNITS)
        .map(|unit| {
            let of = |at| figure(unit, 0, at);
            (0..INDICATORS)
                .map(|at| (of(at), of(at).times(Decimal::whole(2)).unwrap_or_default()))
                .collect::<Vec<_>>()
        })
        .collect::<Vec<_>>();
    let mut clock = Clock::start();
    let held = figures.par_iter().map(|figures| {
        let holds = |rule: &usize| {
            let (one, other) = pair(*rule);
            let (one, other) = (figures[one], figures[other]);
            exact::add(one.1, other.1) >= exact::add(one.0, other.0)
        };
        (0..RULES).filter(holds).count()
    });
    let held = held.sum::<usize>();
    clock.part("compare");
    if held == UNITS * RULES {
        Ok(clock.stop())
    } else {
        Err(format!("{held} hold").into())
    }
}
