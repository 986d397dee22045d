import { flushPromises, mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import ChoiceSelect from "../src/components/ChoiceSelect.vue";

const options = ["本期完成情况 > 累计", "上年同期 > 累计", "2021年目标"].map((label, at) => ({ value: `C${at}`, label }));

async function opened() {
  const view = mount(ChoiceSelect, { props: { options, label: "E 列是", placeholder: "" }, attachTo: document.body });
  const input = view.get("input");
  await input.trigger("click");
  const type = async (words: string) => {
    await input.setValue(words);
    await flushPromises();
  };
  const press = async (key: string) => {
    input.element.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, bubbles: true, cancelable: true }));
    await flushPromises();
  };
  return { view, type, press, chosen: () => view.emitted("choose")?.flat() ?? [] };
}

describe("a list that is typed into", () => {
  it("says that two fit when Enter is pressed, and takes neither", async () => {
    const { view, type, press, chosen } = await opened();
    await type("累计");
    await press("Enter");
    expect(chosen()).toEqual([]);
    expect(view.get("[data-testid=choice-told]").text()).toContain("2 项");
    view.unmount();
  });

  it("takes the only one that fits, not what was chosen before", async () => {
    const { view, type, press, chosen } = await opened();
    await view.setProps({ modelValue: "C0" });
    await type("目标");
    // the list highlights what is chosen once it is drawn anew
    const list = view.findComponent({ name: "ElSelect" }).vm as unknown as { states: { hoveringIndex: number }; optionsArray: { value: string }[] };
    list.states.hoveringIndex = list.optionsArray.findIndex(({ value }) => value === "C0");
    await flushPromises();
    await press("Enter");
    expect(chosen()).toEqual(["C2"]);
    view.unmount();
  });

  it("is whole again when it was closed", async () => {
    const { view, type } = await opened();
    const offered = () => view.findAllComponents({ name: "ElOption" }).length;
    await type("火星");
    expect(offered()).toBe(0);
    view.findComponent({ name: "ElSelect" }).vm.$emit("visible-change", false);
    await flushPromises();
    expect(offered()).toBe(options.length);
    view.unmount();
  });

  it("says that none fits", async () => {
    const { view, type, press, chosen } = await opened();
    await type("火星");
    await press("Enter");
    expect(chosen()).toEqual([]);
    expect(view.get("[data-testid=choice-told]").text()).toContain("没有");
    view.unmount();
  });

  it("takes the highlighted one, and the only one that fits", async () => {
    const { view, type, press, chosen } = await opened();
    await type("累计");
    await press("ArrowDown");
    await press("ArrowDown");
    await press("Enter");
    expect(chosen()).toEqual(["C1"]);
    view.unmount();

    const again = await opened();
    await again.type("目标");
    await again.press("Enter");
    expect(again.chosen()).toEqual(["C2"]);
    again.view.unmount();
  });
});
