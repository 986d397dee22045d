//! What the readers of TOML and JSON say, in the language of who reads it. Their own words stand
//! behind ours where ours may say less.

use crate::text;
use xianbaohui_files::with_original;

/// What the reader of TOML says of how a text is written, and what to do.
const TOML: [(&str, &str); 46] = [
    (
        "string values must be quoted",
        "文字两边要加英文引号，如 \"沧县\"",
    ),
    (
        "unclosed array table",
        "表头没有写完：两个 [[ 要用两个 ]] 收尾",
    ),
    ("unclosed table", "表头没有写完：[ 要用 ] 收尾"),
    ("unclosed array", "列表没有写完：[ 要用 ] 收尾"),
    ("unclosed inline table", "行内的表没有写完：{ 要用 } 收尾"),
    ("missing table open", "表头缺少开头的 ["),
    ("missing array opening", "列表缺少开头的 ["),
    ("missing inline table opening", "行内的表缺少开头的 {"),
    ("missing opening quote", "文字缺少开头的引号"),
    (
        "missing comma between array elements",
        "列表的各项之间缺少英文逗号",
    ),
    (
        "missing comma between key-value pairs",
        "各项之间缺少英文逗号",
    ),
    (
        "missing assignment between key-value pairs",
        "键和值之间缺少等号 =",
    ),
    ("missing comment start", "注释前面缺少 #"),
    (
        "missing escaped value",
        "反斜杠 \\ 后面缺少内容；反斜杠本身要写成 \\\\",
    ),
    ("missing key for inline table element", "行内的表里缺少键"),
    ("missing value for key", "键的后面缺少值"),
    ("missing value", "缺少值"),
    ("key with no value", "这个键没有值：后面要写 = 和值"),
    ("extra assignment between key-value pairs", "多了一个等号 ="),
    ("extra `=`", "多了一个等号 ="),
    ("extra comma in array", "列表里多了一个逗号"),
    ("extra comma in inline table", "行内的表里多了一个逗号"),
    ("unexpected `=` in array", "列表里不能有等号 ="),
    (
        "unexpected content between comment and newline",
        "注释后面有多余的内容",
    ),
    ("unexpected content", "这里有多余的内容"),
    ("unexpected key or value", "这里不能写键或值：可能少了换行"),
    (
        "unexpected leading zero",
        "数的前面不能有多余的 0；代码要加引号",
    ),
    ("unexpected sign", "正负号不能写在这里"),
    ("redundant numeric sign", "多了一个正负号"),
    ("redundant integer number prefix", "数的前缀写了两次"),
    (
        "integers with a radix cannot be signed",
        "带前缀的数不能有正负号",
    ),
    ("radix must be lowercase", "数的前缀要小写"),
    ("integer number overflowed", "数太大了"),
    ("floating-point number overflowed", "数太大了"),
    ("`_` may only go between digits", "_ 只能写在数字中间"),
    ("invalid comment character", "注释里有不能用的字符"),
    (
        "invalid unquoted key",
        "键里有不能用的字符：键只用英文字母、数字、_ 和 -，别的要加引号",
    ),
    ("unquoted keys cannot be empty", "等号前面缺少键"),
    ("keys cannot be multi-line", "键不能跨行"),
    ("invalid key-value pair", "这一行不是“键 = 值”"),
    ("invalid inline table element", "行内的表里这一项写得不对"),
    ("invalid value", "值写得不对：文字要加英文引号"),
    (
        "carriage return must be followed by newline",
        "换行写得不对",
    ),
    ("too few unicode value digits", "\\u 后面的位数不够"),
    ("cannot recurse further", "一层套一层，太深了"),
    ("recursion limit", "一层套一层，太深了"),
];

/// Kinds of values, as both readers name them.
const KINDS: [(&str, &str); 26] = [
    ("struct", "表"),
    ("table", "表"),
    ("enum", "规定的取值之一"),
    ("variant", "规定的取值之一"),
    ("unit", "规定的取值之一"),
    ("tuple", "列表 [ … ]"),
    ("array", "列表 [ … ]"),
    ("float", "小数"),
    ("string", "文字（加引号）"),
    ("a string", "文字（加引号）"),
    ("borrowed string", "文字（加引号）"),
    ("a borrowed string", "文字（加引号）"),
    ("integer", "整数"),
    ("u32", "整数"),
    ("i64", "整数"),
    ("u64", "整数"),
    ("usize", "整数"),
    ("floating", "小数"),
    ("boolean", "true 或 false"),
    ("a boolean", "true 或 false"),
    ("sequence", "列表 [ … ]"),
    ("a sequence", "列表 [ … ]"),
    ("map", "表"),
    ("a map", "表"),
    ("null", "空"),
    ("datetime", "日期"),
];

