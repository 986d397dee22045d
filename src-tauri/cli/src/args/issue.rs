//! What goes out before anything comes back.

use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Issue {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 报送批次代码或名称
    #[arg(long)]
    pub(crate) round: String,
    /// 放到哪个文件夹
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// 只下发给这些单位，代码或名称，逗号分开；不写就是全部应报单位
    #[arg(long, value_delimiter = ',')]
    pub(crate) units: Vec<String>,
    /// 只下发这些报表，代码或名称，逗号分开；不写就是批次的全部报表
    #[arg(long, value_delimiter = ',')]
    pub(crate) forms: Vec<String>,
    /// 个人信息不遮盖，按上次报的填好，要写理由，记入日志
    #[arg(long, requires = "reason")]
    pub(crate) unmask: bool,
    /// 为什么
    #[arg(long, requires = "unmask")]
    pub(crate) reason: Option<String>,
    /// 局里自己的空白表：报表=工作簿.xlsx，可以写几次；照它的样子下发，填好单位、期别、校验和标记
    #[arg(long = "blank", value_name = "报表=文件")]
    pub(crate) blanks: Vec<String>,
    /// 那里已有本程序下发的表时替换它；别的文件一概不替换
    #[arg(long)]
    pub(crate) force: bool,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}
