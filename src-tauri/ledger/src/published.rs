//! Tables `published`, `published_row`, `published_answer`: lists as they were published, and what
//! was said of them. Those of a step that was taken back are passed over where they are read.

use super::entry::{EntryRow, Through, parse, prepare};
use super::rows::Digested;
use super::source_file;
use super::step::{Doing, StepKind};
use super::text::text;
use super::{Ledger, LedgerError, Step};
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use xianbaohui_core::record::StoredEntry;
use xianbaohui_core::register::{KeptList, ListAnswer, ListAnswers, Published};
use xianbaohui_core::returns::Entry;

/// A list that is to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewList<'a> {
    /// code of the register
    pub register: &'a str,
    /// whose list, and of what
    pub source: &'a str,
    /// the day on which it was published
    pub day: &'a str,
    /// name of its file
    pub file: &'a str,
    /// SHA-256 of its bytes, hexadecimal
    pub sha256: &'a str,
    /// its bytes
    pub bytes: &'a [u8],
    /// name of its sheet
    pub sheet: &'a str,
    /// code of the roster that it was read as
    pub form: &'a str,
    /// its rows
    pub entries: &'a [Entry],
}

/// Digest and number of the rows that a step keeps.
pub(super) fn digest_of(connection: &Connection, step: i64) -> Result<(String, u64), LedgerError> {
    let mut digest = Digested::default();
    let mut count = 0;
    for sql in [
        "SELECT register, source, day, file_name, sha256, sheet, form, scheme_id FROM published \
            WHERE step_id = ?1",
        "SELECT row, fields FROM published_row WHERE step_id = ?1 ORDER BY row",
        "SELECT ordinal, register, listed, key, same FROM published_answer WHERE step_id = ?1 \
            ORDER BY ordinal",
    ] {
        count += digest.rows(connection, sql, [step])?;
    }
    Ok((digest.finish(), count))
}

const STANDS: &str = "NOT EXISTS (SELECT 1 FROM step u WHERE u.undoes = s.id)";

