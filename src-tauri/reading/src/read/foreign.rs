//! What the libraries that read files say of a file, in the language of who reads it; their own
//! words stand behind ours.

use super::ReadError;
use calamine::{OdsError, XlsError, XlsbError, XlsxError};
use quick_xml::encoding::EncodingError;
use quick_xml::errors::{Error as XmlError, IllFormedError};
use quick_xml::events::attributes::AttrError;
use std::error::Error;
use std::io;
use xianbaohui_files::{told, with_original};
use zip::result::ZipError;

/// A file that a library cannot read.
pub(crate) fn damaged(error: impl Error + 'static) -> ReadError {
    ReadError::Damaged {
        detail: said(&error),
    }
}

/// The program itself failed.
pub(crate) fn internal(error: impl Error) -> ReadError {
    ReadError::Internal {
        detail: with_original("程序内部传递数据出错", &error.to_string()),
    }
}

/// What is wrong, as far as it is known, with the original words behind.
pub(crate) fn said(error: &(dyn Error + 'static)) -> String {
    let words = words(error);
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return xianbaohui_files::said(error);
    }
    // the innermost says what is wrong; the outer ones in which part
    if words.is_none()
        && let Some(inner) = error.source()
    {
        return said(inner);
    }
    told(words.unwrap_or("读取时出错"), &error.to_string())
}

fn words(error: &(dyn Error + 'static)) -> Option<&'static str> {
    if let Some(error) = error.downcast_ref::<ZipError>() {
        return zip(error);
    }
    if let Some(error) = error.downcast_ref::<XmlError>() {
        return xml(error);
    }
    if let Some(error) = error.downcast_ref::<XlsxError>() {
        return xlsx(error);
    }
    if let Some(error) = error.downcast_ref::<XlsError>() {
        return xls(error);
    }
    if let Some(error) = error.downcast_ref::<XlsbError>() {
        return xlsb(error);
    }
    if let Some(error) = error.downcast_ref::<OdsError>() {
        return ods(error);
    }
    let is_attribute = error.is::<AttrError>();
    if is_attribute || error.is::<EncodingError>() {
        return Some(if is_attribute { ATTRIBUTE } else { ENCODING });
    }
    let is_number =
        error.is::<std::num::ParseIntError>() || error.is::<std::num::ParseFloatError>();
    is_number.then_some("应该是数的地方不是数")
}

const ATTRIBUTE: &str = "部件里的属性写得不对";
const ENCODING: &str = "部件里的文字编码不对";
const MISSING: &str = "缺少工作簿的部件";
const SHEET: &str = "工作簿列出的工作表不在文件里";
const UNKNOWN: &str = "有认不出的内容";
const SHORT: &str = "记录不完整";
const FORMULA: &str = "公式写得不对";

fn zip(error: &ZipError) -> Option<&'static str> {
    Some(match error {
        ZipError::Io(_) => return None,
        ZipError::InvalidArchive(_) => "压缩结构损坏",
        ZipError::UnsupportedArchive(_) => "是本程序不支持的压缩方式",
        ZipError::FileNotFound => MISSING,
        ZipError::InvalidPassword => "密码不对",
        ZipError::CompressionMethodNotSupported(_) => "用了本程序不支持的压缩方法",
        _ => "压缩包打不开",
    })
}

fn xml(error: &XmlError) -> Option<&'static str> {
    Some(match error {
        XmlError::Io(_) => return None,
        XmlError::Syntax(_) => "部件没有写完就断了",
        XmlError::IllFormed(
            IllFormedError::MissingEndTag(_)
            | IllFormedError::UnmatchedEndTag(_)
            | IllFormedError::MismatchedEndTag { .. },
        ) => "部件里的标记没有配对",
        XmlError::IllFormed(_) => "部件不符合规范",
        XmlError::InvalidAttr(_) => ATTRIBUTE,
        XmlError::Encoding(_) => ENCODING,
        XmlError::Escape(_) => "部件里的特殊字符写得不对",
        XmlError::Namespace(_) => "部件里的命名空间写得不对",
    })
}

