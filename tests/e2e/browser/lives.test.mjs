// What the window does for a ledger that lives, in the browser: the next quarter, a wrong commit taken back, another scheme.

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

/** A page on a ledger; what goes wrong in it fails the test. */
async function shown(at, work) {
  const served = await serve(at);
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(30_000);
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  let ended;
  try {
    await page.goto(served.address);
    const by = (id) => page.locator(`[data-testid=${id}]`);
    await by("coverage").getByText("已报").waitFor();
    await work({ page, by, served });
  } finally {
    // a program that is left running would keep a failed test from being told
    await page.close();
    ended = await served.end();
  }
  assert.equal(ended, 0);
  const verified = xbh("verify", served.ledger);
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
  served.remove();
  assert.deepEqual(troubles, []);
}

const field = (page, id) => page.locator(`dialog [data-testid=${id}] input, dialog input[data-testid=${id}]`);

test("a second quarter is added to an old ledger", async () => {
  const at = place();
  fs.copyFileSync(path.join(TOP, "tests/fixtures/ledgers/format-01.xbh"), at.ledger);
  await shown(at, async ({ page, by }) => {
    await by("round-picker").click();
    await by("round-new").click();
    await page.waitForFunction(() => document.querySelector("[data-testid=round-code] input, input[data-testid=round-code]")?.value === "2021Q2");
    await field(page, "round-deadline").fill("2021-07-10");
    await by("round-add").click();
    await by("coverage").getByText("7月10日").waitFor();
    assert.match(await by("coverage").textContent(), /^0\/19/);
  });
});

test("a wrong commit is undone in two clicks", async () => {
  await shown(place(), async ({ page, by }) => {
    const chooser = page.waitForEvent("filechooser");
    await by("inbox-add-files").click();
    await (await chooser).setFiles(RETURNS);
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=inbox-row][data-status=ready]").length === 5);
    await by("inbox-commit").click();
    await by("coverage").getByText(/^5/).first().waitFor();
    await by("notice-action").filter({ hasText: "撤销" }).first().click();
    await by("undo-dialog").getByText("第 1 版 → 无").first().waitFor();
    await by("undo-confirm").click();
    await by("coverage").getByText(/^0/).first().waitFor();
  });
});

test("another scheme is chosen, looked at, and put in force", async () => {
  const at = place();
  const scheme = path.join(at.home, "新制度.toml");
  const text = xbh("scheme", "show", at.ledger, "--text").stdout;
  fs.writeFileSync(scheme, text.replaceAll("宁晋县", "宁晋市"));
  await shown(at, async ({ page, by }) => {
    await by("round-picker").click();
    await by("round-manage").click();
    const chooser = page.waitForEvent("filechooser");
    await by("scheme-choose").click();
    await (await chooser).setFiles([scheme]);
    await by("scheme-changes").getByText("宁晋市").first().waitFor();
    await field(page, "scheme-why").fill("撤县设市");
    await by("scheme-run").click();
    await by("manage-round").getByRole("status").waitFor();
    assert.match(xbh("scheme", "show", at.ledger, "--text").stdout, /宁晋市/);
  });
});

test("of several dropped files the one that cannot be taken is told, and the others come in", async () => {
  await shown(place(), async ({ page, by }) => {
    const bytes = fs.readFileSync(RETURNS[0]).toString("base64");
    const dropped = await page.evaluateHandle((bytes) => {
      const data = new DataTransfer();
      for (const name of ["q\"u.xlsx", "v\"w.xlsx", "襄都区.xlsx"]) data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name));
      return data;
    }, bytes);
    await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
    const told = await page.getByText("文件名不能用").first().textContent();
    assert.ok(told.includes("q\"u.xlsx") && told.includes("v\"w.xlsx"), told);
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=inbox-row]").length === 1);
  });
});

test("of several chosen files the one that cannot be taken is told, and the others come in", async () => {
  await shown(place(), async ({ page, by }) => {
    await by("nav-inbox").click();
    const choosing = page.waitForEvent("filechooser");
    await by("inbox-add-files").first().click();
    const bytes = fs.readFileSync(RETURNS[0]);
    await (await choosing).setFiles([{ name: "q\"u.xlsx", mimeType: "", buffer: bytes }, { name: "襄都区.xlsx", mimeType: "", buffer: bytes }]);
    await page.getByText("文件名不能用").first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=inbox-row]").length === 1);
  });
});