impl Ledger {
    /// The published lists that were kept of a register, by their days.
    pub fn lists(&self, register: &str) -> Result<Vec<KeptList>, LedgerError> {
        let sql = format!(
            "SELECT s.id, p.source, p.day, p.file_name, p.sheet, s.at, s.who, p.form, p.scheme_id \
                FROM published p JOIN step s ON s.id = p.step_id WHERE p.register = ?1 \
                AND {STANDS} ORDER BY p.day, s.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([register])?;
        let mut lists = Vec::new();
        while let Some(row) = rows.next()? {
            let (form, made_with): (String, i64) = (row.get(7)?, row.get(8)?);
            let step = row.get(0)?;
            lists.push(KeptList {
                step,
                source: row.get(1)?,
                day: row.get(2)?,
                file: row.get(3)?,
                sheet: row.get(4)?,
                at: row.get(5)?,
                who: row.get(6)?,
                published: self.list_rows(step, &form, made_with)?,
            });
        }
        Ok(lists)
    }

    fn list_rows(&self, step: i64, form: &str, made_with: i64) -> Result<Published, LedgerError> {
        let own = self.scheme_of(made_with)?;
        let otherwise = self.otherwise(made_with, form)?;
        let through = Through {
            own: own.form(form),
            now: self.scheme.form(form),
            otherwise: otherwise.as_deref(),
        };
        let sql = "SELECT row, fields FROM published_row WHERE step_id = ?1 ORDER BY row";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([step])?;
        let mut list = Published::default();
        while let Some(row) = rows.next()? {
            list.rows.push(StoredEntry {
                return_id: 0,
                unit: self.scheme.root_unit().code.clone(),
                row: row.get(0)?,
                fields: parse(text(row, 1)?.unwrap_or_default(), through)?,
            });
        }
        Ok(list)
    }

    /// What was said of those on the lists of a register.
    pub fn list_answers(&self, register: &str) -> Result<ListAnswers, LedgerError> {
        let sql = format!(
            "SELECT a.listed, a.key, a.same FROM published_answer a \
                JOIN step s ON s.id = a.step_id WHERE a.register = ?1 AND {STANDS} \
                ORDER BY a.step_id, a.ordinal"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let all = statement.query_map([register], |row| {
            Ok(ListAnswer {
                listed: row.get(0)?,
                key: row.get(1)?,
                same: row.get(2)?,
            })
        })?;
        let all = all.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(ListAnswers::of(all))
    }

    /// Keeps a list as it was published, with its file.
    ///
    /// # Errors
    /// Another version of the scheme is in force, or the disk did not take it.
    pub fn keep_list(
        &mut self,
        list: NewList<'_>,
        said: (&str, &str, &str),
    ) -> Result<Step, LedgerError> {
        let writing = self.writing()?;
        self.scheme_is_in_force(&writing)?;
        let Some(form) = self.scheme.form(list.form) else {
            return Err(LedgerError::ChangedElsewhere);
        };
        let mut digest = Digested::default();
        let texts = [
            list.register,
            list.source,
            list.day,
            list.file,
            list.sha256,
            list.sheet,
            list.form,
        ];
        for text in texts {
            digest.text(text.as_bytes());
        }
        digest.integer(self.scheme_id);
        digest.end();
        let mut unused = Sha256::new();
        let rows = list.entries.iter();
        let rows = rows.map(|entry| prepare(entry, form, (&mut unused, &mut digest)));
        let rows = rows.collect::<Result<Vec<EntryRow>, _>>()?;
        let what = serde_json::json!({
            "register": list.register,
            "source": list.source,
            "day": list.day,
            "file": list.file,
            "rows": rows.len() + 1,
            "sha256": digest.finish(),
        });
        source_file::keep(&writing, list.sha256, list.bytes)?;
        let step = Doing::of(StepKind::List, "", said).log(&writing, &what)?;
        writing
            .prepare_cached(
                "INSERT INTO published (register, source, day, file_name, sha256, sheet, form, \
                    scheme_id, step_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                list.register,
                list.source,
                list.day,
                list.file,
                list.sha256,
                list.sheet,
                list.form,
                self.scheme_id,
                step.id
            ])?;
        let sql = "INSERT INTO published_row (step_id, row, fields) VALUES (?1, ?2, ?3)";
        let mut statement = writing.prepare_cached(sql)?;
        for row in &rows {
            statement.execute(params![step.id, row.row(), row.fields()])?;
        }
        drop(statement);
        writing.commit()?;
        Ok(step)
    }

    /// Keeps what was said of those on the lists of a register.
    ///
    /// # Errors
    /// Another version of the scheme is in force, or the disk did not take it.
    pub fn answer_lists(
        &mut self,
        register: &str,
        answers: &[ListAnswer],
        said: (&str, &str, &str),
    ) -> Result<Step, LedgerError> {
        let writing = self.writing()?;
        self.scheme_is_in_force(&writing)?;
        let mut digest = Digested::default();
        for (ordinal, one) in (0_i64..).zip(answers) {
            digest.integer(ordinal);
            for text in [register, &one.listed, &one.key] {
                digest.text(text.as_bytes());
            }
            digest.integer(one.same.into());
            digest.end();
        }
        let what = serde_json::json!({
            "register": register,
            "rows": answers.len(),
            "sha256": digest.finish(),
        });
        let step = Doing::of(StepKind::List, "", said).log(&writing, &what)?;
        let sql = "INSERT INTO published_answer (step_id, ordinal, register, listed, key, same) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut statement = writing.prepare_cached(sql)?;
        for (ordinal, one) in (0_i64..).zip(answers) {
            statement.execute(params![
                step.id, ordinal, register, one.listed, one.key, one.same
            ])?;
        }
        drop(statement);
        writing.commit()?;
        Ok(step)
    }
}
