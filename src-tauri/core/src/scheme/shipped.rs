//! Schemes that come with the program.

/// A shipped scheme, not yet parsed.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// what `--scheme` takes
    pub code: &'static str,
    /// name
    pub name: &'static str,
    /// names and texts of its files, in the order in which they are read as one
    pub files: &'static [(&'static str, &'static str)],
}

impl Shipped {
    /// Names and texts of its files.
    pub fn texts(&self) -> Vec<(String, String)> {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        self.files.iter().map(own).collect()
    }
}

macro_rules! files {
    ($($path:literal,)*) => {
        &[$(($path, include_str!(concat!("../../schemes/", $path))),)*]
    };
}

/// All shipped schemes; the first is the one a new ledger is offered first.
pub fn shipped() -> &'static [Shipped] {
    &[
        Shipped {
            code: "kjcx",
            name: "科技创新",
            files: files![
                "kjcx/10-scheme.toml",
                "kjcx/20-units.toml",
                "kjcx/30-indicators.toml",
                "kjcx/31-indicators-more.toml",
                "kjcx/40-forms.toml",
                "kjcx/41-forms-quarter.toml",
                "kjcx/42-forms-rosters.toml",
                "kjcx/50-registers.toml",
                "kjcx/60-rounds.toml",
                "kjcx/70-rules.toml",
                "kjcx/80-statements.toml",
                "kjcx/85-targets.toml",
            ],
        },
        Shipped {
            code: "luan-2020",
            name: "六安企业研发经费",
            files: files!["luan-2020.toml",],
        },
        Shipped {
            code: "anhui-2022h1",
            name: "安徽技术合同",
            files: files!["anhui-2022h1.toml",],
        },
    ]
}
