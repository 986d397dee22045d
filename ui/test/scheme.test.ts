import { mount } from "@vue/test-utils";
import { expect, it, vi } from "vitest";
import SchemeView from "../src/features/scheme/SchemeView.vue";
import { rowsWith } from "../src/features/scheme/rows";

it("every word that is looked for stands somewhere in the row", () => {
  const rows = [["高新技术企业总数", "家"], ["技术合同成交额", "万元"]];
  expect(rowsWith(rows, "")).toEqual(rows);
  expect(rowsWith(rows, "技术 万元")).toEqual([rows[1]]);
  expect(rowsWith(rows, "没有")).toEqual([]);
});

it("a section is opened by its name, and what is looked for in it is shown alone", async () => {
  const view = mount(SchemeView, { attachTo: document.body });
  await vi.waitFor(() => expect(view.get("[data-testid=scheme-table]").text()).toContain("高新技术企业总数"));
  await view.get("[data-testid=scheme-find]").setValue("合同");
  expect(view.get("[data-testid=scheme-table]").text()).not.toContain("高新技术企业总数");
  await view.get("[data-testid=scheme-find]").setValue("");
  await view.get("[data-testid='scheme-form:S1']").trigger("click");
  await vi.waitFor(() => expect(view.text()).toContain("S1 科技创新主要指标完成情况统计表"));
  expect(view.text()).toContain("单位：万元");
  view.unmount();
});
