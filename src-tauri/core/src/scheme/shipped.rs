//! Schemes that come with the program.

/// A shipped scheme, not yet parsed.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// what `--scheme` takes
    pub code: &'static str,
    /// name
    pub name: &'static str,
    /// the text
    pub text: &'static str,
}

/// All shipped schemes; the first is the one a new ledger is offered first.
pub fn shipped() -> &'static [Shipped] {
    &[
        Shipped {
            code: "kjcx",
            name: "科技创新",
            text: include_str!("../../schemes/kjcx.toml"),
        },
        Shipped {
            code: "luan-2020",
            name: "六安企业研发经费",
            text: include_str!("../../schemes/luan-2020.toml"),
        },
        Shipped {
            code: "anhui-2022h1",
            name: "安徽技术合同",
            text: include_str!("../../schemes/anhui-2022h1.toml"),
        },
    ]
}
