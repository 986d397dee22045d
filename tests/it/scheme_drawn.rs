//! Schemes drawn by lot, with every key of the reference and texts that nobody would write. One
//! lot changed gives a scheme that is nearly the same.

mod form;

use fastrand::Rng;
use std::fmt::Write as _;

/// What a text is made of.
const PIECES: [&str; 24] = [
    "县",
    "市",
    "其中：",
    "A",
    "万元",
    " ",
    "\"",
    "'",
    "\\",
    "\n",
    "\t",
    "\r\n",
    "#",
    "=",
    "[[unit]]",
    "\u{0}",
    "\u{7f}",
    "\u{feff}",
    " > ",
    ">",
    "{year}",
    "\"\"\"",
    "'''",
    "😀",
];
const MEASURE_UNITS: [&str; 9] = [
    "家",
    "万元",
    "亿元",
    "%",
    "",
    "件/万人",
    "千人",
    "人民币万元",
    "台（套）",
];
const TYPES: [&str; 9] = [
    "stock",
    "gross-new",
    "net-change",
    "flow",
    "ratio",
    "growth",
    "rank",
    "class",
    "text",
];
const FORMULAS: [&str; 5] = [
    ">= 0",
    ">=0",
    "<> -1.50",
    "* 2 + 1 <= ([i0] - 3) / 4",
    "= -([i0])",
];

/// Lots, and how many are used.
struct Lots {
    drawn: Vec<u32>,
    at: usize,
    text: String,
}

