//! Rows of rosters: those that were decided on, and those of a return, on all cores where there are
//! many.

use crate::entry::{Through, parse};
use crate::{Ledger, LedgerError};
use rusqlite::{OptionalExtension as _, params};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::thread::ScopedJoinHandle;
use xianbaohui_core::form::Form;
use xianbaohui_core::record::StoredEntry;
use xianbaohui_core::register::{Decided, Rows};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::meaning::Meanings;

/// Rows that are read at once at least, where there are so many.
const TOGETHER: usize = 20_000;
/// So many rows of a return are looked up one by one.
const FEW: usize = 16;

/// Rows of one return, as they are kept.
#[derive(Default)]
struct Piece {
    id: i64,
    unit: String,
    own: Option<Arc<Scheme>>,
    otherwise: Option<Arc<Meanings>>,
    rows: Vec<(u32, String)>,
}

impl Piece {
    fn read(&self, form: &str, now: Option<&Form>) -> Result<Vec<StoredEntry>, LedgerError> {
        let through = Through {
            own: self.own.as_ref().and_then(|own| own.form(form)),
            now,
            otherwise: self.otherwise.as_deref(),
        };
        let read = |(row, fields): &(u32, String)| {
            Ok(StoredEntry {
                return_id: self.id,
                row: *row,
                unit: self.unit.clone(),
                fields: parse(fields, through)?,
            })
        };
        self.rows.iter().map(read).collect()
    }
}

impl Ledger {
    /// The rows that decisions are about, read by the form in force.
    pub fn decided_rows(&self, form: &str, decided: &[Decided]) -> Result<Rows, LedgerError> {
        let mut wanted: HashMap<i64, HashSet<u32>> = HashMap::new();
        for one in decided {
            if let Some(row) = one.row {
                wanted.entry(one.origin.return_id).or_default().insert(row);
            }
        }
        let mut found = Rows::with_capacity(decided.len());
        let mut wanted = wanted.into_iter().peekable();
        while wanted.peek().is_some() {
            let mut pieces = Vec::new();
            let mut many = 0;
            while let Some((id, rows)) = wanted.next_if(|_| many < TOGETHER) {
                let piece = self.piece(form, id, Some(&rows))?;
                many += piece.rows.len();
                pieces.push(piece);
            }
            for entry in self.read_pieces(form, &pieces)? {
                found.insert((entry.return_id, entry.row), Arc::new(entry));
            }
        }
        Ok(found)
    }

    /// The rows of a return on a form, in their order.
    pub fn rows_of_return(&self, form: &str, id: i64) -> Result<Vec<StoredEntry>, LedgerError> {
        let piece = self.piece(form, id, None)?;
        self.read_pieces(form, &[piece])
    }

    /// Rows of a return as they are kept: all, or those that are wanted.
    fn piece(
        &self,
        form: &str,
        id: i64,
        wanted: Option<&HashSet<u32>>,
    ) -> Result<Piece, LedgerError> {
        let sql = "SELECT scheme_id, unit FROM return WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let own = statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)));
        let Some((made_with, unit)) = own.optional()? else {
            return Ok(Piece::default());
        };
        let mut rows = Vec::new();
        if let Some(few) = wanted.filter(|wanted| wanted.len() < FEW) {
            let sql = "SELECT fields FROM entry WHERE return_id = ?1 AND row = ?2";
            let mut statement = self.connection.prepare_cached(sql)?;
            for row in few {
                let fields = statement.query_row(params![id, row], |row| row.get(0));
                rows.extend(fields.optional()?.map(|fields| (*row, fields)));
            }
        } else {
            let sql = "SELECT row, fields FROM entry WHERE return_id = ?1 ORDER BY row";
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut all = statement.query([id])?;
            while let Some(row) = all.next()? {
                let at = row.get(0)?;
                if wanted.is_none_or(|wanted| wanted.contains(&at)) {
                    rows.push((at, row.get(1)?));
                }
            }
        }
        Ok(Piece {
            id,
            unit,
            own: Some(self.scheme_of(made_with)?),
            otherwise: self.otherwise(made_with, form)?,
            rows,
        })
    }

    /// Reads rows by the form in force, on all cores where there are many.
    fn read_pieces(&self, form: &str, pieces: &[Piece]) -> Result<Vec<StoredEntry>, LedgerError> {
        let now = self.scheme.form(form);
        let read = |pieces: &[Piece]| {
            let all = pieces.iter().map(|piece| piece.read(form, now));
            let all = all.collect::<Result<Vec<_>, LedgerError>>()?;
            Ok(all.into_iter().flatten().collect::<Vec<_>>())
        };
        let many = pieces.iter().map(|piece| piece.rows.len()).sum::<usize>();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        if many < FEW * FEW || pieces.len() < 2 || cores < 2 {
            return read(pieces);
        }
        let parts = std::thread::scope(|scope| {
            let parts = pieces.chunks(pieces.len().div_ceil(cores));
            let parts = parts.map(|part| scope.spawn(move || read(part)));
            let parts = parts.collect::<Vec<_>>().into_iter();
            let whole = parts.map(ScopedJoinHandle::join);
            whole.collect::<Vec<_>>()
        });
        let mut all = Vec::with_capacity(many);
        for part in parts {
            let broke = |_| LedgerError::Damaged("名录的内容读到一半停了".to_owned());
            all.extend(part.map_err(broke)??);
        }
        Ok(all)
    }
}
