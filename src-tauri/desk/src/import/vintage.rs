//! Which state of figures that no county reports counts: 快报 does not replace 年报, and none of
//! them what a unit reported itself.

use crate::batch::TakenFile;
use crate::error::Error;
use xianbaohui_core::provenance::Provenance;
use xianbaohui_core::scheme::Round;
use xianbaohui_ledger::Ledger;

/// Why figures are not taken in place of those that count: 快报 does not replace 年报.
pub(super) fn older(
    ledger: &Ledger,
    round: &Round,
    file: &TakenFile,
) -> Result<Option<String>, Error> {
    let scheme = ledger.scheme();
    for one in file.returns() {
        let Some(new) = Provenance::of(&one.evidence) else {
            continue;
        };
        let unit = &scheme.units[one.taken.unit];
        let form = &scheme.forms[one.taken.form];
        let versions = ledger.versions(&round.code, &unit.code, &form.code)?;
        let counts = versions.into_iter().find(|row| row.current);
        let Some(row) = counts else { continue };
        let Some(old) = Provenance::of(&row.evidence) else {
            return Ok(Some(format!(
                "{}“{}”在这一期已有自己报的第 {} 版（{}），别处给的数不替换它，也不进合计。要改用\
                 这份，请先撤回那一版。",
                unit.name, form.name, row.version, row.file
            )));
        };
        if old.vintage > new.vintage {
            return Ok(Some(format!(
                "{}“{}”现在算数的是{}（第 {} 版“{}”），比这份{}更终，没有替换。要改用这份，\
                 请先撤回那一版。",
                unit.name,
                form.name,
                old.text(),
                row.version,
                row.file,
                new.text()
            )));
        }
    }
    Ok(None)
}
