//! The window as the test sees it: wait for what should be there, click it, read it, take its picture.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::driver::{self, Driver};
use crate::{Outcome, ensure};

const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(40);
/// The smallest screen in use.
const SCREEN: (u32, u32) = (1366, 768);

/// Two windows at once would only be slower, and could cover each other.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

pub(crate) struct Window {
    client: Client,
}

/// Starts the program with these words on its command line, does the journey in its window, and ends it.
pub(crate) fn in_window(arguments: &[&Path], journey: impl AsyncFnOnce(&Window) -> Outcome) -> Outcome {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let home = tempfile::tempdir()?;
    let driver = Driver::start(home.path())?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let window = Window::open(&driver, arguments).await?;
        let outcome = journey(&window).await;
        if outcome.is_err() {
            window.screenshot("failed").await?;
        }
        window.client.close().await?;
        outcome
    })
}

impl Window {
    async fn open(driver: &Driver, arguments: &[&Path]) -> Outcome<Self> {
        let options = json!({ "application": driver::built("xianbaohui")?, "args": arguments });
        let capabilities: Capabilities = [("tauri:options".to_owned(), options)].into_iter().collect();
        let client = ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&driver.url()).await?;
        let window = Self { client };
        window.client.set_window_rect(0, 0, SCREEN.0, SCREEN.1).await?;
        window
            .until("the window has its size", async || Ok(window.run("return [innerWidth, innerHeight]").await? == json!([SCREEN.0, SCREEN.1])).map(|fits| fits.then_some(())))
            .await?;
        Ok(window)
    }

    /// Asks again and again until there is an answer. What is drawn anew in between (a stale element) is no answer yet.
    pub(crate) async fn until<T>(&self, what: &str, mut ask: impl AsyncFnMut() -> Result<Option<T>, CmdError>) -> Outcome<T> {
        let begun = Instant::now();
        loop {
            let answer = ask().await;
            if let Ok(Some(value)) = answer {
                return Ok(value);
            }
            let trouble = answer.err().map(|error| format!(" ({error})")).unwrap_or_default();
            ensure(begun.elapsed() < PATIENCE, format!("waited in vain until {what}{trouble}"))?;
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Every element that fits now.
    pub(crate) async fn all(&self, css: &str) -> Result<Vec<Element>, CmdError> {
        self.client.find_all(Locator::Css(css)).await
    }

    /// The text of every element that fits now, as the page holds it.
    pub(crate) async fn texts(&self, css: &str) -> Result<Vec<String>, CmdError> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)";
        let found = self.client.execute(script, vec![json!(css)]).await?;
        Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(|text| text.trim().to_owned()).collect())
    }

    /// The text of the first that fits, as soon as it says what it should.
    pub(crate) async fn text_where(&self, css: &str, fits: impl Fn(&str) -> bool) -> Outcome<String> {
        self.until(&format!("{css} says what it should"), async || Ok(self.texts(css).await?.into_iter().next().filter(|text| fits(text)))).await
    }

    /// The first element that fits and whose text fits as well.
    pub(crate) async fn element_where(&self, css: &str, fits: impl Fn(&str) -> bool) -> Outcome<Element> {
        self.until(&format!("{css} is there with the right text"), async || {
            for element in self.all(css).await? {
                if fits(&text_of(&element).await?) {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
        .await
    }

    pub(crate) async fn click(&self, css: &str) -> Outcome {
        self.until(&format!("{css} can be clicked"), async || {
            let element = self.client.find(Locator::Css(css)).await?;
            if !element.is_enabled().await? {
                return Ok(None);
            }
            element.click().await.map(Some)
        })
        .await
    }

    pub(crate) async fn run(&self, script: &str) -> Result<Value, CmdError> {
        self.client.execute(script, Vec::new()).await
    }

    /// Keeps a picture beside what cargo builds, and where `XBH_SCREENSHOTS` says.
    pub(crate) async fn screenshot(&self, name: &str) -> Outcome {
        // fonts and the last layout first: a picture taken in between shows neither state
        self.client.execute_async("document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]())))", Vec::new()).await?;
        let picture = self.client.screenshot().await?;
        let mut folders = vec![driver::target()?.join("e2e")];
        folders.extend(env::var_os("XBH_SCREENSHOTS").map(PathBuf::from));
        for folder in folders {
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(format!("{name}.png")), &picture)?;
        }
        Ok(())
    }
}

/// What the page holds, not what WebDriver calls visible: that leaves out whatever cannot be selected with the mouse.
pub(crate) async fn text_of(element: &Element) -> Result<String, CmdError> {
    Ok(element.prop("textContent").await?.unwrap_or_default().trim().to_owned())
}
