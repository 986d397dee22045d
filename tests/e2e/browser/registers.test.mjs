// 名录 in the window: what counties reported is proposed, taken as a whole, looked at with its history and the county's own cell, taken back.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { RETURNS, TOP, place, serve, xbh } from "./served.mjs";

const { chromium } = createRequire(new URL("../../../ui/package.json", import.meta.url))("playwright-core");

/** As a bureau publishes it: a few columns, a name written otherwise, one that nobody reported. */
const LIST = (names) => `河北省2021年第一批高新技术企业名单\n序号,企业名称,统一社会信用代码\n${names.map(([name, code], at) => `${at + 1},${name},${code}`).join("\n")}\n`;

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
    await page.screenshot({ path: path.join(TOP, "tests/e2e/screenshots/9-registers-pending.png") });
    await by("accept-all").click();
    await by("register-tab-entries").click();
    const rows = by("register-row");
    await rows.first().waitFor();
    await rows.first().getByRole("gridcell").nth(1).dblclick();
    await by("entry-panel").getByText("新增").waitFor();
    await by("entry-sheet").first().click();
    await page.locator("[data-testid=entry-panel] [role=grid]").first().waitFor();
    await page.waitForTimeout(500);
    await page.screenshot({ path: path.join(TOP, "tests/e2e/screenshots/9-registers.png") });
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

test("a published list is kept, what is asked of it is answered, and it is held against the list before", async () => {
  const at = place();
  assert.ok(xbh("import", at.ledger, "--round", "2021Q1", ...RETURNS).status < 2);
  assert.ok(xbh("register", at.ledger, "hte", "--accept").status < 2);
  const { entries } = JSON.parse(xbh("register", at.ledger, "hte", "--json").stdout);
  const names = entries.map(({ name, id }) => [name, id]);
  const first = path.join(at.home, "上一批.csv");
  fs.writeFileSync(first, LIST([...names, ["河北甲新材料科技有限公司", "91130502DEM099999X"]]));
  assert.ok(xbh("register", at.ledger, "hte", "--match", first, "--keep", "--source", "省高企认定", "--day", "2020-12-20").status < 2);
  const list = path.join(at.home, "名单.csv");
  const [name] = names[1];
  fs.writeFileSync(list, LIST([...names.slice(3), [name, "91130502DEM099999X"], ["河北乙新材料科技有限公司", "91130502DEM088888X"]]));
  const served = await serve(at);
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(30_000);
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  const by = (id) => page.locator(`[data-testid=${id}]`);
  try {
    await page.goto(served.address);
    await by("nav-registers").click();
    await by("register-list").getByText("高新技术企业", { exact: true }).dblclick();
    await page.getByRole("heading", { name: "高新技术企业" }).waitFor();
    await by("register-tab-match").click();
    // the newest that was kept is shown at once
    await by("match-told").getByText("省高企认定（2020-12-20）").waitFor();
    const chooser = page.waitForEvent("filechooser");
    await by("match-pick").click();
    await (await chooser).setFiles(list);
    await by("match-question").getByText(name).first().waitFor();
    await by("match-keep").click();
    await by("keep-source").fill("省高企认定");
    await by("keep-day").fill("2021-03-20");
    await by("keep-confirm").click();
    await by("match-told").getByText("上次：省高企认定（2020-12-20）").waitFor();
    await page.screenshot({ path: path.join(TOP, "tests/e2e/screenshots/9-registers-list.png") });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1366);
    await by("match-same").first().click();
    await by("match-question").waitFor({ state: "detached" });
    assert.match(xbh("findings", at.ledger, "--round", "2021Q1").stdout, /河北乙新材料科技有限公司/);
    assert.equal(xbh("undo", at.ledger).status, 0);
    assert.equal(xbh("verify", at.ledger).status, 0);
  } finally {
    await page.close();
    await served.end();
    fs.rmSync(at.home, { recursive: true, force: true });
  }
  assert.deepEqual(troubles, []);
});
