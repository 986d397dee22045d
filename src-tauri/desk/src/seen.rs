//! What a page has seen: what it asks for is done only where that still stands. Another page,
//! another window or another program may have changed it meanwhile.

use crate::app_error::AppError;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Hexadecimal digits of a stamp.
const DIGITS: usize = 32;

/// A stamp of what is shown, and of what it was made of.
pub(crate) fn stamp(shown: &impl Serialize, made_of: &str) -> Result<String, AppError> {
    let mut digest = Sha256::new();
    digest.update(serde_json::to_vec(shown).map_err(|_| AppError::broken())?);
    digest.update([0]);
    digest.update(made_of);
    let mut stamp = xianbaohui_files::hex(&digest.finalize());
    stamp.truncate(DIGITS);
    Ok(stamp)
}
