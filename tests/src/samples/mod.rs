//! What the sample returns say, and how they are laid out.

mod anhui;
mod bad;
mod expected;
mod figures;
mod formats;
mod kjcx;
mod luan;
mod rate;
mod roster;
mod sheet;
mod survey;
pub(crate) mod variants;

use std::error::Error;
use std::path::Path;

/// Either done, or a sentence saying which figure or file is wrong.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A sample that does not say what it is meant to say is not written at all.
pub(crate) fn ensure(holds: bool, what: impl Into<String>) -> Outcome {
    if holds {
        Ok(())
    } else {
        Err(what.into().into())
    }
}

/// Writes every workbook and `expected.json`; returns how many files there are.
pub(crate) fn write_all(out: &Path) -> Outcome<usize> {
    let luan = luan::Luan::new()?;
    let anhui = anhui::Anhui::new()?;
    let kjcx = figures::Kjcx::new()?;
    let mut written = 0;
    written += luan.write(&out.join("luan-2020"))?;
    written += anhui.write(&out.join("anhui-2022h1"))?;
    written += kjcx::write(&kjcx, out)?;
    written += bad::write(&out.join("bad"))?;
    written += formats::write(&out.join("formats"))?;
    expected::write(&out.join("expected.json"), &luan, &anhui, &kjcx)?;
    Ok(written + 1)
}
