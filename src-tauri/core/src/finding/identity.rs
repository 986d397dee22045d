//! What makes a finding the same as one of an earlier version: round, subject, rule and figures,
//! never where they stand.

use super::arg::Arg;
use super::one::Finding;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Which return findings are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Of<'a> {
    /// code of the round, or of the period where there is no round
    pub round: &'a str,
    /// code of the unit that reports
    pub unit: &'a str,
    /// code of the form
    pub form: &'a str,
}

/// Gives all findings of a return their identities. Two that say the same of the same subject are
/// told apart by their order.
pub fn identify(findings: &mut [Finding], of: Of<'_>) {
    let mut seen: HashMap<[u8; 16], u32> = HashMap::new();
    for finding in findings {
        let mut id = content(finding, &of);
        let nth = seen.entry(id).or_default();
        if *nth > 0 {
            let digest = Sha256::new()
                .chain_update(id)
                .chain_update(nth.to_le_bytes())
                .finalize();
            id.copy_from_slice(&digest[..16]);
        }
        *nth += 1;
        finding.id = xianbaohui_files::hex(&id);
    }
}

/// What it is about, without where it stands: round, subject, rule, and the figures.
fn content(finding: &Finding, of: &Of<'_>) -> [u8; 16] {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    };
    for part in [of.round, of.unit, of.form, &finding.rule_name()] {
        add(part);
    }
    add(&format!("{:?}", finding.subject));
    for side in [&finding.left, &finding.right] {
        add(side.as_deref().unwrap_or_default());
    }
    for (name, arg) in &finding.args {
        let said = match arg {
            Arg::Text(text) => text.clone(),
            Arg::Count(count) => count.to_string(),
            Arg::List(list) => list.join("\u{0}"),
            Arg::At(_) | Arg::Places(_) => continue,
        };
        add(name);
        add(&said);
    }
    let digest = hash.finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    id
}
