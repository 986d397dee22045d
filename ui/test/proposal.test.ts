import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import ReturnFacts from "../src/features/inbox/ReturnFacts.vue";
import type { Finding, InboxReturn } from "../src/ipc";

const finding = {
  id: "a1", severity: "A", rule: "header.missing", code: "header.missing",
  message: "缺少“本期”这一列：表上最接近的是 C 列“本期值”。请按报表样式改正表头，或核对是否用了旧表。",
  what: "", to_do: "", why: "", sheet: "表", cells: ["表!C3"], left: null, right: null,
} as Finding;

const found = {
  unit: { code: "130922", name: "青县" }, form: null, period: "2021Q1", periodName: "2021年一季度", sheet: "表", version: 1, replaces: null,
  evidence: [], cells: { seen: 0, values: 0, blank: 0, nil: 0, unreadable: 0, outside: 0 }, severities: { a: 1, b: 0, c: 0, d: 0 },
  findings: [finding, { ...finding, id: "b2", severity: "D" }],
  proposals: [{ finding: "a1", line: "C", meaning: "now", text: "C 列“本期值”就是“本期”" }],
  unitCandidates: [], formCandidates: [], clue: null, notRemembered: null,
} as InboxReturn;

it("accepts the nearest of the form's names with one press beside the finding", async () => {
  const facts = mount(ReturnFacts, { props: { found, titled: false } });
  const buttons = facts.findAll("[data-testid=accept-C]");
  expect(buttons.map((button) => button.text())).toEqual(["C 列“本期值”就是“本期”"]);
  await buttons[0]?.trigger("click");
  expect(facts.emitted("accept")).toEqual([[found.proposals[0]]]);
});
