//! One file from its bytes to checked returns, or to a reason why not: read → identify → extract →
//! validate. Nothing is kept here.

use crate::check::{self, validate};
use crate::extract::{extract, settle_formats};
mod apart;
mod gone;
mod told;

use crate::identify::{Context, Nearest, Other, identify};
pub use crate::insisted::Insisted;
use crate::read::{Content, InProcess, Limits, ReadError, ReadFile, Shared, Workbook, guarded};
use gone::form_that_is_gone;
use serde::{Deserialize, Serialize};
pub use told::others_periods;
use told::{
    hint, is_very_hidden, left_out, marked, missing_forms, not_expected, other_period, other_unit,
    period_hint,
};
use xianbaohui_core::evidence::{Doubt, Evidence};
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::period::Period;
use xianbaohui_core::personal::{self, Said};
use xianbaohui_core::pointing::{SheetPointing, SheetSaid};
use xianbaohui_core::remembered::{Clue, Remembered};
use xianbaohui_core::returns::{Binding, Taken};
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::standing::Standing;

/// What is known beforehand, for all files of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Intake<'a> {
    /// the scheme in force
    pub scheme: &'a Scheme,
    /// the round imported into; without one the sheet itself must say its period
    pub round: Option<&'a Round>,
    /// figures of a year earlier
    pub history: Option<&'a FactSet>,
    /// personal data that units said before: masked cells stand for them
    pub said: Option<&'a Said>,
    /// what a file may cost
    pub limits: Limits,
    /// unit that the officer said
    pub unit: Option<&'a str>,
    /// form that the officer said
    pub form: Option<&'a str>,
    /// what the officer says although the sheets say otherwise
    pub insisted: &'a Insisted,
    /// where files are taken in
    pub reader: &'a dyn ReadFile,
    /// all of this that holds for the whole batch, made ready for the processes that files are
    /// taken in by
    pub shared: Option<&'a Shared>,
    /// tried on files that ask for one; never kept
    pub passwords: &'a [String],
    /// answers that the officer gave before
    pub remembered: Option<&'a Remembered>,
    /// what the officer pointed at
    pub pointed: &'a [SheetPointing],
    /// what the officer said of sheets
    pub sheets: &'a [SheetSaid],
    /// returns of the ledger that a new one may replace in part or contradict
    pub standing: &'a [Standing],
}

impl<'a> Intake<'a> {
    /// Nothing is known but the scheme; files are read in this process.
    pub fn of(scheme: &'a Scheme) -> Self {
        Self {
            scheme,
            round: None,
            history: None,
            said: None,
            limits: Limits::default(),
            unit: None,
            form: None,
            insisted: <&Insisted>::default(),
            reader: &InProcess,
            shared: None,
            passwords: &[],
            remembered: None,
            pointed: &[],
            sheets: &[],
            standing: &[],
        }
    }
}

/// What one file is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Verdict {
    /// returns, ready to be committed
    Ready(Vec<Taken>),
    /// something must be asked first
    Unsure(Vec<Asked>),
    /// not taken: stable code, reason and what to do
    Refused {
        /// stable code for programs
        code: String,
        /// the sentence
        reason: String,
    },
}

/// A sheet about which something must be asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Asked {
    /// name of the sheet
    pub sheet: String,
    /// the form it seems to be
    pub form: usize,
    /// the unit, if known
    pub unit: Option<usize>,
    /// the period, if known
    pub period: Option<Period>,
    /// what is known
    pub evidence: Vec<Evidence>,
    /// what must be asked
    pub doubts: Vec<Doubt>,
    /// units it may be
    pub units: Vec<usize>,
    /// forms it may be
    pub forms: Vec<usize>,
    /// where header and columns were found
    pub binding: Binding,
    /// what an answer is remembered by
    pub clue: Option<Clue>,
}

/// What must be asked about the sheets of a file, each sentence once. Of several sheets it says
/// which it is about.
pub fn asked_once(asked: &[Asked]) -> Vec<String> {
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for (sheet, doubt) in asked.iter().flat_map(|one| {
        one.doubts
            .iter()
            .map(|doubt| (one.sheet.as_str(), doubt.message.as_str()))
    }) {
        match told.iter_mut().find(|(message, _)| *message == doubt) {
            Some((_, sheets)) if !sheets.contains(&sheet) => sheets.push(sheet),
            Some(_) => {}
            None => told.push((doubt, vec![sheet])),
        }
    }
    let sentence = |(message, sheets): (&str, Vec<&str>)| {
        let names = sheets
            .iter()
            .map(|sheet| format!("“{sheet}”"))
            .collect::<Vec<_>>();
        if asked.len() < 2 || names.iter().all(|name| message.contains(name)) {
            message.to_owned()
        } else {
            format!("工作表{}：{message}", names.join("、"))
        }
    };
    told.into_iter().map(sentence).collect()
}

