import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { session } from "../src/app/session";
import RegistersView from "../src/features/registers/RegistersView.vue";
import { ledgerFor } from "../src/ipc/mock/units";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const settle = async () => {
  await vi.advanceTimersByTimeAsync(3000);
  await flushPromises();
};

async function opened() {
  session.close();
  session.opened(ledgerFor(""), "2021Q1");
  const view = mount(RegistersView, { attachTo: document.body });
  await settle();
  return { view, by: (id: string) => view.get<HTMLElement>(`[data-testid="${id}"]`) };
}

it("what is proposed is taken as a whole, and refused only with a reason", async () => {
  const { view, by } = await opened();
  await by("register-tab-pending").trigger("click");
  await settle();
  expect(by("accept-all").text()).toBe("全部采纳（2）");
  expect(by("accept-one").attributes("disabled")).toBeDefined();
  expect(by("refuse-all").attributes("disabled")).toBeDefined();
  await by("refuse-reason").setValue("证书没有核到");
  expect(by("refuse-all").attributes("disabled")).toBeUndefined();
  view.unmount();
});

it("personal data are shown for a purpose, and masked again", async () => {
  const { view, by } = await opened();
  await by("register-tab-entries").trigger("click");
  await settle();
  await by("register-unmask").trigger("click");
  expect(by("unmask-confirm").attributes("disabled")).toBeDefined();
  await by("unmask-reason").setValue("电话核实");
  await by("unmask-confirm").trigger("click");
  await settle();
  await by("register-mask").trigger("click");
  await settle();
  expect(view.find("[data-testid=register-unmask]").exists()).toBe(true);
  view.unmount();
});

it("a list is kept with its day and source, and what is asked of it is answered", async () => {
  const { view, by } = await opened();
  await by("register-tab-match").trigger("click");
  await settle();
  await by("match-pick").trigger("click");
  await settle();
  expect(view.findAll("[data-testid=match-question]").length).toBe(1);
  await by("match-keep").trigger("click");
  await by("keep-source").setValue("省高企认定");
  expect(by("keep-confirm").attributes("disabled")).toBeDefined();
  await by("keep-day").setValue("2021-03-20");
  await by("keep-confirm").trigger("click");
  await settle();
  expect(by("match-told").text()).toContain("省高企认定（2021-03-20）");
  await by("match-same").trigger("click");
  await settle();
  expect(view.findAll("[data-testid=match-question]").length).toBe(0);
  view.unmount();
});