/// What the reader of JSON says of how a text is written.
const JSON: [(&str, &str); 22] = [
    ("EOF while parsing a list", "列表没有写完就断了"),
    ("EOF while parsing an object", "对象没有写完就断了"),
    ("EOF while parsing a string", "文字没有写完就断了"),
    ("EOF while parsing a value", "是空的，或没有写完就断了"),
    ("expected `:`", "缺少冒号"),
    ("expected `,` or `]`", "缺少逗号或 ]"),
    ("expected `,` or `}`", "缺少逗号或 }"),
    ("expected ident", "true、false、null 写得不对"),
    ("expected value", "这里不是一个值"),
    ("expected `\"`", "缺少引号"),
    ("invalid escape", "反斜杠后面的字符不对"),
    ("invalid number", "数写得不对"),
    ("number out of range", "数太大了"),
    ("invalid unicode code point", "有不是文字的字符"),
    ("control character", "文字里有控制字符"),
    ("key must be a string", "键要加引号"),
    ("invalid value: expected key", "键应为加引号的数"),
    ("lone leading surrogate", "\\u 写的字符不完整"),
    ("trailing comma", "末尾多了一个逗号"),
    ("trailing characters", "后面有多余的内容"),
    ("unexpected end of hex escape", "\\u 写的字符不完整"),
    ("recursion limit exceeded", "一层套一层，太深了"),
];

/// What the reader of TOML says, without the place. What is told word for word has no original
/// behind it.
pub fn toml(message: &str) -> String {
    if let Some(told) = meaning(message) {
        return told;
    }
    let words = TOML.iter().find(|(start, _)| message.starts_with(start));
    let words = words.map_or("请对照制度文件的写法改正", |(_, words)| words);
    with_original(&format!("TOML 写法有误：{words}"), message)
}

/// What the reader of JSON says, with the place.
pub fn json(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    let (message, place) = match whole.rsplit_once(" at line ") {
        Some((message, _)) if error.line() > 0 => (
            message,
            format!("第 {} 行第 {} 列：", error.line(), error.column()),
        ),
        _ => (whole.as_str(), String::new()),
    };
    let words = JSON.iter().find(|(start, _)| message.starts_with(start));
    let words = match (words, meaning(message)) {
        (Some((_, words)), _) => (*words).to_owned(),
        (None, Some(told)) => told,
        (None, None) => "写法有误".to_owned(),
    };
    with_original(&format!("JSON {place}{words}"), &whole)
}

/// What a text means that it must not: the same sentences come from both readers.
fn meaning(message: &str) -> Option<String> {
    let first = message.lines().next().unwrap_or_default();
    let mut ticked = message.split('`').skip(1).step_by(2);
    if first.starts_with("unknown field") {
        let wrong = ticked.next().unwrap_or_default();
        let allowed = ticked.collect::<Vec<_>>();
        let near = text::nearest(wrong, allowed.iter().copied())
            .map(|near| format!("，最接近的是 {near}"))
            .unwrap_or_default();
        let allowed = allowed.join("、");
        return Some(format!("不认识的键 {wrong}{near}；这里可用：{allowed}"));
    }
    if first.starts_with("missing field") {
        let names = ticked.collect::<Vec<_>>().join("、");
        return Some(format!("缺少必填的键 {names}"));
    }
    if first.starts_with("unknown variant") {
        let wrong = ticked.next().unwrap_or_default();
        let allowed = ticked.collect::<Vec<_>>().join("、");
        return Some(format!("不认识的取值“{wrong}”，应为：{allowed}"));
    }
    if let Some((found, expected)) = found_and_expected(first, "invalid type: ") {
        return Some(format!(
            "类型不对：应为{}，这里是{}",
            kind(expected),
            kind(found)
        ));
    }
    if let Some((found, expected)) = found_and_expected(first, "invalid value: ") {
        let found = found.split_once(' ').map_or(found, |(_, value)| value);
        let found = found.trim_matches('`');
        return Some(format!("取值不对：应为{}，这里是 {found}", kind(expected)));
    }
    if let Some((found, expected)) = found_and_expected(first, "invalid length ") {
        return Some(format!(
            "个数不对：应为{}，这里有 {found} 个",
            kind(expected)
        ));
    }
    if first.starts_with("duplicate key") || first.starts_with("duplicate field") {
        return Some("同一个键写了两次".to_owned());
    }
    None
}

fn found_and_expected<'t>(first: &'t str, start: &str) -> Option<(&'t str, &'t str)> {
    first.strip_prefix(start)?.split_once(", expected ")
}

/// A kind of value by its whole name, or by its first word where the value stands behind it.
fn kind(name: &str) -> &str {
    let of = |name: &str| KINDS.iter().find(|(own, _)| *own == name);
    let first = name.split(' ').next().unwrap_or_default();
    of(name)
        .or_else(|| of(first))
        .map_or("规定的写法", |(_, kind)| kind)
}
