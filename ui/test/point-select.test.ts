import { mount } from "@vue/test-utils";
import { nextTick } from "vue";
import { describe, expect, it } from "vitest";
import { ElSelect } from "../src/components/controls";
import PointSelect from "../src/features/inbox/PointSelect.vue";

describe("what a column of a sheet is", () => {
  it("is told by its name, however many choices there are and whatever was typed", async () => {
    const choices = Array.from({ length: 80 }, (_, at) => ({ code: `C${at}`, name: `指标${at}`, takenBy: null }));
    const line = { line: "B", name: "B 列", said: null, current: "@label", read: true, choices };
    const view = mount(PointSelect, { props: { line, label: "B 列是", ofColumn: true }, attachTo: document.body });
    await nextTick();
    expect(view.text()).toContain("名称列");
    view.getComponent(ElSelect).props("filterMethod")?.("指标7");
    await nextTick();
    expect(view.text()).not.toContain("@label");
    await view.setProps({ line: { ...line, current: "C79" } });
    await nextTick();
    expect(view.text()).toContain("指标79");
    view.unmount();
  });
});
