//! `xbh rule`

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Subcommand)]
pub(crate) enum RuleVerb {
    /// 试一条审核公式：会查出什么，或哪里写得不对；什么都不保存
    Try(TryRule),
}

#[derive(Args)]
pub(crate) struct TryRule {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 报送批次代码或名称
    #[arg(long)]
    pub(crate) round: String,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
    /// 公式，如 "[高企.累计] >= [高企.本季]"
    #[arg(long)]
    pub(crate) text: String,
    /// 所审报表；不写则为有全部指标的各张报表
    #[arg(long)]
    pub(crate) form: Option<String>,
    /// 逐行审核的名册
    #[arg(long)]
    pub(crate) each: Option<String>,
    /// 缺数时
    #[arg(long, default_value = "tell", value_parser = ["tell", "skip-any", "skip-all", "zero"])]
    pub(crate) missing: String,
}
