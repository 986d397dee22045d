//! Words for what the scheme text calls by a key or a token.

use crate::scheme::{Noun, TextKey};

pub(super) fn noun_name(noun: Noun) -> &'static str {
    match noun {
        Noun::Scheme => "制度",
        Noun::Unit => "填报单位",
        Noun::FormerName => "曾用名",
        Noun::Indicator => "指标",
        Noun::Form => "报表",
        Noun::Row => "行",
        Noun::Column => "列",
        Noun::Field => "字段",
        Noun::Round => "批次",
        Noun::Rule => "审核公式",
        Noun::Register => "名录",
        Noun::Statement => "依据",
        Noun::Target => "目标",
    }
}

pub(super) fn key_name(noun: Noun, key: TextKey) -> &'static str {
    match (noun, key) {
        (_, TextKey::Code) => "代码",
        (_, TextKey::Name) => "名称",
        (_, TextKey::Version) => "版本",
        (_, TextKey::Root) => "汇总单位",
        (_, TextKey::Organiser) => "主办单位",
        (_, TextKey::Note) => "说明",
        (Noun::Form, TextKey::Kind) => "表式",
        (_, TextKey::Kind) => "类别",
        (_, TextKey::Parent) => "上级单位",
        (Noun::Row | Noun::Indicator, TextKey::Aliases) => "其他写法",
        (_, TextKey::Aliases) => "别名",
        (_, TextKey::Reports) => "是否填报",
        (_, TextKey::From) => "起始月份",
        (_, TextKey::To) => "终止月份",
        (_, TextKey::Grown) => "并入的区域",
        (_, TextKey::Unit) => "计量单位",
        (_, TextKey::Type) => "类型",
        (_, TextKey::Decimals) => "小数位数",
        (_, TextKey::Direction) => "优劣方向",
        (_, TextKey::Numerator) => "分子",
        (_, TextKey::Denominator) => "分母",
        (_, TextKey::PartOf) => "所属总项",
        (_, TextKey::Definition) => "口径",
        (_, TextKey::Title) => "表名",
        (_, TextKey::Titles) => "表名的其他写法",
        (_, TextKey::UnitNote) => "全表计量单位",
        (_, TextKey::Ignore) => "不读取的表头",
        (_, TextKey::Printed) => "表上印好的文字",
        (_, TextKey::Required) => "是否必报",
        (_, TextKey::Total) => "合计位置",
        (Noun::Row, TextKey::Label) => "表上名称",
        (_, TextKey::Label) => "指标名称栏表头",
        (_, TextKey::MeasureUnit) => "计量单位栏表头",
        (_, TextKey::UnitColumn) => "单位名称栏表头",
        (_, TextKey::Rows | TextKey::Indicator) => "指标",
        (_, TextKey::Header) => "表头",
        (_, TextKey::Headers) => "表头的其他写法",
        (_, TextKey::Role) => "作用",
        (_, TextKey::Of) => "分子列",
        (_, TextKey::Base) => "基数列",
        (_, TextKey::FormOf) => "比率写法",
        (_, TextKey::InTable) => "是否列入汇总表",
        (_, TextKey::Yoy) => "是否加同比",
        (_, TextKey::Share) => "是否加占比",
        (_, TextKey::Values) => "可选内容",
        (_, TextKey::Key) => "是否用来认定一条",
        (_, TextKey::Sum) => "是否合计",
        (_, TextKey::Period) => "报告期",
        (_, TextKey::Also) => "报告期的其他写法",
        (_, TextKey::Deadline) => "截止日期",
        (_, TextKey::Forms) => "报表",
        (_, TextKey::Units) => "应报单位",
        (_, TextKey::Expr) => "公式",
        (_, TextKey::Severity) => "审核级别",
        (Noun::Register, TextKey::Form) => "登记名册",
        (_, TextKey::Form) => "所审报表",
        (_, TextKey::Tolerance) => "允差",
        (_, TextKey::Each) => "逐行审核的名册",
        (_, TextKey::Except) => "* 不包括的指标",
        (_, TextKey::Missing) => "缺数时",
        (_, TextKey::Measure) => "计量单位的核对",
        (_, TextKey::Group) => "分组",
        (_, TextKey::Owner) => "数据来源部门",
        (_, TextKey::Lag) => "数据年度早几年",
        (_, TextKey::Personal) => "是否个人信息",
        (_, TextKey::Status) => "状态字段",
        (_, TextKey::Ended) => "不再计数的状态",
        (_, TextKey::ValidUntil) => "有效期字段",
        (_, TextKey::Remind) => "到期前几天提醒",
        (_, TextKey::Events) => "是否按期发生",
        (_, TextKey::CheckedAgainst) => "对照的黑名单",
        (_, TextKey::Counts) => "与家数核对的指标",
        (_, TextKey::Reporter) => "由谁报送",
        (_, TextKey::Systems) => "对应工作",
        (_, TextKey::ShowLast) => "是否附上期数",
        (_, TextKey::Source) => "来源文件",
        (_, TextKey::City) => "城市",
        (_, TextKey::Text) => "原文名称",
        (_, TextKey::Value) => "原文数值",
        (_, TextKey::Qualifier) => "限定语",
        (_, TextKey::Scope) => "范围",
        (_, TextKey::Column) => "栏目",
        (_, TextKey::Aim) => "怎样算完成",
        (_, TextKey::Meaning) => "公式所指",
    }
}

