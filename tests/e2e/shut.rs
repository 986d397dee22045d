//! The X of the window, pressed as a desktop does: with a message to the window, which the program
//! may answer as it likes.

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, Window,
};
use x11rb::rust_connection::RustConnection;

use crate::{Outcome, ensure};

/// Presses the X of every window of this process that has one.
pub(crate) fn by_its_x(pid: u32) -> Outcome {
    let (screen, root) = x11rb::connect(None).map(|(screen, at)| {
        let root = screen.setup().roots.get(at).map(|root| root.root);
        (screen, root)
    })?;
    let root = root.ok_or("no screen")?;
    let atom =
        |name: &[u8]| -> Outcome<Atom> { Ok(screen.intern_atom(false, name)?.reply()?.atom) };
    let (of_process, protocols, delete) = (
        atom(b"_NET_WM_PID")?,
        atom(b"WM_PROTOCOLS")?,
        atom(b"WM_DELETE_WINDOW")?,
    );
    let mut pressed = 0;
    for window in all_below(&screen, root)? {
        let values = |property, kind: AtomEnum| -> Outcome<Vec<u32>> {
            let answer = screen
                .get_property(false, window, property, kind, 0, 64)?
                .reply()?;
            Ok(answer.value32().map(Iterator::collect).unwrap_or_default())
        };
        if values(of_process, AtomEnum::CARDINAL)? == [pid]
            && values(protocols, AtomEnum::ATOM)?.contains(&delete)
        {
            screen.send_event(
                false,
                window,
                EventMask::NO_EVENT,
                ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]),
            )?;
            pressed += 1;
        }
    }
    screen.flush()?;
    // it is on its way when the screen answers again
    screen.get_input_focus()?.reply()?;
    ensure(
        pressed > 0,
        format!("process {pid} has no window with an X"),
    )
}

fn all_below(screen: &RustConnection, root: Window) -> Outcome<Vec<Window>> {
    let mut found = vec![root];
    let mut at = 0;
    while let Some(window) = found.get(at).copied() {
        // a window may go while it is asked
        found.extend(
            screen
                .query_tree(window)?
                .reply()
                .map(|tree| tree.children)
                .unwrap_or_default(),
        );
        at += 1;
    }
    Ok(found)
}
