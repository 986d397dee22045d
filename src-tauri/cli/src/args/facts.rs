//! Figures that no county reports in a round.

use super::files::Files;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Subcommand)]
pub(crate) enum FactsVerb {
    /// 收进来：按报表读取、审核、入库，记下是谁的数、哪一次核算
    Import(Box<ImportFacts>),
    /// 收了哪些：哪一期、谁的数，现在算数的是哪一版
    List(ListFacts),
}

#[derive(Args)]
pub(crate) struct ImportFacts {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    #[command(flatten)]
    pub(crate) files: Files,
    /// 谁的数：base 基期数（去年的汇总表、年报）、department 部门数、published 公布数
    #[arg(long, value_parser = ["base", "department", "published"])]
    pub(crate) origin: String,
    /// 哪一次核算：flash 快报、preliminary 初步核算、annual 年报、final 最终核实
    #[arg(long, value_parser = ["flash", "preliminary", "annual", "final"])]
    pub(crate) vintage: Option<String>,
    /// 谁提供的，如 统计局
    #[arg(long)]
    pub(crate) from: Option<String>,
    /// 收进这个批次
    #[arg(long, required_unless_present = "period", conflicts_with = "period")]
    pub(crate) round: Option<String>,
    /// 哪一期的数，如 2020、2020Q1；没有这一期的批次就新建一个，名称带“（基期）”
    #[arg(long)]
    pub(crate) period: Option<String>,
}

#[derive(Args)]
pub(crate) struct ListFacts {
    /// 账本文件（.xbh）
    pub(crate) ledger: PathBuf,
    /// 只输出一个 JSON 文档
    #[arg(long)]
    pub(crate) json: bool,
}
