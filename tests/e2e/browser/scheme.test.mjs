// 报表制度 in a browser: every form, register, rule and statement of the shipped scheme is shown, at 1366 × 768.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { place, serve, TOP, xbh } from "./served.mjs";

const { chromium } = createRequire(path.join(TOP, "ui/package.json"))("playwright-core");
const PICTURES = process.env.XBH_PICTURES;

test("the scheme is read section by section, and what is looked for is found", async () => {
  const served = await serve();
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    const by = (id) => page.locator(`[data-testid="${id}"]`);
    const picture = async (name) => PICTURES && (await page.screenshot({ path: path.join(PICTURES, name) }));
    await page.goto(served.address);
    await by("nav-scheme").click();
    await by("scheme-table").getByText("高新技术企业总数", { exact: true }).waitFor();
    await picture("9-scheme-indicators.png");
    await by("scheme-statements").click();
    await by("scheme-find").fill("咸宁 力争");
    await by("scheme-table").getByText("零的突破", { exact: true }).waitFor();
    assert.ok((await by("scheme-table").locator("tbody tr").count()) < 10);
    await by("scheme-find").fill("");
    await by("scheme-form:S6").click();
    await by("scheme-table").getByText("身份证号").waitFor();
    await picture("9-scheme-form.png");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(wide, false, "no bar across the page");
  } finally {
    await browser.close();
    served.kill();
    served.remove();
  }
});

const OWN = `[[indicator]]
code = "nests"
name = "乡镇孵化载体数"
unit = "个"
type = "stock"

[[row]]
form = "S1"
indicator = "nests"
required = false

[[rule]]
code = "own-nests"
name = "乡镇载体不为负"
expr = "[乡镇孵化载体数.累计] >= 0"
severity = "B"
`;

test("versions are compared in sentences, and what this level adds is marked", async () => {
  const at = place();
  const write = (name, text) => {
    fs.writeFileSync(path.join(at.home, name), text);
    return path.join(at.home, name);
  };
  const text = xbh("scheme", "show", at.ledger, "--text").stdout;
  const renamed = text.replace('name = "技术合同成交额"', 'name = "技术合同成交总额"').replace(/version = "[^"]*"/, 'version = "2022"');
  const said = xbh("scheme", "update", at.ledger, write("new.toml", renamed), "--reason", "省里发了新版");
  assert.equal(said.status, 0, said.stderr);
  const added = xbh("scheme", "add", at.ledger, write("own.toml", OWN), "--reason", "本市要乡镇载体");
  assert.equal(added.status, 0, added.stderr);
  const served = await serve(at);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    page.setDefaultTimeout(30_000);
    const by = (id) => page.locator(`[data-testid="${id}"]`);
    const picture = (name) => page.screenshot({ path: path.join(TOP, "tests/e2e/screenshots", name) });
    await page.goto(served.address);
    await by("nav-scheme").click();
    await by("scheme-versions").click();
    assert.equal(await by("version-row").count(), 3);
    await by("version-row").first().getByText("现行").waitFor();
    await by("version-row").first().getByText("本市要乡镇载体").waitFor();
    // the one in force against the one before it
    await by("compare-group").getByText("乡镇孵化载体数").first().waitFor();
    await by("compare-from").click();
    await page.locator(".el-select-dropdown__item:visible", { hasText: "第 1 版" }).click();
    await by("compare-group").getByText("技术合同成交总额").first().waitFor();
    await picture("13-scheme-versions.png");
    await by("scheme-form:S1").click();
    await by("scheme-table").locator("tr", { hasText: "乡镇孵化载体数" }).getByText("本级补充").waitFor();
    await by("scheme-rules").click();
    await by("scheme-find").fill("本级补充");
    await by("scheme-table").getByText("乡镇载体不为负").waitFor();
    assert.equal(await by("scheme-table").locator("tbody tr").count(), 1);
    await by("scheme-find").fill("");
    await by("scheme-form:S1").click();
    await picture("13-scheme-own.png");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1366);
  } finally {
    await browser.close();
    await served.kill();
    fs.rmSync(at.home, { recursive: true, force: true });
  }
});
