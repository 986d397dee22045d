import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { session } from "../src/app/session";
import IssueBlanks from "../src/features/issue/IssueBlanks.vue";
import { ledgerFor } from "../src/ipc/mock/units";
import { settle } from "./opened";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("blanks go out to the units that are ticked, and it is said how much was filled in", async () => {
  session.opened({ ...ledgerFor(""), sample: true }, "2021Q1");
  const view = mount(IssueBlanks, { attachTo: document.body });
  void view.vm.show();
  await flushPromises();
  await settle();
  const run = () => view.get<HTMLButtonElement>("[data-testid=issue-run]");
  const all = view.findAll("[data-testid=issue-units] .list input").length;
  expect(all).toBeGreaterThan(2);
  // none, then two
  await view.get("[data-testid=issue-units] .all input").trigger("change");
  expect(run().element.disabled).toBe(true);
  const [first, second] = view.findAll("[data-testid=issue-units] .list input");
  await first?.trigger("change");
  await second?.trigger("change");
  expect(run().text()).toContain("(2)");
  await run().trigger("click");
  await vi.advanceTimersByTimeAsync(2000);
  await settle();
  const told = view.get("[data-testid=issue-done]").text();
  expect(told).toContain("已下发 2 份");
  expect(told).toContain("预填 194 格");
  expect(told).toContain("12 格遮盖着");
});

it("personal data goes out as it was reported only for a purpose that is written", async () => {
  session.opened({ ...ledgerFor(""), sample: true }, "2021Q1");
  const view = mount(IssueBlanks, { attachTo: document.body });
  void view.vm.show();
  await flushPromises();
  await settle();
  const run = () => view.get<HTMLButtonElement>("[data-testid=issue-run]");
  expect(run().element.disabled).toBe(false);
  await view.get("[data-testid=issue-unmask]").trigger("click");
  expect(run().element.disabled).toBe(true);
  await view.get("[data-testid=issue-purpose]").setValue("县里核对本人信息");
  expect(run().element.disabled).toBe(false);
  await run().trigger("click");
  await vi.advanceTimersByTimeAsync(20_000);
  await settle();
  expect(view.get("[data-testid=issue-done]").text()).not.toContain("遮盖");
});