/// The text of a scheme, made of the lots of a seed; with one of them drawn anew.
pub(crate) fn scheme(seed: u64, anew: Option<(usize, u32)>) -> String {
    let mut rng = Rng::with_seed(seed);
    let mut lots = (0..1000).map(|_| rng.u32(..)).collect::<Vec<_>>();
    if let Some((at, lot)) = anew {
        lots[at] = lot;
    }
    let mut draw = Lots {
        drawn: lots,
        at: 0,
        text: String::new(),
    };
    draw.all();
    draw.text
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => write!(out, "\\u{:04X}", u32::from(c)).unwrap(),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

impl Lots {
    fn lot(&mut self, below: usize) -> usize {
        let lot = self.drawn[self.at % self.drawn.len()];
        self.at += 1;
        lot as usize % below
    }

    fn chance(&mut self) -> bool {
        self.lot(3) == 0
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.lot(all.len())]
    }

    fn words(&mut self) -> String {
        (0..=self.lot(3)).map(|_| self.of(&PIECES)).collect()
    }

    fn key(&mut self, key: &str, value: &str) {
        writeln!(self.text, "{key} = {}", quoted(value)).unwrap();
    }

    fn maybe(&mut self, key: &str) {
        if self.chance() {
            let words = self.words();
            self.key(key, &words);
        }
    }

    fn maybe_list(&mut self, key: &str) {
        if self.chance() {
            let list = (0..self.lot(4)).map(|_| self.words()).collect::<Vec<_>>();
            self.list(key, &list);
        }
    }

    fn list(&mut self, key: &str, list: &[String]) {
        let items = list.iter().map(|item| quoted(item)).collect::<Vec<_>>();
        writeln!(self.text, "{key} = [{}]", items.join(", ")).unwrap();
    }

    fn maybe_flag(&mut self, key: &str) {
        if self.chance() {
            let flag = self.chance();
            writeln!(self.text, "{key} = {flag}").unwrap();
        }
    }

    fn maybe_number(&mut self, key: &str) {
        if self.chance() {
            let number = self.lot(4);
            writeln!(self.text, "{key} = {number}").unwrap();
        }
    }

    fn maybe_month(&mut self, key: &str) {
        if self.chance() {
            let month = self.of(&["2019-06", "2020-6", "2021-12", "2022-01"]);
            self.key(key, month);
        }
    }

    /// Some of `all`, in order; not none.
    fn some(&mut self, prefix: char, all: usize) -> Vec<String> {
        let mut some = (0..all)
            .filter(|_| self.lot(2) == 0)
            .map(|at| format!("{prefix}{at}"))
            .collect::<Vec<_>>();
        if some.is_empty() {
            some.push(format!("{prefix}0"));
        }
        some
    }

    fn all(&mut self) {
        self.text.push_str("[scheme]\ncode = \"drawn\"\n");
        let (name, version) = (self.words(), self.words());
        self.key("name", &name);
        self.key("version", &version);
        let (units, indicators) = (1 + self.lot(5), 2 + self.lot(5));
        let root = self.lot(units);
        self.key("root", &format!("u{root}"));
        self.maybe("organiser");
        self.maybe("note");
        (0..units).for_each(|at| self.unit(at, units));
        (0..indicators).for_each(|at| self.indicator(at, indicators));
        let forms = 1 + self.lot(3);
        (0..forms).for_each(|at| self.form(at, indicators));
        for code in ["2021Q1", "2020", "r"] {
            if self.lot(2) == 0 {
                self.round(code, units, forms);
            }
        }
        (0..self.lot(4)).for_each(|at| self.rule(at, indicators, forms));
    }

    fn unit(&mut self, at: usize, units: usize) {
        let name = self.words();
        writeln!(self.text, "\n[[unit]]\ncode = \"u{at}\"").unwrap();
        self.key("name", &format!("{name}{at}"));
        self.maybe("kind");
        let parent = self.lot(units);
        if parent < at {
            self.key("parent", &format!("u{parent}"));
        }
        self.maybe_list("aliases");
        self.maybe_flag("reports");
        self.maybe_month("from");
        self.maybe_month("to");
        for _ in 0..self.lot(3) {
            self.text.push_str("[[unit.former]]\n");
            let name = self.of(&["沧县", "任丘县"]);
            self.key("name", name);
            self.maybe_month("from");
            self.maybe_month("to");
        }
    }

    fn indicator(&mut self, at: usize, indicators: usize) {
        let name = self.words();
        writeln!(self.text, "\n[[indicator]]\ncode = \"i{at}\"").unwrap();
        self.key("name", &format!("{name}{at}"));
        let (unit, kind) = (self.of(&MEASURE_UNITS), self.of(&TYPES));
        self.key("unit", unit);
        self.key("type", kind);
        self.maybe_number("decimals");
        if self.chance() {
            let direction = self.of(&["higher", "lower"]);
            self.key("direction", direction);
        }
        let other = format!("i{}", (at + 1) % indicators);
        if kind == "ratio" && self.lot(2) == 0 {
            self.key("numerator", &other);
            self.key("denominator", &other);
        }
        if self.chance() {
            self.key("part_of", &other);
        }
        self.maybe_list("aliases");
        self.maybe("definition");
    }

    fn round(&mut self, code: &str, units: usize, forms: usize) {
        writeln!(self.text, "\n[[round]]\ncode = \"{code}\"").unwrap();
        let name = self.words();
        self.key("name", &name);
        if code == "r" || self.chance() {
            let period = self.of(&[
                "2021",
                "2021H1",
                "2021Q1",
                "2021M03",
                "2021M01-09",
                "2021-03",
            ]);
            self.key("period", period);
        }
        self.maybe_list("also");
        if self.chance() {
            let day = self.of(&["2021-04-10", "2021-04-11"]);
            self.key("deadline", day);
        }
        if self.chance() {
            let some = self.some('f', forms);
            self.list("forms", &some);
        }
        if self.chance() {
            let some = self.some('u', units);
            self.list("units", &some);
        }
    }

    fn rule(&mut self, at: usize, indicators: usize, forms: usize) {
        let (indicator, rest) = (self.lot(indicators), self.of(&FORMULAS));
        writeln!(self.text, "\n[[rule]]\ncode = \"r{at}\"").unwrap();
        self.key("expr", &format!("[i{indicator}] {rest}"));
        self.maybe("name");
        if self.chance() {
            let severity = self.of(&["A", "B", "C", "D"]);
            self.key("severity", severity);
        }
        if self.chance() {
            let form = self.lot(forms);
            self.key("form", &format!("f{form}"));
        }
        if self.chance() {
            let tolerance = self.of(&["auto", "0", "0.5", "0.50", "12.345"]);
            self.key("tolerance", tolerance);
        }
    }
}
