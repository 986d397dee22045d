//! Forms drawn by lot.

use super::{Lots, MEASURE_UNITS};
use std::fmt::Write as _;

const ROLES: [&str; 6] = ["value", "growth", "completion", "share", "rank", "text"];
const FIELD_TYPES: [&str; 9] = [
    "text",
    "number",
    "date",
    "code",
    "credit-code",
    "id-number",
    "phone",
    "unit",
    "choice",
];

impl Lots {
    pub(super) fn form(&mut self, at: usize, indicators: usize) {
        let kind = self.of(&["matrix", "county-table", "roster"]);
        writeln!(self.text, "\n[[form]]\ncode = \"f{at}\"\nkind = \"{kind}\"").unwrap();
        let (name, title) = (self.words(), self.words());
        self.key("name", &name);
        self.key("title", &title);
        self.maybe_list("titles");
        if self.chance() {
            let unit = self.of(&[
                "千元",
                "百万元",
                "万平方米",
                "‰",
                "个百分点",
                "千人",
                "万",
                "件/万人",
            ]);
            self.key("unit_note", unit);
        }
        self.maybe_list("ignore");
        self.maybe_flag("required");
        if self.chance() {
            let place = self.of(&["first", "last"]);
            self.key("total", place);
        }
        self.maybe("note");
        match kind {
            "matrix" => self.matrix(indicators),
            "county-table" => {
                let header = self.words();
                self.key("unit_column", &header);
                for at in 0..=self.lot(3) {
                    let indicator = format!("i{}", self.lot(indicators));
                    self.column(at, Some(&indicator));
                }
            }
            _ => (0..=self.lot(4)).for_each(|at| self.field(at)),
        }
    }

    fn matrix(&mut self, indicators: usize) {
        let label = self.words();
        self.key("label", &label);
        self.maybe("measure_unit");
        let mut rows = self.some('i', indicators);
        if self.chance() {
            rows.reverse();
        }
        self.list("rows", &rows);
        for row in rows {
            if self.chance() {
                self.text.push_str("[[form.row]]\n");
                self.key("indicator", &row);
                self.maybe("label");
                self.maybe_list("aliases");
                self.maybe_flag("required");
            }
        }
        (0..=self.lot(3)).for_each(|at| self.column(at, None));
    }

    fn header(&mut self) {
        let header = self.words();
        self.key("header", &format!("{header}x"));
        self.maybe("name");
        self.maybe_list("headers");
    }

    fn column(&mut self, at: usize, indicator: Option<&str>) {
        let role = self.of(&ROLES);
        writeln!(
            self.text,
            "[[form.column]]\ncode = \"c{at}\"\nrole = \"{role}\""
        )
        .unwrap();
        self.header();
        if let Some(indicator) = indicator {
            self.key("indicator", indicator);
        }
        if matches!(role, "growth" | "completion") {
            // of a county table's columns, only those of one indicator belong together
            let of = if indicator.is_some() {
                at
            } else {
                self.lot(at + 1)
            };
            self.key("of", &format!("c{of}"));
            self.key("base", &format!("c{at}"));
        }
        if self.chance() {
            let form = self.of(&["percent", "ratio"]);
            self.key("form_of", form);
        }
        self.maybe_number("decimals");
        for key in ["required", "in_table", "yoy", "share"] {
            self.maybe_flag(key);
        }
    }

    fn field(&mut self, at: usize) {
        let kind = self.of(&FIELD_TYPES);
        writeln!(
            self.text,
            "[[form.field]]\ncode = \"d{at}\"\ntype = \"{kind}\""
        )
        .unwrap();
        self.header();
        self.maybe_number("decimals");
        if self.chance() {
            let unit = self.of(&MEASURE_UNITS);
            self.key("unit", unit);
        }
        if kind == "choice" {
            let words = vec![self.words(), self.words()];
            self.list("values", &words);
        }
        if kind == "number" {
            self.maybe_flag("sum");
        }
        if at == 0 {
            self.text.push_str("key = true\n");
        } else {
            self.maybe_flag("key");
        }
        self.maybe_flag("required");
    }
}
