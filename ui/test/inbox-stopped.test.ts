import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { session } from "../src/app/session";
import { inbox } from "../src/features/inbox/inbox";
import type * as Client from "../src/ipc/client";
import { openedInbox, settle } from "./opened";

vi.setConfig({ testTimeout: 60_000 });

/** What the core refuses; everything else comes from the mock. */
const { refusals, asked } = vi.hoisted(() => ({ refusals: new Map<string, unknown>(), asked: vi.fn() }));
vi.mock("../src/ipc/client", async (original) => {
  const client = await original<typeof Client>();
  const call = (command: string, ...more: unknown[]) => {
    asked(command, more[0]);
    return refusals.has(command) ? Promise.reject(refusals.get(command) as Error) : (client.call as (...all: unknown[]) => Promise<unknown>)(command, ...more);
  };
  return { ...client, call };
});

const FULL = { code: "ledger.disk-full", message: "账本所在的磁盘已满。", args: {} };
const times = (command: string) => asked.mock.calls.filter(([own]) => own === command).length;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  refusals.clear();
  asked.mockClear();
  vi.useRealTimers();
});

describe("what was stopped", () => {
  it("is told until something else is done, and 再试一次 commits again", async () => {
    const view = await openedInbox();
    const alert = () => view.findAll("[role=alert]").map((one) => one.text()).join();
    const ready = inbox.ready.value;
    refusals.set("commit_inbox", FULL);
    await view.get("[data-testid=inbox-commit]").trigger("click");
    await settle();
    expect(alert()).toContain("磁盘已满");
    // the list is read again whenever anything has changed
    session.changed();
    await settle();
    expect(alert()).toContain("磁盘已满");
    expect(inbox.ready.value).toBe(ready);

    await view.get("[role=alert] button").trigger("click");
    await settle();
    expect([times("commit_inbox"), alert().includes("磁盘已满")]).toEqual([2, true]);
    refusals.clear();
    await view.get("[role=alert] button").trigger("click");
    await settle();
    expect([times("commit_inbox"), alert(), inbox.ready.value]).toEqual([3, "", 0]);
    view.unmount();
  });

  it("is tried again with what waited behind it", async () => {
    const view = await openedInbox();
    refusals.set("scan_inbox", FULL);
    asked.mockClear();
    void inbox.scan(["D:\\甲"]);
    void inbox.scan(["D:\\乙"]);
    await settle();
    expect([times("scan_inbox"), view.get("[role=alert]").text().includes("磁盘已满")]).toEqual([1, true]);
    refusals.clear();
    await view.get("[role=alert] button").trigger("click");
    await settle();
    expect(asked).toHaveBeenCalledWith("scan_inbox", { round: "2021Q1", paths: ["D:\\甲", "D:\\乙"] });
    expect(view.find("[role=alert]").exists()).toBe(false);
    view.unmount();
  });

  it("is told when files are taken out or answered, too, and by the next thing done no more", async () => {
    const view = await openedInbox();
    refusals.set("remove_items", FULL);
    const before = inbox.items.value.length;
    void inbox.remove([inbox.order.value[0] ?? 0]);
    await settle();
    session.changed();
    await settle();
    expect(view.get("[role=alert]").text()).toContain("磁盘已满");
    refusals.clear();
    await view.get("[role=alert] button").trigger("click");
    await settle();
    expect([inbox.items.value.length, view.find("[role=alert]").exists()]).toEqual([before - 1, false]);
    view.unmount();
  });
});
