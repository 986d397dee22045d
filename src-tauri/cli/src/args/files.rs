//! Files, and what the officer says of them.

use clap::Args;
use std::path::PathBuf;

/// What comes in, what the officer says of it, and how it is told.
#[derive(Args)]
pub(crate) struct Files {
    /// 文件、文件夹
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// 指明填报单位（代码或名称）
    #[arg(long)]
    pub(crate) unit: Option<String>,
    /// 指明报表（代码或名称）
    #[arg(long)]
    pub(crate) form: Option<String>,
    /// 指明某张工作表是哪张报表：表2=S3；表2=-（不读取）；可写多次
    #[arg(long, value_name = "SHEET=FORM")]
    pub(crate) sheet: Vec<String>,
    /// 指明某列（行）是什么：F=累计、8=高新技术企业、G=-（不读取）、A=@label（名称列）、
    /// B=@unit（计量单位列）；可写多次
    #[arg(long, value_name = "LINE=NAME")]
    pub(crate) bind: Vec<String>,
    /// 回答一个问题：ID=CHOICE，ID 和可选的回答见 --json 的 questions；可写多次
    #[arg(long, value_name = "ID=CHOICE")]
    pub(crate) answer: Vec<String>,
    /// 打开密码，一行一个；`-` 为标准输入。只用来打开文件，不保存
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
    /// JSON 里带上每一个数
    #[arg(long, requires = "json")]
    pub(crate) values: bool,
}
