// 下发 in the browser: the blanks of a round lie beside the ledger, and what comes back filled in is known.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { TOP, place, serve } from "./served.mjs";

const { chromium } = createRequire(new URL("../../../ui/package.json", import.meta.url))("playwright-core");

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(() => browser?.close());

test("blanks for two counties are written into a folder beside the ledger", async () => {
  const at = place();
  fs.copyFileSync(path.join(TOP, "tests/fixtures/ledgers/format-01.xbh"), at.ledger);
  const served = await serve(at);
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(30_000);
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  const by = (id) => page.locator(`[data-testid=${id}]`);
  try {
    await page.goto(served.address);
    await by("coverage").getByText("已报").waitFor();
    await by("round-picker").click();
    await by("round-issue").click();
    await by("issue-units").locator(".all input").click();
    for (const at of [0, 1]) await by("issue-units").locator(".list input").nth(at).click();
    await page.screenshot({ path: path.join(TOP, "tests/e2e/screenshots/9-issue.png") });
    await by("issue-run").click();
    await by("issue-done").getByText("已下发 2 份").waitFor();
    const folder = await by("issue-folder").textContent();
    assert.equal(fs.readdirSync(folder).filter((name) => name.endsWith(".xlsx")).length, 2);
    // once more: what is there is not written over unasked
    await by("issue-run").click();
    await by("issue-failed").getByText("已经存在").waitFor();
    await by("issue-replace").click();
    await by("issue-done").getByText("已下发 2 份").waitFor();
    // the bureau's own sheet for a form: chosen, told when it is no blank, and left out again
    const chooser = page.waitForEvent("filechooser");
    await by("issue-own-add").click();
    await (await chooser).setFiles(path.join(TOP, "tests/fixtures/kjcx-2021q1/巨鹿县2021年一季度.xlsx"));
    await by("issue-own").getByText("巨鹿县2021年一季度.xlsx").waitFor();
    await page.screenshot({ path: path.join(TOP, "tests/e2e/screenshots/9-issue-own.png") });
    await by("issue-run").click();
    await by("issue-failed").getByText("已经填了数").waitFor();
    await by("issue-own").getByRole("button").click();
    assert.equal(await by("issue-own").count(), 0);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
  } finally {
    await page.close();
    await served.end();
    served.remove();
  }
  assert.deepEqual(troubles, []);
});
