// The start screen of the real window, which the served pages have not: they are for one ledger. Here the program is said
// to have been started with none; cities and their units come from the real one.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { serve } from "./served.mjs";

const { chromium } = createRequire(new URL("../../../ui/package.json", import.meta.url))("playwright-core");
const PICTURES = process.env.XBH_PICTURES;

let served, browser, page;
const troubles = [];
before(async () => {
  served = await serve();
  // as root a sandbox cannot be made; what is shown here is our own
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => troubles.push(String(error)));
});
after(async () => {
  await browser?.close();
  served?.kill();
  served?.remove();
});

const by = (id) => page.locator(`[data-testid=${id}]`);
const picture = async (name) => PICTURES && (await page.screenshot({ path: path.join(PICTURES, `${name}.png`) }));

test("the city of a new ledger is typed, and who does not report there is unticked", async () => {
  const launch = { ledger: null, round: null, paths: [], version: "0", only: false };
  await page.route("**/api/call/launch", (route) => route.fulfill({ body: `${JSON.stringify({ result: launch })}\n` }));
  await page.goto(served.address);
  await by("start-new").click();
  await by("start-units").getByText("宁晋县").waitFor();
  await by("start-city").getByText("河北省 › 邢台市").waitFor();
  assert.equal(await by("start-unit").count(), 21);
  // what became of 邢台县 is told beside those that took it in
  await page.getByText("2020-06 接收邢台县的一部分").first().waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "a bar below the page");
  await picture("8-city-xingtai");

  await by("start-city").locator("input").click();
  await page.keyboard.type("咸宁");
  await page.keyboard.press("Enter");
  await by("start-units").getByText("通山县").waitFor();
  await by("start-units").getByText("嘉鱼县").click();
  await picture("8-city-xianning");
  // five counties and the zone that has no code
  await by("start-city-told").getByText("应报单位 6 个").waitFor();
  assert.ok(await by("start-create").isEnabled());
  assert.deepEqual(troubles, []);
});
