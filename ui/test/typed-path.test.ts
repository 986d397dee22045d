import { flushPromises, mount } from "@vue/test-utils";
import { expect, it, vi } from "vitest";
import { joinPath } from "../src/text/format";

type Ask = (why: { code: string; message: string; args: Record<string, string> }, suggested: string) => Promise<string | null>;
const asked = vi.hoisted(() => ({ ask: null as unknown }));
vi.mock("../src/ipc", () => ({ whenNoDialog: (ask: unknown) => (asked.ask = ask) }));

it("a path is typed at once, in place of the one that is suggested", async () => {
  const { default: TypedPath } = await import("../src/app/TypedPath.vue");
  const view = mount(TypedPath, { attachTo: document.body });
  const answer = (asked.ask as Ask)({ code: "dialog.none", message: "没有文件对话框", args: {} }, "/账本/汇总.xlsx");
  await flushPromises();
  const field = view.get("input").element;
  expect(document.activeElement).toBe(field);
  expect([field.value, field.selectionStart, field.selectionEnd]).toEqual(["/账本/汇总.xlsx", 0, "/账本/汇总.xlsx".length]);
  await view.get("input").setValue("/别处/汇总.xlsx");
  await view.get("form").trigger("submit");
  expect(await answer).toBe("/别处/汇总.xlsx");
});

it("a file in no known folder is not put in the root", () => {
  expect(joinPath("", "汇总.xlsx")).toBe("汇总.xlsx");
});
