//! Paper for the window. WebKitGTK prints upright, whatever `@page` says, so that wide tables were
//! cut: the printer is told the paper here.

/// Sees to it that every printing starts from A4 landscape, with the margins that the pages are
/// laid out for.
#[cfg(target_os = "linux")]
pub(crate) fn lay_out(app: &tauri::App) -> tauri::Result<()> {
    use tauri::Manager as _;
    use webkit2gtk::{PrintOperationExt as _, WebViewExt as _};

    for window in app.webview_windows().values() {
        window.with_webview(|webview| {
            webview.inner().connect_print(|_, operation| {
                operation.set_page_setup(&landscape());
                let Some(file) = std::env::var_os(PRINT_TO) else {
                    return false;
                };
                operation.set_print_settings(&to_file(std::path::Path::new(&file)));
                operation.print();
                true
            });
        })?;
    }
    Ok(())
}

/// Elsewhere the engine follows `@page`.
#[cfg(not(target_os = "linux"))]
pub(crate) fn lay_out(_app: &tauri::App) -> tauri::Result<()> {
    Ok(())
}

/// Where to print without asking: a PDF file.
#[cfg(target_os = "linux")]
const PRINT_TO: &str = "XBH_PRINT_TO";

#[cfg(target_os = "linux")]
fn landscape() -> gtk::PageSetup {
    /// as in the page's own style
    const MARGIN: f64 = 10.0;
    let setup = gtk::PageSetup::new();
    setup.set_paper_size(&gtk::PaperSize::new(Some("iso_a4")));
    setup.set_orientation(gtk::PageOrientation::Landscape);
    setup.set_top_margin(MARGIN, gtk::Unit::Mm);
    setup.set_bottom_margin(MARGIN, gtk::Unit::Mm);
    setup.set_left_margin(MARGIN, gtk::Unit::Mm);
    setup.set_right_margin(MARGIN, gtk::Unit::Mm);
    setup
}

#[cfg(target_os = "linux")]
fn to_file(file: &std::path::Path) -> gtk::PrintSettings {
    let settings = gtk::PrintSettings::new();
    // the name by which GTK knows its own printer to files
    settings.set_printer("Print to File");
    settings.set("output-file-format", Some("pdf"));
    settings.set("output-uri", Some(&format!("file://{}", file.display())));
    settings
}
