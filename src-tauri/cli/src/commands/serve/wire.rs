//! A connection under the server's hands: what the server would say without a word, it is not let
//! say. A head that cannot be read it answers by a bare status; here it is told what that means.

use super::refusal::Refusal;
use axum::http::StatusCode;
use std::io;
use std::net::Shutdown;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// How long who is refused may take to hear why.
const LONGEST_HEARING: Duration = Duration::from_millis(500);
/// Bytes that are still taken from who is refused, so that the answer is not lost under them.
const MOST_HEARD: usize = 8 << 20;

/// A connection, and what is known of it.
#[derive(Debug, Clone)]
pub(super) struct Wire(Arc<Ends>);

#[derive(Debug)]
struct Ends {
    stream: TcpStream,
    /// something came that was not answered yet
    asked: AtomicBool,
    /// the status that the server wanted to say without a word; 0: none
    bare: AtomicU16,
}

impl Wire {
    pub(super) fn of(stream: TcpStream) -> Self {
        Self(Arc::new(Ends {
            stream,
            asked: AtomicBool::new(false),
            bare: AtomicU16::new(0),
        }))
    }

    /// A request is whole, and is answered from now on.
    pub(super) fn is_answered(&self) {
        self.0.asked.store(false, Ordering::Relaxed);
    }

    /// Whether a request has begun and is not whole.
    pub(super) fn is_asked(&self) -> bool {
        self.0.asked.load(Ordering::Relaxed)
    }

    /// What the server wanted to say without a word.
    pub(super) fn bare(&self) -> Option<StatusCode> {
        StatusCode::from_u16(self.0.bare.load(Ordering::Relaxed)).ok()
    }

    /// Says why nothing else is answered here. It is short, and nothing was said before it that
    /// could keep it from going out at once.
    pub(super) fn say(&self, refusal: &Refusal) {
        let _ = self.0.stream.try_write(&refusal.bytes());
    }

    /// Says that nothing more comes, and takes what is still being sent until the other end closes:
    /// a connection that is closed under it loses what was said.
    pub(super) async fn hear_out(self) {
        let Some(stream) = self.closed_for_writing() else {
            return;
        };
        let heard = async {
            let (mut buffer, mut count) = ([0; 8192], 0);
            while count < MOST_HEARD && stream.readable().await.is_ok() {
                match stream.try_read(&mut buffer) {
                    Ok(0) => return,
                    Ok(more) => count += more,
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                    Err(_) => return,
                }
            }
        };
        let _ = tokio::time::timeout(LONGEST_HEARING, heard).await;
    }

    /// None where it is gone already, or somebody still writes.
    fn closed_for_writing(self) -> Option<TcpStream> {
        let stream = Arc::into_inner(self.0)?.stream.into_std().ok()?;
        stream.shutdown(Shutdown::Write).ok()?;
        TcpStream::from_std(stream).ok()
    }
}

/// The status of an answer that the server makes by itself: it has neither a text nor the headers
/// that all of ours have.
fn bare(bytes: &[u8]) -> Option<u16> {
    /// longer than any such answer
    const MOST: usize = 1024;
    if bytes.len() > MOST {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let status = text
        .strip_prefix("HTTP/1.1 ")
        .or(text.strip_prefix("HTTP/1.0 "))?;
    let is_bare = text.ends_with("\r\n\r\n")
        && text.contains("content-length: 0\r\n")
        && !text.contains("x-content-type-options:");
    let status = status.get(..3)?.parse().ok()?;
    (is_bare && status >= 400).then_some(status)
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let ends = &self.0;
        loop {
            ready!(ends.stream.poll_read_ready(context))?;
            match ends.stream.try_read(buffer.initialize_unfilled()) {
                Ok(count) => {
                    buffer.advance(count);
                    ends.asked.fetch_or(count > 0, Ordering::Relaxed);
                    return Poll::Ready(Ok(()));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Poll::Ready(Err(error)),
            }
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let ends = &self.0;
        if let Some(status) = bare(bytes) {
            ends.bare.store(status, Ordering::Relaxed);
            return Poll::Ready(Ok(bytes.len()));
        }
        loop {
            ready!(ends.stream.poll_write_ready(context))?;
            match ends.stream.try_write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                written => return Poll::Ready(written),
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    /// It is closed when nobody holds it any more: something may still be said.
    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn only_what_the_server_says_by_itself_is_held_back() {
        let bare_one = "HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\n\
            content-length: 0\r\ndate: x\r\n\r\n";
        let ours = "HTTP/1.1 404 Not Found\r\nx-content-type-options: nosniff\r\n\
            content-length: 0\r\n\r\n";
        assert_eq!(bare(bare_one.as_bytes()), Some(431));
        for other in [
            ours,
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            "PK\u{3}",
            "",
        ] {
            assert_eq!(bare(other.as_bytes()), None, "{other}");
        }
    }
}
