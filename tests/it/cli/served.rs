//! Whoever `xbh serve` refuses gets one JSON document with the reason, as `--json` prints it,
//! however wrong the request is.

use super::terminal::Terminal;
use super::xbh;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A ledger that is served, and where.
struct Served {
    child: Child,
    host: String,
    token: String,
    _terminal: Terminal,
}

impl Served {
    /// None where the program was built without pages.
    fn start() -> Option<Self> {
        if !Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../ui/dist/index.html")
            .is_file()
        {
            return None;
        }
        let terminal = Terminal::new("luan-2020");
        let mut child = Command::new(xbh())
            .args(["serve", "a.xbh", "--no-open"])
            .current_dir(terminal.0.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let (host, token) = line
            .trim()
            .strip_prefix("http://")
            .and_then(|rest| rest.split_once("/#token="))
            .unwrap_or_else(|| panic!("{line}"));
        Some(Self {
            host: host.to_owned(),
            token: token.to_owned(),
            child,
            _terminal: terminal,
        })
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream
    }

    /// The whole answer to bytes that are sent as they are.
    fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // who is refused in the middle may close
        let _ = stream.write_all(bytes);
        Answer::of(stream)
    }

    /// A request of a page, with some headers otherwise; nothing in place of one: it is left out.
    fn ask(&self, line: &str, other: &[(&str, &str)], body: &[u8]) -> Answer {
        let origin = format!("http://{}", self.host);
        let length = body.len().to_string();
        let own = [
            ("host", self.host.as_str()),
            ("origin", &origin),
            ("x-xbh-token", &self.token),
            ("content-length", &length),
            ("connection", "close"),
        ];
        let mut head = format!("{line} HTTP/1.1\r\n");
        for (name, value) in own {
            let value = other
                .iter()
                .find(|(known, _)| *known == name)
                .map_or(value, |(_, value)| *value);
            if !value.is_empty() {
                head = format!("{head}{name}: {value}\r\n");
            }
        }
        self.send(&[head.as_bytes(), b"\r\n", body].concat())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer as it came.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn of(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Self {
            status: status.unwrap_or_default(),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    /// One document with a code and a sentence that says what to do.
    fn refuses(&self, case: &str, status: u16, code: &str) {
        assert_eq!(self.status, status, "{case}: {self:?}");
        let kind = "content-type: application/json; charset=utf-8";
        assert!(self.head.contains(kind), "{case}: {self:?}");
        let document: Value = serde_json::from_str(&self.body).unwrap_or_default();
        let keys = document.as_object().map(serde_json::Map::len);
        assert_eq!(keys, Some(1), "{case}: {self:?}");
        let error = &document["error"];
        assert_eq!(error["code"], code, "{case}: {self:?}");
        let message = error["message"].as_str().unwrap_or_default();
        assert!(message.contains('请'), "{case}: {self:?}");
        assert_eq!(error.as_object().map(serde_json::Map::len), Some(2));
    }
}

/// Line, headers that are otherwise, body; status and code of the answer.
type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], &'c [u8], u16, &'c str);

const PULSE: &str = "POST /api/call/pulse";

#[test]
fn who_is_refused_gets_one_document_with_the_reason() {
    let Some(served) = Served::start() else {
        return;
    };
    let well = served.ask(PULSE, &[], b"{}");
    assert_eq!(well.status, 200, "{well:?}");
    let large = vec![b' '; 2 << 20];
    let cases: [Case<'_>; 19] = [
        (PULSE, &[("x-xbh-token", "")], b"{}", 401, "serve.token"),
        (PULSE, &[("x-xbh-token", "x")], b"{}", 401, "serve.token"),
        (
            PULSE,
            &[("origin", "http://x.example")],
            b"{}",
            403,
            "serve.origin",
        ),
        (PULSE, &[("origin", "")], b"{}", 403, "serve.origin"),
        (PULSE, &[("host", "x.example")], b"{}", 421, "serve.host"),
        (PULSE, &[], b"{", 400, "serve.json"),
        (PULSE, &[], b"", 400, "serve.json"),
        (PULSE, &[], &large, 413, "serve.too-large"),
        ("GET /api/call/pulse", &[], b"", 405, "serve.method"),
        ("PUT /", &[], b"", 405, "serve.method"),
        ("GET /none.html", &[], b"", 404, "serve.not-found"),
        ("POST /api/none", &[], b"", 405, "serve.method"),
        ("POST /api/files", &[], b"x", 400, "serve.unnamed"),
        (
            "POST /api/files?name=a&name=b",
            &[],
            b"x",
            400,
            "serve.unnamed",
        ),
        ("POST /api/files?name=..", &[], b"x", 400, "serve.name"),
        (
            "POST /api/files?name=a%0Ab.xlsx",
            &[],
            b"x",
            400,
            "serve.name",
        ),
        ("POST /api/out?name=..", &[], b"", 400, "serve.name"),
        ("POST /api/taken", &[], b"", 400, "serve.unnamed"),
        (
            "POST /api/taken?path=/etc/passwd",
            &[],
            b"",
            404,
            "serve.no-workbook",
        ),
    ];
    for (line, other, body, status, code) in cases {
        let case = format!("{line} {other:?}");
        served.ask(line, other, body).refuses(&case, status, code);
    }
    let said = served.ask(PULSE, &[], b"{\n 1}").body;
    assert!(said.contains("JSON 第 2 行第 2 列：键要加引号"), "{said}");
}

#[test]
fn a_request_that_is_none_gets_one_too() {
    let Some(served) = Served::start() else {
        return;
    };
    let host = format!("Host: {}\r\n", served.host);
    let head = |line: &str, more: &str| format!("{line}\r\n{host}{more}\r\n");
    let long = "x".repeat(600_000);
    let many = "x: y\r\n".repeat(300);
    for (case, text, status, code) in [
        ("no HTTP", "hello\r\n\r\n".to_owned(), 400, "serve.request"),
        (
            "another version",
            head("GET / HTTP/9.9", ""),
            400,
            "serve.request",
        ),
        (
            "no name of a header",
            head("GET / HTTP/1.1", ": x\r\n"),
            400,
            "serve.request",
        ),
        (
            "a length that is none",
            head(PULSE1, "content-length: x\r\n"),
            400,
            "serve.request",
        ),
        (
            "two lengths",
            head(PULSE1, TWO_LENGTHS),
            400,
            "serve.request",
        ),
        (
            "HTTP 2",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into(),
            400,
            "serve.request",
        ),
        (
            "a handshake",
            "\u{16}\u{3}\u{1}\u{2}".repeat(30),
            400,
            "serve.request",
        ),
        (
            "a long header",
            head("GET / HTTP/1.1", &format!("cookie: {long}\r\n")),
            431,
            "serve.head",
        ),
        (
            "many headers",
            head("GET / HTTP/1.1", &many),
            431,
            "serve.head",
        ),
        (
            "a long address",
            head(&format!("GET /{} HTTP/1.1", &long[..100_000]), ""),
            414,
            "serve.address",
        ),
    ] {
        served.send(text.as_bytes()).refuses(case, status, code);
    }
    // a good one is answered as before
    assert_eq!(served.ask(PULSE, &[], b"{}").status, 200);
}

const PULSE1: &str = "POST /api/call/pulse HTTP/1.1";
const TWO_LENGTHS: &str = "content-length: 1\r\ncontent-length: 2\r\n";

#[test]
fn a_request_that_stays_half_is_told_so() {
    let Some(served) = Served::start() else {
        return;
    };
    let mut half = served.connect();
    half.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").unwrap();
    // who says nothing is not refused anything
    let silent = served.connect();
    Answer::of(half).refuses("half a head", 408, "serve.slow");
    let said = Answer::of(silent);
    assert_eq!((said.status, said.body.as_str()), (0, ""));
}

#[test]
fn who_makes_room_for_others_is_told_so() {
    let Some(served) = Served::start() else {
        return;
    };
    let mut first = served.connect();
    first.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").unwrap();
    std::thread::sleep(Duration::from_millis(100));
    let others = (0..300).map(|_| served.connect()).collect::<Vec<_>>();
    Answer::of(first).refuses("the first of many", 503, "serve.busy");
    drop(others);
    assert_eq!(served.ask(PULSE, &[], b"{}").status, 200);
}
