// 其他来源 in the window: what the statistics bureau gives is taken in with who stands for it, shown before it counts, and taken back as one step.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { RETURNS, TOP, place, serve, xbh } from "./served.mjs";

const { chromium } = createRequire(new URL("../../../ui/package.json", import.meta.url))("playwright-core");

const GIVEN = `2020年各县（市、区）部门数据表,,
县（市、区）,地区生产总值（亿元）,常住人口（万人）
襄都区,112.5,41.2
信都区,305.1,78.6
任泽区,98.7,35.4
南和区,101.3,33.9
`;

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(() => browser?.close());

test("figures of a department are shown, taken in with the round of their year, and taken back with it", async () => {
  const at = place();
  assert.ok(xbh("import", at.ledger, "--round", "2021Q1", ...RETURNS).status < 2);
  const file = path.join(at.home, "2020年部门数据.csv");
  fs.writeFileSync(file, GIVEN);
  const served = await serve(at);
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(30_000);
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  const by = (id) => page.locator(`[data-testid=${id}]`);
  const choose = async (id, name) => {
    await by(id).click();
    await page.locator(".el-select-dropdown__item:visible", { hasText: name }).click();
    // the next list that is opened is closed by this one as it goes
    await page.locator(".el-select-dropdown:visible").waitFor({ state: "hidden" });
    await by(id).getByText(name).waitFor();
  };
  const fits = async () => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1366);
  const picture = (name) => page.screenshot({ path: path.join(TOP, "tests/e2e/screenshots", name) });
  try {
    await page.goto(served.address);
    await by("nav-facts").click();
    await page.getByText("还没有收过这样的数").waitFor();
    const chooser = page.waitForEvent("filechooser");
    await by("facts-take").click();
    await (await chooser).setFiles(file);
    // nothing is read before it is said whose they are
    await by("facts-intake").waitFor();
    assert.equal(await by("facts-look").isDisabled(), true);
    await choose("facts-origin", "部门数");
    await by("facts-period").fill("2020");
    await choose("facts-vintage", "年报");
    await by("facts-giver").fill("统计局");
    await by("facts-look").click();
    await by("facts-line").getByText("部门数，年报，统计局").waitFor();
    await by("facts-line").getByText("新建批次").waitFor();
    // it is like no form whole: which one it is to be read as is asked
    await by("fact-question").waitFor();
    assert.equal(await by("facts-accept").isDisabled(), true);
    await by("fact-choice").getByText("部门数据", { exact: true }).click();
    await by("figure-row").filter({ hasText: "信都区" }).first().getByText("305.1").first().waitFor();
    await picture("12-facts-look.png");
    await fits();
    assert.doesNotMatch(xbh("round", "list", at.ledger).stdout, /基期/, "nothing is kept yet");
    await by("facts-accept").click();
    const rows = by("fact-row");
    await rows.first().waitFor();
    assert.equal(await rows.count(), 1);
    await rows.first().getByText("统计局").waitFor();
    await picture("12-facts.png");
    await fits();
    const listed = JSON.parse(xbh("facts", "list", at.ledger, "--json").stdout).facts;
    assert.deepEqual(listed.map(({ origin, vintage, giver, counts }) => [origin, vintage, giver, counts]), [["department", "annual", "统计局", true]]);
    // one step back takes the round with it
    await by("nav-review").click();
    await page.getByText("撤销…").click();
    await by("undo-round").waitFor();
    await by("undo-confirm").click();
    await by("nav-facts").click();
    await page.getByText("还没有收过这样的数").waitFor();
    assert.doesNotMatch(xbh("round", "list", at.ledger).stdout, /基期/);
    assert.equal(xbh("verify", at.ledger).status, 0);
  } finally {
    await page.close();
    await served.kill();
    fs.rmSync(at.home, { recursive: true, force: true });
  }
  assert.deepEqual(troubles, []);
});