fn xlsx(error: &XlsxError) -> Option<&'static str> {
    Some(match error {
        XlsxError::Io(_)
        | XlsxError::Zip(_)
        | XlsxError::Xml(_)
        | XlsxError::ParseFloat(_)
        | XlsxError::ParseInt(_) => return None,
        XlsxError::XmlAttr(_) => ATTRIBUTE,
        XlsxError::Encoding(_) => ENCODING,
        XlsxError::XmlEof(_) => "部件没有写完就断了",
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => MISSING,
        XlsxError::WorksheetNotFound(_) => SHEET,
        XlsxError::Alphanumeric(_)
        | XlsxError::NumericColumn(_)
        | XlsxError::RangeWithoutColumnComponent
        | XlsxError::RangeWithoutRowComponent
        | XlsxError::ColumnNumberOverflow
        | XlsxError::RowNumberOverflow
        | XlsxError::DimensionCount(_) => "单元格的位置写得不对",
        XlsxError::CellTAttribute(_) | XlsxError::CellError(_) => "单元格的类型认不出",
        _ => UNKNOWN,
    })
}

fn xls(error: &XlsError) -> Option<&'static str> {
    Some(match error {
        XlsError::Io(_) => return None,
        XlsError::Cfb(_) => "文件的存储结构损坏",
        XlsError::Len { .. } | XlsError::ContinueRecordTooShort | XlsError::EoStream(_) => SHORT,
        XlsError::StackLen
        | XlsError::InvalidFormula { .. }
        | XlsError::IfTab(_)
        | XlsError::Etpg(_) => FORMULA,
        XlsError::WorksheetNotFound(_) => SHEET,
        _ => UNKNOWN,
    })
}

fn xlsb(error: &XlsbError) -> Option<&'static str> {
    Some(match error {
        XlsbError::Io(_) | XlsbError::Zip(_) | XlsbError::Xml(_) => return None,
        XlsbError::XmlAttr(_) => ATTRIBUTE,
        XlsbError::Encoding(_) => ENCODING,
        XlsbError::FileNotFound(_) => MISSING,
        XlsbError::WorksheetNotFound(_) => SHEET,
        XlsbError::WideStr { .. } | XlsbError::Mismatch { .. } => SHORT,
        XlsbError::StackLen | XlsbError::IfTab(_) | XlsbError::Etpg(_) | XlsbError::Ptg(_) => {
            FORMULA
        }
        _ => UNKNOWN,
    })
}

fn ods(error: &OdsError) -> Option<&'static str> {
    Some(match error {
        OdsError::Io(_)
        | OdsError::Zip(_)
        | OdsError::Xml(_)
        | OdsError::ParseInt(_)
        | OdsError::ParseFloat(_) => return None,
        OdsError::XmlAttr(_) | OdsError::AttrError(_) => ATTRIBUTE,
        OdsError::EncodingError(_) => ENCODING,
        OdsError::FileNotFound(_) | OdsError::InvalidMime(_) => MISSING,
        OdsError::WorksheetNotFound(_) => SHEET,
        OdsError::Eof(_) => "部件没有写完就断了",
        _ => UNKNOWN,
    })
}

#[cfg(test)]
mod tests {
    use super::said;
    use calamine::{OdsError, XlsError, XlsbError, XlsxError};
    use std::error::Error;
    use std::io::{self, ErrorKind};
    use zip::result::ZipError;

    #[test]
    fn what_libraries_say_of_a_file_is_told_in_chinese() {
        let cut = || io::Error::from(ErrorKind::UnexpectedEof);
        let Err(number) = "x".parse::<u32>() else {
            return;
        };
        let cases: [(&(dyn Error + 'static), &str); 10] = [
            (
                &ZipError::InvalidArchive("Invalid zip header".into()),
                "压缩结构损坏（原文：invalid Zip archive: Invalid zip header）",
            ),
            (&ZipError::Io(cut()), "文件不完整"),
            (&XlsxError::Zip(ZipError::Io(cut())), "文件不完整"),
            (
                &XlsxError::ParseInt(number),
                "应该是数的地方不是数（原文：invalid digit found in string）",
            ),
            (
                &XlsxError::FileNotFound("xl/workbook.xml".into()),
                "缺少工作簿的部件（原文：File not found 'xl/workbook.xml'）",
            ),
            (
                &XlsError::EoStream("x"),
                "记录不完整（原文：End of stream 'x'）",
            ),
            (
                &XlsbError::Ptg(7),
                "公式写得不对（原文：Unsupported Ptf 7）",
            ),
            (
                &OdsError::Eof("table"),
                "部件没有写完就断了（原文：Expecting 'table' node, found end of xml file）",
            ),
            (
                &io::Error::new(ErrorKind::InvalidData, "bad sector"),
                "内容不对（原文：bad sector）",
            ),
            (
                &std::fmt::Error,
                "读取时出错（原文：an error occurred \
                when formatting an argument）",
            ),
        ];
        for (error, expected) in cases {
            assert_eq!(said(error), expected, "{error}");
        }
    }
}
