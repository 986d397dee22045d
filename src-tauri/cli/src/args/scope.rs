//! Of which units a consolidation is.

use clap::{Args, ValueEnum};
use xianbaohui_core::record::{Record, RecordError};
use xianbaohui_core::scheme::Round;
use xianbaohui_results::scope::{Scope, ScopeKind};

#[derive(Args)]
pub(crate) struct ScopeArguments {
    /// 只汇总这些单位，代码或名称，逗号分开；不写就是全部应报单位
    #[arg(long, value_delimiter = ',')]
    pub(crate) units: Vec<String>,
    /// 怎样汇总；不写就是选择汇总
    #[arg(long, value_enum, requires = "units")]
    pub(crate) scope: Option<ScopeWord>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ScopeWord {
    /// 节点汇总：一个单位自己报的数
    Node,
    /// 全汇总：一个单位的全部下级，和它自己报的数对照
    Full,
    /// 选择汇总：选定的单位
    Chosen,
}

impl ScopeArguments {
    /// The scope that is asked for.
    pub(crate) fn of(&self, record: &dyn Record, round: &Round) -> Result<Scope, RecordError> {
        if self.units.is_empty() {
            return Ok(Scope::All);
        }
        let kind = match self.scope {
            Some(ScopeWord::Node) => ScopeKind::Node,
            Some(ScopeWord::Full) => ScopeKind::Full,
            Some(ScopeWord::Chosen) | None => ScopeKind::Chosen,
        };
        Scope::of(record.scheme(), round, kind, &self.units)
    }
}
