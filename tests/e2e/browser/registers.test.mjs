// 名录 in the window: what counties reported is proposed, taken as a whole, looked at with its history and the county's own cell, taken back.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { RETURNS, TOP, place, serve, xbh } from "./served.mjs";

const { chromium } = createRequire(new URL("../../../ui/package.json", import.meta.url))("playwright-core");

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(() => browser?.close());

test("a roster becomes a register: proposed, taken, followed back to the county's cell, taken back", async () => {
  const at = place();
  assert.ok(xbh("import", at.ledger, "--round", "2021Q1", ...RETURNS).status < 2);
  const served = await serve(at);
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(30_000);
  const by = (id) => page.locator(`[data-testid=${id}]`);
  try {
    await page.goto(served.address);
    await by("nav-registers").click();
    // what waits for a decision is looked at first
    await by("register-tab-pending").waitFor();
    await by("pending-row").first().waitFor();
    await by("accept-all").click();
    await by("register-tab-entries").click();
    const rows = by("register-row");
    await rows.first().waitFor();
    await rows.first().getByRole("gridcell").nth(1).dblclick();
    await by("entry-panel").getByText("新增").waitFor();
    await by("entry-sheet").first().click();
    await page.locator("[data-testid=entry-panel] [role=grid]").first().waitFor();
    await page.waitForTimeout(500);
    await page.screenshot({ path: path.join(TOP, "tests/e2e/screenshots/10-registers.png") });
    // nothing of the page is wider than the screen
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1366);
    await by("entry-close").click();
    await by("register-search").locator("input").or(by("register-search")).first().fill("没有这样的企业");
    await page.getByText("没有符合条件的条目").waitFor();
    assert.match(xbh("register", at.ledger).stdout, /在册 \d/);
    assert.equal(xbh("undo", at.ledger).status, 0);
    assert.equal(xbh("verify", at.ledger).status, 0);
    assert.doesNotMatch(xbh("register", at.ledger).stdout, /在册 \d/);
  } finally {
    await page.close();
    await served.end();
    fs.rmSync(at.home, { recursive: true, force: true });
  }
});
