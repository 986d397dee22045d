// `xbh serve` is killed while files go into the ledger: all of them are in it, or none.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { RETURNS, ask, serve, xbh } from "./served.mjs";

/** The same moments on every run, as parts of a whole commit. */
const MOMENTS = [0, 0.05, 0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 0.95, 1, 1.1];

const round = "2021Q1";
const call = async (served, verb, args) => JSON.parse((await ask(served, { target: `/api/call/${verb}`, body: JSON.stringify(args) })).text.trim().split("\n").at(-1));

/** Served, with the returns in 收件台. */
async function waiting() {
  const served = await serve();
  await call(served, "launch", {});
  const paths = [];
  for (const file of RETURNS) paths.push((await ask(served, { target: `/api/files?name=${encodeURIComponent(path.basename(file))}`, body: fs.readFileSync(file) })).text);
  const { result } = await call(served, "scan_inbox", { round, paths });
  assert.equal(result.items.length, RETURNS.length);
  return { ...served, items: result.items.map(({ id, seen }) => ({ id, seen })) };
}

const commit = (served) => call(served, "commit_inbox", { round, items: served.items });

test("killed while files go in, all of them are there or none, and what they came in is taken away", async () => {
  const whole = await waiting();
  const begun = performance.now();
  const { result } = await commit(whole);
  const lasts = performance.now() - begun;
  await whole.end();
  whole.remove();
  const outcomes = new Set();
  for (const part of MOMENTS) {
    const served = await waiting();
    const asked = commit(served).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, part * lasts));
    await served.kill();
    await asked;
    const verified = xbh("verify", served.ledger);
    assert.equal(verified.status, 0, `${part}: ${verified.stdout}${verified.stderr}`);
    const { reported } = JSON.parse(xbh("status", served.ledger, "--round", round, "--json").stdout);
    assert.ok(reported === 0 || reported === result.committed, `${part}: ${reported} of ${result.committed}`);
    outcomes.add(reported);
    // the next one clears up, and shows what was not committed
    assert.equal(fs.readdirSync(served.temporary).length, 1);
    const next = await serve(served);
    await call(next, "launch", {});
    const status = await call(next, "round_status", { round });
    assert.equal(status.result.waiting + status.result.reported, RETURNS.length, `${part}`);
    assert.equal(fs.readdirSync(served.temporary).length, 1);
    await next.end();
    assert.equal(fs.readdirSync(served.temporary).length, 0);
    served.remove();
  }
  assert.ok(outcomes.has(0), "no kill came before the commit");
});
