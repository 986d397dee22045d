//! How WebKitGTK draws. Without a graphics device it looks for one first, and the first view comes a fifth of a second later for nothing.

/// Starts the program again with WebKit's plain renderer where there is no graphics device and nobody chose one. Returns where nothing is to be done.
#[cfg(target_os = "linux")]
pub(crate) fn settle() {
    use std::os::unix::process::CommandExt;
    const PLAIN: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(PLAIN).is_some() || std::path::Path::new("/dev/dri").exists() {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    // a variable can be set safely only for a new program; this returns only when it cannot be started, and then nothing is lost
    let _ = std::process::Command::new(program).args(std::env::args_os().skip(1)).env(PLAIN, "1").exec();
}

/// Elsewhere the system's own view draws.
#[cfg(not(target_os = "linux"))]
pub(crate) fn settle() {}
