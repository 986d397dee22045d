import { mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useFreshNotices } from "../src/app/notices";
import { planned } from "../src/app/printing";
import { session } from "../src/app/session";
import { statusLine } from "../src/app/statusLine";
import { inbox } from "../src/features/inbox/inbox";
import type * as Client from "../src/ipc/client";
import { openedInbox, settle } from "./opened";

vi.setConfig({ testTimeout: 60_000 });

/** Answers of the core; the others come from the mock. */
const { answers, asked } = vi.hoisted(() => ({ answers: new Map<string, unknown>(), asked: vi.fn() }));
vi.mock("../src/ipc/client", async (original) => {
  const client = await original<typeof Client>();
  const call = (command: string, ...more: unknown[]) => {
    asked(command, more[0]);
    return answers.has(command) ? Promise.resolve(answers.get(command)) : (client.call as (...all: unknown[]) => Promise<unknown>)(command, ...more);
  };
  return { ...client, call };
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  answers.clear();
  asked.mockClear();
  vi.useRealTimers();
});

describe("the keyboard's place in the inbox", () => {
  const row = () => document.activeElement?.closest("[data-testid=inbox-row]")?.getAttribute("data-file");

  it("is the next row after 不收, and after 入库", async () => {
    const view = await openedInbox();
    const files = view.findAll("[data-testid=inbox-row]").map((one) => one.attributes("data-file"));
    inbox.chosen.value = inbox.order.value[0] ?? null;
    await settle();
    const button = view.get<HTMLElement>("[data-testid=inbox-remove]");
    button.element.focus();
    await button.trigger("click", { detail: 0 });
    await settle();
    expect(row()).toBe(files[1]);
    const commit = view.get<HTMLElement>("[data-testid=inbox-commit]");
    commit.element.focus();
    await commit.trigger("click");
    await settle();
    expect(row()).toBeTruthy();
    view.unmount();
  });

  it("is what can be done next where nothing is left", async () => {
    const view = await openedInbox();
    await view.get("[role=grid]").trigger("keydown", { key: "a", ctrlKey: true });
    await settle();
    view.get<HTMLElement>("[data-testid=inbox-remove-picked]").element.focus();
    await view.get("[data-testid=inbox-remove-picked]").trigger("click", { detail: 0 });
    await settle();
    expect(document.activeElement?.getAttribute("data-testid")).toBe("inbox-add-files");
    view.unmount();
  });
});

describe("what another window did", () => {
  it("is told by name after 入库", async () => {
    const view = await openedInbox();
    const gone = ["“裕安区.xlsx”已不在收件台：另一个窗口已把它移出，这里没有再动它。"];
    answers.set("commit_inbox", { committed: 2, gone, batch: { round: "2021Q1", items: inbox.items.value, unread: 0, seconds: 0 } });
    await view.get("[data-testid=inbox-commit]").trigger("click");
    await settle();
    expect(view.get("[role=alert]").text()).toContain("裕安区.xlsx");
    expect(view.get("[role=alert]").text()).toContain("inbox.gone");
    view.unmount();
  });
});

describe("撤销 of something in another round", () => {
  it("says the round, and leads there", async () => {
    const view = await openedInbox();
    const before = inbox.items.value.length;
    answers.set("undo_inbox", { back: 1, file: null, round: "2020Q1", items: [99], batch: { round: "2021Q1", items: inbox.items.value, unread: 0, seconds: 0 } });
    await inbox.undo();
    await settle();
    const name = session.ledger.value?.rounds.find(({ code }) => code === "2020Q1")?.name ?? "2020Q1";
    expect(statusLine.notice.value).toContain(name);
    expect(inbox.items.value.length).toBe(before);
    statusLine.action.value?.run();
    expect(session.round.value).toBe("2020Q1");
    view.unmount();
  });
});

describe("who else has the ledger open", () => {
  it("is looked at every few seconds, only while the window can be seen", async () => {
    const view = await openedInbox();
    answers.set("pulse", { notices: ["这个账本正被另一个程序打开"], news: 0 });
    const shell = mount({ setup: useFreshNotices, template: "<i/>", render: () => null });
    asked.mockClear();
    const count = () => asked.mock.calls.filter(([command]) => command === "pulse").length;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(count()).toBe(4);
    expect(session.notices.value).toEqual(["这个账本正被另一个程序打开"]);
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(count()).toBe(4);
    shell.unmount();
    view.unmount();
  });
});

describe("a printed list", () => {
  it("is divided by the plan of the tables, which knows its figures and codes", async () => {
    answers.set("list_plan", { size: 8.2, groups: [] });
    const cells = (texts: string[]) => ({ strong: false, cells: texts.map((text, at) => ({ text, right: at === 1 })) });
    const header = ["单位", "数据"].map((text, column) => ({ text, row: 0, column, rows: 1, columns: 1 }));
    await planned({ title: "", notes: [], header, headerRows: 1, rows: [cells(["宁晋县 S1!D7", "1,200,000,000,000.00"])] }, 1);
    expect(asked).toHaveBeenCalledWith("list_plan", { columns: [{ name: "单位", figure: false, widest: 12, piece: 5 }, { name: "数据", figure: true, widest: 20, piece: 20 }], pinned: 1 });
  });
});
