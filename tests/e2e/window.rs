//! The window as the test sees it: wait for what should be there, click it, read it, take its
//! picture.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource as _, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, NewSessionError};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::driver::{self, Driver};
use crate::{Outcome, ensure};

const PATIENCE: Duration = Duration::from_secs(30);
/// A window that answers nothing at all costs a test, not the run: far longer than anything takes.
const WHOLE_JOURNEY: Duration = Duration::from_mins(4);
const START: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(40);
/// The smallest screen in use.
const SCREEN: (u32, u32) = (1366, 768);

/// Two windows at once would only be slower, and could cover each other.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

pub(crate) struct Window {
    client: Client,
    home: PathBuf,
}

/// Starts the program with these words on its command line, does the journey in its window, and
/// ends it.
pub(crate) fn in_window(
    arguments: &[&Path],
    journey: impl AsyncFnOnce(&Window) -> Outcome,
) -> Outcome {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let home = tempfile::tempdir()?;
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let (driver, window) =
                timeout(START * 4, Window::open(home.path(), arguments)).await??;
            let outcome = timeout(WHOLE_JOURNEY, journey(&window))
                .await
                .unwrap_or_else(|_| Err("the window stopped answering".into()));
            if outcome.is_err() {
                let test = std::thread::current()
                    .name()
                    .unwrap_or_default()
                    .replace("::", "-");
                let _ = timeout(PATIENCE, window.screenshot(&format!("failed-{test}"))).await;
            }
            // a driver that no longer answers is ended all the same
            let _ = timeout(PATIENCE, window.client.close()).await;
            drop(driver);
            outcome
        })
}

