//! What the sample returns say, and how they are laid out.

mod anhui;
mod bad;
mod conditional;
mod expected;
mod figures;
mod formats;
mod handing;
mod kjcx;
mod luan;
mod outcome;
mod rate;
mod roster;
mod sheet;
mod survey;
pub(crate) mod variants;

pub(crate) use outcome::{Outcome, ensure};

use std::path::Path;

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
