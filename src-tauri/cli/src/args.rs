//! The command line.

mod facts;
mod files;
mod issue;
mod new;
mod register;
mod rule;
mod scope;
mod steps;
mod target;

pub(crate) use facts::{FactsVerb, ImportFacts, ListFacts};
pub(crate) use files::Files;
pub(crate) use issue::Issue;
pub(crate) use new::{Cities, New};
pub(crate) use register::Register;
pub(crate) use rule::{RuleVerb, TryRule};
pub(crate) use scope::ScopeArguments;
pub(crate) use steps::{Otherwise, Putback, Refile, Reread, StepOn, Undo, Withdraw};
pub(crate) use target::{ImportTargets, SetTarget, Target, TargetVerb};

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// 县报汇：县报表收进来，汇总表交出去。
#[derive(Parser)]
#[command(name = "xbh", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// 新建账本
    New(New),
    /// 可以选的城市，和各自的县（市、区）
    Cities(Cities),
    /// 导入：识别、读取、审核、入库
    Import(Import),
    /// 试读：与导入相同，但不入库
    Check(Check),
    /// 看一个文件：每格里有什么，在表上显示成什么
    Cells(Cells),
    /// 报送情况：谁报了、第几版、审核结果
    Status(InRound),
    /// 审核结果
    Findings(Findings),
    /// 输出汇总工作簿
    Consolidate(Consolidate),
    /// 下发：给每个填报单位写一份空表，单位和报告期填好
    Issue(Issue),
    /// 一个数从哪里来
    Trace(Trace),
    /// 记住的对应：表上这样写的，就是那个单位
    Remembered(Remembered),
    /// 报表制度：看一份，或比两份
    #[command(subcommand)]
    Scheme(SchemeVerb),
    /// 报送批次：看、新建、延期、关闭、重开
    #[command(subcommand)]
    Round(RoundVerb),
    /// 别处来的数（部门提供、公布的、去年的基期）：收进来，看收了哪些
    #[command(subcommand)]
    Facts(FactsVerb),
    /// 名录：有哪些、一个名录和它的变动、待处理的变化、与公布的名单比对
    Register(Register),
    /// 目标：有哪些、完成了多少；下达、调整、从目标任务台账导入
    Target(Target),
    /// 审核公式：试一条
    #[command(subcommand)]
    Rule(RuleVerb),
    /// 撤回：报送件不再算数，各版都留着，可以放回
    Withdraw(Withdraw),
    /// 放回：让以前的某一版重新算数
    Putback(Putback),
    /// 重读：把已入库的文件按另外的对应再读一遍，成为新的一版
    Reread(Reread),
    /// 改挂：把已入库的文件挂到别的单位或别的报表
    Refile(Refile),
    /// 撤销最后一步（入库、撤回、放回、重读、改挂、新建批次、延期、关闭、重开、更新制度）
    Undo(Undo),
    /// 核验账本：指纹、日志链、引用、对平
    Verify(Verify),
    /// 在本机浏览器里打开账本：与窗口相同的页面，只有本机能打开
    Serve(Serve),
}

#[derive(Args)]
pub(crate) struct Serve {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 端口；不写则任选一个空闲的
    #[arg(long)]
    pub(crate) port: Option<u16>,
    /// 不打开浏览器，只打印地址
    #[arg(long)]
    pub(crate) no_open: bool,
}

#[derive(Args)]
pub(crate) struct Import {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 报送批次代码或名称
    #[arg(long)]
    pub(crate) round: String,
    #[command(flatten)]
    pub(crate) files: Files,
    /// 记住 --bind 指明的（该单位以后报来同样版式的表，也这样读）
    /// 和 --unit 指明的（表上写的名称是哪个单位）
    #[arg(long)]
    pub(crate) remember: bool,
}

#[derive(Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) files: Files,
    /// 自带的报表制度代码，或制度文件（夹）
    #[arg(long)]
    pub(crate) scheme: String,
    /// 按哪个报送批次核对报告期；不写则以表上写的为准
    #[arg(long)]
    pub(crate) round: Option<String>,
}