impl Window {
    async fn open(home: &Path, arguments: &[&Path]) -> Outcome<(Driver, Self)> {
        let options = json!({ "application": driver::built("xianbaohui")?, "args": arguments });
        let capabilities: Capabilities = [("tauri:options".to_owned(), options)]
            .into_iter()
            .collect();
        let mut attempts = 0;
        let (driver, client) = loop {
            let driver = Driver::start(home)?;
            match timeout(
                START,
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities.clone())
                    .connect(&driver.url()),
            )
            .await?
            {
                Ok(client) => break (driver, client),
                // tauri-driver now and then speaks into a connection that WebKitWebDriver has just
                // closed; what became of a session is then unknown
                Err(NewSessionError::FailedC(_)) if attempts < 3 => attempts += 1,
                Err(error) => return Err(error.into()),
            }
        };
        let window = Self {
            client,
            home: home.to_owned(),
        };
        window
            .until("the window takes a size", async || {
                window
                    .client
                    .set_window_rect(0, 0, SCREEN.0, SCREEN.1)
                    .await
                    .map(Some)
            })
            .await?;
        let size = json!([SCREEN.0, SCREEN.1]);
        window
            .until("the window has its size", async || {
                Ok((window.run("return [innerWidth, innerHeight]").await? == size).then_some(()))
            })
            .await?;
        Ok((driver, window))
    }

    /// Asks again and again until there is an answer. An error is none yet: elements are drawn
    /// anew, move or are covered for a moment, and a request may get lost on its way through the
    /// drivers.
    pub(crate) async fn until<T>(
        &self,
        what: &str,
        mut ask: impl AsyncFnMut() -> Result<Option<T>, CmdError>,
    ) -> Outcome<T> {
        let begun = Instant::now();
        loop {
            let answer = ask().await;
            if let Ok(Some(value)) = answer {
                return Ok(value);
            }
            let trouble = answer
                .err()
                .map(|error| format!(" ({error})"))
                .unwrap_or_default();
            ensure(
                begun.elapsed() < PATIENCE,
                format!("waited in vain until {what}{trouble}"),
            )?;
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// What the next file dialogs show, and what is chosen there.
    pub(crate) fn choose_in_dialogs(&self, shown: &Path, chosen: &[PathBuf]) -> Outcome {
        let chosen = chosen
            .iter()
            .map(|path| path.display().to_string())
            .collect::<Vec<_>>();
        fs::write(self.home.join("dialog-shows"), shown.display().to_string())?;
        // as zenity writes them
        Ok(fs::write(
            self.home.join("dialog-answers"),
            chosen.join("|"),
        )?)
    }

    /// Whether a dialog has been shown.
    pub(crate) fn showed_a_dialog(&self) -> bool {
        self.home
            .join("dialog-saw")
            .metadata()
            .is_ok_and(|seen| seen.len() > 0)
    }

    /// No file dialog can be shown any more.
    pub(crate) fn lose_dialogs(&self) -> Outcome {
        Ok(fs::remove_file(self.home.join("bin/zenity"))?)
    }

    /// Types into the first that fits.
    pub(crate) async fn type_into(&self, css: &str, text: &str) -> Outcome {
        self.until(&format!("{css} takes a text"), async || {
            let Some(element) = self.all(css).await?.into_iter().next() else {
                return Ok(None);
            };
            element.clear().await?;
            element.send_keys(text).await.map(Some)
        })
        .await
    }

    /// Every element that fits now.
    pub(crate) async fn all(&self, css: &str) -> Result<Vec<Element>, CmdError> {
        self.client.find_all(Locator::Css(css)).await
    }

    /// The text of every element that fits now, as the page holds it.
    pub(crate) async fn texts(&self, css: &str) -> Result<Vec<String>, CmdError> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((element) => element.\
            textContent)";
        let found = self.client.execute(script, vec![json!(css)]).await?;
        Ok(found
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(|text| text.trim().to_owned())
            .collect())
    }

    /// The text of the first that fits, as soon as it says what it should.
    pub(crate) async fn text_where(
        &self,
        css: &str,
        fits: impl Fn(&str) -> bool,
    ) -> Outcome<String> {
        self.until(&format!("{css} says what it should"), async || {
            Ok(self
                .texts(css)
                .await?
                .into_iter()
                .next()
                .filter(|text| fits(text)))
        })
        .await
    }

    /// Clicks the first that fits, as soon as it can be clicked.
    pub(crate) async fn click_where(&self, css: &str, fits: impl Fn(&str) -> bool) -> Outcome {
        self.until(&format!("{css} can be clicked"), async || {
            Ok(self.click_now(css, &fits).await?.then_some(()))
        })
        .await
    }

    /// Clicks the first that fits if it is there now; says whether it was.
    pub(crate) async fn click_now(
        &self,
        css: &str,
        fits: impl Fn(&str) -> bool,
    ) -> Result<bool, CmdError> {
        for element in self.all(css).await? {
            if fits(&text_of(&element).await?)
                && element.is_displayed().await?
                && element.is_enabled().await?
                && self.rests(&element).await?
            {
                element.click().await?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the element stands still and nothing covers it: a list that is still unfolding would
    /// be clicked beside.
    async fn rests(&self, element: &Element) -> Result<bool, CmdError> {
        let script = "
            const [element, done] = arguments;
            const place = () => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height]; };
            element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
            const before = place();
            requestAnimationFrame(() => requestAnimationFrame(() => {
                const [x, y, width, height] = place();
                const top = document.elementFromPoint(x + width / 2, y + height / 2);
                const still = before.join() === [x, y, width, height].join();
                done(still && top !== null && (element.contains(top) || top.contains(element)));
            }));";
        let element = serde_json::to_value(element)?;
        Ok(self
            .client
            .execute_async(script, vec![element])
            .await?
            .as_bool()
            .unwrap_or_default())
    }

    pub(crate) async fn click(&self, css: &str) -> Outcome {
        self.click_where(css, |_| true).await
    }

    /// Presses the mouse on the first that fits: also where nothing can be selected, which
    /// WebDriver takes for not displayed and would not click.
    pub(crate) async fn press(&self, css: &str) -> Outcome {
        self.press_where(css, |_| true).await
    }

    /// The same on the first that fits and says what it should.
    pub(crate) async fn press_where(&self, css: &str, fits: impl Fn(&str) -> bool) -> Outcome {
        let element = self
            .until(&format!("{css} is there"), async || {
                for element in self.all(css).await? {
                    if fits(&text_of(&element).await?) {
                        return Ok(Some(element));
                    }
                }
                Ok(None)
            })
            .await?;
        let mouse = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement {
                element,
                duration: None,
                x: 0.0,
                y: 0.0,
            })
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            })
            .then(PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            });
        Ok(self.client.perform_actions(mouse).await?)
    }

    pub(crate) async fn run(&self, script: &str) -> Result<Value, CmdError> {
        self.client.execute(script, Vec::new()).await
    }

    /// Keeps a picture beside what cargo builds, and where `XBH_SCREENSHOTS` says.
    pub(crate) async fn screenshot(&self, name: &str) -> Outcome {
        // fonts and the last layout first: a picture taken in between shows neither state
        let settled = "document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimation\
            Frame(() => arguments[0]())))";
        self.until("the page has settled", async || {
            self.client
                .execute_async(settled, Vec::new())
                .await
                .map(Some)
        })
        .await?;
        let picture = self
            .until("there is a picture", async || {
                self.client.screenshot().await.map(Some)
            })
            .await?;
        let mut folders = vec![driver::target()?.join("e2e")];
        folders.extend(env::var_os("XBH_SCREENSHOTS").map(PathBuf::from));
        for folder in folders {
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(format!("{name}.png")), &picture)?;
        }
        Ok(())
    }
}

/// What the page holds, not what WebDriver calls visible: that leaves out whatever cannot be
/// selected with the mouse.
pub(crate) async fn text_of(element: &Element) -> Result<String, CmdError> {
    Ok(element
        .prop("textContent")
        .await?
        .unwrap_or_default()
        .trim()
        .to_owned())
}
