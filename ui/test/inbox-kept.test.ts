import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { session } from "../src/app/session";
import { statusLine } from "../src/app/statusLine";
import { inbox } from "../src/features/inbox/inbox";
import { openedInbox, settle } from "./opened";

// A busy machine draws slowly; no time of the clock is waited for.
vi.setConfig({ testTimeout: 60_000 });

async function opened() {
  // the pages outlive a test: the cursor begins at the first row
  const view = await openedInbox();
  inbox.chosen.value = inbox.order.value[0] ?? null;
  inbox.picked.value = new Set(inbox.order.value.slice(0, 1));
  await settle();
  const files = () => view.findAll("[data-testid=inbox-row]").map((row) => row.attributes("data-file"));
  const chosen = () => view.findAll("[data-testid=inbox-row][aria-selected=true]").map((row) => row.attributes("data-file"));
  const cell = (row: number) => view.get(`[role=gridcell][data-r="${row}"][data-c="0"]`);
  const press = (key: string, more: Record<string, unknown> = {}) => view.get("[role=grid]").trigger("keydown", { key, ...more });
  const undo = async () => {
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true }));
    await settle();
  };
  return { view, files, chosen, cell, press, undo };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("taking files out of the inbox", () => {
  it("is undone by 撤销 and Ctrl+Z, and a double click takes out one file", async () => {
    const { view, files, chosen, undo } = await opened();
    const before = files();
    await view.get("[data-testid=inbox-remove]").trigger("click", { detail: 1 });
    await settle();
    expect(files()).toEqual(before.slice(1));
    expect(chosen()).toEqual([before[1]]);
    await view.get("[data-testid=inbox-remove]").trigger("click", { detail: 2 });
    await settle();
    expect(files()).toEqual(before.slice(1));
    expect(statusLine.notice.value).toContain(before[0]);

    await view.get("[data-testid=inbox-remove]").trigger("click", { detail: 1 });
    await settle();
    statusLine.action.value?.run();
    await settle();
    expect(files()).toEqual(before.slice(1));
    await undo();
    expect(files()).toEqual(before);
    expect(chosen()).toEqual([before[0]]);
    view.unmount();
  });

  it("takes several rows at once, and all that are in the ledger already in one go", async () => {
    const { view, files, chosen, cell, press, undo } = await opened();
    const before = files();
    await cell(0).trigger("mousedown", { button: 0 });
    await cell(2).trigger("mousedown", { button: 0, shiftKey: true });
    await settle();
    expect(chosen()).toEqual(before.slice(0, 3));
    await cell(1).trigger("mousedown", { button: 0, ctrlKey: true });
    await settle();
    expect(chosen()).toEqual([before[0], before[2]]);
    await press("Delete");
    await settle();
    expect(files()).toEqual(before.filter((_, at) => at !== 0 && at !== 2));
    await undo();
    expect(files()).toEqual(before);

    await cell(0).trigger("mousedown", { button: 0 });
    await press("ArrowDown", { shiftKey: true });
    await settle();
    expect(chosen()).toEqual(before.slice(0, 2));
    await press("a", { ctrlKey: true });
    await settle();
    expect(chosen()).toEqual(before);
    await view.get("[data-testid=inbox-remove-duplicates]").trigger("click", { detail: 1 });
    await settle();
    expect(files()).toEqual(before.filter((file) => file !== "沙河市(1).xlsx"));
    expect(view.get("[role=grid]").attributes("aria-multiselectable")).toBe("true");
    view.unmount();
  });
});

describe("Ctrl+Z", () => {
  it("undoes from a list where nothing is typed, and is left to a field where something is", async () => {
    const { view, files } = await opened();
    const before = files();
    await view.get("[data-testid=inbox-remove]").trigger("click", { detail: 1 });
    await settle();
    const field = document.createElement("input");
    view.element.parentElement?.append(field);
    const undo = async () => {
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true }));
      await settle();
    };
    await undo();
    expect(files()).toEqual(before.slice(1));
    field.setAttribute("role", "combobox");
    field.value = "累";
    await undo();
    expect(files()).toEqual(before.slice(1));
    field.value = "";
    await undo();
    expect(files()).toEqual(before);
    field.remove();
    view.unmount();
  });
});

describe("answers", () => {
  it("are about the whole file, and 撤销 takes them back", async () => {
    const { view, undo } = await opened();
    const ready = inbox.ready.value;
    await view.get("[data-testid=inbox-confirm] [data-testid=confirm-130530]").trigger("click");
    await settle();
    expect(inbox.ready.value).toBe(ready + 1);
    await undo();
    expect(inbox.ready.value).toBe(ready);
    view.unmount();
  });

  it("are offered to be remembered only where the words name somebody", async () => {
    const { view, cell } = await opened();
    expect(view.find("[data-testid=inbox-remember]").exists()).toBe(true);
    await cell(1).trigger("mousedown", { button: 0 });
    await settle();
    expect(view.find("[data-testid=inbox-remember]").exists()).toBe(false);
    expect(view.get("[data-testid=inbox-not-remembered]").text()).toContain("不能记住");
    view.unmount();
  });
});

describe("closing the ledger", () => {
  it("says how many files wait in it", async () => {
    const { view } = await opened();
    session.close();
    await settle();
    expect(session.leftWaiting.value?.files).toBe(inbox.items.value.length);
    view.unmount();
  });
});
