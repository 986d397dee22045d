import { mount } from "@vue/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import ConfirmPanel from "../src/features/inbox/ConfirmPanel.vue";
import { inbox } from "../src/features/inbox/inbox";
import type { InboxItem } from "../src/ipc";

const item = {
  id: 7,
  seen: "",
  file: "县表.xlsx",
  path: "D:\\来件\\县表.xlsx",
  size: 9000,
  status: "needs-confirmation",
  reason: "“全市表”已有第 1 版，这一份里没有其中 1 个单位的数：宁晋县。",
  hint: null,
  twin: null, locked: false,
  unlike: false,
  changed: false,
  answered: false,
  unbound: false,
  returns: [],
  questions: [
    {
      id: "3f2a9c",
      text: "“全市表”已有第 1 版，这一份里没有其中 1 个单位的数：宁晋县。",
      choices: [
        { id: "replace", text: "作为新的一版，整体替换" },
        { id: "refuse", text: "不收，保留前一版" },
      ],
    },
  ],
  cells: { seen: 0, values: 0, blank: 0, nil: 0, unreadable: 0, outside: 0 },
  severities: { a: 0, b: 0, c: 0, d: 0 },
} as InboxItem;

afterEach(() => {
  vi.restoreAllMocks();
});

it("asks whether a county table that lacks a county replaces the one before; not to take it is the button that can be undone", async () => {
  const answer = vi.spyOn(inbox, "answer").mockResolvedValue();
  const panel = mount(ConfirmPanel, { props: { item } });
  expect(panel.text()).toContain("宁晋县");
  expect(panel.findAll("[data-testid=inbox-question] button").map((button) => button.text())).toEqual(["作为新的一版，整体替换"]);
  expect(panel.find("[data-testid=inbox-remove]").exists()).toBe(true);
  await panel.get("[data-testid=answer-replace]").trigger("click");
  expect(answer).toHaveBeenCalledWith(7, "3f2a9c", "replace");
});

it("offers to take an answer back for as long as the file waits", async () => {
  const unsay = vi.spyOn(inbox, "unsay").mockResolvedValue();
  const answered = { ...item, status: "ready", questions: [], answered: true } as InboxItem;
  expect(mount(ConfirmPanel, { props: { item } }).find("[data-testid=inbox-unsay]").exists()).toBe(false);
  await mount(ConfirmPanel, { props: { item: answered } }).get("[data-testid=inbox-unsay]").trigger("click");
  expect(unsay).toHaveBeenCalledWith(7);
});