#[derive(Args)]
pub(crate) struct Cells {
    /// 文件
    pub(crate) file: PathBuf,
    /// 只看这张工作表
    #[arg(long)]
    pub(crate) sheet: Option<String>,
    /// 打开密码，一行一个；`-` 为标准输入。只用来打开文件，不保存
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct InRound {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 报送批次代码或名称
    #[arg(long)]
    pub(crate) round: String,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Findings {
    #[command(flatten)]
    pub(crate) place: InRound,
    /// 只看一个单位
    #[arg(long)]
    pub(crate) unit: Option<String>,
    /// 存成工作簿
    #[arg(long, conflicts_with = "json")]
    pub(crate) out: Option<PathBuf>,
    /// 那里已有本程序写的工作簿时替换它；别的文件一概不替换
    #[arg(long, requires = "out")]
    pub(crate) force: bool,
}

#[derive(Args)]
pub(crate) struct Consolidate {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 报送批次代码或名称
    #[arg(long)]
    pub(crate) round: String,
    #[command(flatten)]
    pub(crate) scope: ScopeArguments,
    /// 存到哪个文件（.xlsx）
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// 那里已有本程序写的工作簿时替换它；别的文件一概不替换
    #[arg(long)]
    pub(crate) force: bool,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Trace {
    #[command(flatten)]
    pub(crate) place: InRound,
    /// 指标代码或名称
    #[arg(long)]
    pub(crate) indicator: String,
    /// 填报单位；不写则为合计
    #[arg(long)]
    pub(crate) unit: Option<String>,
    /// 列代码或名称；不写则各列
    #[arg(long)]
    pub(crate) column: Option<String>,
    /// 报表代码；不写则各表
    #[arg(long)]
    pub(crate) form: Option<String>,
    #[command(flatten)]
    pub(crate) scope: ScopeArguments,
}

#[derive(Args)]
pub(crate) struct Remembered {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 忘掉一条
    #[arg(long, value_name = "ID")]
    pub(crate) forget: Option<i64>,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum SchemeVerb {
    /// 一份报表制度：单位、指标、报表、批次、公式
    Show(ShowScheme),
    /// 两份报表制度的差别，和对已入库报送件的影响
    Diff(DiffSchemes),
    /// 更新账本的报表制度：先列出变化和影响，再换；已入库的仍按原来的读
    Update(UpdateScheme),
    /// 本级补充：在上级制度之外加自己的指标、行和审核公式；文件里没有 [scheme]，整份换掉原来的补充
    Add(UpdateScheme),
    /// 账本用过的各版报表制度：自何时起、理由，两版的差别
    Versions(SchemeVersions),
}

#[derive(Args)]
pub(crate) struct SchemeVersions {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 比较两版，写它们的序号：1,2
    #[arg(long, value_name = "A,B", value_parser = pair)]
    pub(crate) diff: Option<(i64, i64)>,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct UpdateScheme {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 新的：自带的报表制度代码，或制度文件（夹）；add 时是写补充的文件
    pub(crate) scheme: String,
    /// 理由，记入日志
    #[arg(long, required_unless_present = "preview")]
    pub(crate) reason: Option<String>,
    /// 只列出变化和影响，不换
    #[arg(long)]
    pub(crate) preview: bool,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum RoundVerb {
    /// 账本的批次、截止日期、延期
    List(ListRounds),
    /// 新建批次
    Add(AddRound),
    /// 给一个单位延期
    Extend(ExtendRound),
    /// 关闭批次：不再收报送件
    Close(CloseRound),
    /// 重开已关闭的批次
    Open(CloseRound),
}

#[derive(Args)]
pub(crate) struct ListRounds {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct AddRound {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 批次代码，例如 2021Q2
    pub(crate) code: String,
    /// 截止日期，例如 2021-07-10
    #[arg(long)]
    pub(crate) deadline: Option<String>,
    /// 报告期（代码没有写明时），例如 2021Q2
    #[arg(long)]
    pub(crate) period: Option<String>,
    /// 名称；不写就用报告期的名称
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// 要报的报表，逗号分开；不写就和最近一批一样
    #[arg(long, value_delimiter = ',')]
    pub(crate) forms: Option<Vec<String>>,
    /// 应报单位，逗号分开；不写就和最近一批一样
    #[arg(long, value_delimiter = ',')]
    pub(crate) units: Option<Vec<String>>,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ExtendRound {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 报送批次代码或名称
    #[arg(long)]
    pub(crate) round: String,
    /// 单位代码或名称
    #[arg(long)]
    pub(crate) unit: String,
    /// 延到哪一天，例如 2021-07-20
    #[arg(long)]
    pub(crate) until: String,
    /// 理由，记入日志
    #[arg(long)]
    pub(crate) reason: String,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct CloseRound {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 报送批次代码或名称
    #[arg(long)]
    pub(crate) round: String,
    /// 理由，记入日志
    #[arg(long)]
    pub(crate) reason: String,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ShowScheme {
    /// 账本、自带的报表制度代码，或制度文件（夹）
    pub(crate) scheme: String,
    /// 输出制度全文，可改后再用
    #[arg(long, conflicts_with = "json")]
    pub(crate) text: bool,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct DiffSchemes {
    /// 原来的：账本、自带的报表制度代码，或制度文件（夹）
    pub(crate) old: String,
    /// 新的：同上
    pub(crate) new: String,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Verify {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

/// Two numbers with a comma between.
fn pair(text: &str) -> Result<(i64, i64), String> {
    let both = text.split_once(',').and_then(|(one, other)| {
        let number = |text: &str| text.trim().parse().ok();
        Some((number(one)?, number(other)?))
    });
    both.ok_or_else(|| "应是两个序号，中间一个逗号：1,2".to_owned())
}
