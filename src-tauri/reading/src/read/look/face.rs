//! Whether digits and words look in a font as everywhere else.

/// What the letters of a font look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) enum Face {
    /// as letters do
    #[default]
    Ordinary,
    /// as signs: only Chinese, which such a font has none of, is seen as it is
    Signs,
    /// nobody knows: bars, curls, nothing
    Unknown,
}

/// Fonts of signs begin so.
const SIGNS: [&str; 6] = [
    "wingdings",
    "webdings",
    "symbol",
    "mt extra",
    "marlett",
    "bookshelf symbol",
];

/// How the names of fonts begin in which everybody reads digits.
const ORDINARY: [&str; 160] = [
    "宋",
    "新宋",
    "仿宋",
    "楷",
    "黑体",
    "微软",
    "等线",
    "华文",
    "方正",
    "汉仪",
    "思源",
    "文泉驿",
    "文鼎",
    "苹方",
    "冬青",
    "幼圆",
    "隶书",
    "小标宋",
    "长城",
    "创艺",
    "金山",
    "阿里",
    "鸿蒙",
    "细明",
    "新细明",
    "細明",
    "新細明",
    "標楷",
    "微軟",
    "中易",
    "雅黑",
    "仿",
    "ms sans",
    "ms serif",
    "ms gothic",
    "ms pgothic",
    "ms mincho",
    "ms pmincho",
    "ms ui",
    "ms song",
    "ms hei",
    "ｍｓ",
    "wps",
    "simsun",
    "nsimsun",
    "fangsong",
    "kaiti",
    "simhei",
    "simkai",
    "simfang",
    "microsoft",
    "dengxian",
    "stsong",
    "stkaiti",
    "stfangsong",
    "stxihei",
    "stzhongsong",
    "stheiti",
    "stxinwei",
    "stliti",
    "st",
    "fz",
    "hy",
    "source",
    "noto",
    "wenquanyi",
    "pingfang",
    "hiragino",
    "youyuan",
    "lisu",
    "pmingliu",
    "mingliu",
    "dfkai",
    "meiryo",
    "yu ",
    "malgun",
    "gulim",
    "batang",
    "dotum",
    "times",
    "arial",
    "helvetica",
    "helv",
    "calibri",
    "cambria",
    "verdana",
    "tahoma",
    "georgia",
    "courier",
    "consolas",
    "segoe ui",
    "trebuchet",
    "garamond",
    "book antiqua",
    "century",
    "palatino",
    "lucida",
    "comic sans",
    "impact",
    "franklin",
    "aptos",
    "candara",
    "corbel",
    "constantia",
    "liberation",
    "dejavu",
    "carlito",
    "caladea",
    "roboto",
    "open sans",
    "sans",
    "serif",
    "geneva",
    "monaco",
    "menlo",
    "sf pro",
    "system",
    "fixedsys",
    "terminal",
    "lantinghei",
    "heiti",
    "songti",
    "li",
    "ubuntu",
    "droid",
    "ar pl",
    "bitstream",
    "nimbus",
    "free",
    "thorndale",
    "albany",
    "cumberland",
    "gill sans",
    "futura",
    "optima",
    "rockwell",
    "bodoni",
    "baskerville",
    "didot",
    "univers",
    "myriad",
    "minion",
    "lato",
    "montserrat",
    "poppins",
    "inter",
    "ibm plex",
    "harmonyos",
    "misans",
    "oppo",
    "alibaba",
    "d-din",
    "din",
    "bahnschrift",
    "sarasa",
    "unifont",
    "cesi",
    "kylin",
    "gb",
    "汉鼎",
];

impl Face {
    /// That of a font; what has no name is the usual one.
    pub(in crate::read) fn of(font: &str) -> Self {
        let font = font.trim().trim_start_matches('@').to_lowercase();
        let begins = |list: &[&str]| list.iter().any(|own| font.starts_with(own));
        // bars and signs go by the names of foundries too
        if begins(&SIGNS) {
            Self::Signs
        } else if font.is_empty() || begins(&ORDINARY) && !is_odd(&font) {
            Self::Ordinary
        } else {
            Self::Unknown
        }
    }

    /// Whether a text is none in it: its Latin letters, digits and signs are pictures.
    pub(in crate::read) fn hides(self, words: &str) -> bool {
        self == Self::Signs && words.contains(|c: char| c.is_ascii_graphic())
    }
}

fn is_odd(font: &str) -> bool {
    [
        "barcode", "code39", "code 39", "128", "ean", "symbol", "ornament", "dingbat", "emoji",
        "符号",
    ]
    .iter()
    .any(|own| font.contains(own))
}
