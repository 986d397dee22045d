//! A return worked out as the ledger keeps it, by whoever read it: the one writer has only to
//! write.

use super::rows::Digested;
use super::{LedgerError, binding, entry, finding, value};
use sha2::{Digest, Sha256};
use xianbaohui_core::returns::CellCounts;
use xianbaohui_core::returns::Taken;
use xianbaohui_core::scheme::Scheme;

/// A return as the ledger keeps it.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub(super) unit: usize,
    pub(super) form: usize,
    pub(super) period: String,
    pub(super) sheet: String,
    pub(super) cells: CellCounts,
    pub(super) binding: String,
    pub(super) evidence: String,
    pub(super) values: Vec<value::ValueRow>,
    pub(super) entries: Vec<entry::EntryRow>,
    pub(super) findings: Vec<finding::FindingRow>,
    pub(super) digest: String,
    pub(super) findings_digest: String,
    /// of all its rows, with all that is in them
    pub(super) content_digest: String,
}

impl Prepared {
    /// Works a return out.
    pub fn of(one: &Taken, scheme: &Scheme) -> Result<Self, LedgerError> {
        let taken = &one.taken;
        let (mut digest, mut findings_digest) = (Sha256::new(), Sha256::new());
        let mut content = Digested::default();
        let values = value::prepare(
            &taken.values,
            scheme,
            &scheme.forms[taken.form],
            (&mut digest, &mut content),
        )?;
        content.end();
        let entries = taken
            .entries
            .iter()
            .map(|entry| {
                let form = &scheme.forms[taken.form];
                entry::prepare(entry, form, (&mut digest, &mut content))
            })
            .collect::<Result<_, _>>()?;
        content.end();
        let findings = (0_i64..)
            .zip(&taken.findings)
            .map(|(at, one)| finding::prepare(one, at, (&mut findings_digest, &mut content)))
            .collect::<Result<_, _>>()?;
        content.end();
        Ok(Self {
            unit: taken.unit,
            form: taken.form,
            period: taken.period.to_string(),
            sheet: taken.sheet.clone(),
            cells: taken.cells,
            binding: binding::write(&taken.binding, &scheme.forms[taken.form])?,
            evidence: serde_json::to_string(&one.evidence)?,
            values,
            entries,
            findings,
            digest: xianbaohui_files::hex(&digest.finalize()),
            findings_digest: xianbaohui_files::hex(&findings_digest.finalize()),
            content_digest: content.finish(),
        })
    }
}
