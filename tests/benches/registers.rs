//! 名录 as the window asks for it, with as many entries as a city has, and as a province: opened,
//! narrowed, sorted, paged; beside the same texts looked through and sorted in a bare list.

use crate::child::{Clock, Cost};
use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::returns::{Binding, CellCounts, Entry, FieldValue, Return, Taken};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::Hand;
use xianbaohui_desk::app_error::AppError;
use xianbaohui_desk::desk::Desk;
use xianbaohui_desk::host::{Host, Purpose, SamplePlaces};
use xianbaohui_desk::register::{Choice, decide};
use xianbaohui_ledger::{Ledger, Prepared};
use xianbaohui_tests::{Outcome, generate};

/// What is made: the job, units, entries a unit.
pub(crate) const SIZES: [(&str, usize, usize); 2] =
    [("register-city", 20, 500), ("register-province", 200, 1500)];

/// No part of a second longer than this is waited for, once a register is open.
pub(crate) const LIMIT: f64 = 0.1;

const AT: &str = "2022-01-05 09:00:00";

/// What a page asks for: name, what is narrowed to, what is sorted by, from where.
const ASKED: [(&str, &str, &str, u32); 9] = [
    ("first page", "", "", 0),
    ("last page", "", "", u32::MAX),
    ("words", "精密机械", "", 0),
    ("state", "lapsed", "", 0),
    ("unit", "u7", "", 0),
    ("by name", "", "1", 0),
    ("by figure", "", "8-", 0),
    ("by day, narrowed", "精密机械", "6", 0),
    ("same, next page", "精密机械", "6", 100),
];

/// A program without dialogs.
#[derive(Debug)]
struct Around(PathBuf);

impl Host for Around {
    fn started_with(&self) -> Vec<PathBuf> {
        vec![self.0.clone()]
    }

    fn dialogs(&self) -> Result<(), AppError> {
        Ok(())
    }

    fn pick(&self, _: Purpose, _: &str) -> Result<Vec<PathBuf>, AppError> {
        Ok(Vec::new())
    }

    fn sample(&self) -> Result<SamplePlaces, AppError> {
        Err(AppError::new("sample.io", "没有示例"))
    }
}

/// Does one of them; the time of a part is the longest of three.
pub(crate) fn run(what: &str, folder: &Path) -> Outcome<Cost> {
    let (_, units, each) = SIZES
        .iter()
        .find(|(name, ..)| *name == what)
        .ok_or_else(|| format!("no job “{what}”"))?;
    let path = ledger(folder, *units, *each)?;
    let all = u32::try_from(units * each)?;
    let desk = Desk::new(Arc::new(Around(path.clone())));
    let ask = |verb: &str, arguments| {
        let told = desk.call(verb, arguments, &|_| {});
        told.map_err(|error| format!("{verb}: {error:?}"))
    };
    desk.give([&path]);
    ask("open_ledger", json!({ "path": path }))?;
    let mut clock = Clock::start();
    let listed = ask("registers", json!({}))?;
    clock.part("list of registers");
    if !listed.contains(&format!("\"entries\":{all}")) {
        return Err(format!("not all are there: {listed}").into());
    }
    for (name, narrowed, sorted, from) in ASKED {
        let own = |is: bool| is.then_some(narrowed);
        let is_state = narrowed == "lapsed";
        let is_unit = narrowed.starts_with('u');
        let words = own(!is_state && !is_unit).unwrap_or_default();
        let column = sorted.trim_end_matches('-').parse::<u32>().ok();
        let asked = json!({
            "of": {
                "register": "firm", "unit": own(is_unit), "state": own(is_state), "text": words,
            },
            "offset": if from == u32::MAX { all - 50 } else { from },
            "limit": 100,
            "sort": column.map(|column| json!({
                "column": column, "descending": sorted.ends_with('-'),
            })),
        });
        let page = ask("register_rows", asked)?;
        clock.part(name);
        if !page.contains("91130") {
            return Err(format!("{name}: nothing was found").into());
        }
    }
    ask(
        "register_entry",
        json!({ "register": "firm", "id": code(7) }),
    )?;
    clock.part("one entry");
    Ok(clock.stop())
}

/// The same texts in a list: looked through, and sorted.
pub(crate) fn bare(units: usize, each: usize) -> (f64, f64) {
    let all = (0..units * each).map(|at| format!("{}\n{}", name(at, units), code(at)));
    let mut all = all.collect::<Vec<_>>();
    let start = Instant::now();
    let found = all.iter().filter(|text| text.contains("精密机械")).count();
    let looked = start.elapsed().as_secs_f64();
    let start = Instant::now();
    all.sort();
    let sorted = start.elapsed().as_secs_f64();
    // nothing of it is left out by the compiler
    std::hint::black_box((found, &all));
    (looked, sorted)
}

fn name(at: usize, units: usize) -> String {
    let kinds = [
        "精密机械制造",
        "新能源科技",
        "生物医药",
        "智能装备",
        "环保材料",
    ];
    let mixed = at * 7_919 % 1_000_003;
    format!(
        "{}{}{mixed}有限公司",
        generate::unit_name(at % units),
        kinds[at % kinds.len()]
    )
}

fn code(at: usize) -> String {
    format!("91130{:09}XBHK", at * 7_919 % 1_000_003)
}

