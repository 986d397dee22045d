//! File dialogs: on Linux they run in another process, because a dialog opens every file of the
//! folder that it shows, and closing a handle of the ledger here would cost the ledger its locks.
//! That other process may be missing; then a dialog would end as if 取消 had been pressed.

use xianbaohui_desk::app_error::AppError;

/// Whether a file dialog can be shown.
pub(crate) fn ready() -> Result<(), AppError> {
    if can_be_shown() {
        Ok(())
    } else {
        Err(AppError::new("dialog.none", MISSING))
    }
}

const MISSING: &str = "这台电脑上没有能显示文件对话框的程序，不是您取消了。请安装 xdg-desktop-porta\
    l-gtk 或 zenity 后再试；也可以把文件拖进窗口，或在下面直接输入文件的完整路径。";

/// What the system brings is there.
#[cfg(not(target_os = "linux"))]
fn can_be_shown() -> bool {
    true
}

/// A desktop portal that answers for file choosing, or zenity.
#[cfg(target_os = "linux")]
fn can_be_shown() -> bool {
    has_portal() || has_zenity()
}

/// Asked for the version of its file chooser: a portal without a program behind it has none. Asking
/// starts it where it waits to be started.
#[cfg(target_os = "linux")]
fn has_portal() -> bool {
    use gio::glib::prelude::ToVariant;
    /// milliseconds; a portal that is only now started takes a while
    const PATIENCE: i32 = 5000;
    let Ok(bus) = gio::bus_get_sync(gio::BusType::Session, gio::Cancellable::NONE) else {
        return false;
    };
    let asked = ("org.freedesktop.portal.FileChooser", "version").to_variant();
    let answer = bus.call_sync(
        Some("org.freedesktop.portal.Desktop"),
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.DBus.Properties",
        "Get",
        Some(&asked),
        None,
        gio::DBusCallFlags::NONE,
        PATIENCE,
        gio::Cancellable::NONE,
    );
    answer.is_ok()
}

#[cfg(target_os = "linux")]
fn has_zenity() -> bool {
    use std::os::unix::fs::PermissionsExt;
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| {
        std::fs::metadata(folder.join("zenity"))
            .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
    })
}
