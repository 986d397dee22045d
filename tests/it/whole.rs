//! Returns of a whole bureau: every form and register of the shipped scheme, read as they were
//! written, through every quarter of a year and the year itself.

use crate::support::Exported;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::export;
use xianbaohui_files::output::Target;
use xianbaohui_ledger::Ledger;
use xianbaohui_tests::whole::{Plan, run, write};

const SMALL: Plan = Plan {
    seed: 7,
    units: 2,
    from: 2020,
    to: 2020,
};

#[test]
fn returns_of_a_whole_bureau_are_read_as_they_were_written() {
    let folder = tempfile::tempdir().unwrap();
    let report = run(&SMALL, folder.path(), &mut |_| ()).unwrap();
    assert!(report.wrong.is_empty(), "{:#?}", report.wrong);
    let ledger = Ledger::open(&folder.path().join("账本.xbh")).unwrap();
    let scheme = ledger.scheme();
    for form in &scheme.forms {
        let (units, rounds) = &report.forms[&form.code];
        assert_eq!(units.len(), SMALL.units, "{}", form.code);
        assert!(!rounds.is_empty(), "{}", form.code);
    }
    for register in &scheme.registers {
        let (entries, steps) = report.registers[&register.code];
        assert!(entries > 0 && steps >= entries, "{}", register.code);
    }
    assert_eq!(report.rounds, 7);
    assert_eq!(ledger.verify().unwrap().problems, []);
    // every form has its place in what goes out
    for code in ["2020Q4", "2020H2", "2020"] {
        let round = ledger.round(code).unwrap();
        let path = folder.path().join("out.xlsx");
        let target = Target::new(&path).replacing(true);
        export::workbook(&ledger, round, target, "2021-01-20 09:00:00", &Unwatched).unwrap();
        let sheets = Exported::open(&path).sheets();
        for form in &round.forms {
            let is_there = sheets.iter().any(|sheet| sheet.starts_with(form.as_str()));
            assert!(is_there, "{form} in {sheets:?}");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_returns() {
    let plan = Plan { units: 1, ..SMALL };
    let bytes = || {
        let folder = tempfile::tempdir().unwrap();
        let made = write(&plan, folder.path()).unwrap();
        let files = made.iter().flat_map(|own| &own.files);
        let all = files.map(|path| std::fs::read(path).unwrap());
        all.collect::<Vec<_>>()
    };
    assert!(bytes() == bytes());
}
