// The main job in an ordinary browser: files dropped, kept, reviewed, added up, followed back, written.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { RETURNS, serve } from "./served.mjs";

const { chromium } = createRequire(new URL("../../../ui/package.json", import.meta.url))("playwright-core");
const PICTURES = process.env.XBH_PICTURES;

let served, browser, page;
const troubles = [];
before(async () => {
  served = await serve();
  // as root a sandbox cannot be made; what is shown here is our own
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  page = await browser.newPage({ viewport: { width: 1366, height: 768 }, acceptDownloads: true });
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
});
after(async () => {
  await browser?.close();
  served?.remove();
});

const by = (id) => page.locator(`[data-testid=${id}]`);
const picture = async (name) => PICTURES && (await page.screenshot({ path: path.join(PICTURES, `${name}.png`) }));

test("files become a workbook whose figures lead back to their cells", async () => {
  await page.goto(served.address);
  await by("coverage").getByText("已报").waitFor();
  assert.equal(new URL(page.url()).hash, "", "the token still stands in the address");
  await picture("1-empty");

  // four are chosen, the fifth is dropped
  const chooser = page.waitForEvent("filechooser");
  await by("inbox-add-files").click();
  await (await chooser).setFiles(RETURNS.slice(0, 4));
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=inbox-row]").length === 4);
  const [bytes, name] = [fs.readFileSync(RETURNS[4]).toString("base64"), path.basename(RETURNS[4])];
  const dropped = await page.evaluateHandle(([bytes, name]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name));
    return data;
  }, [bytes, name]);
  await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=inbox-row][data-status=ready]").length === 5);
  await picture("2-inbox");
  await by("inbox-commit").click();
  await by("coverage").getByText(/^5/).first().waitFor();

  await by("nav-review").click();
  await page.locator("[data-testid=review-finding][data-severity=A]").filter({ hasText: "信都区" }).first().click();
  await page.locator(".frame.a").first().waitFor();
  await picture("3-review");

  await by("nav-consolidated").click();
  await by("table-coverage").getByText("宁晋县").waitFor();
  await by("table-picker").click();
  await page.locator("[role=option]").filter({ hasText: /主要指标.*汇总表/ }).first().click();
  await page.locator("[data-testid=table-row]").filter({ hasText: "高新技术企业总数" }).locator(".trace").first().click();
  await by("origin-panel").getByText("襄都区").first().waitFor();
  await picture("4-origin");

  await by("nav-export").click();
  await by("export-run").click();
  const written = await by("export-done").locator(".path").textContent();
  assert.equal(path.dirname(written), served.home);
  assert.ok(fs.statSync(written).size > 10_000);
  // another place is the browser's to choose
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "另存为" }).first().click();
  const saved = await (await download).path();
  assert.equal(fs.readFileSync(saved).subarray(0, 2).toString(), "PK");
  await by("export-done").getByText("下载文件夹").waitFor();
  await picture("5-export");
});

test("a page that is loaded again, and a second one, show the same", async () => {
  await page.reload();
  await by("coverage").getByText(/^5/).first().waitFor();
  const second = await browser.newPage();
  await second.goto(served.address);
  await second.locator("[data-testid=coverage]").getByText(/^5/).first().waitFor();
  await second.close();
});

test("without the token it says what to do, and when the program ends nothing is left", async () => {
  // what is shown below must be loaded while there is somebody to load it from
  await by("nav-consolidated").click();
  await by("table-coverage").waitFor();
  await by("nav-inbox").click();
  const stranger = await browser.newPage();
  await stranger.goto(served.origin);
  await stranger.getByText("通行码").waitFor();
  await stranger.close();
  assert.equal(await served.end(), 0);
  const left = fs.readdirSync(served.home).filter((name) => /-wal|-shm|\.lock/.test(name));
  assert.deepEqual([left, fs.readdirSync(served.temporary)], [[], []]);
  await by("nav-consolidated").click();
  await page.getByText("xbh serve 可能已经停了").first().waitFor();
  // the browser itself tells of requests that came to nothing
  assert.deepEqual(troubles.filter((text) => !text.includes("Failed to load resource")), []);
});
