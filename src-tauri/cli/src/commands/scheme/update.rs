//! `xbh scheme update`

use super::find::find;
use super::told::told;
use crate::args::UpdateScheme;
use crate::here::{now, open, operator, warn};
use crate::output::{self, Exit};
use xianbaohui_desk::Error;
use xianbaohui_desk::scheme::{preview, remarks, update as put_in_force};

pub(super) fn update(arguments: &UpdateScheme) -> Result<Exit, Error> {
    let new = find(&arguments.scheme)?;
    let mut ledger = open(&arguments.ledger)?;
    let old = ledger.scheme().clone();
    told(&preview(&ledger, &new), &old, &new);
    if old.rounds != new.rounds {
        output::line("批次以账本为准：制度文件里写的批次不算。要加批次，用 xbh round add。");
    }
    for remark in remarks(&ledger, &new)? {
        output::line(&remark);
    }
    if arguments.preview {
        return Ok(Exit::Done);
    }
    let reason = arguments.reason.as_deref().unwrap_or_default();
    put_in_force(&mut ledger, &new, reason, &now(), &operator())?;
    output::line(&format!(
        "报表制度已更新：{}（{} 版 → {} 版）。已入库的报送件仍按原来的读。",
        new.name, old.version, new.version
    ));
    warn(&ledger, false)?;
    Ok(Exit::Done)
}
