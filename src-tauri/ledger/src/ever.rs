//! What codes and names meant in any version of the scheme, the newest first.

use super::{Ledger, LedgerError};
use std::sync::Arc;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;

impl Ledger {
    /// What the newest version of the scheme says that says anything.
    fn ever<T>(&self, says: impl Fn(&Scheme) -> Option<T>) -> Result<Option<T>, LedgerError> {
        if let Some(now) = says(&self.scheme) {
            return Ok(Some(now));
        }
        let sql = "SELECT id FROM scheme ORDER BY id DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([], |row| row.get::<_, i64>(0))?;
        for id in ids {
            if let Some(then) = says(&*self.scheme_of(id?)?) {
                return Ok(Some(then));
            }
        }
        Ok(None)
    }

    /// All versions of the scheme, the newest first.
    pub fn schemes(&self) -> Result<Vec<Arc<Scheme>>, LedgerError> {
        let sql = "SELECT id FROM scheme ORDER BY id DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([], |row| row.get::<_, i64>(0))?;
        ids.map(|id| self.scheme_of(id?)).collect()
    }

    /// Code and name of an indicator by either.
    pub fn indicator_ever(&self, name: &str) -> Result<Option<(String, String)>, LedgerError> {
        let wanted = text::key(name);
        self.ever(|scheme| {
            let mut all = scheme.indicators.iter();
            let found = all.find(|one| one.code == name || text::key(&one.name) == wanted)?;
            Some((found.code.clone(), found.name.clone()))
        })
    }

    /// Code of a form by its code or name.
    pub fn form_ever(&self, name: &str) -> Result<String, LedgerError> {
        let wanted = text::key(name);
        let found = self.ever(|scheme| {
            let mut all = scheme.forms.iter();
            let found = all.find(|one| one.code == name || text::key(&one.name) == wanted)?;
            Some(found.code.clone())
        })?;
        found.ok_or_else(|| LedgerError::Unknown {
            what: "报表",
            name: name.to_owned(),
            nearest: text::nearest(name, self.scheme.forms.iter().map(|one| one.name.as_str()))
                .map(|near| format!("，最接近的是“{near}”"))
                .unwrap_or_default(),
        })
    }

    /// Name of a column of a form.
    pub fn column_ever(
        &self,
        form: &str,
        indicator: &str,
        column: &str,
    ) -> Result<Option<String>, LedgerError> {
        self.ever(|scheme| {
            let found = scheme.form(form)?.column(indicator, column)?;
            Some(found.name.clone())
        })
    }
}
