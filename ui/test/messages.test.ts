import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { t } from "../src/messages";
import { zhCN } from "../src/messages/zh-CN";

const SOURCE = join(import.meta.dirname, "../src");
const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((name) => /\.(vue|ts|css)$/.test(name));
const textOf = (name: string) => readFileSync(join(SOURCE, name), "utf8");
const isSaid = (name: string) => name.startsWith("messages") || name.startsWith(join("ipc", "mock")) || name.startsWith(join("ipc", "types"));
// Han, and the punctuation that goes with it.
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

describe("the sentences", () => {
  it("stand in messages and nowhere else", () => {
    const stray = files.filter((name) => !isSaid(name)).flatMap((name) =>
      textOf(name).split("\n").flatMap((line, index) => (CHINESE.test(line) ? [`${name}:${index + 1} ${line.trim()}`] : [])),
    );
    expect(stray).toEqual([]);
  });

  it("are all used", () => {
    const source = files.filter((name) => !name.startsWith("messages")).map(textOf).join("\n");
    expect(Object.keys(zhCN).filter((key) => !source.includes(`"${key}"`) && !source.includes(`'${key}'`))).toEqual([]);
  });

  it("exist for every key that is asked for", () => {
    const asked = files.flatMap((name) => [...textOf(name).matchAll(/\bt\(\s*["']([\w.]+)["']/g)].map((match) => match[1] ?? ""));
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !(key in zhCN))).toEqual([]);
  });

  it("take their arguments, and show a hole that was not filled", () => {
    expect(t("inbox.commit", { files: 6 })).toBe("入库 6 份");
    expect(t("job.of", { done: 1 })).toBe("1/{total}");
  });
});
