// `xbh serve` on a ledger of its own, and requests to it that no page makes.

import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const TOP = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
export const XBH = process.env.XBH ?? path.join(TOP, "target/debug/xbh");
const FIXTURES = path.join(TOP, "tests/fixtures");

/** Returns of five counties, one of them wrong. */
export const RETURNS = ["襄都区2021年一季度.xlsx", "南和区2021年一季度.xlsx", "附件1-临城县2021年一季度(改).xlsx", "任泽区科技创新指标（最终版）.xlsx"]
  .map((name) => path.join(FIXTURES, "kjcx-2021q1", name))
  .concat(path.join(FIXTURES, "kjcx-2021q1-wrong", "信都区2021年一季度.xlsx"));

export const xbh = (...args) => spawnSync(XBH, args, { encoding: "utf8" });

/** A folder with a new ledger, and one for temporary files. */
export function place() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "xbh-browser-"));
  const ledger = path.join(home, "科技创新.xbh");
  const made = xbh("new", ledger, "--scheme", "kjcx");
  if (made.status !== 0) throw new Error(made.stderr);
  const temporary = path.join(home, "tmp");
  fs.mkdirSync(temporary);
  return { home, ledger, temporary };
}

/** Serves a ledger, a new one if none is given; `end` stops it as the end of a session does, and says how it ended; `kill` as a power cut. */
export async function serve({ home, ledger, temporary } = place()) {
  const child = spawn(XBH, ["serve", ledger, "--no-open"], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, TMPDIR: temporary } });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const said = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (bytes) => {
      text += bytes;
      if (text.includes("\n")) resolve(text.split("\n")[0]);
    });
    child.stderr.resume();
    child.once("exit", (code) => reject(new Error(`xbh serve ended with ${code}`)));
  });
  const url = new URL(said);
  return {
    home,
    ledger,
    temporary,
    address: said,
    origin: url.origin,
    port: Number(url.port),
    token: new URLSearchParams(url.hash.slice(1)).get("token"),
    end() {
      child.kill("SIGTERM");
      return exited;
    },
    kill() {
      child.kill("SIGKILL");
      return exited;
    },
    remove: () => fs.rmSync(home, { recursive: true, force: true }),
  };
}

/** A request as it is, however wrong: path and headers are sent as they stand. */
export function ask(served, { method = "POST", target = "/api/call/pulse", headers = {}, body = "{}", address = "127.0.0.1" } = {}) {
  const own = { host: `127.0.0.1:${served.port}`, origin: served.origin, "x-xbh-token": served.token, ...headers };
  const sent = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null));
  return new Promise((resolve, reject) => {
    const request = http.request({ host: address, port: served.port, method, path: target, headers: sent, setHost: false, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => resolve({ status: answer.statusCode, text, headers: answer.headers }));
      answer.on("error", reject);
    });
    request.on("error", reject);
    request.end(method === "GET" ? undefined : body);
  });
}