impl Verdict {
    /// A file that could not be read.
    pub fn refused(error: &ReadError) -> Self {
        Self::Refused {
            code: error.code().to_owned(),
            reason: error.to_string(),
        }
    }
}

/// Takes a file in, in this process.
pub fn take_here(bytes: &[u8], name: &str, intake: &Intake<'_>) -> Result<Verdict, ReadError> {
    guarded(|| {
        let reader = intake.reader;
        let mut workbook = reader.workbook(bytes, &intake.limits, intake.passwords)?;
        settle_formats(&mut workbook);
        Ok(recognise(&workbook, name, intake))
    })
}

fn recognise(workbook: &Workbook, name: &str, intake: &Intake<'_>) -> Verdict {
    let scheme = intake.scheme;
    let context = Context {
        round: intake.round,
        file: name,
        unit: intake.unit,
        form: intake.form,
        insisted: intake.insisted,
        remembered: intake.remembered,
        pointed: intake.pointed,
        sheets: intake.sheets,
    };
    let found = identify(workbook, scheme, &context);
    let read = found.sheets.iter().map(|sheet| sheet.grid);
    let is_said = intake.form.is_some() || !intake.sheets.is_empty();
    let old = form_that_is_gone(workbook, scheme, &read.collect::<Vec<_>>());
    if let Some(reason) = old.filter(|_| !is_said) {
        return Verdict::Refused {
            code: "identify.old-form".into(),
            reason,
        };
    }
    if found.sheets.is_empty() {
        // a form of the scheme that this round does not ask for is said to be that
        if let Some(refused) = intake
            .round
            .and_then(|round| of_another_round(workbook, scheme, round, &context))
        {
            return refused;
        }
        return Verdict::Refused {
            code: "identify.unknown-form".into(),
            reason: unlike(&found.others, workbook, scheme),
        };
    }
    if found
        .sheets
        .iter()
        .any(|sheet| !sheet.doubts.is_empty() || sheet.unit.is_none() || sheet.period.is_none())
    {
        let asked = found.sheets.into_iter().map(|sheet| Asked {
            sheet: workbook.grids[sheet.grid].name.clone(),
            form: sheet.form,
            unit: sheet.unit,
            period: sheet.period,
            evidence: sheet.evidence,
            doubts: sheet.doubts,
            units: sheet.unit_candidates,
            forms: sheet.form_candidates,
            binding: Binding {
                turned: sheet.turned,
                ..sheet.bound.binding(Vec::new())
            },
            clue: sheet.clue,
        });
        return Verdict::Unsure(asked.collect());
    }
    let mut returns = Vec::new();
    for sheet in &found.sheets {
        let (Some(unit), Some(period)) = (sheet.unit, sheet.period) else {
            continue;
        };
        let mut taken = extract(workbook, scheme, sheet, unit, period);
        match intake.said {
            Some(said) => said.settle(&mut taken, scheme),
            None => Said::default().settle(&mut taken, scheme),
        }
        hint(&mut taken, &sheet.evidence, sheet.clue.as_ref(), scheme);
        other_unit(&mut taken, &sheet.evidence, scheme);
        other_period(&mut taken, &sheet.evidence, intake.round);
        marked(&mut taken, sheet.mark.as_ref(), scheme);
        period_hint(&mut taken, &sheet.evidence, intake.round);
        validate(&mut taken, scheme, intake.round, intake.history);
        not_expected(&mut taken, scheme, intake.round);
        returns.push(Taken {
            taken,
            evidence: sheet.evidence.clone(),
            clue: sheet.clue.clone(),
        });
    }
    left_out(&found.others, workbook, scheme, &mut returns);
    let due = (scheme, intake.round);
    missing_forms(&found.others, workbook, due, &mut returns);
    for one in &mut returns {
        let form = &scheme.forms[one.taken.form];
        personal::in_findings(form, &one.taken.entries, &mut one.taken.findings);
        check::identify(&mut one.taken, scheme, intake.round);
    }
    Verdict::Ready(returns)
}

