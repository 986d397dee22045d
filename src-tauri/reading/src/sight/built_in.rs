//! Codes that files name by number only: ECMA-376 part 1, 18.8.30.

use super::locale::Locale;

/// The code of a built-in format; `None` where the number stands for none of its own.
///
/// 14, 22, 27 to 36 and 50 to 58 depend on the language of Excel: in Chinese those of `zh-cn` in
/// the standard, in English dates of the United States.
pub fn built_in(id: u16, locale: Locale) -> Option<&'static str> {
    let code = match (id, locale) {
        (0, _) => "General",
        (1, _) => "0",
        (2, _) => "0.00",
        (3, _) => "#,##0",
        (4, _) => "#,##0.00",
        (5, Locale::ZhCn) => r##""¥"#,##0;"¥"\-#,##0"##,
        (6, Locale::ZhCn) => r##""¥"#,##0;[Red]"¥"\-#,##0"##,
        (7, Locale::ZhCn) => r##""¥"#,##0.00;"¥"\-#,##0.00"##,
        (8, Locale::ZhCn) => r##""¥"#,##0.00;[Red]"¥"\-#,##0.00"##,
        (5, Locale::EnUs) => r##""$"#,##0_);\("$"#,##0\)"##,
        (6, Locale::EnUs) => r##""$"#,##0_);[Red]\("$"#,##0\)"##,
        (7, Locale::EnUs) => r##""$"#,##0.00_);\("$"#,##0.00\)"##,
        (8, Locale::EnUs) => r##""$"#,##0.00_);[Red]\("$"#,##0.00\)"##,
        (9, _) => "0%",
        (10, _) => "0.00%",
        (11, _) => "0.00E+00",
        (12, _) => "# ?/?",
        (13, _) => "# ??/??",
        (14, Locale::ZhCn) => "yyyy/m/d",
        (14, Locale::EnUs) => "m/d/yyyy",
        (15, _) => "d-mmm-yy",
        (16, _) => "d-mmm",
        (17, _) => "mmm-yy",
        (18, _) => "h:mm AM/PM",
        (19, _) => "h:mm:ss AM/PM",
        (20, _) => "h:mm",
        (21, _) => "h:mm:ss",
        (22, Locale::ZhCn) => "yyyy/m/d h:mm",
        (22, Locale::EnUs) => "m/d/yyyy h:mm",
        (37, Locale::ZhCn) => r"#,##0;\-#,##0",
        (38, Locale::ZhCn) => r"#,##0;[Red]\-#,##0",
        (39, Locale::ZhCn) => r"#,##0.00;\-#,##0.00",
        (40, Locale::ZhCn) => r"#,##0.00;[Red]\-#,##0.00",
        (41, Locale::ZhCn) => r#"_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"_ ;_ @_ "#,
        (42, Locale::ZhCn) => r#"_ "¥"* #,##0_ ;_ "¥"* \-#,##0_ ;_ "¥"* "-"_ ;_ @_ "#,
        (43, Locale::ZhCn) => r#"_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ "#,
        (44, Locale::ZhCn) => r#"_ "¥"* #,##0.00_ ;_ "¥"* \-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ "#,
        (37, Locale::EnUs) => r"#,##0_);\(#,##0\)",
        (38, Locale::EnUs) => r"#,##0_);[Red]\(#,##0\)",
        (39, Locale::EnUs) => r"#,##0.00_);\(#,##0.00\)",
        (40, Locale::EnUs) => r"#,##0.00_);[Red]\(#,##0.00\)",
        (41, Locale::EnUs) => r#"_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)"#,
        (42, Locale::EnUs) => r#"_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)"#,
        (43, Locale::EnUs) => r#"_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)"#,
        (44, Locale::EnUs) => r#"_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)"#,
        (45, _) => "mm:ss",
        (46, _) => "[h]:mm:ss",
        (47, _) => "mm:ss.0",
        (48, _) => "##0.0E+0",
        (49, _) => "@",
        (_, Locale::ZhCn) => return chinese(id),
        (_, Locale::EnUs) => return None,
    };
    Some(code)
}

/// 27 to 36 and 50 to 58 for `zh-cn`.
fn chinese(id: u16) -> Option<&'static str> {
    Some(match id {
        27 | 36 | 50 | 52 | 57 => r#"yyyy"年"m"月""#,
        28 | 29 | 51 | 53 | 54 | 58 => r#"m"月"d"日""#,
        30 => "m-d-yy",
        31 => r#"yyyy"年"m"月"d"日""#,
        32 => r#"h"时"mm"分""#,
        33 => r#"h"时"mm"分"ss"秒""#,
        34 | 55 => r#"上午/下午h"时"mm"分""#,
        35 | 56 => r#"上午/下午h"时"mm"分"ss"秒""#,
        _ => return None,
    })
}
