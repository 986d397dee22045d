//! What is sent by mistake is called what it is, and the way on is said.

use std::io::{Cursor, Write as _};
use xianbaohui_reading::read::{Limits, workbook};
use xianbaohui_tests::written::{page, zip_of};

/// A compound file (OLE2) with such a stream.
fn compound(stream: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let storage = std::path::Path::new(stream).parent().unwrap();
    file.create_storage_all(storage).unwrap();
    file.create_stream(stream).unwrap().write_all(b"x").unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn whatever_is_no_workbook_is_called_what_it_is() {
    let noise = (0..9000_u32)
        .map(|at| (at * 37 % 251) as u8)
        .collect::<Vec<_>>();
    let encrypted = [&b"b\x14#e\0\0\0\0E-SafeNet\0\0\0LOCK"[..], &noise].concat();
    let header = [&b"%TSD-Header-###%"[..], &noise].concat();
    let mut owner = vec![b' '; 165];
    owner[..4].copy_from_slice(b"\x03abc");
    let mail =
        "From: a@b.c\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x";
    for (name, bytes, code, said) in [
        ("E-SafeNet", encrypted, "read.document-encryption", "亿赛通"),
        ("TSD", header, "read.document-encryption", "解密"),
        (
            "IRM of an xlsx",
            compound("/\u{6}DataSpaces/DataSpaceInfo/DRMEncryptedDataSpace"),
            "read.document-encryption",
            "IRM",
        ),
        (
            "IRM of an xls",
            compound("/\u{9}DRMContent"),
            "read.document-encryption",
            "IRM",
        ),
        ("noise", noise, "read.not-a-workbook", "解密"),
        ("nothing", Vec::new(), "read.empty", "0 字节"),
        ("pdf", b"%PDF-1.7".to_vec(), "read.not-a-workbook", "PDF"),
        (
            "jpg",
            b"\xFF\xD8\xFF\xE0".to_vec(),
            "read.not-a-workbook",
            "图片",
        ),
        (
            "doc",
            compound("/WordDocument"),
            "read.not-a-workbook",
            "Word",
        ),
        (
            "ppt",
            compound("/PowerPoint Document"),
            "read.not-a-workbook",
            "演示文稿",
        ),
        (
            "msg",
            compound("/__substg1.0_0037001F"),
            "read.not-a-workbook",
            "附件",
        ),
        ("rtf", b"{\\rtf1 x}".to_vec(), "read.not-a-workbook", "Word"),
        (
            "ofd",
            zip_of("OFD.xml", b"<x/>").unwrap(),
            "read.not-a-workbook",
            "OFD",
        ),
        (
            "lnk",
            b"\x4C\0\0\0\x01\x14\x02\0\0\0\0\0".to_vec(),
            "read.not-a-workbook",
            "快捷方式",
        ),
        (
            "url",
            b"[InternetShortcut]\r\nURL=http://a/b".to_vec(),
            "read.not-a-workbook",
            "快捷方式",
        ),
        (
            "exe",
            b"MZ\x90\0\x03".to_vec(),
            "read.not-a-workbook",
            "程序",
        ),
        ("gz", b"\x1F\x8B\x08\0".to_vec(), "read.archive", "解压"),
        ("~$", owner, "read.not-a-workbook", "~$"),
        ("mail", mail.into(), "read.not-a-workbook", "附件"),
        (
            "login",
            page("<form><input type=\"password\"></form>"),
            "read.not-a-workbook",
            "登录",
        ),
        (
            "frame",
            b"<html><frameset><frame src=\"a.files/sheet001.htm\"></frameset></html>".to_vec(),
            "read.not-a-workbook",
            ".files",
        ),
        (
            "json",
            b"{\"a\": 1}".to_vec(),
            "read.not-a-workbook",
            "JSON",
        ),
        (
            "fixed width",
            "企业名称    数\n甲公司      1\n乙公司      2\n".into(),
            "read.not-a-workbook",
            "分列",
        ),
        (
            "word of 2003",
            b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w/>".to_vec(),
            "read.not-a-workbook",
            "文字",
        ),
    ] {
        let error = workbook(&bytes, &Limits::default()).map(drop).unwrap_err();
        let message = error.to_string();
        assert!(
            error.code() == code && message.contains(said) && message.contains('请'),
            "{name}: {} {message}",
            error.code()
        );
    }
}
