import { mount } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import FactsIntake from "../src/features/facts/FactsIntake.vue";
import { factRow, figureRows } from "../src/features/facts/facts";
import { factsFor } from "../src/ipc/mock/facts";

const facts = factsFor([{ code: "1", name: "青县" }, { code: "2", name: "献县" }], false);
const texts = (row: { cells: { text: string }[] } | undefined) => row?.cells.map(({ text }) => text);

describe("figures that no county reports", () => {
  it("are listed with who stands for them and which of them count", () => {
    const rows = facts.page().rows.map(factRow);
    expect(texts(rows[0])?.slice(0, 9)).toEqual(["2020年（基期）", "分县情况", "基期数", "年报", "统计局", "邢台市", "19", "2", "算数"]);
    expect(rows[1]?.cells[8]).toMatchObject({ text: "不算数", tone: "soft" });
  });
  it("are shown as they were read", () => {
    const { files } = facts.looked({ paths: ["a.xlsx"], origin: "base", vintage: "", giver: "", period: "2020", answers: [] });
    expect(texts(figureRows(files)[1])).toEqual(["献县", "技术合同成交额", "累计", "31.00", "万元", "31", "B4"]);
  });
  it("are not read before it is said whose they are, and for when", async () => {
    const view = mount(FactsIntake, { props: { paths: ["a.xlsx"], page: facts.page() }, attachTo: document.body });
    const look = () => view.get("[data-testid=facts-look]");
    expect(look().attributes("disabled")).toBeDefined();
    await view.get("[data-testid=facts-period]").setValue("2020");
    expect(look().attributes("disabled")).toBeDefined();
    expect(view.get("[data-testid=facts-accept]").attributes("disabled")).toBeDefined();
    view.unmount();
    await vi.waitFor(() => expect(document.body.textContent).not.toContain("入库（0）"));
  });
});
