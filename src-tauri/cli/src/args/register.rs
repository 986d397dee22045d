//! `xbh register`

use clap::Args;
use std::path::PathBuf;

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that is typed"
)]
#[derive(Args)]
pub(crate) struct Register {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 名录代码或名称；不写则列出全部名录
    pub(crate) code: Option<String>,
    /// 只看（只处理）这个单位的
    #[arg(long, requires = "code")]
    pub(crate) unit: Option<String>,
    /// 只看这种状态的：in（在册）、lapsed（到期）、ended（终止）、gone（移出）、
    /// withdrawn（来源已撤回）
    #[arg(long, requires = "code")]
    pub(crate) state: Option<String>,
    /// 只看这么多天以内到期的
    #[arg(long, value_name = "DAYS", requires = "code")]
    pub(crate) within: Option<u16>,
    /// 只看写有这几个字的；个人信息不查
    #[arg(long, value_name = "TEXT", requires = "code")]
    pub(crate) find: Option<String>,
    /// 按哪一天算状态，例如 2021-03-31；不写则为最近一批的最后一天
    #[arg(long)]
    pub(crate) on: Option<String>,
    /// 只看这一条和它的变动：编号、代码或名称
    #[arg(long, requires = "code")]
    pub(crate) entry: Option<String>,
    /// 存成工作簿
    #[arg(long, requires = "code", conflicts_with = "json")]
    pub(crate) out: Option<PathBuf>,
    /// 替换同名的名录工作簿
    #[arg(long, requires = "out")]
    pub(crate) force: bool,
    /// 待处理的变化：各单位最近报来的与名录不同的
    #[arg(long, requires = "code", conflicts_with_all = ["accept", "reject", "list", "out"])]
    pub(crate) pending: bool,
    /// 采纳变化：全部，或 --unit、--key 指明的
    #[arg(long, requires = "code", conflicts_with_all = ["reject", "list", "out"])]
    pub(crate) accept: bool,
    /// 退回变化，要写理由
    #[arg(long, requires_all = ["code", "reason"], conflicts_with_all = ["list", "out"])]
    pub(crate) reject: bool,
    /// 处理哪几条：编号、代码或名称，逗号分开
    #[arg(long, value_delimiter = ',')]
    pub(crate) key: Vec<String>,
    /// 理由，记入日志
    #[arg(long)]
    pub(crate) reason: Option<String>,
    /// 与公布的名单比对（认定、入库、公示）
    #[arg(
        long = "match",
        value_name = "LIST",
        requires = "code",
        conflicts_with = "out"
    )]
    pub(crate) list: Option<PathBuf>,
    /// 上一次公布的名单：看哪些不再在列；留存的名单自动与同一来源的上一次比
    #[arg(long, value_name = "LIST", requires = "list")]
    pub(crate) before: Option<PathBuf>,
    /// 把名单留存在账本里，要写来源和公布日期
    #[arg(long, requires_all = ["list", "source", "day"])]
    pub(crate) keep: bool,
    /// 与留存的名单比对：最近一份，或 --source 指明的来源的
    #[arg(
        long,
        requires = "code",
        conflicts_with_all = ["list", "out", "pending", "accept", "reject"]
    )]
    pub(crate) listed: bool,
    /// 名单的来源，例如：省高企认定
    #[arg(long, value_name = "T")]
    pub(crate) source: Option<String>,
    /// 名单公布的日期，例如 2021-03-20
    #[arg(long, value_name = "D", requires = "keep")]
    pub(crate) day: Option<String>,
    /// 回答待核对的，可以写几次：编号=same（是同一家）或 编号=other（不是）；记住，可以撤销
    #[arg(long, value_name = "ID=CHOICE")]
    pub(crate) answer: Vec<String>,
    /// 显示个人信息，要写理由，记入日志
    #[arg(long, requires_all = ["code", "reason"])]
    pub(crate) unmask: bool,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}
