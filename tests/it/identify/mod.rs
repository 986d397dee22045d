//! Who reports, on which form, for which period; and what is asked when the sheet does not say it
//! plainly.

mod form;
mod period;
mod unit;

use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::batch::TakenFile;
use xianbaohui_reading::intake::Verdict;
use xianbaohui_tests::sheet::Sheet;

const TITLE: &str = "2021年一季度主要指标完成情况统计表";

const BODY: &str = "指标名称 | 计量单位 | 2021年目标 | 本季 | 累计 | 上年同期累计\n高新技术企业 | \
    家 | 10 | 2 | 3 | 2\n其中：规模以上 | 家 | 4 | 1 | 1 | 1\n其中：规模以下 | 家 | 6 | 1 | 2 | 1\
    \n技术合同成交额 | 万元 | 1000 | 100 | 300 | 200\n从业人员净增 | 人 | / | -5 | -3 | 2\n研发投入\
    占比 | % | 2 | 1.5 | 1.6 | 1.4";

fn sheet(name: &str, title: &str, line: &str) -> Sheet {
    Sheet::new(name, &format!("{title}\n{line}\n{BODY}"))
}

/// Unit, form and period of each return; or what is asked; or why it was refused; with the B
/// findings about names.
fn told(file: &TakenFile, scheme: &Scheme) -> String {
    match &file.verdict {
        Verdict::Refused { code, reason } => format!("refused {code}: {reason}"),
        Verdict::Unsure(sheets) => sheets
            .iter()
            .flat_map(|asked| &asked.doubts)
            .map(|doubt| format!("asked: {}", doubt.message))
            .collect::<Vec<_>>()
            .join(" "),
        Verdict::Ready(returns) => {
            let each = returns.iter().map(|one| {
                let hints = one
                    .taken
                    .findings
                    .iter()
                    .filter(|finding| finding.rule_name().starts_with("unit.hint"))
                    .map(|finding| format!(" {} {}", finding.severity, finding.rule_name()))
                    .collect::<Vec<_>>()
                    .concat();
                format!(
                    "{} {} {}{hints}",
                    scheme.units[one.taken.unit].name,
                    scheme.forms[one.taken.form].code,
                    one.taken.period
                )
            });
            each.collect::<Vec<_>>().join("; ")
        }
    }
}