/// A file with forms of the scheme, none of which the round asks for.
fn of_another_round(
    workbook: &Workbook,
    scheme: &Scheme,
    round: &Round,
    context: &Context<'_>,
) -> Option<Verdict> {
    let found = identify(
        workbook,
        scheme,
        &Context {
            round: None,
            ..*context
        },
    );
    let mut forms = found
        .sheets
        .iter()
        .map(|sheet| sheet.form)
        .filter(|form| !round.forms.contains(&scheme.forms[*form].code))
        .collect::<Vec<_>>();
    forms.sort_unstable();
    forms.dedup();
    if forms.is_empty() {
        return None;
    }
    let named = |forms: &mut dyn Iterator<Item = &str>| {
        forms
            .map(|name| format!("“{name}”"))
            .collect::<Vec<_>>()
            .join("、")
    };
    let own = named(&mut forms.iter().map(|form| scheme.forms[*form].name.as_str()));
    let asked = named(
        &mut round
            .forms
            .iter()
            .filter_map(|code| scheme.form(code))
            .map(|form| form.name.as_str()),
    );
    let reason = format!(
        "这是{own}，本批次“{}”不收这张报表（本批次收：{asked}）。\
            请核对是不是选错了批次，或发错了文件。",
        round.name
    );
    Some(Verdict::Refused {
        code: "identify.not-in-round".into(),
        reason,
    })
}

/// Why nothing is known of a sheet whose words nobody can see.
fn unseen(others: &[Other], workbook: &Workbook) -> Option<String> {
    /// so many words are a sheet
    const LEAST: usize = 4;
    let is_unseen = |own: &&Other| {
        let cells = workbook.grids[own.grid].cells().iter();
        let words = cells.filter(|cell| matches!(cell.content, Content::Text(_)));
        let words = words.filter(|cell| !cell.is_blank());
        let all = words.clone().count();
        let unseen = words.filter(|cell| cell.veil.covers_words()).count();
        all >= LEAST && unseen * 2 > all
    };
    let sheet = &workbook.grids[others.iter().find(is_unseen)?.grid].name;
    Some(format!(
        "工作表“{sheet}”上的字大多看不见：和底色一样、太小、划掉了，或者用了符号字体，\
            认不出是哪张报表。请填报单位把字改成看得见的，核对后再报。"
    ))
}

fn unlike(others: &[Other], workbook: &Workbook, scheme: &Scheme) -> String {
    if !others.is_empty() && others.iter().all(|other| other.left_out) {
        return "文件里的工作表都指明了不读取，没有要收的。要收哪一张，请重新指明。".into();
    }
    let mut hidden = others.iter().filter(|own| is_very_hidden(own, workbook));
    if let Some((other, nearest)) = hidden.find_map(|own| Some((own, own.nearest?))) {
        let (sheet, form) = (
            &workbook.grids[other.grid].name,
            &scheme.forms[nearest.form].name,
        );
        return format!(
            "工作表“{sheet}”像“{form}”，但被深度隐藏，菜单里取消不了，没有读取；其余的不像本制度的\
                任何报表。请填报单位把它显示出来，核对后再报。"
        );
    }
    if let Some(unseen) = unseen(others, workbook) {
        return unseen;
    }
    let nearest = others
        .iter()
        .filter_map(|other| other.nearest)
        .max_by_key(|nearest| nearest.matched * 1000 / nearest.asked.max(1));
    let known = scheme
        .forms
        .iter()
        .map(|form| form.name.as_str())
        .collect::<Vec<_>>()
        .join("、");
    match nearest {
        Some(Nearest {
            form,
            matched,
            asked,
        }) if matched * 5 >= asked * 4 => {
            let form = &scheme.forms[form].name;
            format!(
                "不能认定是哪张报表：表头像“{form}”（对上 {matched}/{asked}），但表里的行大多对不上\
                    这张报表的指标或单位。请核对是不是发错了文件，或只发了一部分；本制度的报表\
                    有：{known}。"
            )
        }
        Some(Nearest {
            form,
            matched,
            asked,
        }) => {
            format!(
                "不像本制度的任何报表：最接近的是“{}”，表头只对上 {matched}/{asked}。请核对是不是发\
                    错了文件；本制度的报表有：{known}。",
                scheme.forms[form].name
            )
        }
        None => format!(
            "不是本制度的报表：一个表头也对不上。请核对是不是发错了文件；本制度的报表有：{known}。"
        ),
    }
}
