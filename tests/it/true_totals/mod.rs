//! Totals that tell the truth: what may be added and what not, through which units of measure, over
//! whom, against which year.

mod digits;
mod growth;
pub(crate) mod office;
mod ratios;
mod scope;
mod sums;

pub(super) use digits::formats_by_cell;

const TWO: &[(&str, &str)] = &[("青县", ""), ("沧县", "")];

fn matrix(rows: &str, columns: &str) -> String {
    format!(
        "\n[[form]]\ncode = \"M\"\nname = \"主要指标\"\nkind = \"matrix\"\ntitle = \"主要指标统计表\
            \"\nlabel = \"指标名称\"\nrows = [{rows}]\n{columns}"
    )
}

fn indicator(code: &str, name: &str, unit: &str, kind: &str, more: &str) -> String {
    format!(
        "\n[[indicator]]\ncode = \"{code}\"\nname = \"{name}\"\nunit = \"{unit}\"\ntype = \"{kind}\
            \"\n{more}\n"
    )
}

const NOW: &str =
    "\n[[form.column]]\ncode = \"now\"\nheader = \"本期\"\nyoy = true\nshare = true\n";
