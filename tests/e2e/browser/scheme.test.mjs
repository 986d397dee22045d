// 报表制度 in a browser: every form, register, rule and statement of the shipped scheme is shown, at 1366 × 768.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { serve, TOP } from "./served.mjs";

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
