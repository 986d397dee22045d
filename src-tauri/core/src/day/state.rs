//! Words beside a date that say how it stands.

/// A word beside a date.
#[derive(Debug, PartialEq, Eq)]
pub struct State {
    /// the word
    pub word: &'static str,
    /// the thing was on that day: it only says how; `false` where it says that it was not (预计,
    /// 公示中, 撤销), or not on that day itself (前, 左右)
    pub is_so: bool,
    /// goes with a month only: 3月底
    pub of_month: bool,
}

const fn not_so(word: &'static str) -> State {
    State {
        word,
        is_so: false,
        of_month: false,
    }
}

const fn so(word: &'static str) -> State {
    State {
        word,
        is_so: true,
        of_month: false,
    }
}

const fn of_month(word: &'static str) -> State {
    State {
        word,
        is_so: true,
        of_month: true,
    }
}

/// All words that may stand beside a date. What is none of these makes a text no date.
pub const STATES: &[State] = &[
    not_so("预计"),
    not_so("预期"),
    not_so("预估"),
    not_so("拟"),
    not_so("拟于"),
    not_so("拟定"),
    not_so("拟定于"),
    not_so("计划"),
    not_so("计划于"),
    not_so("计划在"),
    not_so("暂定"),
    not_so("暂定于"),
    not_so("力争"),
    not_so("力争于"),
    not_so("待"),
    not_so("待定"),
    not_so("待发"),
    not_so("待发证"),
    not_so("待公示"),
    not_so("待公布"),
    not_so("待批"),
    not_so("公示"),
    not_so("公示中"),
    not_so("公示期"),
    not_so("公示期间"),
    not_so("正在公示"),
    not_so("未发证"),
    not_so("未发"),
    not_so("未取得"),
    not_so("未获证"),
    not_so("未获批"),
    not_so("未批"),
    not_so("未通过"),
    not_so("尚未发证"),
    not_so("尚未批准"),
    not_so("证书未发"),
    not_so("申报中"),
    not_so("申请中"),
    not_so("受理中"),
    not_so("办理中"),
    not_so("审核中"),
    not_so("评审中"),
    not_so("审批中"),
    not_so("撤销"),
    not_so("已撤销"),
    not_so("被撤销"),
    not_so("注销"),
    not_so("已注销"),
    not_so("作废"),
    not_so("已作废"),
    not_so("失效"),
    not_so("已失效"),
    not_so("过期"),
    not_so("已过期"),
    not_so("取消"),
    not_so("已取消"),
    not_so("被取消"),
    not_so("取消资格"),
    not_so("吊销"),
    not_so("已吊销"),
    not_so("终止"),
    not_so("已终止"),
    not_so("中止"),
    not_so("暂停"),
    not_so("退出"),
    not_so("已退出"),
    not_so("前"),
    not_so("以前"),
    not_so("之前"),
    not_so("前后"),
    not_so("后"),
    not_so("以后"),
    not_so("之后"),
    not_so("约"),
    not_so("大约"),
    not_so("左右"),
    not_so("不晚于"),
    not_so("不迟于"),
    not_so("不早于"),
    so("换证"),
    so("已换证"),
    so("换发"),
    so("换领"),
    so("补发"),
    so("已补发"),
    so("补办"),
    so("补证"),
    so("补领"),
    so("补录"),
    so("续证"),
    so("续期"),
    so("续展"),
    so("延续"),
    so("延期"),
    so("变更"),
    so("更名"),
    so("更名换证"),
    so("重新认定"),
    so("重新发证"),
    so("再次认定"),
    so("复审"),
    so("复核"),
    so("复评"),
    so("首次"),
    so("首次认定"),
    so("首次发证"),
    so("初次"),
    so("新认定"),
    so("起"),
    so("开始"),
    so("自"),
    so("从"),
    so("发证"),
    so("颁发"),
    so("颁证"),
    so("认定"),
    so("批准"),
    so("获批"),
    so("备案"),
    so("公布"),
    of_month("底"),
    of_month("末"),
    of_month("初"),
    of_month("上旬"),
    of_month("中旬"),
    of_month("下旬"),
];

/// What may stand between a date and the words beside it.
const BETWEEN: [char; 5] = [',', '、', ';', ':', ' '];

/// A text without the words beside the date in it, and those.
pub(super) fn set_apart(text: &str) -> (&str, Vec<&'static State>) {
    let (mut rest, mut before, mut behind) = (text, Vec::new(), Vec::new());
    // most dates are nothing but digits and signs between them
    while rest.contains(|c: char| !c.is_ascii()) {
        let was = rest;
        if let Some((state, left)) = longest(|word| rest.strip_prefix(word)) {
            before.push(state);
            rest = left.trim_start_matches(BETWEEN);
        } else if let Some((inner, left)) =
            rest.strip_prefix('(').and_then(|open| open.split_once(')'))
            && let Some(states) = all(inner)
        {
            before.extend(states);
            rest = left.trim_start_matches(BETWEEN);
        }
        if let Some((state, left)) = longest(|word| rest.strip_suffix(word)) {
            behind.push(state);
            rest = left.trim_end_matches(BETWEEN);
        } else if let Some((left, inner)) = rest
            .strip_suffix(')')
            .and_then(|open| open.rsplit_once('('))
            && let Some(states) = all(inner)
        {
            behind.extend(states.into_iter().rev());
            rest = left.trim_end_matches(BETWEEN);
        }
        if rest.len() == was.len() {
            break;
        }
    }
    before.extend(behind.into_iter().rev());
    (rest, before)
}

/// The words that a text in brackets consists of.
fn all(mut text: &str) -> Option<Vec<&'static State>> {
    let mut states = Vec::new();
    while !text.is_empty() {
        let (state, left) = longest(|word| text.strip_prefix(word))?;
        states.push(state);
        text = left.trim_start_matches(BETWEEN);
    }
    (!states.is_empty()).then_some(states)
}

/// The longest of the words that can be taken off, and what is left.
fn longest<'a>(
    taken_off: impl Fn(&'static str) -> Option<&'a str>,
) -> Option<(&'static State, &'a str)> {
    STATES
        .iter()
        .filter_map(|state| Some((state, taken_off(state.word)?)))
        .min_by_key(|(_, left)| left.len())
}