fn scheme(units: usize) -> Outcome<Scheme> {
    let mut text = String::from(
        "[scheme]\ncode = \"many\"\nname = \"名录\"\nversion = \"1\"\nroot = \"0\"\n\n\
        [[unit]]\ncode = \"0\"\nname = \"示例市\"\n\n",
    );
    // writing to a string cannot fail
    for at in 0..units {
        let name = generate::unit_name(at);
        let _ = write!(
            text,
            "[[unit]]\ncode = \"u{at}\"\nname = \"{name}\"\nparent = \"0\"\n\n"
        );
    }
    text.push_str(
        "[[form]]\ncode = \"S3\"\nname = \"企业名单\"\nkind = \"roster\"\ntitle = \"企业名单\"\n\n",
    );
    for (code, header, more) in [
        ("company", "企业名称", "required = true"),
        (
            "credit",
            "统一社会信用代码",
            "type = \"code\"\nkey = true\nrequired = true",
        ),
        ("field", "技术领域", ""),
        ("number", "证书编号", "type = \"code\""),
        ("issued", "发证日期", "type = \"date\""),
        ("expires", "有效期至", "type = \"date\""),
        (
            "status",
            "状态",
            "type = \"choice\"\nvalues = [\"正常\", \"撤销\"]",
        ),
        ("revenue", "营业收入", "type = \"number\"\nunit = \"万元\""),
        ("rd", "研发费用", "type = \"number\"\nunit = \"万元\""),
        ("staff", "职工", "type = \"number\"\nunit = \"人\""),
        ("contact", "联系人", ""),
        ("phone", "联系电话", "type = \"phone\"\npersonal = true"),
    ] {
        let _ = write!(
            text,
            "[[form.field]]\ncode = \"{code}\"\nheader = \"{header}\"\n{more}\n\n"
        );
    }
    text.push_str(
        "[[register]]\ncode = \"firm\"\nname = \"企业\"\nform = \"S3\"\nstatus = \"status\"\n\
        ended = [\"撤销\"]\nvalid_until = \"expires\"\n\n\
        [[round]]\ncode = \"2021Q1\"\nname = \"2021年一季度\"\nperiod = \"2021Q1\"\n",
    );
    Ok(Scheme::parse("many", &text)?)
}

fn entry(at: usize, row: usize, units: usize) -> Outcome<Entry> {
    let text = |text: String| (Datum::Text(text.clone()), text);
    let figure = |digits: usize| {
        let number = Decimal::of_digits(digits as i128, 2).unwrap_or_default();
        (Datum::Number(number), number.to_string())
    };
    let fields = ["先进制造与自动化", "新材料", "电子信息", "生物与新医药"];
    let month = at % 12 + 1;
    let all = [
        text(name(at, units)),
        text(code(at)),
        text(fields[at % fields.len()].to_owned()),
        text(format!("GR2018{at:08}")),
        text(format!("2018-{month:02}-15")),
        text(format!("20{}-{month:02}-15", 20 + at % 4)),
        text(
            if at.is_multiple_of(50) {
                "撤销"
            } else {
                "正常"
            }
            .to_owned(),
        ),
        figure(at * 7_919 % 100_000_000),
        figure(at * 104_729 % 10_000_000),
        figure(at % 900 * 100),
        text(format!("张{}", at % 100)),
        text(format!("139{:08}", at * 31 % 100_000_000)),
    ];
    let fields = (0..).zip(all).map(|(column, (datum, raw))| FieldValue {
        datum,
        raw: raw.into(),
        sheet_column: Some(column),
        note: None,
    });
    Ok(Entry {
        row: u32::try_from(row)? + 3,
        fields: fields.collect(),
    })
}

/// A ledger with a register, made once.
fn ledger(folder: &Path, units: usize, each: usize) -> Outcome<PathBuf> {
    let name = |part: &str| folder.join(format!("register-{units}x{each}{part}.xbh"));
    let (path, beside) = (name(""), name(".part"));
    if path.exists() {
        return Ok(path);
    }
    std::fs::create_dir_all(folder)?;
    for suffix in ["", "-wal", "-shm"] {
        let _ =
            std::fs::remove_file(folder.join(format!("register-{units}x{each}.part.xbh{suffix}")));
    }
    let scheme = scheme(units)?;
    {
        let mut ledger = Ledger::create(&beside, scheme.clone(), AT, "bench")?;
        let round = scheme.rounds.first().ok_or("no round")?;
        let mut batch = ledger.batch(round, AT, "bench")?;
        for unit in 0..units {
            let entries = (0..each).map(|row| entry(row * units + unit, row, units));
            let taken = Taken {
                taken: Return {
                    unit: unit + 1,
                    form: 0,
                    period: round.period,
                    sheet: "企业名单".to_owned(),
                    values: Vec::new(),
                    entries: entries.collect::<Outcome<_>>()?,
                    totals: Vec::new(),
                    cells: CellCounts::default(),
                    findings: Vec::new(),
                    binding: Binding::default(),
                },
                evidence: Vec::new(),
                clue: None,
            };
            let (name, prepared) = (format!("{unit}"), Prepared::of(&taken, &scheme)?);
            batch.add(&name, &name, name.as_bytes(), &[prepared])?;
        }
        batch.finish()?;
        let hand = Hand {
            at: AT.to_owned(),
            who: "bench".to_owned(),
        };
        decide(&mut ledger, "firm", &Choice::default(), None, ("", &hand))?;
    }
    std::fs::rename(beside, &path)?;
    Ok(path)
}
