// Who may ask, and what a page can get at.

import assert from "node:assert/strict";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { ask, serve } from "./served.mjs";

let served;
before(async () => (served = await serve()));
after(async () => {
  await served.end();
  served.remove();
});

const call = async (verb, args) => JSON.parse((await ask(served, { target: `/api/call/${verb}`, body: JSON.stringify(args) })).text.trim().split("\n").at(-1));

test("only a page that came from here, with the token, is answered", async () => {
  const other = `${served.token.slice(1)}0`;
  const cases = [
    ["its own page", {}, 200],
    ["another name of this machine", { headers: { host: `localhost:${served.port}` } }, 421],
    ["a name that was made to point here", { headers: { host: "evil.example" } }, 421],
    ["another port's name", { headers: { host: "127.0.0.1:1" } }, 421],
    ["another site's page", { headers: { origin: "http://evil.example" } }, 403],
    ["a page from a file", { headers: { origin: "null" } }, 403],
    ["https", { headers: { origin: served.origin.replace("http:", "https:") } }, 403],
    ["nobody's page", { headers: { origin: null } }, 403],
    ["no token", { headers: { "x-xbh-token": null } }, 401],
    ["an empty token", { headers: { "x-xbh-token": "" } }, 401],
    ["another token", { headers: { "x-xbh-token": other } }, 401],
    ["half a token", { headers: { "x-xbh-token": served.token.slice(0, 32) } }, 401],
    ["files without a token", { target: "/api/files?name=a.xlsx", headers: { "x-xbh-token": null } }, 401],
    ["asked by reading", { method: "GET" }, 405],
    ["no JSON", { body: "{" }, 400],
    ["a huge request", { body: Buffer.alloc(2 << 20) }, 413],
    ["the first page", { method: "GET", target: "/", headers: { origin: null, "x-xbh-token": null } }, 200],
    ["the first page, for another site", { method: "GET", target: "/", headers: { origin: "http://evil.example" } }, 403],
    ["out of the pages", { method: "GET", target: "/../Cargo.toml" }, 404],
    ["out of the pages, written otherwise", { method: "GET", target: "/%2e%2e/%2e%2e/Cargo.toml" }, 404],
    ["out of the pages, from assets", { method: "GET", target: "/assets/..%2f..%2fpackage.json" }, 404],
    ["the whole path", { method: "GET", target: "//etc/passwd" }, 404],
    ["an upload without a name", { target: "/api/files" }, 400],
    ["an upload with two names", { target: "/api/files?name=a&name=b" }, 400],
    ["a workbook of no name", { target: "/api/out" }, 400],
    ["what was written nowhere", { target: "/api/taken" }, 400],
    ["another method", { method: "PUT", target: "/api/out?name=a" }, 405],
  ];
  const came = await Promise.all(cases.map(async ([what, request]) => [what, await ask(served, request)]));
  assert.deepEqual(came.map(([what, { status }]) => [what, status]), cases.map(([what, , status]) => [what, status]));
  // whoever is refused is told why, in one document
  for (const [what, { status, text, headers }] of came.filter(([, { status }]) => status >= 400)) {
    assert.equal(headers["content-type"], "application/json; charset=utf-8", `${what}: ${status} ${text}`);
    assert.match(JSON.parse(text).error.message, /[\u4e00-\u9fff]/, `${what}: ${status} ${text}`);
  }
});

test("a page cannot be framed, and loads nothing from elsewhere", async () => {
  const { headers } = await ask(served, { method: "GET", target: "/" });
  assert.match(headers["content-security-policy"], /default-src 'self'.*frame-ancestors 'none'/);
  assert.deepEqual([headers["cache-control"], headers["x-content-type-options"], headers["set-cookie"]], ["no-store", "nosniff", undefined]);
});

test("nothing listens but on this machine's own address", async () => {
  const others = Object.values(os.networkInterfaces()).flat().filter(({ internal, family }) => !internal && family === "IPv4");
  for (const { address } of others) await assert.rejects(ask(served, { address }), `${address} was answered`);
});

test("a path that the page makes up is neither read nor written", async () => {
  await call("launch", {});
  const inside = (name) => path.join(served.home, name);
  fs.writeFileSync(inside("秘密.xlsx"), "x");
  fs.mkdirSync(inside("别处"));
  const uploaded = (await ask(served, { target: `/api/files?name=${encodeURIComponent("../../逃.xlsx")}`, body: "x" })).text;
  assert.equal(path.basename(uploaded), "逃.xlsx");
  assert.ok(uploaded.startsWith(served.temporary));
  // an uploaded ledger would be gone with all that was committed into it
  const another = (await ask(served, { target: "/api/files?name=n.xbh", body: fs.readFileSync(served.ledger) })).text;
  const [round, replace, scheme] = ["2021Q1", true, "kjcx"];
  for (const [verb, args, code] of [
    ["scan_inbox", { round, paths: [inside("秘密.xlsx")] }, "path.not-given"],
    ["scan_inbox", { round, paths: ["/etc"] }, "path.not-given"],
    ["scan_inbox", { round, paths: [`${path.dirname(uploaded)}/../../../秘密.xlsx`] }, "path.not-given"],
    ["export_workbook", { round, path: inside("别处/a.xlsx"), replace }, "path.not-given"],
    ["export_workbook", { round, path: "/etc/a.xlsx", replace }, "path.not-given"],
    ["open_ledger", { path: inside("别的.xbh") }, "serve.only"],
    ["open_ledger", { path: another }, "serve.only"],
    ["create_ledger", { path: inside("新.xbh"), scheme }, "serve.only"],
    ["type_path", { purpose: "returns", path: inside("秘密.xlsx") }, "path.typed"],
    ["pick", { purpose: "returns", suggested: "" }, "serve.only"],
    ["scan_inbox", { rounds: round, paths: [] }, "api.arguments"],
    ["rm", {}, "api.unknown"],
  ]) assert.equal((await call(verb, args)).error?.code, code, `${verb} ${JSON.stringify(args)}`);
  for (const target of [served.ledger, `${served.temporary}/../科技创新.xbh`, "/etc/passwd", uploaded])
    assert.equal((await ask(served, { target: `/api/taken?path=${encodeURIComponent(target)}` })).status, 404, target);
  for (const name of ["", "..", "a/", "a\n.xlsx", "x".repeat(300)])
    assert.equal((await ask(served, { target: `/api/files?name=${encodeURIComponent(name)}` })).status, 400, name);
});

test("connections that say nothing do not keep the pages from being answered", { timeout: 60_000 }, async () => {
  const silent = Array.from({ length: 900 }, () => {
    const socket = net.connect(served.port, "127.0.0.1", () => socket.write("GET / HTTP/1.1\r\nHost: x\r\n"));
    socket.on("error", () => undefined);
    return socket;
  });
  const begun = performance.now();
  assert.equal((await ask(served)).status, 200);
  assert.ok(performance.now() - begun < 5_000);
  await Promise.all(silent.map((socket) => new Promise((resolve) => (socket.destroyed ? resolve() : socket.once("close", resolve).resume()))));
});
