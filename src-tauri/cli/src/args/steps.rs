//! What takes a step back or does it otherwise.

use clap::Args;
use std::path::PathBuf;

/// Which returns, and why.
#[derive(Args)]
pub(crate) struct StepOn {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 报送批次代码或名称
    #[arg(long)]
    pub(crate) round: String,
    /// 单位代码或名称
    #[arg(long)]
    pub(crate) unit: String,
    /// 报表代码或名称；不写就是该单位的全部报表
    #[arg(long)]
    pub(crate) form: Option<String>,
    /// 理由，记入日志
    #[arg(long)]
    pub(crate) reason: String,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

/// What the officer says of files that are there.
#[derive(Args)]
pub(crate) struct Otherwise {
    /// 指明某列（行）是什么：F=累计、8=高新技术企业、G=-（不读取）；可写多次
    #[arg(long, value_name = "LINE=NAME")]
    pub(crate) bind: Vec<String>,
    /// 回答一个问题：ID=CHOICE；可写多次
    #[arg(long, value_name = "ID=CHOICE")]
    pub(crate) answer: Vec<String>,
    /// 打开密码，一行一个；`-` 为标准输入。只用来打开文件，不保存
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// 记住 --bind 指明的：该单位以后报来同样版式的表，也这样读
    #[arg(long)]
    pub(crate) remember: bool,
}

#[derive(Args)]
pub(crate) struct Withdraw {
    #[command(flatten)]
    pub(crate) on: StepOn,
}

#[derive(Args)]
pub(crate) struct Putback {
    #[command(flatten)]
    pub(crate) on: StepOn,
    /// 第几版
    #[arg(long)]
    pub(crate) version: u32,
}

#[derive(Args)]
pub(crate) struct Reread {
    #[command(flatten)]
    pub(crate) on: StepOn,
    #[command(flatten)]
    pub(crate) otherwise: Otherwise,
    /// 指明某张工作表是哪张报表：表2=S3；可写多次
    #[arg(long, value_name = "SHEET=FORM")]
    pub(crate) sheet: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Refile {
    #[command(flatten)]
    pub(crate) on: StepOn,
    #[command(flatten)]
    pub(crate) otherwise: Otherwise,
    /// 挂到哪个单位（代码或名称）
    #[arg(long, required_unless_present = "to_form")]
    pub(crate) to_unit: Option<String>,
    /// 挂到哪张报表（代码或名称）
    #[arg(long)]
    pub(crate) to_form: Option<String>,
}

#[derive(Args)]
pub(crate) struct Undo {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 理由，记入日志
    #[arg(long, default_value = "")]
    pub(crate) reason: String,
    /// 要撤销的是第几步（--preview 说的）；不是最后一步了就不撤销
    #[arg(long, value_name = "N")]
    pub(crate) step: Option<i64>,
    /// 只说会撤销什么，不撤销
    #[arg(long)]
    pub(crate) preview: bool,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}
