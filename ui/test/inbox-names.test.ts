import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { rowsOf } from "../src/features/inbox/rows";
import FindingDetail from "../src/features/review/FindingDetail.vue";
import type { FindingRow } from "../src/ipc";
import { FINDINGS, itemsFor } from "../src/ipc/mock/inbox";
import { FORMS, unitsFor } from "../src/ipc/mock/units";

describe("what tells things apart", () => {
  it("names the folder of files that have the same name", () => {
    const [one] = itemsFor("one", []);
    if (!one) throw new Error("no item");
    const items = ["D:\\来件\\青县\\表.xlsx", "/来件/沧县/表.xlsx", "D:\\来件\\别的.xlsx"].map((path, id) => ({ ...one, id, path, file: path.split(/[\\/]/).at(-1) ?? "" }));
    expect(rowsOf(items, null).map(({ cells }) => cells[0]?.text)).toEqual(["表.xlsx（青县）", "表.xlsx（沧县）", "别的.xlsx"]);
  });

  it("calls figures figures, and header texts not", () => {
    const unit = unitsFor("")[0];
    const form = FORMS[0];
    if (!unit || !form) throw new Error("no unit");
    const shown = (left: string, right: string) => {
      const finding = { ...FINDINGS[0], unit, form, left, right } as FindingRow;
      return mount(FindingDetail, { props: { finding } }).text();
    };
    expect(shown("1,234.5", "−12")).toContain("填报数");
    expect(shown("累计数", "本期完成情况 > 累计")).not.toContain("填报数");
    // the codes of rules are for programs
    expect(shown("1", "2")).not.toContain("magnitude");
  });

  it("shows the rule of a finding as it is written in the scheme", () => {
    const unit = unitsFor("")[0];
    const form = FORMS[0];
    if (!unit || !form) throw new Error("no unit");
    const shown = (ruleText: string | null) => {
      const finding = { ...FINDINGS[0], unit, form, ruleText } as FindingRow;
      return mount(FindingDetail, { props: { finding } }).text();
    };
    expect(shown("[累计] >= [本季]")).toContain("审核公式[累计] >= [本季]");
    expect(shown(null)).not.toContain("审核公式");
  });
});
