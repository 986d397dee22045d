//! The same returns in the formats of other office programs, saved by LibreOffice.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Outcome, ensure};

/// Returns to save again, from the folder of the samples.
const SOURCES: [&str; 9] = [
    "luan-2020/counties/裕安区.xlsx",
    "luan-2020/counties/金安区企业研发投入.xlsx",
    "luan-2020/counties/霍邱县.xlsx",
    "kjcx-2021q1/信都区2021年一季度.xlsx",
    "kjcx-2021q1/任泽区科技创新指标（最终版）.xlsx",
    "formats/格式.xlsx",
    "formats/样式.xlsx",
    "formats/附件.xlsx",
    "formats/条件.xlsx",
];

/// Saves the sources as `.xls` and `.ods` into `variants/`; returns the number of files.
pub(crate) fn write(out: &Path) -> Outcome<usize> {
    let mut written = 0;
    for source in SOURCES {
        let group = source.split('/').next().unwrap_or_default();
        let folder = out.join("variants").join(group);
        fs::create_dir_all(&folder)?;
        for format in ["xls", "ods"] {
            let status = Command::new("soffice")
                .args(["--headless", "--convert-to", format, "--outdir"])
                .arg(&folder)
                .arg(out.join(source))
                .status()?;
            ensure(status.success(), format!("soffice: {source} as {format}"))?;
            written += 1;
        }
    }
    Ok(written)
}