test("a closed round says so in the bar, in its list and in 收件台, and takes nothing until it is opened again", async () => {
  await shown(place(), async ({ page, by, served }) => {
    const chooser = page.waitForEvent("filechooser");
    await by("inbox-add-files").click();
    await (await chooser).setFiles([RETURNS[0]]);
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=inbox-row][data-status=ready]").length === 1);
    const close = async (told) => {
      await by("round-picker").click();
      await by("round-manage").click();
      await field(page, "close-why").fill("已经汇总上报");
      await by("close-run").click();
      await by("manage-round").getByText(told).first().waitFor();
      await page.keyboard.press("Escape");
    };
    await close("已关闭。");
    await by("round-closed").getByText("已关闭").waitFor();
    await by("inbox-closed").getByText("这一批已关闭").waitFor();
    assert.equal(await by("inbox-commit").isDisabled(), true);
    await by("round-picker").click();
    await page.getByText("2021年一季度（已关闭）").waitFor();
    await page.keyboard.press("Escape");
    // another program opens it again: the page hears of it
    assert.equal(xbh("round", "open", served.ledger, "--round", "2021Q1", "--reason", "补报").status, 0);
    await by("round-closed").waitFor({ state: "detached" });
    assert.equal(await by("inbox-commit").isDisabled(), false);
  });
});

test("files that are sent to the program say how far they are", async () => {
  await shown(place(), async ({ page, by }) => {
    let go;
    const held = new Promise((resolve) => (go = resolve));
    await page.route("**/api/files*", async (route) => {
      if (route.request().url().includes(encodeURIComponent("乙"))) await held;
      await route.continue();
    });
    const choosing = page.waitForEvent("filechooser");
    await by("inbox-add-files").first().click();
    const buffer = fs.readFileSync(RETURNS[0]);
    await (await choosing).setFiles(["甲.xlsx", "乙.xlsx"].map((name) => ({ name, mimeType: "", buffer })));
    await by("job").getByText("正在送入文件 1/2").waitFor();
    await by("job").getByText("乙.xlsx").waitFor();
    go();
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=inbox-row]").length === 2);
  });
});

test("another scheme than the one that was shown is not put in force; the dialog fits a small screen and keeps the keyboard", async () => {
  const at = place();
  const text = xbh("scheme", "show", at.ledger, "--text").stdout;
  const scheme = path.join(at.home, "新制度.toml");
  fs.writeFileSync(scheme, text.replace('version = "2021"', 'version = "2022"').replace(/name = "(\S+?)县"/g, 'name = "$1新县"'));
  const other = path.join(at.home, "别的.toml");
  fs.writeFileSync(other, text.replace('version = "2021"', 'version = "2021-6"'));
  await shown(at, async ({ page, by, served }) => {
    await page.setViewportSize({ width: 1024, height: 640 });
    await by("round-picker").click();
    await by("round-manage").click();
    const chooser = page.waitForEvent("filechooser");
    await by("scheme-choose").click();
    await (await chooser).setFiles([scheme]);
    await by("scheme-changes").getByText("新县").first().waitFor();
    const box = await by("manage-close").boundingBox();
    assert.ok(box.y + box.height <= 640, JSON.stringify(box));
    // another program is quicker
    assert.equal(xbh("scheme", "update", served.ledger, other, "--reason", "先一步").status, 0);
    await page.keyboard.type("撤县设市");
    await page.keyboard.press("Enter");
    await by("manage-round").getByText("没有更新").first().waitFor();
    assert.match(xbh("scheme", "show", served.ledger, "--text").stdout, /version = "2021-6"/);
    // what is shown now may be put in force
    await by("scheme-run").click();
    await by("manage-round").getByText("已更新为").first().waitFor();
    assert.match(xbh("scheme", "show", served.ledger, "--text").stdout, /version = "2022"/);
  });
});

test("after the only import was undone nothing is called reviewed, and its versions can be put back", async () => {
  const at = place();
  const round = ["--round", "2021Q1"];
  xbh("import", at.ledger, ...round, RETURNS[0]);
  assert.equal(xbh("undo", at.ledger).status, 0);
  await shown(at, async ({ page, by }) => {
    await by("nav-review").click();
    await page.getByText("现在没有算数的报送件").waitFor();
    assert.equal(await page.getByText("全部通过审核").count(), 0);
    await by("review-unit").filter({ hasText: "襄都区" }).dblclick();
    await by("review-versions").click();
    await by("versions").getByText("已撤销入库").first().waitFor();
    await page.locator("[data-testid^=putback-]").first().click();
    await field(page, "step-reason").fill("撤错了");
    await by("step-run").click();
    await by("versions").getByText("算数").first().waitFor();
  });
});
