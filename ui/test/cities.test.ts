import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { expect, it, vi } from "vitest";
import ChoiceSelect from "../src/components/ChoiceSelect.vue";
import NewLedger from "../src/features/start/NewLedger.vue";

async function making(): Promise<VueWrapper> {
  const view = mount(NewLedger, { props: { busy: false }, attachTo: document.body });
  await vi.waitFor(() => view.get("[data-testid=start-units]"));
  return view;
}

const ticked = (view: VueWrapper) => view.findAll<HTMLInputElement>("[data-testid=start-unit]").map(({ element }) => element.checked);

async function made(view: VueWrapper): Promise<unknown> {
  await view.get("[data-testid=start-create]").trigger("click");
  await vi.waitFor(() => expect(view.emitted("create")).toBeDefined());
  return view.emitted("create")?.at(-1)?.[0];
}

it("a new ledger is offered for the scheme's own city, with those that report there", async () => {
  const view = await making();
  expect(view.get("[data-testid=start-units]").text()).toContain("宁晋县");
  expect(ticked(view)).toEqual([true, true, false]);
  expect(await made(view)).toMatchObject({ scheme: "kjcx", city: "130500", reports: ["130502", "130528"] });
  view.unmount();
});

it("who does not report is unticked, who reports besides is ticked", async () => {
  const view = await making();
  const [first, , last] = view.findAll("[data-testid=start-unit]");
  await first?.setValue(false);
  await last?.setValue(true);
  expect(await made(view)).toMatchObject({ reports: ["130528", "1305SZ"] });
  view.unmount();
});

it("another city has its own units, and nothing is left of the choice before", async () => {
  const view = await making();
  view.getComponent(ChoiceSelect).vm.$emit("choose", "410600");
  await vi.waitFor(() => expect(view.get("[data-testid=start-units]").text()).toContain("淇县"));
  expect(await made(view)).toMatchObject({ city: "410600", reports: ["410622"] });
  view.unmount();
});

it("nobody reporting is no ledger", async () => {
  const view = await making();
  for (const box of view.findAll("[data-testid=start-unit]")) await box.setValue(false);
  expect(view.get("[data-testid=start-create]").attributes("disabled")).toBeDefined();
  view.unmount();
});

it("a scheme of other units asks for no city", async () => {
  const view = await making();
  view.getComponent({ name: "ElSelect" }).vm.$emit("update:modelValue", "luan-2020");
  await flushPromises();
  expect(view.find("[data-testid=start-city]").exists()).toBe(false);
  expect(await made(view)).toMatchObject({ scheme: "luan-2020", city: null, reports: null });
  view.unmount();
});
