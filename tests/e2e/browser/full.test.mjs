// A ledger on a full disk with files in 收件台: it is looked at, by others too, and goes on as soon as there is room.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { RETURNS, place, serve, xbh } from "./served.mjs";

const { chromium } = createRequire(new URL("../../../ui/package.json", import.meta.url))("playwright-core");

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(() => browser?.close());

test("what waits on a full disk is shown, and 再试一次 commits it when there is room", async (t) => {
  const at = place();
  const disk = path.join(at.home, "disk");
  fs.mkdirSync(disk);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]).status !== 0) return t.skip("this user may not mount a disk");
  const ledger = path.join(disk, "L.xbh");
  const full = { ...at, ledger };
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(30_000);
  const by = (id) => page.locator(`[data-testid=${id}]`);
  const ready = () => page.waitForFunction((count) => document.querySelectorAll("[data-testid=inbox-row][data-status=ready]").length === count, RETURNS.length);
  let running;
  try {
    assert.equal(xbh("new", ledger, "--scheme", "kjcx").status, 0);
    const first = await serve(full);
    running = first;
    await page.goto(first.address);
    const chooser = page.waitForEvent("filechooser");
    await by("inbox-add-files").first().click();
    await (await chooser).setFiles(RETURNS);
    await ready();
    await first.end();
    spawnSync("dd", ["if=/dev/zero", `of=${path.join(disk, "filler")}`, "bs=4k"]);

    const served = await serve(full);
    running = served;
    await page.goto(served.address);
    await by("nav-inbox").click();
    await ready();
    await page.getByText("账本所在的磁盘已满").first().waitFor();
    for (const words of [["status", ledger, "--round", "2021Q1"], ["verify", ledger]]) assert.ok(xbh(...words).status < 2, words.join(" "));
    await by("inbox-commit").click();
    const told = page.getByRole("alert").getByText("没有写入任何内容");
    await told.waitFor();
    // the list is read again every few seconds
    await page.waitForTimeout(6000);
    assert.equal(await told.isVisible(), true);
    fs.rmSync(path.join(disk, "filler"));
    await page.getByRole("alert").filter({ hasText: "没有写入任何内容" }).getByText("再试一次").click();
    await by("coverage").getByText(/^5/).first().waitFor();
    // a list that could not be read meanwhile is read again
    await page.waitForFunction(() => document.querySelectorAll("[role=alert]").length === 0);
    assert.equal(await served.end(), 0);
    assert.equal(xbh("verify", ledger).status, 0);
    assert.deepEqual(fs.readdirSync(disk), ["L.xbh"]);
  } finally {
    // a program that is left running would keep a failed test from being told
    running?.kill();
    await page.close();
    spawnSync("umount", ["-l", disk]);
    fs.rmSync(at.home, { recursive: true, force: true });
  }
});
