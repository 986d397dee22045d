//! What no program of ours ever writes, whatever the digests say: those of older formats held less.

use super::super::{Ledger, LedgerError};
use super::Verification;

/// What is counted, and what is told of it.
const NEVER: [(&str, &str); 5] = [
    (
        "SELECT count(*) FROM return WHERE current NOT IN (0, 1)",
        "个报送件既不算数、也不是不算数",
    ),
    (
        "SELECT count(*) FROM return r JOIN batch b ON b.id = r.batch_id WHERE b.round <> r.round",
        "个报送件的批次与入库批的批次不同",
    ),
    (
        "SELECT count(*) FROM source_file WHERE id NOT IN (SELECT file_id FROM return) \
            AND sha256 NOT IN (SELECT sha256 FROM published)",
        "个原始文件不属于任何报送件或名单",
    ),
    (
        "SELECT count(*) FROM published WHERE sha256 NOT IN (SELECT sha256 FROM source_file)",
        "份名单的原始文件不在了",
    ),
    (
        "SELECT count(*) FROM (SELECT 1 FROM return WHERE current = 1 \
            GROUP BY round, unit, form HAVING count(*) > 1)",
        "处有两版同时算数",
    ),
];

impl Ledger {
    pub(super) fn verify_shape(&self, found: &mut Verification) -> Result<(), LedgerError> {
        for (sql, told) in NEVER {
            let count: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
            if count > 0 {
                found.tell("verify.shape", || format!("有 {count} {told}"));
            }
        }
        Ok(())
    }
}
