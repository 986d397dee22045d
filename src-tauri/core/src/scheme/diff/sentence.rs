//! A change told to people; terminal and window say it in these words.

use super::change::{About, Change};
use super::effect::Effect;
use super::what::What;
use super::word::{is_wording, key_name, noun_name, token_name};
use crate::scheme::{Noun, Scheme, TextKey, TextValue};

/// Longer lists of what came or went are counted, not named.
const NAMED: usize = 8;

/// What changed from one scheme to the other, in one sentence, without what it means for stored
/// returns: that is [`Effect::sentence`].
pub fn sentence(change: &Change, old: &Scheme, new: &Scheme) -> String {
    let about = &change.about;
    let own = called(about);
    match &change.what {
        What::Added => format!("新增{own}。"),
        What::Removed => format!("取消{own}。"),
        What::Moved { from, to } => format!("{own}由第 {from} 位移到第 {to} 位。"),
        What::Changed { key, from, to } => {
            let key_name = key_name(about.noun, *key);
            let before = Side(about, *key, old);
            let after = Side(about, *key, new);
            if let (Some(TextValue::List(from)), Some(TextValue::List(to))) = (from, to) {
                format!("{own}的{key_name}：{}。", lists(&before, from, &after, to))
            } else {
                let (from, to) = (before.said(from.as_ref()), after.said(to.as_ref()));
                format!("{own}的{key_name}：{from} → {to}。")
            }
        }
    }
}

impl Effect {
    /// All there are, the gravest first.
    pub const GRAVEST_FIRST: [Self; 5] = [
        Self::Figures,
        Self::Results,
        Self::Names,
        Self::NewReturns,
        Self::Nothing,
    ];

    /// What it means for returns that are stored already.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Nothing => "已入库的报送件不受影响",
            Self::NewReturns => "只影响以后报来的表",
            Self::Names => "已入库的数不变，改用新名称显示，以后报来的表也按新名称认",
            Self::Results => "已入库的数不变，由此得出的合计、比率、位数或审核结果可能改变",
            Self::Figures => "已入库的数不再是现在所要的数",
        }
    }
}

fn called(about: &About) -> String {
    let noun = noun_name(about.noun);
    let own = match about.noun {
        Noun::Scheme | Noun::FormerName => format!("{noun}“{}”", about.name),
        _ if about.name == about.code => format!("{noun}“{}”", about.code),
        _ => format!("{noun}“{}”（{}）", about.name, about.code),
    };
    let own = match &about.indicator {
        Some(indicator) => format!("指标“{}”的{own}", indicator.name),
        None => own,
    };
    match (&about.within, about.noun) {
        (Some(within), Noun::FormerName) => format!("填报单位“{}”的{own}", within.name),
        (Some(within), _) => format!("报表 {} 中的{own}", within.code),
        (None, _) => own,
    }
}

/// A key of one of the two schemes.
struct Side<'a>(&'a About, TextKey, &'a Scheme);

impl Side<'_> {
    fn said(&self, value: Option<&TextValue>) -> String {
        match value {
            None => "（未写）".to_owned(),
            Some(TextValue::Flag(true)) => "是".to_owned(),
            Some(TextValue::Flag(false)) => "否".to_owned(),
            Some(TextValue::Number(number)) => number.to_string(),
            Some(TextValue::List(list)) => self.named(list),
            Some(TextValue::Text(text)) if text.is_empty() => "（空）".to_owned(),
            Some(TextValue::Text(text)) => self.word(text),
        }
    }

    fn word(&self, text: &str) -> String {
        let Self(about, key, _) = self;
        if let Some(name) = token_name(about.noun, *key, text) {
            name.to_owned()
        } else if is_wording(*key) {
            format!("“{text}”")
        } else {
            self.name(text).unwrap_or(text).to_owned()
        }
    }

    /// Name of what a code stands for.
    fn name(&self, code: &str) -> Option<&str> {
        let Self(about, key, scheme) = self;
        match key {
            TextKey::Root | TextKey::Parent | TextKey::Units => {
                scheme.unit(code).map(|unit| unit.name.as_str())
            }
            TextKey::Numerator | TextKey::Denominator | TextKey::PartOf => {
                scheme.indicator(code).map(|one| one.name.as_str())
            }
            TextKey::Of | TextKey::Base => {
                let form = scheme.form(&about.within.as_ref()?.code)?;
                let indicator = about.indicator.as_ref().map_or("", |one| &one.code);
                form.column(indicator, code).map(|own| own.name.as_str())
            }
            _ => None,
        }
    }

    fn named(&self, items: &[String]) -> String {
        if items.is_empty() {
            return "（空）".to_owned();
        }
        let first = items.iter().take(NAMED);
        let words = first.map(|item| self.word(item)).collect::<Vec<_>>();
        if items.len() > NAMED {
            format!("{} 等 {} 项", words.join("、"), items.len())
        } else {
            words.join("、")
        }
    }
}

/// What came and what went; the new order where neither did.
fn lists(before: &Side<'_>, from: &[String], after: &Side<'_>, to: &[String]) -> String {
    let less = |all: &[String], known: &[String]| {
        let own = all.iter().filter(|item| !known.contains(item)).cloned();
        own.collect::<Vec<_>>()
    };
    let (gone, come) = (less(from, to), less(to, from));
    match (gone.is_empty(), come.is_empty()) {
        (true, true) => format!("次序改为 {}", after.named(to)),
        (true, false) => format!("增加 {}", after.named(&come)),
        (false, true) => format!("去掉 {}", before.named(&gone)),
        (false, false) => format!("去掉 {}，增加 {}", before.named(&gone), after.named(&come)),
    }
}
