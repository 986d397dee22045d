// 目标 in the window: a 目标任务台账 is taken in with what is unclear asked first, one target is changed with its date and reason, its history stays.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { RETURNS, TOP, place, serve, xbh } from "./served.mjs";

const { chromium } = createRequire(new URL("../../../ui/package.json", import.meta.url))("playwright-core");

const LIST = `2021年目标任务台账,,
目标任务,目标值,责任单位
高新技术企业新增,150家以上,全市
高新技术企业新增,12,襄都区
高新技术企业新增,9,南和区
高新技术企业,20,任泽区
技术合同成交额,超过38亿元,全市
`;

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(() => browser?.close());

test("targets are taken from a list, one is changed, its history stays, and it is held against what is reported", async () => {
  const at = place();
  assert.ok(xbh("import", at.ledger, "--round", "2021Q1", ...RETURNS).status < 2);
  const list = path.join(at.home, "目标任务台账.csv");
  fs.writeFileSync(list, LIST);
  const served = await serve(at);
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(30_000);
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  const by = (id) => page.locator(`[data-testid=${id}]`);
  const fits = async () => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1366);
  try {
    await page.goto(served.address);
    await by("nav-targets").click();
    await page.getByText("这一年还没有下达目标").waitFor();
    const chooser = page.waitForEvent("filechooser");
    await by("target-import").click();
    await (await chooser).setFiles(list);
    // what is unclear is asked, and nothing is set before
    await by("list-question").getByText("“高新技术企业”是哪一项目标").waitFor();
    await by("list-date").fill("2021-02-01");
    await by("list-reason").fill("市政府下达");
    assert.equal(await by("list-accept").isDisabled(), true);
    await page.screenshot({ path: path.join(TOP, "target/targets-list.png") });
    await fits();
    await by("list-choice").getByText("高新技术企业新增", { exact: true }).click();
    await by("list-accept").click();
    const rows = by("target-row");
    await rows.first().waitFor();
    assert.equal(await rows.count(), 5);
    await by("target-told").getByText("各单位合计 41 家，比全市的 150 家 少 109 家").waitFor();
    // one is changed
    await rows.nth(1).getByRole("gridcell").nth(1).dblclick();
    await by("target-panel").waitFor();
    await by("set-value").fill("15");
    await by("set-date").fill("2021-06-30");
    assert.equal(await by("set-save").isDisabled(), true);
    await by("set-reason").fill("年中调整");
    await by("set-save").click();
    await by("target-panel").waitFor({ state: "detached" });
    await rows.nth(1).getByText("≥ 15 家").waitFor();
    await rows.nth(1).getByRole("gridcell").nth(1).dblclick();
    await by("target-change").nth(1).waitFor();
    await by("target-change").first().getByText("原来是 12").waitFor();
    await page.screenshot({ path: path.join(TOP, "tests/e2e/screenshots/11-targets.png") });
    await fits();
    // beside the figures that go out, with where it comes from
    await by("nav-consolidated").click();
    await page.getByText("目标完成%").first().waitFor();
    await page.screenshot({ path: path.join(TOP, "tests/e2e/screenshots/11-completed.png") });
    await fits();
    await by("nav-targets").click();
    assert.match(xbh("target", at.ledger).stdout, /年中调整/);
    assert.equal(xbh("undo", at.ledger).status, 0);
    assert.equal(xbh("verify", at.ledger).status, 0);
    assert.doesNotMatch(xbh("target", at.ledger).stdout, /年中调整/);
  } finally {
    await page.close();
    await served.kill();
    fs.rmSync(at.home, { recursive: true, force: true });
  }
  assert.deepEqual(troubles, []);
});