/// Tokens that a key knows, and what they are called.
const TOKENS: [(TextKey, &str, &str); 49] = [
    (TextKey::Type, "stock", "总数"),
    (TextKey::Type, "gross-new", "新增"),
    (TextKey::Type, "net-change", "净增"),
    (TextKey::Type, "flow", "本期发生"),
    (TextKey::Type, "ratio", "比率"),
    (TextKey::Type, "growth", "增速"),
    (TextKey::Type, "rank", "位次"),
    (TextKey::Type, "class", "类别"),
    (TextKey::Type, "text", "文字"),
    (TextKey::Type, "number", "数"),
    (TextKey::Type, "date", "日期"),
    (TextKey::Type, "code", "编号"),
    (TextKey::Type, "credit-code", "统一社会信用代码"),
    (TextKey::Type, "id-number", "身份证号"),
    (TextKey::Type, "phone", "电话"),
    (TextKey::Type, "unit", "填报单位"),
    (TextKey::Type, "choice", "选项"),
    (TextKey::Direction, "higher", "越高越好"),
    (TextKey::Direction, "lower", "越低越好"),
    (TextKey::Kind, "matrix", "指标表"),
    (TextKey::Kind, "county-table", "分县表"),
    (TextKey::Kind, "roster", "名册"),
    (TextKey::Total, "first", "首行"),
    (TextKey::Total, "last", "末行"),
    (TextKey::Role, "value", "数"),
    (TextKey::Role, "growth", "增速"),
    (TextKey::Role, "completion", "完成率"),
    (TextKey::Role, "share", "占比"),
    (TextKey::Role, "rank", "位次"),
    (TextKey::Role, "text", "文字"),
    (TextKey::FormOf, "percent", "百分数（37.1）"),
    (TextKey::FormOf, "ratio", "小数（0.371）"),
    (TextKey::Tolerance, "auto", "自动"),
    (TextKey::Reporter, "county", "各填报单位"),
    (TextKey::Reporter, "city", "汇总单位"),
    (TextKey::Reporter, "department", "其他部门"),
    (TextKey::Kind, "actual", "实绩"),
    (TextKey::Kind, "target", "目标"),
    (TextKey::Aim, "reach", "达到"),
    (TextKey::Aim, "at-least", "以上（不少于）"),
    (TextKey::Aim, "more-than", "超过"),
    (TextKey::Aim, "strive", "力争达到"),
    (TextKey::Aim, "doubled", "翻番"),
    (TextKey::Aim, "average", "达到全省平均水平"),
    (TextKey::Aim, "better-rank", "进位"),
    (TextKey::Aim, "first", "零的突破"),
    (TextKey::Aim, "each-at-least", "每个县（市、区）不少于"),
    (TextKey::Aim, "units-reach", "点名的县（市、区）达到"),
    (TextKey::Aim, "milestone", "按时完成"),
];

/// What a token is called; nothing for a text of the scheme's own.
pub(super) fn token_name(noun: Noun, key: TextKey, token: &str) -> Option<&'static str> {
    // a unit's kind is a word of the bureau's
    if noun == Noun::Unit {
        return None;
    }
    let known = TOKENS
        .iter()
        .find(|(of, known, _)| *of == key && *known == token);
    known.map(|(_, _, name)| *name)
}

/// Whether a key says what stands on paper, in words that are quoted.
pub(super) fn is_wording(key: TextKey) -> bool {
    matches!(
        key,
        TextKey::Name
            | TextKey::Organiser
            | TextKey::Note
            | TextKey::Aliases
            | TextKey::Definition
            | TextKey::Title
            | TextKey::Titles
            | TextKey::Ignore
            | TextKey::Printed
            | TextKey::Label
            | TextKey::MeasureUnit
            | TextKey::UnitColumn
            | TextKey::Header
            | TextKey::Headers
            | TextKey::Values
            | TextKey::Also
            | TextKey::Expr
            | TextKey::Group
            | TextKey::Owner
            | TextKey::Ended
            | TextKey::Systems
            | TextKey::Text
            | TextKey::Value
            | TextKey::Qualifier
            | TextKey::Scope
            | TextKey::Meaning
    )
}
