//! `xbh target`

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = false)]
pub(crate) struct Target {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    #[command(subcommand)]
    pub(crate) verb: Option<TargetVerb>,
    /// 只看这一年的
    #[arg(long)]
    pub(crate) year: Option<String>,
    /// 用哪一批的数来看完成情况；不写则为最近一批
    #[arg(long)]
    pub(crate) round: Option<String>,
    /// 只看这个单位的
    #[arg(long)]
    pub(crate) unit: Option<String>,
    /// 只看这种目标：代码或名称
    #[arg(long)]
    pub(crate) code: Option<String>,
    /// 只输出一个 JSON 文档，带各次调整
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum TargetVerb {
    /// 下达、调整或取消一项目标
    Set(SetTarget),
    /// 从目标任务台账导入：先看会下达什么，有不清楚的先答，再用 --accept 下达
    Import(ImportTargets),
}

#[derive(Args)]
pub(crate) struct SetTarget {
    /// 单位代码或名称
    pub(crate) unit: String,
    /// 目标代码或名称
    pub(crate) code: String,
    /// 目标值，如 150、≥1.6%、力争38亿元；节点也可写 25%；- 为取消
    #[arg(allow_hyphen_values = true)]
    pub(crate) value: String,
    /// 自哪一天起，如 2021-03-01
    #[arg(long)]
    pub(crate) date: String,
    /// 理由，记入日志
    #[arg(long)]
    pub(crate) why: String,
    /// 年度，如 2021；跨年度的写 2020-2022；不写则为最近一批的年度
    #[arg(long)]
    pub(crate) year: Option<String>,
    /// 节点的最后一天，如 2021-03-31
    #[arg(long)]
    pub(crate) node: Option<String>,
    /// 任务名称（没有指标的目标）
    #[arg(long)]
    pub(crate) item: Option<String>,
    /// 牵头单位
    #[arg(long)]
    pub(crate) lead: Option<String>,
    /// 责任人
    #[arg(long)]
    pub(crate) owner: Option<String>,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ImportTargets {
    /// 目标任务台账
    pub(crate) file: PathBuf,
    /// 年度，如 2021 或 2020-2022；不写则以表上写的为准
    #[arg(long)]
    pub(crate) year: Option<String>,
    /// 回答一个问题：ID=CHOICE；可写多次
    #[arg(long, value_name = "ID=CHOICE")]
    pub(crate) answer: Vec<String>,
    /// 打开密码，一行一个；`-` 为标准输入。只用来打开文件，不保存
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// 下达；不写则只看
    #[arg(long, requires_all = ["date", "why"])]
    pub(crate) accept: bool,
    /// 自哪一天起，如 2021-03-01
    #[arg(long)]
    pub(crate) date: Option<String>,
    /// 理由，记入日志
    #[arg(long)]
    pub(crate) why: Option<String>,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}
