//! A new ledger, and the city that it is for.

use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct New {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 自带的报表制度代码，或制度文件（夹）
    #[arg(long)]
    pub(crate) scheme: String,
    /// 用 kjcx 时，填报单位换成这个城市的：六位代码或名称；不写就是邢台市的示例
    #[arg(long, value_name = "CODE|NAME")]
    pub(crate) city: Option<String>,
    /// 这些单位也报送（市直、没有列为应报的园区），代码或名称，逗号分开
    #[arg(long, value_delimiter = ',', requires = "city")]
    pub(crate) with: Vec<String>,
    /// 这些单位不报送，代码或名称，逗号分开
    #[arg(long, value_delimiter = ',', requires = "city")]
    pub(crate) without: Vec<String>,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Cities {
    /// 城市、省或县的名称或代码；不写就是全部
    pub(crate) text: Option<String>,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}
